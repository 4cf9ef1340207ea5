//! The files that a shop's page loads. Placed in the data folder by version, so that a page with
//! an older loader still finds its files. Never changes a byte of them: their hashes are promised.

use crate::error::Error;
use crate::files::{beside, replace};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

pub(crate) const LOADER: &str = "motivo.js";

#[derive(rust_embed::Embed)]
#[folder = "../../dist"]
#[allow_missing = true]
struct Dist;

type Files = BTreeMap<String, Cow<'static, [u8]>>;

/// A version of the embed files: a loader, and what it names.
pub(crate) struct Embed {
    files: Files,
    /// 16 hexadecimal digits.
    pub(crate) version: String,
}

impl Embed {
    /// The embed files of a folder, or those built into this binary; `None` if there are none.
    pub(crate) fn read(folder: Option<&Path>) -> Result<Option<Self>, Error> {
        let Some(files) = files(folder)? else { return Ok(None) };
        let named =
            || folder.map_or("this binary".to_owned(), |folder| folder.display().to_string());
        let version = files.get(LOADER).and_then(|loader| version(loader));
        let version = version.ok_or_else(|| Error::Embed(named()))?.to_owned();
        Ok(Some(Self { files, version }))
    }

    /// Where the files lie, relative to the loader.
    pub(crate) fn base(&self) -> String {
        format!("v/{}/", self.version)
    }

    /// The files by name, without their compressed ones.
    pub(crate) fn plain(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let plain = self.files.iter().filter(|(name, _)| !is_compressed(name));
        plain.map(|(name, bytes)| (name.as_str(), bytes.as_ref()))
    }

    pub(crate) fn loader(&self) -> &[u8] {
        self.files.get(LOADER).expect("without one nothing is read")
    }

    /// Places the files: `motivo.js` and `v/<version>/…`. Gives those that may lack a compressed
    /// one beside them, with their contents.
    pub(crate) fn place(&self, home: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>, Error> {
        let target = home.join(self.base());
        fs::create_dir_all(&target).map_err(Error::writing(&target))?;
        // The loader comes last: what it names is there then. A file's name comes before those of
        // its compressed ones, and these are not older than it.
        let mut files: Vec<_> = self.files.iter().collect();
        files.sort_by_key(|(name, _)| name.starts_with(LOADER));
        let mut placed = Vec::new();
        for (name, bytes) in files {
            let path = if name.starts_with(LOADER) { home.join(name) } else { target.join(name) };
            replace(&path, bytes)?;
            if !is_compressed(name) {
                placed.push((path, bytes.to_vec()));
            }
        }
        Ok(placed)
    }
}

/// The embed files of a folder, or those built into this binary.
fn files(folder: Option<&Path>) -> Result<Option<Files>, Error> {
    let known =
        |name: &str| name.ends_with(".js") || name.ends_with(".wasm") || is_compressed(name);
    let Some(folder) = folder else {
        let built_in = |name: Cow<'static, str>| Some((name.to_string(), Dist::get(&name)?.data));
        let files: Files = Dist::iter().filter(|name| known(name)).filter_map(built_in).collect();
        return Ok(files.contains_key(LOADER).then_some(files));
    };
    let mut files = Files::new();
    for entry in fs::read_dir(folder).map_err(Error::reading(folder))? {
        let path = entry.map_err(Error::reading(folder))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("").to_owned();
        if path.is_file() && known(&name) {
            files.insert(name, fs::read(&path).map_err(Error::reading(&path))?.into());
        }
    }
    Ok(Some(files))
}

/// Places the embed files in the data folder and says whether there are any. Where they come
/// without, best compression takes seconds; until then the plain ones are served.
pub(crate) fn place(data: &Path, folder: Option<&Path>) -> Result<bool, Error> {
    let versions = data.join("v");
    fs::create_dir_all(&versions).map_err(Error::writing(&versions))?;
    let Some(embed) = Embed::read(folder)? else { return Ok(false) };
    let mut waiting = embed.place(data)?;
    let (loader, bytes) = waiting.pop().expect("the loader is placed last");
    compress(&loader, &bytes)?;
    std::thread::spawn(move || {
        for (path, bytes) in waiting {
            if let Err(error) = compress(&path, &bytes) {
                tracing::warn!("served without compression: {error}");
            }
        }
    });
    Ok(true)
}

/// The version that a loader names: the 16 hexadecimal digits of `v/<version>/`.
pub(crate) fn version(loader: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(loader).ok()?;
    text.match_indices("v/").find_map(|(start, _)| {
        let digits = text.get(start + 2..start + 18)?;
        let hex = digits.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        (hex && text[start + 18..].starts_with('/')).then_some(digits)
    })
}

/// Writes `<path>.br` and `<path>.gz`, where they are missing or older than the file.
pub(crate) fn compress(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let changed = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    if changed(&beside(path, "gz")) >= changed(path) && beside(path, "br").exists() {
        return Ok(());
    }
    let mut brotli = Vec::new();
    let quality = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut brotli, &quality).map_err(Error::writing(path))?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes).map_err(Error::writing(path))?;
    replace(&beside(path, "br"), &brotli)?;
    replace(&beside(path, "gz"), &gzip.finish().map_err(Error::writing(path))?)
}

fn is_compressed(name: &str) -> bool {
    name.ends_with(".br") || name.ends_with(".gz")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_the_one_that_the_loader_names() {
        assert_eq!(version(b"a='dev/x';b=\"v/0123456789abcdef/\""), Some("0123456789abcdef"));
        assert_eq!(version(b"b=\"v/0123456789ABCDEF/\" v/12/"), None);
    }

    #[test]
    fn files_of_an_older_version_stay() {
        let (data, dist) = (tempfile::tempdir().expect("a"), tempfile::tempdir().expect("b"));
        for version in ["0000000000000001", "0000000000000002"] {
            fs::write(dist.path().join(LOADER), format!("'v/{version}/'")).expect("written");
            fs::write(dist.path().join("observer.js"), version).expect("written");
            assert!(place(data.path(), Some(dist.path())).expect("placed"));
            let loader = fs::read_to_string(data.path().join(LOADER)).expect("the loader");
            assert!(loader.contains(version) && data.path().join("motivo.js.br").exists());
        }
        let old = data.path().join("v/0000000000000001/observer.js");
        assert_eq!(fs::read_to_string(old).expect("still there"), "0000000000000001");
    }

    #[test]
    fn files_that_come_compressed_are_taken_as_they_are() {
        let (data, dist) = (tempfile::tempdir().expect("a"), tempfile::tempdir().expect("b"));
        for (name, text) in [
            (LOADER, "'v/0000000000000001/'"),
            ("motivo.js.br", "made before"),
            ("motivo.js.gz", "made before"),
        ] {
            fs::write(dist.path().join(name), text).expect("written");
        }
        assert!(place(data.path(), Some(dist.path())).expect("placed"));
        let placed = fs::read_to_string(data.path().join("motivo.js.br")).expect("there");
        assert_eq!(placed, "made before");
    }

    #[test]
    fn a_loader_without_a_version_is_refused() {
        let (data, dist) = (tempfile::tempdir().expect("a"), tempfile::tempdir().expect("b"));
        fs::write(dist.path().join(LOADER), "base=''").expect("written");
        let error = place(data.path(), Some(dist.path())).expect_err("no version").to_string();
        assert!(error.contains("names its version: build them with `cargo xtask dist`"), "{error}");
    }
}
