//! A model as a text file: versioned, with a checksum, checked when read.
//! Never half of one: a file that is damaged, newer or out of range is refused with its reason.
//!
//! ```text
//! motivo-model 1 <FNV-1a of all that follows, 16 hexadecimal digits>
//! prior 0.16 0.14 …          how common each motivator is, 2 to 12 numbers up to .99
//! tastes 0.5 0.25            the primary's and the secondary's share
//! habits -1.2 0.1 …          five of logits and how common
//! strengths 0 0.05 …         four of a factor and how common, the first factor 0
//! cuts -0.4 0.9 2.2          logits, ascending
//! hazard 0.004               a chance per event
//! doubt 1.5 0.75             odds, and what an event leaves of them
//! bot 0.05                   a chance
//! half_life_days 30
//! ```

use super::{HABITS, Model, STRENGTHS};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// How common a motivator can be: the others are drawn from what it leaves, which must not be nothing.
const MOST_COMMON: f32 = 0.99;

/// Why a model file is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// It is something else.
    NoModel,
    /// A later Motivo wrote it.
    Newer,
    /// The checksum does not fit what follows.
    Damaged,
    /// A line is missing, or its numbers are out of range: the line's name and what belongs there.
    Line(&'static str, &'static str),
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoModel => f.write_str("no model file: it begins with \"motivo-model 1\""),
            Self::Newer => f.write_str("a model of a later version: use a newer Motivo"),
            Self::Damaged => f.write_str("the checksum does not fit: copy the model file again"),
            Self::Line(name, wanted) => write!(f, "line \"{name}\": write {wanted}"),
        }
    }
}

impl core::error::Error for ModelError {}

/// Makes its own motivators' prior last; everything else of a model is plain numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelFile {
    prior: Vec<f32>,
    rest: Model<'static>,
}

impl ModelFile {
    /// Reads a model, all of it checked.
    ///
    /// # Errors
    /// Says what is wrong with the file and what belongs there.
    pub fn read(text: &str) -> Result<Self, ModelError> {
        let (head, lines) = text.split_once('\n').ok_or(ModelError::NoModel)?;
        let mut words = head.split(' ');
        if words.next() != Some("motivo-model") {
            return Err(ModelError::NoModel);
        }
        if words.next() != Some("1") {
            return Err(ModelError::Newer);
        }
        if words.next() != Some(&checksum(lines)) {
            return Err(ModelError::Damaged);
        }
        let line = |name: &'static str, wanted: &'static str, fits: fn(&[f32]) -> bool| {
            let found = lines.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
            let numbers: Option<Vec<f32>> =
                found.and_then(|line| line.split(' ').map(|word| word.parse().ok()).collect());
            numbers.filter(|numbers| fits(numbers)).ok_or(ModelError::Line(name, wanted))
        };
        let mut prior = line("prior", "2 to 12 numbers over 0 up to .99 that sum to 1", |n| {
            let fits = |chance: &f32| *chance > 0.0 && *chance <= MOST_COMMON;
            (2..=12).contains(&n.len()) && n.iter().all(fits) && is_whole(n)
        })?;
        let whole: f32 = prior.iter().sum();
        // Written with few digits. What was scaled once is read again as it is.
        if (whole - 1.0).abs() > 1e-6 {
            prior.iter_mut().for_each(|chance| *chance /= whole);
        }
        let tastes = line(
            "tastes",
            "two numbers over 0, the first one larger, sum under 1",
            |n| matches!(n, [first, second] if first > second && *second > 0.0 && first + second < 1.0),
        )?;
        let habits = line("habits", "five pairs of logits and share; shares sum to 1", |n| {
            n.len() == 2 * HABITS && is_whole(&shares(n)) && n.iter().all(|x| x.abs() <= 20.0)
        })?;
        let strengths = line("strengths", "0 and its share, three factors with theirs", |n| {
            n.len() == 2 * STRENGTHS
                && n.first() == Some(&0.0)
                && n.iter().all(|x| (0.0..=20.0).contains(x))
                && is_whole(&shares(n))
        })?;
        let cuts = line("cuts", "three ascending logits", |n| {
            n.len() == 3 && n.is_sorted() && n.iter().all(|x| x.abs() <= 20.0)
        })?;
        let hazard = line("hazard", "a chance from 0 to .1", |n| within(n, 0.0, 0.1))?;
        let doubt = line(
            "doubt",
            "odds from 0 to 2, and a share under 1",
            |n| matches!(n, [odds, left] if (0.0..=2.0).contains(odds) && (0.0..1.0).contains(left)),
        )?;
        let bot = line(
            "bot",
            "a chance from 0 to .5, and a share over 0 and under 1",
            |n| matches!(n, [bot, acts] if (0.0..=0.5).contains(bot) && *acts > 0.0 && *acts < 1.0),
        )?;
        let days = line("half_life_days", "days from 1 to 1000", |n| within(n, 1.0, 1000.0))?;
        let pair = |numbers: &[f32], at: usize| (numbers[2 * at], numbers[2 * at + 1]);
        let rest = Model {
            prior: &[],
            primary: tastes[0],
            secondary: tastes[1],
            habits: core::array::from_fn(|at| pair(&habits, at)),
            strengths: core::array::from_fn(|at| pair(&strengths, at)),
            cuts: core::array::from_fn(|at| cuts[at]),
            hazard: hazard[0],
            doubt: doubt[0],
            doubt_left: doubt[1],
            bot: bot[0],
            bot_acts: bot[1],
            half_life_days: days[0],
        };
        Ok(Self { prior, rest })
    }

