//! The cost of an edit while `perry dev` runs: from the save to the first line of the new program.
//!
//! Both ways: alone, and with the shared host that builds, whose CPU and memory count as perry's.
//! CPU is that of perry until the program prints, and that of all until nothing is done any more: what perry writes
//! down afterwards and the programs themselves. The wait for more changes costs none, and is taken off the time.

use crate::bench::{median, path, python};
use crate::source::root;
use anyhow::{Context, Result, bail};
use nix::time::{ClockId, clock_getcpuclockid};
use std::io::{BufRead, BufReader, Lines};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

const MODES: [(&str, Mode); 2] = [("hosted", Mode::Hosted), ("alone", Mode::Alone)];
const EDITS: [&str; 3] = ["leaf-body", "mid-body", "hub-body"];
/// As `driver/src/dev.rs` has it.
const DEBOUNCE: Duration = Duration::from_millis(30);
/// Edits after which memory is told.
const MARKS: [usize; 4] = [0, 50, 250, 500];

/// Who builds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Hosted,
    Alone,
}

struct Settings {
    modules: Vec<usize>,
    runs: usize,
    memory: bool,
}

/// Measures and prints the tables.
pub fn run(args: &[String]) -> Result<()> {
    let settings = settings(args)?;
    crate::build::build()?;
    println!(
        "| modules | built | edit | perry, CPU ms | all, CPU ms | wall ms, debounce apart | resident MB |"
    );
    println!("|---|---|---|---|---|---|---|");
    for &modules in &settings.modules {
        for (built, mode) in MODES {
            let mut site = Site::new(modules, mode)?;
            for edit in EDITS {
                println!("| {modules} | {built} | {edit} | {} |", site.row(edit, settings.runs)?);
            }
        }
    }
    if settings.memory {
        memory(&settings)?;
    }
    Ok(())
}

fn settings(args: &[String]) -> Result<Settings> {
    let mut settings = Settings { modules: vec![100, 1000], runs: 15, memory: false };
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        let mut value = || rest.next().with_context(|| format!("{arg} takes a value"));
        match arg.as_str() {
            "--modules" => {
                settings.modules = value()?.split(',').map(str::parse).collect::<Result<_, _>>()?
            }
            "--runs" => settings.runs = value()?.parse()?,
            "--memory" => settings.memory = true,
            other => bail!("unknown argument `{other}`"),
        }
    }
    Ok(settings)
}

/// How memory grows over a long session.
fn memory(settings: &Settings) -> Result<()> {
    println!("\n| modules | edits of the leaf's body | resident MB |\n|---|---|---|");
    for &modules in &settings.modules {
        let mut site = Site::new(modules, Mode::Hosted)?;
        for edit in 0..=MARKS[MARKS.len() - 1] {
            if edit > 0 {
                site.edit("leaf-body")?;
            }
            if MARKS.contains(&edit) {
                site.dev.cpu_at_rest()?;
                println!("| {modules} | {edit} | {:.1} |", site.dev.resident()?);
            }
        }
    }
    Ok(())
}

/// A generated project under `perry dev`, and another one beside it where edits are made before they are saved here.
struct Site {
    bench: PathBuf,
    twin: PathBuf,
    folder: PathBuf,
    dev: Dev,
}

impl Site {
    fn new(modules: usize, mode: Mode) -> Result<Site> {
        let bench =
            root().join("../shared/bench").canonicalize().context("../shared/bench holds the generators")?;
        let folders = root().join("target/bench/dev").join(modules.to_string());
        if folders.exists() {
            std::fs::remove_dir_all(&folders)?;
        }
        let (folder, twin) = (folders.join("project"), folders.join("twin"));
        for folder in [&folder, &twin] {
            std::fs::create_dir_all(folder)?;
            let modules = modules.to_string();
            python(&bench, &["gen_project.py", "--modules", &modules, "--seed", "7", "--out", path(folder)])?;
        }
        let mut dev = Dev::start(&folder, mode)?;
        dev.until_it_runs()?;
        dev.find_host(&folder, mode)?;
        Ok(Site { bench, twin, folder, dev })
    }

    /// Saves an edit, and waits for the new program. Gives how long that took.
    fn edit(&mut self, edit: &str) -> Result<Duration> {
        python(&self.bench, &["edit.py", path(&self.twin), edit])?;
        let manifest: serde_json::Value =
            serde_json::from_slice(&std::fs::read(self.twin.join("manifest.json"))?)?;
        let name = edit.trim_end_matches("-body");
        let module = manifest[name].as_str().with_context(|| format!("the manifest has no `{name}`"))?;
        let aside = self.folder.join(format!("{module}~"));
        std::fs::copy(self.twin.join(module), &aside)?;
        let start = Instant::now();
        std::fs::rename(aside, self.folder.join(module))?;
        self.dev.until_it_runs()?;
        Ok(start.elapsed())
    }

