//! Files of the data folder: replaced in one step, copied to last.
//! Never half of a file under its own name, so a copy taken meanwhile is whole.

use crate::error::Error;
use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};

/// What a file that is being written has behind its name.
const HALF: &str = "part";

/// Writes a file in one step, so that no reader meets half of it.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if fs::read(path).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    let half = beside(path, HALF);
    fs::write(&half, bytes).map_err(Error::writing(&half))?;
    fs::rename(&half, path).map_err(Error::writing(path))
}

/// Makes a file in one step: `write` fills the half, which is on the disk before it gets its name.
pub(crate) fn make(
    path: &Path,
    write: impl FnOnce(&Path) -> Result<(), Error>,
) -> Result<(), Error> {
    let half = beside(path, HALF);
    write(&half)?;
    sync(&half)?;
    fs::rename(&half, path).map_err(Error::writing(path))
}

/// Copies a file with its permissions, or a folder with all that is in it; halves are left out.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    if !from.is_dir() {
        fs::copy(from, to).map_err(Error::writing(to))?;
        return sync(to);
    }
    fs::create_dir_all(to).map_err(Error::writing(to))?;
    let entries = fs::read_dir(from).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
    let mut names: Vec<_> =
        entries.map_err(Error::reading(from))?.iter().map(fs::DirEntry::file_name).collect();
    // In order, compressed files stay younger than the plain ones.
    names.sort();
    for name in names.iter().filter(|name| Path::new(name).extension() != Some(HALF.as_ref())) {
        copy(&from.join(name), &to.join(name))?;
    }
    sync_folder(to)
}

/// The path with another extension behind the one it has.
pub(crate) fn beside(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

/// Makes a file last. Windows asks for the right to write; on Unix it may be a copy that lacks it.
fn sync(path: &Path) -> Result<(), Error> {
    let file = OpenOptions::new().read(true).write(cfg!(windows)).open(path);
    file.and_then(|file| file.sync_all()).map_err(Error::writing(path))
}

/// Makes the names in a folder last. Only Unix opens folders.
pub(crate) fn sync_folder(path: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        let folder = fs::File::open(path);
        folder.and_then(|folder| folder.sync_all()).map_err(Error::writing(path))?;
    }
    Ok(())
}
