//! The laws of the house hold on this very tree, and each law catches what breaks it.

use std::path::PathBuf;
use xtask::source::{SourceFile, rust_files};
use xtask::tidy;

fn check_none(breaches: Vec<String>) {
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

fn file(text: &str) -> [SourceFile; 1] {
    [SourceFile { path: PathBuf::from("crates/x/src/y.rs"), text: text.to_owned() }]
}

#[test]
fn crates_use_only_what_the_arrows_allow() {
    check_none(tidy::forbidden_arrows().expect("cargo metadata answers"));
}

#[test]
fn every_outside_thing_has_one_owner() {
    check_none(tidy::second_owners().expect("cargo metadata answers"));
}

#[test]
fn every_file_says_what_lives_in_it() {
    check_none(tidy::files_without_purpose(&rust_files().expect("the tree is readable")));
    assert_eq!(tidy::files_without_purpose(&file("use x;\n")).len(), 1);
}

#[test]
fn long_files_say_why() {
    check_none(tidy::long_files(&rust_files().expect("the tree is readable")));
    assert_eq!(tidy::long_files(&file(&"\n".repeat(601))).len(), 1);
}

#[test]
fn nothing_is_left_unfinished() {
    check_none(tidy::unfinished_work(&rust_files().expect("the tree is readable")));
    assert_eq!(tidy::unfinished_work(&file(&format!("{}!()", "todo"))).len(), 1);
}

#[test]
fn every_query_states_its_four_facts() {
    check_none(tidy::queries_without_facts(&rust_files().expect("the tree is readable")));
    let silent = "//! x\n/// What it is.\n#[salsa::tracked]\nfn module_graph() {}\n";
    assert_eq!(tidy::queries_without_facts(&file(silent)).len(), 1);
    let full = "//! x\n/// What it is.\n///\n/// Changes when. Stays when. Costs little.\n#[salsa::tracked]\nfn f() {}\n";
    check_none(tidy::queries_without_facts(&file(full)));
}
