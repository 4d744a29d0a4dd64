//! The editors: the extension under editors/vscode, and the clients under tests/editors that drive `perry lsp`.

use crate::source::root;
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A client goes through the steps of tests/editors/facts.json and exits with 0 if it saw what they expect.
struct Client {
    name: &'static str,
    /// Fetches what it needs; what is there already is not fetched again.
    prepare: fn() -> Result<()>,
    command: fn() -> Result<Command>,
}

const CLIENTS: [Client; 4] = [
    Client { name: "neovim", prepare: nothing, command: neovim },
    Client { name: "emacs", prepare: nothing, command: emacs },
    Client { name: "node", prepare: node_packages, command: node },
    Client { name: "pytest", prepare: python_packages, command: pytest },
];

/// How long a client waits for what it expects, in seconds: only a hang takes so long; a guess.
const PATIENCE: u32 = 60;

/// The same for a client as a whole.
const LIMIT: u32 = 600;

/// The same where a spoilt expectation is waited for in vain; whoever asks for that looks at the result.
const PATIENCE_SPOILT: u32 = 5;

/// All of them or those that are named. With `--spoil`, every expectation is spoilt in turn and each client must object.
pub fn run(args: &[String]) -> Result<()> {
    let (flags, names): (Vec<&String>, Vec<&String>) = args.iter().partition(|arg| arg.starts_with('-'));
    let is_spoiling = match flags.as_slice() {
        [] => false,
        [flag] if *flag == "--spoil" => true,
        _ => bail!("`editors` takes names and --spoil"),
    };
    let known = |name: &str| name == "vscode" || CLIENTS.iter().any(|client| client.name == name);
    ensure!(names.iter().all(|name| known(name)), "an editor is not known among {names:?}");
    let is_chosen = |name: &str| names.is_empty() || names.iter().any(|it| *it == name);
    if is_chosen("vscode") && !is_spoiling {
        vscode()?;
    }
    for client in CLIENTS.iter().filter(|client| is_chosen(client.name)) {
        (client.prepare)()?;
        if is_spoiling { object_to_all(client)? } else { agree(client)? }
    }
    Ok(())
}

/// Everything `editors/vscode` promises: types, lint, tests, the package.
fn vscode() -> Result<()> {
    let folder = root().join("editors/vscode");
    npm(&folder, &["ci", "--no-fund", "--no-audit", "--silent"])?;
    npm(&folder, &["run", "--silent", "all"])
}

/// The client sees what the facts say, and it can fail: it objects when the last fact is spoilt.
fn agree(client: &Client) -> Result<()> {
    let facts = facts()?;
    let (is_good, said) = drive(client, &facts, PATIENCE)?;
    ensure!(is_good, "{} does not see what tests/editors/facts.json says:\n{said}", client.name);
    println!("{}: {}", client.name, said.lines().last().unwrap_or_default());
    object(client, &facts, facts.len() - 1, "disk", PATIENCE)
}

/// The client objects to each expectation that is spoilt.
fn object_to_all(client: &Client) -> Result<()> {
    let facts = facts()?;
    for (number, step) in facts.iter().enumerate() {
        for key in ["expect", "disk"].into_iter().filter(|key| step.get(key).is_some()) {
            object(client, &facts, number, key, PATIENCE_SPOILT)?;
            println!("{}: objects to step {}, `{key}`", client.name, number + 1);
        }
    }
    Ok(())
}

fn object(client: &Client, facts: &[Value], number: usize, key: &str, patience: u32) -> Result<()> {
    let mut spoilt = facts.to_vec();
    spoil(&mut spoilt[number][key]);
    let (is_good, said) = drive(client, &spoilt, patience)?;
    let is_right = !is_good && said.contains(&format!("step {},", number + 1));
    ensure!(
        is_right,
        "{} does not object when `{key}` of step {} is spoilt:\n{said}",
        client.name,
        number + 1
    );
    Ok(())
}

fn spoil(value: &mut Value) {
    *value = match value.take() {
        Value::Array(mut lines) => {
            lines.push(json!("spoilt"));
            Value::Array(lines)
        }
        Value::String(text) if text == "equal" => json!("differs"),
        Value::String(text) if text == "differs" => json!("equal"),
        other => json!(format!("{other} spoilt")),
    }
}

fn facts() -> Result<Vec<Value>> {
    let path = root().join("tests/editors/facts.json");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}

