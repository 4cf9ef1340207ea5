//! A shop and its files on ports of this machine, as a table of answers that a test may spoil.
//! Never a browser and never the internet.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

pub(crate) const VERSION: &str = "0123456789abcdef";

/// What is answered to one path.
#[derive(Clone)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn new(status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Self {
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Self { status, headers: headers.iter().map(pair).collect(), body: body.into() }
    }

    /// A page that says that there is none, with a good conscience.
    pub(crate) fn html() -> Self {
        Self::new(200, &[("content-type", "text/html")], "<!doctype html><title>Shop</title>")
    }

    pub(crate) fn without(&mut self, name: &str) -> &mut Self {
        self.headers.retain(|(known, _)| known != name);
        self
    }

    pub(crate) fn with(&mut self, name: &str, value: &str) -> &mut Self {
        self.without(name).headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// Answers by `METHOD path`.
type Table = Arc<Mutex<BTreeMap<String, Reply>>>;

/// A server of such a table.
pub(crate) struct Host {
    pub(crate) address: SocketAddr,
    table: Table,
    /// What was asked, as `METHOD path body`.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Host {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let host = Self { address, table: Table::default(), asked: Arc::default() };
        let (table, asked) = (Arc::clone(&host.table), Arc::clone(&host.asked));
        // Ends with the test's process.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A client that went away is no matter of the test.
                let _ = answer(stream, &table, &asked);
            }
        });
        host
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn set(&self, what: &str, reply: Reply) {
        self.table.lock().expect("no test panics here").insert(what.to_owned(), reply);
    }

    pub(crate) fn remove(&self, what: &str) {
        self.table.lock().expect("no test panics here").remove(what);
    }

    /// Spoils an answer.
    pub(crate) fn edit(&self, what: &str, change: impl FnOnce(&mut Reply)) {
        change(
            self.table.lock().expect("no test panics here").get_mut(what).expect("such an answer"),
        );
    }

    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no test panics here").clone()
    }
}

fn answer(stream: TcpStream, table: &Table, asked: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let what = first.rsplit_once(' ').map_or("", |(what, _)| what).to_owned();
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let line = line.trim().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let line = format!("{what} {}", String::from_utf8_lossy(&body));
    asked.lock().expect("no test panics here").push(line.trim_end().to_owned());
    let missing = Reply::new(404, &[("content-type", "text/plain")], "nothing here\n");
    let reply = table.lock().expect("no test panics here").get(&what).cloned().unwrap_or(missing);
    let mut head = format!("HTTP/1.1 {} So\r\nconnection: close\r\n", reply.status);
    for (name, value) in &reply.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\n\r\n", reply.body.len()));
    let mut stream = reader.into_inner();
    stream.write_all(head.as_bytes())?;
    stream.write_all(&reply.body)
}

/// A page of a shop, and the host of the files that its tag names, all as they should be.
pub(crate) struct Site {
    pub(crate) shop: Host,
    pub(crate) files: Host,
}

const FOREVER: &str = "public, max-age=31536000, immutable";

impl Site {
    /// `plan` is the folder with plan.txt and its texts; its storefront is `shop`.
    pub(crate) fn clean(plan: &std::path::Path) -> Self {
        let site = Self { shop: Host::start(), files: Host::start() };
        let wasm = b"\0asm\x01\0\0\0".to_vec();
        let observer = format!("later({{\"observer_bg.wasm\":\"{}\"}})", hash(&wasm));
        let loader = format!(
            "base='v/{VERSION}/';files={{\"observer.js\":\"{}\"}}",
            hash(observer.as_bytes())
        );
        let file = |name: &str| format!("GET /v/{VERSION}/{name}");
        site.files.set("GET /motivo.js", script("public, max-age=300", loader));
        site.files.set(&file("observer.js"), script(FOREVER, observer));
        let mut reply = script(FOREVER, wasm);
        reply.with("content-type", "application/wasm");
        site.files.set(&file("observer_bg.wasm"), reply);
        for entry in std::fs::read_dir(plan).expect("a folder").flatten() {
            let name = entry.file_name().into_string().expect("a name");
            let text = std::fs::read(entry.path()).expect("a file");
            let headers = [("access-control-allow-origin", "*"), ("content-type", "text/plain")];
            site.files.set(&format!("GET /v1/plan/shop/{name}"), Reply::new(200, &headers, text));
        }
        let origin = site.shop.url();
        let cors = ("access-control-allow-origin", origin.as_str());
        let allow = [cors, ("access-control-allow-methods", "POST")];
        site.files.set("OPTIONS /v1/records", Reply::new(204, &allow, ""));
        site.files.set("POST /v1/records", Reply::new(400, &[cors], "record field"));
        site.page(&site.tag());
        site
    }

    /// The tag as it should be.
    pub(crate) fn tag(&self) -> String {
        let src = format!("{}/motivo.js", self.files.url());
        format!("<script async src=\"{src}\" data-storefront=\"shop\"></script>")
    }

    /// The page with this in its head.
    pub(crate) fn page(&self, head: &str) {
        let html =
            format!("<!doctype html><html lang=\"en\"><head>{head}</head><body>Hi</body></html>");
        let reply = Reply::new(200, &[("content-type", "text/html; charset=utf-8")], html);
        self.shop.set("GET /", reply);
    }

    /// The page's security policy.
    pub(crate) fn policy(&self, text: &str) {
        self.shop.edit("GET /", |reply| {
            reply.with("content-security-policy", text);
        });
    }
}

fn script(cache: &str, body: impl Into<Vec<u8>>) -> Reply {
    let headers = [
        ("content-type", "text/javascript; charset=utf-8"),
        ("access-control-allow-origin", "*"),
        ("cache-control", cache),
    ];
    Reply::new(200, &headers, body)
}

pub(crate) fn hash(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}
