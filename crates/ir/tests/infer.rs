//! What `passes::infer` makes of a function: cases as text, before and after. `UPDATE_EXPECT=1` rewrites the latter.
#![allow(clippy::disallowed_methods, reason = "rewriting expectations writes a file")]

use perry_ir::passes::infer::infer;
use perry_ir::print::print;
use perry_ir::read::read;
use perry_ir::verify::verify;

const HEAD: &str = "module \"m\" path \"m.ts\" instantiate f0 init f0\nstring s0 \"\"\ncell c0 \"x\"\n\
    function f0 \"entry\" name s0 length 0 Plain captures 0 params 0\nblock b0\n  Unreachable\n";

#[test]
fn proved_values_are_computed_unboxed() {
    let text = include_str!("infer.txt");
    let mut actual = String::new();
    for case in text.split("//= ").skip(1) {
        let (title, rest) = case.split_once('\n').expect("a case has a title");
        let (before, _) = rest.split_once("//> typed\n").unwrap_or((rest, ""));
        actual += &format!("//= {title}\n{before}//> typed\n{}", typed(before));
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/infer.txt");
        std::fs::write(path, &actual).expect("the test data is writable");
    } else {
        assert_eq!(actual, text);
    }
}

/// The functions after the pass; they keep the laws.
fn typed(before: &str) -> String {
    let text = format!("{HEAD}{before}");
    let mut module = read(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    infer(&mut module);
    let broken = verify(&module);
    assert!(broken.is_empty(), "{broken:?}\n{}", print(&module));
    let printed = print(&module);
    let lines = printed.lines().skip_while(|line| !line.starts_with("function f1"));
    lines.map(|line| format!("{line}\n")).collect()
}
