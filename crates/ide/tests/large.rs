//! Programs that machines write: chains, conditions and functions without end are answered all the same.
//!
//! No clock decides: what costs more than its size, or recurses over it, does not end here, or ends the process.

use perry_db::database::Db;
use perry_fixture::Fixture;
use perry_ide::answer::Place;
use perry_ide::index::{Source, index};
use perry_ide::{hover, reference};

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

#[test]
fn a_table_of_many_rows_is_one_family() {
    const ROWS: usize = 10_000;
    let table = "{ id: 1, name: 2 }, ".repeat(ROWS);
    let program = format!("const table = [{table}];\nconsole.log(table[0].name);\n");
    let fixture = Fixture::new(&format!("//- main.ts\n{program}"));
    let offset = program.rfind("name").expect("it stands there") as u32;
    let place = Place { file: fixture.db.file("main.ts"), offset };
    assert_eq!(reference::highlights(&fixture.db, place).len(), ROWS + 1);
    let place = Place { file: fixture.db.file("main.ts"), offset: program.find("name").expect("too") as u32 };
    assert_eq!(reference::highlights(&fixture.db, place).len(), ROWS + 1);
}

#[test]
fn many_exports_and_imports_are_indexed() {
    const NAMES: usize = 60_000;
    let names: Vec<String> = (0..NAMES).map(|it| format!("n{it}")).collect();
    let imports: Vec<String> =
        names.iter().map(|it| format!("import {{ {it} }} from \"./{it}.ts\";\n")).collect();
    let program = format!("{}export {{ {} }};\n", imports.concat(), names.join(", "));
    let fixture = Fixture::new(&format!("//- main.ts\n{program}"));
    let index = index(&fixture.db, Source::File(fixture.db.file("main.ts")));
    assert_eq!((index.requests.len(), index.exports.len()), (NAMES, NAMES));
    let symbol = |at: usize| &*index.symbols[index.exports[at].symbol as usize].name;
    assert_eq!((symbol(0), symbol(NAMES - 1)), ("n0", "n59999"));
}
