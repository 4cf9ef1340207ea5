//! The lift over the days, as a drawing: a line, its always-valid band, and where no lift is.
//! Never the only way to read it; the same numbers stand in a table beside it.

use super::lift::Point;
use super::words;
use maud::{Markup, html};

/// Room for labels, in the drawing's units, which are CSS pixels at its full width.
const LEFT: f64 = 52.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 30.0;

struct Frame {
    width: f64,
    height: f64,
    days: (f64, f64),
    lifts: (f64, f64),
}

impl Frame {
    fn x(&self, point: &Point) -> f64 {
        let (first, last) = self.days;
        let room = self.width - LEFT - RIGHT;
        if last > first {
            LEFT + room * (day(point) - first) / (last - first)
        } else {
            LEFT + room / 2.0
        }
    }

    fn y(&self, lift: f64) -> f64 {
        let (low, high) = self.lifts;
        TOP + (self.height - TOP - BOTTOM) * (high - lift.clamp(low, high)) / (high - low)
    }
}

fn day(point: &Point) -> f64 {
    let since = point.day.since(jiff::civil::date(2000, 1, 1)).map(|span| span.get_days());
    f64::from(since.unwrap_or(0))
}

/// The drawing at one width; a page holds a wide and a narrow one and shows one of them.
pub(super) fn plot(points: &[Point], width: f64, class: &str) -> Markup {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return html! {} };
    // Wide early intervals are cut off, so that the line and the last interval can be read.
    let reach = |ends: &dyn Fn(&Point) -> f64, end: f64| {
        points.iter().map(ends).fold(end, f64::max).max(0.004) * 1.25
    };
    let high = reach(&|point| point.estimate, last.interval.high);
    let low = -reach(&|point| -point.estimate, -last.interval.low);
    let frame = Frame { width, height: 280.0, days: (day(first), day(last)), lifts: (low, high) };
    let (title, desc) = (format!("{class}-title"), format!("{class}-desc"));
    html! {
        svg class={ "plot " (class) } viewBox=(format!("0 0 {width} {}", frame.height)) role="img"
            aria-labelledby=(format!("{title} {desc}")) {
            title id=(title) { "Lift of personalised over holdout visits, in percentage points" }
            desc id=(desc) { (description(first, last)) }
            (grid(&frame))
            @if points.len() > 1 {
                path class="band" d=(band(&frame, points)) {}
                path class="line" d=(line(&frame, points)) {}
            }
            @for point in points {
                @if points.len() == 1 {
                    line class="whisker" x1=(one(frame.x(point))) x2=(one(frame.x(point)))
                        y1=(one(frame.y(point.interval.low))) y2=(one(frame.y(point.interval.high))) {}
                }
                @if points.len() < 40 {
                    circle class="dot" cx=(one(frame.x(point))) cy=(one(frame.y(point.estimate))) r="3.5" {
                        title { (point.day.strftime("%-d %B")) ": " (words::points(point.estimate))
                            " (" (words::interval(point.interval)) ")" }
                    }
                }
            }
            (dates(&frame, points))
        }
    }
}

fn description(first: &Point, last: &Point) -> String {
    format!(
        "From {} with {} ({}) to {} with {} ({}). The table below has every point.",
        first.day.strftime("%-d %B"),
        words::points(first.estimate),
        words::interval(first.interval),
        last.day.strftime("%-d %B"),
        words::points(last.estimate),
        words::interval(last.interval)
    )
}

/// Horizontal lines at round numbers, the one of no lift drawn stronger.
fn grid(frame: &Frame) -> Markup {
    let (low, high) = frame.lifts;
    let steps = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0];
    let step = steps.into_iter().find(|step| (high - low) / step <= 6.0).unwrap_or(1.0);
    let first = (low / step).ceil() as i32;
    let levels = (first..).map(|i| f64::from(i) * step).take_while(move |level| *level <= high);
    html! {
        @for level in levels {
            @let y = one(frame.y(level));
            line class=(if level == 0.0 { "zero" } else { "grid" }) x1=(LEFT) x2=(frame.width - RIGHT) y1=(y) y2=(y) {}
            text class="tick" x=(LEFT - 8.0) y=(y) dy="0.35em" text-anchor="end" { (words::points(level)) }
        }
    }
}

/// The first and last day, and a few between where there is room.
fn dates(frame: &Frame, points: &[Point]) -> Markup {
    let room = ((frame.width - LEFT - RIGHT) / 90.0).floor().max(1.0) as usize;
    let every = points.len().div_ceil(room).max(1);
    // Counted from the last day, so that the last one always has its label.
    let labelled = points.iter().rev().step_by(every);
    html! {
        @for point in labelled {
            @let x = frame.x(point);
            @let anchor = if x > frame.width - 40.0 { "end" } else { "middle" };
            text class="tick" x=(one(x)) y=(frame.height - 8.0) text-anchor=(anchor) {
                (point.day.strftime("%-d %b"))
            }
        }
    }
}

fn line(frame: &Frame, points: &[Point]) -> String {
    let place = |point: &Point| format!("{},{}", one(frame.x(point)), one(frame.y(point.estimate)));
    format!("M{}", points.iter().map(place).collect::<Vec<_>>().join("L"))
}

fn band(frame: &Frame, points: &[Point]) -> String {
    let upper = points.iter().map(|point| (frame.x(point), frame.y(point.interval.high)));
    let lower = points.iter().rev().map(|point| (frame.x(point), frame.y(point.interval.low)));
    let place = |(x, y)| format!("{},{}", one(x), one(y));
    format!("M{}Z", upper.chain(lower).map(place).collect::<Vec<_>>().join("L"))
}

/// One decimal is a tenth of a pixel.
pub(super) fn one(number: f64) -> String {
    format!("{number:.1}")
}
