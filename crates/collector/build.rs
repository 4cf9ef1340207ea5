//! Makes newly built embed files reach the binary: the embedding macro notices none that came
//! after it ran. Never builds them; without any the collector serves none.

use std::path::Path;

fn main() {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist");
    // A folder that is missing counts as changed at every build.
    if let Err(error) = std::fs::create_dir_all(&dist) {
        println!("cargo::warning={}: {error}", dist.display());
    }
    println!("cargo::rerun-if-changed={}", dist.display());
}
