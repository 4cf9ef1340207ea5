//! `motivo doctor` against shops on this machine, each with one thing wrong.

mod common;
#[path = "common/site.rs"]
mod site;

use common::{Binary, config, motivo};
use motivo_collector::doctor::{Finding, examine};
use site::{Host, Reply, Site, VERSION, hash};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use url::Url;

/// The compiled plan of the tests' storefront.
static PLAN: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder").keep();
    let shop = config("shop.json");
    let path = |path: &Path| path.to_str().expect("a path").to_owned();
    let output = motivo(&["check", &path(&shop), "--write", &path(&folder)], b"");
    assert!(output.status.success(), "{output:?}");
    folder
});

fn clean() -> Site {
    Site::clean(&PLAN)
}

fn look(site: &Site) -> Vec<Finding> {
    examine(&Url::parse(&site.shop.url()).expect("an address")).findings
}

/// The one thing that is found.
fn only(site: &Site) -> Finding {
    let mut found = look(site);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

/// Spoils the page's head and gives the one finding's name and change.
fn with_head(head: impl FnOnce(&Site) -> String) -> (&'static str, String) {
    let site = clean();
    site.page(&head(&site));
    let found = only(&site);
    (found.id, found.fix)
}

/// Spoils one answer of the files' host and gives the one finding.
fn with_file(what: &str, change: impl FnOnce(&mut Reply)) -> Finding {
    let site = clean();
    site.files.edit(what, change);
    only(&site)
}

fn file(name: &str) -> String {
    format!("GET /v/{VERSION}/{name}")
}

#[test]
fn a_clean_page_gives_no_finding_and_nothing_but_an_empty_body_is_sent() {
    let site = clean();
    assert_eq!(look(&site), []);
    let sent: Vec<String> = site.files.asked();
    let posts: Vec<_> = sent.iter().filter(|line| line.starts_with("POST")).collect();
    assert_eq!(posts, ["POST /v1/records"]);
}

#[test]
fn the_binary_ends_with_0_on_a_clean_page_and_1_with_findings_as_text_and_json() {
    let site = clean();
    let output = motivo(&["doctor", &site.shop.url()], b"");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("/ is fine.\n"));

    site.page("");
    let output = motivo(&["doctor", &site.shop.url()], b"");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("  change  Add to <head>: <script async"), "{said}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("motivo: 1 thing to change on http"));

    let output = motivo(&["doctor", &site.shop.url(), "--json"], b"");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&json["ok"], &json["findings"][0]["id"]), (&false.into(), &"no_tag".into()));
    assert!(json["findings"][0]["where"].is_string());
}

#[test]
fn an_address_that_is_none_ends_with_2() {
    let output = motivo(&["doctor", "file:///index.html"], b"");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("is no address of a page: write https://your-shop.example/"), "{said}");
}

#[test]
fn a_running_collector_is_fine_for_its_own_shop_and_refuses_another() {
    let data = tempfile::tempdir().expect("a folder");
    let embed = tempfile::tempdir().expect("a folder");
    let loader = format!("base='v/{VERSION}/';f={{\"observer.js\":\"{}\"}}", hash(b"1"));
    std::fs::write(embed.path().join("motivo.js"), loader).expect("written");
    std::fs::write(embed.path().join("observer.js"), "1").expect("written");
    let shop = clean();
    let serve = |origin: &str| {
        let embed = embed.path().to_str().expect("a path");
        let binary = Binary::serve(
            data.path(),
            &config("shop.json"),
            &["--embed", embed, "--origin", origin],
        );
        let src = format!("{}/motivo.js", binary.url);
        shop.page(&format!("<script async src={src} data-storefront=shop></script>"));
        look(&shop)
    };
    assert_eq!(serve(&format!("shop={}", shop.shop.url())), []);
    let found = serve("shop=https://elsewhere.example");
    assert_eq!(found.iter().map(|finding| finding.id).collect::<Vec<_>>(), ["origin_refused"]);
    assert!(found[0].fix.ends_with(&format!("--origin shop={}", shop.shop.url())), "{found:?}");
}

