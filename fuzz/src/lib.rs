//! What must hold whatever a parser is given: a function of any bytes for each, which panics if not.
//! Never a parser of its own; `cargo xtask fuzz` makes up the bytes, the tests take known ones.
//!
//! | target | what is read |
//! | --- | --- |
//! | [`config`], [`feed`] | the owner's motivo.json and product feed |
//! | [`replay`], [`tag`], [`off_policy`] | what the commands of these names are given |
//! | [`model`], [`policy`] | a model file, a policy file |
//! | [`plan`], [`record`], [`memory`] | what goes between page, storage and collector |
//! | [`tags`] | `data-motivo` in a shop's markup |
//!
//! A new target is a file here, a row in [`TARGETS`] and a line in `targets.txt`.

mod belief;
pub mod config;
pub mod feed;
pub mod memory;
pub mod model;
pub mod off_policy;
pub mod plan;
pub mod policy;
pub mod record;
pub mod replay;
pub mod tag;
pub mod tags;

/// Takes any bytes, and panics where something does not hold.
pub type Target = fn(&[u8]);

/// All targets by name.
pub const TARGETS: [(&str, Target); 11] = [
    ("config", config::holds),
    ("feed", feed::holds),
    ("memory", memory::holds),
    ("model", model::holds),
    ("off_policy", off_policy::holds),
    ("plan", plan::holds),
    ("policy", policy::holds),
    ("record", record::holds),
    ("replay", replay::holds),
    ("tag", tag::holds),
    ("tags", tags::holds),
];

/// The target of this name.
#[must_use]
pub fn target(name: &str) -> Option<Target> {
    TARGETS.iter().find(|(known, _)| *known == name).map(|(_, target)| *target)
}

#[cfg(test)]
mod tests {
    use super::TARGETS;
    use std::fs;
    use std::path::Path;

    /// Each target's name with what it begins with.
    fn seeds() -> Vec<(&'static str, Vec<Vec<u8>>)> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let lines = include_str!("../targets.txt").lines().filter(|line| !line.starts_with('#'));
        let read =
            |file| fs::read(root.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let seeds = lines.map(|line| {
            let mut words = line.split_whitespace();
            (words.next().expect("a name"), words.map(read).collect())
        });
        seeds.collect()
    }

    #[test]
    fn every_target_has_something_to_begin_with() {
        let listed: Vec<_> = seeds().iter().map(|(name, _)| *name).collect();
        assert_eq!(listed, TARGETS.map(|(name, _)| name));
        assert!(seeds().iter().all(|(_, files)| !files.is_empty()));
    }

    #[test]
    fn what_must_hold_holds_for_known_files_cut_anywhere_and_with_strange_bytes() {
        for ((name, files), (_, holds)) in seeds().iter().zip(TARGETS) {
            for file in files {
                eprintln!("{name}, {} bytes", file.len());
                holds(file);
                for part in 0..20 {
                    let at = file.len() * part / 20;
                    holds(&file[..at]);
                    let mut strange = file.clone();
                    strange[at] = b"\0\x80\xff{\"9-"[part % 7];
                    holds(&strange);
                }
            }
        }
    }
}
