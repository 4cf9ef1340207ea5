//! Measures what a shopper downloads, raw, gzip 9 and brotli 11, against budget.toml.
//! Never builds: it measures what lies in dist/, and refuses files that were not optimised.

use crate::{compress, run::root};
use anyhow::{Context, Result, bail};
use clap::Args;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

#[derive(Args, Default)]
pub(crate) struct Options {
    /// Print JSON instead of a table.
    #[arg(long)]
    json: bool,
}

/// The file budget.toml.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    group: Vec<Limit>,
}

/// Files that are paid for together, and what they may cost.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Limit {
    name: String,
    /// `None`: measured and printed, not limited.
    brotli: Option<usize>,
    files: Vec<String>,
    #[serde(default)]
    optional: Vec<String>,
}

/// Bytes of one file, or of several that are served one by one.
#[derive(Serialize, Clone, Copy, Default, PartialEq, Debug)]
struct Bytes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

#[derive(Serialize)]
struct Group {
    name: String,
    budget: Option<usize>,
    total: Bytes,
    files: Vec<(String, Bytes)>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    require_optimised()?;
    let text = fs::read_to_string(root().join("budget.toml")).context("budget.toml")?;
    let budget: Budget = toml::from_str(&text).context("budget.toml")?;
    let groups = budget.group.iter().map(|limit| measure(limit, root()));
    let groups: Vec<Group> = groups.collect::<Result<_>>()?;
    if options.json {
        println!("{}", serde_json::to_string_pretty(&groups)?);
    } else {
        groups.iter().for_each(print);
    }
    let over: Vec<_> = groups.iter().filter_map(overrun).collect();
    if !over.is_empty() {
        bail!("{}", over.join("\n"));
    }
    Ok(())
}

fn require_optimised() -> Result<()> {
    let text = fs::read_to_string(root().join("dist/integrity.json"))
        .context("dist/ is not built: run `cargo xtask dist` first")?;
    let built: serde_json::Value = serde_json::from_str(&text).context("dist/integrity.json")?;
    if built["optimised"] != true {
        bail!("dist/ was built with --plain, its sizes mean nothing: run `cargo xtask dist` first");
    }
    Ok(())
}

fn measure(limit: &Limit, root: &Path) -> Result<Group> {
    let optional = limit.optional.iter().filter(|name| root.join(name).exists());
    let files = limit.files.iter().chain(optional).map(|name| {
        let bytes = fs::read(root.join(name)).with_context(|| format!("budget.toml: {name}"))?;
        Ok((name.clone(), weigh(&bytes)?))
    });
    let files: Vec<_> = files.collect::<Result<_>>()?;
    let total = files.iter().fold(Bytes::default(), |sum, (_, file)| Bytes {
        raw: sum.raw + file.raw,
        gzip: sum.gzip + file.gzip,
        brotli: sum.brotli + file.brotli,
    });
    Ok(Group { name: limit.name.clone(), budget: limit.brotli, total, files })
}

fn weigh(bytes: &[u8]) -> Result<Bytes> {
    let (gzip, brotli) = (compress::gzip(bytes)?.len(), compress::brotli(bytes)?.len());
    Ok(Bytes { raw: bytes.len(), gzip, brotli })
}

fn print(group: &Group) {
    println!("{:<34} {:>9} {:>9} {:>9} {:>9}", group.name, "raw", "gzip", "brotli", "budget");
    for (name, file) in &group.files {
        println!("  {name:<32} {:>9} {:>9} {:>9}", file.raw, file.gzip, file.brotli);
    }
    let Bytes { raw, gzip, brotli } = group.total;
    let budget = group.budget.map_or("none".to_owned(), |bytes| bytes.to_string());
    println!("  {:<32} {raw:>9} {gzip:>9} {brotli:>9} {budget:>9}\n", "together");
}

/// What to say when a group costs more than it may.
fn overrun(group: &Group) -> Option<String> {
    let Group { name, budget, total, .. } = group;
    let budget = (*budget)?;
    let over = total.brotli.checked_sub(budget).filter(|over| *over > 0)?;
    Some(format!(
        "{name} is {over} B past its budget ({} B brotli, {budget} B in budget.toml): make it \
         smaller, or raise the budget with a CHANGELOG line that says why",
        total.brotli
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(brotli: usize, budget: Option<usize>) -> Group {
        let total = Bytes { brotli, ..Bytes::default() };
        Group { name: "views".into(), budget, total, files: Vec::new() }
    }

    #[test]
    fn a_group_at_its_budget_passes_and_one_byte_more_is_named() {
        assert_eq!(overrun(&group(100, Some(100))), None);
        let said = overrun(&group(101, Some(100))).expect("past the budget");
        assert!(said.starts_with("views is 1 B past its budget (101 B brotli, 100 B"), "{said}");
    }

    #[test]
    fn a_group_without_a_budget_is_never_past_it() {
        assert_eq!(overrun(&group(usize::MAX, None)), None);
    }

    #[test]
    fn a_group_is_the_sum_of_its_files_and_skips_optional_ones_that_are_missing() {
        let limit = Limit {
            name: "both".into(),
            brotli: None,
            files: vec!["Cargo.toml".into(), "budget.toml".into()],
            optional: vec!["no-such-file".into()],
        };
        let group = measure(&limit, root()).expect("both files exist");
        assert_eq!(group.files.len(), 2);
        assert_eq!(group.total.raw, group.files[0].1.raw + group.files[1].1.raw);
    }

    #[test]
    fn a_missing_file_is_named() {
        let limit = Limit {
            name: "x".into(),
            brotli: None,
            files: vec!["no-such-file".into()],
            optional: Vec::new(),
        };
        let error = measure(&limit, root()).err().map(|e| format!("{e:#}")).unwrap_or_default();
        assert!(error.contains("no-such-file"), "{error}");
    }

    #[test]
    fn the_repositorys_budget_can_be_read() {
        let text = fs::read_to_string(root().join("budget.toml")).expect("budget.toml");
        let budget: Budget = toml::from_str(&text).expect("a valid budget");
        assert!(budget.group.iter().any(|limit| limit.name == "loader"));
    }
}
