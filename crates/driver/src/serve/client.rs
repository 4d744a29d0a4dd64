//! The client: how a command finds the shared host, and has it do the work.

use std::io::Read;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use perry_project::config::Config;
use perry_project::root::enclosing;

use super::door::Door;
use super::line::Until;
use super::wire::{Answer, Ask, Done, MOST_ANSWERED, PROTOCOL, Status, Surroundings, What, read, write};
use crate::arguments::{Place, Sharing};
use crate::environment::Environment;
use crate::progress::Drawing;
use crate::session::{Installation, Session};
use crate::settings::{Settings, cache_of};
use crate::stop;
use crate::voice::show;

/// A host that has not greeted by then is busier than it is of use.
const PATIENCE: Duration = Duration::from_millis(50);
/// A host at work that has said nothing for ten of its beats does not work: it was stopped, or hangs.
pub const SILENCE: Duration = Duration::from_secs(10);
/// A new host that does not listen by then is given up. A guess.
const BIRTH: Duration = Duration::from_secs(5);

/// What a host is found by.
#[derive(Clone, Copy)]
pub struct Project<'a> {
    pub root: &'a Path,
    /// Without a cache nothing may be kept, so there is no host.
    pub cache: Option<&'a Path>,
}

impl<'a> Project<'a> {
    pub fn of(settings: &'a Settings) -> Project<'a> {
        Project { root: &settings.root, cache: settings.cache.as_deref() }
    }
}

/// A host that a command may attach to.
pub struct SharedHost<'a> {
    environment: &'a Environment,
    installation: &'a Installation,
    project: Project<'a>,
    door: Door,
}

impl<'a> SharedHost<'a> {
    /// The host of the project, if the command may use one and one seems to listen.
    pub fn find(
        session: &'a Session,
        sharing: &Sharing,
        installation: &'a Installation,
        project: Project<'a>,
    ) -> Option<SharedHost<'a>> {
        let environment = &session.environment;
        if session.guest.is_some() || !may_share(environment, sharing) || environment.is_cache_doubted {
            return None;
        }
        let door = door(environment, installation, project)?;
        door.has_socket().then_some(SharedHost { environment, installation, project, door })
    }

    /// Has the host carry this command out. `None`: do it alone; nothing has been said and nothing is half done.
    pub fn carry_out(&self) -> Option<Done> {
        self.ask_for_command().ok() // whatever goes wrong between us and the host goes right alone
    }

    fn ask_for_command(&self) -> Result<Done> {
        let SharedHost { environment, installation, project, door } = self;
        let mut stream = door.connect()?;
        let what = What::Command((*environment).clone());
        greet(environment, installation, *project, &mut stream, what)?;
        stream.set_read_timeout(Some(environment.host_silence.unwrap_or(SILENCE)))?;
        stop::end_at_once()?;
        let mut drawing = Drawing::default();
        let done = hear(&mut stream, &mut drawing);
        drawing.wipe();
        done
    }
}

/// Waits for the end of the work, and draws it.
fn hear(stream: &mut UnixStream, drawing: &mut Drawing) -> Result<Done> {
    loop {
        match read(stream, MOST_ANSWERED)? {
            Answer::Working(sketch) => drawing.show(sketch),
            Answer::Done(done) => return Ok(done),
            _ => bail!("the host leaves it to us"),
        }
    }
}

impl Done {
    /// Says what was said; gives the exit code.
    pub fn tell(self) -> u8 {
        show(&self.said);
        self.code
    }
}

/// Whether a command may start or use a host at all.
pub fn may_share(environment: &Environment, sharing: &Sharing) -> bool {
    !sharing.no_host && !environment.is_ci
}

fn door(environment: &Environment, installation: &Installation, project: Project) -> Option<Door> {
    let build = installation.build_id(Some(project.cache?)).ok()?;
    Some(Door::of(environment, project.root, build))
}

/// Says what we want, and hears within our patience whether the host takes it.
fn greet(
    environment: &Environment,
    installation: &Installation,
    project: Project,
    stream: &mut UnixStream,
    what: What,
) -> Result<()> {
    let patience = environment.host_patience.unwrap_or(PATIENCE);
    stream.set_write_timeout(Some(patience))?;
    let build = installation.build_id(project.cache)?.0.to_string();
    let ask = Ask { protocol: PROTOCOL, build, surroundings: Surroundings::read()?, what };
    write(stream, &ask)?;
    match read(&mut Until::within(stream, patience), MOST_ANSWERED)? {
        Answer::Welcome => {}
        Answer::Declined(why) => bail!("the host declines: {why}"),
        _ => bail!("the host does not greet"),
    }
    stream.set_write_timeout(None)?;
    Ok(())
}

