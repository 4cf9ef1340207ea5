//! Plots for the docs, as SVG text that looks well on light and dark pages.
//! Never more than lines and points: what they show is in the tables too.

use crate::belief::Bin;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 400.0;
const LEFT: f64 = 56.0;
const RIGHT: f64 = 150.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 48.0;
const COLOURS: [&str; 6] = ["#1f7354", "#2b6cb0", "#8a5a00", "#6bb39a", "#7fb0de", "#c9a05a"];

/// A frame with axes from 0 to `most` upwards, and from `from` to `to` to the right.
struct Frame {
    svg: String,
    most: f64,
    from: f64,
    to: f64,
}

impl Frame {
    fn new(most: f64, (from, to): (f64, f64), ticks: &[f64], (across, up): (&str, &str)) -> Self {
        let mut frame = Self { svg: String::new(), most, from, to };
        let decimals = if most < 1.0 { 2 } else { 1 };
        frame.svg += &format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
             font-family=\"system-ui, sans-serif\" font-size=\"13\">\
             <style>text{{fill:#333}}.grid{{stroke:#8884}}\
             @media(prefers-color-scheme:dark){{text{{fill:#ddd}}}}</style>\n"
        );
        for step in 0..=5 {
            let value = most * f64::from(step) / 5.0;
            let (x, y) = frame.place(from, value);
            let end = WIDTH - RIGHT;
            frame.svg += &format!(
                "<path class=\"grid\" d=\"M{x:.1} {y:.1}H{end}\"/>\
                 <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{value:.decimals$}</text>\n",
                x - 8.0,
                y + 4.0
            );
        }
        for tick in ticks {
            let (x, y) = frame.place(*tick, 0.0);
            let y = y + 20.0;
            frame.svg +=
                &format!("<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">{tick}</text>\n");
        }
        let (middle, low) = ((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8.0);
        frame.svg += &format!(
            "<text x=\"{middle}\" y=\"{low}\" text-anchor=\"middle\">{across}</text>\
             <text x=\"8\" y=\"14\">{up}</text>\n"
        );
        frame
    }

    fn place(&self, x: f64, y: f64) -> (f64, f64) {
        let across = (x - self.from) / (self.to - self.from);
        let left = LEFT + across * (WIDTH - LEFT - RIGHT);
        (left, HEIGHT - BOTTOM - (y / self.most).clamp(0.0, 1.0) * (HEIGHT - TOP - BOTTOM))
    }

    fn line(&mut self, points: &[(f64, f64)], style: &str) {
        let places: Vec<String> = points
            .iter()
            .map(|(x, y)| self.place(*x, *y))
            .map(|(x, y)| format!("{x:.1},{y:.1}"))
            .collect();
        self.svg += &format!("<polyline fill=\"none\" points=\"{}\" {style}/>\n", places.join(" "));
    }

    fn dots(&mut self, points: &[(f64, f64)], colour: &str) {
        for (x, y) in points {
            let (x, y) = self.place(*x, *y);
            self.svg +=
                &format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"{colour}\"/>\n");
        }
    }

    /// Names the line of this index, beside the frame.
    fn name(&mut self, index: usize, name: &str) {
        let colour = COLOURS[index % COLOURS.len()];
        let y = TOP + 20.0 * (index as f64 + 1.0);
        let x = WIDTH - RIGHT + 24.0;
        self.svg += &format!(
            "<circle cx=\"{x}\" cy=\"{:.1}\" r=\"4\" fill=\"{colour}\"/>\
             <text x=\"{:.1}\" y=\"{y:.1}\">{name}</text>\n",
            y - 4.0,
            x + 12.0
        );
    }

    fn end(mut self) -> String {
        self.svg += "</svg>\n";
        self.svg
    }
}

/// What was believed against how often it was right, a point for each bin with visits in it.
pub(crate) fn reliability(bins: &[Bin]) -> String {
    let ticks = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0];
    let mut frame = Frame::new(1.0, (0.0, 1.0), &ticks, ("believed", "right"));
    frame.line(&[(0.0, 0.0), (1.0, 1.0)], "stroke=\"#888\" stroke-dasharray=\"5 4\"");
    let seen = bins.iter().filter(|bin| bin.visits >= 20.0);
    let points: Vec<_> =
        seen.map(|bin| (bin.believed / bin.visits, bin.right / bin.visits)).collect();
    frame.line(&points, &format!("stroke=\"{}\" stroke-width=\"2\"", COLOURS[0]));
    frame.dots(&points, COLOURS[0]);
    frame.end()
}

/// A name and its points.
pub(crate) type Line = (String, Vec<(f64, f64)>);

/// eta against events, a line for each world.
pub(crate) fn eta(lines: &[Line]) -> String {
    curves(("events (5 10 20 40 80)", "eta"), (5.0, 80.0), lines)
}

/// The share of the oracle's gain against impressions, a line for each bandit.
pub(crate) fn bandit(lines: &[Line]) -> String {
    let names = ("impressions (500 2,000 5,000 20,000)", "share of the oracle's gain");
    curves(names, (500.0, 20_000.0), lines)
}

/// Reward per visit against days, a line for each way to choose.
pub(crate) fn days(lines: &[Line]) -> String {
    let last = lines.iter().map(|(_, points)| points.len()).max().unwrap_or(1) as f64;
    let values = lines.iter().flat_map(|(_, points)| points).map(|(_, value)| *value);
    // Five steps of whole hundredths.
    let most = (values.fold(0.0, f64::max) * 20.0).ceil().max(1.0) / 20.0;
    let ticks: Vec<f64> = [1.0]
        .into_iter()
        .chain((1..).map(|n| 5.0 * f64::from(n)).take_while(|day| *day <= last))
        .collect();
    let mut frame = Frame::new(most, (1.0, last), &ticks, ("day", "reward per visit"));
    for (index, (name, points)) in lines.iter().enumerate() {
        let colour = COLOURS[index % COLOURS.len()];
        frame.line(points, &format!("stroke=\"{colour}\" stroke-width=\"2\""));
        frame.name(index, name);
    }
    frame.end()
}

/// Lines over a logarithmic axis; values under 0 lie on 0.
fn curves(names: (&str, &str), (from, to): (f64, f64), lines: &[Line]) -> String {
    let mut frame = Frame::new(1.0, (from.ln(), to.ln()), &[], names);
    for (index, (name, points)) in lines.iter().enumerate() {
        let colour = COLOURS[index % COLOURS.len()];
        let points: Vec<_> = points.iter().map(|(n, value)| (n.ln(), *value)).collect();
        frame.line(&points, &format!("stroke=\"{colour}\" stroke-width=\"2\""));
        frame.dots(&points, colour);
        frame.name(index, name);
    }
    frame.end()
}
