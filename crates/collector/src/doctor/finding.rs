//! One thing to change: what is wrong, where, and what to write.
//! Never a cause without a change; the owner reads this, not a developer.

use serde::Serialize;

/// One thing to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// A name that stays the same from version to version, such as `no_tag`.
    pub id: &'static str,
    /// What is wrong, a sentence.
    pub what: String,
    /// The address, header or tag that it is about.
    #[serde(rename = "where")]
    pub place: String,
    /// What to change; the tag or header as it should be, where there is one.
    pub fix: String,
}

impl Finding {
    pub(crate) fn new(
        id: &'static str,
        place: impl Into<String>,
        what: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        Self { id, what: what.into(), place: place.into(), fix: fix.into() }
    }
}