#[test]
fn a_page_without_a_tag_is_told_the_tag_to_add() {
    let (id, fix) = with_head(|_| String::new());
    assert_eq!(id, "no_tag");
    assert!(fix.contains("data-storefront=\"YOUR-KEY\"></script>"), "{fix}");
}

#[test]
fn a_tag_where_no_browser_runs_it_is_told_from_none() {
    for (open, close) in [
        ("<!--", "-->"),
        ("<template>", "</template>"),
        ("<noscript>", "</noscript>"),
        ("<template><template></template>", "</template>"),
    ] {
        let (id, fix) = with_head(|site| format!("{open}{}{close}", site.tag()));
        assert_eq!(id, "hidden_tag", "{open}");
        assert!(fix.starts_with("Move it to the end of <head>"), "{fix}");
    }
    let (id, fix) =
        with_head(|_| "<script>load('https://m.example/motivo.js')</script>".to_owned());
    assert_eq!(id, "hidden_tag");
    assert!(fix.contains("motivo.doctor()"), "{fix}");
}

#[test]
fn a_tag_after_a_template_or_a_comment_is_found() {
    let site = clean();
    site.page(&format!("<template><p></template><!-- data-storefront -->{}", site.tag()));
    assert_eq!(look(&site), []);
}

#[test]
fn two_tags_are_one_too_many() {
    let (id, fix) = with_head(|site| site.tag() + &site.tag());
    assert_eq!(id, "two_tags");
    assert!(fix.starts_with("Remove all but one"), "{fix}");
}

#[test]
fn a_tag_without_its_storefront_is_told_to_name_it() {
    let (id, fix) = with_head(|site| site.tag().replace(" data-storefront=\"shop\"", ""));
    assert_eq!(id, "no_storefront");
    assert!(fix.contains("data-storefront=\"YOUR-KEY\""), "{fix}");
}

#[test]
fn a_tag_that_is_not_async_is_rewritten() {
    let (id, fix) = with_head(|site| site.tag().replace(" async", ""));
    assert_eq!(id, "not_async");
    assert!(fix.starts_with("Write <script async src=\"http://127.0.0.1:"), "{fix}");
}

#[test]
fn a_tag_that_a_consent_manager_holds_back_is_told() {
    let (id, fix) = with_head(|site| site.tag().replace("async", "async type=\"text/plain\""));
    assert_eq!(id, "tag_type");
    assert!(!fix.contains("text/plain"), "{fix}");
}

#[test]
fn a_word_for_consent_that_does_not_exist_is_told() {
    let (id, _) = with_head(|site| site.tag().replace("async", "async data-consent=\"yes\""));
    assert_eq!(id, "consent_value");
}

#[test]
fn a_tag_without_an_address_loads_nothing() {
    let (id, fix) = with_head(|_| "<script async data-storefront=\"shop\"></script>".to_owned());
    assert_eq!(id, "no_src");
    assert!(fix.contains("src=\"https://…/motivo.js\""), "{fix}");
}

#[test]
fn relative_addresses_follow_the_pages_base() {
    let site = clean();
    let base = format!("<base href=\"{}/deep/\">", site.files.url());
    site.page(&(base + "<script async src=\"../motivo.js\" data-storefront=\"shop\"></script>"));
    assert_eq!(look(&site), []);
}

#[test]
fn an_amp_page_and_a_framed_shop_are_named() {
    let site = clean();
    let reply = |html: &str| Reply::new(200, &[("content-type", "text/html")], html);
    site.shop.set("GET /", reply(&format!("<html amp><head>{}</head></html>", site.tag())));
    assert_eq!(only(&site).id, "amp");
    site.shop.set("GET /", reply("<html><iframe src=\"https://inner.example/\"></iframe></html>"));
    assert!(only(&site).fix.contains("https://inner.example/"));
}

