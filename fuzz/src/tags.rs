//! `data-motivo` as any page may write it.
//! Never asks what a tag means.

use crate::belief;
use motivo_core::belief::Belief;
use motivo_core::model::BUILT_IN;
use motivo_core::motivator::Motivators;
use motivo_core::symbols::Response;
use motivo_core::tags::parse_tags;

/// Tags are motivators with weights over 0 up to 1, and leave the belief one.
pub fn holds(bytes: &[u8]) {
    let motivators = Motivators::default();
    let tags = parse_tags(&String::from_utf8_lossy(bytes), &motivators);
    for (motivator, weight) in &tags {
        assert!(motivators.id(*motivator).is_some(), "{motivator} is no motivator");
        assert!(*weight > 0.0 && *weight <= 1.0, "{weight} is no weight");
    }
    let mut believed = Belief::new(motivators.len(), &BUILT_IN);
    believed.update(&tags, Response::Read);
    belief::is_made_of_chances(&believed, belief::BUILT_IN);
}
