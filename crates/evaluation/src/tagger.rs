//! The text tagger on arguments and product sentences, and how its weights are trained.
//! Never trains on a sentence that it is judged on.
//!
//! | file | idea |
//! | --- | --- |
//! | [`mapping`] | what a value or an emotion stands for |
//! | [`sources`] | labelled texts |
//! | [`recipe`] | how the weights are made |
//! | [`logistic`] | the fit |
//! | [`judge`], [`auc`] | the figures |
//! | [`shipped`] | the weights in the repository, and what they were made of |

mod auc;
mod judge;
mod logistic;
mod mapping;
mod recipe;
mod shipped;
mod sources;

pub(crate) use shipped::train;

use crate::target::{Bound, Row, Section};
use anyhow::{Context, Result};
use motivo_core::tagger::{Language, Tagger};
use recipe::Recipe;
use sources::Example;
use std::path::Path;

/// Measures the tagger's rows.
pub(crate) fn measure(data: &Path) -> Result<Section> {
    let mut rows = by_conclusion(data)?;
    let bytes = shipped::read()?;
    let tagger = Tagger::new(&bytes).context("www/tagger.bin")?;
    rows.extend(by_language(&tagger)?);
    rows.extend(abstentions(&tagger)?);
    let about = format!(
        "Arguments: ValueEval's training set, {} splits grouped by conclusion, mean over nine motivators \
         (all but confidence) of the AUC of one motivator's arguments against the rest; each split is \
         trained on its other conclusions and all other sources, and quantised to 4,096 x 10 int8. \
         Product sentences: our own, held out before training, with the weights that are shipped; one \
         motivator's sentences against the others', as the tagger answers when it has to guess the \
         language, zeros where it abstains.",
        judge::SPLITS
    );
    Ok(Section { title: "Text tagger", about, rows, ..Section::default() })
}

fn by_conclusion(data: &Path) -> Result<Vec<Row>> {
    let examples = sources::corpus(data)?;
    let all: Vec<_> = examples.iter().collect();
    let english: Vec<_> = all.iter().filter(|e| e.language == Language::En).copied().collect();
    let (must, stretch) = (Bound::AtLeast(0.68), Bound::AtLeast(0.70));
    let row = |what, examples: &[&Example]| -> Result<Row> {
        let measured = judge::new_conclusions(examples, Recipe::default())?;
        Ok(Row::judged(what, must, stretch, measured))
    };
    Ok(vec![
        row("arguments, macro AUC, all sources in six languages as shipped", &all)?,
        row("arguments, macro AUC, all sources in English alone", &english)?,
    ])
}

fn by_language(tagger: &Tagger<'_>) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    let (mut right, mut sentences, mut abstained) = (0, 0, 0);
    for language in Language::ALL {
        let examples = sources::held_out(language)?;
        let about = examples.iter().filter(|e| !e.is_neutral());
        let about: Vec<_> = about.collect();
        let measured = judge::macro_auc(&judge::answers(tagger, &about), &about);
        let what = format!("product sentences, macro AUC, {}", language.id());
        rows.push(Row::judged(what, Bound::AtLeast(0.65), Bound::AtLeast(0.75), measured));
        for example in about {
            let tagged = tagger.tag(&example.text, None);
            sentences += 1;
            right += usize::from(tagged.language == Some(language));
            abstained += usize::from(tagged.tags.is_err());
        }
    }
    let share = |part: usize| part as f64 / sentences as f64;
    rows.push(Row::told("product sentences, language guessed right", share(right)));
    let what = "product sentences about a motivator, abstained";
    rows.push(Row::judged(what, Bound::AtMost(0.15), Bound::AtMost(0.05), share(abstained)));
    Ok(rows)
}

/// How often it abstains where it should.
fn abstentions(tagger: &Tagger<'_>) -> Result<Vec<Row>> {
    let mut texts = sources::untaggable()?;
    for language in Language::ALL {
        let neutral = sources::held_out(language)?;
        let neutral = neutral.into_iter().filter(Example::is_neutral);
        texts.extend(neutral.map(|e| ("held-out neutral sentences".to_owned(), language, e.text)));
    }
    texts.sort_by(|one, other| one.0.cmp(&other.0));
    let kinds = texts.chunk_by(|one, other| one.0 == other.0);
    let rows = kinds.map(|texts| {
        let abstained = texts.iter().filter(|(_, _, text)| tagger.tag(text, None).tags.is_err());
        let share = abstained.count() as f64 / texts.len() as f64;
        Row::told(format!("{}, abstained ({} texts)", texts[0].0, texts.len()), share)
    });
    Ok(rows.collect())
}
