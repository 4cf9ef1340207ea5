//! Copies a data folder to a new one, while it is served or not: `motivo backup`, `motivo restore`.
//! Never writes over anything, and never leaves a database that is not whole.

use crate::error::Error;
use crate::files;
use crate::store::{DATABASE, snapshot};
use std::fs;
use std::io;
use std::path::Path;

/// What a data folder holds beside the database.
/// The loader comes before the versions: what it names is there when these are copied.
const FILES: [&str; 6] = ["token", "plans", "motivo.js", "motivo.js.br", "motivo.js.gz", "v"];

/// Copies the data folder `from` to `to`, a folder that is new or empty.
///
/// The database is checked before anything is written, and its copy before it gets its name; it
/// comes last, so that a folder with a database is a whole one.
///
/// # Errors
/// `from` is no data folder or is damaged, `to` is taken or lies in `from`, or a file cannot be used.
pub fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    let refuse = |path: &Path, what: String, instead| {
        Err(Error::Backup { path: path.into(), what, instead })
    };
    let database = from.join(DATABASE);
    if !database.is_file() {
        let what = format!("there is no {DATABASE} in it");
        return refuse(from, what, "name a data folder, or a backup of one");
    }
    match fs::read_dir(to).map(|mut entries| entries.next().is_none()) {
        Ok(true) => {}
        Ok(false) => {
            let instead = "name a new folder, or move away what is in it";
            return refuse(to, "is not empty".into(), instead);
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return refuse(to, format!("is no folder ({error})"), "name a new folder"),
    }
    if is_inside(to, from).map_err(Error::reading(to))? {
        let what = format!("lies in {}", from.display());
        return refuse(to, what, "name a folder elsewhere, best on another disk");
    }
    snapshot::check(&database)?;
    fs::create_dir_all(to).map_err(Error::writing(to))?;
    for name in FILES {
        let path = from.join(name);
        if path.exists() {
            files::copy(&path, &to.join(name))?;
        }
    }
    files::make(&to.join(DATABASE), |half| {
        snapshot::take(&database, half)?;
        snapshot::check(half)
    })?;
    files::sync_folder(to)
}

/// Whether a folder, which need not be there, lies in another or is it.
fn is_inside(folder: &Path, of: &Path) -> io::Result<bool> {
    let of = of.canonicalize()?;
    let absolute = std::path::absolute(folder)?;
    let there = absolute.ancestors().find(|path| path.exists()).unwrap_or(&absolute);
    Ok(there.canonicalize()?.starts_with(of))
}
