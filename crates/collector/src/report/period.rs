//! The periods a report can cover: a calendar day, week or month, or all months together.
//! Never a free range: two ranges that differ by a day would tell that day's visits.

use crate::release::Asked;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use motivo_core::symbols::Mode;

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Length {
    /// A UTC day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Everything since the first day.
    All,
}

impl Length {
    pub(super) const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::All];

    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::All => "all",
        }
    }
}

/// A period of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    pub(super) length: Length,
    first: Date,
}

impl Period {
    /// Reads `period` and `of`, a day within it; without them this month.
    pub(crate) fn read(
        length: Option<&str>,
        of: Option<&str>,
        today: Date,
    ) -> Result<Self, String> {
        let length = match length {
            None => Length::Month,
            Some(id) => Length::ALL
                .into_iter()
                .find(|length| length.id() == id)
                .ok_or_else(|| format!("period is \"{id}\": use day, week, month or all"))?,
        };
        let of = match of {
            None => today,
            Some(day) => day.parse().map_err(|_| {
                format!("of is \"{day}\": use a day like {today} within the period")
            })?,
        };
        Ok(Self::around(length, of))
    }

    /// The period of this length that holds the day.
    pub(super) fn around(length: Length, day: Date) -> Self {
        let first = match length {
            Length::Day | Length::All => day,
            Length::Week => {
                let since_monday = day.weekday().since(Weekday::Monday);
                day.saturating_sub(i32::from(since_monday).days())
            }
            Length::Month => day.first_of_month(),
        };
        Self { length, first }
    }

    /// The last week that is over or ends today.
    pub(super) fn last_week(today: Date) -> Self {
        Self::around(Length::Week, today.saturating_sub(6.days()))
    }

    /// First and last day; `since` is the first day with any sum.
    pub(super) fn days(&self, since: Option<Date>) -> (Date, Date) {
        let last = match self.length {
            Length::Day => self.first,
            Length::Week => self.first.saturating_add(6.days()),
            Length::Month => self.first.last_of_month(),
            Length::All => return (since.unwrap_or(self.first).min(self.first), self.first),
        };
        (self.first, last)
    }

    /// The same for what releases sums. In `dp`, all months less all but one would tell what that
    /// one hides, so that they are asked for as days are: in vain.
    pub(super) fn asked(&self, mode: Mode) -> Asked {
        let (first, last) = self.days(None);
        match self.length {
            Length::Month => Asked::Month(self.first),
            Length::All if mode != Mode::Dp => Asked::Until(self.first),
            Length::Day | Length::Week | Length::All => Asked::Days(first, last),
        }
    }

    /// How many days of it there were until today, 1 at least.
    pub(super) fn days_so_far(&self, since: Option<Date>, today: Date) -> f64 {
        let (first, last) = self.days(since);
        let first = since.map_or(first, |since| since.max(first));
        let days = last.min(today).since(first).map_or(0, |span| span.get_days());
        f64::from(days.max(0) + 1)
    }

    /// The period before, if there can be anything in it.
    pub(super) fn before(&self, since: Option<Date>) -> Option<Self> {
        let day = self.first.checked_sub(1.day()).ok()?;
        let is_empty = since.is_none_or(|since| day < since);
        (self.length != Length::All && !is_empty).then(|| Self::around(self.length, day))
    }

    /// The period after, unless it lies in the future.
    pub(super) fn after(&self, today: Date) -> Option<Self> {
        let step: Span = match self.length {
            Length::Day => 1.day(),
            Length::Week => 7.days(),
            Length::Month => 1.month(),
            Length::All => return None,
        };
        let day = self.first.checked_add(step).ok()?;
        (day <= today).then(|| Self::around(self.length, day))
    }

    /// A day within it, for addresses.
    pub(super) fn day(&self) -> Date {
        self.first
    }

    /// Its name, as a person says it.
    pub(super) fn name(&self, since: Option<Date>) -> String {
        let (first, last) = self.days(since);
        match self.length {
            Length::Day => first.strftime("%A, %-d %B %Y").to_string(),
            Length::Week => {
                let (first, last) = (first.strftime("%-d %b"), last.strftime("%-d %b %Y"));
                format!("{first} to {last}")
            }
            Length::Month => first.strftime("%B %Y").to_string(),
            Length::All => match since {
                Some(since) => since.strftime("since %-d %B %Y").to_string(),
                None => "all months".into(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn days(length: &str, of: &str) -> (Date, Date) {
        let today = date(2026, 11, 22);
        Period::read(Some(length), Some(of), today).expect("a period").days(None)
    }

    #[test]
    fn a_period_is_a_whole_one_of_the_calendar_whatever_day_names_it() {
        assert_eq!(days("week", "2026-11-22"), (date(2026, 11, 16), date(2026, 11, 22)));
        assert_eq!(days("week", "2026-11-16"), (date(2026, 11, 16), date(2026, 11, 22)));
        assert_eq!(days("month", "2024-02-10"), (date(2024, 2, 1), date(2024, 2, 29)));
        assert_eq!(days("day", "2026-01-01"), (date(2026, 1, 1), date(2026, 1, 1)));
    }

    #[test]
    fn the_last_week_is_a_whole_one() {
        let (monday, sunday) = (date(2026, 11, 16), date(2026, 11, 22));
        assert_eq!(Period::last_week(sunday).days(None), (monday, sunday));
        assert_eq!(Period::last_week(date(2026, 11, 28)).days(None), (monday, sunday));
    }

    #[test]
    fn there_is_no_free_range() {
        let today = date(2026, 11, 22);
        let error = Period::read(Some("3days"), None, today).expect_err("no such period");
        assert_eq!(error, "period is \"3days\": use day, week, month or all");
        assert!(Period::read(Some("day"), Some("yesterday"), today).is_err());
    }

    #[test]
    fn steps_end_at_the_first_day_and_today() {
        let (since, today) = (Some(date(2026, 10, 30)), date(2026, 11, 22));
        let month = Period::around(Length::Month, today);
        assert_eq!(month.after(today), None);
        let before = month.before(since).expect("October has two days");
        assert_eq!(before.name(since), "October 2026");
        assert_eq!(before.before(since), None);
        assert_eq!(before.after(today), Some(month));
    }
}
