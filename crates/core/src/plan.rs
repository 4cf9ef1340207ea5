//! The plan: an owner's checked config, compiled for the page.
//! Holds what the rules need; words, addresses, pictures and the look are in the message files.

mod codec;

pub use codec::PlanError;

use crate::model::STRENGTHS;
use crate::motivator::Motivators;
use crate::policy::Variant;
use crate::symbols::{Kind, Mode, Place};
use crate::touchpoint::BUILT_IN;
use alloc::string::String;
use alloc::vec::Vec;

/// A storefront's plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The storefront's key.
    pub storefront: String,
    /// What may leave the page.
    pub mode: Mode,
    /// Share of visits shown nothing, in thousandths, 0..=500.
    pub holdout: u16,
    /// What drives the shoppers of this storefront.
    pub motivators: Motivators,
    /// What the visit's reward is made of.
    pub reward: Reward,
    /// Upper bounds of the revenue buckets 1 to 4, ascending, in the shop's currency.
    pub bounds: [u32; 4],
    /// Locales that have a message file; the first is the default.
    pub locales: Vec<String>,
    /// How common each response strength is in this storefront, in thousandths, 1000 together:
    /// learned from what its visits told, else the model's own.
    pub strengths: [u16; STRENGTHS],
    /// Which content speaks to what, beside tags in the markup.
    pub tags: Vec<TagRule>,
    /// Where touchpoints are found, beside what is detected without a rule.
    pub touchpoints: Vec<TouchpointRule>,
    /// What can be shown.
    pub experiences: Vec<Experience>,
}

impl Plan {
    /// The touchpoint at this place of the storefront's list: the built-in ones, then the owner's.
    #[must_use]
    pub fn touchpoint(&self, place: u8) -> Option<&str> {
        self.touchpoints().nth(place.into())
    }

    /// The storefront's touchpoints, in the order that records count them.
    pub fn touchpoints(&self) -> impl Iterator<Item = &str> {
        let own = (BUILT_IN.len() as u8..).map_while(|place| {
            let rule = self.touchpoints.iter().find(|rule| rule.place == place);
            rule.map(|rule| rule.id.as_str())
        });
        BUILT_IN.into_iter().chain(own)
    }
}

/// Parts of a visit's reward, in twentieths, 0..=20; `dismissed` is taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reward {
    /// An order in the visit.
    pub converted: u8,
    /// Connected in the pulse.
    pub connected: u8,
    /// Used what an experience offers.
    pub engaged: u8,
    /// What had failed then worked.
    pub recovered: u8,
    /// Sent away or undone.
    pub dismissed: u8,
}

impl Default for Reward {
    fn default() -> Self {
        Self { converted: 10, connected: 4, engaged: 3, recovered: 3, dismissed: 2 }
    }
}

/// Content found by selector, on pages whose path matches, speaks to motivators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagRule {
    /// A CSS selector.
    pub selector: String,
    /// A path pattern with `*` for anything; empty for every page.
    pub url: String,
    /// Motivator and weight in thousandths, 1..=1000; none leave the content to the text tagger.
    pub weights: Vec<(u8, u16)>,
}

impl TagRule {
    /// Whether the text tagger finds what the content speaks to.
    #[must_use]
    pub fn is_auto(&self) -> bool {
        self.weights.is_empty()
    }
}

/// Where a touchpoint is found, one of the owner's own or a built-in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TouchpointRule {
    /// Its place in the storefront's list, 0..=99; the owner's own follow the built-in ones.
    pub place: u8,
    /// Its name.
    pub id: String,
    /// A CSS selector; empty for a whole page.
    pub selector: String,
    /// A path pattern with `*` for anything; empty for every page.
    pub url: String,
}

/// An experience with its variants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Experience {
    /// The owner's name for it.
    pub id: String,
    /// What it is for.
    pub kind: Kind,
    /// Where it appears.
    pub place: Place,
    /// Pieces of evidence before it may appear, 1..=50.
    pub evidence: u8,
    /// The phases it may appear in, a bit each in the order of [`Phase::ALL`](crate::symbols::Phase::ALL), 1..=7.
    pub phases: u8,
    /// Whom its variants speak to; the first is neutral. Their words are in the message files.
    pub variants: Vec<Variant>,
}
