//! Programs that machines write: chains, conditions and functions without end are answered all the same.
//!
//! No clock decides: what costs more than its size, or recurses over it, does not end here, or ends the process.

use perry_db::database::Db;
use perry_fixture::Fixture;
use perry_ide::answer::Place;
use perry_ide::hover;

const UNION: &str = "interface A { q: 1; b: A | B; }\ninterface B { q: 2; b: A | B; }\n";

/// What is said of the last name of a function of `y: A | B`.
fn last(body: &str) -> String {
    said(&format!("{UNION}function f(y: A | B, c: boolean) {{ {body} }}"))
}

fn said(program: &str) -> String {
    let fixture = Fixture::new(&format!("//- main.ts\n{program}\n"));
    let end = program.rfind(|it: char| it.is_alphanumeric()).expect("a name stands there");
    let place = Place { file: fixture.db.file("main.ts"), offset: end as u32 };
    hover::hover(&fixture.db, place).map(|it| it.signature).unwrap_or_default()
}

#[test]
fn a_chain_of_tests_ends() {
    let q = last("return y.q");
    assert!(q.contains('q'), "{q}");
    for link in ["&& y ", "|| y ", "&& y.q ", "|| y.b.q === 1 "] {
        let tests = link.repeat(100_000);
        assert_eq!(last(&format!("if (y {tests}) {{ return y.q; }}")), q, "{link}");
    }
    for link in ["&& y ", "&& y.q "] {
        assert_eq!(last(&format!("return y {}&& y.q;", link.repeat(100_000))), q, "{link}");
    }
}

#[test]
fn a_chain_of_members_ends() {
    let end = ".b".repeat(100_000);
    last(&format!("if (y{end}) {{ return y{end}; }}"));
    last(&format!("if (y.b) {{ return y{end}; }}"));
    last(&format!("return y{}{end};", "!".repeat(100_000)));
}

#[test]
fn a_chain_of_choices_ends() {
    let otherwise = "if (y.q === 3 && c) { c = !c; } else ".repeat(1_000);
    assert_eq!(last(&format!("{otherwise} {{ return y.q; }}")), last("return y.q"));
    assert_eq!(last(&format!("{otherwise} {{ }} return y.q;")), last("return y.q"));
}

/// Each level doubles the ways through the condition.
#[test]
fn an_alternating_condition_ends() {
    let (open, close) = ("((".repeat(30), " && c) || y.q === 1)".repeat(30));
    let q = last(&format!("if ({open}y.q === 1{close}) {{ return y.q; }}"));
    assert!(q.contains('1'), "{q}");
}
