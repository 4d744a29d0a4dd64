//! The tally: what a row was asked, what it did, and what it found wrong.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use fastrand::Rng;

/// What one row is asked to do.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    pub seed: u64,
    /// How many edits, damages, kills, rounds or faults.
    pub steps: usize,
    /// Only the one with this number (and what leads up to it).
    pub only: Option<usize>,
}

/// Steps on one project, one after the other.
pub struct Sequence {
    /// Counts from 0.
    pub number: usize,
    pub rng: Rng,
    steps: Range<usize>,
    /// The step at work.
    step: usize,
}

impl Sequence {
    /// Begins the next step: what fails from now on fails in it.
    pub fn begin_next(&mut self) -> Option<usize> {
        self.step = self.steps.next()?;
        Some(self.step)
    }
}

impl Order {
    /// The sequences of `length` steps that this asks for, until there are failures enough.
    pub fn carry_out(
        &self,
        length: usize,
        tally: &mut Tally,
        mut carry_out: impl FnMut(&mut Tally, &mut Sequence) -> Result<(), Failure>,
    ) {
        for first in (0..self.steps).step_by(length) {
            if self.only.is_some_and(|only| !(first..first + length).contains(&only)) {
                continue;
            }
            let number = first / length;
            let rng = Rng::with_seed(self.seed.wrapping_mul(1_000_003).wrapping_add(number as u64));
            let last = self.only.map_or(self.steps.min(first + length), |only| only + 1);
            let mut sequence = Sequence { number, rng, steps: first..last, step: first };
            if let Err(failure) = carry_out(tally, &mut sequence) {
                tally.fail(sequence.step, failure);
            }
            if tally.has_enough() {
                return;
            }
        }
    }
}

/// What can be wrong. `World` is the harness's own trouble, and a failure too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Wrong,
    Crash,
    Hang,
    Leak,
    Poison,
    World,
}

#[derive(Clone, Debug)]
pub struct Failure {
    pub kind: Kind,
    pub what: String,
}

impl Failure {
    pub fn new(kind: Kind, what: String) -> Failure {
        Failure { kind, what }
    }

    pub fn wrong(what: impl Into<String>) -> Failure {
        Failure::new(Kind::Wrong, what.into())
    }

    pub fn crash(what: String) -> Failure {
        Failure::new(Kind::Crash, what)
    }

    pub fn hang(what: String) -> Failure {
        Failure::new(Kind::Hang, what)
    }

    pub fn world(what: String) -> Failure {
        Failure::new(Kind::World, what)
    }

    /// The same, said of what was going on.
    pub fn during(self, what: &str) -> Failure {
        Failure { what: format!("{what}: {}", self.what), ..self }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        Failure::world(error.to_string())
    }
}

/// After so many failures a row gives up: they are probably one.
const MOST_FAILURES: usize = 5;

/// What a row did.
pub struct Tally {
    row: &'static str,
    order: Order,
    steps: usize,
    real: usize,
    counts: BTreeMap<String, usize>,
    failures: Vec<Failure>,
}

impl Tally {
    pub fn new(row: &'static str, order: Order) -> Tally {
        Tally { row, order, steps: 0, real: 0, counts: BTreeMap::new(), failures: Vec::new() }
    }

    /// A step is done; `is_real`: on the binary itself.
    pub fn step(&mut self, is_real: bool) {
        self.steps += 1;
        self.real += usize::from(is_real);
    }

    pub fn count(&mut self, what: impl Into<String>) {
        *self.counts.entry(what.into()).or_default() += 1;
    }

    pub fn fail(&mut self, step: usize, failure: Failure) {
        let Order { seed, .. } = self.order;
        let row = self.row;
        let kind = failure.kind;
        let what = format!(
            "{kind:?} at step {step}: {}\n  again: cargo xtask soak --row {row} --seed {seed} --step {step}",
            failure.what
        );
        eprintln!("{row}: {what}");
        self.failures.push(Failure { kind, what });
    }

    pub fn has_enough(&self) -> bool {
        self.failures.len() >= MOST_FAILURES
    }

    pub fn is_good(&self) -> bool {
        self.failures.is_empty() && (self.order.only.is_some() || self.steps >= self.order.steps)
    }

    /// Whether a wrong result was found, now or in a later build.
    #[cfg(feature = "unsound")]
    pub fn has_seen_wrong(&self) -> bool {
        self.failures.iter().any(|failure| matches!(failure.kind, Kind::Wrong | Kind::Poison))
    }

    /// The failures, each with the command that repeats it.
    pub fn failures(&self) -> String {
        let told: Vec<&str> = self.failures.iter().map(|failure| failure.what.as_str()).collect();
        told.join("\n")
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { row, order, steps, real, counts, failures } = self;
        write!(
            f,
            "{row}: seed {}, {steps} of {} steps, {real} on the binary itself",
            order.seed, order.steps
        )?;
        let found = |kind| failures.iter().filter(|failure| failure.kind == kind).count();
        write!(f, "; wrong {}, crashes {}, ", found(Kind::Wrong), found(Kind::Crash))?;
        write!(f, "hangs {}, leaks {}, ", found(Kind::Hang), found(Kind::Leak))?;
        write!(f, "poisoned {}", found(Kind::Poison))?;
        if found(Kind::World) > 0 {
            write!(f, ", not carried out {}", found(Kind::World))?;
        }
        let counts: Vec<String> = counts.iter().map(|(what, count)| format!("{what} {count}")).collect();
        write!(f, "\n  {}", counts.join(", "))
    }
}
