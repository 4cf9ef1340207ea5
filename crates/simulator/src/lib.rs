//! Simulated shoppers with hidden motivators, for demo traffic.
//! Never shares a formula with the belief: the world answers by its own rules, and the visit's own
//! state machine of motivo-core has to find out.
//!
//! | file | idea |
//! | --- | --- |
//! | [`world`] | who comes: hidden motives, habits, and how they respond to content |
//! | [`ceiling`] | what could be known of a visit at best, by enumeration |
//! | [`shopper`] | one visit, from the first page to the records it yields |
//! | `touchpoints` | what the shopper meets in it |
//! | `pulse` | what they feel, and answer when asked |
//! | `trouble` | what goes wrong in it, and what the shopper asks of Motivo |
//! | [`send`] | many visits to a collector over HTTP |

pub mod ceiling;
mod pulse;
pub mod send;
pub mod shopper;
mod touchpoints;
mod trouble;
pub mod world;