/// Runs the client on a fresh copy of the project, with the `perry` of target/release; whether it is content, and what it
/// said.
fn drive(client: &Client, facts: &[Value], patience: u32) -> Result<(bool, String)> {
    let folder = root().join("target/editors").join(client.name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let project = folder.join("project");
    copy(&root().join("tests/editors/project"), &project)?;
    // Neither a project around it nor a tsconfig.json within it is the project's root.
    fs::write(folder.join("perry.toml"), "")?;
    fs::write(project.join("src/tsconfig.json"), "{}")?;
    let path = folder.join("facts.json");
    fs::write(&path, serde_json::to_vec(facts)?)?;
    let client_command = (client.command)()?;
    let output = limited(&client_command)
        .current_dir(&project)
        .env("PATH", path_with(&[root().join("target/release"), pinned_node()?])?)
        .env("PERRY_EDITORS", root().join("editors"))
        .env("PERRY_FACTS", &path)
        .env("PERRY_PATIENCE", patience.to_string())
        .env("CI", "true") // no host outlives the test
        .stdin(std::process::Stdio::null())
        .output()
        .with_context(|| format!("{} could not be started: run `./x setup`", client.name))?;
    let said = [output.stdout, output.stderr].concat();
    Ok((output.status.success(), String::from_utf8_lossy(&said).into_owned()))
}

/// The same command, ended with all that it started when it hangs.
fn limited(command: &Command) -> Command {
    let mut limited = Command::new("timeout");
    limited.arg("--kill-after=5").arg(LIMIT.to_string()).arg(command.get_program()).args(command.get_args());
    limited
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy(&entry.path(), &target)?,
            false => fs::copy(entry.path(), target).map(|_| ())?,
        }
    }
    Ok(())
}

fn nothing() -> Result<()> {
    Ok(())
}

fn neovim() -> Result<Command> {
    let script = root().join("tests/editors/neovim/client.lua");
    let mut command = Command::new("nvim");
    command.args(["--headless", "--clean", "-c"]).arg(format!("luafile {}", script.display()));
    Ok(command)
}

/// With the files of the system, where Debian's packages announce themselves, and without those of the user.
fn emacs() -> Result<Command> {
    let mut command = Command::new("emacs");
    command.args(["--batch", "-l"]).arg(root().join("editors/emacs/perry.el"));
    command.arg("-l").arg(root().join("tests/editors/emacs/client.el")).args(["-f", "client-run"]);
    Ok(command)
}

fn node_packages() -> Result<()> {
    npm(&root().join("tests/editors/node"), &["ci", "--no-fund", "--no-audit", "--silent"])
}

fn node() -> Result<Command> {
    let mut command = Command::new(pinned_node()?.join("node"));
    command.arg(root().join("tests/editors/node/client.mjs"));
    Ok(command)
}

/// A Python of our own with the packages that the requirements pin; kept until they change.
fn python_packages() -> Result<()> {
    let requirements = root().join("tests/editors/pytest/requirements.txt");
    let installed = python().join("requirements.txt");
    let wanted = fs::read(&requirements)?;
    if fs::read(&installed).is_ok_and(|had| had == wanted) {
        return Ok(());
    }
    let mut venv = Command::new("python3");
    venv.args(["-m", "venv", "--clear"]).arg(python());
    succeed(&mut venv).context("python3 with venv is missing: run `./x setup`")?;
    let mut pip = Command::new(python().join("bin/python"));
    pip.args(["-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary=:all:", "-r"]);
    succeed(pip.arg(&requirements))?;
    Ok(fs::write(installed, wanted)?)
}

fn python() -> PathBuf {
    root().join("target/editors-python")
}

fn pytest() -> Result<Command> {
    let folder = root().join("tests/editors/pytest");
    let mut command = Command::new(python().join("bin/python"));
    command.args(["-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c"]).arg(folder.join("pytest.ini"));
    command.arg(folder.join("test_perry.py"));
    Ok(command)
}

fn succeed(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{command:?}"))?;
    ensure!(status.success(), "{command:?} failed");
    Ok(())
}

fn npm(folder: &Path, args: &[&str]) -> Result<()> {
    let status = Command::new("npm")
        .args(args)
        .current_dir(folder)
        .env("PATH", path_with(&[pinned_node()?])?)
        .status()
        .context("npm is missing: run `./x setup`")?;
    ensure!(status.success(), "npm {} failed in {}", args.join(" "), folder.display());
    Ok(())
}

fn pinned_node() -> Result<PathBuf> {
    let pinned = root().join("target/oracle/node_modules/.bin");
    ensure!(pinned.join("node").exists(), "the pinned Node is missing: run `./x setup`");
    Ok(pinned)
}

/// The PATH with these folders first: what is started takes what lies in them.
fn path_with(first: &[PathBuf]) -> Result<OsString> {
    let rest = std::env::var_os("PATH").unwrap_or_default();
    Ok(std::env::join_paths(first.iter().cloned().chain(std::env::split_paths(&rest)))?)
}
