//! Judges Motivo's models: each row of the targets with must, stretch and measured.
//! Never part of what runs in a shop: the product cannot import its judge.
//!
//! | file | idea |
//! | --- | --- |
//! | [`target`] | a figure, its bounds, and the table of them |
//! | [`scores`], [`solve`] | ranking, calibration; linear systems |
//! | [`belief`] | the filter against the exact ceiling of simulated worlds |
//! | [`policies`] | the off-policy estimators on a real log against their reference values |
//! | [`intent`] | the chance of a purchase on finished shop sessions, and its table |
//! | [`copy`] | whether text predicts response, whether a bandit finds the better headline |
//! | [`tagger`] | the text tagger, and its training |
//! | [`storefront`] | what the whole loop earns over days, against ways that never learn |
//! | [`plot`] | plots for the docs, as SVG |
#![allow(clippy::print_stdout, reason = "a command line answers on stdout")]

mod belief;
mod copy;
mod intent;
mod plot;
mod policies;
mod scores;
mod solve;
mod storefront;
mod tagger;
mod target;

use anyhow::{Context, Result, bail};
use clap::Parser;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use target::Section;

/// Judges the models on simulated worlds and on real data.
#[derive(Parser)]
struct Options {
    /// The folder with the real data; its README says what is in it. Simulated sections need none.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Only the sections with this in their name.
    #[arg(long, value_name = "PART")]
    only: Option<String>,
    /// The figures as JSON instead of a table.
    #[arg(long)]
    json: bool,
    /// Write the tables and plots of the docs into this folder; with `--only`, those of that part.
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
    /// Train this model and write what it learned into the source instead of judging: intent or tagger.
    #[arg(long, value_name = "MODEL")]
    train: Option<String>,
}

/// How a section is measured.
#[derive(Clone, Copy)]
enum Measure {
    /// On simulated worlds alone.
    Simulated(fn() -> Result<Section>),
    /// On the real data in this folder.
    OnData(fn(&Path) -> Result<Section>),
}

impl Measure {
    fn section(self, data: Option<&Path>) -> Result<Section> {
        match self {
            Self::Simulated(measure) => measure(),
            Self::OnData(measure) => measure(data.context(NO_DATA)?),
        }
    }
}

const NO_DATA: &str = "it needs the real data: name its folder by --data DIR, or ask for --only belief or --only loop";

/// By name.
const SECTIONS: [(&str, Measure); 6] = [
    ("belief", Measure::Simulated(belief::measure)),
    ("policies", Measure::OnData(policies::measure)),
    ("purchase intent", Measure::OnData(intent::measure)),
    ("copy", Measure::OnData(copy::measure)),
    ("tagger", Measure::OnData(tagger::measure)),
    ("learning loop", Measure::Simulated(storefront::measure)),
];

/// A model's name and how what it learned is written into the source.
type Train = (&'static str, fn(&Path) -> Result<()>);

const TRAINED: [Train; 2] = [("intent", intent::retrain), ("tagger", tagger::train)];

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
    if let Some(model) = &options.train {
        return train(model, options.data.as_deref());
    }
    let wanted = |name: &str| options.only.as_ref().is_none_or(|part| name.contains(part.as_str()));
    let (data, mut sections) = (options.data.as_deref(), Vec::new());
    let asked = || SECTIONS.into_iter().filter(|(name, _)| wanted(name));
    // Said at once, not after minutes of simulated worlds.
    let needs_data = |(_, of): &(&str, Measure)| matches!(of, Measure::OnData(_));
    if let (None, Some((name, _))) = (data, asked().find(needs_data)) {
        bail!("cannot measure {name}: {NO_DATA}");
    }
    for (name, measure) in asked() {
        eprintln!("measuring {name} …");
        let section = measure.section(data).with_context(|| format!("cannot measure {name}"))?;
        if !options.json {
            println!("{section}");
        }
        sections.push(section);
    }
    if options.json {
        println!("{}", serde_json::to_string_pretty(&sections)?);
    }
    if let Some(folder) = &options.write {
        target::write(folder, &sections, options.only.is_none())?;
    }
    Ok(sections.iter().all(Section::is_met))
}

/// Trains a model and writes its numbers into the source.
fn train(model: &str, data: Option<&Path>) -> Result<bool> {
    let Some((_, train)) = TRAINED.iter().find(|(name, _)| *name == model) else {
        let names = TRAINED.map(|(name, _)| name).join(", ");
        bail!("--train is \"{model}\": use one of {names}");
    };
    train(data.context(NO_DATA)?).with_context(|| format!("cannot train {model}"))?;
    Ok(true)
}
