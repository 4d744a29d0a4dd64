//! The host: listens at the door, gives every client a thread, and ends when nobody has come for a while.

use std::fs::{self, File};
use std::io::{self, IoSlice, Read, Write};
use std::net::Shutdown;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::Parser;
use perry_project::config::Config;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level;

use super::developer;
use super::door::{Door, check_peer};
use super::guest::Guest;
use super::kept::{Shelf, memory};
use super::line::{Line, Until};
use super::wire::{
    Answer, Ask, MOST_ASKED, PROTOCOL, Status, Surroundings, What, read, write, write_end, write_piece,
};
use crate::arguments::{Arguments, Command, Place, with_command};
use crate::command::{answer_guest, lsp};
use crate::environment::Environment;
use crate::session::{Installation, Session};
use crate::settings::cache_of;
use crate::temporary::remove_all_for_good;

/// How long the host outlives its last client.
const LINGER: Duration = Duration::from_secs(15 * 60);
/// Whoever connects has said by then what it wants, however slowly.
const HEARING: Duration = Duration::from_secs(30);
/// Another host that holds the lock listens by then, or is on its way out. A guess.
const BIRTH: Duration = Duration::from_secs(30);
/// Connections at once; more of them are a mistake. A guess.
const MOST_CLIENTS: u64 = 64;

/// What all clients share.
struct Host {
    build: String,
    surroundings: Surroundings,
    shelf: Arc<Shelf>,
    clients: AtomicU64,
    developers: AtomicU64,
    answered: AtomicU64,
    warm: AtomicU64,
    /// A byte here wakes the loop.
    waker: UnixStream,
}

/// Serves the project at `root` until nobody needs it. Whoever started us reads a byte when there is a host.
pub fn serve(session: &Session, root: &Path, place: &Place) -> Result<u8> {
    let environment = &session.environment;
    let surroundings = Surroundings::read()?;
    let root = root.canonicalize().context("there is no such project")?;
    let cache = cache_of(environment, place, &root, &Config::read(&root)?);
    let build = Installation::find(environment)?.build_id(cache.as_deref())?;
    let door = Door::of(environment, &root, build);
    door.make()?;
    let Some((listener, lock)) = listen(&door)? else {
        tell_ready()?;
        return Ok(0);
    };
    let own = inode(&door.socket()).context("the socket is gone")?;
    end_on_signals(&door, own)?;
    let (waker, woken) = UnixStream::pair()?;
    waker.set_nonblocking(true)?;
    let host = Arc::new(Host {
        build: build.0.to_string(),
        surroundings,
        shelf: Arc::default(),
        clients: AtomicU64::new(0),
        developers: AtomicU64::new(0),
        answered: AtomicU64::new(0),
        warm: AtomicU64::new(0),
        waker,
    });
    tell_ready()?;
    let ended = host.run(&listener, woken, environment.host_linger.unwrap_or(LINGER));
    remove_own(&door.socket(), own);
    drop(lock);
    ended?;
    // Threads of clients that have gone may still be dropping what they had; the process takes it all.
    process::exit(0)
}

/// Becomes the host of the door; `None` when there is one. Two that start at once agree by the lock.
fn listen(door: &Door) -> Result<Option<(UnixListener, File)>> {
    let mut options = File::options();
    let lock = options.create(true).truncate(false).write(true).mode(0o600).open(door.lock())?;
    let due = Instant::now() + BIRTH;
    loop {
        match lock.try_lock() {
            Ok(()) => break,
            Err(fs::TryLockError::Error(error)) => return Err(error).context("the host cannot be locked"),
            Err(fs::TryLockError::WouldBlock) if door.connect().is_ok() => return Ok(None),
            Err(fs::TryLockError::WouldBlock) if Instant::now() > due => {
                bail!("another host does not listen")
            }
            Err(fs::TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(5)),
        }
    }
    // What lies there is of a host that was killed: its lock is ours.
    match fs::remove_file(door.socket()) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(error).context("an old socket cannot be removed");
        }
        _ => {}
    }
    let listener = UnixListener::bind(door.socket()).context("the host cannot listen")?;
    listener.set_nonblocking(true)?;
    Ok(Some((listener, lock)))
}

