//! Labelled texts: arguments, comments and value words from the data folder, product sentences of our own.
//! Never reads a held-out sentence as one to train on: those have a function of their own.

use super::mapping::{self, Labels, UNKNOWN};
use anyhow::{Context, Result, bail};
use motivo_core::tagger::{Feature, Language, features};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where a text is from: each source has its own way of speaking, and base rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// ValueEval's arguments, English.
    Arguments,
    /// Our own product sentences, six languages.
    Products,
    /// Our own seed words and phrases, six languages.
    Seeds,
    /// The Personal Values Dictionary's words, four languages.
    Dictionary,
    /// GoEmotions' comments, English.
    Comments,
}

/// A text with what is known of it.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub(crate) source: Source,
    pub(crate) text: String,
    pub(crate) language: Language,
    pub(crate) features: Vec<Feature>,
    pub(crate) labels: Labels,
    /// What must stay on one side of a split.
    pub(crate) group: String,
}

impl Example {
    fn new(source: Source, language: Language, text: &str, labels: Labels, group: String) -> Self {
        let features = features(text, Some(language));
        Self { source, text: text.to_owned(), language, features, labels, group }
    }

    /// A product text of which it is known that it speaks to no motivator.
    pub(crate) fn is_neutral(&self) -> bool {
        self.source == Source::Products && !self.labels.contains(&Some(true))
    }
}

/// All that may be trained on.
pub(crate) fn corpus(data: &Path) -> Result<Vec<Example>> {
    let mut examples = arguments(data)?;
    for language in Language::ALL {
        examples.extend(own(language, "train", Source::Products)?);
        examples.extend(own(language, "seeds", Source::Seeds)?);
        examples.extend(dictionary(data, language)?);
    }
    examples.extend(comments(data)?);
    Ok(examples)
}

/// ValueEval's arguments, grouped by their conclusion.
fn arguments(data: &Path) -> Result<Vec<Example>> {
    let labels = read(&data.join("valueeval/labels-training.tsv"))?;
    let mut lines = labels.lines().map(|line| line.split('\t'));
    let names: Vec<_> = lines.next().context("ValueEval's labels are empty")?.skip(1).collect();
    let mut known = BTreeMap::new();
    for mut line in lines {
        let id = line.next().unwrap_or_default();
        let held = names.iter().zip(line).filter(|(_, flag)| *flag == "1");
        let values = mapping::VALUES.iter();
        let values = values.filter(|(value, _)| held.clone().any(|(name, _)| name == value));
        let ids: Vec<_> = values.flat_map(|(_, ids)| *ids).copied().collect();
        let mut labels = mapping::only(&ids);
        labels[mapping::position("confidence").context("a default motivator")?] = None;
        known.insert(id, labels);
    }
    let texts = read(&data.join("valueeval/arguments-training.tsv"))?;
    let examples = texts.lines().skip(1).map(|line| {
        let mut cells = line.split('\t');
        let (Some(id), Some(conclusion), Some(_), Some(premise)) =
            (cells.next(), cells.next(), cells.next(), cells.next())
        else {
            bail!("an argument without four cells: {line}");
        };
        let labels = *known.get(id).with_context(|| format!("no labels for argument {id}"))?;
        Ok(Example::new(Source::Arguments, Language::En, premise, labels, conclusion.to_owned()))
    });
    examples.collect()
}

/// GoEmotions' comments with one of the mapped emotions, and every tenth of the neutral ones.
fn comments(data: &Path) -> Result<Vec<Example>> {
    let names = read(&data.join("goemotions/labels.txt"))?;
    let names: Vec<_> = names.lines().collect();
    let mut examples = Vec::new();
    for (row, line) in read(&data.join("goemotions/train.tsv"))?.lines().enumerate() {
        let mut cells = line.split('\t');
        let (text, numbers) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        let felt: Vec<_> =
            numbers.split(',').filter_map(|n| names.get(n.parse::<usize>().ok()?)).collect();
        let holds = |emotion: &str| felt.iter().any(|name| **name == emotion);
        let mapped = mapping::EMOTIONS.iter().any(|(emotion, _)| holds(emotion));
        if !mapped && (row % 10 > 0 || !holds("neutral")) {
            continue;
        }
        let mut labels = UNKNOWN;
        for (emotion, id) in mapping::EMOTIONS {
            labels[mapping::position(id).context("a default motivator")?] = Some(holds(emotion));
        }
        let group = row.to_string();
        examples.push(Example::new(Source::Comments, Language::En, text, labels, group));
    }
    Ok(examples)
}

/// The dictionary's words in a language, none where it lacks the language.
fn dictionary(data: &Path, language: Language) -> Result<Vec<Example>> {
    let file = data.join(format!("lexicon/pv_{}.json", language.id()));
    if !file.exists() {
        return Ok(Vec::new());
    }
    let lists: BTreeMap<String, Vec<String>> = serde_json::from_str(&read(&file)?)
        .with_context(|| format!("{} is no list of words per value", file.display()))?;
    let mut known: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (value, ids) in mapping::WORDS {
        for word in lists.get(value).into_iter().flatten() {
            known.entry(word).or_default().extend(ids);
        }
    }
    let examples = known.iter().map(|(word, ids)| {
        let labels = mapping::only(ids);
        Example::new(Source::Dictionary, language, word, labels, (*word).to_owned())
    });
    Ok(examples.collect())
}

/// Our own product sentences of a language that no training may see.
pub(crate) fn held_out(language: Language) -> Result<Vec<Example>> {
    own(language, "held_out", Source::Products)
}

/// Reads `motivator<TAB>text` lines. Sentences of one place in their list are often translations
/// of each other, so the place is their group.
fn own(language: Language, list: &str, source: Source) -> Result<Vec<Example>> {
    let file = folder().join(language.id()).join(format!("{list}.tsv"));
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let text = read(&file)?;
    let examples = text.lines().filter(|line| !line.is_empty()).map(|line| {
        let Some((id, sentence)) = line.split_once('\t') else {
            bail!("{}: no tab in \"{line}\"", file.display());
        };
        let labels = match id {
            "none" => mapping::only(&[]),
            id if mapping::position(id).is_some() => mapping::only(&[id]),
            _ => bail!("{}: \"{id}\" is no motivator", file.display()),
        };
        let place = places.entry(id).or_default();
        *place += 1;
        Ok(Example::new(source, language, sentence, labels, place.to_string()))
    });
    examples.collect()
}

/// Where our own sentences are.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("texts")
}

/// Texts that should get no tags: what kind of text, its language, the text.
pub(crate) fn untaggable() -> Result<Vec<(String, Language, String)>> {
    let file = folder().join("untaggable.tsv");
    let text = read(&file)?;
    let lines = text.lines().map(|line| {
        let mut cells = line.split('\t');
        let (Some(kind), Some(language), Some(text)) = (cells.next(), cells.next(), cells.next())
        else {
            bail!("{}: not three cells in \"{line}\"", file.display());
        };
        let language = Language::from_tag(language)
            .with_context(|| format!("{}: no language \"{language}\"", file.display()))?;
        Ok((kind.to_owned(), language, text.to_owned()))
    });
    lines.collect()
}

/// Reads a file as text.
pub(crate) fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}
