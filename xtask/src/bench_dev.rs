//! The cost of an edit while `perry dev` runs: from the save to the first line of the new program.
//!
//! CPU is that of the process `perry`, without the program; the 30 ms for which it waits for more changes cost none.

use crate::bench::{median, path, python};
use crate::source::root;
use anyhow::{Context, Result};
use nix::time::{ClockId, clock_getcpuclockid};
use std::io::{BufRead, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 7;
const EDITS: [&str; 2] = ["leaf-body", "hub-body"];

/// Measures and prints the table.
pub fn run() -> Result<()> {
    crate::build::build()?;
    println!("| modules | edit | perry CPU ms | wall ms | resident MB |\n|---|---|---|---|---|");
    for modules in [100, 1000] {
        project(modules)?;
    }
    Ok(())
}

fn project(modules: usize) -> Result<()> {
    let bench =
        root().join("../shared/bench").canonicalize().context("../shared/bench holds the generators")?;
    let folder = root().join("target/bench/dev").join(modules.to_string());
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    python(
        &bench,
        &["gen_project.py", "--modules", &modules.to_string(), "--seed", "7", "--out", path(&folder)],
    )?;
    let mut dev = Dev::start(&folder)?;
    dev.until_it_runs()?;
    for edit in EDITS {
        let (mut cpu, mut wall) = (Vec::new(), Vec::new());
        for _ in 0..RUNS {
            let before = dev.cpu_at_rest()?;
            python(&bench, &["edit.py", path(&folder), edit])?;
            let start = Instant::now();
            dev.until_it_runs()?;
            wall.push(start.elapsed().as_secs_f64());
            cpu.push((dev.cpu_at_rest()? - before).as_secs_f64());
        }
        let (cpu, wall) = (median(&mut cpu) * 1e3, median(&mut wall) * 1e3);
        println!("| {modules} | {edit} | {cpu:.1} | {wall:.1} | {:.0} |", dev.resident()?);
    }
    Ok(())
}

/// A `perry dev` that runs; ended when dropped.
struct Dev {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    clock: ClockId,
}

impl Dev {
    fn start(folder: &Path) -> Result<Dev> {
        let mut command = Command::new(root().join("target/release/perry"));
        command.arg("dev").current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::null()).spawn()?;
        let lines = BufReader::new(child.stdout.take().context("the output is a pipe")?).lines();
        let pid = nix::unistd::Pid::from_raw(i32::try_from(child.id())?);
        Ok(Dev { clock: clock_getcpuclockid(pid)?, child, lines })
    }

    /// Generated programs print `group 0` first.
    fn until_it_runs(&mut self) -> Result<()> {
        for line in self.lines.by_ref() {
            if line?.starts_with("group 0") {
                return Ok(());
            }
        }
        anyhow::bail!("perry dev ended")
    }

    /// CPU time of all its threads, once it does nothing any more: what it writes down afterwards counts too.
    fn cpu_at_rest(&self) -> Result<Duration> {
        let mut before = Duration::from(self.clock.now()?);
        loop {
            std::thread::sleep(Duration::from_millis(100));
            let now = Duration::from(self.clock.now()?);
            if now - before < Duration::from_micros(100) {
                return Ok(now);
            }
            before = now;
        }
    }

    /// In MB.
    fn resident(&self) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("VmRSS")?;
        Ok(line.split_whitespace().next().context("a number")?.parse::<f64>()? / 1024.0)
    }
}

impl Drop for Dev {
    fn drop(&mut self) {
        let pid = nix::unistd::Pid::from_raw(self.child.id().cast_signed());
        // It may have ended by itself.
        nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGTERM).ok();
        self.child.wait().ok();
    }
}
