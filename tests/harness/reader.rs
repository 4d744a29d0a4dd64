//! The reader: what a language server sends, read on a thread of its own.

use serde_json::Value;
use std::io::{BufRead, BufReader, PipeReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError::Disconnected, channel};
use std::time::Duration;

pub struct Reader {
    messages: Receiver<Value>,
    is_deaf: Arc<AtomicBool>,
}

/// A server that says nothing for so long has forgotten an answer.
const PATIENCE: Duration = Duration::from_secs(120);

impl Reader {
    pub fn of(output: PipeReader) -> Reader {
        let (sender, messages) = channel();
        let is_deaf = Arc::new(AtomicBool::new(false));
        let asked = is_deaf.clone();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                while asked.load(Ordering::SeqCst) {
                    std::thread::park(); // for good, and the pipe stays open
                }
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Reader { messages, is_deaf }
    }

    /// From here on nothing is read but what is being read.
    pub fn stop_listening(&self) {
        self.is_deaf.store(true, Ordering::SeqCst);
    }

    /// The next message, whatever it is.
    pub fn receive(&mut self) -> Value {
        self.messages.recv_timeout(PATIENCE).expect("the server says something")
    }

    /// Waits until the server hangs up.
    pub fn drain(&mut self) {
        while self.messages.recv_timeout(PATIENCE).map_err(|why| assert_eq!(why, Disconnected)).is_ok() {}
    }
}

/// One message; `None` when the server hung up.
fn read(output: &mut BufReader<PipeReader>) -> Option<Value> {
    let mut len = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).expect("the server writes") == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some((_, value)) => len = value.parse().expect("a length is a number"),
            None => break,
        }
    }
    let mut body = vec![0; len];
    // A server that is killed may leave half a message.
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("a body is JSON"))
}
