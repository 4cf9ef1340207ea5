//! `motivo dist` as an owner meets it: a folder that needs no program to be served.

mod common;

use common::{Binary, agent, config, motivo};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;

const VERSION: &str = "0123456789abcdef";
/// Reference: `printf "base='v/0123456789abcdef/'" | openssl dgst -sha256 -binary | base64 -w0`,
/// and the same with -sha384 (OpenSSL 3.0).
const SHA256: &str = "sha256-HoMbo+TNA7q377GYZSe0brWOQA8n5bUmt76TVgJFMqM=";
const SHA384: &str = "sha384-7hR8XcnVzU3qprOxdHUbKHc8xmWTqMjrhLbW8NYuNqYU9IN3JVqRWmdZ0zA9PLDC";

/// A folder with embed files and one to write to.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().expect("a folder"));
        fs::create_dir(desk.path("embed")).expect("a folder");
        desk.embed(VERSION);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn embed(&self, version: &str) {
        let embed = self.path("embed");
        fs::write(embed.join("motivo.js"), format!("base='v/{version}/'")).expect("written");
        fs::write(embed.join("observer.js"), version.repeat(100)).expect("written");
        fs::write(embed.join("observer_bg.wasm"), b"\0asm\x01\0\0\0").expect("written");
    }

    fn dist(&self, configs: &[PathBuf], more: &[&str]) -> Output {
        let (to, embed) = (self.path("to"), self.path("embed"));
        let mut arguments = vec!["dist"];
        arguments.extend(configs.iter().map(|path| path.to_str().expect("a path")));
        arguments.extend(["--to", to.to_str().expect("a path")]);
        arguments.extend(["--embed", embed.to_str().expect("a path")]);
        arguments.extend(more);
        motivo(&arguments, b"")
    }

    fn json(&self, configs: &[PathBuf]) -> (Option<i32>, serde_json::Value) {
        let output = self.dist(configs, &["--json"]);
        let json = serde_json::from_slice(&output.stdout);
        (output.status.code(), json.unwrap_or_else(|_| panic!("no JSON: {output:?}")))
    }

    fn read(&self, name: &str) -> String {
        let path = self.path("to").join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}

fn exists(folder: &Path, names: &[&str]) {
    for name in names {
        assert!(folder.join(name).is_file(), "no {name} in {}", folder.display());
    }
}

#[test]
fn the_folder_has_all_that_a_page_asks_for_and_compressed_files_beside() {
    let desk = Desk::new();
    let output = desk.dist(&[config("shop.json")], &[]);
    assert!(output.status.success(), "{output:?}");
    let to = desk.path("to");
    exists(&to, &["motivo.js", "motivo.js.br", "motivo.js.gz", "_headers", "integrity.json"]);
    exists(
        &to.join(format!("v/{VERSION}")),
        &["observer.js", "observer.js.br", "observer_bg.wasm.gz"],
    );
    exists(&to.join("v1/plan/shop"), &["plan.txt", "messages.en.json", "messages.de.json"]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("<script async src=\"…/motivo.js\" data-storefront=\"shop\""), "{said}");
}

#[test]
fn plan_and_texts_are_the_bytes_that_serve_gives() {
    let desk = Desk::new();
    assert!(desk.dist(&[config("shop.json")], &[]).status.success());
    let data = desk.path("data");
    let binary = Binary::serve(&data, &config("shop.json"), &[]);
    for name in ["plan.txt", "messages.en.json", "messages.ar.json"] {
        let url = format!("{}/v1/plan/shop/{name}", binary.url);
        let served = agent().get(&url).call().expect("an answer").body_mut().read_to_string();
        assert_eq!(desk.read(&format!("v1/plan/shop/{name}")), served.expect("text"), "{name}");
    }
}

