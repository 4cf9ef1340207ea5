//! `motivo report`: what the owner's page prints, for a script that has the data folder.
//! Never a number that the page would hide.

use super::print;
use crate::config;
use crate::error::Error;
use crate::plans::Published;
use crate::release::last_month;
use crate::report::{Form, Period, exported};
use crate::serve::today;
use crate::store::{DATABASE, Sqlite};
use motivo_core::symbols::Mode;
use std::fs;
use std::path::PathBuf;

/// What to tell.
#[derive(clap::Args)]
pub(super) struct Options {
    /// The owner's config; the report is about its storefront
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    /// The data folder of `motivo serve`, which may be running
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// day, week, month or all
    #[arg(long, default_value = "month")]
    period: String,
    /// A day within the period, like 2026-11-01; today without it
    #[arg(long, value_name = "DAY")]
    of: Option<String>,
    /// Print JSON instead of CSV
    #[arg(long)]
    json: bool,
}

/// Prints the report's numbers.
pub(super) fn report(options: &Options) -> Result<(), Error> {
    let text = fs::read_to_string(&options.config).map_err(Error::reading(&options.config))?;
    let config = config::check(&text).map_err(|problems| Error::Config {
        file: options.config.display().to_string(),
        problems,
    })?;
    let published = Published::new(config::compile(&config));
    let is_noisy = published.compiled.plan.mode == Mode::Dp;
    let newest = if is_noisy { last_month(today()) } else { today() };
    let period = Period::read(Some(&options.period), options.of.as_deref(), newest);
    let period = period.map_err(Error::Asked)?;
    let path = options.data.join(DATABASE);
    let counters = Sqlite::counters(&path)?;
    let form = if options.json { Form::Json } else { Form::Csv };
    let told = exported(&counters, &published, period, today(), form);
    print(&told.map_err(|source| Error::Store { path, source })?);
    Ok(())
}
