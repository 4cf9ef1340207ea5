//! The mode `ldp` at the collector: a marginal of its own, the pooled lift, and nothing mixed.

mod common;

use axum::http::{Request, StatusCode};
use common::{Shop, record};
use motivo_collector::store::{Counters, Sqlite};
use motivo_core::random::SplitMix;
use motivo_core::record::{Body, Nats, Private, Record};
use motivo_core::symbols::{Kind, Mode};

/// A record's line: the shop of the tests has three motivators, so 8 symbols.
fn line(id: u128, body: Private) -> String {
    let body = Body::Private(body);
    Record { mode: Mode::Ldp, storefront: "shop".into(), id, body }.encode()
}

async fn refused(shop: &Shop, line: String) -> String {
    let answer = shop.post(line).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    answer.text
}

#[tokio::test]
async fn a_private_record_is_counted_in_its_own_marginal_and_no_other() {
    let shop = Shop::open();
    let told = |told| Private {
        holdout: false,
        kind: Some(Kind::WelcomeNote),
        epsilon: Nats::Two,
        symbols: 8,
        told,
    };
    for (id, symbol) in [(1, 3), (2, 3), (3, 6)] {
        assert_eq!(shop.post(line(id, told(symbol))).await.status, StatusCode::NO_CONTENT);
    }
    shop.state.stop();
    let path = shop.folder.path().join("motivo.sqlite");
    let counters = Sqlite::counters(&path).expect("a reader");
    let days = (common::today(), common::today());
    let rows = |mode| counters.rows("shop", mode, days).expect("rows");
    let cells: Vec<String> = rows(Mode::Ldp)
        .iter()
        .filter(|row| row.marginal != "health")
        .map(|row| format!("{} {} {}", row.marginal, row.key, row.value))
        .collect();
    assert_eq!(
        cells,
        [
            "private 2|8|0|welcome_note 3",
            "private_symbols 2|8|0|welcome_note|abstained|0 1",
            "private_symbols 2|8|0|welcome_note|thrill|1 2",
        ]
    );
    assert!(rows(Mode::Counts).is_empty() && rows(Mode::Dp).is_empty());
}

#[tokio::test]
async fn a_mode_and_a_record_that_do_not_belong_together_are_refused() {
    let shop = Shop::open();
    let good = Private { holdout: true, kind: None, epsilon: Nats::Four, symbols: 8, told: 1 };
    let private = line(1, good);
    for mode in ["counts", "dp", "off"] {
        let told = refused(&shop, private.replace(" ldp ", &format!(" {mode} "))).await;
        assert_eq!(
            told,
            format!("record field \"mode\" is \"{mode}\": use ldp for what is private\n")
        );
    }
    let told = refused(&shop, record(2, "visit 0 no 1 2").replace(" counts ", " ldp ")).await;
    assert_eq!(told, "record field \"mode\" is \"ldp\": use counts or dp\n");
    let told = refused(&shop, line(3, Private { symbols: 22, ..good })).await;
    assert!(told.contains("\"symbols\"") && told.contains("two for each"), "{told}");
}

#[tokio::test]
async fn the_report_tells_the_pooled_lift_beside_counts_and_not_in_them() {
    let shop = Shop::open();
    let mut random = SplitMix::new(46);
    let mut draw = || u64::from(random.next()) << 32 | u64::from(random.next());
    // 2,400 of 6,000 buy when personalised, 1,200 of 6,000 of the holdout.
    let lines: Vec<String> = (0..12_000_u32)
        .map(|visit| {
            let holdout = visit % 2 == 1;
            let converted = visit / 2 % 10 < if holdout { 2 } else { 4 };
            let motivator = Some((visit % 3) as u8);
            let shown = (holdout, (!holdout).then_some(Kind::WelcomeNote));
            let body = Private::new(shown, Nats::Four, 3, (motivator, converted), &mut draw);
            line(visit.into(), body)
        })
        .collect();
    for lines in lines.chunks(20) {
        let request = Request::post("/v1/records").body(lines.join("\n").into());
        let answer = shop.send(request.expect("a request")).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
    }
    let csv = shop.get(&format!("/report?token={}&as=csv", shop.state.token())).await.text;
    let value = |measure: &str| -> f64 {
        let start = format!("randomised lift,epsilon 4/8 symbols,{measure},");
        let line = csv.lines().find_map(|line| line.strip_prefix(&start)).expect(&csv);
        line.split(',').next().and_then(|value| value.parse().ok()).expect("a number")
    };
    assert_eq!((value("personalised visits"), value("holdout visits")), (6_005.0, 6_005.0));
    let (lift, error) = (value("lift"), value("standard error"));
    assert!(error < 0.01 && (lift - 0.2).abs() < 4.0 * error, "{lift} {error}");
    assert!(
        !csv.lines().any(|line| line.starts_with("lift,")
            || line.starts_with("motivators,t") && !line.ends_with("under")),
        "{csv}"
    );
    let page = shop.get(&format!("/report?token={}", shop.state.token())).await.text;
    assert!(page.contains("Randomised answers") && page.contains("Told by chance"), "{page}");
    assert!(!page.contains("No visits yet") && !page.contains("Nothing has arrived"), "{page}");
    assert!(page.contains("standard error 0.") && page.contains("so who comes five times"));
}
