//! The figures: arguments with new conclusions, held-out product sentences, texts without a motivator.
//! Never trains on what it judges: arguments by splits, held-out sentences by the shipped weights.

use super::auc::{auc, mean};
use super::recipe::{Recipe, fit_all};
use super::sources::{Example, Source};
use anyhow::{Context, Result};
use motivo_core::tagger::{Scores, Tagger};

/// Splits of the arguments' conclusions.
pub(crate) const SPLITS: usize = 6;
/// Draws the splits; the recipe was chosen on those of 77.
const SEED: u64 = 2023;

/// The mean over splits of the macro AUC on arguments whose conclusions were not trained on.
pub(crate) fn new_conclusions(examples: &[&Example], recipe: Recipe) -> Result<f64> {
    let is_argument = |example: &Example| example.source == Source::Arguments;
    let arguments = examples.iter().filter(|example| is_argument(example));
    let mut conclusions: Vec<_> = arguments.map(|example| example.group.as_str()).collect();
    conclusions.sort_unstable();
    conclusions.dedup();
    conclusions.sort_by_key(|conclusion| draw(conclusion));
    let mut figures = Vec::new();
    for out in 0..SPLITS {
        let tested: Vec<_> = conclusions.iter().skip(out).step_by(SPLITS).collect();
        let is_tested = |example: &Example| {
            is_argument(example) && tested.iter().any(|conclusion| **conclusion == example.group)
        };
        let (tested, seen): (Vec<&Example>, Vec<_>) =
            examples.iter().partition(|example| is_tested(example));
        let bytes = fit_all(&seen, recipe).quantise();
        let tagger = Tagger::new(&bytes).context("a fit gave no weights")?;
        let scores: Vec<_> = tested.iter().map(|e| tagger.score(&e.features)).collect();
        figures.push(Some(macro_auc(&scores, &tested)));
    }
    Ok(mean(figures))
}

/// What the product says of sentences: their weights, zeros where it abstains.
pub(crate) fn answers(tagger: &Tagger<'_>, examples: &[&Example]) -> Vec<Scores> {
    let tags = examples.iter().map(|e| tagger.tag(&e.text, None).tags);
    tags.map(Result::unwrap_or_default).collect()
}

/// The mean over motivators of the AUC of their scores.
pub(crate) fn macro_auc(scores: &[Scores], examples: &[&Example]) -> f64 {
    mean((0..10).map(|motivator| {
        let pairs = scores.iter().zip(examples);
        let pairs = pairs.filter_map(|(scores, e)| Some((scores[motivator], e.labels[motivator]?)));
        auc(&pairs.collect::<Vec<_>>())
    }))
}

/// A number for a text, for an order that is no order (FNV-1a).
fn draw(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325 ^ SEED, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
