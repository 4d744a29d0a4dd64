//! The table of figures: generated projects, named edits, `go build` of a project of the same shape beside them.
//!
//! Inputs come from `../shared/bench`; a run is A B A B ..., CPU seconds are those of the whole process tree,
//! and medians are printed. `--write` puts the table into docs/benchmarks.md.

use crate::source::root;
use anyhow::{Context, Result, bail, ensure};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

struct Settings {
    modules: Vec<usize>,
    runs: Option<usize>,
    write: bool,
}

/// One row of the table.
struct Row {
    modules: usize,
    name: &'static str,
    perry_cpu: f64,
    perry_wall: f64,
    /// Median of the pairwise ratio to go build, where Go has that edit.
    go_cpu: Option<f64>,
    objects: String,
}

/// An edit of `edit.py`, and what does the same in the Go project.
struct Edit {
    name: &'static str,
    perry: &'static str,
    go: Option<GoEdit>,
}

#[derive(Clone, Copy)]
enum GoEdit {
    Nothing,
    LeafBody,
    HubBody,
    Clean,
}

const EDITS: &[Edit] = &[
    Edit { name: "no-op", perry: "none", go: Some(GoEdit::Nothing) },
    Edit { name: "touch", perry: "touch", go: None },
    Edit { name: "comment", perry: "comment", go: None },
    Edit { name: "format", perry: "format", go: None },
    Edit { name: "leaf body", perry: "leaf-body", go: Some(GoEdit::LeafBody) },
    Edit { name: "hub body", perry: "hub-body", go: Some(GoEdit::HubBody) },
    Edit { name: "hub: new export and field", perry: "hub-field", go: None },
    Edit { name: "hub: new defaulted parameter", perry: "hub-sig", go: None },
    Edit { name: "cold", perry: "cold", go: Some(GoEdit::Clean) },
];

/// Measures and prints the table.
pub fn run(args: &[String]) -> Result<()> {
    let settings = settings(args)?;
    crate::build::build()?;
    let mut rows = Vec::new();
    for &modules in &settings.modules {
        rows.extend(project(modules, settings.runs.unwrap_or(if modules >= 1000 { 3 } else { 7 }))?);
    }
    let table = format!("{}\n{}", table(&rows), hello()?);
    println!("{table}");
    if settings.write {
        std::fs::write(root().join("docs/benchmarks.md"), page(&table))?;
    }
    Ok(())
}

fn settings(args: &[String]) -> Result<Settings> {
    let mut settings = Settings { modules: vec![100, 1000], runs: None, write: false };
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        let mut value = || rest.next().with_context(|| format!("{arg} takes a value"));
        match arg.as_str() {
            "--modules" => {
                settings.modules = value()?.split(',').map(str::parse).collect::<Result<_, _>>()?
            }
            "--runs" => settings.runs = Some(value()?.parse()?),
            "--write" => settings.write = true,
            _ => bail!("unknown argument {arg}"),
        }
    }
    Ok(settings)
}

/// Both projects of one size, all edits in turn.
fn project(modules: usize, runs: usize) -> Result<Vec<Row>> {
    let bench =
        root().join("../shared/bench").canonicalize().context("../shared/bench holds the generators")?;
    let folder = root().join("target/bench").join(modules.to_string());
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    let (ts, go) = (folder.join("ts"), folder.join("go"));
    python(
        &bench,
        &["gen_project.py", "--modules", &modules.to_string(), "--seed", "7", "--out", path(&ts)],
    )?;
    python(&bench, &["gen_go.py", &modules.to_string(), path(&go), "7"])?;
    let mut world = World { bench, ts, go, folder, counter: 0 };
    world.perry()?;
    world.go_build()?;
    EDITS.iter().map(|edit| row(&mut world, modules, edit, runs)).collect()
}

fn row(world: &mut World, modules: usize, edit: &Edit, runs: usize) -> Result<Row> {
    let (mut cpu, mut wall, mut go) = (Vec::new(), Vec::new(), Vec::new());
    let mut objects = String::new();
    for _ in 0..runs {
        world.edit(edit.perry)?;
        let cost = world.perry()?;
        objects = world.compiled()?;
        cpu.push(cost.cpu);
        wall.push(cost.wall);
        if let Some(kind) = edit.go {
            world.edit_go(kind)?;
            go.push(world.go_build()?.cpu);
        }
    }
    let go_cpu = (!go.is_empty()).then(|| median(&mut go));
    Ok(Row {
        modules,
        name: edit.name,
        perry_cpu: median(&mut cpu),
        perry_wall: median(&mut wall),
        go_cpu,
        objects,
    })
}

struct World {
    bench: PathBuf,
    ts: PathBuf,
    go: PathBuf,
    folder: PathBuf,
    counter: u32,
}

struct Cost {
    cpu: f64,
    wall: f64,
}

impl World {
    fn edit(&self, name: &str) -> Result<()> {
        match name {
            "none" => Ok(()),
            "cold" => Ok(std::fs::remove_dir_all(self.ts.join(".perry-cache"))?),
            name => python(&self.bench, &["edit.py", path(&self.ts), name]),
        }
    }

    /// Compiles; the counts of the last build are left in `report.json`.
    fn perry(&self) -> Result<Cost> {
        let mut command = Command::new(root().join("target/release/perry"));
        command
            .current_dir(&self.ts)
            .args(["compile", "src/main.ts", "--format", "json", "-o"])
            .arg(self.folder.join("out"));
        command.stdout(std::fs::File::create(self.folder.join("report.json"))?);
        cost(command)
    }

