//! The collector: checks the owner's config, keeps counters, serves embed files and the report.
//! Never keeps a row about a visit: a record is folded into sums and dropped.
//!
//! | file | idea |
//! | --- | --- |
//! | [`cli`] | the commands and their exit codes |
//! | [`config`] | motivo.json: check, then compile into the plan |
//! | [`serve`] | start and stop: data folder, store, listener, signals |
//! | `door` | accepts connections on a thread of its own, and tells who finds no place |
//! | `connections` | how many clients at once, and who has to go when there is no room |
//! | `asked` | a request's body, which says when all of it is here |
//! | [`app`] | the routes; `state` is what they share |
//! | `records` | POST /v1/records: one answer per request, when its sums are durable |
//! | `plausible` | what a record cannot say and be honest |
//! | [`fold`] | which cells a record raises |
//! | [`store`] | group commit into SQLite behind a small interface |
//! | `origin`, `limit`, `token` | who may send and how often, who may read |
//! | `plans` | the published plan of a storefront, swapped when its config changes |
//! | [`policy`] | what a storefront's records say of each arm, for its pages |
//! | [`backup`] | a copy of the data folder while it is served, and back |
//! | `embed` | the files that a shop's page loads, old versions included |
//! | `dist` | a folder with these and the plans, for a static host |
//! | [`doctor`] | what of an installation is wrong, told from a shop's page |
//! | `files` | files of the data folder: replaced in one step, copied to last |
//! | `promise` | what a storefront's privacy mode promises, for everybody to read |
//! | [`release`] | what may leave the store: exact sums, or sums with noise told once |
//! | [`report`] | from sums to the owner's page |
//! | `metrics` | the collector's own counts, for Prometheus |
//!
//! Entry points: [`cli::run`] for the binary, [`app::app`] for tests.

pub mod app;
mod asked;
pub mod backup;
pub mod cli;
pub mod config;
mod connections;
mod dist;
pub mod doctor;
mod door;
mod embed;
pub mod error;
mod files;
pub mod fold;
mod limit;
mod metrics;
mod origin;
mod plans;
mod plausible;
pub mod policy;
mod promise;
mod records;
pub mod release;
pub mod report;
pub mod serve;
pub mod state;
pub mod store;
mod token;

pub use error::Error;
