//! The commands and their exit codes: 0 good, 2 a mistake in what was given, 1 anything else.
//! Never does the work itself.

mod backup;
mod check;
mod dist;
mod doctor;
pub mod evaluate_policy;
mod lines;
pub mod replay;
mod report;
pub mod tag;

use crate::error::Error;
use crate::serve;
use clap::{Parser, Subcommand};
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

/// Shows shoppers what moves them, and the owner only what worked.
#[derive(Parser)]
#[command(name = "motivo", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve embed files, plan and report, and count records
    Serve(serve::Options),
    /// Copy a data folder, also while it is served
    Backup(backup::Backup),
    /// Bring a backup back as a data folder
    Restore(backup::Restore),
    /// Check a motivo.json and a product feed: what is wrong, where, and what to write instead
    Check(check::Options),
    /// Write the files that a static host serves: embed files, plans, hashes, headers
    Dist(dist::Options),
    /// Look at a shop's page as a browser would, and say what of the installation to change
    Doctor(doctor::Options),
    /// Say from a log what another policy would have earned, and whether the log can tell
    EvaluatePolicy(evaluate_policy::Options),
    /// Say what would have been believed of visits: JSON Lines in, JSON Lines out
    Replay(replay::Options),
    /// Print the numbers of the owner's report, as CSV or JSON
    Report(report::Options),
    /// Say what texts speak to: JSON Lines in, JSON Lines out
    Tag(tag::Options),
}

/// Runs the command line.
#[must_use]
pub fn run() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Serve(options) => serve(&options),
        Command::Backup(options) => backup::backup(&options),
        Command::Restore(options) => backup::restore(&options),
        Command::Check(options) => check::check(&options),
        Command::Dist(options) => dist::dist(&options),
        Command::Doctor(options) => doctor::doctor(&options),
        Command::EvaluatePolicy(options) => evaluate_policy::evaluate_policy(&options),
        Command::Replay(options) => replay::replay(&options),
        Command::Report(options) => report::report(&options),
        Command::Tag(options) => tag::tag(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let text = error.to_string();
            // When nobody reads the console, nothing is left to be said.
            let _ = writeln!(io::stderr(), "motivo: {}", text.trim_end());
            ExitCode::from(error.exit_code())
        }
    }
}

fn serve(options: &serve::Options) -> Result<(), Error> {
    tracing_subscriber::fmt().with_writer(io::stderr).with_target(false).init();
    let state = Arc::new(serve::open(options)?);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime =
        runtime.map_err(|source| Error::Listen { address: options.listen.to_string(), source })?;
    let token = state.token().to_owned();
    runtime.block_on(serve::serve(state, options.listen, |address| {
        print(&format!(
            "motivo: listening on http://{address}\n\
             motivo: report http://{address}/report?token={token}\n"
        ));
    }))
}

/// Writes to stdout at once; a reader that went away is no error of ours.
fn print(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
