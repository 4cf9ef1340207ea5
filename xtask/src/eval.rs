//! Judges the models on simulated worlds and real data, as optimised code.
//! Never part of the tests: the data is not in the repository.

use crate::run::{loud, program};
use anyhow::Result;
use clap::Args;
use std::env;
use std::path::PathBuf;

#[derive(Args)]
pub(crate) struct Options {
    /// The folder with the real data.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Only the sections with this in their name.
    #[arg(long, value_name = "PART")]
    only: Option<String>,
    /// The figures as JSON instead of tables, and the docs stay as they are.
    #[arg(long)]
    json: bool,
    /// Train this model and write what it learned into the source instead of judging: intent or tagger.
    #[arg(long, value_name = "MODEL")]
    train: Option<String>,
}

/// Measures everything, and writes docs/evaluation.md unless only a part was asked for.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut cargo = program("cargo");
    cargo.args(["run", "--release", "--quiet", "-p", "motivo-evaluation", "--", "--data"]);
    cargo.arg(env::current_dir()?.join(&options.data));
    if let Some(part) = &options.only {
        cargo.args(["--only", part]);
    }
    if let Some(model) = &options.train {
        cargo.args(["--train", model]);
    } else if options.json {
        cargo.arg("--json");
    } else if options.only.is_none() {
        cargo.args(["--write", "docs"]);
    }
    loud("evaluate", &mut cargo)
}
