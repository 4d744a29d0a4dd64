//! The catalogue's files agree with one another and with docs/language-builtins.md. `UPDATE_EXPECT=1` rewrites that page.
#![allow(clippy::disallowed_methods, reason = "the page lies in docs")]

use perry_ir::catalogue::{Kind, State, entries, entry, is_missing, members, support_table};

fn file(name: &str) -> String {
    let path = format!("{}/src/catalogue/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("the catalogue is readable")
}

/// The names a file lists, which must be in order and known to Node.
fn check_names(name: &str, end_of_name: &[char]) {
    let text = file(name);
    let names: Vec<&str> = text.lines().map(|line| line.split(end_of_name).next().unwrap_or(line)).collect();
    for pair in names.windows(2) {
        assert!(pair[0] < pair[1], "{name}: `{}` stands before `{}`", pair[0], pair[1]);
    }
    for known in names {
        assert!(entry(known).is_some(), "{name}: Node has no `{known}`");
    }
}

#[test]
fn every_file_is_in_order_and_names_what_node_has() {
    check_names("node.txt", &[' ']);
    check_names("missing.txt", &['\n']);
    check_names("words.txt", &['(', ':']);
}

#[test]
fn the_most_used_have_words() {
    assert!(entries().filter(|entry| entry.about.is_some()).count() >= 150);
    for entry in entries().filter(|entry| entry.about.is_some()) {
        assert_eq!(entry.state, State::Done, "`{}` is explained but missing", entry.name);
        let takes = matches!(entry.kind, Kind::Class(_) | Kind::Function(_));
        assert!(takes || entry.parameters.is_none(), "`{}` takes no arguments", entry.name);
    }
    let map = entry("Array.prototype.map").unwrap();
    assert_eq!(map.kind, Kind::Function(1));
    assert_eq!(map.parameters, Some("(callback, thisArg?)"));
}

#[test]
fn members_belong_to_their_owner_alone() {
    let names = |owner: &str| members(owner).map(|entry| entry.name).collect::<Vec<_>>();
    assert!(names("").contains(&"Math") && !names("").contains(&"Math.PI"));
    assert!(names("Math").contains(&"Math.PI") && names("Math").contains(&"Math[Symbol.toStringTag]"));
    assert!(names("Array").contains(&"Array.from") && !names("Array").contains(&"Array.prototype.map"));
    assert!(names("Array.prototype").contains(&"Array.prototype.map"));
}

#[test]
fn what_belongs_to_the_missing_is_missing() {
    assert!(
        is_missing("Intl")
            && is_missing("Intl.NumberFormat")
            && is_missing("Intl.NumberFormat.prototype.format")
    );
    assert!(is_missing("Array.fromAsync") && !is_missing("Array.from") && !is_missing("Array.no"));
}

#[test]
fn the_page_of_built_ins_is_current() {
    let path = format!("{}/../../docs/language-builtins.md", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, support_table()).unwrap();
    }
    let page = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(page == support_table(), "docs/language-builtins.md is old: UPDATE_EXPECT=1 rewrites it");
}
