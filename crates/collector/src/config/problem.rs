//! A mistake in the owner's config: what, where, what to write instead.
//! Never a stack of causes; the owner reads this, not a developer.

use serde::Serialize;
use std::fmt;

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// JSON pointer to the value (RFC 6901); empty for the whole file.
    pub pointer: String,
    /// What is wrong, a sentence.
    pub what: String,
    /// What to write instead, a sentence.
    pub instead: String,
}

/// All mistakes of a config, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// The mistakes as text, each headed by the file's name and the place.
    #[must_use]
    pub fn in_file(&self, file: &str) -> String {
        let mut text = String::new();
        for problem in &self.0 {
            let Problem { line, column, pointer, what, instead } = problem;
            let pointer = if pointer.is_empty() { "the whole file" } else { pointer };
            text.push_str(&format!("{file}:{line}:{column} {pointer}\n"));
            text.push_str(&format!("  {what}\n  {instead}\n"));
        }
        text.push_str(&match self.0.len() {
            1 => format!("1 mistake in {file}; nothing was published.\n"),
            n => format!("{n} mistakes in {file}; nothing was published.\n"),
        });
        text
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_file("motivo.json"))
    }
}
