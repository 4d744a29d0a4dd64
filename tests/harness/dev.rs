//! Sessions of `perry dev` at a terminal: what is saved, typed and signalled, and every line that is shown.
//!
//! The form of a case is explained in tests/dev/README.md. Nothing waits for time to pass, only for lines.
#![allow(clippy::disallowed_methods, reason = "tests write projects and start processes")]

use libtest_mimic::Failed;
use perry_tests::perry::perry;
use perry_tests::terminal::Terminal;
use rustix::process::{Pid, Signal, kill_process};
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    perry_tests::case::run_cases("tests/dev", check, Vec::new())
}

fn check(path: &Path) -> Result<(), Failed> {
    let text = std::fs::read_to_string(path)?;
    let mut bench = Bench::new()?;
    for step in steps(&text) {
        let title = format!("== {} {}", step.verb, step.argument);
        bench.carry_out(&step).map_err(|why| format!("{}\n{why}", title.trim_end()))?;
    }
    Ok(())
}

struct Step<'t> {
    verb: &'t str,
    argument: &'t str,
    body: Vec<&'t str>,
}

fn steps(text: &str) -> Vec<Step<'_>> {
    let mut steps: Vec<Step> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("== "), steps.last_mut()) {
            (Some(head), _) => {
                let (verb, argument) = head.split_once(' ').unwrap_or((head, ""));
                steps.push(Step { verb, argument, body: Vec::new() });
            }
            (None, Some(step)) => step.body.push(line),
            (None, None) => {}
        }
    }
    steps
}

/// A project, and the terminal in which `perry dev` watches it.
struct Bench {
    folder: tempfile::TempDir,
    project: PathBuf,
    terminal: Option<Terminal>,
    program: Option<Pid>,
}

impl Bench {
    fn new() -> Result<Bench, Failed> {
        let folder = tempfile::tempdir()?;
        let project = folder.path().canonicalize()?.join("project");
        std::fs::create_dir(&project)?;
        std::fs::write(project.join("package.json"), "{ \"name\": \"case\", \"type\": \"module\" }\n")?;
        Ok(Bench { folder, project, terminal: None, program: None })
    }

    fn carry_out(&mut self, step: &Step) -> Result<(), String> {
        let world = |error: std::io::Error| error.to_string();
        let text: String = step.body.iter().flat_map(|line| [line, "\n"]).collect();
        match step.verb {
            "file" => self.write(step.argument, &text).map_err(world),
            "save" => self.save(step.argument, &text).map_err(world),
            "$" => self.shell(step.argument),
            "dev" => {
                self.start(step.argument);
                self.see(&step.body)
            }
            "see" => self.see(&step.body),
            "key" => {
                self.terminal()?.strike(&step.argument.replace("^C", "\x03"));
                self.see(&step.body)
            }
            "signal" => {
                let perry = Pid::from_child(&self.terminal()?.child);
                kill_process(perry, signal(step.argument)?).map_err(|error| error.to_string())?;
                self.see(&step.body)
            }
            "freeze" => self.freeze(),
            "program" => self.look_at_program(step.argument),
            "exit" => self.exit(step.argument),
            verb => Err(format!("unknown step `{verb}`")),
        }
    }

