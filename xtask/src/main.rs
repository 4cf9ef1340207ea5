//! Motivo's build commands, one file each: `cargo xtask <command>`.
//! Never part of the product: nothing here reaches a shopper's page or the collector.
//!
//! ```text
//! demo  test  dist  size  setup  embed  pages  screens  eval  bench  chaos  fuzz  the commands
//! tools, fetch, needs                                              what a bare machine lacks
//! shop, smoke, children                                            what the demo is made of
//! run                                                              running other programs, with progress
//! ```
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "a command line answers on stdout")]

mod bench;
mod chaos;
mod children;
mod compress;
mod demo;
mod dist;
mod embed;
mod eval;
mod fetch;
mod fuzz;
mod join;
mod needs;
mod pages;
mod run;
mod screens;
mod setup;
mod shop;
mod size;
mod smoke;
mod test;
mod tools;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, shows, measures and tests Motivo.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Shows the whole product: builds it, starts the collector and the sample shop.
    Demo(demo::Options),
    /// Runs all of CI: formatting, lints, unit, wasm and end-to-end tests, the size budget.
    Test,
    /// Builds the embed files into dist/.
    Dist(dist::Options),
    /// Measures dist/ against budget.toml: raw, gzip and brotli bytes.
    Size(size::Options),
    /// Fetches or compiles the tools of the wasm build and says where they are.
    Setup,
    /// Finishes the embed files of a trunk build (trunk's post_build hook).
    Embed,
    /// Renders the sample shop's pages into a folder, with everything they show.
    Pages(pages::Options),
    /// Judges the models on simulated worlds and real data.
    Eval(eval::Options),
    /// Measures what a page waits for, natively or in Chromium.
    Bench(bench::Options),
    /// Kills the collector under load, 50 times, and counts what is lost or doubled.
    Chaos(chaos::Options),
    /// Makes up input for every parser and says where something did not hold.
    Fuzz(fuzz::Options),
    /// Renews the pictures of the docs, or those that the tests compare looks with.
    Screens(screens::Options),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Demo(options) => demo::run(&options),
        Command::Test => return test::run(),
        Command::Dist(options) => dist::run(&options),
        Command::Size(options) => size::run(&options),
        Command::Setup => setup::run(),
        Command::Embed => embed::run(),
        Command::Pages(options) => pages::run(&options),
        Command::Eval(options) => eval::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Chaos(options) => chaos::run(&options),
        Command::Fuzz(options) => fuzz::run(&options),
        Command::Screens(options) => screens::run(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
