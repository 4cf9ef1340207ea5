//! The report over records that came in over HTTP: what is printed, what is hidden.

mod common;

use axum::http::{StatusCode, header};
use common::{Shop, config, motivo, record};
use motivo_collector::config::check;
use motivo_core::plan::Plan;
use motivo_core::random::SplitMix;
use motivo_core::symbols::Mode;
use motivo_simulator::shopper::visit;

/// Sends visits of one day and side, of which some converted, and what was shown to them.
async fn visits(shop: &Shop, day: &str, holdout: u8, visits: u32, orders: u32, first: &mut u128) {
    for visit in 0..visits {
        let mut lines = vec![format!("visit {holdout} no 1 2")];
        let arm = format!("0 1 request welcome_note/1 {holdout} 20 20");
        lines.push(format!(
            "outcome {arm} {} 0 0",
            if holdout == 1 { "would_show" } else { "shown" }
        ));
        if visit < orders {
            lines.push(format!("conversion {holdout} no 1 2"));
            lines.push(format!("outcome {arm} converted 0 10"));
        }
        let lines: Vec<String> = lines
            .iter()
            .map(|line| {
                *first += 1;
                record(*first, line)
            })
            .collect();
        let request = axum::http::Request::post(format!("/v1/records?day={day}"));
        let answer = shop.send(request.body(lines.join("\n").into()).expect("a request")).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
    }
}

