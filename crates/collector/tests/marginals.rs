//! What is stored of a small shop: the named marginals and no other, whoever came.
//! A key with one field more would be a row in disguise.

mod common;

use axum::http::StatusCode;
use common::{Shop, cells, config};
use motivo_collector::config::check;
use motivo_core::plan::Plan;
use motivo_core::random::SplitMix;
use motivo_core::record::SIGNS;
use motivo_core::symbols::{Control, Friction, Kind, Mode, Outcome, Phase, Question, Returning};
use motivo_simulator::shopper::visit;
use std::collections::BTreeSet;

const SIDE: &[&str] = &["0", "1"];
const ASKED: &[&str] = &["n", "asked", "connected"];

/// What the fields of a marginal's keys may be, in order, and its measures.
struct Marginal {
    fields: Vec<Vec<String>>,
    measures: Vec<String>,
}

fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    words.into_iter().map(str::to_owned).collect()
}

/// The marginals by name, for a plan.
fn known(plan: &Plan, name: &str) -> Option<Marginal> {
    let side = || words(SIDE.iter().copied());
    let buckets = || words(plan.motivators.ids().chain(["abstained"]));
    let variants = || words(plan.motivators.ids().chain(["neutral", "nothing"]));
    let kinds = || words(Kind::ALL.iter().map(|kind| kind.id()).chain(["nothing"]));
    let phases = || words(Phase::ALL.iter().map(|phase| phase.id()));
    let outcomes = || words(Outcome::ALL.iter().map(|outcome| outcome.id()));
    let touchpoints = || words(plan.touchpoints());
    let places = || words(plan.touchpoints().chain(["none"]));
    let arms = || {
        let of = |kind: &Kind| {
            variants().into_iter().map({
                let kind = kind.id();
                move |id| format!("{kind}/{id}")
            })
        };
        Kind::ALL.iter().flat_map(of).chain(["nothing".to_owned()]).collect()
    };
    let n = || words(["n"]);
    let outcomes_of = |outcome: &str| {
        [outcome.to_owned(), format!("{outcome}_squared"), format!("seen_{outcome}")]
    };
    let (fields, measures) = match name {
        "health" => (vec![words(["none"]), words(["m1"]), words(["none", "duplicate"])], n()),
        "visits" => (
            vec![side(), words(Returning::ALL.iter().map(|returning| returning.id()))],
            words(["visits", "converted"])
                .into_iter()
                .chain((0..6).map(|bucket| format!("revenue_{bucket}")))
                .collect(),
        ),
        "motivators" => (
            vec![buckets(), side()],
            words(["visits", "converted", "revenue", "asked", "connected"]),
        ),
        "strength" => (vec![words(["0", "1", "2", "3"])], words(["visits"])),
        "kinds" => (vec![kinds(), variants(), side(), outcomes()], n()),
        "kind_motivator" => (vec![kinds(), buckets(), side(), outcomes()], n()),
        "kind_phase" => (vec![kinds(), phases(), side(), outcomes()], n()),
        "policy" => (
            vec![words(["0"]), buckets(), phases(), arms()],
            words([
                "n", "rewarded", "sum_w", "sum_w2", "max_w", "sum_r", "sum_r2", "sum_wr",
                "sum_w2r2",
            ]),
        ),
        "frictions" => (
            vec![words(Friction::ALL.iter().map(|kind| kind.id())), phases(), places()],
            words(["seen", "answered", "put_right"]),
        ),
        "touchpoint_phase" => (vec![touchpoints(), phases()], words(["seen", "friction"])),
        "touchpoints" => (
            vec![touchpoints()],
            words(["n", "seen", "asked", "seen_asked"])
                .into_iter()
                .chain(
                    ["converted", "revenue", "reward", "connected"]
                        .iter()
                        .flat_map(|of| outcomes_of(of)),
                )
                .collect(),
        ),
        "touchpoint_pairs" => {
            (vec![touchpoints(), touchpoints()], words(["n", "first", "second", "both"]))
        }
        "control" => (vec![words(Control::ALL.iter().map(|what| what.id()))], n()),
        "pulse" => {
            let questions = Question::ALL.iter().map(|question| question.id()).chain(["pulse"]);
            let answers = (0..=10).map(|answer: u8| answer.to_string());
            let answers = answers.chain(words(["answered", "silent"])).chain(touchpoints());
            (vec![words(questions), answers.collect(), side()], words(ASKED.iter().copied()))
        }
        "pulse_signs" => {
            let signs = (0..=SIGNS).map(|signs| signs.to_string()).collect();
            (vec![signs, side()], words(ASKED.iter().copied()))
        }
        _ => return None,
    };
    Some(Marginal { fields, measures })
}

/// A stored cell that no marginal has.
fn stranger(plan: &Plan, cell: &str) -> bool {
    let mut parts = cell.split(' ');
    let (Some(name), Some(key), Some(measure)) = (parts.next(), parts.next(), parts.next()) else {
        return true;
    };
    let Some(Marginal { fields, measures }) = known(plan, name) else { return true };
    let key: Vec<&str> = key.split('|').collect();
    let is_key = key.len() == fields.len()
        && key.iter().zip(&fields).all(|(field, known)| known.iter().any(|word| word == field));
    !is_key || !measures.iter().any(|known| known == measure)
}

#[tokio::test]
async fn a_shop_of_a_thousand_visits_stores_no_cell_beyond_the_named_marginals() {
    let shop = Shop::of("every.json");
    let text = std::fs::read_to_string(config("every.json")).expect("a config of the tests");
    let plan = Plan { mode: Mode::Counts, ..check(&text).expect("no mistakes").plan };
    let (mut random, mut visits) = (SplitMix::new(41), 0);
    while visits < 1_000 {
        let records = visit(&plan, &mut || random.next());
        visits += 1;
        for records in records.chunks(20) {
            let lines: Vec<String> = records.iter().map(|record| record.encode()).collect();
            assert_eq!(shop.post(lines.join("\n")).await.status, StatusCode::NO_CONTENT);
        }
    }
    shop.state.stop();
    let cells = cells(shop.folder.path(), &plan.storefront);
    let strangers: Vec<&String> = cells.iter().filter(|cell| stranger(&plan, cell)).collect();
    assert!(strangers.is_empty(), "{strangers:?}");
    let names: BTreeSet<&str> = cells.iter().filter_map(|cell| cell.split(' ').next()).collect();
    assert_eq!(names.len(), 15, "each marginal but those of `ldp` was tried: {names:?}");
    // A row in disguise is one, and so is a word that is none of the shop's.
    for cell in [
        "kinds welcome_note|belonging|0|shown|request n 1",
        "kind_phase welcome_note|request|0|/products/12 n 1",
        "visitors 0|no visits 1",
        "visits 0|no seconds 1",
    ] {
        assert!(stranger(&plan, cell), "{cell}");
    }
}
