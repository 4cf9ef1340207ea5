//! When an experience may appear: the rules, in plain words.
//! Pure: never knows the page, the policy or the belief; the clock is an argument.
//!
//! | rule | refusal |
//! | --- | --- |
//! | The shopper's pause is kept. | `paused` |
//! | Nobody is interrupted at checkout, payment, login, an error, a consent banner, in a dialog or while typing. | `quiet` |
//! | One decision a page, three a visit. | `page_had_one`, `enough` |
//! | What the page has no place or products for does not appear. | `not_here` |
//! | Nothing does more than the shopper asked for. | `agency` |
//! | A kind appears in the phases its owner chose, after enough evidence, once a visit. | `phase`, `evidence`, `appeared` |
//! | What was sent away stays away for 30 days, on every page and in every tab. | `dismissed` |
//! | Two minutes between two interruptions, half an hour after one was sent away. Inline does not interrupt. | `cool_down` |

use crate::digits::{Digits, push};
use crate::symbols::{Agency, Kind, Place};
use alloc::string::String;

/// Minutes between two interruptions.
const COOL_DOWN: u32 = 2;
/// Minutes without an interruption after one was sent away.
const AFTER_DISMISSAL: u32 = 30;
/// Minutes for which a kind that was sent away stays away.
const STAYS_AWAY: u32 = 30 * 24 * 60;

/// What the shell knows about the page at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Minutes since 1970.
    pub now: u32,
    /// A decision was already drawn on this page.
    pub decided: bool,
    /// Nobody is interrupted here.
    pub quiet: bool,
    /// A bit for each experience of the plan, lowest first: the page has a place and products for it.
    pub possible: u32,
}

/// What the shopper asked for, and what must not come again; it outlives the visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manners {
    /// How much Motivo may do.
    pub agency: Agency,
    /// The minute of the last interruption; 0 for none.
    interrupted: u32,
    /// For each kind the minute in which it was last sent away; 0 for never.
    dismissed: [u32; Kind::ALL.len()],
}

impl Default for Manners {
    fn default() -> Self {
        Self { agency: Agency::Coach, interrupted: 0, dismissed: [0; Kind::ALL.len()] }
    }
}

impl Manners {
    /// Whether the shopper wants as much as this kind does.
    #[must_use]
    pub fn allows(&self, kind: Kind) -> bool {
        self.agency >= least(kind)
    }

    /// Whether this kind was sent away within 30 days.
    #[must_use]
    pub fn was_dismissed(&self, kind: Kind, now: u32) -> bool {
        is_recent(self.dismissed[kind as usize], now, STAYS_AWAY)
    }

    /// Whether it is too early for another interruption at this place.
    #[must_use]
    pub fn cools_down(&self, place: Place, now: u32) -> bool {
        let dismissed = self.dismissed.iter().any(|then| is_recent(*then, now, AFTER_DISMISSAL));
        place != Place::Inline && (dismissed || is_recent(self.interrupted, now, COOL_DOWN))
    }

    /// Takes note that something appeared at this place.
    pub(crate) fn appear(&mut self, place: Place, now: u32) {
        if place != Place::Inline {
            self.interrupted = now;
        }
    }

    /// Takes note that the shopper sent this kind away.
    pub(crate) fn dismiss(&mut self, kind: Kind, now: u32) {
        self.dismissed[kind as usize] = now;
    }

    pub(crate) fn encode(&self, text: &mut String) {
        push(text, self.agency as u32, 1);
        push(text, self.interrupted, 6);
        self.dismissed.iter().for_each(|then| push(text, *then, 6));
    }

    pub(crate) fn decode(digits: &mut Digits<'_>) -> Option<Self> {
        let agency = *Agency::ALL.get(digits.next(1)? as usize)?;
        let mut manners = Self { agency, interrupted: digits.next(6)?, ..Self::default() };
        for then in &mut manners.dismissed {
            *then = digits.next(6)?;
        }
        Some(manners)
    }
}

/// The agency that a kind needs.
fn least(kind: Kind) -> Agency {
    match kind {
        Kind::Recovery => Agency::Answer,
        Kind::CoachNudge => Agency::Coach,
        Kind::AutomaticExecution => Agency::Do,
        _ => Agency::Show,
    }
}

/// A clock that went backwards makes a past minute recent; 0 is never.
fn is_recent(then: u32, now: u32, minutes: u32) -> bool {
    then > 0 && now.saturating_sub(then) < minutes
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u32 = 29_700_000;

    #[test]
    fn two_minutes_lie_between_two_interruptions_and_inline_is_none() {
        let mut manners = Manners::default();
        assert!(!manners.cools_down(Place::Toast, NOW));
        manners.appear(Place::Inline, NOW);
        assert!(!manners.cools_down(Place::Toast, NOW));
        manners.appear(Place::Toast, NOW);
        assert!(manners.cools_down(Place::Popover, NOW + 1));
        assert!(!manners.cools_down(Place::Inline, NOW));
        assert!(!manners.cools_down(Place::Popover, NOW + 2));
    }

    #[test]
    fn what_was_sent_away_stays_away_for_thirty_days_and_nothing_interrupts_for_half_an_hour() {
        let mut manners = Manners::default();
        manners.dismiss(Kind::WelcomeNote, NOW);
        assert!(manners.was_dismissed(Kind::WelcomeNote, NOW + 30 * 24 * 60 - 1));
        assert!(!manners.was_dismissed(Kind::WelcomeNote, NOW + 30 * 24 * 60));
        assert!(!manners.was_dismissed(Kind::CuratedOffer, NOW));
        assert!(manners.cools_down(Place::Toast, NOW + 29));
        assert!(!manners.cools_down(Place::Toast, NOW + 30));
    }

    #[test]
    fn less_agency_allows_fewer_kinds() {
        let allowed = |agency| {
            let manners = Manners { agency, ..Manners::default() };
            Kind::ALL.iter().filter(|kind| manners.allows(**kind)).count()
        };
        assert_eq!(
            Agency::ALL.iter().map(|agency| allowed(*agency)).collect::<Vec<_>>(),
            [1, 6, 7, 8]
        );
    }

    #[test]
    fn manners_come_back_as_they_were() {
        let mut manners = Manners { agency: Agency::Show, ..Manners::default() };
        manners.appear(Place::Toast, NOW - 7);
        manners.dismiss(Kind::Pulse, NOW - 8);
        let mut text = String::new();
        manners.encode(&mut text);
        assert_eq!(Manners::decode(&mut Digits(text.as_bytes())), Some(manners));
        assert_eq!(Manners::decode(&mut Digits(b"9")), None);
    }
}
