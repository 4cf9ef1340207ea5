//! JSON Lines in, JSON Lines out, one by one as they come: what `tag` and `replay` share.
//! Never skips a line that is wrong: it is told with its number, and nothing follows.

use crate::error::Error;
use serde::Serialize;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;

/// Writes what `answer` makes of each line of a file, or of standard input.
pub(super) fn each<T: Serialize>(
    file: Option<&Path>,
    mut answer: impl FnMut(&str) -> Result<T, String>,
) -> Result<(), Error> {
    let (name, lines): (_, Box<dyn BufRead>) = match file {
        Some(file) => {
            let open = File::open(file).map_err(Error::reading(file))?;
            (file.display().to_string(), Box::new(BufReader::new(open)))
        }
        None => ("standard input".to_owned(), Box::new(io::stdin().lock())),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    for (number, line) in lines.lines().enumerate() {
        let refused = |mistake| Error::Line { file: name.clone(), line: number + 1, mistake };
        let line = line.map_err(|source| refused(not_readable(&source)))?;
        if line.trim().is_empty() {
            continue;
        }
        let answer = answer(&line).map_err(refused)?;
        // A reader that went away is no error of ours.
        let written = serde_json::to_writer(&mut out, &answer).is_ok() && writeln!(out).is_ok();
        if !written {
            break;
        }
    }
    Ok(())
}

fn not_readable(source: &io::Error) -> String {
    format!("{source}: write lines of UTF-8 text")
}
