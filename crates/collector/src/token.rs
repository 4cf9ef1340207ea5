//! The token that opens the report: made once, kept in the data folder, readable by its owner only.
//! Never logged and never compared in a time that depends on where it differs.

use crate::error::Error;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

/// The token of a data folder, made now if there is none.
pub(crate) fn read_or_make(data: &Path) -> Result<String, Error> {
    let path = data.join("token");
    if let Ok(token) = fs::read_to_string(&path)
        && token.trim().len() >= 32
    {
        return Ok(token.trim().to_owned());
    }
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(Error::Random)?;
    let token: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path).map_err(Error::writing(&path))?;
    file.write_all(token.as_bytes()).map_err(Error::writing(&path))?;
    Ok(token)
}

/// Whether two tokens are equal; the time depends on their lengths only.
pub(crate) fn is_equal(one: &str, other: &str) -> bool {
    let differs = one.bytes().zip(other.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
    one.len() == other.len() && std::hint::black_box(differs) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_made_once_and_readable_by_its_owner_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let token = read_or_make(folder.path()).expect("a token");
        assert_eq!(token.len(), 32);
        assert_eq!(read_or_make(folder.path()).expect("the same"), token);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let file = fs::metadata(folder.path().join("token")).expect("the file");
            assert_eq!(file.permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn only_the_whole_token_is_equal() {
        assert!(is_equal("abc", "abc"));
        assert!(!is_equal("abc", "abd") && !is_equal("abc", "ab") && !is_equal("", "a"));
    }
}
