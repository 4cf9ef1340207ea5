//! Joins the shell's modules (www/observer) into one classic script, imports before importers.
//! Never a bundler: it knows only our own style, named imports of one line and no renaming.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// The script that `entry` and everything it imports make, in a scope of its own.
pub(crate) fn join(entry: &Path) -> Result<String> {
    let mut done = Vec::new();
    let mut script = String::from("(()=>{\"use strict\";\n");
    add(entry, &mut done, &mut script)?;
    script.push_str("})();\n");
    Ok(script)
}

fn add(module: &Path, done: &mut Vec<PathBuf>, script: &mut String) -> Result<()> {
    let path = module.canonicalize().with_context(|| format!("no module {}", module.display()))?;
    if done.contains(&path) {
        return Ok(());
    }
    done.push(path.clone());
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let folder = path.parent().context("a file lies in a folder")?;
    let mut body = String::new();
    for line in text.lines() {
        if let Some(import) = line.strip_prefix("import ") {
            add(&folder.join(imported(import, module)?), done, script)?;
        } else {
            body.push_str(line.strip_prefix("export ").unwrap_or(line));
            body.push('\n');
        }
    }
    script.push_str(&body);
    Ok(())
}

/// The file that an import names: `{ a, b } from "./file.js";`.
fn imported<'a>(import: &'a str, module: &Path) -> Result<&'a str> {
    let named = import.starts_with("{ ") && !import.contains(" as ");
    match import.split('"').nth(1) {
        Some(file) if named && file.starts_with('.') => Ok(file),
        _ => bail!(
            "{}: \"import {import}\" cannot be joined: write import {{ names }} from \"./file.js\"; \
             on one line, without `as`",
            module.display()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: [(&str, &str); 3]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in files {
            fs::write(folder.path().join(name), text).expect("it is writable");
        }
        folder
    }

    #[test]
    fn what_is_imported_stands_once_and_before_its_importers() {
        let folder = folder([
            ("a.js", "import { b } from \"./b.js\";\nimport { c } from \"./c.js\";\nb(c);\n"),
            ("b.js", "import { c } from \"./c.js\";\nexport const b = () => c;\n"),
            ("c.js", "export const c = 1;\n"),
        ]);
        let script = join(&folder.path().join("a.js")).expect("three good modules");
        assert_eq!(
            script,
            "(()=>{\"use strict\";\nconst c = 1;\nconst b = () => c;\nb(c);\n})();\n"
        );
    }

    #[test]
    fn an_import_that_renames_is_refused() {
        let folder =
            folder([("a.js", "import { b as x } from \"./b.js\";\n"), ("b.js", ""), ("c.js", "")]);
        let error = join(&folder.path().join("a.js")).expect_err("it is refused").to_string();
        assert!(error.contains("cannot be joined"), "{error}");
    }
}
