//! Asks a value of a file the questions that checks have, and keeps the answers that are mistakes.
//! Never lenient: unknown and doubled keys are mistakes.

pub(super) use super::node::{Members, Node};
use super::problem::Problem;
use super::suggest::{near_miss, or_one_of};
use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use std::ops::RangeInclusive;

/// Collects mistakes while values are asked.
pub(super) struct Check<'a> {
    text: &'a str,
    pub(super) problems: Vec<Problem>,
}

impl<'a> Check<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, problems: Vec::new() }
    }

    pub(super) fn wrong(
        &mut self,
        node: &Node<'a>,
        what: impl Into<String>,
        instead: impl Into<String>,
    ) {
        self.wrong_at(node.value.start(), &node.pointer, what.into(), instead.into());
    }

    pub(super) fn wrong_at(&mut self, start: usize, pointer: &str, what: String, instead: String) {
        let before = &self.text[..start];
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        self.problems.push(Problem {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            pointer: pointer.to_owned(),
            what,
            instead,
        });
    }

    /// An object's members. Keys outside `known` are mistakes; no `known` keys: any key may be.
    pub(super) fn object(&mut self, node: &Node<'a>, known: &[&str]) -> Option<Members<'a>> {
        let Value::Object(object) = node.value else {
            self.wrong(node, format!("{} stands here.", node.found()), "Write an object: {…}.");
            return None;
        };
        let mut pairs: Vec<(&str, Node<'_>)> = Vec::new();
        for property in &object.properties {
            let name = property.name.as_str();
            let pointer =
                format!("{}/{}", node.pointer, name.replace('~', "~0").replace('/', "~1"));
            let start = property.name.start();
            if pairs.iter().any(|(other, _)| *other == name) {
                let what = format!("\"{name}\" is here twice.");
                self.wrong_at(start, &pointer, what, "Keep one of them.".into());
            } else if !known.is_empty() && !known.contains(&name) {
                let (what, instead) = unknown_key(name, known);
                self.wrong_at(start, &pointer, what, instead);
            } else {
                pairs.push((name, Node { value: &property.value, pointer }));
            }
        }
        Some(Members { node: node.clone(), pairs })
    }

    /// A member that has to be there; `instead` shows it.
    pub(super) fn need<'m>(
        &mut self,
        members: &'m Members<'a>,
        key: &str,
        instead: &str,
    ) -> Option<&'m Node<'a>> {
        let node = members.get(key);
        if node.is_none() {
            self.wrong(&members.node, format!("\"{key}\" is missing."), format!("Add {instead}."));
        }
        node
    }

    pub(super) fn list(&mut self, node: &Node<'a>) -> Option<Vec<Node<'a>>> {
        let Value::Array(array) = node.value else {
            self.wrong(node, format!("{} stands here.", node.found()), "Write a list: […].");
            return None;
        };
        let element = |(index, value)| {
            let pointer = format!("{}/{index}", node.pointer);
            Node { value, pointer }
        };
        Some(array.elements.iter().enumerate().map(element).collect())
    }

    /// A text on one line, without control characters, not empty, of at most `max` characters.
    pub(super) fn text(&mut self, node: &Node<'a>, max: usize) -> Option<&'a str> {
        let Value::StringLit(text) = node.value else {
            let what = format!("{} stands here.", node.found());
            self.wrong(node, what, "Write a text in quotes: \"…\".");
            return None;
        };
        let text = text.value.as_ref();
        if text.chars().any(char::is_control) {
            let what = "The text holds a tab, a line break or another control character.";
            self.wrong(node, what, "Write it on one line, with spaces.");
            return None;
        }
        if text.trim().is_empty() {
            self.wrong(node, "The text is empty.", "Write something, or leave the key out.");
            return None;
        }
        let length = text.chars().count();
        if length > max {
            let what = format!("The text has {length} characters.");
            self.wrong(node, what, format!("Shorten it to at most {max}."));
            return None;
        }
        Some(text)
    }

    pub(super) fn number(&mut self, node: &Node<'a>, range: RangeInclusive<f64>) -> Option<f64> {
        let number = match node.value {
            Value::NumberLit(number) => number.value.parse::<f64>().ok(),
            _ => None,
        };
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            let what = format!("{} stands here.", node.found());
            self.wrong(
                node,
                what,
                format!("Write a number from {} to {}.", range.start(), range.end()),
            );
        }
        number
    }

    pub(super) fn whole(&mut self, node: &Node<'a>, range: RangeInclusive<u32>) -> Option<u32> {
        let number = match node.value {
            Value::NumberLit(number) => number.value.parse::<u32>().ok(),
            _ => None,
        };
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            let what = format!("{} stands here.", node.found());
            let (low, high) = (range.start(), range.end());
            let instead = match low == high {
                true => format!("Write {low}."),
                false => format!("Write a whole number from {low} to {high}."),
            };
            self.wrong(node, what, instead);
        }
        number
    }

    pub(super) fn flag(&mut self, node: &Node<'a>) -> Option<bool> {
        if let Value::BooleanLit(flag) = node.value {
            return Some(flag.value);
        }
        self.wrong(node, format!("{} stands here.", node.found()), "Write true or false.");
        None
    }

    /// One of a few words.
    pub(super) fn word(&mut self, node: &Node<'a>, known: &[&'static str]) -> Option<&'static str> {
        let word = self.text(node, 200)?;
        let place = known.iter().find(|known| **known == word);
        if place.is_none() {
            self.wrong(node, format!("\"{word}\" is not known here."), or_one_of(word, known));
        }
        place.copied()
    }
}

fn unknown_key(name: &str, known: &[&str]) -> (String, String) {
    let is_product = known.contains(&"was");
    if let Some(reason) = super::forbidden::forbidden_key(name, is_product) {
        return (format!("\"{name}\" is not possible: {reason}."), "Leave it out.".into());
    }
    let instead = match near_miss(name, known) {
        Some(near) => format!("Did you mean \"{near}\"?"),
        None => format!("Leave it out, or use one of: {}.", known.join(", ")),
    };
    (format!("\"{name}\" is not a known key here."), instead)
}
