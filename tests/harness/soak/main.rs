//! The proof that the store survives everything: `cargo xtask soak`, and in a bounded form every `cargo test`.
//!
//! docs/reliability.md says what each row does and what came out.
#![allow(
    clippy::disallowed_methods,
    reason = "it damages files, starts and kills processes, and measures time"
)]

mod tally;

mod edits;
mod engine;
mod inject;
mod site;
mod tree;

mod crowd_row;
mod damage_row;
mod edit_row;
mod fault_row;
mod kill_row;

#[cfg(feature = "unsound")]
mod sensitivity;

#[cfg(not(feature = "unsound"))]
use libtest_mimic::{Arguments, Failed, Trial};
use tally::{Order, Tally};

/// A row of the table.
struct Row {
    name: &'static str,
    run: fn(&Order, &mut Tally),
    /// Steps in every `cargo test`.
    bounded: usize,
    /// Steps of `cargo xtask soak`.
    full: usize,
}

const ROWS: &[Row] = &[
    Row { name: "edits", run: edit_row::run, bounded: 300, full: 3000 },
    Row { name: "damage", run: damage_row::run, bounded: 300, full: 5000 },
    Row { name: "kills", run: kill_row::run, bounded: 40, full: 500 },
    Row { name: "crowds", run: crowd_row::run, bounded: 10, full: 100 },
    Row { name: "faults", run: fault_row::run, bounded: 0, full: 1000 },
];

/// What `cargo test` starts from. Any number would do.
const SEED: u64 = 1;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.first().map(String::as_str) {
        Some("worker") => {
            #[cfg(feature = "unsound")]
            sensitivity::commit(words.get(1).map(String::as_str));
            engine::serve();
        }
        Some("soak") => std::process::exit(i32::from(!soak(&words[1..]))),
        #[cfg(feature = "unsound")]
        _ => sensitivity::test(),
        #[cfg(not(feature = "unsound"))]
        _ => test(),
    }
}

/// Every row, bounded.
#[cfg(not(feature = "unsound"))]
fn test() {
    let trial = |row: &'static Row| {
        Trial::test(row.name, move || {
            let tally = carry_out(row, Order { seed: SEED, steps: row.bounded, only: None });
            match tally.is_good() {
                true => Ok(()),
                false => Err(Failed::from(tally.failures())),
            }
        })
    };
    libtest_mimic::run(&Arguments::from_args(), ROWS.iter().map(trial).collect()).exit()
}

/// `[--row NAME] [--seed N] [--step N] [--steps N]`: all that is not said is as it was meant to be.
fn soak(words: &[String]) -> bool {
    let after = |flag: &str| {
        let at = words.iter().position(|word| word == flag)?;
        words.get(at + 1).map(String::as_str)
    };
    let number = |flag: &str| after(flag).map(|word| word.parse().expect("a number stands after this flag"));
    let rows = ROWS.iter().filter(|row| after("--row").is_none_or(|name| name == row.name));
    let mut is_good = true;
    for row in rows {
        let only = number("--step").map(|step: u64| step as usize);
        let steps = number("--steps").map_or(row.full, |steps| steps as usize);
        let steps = only.map_or(steps, |only| steps.max(only + 1));
        let seed = number("--seed").unwrap_or(SEED);
        is_good &= carry_out(row, Order { seed, steps, only }).is_good();
    }
    is_good
}

fn carry_out(row: &Row, order: Order) -> Tally {
    let start = std::time::Instant::now();
    let mut tally = Tally::new(row.name, order);
    (row.run)(&order, &mut tally);
    println!("{tally}\n  {} s", start.elapsed().as_secs());
    tally
}
