//! Shows the whole product on this machine: sample shop, collector, report.
//! Never needs Node or a browser, and never listens beyond 127.0.0.1.

use crate::children::{Collector, ended, send_visits};
use crate::run::{answer, program, quiet, root, seconds};
use crate::shop::Shop;
use crate::tools::executable;
use crate::{dist, setup, smoke};
use anyhow::{Context, Result};
use clap::Args;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(Args)]
pub(crate) struct Options {
    /// Check that shop, embed files, collector and report answer, then end.
    #[arg(long)]
    smoke: bool,
    /// Send this many simulated visits, so that the report has something to show.
    #[arg(long, value_name = "N")]
    shoppers: Option<u32>,
    /// The collector's port; the next free one when it is taken.
    #[arg(long, default_value_t = 8787)]
    port: u16,
    /// The sample shop's port; the next free one when it is taken.
    #[arg(long, default_value_t = 8788)]
    shop_port: u16,
}

/// Visits of a smoke test: enough to pass through every part once.
const SMOKE_VISITS: u32 = 12;

/// Days that simulated visits are spread over, so that the report has something to plot.
const DAYS: u32 = 28;

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    if options.smoke {
        return smoke();
    }
    println!("Motivo's demo: set up, build, start");
    let binaries = build()?;
    let ended = ended()?;
    let (mut collector, shop) =
        start(&binaries, &root().join("target/demo-data"), options.port, options.shop_port)?;
    if let Some(visits) = options.shoppers {
        send_visits(&binaries.join(executable("motivo-simulator")), &collector.url, visits, DAYS)?;
    }
    println!("{}", summary(&shop.url, &collector, options.shoppers));
    collector.watch(&ended)?;
    println!("\nStopped. What was counted stays in target/demo-data.");
    Ok(())
}

/// Builds everything and returns the folder with the two programs. The demo's embed files have
/// their own folder: the optimised ones in dist/ stay.
fn build() -> Result<PathBuf> {
    dist::build(&setup::tools()?, true, &embed_folder())?;
    programs()
}

/// Builds the collector and the simulator and returns their folder.
pub(crate) fn programs() -> Result<PathBuf> {
    let mut cargo = program("cargo");
    cargo.args(["build", "-p", "motivo-collector", "-p", "motivo-simulator"]);
    quiet("build the collector and the simulator", &mut cargo)?;
    Ok(target_folder()?.join("debug"))
}

fn embed_folder() -> PathBuf {
    root().join("target/demo-embed")
}

/// Cargo's target folder, which the user may have moved.
pub(crate) fn target_folder() -> Result<PathBuf> {
    let mut cargo = program("cargo");
    let text = answer(cargo.args(["metadata", "--no-deps", "--format-version", "1"]));
    let metadata: serde_json::Value = serde_json::from_str(&text.unwrap_or_default())
        .context("cargo metadata does not say where the target folder is")?;
    let folder =
        metadata["target_directory"].as_str().context("cargo metadata: target_directory")?;
    Ok(folder.into())
}

fn start(binaries: &Path, data: &Path, port: u16, shop_port: u16) -> Result<(Collector, Shop)> {
    let listen = free("collector", port)?.local_addr()?.to_string();
    let binary = binaries.join(executable("motivo"));
    let collector = Collector::start(&binary, data, &embed_folder(), &listen)?;
    let loader = format!("{}/motivo.js", collector.url);
    let shop = Shop::start(free("sample shop", shop_port)?, root().join(dist::SITE), loader)?;
    Ok((collector, shop))
}

/// Binds the port, or a free one when it is taken; 0 means any.
fn free(who: &str, port: u16) -> Result<TcpListener> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    bind(port)
        .or_else(|_| {
            println!("  port {port} is taken: the {who} gets a free one");
            bind(0)
        })
        .with_context(|| format!("the {who} finds no free port on 127.0.0.1"))
}

/// Starts the same demo on free ports with a data folder of its own, checks it and ends it.
pub(crate) fn smoke() -> Result<()> {
    let started = Instant::now();
    let binaries = build()?;
    let data = Temporary(std::env::temp_dir().join(format!("motivo-smoke-{}", std::process::id())));
    let (collector, shop) = start(&binaries, &data.0, 0, 0)?;
    send_visits(&binaries.join(executable("motivo-simulator")), &collector.url, SMOKE_VISITS, 1)?;
    smoke::check(&shop.url, &collector.url, &collector.report, &embed_folder())?;
    println!("The demo answers ({}).", seconds(started.elapsed()));
    Ok(())
}

/// A folder that is removed with everything in it.
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn summary(shop: &str, collector: &Collector, shoppers: Option<u32>) -> String {
    let Collector { url, report, .. } = collector;
    let hint = match shoppers {
        Some(visits) => {
            format!("{visits} simulated visits of {DAYS} days are in the report, under All.")
        }
        None => "Browse the shop, then look at the report; \
                 --shoppers 2000 fills it with simulated visits."
            .into(),
    };
    format!(
        "\n  Motivo is running\n\n  \
         shop       {shop}/\n  \
         report     {report}\n  \
         collector  {url}/\n\n  \
         The shop's one tag: <script async src=\"{url}/motivo.js\" data-storefront=\"sample\"></script>\n  \
         {hint}\n  Ctrl-C stops it."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_falls_to_a_free_one() {
        let first = free("test", 0).expect("a free port");
        let taken = first.local_addr().expect("its address").port();
        let second = free("test", taken).expect("another free port");
        assert_ne!(second.local_addr().expect("its address").port(), taken);
    }
}
