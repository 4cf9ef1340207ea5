//! Judges the models on simulated worlds and real data, as optimised code.
//! Never part of the tests: the data is not in the repository.

use crate::run::{loud, program};
use anyhow::Result;
use clap::Args;
use std::env;
use std::path::PathBuf;

#[derive(Args)]
pub(crate) struct Options {
    /// The folder with the real data. `--only belief` and `--only loop` need none.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Only the sections with this in their name; the others stay in the docs as they are.
    #[arg(long, value_name = "PART")]
    only: Option<String>,
    /// The figures as JSON instead of tables, and the docs stay as they are.
    #[arg(long)]
    json: bool,
    /// Train this model and write what it learned into the source instead of judging: intent or tagger.
    #[arg(long, value_name = "MODEL")]
    train: Option<String>,
}

/// Measures, and writes what was measured into docs/evaluation.md.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut cargo = program("cargo");
    cargo.args(["run", "--release", "--quiet", "-p", "motivo-evaluation", "--"]);
    if let Some(data) = &options.data {
        cargo.arg("--data").arg(env::current_dir()?.join(data));
    }
    if let Some(part) = &options.only {
        cargo.args(["--only", part]);
    }
    if let Some(model) = &options.train {
        cargo.args(["--train", model]);
    } else if options.json {
        cargo.arg("--json");
    } else {
        cargo.args(["--write", "docs"]);
    }
    loud("evaluate", &mut cargo)
}
