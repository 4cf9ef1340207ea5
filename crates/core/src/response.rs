//! Turns how long a piece of content was seen into an ordinal response.
//! Pure: the shell measures; content that was never exposed has no response.

use crate::symbols::Response;

/// A span of time in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Millis(pub u32);

/// Visible for less than this is a skip (1 s is the industry's "viewable").
pub const SKIP: Millis = Millis(1_000);
/// Nothing is read in less.
const READ_AT_LEAST: u32 = 3_000;
/// Nothing needs longer to count as read.
const READ_AT_MOST: u32 = 8_000;
/// 40 % of the reading time at 240 words a minute.
const READ_PER_WORD: u32 = 100;

/// The response to content of `words` words that was exposed for `dwell` and maybe acted on.
#[must_use]
pub fn respond(dwell: Millis, words: u32, acted: bool) -> Response {
    if acted {
        return Response::Act;
    }
    if dwell < SKIP {
        return Response::Skip;
    }
    if dwell >= read_time(words) { Response::Read } else { Response::Glance }
}

/// How long content of `words` words must be exposed to count as read, 3 to 8 s.
#[must_use]
pub fn read_time(words: u32) -> Millis {
    Millis(words.saturating_mul(READ_PER_WORD).clamp(READ_AT_LEAST, READ_AT_MOST))
}

/// A piece of content as it was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// How long it was in view.
    pub dwell: Millis,
    /// Its words.
    pub words: u32,
    /// Whether it was acted on.
    pub acted: bool,
    /// Whether it was met before on this page.
    pub again: bool,
}

impl Exposure {
    /// The response, if it is evidence.
    ///
    /// `understood`: a pointer, a wheel or a finger is used, so that dwell and skips mean something.
    /// Otherwise only an act does: a click is a click however it is made. What was met before is
    /// evidence again only when it is read or acted on.
    #[must_use]
    pub fn evidence(self, understood: bool) -> Option<Response> {
        let response = respond(self.dwell, self.words, self.acted);
        let new = !self.again || response >= Response::Read;
        (new && (understood || self.acted)).then_some(response)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_way_of_using_the_page_that_is_not_understood_gives_no_evidence_but_acts(
            dwell: u32, words: u32, acted: bool, again: bool,
        ) {
            let met = Exposure { dwell: Millis(dwell), words, acted, again };
            prop_assert_eq!(met.evidence(false), acted.then_some(Response::Act));
        }

        #[test]
        fn what_is_understood_is_evidence_once_unless_it_is_read_or_acted_on(
            dwell: u32, words: u32, acted: bool,
        ) {
            let met = Exposure { dwell: Millis(dwell), words, acted, again: false };
            let response = respond(Millis(dwell), words, acted);
            prop_assert_eq!(met.evidence(true), Some(response));
            let again = Exposure { again: true, ..met }.evidence(true);
            prop_assert_eq!(again, Some(response).filter(|of| *of >= Response::Read));
        }
    }

    #[test]
    fn a_response_depends_on_time_words_and_acts() {
        assert_eq!(respond(Millis(999), 40, false), Response::Skip);
        assert_eq!(respond(Millis(1_000), 40, false), Response::Glance);
        assert_eq!(respond(Millis(2_999), 0, false), Response::Glance);
        assert_eq!(respond(Millis(3_000), 0, false), Response::Read);
        assert_eq!(respond(Millis(3_999), 40, false), Response::Glance);
        assert_eq!(respond(Millis(4_000), 40, false), Response::Read);
        assert_eq!(respond(Millis(8_000), u32::MAX, false), Response::Read);
        assert_eq!(respond(Millis(0), 40, true), Response::Act);
    }
}
