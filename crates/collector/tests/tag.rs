//! `motivo tag` as it is called: standard input, a file of weights, and how it ends.

mod common;

use std::process::Output;

fn tag(arguments: &[&str], input: &str) -> Output {
    common::motivo(&[&["tag"], arguments].concat(), input.as_bytes())
}

#[test]
fn each_line_gets_an_answer_in_its_order() {
    let out = tag(
        &[],
        "{\"id\":\"a\",\"text\":\"Adventure\"}\n\n{\"id\":2,\"text\":\"\",\"lang\":\"de-AT\"}\n",
    );
    assert_eq!(out.status.code(), Some(0));
    let told = String::from_utf8(out.stdout).expect("UTF-8");
    let expected = "{\"id\":\"a\",\"lang\":null,\"tags\":{},\"abstained\":true}\n\
                    {\"id\":2,\"lang\":\"de-AT\",\"tags\":{},\"abstained\":true}\n";
    assert_eq!(told, expected);
}

#[test]
fn a_wrong_line_ends_it_with_its_number_and_status_2() {
    let out = tag(&[], "{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":null}\n");
    assert_eq!(out.status.code(), Some(2));
    let told = String::from_utf8(out.stderr).expect("UTF-8");
    assert_eq!(told, "motivo: standard input:2: \"text\" is null: write a text in quotes\n");
}

#[test]
fn weights_that_are_none_end_it_with_their_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("w.bin");
    std::fs::write(&file, b"something else").expect("written");
    let file = file.to_str().expect("a plain path");
    let out = tag(&["--weights", file], "");
    assert_eq!(out.status.code(), Some(2));
    let told = String::from_utf8(out.stderr).expect("UTF-8");
    assert_eq!(told, format!("motivo: {file}: no weights of the text tagger: use a tagger.bin\n"));
}