    /// Medians; of all CPU time the mean, since that of the programs is known in hundredths of a second only.
    fn row(&mut self, edit: &str, runs: usize) -> Result<String> {
        let (mut cpu, mut wall, mut all) = (Vec::new(), Vec::new(), 0.0);
        let programs = self.dev.cpu_of_programs()?;
        for _ in 0..runs {
            let before = self.dev.cpu_at_rest()?;
            let time = self.edit(edit)?;
            cpu.push((self.dev.cpu()? - before).as_secs_f64());
            all += (self.dev.cpu_at_rest()? - before).as_secs_f64();
            wall.push(time.saturating_sub(DEBOUNCE).as_secs_f64());
        }
        all += (self.dev.cpu_of_programs()? - programs).as_secs_f64();
        let (cpu, wall, all) = (median(&mut cpu) * 1e3, median(&mut wall) * 1e3, all / runs as f64 * 1e3);
        Ok(format!("{cpu:.1} | {all:.1} | {wall:.1} | {:.0}", self.dev.resident()?))
    }
}

/// A `perry dev` that runs; ended when dropped.
struct Dev {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    host: Option<u32>,
    /// Of its processes.
    clocks: Vec<ClockId>,
}

impl Dev {
    fn start(folder: &Path, mode: Mode) -> Result<Dev> {
        let mut command = Command::new(perry());
        if mode == Mode::Alone {
            command.env("CI", "1");
        } else {
            command.env_remove("CI");
        }
        command.arg("dev").current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::null()).spawn()?;
        let lines = BufReader::new(child.stdout.take().context("the output is a pipe")?).lines();
        Ok(Dev { clocks: vec![clock(child.id())?], host: None, child, lines })
    }

    /// From now on the host counts, too.
    fn find_host(&mut self, folder: &Path, mode: Mode) -> Result<()> {
        if mode == Mode::Hosted {
            let host = crate::client::host(&perry(), folder)?.context("no host builds")?;
            self.clocks.push(clock(host)?);
            self.host = Some(host);
        }
        Ok(())
    }

    /// Generated programs print `group 0` first.
    fn until_it_runs(&mut self) -> Result<()> {
        for line in self.lines.by_ref() {
            if line?.starts_with("group 0") {
                return Ok(());
            }
        }
        bail!("perry dev ended")
    }

    /// CPU time of all its threads.
    fn cpu(&self) -> Result<Duration> {
        self.clocks.iter().map(|clock| Ok(Duration::from(clock.now()?))).sum()
    }

    /// The same, once it does nothing any more.
    fn cpu_at_rest(&self) -> Result<Duration> {
        let mut before = self.cpu()?;
        loop {
            std::thread::sleep(Duration::from_millis(100));
            let now = self.cpu()?;
            if now - before < Duration::from_micros(100) {
                return Ok(now);
            }
            before = now;
        }
    }

    /// CPU time of the programs that have ended.
    fn cpu_of_programs(&self) -> Result<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // Fields 16 and 17; the third is the first after the name in parentheses.
        let fields = stat.rsplit(')').next().context("a name in parentheses")?.split_whitespace();
        let ticks = fields.skip(13).take(2).map(str::parse::<u64>).sum::<Result<u64, _>>()?;
        let rate = nix::unistd::sysconf(nix::unistd::SysconfVar::CLK_TCK)?.context("ticks have a rate")?;
        Ok(Duration::from_secs_f64(ticks as f64 / rate as f64))
    }

    /// In MB.
    fn resident(&self) -> Result<f64> {
        let pids = [Some(self.child.id()), self.host].into_iter().flatten();
        pids.map(|pid| crate::client::resident(pid, "VmRSS")).sum()
    }
}

fn perry() -> PathBuf {
    root().join("target/release/perry")
}

fn clock(pid: u32) -> Result<ClockId> {
    Ok(clock_getcpuclockid(nix::unistd::Pid::from_raw(i32::try_from(pid)?))?)
}

impl Drop for Dev {
    fn drop(&mut self) {
        let pid = nix::unistd::Pid::from_raw(self.child.id().cast_signed());
        // It may have ended by itself.
        nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGTERM).ok();
        self.child.wait().ok();
        if let Some(host) = self.host {
            let host = nix::unistd::Pid::from_raw(host.cast_signed());
            nix::sys::signal::kill(host, nix::sys::signal::Signal::SIGTERM).ok();
        }
    }
}
