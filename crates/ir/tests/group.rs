//! Which groups of built-ins a module is taken to use: cases as text, a module and the groups.
#![allow(clippy::disallowed_methods, reason = "rewriting expectations writes a file")]

use perry_ir::group::groups;
use perry_ir::lower::lower;
use perry_sema::import::ModuleContext;

#[test]
fn what_may_be_reached_is_linked() {
    let text = include_str!("group.txt");
    let mut actual = String::new();
    for case in text.split("//= ").skip(1) {
        let (title, rest) = case.split_once('\n').expect("a case has a title");
        let (module, _) = rest.split_once("//> ").unwrap_or((rest, ""));
        actual += &format!("//= {title}\n{module}//> {}\n", linked(module));
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/group.txt");
        std::fs::write(path, &actual).expect("the test data is writable");
    } else {
        assert_eq!(actual, text);
    }
}

/// Names of the groups.
fn linked(text: &str) -> String {
    let parsed = perry_syntax::parse::parse("m.ts", text);
    let context = ModuleContext::alone("m");
    let lowered = lower(&parsed.module, &context);
    assert!(lowered.diagnostics.is_empty(), "refused:\n{text}");
    let names: Vec<String> = groups(&lowered.module).iter().map(|group| format!("{group:?}")).collect();
    if names.is_empty() { "none".into() } else { names.join(" ") }
}