/// A connection over which the host watches and builds for `perry dev`. `None`: do it in this process.
pub fn develop(
    session: &Session,
    sharing: &Sharing,
    installation: &Installation,
    project: Project,
) -> Option<UnixStream> {
    let environment = &session.environment;
    if !may_share(environment, sharing) || environment.is_cache_doubted {
        return None;
    }
    reach(environment, installation, project, What::Dev(environment.clone())).ok()
}

/// A connection to the host, which is started where none listens.
pub fn open(environment: &Environment, place: &Place, what: What) -> Result<UnixStream> {
    let root = enclosing(&environment.directory).unwrap_or(&environment.directory).canonicalize()?;
    let cache = cache_of(environment, place, &root, &Config::read(&root)?);
    let installation = Installation::find(environment)?;
    reach(environment, &installation, Project { root: &root, cache: cache.as_deref() }, what)
}

/// A connection to the host of the project, which is started where none listens.
fn reach(
    environment: &Environment,
    installation: &Installation,
    project: Project,
    what: What,
) -> Result<UnixStream> {
    let door = door(environment, installation, project).context("without a cache there is no host")?;
    door.make()?;
    let mut stream = match door.connect() {
        Ok(stream) => stream,
        Err(_) => {
            start(environment, installation, project)?;
            door.connect()?
        }
    };
    greet(&patient(environment), installation, project, &mut stream, what)?;
    stream.set_read_timeout(None)?;
    Ok(stream)
}

/// Whoever starts a host, or asks after it, has the time to hear it.
fn patient(environment: &Environment) -> Environment {
    Environment { host_patience: Some(patience_of_starting(environment)), ..environment.clone() }
}

fn patience_of_starting(environment: &Environment) -> Duration {
    environment.host_patience.map_or(BIRTH, |patience| patience.max(BIRTH))
}

/// Starts the host in a session of its own and waits until it listens.
fn start(environment: &Environment, installation: &Installation, project: Project) -> Result<()> {
    let mut command = Command::new(&installation.executable);
    command.arg("shared-host");
    if let Some(cache) = project.cache {
        command.arg("--cache-dir").arg(cache);
    }
    command.arg(project.root).current_dir("/");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    // SAFETY: between fork and exec only system calls; what they change is the child's. Where the kernel does not know
    // the second one, the host holds what this process was given open, as every child does.
    unsafe {
        command.pre_exec(|| {
            libc::setsid();
            libc::syscall(libc::SYS_close_range, 3, u32::MAX, libc::CLOSE_RANGE_CLOEXEC);
            Ok(())
        });
    }
    let mut child = command.spawn().context("the host cannot be started")?;
    let mut ready = child.stdout.take().context("the host cannot be heard")?;
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut byte = [0];
        let heard = ready.read_exact(&mut byte);
        // Nobody waits any more, perhaps.
        sender.send(heard.is_ok()).ok();
        // It is our child until one of us ends, and is not to stay one of the dead.
        child.wait().ok();
    });
    match receiver.recv_timeout(patience_of_starting(environment)) {
        Ok(true) => Ok(()),
        _ => bail!("the host does not listen"),
    }
}

/// How the host of the project is; `Ok(None)` where none listens.
pub fn status(session: &Session, root: &Path, cache: Option<&Path>) -> Result<Option<Status>> {
    let installation = Installation::find(&session.environment)?;
    let project = Project { root, cache };
    let Some(door) = door(&session.environment, &installation, project) else { return Ok(None) };
    if !door.is_there() {
        return Ok(None);
    }
    door.trust()?;
    let Ok(mut stream) = door.connect() else { return Ok(None) };
    greet(&patient(&session.environment), &installation, project, &mut stream, What::Status)?;
    match read(&mut stream, MOST_ANSWERED)? {
        Answer::Status(status) => Ok(Some(status)),
        _ => bail!("the host says something else"),
    }
}
