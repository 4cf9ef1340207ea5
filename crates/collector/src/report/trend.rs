//! Shares by week as lines, each named at its end, with lines to compare with.
//! Never a name on top of another.

use super::plot::one;
use super::weeks::Weekly;
use super::words;
use jiff::civil::Date;
use maud::{Markup, html};

const LEFT: f64 = 52.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 30.0;
const HEIGHT: f64 = 260.0;
/// Room for the names at the lines' ends, and between two of them.
const NAMES: f64 = 132.0;
const APART: f64 = 15.0;

/// A level to compare with, and what it is.
pub(super) type Reference = (f64, &'static str);

/// A plot in words and at two widths, of which a page shows one; nothing without a line.
pub(super) fn figure(caption: &str, id: &str, lines: &[Weekly], levels: &[Reference]) -> Markup {
    html! {
        @if !lines.is_empty() {
            figure {
                figcaption { (caption) }
                (plot(lines, levels, 860.0, &format!("{id}-wide"), "wide"))
                (plot(lines, levels, 360.0, &format!("{id}-narrow"), "narrow"))
                details {
                    summary { "The same as a table" }
                    div class="scroll" tabindex="0" role="region" aria-label=(caption) { (table(lines)) }
                }
            }
        }
    }
}

fn table(lines: &[Weekly]) -> Markup {
    let weeks = weeks(lines);
    html! {
        table {
            thead {
                tr {
                    th scope="col" { "Week of" }
                    @for line in lines { th scope="col" class="n" { (words::name(&line.name)) } }
                }
            }
            tbody {
                @for week in weeks {
                    tr {
                        th scope="row" { (week.strftime("%-d %b %Y")) }
                        @for line in lines {
                            td class="n" {
                                @match line.points.iter().find(|(day, _)| *day == week) {
                                    Some((_, share)) => (words::percent(*share)),
                                    None => span class="dash" { "\u{2013}" },
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn weeks(lines: &[Weekly]) -> Vec<Date> {
    let mut weeks: Vec<Date> =
        lines.iter().flat_map(|line| &line.points).map(|(week, _)| *week).collect();
    weeks.sort();
    weeks.dedup();
    weeks
}

fn plot(lines: &[Weekly], levels: &[Reference], width: f64, id: &str, class: &str) -> Markup {
    let weeks = weeks(lines);
    let right = width - NAMES;
    let x = |week: Date| {
        let at = weeks.iter().position(|known| *known == week).unwrap_or(0);
        LEFT + (right - LEFT) * at as f64 / (weeks.len() - 1) as f64
    };
    let shares = lines.iter().flat_map(|line| &line.points).map(|(_, share)| *share);
    let high = shares.chain(levels.iter().map(|(level, _)| *level)).fold(0.02, f64::max) * 1.15;
    let y = |share: f64| TOP + (HEIGHT - TOP - BOTTOM) * (1.0 - share / high);
    let step = [0.01, 0.02, 0.05, 0.1, 0.2].into_iter().find(|step| high / step <= 6.0);
    let step = step.unwrap_or(0.25);
    let path = |line: &Weekly| {
        let places = line.points.iter();
        let place = |(week, share): &(Date, f64)| format!("{},{}", one(x(*week)), one(y(*share)));
        format!("M{}", places.map(place).collect::<Vec<_>>().join("L"))
    };
    let ends = ends(lines, &y);
    let room = ((right - LEFT) / 70.0).floor().max(1.0) as usize;
    let said = lines.iter().filter_map(|line| {
        let (first, last) = (line.points.first()?.1, line.points.last()?.1);
        Some(format!(
            "{} from {} to {}",
            words::name(&line.name),
            words::percent(first),
            words::percent(last)
        ))
    });
    let said = said.collect::<Vec<_>>().join("; ");
    html! {
        svg class={ "plot " (class) } viewBox=(format!("0 0 {width} {HEIGHT}")) role="img" aria-labelledby=(id) {
            title id=(id) { (said) ". The table below has every week." }
            @for at in 0..=(high / step) as u32 {
                @let level = f64::from(at) * step;
                line class=(if at == 0 { "zero" } else { "grid" }) x1=(LEFT) x2=(one(right)) y1=(one(y(level))) y2=(one(y(level))) {}
                text class="tick" x=(LEFT - 8.0) y=(one(y(level))) dy="0.35em" text-anchor="end" { (format!("{:.0} %", level * 100.0)) }
            }
            @for (level, what) in levels {
                line class="level" x1=(LEFT) x2=(one(right)) y1=(one(y(*level))) y2=(one(y(*level))) {}
                text class="tick" x=(LEFT + 6.0) y=(one(y(*level) - 5.0)) { (what) }
            }
            @for (at, line) in lines.iter().enumerate() {
                path class={ "line c" (at) } d=(path(line)) {}
                @if let Some((week, share)) = line.points.last() {
                    circle class={ "dot c" (at) } cx=(one(x(*week))) cy=(one(y(*share))) r="3.5" {}
                    text class={ "name c" (at) } x=(one(right + 9.0)) y=(one(ends[at])) dy="0.35em" {
                        (words::name(&line.name)) " " (format!("{:.0} %", share * 100.0))
                    }
                }
            }
            @for week in weeks.iter().rev().step_by(weeks.len().div_ceil(room).max(1)) {
                text class="tick" x=(one(x(*week))) y=(HEIGHT - 8.0) text-anchor="middle" { (week.strftime("%-d %b")) }
            }
        }
    }
}

/// Where the names stand: beside their lines' ends, pushed apart where two would meet.
fn ends(lines: &[Weekly], y: &dyn Fn(f64) -> f64) -> Vec<f64> {
    let mut ends: Vec<f64> = lines.iter().map(|line| y(line.end())).collect();
    let mut downward: Vec<usize> = (0..lines.len()).collect();
    downward.sort_by(|a, b| ends[*a].total_cmp(&ends[*b]));
    let mut last = f64::NEG_INFINITY;
    for at in downward {
        ends[at] = ends[at].max(last + APART);
        last = ends[at];
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn names_of_lines_that_end_together_stand_apart() {
        let line = |share| Weekly {
            name: "thrill".into(),
            points: vec![(date(2026, 11, 2), 0.5), (date(2026, 11, 9), share)],
        };
        let lines = [line(0.02), line(0.30), line(0.31)];
        let ends = ends(&lines, &|share| 100.0 * (1.0 - share));
        assert_eq!(ends, [99.0, 84.0, 69.0]);
    }
}