/// Says that there is a host, and lets go of whoever reads it.
fn tell_ready() -> Result<()> {
    let mut out = io::stdout();
    out.write_all(b"\n").and_then(|()| out.flush()).context("nobody waits for the host")?;
    let nothing = File::options().write(true).open("/dev/null")?;
    rustix::stdio::dup2_stdout(&nothing)?;
    Ok(())
}

/// Device and inode: which file it is, whatever its path.
type Inode = (u64, u64);

fn inode(path: &Path) -> Option<Inode> {
    fs::symlink_metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

/// Another host may listen there since: when the folder was removed, it found no lock.
fn remove_own(socket: &Path, own: Inode) {
    if inode(socket) == Some(own) {
        fs::remove_file(socket).ok();
    }
}

/// A signal leaves no socket and no temporary files. What was found out is in the store, or is found out again.
fn end_on_signals(door: &Door, own: Inode) -> Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    let socket = door.socket();
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            remove_own(&socket, own);
            remove_all_for_good();
            low_level::exit(128 + signal);
        }
    });
    Ok(())
}

impl Host {
    fn run(self: &Arc<Host>, listener: &UnixListener, mut woken: UnixStream, linger: Duration) -> Result<()> {
        woken.set_nonblocking(true)?;
        let mut since = Instant::now();
        loop {
            let left = (since + linger).saturating_duration_since(Instant::now());
            let is_alone = self.clients.load(Ordering::SeqCst) == 0;
            if is_alone && left.is_zero() {
                return Ok(());
            }
            let due = Timespec { tv_sec: left.as_secs().try_into()?, tv_nsec: left.subsec_nanos().into() };
            let flags = PollFlags::IN;
            let mut doors = [PollFd::new(listener, flags), PollFd::new(&woken, flags)];
            match poll(&mut doors, is_alone.then_some(&due)) {
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error).context("the host cannot wait"),
            }
            if woken.read(&mut [0; 64]).is_ok() {
                since = Instant::now();
            }
            self.accept_all(listener);
        }
    }

    fn accept_all(self: &Arc<Host>, listener: &UnixListener) {
        loop {
            match listener.accept() {
                Ok((stream, _)) => self.receive(stream),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return,
                // Out of descriptors, perhaps: clients that leave give some back.
                Err(_) => return std::thread::sleep(Duration::from_millis(50)),
            }
        }
    }

    fn receive(self: &Arc<Host>, stream: UnixStream) {
        let presence = Presence::new(self);
        if check_peer(&stream).is_err() || self.clients.load(Ordering::SeqCst) > MOST_CLIENTS {
            return; // it is hung up on
        }
        // A thread that cannot be started is a client that does it alone; so is a peer that speaks nonsense.
        let serve = move || drop(presence.host.serve_client(stream));
        std::thread::Builder::new().name("client".to_owned()).spawn(serve).ok();
    }

    fn serve_client(&self, mut stream: UnixStream) -> Result<()> {
        stream.set_nonblocking(false)?;
        stream.set_write_timeout(Some(HEARING))?;
        let ask: Ask = read(&mut Until::within(&stream, HEARING), MOST_ASKED)?;
        if let Some(why) = self.difference(&ask) {
            return Ok(write(&mut stream, &Answer::Declined(why.to_owned()))?);
        }
        write(&mut stream, &Answer::Welcome)?;
        stream.set_read_timeout(None)?;
        match ask.what {
            What::Status => write(&mut stream, &Answer::Status(self.status()))?,
            What::Command(environment) => self.command(stream, environment)?,
            What::Lsp(environment, variables) => serve_editor(stream, environment, variables)?,
            What::Dev(environment) => self.develop(stream, environment)?,
        }
        Ok(())
    }

    /// Why what we do would not be what the client would do.
    fn difference(&self, ask: &Ask) -> Option<&'static str> {
        match ask {
            _ if ask.protocol != PROTOCOL || ask.build != self.build => Some("you are another perry"),
            // An editor's texts and a question about us are the same everywhere.
            Ask { what: What::Status, .. } => None,
            _ if ask.surroundings != self.surroundings => Some("your surroundings are others"),
            _ => None,
        }
    }

    fn status(&self) -> Status {
        Status {
            pid: process::id(),
            clients: self.clients.load(Ordering::SeqCst) - 1, // all but who asks
            developers: self.developers.load(Ordering::SeqCst),
            answered: self.answered.load(Ordering::SeqCst),
            warm: self.warm.load(Ordering::SeqCst),
            kept: self.shelf.len() as u64,
            memory: memory(),
        }
    }

    fn develop(&self, stream: UnixStream, environment: Environment) -> Result<()> {
        let _counted = Counted::new(&self.developers);
        developer::serve(stream, environment, self.shelf.clone())
    }

    fn command(&self, stream: UnixStream, environment: Environment) -> Result<()> {
        let line = Arc::new(Line::new(stream));
        let guest = Arc::new(Guest::new(self.shelf.clone()));
        let (attended, working, is_watched) = (line.clone(), guest.clone(), environment.is_terminal);
        let attend = move || attended.attend(&working, is_watched);
        std::thread::Builder::new().name("line".to_owned()).spawn(attend)?;
        let _hung_up = line.hung_up_in_the_end();
        let code = answer_guest(environment, guest.clone());
        let answer = match code.and_then(|code| guest.done(code)) {
            Some(done) => {
                self.answered.fetch_add(1, Ordering::SeqCst);
                self.warm.fetch_add(u64::from(guest.is_warm()), Ordering::SeqCst);
                Answer::Done(done)
            }
            None => Answer::Declined("do it alone".to_owned()),
        };
        Ok(line.end(&answer)?)
    }
}

