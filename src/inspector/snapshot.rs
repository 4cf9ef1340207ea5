//! A moment of the visit, as the observer hands it over: plain objects, read by serde.
//! Never complete: what is missing has its default, so an older observer can be inspected too.

use serde::Deserialize;

/// All that is shown.
#[derive(Deserialize, Clone, Default, PartialEq)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Snapshot {
    pub(crate) state: String,
    pub(crate) locale: String,
    pub(crate) storefront: String,
    pub(crate) motivators: Vec<Motivator>,
    pub(crate) top: String,
    pub(crate) evidence: f64,
    pub(crate) phase: String,
    pub(crate) bot: f64,
    pub(crate) strength: f64,
    pub(crate) agency: String,
    pub(crate) holdout: bool,
    pub(crate) returning: String,
    pub(crate) minutes: f64,
    pub(crate) consent: Consent,
    pub(crate) experiences: Vec<Experience>,
    pub(crate) ledger: Vec<Evidence>,
    pub(crate) page: Page,
    pub(crate) last: Option<Decision>,
    pub(crate) would_send: Vec<String>,
    pub(crate) locales: Vec<String>,
}

impl Snapshot {
    /// The experiences, with why each is not eligible now: while Motivo waits or is off, none is, and
    /// nobody asks the decisions, which would know other reasons.
    pub(crate) fn now(&self) -> Vec<Experience> {
        let is_off = matches!(self.state.as_str(), "asking" | "off" | "gpc");
        let refused = |one: &Experience| match is_off {
            true => Experience { refusal: self.state.clone(), ..one.clone() },
            false => one.clone(),
        };
        self.experiences.iter().map(refused).collect()
    }
}

/// One motivator and what is believed about it.
#[derive(Deserialize, Clone, Default, PartialEq)]
#[serde(default)]
pub(crate) struct Motivator {
    pub(crate) id: String,
    /// 0..=1.
    pub(crate) chance: f64,
    pub(crate) helped: f64,
    pub(crate) passed: f64,
    /// `more` or `less` where the shopper said so.
    pub(crate) corrected: String,
}

/// What the shopper allowed.
#[derive(Deserialize, Clone, Copy, Default, PartialEq)]
#[serde(default)]
pub(crate) struct Consent {
    pub(crate) inference: bool,
    pub(crate) storage: bool,
    pub(crate) reporting: bool,
}

/// An experience of the plan, and why it is not eligible now.
#[derive(Deserialize, Clone, Default, PartialEq)]
#[serde(default)]
pub(crate) struct Experience {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) place: String,
    /// A reason's identifier; empty when eligible.
    pub(crate) refusal: String,
    pub(crate) variants: Vec<String>,
}

/// What the shopper did with one piece of content.
#[derive(Deserialize, Clone, Default, PartialEq)]
#[serde(default)]
pub(crate) struct Evidence {
    pub(crate) label: String,
    pub(crate) tags: String,
    /// Who tagged it: `markup`, `rule` or `tagger`.
    pub(crate) source: String,
    pub(crate) response: String,
    /// Milliseconds in view.
    pub(crate) dwell: f64,
    pub(crate) words: f64,
}

/// The page that is open.
#[derive(Deserialize, Clone, Default, PartialEq)]
#[serde(default)]
pub(crate) struct Page {
    pub(crate) url: String,
    pub(crate) kind: String,
    /// Why nobody is interrupted here; empty when it may be.
    pub(crate) quiet: String,
    pub(crate) tagged: f64,
    pub(crate) products: f64,
}

/// The last decision with its exact propensities, in tickets of twenty.
#[derive(Deserialize, Clone, Default, PartialEq)]
#[serde(default)]
pub(crate) struct Decision {
    pub(crate) arm: String,
    pub(crate) motivator: String,
    pub(crate) phase: String,
    pub(crate) kind: f64,
    pub(crate) variant: f64,
    pub(crate) holdout: bool,
    pub(crate) eligible: Vec<String>,
}
