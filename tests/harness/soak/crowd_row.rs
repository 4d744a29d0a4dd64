//! The row of crowds: many processes on one project at once, with one that trims and one that cleans all the time.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use fastrand::Rng;
use perry_tests::perry::perry;

use crate::engine::{Engine, Pending, Words, start};
use crate::site::{Site, poisoned};
use crate::tally::{Failure, Order, Sequence, Tally};

/// Rounds of one project, one after the other.
const LENGTH: usize = 5;
/// Commands of each member of the crowd.
const COMMANDS: usize = 3;

/// All processes are the binary itself.
pub fn run(order: &Order, tally: &mut Tally) {
    let mut engine = Engine::new(false);
    order.carry_out(LENGTH, tally, |tally, sequence| rounds(&mut engine, tally, sequence));
}

fn rounds(engine: &mut Engine, tally: &mut Tally, sequence: &mut Sequence) -> Result<(), Failure> {
    let mut site = Site::new(&mut sequence.rng, engine)?;
    while sequence.begin_next().is_some() {
        let rng = &mut sequence.rng;
        site.turn_over()?;
        if rng.bool() && site.cache().exists() {
            std::fs::remove_dir_all(site.cache())?;
            tally.count("cold");
        } else {
            tally.count("warm");
        }
        let members: Vec<Vec<Command>> = (0..rng.usize(2..=8))
            .map(|member| (0..COMMANDS).map(|_| Command::any(member, rng)).collect())
            .collect();
        members.iter().flatten().for_each(|command| tally.count(command.name()));
        round(&site, &members)?;
        site.build(engine).map_err(|failure| poisoned(failure, "after the crowd"))?;
        site.run()?;
        site.is_healed(engine)?;
        tally.step(true);
    }
    site.has_nothing_left(false)
}

/// What a member of the crowd does.
#[derive(Clone, Debug)]
enum Command {
    /// To the output that all share.
    Compile,
    /// To an output of its own, with another processor.
    Other(usize),
    Run,
    Check,
    Info,
}

impl Command {
    fn any(member: usize, rng: &mut Rng) -> Command {
        match rng.u8(..10) {
            0..5 => Command::Compile,
            5 => Command::Other(member),
            6 | 7 => Command::Run,
            8 => Command::Check,
            _ => Command::Info,
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Command::Compile => "compile",
            Command::Other(_) => "compile with other options",
            Command::Run => "run",
            Command::Check => "check",
            Command::Info => "info",
        }
    }

    fn words(&self, site: &Site) -> Words {
        let cached = |words: &[&str]| {
            let mut words = Words::new(&site.project(), words);
            words.words.extend(["--cache-dir".into(), site.cache().into()]);
            words
        };
        match self {
            Command::Compile => site.words("2"),
            Command::Other(_) => {
                let mut words = site.words_for(&self.output(site), "1");
                words.words.extend(["--cpu".into(), "generic".into()]);
                words
            }
            Command::Run => cached(&["run", "src/main.ts"]),
            Command::Check => cached(&["check", "src/main.ts", "--format", "json"]),
            Command::Info => cached(&["cache", "info"]),
        }
    }

    fn output(&self, site: &Site) -> PathBuf {
        match self {
            Command::Other(member) => site.path(&format!("other{member}")),
            _ => site.output(),
        }
    }
}

/// All members at once, each its commands in turn, while the cache is trimmed and cleaned.
fn round(site: &Site, members: &[Vec<Command>]) -> Result<(), Failure> {
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let spoilers =
            [scope.spawn(|| until(&is_over, || trim(site))), scope.spawn(|| until(&is_over, || clean(site)))];
        let members: Vec<_> =
            members.iter().map(|commands| scope.spawn(|| carry_out(site, commands))).collect();
        let ended: Vec<_> =
            members.into_iter().map(|member| member.join().expect("no member panics")).collect();
        is_over.store(true, Ordering::Relaxed);
        let spoiled = spoilers.into_iter().map(|spoiler| spoiler.join().expect("no spoiler panics"));
        ended.into_iter().chain(spoiled).collect::<Result<(), Failure>>()
    })
}

fn until(is_over: &AtomicBool, again: impl Fn() -> Result<(), Failure>) -> Result<(), Failure> {
    while !is_over.load(Ordering::Relaxed) {
        again()?;
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    Ok(())
}

/// The hardest trim there is: no limit, nobody is thought to be running.
fn trim(site: &Site) -> Result<(), Failure> {
    use perry_persist::{build_id::BuildId, store::Store, trim::Limits};
    let limits = Limits { bytes: 0, roots: 0, running: 0, builds: 0, aside: 3600 };
    Store::open(&site.cache(), BuildId::named("trimmer"), 1).trim(&limits);
    Ok(())
}

fn clean(site: &Site) -> Result<(), Failure> {
    let words =
        Words::new(&site.project(), &["cache", "clean", "--cache-dir", &site.cache().to_string_lossy()]);
    let cleaned = Engine::Process.answer(&words)?;
    match cleaned.is_good() {
        true => Ok(()),
        false => Err(Failure::wrong(format!("cache clean: {}", cleaned.stderr))),
    }
}

fn carry_out(site: &Site, commands: &[Command]) -> Result<(), Failure> {
    for command in commands {
        let pending: Pending = start(&command.words(site), perry())?;
        let answer = Engine::Process.receive(pending).map_err(|failure| failure.during(command.name()))?;
        if !answer.is_good() {
            let told = answer.lines.join("\n") + &answer.stderr;
            return Err(Failure::wrong(format!("{}: exit code {}\n{told}", command.name(), answer.code)));
        }
        match command {
            Command::Compile => site.has_right(&site.output())?,
            Command::Run => site.prints_right(&answer)?,
            _ => {}
        }
    }
    Ok(())
}
