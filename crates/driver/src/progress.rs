//! The progress: what long work shows on a terminal.

use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::session::Session;

/// A line that is drawn after a moment and vanishes at the end.
pub struct Progress {
    is_shown: bool,
    last: Mutex<Option<ProgressBar>>,
}

impl Progress {
    pub fn new(session: &Session) -> Progress {
        let is_shown = session.guest.is_none()
            && session.environment.is_terminal
            && !session.global.quiet
            && !session.is_json();
        Progress { is_shown, last: Mutex::default() }
    }

    /// A bar for so many modules.
    pub fn bar(&self, what: &'static str, len: usize) -> Bar {
        if !self.is_shown || len < 2 {
            return Bar(None);
        }
        let bar = ProgressBar::with_draw_target(Some(len as u64), ProgressDrawTarget::stderr_with_hz(10));
        let style = ProgressStyle::with_template("{prefix} {pos}/{len} {wide_msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_prefix(what);
        bar.enable_steady_tick(Duration::from_millis(100));
        *self.last() = Some(bar.clone());
        Bar(Some(bar))
    }

    /// Wipes what a stopped build has left: nothing is drawn while a thread unwinds.
    pub fn wipe(&self) {
        if let Some(bar) = self.last().take() {
            bar.finish_and_clear();
        }
    }

    fn last(&self) -> MutexGuard<'_, Option<ProgressBar>> {
        self.last.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// One stage's progress.
pub struct Bar(Option<ProgressBar>);

impl Bar {
    pub fn start(&self, module: &str) {
        if let Some(bar) = &self.0 {
            bar.set_message(module.to_owned());
        }
    }

    pub fn done(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
