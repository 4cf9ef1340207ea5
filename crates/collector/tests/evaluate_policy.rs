//! `motivo evaluate-policy`: what it prints, what it refuses and in which words.

use serde_json::Value;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output};
use tempfile::TempDir;

const TARGET: &str = "item_id,p_pos1,p_pos2\nboots,0.75,0.25\nhat,0.25,0.75\n";
const HEADER: &str = "item_id,position,click,propensity_score\n";

/// A log and a target on disk.
struct Files {
    folder: TempDir,
}

impl Files {
    fn new(log: impl AsRef<[u8]>, target: impl AsRef<[u8]>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("log.csv"), log).expect("a file");
        std::fs::write(folder.path().join("target.csv"), target).expect("a file");
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, more: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_motivo"));
        command.args(["evaluate-policy", "--log", "log.csv", "--target", "target.csv"]);
        command.args(more).current_dir(self.folder.path()).output().expect("the binary starts")
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.run(&["--json"]).stdout).expect("JSON")
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// The next number of a fixed stream (SplitMix64).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A log that shows both items evenly; boots are clicked `boots` times in a thousand, hats `hat`
/// times.
fn log(rows: usize, boots: u64, hat: u64) -> String {
    let mut state = 8;
    let mut text = String::from(HEADER);
    for _ in 0..rows {
        let (item, rate) =
            if next(&mut state).is_multiple_of(2) { ("boots", boots) } else { ("hat", hat) };
        let position = 1 + next(&mut state) % 2;
        let click = u8::from(next(&mut state) % 1000 < rate);
        let _ = writeln!(text, "{item},{position},{click},0.5");
    }
    text
}

const BOOTS: &str = "item_id,p_pos1,p_pos2\nboots,0.9,0.9\nhat,0.1,0.1\n";

#[test]
fn a_log_that_can_tell_names_the_better_and_the_worse_target() {
    let better = Files::new(log(5_000, 200, 50), BOOTS);
    let out = better.run(&[]);
    let told = text(&out.stdout);
    assert!(out.status.success());
    assert!(told.starts_with("log.csv: 5,000 rows, "), "{told}");
    assert!(!told.contains("ALARM") && told.contains("The target is better by +0.0"), "{told}");
    for estimator in ["on policy", "IPS", "SNIPS", "clipped IPS", "DM", "DR", "SNDR", "Switch-DR"] {
        assert!(told.contains(&format!("\n  {estimator:<16}  0.")), "{estimator}: {told}");
    }
    let worse = Files::new(log(5_000, 50, 200), BOOTS).run(&[]);
    assert!(text(&worse.stdout).contains("The target is worse by -0.0"));
}

#[test]
fn a_log_that_cannot_tell_is_undecided_and_says_how_many_rows_would() {
    let even = Files::new(log(5_000, 100, 101), BOOTS);
    let told = text(&even.run(&[]).stdout);
    assert!(told.contains("Undecided: the target differs by"), "{told}");
    assert!(told.contains("; if that stays, "), "{told}");
    assert_eq!(even.json()["verdict"], "undecided");
    let always = Files::new(log(500, 1_000, 1_000), BOOTS).run(&[]);
    assert!(text(&always.stdout).contains("Undecided: the log does not vary"));
}

#[test]
fn under_an_alarm_no_winner_is_named_and_the_alarm_says_what_to_do() {
    let few = Files::new(log(1_000, 150, 20), BOOTS);
    let told = text(&few.run(&[]).stdout);
    assert!(told.contains("  ALARM  too few rewards: "), "{told}");
    assert!(
        told.contains("         Log longer, or take a reward that comes more often."),
        "{told}"
    );
    assert!(told.contains("No winner is named: 1 alarm. Do what each says, then ask again."));
    assert!(!told.contains("better") && !told.contains("worse"), "{told}");
    let json = few.json();
    assert_eq!((&json["ok"], &json["verdict"]), (&true.into(), &"refused".into()));
    assert_eq!(json["alarms"][0]["id"], "too_few_rewards");
}

