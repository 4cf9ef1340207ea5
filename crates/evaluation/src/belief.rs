//! The filter against the exact ceiling of simulated worlds.
//! Never shares a formula with the filter: the ceiling enumerates the world's own hypotheses.

use crate::target::Section;
use anyhow::Result;
use std::path::Path;

/// Measures the belief's rows.
pub(crate) fn measure(_: &Path) -> Result<Section> {
    Ok(Section { title: "Belief", ..Section::default() })
}
