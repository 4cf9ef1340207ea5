//! `motivo backup` and `motivo restore`: nothing acknowledged is missing, nothing is written over,
//! nothing damaged comes back.

mod common;

use common::{Binary, agent, cells, config, motivo, own_cell, own_counts, own_key};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use tempfile::TempDir;

const CLIENTS: usize = 4;
/// Acknowledged records before the backup begins.
const BEFORE: usize = 200;

fn run(command: &str, from: (&str, &Path), to: (&str, &Path)) -> Output {
    let text = |path: &Path| path.to_str().expect("a plain path").to_owned();
    motivo(&[command, from.0, &text(from.1), to.0, &text(to.1)], b"")
}

fn backup(data: &Path, to: &Path) -> Output {
    run("backup", ("--data", data), ("--to", to))
}

fn restore(from: &Path, data: &Path) -> Output {
    run("restore", ("--from", from), ("--data", data))
}

#[track_caller]
fn is_good(output: &Output) {
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*told), (Some(0), ""));
}

/// It ended with status 2 and exactly this.
#[track_caller]
fn is_refused(output: &Output, told: &str) {
    let text = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*text), (Some(2), &*format!("motivo: {told}\n")));
    assert!(output.stdout.is_empty());
}

/// All files under a folder with what is in them, but for the database and its log.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).expect("inside").to_owned();
            if !name.to_string_lossy().starts_with("motivo.sqlite") {
                found.push((name, fs::read(path).expect("a file")));
            }
        }
    }
    found.sort();
    found
}

/// A data folder of a collector that has stopped, with more cells than fit into a few pages.
fn stopped() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    drop(Binary::serve(&data, &config("shop.json"), &[]));
    let db = rusqlite::Connection::open(data.join("motivo.sqlite")).expect("the database");
    db.execute_batch(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
         INSERT INTO cells SELECT 'shop', '2026-11-20', 'counts', 'kinds', 'key ' || i, 'n', i FROM n;
         PRAGMA wal_checkpoint(TRUNCATE);",
    )
    .expect("cells");
    (folder, data)
}

/// The cells of the records that were counted, each once.
fn counted(data: &Path) -> BTreeSet<String> {
    let counts = own_counts(data);
    assert!(counts.values().all(|n| *n == 1.0), "{counts:?}");
    counts.into_keys().collect()
}

#[test]
fn a_backup_while_records_arrive_has_all_that_were_acknowledged_before_it_began() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, to) = (folder.path().join("data"), folder.path().join("backup"));
    let binary = Binary::serve(&data, &config("shop.json"), &[]);
    let url = format!("{}/v1/records", binary.url);
    let (next, enough) = (AtomicU32::new(0), AtomicBool::new(false));
    let acknowledged = Mutex::new(BTreeSet::new());
    let known = || acknowledged.lock().expect("no panic").clone();
    let wait_for = |count: usize| {
        while acknowledged.lock().expect("no panic").len() < count {
            thread::yield_now();
        }
    };
    let (before, after, output) = thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| {
                let agent = agent();
                while !enough.load(Ordering::Relaxed) {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let answer = agent.post(&url).send(own_cell(number)).expect("an answer");
                    assert_eq!(answer.status().as_u16(), 204);
                    acknowledged.lock().expect("no panic").insert(own_key(number));
                }
            });
        }
        wait_for(BEFORE);
        let before = known();
        let output = backup(&data, &to);
        let after = known();
        // More comes in, which the backup cannot have.
        wait_for(after.len() + 20);
        enough.store(true, Ordering::Relaxed);
        (before, after, output)
    });
    is_good(&output);
    assert!(after.len() > before.len(), "nothing arrived while it was made");
    let kept = counted(&to);
    let lost: Vec<_> = before.difference(&kept).collect();
    assert!(lost.is_empty(), "acknowledged before and not in the backup: {lost:?}");
    assert!(kept.len() < known().len(), "what came afterwards is not in it");
    assert!(!to.join("motivo.sqlite-wal").exists(), "it is one file");

    // It is a data folder: same token, and it still knows the ids.
    let again = Binary::serve(&to, &config("shop.json"), &[]);
    assert_eq!(again.report.split('?').nth(1), binary.report.split('?').nth(1));
    let url = format!("{}/v1/records", again.url);
    assert!(before.contains(&own_key(0)), "the first of many");
    let answer = agent().post(&url).send(own_cell(0)).expect("an answer");
    assert_eq!(answer.status().as_u16(), 204);
    assert_eq!(counted(&to), kept);
}