#[test]
fn four_rows_give_the_estimates_that_a_pencil_gives() {
    // Weights 1.5, 0.5, 0.5, 1.5 with rewards 1, 0, 1, 0.
    let rows = "boots,1,1,0.5\nhat,1,0,0.5\nboots,2,1,0.5\nhat,2,0,0.5\n";
    let json = Files::new(format!("{HEADER}{rows}"), TARGET).json();
    let near = |pointer: &str, known: f64| {
        let got = json.pointer(pointer).and_then(Value::as_f64).expect(pointer);
        // A few roundings.
        assert!((got - known).abs() < 1e-12, "{pointer}: {got} is not {known}");
    };
    near("/on_policy/value", 0.5);
    near("/estimates/ips/value", 0.5);
    near("/estimates/snips/value", 0.5);
    near("/overlap/effective_sample_size", 3.2);
    near("/overlap/mean_weight", 1.0);
    near("/overlap/max_weight", 1.5);
    assert_eq!((&json["rows"], &json["rewards"]), (&4.into(), &2.into()));
    assert_eq!(json["estimates"]["dm"]["standard_error"], Value::Null);
}

#[test]
fn other_columns_their_order_spaces_a_byte_order_mark_and_windows_lines_change_nothing() {
    let plain = Files::new(format!("{HEADER}boots,1,1,0.5\nhat,2,0,0.5\n"), TARGET).json();
    let log = "\u{feff}when,propensity_score , click,position,note,item_id\r\n\
               now,0.5,1,1,\"a,\r\n\"\"b\"\"\",boots\r\n\r\nthen, 0.5 ,0,2,,hat";
    let target = TARGET.replace('\n', "\r\n");
    assert_eq!(Files::new(log, target).json(), plain);
}

/// The mistake is told with its place, its field and the way out, and the command leaves with 2.
#[track_caller]
fn refused(log: &str, target: &str, told: &str) {
    let files = Files::new(log, target);
    let out = files.run(&[]);
    assert_eq!(text(&out.stderr), format!("motivo: {told}\n"));
    assert_eq!((out.status.code(), out.stdout.len()), (Some(2), 0));
    let json = files.json();
    assert_eq!(json["ok"], false);
    let [file, line, field] = ["file", "line", "field"].map(|key| json[key].to_string());
    let place = format!("{file}:{line} {field}").replace('"', "");
    assert!(told.starts_with(&place), "{place}");
}

#[test]
fn a_mistake_in_the_log_is_told_with_its_line_and_the_way_out() {
    let chance = "Write the chance that the logging policy gave this item there, from 1e-9 to 1, \
                  with a point before the decimals.";
    let click = "Write 1 for a click and 0 for none, or a reward from 0 to 1.";
    let good = "boots,1,1,0.5\n";
    for (rows, told) in [
        ("boots,1,1,0\n", format!("2 propensity_score\n  \"0\" cannot be used.\n  {chance}")),
        ("boots,1,1,\n", format!("2 propensity_score\n  There is no value.\n  {chance}")),
        ("boots,1,1,nan\n", format!("2 propensity_score\n  \"nan\" cannot be used.\n  {chance}")),
        ("boots,1,1,1e-300\n", format!("2 propensity_score\n  \"1e-300\" cannot be used.\n  {chance}")),
        ("boots,1,yes,0.5\n", format!("2 click\n  \"yes\" cannot be used.\n  {click}")),
        ("boots,1,2,0.5\n", format!("2 click\n  \"2\" cannot be used.\n  {click}")),
        (
            "boots,0,1,0.5\n",
            "2 position\n  The target has no position \"0\"; it has 1, 2.\n  Name positions alike in \
             both files: position 1 is column p_pos1."
                .into(),
        ),
        (
            "\u{1b}[31mscarf,1,1,0.5\n",
            "2 item_id\n  The target has no item \"\\u{1b}[31mscarf\".\n  Give it a line in the \
             target, with 0 where it is not to be shown."
                .into(),
        ),
        (
            ",1,1,0.5\n",
            "2 item_id\n  There is no value.\n  Write the item's id, alike in both files.".into(),
        ),
        (
            "boots,1,1,0,5\n",
            "2 the line\n  The header has 4 fields, this line 5.\n  Give each column a value; put a \
             value with a comma or a line break in \"quotes\", and close each quote."
                .into(),
        ),
        (
            "",
            "2 the line\n  The file has a header and no rows.\n  Add a line for each time that an \
             item was shown."
                .into(),
        ),
    ] {
        refused(&format!("{HEADER}{rows}"), TARGET, &format!("log.csv:{told}"));
        if !rows.is_empty() {
            // Behind other lines, empty ones and line ends of both kinds the line is its own.
            let later = format!("{HEADER}{good}\n\r\n{good}").replacen('\n', "\r\n", 1) + rows;
            refused(&later, TARGET, &format!("log.csv:{}", told.replacen('2', "6", 1)));
        }
    }
}

