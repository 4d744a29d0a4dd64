//! The relay: between an editor and its server in the host. A host that dies is replaced, and the editor sees nothing
//! of it; what must be known for that, `perry_lsp::relay` follows.

use std::collections::VecDeque;
use std::io::{self, BufReader, IsTerminal, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use perry_lsp::relay::{Relay, Takeover};
use perry_lsp::transport::{Frame, Frames, outgoing, write_body};

use super::client::{SILENCE, may_share, open};
use super::host::serve_editor;
use super::wire::{Pieces, What};
use crate::arguments::{Lsp, Place};
use crate::command::lsp::output;
use crate::environment::Environment;
use crate::session::Session;

/// Hosts that die within `SPAN` before we give up: what kills them is in the texts, as the editor shows then. The number
/// is that of Visual Studio Code for servers of its own.
const MOST_DEATHS: usize = 4;
const SPAN: Duration = Duration::from_secs(3 * 60);
/// A host that is dying may hold its door for a moment after it hung up. A guess.
const HANDOVER: Duration = Duration::from_secs(2);
/// After `exit` the host has so long to end the server, which takes less.
const GRACE: Duration = Duration::from_millis(45);
/// The same while it answers `shutdown`, and so writes what it knows; longer than the server takes for that.
const SAVING: Duration = Duration::from_secs(10);

/// Serves an editor through the host: what it says goes to the host, what the host says goes to it. Starts the host
/// where none listens. `None`: serve it in this process.
pub fn pipe(session: &Session, lsp: &Lsp) -> Option<Result<u8>> {
    // A person at a terminal looks whether it works; that is worth no host.
    if !may_share(&session.environment, &lsp.sharing) || io::stdin().is_terminal() {
        return None;
    }
    let hosts = Hosts { environment: session.environment.clone(), place: lsp.place.clone() };
    let server = hosts.connect().ok()?;
    let (sender, written) = outgoing(output().ok()?);
    let ends = Arc::new(Ends {
        relay: Mutex::default(),
        server: Mutex::new(Some(server.try_clone().ok()?)),
        client: Mutex::new(Some(Box::new(move |message| _ = sender.send(message)))),
        has_hung_up: AtomicBool::new(false),
    });
    let (code, patience) = ends.run(server, hosts);
    lock(&ends.client).take(); // with the last sender: what was sent is written, unless nobody reads
    written.recv_timeout(patience).ok();
    Some(code)
}

/// Where servers come from.
struct Hosts {
    environment: Environment,
    place: Place,
}

impl Hosts {
    fn connect(&self) -> Result<UnixStream> {
        let variables = std::env::vars_os().collect();
        let stream = open(&self.environment, &self.place, What::Lsp(self.environment.clone(), variables))?;
        // One that takes nothing more is as good as dead.
        stream.set_write_timeout(Some(self.environment.host_silence.unwrap_or(SILENCE)))?;
        Ok(stream)
    }

    /// Another host, or where none can be had a server in this process, which speaks the same.
    fn another(&self) -> Result<UnixStream> {
        let patience = self.environment.host_patience.unwrap_or_default().max(HANDOVER);
        let due = Instant::now() + patience;
        while Instant::now() < due {
            match self.connect() {
                Ok(stream) => return Ok(stream),
                Err(_) => thread::sleep(Duration::from_millis(10)),
            }
        }
        let (ours, theirs) = UnixStream::pair()?;
        let (environment, variables) = (self.environment.clone(), std::env::vars_os().collect());
        thread::spawn(move || {
            if let Err(error) = serve_editor(theirs, environment, variables) {
                eprintln!("error: {error:#}"); // the end of the stream tells the rest
            }
        });
        Ok(ours)
    }
}

/// What ends the relay.
enum End {
    /// The editor said `exit`.
    Exit,
    Left(Result<u8>),
}

/// The two ends, for the two threads.
struct Ends {
    relay: Mutex<Relay>,
    /// `None` between two servers. Whoever says something holds it while the relay takes note, so that each message is
    /// told once: by it, or by the takeover. Comes before `relay`.
    server: Mutex<Option<UnixStream>>,
    client: Mutex<Option<Box<dyn Fn(Vec<u8>) + Send>>>,
    /// The client says nothing more: a server is told so after all else.
    has_hung_up: AtomicBool,
}

impl Ends {
    /// Until one of both is gone: the exit code, and how long what was sent may still be written. The threads may hang on
    /// a host that is stopped; they end with the process.
    fn run(self: &Arc<Ends>, server: UnixStream, hosts: Hosts) -> (Result<u8>, Duration) {
        let (said, heard) = channel();
        let (ends, left) = (self.clone(), said.clone());
        thread::spawn(move || ends.follow_client(&left));
        let ends = self.clone();
        thread::spawn(move || _ = said.send(End::Left(ends.follow_servers(server, &hosts))));
        let patience = match heard.recv() {
            Ok(End::Left(code)) => return (code, SAVING),
            Ok(End::Exit) if lock(&self.relay).is_shutting() => SAVING,
            Ok(End::Exit) | Err(_) => GRACE,
        };
        let code = match heard.recv_timeout(patience) {
            Ok(End::Left(code)) => code,
            _ => Ok(u8::from(!lock(&self.relay).is_shut())),
        };
        let patience = if matches!(code, Ok(0)) { SAVING } else { GRACE };
        (code, patience)
    }

    fn follow_client(&self, ended: &Sender<End>) {
        let mut frames = Frames::new(BufReader::new(io::stdin()));
        while let Ok(Some(frame)) = frames.read() {
            match frame {
                Frame::Refused(answer) => self.tell_client(answer.to_string().into_bytes()),
                Frame::Body(body) => {
                    let is_exit = self.say(&body);
                    if is_exit && ended.send(End::Exit).is_err() {
                        return;
                    }
                }
            }
        }
        self.has_hung_up.store(true, Ordering::SeqCst);
        if let Some(server) = &*lock(&self.server) {
            server.shutdown(Shutdown::Write).ok();
        }
    }

    /// Whether it was `exit`.
    fn say(&self, body: &[u8]) -> bool {
        let mut server = lock(&self.server);
        let is_exit = str::from_utf8(body).is_ok_and(|body| lock(&self.relay).say(body));
        if let Some(server) = &mut *server {
            send(server, body);
        }
        is_exit
    }

    fn tell_client(&self, message: Vec<u8>) {
        if let Some(tell) = &*lock(&self.client) {
            tell(message);
        }
    }

    /// Copies what servers say until one has ended as it should.
    fn follow_servers(&self, mut server: UnixStream, hosts: &Hosts) -> Result<u8> {
        let mut deaths = VecDeque::new();
        loop {
            let mut pieces = Pieces::new(server);
            let mut frames = Frames::new(BufReader::new(&mut pieces));
            while let Ok(Some(Frame::Body(body))) = frames.read() {
                if lock(&self.relay).hear(&body) {
                    self.tell_client(body);
                }
            }
            if let Some(code) = pieces.code {
                return Ok(code);
            }
            pieces.stream.shutdown(Shutdown::Both).ok(); // whoever writes to it gives up
            lock(&self.server).take();
            let now = Instant::now();
            deaths.push_back(now);
            deaths.retain(|death| now.duration_since(*death) < SPAN);
            if deaths.len() > MOST_DEATHS {
                bail!("the shared host died {} times within minutes", deaths.len());
            }
            server = match self.take_over(hosts)? {
                Some(server) => server,
                None => return Ok(0),
            };
        }
    }

    /// Tells another server what the dead one knew; `None` when nothing is left to do.
    fn take_over(&self, hosts: &Hosts) -> Result<Option<UnixStream>> {
        if lock(&self.relay).is_shut() {
            return Ok(None);
        }
        let stream = hosts.another()?;
        let mut server = lock(&self.server);
        let Takeover { to_client, to_server } = lock(&self.relay).take_over();
        to_client.into_iter().for_each(|message| self.tell_client(message.into_bytes()));
        let mut new = stream.try_clone()?;
        for message in to_server {
            send(&mut new, message.as_bytes());
        }
        if self.has_hung_up.load(Ordering::SeqCst) {
            new.shutdown(Shutdown::Write).ok();
        }
        *server = Some(new);
        Ok(Some(stream))
    }
}

/// A server that cannot be told is dead, or is from now on; whoever reads from it notices.
fn send(server: &mut UnixStream, body: &[u8]) {
    let mut frame = Vec::with_capacity(body.len() + 32);
    if write_body(&mut frame, body).and_then(|()| server.write_all(&frame)).is_err() {
        server.shutdown(Shutdown::Both).ok();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
