//! The statistics on simulated shops with fixed seeds, and against slow second implementations.
//!
//! Numbers that were known beforehand stand beside the code that must give them; each is also found
//! a second time, slowly and by another way, on hundreds of perturbed inputs: no hits, all hits, one
//! visit, a million visits on one side, rewards and weights of any size.
//!
//! | known numbers | where they are tested | found again by | in |
//! | --- | --- | --- | --- |
//! | mixtures' bounds and martingales (confseq) | `src/mixture.rs` | Simpson's rule over the mixture, its prior brought to 1 by the same rule; at its bound it must be `1 / alpha` | `mixtures` |
//! | stitched bound (confseq) | `stitching` | the line of each epoch, its slope by narrowing | `stitching` |
//! | Newcombe, Agresti-Caffo, pooled z | `src/difference.rs` | ends of the score by halving; visits told one by one; correlation of side and hit over all visits | `shares` |
//! | Fisher's p | `src/fisher.rs` | an urn from which hits are dealt one by one | `shares` |
//! | chance above | `src/superiority.rs` | two shuffled rows of uniform numbers, by the same urn | `shares` |
//! | mSPRT's odds and p | `src/msprt.rs` | likelihood times prior, by Simpson's rule | `shares` |
//! | half width of the asymptotic sequence | `src/sequence.rs` | the mixture's integral at it | `mixtures` |
//! | sample ratio's odds | `src/sample_ratio.rs` | an urn that learns from each visit | `groups` |
//! | IPS, SNIPS, DM, DR, SNDR, effective sample size | `src/off_policy/` | rows walked by the textbook; for the marginal, the rows that its sums came from | `tests/off_policy.rs`, `policy` |
//! | estimates of the Open Bandit samples | `cargo xtask eval` | reference values from elsewhere | |
//! | LMG and Johnson's weights (`swiss`) | `importance` | every order of entry, each set a regression on the rows; the root of the correlations by iteration | `importance` |
//! | k-RR, OUE: estimates, errors | `src/privacy/` | every answer that there can be, with its chance from the integer thresholds | `symbols` |
//! | loss of each mechanism | `motivo_core::privacy`, `src/privacy/laplace.rs` | a million draws | `privacy` |
//!
//! That every acknowledged record is counted once is `cargo xtask chaos` and the collector's tests.

mod groups;
mod importance;
mod integral;
mod lift;
mod mixtures;
mod policy;
mod privacy;
mod shares;
mod shrinkage;
mod stitching;
mod stream;
mod swiss;
mod symbols;
