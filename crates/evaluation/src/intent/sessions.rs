//! Reads the sessions as a script tag would have seen them.
//! Never hands on a column that needs an analytics service.

use anyhow::{Context, Result, ensure};
use motivo_core::intent::{Pages, Seen};
use motivo_core::random::{SplitMix, below};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A finished session.
#[derive(Clone, Copy, Debug)]
pub(super) struct Session {
    pub(super) seen: Seen,
    pub(super) bought: bool,
    /// The same for rows that are equal in every column.
    group: usize,
}

/// The columns that are read; all others stay unread.
#[derive(Deserialize)]
struct Row {
    #[serde(rename = "Administrative")]
    account: u32,
    #[serde(rename = "Administrative_Duration")]
    account_seconds: f32,
    #[serde(rename = "Informational")]
    information: u32,
    #[serde(rename = "Informational_Duration")]
    information_seconds: f32,
    #[serde(rename = "ProductRelated")]
    product: u32,
    #[serde(rename = "ProductRelated_Duration")]
    product_seconds: f32,
    #[serde(rename = "VisitorType")]
    visitor: String,
    #[serde(rename = "Weekend")]
    weekend: String,
    #[serde(rename = "Revenue")]
    bought: String,
}

impl Row {
    fn session(&self, group: usize) -> Session {
        let seen = Seen {
            account: Pages { count: self.account, seconds: self.account_seconds },
            information: Pages { count: self.information, seconds: self.information_seconds },
            product: Pages { count: self.product, seconds: self.product_seconds },
            // The 85 "Other" are not known to be new.
            new: self.visitor == "New_Visitor",
            weekend: self.weekend == "TRUE",
        };
        Session { seen, bought: self.bought == "TRUE", group }
    }
}

fn file(data: &Path) -> PathBuf {
    data.join("uci/online_shoppers_intention.csv")
}

/// The SHA-256 of the file, in hexadecimal.
pub(super) fn checksum(data: &Path) -> Result<String> {
    let file = file(data);
    let bytes = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Reads every session, in the file's order.
pub(super) fn read(data: &Path) -> Result<Vec<Session>> {
    let file = file(data);
    let context = || format!("cannot read {}", file.display());
    let mut reader = csv::Reader::from_path(&file).with_context(context)?;
    let header = reader.headers().with_context(context)?.clone();
    let (mut groups, mut sessions) = (HashMap::new(), Vec::new());
    for record in reader.records() {
        let record = record.with_context(context)?;
        let row: Row = record.deserialize(Some(&header)).with_context(context)?;
        let next = groups.len();
        let group = *groups.entry(record.iter().collect::<Vec<_>>().join(",")).or_insert(next);
        sessions.push(row.session(group));
    }
    ensure!(!sessions.is_empty(), "{} has no sessions", file.display());
    Ok(sessions)
}

/// Training and judged sessions: 30 % of the groups, drawn by the seed, are judged.
pub(super) fn split(sessions: &[Session], seed: u64) -> (Vec<Session>, Vec<Session>) {
    let mut random = SplitMix::new(seed);
    let groups = sessions.iter().map(|session| session.group + 1).max().unwrap_or(0);
    let mut order: Vec<usize> = (0..groups).collect();
    for last in (1..groups).rev() {
        order.swap(last, below(last as u32 + 1, &mut || random.next()) as usize);
    }
    let judged = groups * 3 / 10;
    sessions.iter().partition(|session| order[session.group] >= judged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duplicates_stay_on_one_side_and_no_session_is_lost() {
        let sessions: Vec<Session> = (0..1_000)
            .map(|row| Session { seen: Seen::default(), bought: false, group: row / 2 })
            .collect();
        let (training, judged) = split(&sessions, 4);
        assert_eq!((training.len(), judged.len()), (700, 300));
        assert!(training.iter().all(|kept| judged.iter().all(|other| other.group != kept.group)));
    }
}
