//! Serves the sample shop as a shop would: static pages whose one tag is another origin's script.
//! Never serves a file outside its folder, and never caches a page.

use anyhow::{Result, anyhow};
use std::fs;
use std::net::TcpListener;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use tiny_http::{Header, Method, Request, Response, Server};

/// The running shop; it stops when dropped.
pub(crate) struct Shop {
    server: Arc<Server>,
    worker: Option<JoinHandle<()>>,
    /// Its address, without a slash at the end.
    pub(crate) url: String,
}

impl Shop {
    /// Serves `folder`, every tag in it pointing to `loader`, the collector's absolute address.
    pub(crate) fn start(listener: TcpListener, folder: PathBuf, loader: String) -> Result<Self> {
        let url = format!("http://{}", listener.local_addr()?);
        let server = Server::from_listener(listener, None)
            .map(Arc::new)
            .map_err(|error| anyhow!("the sample shop cannot listen on {url}: {error}"))?;
        let requests = Arc::clone(&server);
        let worker = thread::spawn(move || {
            for request in requests.incoming_requests() {
                // A shopper who went away is no error of ours.
                let _ = answer(request, &folder, &loader);
            }
        });
        Ok(Self { server, worker: Some(worker), url })
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.server.unblock();
        if let Some(worker) = self.worker.take() {
            let _ = worker.join();
        }
    }
}

fn answer(request: Request, folder: &Path, loader: &str) -> std::io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(Response::from_string("GET only\n").with_status_code(405));
    }
    let file = inside(request.url()).map(|path| folder.join(path));
    let file = file.map(|path| if path.is_dir() { path.join("index.html") } else { path });
    let Some((mime, bytes)) = file.and_then(|path| Some((mime(&path), fs::read(path).ok()?)))
    else {
        return request.respond(Response::from_string("not found\n").with_status_code(404));
    };
    let bytes = match (mime.starts_with("text/html"), String::from_utf8(bytes)) {
        (true, Ok(page)) => point_tag(&page, loader).into_bytes(),
        (_, Ok(text)) => text.into_bytes(),
        (_, Err(other)) => other.into_bytes(),
    };
    let headers = [("Content-Type", mime), ("Cache-Control", "no-store")];
    let headers = headers.into_iter().filter_map(|(k, v)| Header::from_bytes(k, v).ok());
    request.respond(headers.fold(Response::from_data(bytes), Response::with_header))
}

/// The file a request's path means, relative to the shop's folder; none when it leads outside.
fn inside(url: &str) -> Option<PathBuf> {
    let path = decode(url.split(['?', '#']).next()?)?;
    let path = Path::new(path.trim_start_matches('/'));
    let plain = |part: Component| matches!(part, Component::Normal(_));
    let text = path.to_str()?;
    (path.components().all(plain) && !text.contains(['\\', '\0', ':'])).then(|| path.to_owned())
}

/// Undoes percent encoding.
fn decode(path: &str) -> Option<String> {
    let mut bytes = path.bytes();
    let mut decoded = Vec::with_capacity(path.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let digits = [bytes.next()?, bytes.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(decoded).ok()
}

/// Points each `src="…motivo.js"` of a page to the collector, as an owner's tag does.
fn point_tag(page: &str, loader: &str) -> String {
    let mut pieces = page.split("src=\"");
    let mut pointed = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        pointed.push_str("src=\"");
        match piece.split_once('"') {
            Some((src, rest)) if src == "motivo.js" || src.ends_with("/motivo.js") => {
                pointed.push_str(loader);
                pointed.push('"');
                pointed.push_str(rest);
            }
            _ => pointed.push_str(piece),
        }
    }
    pointed
}

/// Browsers stream wasm only under its own type.
fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|e| e.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "webm" => "video/webm",
        "vtt" => "text/vtt; charset=utf-8",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leads_out_of_the_shop_means_no_file() {
        for path in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/a/..%2f..%2fb",
            "/..\\b",
            "/%00",
            "/%zz",
            "/c:/x",
        ] {
            assert_eq!(inside(path), None, "{path}");
        }
    }

    #[test]
    fn a_path_inside_the_shop_means_its_file() {
        assert_eq!(inside("/"), Some(PathBuf::new()));
        assert_eq!(inside("/shop/a%20b.html?q=../x#y"), Some("shop/a b.html".into()));
    }

    #[test]
    fn only_the_tag_is_pointed_to_the_collector() {
        let page = r#"<img src="a.png"><script async src="../motivo.js" data-x="1"></script><script src="not-motivo.js">"#;
        assert_eq!(
            point_tag(page, "http://c/motivo.js"),
            r#"<img src="a.png"><script async src="http://c/motivo.js" data-x="1"></script><script src="not-motivo.js">"#
        );
    }

    #[test]
    fn the_shop_answers_with_the_right_type_and_points_its_tag() {
        let folder = std::env::temp_dir().join(format!("motivo-shop-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder");
        fs::write(folder.join("index.html"), r#"<script src="motivo.js">"#).expect("a page");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let shop =
            Shop::start(listener, folder.clone(), "http://c/motivo.js".into()).expect("it starts");
        let agent = crate::smoke::agent();
        let mut response = agent.get(format!("{}/", shop.url)).call().expect("an answer");
        let page = response.body_mut().read_to_string().expect("text");
        assert_eq!(page, r#"<script src="http://c/motivo.js">"#);
        assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
        let missing = agent.get(format!("{}/none", shop.url)).call().expect("an answer");
        assert_eq!(missing.status(), 404);
        drop(shop);
        let _ = fs::remove_dir_all(&folder);
    }
}
