//! A folder that any static host can serve: embed files, plans, their hashes, their headers.
//! Never written before all configs are good, and never half of a file; old versions stay.

use crate::config::Compiled;
use crate::embed::{Embed, LOADER, compress};
use crate::error::Error;
use crate::files::replace;
use crate::plans;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Serialize;
use sha2::{Digest, Sha256, Sha384};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The file that Netlify, Cloudflare Pages and others read headers from.
const HEADERS: &str = "_headers";
/// Its first line; one that begins otherwise is the owner's own.
const HEADERS_HEAD: &str = "# Written by `motivo dist` for hosts that read this file;";

/// What was written, for whoever serves it; also the file `integrity.json`.
#[derive(Debug, Serialize)]
pub(crate) struct Written {
    v: u32,
    pub(crate) version: String,
    /// Where the loader looks for its files, relative to itself.
    base: String,
    /// By path in the folder.
    files: BTreeMap<String, Hashes>,
    /// The tags to paste, by storefront.
    pub(crate) tags: BTreeMap<String, Tags>,
}

/// Hashes as a tag's `integrity` takes them.
#[derive(Debug, Serialize)]
struct Hashes {
    sha256: String,
    sha384: String,
}

/// A storefront's tag: the usual one, and the one for who pins a version.
#[derive(Debug, Serialize)]
pub(crate) struct Tags {
    pub(crate) latest: String,
    pub(crate) pinned: String,
}

/// Writes the embed files and the plans of all storefronts to a folder.
pub(crate) fn write(to: &Path, embed: &Embed, shops: &[Compiled]) -> Result<Written, Error> {
    let headers = to.join(HEADERS);
    if fs::read_to_string(&headers).is_ok_and(|text| !text.starts_with(HEADERS_HEAD)) {
        return Err(Error::Foreign(headers));
    }
    // The plans come first and the loader after its files: what is named is there.
    for shop in shops {
        plans::write_to(&to.join("v1/plan").join(&shop.plan.storefront), shop)?;
    }
    for (path, bytes) in embed.place(to)? {
        compress(&path, &bytes)?;
    }
    let pinned = to.join(pinned(embed));
    replace(&pinned, embed.loader())?;
    compress(&pinned, embed.loader())?;
    replace(&headers, headers_of(embed).as_bytes())?;
    let written = written(embed, shops);
    let json = serde_json::to_string_pretty(&written).expect("texts and a number");
    replace(&to.join("integrity.json"), (json + "\n").as_bytes())?;
    Ok(written)
}

/// The loader under a name that is never written again with another content.
fn pinned(embed: &Embed) -> String {
    format!("motivo.{}.js", embed.version)
}

fn written(embed: &Embed, shops: &[Compiled]) -> Written {
    let base = embed.base();
    let place = |(name, bytes): (&str, &[u8])| {
        let path = if name == LOADER { name.to_owned() } else { format!("{base}{name}") };
        (path, hashes(bytes))
    };
    let mut files: BTreeMap<_, _> = embed.plain().map(place).collect();
    files.insert(pinned(embed), hashes(embed.loader()));
    let tags = shops.iter().map(|shop| (shop.plan.storefront.clone(), tags(embed, shop)));
    Written { v: 1, version: embed.version.clone(), tags: tags.collect(), base, files }
}

fn hashes(bytes: &[u8]) -> Hashes {
    Hashes {
        sha256: format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes))),
        sha384: format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes))),
    }
}

fn tags(embed: &Embed, shop: &Compiled) -> Tags {
    let consent = if shop.consent_granted { " data-consent=\"granted\"" } else { "" };
    let tag = |name: &str, pin: &str| {
        let key = &shop.plan.storefront;
        format!("<script async src=\"…/{name}\"{pin} data-storefront=\"{key}\"{consent}></script>")
    };
    let hash = hashes(embed.loader()).sha384;
    let pin = format!(" integrity=\"{hash}\" crossorigin=\"anonymous\"");
    Tags { latest: tag(LOADER, ""), pinned: tag(&pinned(embed), &pin) }
}

/// Headers in the form of Netlify and Cloudflare Pages; the same as `motivo serve` sends.
fn headers_of(embed: &Embed) -> String {
    let mut text = format!(
        "{HEADERS_HEAD}\n\
         # others need the same headers set their own way. Paths are from the folder's root.\n\
         /*\n  Access-Control-Allow-Origin: *\n  Cross-Origin-Resource-Policy: cross-origin\n  \
         X-Content-Type-Options: nosniff\n\
         /motivo.js\n  Cache-Control: public, max-age=300\n\
         /{}\n  Cache-Control: public, max-age=31536000, immutable\n\
         /v/*\n  Cache-Control: public, max-age=31536000, immutable\n\
         /v1/plan/*\n  Cache-Control: public, max-age=60\n",
        pinned(embed)
    );
    for (name, _) in embed.plain().filter(|(name, _)| name.ends_with(".wasm")) {
        let _ = writeln!(text, "/{}{name}\n  Content-Type: application/wasm", embed.base());
    }
    text
}
