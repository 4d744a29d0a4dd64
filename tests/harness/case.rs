//! Runs the cases of a folder: reads, carries out, compares, rewrites on `UPDATE_EXPECT=1`.

use crate::perry::root;
use crate::script::{Script, Step};
use crate::workbench::Workbench;
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};

/// One test a script of `folder`; ends the process.
pub fn run_folder(folder: &str) -> ! {
    run_cases(folder, check, Vec::new())
}

/// One test a `.case` file of `folder`, then `more`; ends the process.
pub fn run_cases(folder: &str, check: fn(&Path) -> Result<(), Failed>, more: Vec<Trial>) -> ! {
    let arguments = Arguments::from_args();
    let trials = cases(&root().join(folder)).into_iter().map(|path| {
        let name = path.file_stem().expect("a case has a name").to_string_lossy().into_owned();
        Trial::test(name, move || check(&path))
    });
    libtest_mimic::run(&arguments, trials.chain(more).collect()).exit()
}

/// The `.case` files of a folder.
pub fn cases(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder of cases exists");
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut cases: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|it| it == "case")).collect();
    cases.sort();
    cases
}

pub fn check(path: &Path) -> Result<(), Failed> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let script = Script::read(&text);
    let mut bench = Workbench::new();
    let mut actual = Script { title: script.title.clone(), steps: Vec::new() };
    for step in &script.steps {
        actual.steps.push(carry_out(&mut bench, step)?);
    }
    let printed = actual.print();
    if printed == text {
        return Ok(());
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        return std::fs::write(path, printed).map_err(|error| error.to_string().into());
    }
    Err(difference(&text, &printed).into())
}

/// The step with what was seen when it was done.
fn carry_out(bench: &mut Workbench, step: &Step) -> Result<Step, Failed> {
    Ok(match step {
        Step::Build { flags, .. } => Step::Build { flags: flags.clone(), seen: bench.build(flags)? },
        Step::Shell { line, .. } => Step::Shell { line: line.clone(), seen: bench.shell(line) },
        Step::File { .. } | Step::Action { .. } => {
            bench.apply(step);
            step.clone()
        }
    })
}

/// The first lines that differ.
pub fn difference(expected: &str, actual: &str) -> String {
    let mut lines = Vec::new();
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    for index in 0..old.len().max(new.len()) {
        let (a, b) = (old.get(index), new.get(index));
        if a != b {
            lines.push(format!("line {}\n  - {}\n  + {}", index + 1, a.unwrap_or(&""), b.unwrap_or(&"")));
        }
    }
    lines.truncate(12);
    lines.join("\n")
}
