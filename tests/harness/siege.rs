//! The shared host under attack: peers that speak nonsense, hosts that vanish, folders of others.
//!
//! What a shell can type is in tests/command/host_*.case. None of this depends on how fast anything is: a command must
//! do the same whenever the host fails it.

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use libtest_mimic::{Failed, Trial};
use rustix::process::{Pid, Signal, geteuid, kill_process};
use tempfile::TempDir;

use crate::host::freeze;
use crate::perry::{Outcome, outcome, perry};

/// In milliseconds: longer nothing takes, on the slowest machine.
const FOREVER: &str = "600000";

/// One test a claim.
pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("the_host_survives_what_is_no_message", survives_nonsense),
        Trial::test("a_command_goes_well_whatever_the_host_answers", goes_well_whatever_is_answered),
        Trial::test("an_interrupt_ends_a_command_whose_host_hangs", interrupt_ends_the_wait),
        Trial::test("a_command_goes_well_when_its_host_is_killed", goes_well_when_killed),
        Trial::test("clients_at_once_get_what_they_get_alone", clients_at_once),
        Trial::test("a_folder_that_others_could_use_is_left_alone", foreign_folders),
    ]
}

/// A project, and a folder where its host listens.
struct Site {
    folder: TempDir,
}

impl Site {
    fn new() -> Result<Site, Failed> {
        let site = Site { folder: tempfile::tempdir().map_err(told)? };
        std::fs::create_dir_all(site.root().join("src")).map_err(told)?;
        std::fs::create_dir(site.runtime()).map_err(told)?;
        site.write("package.json", "{ \"name\": \"site\", \"type\": \"module\" }\n")?;
        site.edit(0)?;
        Ok(site)
    }

