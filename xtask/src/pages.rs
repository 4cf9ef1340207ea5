//! Renders the sample shop's pages from www/shop: templates, words in three languages, one list of products.
//! Never copies what needs no rendering into trunk's build (trunk does that), and never touches the network.
//!
//! ```text
//! words     what a page says, by language        goods     the products, their prices and pictures
//! render    templates become pages              site      the shop in one language
//! data      feed and prices                     linked    JSON-LD
//! links     every link leads somewhere
//! ```

mod data;
mod goods;
mod linked;
#[cfg(test)]
mod links;
mod render;
mod site;
mod words;

use crate::run::root;
use anyhow::{Context, Result};
use clap::Args;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The languages of the shop, the first one at its root.
pub(crate) const LANGUAGES: [&str; 3] = ["en", "de", "fr"];

/// Paths relative to the shop's root, and what is in the files.
pub(crate) type Pages = BTreeMap<String, String>;

#[derive(Args)]
pub(crate) struct Options {
    /// The folder to write to; it is made when it is not there.
    folder: PathBuf,
}

/// Runs the command: the pages and everything they show, in a folder that any server can serve.
pub(crate) fn run(options: &Options) -> Result<()> {
    copy(&source().join("assets"), &options.folder)?;
    let count = write(&options.folder)?;
    println!("  {count} files are in {}", options.folder.display());
    Ok(())
}

/// Writes the rendered files over `folder`; scripts that `trunk serve` put into its index.html
/// (live reload) go to the end of every page. Says how many files there are.
pub(crate) fn write(folder: &Path) -> Result<usize> {
    let index = fs::read_to_string(folder.join("index.html")).unwrap_or_default();
    let reload = if index.contains("<main") { String::new() } else { scripts(&index) };
    let pages = render::all(&source())?;
    for (path, text) in &pages {
        let file = folder.join(path);
        let parent = file.parent().context("a page lies in a folder")?;
        fs::create_dir_all(parent)
            .with_context(|| format!("cannot create {}", parent.display()))?;
        let text = text.replace("</body>", &format!("{reload}</body>"));
        fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(pages.len())
}

/// Where the pages come from.
fn source() -> PathBuf {
    root().join("www/shop")
}

/// The script elements of a page, one after the other.
fn scripts(page: &str) -> String {
    let end = "</script>";
    let pieces = page.split_inclusive(end).filter(|piece| piece.ends_with(end));
    pieces.filter_map(|piece| piece.find("<script").map(|at| &piece[at..])).collect()
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot create {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)
                .with_context(|| format!("cannot write {}", target.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_scripts_of_trunks_page_are_kept() {
        let page = "<body><p>x</p><script>a()</script>\n<script src=\"b\"></script></body>";
        assert_eq!(scripts(page), "<script>a()</script><script src=\"b\"></script>");
        assert_eq!(scripts("<p>nothing</p>"), "");
    }

    #[test]
    fn live_reload_reaches_every_page_and_is_not_doubled_by_a_second_run() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let index = folder.path().join("index.html");
        fs::write(&index, "<body><script>reload()</script></body>").expect("trunk's page");
        write(folder.path()).expect("the pages");
        for page in ["index.html", "cart.html", "de/index.html", "fr/product-pot.html"] {
            let text = fs::read_to_string(folder.path().join(page)).expect(page);
            assert_eq!(text.matches("reload()").count(), 1, "{page}");
        }
    }

    #[test]
    fn every_page_is_there_in_every_language() {
        let pages = render::all(&source()).expect("the pages");
        let english: Vec<_> =
            pages.keys().filter(|p| p.ends_with(".html") && !p.contains('/')).collect();
        assert!(english.len() >= 25, "{english:?}");
        for page in english {
            for language in &LANGUAGES[1..] {
                assert!(pages.contains_key(&format!("{language}/{page}")), "{language}/{page}");
            }
        }
    }
}
