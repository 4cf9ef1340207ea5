//! Judges Motivo's models: each row of the targets with must, stretch and measured.
//! Never part of what runs in a shop: the product cannot import its judge.
//!
//! | file | idea |
//! | --- | --- |
//! | [`target`] | a figure, its bounds, and the table of them |
//! | [`belief`] | the filter against the exact ceiling of simulated worlds |
//! | [`tagger`] | the text tagger, and its training |
#![allow(clippy::print_stdout, reason = "a command line answers on stdout")]

mod belief;
mod tagger;
mod target;

use anyhow::{Context, Result};
use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;
use target::Section;

/// Judges the models on simulated worlds and on real data.
#[derive(Parser)]
struct Options {
    /// The folder with the real data; its README says what is in it.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Only the sections with this in their name.
    #[arg(long, value_name = "PART")]
    only: Option<String>,
    /// Train this model anew, write its file, and measure nothing.
    #[arg(long, value_name = "NAME")]
    train: Option<String>,
    /// The figures as JSON instead of a table.
    #[arg(long)]
    json: bool,
    /// Write the tables and plots of the docs into this folder.
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
}

/// A section's name and how it is measured.
type Measure = (&'static str, fn(&std::path::Path) -> Result<Section>);

const SECTIONS: [Measure; 2] = [("belief", belief::measure), ("tagger", tagger::measure)];

/// A model's name and how its file is written.
type Train = (&'static str, fn(&std::path::Path) -> Result<()>);

const TRAININGS: [Train; 1] = [("tagger", tagger::train)];

fn main() -> ExitCode {
    let options = Options::parse();
    match run(&options) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Measures and tells; whether every "must" was met.
fn run(options: &Options) -> Result<bool> {
    if let Some(name) = &options.train {
        let training = TRAININGS.iter().find(|(known, _)| known == name);
        let (_, train) = training.with_context(|| {
            let known = TRAININGS.map(|(name, _)| name).join(", ");
            format!("--train {name}: use one of {known}")
        })?;
        eprintln!("training {name} …");
        train(&options.data).with_context(|| format!("cannot train {name}"))?;
        return Ok(true);
    }
    let wanted = |name: &str| options.only.as_ref().is_none_or(|part| name.contains(part.as_str()));
    let mut sections = Vec::new();
    for (name, measure) in SECTIONS.into_iter().filter(|(name, _)| wanted(name)) {
        eprintln!("measuring {name} …");
        let section = measure(&options.data).with_context(|| format!("cannot measure {name}"))?;
        if !options.json {
            println!("{section}");
        }
        sections.push(section);
    }
    if options.json {
        println!("{}", serde_json::to_string_pretty(&sections)?);
    }
    if let Some(folder) = &options.write {
        target::write(folder, &sections)?;
    }
    Ok(sections.iter().all(Section::is_met))
}
