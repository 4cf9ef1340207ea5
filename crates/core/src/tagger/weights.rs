//! The file that the model is read from: a header, then ten signed bytes for each feature.
//! Never read in part: a file that is damaged or newer is refused whole, with its reason.
//!
//! | bytes | what |
//! | --- | --- |
//! | 0..4 | `MTGW` |
//! | 4 | version, 1 |
//! | 5 | motivators, 10, in the default order |
//! | 6..8 | features, 4,096 |
//! | 8..12 | FNV-1a of all that follows |
//! | 12..16 | the floor: a text that stands out less gets no tags |
//! | 16..56 | what one step of a weight is worth, for each motivator |
//! | 56..96 | what a motivator has before the first word |
//! | 96..41056 | the weights, feature by feature |
//!
//! Numbers are little-endian; those at 12 to 96 are 32-bit floats.

use super::{FEATURES, Feature, Scores};
use crate::math::exp;
use crate::motivator::DEFAULT;
use alloc::vec::Vec;
use core::fmt;

const MAGIC: &[u8; 4] = b"MTGW";
const VERSION: u8 = 1;
const MOTIVATORS: usize = DEFAULT.len();
const HEADER: usize = 16 + 8 * MOTIVATORS;
/// Length of the file, in bytes.
const BYTES: usize = HEADER + MOTIVATORS * FEATURES;

/// A model that was read and checked.
#[derive(Clone, Copy, Debug)]
pub struct Tagger<'a> {
    floor: f32,
    scales: Scores,
    biases: Scores,
    weights: &'a [u8],
}

impl<'a> Tagger<'a> {
    /// Reads the weights.
    ///
    /// # Errors
    /// Says what is wrong with the file and what to do.
    pub fn new(bytes: &'a [u8]) -> Result<Self, WeightsError> {
        let Some((header, weights)) = bytes.split_at_checked(HEADER) else {
            return Err(if bytes.starts_with(MAGIC) {
                WeightsError::Length(bytes.len())
            } else {
                WeightsError::Foreign
            });
        };
        if !header.starts_with(MAGIC) {
            return Err(WeightsError::Foreign);
        }
        if header[4] != VERSION {
            return Err(WeightsError::Version(header[4]));
        }
        if bytes.len() != BYTES {
            return Err(WeightsError::Length(bytes.len()));
        }
        let shape = [MOTIVATORS as u8, FEATURES as u8, (FEATURES >> 8) as u8];
        if header[5..8] != shape || header[8..12] != checksum(&bytes[12..]).to_le_bytes() {
            return Err(WeightsError::Damaged);
        }
        let number = |at: usize| {
            let bytes = [header[at], header[at + 1], header[at + 2], header[at + 3]];
            let number = f32::from_le_bytes(bytes);
            (number.abs() < 1e6).then_some(number).ok_or(WeightsError::Damaged)
        };
        let mut tagger = Self { floor: number(12)?, scales: [0.0; 10], biases: [0.0; 10], weights };
        for motivator in 0..MOTIVATORS {
            tagger.scales[motivator] = number(16 + 4 * motivator)?;
            tagger.biases[motivator] = number(16 + 4 * (MOTIVATORS + motivator))?;
        }
        Ok(tagger)
    }

    /// How much features speak for each motivator, in logits.
    #[must_use]
    pub fn score(&self, features: &[Feature]) -> Scores {
        let mut scores = [0.0; MOTIVATORS];
        for (index, value) in features {
            let at = usize::from(*index) * MOTIVATORS;
            let weights = self.weights.get(at..).unwrap_or_default();
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += value * f32::from(*weight as i8);
            }
        }
        for (motivator, score) in scores.iter_mut().enumerate() {
            *score = *score * self.scales[motivator] + self.biases[motivator];
        }
        scores
    }

    /// Logits as weights from 0 to 1; `None` where they are under the floor.
    #[must_use]
    pub fn weigh(&self, scores: &Scores) -> Option<Scores> {
        let weight = |score: f32| 1.0 / (1.0 + exp((-score).clamp(-30.0, 30.0)));
        (standing(scores) >= self.floor).then(|| scores.map(weight))
    }
}

/// How far a text stands out from neutral copy: its highest logit and twice the mean of all.
///
/// Neutral copy lowers all ten, so the mean tells it best; the highest saves a text that is
/// clear about one motivator. With both, fewer arguments get no tags than with the mean alone.
#[must_use]
pub fn standing(scores: &Scores) -> f32 {
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    highest + 2.0 * scores.iter().sum::<f32>() / MOTIVATORS as f32
}

/// Writes the file: the floor, scales, biases, and ten weights for each feature.
#[must_use]
pub fn encode(floor: f32, scales: &Scores, biases: &Scores, weights: &[[i8; 10]]) -> Vec<u8> {
    let mut body = Vec::with_capacity(BYTES);
    body.extend_from_slice(&floor.to_le_bytes());
    for number in scales.iter().chain(biases) {
        body.extend_from_slice(&number.to_le_bytes());
    }
    body.extend(weights.iter().flatten().map(|weight| *weight as u8));
    let mut bytes = Vec::with_capacity(BYTES);
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&[VERSION, MOTIVATORS as u8, FEATURES as u8, (FEATURES >> 8) as u8]);
    bytes.extend_from_slice(&checksum(&body).to_le_bytes());
    bytes.extend_from_slice(&body);
    bytes
}

/// FNV-1a, against damage and not against anybody.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// Why a file of weights was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightsError {
    /// Not such a file at all.
    Foreign,
    /// Written for another version of Motivo.
    Version(u8),
    /// Cut off or added to; its length in bytes.
    Length(usize),
    /// Its bytes are not those that were written.
    Damaged,
}

impl fmt::Display for WeightsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => f.write_str("no weights of the text tagger: use a tagger.bin"),
            Self::Version(found) => write!(
                f,
                "weights of version {found}, and this motivo reads version {VERSION}: use the tagger.bin that came with it"
            ),
            Self::Length(found) => write!(
                f,
                "{found} bytes of weights instead of {BYTES}: the file is cut off or mixed up, copy it again"
            ),
            Self::Damaged => f.write_str(
                "weights that do not match their checksum: the file is damaged, copy it again",
            ),
        }
    }
}

impl core::error::Error for WeightsError {}
