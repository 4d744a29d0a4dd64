//! The transport: frames of bytes to messages and back. What is no message is told apart from what ends the stream.

use std::io::{self, BufRead, BufReader, IoSlice, Read, Write};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use lsp_server::{ErrorCode, Message};
use serde_json::{Value, json};

/// Longer messages are skipped: no editor sends a text of this size. A guess.
const MOST_BYTES: u64 = 512 << 20;
/// Longer ones are not even skipped: the number is a mistake, and what follows it is the next header. A guess.
const MOST_SKIPPED: u64 = 16 << 30;
/// A body has room for so much before anything of it has come; what is not touched costs nothing. A guess.
const MOST_TRUSTED: u64 = 4 << 20;
/// A line of a header. A guess.
const MOST_LINE: u64 = 1 << 16;
/// Bytes of messages that wait for the main loop; a client that sends faster waits at its pipe, and its `exit` too.
const WAITING: usize = 64 << 20;

/// What came from the client.
#[derive(Debug)]
pub enum Incoming {
    Message(Message),
    /// The answer to something that is no message.
    Malformed(Value),
}

/// What the client says.
pub struct Incomings {
    /// In order; the channel closes when the client is gone.
    pub messages: Receiver<Queued>,
    /// Told as soon as `exit` is read, whatever the main loop does meanwhile.
    pub left: Receiver<Leave>,
}

/// `exit` was read.
#[derive(Clone, Copy, Debug)]
pub struct Leave {
    pub after_shutdown: bool,
}

/// A message that waits for the main loop.
pub struct Queued {
    pub incoming: Incoming,
    _room: Room,
}

/// What of `WAITING` is taken.
#[derive(Default)]
struct Queue {
    bytes: Mutex<usize>,
    given_back: Condvar,
}

/// Some of it, as long as it lives.
struct Room {
    queue: Arc<Queue>,
    bytes: usize,
}

impl Room {
    /// Waits while too much is taken.
    fn take(queue: &Arc<Queue>, bytes: usize) -> Room {
        let taken = queue.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        let mut taken = queue
            .given_back
            .wait_while(taken, |taken| *taken > WAITING)
            .unwrap_or_else(PoisonError::into_inner);
        *taken += bytes;
        Room { queue: queue.clone(), bytes }
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        *self.queue.bytes.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.queue.given_back.notify_one();
    }
}

/// Reads messages on a thread of its own.
pub fn incoming(input: impl Read + Send + 'static) -> Incomings {
    let (sender, messages) = unbounded();
    let (leave, left) = bounded(1);
    thread::spawn(move || {
        let mut frames = Frames::new(BufReader::new(input));
        let (mut after_shutdown, queue) = (false, Arc::default());
        while let Ok(Some(frame)) = frames.read() {
            let (incoming, bytes) = match frame {
                Frame::Body(body) => (message(&body), body.len()),
                Frame::Refused(answer) => (Incoming::Malformed(answer), 0),
            };
            match &incoming {
                Incoming::Message(Message::Request(request)) if request.method == "shutdown" => {
                    after_shutdown = true;
                }
                Incoming::Message(Message::Notification(told)) if told.method == "exit" => {
                    // Nobody listens when the loop ended first.
                    leave.try_send(Leave { after_shutdown }).ok();
                }
                _ => {}
            }
            let _room = Room::take(&queue, bytes);
            if sender.send(Queued { incoming, _room }).is_err() {
                return;
            }
        }
    });
    Incomings { messages, left }
}

/// Writes messages, which are JSON, on a thread of its own, in order. The receiver closes when all is written.
pub fn outgoing<M: AsRef<[u8]> + Send + 'static>(
    output: impl Write + Send + 'static,
) -> (Sender<M>, Receiver<()>) {
    let (sender, receiver) = unbounded::<M>();
    let (done, is_done) = bounded(0);
    thread::spawn(move || {
        let mut output = output;
        for message in receiver {
            if write_body(&mut output, message.as_ref()).is_err() {
                break; // the client is gone; the reader notices too
            }
        }
        drop(done);
    });
    (sender, is_done)
}

/// What a header announces.
#[derive(Debug)]
pub enum Frame {
    Body(Vec<u8>),
    /// The answer to a header that announces none.
    Refused(Value),
}

/// A stream as frames.
pub struct Frames<R> {
    input: R,
    /// Bytes of a refused body that are still to come.
    to_skip: u64,
}

impl<R: BufRead> Frames<R> {
    pub fn new(input: R) -> Frames<R> {
        Frames { input, to_skip: 0 }
    }

