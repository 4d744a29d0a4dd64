//! What passes make of a function: cases as text, before and after. `UPDATE_EXPECT=1` rewrites the latter.
#![allow(clippy::disallowed_methods, reason = "the cases are files that are rewritten")]

use perry_ir::module::Module;
use perry_ir::passes::infer::infer;
use perry_ir::passes::optimise;
use perry_ir::print::print;
use perry_ir::read::read;
use perry_ir::request::OptLevel;
use perry_ir::verify::verify;

#[test]
fn proved_values_are_computed_unboxed() {
    check_pass("infer.txt", infer);
}

#[test]
fn checked_values_are_computed_unboxed() {
    check_pass("speculate.txt", |module| optimise(module, OptLevel::Release));
}

/// The module around the functions of a case.
const HEAD: &str = "module \"m\" path \"m.ts\" instantiate f0 init f0\nstring s0 \"\"\nstring s1 \"Math\"\n\
    string s2 \"floor\"\nstring s3 \"length\"\ncell c0 \"x\"\n\
    function f0 \"entry\" name s0 length 0 Plain captures 0 params 0\nblock b0\n  Unreachable\n";
const BEHIND: &str = "//> typed\n";

/// Each case of a file is what the pass makes of it.
fn check_pass(file: &str, pass: impl Fn(&mut Module)) {
    let path = format!("{}/tests/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect("the cases are readable");
    let mut actual = String::new();
    for case in text.split("//= ").skip(1) {
        let (title, rest) = case.split_once('\n').expect("a case has a title");
        let (before, _) = rest.split_once(BEHIND).unwrap_or((rest, ""));
        actual += &format!("//= {title}\n{before}{BEHIND}{}", typed(before, &pass));
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &actual).expect("the test data is writable");
    } else {
        assert_eq!(actual, text);
    }
}

/// The functions after the pass; they keep the laws and read back as they are printed.
fn typed(before: &str, pass: impl Fn(&mut Module)) -> String {
    let text = format!("{HEAD}{before}");
    let mut module = read(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    pass(&mut module);
    let broken = verify(&module);
    assert!(broken.is_empty(), "{broken:?}\n{}", print(&module));
    let printed = print(&module);
    assert_eq!(read(&printed).as_ref(), Ok(&module), "{printed}");
    let lines = printed.lines().skip_while(|line| !line.starts_with("function f1"));
    let lines = lines.filter(|line| !line.starts_with("unused"));
    lines.map(|line| format!("{line}\n")).collect()
}
