//! The transport: frames of bytes to messages and back. What is no message is told apart from what ends the stream.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use lsp_server::{ErrorCode, Message};
use serde_json::{Value, json};

/// Longer messages are skipped: no editor sends a text of this size. A guess.
const MOST_BYTES: usize = 512 << 20;
/// Messages that wait for the main loop; a client that sends faster waits at its pipe.
const WAITING: usize = 4096;

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
    pub messages: Receiver<Incoming>,
    /// Told as soon as `exit` is read, whatever the main loop does meanwhile: the exit code.
    pub left: Receiver<u8>,
}

/// Reads messages on a thread of its own.
pub fn incoming(input: impl Read + Send + 'static) -> Incomings {
    let (sender, messages) = bounded(WAITING);
    let (leave, left) = bounded(1);
    thread::spawn(move || {
        let mut input = BufReader::new(input);
        let mut code = 1; // 0 after `shutdown`, as the protocol has it
        while let Ok(Some(incoming)) = read(&mut input) {
            match &incoming {
                Incoming::Message(Message::Request(request)) if request.method == "shutdown" => code = 0,
                Incoming::Message(Message::Notification(told)) if told.method == "exit" => {
                    // Nobody listens when the loop ended first.
                    leave.try_send(code).ok();
                }
                _ => {}
            }
            if sender.send(incoming).is_err() {
                return;
            }
        }
    });
    Incomings { messages, left }
}

/// Writes messages, which are JSON, on a thread of its own, in order. The receiver closes when all is written.
pub fn outgoing(output: impl Write + Send + 'static) -> (Sender<String>, Receiver<()>) {
    let (sender, receiver) = unbounded::<String>();
    let (done, is_done) = bounded(0);
    thread::spawn(move || {
        let mut output = BufWriter::new(output);
        for message in receiver {
            if write(&mut output, &message).is_err() {
                break; // the client is gone; the reader notices too
            }
        }
        drop(done);
    });
    (sender, is_done)
}

/// The next message; `None` at the end of the stream.
pub fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let len = match read_header(input)? {
        Header::End => return Ok(None),
        Header::Body(len) if len <= MOST_BYTES => len,
        Header::Body(len) => {
            io::copy(&mut input.take(len as u64), &mut io::sink())?;
            return Ok(Some(malformed(Value::Null, ErrorCode::ParseError, "the message is too long")));
        }
        Header::Broken => {
            let why = "a header without `Content-Length` came";
            return Ok(Some(malformed(Value::Null, ErrorCode::ParseError, why)));
        }
    };
    let mut body = vec![0; len];
    input.read_exact(&mut body)?;
    Ok(Some(message(&body)))
}

enum Header {
    Body(usize),
    Broken,
    End,
}

/// Reads lines up to an empty one.
fn read_header(input: &mut impl BufRead) -> io::Result<Header> {
    let (mut len, mut is_empty) = (None, true);
    loop {
        let mut line = Vec::new();
        if input.take(1 << 16).read_until(b'\n', &mut line)? == 0 {
            return Ok(Header::End);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        if line.is_empty() && !is_empty {
            return Ok(len.map_or(Header::Broken, Header::Body));
        }
        is_empty &= line.is_empty();
        if let Some((name, value)) = line.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            len = value.trim().parse().ok();
        }
    }
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
    Incoming::Malformed(
        json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code as i32, "message": why } }),
    )
}

/// Writes one message with its header.
pub fn write(output: &mut impl Write, body: &str) -> io::Result<()> {
    write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    output.flush()
}
