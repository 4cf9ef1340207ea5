//! Finishes the embed files of a trunk build: scripts that leak nothing, hashes, the loader's list.
//! Never minifies and never touches the wasm; `dist` does that.

use crate::join::join;
use crate::pages;
use crate::run::root;
use anyhow::{Context, Result, bail};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The wasm modules, `<module>_bg.wasm`.
pub(crate) const MODULES: [&str; 5] = [INSPECTOR, "observer", "decisions", "tagger", "views"];
/// Only a preview loads it.
pub(crate) const INSPECTOR: &str = "inspector";
/// The scripts, each after those that it loads, and so names by their hashes.
pub(crate) const SCRIPTS: [&str; 7] =
    ["doctor.js", "facts.js", "signals.js", "inspector.js", "tagger.js", "views.js", "observer.js"];
/// The loader: the one file that a shop's page names.
pub(crate) const LOADER: &str = "motivo.js";

const HEAD: &str = "(()=>{\n";
/// Where a script says the hashes of what it loads.
const PLACE: &str = "__LATER__";

/// File names and their contents, in name order.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Runs the command: trunk calls it after each build, and names the folder.
pub(crate) fn run() -> Result<()> {
    let folder = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).context(
        "TRUNK_STAGING_DIR is not set: `embed` is trunk's post_build hook, run `trunk build` instead",
    )?;
    pages::write(&folder)?;
    for module in MODULES {
        name_by_module(&folder, module)?;
    }
    // The glue of the two small modules is ours; that of the two Leptos modules is wasm-bindgen's.
    fs::write(folder.join("observer.js"), join(&root().join("www/observer/main.js"))?)?;
    fs::write(folder.join("tagger.js"), join(&root().join("www/observer/tagger/main.js"))?)?;
    fs::write(folder.join("doctor.js"), join(&root().join("www/observer/doctor/main.js"))?)?;
    fs::write(folder.join("facts.js"), join(&root().join("www/observer/facts/main.js"))?)?;
    fs::write(folder.join("signals.js"), join(&root().join("www/observer/signals/main.js"))?)?;
    glue(&folder, INSPECTOR, &join(&root().join("www/observer/inspect/main.js"))?)?;
    glue(&folder, "views", &join(&root().join("www/observer/due/main.js"))?)?;
    let mut files = read(&folder)?;
    for script in SCRIPTS {
        name_later(&mut files, script, PLACE)?;
        fs::write(folder.join(script), &files[script])?;
    }
    fs::write(folder.join(LOADER), loader("", &files)?).context("cannot write the loader")
}

/// Wraps the glue of a module that lies in the folder.
fn glue(folder: &Path, module: &str, hand_over: &str) -> Result<()> {
    let path = folder.join(format!("{module}.js"));
    let glue = fs::read_to_string(&path)
        .with_context(|| format!("{}: has index.html a link for {module}?", path.display()))?;
    fs::write(&path, wrap(&glue, hand_over)).with_context(|| path.display().to_string())
}

/// The script that loads a file and knows its hash.
fn loaded_by(name: &str) -> &'static str {
    match name {
        "observer.js" => LOADER,
        "facts.js" => "signals.js",
        "tagger_bg.wasm" => "tagger.js",
        "decisions_bg.wasm" | "views_bg.wasm" => "views.js",
        name if name.starts_with(INSPECTOR) => "views.js",
        _ => "observer.js",
    }
}

/// The hashes of what a script loads, as it says them.
pub(crate) fn later(files: &Files, script: &str) -> Result<String> {
    let later = files.iter().filter(|(name, _)| loaded_by(name) == script);
    let hashes: BTreeMap<_, _> = later.map(|(name, bytes)| (name, integrity(bytes))).collect();
    Ok(serde_json::to_string(&hashes)?)
}

/// Puts the hashes of what a script loads in the place of `old`. A script that does not say it
/// stays as it is.
pub(crate) fn name_later(files: &mut Files, script: &str, old: &str) -> Result<()> {
    let now = later(files, script)?;
    if let Some(text) = files.get_mut(script) {
        *text = String::from_utf8_lossy(text).replace(old, &now).into_bytes();
    }
    Ok(())
}

/// Trunk names a library's files after its package, `motivo-observer`; pages know the module.
fn name_by_module(folder: &Path, module: &str) -> Result<()> {
    for end in [".js", "_bg.wasm"] {
        let built = folder.join(format!("motivo-{module}{end}"));
        if built.exists() {
            fs::rename(&built, folder.join(format!("{module}{end}")))
                .with_context(|| format!("cannot rename {}", built.display()))?;
        }
    }
    Ok(())
}

/// Makes a no-modules glue file leak no global; what follows in its scope, such as the hand-over
/// to the loader, sees it as `wasm_bindgen`. What is wrapped already stays as it is.
pub(crate) fn wrap(glue: &str, follows: &str) -> String {
    if glue.starts_with(HEAD) {
        return glue.to_owned();
    }
    format!("{HEAD}{}\n{follows}}})();\n", glue.trim_end())
}

/// Reads all files but the loader.
pub(crate) fn read(folder: &Path) -> Result<Files> {
    let modules = MODULES.iter().map(|module| format!("{module}_bg.wasm"));
    let names = SCRIPTS.iter().map(ToString::to_string).chain(modules);
    names
        .map(|name| {
            let path = folder.join(&name);
            let bytes = fs::read(&path).with_context(|| {
                format!("{}: not built; is its link in index.html?", path.display())
            })?;
            Ok((name, bytes))
        })
        .collect()
}

