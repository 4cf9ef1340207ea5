//! Kills the collector with -9 again and again under load, over a network that loses requests and
//! answers, and looks whether every acknowledged record is counted exactly once.
//! Never a measurement: it is a bench so that the tests, which have three kills, leave it out.
//!
//! Every record raises a cell of its own, as each report of Divvi Up's simulation has a bucket of its
//! own: a cell above 1 is a record that was counted twice, whatever else went wrong.
#![allow(clippy::print_stdout, reason = "a command answers on stdout")]

mod clients;
#[path = "../../tests/common/mod.rs"]
mod common;
mod proxy;

use clap::Parser;
use clients::Clients;
use common::{Binary, cells, config, own_counts, own_key};
use motivo_core::random::{SplitMix, below};
use proxy::Proxy;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

const CLIENTS: usize = 32;

#[derive(Parser)]
struct Options {
    /// How often the collector is killed.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=200))]
    kills: u32,
    /// Seeds the draws of what is dropped and when it is killed; threads still differ.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// What cargo tells a bench.
    #[arg(long, hide = true)]
    bench: bool,
}

/// What came of it, in records unless it says otherwise.
#[derive(Serialize)]
struct Outcome {
    kills: u32,
    seconds: f64,
    /// Requests and answers that the network dropped, and requests that clients repeated.
    lost_requests: u64,
    lost_answers: u64,
    repeats: u64,
    sent: usize,
    acknowledged: usize,
    counted: usize,
    /// Records whose id the collector knew already.
    known: u64,
    /// Counted more than once.
    doubled: usize,
    /// Acknowledged and not counted, looked at after every kill and at the end.
    lost: usize,
    /// Cells that no record was sent for.
    made_up: usize,
    /// An answer that should not have come.
    refused: Option<String>,
}

fn main() -> ExitCode {
    let options = Options::parse();
    let outcome = run(&options);
    if options.json {
        println!("{}", serde_json::to_string_pretty(&outcome).expect("numbers and a text"));
    } else {
        print(&outcome);
    }
    let faults = outcome.doubled + outcome.lost + outcome.made_up;
    let is_whole = outcome.sent == outcome.counted && outcome.sent == outcome.acknowledged;
    ExitCode::from(u8::from(faults > 0 || outcome.refused.is_some() || !is_whole))
}

fn run(options: &Options) -> Outcome {
    let begun = Instant::now();
    let folder = tempfile::tempdir().expect("a folder");
    let (data, clients, proxy) = (folder.path(), Clients::default(), Proxy::start(options.seed));
    let mut random = SplitMix::new(options.seed);
    let mut found = Found::default();
    thread::scope(|scope| {
        let sending: Vec<_> =
            (0..CLIENTS).map(|_| scope.spawn(|| clients.run(proxy.address))).collect();
        for kill in 1..=options.kills {
            let mut binary = serve(data, &proxy);
            let load = 20 + below(400, &mut || random.next()) as usize;
            let enough = clients.count() + load;
            while clients.count() < enough && clients.refused().is_none() {
                thread::sleep(Duration::from_millis(1));
            }
            // Before the kill: what comes later may be in it or not.
            let acknowledged = clients.acknowledged();
            binary.child.kill().expect("killed");
            binary.child.wait().expect("it ended");
            found.look(data, &acknowledged);
            if !options.json {
                println!("kill {kill:>3}: {:>6} records acknowledged", acknowledged.len());
            }
        }
        let _binary = serve(data, &proxy);
        clients.finish();
        sending.into_iter().for_each(|client| client.join().expect("no panic"));
    });
    let acknowledged = clients.acknowledged();
    let counts = found.look(data, &acknowledged);
    let sent: BTreeSet<String> = acknowledged.iter().map(|number| own_key(*number)).collect();
    let (lost_requests, lost_answers) = proxy.lost();
    Outcome {
        kills: options.kills,
        seconds: begun.elapsed().as_secs_f64(),
        lost_requests,
        lost_answers,
        repeats: clients.repeats(),
        sent: clients.sent(),
        acknowledged: acknowledged.len(),
        counted: counts.len(),
        known: known(data),
        doubled: found.doubled.len(),
        lost: found.lost.len(),
        made_up: counts.keys().filter(|key| !sent.contains(*key)).count(),
        refused: clients.refused(),
    }
}

/// What must not be.
#[derive(Default)]
struct Found {
    lost: BTreeSet<u32>,
    doubled: BTreeSet<String>,
}

impl Found {
    /// Compares what is on the disk with what was acknowledged; gives how often each was counted.
    fn look(&mut self, data: &Path, acknowledged: &BTreeSet<u32>) -> BTreeMap<String, f64> {
        let counts = own_counts(data);
        let lost = acknowledged.iter().filter(|number| !counts.contains_key(&own_key(**number)));
        self.lost.extend(lost);
        let doubled = counts.iter().filter(|(_, n)| **n != 1.0);
        self.doubled.extend(doubled.map(|(key, _)| key.clone()));
        counts
    }
}

/// Starts the collector over this data and leads the network to it.
fn serve(data: &Path, proxy: &Proxy) -> Binary {
    let binary = Binary::serve(data, &config("shop.json"), &[]);
    let address = binary.url.strip_prefix("http://").expect("an address");
    proxy.lead_to(address.parse().expect("an address"));
    binary
}

/// How many records came again, by the collector's own count.
fn known(data: &Path) -> u64 {
    let lines = cells(data, "shop");
    let line = lines.iter().find_map(|line| line.strip_prefix("health none|m1|duplicate n "));
    line.map_or(0, |n| n.parse().expect("a count"))
}

fn print(outcome: &Outcome) {
    let Outcome { kills, seconds, lost_requests, lost_answers, repeats, .. } = outcome;
    println!("{kills} times kill -9 under load, in {seconds:.0} s");
    println!(
        "dropped: {lost_requests} requests, {lost_answers} answers; sent again: {repeats} requests"
    );
    for (what, records) in [
        ("sent", outcome.sent),
        ("acknowledged", outcome.acknowledged),
        ("counted", outcome.counted),
        ("known, and not counted again", outcome.known as usize),
        ("doubled", outcome.doubled),
        ("lost", outcome.lost),
        ("made up", outcome.made_up),
    ] {
        println!("{what:<30}{records:>8} records");
    }
    if let Some(answer) = &outcome.refused {
        println!("a good record was refused:\n{answer}");
    }
}
