//! Whether a CSS selector can be right: brackets and quotes close, nothing is empty.
//! Never a full CSS parser; the page ignores, with a word in the console, what a browser refuses.

use super::json::{Check, Node};

/// A selector; `None` after a mistake.
pub(super) fn read<'a>(check: &mut Check<'a>, node: &Node<'a>) -> Option<&'a str> {
    let selector = check.text(node, 300)?;
    if let Some(mistake) = mistake(selector) {
        let instead = "Write a CSS selector that document.querySelector takes: \".story img\".";
        check.wrong(node, format!("The selector cannot be right: {mistake}."), instead);
        return None;
    }
    Some(selector)
}

fn mistake(selector: &str) -> Option<String> {
    let mut open: Vec<char> = Vec::new();
    let mut quote: Option<char> = None;
    // The selector without what is quoted or escaped, where commas mean nothing.
    let mut bare = String::new();
    let mut letters = selector.chars();
    while let Some(letter) = letters.next() {
        if quote.is_none() {
            bare.push(letter);
        }
        match (quote, letter) {
            (_, '\\') => {
                letters.next();
                bare.push('_');
            }
            (Some(mark), _) if letter == mark => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '(' | '[') => open.push(letter),
            (None, ')' | ']') => {
                let expected = if letter == ')' { '(' } else { '[' };
                if open.pop() != Some(expected) {
                    return Some(format!("a \"{letter}\" closes nothing"));
                }
            }
            (None, '{' | '}' | ';' | '<' | '@') => {
                return Some(format!("\"{letter}\" does not belong in a selector"));
            }
            (None, _) => {}
        }
    }
    if let Some(mark) = quote {
        return Some(format!("a {mark} is not closed"));
    }
    if let Some(bracket) = open.pop() {
        return Some(format!("a \"{bracket}\" is not closed"));
    }
    let parts: Vec<&str> = bare.split(',').map(str::trim).collect();
    let ends_open = |part: &&&str| part.ends_with(['>', '+', '~', '.', '#', ':']);
    if parts.iter().any(|part| part.is_empty()) {
        return Some("there is nothing before or after a comma".into());
    }
    parts.iter().find(ends_open).map(|part| format!("\"{part}\" ends too early"))
}

#[cfg(test)]
mod tests {
    use super::mistake;

    #[test]
    fn selectors_that_shops_use_are_right() {
        for selector in [
            "#main .product-card:not(.sold)",
            "a[href*=\"/care,,\"] > img, [data-x='[']",
            ".w-1\\/2",
            "h1 + p",
        ] {
            assert_eq!(mistake(selector), None, "{selector}");
        }
    }

    #[test]
    fn what_cannot_be_a_selector_is_told() {
        for (selector, what) in [
            ("a[href", "a \"[\" is not closed"),
            ("a[title=\"x]", "a \" is not closed"),
            (".a)", "a \")\" closes nothing"),
            (".a { color: red }", "\"{\" does not belong in a selector"),
            (".a,, .b", "there is nothing before or after a comma"),
            (".a >", "\".a >\" ends too early"),
        ] {
            assert_eq!(mistake(selector).as_deref(), Some(what), "{selector}");
        }
    }
}
