//! `motivo serve` as an owner meets it: the binary, its console, its files, its end.

mod common;

use common::{Binary, agent, cells, config, record};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Command;

fn get(url: &str) -> (u16, String) {
    let mut answer = agent().get(url).call().expect("an answer");
    (answer.status().as_u16(), answer.body_mut().read_to_string().expect("text"))
}

#[test]
fn a_broken_config_without_a_good_past_ends_with_2_and_the_place() {
    let data = tempfile::tempdir().expect("a folder");
    let output =
        Binary::command(data.path(), &config("mistakes.json"), &[]).output().expect("it ran");
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("mistakes.json:2:25 /storefront"), "{told}");
}

#[test]
fn an_address_that_is_taken_is_named_with_what_to_do() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("an address").to_string();
    let data = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_motivo"));
    command.arg("serve").arg("--config").arg(config("shop.json")).arg("--data").arg(data.path());
    let output = command.args(["--listen", &address]).output().expect("it ran");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains(&format!("cannot listen on {address}")), "{told}");
    assert!(told.contains("choose another with --listen") && !told.contains("panicked"), "{told}");
}

#[test]
fn check_ends_with_0_or_2_and_speaks_json() {
    let check = |name: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_motivo"));
        let output = command.arg("check").arg(config(name)).arg("--json").output().expect("it ran");
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        (output.status.code(), json)
    };
    let (code, good) = check("shop.json");
    assert_eq!((code, &good["ok"], &good["storefront"]), (Some(0), &true.into(), &"shop".into()));
    let (code, bad) = check("unfair.json");
    assert_eq!((code, &bad["ok"]), (Some(2), &false.into()));
    assert_eq!(bad["problems"][1]["pointer"], "/experiences/0/countdown");
    assert_eq!(bad["problems"][1]["line"], 10);
}

#[test]
fn an_invalid_change_keeps_the_last_good_plan_and_says_why_over_a_restart_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, file) = (folder.path().join("data"), folder.path().join("motivo.json"));
    fs::copy(config("shop.json"), &file).expect("copied");
    let plan = |binary: &Binary| get(&format!("{}/v1/plan/shop/plan.txt", binary.url)).1;

    let mut binary = Binary::serve(&data, &file, &[]);
    let good = plan(&binary);
    let mut console = BufReader::new(binary.child.stderr.take().expect("stderr is piped")).lines();
    let mut hear = |words: &str| {
        let said = console.by_ref().map_while(Result::ok).find(|line| line.contains(words));
        assert!(said.is_some(), "the console ended without \"{words}\"");
    };
    let text = fs::read_to_string(&file).expect("the config");
    fs::write(&file, text.replace("\"toast\"", "\"ceiling\"")).expect("written");
    hear("the last good plan stays");
    hear("/experiences/0/place");
    assert_eq!(plan(&binary), good);

    fs::write(&file, text.replace("\"evidence\": 3", "\"evidence\": 9")).expect("written");
    hear("motivo.json: published");
    let better = plan(&binary);
    assert_ne!(better, good);

    fs::write(&file, "{").expect("written");
    drop(binary);
    let again = Binary::serve(&data, &file, &[]);
    assert_eq!(plan(&again), better);
}

#[test]
fn embed_files_have_their_types_caches_and_compression() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, dist) = (folder.path().join("data"), folder.path().join("dist"));
    fs::create_dir(&dist).expect("a folder");
    fs::write(dist.join("motivo.js"), "base='v/0123456789abcdef/'").expect("written");
    fs::write(dist.join("observer_bg.wasm"), b"\0asm\x01\0\0\0").expect("written");
    fs::write(dist.join("secret.txt"), "no embed file").expect("written");
    let embed = ["--embed", dist.to_str().expect("a path")];
    let binary = Binary::serve(&data, &config("shop.json"), &embed);
    let head = |path: &str, encoding: &str| {
        let request = agent().get(format!("{}{path}", binary.url));
        let answer = request.header("accept-encoding", encoding).call().expect("an answer");
        let get = |name: &str| {
            answer.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or("").to_owned()
        };
        let names =
            ["content-type", "cache-control", "access-control-allow-origin", "content-encoding"];
        (answer.status().as_u16(), names.map(get))
    };
    let loader = ["text/javascript", "public, max-age=300", "*", "br"].map(str::to_owned);
    assert_eq!(head("/motivo.js", "gzip, br"), (200, loader));
    let wasm = ["application/wasm", "public, max-age=31536000, immutable", "*", ""];
    assert_eq!(
        head("/v/0123456789abcdef/observer_bg.wasm", "identity"),
        (200, wasm.map(str::to_owned))
    );
    let (status, missing) = head("/v/0123456789abcdee/observer_bg.wasm", "identity");
    assert_eq!((status, missing[1].as_str()), (404, ""), "a missing file is not cached");
    assert_eq!(head("/v/0123456789abcdef/secret.txt", "identity").0, 404);
    assert_eq!(head("/v/../token", "identity").0, 404);
    let plan = head("/v1/plan/shop/plan.txt", "identity").1;
    assert_eq!(plan[..3], ["text/plain; charset=utf-8", "public, max-age=60", "*"]);
}