    /// What is as the last build has left it is no work for a host.
    fn edit(&self, round: usize) -> Result<(), Failed> {
        self.write("src/main.ts", &format!("console.log(\"works\"); // {round}\n"))
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    fn runtime(&self) -> PathBuf {
        self.folder.path().join("run")
    }

    fn write(&self, path: &str, text: &str) -> Result<(), Failed> {
        std::fs::write(self.root().join(path), text).map_err(told)
    }

    /// `perry` that finds the host, if there is one.
    fn perry(&self, words: &str) -> Command {
        let mut command = perry();
        command.args(words.split(' ')).current_dir(self.root()).stdin(Stdio::null());
        command.env("CI", "").env("XDG_RUNTIME_DIR", self.runtime()).env("PERRY_HOST_PATIENCE", FOREVER);
        command
    }

    fn start_host(&self) -> Result<Host, Failed> {
        let mut command = self.perry("shared-host --cache-dir .perry-cache .");
        let mut child = command.stdout(Stdio::piped()).spawn().map_err(told)?;
        let mut ready = child.stdout.take().ok_or("the host has no output")?;
        ready.read_exact(&mut [0]).map_err(told)?;
        Ok(Host { child })
    }

    /// Where the host listens; one must have run.
    fn socket(&self) -> Result<PathBuf, Failed> {
        let entries = std::fs::read_dir(self.runtime().join("perry")).map_err(told)?;
        let mut paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        let socket = paths.find(|path| path.extension().is_some_and(|it| it == "sock"));
        Ok(socket.ok_or("no socket is there")?)
    }

    /// What `perry doctor` knows of the host.
    fn status(&self) -> Result<serde_json::Value, Failed> {
        let told = outcome(&mut self.perry("doctor --format json"));
        let lines =
            told.stdout.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        let item = lines.into_iter().find(|item| item["item"] == "host");
        Ok(item.ok_or("doctor says nothing of the host")?["status"].clone())
    }

    /// A place to listen at, as a host of this project that ended has left it.
    fn forsaken(&self) -> Result<PathBuf, Failed> {
        drop(self.start_host()?);
        self.socket()
    }
}

/// A real one; killed when dropped.
struct Host {
    child: Child,
}

impl Drop for Host {
    fn drop(&mut self) {
        // It may have been killed.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn told(error: impl std::fmt::Display) -> Failed {
    error.to_string().into()
}

/// All of what a command said.
fn check_said(case: &str, seen: &Outcome, stdout: &str, code: Option<i32>) -> Result<(), Failed> {
    if (seen.stdout.as_str(), seen.stderr.as_str(), seen.code) == (stdout, "", code) {
        return Ok(());
    }
    Err(format!("{case}: {:?}, {:?}, {:?}", seen.stdout, seen.stderr, seen.code).into())
}

/// A frame as both ends write it.
fn frame(message: &[u8]) -> Vec<u8> {
    [&(message.len() as u32).to_le_bytes(), message].concat()
}

fn survives_nonsense() -> Result<(), Failed> {
    let site = Site::new()?;
    let host = site.start_host()?;
    let socket = site.socket()?;
    let nonsense: [&[u8]; 7] = [
        b"",
        b"GET / HTTP/1.1\r\n\r\n",
        &u32::MAX.to_le_bytes(),
        &[200, 0, 0, 0, 2, 1],
        &frame(&[]),
        &frame(&[0xff; 64]),
        &[0; 100_000],
    ];
    for (round, bytes) in (1..).zip(nonsense) {
        let mut peer = UnixStream::connect(&socket).map_err(told)?;
        // It may hang up before it has read all, and that ends our writing.
        peer.write_all(bytes).ok();
        peer.shutdown(Shutdown::Write).ok();
        peer.read_to_end(&mut Vec::new()).ok();
        drop(UnixStream::connect(&socket).map_err(told)?);
        site.edit(round)?;
        check_said("after nonsense", &outcome(&mut site.perry("run")), "works\n", Some(0))?;
        let status = site.status()?;
        if (&status["pid"], &status["answered"]) != (&host.child.id().into(), &(round as u64).into()) {
            return Err(format!("after {bytes:?}: {status}").into());
        }
    }
    Ok(())
}

/// What a host does once it has read the question.
enum Then {
    HangUp,
    Wait,
}

const WELCOME: [u8; 5] = [1, 0, 0, 0, 0];

fn goes_well_whatever_is_answered() -> Result<(), Failed> {
    let site = Site::new()?;
    let listener = listen(&site.forsaken()?)?;
    let unfinished = [&WELCOME[..], &[90, 0, 0, 0, 4, 0]].concat();
    let nonsense = [&WELCOME[..], &frame(&[99; 8])].concat();
    let oversized = [&WELCOME[..], &u32::MAX.to_le_bytes()].concat();
    let twice = [WELCOME, WELCOME].concat();
    let cases: [(&str, &[u8], Then); 8] = [
        ("nothing", &[], Then::HangUp),
        ("half a greeting", &WELCOME[..3], Then::HangUp),
        ("a greeting", &WELCOME, Then::HangUp),
        ("a greeting, and hangs", &WELCOME, Then::Wait),
        ("half an answer, and hangs", &unfinished, Then::Wait),
        ("nonsense", &nonsense, Then::HangUp),
        ("an answer without end", &oversized, Then::Wait),
        ("two greetings", &twice, Then::Wait),
    ];
    for (round, (case, bytes, then)) in (1..).zip(cases) {
        site.edit(round)?;
        let (command, peer) = attached(&site, &listener, "run", "200", bytes)?;
        let held = match then {
            Then::HangUp => {
                drop(peer);
                None
            }
            Then::Wait => Some(peer),
        };
        check_said(case, &command.wait_with_output().map_err(told)?.into(), "works\n", Some(0))?;
        drop(held);
    }
    Ok(())
}

fn listen(socket: &Path) -> Result<UnixListener, Failed> {
    std::fs::remove_file(socket).map_err(told)?;
    UnixListener::bind(socket).map_err(told)
}

/// A command that has asked a host of ours and has been answered with `bytes`.
fn attached(
    site: &Site,
    listener: &UnixListener,
    words: &str,
    silence: &str,
    bytes: &[u8],
) -> Result<(Child, UnixStream), Failed> {
    let mut command = site.perry(words);
    command.env("PERRY_HOST_SILENCE", silence).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().map_err(told)?;
    let (mut peer, _) = listener.accept().map_err(told)?;
    let mut length = [0; 4];
    peer.read_exact(&mut length).map_err(told)?;
    let length = u32::from_le_bytes(length);
    (&mut peer).take(length.into()).read_to_end(&mut Vec::new()).map_err(told)?;
    peer.write_all(bytes).map_err(told)?;
    Ok((child, peer))
}

fn interrupt_ends_the_wait() -> Result<(), Failed> {
    let site = Site::new()?;
    let listener = listen(&site.forsaken()?)?;
    let (command, mut peer) = attached(&site, &listener, "compile src/main.ts", FOREVER, &WELCOME)?;
    kill_process(Pid::from_child(&command), Signal::INT).map_err(told)?;
    // Whether it had heard the greeting is its own affair; it hangs up, and says nothing.
    peer.read_to_end(&mut Vec::new()).ok();
    let output = command.wait_with_output().map_err(told)?;
    let is_interrupted = matches!(output.status.code(), None | Some(130));
    if is_interrupted && output.stdout.is_empty() && output.stderr.is_empty() {
        return Ok(());
    }
    Err(format!("{output:?}").into())
}

/// Modules enough for a build that a kill can interrupt.
const MODULES: usize = 24;

fn goes_well_when_killed() -> Result<(), Failed> {
    let site = Site::new()?;
    let names: Vec<String> = (0..MODULES).map(|index| format!("part{index}")).collect();
    let imports = names.iter().map(|name| format!("import {{ {name} }} from \"./{name}.ts\";\n"));
    let sum = names.join("(1) + ");
    site.write("src/main.ts", &format!("{}console.log({sum}(1));\n", imports.collect::<String>()))?;
    for (index, name) in names.iter().enumerate() {
        site.write(
            &format!("src/{name}.ts"),
            &format!("export const {name} = (a: number) => a + {index};\n"),
        )?;
    }
    let sum = format!("{}\n", MODULES + (0..MODULES).sum::<usize>());
    for round in 0..4 {
        let host = site.start_host()?;
        if round == 0 {
            freeze(Pid::from_child(&host.child)).map_err(told)?; // it never answers
        }
        let command =
            site.perry("run").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(told)?;
        if round > 0 {
            // At work, or done with it.
            until(|| has_objects(&site.root().join(".perry-cache/objects"), round * 4))?;
        }
        drop(host);
        let output = command.wait_with_output().map_err(told)?;
        check_said("the host was killed", &output.into(), &sum, Some(0))?;
        std::fs::remove_dir_all(site.root().join(".perry-cache")).map_err(told)?;
    }
    Ok(())
}

fn has_objects(folder: &Path, count: usize) -> bool {
    walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file()).count()
        >= count
}

/// Waits for what comes sooner or later.
fn until(has_come: impl Fn() -> bool) -> Result<(), Failed> {
    let due = std::time::Instant::now() + crate::terminal::LIMIT;
    while !has_come() {
        if std::time::Instant::now() > due {
            return Err("it never comes".into());
        }
        std::thread::yield_now();
    }
    Ok(())
}

/// What clients ask for at once: two of one configuration, and others.
const AT_ONCE: [&str; 8] = [
    "compile src/main.ts -q -o a",
    "compile src/main.ts -q -o b",
    "compile src/main.ts -q -o c --release",
    "compile src/main.ts -q -o d --debug-symbols",
    "compile src/main.ts -q -o a",
    "check",
    "check --color always",
    "run",
];

fn clients_at_once() -> Result<(), Failed> {
    let site = Site::new()?;
    site.write("src/main.ts", "import { twice } from \"./twice.ts\";\nconsole.log(twice(\"works\"));\n")?;
    let alone = at_once(&site, "1", "export const twice = (a: string): string => a;\n")?;
    let _host = site.start_host()?;
    for text in [
        "export const twice = (a: string): string => `${a}${a}`;\n",
        "export const twice = (a: string): string => a;\n",
    ] {
        std::fs::remove_dir_all(site.root().join(".perry-cache")).ok();
        let answers = at_once(&site, "", text)?;
        if text.contains("=> a;") && answers != alone {
            return Err(format!("alone {alone:?}\nat once {answers:?}").into());
        }
    }
    match site.status()?["answered"].as_u64() {
        Some(1..) => Ok(()),
        answered => Err(format!("the host answered {answered:?} commands").into()),
    }
}

/// What each said and did, and the executables.
type Answers = (Vec<(String, String, Option<i32>)>, Vec<Vec<u8>>);

fn at_once(site: &Site, ci: &str, text: &str) -> Result<Answers, Failed> {
    site.write("src/twice.ts", text)?;
    let start = |words: &&str| {
        let mut command = site.perry(words);
        command.env("CI", ci).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(told)
    };
    let running: Vec<Child> = AT_ONCE.iter().map(start).collect::<Result<_, _>>()?;
    let ended = running.into_iter().map(|child| Ok(child.wait_with_output().map_err(told)?.into()));
    let ended: Vec<Outcome> = ended.collect::<Result<_, Failed>>()?;
    let said = ended.into_iter().map(|ended| (ended.stdout, ended.stderr, ended.code));
    let made = ["a", "b", "c", "d"].map(|name| std::fs::read(site.root().join(name)).map_err(told));
    Ok((said.collect(), made.into_iter().collect::<Result<_, _>>()?))
}

/// Somebody else, when we are allowed to become others.
const OTHER: u32 = 12_345;

fn foreign_folders() -> Result<(), Failed> {
    let site = Site::new()?;
    let (folder, elsewhere) = (site.runtime().join("perry"), site.folder.path().join("elsewhere"));
    let make: fn(&Path) -> std::io::Result<()> = |path| {
        std::fs::create_dir(path)?;
        std::fs::set_permissions(path, PermissionsExt::from_mode(0o700))
    };
    make(&elsewhere).map_err(told)?;
    let check = |why: &str| check_unused(&site, &folder, why);
    symlink(&elsewhere, &folder).map_err(told)?;
    check("is no folder")?;
    std::fs::remove_file(&folder).map_err(told)?;
    std::fs::write(&folder, "").map_err(told)?;
    check("is no folder")?;
    std::fs::remove_file(&folder).map_err(told)?;
    make(&folder).map_err(told)?;
    std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o710)).map_err(told)?;
    check("is open to others")?;
    std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o700)).map_err(told)?;
    if geteuid().is_root() {
        std::os::unix::fs::chown(&folder, Some(OTHER), None).map_err(told)?;
        check("belongs to another user")?;
    }
    Ok(())
}

/// The folder is not used, builds and editors go well, and `doctor` says what is wrong.
fn check_unused(site: &Site, folder: &Path, why: &str) -> Result<(), Failed> {
    check_said(why, &outcome(&mut site.perry("run")), "works\n", Some(0))?;
    let mut editor = site.perry("lsp").stdin(Stdio::piped()).stdout(Stdio::null()).spawn().map_err(told)?;
    let mut input = editor.stdin.take().ok_or("the server has no input")?;
    let words = [
        r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#,
        r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#,
        r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#,
        r#"{"jsonrpc":"2.0","method":"exit"}"#,
    ];
    for word in words {
        write!(input, "Content-Length: {}\r\n\r\n{word}", word.len()).map_err(told)?;
    }
    let served = editor.wait().map_err(told)?;
    let doctor = outcome(&mut site.perry("doctor")).stdout;
    let warning = doctor.lines().find(|line| line.starts_with("[WARN] host:")).unwrap_or_default();
    let written = std::fs::read_dir(folder).map_or(0, Iterator::count);
    if served.success() && warning.ends_with(why) && written == 0 {
        return Ok(());
    }
    Err(format!("{why}: the server ended with {served}, doctor says {doctor}, {written} files").into())
}
