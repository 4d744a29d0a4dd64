//! What the passes of a release make of a function: cases as text, before and after. `UPDATE_EXPECT=1` rewrites the latter.
#![allow(clippy::disallowed_methods, reason = "rewriting expectations writes a file")]

use perry_ir::passes::optimise;
use perry_ir::print::print;
use perry_ir::read::read;
use perry_ir::request::OptLevel;
use perry_ir::verify::verify;

const HEAD: &str = "module \"m\" path \"m.ts\" instantiate f0 init f0\nstring s0 \"\"\nstring s1 \"Math\"\nstring s2 \"floor\"\nstring s3 \"length\"\ncell c0 \"x\"\n\
    function f0 \"entry\" name s0 length 0 Plain captures 0 params 0\nblock b0\n  Unreachable\n";

#[test]
fn checked_values_are_computed_unboxed() {
    let text = include_str!("speculate.txt");
    let mut actual = String::new();
    for case in text.split("//= ").skip(1) {
        let (title, rest) = case.split_once('\n').expect("a case has a title");
        let (before, _) = rest.split_once("//> typed\n").unwrap_or((rest, ""));
        actual += &format!("//= {title}\n{before}//> typed\n{}", typed(before));
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/speculate.txt");
        std::fs::write(path, &actual).expect("the test data is writable");
    } else {
        assert_eq!(actual, text);
    }
}

/// The functions after the pass; they keep the laws.
fn typed(before: &str) -> String {
    let text = format!("{HEAD}{before}");
    let mut module = read(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    optimise(&mut module, OptLevel::Release);
    let broken = verify(&module);
    assert!(broken.is_empty(), "{broken:?}\n{}", print(&module));
    let printed = print(&module);
    assert_eq!(read(&printed).as_ref(), Ok(&module), "{printed}");
    let lines = printed.lines().skip_while(|line| !line.starts_with("function f1"));
    let lines = lines.filter(|line| !line.starts_with("unused"));
    lines.map(|line| format!("{line}\n")).collect()
}
