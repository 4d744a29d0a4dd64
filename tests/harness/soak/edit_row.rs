//! The row of edits: after every edit an incremental build, at one thread and at two, equals a clean one byte for byte.

use std::fs;
use std::path::{Path, PathBuf};

use fastrand::Rng;

use crate::edits::edit;
use crate::engine::{Answer, Engine, Words};
use crate::tally::{Failure, Kind, Order, Sequence, Tally};
use crate::tree::{Tree, project};

/// Edits of one project, one after the other.
const LENGTH: usize = 25;
/// Every so many sequences are done by the binary itself.
const REAL: usize = 10;

pub fn run(order: &Order, tally: &mut Tally) {
    let mut worker = Bench::new(false);
    order.carry_out(LENGTH, tally, |tally, sequence| {
        let is_real = sequence.number % REAL == REAL - 1;
        let mut own = Bench::new(is_real);
        let bench = if is_real { &mut own } else { &mut worker };
        edits(bench, tally, sequence)
    });
}

/// The engines: incremental at one thread and at two, and clean.
struct Bench {
    is_real: bool,
    one: Engine,
    two: Engine,
    clean: Engine,
}

impl Bench {
    fn new(is_real: bool) -> Bench {
        Bench { is_real, one: Engine::new(is_real), two: Engine::new(is_real), clean: Engine::new(is_real) }
    }
}

/// The options that a step builds with.
#[derive(Clone, Default)]
struct Options {
    words: Vec<&'static str>,
    debug_init: bool,
}

impl Options {
    fn toggle(&mut self, rng: &mut Rng) -> &'static str {
        *self = Options::default();
        match rng.u8(..8) {
            0 => self.debug_init = true,
            1 => self.words = vec!["--cpu", "generic"],
            2 => self.words = vec!["--debug-symbols"],
            3 => self.words = vec!["--release"],
            4 => self.words = vec!["-O1"],
            _ => {}
        }
        "options"
    }
}

fn edits(bench: &mut Bench, tally: &mut Tally, sequence: &mut Sequence) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let (kind, mut tree) = project(&mut sequence.rng)?;
    tally.count(format!("sequence on {kind}"));
    let site = Site { folder: folder.path().to_owned(), project: folder.path().join("p") };
    fs::create_dir(&site.project)?;
    tree.write(&site.project, None)?;
    let mut options = Options::default();
    site.compare(bench, &tree, &options).map_err(|failure| failure.during("the first build"))?;
    let mut good = vec![tree.clone()];
    let mut is_good = true;
    while let Some(step) = sequence.begin_next() {
        let rng = &mut sequence.rng;
        let next = next(&tree, &good, is_good, &mut options, rng, step as u32);
        next.1.write(&site.project, Some(&tree))?;
        tree = next.1;
        let name = next.0;
        is_good = site
            .compare(bench, &tree, &options)
            .map_err(|failure| failure.during(&format!("after `{name}` in {kind}")))?;
        tally.count(name);
        tally.count(if is_good { "built" } else { "refused" });
        if is_good {
            good.push(tree.clone());
            if rng.u8(..8) == 0 {
                site.again(bench, &tree, &options)?;
                tally.count("built again");
            }
        }
        tally.step(bench.is_real);
    }
    site.has_nothing_left()
}

/// An edit, a way back, or other options. A broken program is repaired sooner or later.
fn next(
    tree: &Tree,
    good: &[Tree],
    is_good: bool,
    options: &mut Options,
    rng: &mut Rng,
    number: u32,
) -> (&'static str, Tree) {
    let back = |rng: &mut Rng| good[rng.usize(..good.len())].clone();
    match rng.u8(..20) {
        0..14 if !is_good => ("repaired", good[good.len() - 1].clone()),
        0 | 1 => ("back to an earlier state", back(rng)),
        2 => (options.toggle(rng), tree.clone()),
        _ => {
            let mut edited = tree.clone();
            (edit(&mut edited, rng, number), edited)
        }
    }
}

/// Where a sequence happens.
struct Site {
    folder: PathBuf,
    project: PathBuf,
}

impl Site {
    fn words(&self, tree: &Tree, options: &Options, way: &str) -> Words {
        let output = self.folder.join(way);
        let mut words = Words::new(&self.project, &["compile", &tree.entry, "--format", "json", "-o"]);
        words.words.push(output.into());
        words.words.extend(options.words.iter().map(Into::into));
        words.debug_init = options.debug_init;
        let (cache, jobs) = match way {
            "one" => (Some("cache-one"), "1"),
            "two" => (Some("cache-two"), "2"),
            _ => (None, "2"),
        };
        words.words.extend(["--jobs".into(), jobs.into()]);
        match cache {
            Some(cache) => words.words.extend(["--cache-dir".into(), self.folder.join(cache).into()]),
            None => words.words.push("--no-cache".into()),
        }
        words
    }

