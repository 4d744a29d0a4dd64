//! The voice: where a session speaks when it is not heard by whoever started the process.

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

use perry_persist::fingerprint::Fingerprint;

use crate::output;
use crate::progress::Sketch;
use crate::serve::wire::Stream;

pub trait Voice: Send + Sync {
    fn say(&self, stream: Stream, text: &[u8]);

    /// How far the work at hand is; nothing when it has come to an end.
    fn sketch(&self, sketch: Option<Sketch>);
}

/// What was said, in its order.
pub type Said = Vec<(Stream, Vec<u8>)>;

/// Keeps what is said until somebody takes it. Sketches are for the moment, and go out at once.
pub struct Kept {
    said: Mutex<Said>,
    draw: Box<dyn Fn(Option<Sketch>) + Send + Sync>,
}

impl Kept {
    pub fn new(draw: impl Fn(Option<Sketch>) + Send + Sync + 'static) -> Kept {
        Kept { said: Mutex::default(), draw: Box::new(draw) }
    }

    /// Of what was said until now.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&*self.said.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn take(&self) -> Said {
        std::mem::take(&mut *self.said.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Voice for Kept {
    fn say(&self, stream: Stream, text: &[u8]) {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).push((stream, text.to_vec()));
    }

    fn sketch(&self, sketch: Option<Sketch>) {
        (self.draw)(sketch);
    }
}

/// Says it to whoever started the process.
pub fn show(said: &Said) {
    for (stream, text) in said {
        match stream {
            Stream::Out => output::put(text),
            // Nobody is told that nobody listens.
            Stream::Error => drop(io::stderr().write_all(text)),
        }
    }
    io::stdout().flush().ok();
}
