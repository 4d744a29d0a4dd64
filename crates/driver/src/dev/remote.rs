//! The remote: a builder in the shared host as the loop has it, and the choice between it and one of our own.

use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::time::Duration;

use super::builder::Builder;
use super::talk::{News, Request, Tell};
use crate::serve::wire::{Answer, Call, MOST_ANSWERED, read, write};

/// A host that takes nothing for so long is as good as gone. A guess.
const PATIENCE: Duration = Duration::from_secs(2);

/// Who builds.
pub enum Hands {
    /// The host is being found or started. The first build, which is to come, knows all that is asked before it.
    Nobody,
    Own(Builder),
    Remote(Remote),
}

impl Hands {
    pub fn ask(&mut self, request: Request) {
        match self {
            Hands::Nobody => {}
            Hands::Own(builder) => builder.ask(request),
            Hands::Remote(remote) => remote.ask(request),
        }
    }

    /// The build at hand is to end; whoever wants that has a request on the way.
    pub fn cancel(&mut self) {
        match self {
            Hands::Nobody => {}
            Hands::Own(builder) => builder.cancel(),
            Hands::Remote(remote) => remote.cancel(),
        }
    }

    /// Nothing more will be asked.
    pub fn dismiss(&mut self) {
        match self {
            Hands::Nobody => {}
            Hands::Own(builder) => builder.dismiss(),
            // The host ends its builder, and then says so; a host that is gone has none.
            Hands::Remote(remote) => drop(remote.stream.shutdown(Shutdown::Write)),
        }
    }
}

/// The asking end of a connection to the host.
pub struct Remote {
    stream: UnixStream,
    /// Since the last request.
    is_cancelled: bool,
}

impl Remote {
    pub fn new(stream: UnixStream) -> std::io::Result<Remote> {
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Remote { stream, is_cancelled: false })
    }

    fn ask(&mut self, request: Request) {
        self.is_cancelled = false;
        self.send(&Call::Build(request));
    }

    fn cancel(&mut self) {
        if !std::mem::replace(&mut self.is_cancelled, true) {
            self.send(&Call::Cancel);
        }
    }

    /// A host that does not take it is lost: whoever listens to it is told so.
    fn send(&mut self, call: &Call) {
        if write(&mut self.stream, call).is_err() {
            self.stream.shutdown(Shutdown::Both).ok();
        }
    }
}

/// Passes on what the host tells until it tells no more, or is silent for too long.
pub fn listen(mut stream: UnixStream, silence: Duration, tell: &Tell) {
    stream.set_read_timeout(Some(silence)).ok();
    loop {
        match read(&mut stream, MOST_ANSWERED) {
            Ok(Answer::Working(_)) => {} // it has nothing to tell
            // Only its builder has ended; ours may have to go on.
            Ok(Answer::News(News::Ended)) => return,
            Ok(Answer::News(news)) => tell(news),
            _ => return,
        }
    }
}
