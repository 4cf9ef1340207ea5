//! Builds the embed files: trunk, then esbuild and wasm-opt, hashes, loader.
//! Never leaves dist/ half written: a build that fails keeps the last good one.

use crate::embed::{self, Files, LOADER};
use crate::run::{quiet, root};
use crate::{compress, needs, setup};
use anyhow::{Context, Result};
use clap::Args;
use std::fs;
use std::path::Path;

#[derive(Args)]
pub(crate) struct Options {
    /// Leave out esbuild and wasm-opt, so that no Node is needed.
    #[arg(long)]
    plain: bool,
}

/// Where trunk builds the sample shop and the files that are not yet optimised.
pub(crate) const SITE: &str = "target/site";

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    build(&setup::tools()?, options.plain, &root().join("dist"))?;
    println!("  dist/ is ready");
    Ok(())
}

/// Builds the sample shop into target/site and the embed files into `dist`.
pub(crate) fn build(tools: &setup::Tools, plain: bool, dist: &Path) -> Result<()> {
    if !plain {
        needs::node_packages()?;
    }
    quiet("build the wasm and the sample shop", tools.trunk()?.args(["build", "--release"]))?;

    let new = root().join("target/dist.new");
    let _ = fs::remove_dir_all(&new);
    fs::create_dir_all(&new).with_context(|| format!("cannot create {}", new.display()))?;
    let files = embed::read(&root().join(SITE))?;
    write(&new, &files)?;
    let files = if plain { files } else { optimise(&new, &files)? };
    let base = format!("v/{}/", embed::version(&files));
    fs::write(new.join(LOADER), embed::loader(&base, &files)?)?;
    if !plain {
        minify(&new.join(LOADER))?;
    }
    fs::write(new.join("integrity.json"), integrity(&base, plain, &new, &files)?)?;
    if !plain {
        let names = files.keys().map(String::as_str).chain([LOADER]);
        names.into_iter().try_for_each(|name| compressed(&new.join(name)))?;
    }

    let _ = fs::remove_dir_all(dist);
    fs::rename(&new, dist).with_context(|| format!("cannot move to {}", dist.display()))
}

fn write(folder: &Path, files: &Files) -> Result<()> {
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).with_context(|| format!("cannot write {name}"))?;
    }
    Ok(())
}

/// Optimises all files. Those of `before` say which hashes a script names until then.
fn optimise(folder: &Path, before: &Files) -> Result<Files> {
    for module in embed::MODULES {
        wasm_opt(folder, module)?;
    }
    let mut files = embed::read(folder)?;
    for script in embed::SCRIPTS {
        embed::name_later(&mut files, script, &embed::later(before, script)?)?;
        let path = folder.join(script);
        fs::write(&path, &files[script]).with_context(|| format!("cannot write {script}"))?;
        minify(&path)?;
        files.insert(script.to_owned(), fs::read(&path)?);
    }
    Ok(files)
}

fn wasm_opt(folder: &Path, module: &str) -> Result<()> {
    let wasm = folder.join(format!("{module}_bg.wasm"));
    let mut opt = needs::node_program("wasm-opt");
    // The module says itself which wasm features it uses; --all-features would let wasm-opt
    // write some that browsers refuse.
    if module != embed::INSPECTOR {
        // Against one -Oz the further rounds save the observer 270 B of brotli, the last 100 B. The
        // lowest memory is unused: it is the far end of a stack that nobody comes near.
        opt.args(["--low-memory-unused", "--converge", "-Oz", "--generate-global-effects", "-Oz"]);
        opt.args(["--flatten", "--rereloop", "-Oz"]);
    }
    opt.args(["-Oz", "--reorder-functions", "--strip-producers", "--strip-target-features"]);
    opt.arg(&wasm).arg("-o").arg(&wasm);
    quiet(&format!("wasm-opt {module}"), &mut opt)
}

/// Writes a file's `.gz` and `.br` beside it, so that no server has to.
fn compressed(file: &Path) -> Result<()> {
    let bytes = fs::read(file)?;
    fs::write(format!("{}.gz", file.display()), compress::gzip(&bytes)?)?;
    Ok(fs::write(format!("{}.br", file.display()), compress::brotli(&bytes)?)?)
}

fn minify(script: &Path) -> Result<()> {
    let name = script.file_stem().unwrap_or_default().display();
    let mut esbuild = needs::node_program("esbuild");
    esbuild
        .arg(script)
        .arg(format!("--outfile={}", script.display()))
        .args(["--minify", "--target=es2022", "--charset=utf8", "--legal-comments=none"])
        .args(["--allow-overwrite", "--log-level=warning"]);
    quiet(&format!("esbuild {name}"), &mut esbuild)
}

/// What a page or a proxy needs to pin the files: each one's hash, and where the loader looks.
fn integrity(base: &str, plain: bool, folder: &Path, files: &Files) -> Result<String> {
    let loader = fs::read(folder.join(LOADER))?;
    let mut hashes: serde_json::Map<_, _> =
        files.iter().map(|(name, bytes)| (name.clone(), embed::integrity(bytes).into())).collect();
    hashes.insert(LOADER.to_owned(), embed::integrity(&loader).into());
    let all = serde_json::json!({ "v": 1, "base": base, "optimised": !plain, "files": hashes });
    Ok(serde_json::to_string_pretty(&all)? + "\n")
}
