//! A policy file, as a page or an owner may be given it.
//! Never asks whether its counts are true.

use motivo_collector::policy::file::Policy;

/// What is read is written and read again as the same; what is not says why.
pub fn holds(bytes: &[u8]) {
    match Policy::read(&String::from_utf8_lossy(bytes)) {
        Ok(policy) => assert_eq!(Policy::read(&policy.text()).ok().as_ref(), Some(&policy)),
        Err(error) => assert!(error.to_string().starts_with("the policy file"), "{error}"),
    }
}
