//! The site: a small project in two states, its cache, and what a clean build makes of each state.

use std::fs;
use std::path::{Path, PathBuf};

use fastrand::Rng;

use crate::edit_row::{left_behind, same_bytes};
use crate::engine::{Answer, Engine, Pending, Words, awaited};
use crate::tally::{Failure, Kind};
use crate::tree::{Tree, made_up};

/// The name of the cache's folder.
pub const CACHE: &str = "cache";

/// A project, whose cache lies in a folder beside it.
pub struct Site {
    folder: tempfile::TempDir,
    /// The same program before and after an edit.
    states: [Tree; 2],
    /// What is on the disk.
    now: usize,
}

impl Site {
    /// A project with a clean executable and the output of each state; no cache yet.
    pub fn new(rng: &mut Rng, engine: &mut Engine) -> Result<Site, Failure> {
        let modules = rng.usize(2..7);
        Site::of(rng, modules, engine)
    }

    /// The same with so many modules beside the entry.
    pub fn of(rng: &mut Rng, modules: usize, engine: &mut Engine) -> Result<Site, Failure> {
        let before = made_up(rng, modules);
        let mut after = before.clone();
        let modules = after.modules();
        let edited = modules.iter().find(|path| path.ends_with("m0.ts")).expect("a made up program has a m0");
        let text = after.files.get_mut(edited).expect("it was listed");
        *text = text.replacen("let sum = a + b;", "let sum = a + b + 17;", 1);
        let mut site = Site { folder: tempfile::tempdir()?, states: [before, after], now: 0 };
        fs::create_dir(site.project())?;
        site.states[0].write(&site.project(), None)?;
        for state in [1, 0] {
            site.turn(state)?;
            let clean = format!("clean{state}");
            let mut words = Words::new(
                &site.project(),
                &["compile", "src/main.ts", "--format", "json", "--no-cache", "-o"],
            );
            words.words.push(site.path(&clean).into());
            let built = engine.answer(&words)?;
            if !built.is_good() {
                return Err(Failure::world(format!(
                    "a made up program is refused: {}",
                    built.lines.join("\n")
                )));
            }
            fs::write(site.path(&format!("{clean}.stdout")), output_of(&site.path(&clean))?)?;
        }
        Ok(site)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn project(&self) -> PathBuf {
        self.path("p")
    }

    pub fn cache(&self) -> PathBuf {
        self.path(CACHE)
    }

    pub fn output(&self) -> PathBuf {
        self.path("out")
    }

    /// Edits the program so that it is in this state.
    pub fn turn(&mut self, state: usize) -> Result<(), Failure> {
        self.states[state].write(&self.project(), Some(&self.states[self.now]))?;
        self.now = state;
        Ok(())
    }

    pub fn turn_over(&mut self) -> Result<(), Failure> {
        self.turn(1 - self.now)
    }

    /// The words that build with the cache.
    pub fn words(&self, jobs: &str) -> Words {
        self.words_for(&self.output(), jobs)
    }

    pub fn words_for(&self, output: &Path, jobs: &str) -> Words {
        let mut words =
            Words::new(&self.project(), &["compile", "src/main.ts", "--format", "json", "--jobs", jobs]);
        words.words.extend(["-o".into(), output.into(), "--cache-dir".into(), self.cache().into()]);
        words
    }

    /// Builds with the cache: exit 0, the bytes of a clean build.
    pub fn build(&self, engine: &mut Engine) -> Result<Answer, Failure> {
        let built = engine.answer(&self.words("2"))?;
        self.is_right(&built)?;
        Ok(built)
    }

    pub fn is_right(&self, built: &Answer) -> Result<(), Failure> {
        if !built.is_good() {
            let told = built.lines.join("\n") + &built.stderr;
            return Err(Failure::wrong(format!("exit code {}\n{told}", built.code)));
        }
        self.has_right(&self.output())
    }

    /// Whether this executable is the one a clean build makes.
    pub fn has_right(&self, executable: &Path) -> Result<(), Failure> {
        match same_bytes(executable, &self.path(&format!("clean{}", self.now)))? {
            true => Ok(()),
            false => Err(Failure::wrong("the executable is not that of a clean build")),
        }
    }

    /// Whether the file is some complete executable, of any state; nothing is complete too.
    pub fn is_whole(&self, executable: &Path) -> Result<(), Failure> {
        let whole = ["clean0", "clean1"];
        for clean in whole {
            if !executable.exists() || same_bytes(executable, &self.path(clean))? {
                return Ok(());
            }
        }
        Err(Failure::wrong("a partial executable stands in the place of the output"))
    }

    /// Runs what was built.
    pub fn run(&self) -> Result<(), Failure> {
        let expected = fs::read(self.path(&format!("clean{}.stdout", self.now)))?;
        match output_of(&self.output())? == expected {
            true => Ok(()),
            false => Err(Failure::wrong("the program prints something else")),
        }
    }

    /// Whether `run` answered as the program does.
    pub fn prints_right(&self, ran: &Answer) -> Result<(), Failure> {
        let expected = fs::read(self.path(&format!("clean{}.stdout", self.now)))?;
        match ran.lines.join("\n").into_bytes() == expected {
            true => Ok(()),
            false => Err(Failure::wrong("`run` prints something else")),
        }
    }

    /// A second build finds everything; one that does not was poisoned by what went before.
    pub fn is_healed(&self, engine: &mut Engine) -> Result<(), Failure> {
        let built = self.build(engine).map_err(|failure| poisoned(failure, "the next build"))?;
        let report = built.report();
        let modules = report["modules"].as_array().into_iter().flatten();
        let compiled = modules.filter(|module| module["status"] == "compiled").count();
        match (compiled, report["cache"]["faults"].as_u64()) {
            (0, Some(0)) => Ok(()),
            _ => Err(Failure::new(Kind::Poison, format!("the entry was not healed: {report}"))),
        }
    }

    /// No temporary file is left; `killed`: those of a killed process may wait in the cache for the next trim.
    pub fn has_nothing_left(&self, killed: bool) -> Result<(), Failure> {
        let mut left = left_behind(self.folder());
        let waits = |path: &String| path.starts_with(&*self.cache().to_string_lossy());
        left.retain(|path| !(killed && waits(path)));
        match left.is_empty() {
            true => Ok(()),
            false => Err(Failure::new(Kind::Leak, format!("left behind: {}", left.join(", ")))),
        }
    }
}

pub fn poisoned(failure: Failure, during: &str) -> Failure {
    match failure.kind {
        Kind::Wrong => Failure { kind: Kind::Poison, ..failure }.during(during),
        _ => failure.during(during),
    }
}

/// What a program prints.
fn output_of(executable: &Path) -> Result<Vec<u8>, Failure> {
    let mut command = std::process::Command::new(executable);
    command.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::piped());
    let pending = awaited(command.stderr(std::process::Stdio::piped()).spawn()?);
    let Pending::Process { .. } = &pending else { unreachable!("it is a process") };
    let ran = Engine::Process.receive(pending)?;
    match ran.code {
        0 => Ok(ran.lines.join("\n").into_bytes()),
        code => Err(Failure::wrong(format!("the program ends with {code}: {}", ran.stderr))),
    }
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.map_err(|error| Failure::world(error.to_string()))?;
        let place =
            to.join(entry.path().strip_prefix(from).map_err(|error| Failure::world(error.to_string()))?);
        match entry.file_type().is_dir() {
            true => fs::create_dir_all(place)?,
            false => drop(fs::copy(entry.path(), place)?),
        }
    }
    Ok(())
}
