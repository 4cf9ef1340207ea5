//! Trunk and wasm-bindgen at their pinned versions, from PATH, the cache, a release or a compile.
//! Never installs into the user's own folders: all goes to one cache, keyed by version.

use crate::fetch;
use crate::run::{answer, program, quiet};
use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A pinned tool and how to get it.
pub(crate) struct Tool {
    pub(crate) name: &'static str,
    package: &'static str,
    pub(crate) version: &'static str,
    /// The programs it brings; the first one is the tool itself.
    pub(crate) programs: &'static [&'static str],
    flags: &'static [&'static str],
    env: &'static [(&'static str, &'static str)],
}

/// The newest trunk that the pinned Rust compiles. Its own speed hardly matters: optimise less.
pub(crate) const TRUNK: Tool = Tool {
    name: "trunk",
    package: "trunk",
    version: "0.21.14",
    programs: &["trunk"],
    flags: &["--locked", "--no-default-features"],
    env: &[
        ("CARGO_PROFILE_RELEASE_LTO", "off"),
        ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
        ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ],
};

/// Equal to the `wasm-bindgen` crate in Cargo.toml, or the build refuses.
pub(crate) const BINDGEN: Tool = Tool {
    name: "wasm-bindgen",
    package: "wasm-bindgen-cli",
    version: "0.2.130",
    programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
    flags: &["--no-default-features"],
    env: &[],
};

/// The folder that holds the tool's programs, after getting them if need be.
pub(crate) fn ensure(tool: &Tool) -> Result<PathBuf> {
    let cache = cache()?;
    let home = cache.join(format!("{}-{}", tool.name, tool.version));
    let bin = home.join("bin");
    if let Some(found) = search_path().into_iter().chain([bin.clone()]).find(|d| holds(d, tool)) {
        return Ok(found);
    }
    fs::create_dir_all(&cache).with_context(|| format!("cannot create {}", cache.display()))?;
    let _turn = wait_for_turn(&cache, tool)?;
    if holds(&bin, tool) {
        return Ok(bin);
    }
    let partial = cache.join(format!(".partial-{}", tool.name));
    let _ = fs::remove_dir_all(&partial);
    let fetched = fetch::release(tool, &partial.join("bin"));
    match fetched {
        Ok(()) if holds(&partial.join("bin"), tool) => {
            println!("  {} {}: fetched its release", tool.name, tool.version);
        }
        outcome => {
            let why = outcome.err().map_or("it does not run here".into(), |e| format!("{e:#}"));
            println!("  {} {}: no release to use ({why})", tool.name, tool.version);
            let _ = fs::remove_dir_all(&partial);
            compile(tool, &cache, &partial)?;
        }
    }
    if !holds(&partial.join("bin"), tool) {
        bail!("{} does not answer --version with {}", tool.name, tool.version);
    }
    // Only a whole tool gets the name that later runs look for.
    let _ = fs::remove_dir_all(&home);
    fs::rename(&partial, &home).with_context(|| format!("cannot move to {}", home.display()))?;
    Ok(bin)
}

/// An interrupted compile is taken up again by the next run; a finished one leaves no build files.
fn compile(tool: &Tool, cache: &Path, partial: &Path) -> Result<()> {
    let target = cache.join(format!(".build-{}", tool.name));
    let label = format!("compile {} {}", tool.package, tool.version);
    println!("  {label}: once per machine, some minutes");
    let mut cargo = program("cargo");
    cargo
        .current_dir(cache)
        .args(["install", tool.package, "--version", tool.version])
        .args(tool.flags)
        .arg("--root")
        .arg(partial)
        .env("CARGO_TARGET_DIR", &target)
        .envs(tool.env.iter().copied());
    quiet(&label, &mut cargo)?;
    let _ = fs::remove_dir_all(&target);
    Ok(())
}

/// Two builds at once must not install the same tool twice. The lock ends with the process.
fn wait_for_turn(cache: &Path, tool: &Tool) -> Result<File> {
    let path = cache.join(format!(".lock-{}", tool.name));
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    if file.try_lock().is_err() {
        println!("  {}: another build is installing it, waiting", tool.name);
        file.lock().with_context(|| format!("cannot lock {}", path.display()))?;
    }
    Ok(file)
}

/// Whether `folder` has all the tool's programs, the first at the right version.
fn holds(folder: &Path, tool: &Tool) -> bool {
    let all = tool.programs.iter().all(|name| folder.join(executable(name)).is_file());
    let ask = || answer(Command::new(folder.join(executable(tool.programs[0]))).arg("--version"));
    all && ask().is_some_and(|said| version_of(&said) == Some(tool.version))
}

/// The version in an answer such as `trunk 0.21.14` or `wasm-bindgen 0.2.130 (abc)`.
fn version_of(said: &str) -> Option<&str> {
    said.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// A program's file name on this platform.
pub(crate) fn executable(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}

/// The folders on PATH.
pub(crate) fn search_path() -> Vec<PathBuf> {
    env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect()
}

/// PATH with these folders in front.
pub(crate) fn path_with(folders: &[&Path]) -> Result<OsString> {
    let all = folders.iter().map(|f| f.to_path_buf()).chain(search_path());
    env::join_paths(all).context("a folder on PATH has a separator in its name")
}

/// `$MOTIVO_CACHE`, else `motivo` in the user's own cache folder.
fn cache() -> Result<PathBuf> {
    let folder = |name: &str| env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    folder("MOTIVO_CACHE")
        .or_else(|| folder("XDG_CACHE_HOME").map(|f| f.join("motivo")))
        .or_else(|| folder("LOCALAPPDATA").map(|f| f.join("motivo")))
        .or_else(|| folder("HOME").map(|f| f.join(".cache/motivo")))
        .context("no folder for the build tools: set MOTIVO_CACHE to one")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_the_first_word_that_starts_with_a_digit() {
        assert_eq!(version_of("trunk 0.21.14"), Some("0.21.14"));
        assert_eq!(version_of("wasm-bindgen 0.2.130 (1a2b3c)"), Some("0.2.130"));
        assert_eq!(version_of("no version"), None);
        assert_eq!(version_of(""), None);
    }

    #[test]
    fn an_empty_folder_holds_no_tool() {
        assert!(!holds(Path::new("/motivo-no-such-folder"), &TRUNK));
    }
}
