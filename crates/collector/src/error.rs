//! Why a command stops. Each text says what, where and what to do.
//! Never what a client sees: requests are answered in `records` with a status and a reason.

use crate::config::Problems;
use std::io;
use std::path::PathBuf;

/// Why `motivo` stops.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A config has mistakes and no earlier good plan is kept.
    #[error("{}", problems.in_file(file))]
    Config {
        /// The config's path.
        file: String,
        /// Its mistakes.
        problems: Problems,
    },
    /// A table has a mistake.
    #[error("{file}:{line} {field}\n  {what}\n  {instead}")]
    Table {
        /// The table's path.
        file: String,
        /// The line, from 1.
        line: u64,
        /// The column's name, or what else is meant.
        field: String,
        /// What is wrong, a sentence.
        what: String,
        /// What to write instead, a sentence.
        instead: String,
    },
    /// A line of JSON Lines has a mistake.
    #[error("{file}:{line}: {mistake}")]
    Line {
        /// The file's path.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong, and what to write.
        mistake: String,
    },
    /// The text tagger's weights were refused.
    #[error("{file}: {source}")]
    Weights {
        /// The file's path.
        file: String,
        /// Why, and what to do.
        source: motivo_core::tagger::WeightsError,
    },
    /// A file or folder cannot be used.
    #[error("{}: {source}; check that it exists and may be {wanted}", path.display())]
    File {
        /// The path.
        path: PathBuf,
        /// What was tried: `read` or `written`.
        wanted: &'static str,
        /// The system's answer.
        source: io::Error,
    },
    /// Two configs name one storefront.
    #[error("two configs name the storefront \"{0}\": give each file a key of its own")]
    Twice(String),
    /// `--origin` cannot be used.
    #[error(
        "--origin {pair}: write KEY=URL, KEY one of {served}, URL with http:// or https:// and nothing after the host, as in my-shop=https://shop.example"
    )]
    Origin {
        /// What was written.
        pair: String,
        /// The storefronts that are served.
        served: String,
    },
    /// An option's value cannot be used.
    #[error("--{0}")]
    Asked(String),
    /// The address is taken or not ours.
    #[error(
        "cannot listen on {address}: {source}; end what uses it (a demo?) or choose another with --listen"
    )]
    Listen {
        /// The address.
        address: String,
        /// The system's answer.
        source: io::Error,
    },
    /// The database cannot be used.
    #[error("{}: {source}; is another program using it, is the disk full?", path.display())]
    Store {
        /// The database file.
        path: PathBuf,
        /// SQLite's answer.
        source: crate::store::StoreError,
    },
    /// The database was written by a newer version.
    #[error("{} was written by a newer version of motivo (layout {found}): use that version", path.display())]
    Newer {
        /// The database file.
        path: PathBuf,
        /// Its layout's number.
        found: u32,
    },
    /// A folder or database is not what a backup needs.
    #[error("{}: {what}; {instead}", path.display())]
    Backup {
        /// The folder or database.
        path: PathBuf,
        /// What is wrong, without its subject.
        what: String,
        /// What to do.
        instead: &'static str,
    },
    /// The embed files do not fit together.
    #[error(
        "the embed files in {0} have no motivo.js that names its version: build them with `cargo xtask dist`"
    )]
    Embed(String),
    /// No embed files at all.
    #[error("no embed files are built in: run `cargo xtask dist` before building, or use --embed")]
    NoEmbed,
    /// A file that would be written over is not ours.
    #[error(
        "{}: this file is not from `motivo dist`; write to a folder of its own, and copy its headers to yours", .0.display()
    )]
    Foreign(PathBuf),
    /// The address to look at cannot be used.
    #[error("\"{0}\" is no address of a page: write https://your-shop.example/")]
    Address(String),
    /// The doctor found something.
    #[error("{count} to change on {url}")]
    Findings {
        /// The page.
        url: String,
        /// How many, with the noun.
        count: String,
    },
    /// No randomness for the report's token.
    #[error("the system gives no random numbers: {0}")]
    Random(getrandom::Error),
}

impl Error {
    /// The exit code: 2 for a mistake in what was given, 1 for anything else.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Config { .. }
            | Self::Table { .. }
            | Self::Line { .. }
            | Self::Weights { .. }
            | Self::Asked(_)
            | Self::Address(_)
            | Self::Foreign(_)
            | Self::Backup { .. } => 2,
            _ => 1,
        }
    }

    pub(crate) fn reading(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, wanted: "read", source }
    }

    pub(crate) fn writing(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, wanted: "written", source }
    }
}
