//! The line: the connection of a client with the host, and how long either end is waited for.

use std::io::{self, Read};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::guest::Guest;
use super::wire::{Answer, write};

/// How often a host at work says so.
pub const BEAT: Duration = Duration::from_secs(1);
/// The same where somebody watches the progress.
const SHOWN_BEAT: Duration = Duration::from_millis(100);

/// The host's end while a command is at work.
pub struct Line {
    stream: UnixStream,
    /// A frame is written whole.
    writing: Mutex<()>,
}

impl Line {
    pub fn new(stream: UnixStream) -> Line {
        Line { stream, writing: Mutex::default() }
    }

    /// Says again and again that the work goes on, until it is done or the client is gone, which cancels the work.
    pub fn attend(&self, guest: &Guest, is_watched: bool) {
        let beat = if is_watched { SHOWN_BEAT } else { BEAT };
        let mut is_here = self.stream.set_read_timeout(Some(beat)).is_ok();
        while is_here {
            is_here = match (&self.stream).read(&mut [0]) {
                Err(error) if is_late(&error) => self.write(&Answer::Working(guest.sketched())).is_ok(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => true,
                _ => false, // a client says nothing more: whatever can be read is its end
            };
        }
        guest.cancel();
    }

    /// Says the last word.
    pub fn end(&self, answer: &Answer) -> io::Result<()> {
        self.write(answer)
    }

    /// Hangs up when it is dropped, a panic or not: that ends the thread that attends to the line.
    pub fn hung_up_in_the_end(&self) -> impl Drop {
        HungUp(&self.stream)
    }

    fn write(&self, answer: &Answer) -> io::Result<()> {
        let _whole = self.writing.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        write(&mut &self.stream, answer)
    }
}

struct HungUp<'l>(&'l UnixStream);

impl Drop for HungUp<'_> {
    fn drop(&mut self) {
        self.0.shutdown(Shutdown::Both).ok();
    }
}

/// Nothing came in time.
fn is_late(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

/// What comes before a moment, however little at a time.
pub struct Until<'a> {
    stream: &'a UnixStream,
    due: Instant,
}

impl Until<'_> {
    pub fn within(stream: &UnixStream, time: Duration) -> Until<'_> {
        Until { stream, due: Instant::now() + time }
    }
}

impl Read for Until<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.due.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.stream.set_read_timeout(Some(left))?;
        self.stream.read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::Until;
    use std::io::{Read, Write};
    use std::os::unix::net::UnixStream;
    use std::time::Duration;

    #[test]
    fn bytes_that_come_one_by_one_do_not_put_off_the_end() {
        let (mut drop_by_drop, stream) = UnixStream::pair().expect("there are sockets");
        drop_by_drop.write_all(&[0; 8]).expect("a socket takes a few bytes");
        let mut byte = [0];
        let mut in_time = Until::within(&stream, Duration::from_secs(600));
        assert_eq!(in_time.read(&mut byte).expect("a byte is there"), 1);
        let mut late = Until::within(&stream, Duration::ZERO);
        assert!(late.read(&mut byte).is_err());
    }
}