/// www/motivo.js with its list of files, which lie at `base` relative to it.
pub(crate) fn loader(base: &str, files: &Files) -> Result<String> {
    let path = root().join("www").join(LOADER);
    let template = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    fill(&template, base, &later(files, LOADER)?).with_context(|| path.display().to_string())
}

/// Fills the loader's two placeholders, `__FILES__` and `__BASE__`.
fn fill(template: &str, base: &str, hashes: &str) -> Result<String> {
    for placeholder in ["__FILES__", "__BASE__"] {
        if !template.contains(placeholder) {
            bail!("the placeholder {placeholder} is missing");
        }
    }
    let base = serde_json::to_string(base)?;
    let quoted = ["'__BASE__'", "\"__BASE__\"", "`__BASE__`"];
    let place = quoted.into_iter().find(|q| template.contains(q)).unwrap_or("__BASE__");
    Ok(template.replace("__FILES__", hashes).replace(place, &base))
}

/// A subresource integrity hash: `sha256-` and base64. Every shopper pays for some of them, and
/// longer ones would cost half as much again.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// Names a set of files: 16 hex digits of the SHA-256 over their contents in name order.
pub(crate) fn version(files: &Files) -> String {
    let mut hash = Sha256::new();
    files.values().for_each(|bytes| hash.update(bytes));
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files<const N: usize>(texts: [(&str, &str); N]) -> Files {
        texts.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).into()
    }

    #[test]
    fn wrapped_glue_declares_nothing_outside_and_is_seen_by_what_follows() {
        let hand_over = "window.motivo.$(\"views\", wasm_bindgen);\n";
        let wrapped = wrap("let wasm_bindgen = 1;\n", hand_over);
        assert_eq!(
            wrapped,
            "(()=>{\nlet wasm_bindgen = 1;\nwindow.motivo.$(\"views\", wasm_bindgen);\n})();\n"
        );
        assert_eq!(wrap(&wrapped, hand_over), wrapped, "wrapping twice changes nothing");
    }

    #[test]
    fn a_script_names_the_last_hashes_of_what_it_loads_and_no_others() {
        let names = ["inspector.js", "tagger_bg.wasm", "views_bg.wasm"];
        let scripts = ["tagger.js", "views.js", "facts.js", "signals.js", "observer.js"];
        let mut files = files(names.map(|name| (name, "small")));
        files.extend(scripts.map(|name| (name.to_owned(), b"load(__LATER__);".to_vec())));
        for script in scripts {
            name_later(&mut files, script, PLACE).expect("hashes");
        }
        let before = SCRIPTS.map(|script| later(&files, script).expect("hashes"));
        files.insert("inspector.js".into(), b"smaller".to_vec());
        for (script, before) in SCRIPTS.into_iter().zip(&before) {
            name_later(&mut files, script, before).expect("hashes");
        }
        let hash = |name: &str| integrity(&files[name]);
        for (script, loaded) in [
            ("tagger.js", vec!["tagger_bg.wasm"]),
            ("views.js", vec!["inspector.js", "views_bg.wasm"]),
            ("facts.js", vec![]),
            ("signals.js", vec!["facts.js"]),
            ("observer.js", vec!["signals.js", "tagger.js", "views.js"]),
        ] {
            let said = String::from_utf8_lossy(&files[script]).into_owned();
            let pairs: Vec<_> =
                loaded.iter().map(|name| format!("\"{name}\":\"{}\"", hash(name))).collect();
            assert_eq!(said, format!("load({{{}}});", pairs.join(",")));
        }
    }

    #[test]
    fn the_loader_lists_only_what_it_loads_itself() {
        let files = files([("observer.js", "a"), ("tagger_bg.wasm", "b"), ("views.js", "c")]);
        let script = loader("", &files).expect("www/motivo.js has both placeholders");
        assert!(script.contains("\"observer.js\""), "{script}");
        assert!(!script.contains("views.js") && !script.contains("tagger_bg"), "{script}");
    }

    #[test]
    fn the_loader_gets_its_files_and_their_base_with_and_without_quotes() {
        for template in ["f=__FILES__;b='__BASE__'", "f=__FILES__;b=__BASE__"] {
            assert_eq!(
                fill(template, "v/12/", "{}").expect("both placeholders"),
                r#"f={};b="v/12/""#
            );
        }
    }

    #[test]
    fn a_template_without_a_placeholder_is_refused_by_name() {
        let error = fill("f=__FILES__", "", "{}").expect_err("it is refused").to_string();
        assert!(error.contains("__BASE__ is missing"), "{error}");
    }

    /// Reference: `printf '' | openssl dgst -sha256 -binary | base64 -w0` (OpenSSL 3.0).
    #[test]
    fn the_integrity_of_nothing_is_the_known_one() {
        assert_eq!(integrity(b""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    #[test]
    fn another_content_is_another_version() {
        let one = version(&files([("a", "x"), ("b", "y")]));
        let other = version(&files([("a", "x"), ("b", "z")]));
        assert_eq!(one.len(), 16);
        assert_ne!(one, other);
    }
}