    /// "K of N" objects compiled by the last build.
    fn compiled(&self) -> Result<String> {
        let text = std::fs::read_to_string(self.folder.join("report.json"))?;
        let report: serde_json::Value = serde_json::from_str(&text).context("report.json")?;
        let count = |name: &str| report["codegen_cache"][name].as_u64().unwrap_or(0);
        Ok(format!("{} of {}", count("misses"), count("hits") + count("misses")))
    }

    fn edit_go(&mut self, kind: GoEdit) -> Result<()> {
        self.counter += 1;
        let manifest: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(self.ts.join("manifest.json"))?)?;
        match kind {
            GoEdit::Nothing => Ok(()),
            GoEdit::Clean => Ok(std::fs::remove_dir_all(self.go_cache())?),
            GoEdit::LeafBody => self.change_go(&self.go_file(&manifest, "leaf")?),
            GoEdit::HubBody => self.change_go(&self.go_file(&manifest, "hub")?),
        }
    }

    /// The Go file of the same role: the hub, or the last module.
    fn go_file(&self, _manifest: &serde_json::Value, role: &str) -> Result<PathBuf> {
        let mut files: Vec<PathBuf> = walkdir::WalkDir::new(&self.go)
            .sort_by_file_name()
            .into_iter()
            .filter_map(Result::ok)
            .map(walkdir::DirEntry::into_path)
            .filter(|it| it.extension().is_some_and(|it| it == "go") && !it.ends_with("main.go"))
            .collect();
        let hub = files
            .iter()
            .position(|it| it.to_string_lossy().contains("hub"))
            .context("the Go project has a hub")?;
        Ok(if role == "hub" {
            files.swap_remove(hub)
        } else {
            files.pop().context("the Go project has modules")?
        })
    }

    /// A new constant in a function body: a changed text that changes code.
    fn change_go(&self, file: &Path) -> Result<()> {
        let text = std::fs::read_to_string(file)?;
        let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with("func editProbe")).collect();
        let text = format!("{}\nfunc editProbe() int {{ return {} }}\n", kept.join("\n"), self.counter);
        Ok(std::fs::write(file, text)?)
    }

    fn go_cache(&self) -> PathBuf {
        self.folder.join("gocache")
    }

    fn go_build(&self) -> Result<Cost> {
        let mut command = Command::new("go");
        command.current_dir(&self.go).args(["build", "-o"]).arg(self.folder.join("goout")).arg(".");
        command.env("GOCACHE", self.go_cache()).env("GOFLAGS", "-mod=mod").env("GOPROXY", "off");
        cost(command)
    }
}

/// Wall time, and CPU time of the process and all its children.
fn cost(mut command: Command) -> Result<Cost> {
    let before = children_cpu()?;
    let start = Instant::now();
    let status = command.stdin(Stdio::null()).stderr(Stdio::inherit()).status()?;
    let wall = start.elapsed().as_secs_f64();
    ensure!(status.success(), "{command:?} failed");
    Ok(Cost { cpu: children_cpu()? - before, wall })
}

/// User and system seconds of all children that were waited for.
fn children_cpu() -> Result<f64> {
    let usage = nix::sys::resource::getrusage(nix::sys::resource::UsageWho::RUSAGE_CHILDREN)?;
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    Ok(seconds(usage.user_time()) + seconds(usage.system_time()))
}

pub fn python(bench: &Path, args: &[&str]) -> Result<()> {
    let mut command = Command::new("python3");
    let status = command.arg(bench.join(args[0])).args(&args[1..]).stdout(Stdio::null()).status()?;
    ensure!(status.success(), "python3 {} failed", args.join(" "));
    Ok(())
}

pub fn path(path: &Path) -> &str {
    path.to_str().expect("the work tree has a UTF-8 path")
}

pub fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn table(rows: &[Row]) -> String {
    let mut text = String::from(
        "| modules | edit | perry CPU ms | wall ms | objects | go CPU ms | perry / go |\n|---|---|---|---|---|---|---|\n",
    );
    for row in rows {
        let (go, ratio) = match row.go_cpu {
            Some(go) => (format!("{:.0}", go * 1e3), format!("{:.2}", row.perry_cpu / go.max(1e-3))),
            None => ("".into(), "".into()),
        };
        text += &format!(
            "| {} | {} | {:.1} | {:.1} | {} | {go} | {ratio} |\n",
            row.modules,
            row.name,
            row.perry_cpu * 1e3,
            row.perry_wall * 1e3,
            row.objects
        );
    }
    text
}

/// Size and CPU time of the smallest program in both profiles.
fn hello() -> Result<String> {
    let folder = root().join("target/bench/hello");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("main.ts"), "console.log(\"hello\");\n")?;
    let mut facts = Vec::new();
    for (name, flags) in [("fast", [].as_slice()), ("release", &["--release"])] {
        let program = folder.join(name);
        let mut compile = Command::new(root().join("target/release/perry"));
        compile.current_dir(&folder).args(["compile", "main.ts", "-q", "-o"]).arg(&program).args(flags);
        cost(compile)?;
        let mut cpu = Vec::new();
        for _ in 0..50 {
            let mut run = Command::new(&program);
            run.stdout(Stdio::null());
            cpu.push(cost(run)?.cpu);
        }
        let (size, cpu) = (std::fs::metadata(&program)?.len() as f64 / 1e6, median(&mut cpu) * 1e3);
        facts.push(format!("{size:.2} MB and {cpu:.1} ms CPU in the {name} profile"));
    }
    Ok(format!("Hello world: {} (medians of 50 runs).\n", facts.join(", ")))
}

fn page(table: &str) -> String {
    format!(
        "# Benchmarks\n\nMade by `cargo xtask bench --write`: projects of `gen_project.py --seed 7`, medians, interleaved with `go build` on `gen_go.py` of the same size.\n\n{table}"
    )
}
