//! Deep and long texts end in a tree or a diagnostic, never in a crash.

// Not part of the compiler: files, time and environment are its own.
#![allow(clippy::disallowed_methods)]

use perry_syntax::parse::parse;

fn check_code(text: &str, expected: Option<&str>) {
    let start = std::time::Instant::now();
    let parsed = parse("a.ts", text);
    let head: String = text.chars().take(24).collect();
    let code = parsed.diagnostics.first().map(|diagnostic| diagnostic.code);
    let message = parsed.diagnostics.first().map(|diagnostic| &diagnostic.message);
    assert_eq!(code, expected, "{head} ({} bytes): {message:?}", text.len());
    let copy = parsed.clone();
    assert!(copy == parsed, "{head}");
    println!("{head}: {} bytes, depth {}, {:?}", text.len(), parsed.module.depth, start.elapsed());
}

/// `before` and `after` around `middle`, `levels` times.
fn nested(before: &str, middle: &str, after: &str, levels: usize) -> String {
    before.repeat(levels) + middle + &after.repeat(levels)
}

/// Prefix, middle and suffix of one level, and how many levels of ours one makes.
const SHAPES: [(&str, &str, &str, usize); 31] = [
    ("(", "1", ")", 1),
    ("[", "1", "]", 1),
    ("{", "", "}", 1),
    ("!", "1", "", 1),
    ("- ", "1", "", 1),
    ("typeof ", "1", "", 1),
    ("await ", "1", "", 1),
    ("new ", "a", "", 1),
    ("a => ", "1", "", 1),
    ("async a => ", "1", "", 2),
    ("() => {", "", "}", 3),
    ("function f() {", "", "}", 1),
    ("if (a) ", ";", "", 2),
    ("if (a) {", "", "}", 2),
    ("for (;;) ", ";", "", 2),
    ("while (a) ", ";", "", 2),
    ("{ while (a) b; ", ";", "}", 1),
    ("if (a) b; else ", ";", "", 2),
    ("if (a) {} else ", "{}", "", 2),
    ("a ? b : ", "c", "", 2),
    ("a ? ", "b", " : c", 2),
    ("a = ", "1", "", 1),
    ("a ** ", "1", "", 1),
    ("f(", "1", ")", 1),
    ("a[", "1", "]", 1),
    ("`${", "1", "}`", 1),
    ("(class { x = ", "1", "})", 3),
    ("({ a: ", "1", "})", 3),
    ("var x: ", "a", "", 1),
    ("a<", "b", "", 8),
    ("a: ", ";", "", 1),
];

#[test]
fn what_nests_too_deep_is_refused() {
    for (before, middle, after, _) in SHAPES {
        if matches!(before, "var x: " | "a: ") {
            continue;
        }
        check_code(&nested(before, middle, after, 100_000), Some("nesting-too-deep"));
    }
}

#[test]
fn what_nests_less_ends() {
    for (before, middle, after, levels) in SHAPES {
        let text = nested(before, middle, after, 3_900 / levels);
        let start = std::time::Instant::now();
        let parsed = parse("a.ts", &text);
        let code = parsed.diagnostics.first().map(|diagnostic| diagnostic.code);
        assert_ne!(code, Some("nesting-too-deep"), "{before}");
        assert!(parsed.clone() == parsed, "{before}");
        println!("{before}: {:?}", start.elapsed());
    }
}

#[test]
fn ten_thousand_parentheses_are_refused() {
    check_code(&nested("(", "1", ")", 10_000), Some("nesting-too-deep"));
}

#[test]
fn long_chains_parse() {
    check_code(&format!("x = 1{}", " + a".repeat(200_000)), None);
    check_code(&format!("x = 1{}", " && a".repeat(200_000)), None);
    check_code(&format!("x = a{}", ".b".repeat(20_000)), None);
    check_code(&format!("x = a{}", ".b()".repeat(20_000)), None);
    check_code(&format!("x = a{}", "?.b".repeat(20_000)), None);
    check_code(&format!("let x: a{}", "[]".repeat(3_000)), None);
    check_code(&format!("let x: a{}", " | a".repeat(100_000)), None);
    check_code(&format!("x = [{}]", "1,".repeat(1_000_000)), None);
    check_code(&format!("x = a{}", ", a".repeat(200_000)), None);
    check_code(&"if (a) { b } ".repeat(20_000), None);
    check_code(&"a = b\n".repeat(50_000), None);
    check_code(&"f(x => x)\n".repeat(50_000), None);
    check_code(&"if (a < b)\n  c()\n".repeat(20_000), None);
}

#[test]
fn a_large_file_parses() {
    let function = "export function name(a: number, b: string[]): string { let x = a * 2 + 1; for (const c of b) { if (c.length > x) { x += c.length; } } return `${x}` + b.join(\", \"); }\n";
    let mut text = String::new();
    let mut count = 0;
    // A tenth of what is claimed in release builds, where `PERRY_LARGE` asks for all of it.
    let size = if std::env::var_os("PERRY_LARGE").is_some() { 50_000_000 } else { 2_000_000 };
    while text.len() < size {
        text += &function.replace("name", &format!("f{count}"));
        count += 1;
    }
    let start = std::time::Instant::now();
    let parsed = parse("a.ts", &text);
    println!("{} bytes in {:?}", text.len(), start.elapsed());
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics.first());
    assert_eq!(parsed.record.exports.len(), count);
}
