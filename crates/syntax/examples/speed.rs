//! How fast a file parses: `cargo run --release --example speed -- <file> [rounds]`.

// Not part of the compiler: files, time and environment are its own.
#![allow(clippy::disallowed_methods)]

use perry_syntax::parse::parse;
use std::time::Instant;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("a file is named");
    let rounds: u32 = arguments.next().and_then(|rounds| rounds.parse().ok()).unwrap_or(20);
    let text = std::fs::read_to_string(&path).expect("the file is text");
    let mut best = f64::MAX;
    for _ in 0..rounds {
        let start = Instant::now();
        let parsed = parse(&path, &text);
        drop(parsed);
        best = best.min(start.elapsed().as_secs_f64());
    }
    let rate = text.len() as f64 / best / 1e6;
    println!("{} bytes, {:.2} ms, {rate:.1} MB/s", text.len(), best * 1e3);
}
