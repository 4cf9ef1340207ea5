//! Lines of fields separated by tabs, as these modules answer the page.
//! Never escapes: what is written holds neither tabs nor line breaks.

use alloc::string::String;

/// The lines so far.
pub(crate) struct Fields(pub(crate) String);

impl Fields {
    pub(crate) fn new(first: &str) -> Self {
        Self(first.into())
    }

    pub(crate) fn add(&mut self, field: &str) -> &mut Self {
        self.0.push('\t');
        self.0.push_str(field);
        self
    }

    pub(crate) fn line(&mut self, first: &str) -> &mut Self {
        self.0.push('\n');
        self.0.push_str(first);
        self
    }

    pub(crate) fn number(&mut self, number: u32) -> &mut Self {
        self.0.push('\t');
        motivo_core::record::push_number(&mut self.0, number);
        self
    }
}