#[test]
fn a_plan_that_is_known_is_not_sent_again() {
    let data = tempfile::tempdir().expect("a folder");
    let binary = Binary::serve(data.path(), &config("shop.json"), &[]);
    let url = format!("{}/v1/plan/shop/messages.de.json", binary.url);
    let first = agent().get(&url).call().expect("an answer");
    let tag = first.headers()["etag"].clone();
    let second = agent().get(&url).header("if-none-match", tag).call().expect("an answer");
    assert_eq!(second.status().as_u16(), 304);
    assert_eq!(get(&format!("{}/v1/plan/shop/messages.xx.json", binary.url)).0, 404);
    assert_eq!(get(&format!("{}/v1/plan/other/plan.txt", binary.url)).0, 404);
}

#[test]
fn one_client_that_sends_without_end_is_told_to_wait_and_others_are_not() {
    let data = tempfile::tempdir().expect("a folder");
    let binary = Binary::serve(data.path(), &config("shop.json"), &[]);
    let (url, agent) = (format!("{}/v1/records", binary.url), agent());
    let send = |from: &str, text: &str| {
        agent.post(&url).header("x-forwarded-for", from).send(text).expect("an answer")
    };
    let held = (0..2_000).map(|_| send("203.0.113.9", "m2")).find(|it| it.status() == 429);
    let mut held = held.expect("the bucket is empty after some hundred requests");
    assert_eq!(held.headers()["retry-after"], "2");
    let told = held.body_mut().read_to_string().expect("text");
    assert_eq!(told, "too many requests from one address: send again later, with the same ids\n");
    assert_eq!(send("203.0.113.10", &record(1, "visit 0 no 1 2")).status(), 204);
    let near = agent.post(&url).send(record(2, "visit 0 no 1 2")).expect("an answer");
    assert_eq!(near.status(), 204, "a proxy that names nobody is not one client");
}

#[cfg(unix)]
#[test]
fn being_asked_to_stop_ends_with_0_and_everything_committed() {
    let data = tempfile::tempdir().expect("a folder");
    let mut binary = Binary::serve(data.path(), &config("shop.json"), &[]);
    let url = format!("{}/v1/records", binary.url);
    for id in 0..20 {
        let answer = agent().post(&url).send(record(id, "visit 0 no 1 2")).expect("an answer");
        assert_eq!(answer.status().as_u16(), 204);
    }
    // Refusals are not waited for: they have to be written at the end.
    assert_eq!(agent().post(&url).send("m2").expect("an answer").status().as_u16(), 400);
    let stop = Command::new("kill").arg(binary.child.id().to_string()).status().expect("kill");
    assert!(stop.success());
    assert_eq!(binary.child.wait().expect("it ends").code(), Some(0));
    assert!(cells(data.path(), "shop").contains(&"visits 0|no visits 20".to_owned()));
    assert_eq!(cells(data.path(), "-"), ["health version|other|none n 1"]);
}

#[test]
fn the_report_needs_its_token_and_keeps_it_over_a_restart() {
    let data = tempfile::tempdir().expect("a folder");
    let report = Binary::serve(data.path(), &config("shop.json"), &[]).report.clone();
    let binary = Binary::serve(data.path(), &config("shop.json"), &[]);
    assert_eq!(report.split('?').nth(1), binary.report.split('?').nth(1));
    assert_eq!(get(&binary.report).0, 200);
    for wrong in ["", "?token=", "?token=00000000000000000000000000000000"] {
        let (status, text) = get(&format!("{}/report{wrong}", binary.url));
        assert_eq!(status, 401);
        assert!(text.contains("open the address that `motivo serve` printed"), "{text}");
    }
}