    /// The next frame; `None` at the end of the stream. Memory grows with what comes, not with what was announced.
    pub fn read(&mut self) -> io::Result<Option<Frame>> {
        io::copy(&mut self.input.by_ref().take(std::mem::take(&mut self.to_skip)), &mut io::sink())?;
        let len = match read_header(&mut self.input)? {
            Header::End => return Ok(None),
            Header::Body(len) if len <= MOST_BYTES => len,
            Header::Body(len) => {
                self.to_skip = len; // behind the answer: the body may come late
                let why = format!("the message is too long: {len} bytes, and {MOST_BYTES} are taken");
                return Ok(Some(Frame::Refused(refusal(Value::Null, ErrorCode::ParseError, &why))));
            }
            Header::Broken(why) => {
                return Ok(Some(Frame::Refused(refusal(Value::Null, ErrorCode::ParseError, &why))));
            }
        };
        let mut body = Vec::with_capacity(len.min(MOST_TRUSTED) as usize);
        if (self.input.by_ref().take(len).read_to_end(&mut body)? as u64) < len {
            return Ok(None); // the client was cut off
        }
        Ok(Some(Frame::Body(body)))
    }
}

enum Header {
    Body(u64),
    Broken(String),
    End,
}

/// Reads lines up to an empty one. Of two lengths neither is believed, nor is one of a stream that nobody can send.
fn read_header(input: &mut impl BufRead) -> io::Result<Header> {
    let (mut lens, mut wrong, mut is_empty) = (Vec::new(), None, true);
    loop {
        let mut line = Vec::new();
        if input.take(MOST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(Header::End);
        }
        if line.len() as u64 == MOST_LINE && line.last() != Some(&b'\n') {
            skip_line(input)?;
            wrong = Some("a header line is too long".to_owned());
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        if line.is_empty() && !is_empty {
            break;
        }
        is_empty &= line.is_empty();
        if let Some((name, value)) = line.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            match value.trim().parse() {
                Ok(len) if len <= MOST_SKIPPED => lens.push(len),
                _ => wrong = Some(format!("`Content-Length: {}` is no length", shortened(value.trim()))),
            }
        }
    }
    lens.dedup();
    Ok(match (wrong, &*lens) {
        (Some(why), _) => Header::Broken(why),
        (None, [len]) => Header::Body(*len),
        (None, []) => Header::Broken("a header without `Content-Length` came".to_owned()),
        (None, _) => Header::Broken("a header with different lengths came".to_owned()),
    })
}

/// What is left of a line, in bounded memory.
fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let mut piece = Vec::new();
        let read = input.take(MOST_LINE).read_until(b'\n', &mut piece)?;
        if read == 0 || piece.last() == Some(&b'\n') {
            return Ok(());
        }
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

fn message(body: &[u8]) -> Incoming {
    let value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(error) => {
            return malformed(Value::Null, ErrorCode::ParseError, &format!("this is no JSON: {error}"));
        }
    };
    let id = value.get("id").cloned();
    let has_method = value.get("method").is_some_and(Value::is_string);
    let is_answer = value.get("result").is_some() || value.get("error").is_some();
    let is_id = |id: &Value| id.is_string() || id.as_i64().is_some_and(|id| i32::try_from(id).is_ok());
    match &id {
        Some(id) if has_method && !is_id(id) => {
            return malformed(
                Value::Null,
                ErrorCode::InvalidRequest,
                "an id is a string or an integer of 32 bits",
            );
        }
        _ if !has_method && !is_answer => {
            let id = id.filter(is_id).unwrap_or(Value::Null);
            return malformed(id, ErrorCode::InvalidRequest, "this is no message: it has no `method`");
        }
        _ => {}
    }
    match serde_json::from_value(value) {
        Ok(message) => Incoming::Message(message),
        Err(error) => {
            malformed(Value::Null, ErrorCode::InvalidRequest, &format!("this is no message: {error}"))
        }
    }
}

fn malformed(id: Value, code: ErrorCode, why: &str) -> Incoming {
    Incoming::Malformed(refusal(id, code, why))
}

fn refusal(id: Value, code: ErrorCode, why: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code as i32, "message": why } })
}

/// Writes one message with its header.
pub fn write_body(output: &mut impl Write, body: &[u8]) -> io::Result<()> {
    let header = format!("Content-Length: {}\r\n\r\n", body.len());
    write_together(output, &mut [IoSlice::new(header.as_bytes()), IoSlice::new(body)])?;
    output.flush()
}

/// Writes all parts, at once where that can be: who reads is woken once.
pub fn write_together(output: &mut impl Write, mut parts: &mut [IoSlice<'_>]) -> io::Result<()> {
    IoSlice::advance_slices(&mut parts, 0); // parts without bytes
    while !parts.is_empty() {
        match output.write_vectored(parts) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => IoSlice::advance_slices(&mut parts, count),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