/// Serves an editor until it leaves.
pub fn serve_editor(
    stream: UnixStream,
    environment: Environment,
    variables: Vec<(std::ffi::OsString, std::ffi::OsString)>,
) -> Result<()> {
    let arguments = Arguments::try_parse_from(with_command(environment.arguments.clone()))?;
    let Command::Lsp(asked) = arguments.command else { bail!("this is no language server") };
    stream.set_write_timeout(None)?;
    let setup = lsp::setup(&environment, &asked.place, Some(variables))?;
    let output = Arc::new(Mutex::new(stream.try_clone()?));
    let served = perry_lsp::server::serve(setup, Ear(stream.try_clone()?), Voice(output.clone()));
    let left = served.and_then(|code| write_end(&mut *lock(&output), code));
    stream.shutdown(Shutdown::Both).ok(); // the server's threads end with it, and so does the client
    Ok(left?)
}

/// What the server hears. Who waits in a read of a socket is woken for each piece that the other end takes of what is
/// written to it, too; who polls is not.
struct Ear(UnixStream);

impl Read for Ear {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        poll(&mut [PollFd::new(&self.0, PollFlags::IN)], None)?;
        self.0.read(buffer)
    }
}

/// What the server says. Its writer and the last word may come at the same time.
struct Voice(Arc<Mutex<UnixStream>>);

impl Write for Voice {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_vectored(&[IoSlice::new(bytes)])
    }

    fn write_vectored(&mut self, parts: &[IoSlice<'_>]) -> io::Result<usize> {
        write_piece(&mut *lock(&self.0), parts)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn lock(output: &Mutex<UnixStream>) -> MutexGuard<'_, UnixStream> {
    output.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// One more as long as it lives, a panic or not.
struct Counted<'c>(&'c AtomicU64);

impl Counted<'_> {
    fn new(count: &AtomicU64) -> Counted<'_> {
        count.fetch_add(1, Ordering::SeqCst);
        Counted(count)
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A client as long as it is here.
struct Presence {
    host: Arc<Host>,
}

impl Presence {
    fn new(host: &Arc<Host>) -> Presence {
        host.clients.fetch_add(1, Ordering::SeqCst);
        Presence { host: host.clone() }
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        self.host.clients.fetch_sub(1, Ordering::SeqCst);
        // A waker that is full has woken the loop already.
        (&self.host.waker).write_all(&[0]).ok();
    }
}
