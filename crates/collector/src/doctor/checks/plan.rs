//! The plan and its texts: there, whole, and of the storefront that the tag names.
//! Never about whether the plan is wise; `motivo check` reads the config behind it.

use super::{Finding, SHARE, shares, trouble};
use crate::doctor::fetch::{Answer, Client};
use crate::doctor::install::Install;
use crate::doctor::page::Page;
use motivo_core::plan::Plan;
use motivo_core::symbols::Mode;

/// Looks at the plan and each language's texts; says whether this storefront sends records.
pub(crate) fn check(
    client: &Client,
    page: &Page,
    install: &Install,
    found: &mut Vec<Finding>,
) -> bool {
    let url = install.plan_file("plan.txt");
    let answer = client.get(&url);
    let mut add =
        |id, what: String, fix: &str| found.push(Finding::new(id, url.as_str(), what, fix));
    let key = &install.storefront;
    if let Ok(Answer { status: 404, .. }) = answer {
        add(
            "unknown_storefront",
            format!("There is no plan of a storefront \"{key}\" here."),
            "Write the \"storefront\" of your motivo.json as data-storefront; give that file to `motivo serve` or `motivo dist`; data-plan needs a slash at its end.",
        );
        return true;
    }
    if let Some(why) = trouble(&answer) {
        let what = format!("The plan cannot be fetched: {why}.");
        add("plan_unreachable", what, "Let the host serve v1/plan/ beside motivo.js.");
        return true;
    }
    let Ok(answer) = answer else { return true };
    if answer.is_html() {
        add(
            "plan_html",
            "A page comes instead of the plan.".to_owned(),
            "Let the host pass v1/plan/ on to `motivo serve`, or put the folder of `motivo dist` there.",
        );
        return true;
    }
    if let Err(why) = shares(page, &answer) {
        add(
            "plan_cors",
            format!("The page may not read the plan: {why}."),
            &format!("For v1/plan/, {SHARE}"),
        );
    }
    let plan = match Plan::decode(&answer.text()) {
        Ok(plan) => plan,
        Err(error) => {
            add(
                "plan_damaged",
                format!("The plan is damaged: {error}."),
                "Publish it again, and let nothing rewrite it on the way.",
            );
            return true;
        }
    };
    if plan.storefront != *key {
        add(
            "other_storefront",
            format!(
                "The plan is of the storefront \"{}\", the tag says \"{key}\".",
                plan.storefront
            ),
            &format!("Write {}", install.tag_with(&[("data-storefront", Some(&plan.storefront))])),
        );
    }
    let missing: Vec<String> =
        plan.locales.iter().filter_map(|locale| texts(client, install, locale)).collect();
    if !missing.is_empty() {
        add(
            "texts_missing",
            format!("Nothing can be shown in some languages: {}.", missing.join("; ")),
            "Publish plan.txt and all its messages.<locale>.json together.",
        );
    }
    plan.mode != Mode::Off
}

/// Why a language's texts cannot be used.
fn texts(client: &Client, install: &Install, locale: &str) -> Option<String> {
    let name = format!("messages.{locale}.json");
    let answer = client.get(&install.plan_file(&name));
    let is_json =
        |answer: &Answer| serde_json::from_slice::<serde_json::Value>(&answer.body).is_ok();
    match trouble(&answer) {
        Some(why) => Some(format!("{name}: {why}")),
        None => {
            answer.is_ok_and(|answer| !is_json(&answer)).then(|| format!("{name}: it is no JSON"))
        }
    }
}
