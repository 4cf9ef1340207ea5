//! The statistics on simulated shops with fixed seeds, and against slow second implementations.

mod importance;
mod lift;
mod policy;
mod privacy;
mod shrinkage;
mod stream;
mod swiss;
