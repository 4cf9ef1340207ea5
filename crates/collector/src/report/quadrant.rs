//! What people say matters against what goes with connection, each touchpoint by its name.
//! Never a point without both figures; the table below it has them all.

use super::advice::{Advice, Fair, advice};
use super::plot::one;
use super::touchpoints::Row;
use super::words;
use maud::{Markup, html};

const LEFT: f64 = 46.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 26.0;
const BOTTOM: f64 = 46.0;
/// About how wide a letter is, and how high a name.
const LETTER: f64 = 6.4;
const HIGH: f64 = 14.0;

/// A touchpoint's place and name.
struct Dot {
    x: f64,
    y: f64,
    name: String,
    advice: Option<Advice>,
    /// Where the name stands, and from which side of the dot it is written.
    label: Option<(f64, f64, &'static str)>,
}

/// The plot at two widths, of which a page shows one; nothing without both figures.
pub(super) fn quadrant(rows: &[Row]) -> Markup {
    let Some(fair) = Fair::of(rows) else { return html! {} };
    html! {
        figure {
            figcaption { "What people say matters, to the right, against how much of whether they feel connected goes with it, upwards. The lines are what each would have if all were alike. A full dot's interval stays clear of its line; a hollow one is not told yet. Named by too few to print stands at the left edge." }
            (plot(rows, fair, 860.0, 460.0, "wide"))
            (plot(rows, fair, 360.0, 400.0, "narrow"))
        }
    }
}

fn plot(rows: &[Row], fair: Fair, width: f64, height: f64, class: &str) -> Markup {
    let told = || rows.iter().filter_map(|row| Some((row, row.stated?, row.explains[0]?.share)));
    let most = told()
        .fold((fair.stated * 1.6, fair.connects * 1.6), |most, (_, stated, derived)| {
            (most.0.max(stated), most.1.max(derived))
        });
    let (right, bottom) = (width - RIGHT, height - BOTTOM);
    let x = |stated: f64| LEFT + (right - LEFT) * (0.04 + 0.88 * stated / most.0);
    let y = |derived: f64| bottom - (bottom - TOP) * (0.04 + 0.88 * derived / most.1);
    let dots = told().map(|(row, stated, derived)| Dot {
        x: x(stated),
        y: y(derived),
        name: words::name(&row.id),
        advice: advice(row, fair),
        label: None,
    });
    let mut dots: Vec<Dot> = dots.collect();
    label(&mut dots, (LEFT, right), (TOP, bottom));
    let (across, up) = (x(fair.stated), y(fair.connects));
    let title = format!("quadrant-{class}");
    let said = |wanted: Advice| {
        let names = dots.iter().filter(|dot| dot.advice == Some(wanted));
        names.map(|dot| dot.name.clone()).collect::<Vec<_>>().join(", ")
    };
    let of =
        [Advice::Invest, Advice::Protect, Advice::Tell, Advice::Keep, Advice::Mend, Advice::Stop];
    let words = of.map(|of| format!("{}: {}", of.id(), said(of))).join("; ");
    html! {
        svg class={ "plot quadrant " (class) } viewBox=(format!("0 0 {width} {height}")) role="img" aria-labelledby=(title) {
            title id=(title) { (words) }
            rect class="field invest" x=(LEFT) y=(TOP) width=(one(across - LEFT)) height=(one(up - TOP)) {}
            rect class="field protect" x=(one(across)) y=(TOP) width=(one(right - across)) height=(one(up - TOP)) {}
            line class="level" x1=(one(across)) x2=(one(across)) y1=(TOP) y2=(one(bottom)) {}
            line class="level" x1=(LEFT) x2=(one(right)) y1=(one(up)) y2=(one(up)) {}
            line class="zero" x1=(LEFT) x2=(one(right)) y1=(one(bottom)) y2=(one(bottom)) {}
            line class="zero" x1=(LEFT) x2=(LEFT) y1=(TOP) y2=(one(bottom)) {}
            text class="corner" x=(LEFT + 8.0) y=(TOP + 18.0) { "Invest" }
            text class="corner" x=(one(right - 8.0)) y=(TOP + 18.0) text-anchor="end" { "Protect" }
            text class="corner" x=(LEFT) y=(one(bottom + 17.0)) { "Stop" }
            text class="corner" x=(one(right - 8.0)) y=(one(bottom + 17.0)) text-anchor="end" { "Tell" }
            @for dot in &dots {
                circle class={ "dot" @if dot.advice.is_some() { " told" } } cx=(one(dot.x)) cy=(one(dot.y)) r="5" {
                    title { (dot.name) }
                }
                @if let Some((x, y, anchor)) = dot.label {
                    text class="name" x=(one(x)) y=(one(y)) text-anchor=(anchor) { (dot.name) }
                }
            }
            text class="tick" x=(one(right)) y=(one(height - 8.0)) text-anchor="end" { "named as what mattered \u{2192}" }
            text class="tick" x=(LEFT) y=(TOP - 10.0) { "\u{2191} goes with connection" }
        }
    }
}

/// Finds each name a free place: right of its dot, left, above or below; the highest dots first.
/// A name without one is left to the table.
fn label(dots: &mut [Dot], across: (f64, f64), down: (f64, f64)) {
    dots.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut taken: Vec<[f64; 4]> =
        dots.iter().map(|dot| [dot.x - 6.0, dot.y - 6.0, dot.x + 6.0, dot.y + 6.0]).collect();
    for dot in dots {
        let wide = dot.name.chars().count() as f64 * LETTER;
        let places = [
            (dot.x + 10.0, dot.y + 4.0, "start"),
            (dot.x - 10.0, dot.y + 4.0, "end"),
            (dot.x, dot.y - 10.0, "middle"),
            (dot.x, dot.y + 19.0, "middle"),
        ];
        for (x, y, anchor) in places {
            let left = match anchor {
                "start" => x,
                "end" => x - wide,
                _ => x - wide / 2.0,
            };
            let own = [left, y - HIGH + 3.0, left + wide, y + 3.0];
            let fits =
                own[0] >= across.0 && own[2] <= across.1 && own[1] >= down.0 && own[3] <= down.1;
            if fits && !taken.iter().any(|other| meet(&own, other)) {
                taken.push(own);
                dot.label = Some((x, y, anchor));
                break;
            }
        }
    }
}

/// Whether two boxes, each left, top, right, bottom, share a point.
fn meet(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_never_stand_on_each_other_or_outside() {
        let dot =
            |x: f64, y: f64, name: &str| Dot { x, y, name: name.into(), advice: None, label: None };
        let mut dots = [
            dot(100.0, 100.0, "size guide"),
            dot(104.0, 103.0, "reviews"),
            dot(101.0, 99.0, "delivery"),
            dot(290.0, 100.0, "a name at the edge"),
            dot(102.0, 101.0, "price"),
            dot(103.0, 98.0, "stock"),
        ];
        label(&mut dots, (0.0, 300.0), (0.0, 200.0));
        let placed: Vec<[f64; 4]> = dots
            .iter()
            .filter_map(|dot| {
                let (x, y, anchor) = dot.label?;
                let wide = dot.name.chars().count() as f64 * LETTER;
                let left = if anchor == "start" {
                    x
                } else if anchor == "end" {
                    x - wide
                } else {
                    x - wide / 2.0
                };
                Some([left, y - HIGH + 3.0, left + wide, y + 3.0])
            })
            .collect();
        assert!((3..6).contains(&placed.len()), "{}", placed.len());
        for (at, own) in placed.iter().enumerate() {
            assert!(own[0] >= 0.0 && own[2] <= 300.0);
            assert!(placed[at + 1..].iter().all(|other| !meet(own, other)));
        }
    }
}
