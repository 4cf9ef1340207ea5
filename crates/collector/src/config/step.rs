//! Checks the step of a coach nudge, and what each step needs of its variants.
//! Never fetches what it leads to; the page finds out whether a guide or film is there.

use super::address;
use super::experience::Known;
use super::json::{Check, Members, Node};

/// The next useful step that a coach nudge offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    SizeGuide,
    Guide,
    Video,
    Comparison,
    Reminder,
}

const STEPS: [(&str, Step); 5] = [
    ("size_guide", Step::SizeGuide),
    ("guide", Step::Guide),
    ("video", Step::Video),
    ("comparison", Step::Comparison),
    ("reminder", Step::Reminder),
];

impl Step {
    /// As the owner writes it.
    pub(super) fn id(self) -> &'static str {
        STEPS[self as usize].0
    }
}

/// Reads `step`.
pub(super) fn step<'a>(
    check: &mut Check<'a>,
    members: &Members<'a>,
    known: Known<'_>,
) -> Option<Step> {
    let node = check.need(members, "step", "\"step\": \"size_guide\"")?;
    let word = check.word(node, &STEPS.map(|(id, _)| id))?;
    let step = STEPS.iter().find(|(id, _)| *id == word).map(|(_, step)| *step)?;
    if step == Step::Comparison && !known.feed {
        let what = "A comparison takes its products from the feed, and there is none.";
        check.wrong(node, what, "Add \"feed\": \"/feed.json\" at the top of the file.");
    }
    Some(step)
}

/// Reads the address of a film's captions; `{locale}` in it stands for the shopper's language.
pub(super) fn captions<'a>(check: &mut Check<'a>, node: &Node<'a>) -> Option<&'a str> {
    let address = address::read(check, node)?;
    let braces = address.replace("{locale}", "").contains(['{', '}']);
    if braces || !ends_with(address, &[".vtt"]) {
        let what = "Captions are a WebVTT file, one for each language or one for all.";
        check.wrong(node, what, "Write \"/film/boots.{locale}.vtt\" or \"/film/boots.vtt\".");
        return None;
    }
    Some(address)
}

/// Where a variant of this step leads; `None` after a mistake.
pub(super) fn href<'a>(check: &mut Check<'a>, node: &Node<'a>, step: Step) -> Option<&'a str> {
    let address = address::read(check, node)?;
    if step == Step::Video && !ends_with(address, &[".webm", ".mp4"]) {
        check.wrong(node, "This is no film.", "Write the address of a .webm or .mp4 file.");
        return None;
    }
    if step != Step::Video && address::is_absolute(address) {
        let what = "A guide is shown without leaving the page, so it has to be on your own site.";
        check.wrong(node, what, "Write a path: \"/help/sizes#women\" shows the part called women.");
        return None;
    }
    Some(address)
}

/// What the neutral variant has to have, as the owner would write it; empty for nothing.
pub(super) fn need(step: Step) -> &'static str {
    match step {
        Step::SizeGuide => "\"href\": \"/help/sizes#table\"",
        Step::Guide => "\"href\": \"/help/care#boots\"",
        Step::Video => "\"href\": \"/film/boots.webm\"",
        Step::Comparison | Step::Reminder => "",
    }
}

fn ends_with(address: &str, endings: &[&str]) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or("").to_ascii_lowercase();
    endings.iter().any(|ending| path.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_has_its_name() {
        for (id, step) in STEPS {
            assert_eq!(step.id(), id);
        }
    }

    #[test]
    fn what_follows_the_path_does_not_make_a_film() {
        assert!(ends_with("/a/B.WEBM?v=2#t=3", &[".webm"]));
        assert!(!ends_with("/a?file=b.webm", &[".webm"]));
    }
}
