//! The `motivo-simulator` binary: demo traffic for a collector.
//! Everything is in the library.
#![allow(clippy::print_stdout, reason = "progress and result are what a command prints")]

use clap::{Parser, Subcommand};
use motivo_simulator::send::{Options, send};
use std::process::ExitCode;

/// Simulated shoppers with hidden motivators.
#[derive(Parser)]
#[command(name = "motivo-simulator", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Send simulated visits to a collector over HTTP
    Send(Options),
}

fn main() -> ExitCode {
    let Command::Send(options) = Cli::parse().command;
    let total = options.visits;
    match send(&options, |done| println!("motivo-simulator: {done} of {total} visits")) {
        Ok(sent) => {
            println!(
                "motivo-simulator: {} visits counted, {} left before anything could be decided",
                sent.counted, sent.early
            );
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("motivo-simulator: {error}");
            ExitCode::FAILURE
        }
    }
}
