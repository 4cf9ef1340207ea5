//! `motivo dist`: writes what a static host serves, from configs that are all good.
//! Never writes anything while a config has a mistake.

use super::check::refuse;
use super::print;
use crate::config::{self, Compiled};
use crate::dist::{self, Written};
use crate::embed::Embed;
use crate::error::Error;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// What to write, and where.
#[derive(clap::Args)]
pub(super) struct Options {
    /// The owner's configs, a storefront each
    #[arg(required = true)]
    configs: Vec<PathBuf>,
    /// The folder to write; versions that are there already stay
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
    /// A folder with embed files instead of those built in
    #[arg(long, value_name = "DIR")]
    embed: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Writes and says what is where.
pub(super) fn dist(options: &Options) -> Result<(), Error> {
    let compile = |file: &PathBuf| compiled(file, options.json);
    let shops: Vec<Compiled> = options.configs.iter().map(compile).collect::<Result<_, _>>()?;
    let mut keys = BTreeSet::new();
    if let Some(twice) = shops.iter().find(|shop| !keys.insert(&shop.plan.storefront)) {
        return Err(Error::Twice(twice.plan.storefront.clone()));
    }
    let embed = Embed::read(options.embed.as_deref())?.ok_or(Error::NoEmbed)?;
    let written = dist::write(&options.to, &embed, &shops)?;
    print(&if options.json { json(&options.to, &written) } else { summary(&options.to, &written) });
    Ok(())
}

fn compiled(file: &Path, json: bool) -> Result<Compiled, Error> {
    let text = fs::read_to_string(file).map_err(Error::reading(file))?;
    let config = config::check(&text).map_err(|problems| refuse(file, problems, json))?;
    Ok(config::compile(&config))
}

fn json(to: &Path, written: &Written) -> String {
    format!("{}\n", serde_json::json!({ "ok": true, "to": to, "written": written }))
}

fn summary(to: &Path, written: &Written) -> String {
    let mut text = format!("{} is ready to be served.\n", to.display());
    let mut line = |name: &str, what: &str| {
        let _ = writeln!(text, "  {name:<12}{what}");
    };
    line("version", &written.version);
    for (storefront, tags) in &written.tags {
        line("storefront", storefront);
        line("tag", &tags.latest);
        line("pinned tag", &tags.pinned);
    }
    line("headers", "as in _headers; integrity.json has all hashes");
    line("records", "go to v1/records beside motivo.js: pass that on to `motivo serve`");
    text
}
