//! `motivo check`: says whether a config and its feed are good, and what a good one holds.
//! Never publishes; `serve` does, and only what passes here.

use super::print;
use crate::config::{self, Compiled, Feed, Problems, compile::variant_id};
use crate::error::Error;
use crate::plans;
use crate::release::{Table, written};
use motivo_core::plan::{Experience, Plan};
use motivo_core::symbols::{Mode, Phase};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// What to check.
#[derive(clap::Args)]
pub(super) struct Options {
    /// The owner's config
    file: PathBuf,
    /// Check this product feed as well, against the config's motivators and languages
    #[arg(long, value_name = "FILE")]
    feed: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Write plan.txt and messages.<locale>.json to this folder, if all is good
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
}

/// Checks and says what it found.
pub(super) fn check(options: &Options) -> Result<(), Error> {
    let text = fs::read_to_string(&options.file).map_err(Error::reading(&options.file))?;
    let refused = |file: &Path, problems| refuse(file, problems, options.json);
    let config = config::check(&text).map_err(|problems| refused(&options.file, problems))?;
    let compiled = config::compile(&config);
    let mut good = Good { compiled: &compiled, feed: None };
    if let Some(file) = &options.feed {
        let text = fs::read_to_string(file).map_err(Error::reading(file))?;
        let feed = config::check_feed(&text, &compiled.plan);
        good.feed = Some((feed.map_err(|problems| refused(file, problems))?, text.len()));
    }
    if let Some(folder) = &options.write {
        plans::write_to(folder, &compiled)?;
    }
    let file = options.file.display().to_string();
    print(&if options.json { good.json() } else { good.summary(&file) });
    Ok(())
}

/// Mistakes as an error, and as JSON where that was asked for.
pub(super) fn refuse(file: &Path, problems: Problems, json: bool) -> Error {
    let file = file.display().to_string();
    if json {
        let json = serde_json::json!({ "ok": false, "file": file, "problems": problems });
        print(&format!("{json}\n"));
    }
    Error::Config { file, problems }
}

/// A config without mistakes, and its feed with the feed's length in bytes.
struct Good<'c> {
    compiled: &'c Compiled,
    feed: Option<(Feed, usize)>,
}

impl Good<'_> {
    fn json(&self) -> String {
        let mut json = serde_json::json!({
            "ok": true,
            "storefront": self.compiled.plan.storefront,
            "bytes": { "plan": self.compiled.text.len() },
        });
        if let Some((feed, bytes)) = &self.feed {
            json["feed"] = serde_json::json!({ "products": feed.products, "tagged": feed.tagged });
            json["bytes"]["feed"] = (*bytes).into();
        }
        format!("{json}\n")
    }

    /// For the owner to compare with what they meant.
    fn summary(&self, file: &str) -> String {
        let (compiled, plan) = (self.compiled, &self.compiled.plan);
        let mut text = format!("{file} is good.\n");
        let mut line = |name: &str, what: String| {
            let _ = writeln!(text, "  {name:<12}{what}");
        };
        line("storefront", plan.storefront.clone());
        line("motivators", plan.motivators.ids().collect::<Vec<_>>().join(", "));
        let rules = count(plan.tags.len(), "rule");
        line("tags", format!("{rules}, beside data-motivo in the markup"));
        let auto = plan.tags.iter().filter(|rule| rule.is_auto()).count();
        if auto > 0 {
            let leave = if auto == 1 { "leaves" } else { "leave" };
            let what = "content to the text tagger, where no other rule or markup tags it";
            line("", format!("{auto} of them {leave} {what}"));
        }
        for experience in &plan.experiences {
            line("experience", describe(plan, experience));
        }
        if let Some((feed, _)) = &self.feed {
            let Feed { products, currency, tagged, unavailable } = feed;
            let products = count(*products, "product");
            line(
                "feed",
                format!("{products} in {currency}, {tagged} tagged, {unavailable} not available"),
            );
        }
        line(
            "holdout",
            format!("{} % of visits are shown nothing", f64::from(plan.holdout) / 10.0),
        );
        let consent = if compiled.consent_granted { "granted elsewhere" } else { "required first" };
        line("consent", consent.to_owned());
        line("privacy", format!("mode {}, cells from {} visits", plan.mode.id(), compiled.k));
        if plan.mode == Mode::Dp {
            line("", self.spending());
        }
        let consent = if compiled.consent_granted { " data-consent=\"granted\"" } else { "" };
        line(
            "tag",
            format!(
                "<script async src=\"…/motivo.js\" data-storefront=\"{}\"{consent}></script>",
                plan.storefront
            ),
        );
        line("bytes", self.bytes());
        text
    }

    /// What a month spends in `dp`.
    fn spending(&self) -> String {
        let spending = self.compiled.spending;
        let paid = spending.payable(&[]);
        let epsilon: u32 = paid.iter().map(|table| spending.of(*table)).sum();
        let untold: Vec<_> = Table::ALL
            .iter()
            .filter(|table| !paid.contains(table))
            .map(|table| table.id())
            .collect();
        let untold = match untold.len() {
            0 => String::new(),
            _ => format!(", not {}", untold.join(", ")),
        };
        format!(
            "a month tells {} for epsilon {} of {}{untold}",
            count(paid.len(), "table"),
            written(epsilon),
            written(spending.budget)
        )
    }

    fn bytes(&self) -> String {
        let files = self.compiled.messages.iter();
        let sizes: Vec<_> =
            files.map(|(locale, text)| format!("{locale} {}", text.len())).collect();
        let feed = self.feed.as_ref().map(|(_, bytes)| format!(", feed {bytes}"));
        format!(
            "plan {}, messages {}{}, before compression",
            self.compiled.text.len(),
            sizes.join(", "),
            feed.unwrap_or_default()
        )
    }
}

fn count(number: usize, of: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {of}{plural}")
}

fn describe(plan: &Plan, experience: &Experience) -> String {
    let Experience { id, kind, place, evidence, phases, variants } = experience;
    let names: Vec<_> = variants.iter().map(|variant| variant_id(plan, *variant)).collect();
    let phases: Vec<_> = Phase::ALL
        .iter()
        .filter(|phase| phases & (1 << **phase as u8) != 0)
        .map(|phase| phase.id())
        .collect();
    let phases = match phases.len() {
        3 => String::new(),
        _ => format!(", in the phase {}", phases.join(" or ")),
    };
    format!(
        "{id}: {} as {}, from {evidence} responses{phases}, in {}: {}",
        kind.id(),
        place.id(),
        count(names.len(), "variant"),
        names.join(", ")
    )
}
