//! `motivo tag`: JSON Lines of texts in, JSON Lines of what they speak to out.
//! Never guesses at a line that is wrong: it names the line, the field and what to write.

use super::lines;
use crate::error::Error;
use motivo_core::motivator::DEFAULT;
use motivo_core::tagger::{Language, Tagger};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use std::fs;
use std::path::PathBuf;

/// What to tag, and with which weights.
#[derive(clap::Args)]
pub(super) struct Options {
    /// JSON Lines of `{"id", "text", "lang"?}`; standard input if not given
    file: Option<PathBuf>,
    /// Use these weights instead of the built-in ones
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
}

static WEIGHTS: &[u8] = include_bytes!("../../../../www/tagger.bin");

/// Tags each line as it comes.
pub(super) fn tag(options: &Options) -> Result<(), Error> {
    let own = options.weights.as_ref().map(|file| {
        let bytes = fs::read(file).map_err(Error::reading(file))?;
        Ok::<_, Error>((file.display().to_string(), bytes))
    });
    let (name, bytes) = match own.transpose()? {
        Some((name, bytes)) => (name, Some(bytes)),
        None => ("built-in weights".to_owned(), None),
    };
    let tagger = Tagger::new(bytes.as_deref().unwrap_or(WEIGHTS))
        .map_err(|source| Error::Weights { file: name, source })?;
    lines::each(options.file.as_deref(), |line| answer(line, &tagger))
}

/// What is answered to a line.
///
/// # Errors
/// Says which field is wrong and what to write.
pub fn answer(line: &str, tagger: &Tagger<'_>) -> Result<impl Serialize + use<>, String> {
    Ok(say(tagger, check(line)?))
}

/// A line that was checked.
#[derive(Debug)]
struct Text {
    id: Value,
    text: String,
    lang: Option<String>,
}

/// Reads a line, or says which field is wrong and what to write. Other fields are the owner's.
fn check(line: &str) -> Result<Text, String> {
    let example = r#"write {"id":"p1","text":"…","lang":"en"}"#;
    let mut fields: Map<String, Value> = serde_json::from_str(line)
        .map_err(|error| format!("this is no JSON object ({error}): {example}"))?;
    let id = match fields.remove("id") {
        Some(id @ (Value::String(_) | Value::Number(_))) => id,
        Some(other) => return Err(format!("\"id\" is {other}: write a text or a number")),
        None => return Err(format!("\"id\" is missing: {example}")),
    };
    let text = match fields.remove("text") {
        Some(Value::String(text)) => text,
        Some(other) => return Err(format!("\"text\" is {other}: write a text in quotes")),
        None => return Err(format!("\"text\" is missing: {example}")),
    };
    let lang = match fields.remove("lang") {
        None | Some(Value::Null) => None,
        Some(Value::String(lang)) if is_language(&lang) => Some(lang),
        Some(other) => {
            let ids = Language::ALL.map(Language::id).join(", ");
            return Err(format!("\"lang\" is {other}: use one of {ids}, or leave it out"));
        }
    };
    Ok(Text { id, text, lang })
}

/// Whether it can be a language at all: `nl` is one that gets no tags, `dutch` is a mistake.
fn is_language(tag: &str) -> bool {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    matches!(primary.len(), 2..=3) && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// What is said of a text.
#[derive(Serialize)]
struct Answer {
    id: Value,
    lang: Option<String>,
    tags: Tags,
    abstained: bool,
}

/// The weights by motivator, in thousandths; empty for an abstention.
struct Tags(Option<[f32; 10]>);

impl Serialize for Tags {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let weights = self.0.iter().flatten();
        let rounded = weights.map(|weight| (f64::from(*weight) * 1_000.0).round() / 1_000.0);
        serializer.collect_map(DEFAULT.iter().zip(rounded))
    }
}

fn say(tagger: &Tagger<'_>, text: Text) -> Answer {
    let Text { id, text, lang } = text;
    let given = lang.as_deref().map(Language::from_tag);
    if given == Some(None) {
        return Answer { id, lang, tags: Tags(None), abstained: true };
    }
    let tagged = tagger.tag(&text, given.flatten());
    let lang = lang.or_else(|| tagged.language.map(|language| language.id().to_owned()));
    Answer { id, lang, tags: Tags(tagged.tags.ok()), abstained: tagged.tags.is_err() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> String {
        let tagger = Tagger::new(WEIGHTS).expect("the built-in weights");
        answer(line, &tagger).map_or_else(
            |mistake| mistake,
            |answer| serde_json::to_string(&answer).expect("plain values"),
        )
    }

    /// The motivator that a text speaks to most.
    fn likeliest(text: &str) -> Option<&'static str> {
        let tagger = Tagger::new(WEIGHTS).expect("the built-in weights");
        let tags = tagger.tag(text, None).tags.ok()?;
        let most = (0..DEFAULT.len()).max_by(|one, other| tags[*one].total_cmp(&tags[*other]))?;
        Some(DEFAULT[most])
    }

    #[test]
    fn a_wrong_line_is_told_by_field_with_what_to_write() {
        for (line, mistake) in [
            (r#"{"text":"a"}"#, r#""id" is missing: write {"id":"p1","text":"…","lang":"en"}"#),
            (r#"{"id":null,"text":"a"}"#, r#""id" is null: write a text or a number"#),
            (r#"{"id":1,"text":7}"#, r#""text" is 7: write a text in quotes"#),
            (
                r#"{"id":1,"text":"a","lang":"dutch"}"#,
                r#""lang" is "dutch": use one of en, es, it, fr, de, pt, or leave it out"#,
            ),
        ] {
            assert_eq!(told(line), mistake, "{line}");
        }
        assert!(told("[1]").starts_with("this is no JSON object ("));
    }

    #[test]
    fn an_abstention_has_no_tags() {
        let cookies = r#"{"id":"c","text":"Add to cart","lang":"en"}"#;
        assert_eq!(told(cookies), r#"{"id":"c","lang":"en","tags":{},"abstained":true}"#);
        let dutch = r#"{"id":7,"text":"Een rustige ochtend met thee","lang":"nl"}"#;
        assert_eq!(told(dutch), r#"{"id":7,"lang":"nl","tags":{},"abstained":true}"#);
    }

    #[test]
    fn plain_words_reach_their_motivator_in_six_languages() {
        for (text, motivator) in [
            ("A safe lock that protects your home from burglars", "security"),
            ("Una cerradura segura que protege tu casa y a tu familia", "security"),
            ("Una serratura sicura che protegge la tua casa", "security"),
            ("Une serrure sûre qui protège votre maison", "security"),
            ("Ein sicheres Schloss, das Ihr Zuhause schützt", "security"),
            ("Uma fechadura segura que protege a sua casa", "security"),
        ] {
            assert_eq!(likeliest(text), Some(motivator), "{text}");
        }
    }

    #[test]
    fn a_negation_and_boilerplate_get_no_tags() {
        for text in [
            "Not for crowds.",
            "Nicht für Abenteurer.",
            "Sin aventura ni emoción.",
            "Senza avventura e senza brividi.",
            "Pas de luxe ni d'exclusivité.",
            "Sem aventura nem emoção.",
            "We use cookies to improve your experience on this site.",
            "Delivery within three to five working days",
            "Adventure",
        ] {
            assert_eq!(likeliest(text), None, "{text}");
        }
    }
}
