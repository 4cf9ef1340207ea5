//! motivo.json: what is refused and in which words, and what a good one is compiled into.

use motivo_collector::config::{check, check_feed, compile};
use motivo_collector::release::{Spending, Table};
use motivo_core::symbols::Mode;
use std::fs;
use std::path::{Path, PathBuf};

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &str) -> String {
    fs::read_to_string(folder(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The owner's view of a broken config is the golden file beside it.
#[track_caller]
fn refused_as_written_down(name: &str) {
    let problems =
        check(&read(&format!("tests/configs/{name}.json"))).expect_err("it has mistakes");
    let got = problems.in_file("motivo.json");
    assert_eq!(got, read(&format!("tests/configs/{name}.txt")), "{name}");
}

#[test]
fn every_mistake_of_a_file_is_told_at_once_with_its_place_and_the_way_out() {
    refused_as_written_down("mistakes");
}

#[test]
fn unfair_words_are_refused_with_the_reason() {
    refused_as_written_down("unfair");
}

#[test]
fn each_kind_place_and_action_says_what_it_misses_and_what_is_not_its_own() {
    refused_as_written_down("experiences");
}

#[test]
fn every_mistake_of_a_feed_is_told_against_its_config() {
    let plan = check(&read("tests/configs/every.json")).expect("a good config").plan;
    let feed = check_feed(&read("tests/configs/feed.json"), &plan).expect("a good feed");
    assert_eq!((feed.products, feed.tagged, feed.unavailable), (3, 1, 1));
    let problems = check_feed(&read("tests/configs/feed-mistakes.json"), &plan);
    let got = problems.expect_err("it has mistakes").in_file("feed.json");
    assert_eq!(got, read("tests/configs/feed-mistakes.txt"));
    let empty = check_feed("", &plan).expect_err("nothing").in_file("feed.json");
    assert!(empty.contains("Start with {\"v\": 1, \"currency\": \"EUR\""), "{empty}");
}

#[test]
fn what_is_too_long_a_list_is_refused() {
    let listed = |list: &str, entry: &str, count: usize| {
        let entries = vec![entry; count].join(", ");
        let rest = if list == "experiences" { "" } else { ", \"experiences\": []" };
        let text = format!("{{\"v\": 1, \"storefront\": \"a\", \"{list}\": [{entries}]{rest}}}");
        check(&text).expect_err("ids are doubled at least").in_file("f")
    };
    for (list, most, told) in [
        ("experiences", 32, "There are 33 experiences.\n  Keep 32 at most"),
        ("actions", 10, "There are 11 actions.\n  Keep 10 at most"),
    ] {
        assert!(!listed(list, "{}", most).contains("There are"), "{list}");
        assert!(listed(list, "{}", most + 1).contains(told), "{list}");
    }
    let plan = check(&read("tests/configs/every.json")).expect("a good config").plan;
    let feed = |count: usize| {
        let product = |id| format!("{{\"id\":\"{id}\",\"url\":\"/\",\"title\":\"A\",\"price\":1}}");
        let products = (0..count).map(product).collect::<Vec<_>>().join(",");
        check_feed(&format!("{{\"v\":1,\"currency\":\"EUR\",\"products\":[{products}]}}"), &plan)
    };
    assert_eq!(feed(5_000).expect("as many as may be").products, 5_000);
    let told = feed(5_001).expect_err("one too many").in_file("f");
    assert!(told.contains("There are 5001 products.\n  Keep 5000 at most"), "{told}");
}

#[test]
fn broken_json_is_told_with_its_line() {
    for (text, told) in [
        ("", "motivo.json:1:1 the whole file\n  The file is empty.\n"),
        (
            "{\n  \"v\": 1,\n}",
            "This is not JSON: trailing commas are not allowed.\n  Take out the comma before } or ].",
        ),
        (
            "{\n  // note\n}",
            "motivo.json:2:3 the whole file\n  This is not JSON: comments are not allowed.",
        ),
        ("{\"v\": 1", "Add the closing }."),
        ("{\"v\": 1 \"w\": 2}", "Put a comma after the value before this."),
        ("[1]", "A list stands here.\n  Write an object: {…}."),
        ("{\"v\": 1, \"v\": 1}", "\"v\" is here twice."),
    ] {
        let problems = check(text).expect_err(text).in_file("motivo.json");
        assert!(problems.contains(told), "{text}: {problems}");
    }
}

#[test]
fn what_the_text_tagger_cannot_do_is_refused() {
    let refused = |motivators: &str, says: &str| {
        let text = format!(
            "{{\"v\": 1, \"storefront\": \"a\", \"motivators\": [{motivators}], \"experiences\": [],
             \"tags\": [{{\"match\": {{\"selector\": \".story\"}}, \"motivators\": {says}}}]}}"
        );
        check(&text).expect_err("a mistake").in_file("motivo.json")
    };
    for (motivators, says, told) in [
        (
            r#""thrill", "order""#,
            r#""auto""#,
            "/tags/0/motivators\n  The text tagger does not know \"order\", a motivator of your own.\n  \
             Write weights, or keep to built-in motivators in /motivators.",
        ),
        (
            r#""thrill", "security""#,
            r#""atuo""#,
            "/tags/0/motivators\n  \"atuo\" stands here.\n  \
             Write weights, {\"belonging\": 0.8}, or \"auto\" to leave it to the text tagger.",
        ),
        (
            r#""thrill", "auto""#,
            r#"{"thrill": 1}"#,
            "/motivators/1\n  \"auto\" cannot name a motivator: it leaves content to the text tagger.\n  \
             Use another name.",
        ),
    ] {
        let problems = refused(motivators, says);
        assert!(problems.contains(told), "{problems}");
    }
}

#[test]
fn the_sample_shops_plan_is_compiled_from_its_config() {
    let config = check(&read("../../www/motivo.json")).expect("the sample shop's config is good");
    let compiled = compile(&config);
    let again = "run: motivo check www/motivo.json --write www/plan";
    assert_eq!(compiled.text, read("../../www/plan/plan.txt"), "{again}");
    for (locale, text) in &compiled.messages {
        assert_eq!(*text, read(&format!("../../www/plan/messages.{locale}.json")), "{again}");
    }
}

#[test]
fn the_published_schema_names_the_keys_that_the_checker_knows() {
    let schema: serde_json::Value =
        serde_json::from_str(&read("../../www/motivo.schema.json")).expect("JSON");
    let named = schema["properties"].as_object().expect("an object").keys();
    for key in named {
        let text =
            format!("{{\"v\": 1, \"storefront\": \"a\", \"experiences\": [], \"{key}\": false}}");
        let problems = check(&text).expect_err("false fits nowhere").in_file("f");
        assert!(!problems.contains(&format!("\"{key}\" is not a known key")), "{key}");
    }
}

#[test]
fn a_compiled_plan_is_what_the_page_decodes() {
    let compiled = compile(&check(&read("tests/configs/shop.json")).expect("a good config"));
    let decoded = motivo_core::plan::Plan::decode(&compiled.text).expect("its own text");
    assert_eq!(decoded, compiled.plan);
    let first = decoded.experiences[0].variants[0];
    assert_eq!(first, motivo_core::policy::Variant::Neutral, "neutral comes first");
}

#[test]
fn a_motivator_of_the_owners_own_has_words_in_every_language() {
    let compiled = compile(&check(&read("tests/configs/shop.json")).expect("a good config"));
    for (locale, text) in &compiled.messages {
        let texts: serde_json::Value = serde_json::from_str(text).expect("JSON");
        assert_eq!(texts["x.welcome.order.title"], "Everything in its place", "{locale}");
        assert_eq!(texts["motivator.order"], "order", "{locale}");
        assert!(texts["welcome_note.thrill.title"].is_string(), "{locale}");
        assert!(texts.get("welcome_note.belonging.title").is_none(), "nothing is carried unused");
        assert_eq!(texts["x.welcome.neutral.href"], "/", "{locale}");
    }
}

#[test]
fn each_language_gets_its_own_address_or_the_first_that_is_written() {
    let feed = "\"feed\": {\"fr\": \"/fr/feed.json\", \"de\": \"/de/feed.json\"}";
    let text = read("tests/configs/every.json").replace("\"feed\": \"/feed.json\"", feed);
    let compiled = compile(&check(&text).expect("a good config"));
    for (key, by_locale) in [
        ("feed", ["/de/feed.json", "/de/feed.json", "/fr/feed.json", "/de/feed.json"]),
        ("x.welcome.neutral.href", ["/", "/de/", "/fr/", "/"]),
        (
            "x.welcome.neutral.image",
            ["/art/bonjour.svg", "/art/bonjour.svg", "/art/bonjour.svg", "/art/marhaba.svg"],
        ),
        (
            "x.film.neutral.href",
            [
                "/de/film/boots.webm",
                "/de/film/boots.webm",
                "/de/film/boots.webm",
                "/film/boots.webm",
            ],
        ),
    ] {
        for (locale, address) in ["en", "de", "fr", "ar"].iter().zip(by_locale) {
            let texts: serde_json::Value =
                serde_json::from_str(&compiled.messages[*locale]).expect("a map of texts");
            assert_eq!(texts[key], address, "{key} in {locale}");
        }
    }
}

#[test]
fn what_the_owner_wrote_beside_words_reaches_the_page_and_nothing_else_does() {
    let compiled = compile(&check(&read("tests/configs/every.json")).expect("a good config"));
    let texts: serde_json::Value =
        serde_json::from_str(&compiled.messages["en"]).expect("a map of texts");
    for (key, value) in [
        ("feed", "/feed.json"),
        ("products.selector", ".product_pod"),
        ("products.title", "h3 a"),
        ("products.price", ".price_color"),
        ("products.image", "img"),
        ("action.event.event", "shop:add"),
        ("action.cart.post", "/basket/add/{id}/"),
        ("action.cart.fields", "quantity=1&id=p+{id}"),
        ("action.cart.token", "csrfmiddlewaretoken"),
        ("support.email", "hello@shop.example"),
        ("support.phone", "+49 30 1234567"),
        ("support.url", "/help#talk"),
        ("x.welcome.url", "*/product-jacket.html"),
        ("x.offers.slot", "#offers"),
        ("x.offers.offers", "4"),
        ("x.offers.action", "cart"),
        ("x.offers.neutral.action", "Look at it"),
        ("x.sizes.near", "#sizes"),
        ("x.sizes.step", "size_guide"),
        ("x.sizes.neutral.href", "/help.html#sizes"),
        ("x.sizes.order.title", "Sizes, in order"),
        ("x.film.captions", "/film/boots.{locale}.vtt"),
        ("x.film.neutral.image", "/film/boots.jpg"),
        ("x.beside.offers", "3"),
        ("theme.accent", "#ffd400"),
        ("theme.on", "#000000"),
        ("theme.dark", "#ffd400"),
        ("theme.radius", "0px"),
    ] {
        assert_eq!(texts[key], value, "{key}");
    }
    for key in ["action.event.post", "x.care.near", "x.later.offers", "x.welcome.slot"] {
        assert!(texts.get(key).is_none(), "{key}");
    }
    let phases: Vec<u8> = compiled.plan.experiences.iter().map(|of| of.phases).collect();
    assert_eq!(phases, [3, 7, 7, 7, 7, 2, 7]);
}

#[test]
fn what_noise_may_cost_is_read_by_table_and_counted_in_thousandths() {
    let privacy = |privacy: &str| {
        let text = format!(
            "{{\"v\": 1, \"storefront\": \"a\", \"experiences\": [{{\"id\": \"w\", \"kind\": \"welcome_note\", \"place\": \"toast\", \"variants\": [{{\"motivator\": \"neutral\"}}]}}], \"privacy\": {privacy}}}"
        );
        check(&text).map(|config| (config.plan.mode, config.spending))
    };
    let (mode, usual) = privacy(r#"{"mode": "dp"}"#).expect("no mistake");
    assert_eq!((mode, usual), (Mode::Dp, Spending::default()));
    let (_, found) = privacy(r#"{"mode": "dp", "epsilon": {"control": 0.125}, "budget": 1.5}"#)
        .expect("no mistake");
    assert_eq!((found.of(Table::Control), found.of(Table::Lift), found.budget), (125, 400, 1500));
    assert_eq!(privacy(r#"{"epsilon": 1}"#).expect("no mistake").1.epsilon, [1000; 10]);
    for (wrong, told) in [
        (r#"{"epsilon": 0}"#, "0 stands here.\n  Write a number from 0.001 to 8."),
        (r#"{"epsilon": 0.0015}"#, "counted in steps of 0.001.\n  Write 0.002."),
        (r#"{"epsilon": {"motivator": 1}}"#, "Did you mean \"motivators\"?"),
        (r#"{"budget": "4"}"#, "Write a number from 0.001 to 100."),
    ] {
        let problems = privacy(wrong).expect_err("a mistake").in_file("f");
        assert!(problems.contains(told), "{wrong}: {problems}");
    }
}
