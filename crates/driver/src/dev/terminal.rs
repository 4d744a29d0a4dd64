//! The terminal: keys as they are struck, and everything as it was when perry ends, however it ends.

use std::io::{Read, Stdin, stdin};

use rustix::process::getpgrp;
use rustix::termios::{LocalModes, OptionalActions, Termios, isatty, tcgetattr, tcgetpgrp, tcsetattr};

/// A terminal that gives keys without waiting for a line, until this is dropped. Signals of keys and the treatment of
/// output stay, so the program's lines look as ever.
pub struct Terminal {
    stdin: Stdin,
    before: Termios,
}

impl Terminal {
    /// Takes the terminal if there is one and it is ours: not that of a job in the background.
    pub fn take() -> Option<Terminal> {
        let stdin = stdin();
        if !isatty(&stdin) || tcgetpgrp(&stdin).ok()? != getpgrp() {
            return None;
        }
        let terminal = Terminal { before: tcgetattr(&stdin).ok()?, stdin };
        terminal.take_again();
        Some(terminal)
    }

    /// After a stop and a continue, the shell has put its own modes.
    pub fn take_again(&self) {
        let mut modes = self.before.clone();
        modes.local_modes -= LocalModes::ICANON | LocalModes::ECHO;
        // A terminal that went away hangs up, which ends perry.
        tcsetattr(&self.stdin, OptionalActions::Now, &modes).ok();
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        tcsetattr(&self.stdin, OptionalActions::Now, &self.before).ok();
    }
}

/// Tells of every key until nobody wants to know, on a thread that ends with the process.
pub fn read_keys(tell: impl Fn(u8) -> bool + Send + 'static) {
    std::thread::spawn(move || stdin().lock().bytes().map_while(Result::ok).all(tell));
}
