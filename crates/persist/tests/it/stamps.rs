//! Stamps: an unchanged input is known without reading it, a changed one never passes.

use std::fs;
use std::path::Path;

use perry_persist::check::{Change, Input};
use perry_persist::listing::{Kind, Listing};
use perry_persist::manifest::{Inputs, Stamped};
use perry_persist::stamp::Stamp;

use crate::scratch::Scratch;

fn all(_: &str, _: Kind) -> bool {
    true
}

fn modules_only(name: &str, kind: Kind) -> bool {
    kind == Kind::Directory || name.ends_with(".ts")
}

fn file(base: &Path, path: &str) -> Stamped {
    Stamped { path: path.to_owned(), stamp: Stamp::of(&base.join(path)).ok() }
}

fn changed(inputs: &mut Inputs, base: &Path) -> Vec<Input> {
    inputs.check(base, modules_only).changes.iter().map(|change| change.input).collect()
}

#[test]
fn a_file_at_rest_is_not_read() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut inputs = Inputs { files: vec![file(base, "Cargo.toml")], ..Inputs::default() };
    let check = inputs.check(base, all);
    assert!(check.is_clean() && check.read == 0 && check.renewed == 0, "{check:?}");
}

#[test]
fn a_file_written_just_now_is_read_again_and_clean() {
    let scratch = Scratch::new();
    fs::write(scratch.path().join("a.ts"), "1").expect("it is ours");
    let mut inputs = Inputs { files: vec![file(scratch.path(), "a.ts")], ..Inputs::default() };
    assert!(!inputs.files[0].stamp.expect("it is there").settled);
    let check = inputs.check(scratch.path(), all);
    assert!(check.is_clean() && check.read == 1, "{check:?}");
}

#[test]
fn an_edit_in_the_same_tick_of_the_same_length_is_seen() {
    let scratch = Scratch::new();
    let path = scratch.path().join("a.ts");
    for n in 0..200 {
        fs::write(&path, format!("{n:04}")).expect("it is ours");
        let mut inputs = Inputs { files: vec![file(scratch.path(), "a.ts")], ..Inputs::default() };
        fs::write(&path, format!("{n:04}").replace('0', "x")).expect("it is ours");
        assert_eq!(changed(&mut inputs, scratch.path()), [Input::File(0)]);
    }
}

#[test]
fn a_touched_file_is_clean_and_its_stamp_renewed() {
    let scratch = Scratch::new();
    fs::write(scratch.path().join("a.ts"), "1").expect("it is ours");
    let mut inputs = Inputs { files: vec![file(scratch.path(), "a.ts")], ..Inputs::default() };
    fs::write(scratch.path().join("copy"), "1").expect("it is ours");
    fs::rename(scratch.path().join("copy"), scratch.path().join("a.ts")).expect("it is ours");
    let check = inputs.check(scratch.path(), all);
    assert!(check.is_clean() && check.renewed == 1, "{check:?}");
    assert_eq!(inputs.files[0], file(scratch.path(), "a.ts"));
}

#[test]
fn edits_removals_and_appearances_are_seen() {
    let scratch = Scratch::new();
    let base = scratch.path();
    ["edited", "removed", "same"]
        .iter()
        .for_each(|name| fs::write(base.join(name), name).expect("it is ours"));
    let files = ["edited", "removed", "same", "appeared", "absent"].map(|name| file(base, name)).to_vec();
    let mut inputs = Inputs { files: files.clone(), ..Inputs::default() };
    let mut made = Inputs { outputs: files, ..Inputs::default() };
    fs::write(base.join("edited"), "EDITED").expect("it is ours");
    fs::remove_file(base.join("removed")).expect("it is ours");
    fs::write(base.join("appeared"), "").expect("it is ours");
    assert_eq!(changed(&mut inputs, base), [0, 1, 3].map(Input::File));
    assert_eq!(changed(&mut made, base), [0, 1, 3].map(Input::Output));
    let change = inputs.check(base, all).changes[1];
    assert_eq!(change, Change { input: Input::File(1), now: None });
}

#[test]
fn outputs_are_read_when_all_else_is_as_it_was() {
    let scratch = Scratch::new();
    let base = scratch.path();
    ["a.ts", "out"].iter().for_each(|name| fs::write(base.join(name), name).expect("it is ours"));
    let (files, outputs) = (vec![file(base, "a.ts")], vec![file(base, "out")]);
    let mut inputs = Inputs { files, outputs, ..Inputs::default() };
    assert_eq!(inputs.check(base, all).read, 2, "both were written just now");
    fs::write(base.join("a.ts"), "edited").expect("it is ours");
    assert_eq!(inputs.check(base, all).read, 1);
    assert!(inputs.has_outputs(base));
    fs::write(base.join("out"), "edited").expect("it is ours");
    assert_eq!(changed(&mut inputs, base), [Input::File(0)]);
    assert!(!inputs.has_outputs(base));
}

#[test]
fn a_listing_tells_what_matters_and_nothing_else() {
    let scratch = Scratch::new();
    let base = scratch.path().join("src");
    fs::create_dir(&base).expect("it is ours");
    fs::write(base.join("a.ts"), "").expect("it is ours");
    let (stamp, listing) = Listing::read(&base, modules_only).expect("it is there");
    assert_eq!(listing.entries, [("a.ts".to_owned(), Kind::File)]);
    let listings = vec![Stamped { path: "src".to_owned(), stamp: Some(stamp) }];
    let mut inputs = Inputs { listings, ..Inputs::default() };
    fs::write(base.join("program"), "").expect("it is ours");
    assert_eq!(changed(&mut inputs, scratch.path()), []);
    fs::write(base.join("b.ts"), "").expect("it is ours");
    assert_eq!(changed(&mut inputs, scratch.path()), [Input::Listing(0)]);
    fs::remove_file(base.join("b.ts")).expect("it is ours");
    assert_eq!(changed(&mut inputs, scratch.path()), []);
    fs::remove_dir_all(&base).expect("it is ours");
    assert_eq!(changed(&mut inputs, scratch.path()), [Input::Listing(0)]);
}

#[test]
fn a_folder_or_pipe_is_not_read_as_a_file() {
    let scratch = Scratch::new();
    assert!(Stamp::of(scratch.path()).is_err());
    let pipe = scratch.path().join("pipe");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR).expect("it is ours");
    assert!(Stamp::read(&pipe).is_err());
}