#[test]
fn a_page_that_does_not_come_is_told_in_plain_words() {
    let gone = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr();
    let url = format!("http://{}/", gone.expect("an address"));
    let found = examine(&Url::parse(&url).expect("an address")).findings;
    assert_eq!(found[0].id, "page_unreachable");
    assert_eq!(found[0].what, "The page cannot be fetched: nothing listens there.");
}

#[test]
fn a_host_that_never_answers_is_given_up_after_ten_seconds() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/", silent.local_addr().expect("an address"));
    let found = examine(&Url::parse(&url).expect("an address")).findings;
    assert_eq!(found[0].what, "The page cannot be fetched: no answer within 10 seconds.");
}

#[test]
fn an_answer_that_is_no_page_or_an_error_is_told() {
    let site = clean();
    site.shop.edit("GET /", |reply| reply.status = 500);
    assert!(only(&site).what.contains("answered with 500"));
    site.shop.set("GET /", Reply::new(200, &[("content-type", "application/json")], "{}"));
    assert_eq!(only(&site).id, "no_page");
}

#[test]
fn redirects_are_followed_and_another_host_is_told() {
    let site = clean();
    let path = Reply::new(302, &[("location", "/home")], "");
    let page = Reply::new(200, &[("content-type", "text/html")], site.tag());
    site.shop.set("GET /home", page);
    site.shop.set("GET /", path);
    assert_eq!(look(&site), [], "a path of the same shop");

    let before = Host::start();
    let to = site.shop.url().replace("127.0.0.1", "localhost") + "/home";
    before.set("GET /", Reply::new(301, &[("location", &to)], ""));
    let report = examine(&Url::parse(&before.url()).expect("an address"));
    assert_eq!(report.findings[0].id, "page_moved", "{report:#?}");
    assert_eq!(report.url, to);

    before.set("GET /", Reply::new(302, &[("location", "/")], ""));
    let report = examine(&Url::parse(&before.url()).expect("an address"));
    assert!(report.findings[0].what.contains("redirects more than 5 times"), "{report:#?}");
}

#[test]
fn compressed_pages_are_read() {
    let site = clean();
    let html = site.tag().into_bytes();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&html).expect("packed");
    let mut br = Vec::new();
    let quality = brotli::enc::BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut html.as_slice(), &mut br, &quality).expect("packed");
    for (encoding, body) in [("gzip", gzip.finish().expect("packed")), ("br", br)] {
        let headers = [("content-type", "text/html"), ("content-encoding", encoding)];
        site.shop.set("GET /", Reply::new(200, &headers, body));
        assert_eq!(look(&site), [], "{encoding}");
    }
}

#[test]
fn a_policy_that_lets_everything_through_gives_no_finding() {
    let site = clean();
    let m = site.files.url();
    for policy in [
        format!("default-src 'none'; script-src {m} 'wasm-unsafe-eval'; connect-src {m}"),
        format!("script-src {m}/ 'unsafe-eval'; connect-src http:"),
        "require-trusted-types-for 'script'; trusted-types other motivo".to_owned(),
        "img-src 'self', frame-ancestors 'none'; upgrade-insecure-requests".to_owned(),
    ] {
        site.policy(&policy);
        assert_eq!(look(&site), [], "{policy}");
    }
    site.page(&site.tag().replace("async", "async nonce=\"r4nd0m\""));
    site.policy(&format!(
        "script-src 'nonce-r4nd0m' 'strict-dynamic' 'wasm-unsafe-eval'; connect-src {m}"
    ));
    assert_eq!(look(&site), [], "a nonce under strict-dynamic");
}

/// Sets a policy and gives the findings' names and the first change.
fn under(policy: &str) -> (Vec<&'static str>, String, String) {
    let site = clean();
    let m = site.files.url();
    site.policy(&policy.replace("M", &m));
    let found = look(&site);
    let ids = found.iter().map(|finding| finding.id).collect();
    let fix = found.first().map_or(String::new(), |finding| finding.fix.clone());
    (ids, fix.replace(&m, "M"), m)
}

