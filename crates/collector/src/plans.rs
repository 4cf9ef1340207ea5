//! The published plan of a storefront: compiled from its config, swapped when the file changes.
//! Never replaced by a config with a mistake: the last good plan stays, over restarts too.

use crate::config::{self, Compiled, Problems};
use crate::error::Error;
use crate::files::replace;
use crate::policy::file::Strengths;
use crate::release::Spending;
use motivo_core::plan::Plan;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

/// The plan's file name.
pub(crate) const PLAN: &str = "plan.txt";

/// What the pages of a storefront get.
#[derive(Debug)]
pub(crate) struct Published {
    pub(crate) compiled: Compiled,
    /// File name to text and ETag.
    files: BTreeMap<String, (String, String)>,
}

impl Published {
    pub(crate) fn new(compiled: Compiled) -> Self {
        let mut files = BTreeMap::from([(PLAN.to_owned(), compiled.text.clone())]);
        for (locale, text) in &compiled.messages {
            files.insert(format!("messages.{locale}.json"), text.clone());
        }
        let tagged = |(name, text): (String, String)| {
            let tag = etag(&text);
            (name, (text, tag))
        };
        Self { compiled, files: files.into_iter().map(tagged).collect() }
    }

    /// The plan's text with what was learned of the shoppers, and its ETag.
    pub(crate) fn with(&self, strengths: Strengths) -> (String, String) {
        let text = Plan { strengths, ..self.compiled.plan.clone() }.encode();
        let tag = etag(&text);
        (text, tag)
    }

    /// A file's text and ETag.
    pub(crate) fn file(&self, name: &str) -> Option<&(String, String)> {
        self.files.get(name)
    }
}

/// A text's ETag: another text has another.
pub(crate) fn etag(text: &str) -> String {
    let hash = Sha256::digest(text);
    let tag: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{tag}\"")
}

/// A storefront's config file and its published plan.
pub(crate) struct Watched {
    path: PathBuf,
    kept: PathBuf,
    /// The text that was looked at last, good or bad.
    seen: std::sync::Mutex<String>,
    published: RwLock<Arc<Published>>,
}

/// What is kept beside the last good plan.
#[derive(Serialize, Deserialize)]
struct Kept {
    config: PathBuf,
    k: u32,
    #[serde(default)]
    spending: Spending,
    #[serde(default)]
    costs: BTreeMap<String, f64>,
    consent_granted: bool,
}

impl Watched {
    /// Compiles a config. With a mistake in it, the last good plan is used, if one is kept.
    pub(crate) fn open(path: &Path, data: &Path) -> Result<Self, Error> {
        let text = fs::read_to_string(path).map_err(Error::reading(path))?;
        let plans = data.join("plans");
        let compiled = match config::check(&text) {
            Ok(config) => {
                let compiled = config::compile(&config);
                keep(&plans, path, &compiled)?;
                compiled
            }
            Err(problems) => {
                let file = path.display().to_string();
                let Some(good) = last_good(&plans, path) else {
                    return Err(Error::Config { file, problems });
                };
                complain(path, &problems);
                good
            }
        };
        Ok(Self {
            path: path.to_owned(),
            kept: plans,
            seen: text.into(),
            published: RwLock::new(Arc::new(Published::new(compiled))),
        })
    }

    /// The plan as it is now.
    pub(crate) fn published(&self) -> Arc<Published> {
        Arc::clone(&self.published.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks at the file, and publishes it if it changed and is good. Says so on the console.
    pub(crate) fn refresh(&self) {
        let Ok(text) = fs::read_to_string(&self.path) else {
            return; // Editors replace files: for a moment there is none.
        };
        {
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            if *seen == text {
                return;
            }
            seen.clone_from(&text);
        }
        let storefront = self.published().compiled.plan.storefront.clone();
        match config::check(&text) {
            Err(problems) => complain(&self.path, &problems),
            Ok(config) if config.plan.storefront != storefront => tracing::error!(
                "{}: the storefront is no longer \"{storefront}\"; start again to serve \"{}\"",
                self.path.display(),
                config.plan.storefront
            ),
            Ok(config) => {
                let compiled = config::compile(&config);
                if let Err(error) = keep(&self.kept, &self.path, &compiled) {
                    tracing::error!("the plan is published but not kept: {error}");
                }
                let new = Arc::new(Published::new(compiled));
                *self.published.write().unwrap_or_else(PoisonError::into_inner) = new;
                tracing::info!("{}: published", self.path.display());
            }
        }
    }
}

fn complain(path: &Path, problems: &Problems) {
    let text = problems.in_file(&path.display().to_string());
    tracing::error!("the last good plan stays:\n{}", text.trim_end());
}

/// Writes plan, messages and what the report needs to `plans/<storefront>/`.
fn keep(plans: &Path, config: &Path, compiled: &Compiled) -> Result<(), Error> {
    let folder = plans.join(&compiled.plan.storefront);
    write_to(&folder, compiled)?;
    let config = config.canonicalize().map_err(Error::reading(config))?;
    let Compiled { k, spending, consent_granted, .. } = *compiled;
    let kept = Kept { config, k, spending, costs: compiled.costs.clone(), consent_granted };
    let kept = serde_json::to_string(&kept).expect("a path, numbers and a flag");
    let path = folder.join("kept.json");
    replace(&path, kept.as_bytes())
}

/// Writes plan.txt and messages.<locale>.json to a folder.
pub(crate) fn write_to(folder: &Path, compiled: &Compiled) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(Error::writing(folder))?;
    let messages = compiled.messages.iter();
    let messages = messages.map(|(locale, text)| (format!("messages.{locale}.json"), text));
    for (name, text) in messages.chain([(PLAN.to_owned(), &compiled.text)]) {
        let path = folder.join(name);
        replace(&path, text.as_bytes())?;
    }
    Ok(())
}

/// The plan that was last compiled from this config file.
fn last_good(plans: &Path, config: &Path) -> Option<Compiled> {
    let config = config.canonicalize().ok()?;
    fs::read_dir(plans).ok()?.flatten().map(|entry| entry.path()).find_map(|folder| {
        let kept = fs::read_to_string(folder.join("kept.json")).ok()?;
        let kept: Kept = serde_json::from_str(&kept).ok().filter(|k: &Kept| k.config == config)?;
        let text = fs::read_to_string(folder.join(PLAN)).ok()?;
        let plan = Plan::decode(&text).ok()?;
        let read = |locale: &String| {
            let name = format!("messages.{locale}.json");
            Some((locale.clone(), fs::read_to_string(folder.join(name)).ok()?))
        };
        let messages = plan.locales.iter().map(read).collect::<Option<_>>()?;
        let Kept { k, spending, costs, consent_granted, .. } = kept;
        Some(Compiled { plan, k, spending, costs, consent_granted, text, messages })
    })
}
