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

#[cfg(test)]
mod tests {
    use super::*;

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