    /// The model.
    #[must_use]
    pub fn model(&self) -> Model<'_> {
        Model { prior: &self.prior, ..self.rest }
    }
}

/// A model as [`ModelFile::read`] reads it.
#[must_use]
pub fn write(model: &Model<'_>) -> String {
    let mut lines = String::new();
    let mut line = |name: &str, numbers: &[f32]| {
        lines += name;
        numbers.iter().for_each(|number| lines += &format!(" {number}"));
        lines.push('\n');
    };
    let pairs = |pairs: &[(f32, f32)]| pairs.iter().flat_map(|(a, b)| [*a, *b]).collect::<Vec<_>>();
    line("prior", model.prior);
    line("tastes", &[model.primary, model.secondary]);
    line("habits", &pairs(&model.habits));
    line("strengths", &pairs(&model.strengths));
    line("cuts", &model.cuts);
    line("hazard", &[model.hazard]);
    line("doubt", &[model.doubt, model.doubt_left]);
    line("bot", &[model.bot, model.bot_acts]);
    line("half_life_days", &[model.half_life_days]);
    format!("motivo-model 1 {}\n{lines}", checksum(&lines))
}

/// FNV-1a, 64 bits (Fowler, Noll & Vo 1991): finds damage, not malice.
fn checksum(text: &str) -> String {
    let step = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}

fn within(numbers: &[f32], least: f32, most: f32) -> bool {
    matches!(numbers, [number] if (least..=most).contains(number))
}

fn shares(pairs: &[f32]) -> Vec<f32> {
    pairs.chunks_exact(2).map(|pair| pair[1]).collect()
}

/// Whether chances sum to 1, as exactly as they are written.
fn is_whole(chances: &[f32]) -> bool {
    chances.iter().all(|chance| (0.0..=1.0).contains(chance))
        && (chances.iter().sum::<f32>() - 1.0).abs() < 1e-3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::belief::Belief;
    use crate::model::BUILT_IN;
    use proptest::prelude::*;

    #[test]
    fn what_is_written_is_read_again() {
        let file = ModelFile::read(&write(&BUILT_IN)).expect("its own text");
        assert_eq!(file.model(), BUILT_IN);
    }

    #[test]
    fn a_file_that_is_wrong_is_refused_with_its_reason() {
        let good = write(&BUILT_IN);
        let signed = |lines: &str| format!("motivo-model 1 {}\n{lines}", checksum(lines));
        let (_, lines) = good.split_once('\n').expect("lines");
        for (text, reason) in [
            (String::new(), "no model file: it begins with \"motivo-model 1\""),
            (good.replace("model 1", "model 2"), "a model of a later version: use a newer Motivo"),
            (
                good.replace("bot 0.05", "bot 0.06"),
                "the checksum does not fit: copy the model file again",
            ),
            (
                signed(&lines.replace("bot 0.05", "bot 0.6")),
                "line \"bot\": write a chance from 0 to .5, and a share over 0 and under 1",
            ),
            (
                signed(&lines.replace("cuts -0.4", "cuts x")),
                "line \"cuts\": write three ascending logits",
            ),
            (
                signed("prior 1 1\n"),
                "line \"prior\": write 2 to 12 numbers over 0 up to .99 that sum to 1",
            ),
        ] {
            let error = ModelFile::read(&text).expect_err("a wrong file");
            assert_eq!(format!("{error}"), reason);
        }
    }

    /// A model with another prior.
    fn with_prior(numbers: &str) -> Result<ModelFile, ModelError> {
        let good = write(&BUILT_IN);
        let (_, after) = good.split_once("tastes").expect("lines");
        let lines = format!("prior {numbers}\ntastes{after}");
        ModelFile::read(&format!("motivo-model 1 {}\n{lines}", checksum(&lines)))
    }

    #[test]
    fn a_motivator_that_leaves_nothing_to_the_others_is_refused() {
        // The second motive was drawn from what is left: by zero, and the belief was no number.
        for prior in ["1 0.0005", "0.999 0.001"] {
            assert!(matches!(with_prior(prior), Err(ModelError::Line("prior", _))), "{prior}");
        }
    }

    #[test]
    fn a_prior_in_few_digits_is_scaled_to_sum_1_so_that_beliefs_do() {
        let file = with_prior("0.9 0.1005").expect("sums to 1 within a thousandth");
        let sum: f32 = Belief::new(2, &file.model()).motivators().iter().sum();
        assert!((sum - 1.0).abs() < 1e-5, "{sum}");
        assert_eq!(ModelFile::read(&write(&file.model())), Ok(file));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".{0,200}", lines in "[a-z_0-9 .\\n-]{0,200}") {
            let _refused = ModelFile::read(&text);
            let _refused = ModelFile::read(&format!("motivo-model 1 {}\n{lines}", checksum(&lines)));
        }
    }
}