    /// Builds all three ways and compares; gives whether the program is good.
    fn compare(&self, bench: &mut Bench, tree: &Tree, options: &Options) -> Result<bool, Failure> {
        let one = bench.one.send(&self.words(tree, options, "one"))?;
        let two = bench.two.send(&self.words(tree, options, "two"))?;
        let clean = bench.clean.send(&self.words(tree, options, "clean"))?;
        let one = bench.one.receive(one).map_err(|failure| failure.during("one thread"));
        let two = bench.two.receive(two).map_err(|failure| failure.during("two threads"));
        let clean = bench.clean.receive(clean).map_err(|failure| failure.during("clean"))?;
        self.same("one", &one?, &clean)?;
        self.same("two", &two?, &clean)?;
        if !clean.is_good() {
            self.checked(bench, tree, options, &clean)?;
        }
        Ok(clean.is_good())
    }

    fn same(&self, way: &str, built: &Answer, clean: &Answer) -> Result<(), Failure> {
        let say = |what: &str| Failure::wrong(format!("the incremental build (`{way}`) {what}"));
        if built.is_good() != clean.is_good() {
            let told = [&built.lines[..], &clean.lines[..]].concat().join("\n");
            return Err(say(&format!("gave exit code {}, a clean one {}\n{told}", built.code, clean.code)));
        }
        if built.diagnostics() != clean.diagnostics() {
            let (built, clean) = (built.diagnostics().join("\n"), clean.diagnostics().join("\n"));
            return Err(say(&format!("says\n{built}\na clean one\n{clean}")));
        }
        if built.is_good() && !same_bytes(&self.folder.join(way), &self.folder.join("clean"))? {
            return Err(say("made another executable than a clean one"));
        }
        Ok(())
    }

    /// `check` reports what compile reports.
    fn checked(
        &self,
        bench: &mut Bench,
        tree: &Tree,
        options: &Options,
        clean: &Answer,
    ) -> Result<(), Failure> {
        let mut words = Words::new(&self.project, &["check", &tree.entry, "--format", "json", "--no-cache"]);
        words.debug_init = options.debug_init;
        let checked = bench.clean.answer(&words).map_err(|failure| failure.during("check"))?;
        match checked.diagnostics() == clean.diagnostics() {
            true => Ok(()),
            false => Err(Failure::wrong(format!(
                "check says\n{}\ncompile\n{}",
                checked.diagnostics().join("\n"),
                clean.diagnostics().join("\n")
            ))),
        }
    }

    /// Nothing changed, so nothing is compiled.
    fn again(&self, bench: &mut Bench, tree: &Tree, options: &Options) -> Result<(), Failure> {
        let built = bench.one.answer(&self.words(tree, options, "one"))?;
        let report = built.report();
        let compiled = report["modules"].as_array().into_iter().flatten();
        let compiled = compiled.filter(|module| module["status"] == "compiled").count();
        match built.is_good() && compiled == 0 && report["linked"] == false {
            true => Ok(()),
            false => Err(Failure::wrong(format!("an unchanged program was built again: {report}"))),
        }
    }

    /// No temporary file outlives its build.
    fn has_nothing_left(&self) -> Result<(), Failure> {
        let left = left_behind(&self.folder);
        match left.is_empty() {
            true => Ok(()),
            false => Err(Failure::new(Kind::Leak, format!("left behind: {}", left.join(", ")))),
        }
    }
}

/// Files whose names are those of temporary ones.
pub fn left_behind(folder: &Path) -> Vec<String> {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let names = files.map(|entry| entry.path().display().to_string());
    let own = [".gitignore"];
    let name_of = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let is_temporary = |path: &String| {
        let name = name_of(path);
        path.len() > folder.as_os_str().len()
            && (name.starts_with('.') && !own.contains(&name.as_str()) && name != ".perry-cache"
                || name.ends_with(".new"))
    };
    names.filter(is_temporary).collect()
}

pub fn same_bytes(a: &Path, b: &Path) -> Result<bool, Failure> {
    Ok(fs::metadata(a)?.len() == fs::metadata(b)?.len() && fs::read(a)? == fs::read(b)?)
}
