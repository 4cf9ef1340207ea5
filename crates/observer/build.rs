//! Linker settings of the page's module.

fn main() {
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-cdylib=-zstack-size=65536");
        println!("cargo::rustc-link-arg-cdylib=--no-check-features");
        println!("cargo::rustc-link-arg-cdylib=--features=bulk-memory,bulk-memory-opt,mutable-globals,nontrapping-fptoint,sign-ext");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
