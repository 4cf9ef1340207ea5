//! The owner's motivo.json: refused with places, or compiled into a plan that the page can read.
//! Never asks which mistake is told.

use motivo_collector::config::{Problems, check, compile};
use motivo_core::plan::Plan;

/// A good config makes a plan that decodes to itself, and messages in JSON.
pub fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match check(&text) {
        Ok(config) => {
            let compiled = compile(&config);
            assert_eq!(Plan::decode(&compiled.text).as_ref(), Ok(&compiled.plan));
            for messages in compiled.messages.values() {
                let read: Result<serde_json::Map<_, _>, _> = serde_json::from_str(messages);
                assert!(read.is_ok(), "{messages}");
            }
        }
        Err(problems) => name_their_places(&problems, &text),
    }
}

/// Each mistake has a place that is in the file, and says what to write.
pub(crate) fn name_their_places(problems: &Problems, text: &str) {
    assert!(!problems.0.is_empty(), "refused without a reason");
    for problem in &problems.0 {
        let line = text.split('\n').nth(problem.line.wrapping_sub(1));
        let columns = line.map_or(0, |line| line.chars().count() + 1);
        assert!((1..=columns).contains(&problem.column), "{problem:?} is nowhere");
        assert!(problem.pointer.is_empty() || problem.pointer.starts_with('/'), "{problem:?}");
        assert!(!problem.what.is_empty() && !problem.instead.is_empty(), "{problem:?}");
    }
    assert!(problems.in_file("motivo.json").ends_with("nothing was published.\n"));
}
