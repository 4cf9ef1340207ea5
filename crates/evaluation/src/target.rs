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

/// Writes sections into a folder's `evaluation.md`, and the plots that they show beside it.
///
/// `whole`: these are all there are. Else what the file says of others stays.
pub(crate) fn write(folder: &Path, sections: &[Section], whole: bool) -> Result<()> {
    let images = folder.join("images");
    std::fs::create_dir_all(&images)
        .with_context(|| format!("cannot make {}", images.display()))?;
    let file = folder.join("evaluation.md");
    let mut text = String::from(INTRODUCTION);
    if !whole {
        text = std::fs::read_to_string(&file)
            .with_context(|| format!("cannot read {}", file.display()))?;
    }
    for section in sections {
        for Plot { name, svg, .. } in &section.plots {
            let file = images.join(name);
            std::fs::write(&file, svg)
                .with_context(|| format!("cannot write {}", file.display()))?;
        }
        text = with(&text, section);
    }
    std::fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))
}

/// The text with this section in the place of its older self, or at the end.
fn with(text: &str, section: &Section) -> String {
    let mut new = format!("\n{section}");
    for Plot { name, shows, .. } in &section.plots {
        new += &format!("\n![{shows}](images/{name})\n");
    }
    let (before, old) = text.split_once(&format!("\n## {}\n", section.title)).unwrap_or((text, ""));
    let after = old.find("\n## ").and_then(|next| old.get(next..)).unwrap_or_default();
    format!("{before}{new}{after}")
}

const INTRODUCTION: &str = "# Evaluation

Written by `cargo xtask eval --data DIR`; do not edit.
Belief and learning loop need no data: `cargo xtask eval --only loop` simulates and writes that section alone.
Each figure comes from fixed seeds, so a second run gives the same.
\"must\" is what a change may not fall below; \"stretch\" is what would be better.
";

#[cfg(test)]
mod tests {
    use super::*;

    fn section(title: &'static str, about: &str) -> Section {
        Section { title, about: about.to_owned(), ..Section::default() }
    }

    #[test]
    fn a_section_takes_the_place_of_its_older_self_and_leaves_the_others() {
        let all = ["One", "Two", "Three"];
        let text = all.iter().fold("# All\n".to_owned(), |text, title| {
            with(&text, &section(title, &format!("old {title}")))
        });
        let new = with(&text, &section("Two", "new"));
        assert_eq!(new, text.replace("old Two", "new"));
        let last = with(&text, &section("Three", "new"));
        assert_eq!(last, text.replace("old Three", "new"));
        assert!(with(&text, &section("Four", "new")).starts_with(&text));
    }
}
