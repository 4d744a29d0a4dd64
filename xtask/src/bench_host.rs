//! The shared host beside lone commands: what attaching saves.
//!
//! Two copies of one generated project are edited alike; in one of them a host runs. A lone command and an attached one
//! take turns. CPU is that of the command, and of the host for it.

use crate::bench::{median, path, python};
use crate::figures;
use crate::source::root;
use anyhow::{Context, Result, bail, ensure};
use nix::time::{ClockId, clock_getcpuclockid};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What is measured: an edit of `edit.py`, and the command after it.
const ROWS: [(&str, &str); 9] = [
    ("none", COMPILE),
    ("comment", COMPILE),
    ("leaf-body", COMPILE),
    ("hub-body", COMPILE),
    ("hub-field", COMPILE),
    ("leaf-body", "compile src/main.ts -q -o out --format json"),
    ("none", CHECK),
    ("leaf-body", CHECK),
    ("hub-field", CHECK),
];
const COMPILE: &str = "compile src/main.ts -q -o out";
const CHECK: &str = "check -q";

struct Settings {
    modules: usize,
    runs: usize,
    write: bool,
    /// `target/release` holds what is to be measured.
    is_built: bool,
}

/// Measures and prints the table.
pub fn run(args: &[String]) -> Result<()> {
    let settings = settings(args)?;
    if !settings.is_built {
        crate::build::build()?;
    }
    let site = Site::new(settings.modules)?;
    let modules = settings.modules;
    let mut table = format!(
        "Of {modules} modules, medians of {} runs, in ms:\n\n| edit | command | alone, CPU | attached, CPU | alone, wall | attached, wall | attached / alone, CPU | wall |\n|---|---|---|---|---|---|---|---|\n",
        settings.runs
    );
    for (edit, command) in ROWS {
        let row = site.row(edit, command, settings.runs)?;
        eprint!("{row}");
        table += &row;
    }
    println!("{table}");
    if settings.write {
        figures::write("docs/host.md", &format!("\n{table}"))?;
    }
    Ok(())
}

fn settings(args: &[String]) -> Result<Settings> {
    let mut settings = Settings { modules: 1000, runs: 9, write: false, is_built: false };
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        let mut value = || rest.next().with_context(|| format!("{arg} takes a value"));
        match arg.as_str() {
            "--modules" => settings.modules = value()?.parse()?,
            "--runs" => settings.runs = value()?.parse()?,
            "--write" => settings.write = true,
            "--built" => settings.is_built = true,
            _ => bail!("unknown argument `{arg}`"),
        }
    }
    Ok(settings)
}

#[derive(Clone, Copy)]
struct Cost {
    cpu: Duration,
    wall: Duration,
}

/// The two projects, and the host of the second.
struct Site {
    bench: PathBuf,
    alone: PathBuf,
    hosted: PathBuf,
    runtime: PathBuf,
    host: Host,
}

impl Site {
    fn new(modules: usize) -> Result<Site> {
        let bench =
            root().join("../shared/bench").canonicalize().context("../shared/bench holds the generators")?;
        let folder = root().join("target/bench/host").join(modules.to_string());
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        let [alone, hosted, runtime] = ["alone", "hosted", "run"].map(|name| folder.join(name));
        std::fs::create_dir_all(&runtime)?;
        for project in [&alone, &hosted] {
            let modules = modules.to_string();
            python(
                &bench,
                &["gen_project.py", "--modules", &modules, "--seed", "7", "--out", path(project)],
            )?;
        }
        let host = Host::start(&hosted, &runtime)?;
        let site = Site { bench, alone, hosted, runtime, host };
        for command in [COMPILE, CHECK] {
            // Twice: what the first compile wrote down is read by none but the second.
            for _ in 0..2 {
                site.alone(command)?;
                site.attached(command)?;
            }
        }
        Ok(site)
    }

    fn row(&self, edit: &str, command: &str, runs: usize) -> Result<String> {
        let (mut alone, mut attached) = (Vec::new(), Vec::new());
        // The first round is not measured: it is the first of its kind in the host.
        for round in 0..=runs {
            self.edit(edit)?;
            let (alone_cost, (attached_cost, was_asked)) = match round % 2 {
                0 => (self.alone(command)?, self.attached(command)?),
                _ => {
                    let attached = self.attached(command)?;
                    (self.alone(command)?, attached)
                }
            };
            // Without anything to build there is nothing to ask.
            ensure!(
                was_asked == (edit != "none" || command == CHECK),
                "`{command}` after {edit}: wrong place"
            );
            if round > 0 {
                alone.push(alone_cost);
                attached.push(attached_cost);
            }
        }
        let of = |costs: &[Cost], part: fn(&Cost) -> Duration| {
            median(&mut costs.iter().map(|cost| part(cost).as_secs_f64() * 1e3).collect::<Vec<_>>())
        };
        let ratio = |part: fn(&Cost) -> Duration| {
            let pairs = alone.iter().zip(&attached);
            median(&mut pairs.map(|(a, b)| part(b).as_secs_f64() / part(a).as_secs_f64()).collect::<Vec<_>>())
        };
        let (cpu, wall): (fn(&Cost) -> Duration, fn(&Cost) -> Duration) = (|cost| cost.cpu, |cost| cost.wall);
        Ok(format!(
            "| {edit} | `{command}` | {:.1} | {:.1} | {:.1} | {:.1} | {:.2} | {:.2} |\n",
            of(&alone, cpu),
            of(&attached, cpu),
            of(&alone, wall),
            of(&attached, wall),
            ratio(cpu),
            ratio(wall)
        ))
    }

