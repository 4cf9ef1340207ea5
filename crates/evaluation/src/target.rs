//! A figure with its bounds, and the tables that tell them.
//! Never decides what a bound should be: docs/evaluation.md says where each comes from.

use anyhow::{Context, Result};
use serde::Serialize;
use std::fmt;
use std::path::Path;

/// What a figure has to reach.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Bound {
    /// This much or more.
    AtLeast(f64),
    /// This much or less.
    AtMost(f64),
}

impl Bound {
    fn is_met(self, measured: f64) -> bool {
        match self {
            Self::AtLeast(least) => measured >= least,
            Self::AtMost(most) => measured <= most,
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast(least) => write!(f, "≥ {least}"),
            Self::AtMost(most) => write!(f, "≤ {most}"),
        }
    }
}

/// A measured figure; without bounds it is told and not judged.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Row {
    /// What was measured, with its conditions.
    pub(crate) what: String,
    /// What must hold.
    pub(crate) must: Option<Bound>,
    /// What would be better.
    pub(crate) stretch: Option<Bound>,
    /// What it is.
    pub(crate) measured: f64,
}

impl Row {
    /// A figure that is told and not judged.
    pub(crate) fn told(what: impl Into<String>, measured: f64) -> Self {
        Self { what: what.into(), must: None, stretch: None, measured }
    }

    /// A figure with what must hold and what would be better.
    pub(crate) fn judged(
        what: impl Into<String>,
        must: Bound,
        stretch: impl Into<Option<Bound>>,
        measured: f64,
    ) -> Self {
        Self { what: what.into(), must: Some(must), stretch: stretch.into(), measured }
    }

    fn verdict(&self) -> &'static str {
        let met = |bound: Option<Bound>| bound.map(|bound| bound.is_met(self.measured));
        match (met(self.must), met(self.stretch)) {
            (Some(false), _) => "missed",
            (Some(true), Some(true)) => "stretch",
            (Some(true), _) => "met",
            (None, _) => "",
        }
    }
}

/// A picture for the docs.
#[derive(Clone, Debug)]
pub(crate) struct Plot {
    /// The file's name.
    pub(crate) name: &'static str,
    /// What it shows, for who cannot see it.
    pub(crate) shows: &'static str,
    /// The file's text.
    pub(crate) svg: String,
}

/// Figures that belong together.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Section {
    /// Its heading.
    pub(crate) title: &'static str,
    /// On what and how it was measured, in sentences.
    pub(crate) about: String,
    /// The figures.
    pub(crate) rows: Vec<Row>,
    /// Its plots.
    #[serde(skip)]
    pub(crate) plots: Vec<Plot>,
}

impl Section {
    /// Whether every "must" holds.
    pub(crate) fn is_met(&self) -> bool {
        self.rows.iter().all(|row| row.must.is_none_or(|must| must.is_met(row.measured)))
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "## {}\n\n{}\n", self.title, self.about)?;
        writeln!(f, "| what | must | stretch | measured | |\n| --- | --- | --- | --- | --- |")?;
        let bound = |bound: Option<Bound>| bound.map_or(String::new(), |bound| bound.to_string());
        for row in &self.rows {
            let (must, stretch) = (bound(row.must), bound(row.stretch));
            let verdict = row.verdict();
            writeln!(f, "| {} | {must} | {stretch} | {:.4} | {verdict} |", row.what, row.measured)?;
        }
        Ok(())
    }
}

/// Writes `evaluation.md` and the plots it shows into a folder.
pub(crate) fn write(folder: &Path, sections: &[Section]) -> Result<()> {
    let images = folder.join("images");
    std::fs::create_dir_all(&images)
        .with_context(|| format!("cannot make {}", images.display()))?;
    let mut text = String::from(INTRODUCTION);
    for section in sections {
        text += &format!("\n{section}");
        for Plot { name, shows, svg } in &section.plots {
            let file = images.join(name);
            std::fs::write(&file, svg)
                .with_context(|| format!("cannot write {}", file.display()))?;
            text += &format!("\n![{shows}](images/{name})\n");
        }
    }
    let file = folder.join("evaluation.md");
    std::fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))
}

const INTRODUCTION: &str = "# Evaluation

Written by `cargo xtask eval --data DIR`; do not edit.
Each figure comes from fixed seeds, so a second run gives the same.
\"must\" is what a change may not fall below; \"stretch\" is what would be better.
";