#[test]
fn a_policy_without_the_files_origin_is_told_the_directive_to_write() {
    let (ids, fix, _) = under("script-src 'self' 'wasm-unsafe-eval'");
    assert_eq!(ids, ["csp_script"]);
    assert_eq!(fix, "In that policy write: script-src 'self' 'wasm-unsafe-eval' M");
}

#[test]
fn a_policy_without_wasm_is_told_the_directive_to_write() {
    let (ids, fix, _) = under("script-src 'self' M");
    assert_eq!(ids, ["csp_wasm"]);
    assert_eq!(fix, "In that policy write: script-src 'self' M 'wasm-unsafe-eval'");
}

#[test]
fn a_policy_that_blocks_fetches_is_told_the_directive_to_write() {
    let (ids, fix, _) = under("default-src 'self'; script-src M 'wasm-unsafe-eval'");
    assert_eq!(ids, ["csp_connect"]);
    assert_eq!(fix, "In that policy write: connect-src 'self' M");
}

#[test]
fn default_src_counts_where_nothing_else_is_said() {
    let (ids, fix, _) = under("default-src 'self'");
    assert_eq!(ids, ["csp_script", "csp_wasm", "csp_connect"]);
    assert_eq!(fix, "In that policy write: script-src 'self' M 'wasm-unsafe-eval'");
}

#[test]
fn each_of_two_policies_must_agree_and_a_meta_in_the_head_is_one() {
    let (ids, ..) = under("script-src M 'wasm-unsafe-eval', script-src 'wasm-unsafe-eval' 'self'");
    assert_eq!(ids, ["csp_script"]);
    let meta = "<meta http-equiv=\"Content-Security-Policy\" content=\"connect-src 'self'\">";
    let site = clean();
    site.page(&(meta.to_owned() + &site.tag()));
    let found = only(&site);
    assert_eq!(found.id, "csp_connect");
    assert!(found.place.starts_with("<meta"), "{found:?}");
    site.page(&format!("{}<div></div>{meta}", site.tag()));
    assert_eq!(look(&site), [], "in the body it is no policy");
}

#[test]
fn under_strict_dynamic_the_tag_needs_the_pages_nonce() {
    let (ids, fix, _) = under("script-src 'nonce-a' 'strict-dynamic' 'wasm-unsafe-eval' M");
    assert_eq!(ids, ["csp_script"]);
    assert!(fix.contains("nonce=\"THE-PAGE'S-NONCE\""), "{fix}");
}

#[test]
fn a_hash_that_lets_the_loader_run_does_not_let_its_files_run() {
    let site = clean();
    let m = site.files.url();
    let mut pin = String::new();
    site.files.edit("GET /motivo.js", |reply| pin = hash(&reply.body));
    let attributes = format!("async crossorigin integrity=\"{pin}\"");
    site.page(&site.tag().replace("async", &attributes));
    site.policy(&format!("script-src '{pin}' 'wasm-unsafe-eval'; connect-src {m}"));
    let found = only(&site);
    assert_eq!(found.what, "The policy lets motivo.js run, but not what it loads.");
}

#[test]
fn trusted_types_must_list_motivo() {
    for policy in
        ["require-trusted-types-for 'script'; trusted-types 'none'", "trusted-types other"]
    {
        let (ids, fix, _) = under(policy);
        assert_eq!(ids, ["trusted_types"], "{policy}");
        assert!(fix.ends_with("motivo"), "{fix}");
    }
}

#[test]
fn a_sandbox_without_scripts_is_told() {
    assert_eq!(under("sandbox allow-forms").0, ["csp_sandbox"]);
}

#[test]
fn a_loader_that_is_not_there_is_told() {
    let site = clean();
    site.files.remove("GET /motivo.js");
    let found = look(&site);
    assert_eq!(found[0].id, "loader_unreachable", "{found:#?}");
    assert!(found[0].what.contains("answered with 404"), "{found:#?}");
}

#[test]
fn a_page_in_the_loaders_stead_is_told() {
    let found = with_file("GET /motivo.js", |reply| *reply = Reply::html());
    assert_eq!(found.id, "loader_html");
}

