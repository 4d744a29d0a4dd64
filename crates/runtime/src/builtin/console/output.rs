//! Standard output and standard error: buffered text, written in order, flushed at exit.

use crate::cell::Gc;
use crate::cell::Global;
use crate::string::{JsString, View};

static STDOUT: Global<Vec<u8>> = Global::new(Vec::new());
/// Larger buffers are written at once. A guess: a few pages.
const LARGEST: usize = 1 << 16;
static AT_EXIT: Global<bool> = Global::new(false);

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    Out,
    Error,
}

/// Appends bytes to a stream.
pub fn write(stream: Stream, bytes: &[u8]) {
    match stream {
        Stream::Out => {
            let buffer = STDOUT.get();
            buffer.extend_from_slice(bytes);
            if buffer.len() > LARGEST {
                flush();
            } else {
                flush_at_exit();
            }
        }
        Stream::Error => {
            flush();
            write_all(2, bytes);
        }
    }
}

/// Appends a string in UTF-8; lone surrogates become U+FFFD.
pub fn write_string(stream: Stream, string: Gc<JsString>) {
    match string.view() {
        View::Latin1(units) if units.is_ascii() => write(stream, units),
        _ => write(stream, string.to_rust().as_bytes()),
    }
}

fn flush_at_exit() {
    extern "C" fn at_exit() {
        flush();
    }
    if !std::mem::replace(AT_EXIT.get(), true) {
        // SAFETY: a plain function without arguments.
        unsafe { libc::atexit(at_exit) };
    }
}

/// Writes what is buffered. Whoever waits for anything calls it first.
pub fn flush() {
    let buffer = STDOUT.get();
    if !buffer.is_empty() {
        write_all(1, buffer);
        buffer.clear();
    }
}

/// A closed pipe or full disk ends the writing, nothing else.
fn write_all(file: i32, mut bytes: &[u8]) {
    while !bytes.is_empty() {
        // SAFETY: the slice is readable.
        let written = unsafe { libc::write(file, bytes.as_ptr().cast(), bytes.len()) };
        if written > 0 {
            bytes = &bytes[written as usize..];
            continue;
        }
        let error = std::io::Error::last_os_error().raw_os_error();
        if error == Some(libc::EAGAIN) {
            let mut poll = libc::pollfd { fd: file, events: libc::POLLOUT, revents: 0 };
            // SAFETY: one valid entry.
            unsafe { libc::poll(&mut poll, 1, -1) };
        } else if error != Some(libc::EINTR) {
            return;
        }
    }
}
