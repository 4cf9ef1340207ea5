//! What a page's HTML says that matters here: tags, policies, base, language, frames.
//! Never builds a tree: scripts and metas stand where the tokenizer finds them.

use super::fetch::Answer;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use std::collections::BTreeMap;
use url::Url;

/// A script tag's attributes by name, in lower case.
pub(crate) type Tag = BTreeMap<String, String>;

/// What a page says.
pub(crate) struct Page {
    /// Where it came from, after redirects.
    pub(crate) url: Url,
    /// What relative addresses are relative to.
    pub(crate) base: Url,
    /// Motivo's tags that a browser would run.
    pub(crate) tags: Vec<Tag>,
    /// Where else one stands, where no browser runs it.
    pub(crate) hidden: Vec<&'static str>,
    /// Policies in `<meta>`, as far as they count: in the head.
    pub(crate) policies: Vec<String>,
    pub(crate) is_amp: bool,
    /// Whether what it loads from elsewhere must agree to that.
    pub(crate) is_isolated: bool,
    /// The address of the first frame.
    pub(crate) frame: Option<String>,
}

/// What may stand in a head; anything else ends it.
const HEAD: [&str; 9] =
    ["html", "head", "title", "meta", "link", "base", "script", "style", "template"];

impl Page {
    pub(crate) fn read(answer: &Answer) -> Self {
        let mut page = Self {
            url: answer.url.clone(),
            base: answer.url.clone(),
            tags: Vec::new(),
            hidden: Vec::new(),
            policies: Vec::new(),
            is_amp: false,
            is_isolated: answer.header("cross-origin-embedder-policy").starts_with("require-corp"),
            frame: None,
        };
        let html = answer.text();
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut reading = Reading { in_head: true, templates: 0, inside: String::new() };
        for Ok(token) in Tokenizer::new_with_emitter(html.as_str(), emitter) {
            reading.take(&mut page, token);
        }
        page
    }

    /// Whether an address is of the page's own origin.
    pub(crate) fn is_own(&self, url: &Url) -> bool {
        self.url.origin() == url.origin()
    }
}

/// Where the reader is.
struct Reading {
    in_head: bool,
    templates: usize,
    /// The element whose text comes next.
    inside: String,
}

impl Reading {
    fn take(&mut self, page: &mut Page, token: Token) {
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                if !HEAD.contains(&name.as_str()) && name != "noscript" {
                    self.in_head = false;
                }
                self.element(page, &name, &tag);
                self.inside = name;
            }
            Token::EndTag(tag) => {
                self.templates -= usize::from(&*tag.name == b"template" && self.templates > 0);
                self.inside.clear();
            }
            Token::Comment(comment) if names_motivo(&comment) => page.hidden.push("a comment"),
            Token::String(words) if names_motivo(&words) => match self.inside.as_str() {
                "script" => page.hidden.push("an inline script"),
                "noscript" => page.hidden.push("<noscript>"),
                "textarea" | "title" | "style" | "xmp" | "iframe" => {
                    page.hidden.push("an element that holds only text");
                }
                _ => {}
            },
            _ => {}
        }
    }

    fn element(&mut self, page: &mut Page, name: &str, tag: &StartTag<()>) {
        let attributes = attributes(tag);
        let get = |name: &str| attributes.get(name).map_or("", String::as_str);
        match name {
            "html" => page.is_amp = attributes.contains_key("amp") || attributes.contains_key("⚡"),
            "template" => self.templates += 1,
            "base" if page.base == page.url => {
                page.base = page.url.join(get("href")).unwrap_or_else(|_| page.url.clone());
            }
            "iframe" | "frame" if page.frame.is_none() => page.frame = Some(get("src").to_owned()),
            "meta"
                if self.in_head
                    && self.templates == 0
                    && get("http-equiv").eq_ignore_ascii_case("content-security-policy") =>
            {
                page.policies.push(get("content").to_owned());
            }
            "script" if is_ours(&attributes) => match self.templates {
                0 => page.tags.push(attributes),
                _ => page.hidden.push("<template>"),
            },
            _ => {}
        }
    }
}

fn is_ours(tag: &Tag) -> bool {
    let path = tag.get("src").map_or("", |src| src.split(['?', '#']).next().unwrap_or(""));
    let name = path.rsplit('/').next().unwrap_or("");
    tag.contains_key("data-storefront") || (name.starts_with("motivo.") && name.ends_with(".js"))
}

fn names_motivo(words: &[u8]) -> bool {
    let words = String::from_utf8_lossy(words);
    words.contains("data-storefront") || words.contains("/motivo.js")
}

fn attributes(tag: &StartTag<()>) -> Tag {
    let pairs = tag.attributes.iter();
    pairs.map(|(name, value)| (text(name), text(value).trim().to_owned())).collect()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
