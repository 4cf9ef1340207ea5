//! Asks a running demo for everything a shop and its owner need, and says what is wrong.
//! Never stops at the first fault: one run names them all.

use crate::embed;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::time::Duration;

/// Well-formed but for its fourth field from the end: `holdout` is 0 or 1.
const MALFORMED: &str = "m1 counts sample 00112233445566778899aabbccddeeff visit 7 no 5 2";
const WELL_FORMED: &str = "m1 counts sample 00112233445566778899aabbccddeeff visit 0 no 5 2";

/// Checks the shop, the embed files in `dist`, the plan, the records address and the report.
pub(crate) fn check(shop: &str, collector: &str, report: &str, dist: &Path) -> Result<()> {
    let client = Client { agent: agent(), origin: shop.to_owned() };
    let mut failed = 0;
    let mut say = |what: &str, fault: Result<()>| match fault {
        Ok(()) => println!("  ok      {what}"),
        Err(why) => {
            failed += 1;
            println!("  FAILED  {what}: {why:#}");
        }
    };
    say("the shop's home page names the collector's loader", home(&client, shop, collector));
    say("the loader is there for every shop", loader(&client, collector, dist));
    let listed: serde_json::Value = serde_json::from_slice(&fs::read(dist.join("integrity.json"))?)
        .context("integrity.json")?;
    let base = listed["base"].as_str().context("integrity.json: base")?;
    for (name, hash) in listed["files"].as_object().context("integrity.json: files")? {
        if name != embed::LOADER {
            let url = format!("{collector}/{base}{name}");
            say(&format!("{name} is what the loader expects"), file(&client, &url, hash));
        }
    }
    let plan = format!("{collector}/v1/plan/sample");
    say("the plan is there", client.get(&format!("{plan}/plan.txt"))?.is(200, "text/plain"));
    say("the messages are there", messages(&client, &plan));
    say("a malformed record is refused by field", malformed(&client, collector));
    say("another site's record is refused", stranger(collector));
    say("the report is there for its owner", client.get(report)?.is(200, "text/html"));
    say("the report is closed to others", closed(&client, report));
    match failed {
        0 => Ok(()),
        n => bail!("{n} checks failed, see above"),
    }
}

fn home(client: &Client, shop: &str, collector: &str) -> Result<()> {
    let page = client.get(&format!("{shop}/"))?;
    page.is(200, "text/html")?;
    expect(page.text().contains(&format!("src=\"{collector}/motivo.js\"")), "no such tag in it")
}

fn loader(client: &Client, collector: &str, dist: &Path) -> Result<()> {
    let served = client.get(&format!("{collector}/{}", embed::LOADER))?;
    served.is(200, "text/javascript")?;
    served.allows_other_origins()?;
    expect(served.body == fs::read(dist.join(embed::LOADER))?, "not the file that was built")
}

fn file(client: &Client, url: &str, hash: &serde_json::Value) -> Result<()> {
    let served = client.get(url)?;
    let wasm = url.ends_with(".wasm");
    served.is(200, if wasm { "application/wasm" } else { "text/javascript" })?;
    served.allows_other_origins()?;
    expect(served.header("cache-control").contains("immutable"), "not immutable")?;
    expect(*hash == embed::integrity(&served.body), "its integrity hash is another one")
}

fn messages(client: &Client, plan: &str) -> Result<()> {
    let served = client.get(&format!("{plan}/messages.en.json"))?;
    served.is(200, "application/json")?;
    served.allows_other_origins()?;
    let parsed: serde_json::Map<_, _> = serde_json::from_slice(&served.body)?;
    expect(!parsed.is_empty(), "no message in it")
}

fn malformed(client: &Client, collector: &str) -> Result<()> {
    let answer = client.post(&format!("{collector}/v1/records"), MALFORMED)?;
    expect(answer.status == 400, &format!("status {}, not 400", answer.status))?;
    answer.allows_other_origins()?;
    expect(answer.text().contains("holdout"), "the answer does not name the field holdout")
}

fn stranger(collector: &str) -> Result<()> {
    let client = Client { agent: agent(), origin: "https://stranger.example".into() };
    let answer = client.post(&format!("{collector}/v1/records"), WELL_FORMED)?;
    expect(answer.status == 403, &format!("status {}, not 403", answer.status))
}

fn closed(client: &Client, report: &str) -> Result<()> {
    let bare = report.split('?').next().unwrap_or(report);
    let status = client.get(bare)?.status;
    expect(matches!(status, 401 | 403), &format!("status {status} without the token"))
}

fn expect(holds: bool, fault: &str) -> Result<()> {
    if holds { Ok(()) } else { bail!("{fault}") }
}

/// Asks as a page of the shop does.
struct Client {
    agent: ureq::Agent,
    origin: String,
}

struct Answer {
    status: u16,
    headers: ureq::http::HeaderMap,
    body: Vec<u8>,
}

impl Client {
    fn get(&self, url: &str) -> Result<Answer> {
        read(self.agent.get(url).header("Origin", &self.origin).call(), url)
    }

    fn post(&self, url: &str, body: &str) -> Result<Answer> {
        let request = self.agent.post(url).header("Origin", &self.origin);
        read(request.content_type("text/plain;charset=UTF-8").send(body), url)
    }
}

fn read(
    response: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    url: &str,
) -> Result<Answer> {
    let mut response = response.with_context(|| format!("{url} does not answer"))?;
    let body = response.body_mut().read_to_vec()?;
    Ok(Answer { status: response.status().as_u16(), headers: response.headers().clone(), body })
}

impl Answer {
    fn is(&self, status: u16, mime: &str) -> Result<()> {
        expect(self.status == status, &format!("status {}, not {status}", self.status))?;
        let found = self.header("content-type");
        expect(found.starts_with(mime), &format!("content-type \"{found}\", not {mime}"))
    }

    fn allows_other_origins(&self) -> Result<()> {
        expect(!self.header("access-control-allow-origin").is_empty(), "no CORS header")
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A client for 127.0.0.1: no proxy, and every status is an answer.
pub(crate) fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .proxy(None)
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(10)))
        .build()
        .into()
}
