//! The commands and their exit codes: 0 good, 2 a mistake in a config, 1 anything else.
//! Never does the work itself.

use crate::config::{self, Compiled, Problems};
use crate::error::Error;
use crate::{plans, serve};
use clap::{Parser, Subcommand};
use motivo_core::plan::Plan;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::PathBuf;
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
    /// Check a motivo.json: what is wrong, where, and what to write instead
    Check {
        /// The owner's config
        file: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
        /// Write plan.txt and messages.<locale>.json to this folder
        #[arg(long, value_name = "DIR")]
        write: Option<PathBuf>,
    },
}

/// Runs the command line.
#[must_use]
pub fn run() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Serve(options) => serve(&options),
        Command::Check { file, json, write } => check(&file, json, write.as_deref()),
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

fn check(file: &std::path::Path, json: bool, write: Option<&std::path::Path>) -> Result<(), Error> {
    let text = std::fs::read_to_string(file).map_err(Error::reading(file))?;
    match config::check(&text) {
        Ok(config) => {
            let compiled = config::compile(&config);
            if let Some(folder) = write {
                plans::write_to(folder, &compiled)?;
            }
            print(&if json {
                good_json(&compiled)
            } else {
                summary(&file.display().to_string(), &compiled)
            });
            Ok(())
        }
        Err(problems) => {
            if json {
                print(&bad_json(&problems));
            }
            Err(Error::Config { file: file.display().to_string(), problems })
        }
    }
}

fn good_json(compiled: &Compiled) -> String {
    let json = serde_json::json!({
        "ok": true,
        "storefront": compiled.plan.storefront,
        "bytes": { "plan": compiled.text.len() },
    });
    format!("{json}\n")
}

fn bad_json(problems: &Problems) -> String {
    format!("{}\n", serde_json::json!({ "ok": false, "problems": problems }))
}

/// What a good config says, for the owner to compare with what they meant.
fn summary(file: &str, compiled: &Compiled) -> String {
    let plan = &compiled.plan;
    let mut text = format!("{file} is good.\n");
    let mut line = |name: &str, what: String| {
        let _ = writeln!(text, "  {name:<12}{what}");
    };
    line("storefront", plan.storefront.clone());
    line("motivators", plan.motivators.ids().collect::<Vec<_>>().join(", "));
    line("tags", format!("{} rules, beside data-motivo in the markup", plan.tags.len()));
    for experience in &plan.experiences {
        line("experience", describe(plan, experience));
    }
    line("holdout", format!("{} % of visits are shown nothing", f64::from(plan.holdout) / 10.0));
    let consent = if compiled.consent_granted { "granted elsewhere" } else { "required first" };
    line("consent", consent.to_owned());
    line("privacy", format!("mode {}, cells from {} visits", plan.mode.id(), compiled.k));
    let sizes = compiled.messages.iter().map(|(locale, text)| format!("{locale} {}", text.len()));
    let sizes = sizes.collect::<Vec<_>>().join(", ");
    let consent = if compiled.consent_granted { " data-consent=\"granted\"" } else { "" };
    line(
        "tag",
        format!(
            "<script async src=\"…/motivo.js\" data-storefront=\"{}\"{consent}></script>",
            plan.storefront
        ),
    );
    line("bytes", format!("plan {}, messages {sizes}, before compression", compiled.text.len()));
    text
}

fn describe(plan: &Plan, experience: &motivo_core::plan::Experience) -> String {
    let offers = experience.variants.iter();
    let variants = offers.map(|variant| config::compile::variant_id(plan, *variant));
    format!(
        "{}: {} as {}, from {} responses, in {} variants: {}",
        experience.id,
        experience.kind.id(),
        experience.place.id(),
        experience.evidence,
        experience.variants.len(),
        variants.collect::<Vec<_>>().join(", ")
    )
}

/// Writes to stdout at once; a reader that went away is no error of ours.
fn print(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