#[test]
fn a_loader_of_a_wrong_type_or_kept_too_long_is_told_the_header() {
    let found = with_file("GET /motivo.js", |reply| {
        reply.with("content-type", "text/plain");
    });
    assert_eq!(found.id, "loader_mime");
    assert!(found.fix.contains("Content-Type: text/javascript"), "{found:?}");
    for cache in ["public, max-age=31536000, immutable", ""] {
        let found = with_file("GET /motivo.js", |reply| {
            reply.without("cache-control");
            if !cache.is_empty() {
                reply.with("cache-control", cache);
            }
        });
        assert_eq!(found.id, "loader_cache", "{cache}");
        assert!(found.fix.ends_with("Cache-Control: public, max-age=300"), "{found:?}");
    }
}

#[test]
fn another_script_under_the_loaders_name_is_told() {
    let found = with_file("GET /motivo.js", |reply| reply.body = b"console.log(1)".to_vec());
    assert_eq!(found.id, "loader_other");
}

#[test]
fn a_loader_that_moved_is_told_the_new_tag() {
    let site = clean();
    let mut loader = None;
    site.files.edit("GET /motivo.js", |reply| loader = Some(reply.clone()));
    site.files.set("GET /new/motivo.js", loader.expect("it was there"));
    site.files.set("GET /motivo.js", Reply::new(302, &[("location", "/new/motivo.js")], ""));
    let found = only(&site);
    assert_eq!(found.id, "loader_redirect");
    assert!(found.fix.contains("/new/motivo.js\""), "{found:?}");
}

#[test]
fn a_loader_that_keeps_to_its_own_origin_is_told() {
    let found = with_file("GET /motivo.js", |reply| {
        reply.with("cross-origin-resource-policy", "same-origin");
    });
    assert_eq!(found.id, "loader_corp");
    let site = clean();
    site.shop.edit("GET /", |reply| {
        reply.with("cross-origin-embedder-policy", "require-corp");
    });
    assert_eq!(only(&site).id, "loader_corp");
}

#[test]
fn a_pinned_tag_must_fit_its_file_and_have_crossorigin() {
    let (id, _) = with_head(|site| {
        site.tag().replace("async", "async crossorigin integrity=\"sha256-AAAA\"")
    });
    assert_eq!(id, "pin_other");
    let (id, fix) =
        with_head(|site| site.tag().replace("async", "async integrity=\"sha256-AAAA\""));
    assert_eq!(id, "pin_cors");
    assert!(fix.contains("crossorigin=\"anonymous\""), "{fix}");
}

#[test]
fn wasm_of_a_wrong_type_is_told_the_header() {
    let found = with_file(&file("observer_bg.wasm"), |reply| {
        reply.with("content-type", "application/octet-stream");
    });
    assert_eq!(found.id, "wasm_mime");
    assert!(found.fix.contains("application/wasm") && found.what.starts_with("observer_bg.wasm:"));
}

#[test]
fn files_that_the_page_may_not_read_are_told_the_header_and_named_together() {
    let site = clean();
    for name in ["observer.js", "observer_bg.wasm"] {
        site.files.edit(&file(name), |reply| {
            reply.without("access-control-allow-origin");
        });
    }
    let found = only(&site);
    assert_eq!(found.id, "file_cors");
    assert!(found.what.starts_with("observer.js, observer_bg.wasm: "), "{found:?}");
    assert!(found.fix.contains("Access-Control-Allow-Origin: *"), "{found:?}");
}

#[test]
fn a_header_that_two_servers_add_is_told() {
    let found = with_file(&file("observer.js"), |reply| {
        reply.headers.push(("access-control-allow-origin".into(), "*".into()));
    });
    assert!(found.what.contains("Access-Control-Allow-Origin twice"), "{found:?}");
}

#[test]
fn a_file_that_a_cdn_changed_is_told() {
    let found = with_file(&file("observer.js"), |reply| reply.body.extend(b" "));
    assert_eq!(found.id, "file_changed");
    assert!(found.fix.contains("Turn off minifying"), "{found:?}");
}