    fn edit(&self, edit: &str) -> Result<()> {
        if edit != "none" {
            python(&self.bench, &["edit.py", path(&self.alone), edit])?;
            python(&self.bench, &["edit.py", path(&self.hosted), edit])?;
        }
        Ok(())
    }

    fn alone(&self, command: &str) -> Result<Cost> {
        cost(perry(&self.alone, &self.runtime, command).env("CI", "1"))
    }

    /// And whether the host carried it out.
    fn attached(&self, command: &str) -> Result<(Cost, bool)> {
        let (answered, before) = (self.host.answered()?, self.host.cpu()?);
        let cost = cost(&mut perry(&self.hosted, &self.runtime, command))?;
        let cpu = cost.cpu + self.host.cpu_at_rest()?.saturating_sub(before);
        Ok((Cost { cpu, ..cost }, self.host.answered()? == answered + 1))
    }
}

fn perry(project: &Path, runtime: &Path, words: &str) -> Command {
    let mut command = Command::new(root().join("target/release/perry"));
    command.args(words.split(' ')).current_dir(project).stdin(Stdio::null()).stdout(Stdio::null());
    // On a machine that does other things too, a command may come late to its host's greeting.
    command.env("XDG_RUNTIME_DIR", runtime).env("PERRY_HOST_PATIENCE", "60000").env_remove("CI");
    command
}

fn cost(command: &mut Command) -> Result<Cost> {
    let (before, start) = (children_cpu()?, Instant::now());
    let status = command.status()?;
    let wall = start.elapsed();
    ensure!(status.success(), "{command:?} failed");
    Ok(Cost { cpu: children_cpu()?.saturating_sub(before), wall })
}

/// CPU time of all children that were waited for.
fn children_cpu() -> Result<Duration> {
    let usage = nix::sys::resource::getrusage(nix::sys::resource::UsageWho::RUSAGE_CHILDREN)?;
    let time = |time: nix::sys::time::TimeVal| -> Result<Duration> {
        Ok(Duration::from_secs(time.tv_sec().try_into()?) + Duration::from_micros(time.tv_usec().try_into()?))
    };
    Ok(time(usage.user_time())? + time(usage.system_time())?)
}

/// A host that runs; ended when dropped.
struct Host {
    child: Child,
    clock: ClockId,
    project: PathBuf,
    runtime: PathBuf,
}

impl Host {
    fn start(project: &Path, runtime: &Path) -> Result<Host> {
        let words = "shared-host --cache-dir .perry-cache .";
        let mut child = perry(project, runtime, words).stdout(Stdio::piped()).spawn()?;
        // It says a byte when it listens.
        child.stdout.take().context("the output is a pipe")?.read_exact(&mut [0])?;
        let pid = nix::unistd::Pid::from_raw(i32::try_from(child.id())?);
        let (project, runtime) = (project.to_owned(), runtime.to_owned());
        Ok(Host { clock: clock_getcpuclockid(pid)?, child, project, runtime })
    }

    fn cpu(&self) -> Result<Duration> {
        Ok(Duration::from(self.clock.now()?))
    }

    /// What it drops and gives back when the client has gone counts too.
    fn cpu_at_rest(&self) -> Result<Duration> {
        let mut before = self.cpu()?;
        loop {
            std::thread::sleep(Duration::from_millis(20));
            let now = self.cpu()?;
            if now == before {
                return Ok(now);
            }
            before = now;
        }
    }

    fn answered(&self) -> Result<u64> {
        let told =
            perry(&self.project, &self.runtime, "doctor --format json").stdout(Stdio::piped()).output()?;
        let text = String::from_utf8(told.stdout)?;
        let mut items = text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        let host = items.find(|item| item["item"] == "host").context("doctor says nothing of the host")?;
        host["status"]["answered"].as_u64().with_context(|| format!("no host listens: {host}"))
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let pid = nix::unistd::Pid::from_raw(self.child.id().cast_signed());
        // It may have ended by itself.
        nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGTERM).ok();
        self.child.wait().ok();
    }
}
