//! A CSV file with named columns, one line in memory at a time.
//! Never guesses at a value: what cannot be read is told with its line, its field and the way out.

use crate::config::suggest::near_miss;
use crate::error::Error;
use csv::{ByteRecord, ErrorKind, Position, ReaderBuilder};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The longest stretch of a strange value that is repeated to its owner, in characters.
const SHOWN: usize = 40;

/// The longest line that is held, in bytes: a quote that is never closed would hold the whole file.
const LONGEST: usize = 1 << 20;

/// An open table.
pub(super) struct Table {
    path: PathBuf,
    reader: csv::Reader<Bounded>,
    header: Vec<String>,
    row: ByteRecord,
}

/// A column's place in its table.
#[derive(Clone, Copy)]
pub(super) struct Column(usize);

impl Table {
    /// Opens a file and reads its header; `expected` is how a header should look.
    pub(super) fn open(path: &Path, expected: &str) -> Result<Self, Error> {
        let file = File::open(path).map_err(Error::reading(path))?;
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(Bounded { file, read: 0 });
        let mut table =
            Self { path: path.to_owned(), header: Vec::new(), reader, row: ByteRecord::new() };
        let found = table.read()?;
        let names = table.row.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned());
        table.header = names.collect();
        if !found {
            return Err(table.refuse_header("The file is empty.", expected));
        }
        let joined = |by: char| table.header.len() == 1 && table.header[0].contains(by);
        if joined(';') || joined('\t') {
            return Err(table.refuse_header("The columns are not separated by commas.", expected));
        }
        Ok(table)
    }

    fn refuse_header(&self, what: &str, expected: &str) -> Error {
        let instead = format!("Start with the line {expected} and separate columns by commas.");
        self.refuse(1, "the header", what.into(), instead)
    }

    /// The names of the columns.
    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// Finds a column by its name.
    pub(super) fn column(&self, name: &str) -> Result<Column, Error> {
        let mut places = (0..).zip(&self.header).filter(|(_, known)| *known == name);
        match (places.next(), places.next()) {
            (Some((place, _)), None) => Ok(Column(place)),
            (Some(_), Some(_)) => {
                let what = format!("Two columns are named {name}.");
                Err(self.refuse(1, name, what, "Keep the one that is meant.".into()))
            }
            (None, _) => {
                let known: Vec<&str> = self.header.iter().map(String::as_str).collect();
                let instead = match near_miss(name, &known) {
                    Some(near) => format!("Name the column {} so, if it is meant.", shown(near)),
                    None => format!("Add {name} to the first line and its value to each other."),
                };
                Err(self.refuse(1, name, "The column is missing.".into(), instead))
            }
        }
    }

    /// Goes to the next line; whether there is one.
    pub(super) fn next(&mut self) -> Result<bool, Error> {
        if !self.read()? {
            return Ok(false);
        }
        let (fields, columns) = (self.row.len(), self.header.len());
        if fields != columns {
            let what = format!("The header has {columns} fields, this line {fields}.");
            let instead = "Give each column a value; put a value with a comma or a line break in \
                           \"quotes\", and close each quote.";
            return Err(self.refuse(
                self.line_at(&self.position()),
                "the line",
                what,
                instead.into(),
            ));
        }
        Ok(true)
    }

    fn read(&mut self) -> Result<bool, Error> {
        let began = self.reader.position().clone();
        match self.reader.read_byte_record(&mut self.row) {
            Ok(found) => {
                self.reader.get_mut().read = 0;
                Ok(found)
            }
            Err(_) if self.reader.get_ref().is_full() => {
                let what = format!("The line is longer than {LONGEST} bytes.");
                let instead = "Close each quote; shorten what is longer.".to_owned();
                Err(self.refuse(self.line_at(&began), "the line", what, instead))
            }
            Err(error) => Err(Error::reading(&self.path)(match error.into_kind() {
                ErrorKind::Io(source) => source,
                other => io::Error::other(format!("{other:?}")),
            })),
        }
    }

    /// Where the line begins.
    pub(super) fn position(&self) -> Position {
        self.row.position().cloned().unwrap_or_else(Position::new)
    }

    /// The number in the file, from 1, of the line that begins at a position. The reader's own
    /// number leaves out empty lines before it and is one short after `\r\n`, so the file is read
    /// again; a pipe cannot be, and has the reader's.
    pub(super) fn line_at(&self, position: &Position) -> u64 {
        let is_file = self.path.metadata().is_ok_and(|about| about.is_file());
        let counted = is_file.then(|| count_lines(&self.path, position.byte()).ok());
        counted.flatten().unwrap_or(position.line())
    }

    /// A value without the spaces around it.
    pub(super) fn bytes(&self, column: Column) -> &[u8] {
        self.row.get(column.0).unwrap_or_default().trim_ascii()
    }

    /// A number that `check` accepts; `instead` says what to write otherwise.
    pub(super) fn number<T, E>(
        &self,
        column: Column,
        check: impl Fn(f64) -> Result<T, E>,
        instead: &str,
    ) -> Result<T, Error> {
        let text = std::str::from_utf8(self.bytes(column)).ok();
        let number = text.and_then(|text| text.parse().ok());
        number.and_then(|number| check(number).ok()).ok_or_else(|| {
            let what = match self.bytes(column) {
                b"" => "There is no value.".to_owned(),
                value => format!("{} cannot be used.", shown_bytes(value)),
            };
            self.refuse_value(column, what, instead)
        })
    }

    /// A mistake in a value of this line.
    pub(super) fn refuse_value(&self, column: Column, what: String, instead: &str) -> Error {
        self.refuse(self.line_at(&self.position()), &self.header[column.0], what, instead.into())
    }

    /// A mistake somewhere.
    pub(super) fn refuse(&self, line: u64, field: &str, what: String, instead: String) -> Error {
        Error::Table {
            file: self.path.display().to_string(),
            line,
            field: field.into(),
            what,
            instead,
        }
    }
}

/// A value between quotes, as much of it as helps, with nothing in it that a terminal would obey.
pub(super) fn shown_bytes(value: &[u8]) -> String {
    // A character has four bytes at most.
    let start = &value[..value.len().min(4 * SHOWN)];
    shown(&String::from_utf8_lossy(start))
}

fn shown(value: &str) -> String {
    let start: String = value.chars().take(SHOWN).collect();
    format!("{start:?}")
}

/// The line that the first byte from `start` on is in that ends no line.
fn count_lines(path: &Path, start: u64) -> io::Result<u64> {
    let mut file = BufReader::new(File::open(path)?);
    let mut lines = 1;
    let mut before = file.by_ref().take(start);
    loop {
        let bytes = before.fill_buf()?;
        if bytes.is_empty() {
            break;
        }
        lines += bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        let read = bytes.len();
        before.consume(read);
    }
    for byte in file.bytes() {
        match byte? {
            b'\n' => lines += 1,
            b'\r' => {}
            _ => break,
        }
    }
    Ok(lines)
}

/// A file of which no line may be longer than [`LONGEST`].
struct Bounded {
    file: File,
    /// Bytes read since the last line was complete.
    read: usize,
}

impl Bounded {
    fn is_full(&self) -> bool {
        // What the reader had buffered of the next line comes on top.
        self.read > LONGEST
    }
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.is_full() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let read = self.file.read(buffer)?;
        self.read += read;
        Ok(read)
    }
}
