//! A record as anybody on the network may send it, one a line.
//! Never asks which cells it would raise.

use motivo_core::record::{MAX_BYTES, Record};

/// What is read has one spelling; what is refused has a field.
pub fn holds(bytes: &[u8]) {
    for line in String::from_utf8_lossy(bytes).split('\n') {
        match Record::decode(line) {
            Ok(record) => {
                assert!(line.len() <= MAX_BYTES && line.is_ascii(), "{line}");
                assert_eq!(record.encode(), line);
            }
            Err(error) => {
                let named = format!("record field \"{}\"", error.field);
                assert!(error.to_string().starts_with(&named), "{error}");
            }
        }
    }
}
