//! The owner's motivo.json: checked once, then compiled into the plan.
//! Never half-accepted: one mistake refuses the file, and all mistakes are told at once.
//!
//! | file | idea |
//! | --- | --- |
//! | [`problem`] | a mistake: what, where, what to write instead |
//! | `file`, `node`, `json` | reads JSON with positions; the questions a check asks of a value |
//! | `check` | the top level; `settings`, `privacy`, `match_rule`, `actions`, `products`, `support` its parts |
//! | `experience` | the list; `kind`, `step`, `place`, `when`, `variant`, `words` its parts |
//! | [`feed`](mod@feed) | the shop's product feed, checked beside its config |
//! | `address`, `selector`, `name`, `suggest`, `localized` | one rule each, used by several parts |
//! | `fairness`, `phrase`, `forbidden` | words, keys and motivators that no experience may use |
//! | `catalogue`, `messages`, `colour`, [`compile`](mod@compile) | from a valid config to plan and messages |

mod actions;
mod address;
pub(crate) mod catalogue;
mod check;
mod colour;
pub mod compile;
mod experience;
mod fairness;
pub mod feed;
mod file;
mod forbidden;
mod json;
mod kind;
mod localized;
mod match_rule;
mod messages;
mod name;
mod node;
mod phrase;
mod place;
mod privacy;
pub mod problem;
mod products;
mod selector;
mod settings;
mod step;
pub(crate) mod suggest;
mod support;
mod variant;
mod when;
mod words;

pub use check::check;
pub use compile::{Compiled, compile};
pub use feed::{Feed, check_feed};
pub use localized::Localized;
pub use problem::{Problem, Problems};

use crate::release::Spending;
use motivo_core::plan::Plan;
use std::collections::BTreeMap;

/// A checked config: nothing is left to refuse.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// What the page gets.
    pub plan: Plan,
    /// Visits from which a cell of the report is printed, 2..=1000 (default 10).
    /// 2: hardly anybody is hidden in a crowd. 1000: a small shop's report stays empty.
    pub k: u32,
    /// What the mode `dp` may spend.
    pub spending: Spending,
    /// What touchpoints cost in a month, in the shop's currency, 0..=1e9 each.
    pub costs: BTreeMap<String, f64>,
    /// Whether the owner says that consent was given elsewhere: the tag to paste then says so.
    pub consent_granted: bool,
    /// The shop's look.
    pub theme: Theme,
    /// The owner's own words.
    pub texts: Vec<Text>,
    /// What else the page needs, by key of the message file: addresses, selectors, actions.
    pub extras: BTreeMap<String, Localized>,
}

/// Three settings fit the experiences to the shop's look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// A CSS colour, `#rrggbb` (default `#1f6f54`).
    pub accent: String,
    /// Corner radius in CSS pixels, 0..=32 (default 12).
    pub radius: u8,
    /// A CSS font family, or `inherit`.
    pub font: String,
}

/// The owner's words for a variant in one locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The experience's id.
    pub experience: String,
    /// The variant's identifier: a motivator or `neutral`.
    pub variant: String,
    /// The locale, one of the catalogues'.
    pub locale: &'static str,
    /// The headline.
    pub title: String,
    /// The words below it.
    pub body: String,
    /// The words on the button; `None` without a button.
    pub action: Option<String>,
}
