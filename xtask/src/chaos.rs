//! Kills the collector again and again under load and says what of the records became of it.
//! Never part of the tests: those have three kills, this takes minutes.

use crate::run::{alone, program};
use anyhow::Result;
use clap::Args;

#[derive(Args)]
pub(crate) struct Options {
    /// How often it is killed.
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=200))]
    kills: u32,
    /// Seeds the draws of what is dropped and when it is killed; threads still differ.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Runs the command; a record that is lost or counted twice is an error.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut cargo = program("cargo");
    cargo.args(["bench", "-p", "motivo-collector", "--bench", "chaos", "--"]);
    cargo.args(["--kills", &options.kills.to_string(), "--seed", &options.seed.to_string()]);
    if options.json {
        cargo.arg("--json");
    }
    alone(&mut cargo)
}