#[test]
fn what_comes_back_has_the_same_cells_and_files_and_is_served_as_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let (data, dist, file) = (path("data"), path("dist"), path("motivo.json"));
    fs::create_dir(&dist).expect("a folder");
    fs::write(dist.join("motivo.js"), "base='v/0123456789abcdef/'").expect("written");
    for name in ["observer_bg.wasm", "observer_bg.wasm.br", "observer_bg.wasm.gz"] {
        fs::write(dist.join(name), name).expect("written");
    }
    fs::copy(config("shop.json"), &file).expect("copied");
    let binary = Binary::serve(&data, &file, &["--embed", dist.to_str().expect("a path")]);
    let url = format!("{}/v1/records", binary.url);
    for number in 0..30 {
        agent().post(&url).send(own_cell(number)).expect("an answer");
    }
    let plan = |binary: &Binary| {
        let url = format!("{}/v1/plan/shop/plan.txt", binary.url);
        let mut answer = agent().get(url).call().expect("an answer");
        answer.body_mut().read_to_string().expect("text")
    };
    let published = plan(&binary);
    drop(binary);

    is_good(&backup(&data, &path("backup")));
    let restored = path("restored");
    fs::create_dir(&restored).expect("an empty folder is as good as none");
    is_good(&restore(&path("backup"), &restored));
    assert_eq!(cells(&restored, "shop"), cells(&data, "shop"));
    assert_eq!(counted(&restored).len(), 30);
    let all = files(&data);
    for name in
        ["token", "plans/shop/plan.txt", "motivo.js.gz", "v/0123456789abcdef/observer_bg.wasm"]
    {
        assert!(all.iter().any(|(path, _)| path == Path::new(name)), "{name}");
    }
    assert_eq!(files(&restored), all, "a file of the data folder is missing");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let token = fs::metadata(restored.join("token")).expect("the token");
        assert_eq!(token.permissions().mode() & 0o777, 0o600);
    }
    // The last good plan came along.
    fs::write(&file, "{").expect("written");
    assert_eq!(plan(&Binary::serve(&restored, &file, &[])), published);
}

#[test]
fn nothing_is_written_over_and_nothing_into_the_data_folder_itself() {
    let (folder, data) = stopped();
    let taken = folder.path().join("taken");
    fs::create_dir(&taken).expect("a folder");
    fs::write(taken.join("a"), "mine").expect("written");
    let told =
        format!("{}: is not empty; name a new folder, or move away what is in it", taken.display());
    is_refused(&backup(&data, &taken), &told);
    is_refused(&restore(&data, &taken), &told);
    assert_eq!(files(&taken), [("a".into(), b"mine".to_vec())]);

    let before = cells(&data, "shop");
    let copy = folder.path().join("copy");
    is_good(&backup(&data, &copy));
    let told =
        format!("{}: is not empty; name a new folder, or move away what is in it", data.display());
    is_refused(&restore(&copy, &data), &told);
    assert_eq!(cells(&data, "shop"), before);

    for inside in [data.join("backup"), data.join("plans/../v/new/er")] {
        let told = format!(
            "{}: lies in {}; name a folder elsewhere, best on another disk",
            inside.display(),
            data.display()
        );
        is_refused(&backup(&data, &inside), &told);
        assert!(!inside.exists());
    }
    let file = taken.join("a");
    let output = backup(&data, &file);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.starts_with(&format!("motivo: {}: is no folder (", file.display())), "{told}");
    assert!(told.ends_with("; name a new folder\n"), "{told}");
}

