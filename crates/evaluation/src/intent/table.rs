//! Writes a trained model as the table that core is compiled with.
//! Never writes a row of the data: only bin edges and weights.

use super::train::Trained;
use anyhow::{Context, Result};
use std::fmt::Write as _;

/// From the project's root, where the command is run.
const FILE: &str = "crates/core/src/intent/table.rs";

/// Writes the table; the same model gives the same bytes.
pub(super) fn write(trained: &Trained, checksum: &str) -> Result<()> {
    std::fs::write(FILE, text(trained, checksum))
        .with_context(|| format!("cannot write {FILE}: run from the project's root"))
}

fn text(trained: &Trained, checksum: &str) -> String {
    let [intercept, new, weekend] = trained.plain;
    let mut text = format!(
        "//! The trained weights of purchase intent, in logits; edges in pages, seconds, seconds a page.
//! Never edited: written by `cargo xtask eval --data DIR --train intent`.
//!
//! Data: Online Shoppers Purchasing Intention (UCI 468, Sakar & Kastro 2018, CC BY 4.0), all rows,
//! online_shoppers_intention.csv with SHA-256
//! {checksum}.

use super::{{Intent, Quantity, Scale}};

/// The model that ships.
#[rustfmt::skip]
pub static TRAINED: Intent<'static> = Intent {{
    intercept: {intercept:?},
    new: {new:?},
    weekend: {weekend:?},
    scales: &[
"
    );
    for scale in &trained.scales {
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "        Scale {{
            quantity: Quantity::{:?},
            only_new: {},
            edges: &{:?},
            weights: &{:?},
        }},
",
            scale.quantity, scale.only_new, scale.edges, scale.weights
        );
    }
    text + "    ],\n};\n"
}
