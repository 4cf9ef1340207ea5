//! The weights in the repository, and a note of what they were made of.
//! Never a date or a path in the note: the same data give the same two files.

use super::recipe::{self, Recipe};
use super::sources;
use anyhow::{Context, Result};
use motivo_core::tagger::Language;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The data that a training reads.
const DATA: [&str; 8] = [
    "valueeval/arguments-training.tsv",
    "valueeval/labels-training.tsv",
    "goemotions/train.tsv",
    "goemotions/labels.txt",
    "lexicon/pv_en.json",
    "lexicon/pv_de.json",
    "lexicon/pv_fr.json",
    "lexicon/pv_it.json",
];

/// The shipped weights.
pub(crate) fn read() -> Result<Vec<u8>> {
    let file = folder().join("tagger.bin");
    fs::read(&file)
        .with_context(|| format!("cannot read {}: make it with --train tagger", file.display()))
}

/// Trains anew and writes the weights and the note.
pub(crate) fn train(data: &Path) -> Result<()> {
    let examples = sources::corpus(data)?;
    let recipe = Recipe::default();
    let bytes = recipe::train(&examples.iter().collect::<Vec<_>>(), recipe);
    let note = note(data, examples.len(), recipe, &bytes)?;
    write("tagger.bin", &bytes)?;
    write("tagger.txt", note.as_bytes())
}

fn note(data: &Path, texts: usize, recipe: Recipe, bytes: &[u8]) -> Result<String> {
    let mut note = String::from(
        "The text tagger's weights, tagger.bin.\n\
         Made by: cargo xtask eval --data DIR --train tagger\n\n",
    );
    let Recipe { l2, counts, neutral } = recipe;
    writeln!(
        note,
        "{texts} texts, L2 {l2}, counts of the sources {counts:?}, neutral {neutral}\n"
    )?;
    writeln!(note, "{}  tagger.bin", hash(bytes))?;
    let own = Language::ALL.iter().flat_map(|language| {
        ["train", "seeds"].map(|list| format!("{}/{list}.tsv", language.id()))
    });
    let own = own.map(|name| (sources::folder().join(&name), format!("texts/{name}")));
    for (file, name) in DATA.map(|name| (data.join(name), name.to_owned())).into_iter().chain(own) {
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        writeln!(note, "{}  {name}", hash(&bytes))?;
    }
    Ok(note)
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www")
}

fn write(name: &str, bytes: &[u8]) -> Result<()> {
    let file = folder().join(name);
    fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))
}
