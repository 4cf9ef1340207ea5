//! Motivo's rules without a page: what a response says about a shopper, what to show, what to tell.
//! Pure: no DOM, clock, randomness, network or storage; time and draws are arguments.
//!
//! | module | question it answers |
//! | --- | --- |
//! | [`motivator`], [`symbols`] | which words exist |
//! | [`tags`] | what does this content speak to |
//! | [`tagger`] | the same, where the owner has not said it |
//! | [`response`] | how did the shopper meet this content |
//! | [`model`], [`belief`] | what moves this shopper |
//! | [`phase`] | where in the purchase are they |
//! | [`intent`] | how likely is a purchase in this visit |
//! | [`repurchase`] | when may they want this product again |
//! | [`manners`] | when may something appear at all |
//! | [`rank`] | which products fit |
//! | [`policy`], [`random`] | what to show, with which propensity, and what was learned of it |
//! | [`prior`] | what an arm is expected to earn, and for how long that is believed |
//! | [`inference`] | what do this visit's pages say of the shopper |
//! | [`decisions`] | what may appear, what did, and what became of it |
//! | [`visit`] | both as one state machine that survives navigation |
//! | [`plan`] | what the owner allows |
//! | [`record`] | what the collector is told |
//! | [`privacy`] | how is one symbol told by chance |
//! | [`touchpoint`] | what shoppers meet on their way, as one list |

#![cfg_attr(not(test), no_std)]

extern crate alloc;

pub mod belief;
pub mod decisions;
mod decode;
mod digits;
pub mod inference;
pub mod intent;
pub mod manners;
mod math;
pub mod model;
pub mod motivator;
pub mod phase;
pub mod plan;
pub mod policy;
pub mod prior;
pub mod privacy;
pub mod random;
pub mod rank;
pub mod record;
pub mod repurchase;
pub mod response;
pub mod symbols;
pub mod tagger;
pub mod tags;
pub mod touchpoint;
pub mod visit;

pub use decode::{RecordError, is_storefront, parse_number, take_until};
