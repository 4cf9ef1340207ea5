//! What the routes share.
//! Never changes while serving, but for the plans, which swap themselves, and each day's policies.

use crate::error::Error;
use crate::limit::Clients;
use crate::origin::Origins;
use crate::plans::{Published, Watched};
use crate::policy::Policies;
use crate::store::{Counters, Queue, Rejections};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the routes share.
pub struct State {
    pub(crate) data: PathBuf,
    pub(crate) storefronts: BTreeMap<String, Watched>,
    pub(crate) origins: Origins,
    pub(crate) queue: Queue,
    pub(crate) rejections: Arc<Rejections>,
    pub(crate) counters: Arc<dyn Counters>,
    pub(crate) policies: Policies,
    pub(crate) clients: Clients,
    pub(crate) token: String,
    pub(crate) started: Timestamp,
    pub(crate) today: fn() -> Date,
    /// Simulated visits may say their day; never on a real shop.
    pub(crate) demo: bool,
}

/// The parts of a [`State`] that a caller chooses.
pub struct Parts {
    /// The data folder.
    pub data: PathBuf,
    /// The config files.
    pub configs: Vec<PathBuf>,
    /// `KEY=URL` for each page that may send.
    pub origins: Vec<String>,
    /// The way to the store.
    pub queue: Queue,
    /// Where refusals are counted; the same as the queue's.
    pub rejections: Arc<Rejections>,
    /// Reads the store.
    pub counters: Arc<dyn Counters>,
    /// The UTC day now.
    pub today: fn() -> Date,
    /// Whether simulated visits may say their day.
    pub demo: bool,
}

impl State {
    /// Loads the configs and the token.
    ///
    /// # Errors
    /// A config has mistakes and no good plan is kept, two name one storefront, an origin cannot
    /// be used, or the data folder cannot.
    pub fn open(parts: Parts) -> Result<Self, Error> {
        let mut storefronts = BTreeMap::new();
        for path in &parts.configs {
            let watched = Watched::open(path, &parts.data)?;
            let key = watched.published().compiled.plan.storefront.clone();
            if storefronts.insert(key.clone(), watched).is_some() {
                return Err(Error::Twice(key));
            }
        }
        let origins = Origins::parse(
            &parts.origins,
            &storefronts.keys().map(String::as_str).collect::<Vec<_>>(),
        )?;
        Ok(Self {
            token: crate::token::read_or_make(&parts.data)?,
            data: parts.data,
            storefronts,
            origins,
            queue: parts.queue,
            rejections: parts.rejections,
            counters: parts.counters,
            policies: Policies::default(),
            clients: Clients::new((parts.today)()),
            started: Timestamp::now(),
            today: parts.today,
            demo: parts.demo,
        })
    }

    /// The plan of a storefront that is served here.
    pub(crate) fn published(&self, storefront: &str) -> Option<Arc<Published>> {
        Some(self.storefronts.get(storefront)?.published())
    }

    /// Looks at every config file and publishes what changed.
    pub fn refresh(&self) {
        self.storefronts.values().for_each(Watched::refresh);
    }

    /// Commits what is queued; blocks until then.
    pub fn stop(&self) {
        self.queue.stop();
    }

    /// The report's token.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.data
    }
}
