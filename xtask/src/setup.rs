//! What every wasm build needs: the wasm target, trunk and wasm-bindgen.
//! Never Node and never a browser: the demo and `trunk serve` do without.

use crate::run::{answer, program, quiet};
use crate::tools::{BINDGEN, TRUNK, ensure, executable, path_with, search_path};
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";

/// The tools, ready to run.
pub(crate) struct Tools {
    trunk: PathBuf,
    bindgen: PathBuf,
}

/// Gets what is missing and finds what is there.
pub(crate) fn tools() -> Result<Tools> {
    wasm_target()?;
    // Trunk builds offline, and asks cargo about every platform's packages.
    quiet("fetch the crates", program("cargo").arg("fetch"))?;
    Ok(Tools { bindgen: ensure(&BINDGEN)?, trunk: ensure(&TRUNK)? })
}

impl Tools {
    /// `trunk`, with wasm-bindgen where trunk looks for it.
    pub(crate) fn trunk(&self) -> Result<Command> {
        let mut command = program(self.trunk.join(executable("trunk")));
        // Trunk reads NO_COLOR=1 as an invalid value of its own option and stops.
        command.env("PATH", self.path()?).env_remove("NO_COLOR");
        // Its own backtrace would bury the compiler's message.
        command.env_remove("RUST_BACKTRACE");
        Ok(command)
    }

    /// The program that runs `cargo test` for wasm under Node.
    pub(crate) fn wasm_test_runner(&self) -> PathBuf {
        self.bindgen.join(executable("wasm-bindgen-test-runner"))
    }

    fn path(&self) -> Result<OsString> {
        path_with(&[&self.trunk, &self.bindgen])
    }
}

/// Runs the command.
pub(crate) fn run() -> Result<()> {
    let tools = tools()?;
    println!("  trunk         {}", tools.trunk.display());
    println!("  wasm-bindgen  {}", tools.bindgen.display());
    let here = search_path();
    if !here.contains(&tools.trunk) || !here.contains(&tools.bindgen) {
        let (trunk, bindgen) = (tools.trunk.display(), tools.bindgen.display());
        println!("\nFor the preview: PATH=\"{trunk}:{bindgen}:$PATH\" trunk serve");
    }
    Ok(())
}

fn wasm_target() -> Result<()> {
    let sysroot = answer(program("rustc").args(["--print", "sysroot"]))
        .context("rustc does not run: install Rust with https://rustup.rs")?;
    let installed = PathBuf::from(sysroot).join("lib/rustlib").join(TARGET).join("lib");
    if installed.is_dir() {
        return Ok(());
    }
    if answer(program("rustup").arg("--version")).is_none() {
        bail!(
            "Rust has no {TARGET} target and rustup is not on PATH: \
             install Rust with https://rustup.rs, then run this again"
        );
    }
    quiet("add the wasm target", program("rustup").args(["target", "add", TARGET]))
}
