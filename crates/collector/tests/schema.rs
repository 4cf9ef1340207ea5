//! The published JSON Schema against the checker: an editor must not say what `motivo check` denies.
//! Never on the network; the schema refers to itself only.

use motivo_collector::config::check;
use serde_json::{Value, json};

fn read(path: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json(path: &str) -> Value {
    serde_json::from_str(&read(path)).expect("JSON")
}

fn schema() -> jsonschema::Validator {
    jsonschema::validator_for(&json("../../www/motivo.schema.json")).expect("a schema")
}

/// Sets a member or element, or takes a member out for `null`.
fn set(config: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer.rsplit_once('/').expect("not the whole file");
    let parent = config.pointer_mut(parent).unwrap_or_else(|| panic!("{pointer}"));
    match parent {
        Value::Object(members) if value.is_null() => {
            members.remove(key).expect("it was there");
        }
        Value::Object(members) => {
            members.insert(key.into(), value);
        }
        parent => parent[key.parse::<usize>().expect("an index")] = value,
    }
}

#[test]
fn what_the_checker_accepts_is_right_by_the_schema() {
    let schema = schema();
    for path in [
        "../../www/motivo.json",
        "tests/configs/every.json",
        "tests/configs/shop.json",
        "../../tests/oscar/motivo.json",
    ] {
        check(&read(path)).unwrap_or_else(|problems| panic!("{path}: {problems}"));
        let wrong: Vec<_> = schema.iter_errors(&json(path)).map(|e| e.to_string()).collect();
        assert!(wrong.is_empty(), "{path}: {wrong:#?}");
    }
}

#[test]
fn changes_that_are_right_are_right_by_both() {
    agree(
        &[
            ("/experiences/1/slot", json!(null)),
            ("/experiences/1/offers", json!(1)),
            ("/experiences/1/action", json!(null)),
            ("/experiences/4/captions", json!("https://cdn.example/x.VTT?v=1")),
            ("/experiences/4/variants/0/href", json!("https://cdn.example/x.mp4#t=1")),
            ("/experiences/2/variants/1/href", json!("#sizes")),
            ("/experiences/0/variants/0/href", json!("HTTPS://elsewhere.example/")),
            ("/experiences/0/when", json!({})),
            ("/experiences/0/when/url", json!("*/product-jacket.html")),
            ("/experiences/0/variants/0/href", json!("/")),
            ("/experiences/0/variants/0/href", json!({ "ar": "https://shop.example/ar/" })),
            ("/experiences/0/variants/0/image", json!({ "en": "/a.svg", "de": "/de/a.svg" })),
            ("/experiences/2/variants/0/href", json!({ "en": "/help#a", "de": "/de/help#a" })),
            ("/experiences/4/variants/0/href", json!({ "en": "/a.mp4", "de": "/de/a.WEBM" })),
            ("/feed", json!({ "en": "/feed.json", "de": "/de/feed.json" })),
            ("/experiences/0/place", json!("inline")),
            ("/actions/1/post", json!("/?add-to-cart={id}")),
            ("/actions/1/fields", json!({})),
            ("/products", json!({ "selector": "li" })),
            ("/support", json!({})),
            ("/privacy/mode", json!("dp")),
            ("/privacy/epsilon", json!(0.001)),
            ("/privacy/epsilon", json!(8)),
            ("/privacy/epsilon", json!({})),
            ("/privacy/epsilon", json!({ "lift": 1, "touchpoint_phases": 0.125 })),
            ("/privacy/budget", json!(100)),
        ]
        .map(|(pointer, value)| (pointer, value, true)),
    );
}

#[test]
fn the_text_tagger_may_be_left_the_content_of_a_shop_with_built_in_motivators() {
    let schema = schema();
    for motivators in [json!(null), json!(["security", "thrill"])] {
        let mut config = json("tests/configs/shop.json");
        set(
            &mut config,
            "/experiences/0/variants",
            json!([{ "motivator": "neutral", "href": "/" }]),
        );
        set(&mut config, "/motivators", motivators);
        set(&mut config, "/tags", json!([{ "match": { "url": "/*" }, "motivators": "auto" }]));
        let plan = check(&config.to_string()).unwrap_or_else(|problems| panic!("{problems}")).plan;
        assert!(plan.tags[0].is_auto());
        assert!(schema.is_valid(&config), "{config}");
    }
}

#[test]
fn what_the_schema_can_tell_is_a_mistake_for_both() {
    agree(&[
        ("/tags/0/motivators", json!("auto")), // Beside "order", a motivator of the owner's own.
        ("/tags/0/motivators", json!("automatic")),
        ("/motivators/2", json!("auto")),
        ("/holdout", json!(0.7)),
        ("/colour", json!(1)),
        ("/theme/accent", json!("green")),
        ("/privacy/mode", json!("ldp")),
        ("/privacy/epsilon", json!(0)),
        ("/privacy/epsilon", json!(8.5)),
        ("/privacy/epsilon", json!("0.4")),
        ("/privacy/epsilon", json!({ "visits": 0.4 })),
        ("/privacy/epsilon", json!({ "lift": 9 })),
        ("/privacy/budget", json!(0)),
        ("/privacy/budget", json!(101)),
        ("/feed", json!("javascript:alert(1)")),
        ("/feed", json!(null)),
        ("/feed", json!({})),
        ("/feed", json!({ "es": "/es/feed.json" })),
        ("/feed", json!({ "en": "/feed.json", "de": "//feed.json" })),
        ("/products/selector", json!(null)),
        ("/products/name", json!("h3")),
        ("/actions/0/id", json!(null)),
        ("/actions/0/id", json!("Cart")),
        ("/actions/0/event", json!(null)),
        ("/actions/0/event", json!("Shop add")),
        ("/actions/0/event", json!("shop:order")),
        ("/actions/0/token", json!("t")),
        ("/actions/0/post", json!("/cart")),
        ("/actions/1/post", json!("https://shop.example/cart")),
        ("/actions/1/post", json!("//cart")),
        ("/actions/1/post", json!("/cart//add")),
        ("/actions/1/post", json!("/cart/{sku}")),
        ("/actions/1/post", json!("/Checkout/{id}")),
        ("/actions/1/fields/quantity", json!(1)),
        ("/actions/1/fields/a b", json!("1")),
        ("/actions/1/token", json!("a b")),
        ("/experiences/0/kind", json!("pulse")),
        ("/experiences/0/place", json!("popover")),
        ("/experiences/0/near", json!("#a")),
        ("/experiences/0/slot", json!("#a")),
        ("/experiences/0/offers", json!(2)),
        ("/experiences/0/action", json!("cart")),
        ("/experiences/0/step", json!("guide")),
        ("/experiences/0/captions", json!("/a.vtt")),
        ("/experiences/0/variants/0", json!({ "motivator": "neutral", "href": "/", "text": { "en": { "title": "a", "body": "b" } } })),
        ("/experiences/0/variants/0/href", json!({})),
        ("/experiences/0/variants/0/href", json!(["/"])),
        ("/experiences/0/variants/0/href/es", json!("/es/")),
        ("/experiences/0/variants/0/href/de", json!("javascript:alert(1)")),
        ("/experiences/0/variants/0/href/de", json!("")),
        ("/experiences/0/variants/0/image", json!({})),
        ("/experiences/0/variants/0/image/de", json!(1)),
        ("/experiences/0/when/evidence", json!(51)),
        ("/experiences/0/when/url", json!("https://shop.example/")),
        ("/experiences/0/when/phases", json!([])),
        ("/experiences/0/when/phases", json!(["request", "request"])),
        ("/experiences/0/when/phases", json!(["buy"])),
        ("/experiences/0/variants/1/text/es", json!({ "title": "a", "body": "b" })),
        ("/experiences/1/offers", json!(5)),
        ("/experiences/1/step", json!("guide")),
        ("/experiences/1/variants/0/href", json!("/")),
        ("/experiences/2/near", json!(null)),
        ("/experiences/2/step", json!(null)),
        ("/experiences/2/step", json!("film")),
        ("/experiences/2/action", json!("cart")),
        ("/experiences/2/offers", json!(2)),
        ("/experiences/2/captions", json!("/a.vtt")),
        ("/experiences/2/variants/0/href", json!(null)),
        ("/experiences/2/variants/1/href", json!("https://elsewhere.example/")),
        ("/experiences/2/variants/0/href", json!({ "en": "/help", "de": "https://elsewhere.example/" })),
        ("/experiences/4/captions", json!("/a.srt")),
        ("/experiences/4/captions", json!("/a.{language}.vtt")),
        ("/experiences/4/variants/0/href", json!("/film.mov")),
        ("/experiences/4/variants/0/href/de", json!("/film.mov")),
        ("/experiences/4/variants/0/href", json!(null)),
        ("/experiences/5/offers", json!(1)),
        ("/experiences/5/variants/0/image", json!("/a.jpg")),
        ("/experiences/6/offers", json!(2)),
        ("/experiences/6/variants/0/href", json!("/")),
    ].map(|(pointer, value)| (pointer, value, false)));
}

/// Each change of the config with every key, made alone, is judged the same by both.
#[track_caller]
fn agree(changes: &[(&str, Value, bool)]) {
    let schema = schema();
    for (pointer, value, right) in changes {
        let mut config = json("tests/configs/every.json");
        set(&mut config, pointer, value.clone());
        let checked = check(&config.to_string());
        assert_eq!(checked.is_ok(), *right, "checker: {pointer} {value}: {checked:?}");
        assert_eq!(schema.is_valid(&config), *right, "schema: {pointer} {value}");
    }
}
