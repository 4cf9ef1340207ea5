//! Measures the collector: durable records a second, what it does with ten times as much, how its
//! database grows, and how long the report takes from ten million records.
//! Never fails for a slow machine: it says what was measured beside what is wanted.
#![allow(clippy::print_stdout, reason = "a command answers on stdout")]

#[path = "../../tests/common/mod.rs"]
mod common;
mod load;
mod newcomers;
mod page;
mod records;
mod storage;

use clap::Parser;
use common::Binary;
use load::Load;
use page::Page;
use records::Lines;
use serde::Serialize;
use std::fs;
use std::sync::Arc;
use std::time::Duration;
use storage::Size;

const TIME: Duration = Duration::from_secs(10);
/// More than a run can send.
const LINES: usize = 500_000;

#[derive(Parser)]
struct Options {
    /// Records after which the database is measured, ascending; whole ten thousands.
    #[arg(long, value_delimiter = ',', default_values_t = [100_000, 1_000_000, 10_000_000])]
    records: Vec<usize>,
    /// Connections at once: as many as a busy shop has, ten times as many, and more than there is
    /// room for.
    #[arg(long, value_delimiter = ',', default_values_t = [64, 640, 2_560])]
    connections: Vec<usize>,
    /// Only this part: load, storage.
    #[arg(long)]
    only: Option<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// What cargo tells a bench.
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Default, Serialize)]
struct Measured {
    load: Vec<Load>,
    /// Most memory that the collector took, in kB, after each of these loads.
    memory_kb: Vec<u64>,
    storage: Vec<Size>,
    page: Vec<Page>,
}

fn main() {
    let options = Options::parse();
    let is_wanted = |part: &str| options.only.as_deref().is_none_or(|only| only == part);
    let mut measured = Measured::default();
    if is_wanted("load") {
        for (run, connections) in options.connections.iter().copied().enumerate() {
            let (load, memory) = under_load(run as u64, connections);
            measured.load.push(load);
            measured.memory_kb.push(memory);
        }
    }
    if is_wanted("storage") {
        (measured.storage, measured.page) = full(&options.records);
    }
    if options.json {
        println!("{}", serde_json::to_string_pretty(&measured).expect("numbers"));
    } else {
        print(&measured);
    }
}

fn under_load(seed: u64, connections: usize) -> (Load, u64) {
    let lines = Arc::new(Lines::new(&records::plan(), seed, LINES));
    let folder = tempfile::tempdir().expect("a folder");
    let binary = Binary::serve(folder.path(), &records::config(), &[]);
    let address = binary.url.strip_prefix("http://").expect("an address");
    let load = load::run(address.parse().expect("an address"), &lines, connections, TIME);
    (load, common::peak(&binary))
}

/// Fills two databases and asks for their reports.
fn full(marks: &[usize]) -> (Vec<Size>, Vec<Page>) {
    let folder = tempfile::tempdir().expect("a folder");
    let [day, month] = ["day", "month"].map(|name| folder.path().join(name));
    for data in [&day, &month] {
        fs::create_dir(data).expect("a folder");
    }
    let sizes = storage::grow(&day.join("motivo.sqlite"), &month.join("motivo.sqlite"), marks);
    let query = format!("period=month&of={}", storage::DAY);
    let mut pages = Vec::new();
    for (what, data) in [("all on one day", &day), ("over a month", &month)] {
        let binary = Binary::serve(data, &records::config(), &[]);
        pages.push(page::time(&binary, what, &query));
    }
    (sizes, pages)
}

fn print(measured: &Measured) {
    for (load, memory) in measured.load.iter().zip(&measured.memory_kb) {
        let Load { connections, durable_a_second, durable_p50_ms, durable_p99_ms, .. } = load;
        println!("{connections} connections, {} s, at most {memory} kB", load.seconds);
        println!(
            "  204: {durable_a_second:>8.0} a second, p50 {durable_p50_ms:.1} ms, p99 {durable_p99_ms:.1} ms"
        );
        println!(
            "  429: {:>8.0} a second, p50 {:.1} ms, p99 {:.1} ms",
            load.refused as f64 / load.seconds,
            load.refused_p50_ms,
            load.refused_p99_ms
        );
        let new = &load.newcomers;
        println!(
            "  429 for newcomers one by one: {}, p50 {:.1} ms, p99 {:.1} ms, at most {:.1} ms; 204: {}, others: {}",
            new.refused,
            new.refused_p50_ms,
            new.refused_p99_ms,
            new.refused_max_ms,
            new.durable,
            new.others
        );
        println!("  without an answer: {}, other answers: {}", load.broken, load.others);
    }
    for size in &measured.storage {
        println!("{:>10} records: {:>9} bytes, {} cells", size.records, size.bytes, size.cells);
    }
    for page in &measured.page {
        let Page { what, p50_ms, p99_ms, bytes } = page;
        println!("report, {what}: p50 {p50_ms:.1} ms, p99 {p99_ms:.1} ms, {bytes} bytes");
    }
}