/// The page as a reader hears it: without tags, spaces made single.
async fn read(shop: &Shop, query: &str) -> String {
    let answer = shop.get(&format!("/report?token={}{query}", shop.state.token())).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let mut text = String::new();
    let mut in_tag = false;
    for letter in answer.text.chars() {
        match letter {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                text.push(' ');
            }
            letter if !in_tag => text.push(letter),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn an_empty_report_says_what_to_check() {
    let text = read(&Shop::open(), "").await;
    assert!(text.contains("No visits yet"), "{text}");
    assert!(text.contains("November 2026"));
}

#[tokio::test]
async fn little_data_says_how_many_visits_are_missing_and_prints_no_small_cell() {
    let shop = Shop::open();
    let mut id = 0;
    visits(&shop, "2026-11-20", 0, 30, 4, &mut id).await;
    visits(&shop, "2026-11-20", 1, 9, 1, &mut id).await;
    let text = read(&shop, "").await;
    assert!(text.contains("Not enough data About"), "{text}");
    assert!(text.contains("more visits until a lift of one percentage point"), "{text}");
    assert!(text.contains("under 10"), "{text}");
    assert!(!text.contains(" 9 ") && !text.contains(" 4 "), "{text}");
}

#[tokio::test]
async fn a_clear_lift_is_told_with_its_interval_and_drawn_over_the_days() {
    let shop = Shop::open();
    let mut id = 0;
    for day in ["2026-11-18", "2026-11-19", "2026-11-20"] {
        visits(&shop, day, 0, 150, 60, &mut id).await;
        visits(&shop, day, 1, 50, 10, &mut id).await;
    }
    let text = read(&shop, "").await;
    // 180 of 450 and 30 of 150, each by the middle of its ten; on the first day 60 of 150 and 10 of 50.
    assert!(text.contains("+18.1 percentage points Personalised visits buy more often."), "{text}");
    assert!(text.contains("185 orders in 455 visits"), "{text}");
    assert!(text.contains("Up to Lift 95 % interval 18 Nov 2026 +14.7"), "{text}");
    // The holdout is drawn at 10 % and a quarter of the visits is in it.
    assert!(text.contains("Do not trust the lift yet."), "{text}");
    let day = read(&shop, "&period=day&of=2026-11-18").await;
    assert!(day.contains("Wednesday, 18 November 2026") && day.contains("65 orders in 155 visits"));
    assert!(read(&shop, "&period=week&of=2026-11-01").await.contains("26 Oct to 1 Nov 2026"));
    assert!(read(&shop, "&period=all").await.contains("since 18 November 2026"));
}

#[tokio::test]
async fn the_answers_stand_in_short_below_the_lift_of_everybody_and_of_nobody_else() {
    let (shop, mut lines) = (Shop::open(), Vec::new());
    // Nothing guessed, and three motivators: personalised visits buy more, alike, more, and less.
    let orders = [("abstained", [65, 25]), ("0", [35, 35]), ("1", [55, 15]), ("2", [15, 45])];
    for (motivator, orders) in orders {
        for (holdout, orders) in orders.into_iter().enumerate() {
            for visit in 0..105 {
                lines.push(format!("visit {holdout} no {motivator} 2"));
                if visit < orders {
                    lines.push(format!("conversion {holdout} no {motivator} 2"));
                }
            }
        }
    }
    for _ in 0..15 {
        lines.push("friction no_results request none seen 0".to_owned());
    }
    let lines: Vec<String> = (1..).zip(&lines).map(|(id, line)| record(id, line)).collect();
    for lines in lines.chunks(20) {
        assert_eq!(shop.post(lines.join("\n")).await.status, StatusCode::NO_CONTENT);
    }
    let text = read(&shop, "").await;
    for told in [
        "In short For whom Where nothing was guessed, 25.4 % of visits: +38.1 points. \
         By motivator, clear of chance: thrill (+38.1). Fewer orders: order (\u{2212}28.6); \
         see what they are shown.",
        "Mend next Most often a search found nothing: 15 visits.",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(!text.contains("How close") && !text.contains("Invest next"), "{text}");
    let some = read(&shop, "&who=thrill").await;
    assert!(some.contains("What follows is of everybody.") && !some.contains("In short"), "{some}");
}

#[tokio::test]
async fn the_export_tells_what_the_page_prints_and_nothing_else() {
    let (shop, mut id) = (Shop::open(), 0);
    visits(&shop, "2026-11-20", 0, 450, 180, &mut id).await;
    visits(&shop, "2026-11-20", 1, 150, 30, &mut id).await;
    let ask = async |query: &str| {
        let answer = shop.get(&format!("/report?token={}{query}", shop.state.token())).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer
    };
    let csv = ask("&as=csv").await;
    assert_eq!(csv.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    let name = "attachment; filename=\"motivo-shop-2026-11-01-2026-11-30.csv\"";
    assert_eq!(csv.headers[header::CONTENT_DISPOSITION], name);
    let lines: Vec<&str> = csv.text.lines().collect();
    assert_eq!(lines[0], "view,of,measure,value,low,high,hidden");
    assert_eq!(lines[1], "lift,all,personalised visits,455.0,,,");
    assert_eq!(lines[3], "lift,all,holdout visits,155.0,,,");
    assert!(lines[5].starts_with("lift,all,lift,0.18078"), "{}", lines[5]);
    assert!(lines.contains(&"experiences,welcome_note/thrill,dismissed,,,,under"), "{}", csv.text);

    let json: serde_json::Value =
        serde_json::from_str(&ask("&as=json").await.text).expect("a JSON text");
    assert_eq!((&json["storefront"], &json["from"]), (&"shop".into(), &"2026-11-01".into()));
    let told = json["told"].as_array().expect("a list");
    assert_eq!(told.len(), lines.len() - 1, "the same numbers");
    let counts = told.iter().filter(|row| row["low"].is_null() && row["view"] != "records");
    let counts = counts.filter(|row| row["measure"] != "visits missing");
    let counts: Vec<f64> = counts.filter_map(|row| row["value"].as_f64()).collect();
    assert!(counts.len() == 8 && counts.iter().all(|count| *count >= 10.0), "{counts:?}");
    let page = read(&shop, "").await;
    for count in counts {
        assert!(page.contains(&format!("{count}")), "{count} is not on the page: {page}");
    }
    let refused = shop.get(&format!("/report?token={}&as=xml", shop.state.token())).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let stranger = shop.get("/report?token=no&as=csv").await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_command_line_tells_the_same_and_says_what_it_cannot_use() {
    let (shop, mut id) = (Shop::open(), 0);
    visits(&shop, "2026-11-20", 0, 450, 180, &mut id).await;
    visits(&shop, "2026-11-20", 1, 150, 30, &mut id).await;
    let query = format!("/report?token={}&of=2026-11-20&as=json", shop.state.token());
    let page = shop.get(&query).await.text;
    let (config, data) = (config("shop.json"), shop.folder.path());
    let run = |more: &[&str]| {
        let mut arguments = vec!["report", "--config", config.to_str().expect("a path")];
        arguments.extend(["--data", data.to_str().expect("a path")]);
        arguments.extend(more);
        motivo(&arguments, b"")
    };
    let told = run(&["--of", "2026-11-20", "--json"]);
    assert_eq!((told.status.code(), String::from_utf8_lossy(&told.stdout)), (Some(0), page.into()));
    for (more, why) in [
        (["--period", "year"], "motivo: --period is \"year\": use day, week, month or all\n"),
        (["--of", "soon"], "motivo: --of is \"soon\": use a day like "),
    ] {
        let refused = run(&more);
        assert_eq!(refused.status.code(), Some(2));
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(told.starts_with(why), "{told}");
    }
}

#[tokio::test]
async fn what_went_wrong_is_a_funnel_by_kind_over_all_places() {
    let (shop, mut id) = (Shop::open(), 0);
    let mut send = async |line: String, times: u32| {
        for _ in 0..times {
            id += 1;
            let request = axum::http::Request::post("/v1/records");
            let body = record(id, &line).into();
            let answer = shop.send(request.body(body).expect("a request")).await;
            assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
        }
    };
    send("visit 0 no 1 2".into(), 40).await;
    send("friction payment_error respond 14 seen 0".into(), 25).await;
    send("friction payment_error respond none seen 1".into(), 15).await;
    send("friction payment_error respond 14 answered 0".into(), 20).await;
    send("friction payment_error respond 14 put_right 0".into(), 9).await;
    send("friction rage request none seen 0".into(), 3).await;
    send("control corrected".into(), 12).await;
    send("control erased".into(), 2).await;
    let text = read(&shop, "").await;
    for told in [
        "payment error a payment failed 45 25 55.6 % under 10",
        "Nothing to print yet: rage, dead,",
        "a guess was corrected 15",
        "Nothing to print yet: agency answer, agency show, agency coach, agency do, paused, erased",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let csv = shop.get(&format!("/report?token={}&as=csv", shop.state.token())).await.text;
    for line in [
        "recoveries,payment_error,seen,45.0,,,",
        "recoveries,payment_error,put right,,,,under",
        "recoveries,rage,seen,,,,under",
        "control,corrected,visits,15.0,,,",
        "control,erased,visits,,,,under",
    ] {
        assert!(csv.lines().any(|told| told == line), "{line}: {csv}");
    }
}

/// The export over simulated visits of twenty days.
async fn simulated(visits: u32) -> String {
    let shop = Shop::of("every.json");
    let text = std::fs::read_to_string(config("every.json")).expect("a config of the tests");
    // Nobody is shown anything: longer visits meet more of everything, and would be shown more.
    let plan = check(&text).expect("no mistakes").plan;
    let plan = Plan { mode: Mode::Counts, holdout: 1_000, ..plan };
    let mut random = SplitMix::new(11);
    for day in 1..=20 {
        let records = (0..visits / 20).flat_map(|_| visit(&plan, &mut || random.next()));
        let lines: Vec<String> = records.map(|record| record.encode()).collect();
        for lines in lines.chunks(20) {
            let address = format!("/v1/records?day=2026-11-{day:02}");
            let request = axum::http::Request::post(address);
            let answer = shop.send(request.body(lines.join("\n").into()).expect("a request")).await;
            assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
        }
    }
    shop.get(&format!("/report?token={}&as=csv", shop.state.token())).await.text
}

#[tokio::test]
async fn what_makes_shoppers_buy_is_found_among_the_touchpoints_they_met() {
    let csv = simulated(5_000).await;
    let explains = |id: &str| -> (f64, f64) {
        let start = format!("touchpoints,{id},explains of orders,");
        let line = csv.lines().find_map(|line| line.strip_prefix(&start)).expect(&start);
        let mut numbers = line.split(',').map(|number| number.parse().unwrap_or(-1.0));
        (numbers.next().expect("a share"), numbers.next().expect("its lower end"))
    };
    // The simulated world: reviews and the checkout move, search and price do not.
    let ((reviews, low), (search, _), (price, _)) =
        (explains("reviews"), explains("search"), explains("price"));
    assert!(reviews > 3.0 * search && reviews > 3.0 * price, "{reviews} {search} {price}");
    assert!(low >= 0.0, "it has an interval");
    assert!(csv.contains("touchpoint phases,reviews/request,seen,"), "{csv}");
    assert!(!csv.contains("touchpoints,all,visits missing"));
}

#[tokio::test]
async fn a_few_visits_tell_how_many_are_missing_until_touchpoints_are_ranked() {
    let csv = simulated(120).await;
    assert!(csv.contains("touchpoints,all,visits missing,"), "{csv}");
    assert!(!csv.contains("explains of"), "{csv}");
}

#[tokio::test]
async fn without_enough_frictions_the_report_says_so() {
    let (shop, mut id) = (Shop::open(), 0);
    visits(&shop, "2026-11-20", 0, 30, 4, &mut id).await;
    let text = read(&shop, "").await;
    assert!(text.contains("no kind of friction was seen in 10 visits"), "{text}");
    assert!(text.contains("nothing was asked for in 10 visits"), "{text}");
}

#[tokio::test]
async fn every_kind_that_the_plan_shows_has_a_table_under_its_name() {
    let shop = Shop::of("every.json");
    let mut lines = Vec::new();
    for visit in 0..40 {
        lines.push("visit 0 no abstained 2".to_owned());
        for (arm, outcome) in [("curated_offer/2", "shown"), ("coach_nudge/neutral", "shown")] {
            lines.push(format!("outcome 0 abstained request {arm} 0 10 20 {outcome} 0 0"));
        }
        if visit < 20 {
            lines.push(
                "outcome 0 abstained request coach_nudge/neutral 0 10 20 engaged 0 3".to_owned(),
            );
        }
    }
    for (id, line) in lines.iter().enumerate() {
        let record = record(id as u128 + 1, line).replace(" shop ", " every-key ");
        let request = axum::http::Request::post("/v1/records");
        let answer = shop.send(request.body(record.into()).expect("a request")).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
    }
    let text = read(&shop, "").await;
    for told in [
        "Welcome note Variant Shown",
        "Curated offer Variant Shown Engaged Dismissed Converted Fair estimate Holdout Holdout converted all 50 under 20",
        "Engaged: a product was opened or put in the cart.",
        "Coach nudge Variant Shown",
        "all 50 30 60.0 %",
        "Together: sizes, care, film, beside, later.",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
}

#[tokio::test]
async fn a_free_range_and_an_unknown_storefront_are_refused_in_words() {
    let shop = Shop::open();
    for (query, told) in [
        ("&period=3days", "use day, week, month or all"),
        ("&of=yesterday", "use a day like 2026-11-22"),
        ("&storefront=other", "use one of shop"),
    ] {
        let answer = shop.get(&format!("/report?token={}{query}", shop.state.token())).await;
        assert!(answer.status.is_client_error() && answer.text.contains(told), "{}", answer.text);
    }
}

#[tokio::test]
async fn the_page_loads_nothing_but_its_style_and_runs_nothing() {
    let shop = Shop::open();
    let answer = shop.get(&format!("/report?token={}", shop.state.token())).await;
    let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().expect("text");
    assert!(policy.starts_with("default-src 'none'; style-src 'self'"));
    assert_eq!(answer.headers[header::REFERRER_POLICY], "no-referrer");
    for part in ["<script", "style=", "onclick", "https://"] {
        assert!(!answer.text.contains(part), "{part}");
    }
    assert_eq!(
        shop.get("/report.css").await.headers[header::CONTENT_TYPE],
        "text/css; charset=utf-8"
    );
}

#[tokio::test]
async fn the_address_says_whom_the_lift_is_of_and_by_what_experiences_are_parted() {
    let shop = Shop::open();
    let mut id = 0;
    visits(&shop, "2026-11-20", 0, 900, 90, &mut id).await;
    visits(&shop, "2026-11-20", 1, 100, 20, &mut id).await;
    let page = shop.get(&format!("/report?token={}&by=phase", shop.state.token())).await.text;
    assert!(page.contains("by=motivator#experiences"), "a way to another grouping");
    assert!(page.contains("who=returning&amp;by=phase"), "it stays when the other one changes");
    assert!(page.contains("period=week&amp;of=2026-11-16&amp;by=phase"), "and over periods");
    for (query, why) in [("&who=everyone", "who is \"everyone\""), ("&by=day", "by is \"day\"")] {
        let answer = shop.get(&format!("/report?token={}{query}", shop.state.token())).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.text.starts_with(why), "{}", answer.text);
    }
    assert!(read(&shop, "").await.contains("in 905 visits"), "everybody");
    let some = read(&shop, "&who=abstained").await;
    assert!(some.contains("Lift of abstained Nobody yet"), "{some}");
}

#[tokio::test]
async fn staff_read_in_plain_words_what_visitors_want_and_where_it_hurts() {
    let shop = Shop::open();
    let text = read(&shop, "&view=staff").await;
    assert!(text.contains("What visitors want Too early to say"), "{text}");
    assert!(text.contains("Nothing went wrong often enough to tell."), "{text}");

    let mut lines = Vec::new();
    for visit in 0..60_u128 {
        let motivator = ["0", "0", "1", "2", "abstained"][visit as usize % 5];
        lines.push(record(visit * 3, &format!("visit 0 no {motivator} 2")));
        lines.push(record(visit * 3 + 1, "friction no_results request none seen 0"));
        lines.push(record(visit * 3 + 2, "friction no_results request none put_right 0"));
    }
    for lines in lines.chunks(20) {
        assert_eq!(shop.post(lines.join("\n")).await.status, StatusCode::NO_CONTENT);
    }
    let text = read(&shop, "&view=staff").await;
    assert!(text.contains("Being part of something half Say who else is here"), "{text}");
    assert!(text.contains("A bit of adventure one in 4 Start with what is new"), "{text}");
    let hurts = "A search found nothing in 65 visits, nearly all put right Ask what they look for";
    assert!(text.contains(hurts), "{text}");
    // The footer's yardstick aside.
    let said = text.split("Take these numbers").next().expect("before the footer");
    assert!(!said.contains('%'), "no percentage: {text}");
}
