//! Every law of a module has a case here that breaks it; every module reads back as it was printed.

use perry_ir::print::print;
use perry_ir::read::read;
use perry_ir::verify::verify;

const HEAD: &str = "module \"m\" path \"m.ts\" instantiate f0 init f0
string s0 \"\"
string s1 \"a\\\"b\\u{a}\"
cell c0 \"x\" symbol \"m$x\"
";

fn cases() -> impl Iterator<Item = (&'static str, String)> {
    let cases = include_str!("laws.txt").split("\n//= ").skip(1);
    cases.map(|case| {
        let (law, functions) = case.split_once('\n').unwrap_or((case, ""));
        (law, format!("{HEAD}{functions}"))
    })
}

#[test]
fn a_law_that_is_broken_is_named() {
    for (law, text) in cases() {
        let module = read(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let broken: Vec<&str> = verify(&module).iter().map(|violation| violation.law).collect();
        if law == "ok" {
            assert!(broken.is_empty(), "{broken:?}\n{text}");
        } else {
            assert!(broken.contains(&law), "expected `{law}`, got {broken:?}\n{text}");
        }
    }
}

#[test]
fn every_law_has_a_case() {
    let source = include_str!("../src/verify.rs");
    let laws = source.split("self.require(").chain(source.split("broken(")).filter_map(|rest| {
        let (call, _) = rest.split_once(");")?;
        let law = call.rsplit('"').nth(1)?;
        law.contains(' ').then_some(law)
    });
    for law in laws {
        assert!(cases().any(|(case, _)| case == law), "no case breaks `{law}`");
    }
}

#[test]
fn what_is_printed_reads_back() {
    for (_, text) in cases() {
        let module = read(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let printed = print(&module);
        assert_eq!(read(&printed).as_ref(), Ok(&module), "{printed}");
        let is_said = |line: &&str| !line.is_empty() && !line.starts_with("//");
        assert_eq!(printed.lines().collect::<Vec<_>>(), text.lines().filter(is_said).collect::<Vec<_>>());
    }
}
