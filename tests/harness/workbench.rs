//! A project under test: applies edits, builds, and compares with a clean build.

use crate::perry::{Outcome, outcome, perry};
use crate::script::Step;
use std::path::{Path, PathBuf};
use std::process::Command;

pub struct Workbench {
    folder: tempfile::TempDir,
    /// Counts moves: the project lies in `p0`, then `p1`...
    moves: u32,
    /// The compiler in use, if it is not the usual.
    other: Option<PathBuf>,
}

impl Default for Workbench {
    fn default() -> Self {
        Workbench::new()
    }
}

impl Workbench {
    /// An empty project in a folder that vanishes.
    pub fn new() -> Workbench {
        let folder = tempfile::tempdir().expect("the temporary folder is writable");
        std::fs::create_dir(folder.path().join("p0")).expect("the folder is new");
        let bench = Workbench { folder, moves: 0, other: None };
        bench.write("package.json", "{ \"name\": \"case\", \"type\": \"module\" }\n");
        bench
    }

    fn project(&self) -> PathBuf {
        self.folder.path().join(format!("p{}", self.moves))
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.project().join(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder is writable");
        std::fs::write(path, text).expect("the file is writable");
    }

    /// Carries out a step that is no build.
    pub fn apply(&mut self, step: &Step) {
        match step {
            Step::File { path, text } => self.write(path, text),
            Step::Action { verb, argument } => self.act(verb, argument),
            Step::Build { .. } | Step::Shell { .. } => {}
        }
    }

    fn act(&mut self, verb: &str, argument: &str) {
        let path = self.project().join(argument);
        match verb {
            "delete" => std::fs::remove_file(path).expect("the file exists"),
            "touch" => {
                let text = std::fs::read(&path).expect("the file exists");
                std::fs::remove_file(&path).expect("the file exists");
                std::fs::write(path, text).expect("the file is writable");
            }
            "link" => {
                let (path, target) = argument.split_once(' ').expect("a path and where it leads");
                let path = self.project().join(path);
                std::fs::create_dir_all(path.parent().expect("it has a folder"))
                    .expect("folders can be made");
                std::fs::remove_file(&path).ok(); // another link
                std::os::unix::fs::symlink(target, path).expect("its place is free");
            }
            "move" => {
                let from = self.project();
                self.moves += 1;
                std::fs::rename(from, self.project()).expect("the folder is free");
            }
            "folder" => std::fs::create_dir_all(path).expect("the folder is writable"),
            "bytes" => self.write_bytes(argument),
            "repeat" => self.write_repeated(argument),
            "compiler" => self.other = (argument == "other").then(|| other_compiler(self.folder.path())),
            "damage" => damage(&self.project().join(".perry-cache").join(argument)),
            "forge" => crate::forge::forge_objects(&self.project().join(".perry-cache")),
            _ => panic!("unknown step `{verb}`"),
        }
    }

    /// `PATH HEX`: a file of these bytes.
    fn write_bytes(&self, argument: &str) {
        let (path, hex) = argument.split_once(' ').unwrap_or((argument, ""));
        let digits: Vec<u8> = hex.bytes().filter(u8::is_ascii_hexdigit).collect();
        let byte = |pair: &[u8]| {
            u8::from_str_radix(std::str::from_utf8(pair).expect("ASCII"), 16).expect("hex digits")
        };
        let bytes: Vec<u8> = digits.chunks(2).map(byte).collect();
        std::fs::write(self.project().join(path), bytes).expect("the file is writable");
    }

    /// `PATH BEFORE COUNT REPEATED AFTER`: long and deep files without storing them; `_` stands for nothing.
    fn write_repeated(&self, argument: &str) {
        let words: Vec<&str> = argument.split(' ').map(|word| if word == "_" { "" } else { word }).collect();
        let [path, before, count, open, middle, close, after] = words[..] else {
            panic!("repeat takes seven words")
        };
        let count: usize = count.parse().expect("a count");
        let text = format!("{before}{}{middle}{}{after}\n", open.repeat(count), close.repeat(count));
        self.write(path, &text.replace('~', " ").replace('^', "\n"));
    }

    /// Runs a line of shell in the project: its output, then its exit code unless that is 0.
    pub fn shell(&self, line: &str) -> Vec<String> {
        let ran = crate::perry::shell(&self.project(), line);
        let mut seen: Vec<String> = ran
            .stdout
            .lines()
            .map(|line| format!("| {}", self.neutral(line)).trim_end().to_owned())
            .collect();
        seen.extend(ran.stderr.lines().map(|line| format!("! {}", self.neutral(line)).trim_end().to_owned()));
        if ran.code != Some(0) {
            seen.push(format!("exit {:?}", ran.code.unwrap_or(-1)));
        }
        seen
    }

    /// Without what differs from run to run: the project's folder, sizes and times.
    fn neutral(&self, line: &str) -> String {
        let line = line.replace(&*self.project().to_string_lossy(), "<project>");
        let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        for index in 1..words.len() {
            let unit = words[index].trim_end_matches([',', ')', '.']);
            if ["B", "KB", "MB", "GB", "ms", "s"].contains(&unit)
                && words[index - 1].trim_start_matches('(').parse::<f64>().is_ok()
            {
                let opened = if words[index - 1].starts_with('(') { "(" } else { "" };
                words[index - 1] = format!("{opened}N");
            }
        }
        words.join(" ")
    }

    /// Builds and says what happened, a fact a line.
    pub fn build(&mut self, flags: &str) -> Result<Vec<String>, String> {
        let executable = self.project().join("out");
        let before = std::fs::metadata(&executable).ok().map(|it| identity(&it));
        let built = outcome(&mut self.command(flags, &executable, None));
        if built.code != Some(0) {
            return Ok(built.stdout_json_diagnostics().iter().map(|line| format!("err| {line}")).collect());
        }
        let linked = std::fs::metadata(&executable).ok().map(|it| identity(&it)) != before;
        let mut facts = self.facts(&built)?;
        facts.insert(2.min(facts.len()), format!("linked: {}", if linked { "yes" } else { "no" }));
        let ran =
            outcome(self.environment(&mut Command::new(&executable), flags).current_dir(self.project()));
        facts.extend(ran.stdout.lines().map(|line| format!("out| {line}")));
        facts.extend(ran.stderr.lines().map(|line| format!("err| {line}")));
        self.compare_with_clean(flags, &executable)?;
        Ok(facts)
    }

    /// Compiled, reused, and the reason of everything compiled.
    fn facts(&self, built: &Outcome) -> Result<Vec<String>, String> {
        let report = built.json()?;
        let modules = report["modules"].as_array().ok_or("the report lists modules")?;
        let of = |status: &str| -> Vec<&str> {
            let chosen = modules.iter().filter(|it| it["status"] == status);
            chosen.filter_map(|it| it["path"].as_str()).collect()
        };
        let mut facts = vec![
            format!("compiled: {}", of("compiled").join(" ")),
            format!("reused: {}", of("reused").join(" ")),
        ];
        facts.iter_mut().for_each(|fact| fact.truncate(fact.trim_end().len()));
        for module in of("compiled").into_iter().chain(of("reused")) {
            let said = outcome(self.perry().arg("why").arg(module).current_dir(self.project()));
            if said.stdout != format!("{module}: reused\n  because nothing it depends on changed\n") {
                facts.push(format!("why {module}: {}", said.stdout.trim_end().replace('\n', " / ")));
            }
        }
        Ok(facts)
    }

    fn compare_with_clean(&self, flags: &str, executable: &Path) -> Result<(), String> {
        let clean = self.folder.path().join("clean");
        let cache = self.folder.path().join("clean-cache");
        let _ = std::fs::remove_dir_all(&cache);
        let built = outcome(&mut self.command(flags, &clean, Some(&cache)));
        if built.code != Some(0) {
            return Err(format!("the clean build failed:\n{}{}", built.stdout, built.stderr));
        }
        match std::fs::read(executable).ok() == std::fs::read(&clean).ok() {
            true => Ok(()),
            false => Err("the incremental executable differs from the clean one".into()),
        }
    }

    fn perry(&self) -> Command {
        match &self.other {
            None => perry(),
            Some(other) => renamed(&perry(), other),
        }
    }

    fn command(&self, flags: &str, output: &Path, cache: Option<&Path>) -> Command {
        let mut command = self.perry();
        let words = || flags.split_whitespace().filter(|word| !word.contains('=') || word.starts_with('-'));
        let entry = words().find(|word| word.ends_with(".ts")).unwrap_or("src/main.ts");
        command.current_dir(self.project()).args(["compile", entry, "--format", "json", "-o"]).arg(output);
        command.args(words().filter(|word| !word.ends_with(".ts")));
        if let Some(cache) = cache {
            command.arg("--cache-dir").arg(cache);
        }
        self.environment(&mut command, flags);
        command
    }

    fn environment<'a>(&self, command: &'a mut Command, flags: &str) -> &'a mut Command {
        let pairs = flags
            .split_whitespace()
            .filter(|word| !word.starts_with('-'))
            .filter_map(|word| word.split_once('='));
        command.envs(pairs)
    }
}

