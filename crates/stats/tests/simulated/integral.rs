//! Integrals of sharp peaks and long tails by Simpson's rule, in logarithms.
//! Never clever: it walks, so that it shares nothing with what it checks.

/// Steps of the rule in one stretch, even.
const STEPS: i32 = 10;
/// How much farther from the peak the next stretch ends.
const GROWTH: f64 = 1.1;
/// How far below the peak, in nats, a tail is left out.
const TAIL: f64 = 45.0;

/// ln of the integral of `exp(log)` over the half line from 0, for a concave `log`.
pub(crate) fn log_integral_up(log: impl Fn(f64) -> f64) -> f64 {
    let peak = peak(0.0, 1e6, &log);
    let top = log(peak);
    let below = side(peak, -1.0, peak, &|x| log(x) - top);
    top + (below + side(peak, 1.0, f64::INFINITY, &|x| log(x) - top)).ln()
}

/// ln of the integral of `exp(log)` over the whole line, for a concave `log`.
pub(crate) fn log_integral_whole(log: impl Fn(f64) -> f64) -> f64 {
    let peak = peak(-700.0, 700.0, &log);
    let top = log(peak);
    let both = |sign: f64| side(peak, sign, f64::INFINITY, &|x| log(x) - top);
    top + (both(-1.0) + both(1.0)).ln()
}

/// Where a concave `log` is highest, by narrowing in thirds.
fn peak(mut low: f64, mut high: f64, log: &impl Fn(f64) -> f64) -> f64 {
    for _ in 0..200 {
        let (first, second) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
        if log(first) < log(second) { low = first } else { high = second }
    }
    f64::midpoint(low, high)
}

/// The integral from `from` on one side until `far`, in stretches as long as they are far away.
fn side(from: f64, sign: f64, far: f64, log: &impl Fn(f64) -> f64) -> f64 {
    let (mut near, mut sum) = (0.0, 0.0);
    let mut reach = 1e-9_f64;
    while near < far {
        reach = reach.min(far);
        let width = (reach - near) / f64::from(STEPS);
        let at = |step: i32| log(from + sign * (near + width * f64::from(step))).exp();
        let inner: f64 = (1..STEPS).map(|step| f64::from(2 + 2 * (step % 2)) * at(step)).sum();
        sum += (at(0) + inner + at(STEPS)) * width / 3.0;
        if log(from + sign * reach) < -TAIL {
            break;
        }
        (near, reach) = (reach, reach * GROWTH);
    }
    sum
}
