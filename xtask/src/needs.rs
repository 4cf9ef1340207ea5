//! What a full build, the tests and fuzzing need beyond Rust: Node and its packages, three browsers,
//! Python, a C++ compiler.
//! Never installs system packages except as root on Debian; elsewhere it says what to install.

use crate::run::{answer, program, quiet, root};
use crate::tools::{executable, search_path};
use anyhow::{Context, Result, bail};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const NODE: u32 = 20;
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
/// What tests/engines drives beside Chromium: the variable that names it, its names, its package.
const ENGINES: [(&str, &[&str], &str); 3] = [
    ("MOTIVO_FIREFOX", &["firefox-esr", "firefox"], "firefox-esr"),
    ("MOTIVO_WEBKIT_DRIVER", &["WebKitWebDriver"], "webkit2gtk-driver"),
    ("MOTIVO_XVFB", &["Xvfb"], "xvfb"),
];

/// Checks Node and installs tests/package-lock.json, unless that very lock is installed already.
pub(crate) fn node_packages() -> Result<()> {
    node()?;
    let tests = root().join("tests");
    let lock = fs::read(tests.join("package-lock.json")).context("tests/package-lock.json")?;
    let stamp = tests.join("node_modules/.motivo-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut install = program(npm);
    install.current_dir(&tests).args(["ci", "--no-audit", "--no-fund"]);
    quiet("install the Node packages", &mut install)?;
    fs::write(&stamp, lock).with_context(|| format!("cannot write {}", stamp.display()))
}

/// `npm test` in tests/, with the browser to use.
pub(crate) fn npm_test(browser: &Path) -> Command {
    let mut command = program(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.args(["test", "--prefix", "tests"]).env("MOTIVO_CHROMIUM", browser);
    command
}

/// A program that a Node package brings, such as esbuild.
pub(crate) fn node_program(name: &str) -> Command {
    let file = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
    program(root().join("tests/node_modules/.bin").join(file))
}

fn node() -> Result<()> {
    let found = || answer(program("node").arg("--version")).as_deref().and_then(major);
    if found().is_some_and(|version| version >= NODE) {
        return Ok(());
    }
    // Older Debians offer a Node that is too old: do not bring that one in.
    let offered = answer(program("apt-cache").args(["policy", "nodejs"]));
    let offered =
        offered.as_deref().and_then(|text| text.split("Candidate:").nth(1)).and_then(major);
    if may_install() && offered.is_some_and(|version| version >= NODE) {
        install(&["nodejs", "npm"]);
    }
    match found() {
        Some(version) if version >= NODE => Ok(()),
        Some(version) => {
            bail!("Node {version} is too old: install Node {NODE} or later, https://nodejs.org")
        }
        None => bail!("node is not on PATH: install Node {NODE} or later, https://nodejs.org"),
    }
}

/// The major version in an answer such as `v20.20.2` or ` 18.19.0+dfsg-6`.
fn major(said: &str) -> Option<u32> {
    let digits = said.trim_start().trim_start_matches('v');
    digits.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// The Chromium that the end-to-end tests drive.
pub(crate) fn browser() -> Result<PathBuf> {
    if let Some(found) = find_browser() {
        return Ok(found);
    }
    if may_install() {
        // Debian's Chromium comes with some font; pictures are compared in this one.
        install(&["chromium", "fonts-dejavu-core"]);
    }
    find_browser().context(
        "no Chromium on PATH (chromium, chromium-browser or google-chrome): install one, \
         on Debian with `sudo apt-get install --no-install-recommends chromium`",
    )
}

fn find_browser() -> Option<PathBuf> {
    find(&BROWSERS)
}

fn find(names: &[&str]) -> Option<PathBuf> {
    let folders = search_path();
    let mut all = names.iter().flat_map(|name| folders.iter().map(|f| f.join(executable(name))));
    all.find(|path| path.is_file())
}

/// Firefox, WebKitGTK's driver and a display for it, for the tests in every engine.
pub(crate) fn engines() -> Result<()> {
    if may_install() {
        let packages = missing_engines();
        if !packages.is_empty() {
            install(&packages);
        }
    }
    let packages = missing_engines();
    if packages.is_empty() {
        return Ok(());
    }
    bail!(
        "the end-to-end tests run in three engines, and not all are on PATH: install them, on \
         Debian with `sudo apt-get install --no-install-recommends {}`, or name them in {}",
        packages.join(" "),
        ENGINES.map(|(variable, ..)| variable).join(", ")
    )
}

/// The packages of what is neither named nor on PATH.
fn missing_engines() -> Vec<&'static str> {
    let is_here = |variable, names| env::var_os(variable).is_some() || find(names).is_some();
    let missing = ENGINES.iter().filter(|(variable, names, _)| !is_here(variable, names));
    missing.map(|(_, _, package)| *package).collect()
}

/// Python with venv, for the test in a real shop.
pub(crate) fn python() -> Result<()> {
    let works = || answer(program("python3").args(["-c", "import venv, ensurepip; print(1)"]));
    if works().is_none() && may_install() {
        install(&["python3", "python3-venv"]);
    }
    works().map(|_| ()).context(
        "python3 with its venv module does not run: install both, \
         on Debian with `sudo apt-get install python3 python3-venv`",
    )
}

/// A C++ compiler, for libFuzzer.
pub(crate) fn cxx() -> Result<()> {
    let name = env::var_os("CXX").unwrap_or_else(|| "c++".into());
    let works = || answer(Command::new(&name).arg("--version"));
    if works().is_none() && may_install() {
        install(&["g++"]);
    }
    works().map(|_| ()).with_context(|| {
        format!(
            "no C++ compiler: {} does not run, and libFuzzer is C++; install one, \
             on Debian with `sudo apt-get install g++`, or name it in CXX",
            name.display()
        )
    })
}

fn may_install() -> bool {
    let root = answer(program("id").arg("-u")).as_deref() == Some("0");
    root && Path::new("/etc/debian_version").exists()
}

/// Tries; whoever asked looks again and says what is still missing.
fn install(packages: &[&str]) {
    let apt = || {
        let mut command = program("apt-get");
        // Another apt may be at work: wait for it, but not for ever.
        command.env("DEBIAN_FRONTEND", "noninteractive").args(["-o", "DPkg::Lock::Timeout=300"]);
        command
    };
    let label = format!("install {}", packages.join(" "));
    let outcome = quiet("update the package lists", apt().arg("update")).and_then(|()| {
        quiet(&label, apt().args(["install", "-y", "--no-install-recommends"]).args(packages))
    });
    if let Err(error) = outcome {
        eprintln!("  {error:#}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_node_and_from_apt() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major(" 18.19.0+dfsg-6~deb12u2\n  Version table:"), Some(18));
        assert_eq!(major(" (none)"), None);
        assert_eq!(major(""), None);
    }
}
