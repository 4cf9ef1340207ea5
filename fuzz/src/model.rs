//! A model file, as its owner or a broken copy may have it.
//! Never asks whether the model is a good one.

use crate::belief;
use motivo_core::belief::Belief;
use motivo_core::model::{ModelFile, write};
use motivo_core::symbols::Response;

/// What is read is written and read again as the same, and believes in chances only.
pub fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    read(&text);
    // Bytes that were made up never have the right checksum: the lines are tried with theirs.
    read(&format!("motivo-model 1 {:016x}\n{text}", checksum(&text)));
}

fn read(text: &str) {
    let file = match ModelFile::read(text) {
        Ok(file) => file,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let model = file.model();
    assert_eq!(ModelFile::read(&write(&model)).as_ref(), Ok(&file));
    let mut believed = Belief::new(model.prior.len(), &model);
    for (at, byte) in text.bytes().rev().take(20).enumerate() {
        belief::is_made_of_chances(&believed, belief::FROM_FILE);
        let response = Response::ALL[usize::from(byte) % Response::ALL.len()];
        believed.update(&[((at % 12) as u8, 1.0)], response);
    }
    believed.forget(7.0);
    belief::is_made_of_chances(&believed, belief::FROM_FILE);
}

/// FNV-1a, 64 bits, as the file's first line has it.
fn checksum(text: &str) -> u64 {
    let step = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}
