//! Renews the pictures: those of the docs, or those that the tests compare looks with.
//! Never part of a test: whoever renews looks at every picture before it is kept.

use crate::run::{loud, program, root};
use crate::{demo, dist, needs, setup};
use anyhow::Result;
use clap::Args;

#[derive(Args)]
pub(crate) struct Options {
    /// Renew what `npm test` compares looks with, tests/looks, instead of docs/images.
    #[arg(long)]
    looks: bool,
    /// Only the looks with this in their name, such as `note` or `360-dark`.
    #[arg(long, requires = "looks", value_name = "PART")]
    only: Option<String>,
}

/// Builds the product and lets Node take the pictures.
pub(crate) fn run(options: &Options) -> Result<()> {
    needs::node_packages()?;
    let browser = needs::browser()?;
    dist::build(&setup::tools()?, false, &root().join("dist"))?;
    demo::programs()?;
    let mut node = program("node");
    node.arg("tests/lib/screens.mjs").env("MOTIVO_CHROMIUM", browser);
    node.args(options.looks.then_some("--looks")).args(&options.only);
    loud("take the pictures", &mut node)
}
