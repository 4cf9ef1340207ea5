//! Compares words with a rule of unfair.txt.
//! Never judges; `fairness` knows what a match means.

/// Lower-case words without punctuation; `'` and `%` stay, other signs part words. Arabic is
/// compared without vowel marks and lengthening strokes, which writers set as they like.
pub(super) fn words(text: &str) -> Vec<String> {
    let marks = |c: char| matches!(c, '\u{64b}'..='\u{652}' | '\u{640}');
    let text = text
        .to_lowercase()
        .replace(marks, "")
        .replace(['\u{2019}', '\u{2018}', '\u{b4}', '`'], "'");
    let kept = |c: char| c.is_alphanumeric() || c == '\'' || SIGNS.contains(&c);
    text.split(|c| !kept(c)).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// How many words the rule covers at the start of `words`.
pub(super) fn matches(rule: &[&str], words: &[String]) -> Option<usize> {
    let Some((first, rest)) = rule.split_first() else { return Some(0) };
    if *first == "~" {
        let most = words.len().min(3);
        return (0..=most).find_map(|skip| matches(rest, &words[skip..]).map(|n| n + skip));
    }
    let word = words.first()?;
    let fits = match *first {
        "#" => is_number(word),
        known => word == known,
    };
    if fits { matches(rest, &words[1..]).map(|n| n + 1) } else { None }
}

/// Numbers as words, a language a line.
const NUMBERS: &str = "one two three four five six seven eight nine ten dozens \
    zwei drei vier fünf sechs sieben acht neun zehn \
    deux trois quatre cinq sept huit neuf dix \
    قطعتان قطعتين ثلاث ثلاثة أربع أربعة خمس خمسة";

pub(super) fn is_number(word: &str) -> bool {
    word.starts_with(char::is_numeric) || NUMBERS.split(' ').any(|number| number == word)
}

/// The signs of money and percentages; `٪` is the Arabic one.
const SIGNS: [char; 5] = ['€', '$', '£', '%', '٪'];

/// A sum of money or a percentage, or what is left of one after a space: `€5`, `5€`, `20%`, `€`.
pub(super) fn is_sum(word: &str) -> bool {
    word.contains(SIGNS)
        && (word.contains(char::is_numeric) || word.chars().all(|c| SIGNS.contains(&c)))
}