#[test]
fn a_file_that_is_missing_or_a_page_is_told() {
    let site = clean();
    site.files.remove(&file("observer_bg.wasm"));
    assert_eq!(only(&site).id, "file_unreachable");
    let found = with_file(&file("observer_bg.wasm"), |reply| *reply = Reply::html());
    assert_eq!(found.id, "file_html");
}

#[test]
fn files_without_compression_or_cache_are_told() {
    let site = clean();
    let big = "x".repeat(2000);
    let loader = format!("'v/{VERSION}/',{{\"observer.js\":\"{}\"}}", hash(big.as_bytes()));
    site.files.edit("GET /motivo.js", |reply| reply.body = loader.into_bytes());
    site.files.edit(&file("observer.js"), |reply| reply.body = big.into_bytes());
    assert_eq!(only(&site).id, "file_unpacked");
    let found = with_file(&file("observer.js"), |reply| {
        reply.with("cache-control", "no-cache");
    });
    assert_eq!(found.id, "file_cache");
    assert!(found.fix.contains("immutable"), "{found:?}");
}

#[test]
fn a_storefront_that_nobody_serves_is_told() {
    let (id, fix) = with_head(|site| site.tag().replace("\"shop\"", "\"shup\""));
    assert_eq!(id, "unknown_storefront");
    assert!(fix.contains("data-storefront"), "{fix}");
}

#[test]
fn a_plan_of_another_storefront_is_told_the_tag() {
    let site = clean();
    let plan = format!("{}/v1/plan/shop/", site.files.url());
    let wrong = site.tag().replace("\"shop\"", &format!("\"shup\" data-plan=\"{plan}\""));
    site.page(&wrong);
    let found = only(&site);
    assert_eq!(found.id, "other_storefront");
    assert!(found.fix.contains("data-storefront=\"shop\""), "{found:?}");
}

#[test]
fn a_plan_that_is_damaged_unreadable_or_a_page_is_told() {
    let plan = "GET /v1/plan/shop/plan.txt";
    let found = with_file(plan, |reply| reply.body.truncate(40));
    assert_eq!(found.id, "plan_damaged");
    let found = with_file(plan, |reply| *reply = Reply::html());
    assert_eq!(found.id, "plan_html");
    let found = with_file(plan, |reply| {
        reply.with("access-control-allow-origin", "https://other.example");
    });
    assert_eq!(found.id, "plan_cors");
    let found = with_file(plan, |reply| reply.status = 503);
    assert_eq!(found.id, "plan_unreachable");
}

#[test]
fn texts_of_a_language_that_are_missing_or_broken_are_told() {
    let site = clean();
    site.files.remove("GET /v1/plan/shop/messages.de.json");
    site.files.edit("GET /v1/plan/shop/messages.en.json", |reply| reply.body = b"{".to_vec());
    let found = only(&site);
    assert_eq!(found.id, "texts_missing");
    assert!(found.what.contains("messages.de.json: it is answered with 404"), "{found:?}");
    assert!(found.what.contains("messages.en.json: it is no JSON"), "{found:?}");
}

#[test]
fn a_static_host_without_a_collector_behind_it_is_told() {
    let site = clean();
    site.files.remove("OPTIONS /v1/records");
    let found = only(&site);
    assert_eq!(found.id, "no_collector");
    assert!(found.fix.contains("pass v1/ on to `motivo serve`"), "{found:?}");
}

#[test]
fn an_origin_that_the_collector_does_not_know_is_told_the_option() {
    let found = with_file("OPTIONS /v1/records", |reply| {
        reply.without("access-control-allow-origin");
    });
    assert_eq!(found.id, "origin_refused");
    assert!(found.fix.contains("--origin shop=http://127.0.0.1:"), "{found:?}");
}

#[test]
fn a_firewall_that_turns_posts_away_is_told() {
    let found = with_file("POST /v1/records", |reply| reply.status = 403);
    assert_eq!(found.id, "post_refused");
    assert!(found.what.contains("answers a POST with 403"), "{found:?}");
}
