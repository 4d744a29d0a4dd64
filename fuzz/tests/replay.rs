//! What the search once found, and what it starts from: every input of fuzz/corpus comes back.
#![allow(clippy::disallowed_methods, reason = "inputs are files")]

use std::path::Path;

fn check_corpus(target: &str, read: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    let inputs = std::fs::read_dir(folder).expect("every target has inputs").map_while(Result::ok);
    let mut count = 0;
    for input in inputs {
        read(&std::fs::read(input.path()).expect("the input is readable"));
        count += 1;
    }
    assert!(count > 0, "there are inputs");
}

#[test]
fn segments_are_read_or_refused() {
    check_corpus("segment", perry_fuzz::segment);
}

#[test]
fn manifests_are_read_or_refused() {
    check_corpus("manifest", perry_fuzz::manifest);
}

#[test]
fn records_are_read_or_refused() {
    check_corpus("record", perry_fuzz::record);
}

#[test]
fn configurations_are_read_or_refused() {
    check_corpus("config", perry_fuzz::config);
}

#[test]
fn programs_are_lowered_or_refused() {
    check_corpus("lower", perry_fuzz::lower);
}

#[test]
fn editors_are_answered() {
    check_corpus("ide", perry_fuzz::ide);
}
