//! Under `cargo xtask fuzz` libFuzzer's program for one target; otherwise what tries a crash again.
//! Never knows what a target checks.
//!
//! `cargo run -p motivo-fuzz -- TARGET FILE…` gives the files to the target.

#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
mod fuzzing {
    use motivo_fuzz::Target;
    use std::env;
    use std::sync::LazyLock;

    /// libFuzzer keeps the arguments to itself.
    static TARGET: LazyLock<Target> = LazyLock::new(|| {
        let name = env::var("MOTIVO_FUZZ_TARGET").unwrap_or_default();
        motivo_fuzz::target(&name).expect("MOTIVO_FUZZ_TARGET names a target")
    });

    libfuzzer_sys::fuzz_target!(|data: &[u8]| TARGET(data));
}

#[cfg(not(fuzzing))]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let target = motivo_fuzz::target(&name).ok_or_else(|| {
        let known = motivo_fuzz::TARGETS.map(|(name, _)| name).join(", ");
        format!("there is no target \"{name}\": use one of {known}, and files after it")
    })?;
    for file in arguments {
        target(&std::fs::read(&file).map_err(|error| format!("{file}: {error}"))?);
        eprintln!("{file}: all holds");
    }
    Ok(())
}
