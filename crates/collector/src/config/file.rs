//! Reads a JSON file with positions: one syntax mistake, or all mistakes of its values.
//! Never lenient: comments and trailing commas are mistakes.

use super::json::{Check, Node};
use super::problem::{Problem, Problems};
use jsonc_parser::ast::Value;
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

/// Reads a file: all its mistakes in order, or what `top` makes of it. `example` shows how an empty
/// file could start.
pub(super) fn read<T>(
    text: &str,
    example: &str,
    top: impl for<'a> FnOnce(&mut Check<'a>, &Node<'a>) -> Option<T>,
) -> Result<T, Problems> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut check = Check::new(text);
    let mut problems = Vec::new();
    let value = parse(text, example, &mut problems);
    let found = value.as_ref().and_then(|value| {
        let found = top(&mut check, &Node::root(value));
        problems.append(&mut check.problems);
        found
    });
    problems.sort();
    problems.dedup();
    match found {
        Some(found) if problems.is_empty() => Ok(found),
        _ => Err(Problems(problems)),
    }
}

/// Parses the text, or adds the one syntax mistake.
fn parse<'a>(text: &'a str, example: &str, problems: &mut Vec<Problem>) -> Option<Value<'a>> {
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let mut check = Check::new(text);
    let value = match parse_to_ast(text, &CollectOptions::default(), &strict) {
        Ok(parsed) => parsed.value,
        Err(error) => {
            let start = error.range().start.min(text.len());
            let instead = match error.kind() {
                ParseErrorKind::CommentsNotAllowed => "JSON has no comments: take it out.",
                ParseErrorKind::TrailingCommasNotAllowed => "Take out the comma before } or ].",
                ParseErrorKind::ExpectedComma => "Put a comma after the value before this.",
                ParseErrorKind::SingleQuotedStringsNotAllowed => "Use double quotes.",
                ParseErrorKind::UnterminatedObject => "Add the closing }.",
                ParseErrorKind::UnterminatedArray => "Add the closing ].",
                ParseErrorKind::ExpectedStringObjectProperty => "Put the key in double quotes.",
                _ => "Correct it here or just before; an editor that knows JSON marks the place.",
            };
            let what = format!("This is not JSON: {}.", lower_first(&error.kind().to_string()));
            check.wrong_at(start, "", what, instead.into());
            problems.append(&mut check.problems);
            return None;
        }
    };
    if value.is_none() {
        check.wrong_at(0, "", "The file is empty.".into(), format!("Start with {example}."));
        problems.append(&mut check.problems);
    }
    value
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
