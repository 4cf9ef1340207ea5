//! What a page says: a TOML file for each page and language, read by templates as `w.section.word`.
//! Never falls back to another language: a word that is missing is an error that names it.

use anyhow::{Context, Result};
use minijinja::value::{Enumerator, Object, Value};
use minijinja::{Error, ErrorKind};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// One table of words; inner tables are `Words` again.
#[derive(Debug)]
struct Words {
    /// The file, for the error.
    file: String,
    /// The keys that lead here, each with a dot behind it.
    path: String,
    table: BTreeMap<String, Value>,
}

impl Object for Words {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        Some(self.table.get(key).cloned().unwrap_or_else(|| {
            let detail = format!("no word \"{}{key}\" in {}", self.path, self.file);
            Error::new(ErrorKind::UndefinedError, detail).into()
        }))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.table.keys().map(|key| Value::from(key.as_str())).collect())
    }
}

/// Reads `words/<language>/<name>.toml`.
pub(super) fn read(source: &Path, language: &str, name: &str) -> Result<toml::Table> {
    let file = source.join("words").join(language).join(format!("{name}.toml"));
    let text = fs::read_to_string(&file)
        .with_context(|| format!("{}: write the words of this page", file.display()))?;
    text.parse().with_context(|| file.display().to_string())
}

/// The words as templates see them.
pub(super) fn speak(language: &str, name: &str, table: &toml::Table) -> Value {
    words(&format!("words/{language}/{name}.toml"), String::new(), table)
}

fn words(file: &str, path: String, table: &toml::Table) -> Value {
    let table = table
        .iter()
        .map(|(key, value)| (key.clone(), spoken(file, &format!("{path}{key}."), value)))
        .collect();
    Value::from_object(Words { file: file.to_owned(), path, table })
}

fn spoken(file: &str, path: &str, value: &toml::Value) -> Value {
    match value {
        toml::Value::Table(table) => words(file, path.to_owned(), table),
        toml::Value::Array(all) => {
            all.iter().map(|one| spoken(file, path, one)).collect::<Vec<_>>().into()
        }
        toml::Value::String(text) => Value::from_safe_string(escape(text)),
        other => Value::from_serialize(other),
    }
}

/// Words are ours and may hold markup; those without any are made fit for attributes too.
fn escape(text: &str) -> String {
    if text.contains('<') {
        return text.to_owned();
    }
    text.replace('&', "&amp;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::super::{LANGUAGES, source};
    use super::*;

    /// `a`, `a.b`, `a.b[]`: every key, and how long each list is.
    fn keys(path: &str, value: &toml::Value, found: &mut Vec<String>) {
        match value {
            toml::Value::Table(table) => {
                table.iter().for_each(|(key, inner)| keys(&format!("{path}.{key}"), inner, found));
            }
            toml::Value::Array(all) => {
                all.iter()
                    .enumerate()
                    .for_each(|(n, one)| keys(&format!("{path}[{n}]"), one, found));
            }
            _ => found.push(path.to_owned()),
        }
    }

    #[test]
    fn the_three_languages_say_the_same_things() {
        let folder = source().join("words");
        for entry in fs::read_dir(folder.join("en")).expect("the English words") {
            let name = entry.expect("a file").path();
            let name = name.file_stem().expect("a name").to_string_lossy().into_owned();
            let of = |language| {
                let mut found = Vec::new();
                let table = read(&source(), language, &name).expect(&name);
                keys("", &toml::Value::Table(table), &mut found);
                found
            };
            let english = of("en");
            for language in &LANGUAGES[1..] {
                assert_eq!(of(language), english, "{language}/{name}.toml beside en/{name}.toml");
            }
        }
    }

    #[test]
    fn words_without_markup_are_fit_for_an_attribute() {
        assert_eq!(escape("a \"b\" & c"), "a &quot;b&quot; &amp; c");
        assert_eq!(escape("a<br>\"b\""), "a<br>\"b\"");
    }
}