/// What tells one version of an output from the next.
fn identity(metadata: &std::fs::Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

/// What lies beside the executable of an installation.
const PARTS: [&str; 4] = ["libperry_codegen.so", "libperry_runtime.a", "perry_host", "perry_host_core"];

/// An installation that is the usual one but for a byte behind the executable's end.
fn other_compiler(folder: &Path) -> PathBuf {
    let usual = PathBuf::from(perry().get_program());
    let other = folder.join("perry");
    if !other.exists() {
        let mut bytes = std::fs::read(&usual).expect("perry is built");
        bytes.push(0);
        std::fs::write(&other, bytes).expect("the folder is writable");
        let mode = std::fs::metadata(&usual).expect("perry is built").permissions();
        std::fs::set_permissions(&other, mode).expect("the file is ours");
        for part in PARTS.iter().filter(|part| usual.with_file_name(part).exists()) {
            std::os::unix::fs::symlink(usual.with_file_name(part), folder.join(part))
                .expect("the folder is writable");
        }
    }
    other
}

/// The same command with another program.
fn renamed(command: &Command, program: &Path) -> Command {
    let mut renamed = Command::new(program);
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => renamed.env(name, value),
            None => renamed.env_remove(name),
        };
    }
    renamed
}

/// Flips one bit in the middle of every file of a folder.
fn damage(folder: &Path) {
    let mut count = 0;
    for entry in
        walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|it| it.file_type().is_file())
    {
        let mut bytes = std::fs::read(entry.path()).expect("the file is readable");
        let middle = bytes.len() / 2;
        if let Some(byte) = bytes.get_mut(middle) {
            *byte ^= 1;
            count += 1;
        }
        std::fs::remove_file(entry.path()).expect("the file is ours");
        std::fs::write(entry.path(), bytes).expect("the file is ours");
    }
    assert!(count > 0, "there is nothing to damage in {}", folder.display());
}
