//! The target: a probability for each action in each context.
//! Never rescaled: weights come from the probabilities as they were given.

use super::Error;

/// A policy over actions and contexts, both counted from 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    contexts: usize,
    /// Action by action, in each one the contexts.
    probabilities: Vec<f64>,
}

impl Policy {
    /// How far from 1 a context's probabilities may sum: files round to a few digits.
    pub const ROUNDING: f64 = 1e-3;

    /// `probabilities[action * contexts + context]`, 0..=1, in each context summing to 1 within
    /// [`Self::ROUNDING`].
    ///
    /// # Errors
    /// [`Error::Shape`], [`Error::Probability`], [`Error::Sum`].
    pub fn new(contexts: usize, probabilities: Vec<f64>) -> Result<Self, Error> {
        let full = contexts > 0 && probabilities.len().is_multiple_of(contexts);
        if !full || probabilities.is_empty() {
            return Err(Error::Shape { probabilities: probabilities.len(), contexts });
        }
        if let Some(p) = probabilities.iter().find(|p| !(0.0..=1.0).contains(*p)) {
            return Err(Error::Probability(*p));
        }
        for context in 0..contexts {
            let sum: f64 = probabilities.iter().skip(context).step_by(contexts).sum();
            if (sum - 1.0).abs() > Self::ROUNDING {
                return Err(Error::Sum { context, sum });
            }
        }
        Ok(Self { contexts, probabilities })
    }

    /// Every action alike.
    ///
    /// # Errors
    /// [`Error::Shape`] without contexts or actions.
    pub fn uniform(contexts: usize, actions: usize) -> Result<Self, Error> {
        Self::new(contexts, vec![1.0 / actions as f64; contexts * actions])
    }

    /// How many contexts there are.
    #[must_use]
    pub fn contexts(&self) -> usize {
        self.contexts
    }

    /// A probability for each cell, in the order of [`Self::new`].
    pub(super) fn probabilities(&self) -> &[f64] {
        &self.probabilities
    }

    /// The cell of an action in a context, if the policy has it.
    pub(super) fn cell(&self, action: usize, context: usize) -> Option<usize> {
        let cell = action.checked_mul(self.contexts)?.checked_add(context)?;
        (context < self.contexts && cell < self.probabilities.len()).then_some(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_policy_is_refused_with_the_reason() {
        let refused = |contexts, p: &[f64]| {
            Policy::new(contexts, p.to_vec()).expect_err("no policy").to_string()
        };
        assert_eq!(
            refused(2, &[0.5, 0.5, 0.5]),
            "3 probabilities do not fill rows of 2: give one per context"
        );
        assert!(refused(0, &[1.0]).starts_with("1 probabilities"));
        assert!(refused(1, &[]).starts_with("0 probabilities"));
        assert_eq!(
            refused(1, &[1.5, -0.5]),
            "the probability 1.5 is not from 0 to 1: give the chance of the action"
        );
        assert!(refused(1, &[f64::NAN, 1.0]).starts_with("the probability NaN"));
        assert_eq!(
            refused(2, &[0.5, 0.5, 0.5, 0.25]),
            "the probabilities of context 1 sum to 0.75: give every action, 1 in all"
        );
        assert!(Policy::uniform(3, 0).is_err() && Policy::uniform(0, 3).is_err());
    }

    #[test]
    fn only_its_own_actions_and_contexts_have_a_cell() {
        let policy = Policy::uniform(2, 3).expect("a policy");
        assert_eq!((policy.cell(2, 1), policy.cell(0, 0)), (Some(5), Some(0)));
        for beyond in [(3, 0), (0, 2), (usize::MAX, 1)] {
            assert_eq!(policy.cell(beyond.0, beyond.1), None);
        }
    }
}