    fn write(&self, path: &str, text: &str) -> std::io::Result<()> {
        let path = self.project.join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(&self.project))?;
        std::fs::write(path, text)
    }

    /// As careful editors do: aside, then renamed over.
    fn save(&self, path: &str, text: &str) -> std::io::Result<()> {
        let aside = format!("{path}.aside~");
        self.write(&aside, text)?;
        std::fs::rename(self.project.join(aside), self.project.join(path))
    }

    fn shell(&self, line: &str) -> Result<(), String> {
        let status = Command::new("sh").args(["-ec", line]).current_dir(&self.project).status();
        match status {
            Ok(status) if status.success() => Ok(()),
            ended => Err(format!("{ended:?}")),
        }
    }

    fn start(&mut self, arguments: &str) {
        let words = arguments.split_whitespace();
        let (variables, arguments): (Vec<&str>, Vec<&str>) =
            words.partition(|word| word.split('=').next().is_some_and(|name| name.starts_with("PERRY_")));
        let mut command: Command = perry();
        command.arg("dev").args(arguments).current_dir(&self.project);
        command.env("NO_COLOR", "1").env("TMPDIR", self.folder.path());
        for variable in variables {
            let (name, value) = variable.split_once('=').unwrap_or((variable, ""));
            command.env(name, value);
        }
        self.terminal = Some(Terminal::start(command));
    }

    fn terminal(&mut self) -> Result<&mut Terminal, String> {
        self.terminal.as_mut().ok_or_else(|| "perry does not run".to_owned())
    }

    /// Exactly these lines come next.
    fn see(&mut self, expected: &[&str]) -> Result<(), String> {
        for line in expected {
            let seen = self.next_line()?.unwrap_or_else(|| "(nothing)".to_owned());
            if !matches(line, &seen) {
                // Why it came to this is often said in what follows.
                let terminal = self.terminal()?;
                let rest = std::iter::from_fn(|| terminal.line_at_hand()).take(20);
                let rest: String = rest.map(|line| format!("  then {line}\n")).collect();
                return Err(format!("  - {line}\n  + {seen}\n{rest}"));
            }
        }
        Ok(())
    }

    fn next_line(&mut self) -> Result<Option<String>, String> {
        let project = self.project.to_string_lossy().into_owned();
        let folder = project.trim_end_matches("/project").to_owned();
        Ok(self.terminal()?.line().map(|line| neutral(&line, &project, &folder)))
    }

    /// The process that perry has started, if any.
    fn running(&mut self) -> Result<Option<Pid>, String> {
        let perry = self.terminal()?.child.id();
        let threads = std::fs::read_dir(format!("/proc/{perry}/task")).map_err(|error| error.to_string())?;
        let children = threads
            .filter_map(Result::ok)
            .filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok());
        let all: Vec<i32> = children
            .flat_map(|text| text.split(' ').filter_map(|it| it.parse().ok()).collect::<Vec<_>>())
            .collect();
        match all[..] {
            [] => Ok(None),
            [one] => Ok(Pid::from_raw(one)),
            _ => Err(format!("{} programs run", all.len())),
        }
    }

    /// `same`, `new` or `none`, compared with the last look.
    fn look_at_program(&mut self, expected: &str) -> Result<(), String> {
        let now = self.running()?;
        let before = std::mem::replace(&mut self.program, now);
        let seen = match (before, now) {
            (_, None) => "none",
            (before, now) if before == now => "same",
            _ => "new",
        };
        if seen == expected { Ok(()) } else { Err(format!("  - {expected}\n  + {seen}")) }
    }

    /// The program takes no more signals but SIGKILL.
    fn freeze(&mut self) -> Result<(), String> {
        let program = self.running()?.ok_or("no program runs")?;
        kill_process(program, Signal::STOP).map_err(|error| error.to_string())
    }

    /// Perry ends with this code, having said no more, having ended the program and given the terminal back.
    fn exit(&mut self, code: &str) -> Result<(), String> {
        let program = self.running().unwrap_or(None);
        let terminal = self.terminal()?;
        let status = terminal.child.wait().map_err(|error| error.to_string())?;
        if !terminal.is_as_before() {
            return Err("the terminal is not as it was".to_owned());
        }
        if let Some(program) = program
            && Path::new(&format!("/proc/{}", program.as_raw_nonzero())).exists()
        {
            return Err("the program still runs".to_owned());
        }
        let seen = status.code().map_or_else(|| status.to_string(), |code| code.to_string());
        if seen == code { Ok(()) } else { Err(format!("  - {code}\n  + {seen}")) }
    }
}

fn signal(name: &str) -> Result<Signal, String> {
    match name {
        "INT" => Ok(Signal::INT),
        "TERM" => Ok(Signal::TERM),
        "HUP" => Ok(Signal::HUP),
        _ => Err(format!("unknown signal `{name}`")),
    }
}

/// Without what differs from run to run: folders, times, names of executables in the cache.
fn neutral(line: &str, project: &str, folder: &str) -> String {
    let line = line.replace(project, "<project>").replace(folder, "<folder>");
    let words = line.split(' ').map(|word| match word {
        word if word.contains("/bin/") && word.len() > 32 => "<image>",
        word if word.starts_with("<folder>/perry-") => "<image>",
        word => word,
    });
    let mut words: Vec<&str> = words.collect();
    for index in 1..words.len() {
        if words[index] == "ms" && words[index - 1].parse::<u64>().is_ok() {
            words[index - 1] = "N";
        }
    }
    words.join(" ")
}

/// `<2..7>` stands for a number in that range, which may depend on how fast the machine is.
fn matches(expected: &str, seen: &str) -> bool {
    let (expected, seen): (Vec<&str>, Vec<&str>) = (expected.split(' ').collect(), seen.split(' ').collect());
    let is_like = |(expected, seen): (&&str, &&str)| match range(expected) {
        Some((least, most)) => {
            seen.trim_matches(['(', ',', ')']).parse().is_ok_and(|seen: u32| (least..=most).contains(&seen))
        }
        None => expected == seen,
    };
    expected.len() == seen.len() && expected.iter().zip(&seen).all(is_like)
}

fn range(word: &str) -> Option<(u32, u32)> {
    let (least, most) =
        word.trim_matches(['(', ',', ')']).strip_prefix('<')?.strip_suffix('>')?.split_once("..")?;
    Some((least.parse().ok()?, most.parse().ok()?))
}
