//! The quick linker says what it does not cover, and then nothing was written.

#![allow(clippy::disallowed_methods, reason = "a test makes files in a folder of its own")]

use perry_link::{LinkError, LinkPlan, Symbols, append};
use std::fs;

fn check_refused(name: &str, triple: &str, object: &[u8]) -> LinkError {
    let folder = std::env::temp_dir().join(format!("perry-append-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a temporary folder can be made");
    let (host, start) = (folder.join("host"), folder.join("start.o"));
    fs::write(&host, "no image").expect("the folder is there");
    fs::write(&start, object).expect("the folder is there");
    let plan = LinkPlan {
        triple: triple.into(),
        objects: vec![start],
        archives: Vec::new(),
        output: folder.join("program"),
        symbols: Symbols::Keep,
    };
    let error = append(&plan, &[object.to_vec()], &host).expect_err("there is nothing to link");
    let count = fs::read_dir(&folder).into_iter().flatten().count();
    assert_eq!(count, 2, "only what was there before");
    error
}

#[test]
fn an_object_in_another_form_is_left_to_lld() {
    let error = check_refused("form", "x86_64-unknown-linux-gnu", b"text");
    assert!(matches!(error, LinkError::Unsupported(_)), "{error}");
}

#[test]
fn another_processor_is_left_to_lld() {
    let error = check_refused("processor", "aarch64-unknown-linux-gnu", b"text");
    assert!(matches!(error, LinkError::Unsupported(_)), "{error}");
}
