//! `motivo backup` and `motivo restore`: a data folder copied away, and back.
//! Never while something lies where the copy goes.

use super::print;
use crate::backup::copy;
use crate::error::Error;
use std::path::PathBuf;

/// What to back up.
#[derive(clap::Args)]
pub(super) struct Backup {
    /// The data folder; a collector may be using it
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// A new folder for the copy, which is a data folder itself
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
}

/// What to restore.
#[derive(clap::Args)]
pub(super) struct Restore {
    /// A folder that `motivo backup` wrote
    #[arg(long, value_name = "DIR")]
    from: PathBuf,
    /// A new data folder
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
}

/// Backs up and says how to go back.
pub(super) fn backup(options: &Backup) -> Result<(), Error> {
    copy(&options.data, &options.to)?;
    let (data, to) = (options.data.display(), options.to.display());
    print(&format!(
        "{to} holds all of {data}. To go back: motivo restore --from {to} --data DIR\n"
    ));
    Ok(())
}

/// Restores and says so.
pub(super) fn restore(options: &Restore) -> Result<(), Error> {
    copy(&options.from, &options.data)?;
    let (data, from) = (options.data.display(), options.from.display());
    print(&format!("{data} holds all of {from}. To serve it: motivo serve --data {data}\n"));
    Ok(())
}