#[test]
fn a_mistake_in_a_header_is_told_with_the_name_that_was_meant() {
    for (header, told) in [
        (
            "",
            "the header\n  The file is empty.\n  Start with the line \
             item_id,position,click,propensity_score and separate columns by commas.",
        ),
        (
            "item_id;position;click;propensity_score",
            "the header\n  The columns are not separated by commas.\n  Start with the line \
             item_id,position,click,propensity_score and separate columns by commas.",
        ),
        (
            "item_id,position,clicks,propensity_score",
            "click\n  The column is missing.\n  Name the column \"clicks\" so, if it is meant.",
        ),
        (
            "item_id,position,click,p",
            "propensity_score\n  The column is missing.\n  Add propensity_score to the first line \
             and its value to each other.",
        ),
        (
            "item_id,position,click,click,propensity_score",
            "click\n  Two columns are named click.\n  Keep the one that is meant.",
        ),
    ] {
        refused(header, TARGET, &format!("log.csv:1 {told}"));
    }
}

#[test]
fn a_mistake_in_the_target_is_told_before_the_log_is_read() {
    for (target, told) in [
        (
            "item_id,p_pos1,p_pos2\nboots,0.75,0.25\nhat,0.25,0.5\n",
            "1 p_pos2\n  The chances of this column sum to 0.750000.\n  Give every item its chance \
             at position 2, 1 in all.",
        ),
        (
            "item_id,p_pos1\nboots,0.5\n\nhat,0.25\nboots,0.25\n",
            "5 item_id\n  \"boots\" stands in line 2 already.\n  Keep one line for each item.",
        ),
        (
            "item_id,p_pos1\nboots,1.5\nhat,-0.5\n",
            "2 p_pos1\n  \"1.5\" cannot be used.\n  Write the chance that the target shows this item \
             there, from 0 to 1, with a point before the decimals.",
        ),
        (
            "item_id,chance\nboots,1\n",
            "1 p_pos1\n  The column is missing.\n  Write one for each position of the log, as in \
             item_id,p_pos1,p_pos2,p_pos3.",
        ),
        (
            "item_id,p_pos1\n",
            "2 item_id\n  The file has a header and no items.\n  Add a line for each item with its \
             chance at each position.",
        ),
    ] {
        refused("never read", target, &format!("target.csv:{told}"));
    }
}

#[test]
fn a_quote_that_is_never_closed_is_told_without_holding_the_file() {
    let rows = "boots,1,1,0.5\n".repeat(200_000);
    let told = "log.csv:3 the line\n  The line is longer than 1048576 bytes.\n  Close each quote; \
                shorten what is longer.";
    refused(&format!("{HEADER}boots,1,1,0.5\n\"{rows}"), TARGET, told);
}

#[test]
fn a_file_that_is_not_there_is_no_mistake_in_a_table() {
    let files = Files::new("", "");
    std::fs::remove_file(files.path("target.csv")).expect("it is there");
    let out = files.run(&[]);
    assert_eq!(out.status.code(), Some(1));
    assert!(text(&out.stderr).starts_with("motivo: target.csv: "), "{}", text(&out.stderr));
}

#[test]
fn no_bytes_make_it_fall_over() {
    let mut state = 21;
    let (log, target) = (log(20, 300, 300).into_bytes(), TARGET.as_bytes().to_vec());
    for round in 0..120 {
        let mut files = [log.clone(), target.clone()];
        let broken = &mut files[round % 2];
        for _ in 0..=next(&mut state) % 4 {
            let place = next(&mut state) as usize % broken.len();
            match next(&mut state) % 3 {
                0 => broken[place] = next(&mut state) as u8,
                1 => broken.insert(place, b"\",\n\r\0-e\xff"[next(&mut state) as usize % 8]),
                _ => broken.truncate(place.max(1)),
            }
        }
        let out = Files::new(&files[0], &files[1]).run(&[]);
        let code = out.status.code().expect("it ends by itself");
        let told = text(&out.stderr);
        assert!((code == 0) == told.is_empty() && (code == 0 || code == 2), "{round}: {told}");
    }
}