#[test]
fn hashes_are_those_that_a_browser_computes_and_the_pinned_tag_names_a_file_that_stays() {
    let desk = Desk::new();
    let (code, json) = desk.json(&[config("shop.json")]);
    assert_eq!(
        (code, &json["ok"], &json["written"]["version"]),
        (Some(0), &true.into(), &VERSION.into())
    );
    let loader = &json["written"]["files"]["motivo.js"];
    assert_eq!(loader["sha256"], SHA256);
    assert_eq!(loader["sha384"], SHA384);
    let pinned = format!(
        "<script async src=\"…/motivo.{VERSION}.js\" integrity=\"{SHA384}\" crossorigin=\"anonymous\" data-storefront=\"shop\"></script>"
    );
    assert_eq!(json["written"]["tags"]["shop"]["pinned"], pinned);
    assert_eq!(desk.read(&format!("motivo.{VERSION}.js")), desk.read("motivo.js"));
    let kept: serde_json::Value = serde_json::from_str(&desk.read("integrity.json")).expect("JSON");
    assert_eq!(kept, json["written"]);
    desk.read(&format!("v/{VERSION}/observer_bg.wasm"));
    assert!(kept["files"][format!("v/{VERSION}/observer_bg.wasm")]["sha256"].is_string());
}

#[test]
fn headers_are_those_of_serve() {
    let desk = Desk::new();
    assert!(desk.dist(&[config("shop.json")], &[]).status.success());
    let headers = desk.read("_headers");
    for lines in [
        "\n/*\n  Access-Control-Allow-Origin: *\n",
        "\n/motivo.js\n  Cache-Control: public, max-age=300\n",
        "\n/v/*\n  Cache-Control: public, max-age=31536000, immutable\n",
        "\n/v/0123456789abcdef/observer_bg.wasm\n  Content-Type: application/wasm\n",
    ] {
        assert!(headers.contains(lines), "no {lines} in {headers}");
    }
}

#[test]
fn one_config_with_a_mistake_leaves_the_folder_as_it_was() {
    let desk = Desk::new();
    assert!(desk.dist(&[config("shop.json")], &[]).status.success());
    let before = desk.read("integrity.json");
    desk.embed("00000000000000ff");
    let (code, json) = desk.json(&[config("shop.json"), config("mistakes.json")]);
    assert_eq!((code, &json["ok"]), (Some(2), &false.into()));
    assert!(json["problems"][0]["instead"].is_string(), "{json}");
    assert_eq!(desk.read("integrity.json"), before);
    assert!(!desk.path("to/v/00000000000000ff").exists());
}

#[test]
fn an_update_keeps_the_old_version_for_pages_with_an_older_loader() {
    let desk = Desk::new();
    assert!(desk.dist(&[config("shop.json")], &[]).status.success());
    desk.embed("00000000000000ff");
    assert!(desk.dist(&[config("shop.json")], &[]).status.success());
    assert!(desk.read("motivo.js").contains("00000000000000ff"));
    exists(&desk.path("to"), &["motivo.0123456789abcdef.js", "motivo.00000000000000ff.js"]);
    exists(&desk.path("to/v/0123456789abcdef"), &["observer.js", "observer.js.br"]);
    let halves = fs::read_dir(desk.path("to")).expect("a folder").flatten();
    let halves: Vec<_> =
        halves.filter(|file| file.path().extension() == Some("part".as_ref())).collect();
    assert!(halves.is_empty(), "{halves:?}");
}

#[test]
fn headers_that_the_owner_wrote_are_not_written_over() {
    let desk = Desk::new();
    fs::create_dir(desk.path("to")).expect("a folder");
    fs::write(desk.path("to/_headers"), "/*\n  X-Mine: 1\n").expect("written");
    let output = desk.dist(&[config("shop.json")], &[]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("_headers: this file is not from `motivo dist`"), "{told}");
    assert_eq!(desk.read("_headers"), "/*\n  X-Mine: 1\n");
    assert!(!desk.path("to/motivo.js").exists());
}

#[test]
fn two_configs_of_one_storefront_are_refused() {
    let desk = Desk::new();
    let output = desk.dist(&[config("shop.json"), config("shop.json")], &[]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("two configs name the storefront \"shop\""), "{told}");
    assert!(!desk.path("to").exists());
}
