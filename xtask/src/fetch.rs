//! Tries a tool's prebuilt release, which is minutes faster than compiling it.
//! Never insists: where the network is closed it gives up within five seconds.

use crate::run::Progress;
use crate::tools::{Tool, executable};
use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use std::env::consts::{ARCH, OS};
use std::fs;
use std::io::Read;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// More than any of the archives has.
const LIMIT: u64 = 64 << 20;

/// One closed door is enough: the second tool does not wait for it again.
static UNREACHABLE: AtomicBool = AtomicBool::new(false);

/// Unpacks the tool's programs from its release archive into `bin`.
pub(crate) fn release(tool: &Tool, bin: &Path) -> Result<()> {
    let url = archive(tool.name, tool.version, OS, ARCH).context("none for this platform")?;
    if UNREACHABLE.load(Ordering::Relaxed) {
        bail!("github.com cannot be reached");
    }
    let _progress = Progress::start(&format!("fetch {} {}", tool.name, tool.version), None);
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_resolve(Some(Duration::from_secs(2)))
        .timeout_connect(Some(Duration::from_secs(3)))
        .timeout_recv_response(Some(Duration::from_secs(10)))
        .timeout_recv_body(Some(Duration::from_secs(180)))
        .build()
        .into();
    let mut response = match agent.get(&url).call() {
        Ok(response) => response,
        Err(ureq::Error::StatusCode(status)) => bail!("{url} answers {status}"),
        Err(error) => {
            UNREACHABLE.store(true, Ordering::Relaxed);
            return Err(error).context("github.com cannot be reached");
        }
    };
    fs::create_dir_all(bin).with_context(|| format!("cannot create {}", bin.display()))?;
    unpack(response.body_mut().with_config().limit(LIMIT).reader(), tool.programs, bin)
}

/// Takes only the named programs out of a gzipped archive, wherever they lie in it.
fn unpack(archive: impl Read, programs: &[&str], bin: &Path) -> Result<()> {
    let mut archive = tar::Archive::new(GzDecoder::new(archive));
    for entry in archive.entries()? {
        let mut entry = entry.context("the archive is damaged")?;
        let name = entry.path()?.file_name().map(|name| name.to_string_lossy().into_owned());
        if let Some(program) = programs.iter().find(|p| name == Some(executable(p))) {
            entry.unpack(bin.join(executable(program))).context("the archive is damaged")?;
        }
    }
    Ok(())
}

/// The archive's address, where there is a `.tar.gz` for the platform.
fn archive(name: &str, version: &str, os: &str, arch: &str) -> Option<String> {
    let platform = match (name, os, arch) {
        (_, "macos", _) => format!("{arch}-apple-darwin"),
        ("wasm-bindgen", "linux", "x86_64") => "x86_64-unknown-linux-musl".into(),
        ("wasm-bindgen", "windows", "x86_64") => "x86_64-pc-windows-msvc".into(),
        (_, "linux", _) => format!("{arch}-unknown-linux-gnu"),
        _ => return None,
    };
    let releases = format!("https://github.com/{}/{name}/releases/download", owner(name));
    Some(match name {
        "trunk" => format!("{releases}/v{version}/trunk-{platform}.tar.gz"),
        _ => format!("{releases}/{version}/{name}-{version}-{platform}.tar.gz"),
    })
}

fn owner(name: &str) -> &str {
    if name == "trunk" { "trunk-rs" } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};

    #[test]
    fn each_platform_names_its_archive() {
        assert_eq!(
            archive("trunk", "0.21.14", "linux", "x86_64").as_deref(),
            Some(
                "https://github.com/trunk-rs/trunk/releases/download/v0.21.14/trunk-x86_64-unknown-linux-gnu.tar.gz"
            )
        );
        assert_eq!(
            archive("wasm-bindgen", "0.2.130", "linux", "x86_64").as_deref(),
            Some(
                "https://github.com/wasm-bindgen/wasm-bindgen/releases/download/0.2.130/wasm-bindgen-0.2.130-x86_64-unknown-linux-musl.tar.gz"
            )
        );
        assert_eq!(archive("trunk", "0.21.14", "windows", "x86_64"), None);
    }

    #[test]
    fn only_the_named_programs_are_unpacked() {
        let mut builder = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
        for name in ["wasm-bindgen-0.2.130/README.md", "wasm-bindgen-0.2.130/wasm-bindgen"] {
            let mut header = tar::Header::new_gnu();
            header.set_size(5);
            header.set_mode(0o755);
            builder.append_data(&mut header, name, &b"hello"[..]).expect("memory");
        }
        let bytes = builder.into_inner().and_then(GzEncoder::finish).expect("memory");
        let bin = std::env::temp_dir().join(format!("motivo-fetch-{}", std::process::id()));
        fs::create_dir_all(&bin).expect("a temporary folder");
        unpack(&bytes[..], &[&executable("wasm-bindgen")], &bin).expect("a sound archive");
        let found = fs::read_dir(&bin).expect("the folder").count();
        let _ = fs::remove_dir_all(&bin);
        assert_eq!(found, 1);
    }
}
