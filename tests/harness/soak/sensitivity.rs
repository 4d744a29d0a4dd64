//! The sensitivity: a row that is meant to fail does.
//!
//! With the feature `unsound` the engine breaks a law when told to; here each row meets the breach it stands against.

use perry_persist::unsound::{self, Breach};

use crate::engine::BREACH;
use crate::tally::{Order, Tally};
use crate::{SEED, damage_row, edit_row};

type Run = fn(&Order, &mut Tally);

/// Rows, the laws they guard, and how many steps may pass until the breach is seen.
const GUARDS: &[(&str, Run, &str, Breach)] = &[
    ("damage", damage_row::run, "verification is skipped", Breach::Verification),
    ("edits", edit_row::run, "a field is dropped from a key", Breach::Key),
];
const STEPS: usize = 300;

/// A worker breaks the law of this name, if any.
pub fn commit(name: Option<&str>) {
    let breach = GUARDS.iter().find(|(_, _, what, _)| Some(*what) == name);
    breach.iter().for_each(|(.., breach)| unsound::commit(*breach));
}

/// Ends the process: well if every breach was seen, and if none is seen where there is none.
pub fn test() -> ! {
    let mut all_seen = true;
    for (row, run, what, _) in GUARDS {
        *BREACH.lock().expect("nobody panics with it") = Some(what);
        let mut tally = Tally::new(row, Order { seed: SEED, steps: STEPS, only: None });
        run(&Order { seed: SEED, steps: STEPS, only: None }, &mut tally);
        let seen = tally.has_seen_wrong();
        println!("{what}: {} by the row `{row}`\n{tally}", if seen { "caught" } else { "NOT caught" });
        all_seen &= seen;
    }
    std::process::exit(i32::from(!all_seen))
}
