//! A value of a file with its JSON pointer, and the members of an object.
//! Never a mistake by itself; `json` asks and judges.

use jsonc_parser::ast::Value;

/// A value and its JSON pointer.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    pub(super) value: &'a Value<'a>,
    pub(super) pointer: String,
}

impl<'a> Node<'a> {
    pub(super) fn root(value: &'a Value<'a>) -> Self {
        Self { value, pointer: String::new() }
    }

    pub(super) fn is_object(&self) -> bool {
        matches!(self.value, Value::Object(_))
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self.value, Value::StringLit(_))
    }

    /// The value as a mistake names it.
    pub(super) fn found(&self) -> String {
        match self.value {
            Value::StringLit(text) => {
                format!("\"{}\"", text.value.chars().take(40).collect::<String>())
            }
            Value::NumberLit(number) => number.value.to_owned(),
            Value::BooleanLit(flag) => flag.value.to_string(),
            Value::NullKeyword(_) => "null".into(),
            Value::Object(_) => "An object".into(),
            Value::Array(_) => "A list".into(),
        }
    }

    pub(super) fn is_null(&self) -> bool {
        matches!(self.value, Value::NullKeyword(_))
    }
}

/// The members of an object, and the object for what is missing.
pub(super) struct Members<'a> {
    pub(super) node: Node<'a>,
    pub(super) pairs: Vec<(&'a str, Node<'a>)>,
}

impl<'a> Members<'a> {
    pub(super) fn get(&self, key: &str) -> Option<&Node<'a>> {
        self.pairs.iter().find(|(name, _)| *name == key).map(|(_, node)| node)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&'a str, &Node<'a>)> {
        self.pairs.iter().map(|(name, node)| (*name, node))
    }
}
