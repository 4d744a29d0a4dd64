//! Damaged programs end in diagnostics whose spans lie in the text.

// Not part of the compiler: files, time and environment are its own.
#![allow(clippy::disallowed_methods)]

use perry_syntax::parse::{SourceKind, parse_as};

/// A small generator of numbers: the same ones on every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

const WORDS: [&str; 40] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "=>",
    "=",
    "?.",
    "...",
    "class ",
    "function ",
    "await ",
    "yield ",
    "let ",
    "async ",
    "`",
    "${",
    "/",
    "'",
    "\\u{",
    "#x",
    "import ",
    "export ",
    "default ",
    "from ",
    "<",
    ">",
    ":",
    ";",
    ",",
    "enum ",
    "namespace ",
    "static ",
    "é",
    "\u{2028}",
    "0",
    "1n",
    "@",
    "!",
];

fn damage(text: &str, numbers: &mut Numbers) -> String {
    let mut damaged = text.to_owned();
    for _ in 0..1 + numbers.below(4) {
        let mut at = numbers.below(damaged.len() + 1);
        while !damaged.is_char_boundary(at) {
            at -= 1;
        }
        match numbers.below(3) {
            0 => damaged.insert_str(at, WORDS[numbers.below(WORDS.len())]),
            1 => damaged.truncate(at),
            _ => {
                let mut end = (at + 1 + numbers.below(8)).min(damaged.len());
                while !damaged.is_char_boundary(end) {
                    end += 1;
                }
                damaged.replace_range(at..end, WORDS[numbers.below(WORDS.len())]);
            }
        }
    }
    damaged
}

#[test]
fn damaged_programs_end() {
    let cases = include_str!("early/module.txt").lines().chain(include_str!("early/commonjs.txt").lines());
    let rounds = std::env::var("PERRY_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(3);
    let mut numbers = Numbers(1);
    for program in cases.filter_map(|case| Some(case.split_once(" | ")?.1)) {
        for round in 0..rounds {
            let damaged = damage(program, &mut numbers);
            let (path, kind) =
                [("a.ts", SourceKind::Esm), ("a.js", SourceKind::Detect), ("a.cts", SourceKind::Esm)]
                    [round % 3];
            for diagnostic in parse_as(path, &damaged, kind).diagnostics {
                let span = diagnostic.span;
                let text = damaged.get(span.start as usize..span.end as usize);
                assert!(text.is_some(), "{damaged}: {diagnostic:?}");
            }
        }
    }
}
