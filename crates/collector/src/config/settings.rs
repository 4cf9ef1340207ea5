//! Checks the small parts of a config: reward, theme.
//! Never fills in a default silently where the owner wrote something wrong.

use super::Theme;
use super::json::{Check, Node};
use motivo_core::plan::Reward;

/// Upper bounds of the revenue buckets when the owner names none.
pub(super) const BOUNDS: [u32; 4] = [25, 50, 100, 200];

/// The visit's reward and the revenue bounds.
pub(super) fn reward<'a>(check: &mut Check<'a>, node: &Node<'a>) -> (Reward, [u32; 4]) {
    let known = ["converted", "connected", "engaged", "recovered", "dismissed", "bounds"];
    let (mut reward, mut limits) = (Reward::default(), BOUNDS);
    let Some(members) = check.object(node, &known) else { return (reward, limits) };
    for (key, part) in [
        ("converted", &mut reward.converted),
        ("connected", &mut reward.connected),
        ("engaged", &mut reward.engaged),
        ("recovered", &mut reward.recovered),
    ] {
        if let Some(twentieths) = members.get(key).and_then(|n| part_of(check, n, 0.0, 1.0)) {
            *part = twentieths;
        }
    }
    if let Some(lost) = members.get("dismissed").and_then(|n| part_of(check, n, -1.0, 0.0)) {
        reward.dismissed = lost;
    }
    if let Some(found) = members.get("bounds").and_then(|node| bounds(check, node)) {
        limits = found;
    }
    (reward, limits)
}

/// A part of the reward in twentieths, without its sign.
fn part_of<'a>(check: &mut Check<'a>, node: &Node<'a>, low: f64, high: f64) -> Option<u8> {
    let twentieths = check.number(node, low..=high)? * 20.0;
    if (twentieths - twentieths.round()).abs() > 1e-9 {
        let near = twentieths.round() / 20.0;
        let what = "Rewards are counted in steps of 0.05.";
        check.wrong(node, what, format!("Write {near}, or another multiple of 0.05."));
        return None;
    }
    Some(twentieths.round().abs() as u8)
}

fn bounds<'a>(check: &mut Check<'a>, node: &Node<'a>) -> Option<[u32; 4]> {
    let nodes = check.list(node)?;
    let numbers: Vec<u32> =
        nodes.iter().map_while(|node| check.whole(node, 1..=1_000_000_000)).collect();
    if numbers.len() < nodes.len() {
        return None;
    }
    let four: Option<[u32; 4]> = numbers.try_into().ok();
    let good = four.filter(|four| four.is_sorted_by(|low, high| low < high));
    if good.is_none() {
        let what = "These are not four bounds that grow.";
        check.wrong(node, what, "Write four, in your currency: [25, 50, 100, 200].");
    }
    good
}

/// The look.
pub(super) fn theme<'a>(check: &mut Check<'a>, node: Option<&Node<'a>>) -> Theme {
    let mut theme = Theme { accent: "#1f6f54".into(), radius: 12, font: "inherit".into() };
    let Some(members) = node.and_then(|n| check.object(n, &["accent", "radius", "font"])) else {
        return theme;
    };
    if let Some(node) = members.get("accent")
        && let Some(colour) = check.text(node, 40)
    {
        let digits = colour.strip_prefix('#').unwrap_or("");
        if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            theme.accent = colour.to_lowercase();
        } else {
            let what = format!("\"{colour}\" is not a colour as it is needed here.");
            check.wrong(node, what, "Write # and six digits: \"#1f6f54\".");
        }
    }
    if let Some(radius) = members.get("radius").and_then(|node| check.whole(node, 0..=32)) {
        theme.radius = radius as u8;
    }
    if let Some(node) = members.get("font")
        && let Some(font) = check.text(node, 120)
    {
        let plain =
            |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '-' | '_' | '\'' | '"');
        if font.chars().all(plain) {
            theme.font = font.to_owned();
        } else {
            let what = "A font family has letters, digits, spaces, commas, hyphens and quotes.";
            check.wrong(node, what, "Write as in CSS: \"Georgia, serif\", or \"inherit\".");
        }
    }
    theme
}
