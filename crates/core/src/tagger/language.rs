//! Which of six languages a text is in, by its commonest words, letters and endings.
//! Never a guess from nothing: without a sign there is no language.

use super::words::{Words, lists};

/// A language the tagger was trained for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    En,
    /// Spanish.
    Es,
    /// Italian.
    It,
    /// French.
    Fr,
    /// German.
    De,
    /// Portuguese.
    Pt,
}

impl Language {
    /// All, in the order of [`Language::id`].
    pub const ALL: [Self; 6] = [Self::En, Self::Es, Self::It, Self::Fr, Self::De, Self::Pt];

    /// The two letters of ISO 639-1.
    #[must_use]
    pub fn id(self) -> &'static str {
        ["en", "es", "it", "fr", "de", "pt"][self as usize]
    }

    /// The language of a tag such as `pt` or `pt-BR` (BCP 47).
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.id()))
    }
}

/// A longer text, in words, always has a common word of its language in it.
const ALWAYS_TELLS: usize = 8;

/// Common words, folded, in the order of [`Language::ALL`].
const COMMON: [&[u8]; 6] = [
    b" the and of to in is it for with you your that this are on as at by from be or not we our they their who \
every when one no has have can will what which all out up into more than its so if about how an was ",
    b" el la los las de del y en que es un una para con por tu su sus se al lo como mas sin cada no te ti tus cuando \
quien donde este esta estos estas nuestro nuestra nuestros nuestras son o hasta entre desde muy ya hay ",
    b" il lo la i gli le di del della dei delle degli e che in un una per con su tuo tua tuoi si al alla come piu senza \
ogni non ti da dal dalla nel nella sono chi quando questo questa questi nostro nostra o ma anche fino tra ",
    b" le la les de des du et en que est un une pour avec par votre vos ton ta tes se au aux comme plus sans chaque ne \
pas vous qui dans sur ce cette ces nos notre ou quand sont il elle on nous mais jusqu entre tout ",
    b" der die das und in zu ist ein eine einen einem einer eines fur mit auf sie ihr ihre ihren ihrem von den dem des im \
nicht wer wenn wir unser unsere als aus bei nach am an zum zur ohne oder auch wie was ich es sich bis nur ",
    b" o a os as de do da dos das e em que um uma para com por seu sua seus suas se ao aos no na nos nas como mais sem cada \
nao voce quem quando este esta estes nosso nossa ou ate pela pelo sao muito ja onde foi ",
];

/// Endings that only one of the six has often, in the same order.
const ENDINGS: [&[u8]; 6] = [
    b" ing ness ful less ",
    b" cion ciones dad dades ",
    b" zione zioni mente ezza ita gli ",
    b" eux euse ement aux ette ",
    b" ung ungen lich keit heit ische sch ",
    b" cao coes dade inho oes ",
];

/// Letters that tell before accents are folded, in the same order.
const LETTERS: [&str; 6] = ["", "ñ¿¡", "ìò", "œêèûù", "ßäöü", "ãõ"];

/// The language with the most signs, if any has one and no other has as many.
pub(super) fn guess(text: &str, words: &Words) -> Option<Language> {
    let mut signs = [0_u32; 6];
    for word in words.iter() {
        for (signs, list) in signs.iter_mut().zip(COMMON) {
            *signs += 2 * u32::from(lists(list, word));
        }
        for (signs, endings) in signs.iter_mut().zip(ENDINGS) {
            *signs += u32::from(ends(word, endings));
        }
    }
    for character in text.chars().filter(|character| !character.is_ascii()).take(200) {
        for (signs, letters) in signs.iter_mut().zip(LETTERS) {
            *signs += 2 * u32::from(letters.contains(character));
        }
    }
    let most = *signs.iter().max()?;
    let mut best = Language::ALL.into_iter().filter(|language| signs[*language as usize] == most);
    best.next().filter(|_| most > 0 && best.next().is_none())
}

/// Whether a text is long enough to tell its language, and tells none of the six.
pub(super) fn is_foreign(words: &Words) -> bool {
    words.iter().count() > ALWAYS_TELLS
        && !words.iter().any(|word| COMMON.iter().any(|common| lists(common, word)))
}

/// Whether two languages each bring common words that the other lacks, one half as many as the other.
pub(super) fn is_mixed(words: &Words) -> bool {
    let mut only = [0_u32; 6];
    for word in words.iter().filter(|word| word.len() > 1) {
        let mut known = (0..COMMON.len()).filter(|language| lists(COMMON[*language], word));
        if let (Some(language), None) = (known.next(), known.next()) {
            only[language] += 1;
        }
    }
    only.sort_unstable();
    only[4] >= 2 && 2 * only[4] >= only[5]
}

fn ends(word: &[u8], endings: &[u8]) -> bool {
    let mut endings = endings.split(|byte| *byte == b' ').filter(|ending| !ending.is_empty());
    endings.any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(text: &str) -> Option<Language> {
        guess(text, &Words::of(text))
    }

    #[test]
    fn a_sentence_tells_its_language() {
        for (text, language) in [
            ("A quiet morning with your own cup of tea", Language::En),
            ("Una mañana tranquila con tu taza de té", Language::Es),
            ("Una mattina tranquilla con la tua tazza di tè", Language::It),
            ("Un matin calme avec votre tasse de thé", Language::Fr),
            ("Ein ruhiger Morgen mit Ihrer Tasse Tee", Language::De),
            ("Uma manhã calma com a sua chávena de chá", Language::Pt),
        ] {
            assert_eq!(guessed(text), Some(language), "{text}");
        }
    }

    #[test]
    fn without_a_sign_there_is_no_language() {
        for text in ["", "Xylo 3000", "Прогулка по лесу", "森の散歩"] {
            assert_eq!(guessed(text), None, "{text}");
        }
    }

    #[test]
    fn two_languages_side_by_side_are_mixed() {
        let mixed = |text: &str| is_mixed(&Words::of(text));
        assert!(mixed("The bag for your day. Die Tasche für Ihren Tag und mehr"));
        assert!(!mixed("The bag for your day and for everything that is on the way"));
        assert!(!mixed("Die Tasche für den Tag, made in Germany"));
    }

    #[test]
    fn a_region_does_not_matter() {
        assert_eq!(Language::from_tag("pt-BR"), Some(Language::Pt));
        assert_eq!(Language::from_tag("DE_at"), Some(Language::De));
        assert_eq!((Language::from_tag("nl"), Language::from_tag("")), (None, None));
    }
}
