//! HTTP as the doctor needs it: 10 s and 8 MB at most, a few redirects, plain words for failures.
//! Never sends cookies, and no body but an empty one.

use flate2::read::GzDecoder;
use std::io::Read;
use std::time::Duration;
use ureq::http::{HeaderMap, Response};
use ureq::{Body, ResponseExt, Timeout};
use url::Url;

/// How long an answer may take, redirects and body included.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest body, before and after decompression.
const LONGEST: u64 = 8 << 20;
const REDIRECTS: u32 = 5;
/// Some hosts turn away whoever names no browser.
const NAME: &str =
    concat!("Mozilla/5.0 (compatible; motivo-doctor/", env!("CARGO_PKG_VERSION"), ")");

/// Asks as a page of one origin would.
pub(crate) struct Client {
    agent: ureq::Agent,
    origin: String,
}

/// What came back.
pub(crate) struct Answer {
    /// Where the answer came from, after redirects.
    pub(crate) url: Url,
    pub(crate) status: u16,
    headers: HeaderMap,
    /// Decompressed.
    pub(crate) body: Vec<u8>,
}

impl Client {
    pub(crate) fn new(page: &Url) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(REDIRECTS)
            .timeout_global(Some(PATIENCE))
            .user_agent(NAME)
            .accept_encoding("gzip, br");
        Self {
            agent: ureq::Agent::new_with_config(config.build()),
            origin: page.origin().ascii_serialization(),
        }
    }

    /// An answer of any status, or why there is none.
    pub(crate) fn get(&self, url: &Url) -> Result<Answer, String> {
        let request = self.agent.get(url.as_str()).header("origin", &self.origin);
        read(url, request.call())
    }

    /// Asks what may be sent to this address, as a browser does before it sends.
    pub(crate) fn options(&self, url: &Url) -> Result<Answer, String> {
        let request = self.agent.options(url.as_str()).header("origin", &self.origin);
        read(url, request.header("access-control-request-method", "POST").call())
    }

    /// Sends nothing, and follows no redirect.
    pub(crate) fn post_nothing(&self, url: &Url) -> Result<Answer, String> {
        let request = self.agent.post(url.as_str()).config().max_redirects(0);
        let request = request.build().header("origin", &self.origin);
        read(url, request.header("content-type", "text/plain").send(""))
    }
}

impl Answer {
    /// A page as if it had been fetched.
    #[cfg(test)]
    pub(crate) fn of(url: &str, headers: &[(&'static str, &str)], html: &str) -> Self {
        let url = Url::parse(url).expect("an address");
        let value = |value: &str| value.parse().expect("a header's value");
        let pair = |(name, text): &(&'static str, &str)| {
            (ureq::http::HeaderName::from_static(name), value(text))
        };
        let html = html.as_bytes().to_vec();
        let mut headers: HeaderMap = headers.iter().map(pair).collect();
        headers.insert("content-type", value("text/html"));
        Self { url, status: 200, headers, body: html }
    }

    /// A header's value; empty when it is missing or not text.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// All values of a header.
    pub(crate) fn headers(&self, name: &str) -> Vec<&str> {
        self.headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect()
    }

    /// The content type without its parameters, in lower case.
    pub(crate) fn mime(&self) -> String {
        let mime = self.header("content-type").split(';').next().unwrap_or("");
        mime.trim().to_ascii_lowercase()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Whether this is a page, whatever was asked for: many hosts answer so to what they miss.
    pub(crate) fn is_html(&self) -> bool {
        let start = String::from_utf8_lossy(&self.body[..self.body.len().min(200)]);
        self.mime() == "text/html" || start.trim_start().starts_with('<')
    }
}

fn read(asked: &Url, answer: Result<Response<Body>, ureq::Error>) -> Result<Answer, String> {
    let mut answer = answer.map_err(|error| plain(&error))?;
    let url = Url::parse(&answer.get_uri().to_string()).unwrap_or_else(|_| asked.clone());
    let mut raw = Vec::new();
    let body = answer.body_mut().with_config().limit(u64::MAX).reader();
    body.take(LONGEST + 1).read_to_end(&mut raw).map_err(|error| broken(&error))?;
    let (head, _) = answer.into_parts();
    let encoding = head.headers.get("content-encoding").and_then(|value| value.to_str().ok());
    let body = unpack(encoding.unwrap_or(""), raw)?;
    Ok(Answer { url, status: head.status.as_u16(), headers: head.headers, body })
}

fn unpack(encoding: &str, raw: Vec<u8>) -> Result<Vec<u8>, String> {
    let mut body = Vec::new();
    let done = match encoding.trim().to_ascii_lowercase().as_str() {
        _ if raw.is_empty() => return Ok(raw),
        "" | "identity" => {
            body = raw;
            Ok(0)
        }
        "gzip" | "x-gzip" => {
            GzDecoder::new(raw.as_slice()).take(LONGEST + 1).read_to_end(&mut body)
        }
        "br" => {
            let unpacked = brotli::Decompressor::new(raw.as_slice(), 4096);
            unpacked.take(LONGEST + 1).read_to_end(&mut body)
        }
        other => return Err(format!("it is packed as \"{other}\", which was not asked for")),
    };
    done.map_err(|_| format!("it says content-encoding: {encoding} and is not packed that way"))?;
    if body.len() as u64 > LONGEST {
        return Err("it is longer than 8 MB".to_owned());
    }
    Ok(body)
}

/// An error in words that do not need a manual.
fn plain(error: &ureq::Error) -> String {
    match error {
        ureq::Error::HostNotFound => "there is no host of that name".to_owned(),
        ureq::Error::Timeout(Timeout::Resolve) => "its name is not resolved in time".to_owned(),
        ureq::Error::Timeout(_) => "no answer within 10 seconds".to_owned(),
        ureq::Error::TooManyRedirects => format!("it redirects more than {REDIRECTS} times"),
        ureq::Error::Rustls(error) => format!("its certificate is not accepted ({error})"),
        ureq::Error::Tls(why) => format!("no encrypted connection: {why}"),
        ureq::Error::Io(error) => broken(error),
        other => other.to_string(),
    }
}

fn broken(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::ConnectionRefused => "nothing listens there".to_owned(),
        ErrorKind::TimedOut | ErrorKind::WouldBlock => "no answer within 10 seconds".to_owned(),
        ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset => {
            "the connection broke off".to_owned()
        }
        _ => match error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>()) {
            Some(inner) => plain(inner),
            None => error.to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_is_not_packed_as_it_says_is_told() {
        let error = unpack("gzip", b"plain".to_vec()).expect_err("it is not gzip");
        assert_eq!(error, "it says content-encoding: gzip and is not packed that way");
        let error = unpack("zstd", b"x".to_vec()).expect_err("nobody asked for it");
        assert!(error.contains("\"zstd\""), "{error}");
    }

    #[test]
    fn a_small_answer_that_unfolds_without_end_is_cut_off() {
        let mut packed = Vec::new();
        let zeros = std::io::repeat(0).take(LONGEST * 2);
        let mut gzip = flate2::read::GzEncoder::new(zeros, flate2::Compression::fast());
        gzip.read_to_end(&mut packed).expect("packed");
        assert_eq!(unpack("gzip", packed), Err("it is longer than 8 MB".to_owned()));
    }
}
