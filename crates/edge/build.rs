//! Linker settings of the page's small modules, whose build script this is. Other targets are left alone.

/// What the code needs. Reference types, on by default, are left out: wasm-bindgen's command, which
/// trunk runs on every module, takes them as a promise of its own sections and refuses this one.
const FEATURES: &str = "bulk-memory,bulk-memory-opt,mutable-globals,nontrapping-fptoint,sign-ext";

fn main() {
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        // The deepest call uses 2 kB; the default megabyte would be 15 pages more per shopper.
        println!("cargo::rustc-link-arg-cdylib=-zstack-size=65536");
        println!("cargo::rustc-link-arg-cdylib=--no-check-features");
        println!("cargo::rustc-link-arg-cdylib=--features={FEATURES}");
    }
    println!("cargo::rerun-if-changed=../edge/build.rs");
}