#[test]
fn a_folder_without_a_database_is_no_backup() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("to");
    for from in [folder.path().to_owned(), folder.path().join("missing")] {
        let told = format!(
            "{}: there is no motivo.sqlite in it; name a data folder, or a backup of one",
            from.display()
        );
        is_refused(&backup(&from, &to), &told);
        is_refused(&restore(&from, &to), &told);
        assert!(!to.exists());
    }
}

/// Changes the database of a good backup, and gives what restoring it says behind the path.
#[track_caller]
fn spoilt(good: &Path, spoil: impl FnOnce(&Path)) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let (from, data) = (folder.path().join("from"), folder.path().join("data"));
    is_good(&restore(good, &from));
    let database = from.join("motivo.sqlite");
    spoil(&database);
    let output = restore(&from, &data);
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(!data.exists(), "something was written");
    let told = told.trim_end().strip_prefix(&format!("motivo: {}: ", database.display()));
    told.expect("the database's path").to_owned()
}

#[test]
fn a_backup_that_is_damaged_or_none_of_ours_is_refused_before_anything_is_written() {
    let (_folder, good) = stopped();
    let bytes = fs::read(good.join("motivo.sqlite")).expect("the database");
    assert!(bytes.len() > 20 * 4096, "{} bytes are too few to be spoilt", bytes.len());
    let write = |path: &Path, bytes: &[u8]| fs::write(path, bytes).expect("written");
    let is_damaged = |told: &str| {
        assert!(told.starts_with("is damaged ("), "{told}");
        assert!(told.ends_with("); use the last backup that is whole"), "{told}");
    };
    is_damaged(&spoilt(&good, |path| {
        let bytes = fs::read(path).expect("the database");
        write(path, &bytes[..bytes.len() / 2]);
    }));
    is_damaged(&spoilt(&good, |path| {
        let mut bytes = fs::read(path).expect("the database");
        let middle = bytes.len() / 2 / 4096 * 4096;
        bytes.drain(middle..middle + 512);
        write(path, &bytes);
    }));
    is_damaged(&spoilt(&good, |path| {
        let mut bytes = fs::read(path).expect("the database");
        let middle = bytes.len() / 2 / 4096 * 4096;
        bytes[middle..middle + 512].fill(0xa5);
        write(path, &bytes);
    }));
    let another = "; name a folder that `motivo backup` wrote, or a data folder";
    let told = spoilt(&good, |path| write(path, "an essay\n".repeat(1000).as_bytes()));
    assert_eq!(told, format!("is no database{another}"));
    let told = spoilt(&good, |path| write(path, b""));
    assert_eq!(told, format!("is no database of a collector{another}"));
    let told = spoilt(&good, |path| {
        fs::remove_file(path).expect("removed");
        let db = rusqlite::Connection::open(path).expect("a database");
        db.execute_batch("CREATE TABLE cells (a); PRAGMA user_version = 1").expect("a table");
    });
    assert_eq!(told, format!("is no database of a collector{another}"));
    let told = spoilt(&good, |path| {
        let db = rusqlite::Connection::open(path).expect("a database");
        db.pragma_update(None, "user_version", 99).expect("written");
    });
    assert_eq!(told, "was written by a newer version of motivo (layout 99); use that version");
}

#[test]
fn ids_that_were_forgotten_leave_no_bytes_in_a_backup() {
    let (folder, data) = stopped();
    let (id, copy) = ([0x5a; 16], folder.path().join("copy"));
    let database = data.join("motivo.sqlite");
    let db = rusqlite::Connection::open(&database).expect("the database");
    db.execute("INSERT INTO ids VALUES ('shop', ?1, '2020-01-01')", [id]).expect("an id");
    db.execute("DELETE FROM ids", []).expect("forgotten");
    drop(db);
    is_good(&backup(&data, &copy));
    let holds =
        |path: &Path| fs::read(path).expect("a file").windows(id.len()).any(|bytes| bytes == id);
    assert!(holds(&database), "the test shows nothing: the source holds no such bytes");
    assert!(!holds(&copy.join("motivo.sqlite")));
}
