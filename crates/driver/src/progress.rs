//! The progress: what long work shows on a terminal.
//!
//! A session with a voice draws nothing itself: its sketches are drawn by whoever shows what it says.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::{Deserialize, Serialize};

use crate::session::Session;
use crate::voice::Voice;

/// How often a line changes, and how long work takes that has one.
const TICK: Duration = Duration::from_millis(100);

/// A line that is drawn after a moment and vanishes at the end.
pub struct Progress {
    is_shown: bool,
    voice: Option<Arc<dyn Voice>>,
}

/// How far a stage is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch {
    pub what: String,
    pub len: u64,
    pub done: u64,
    /// The module that was begun last.
    pub module: String,
}

impl Progress {
    pub fn new(session: &Session) -> Progress {
        let is_shown = session.environment.is_terminal && !session.global.quiet && !session.is_json();
        Progress { is_shown, voice: session.voice.clone() }
    }

    /// A bar for so many modules.
    pub fn bar(&self, what: &'static str, len: usize) -> Bar {
        if !self.is_shown || len < 2 {
            return Bar::Hidden;
        }
        let sketch = Sketch { what: what.to_owned(), len: len as u64, ..Sketch::default() };
        if let Some(voice) = &self.voice {
            return Bar::Told(Teller::start(voice.clone(), sketch));
        }
        let bar = drawn(&sketch);
        bar.enable_steady_tick(TICK);
        Bar::Drawn(bar)
    }
}

fn drawn(sketch: &Sketch) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(sketch.len), ProgressDrawTarget::stderr_with_hz(10));
    let style = ProgressStyle::with_template("{prefix} {pos}/{len} {wide_msg}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_prefix(sketch.what.clone());
    bar
}

/// One stage's progress.
pub enum Bar {
    Hidden,
    Drawn(ProgressBar),
    Told(Teller),
}

impl Bar {
    pub fn start(&self, module: &str) {
        match self {
            Bar::Hidden => {}
            Bar::Drawn(bar) => bar.set_message(module.to_owned()),
            Bar::Told(teller) => module.clone_into(&mut teller.shared.state().sketch.module),
        }
    }

    pub fn done(&self) {
        match self {
            Bar::Hidden => {}
            Bar::Drawn(bar) => bar.inc(1),
            Bar::Told(teller) => teller.shared.state().sketch.done += 1,
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Bar::Drawn(bar) = self {
            bar.finish_and_clear();
        }
    }
}

/// Tells how far a stage is, time and again, on a thread of its own.
pub struct Teller {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    is_over: Condvar,
}

#[derive(Default)]
struct State {
    sketch: Sketch,
    is_over: bool,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Teller {
    fn start(voice: Arc<dyn Voice>, sketch: Sketch) -> Teller {
        let state = Mutex::new(State { sketch, is_over: false });
        let shared = Arc::new(Shared { state, is_over: Condvar::new() });
        let told = shared.clone();
        // Without the thread nothing is drawn, which is no fault.
        let thread = std::thread::Builder::new().spawn(move || tell(&told, &*voice)).ok();
        Teller { shared, thread }
    }
}

fn tell(shared: &Shared, voice: &dyn Voice) {
    let mut last = None;
    let mut state = shared.state();
    loop {
        let waited = shared.is_over.wait_timeout_while(state, TICK, |state| !state.is_over);
        state = waited.unwrap_or_else(PoisonError::into_inner).0;
        if state.is_over {
            break;
        }
        if last.as_ref() != Some(&state.sketch) {
            last = Some(state.sketch.clone());
            voice.sketch(last.clone());
        }
    }
    if last.is_some() {
        voice.sketch(None);
    }
}

impl Drop for Teller {
    /// Nothing is told of a stage that is over, so this waits.
    fn drop(&mut self) {
        self.shared.state().is_over = true;
        self.shared.is_over.notify_all();
        if let Some(thread) = self.thread.take() {
            thread.join().ok(); // what it died of has been said
        }
    }
}

/// Draws the sketches of another session.
#[derive(Default)]
pub struct Drawing(Option<ProgressBar>);

impl Drawing {
    pub fn show(&mut self, sketch: Option<Sketch>) {
        let Some(sketch) = sketch else { return self.wipe() };
        if self.0.as_ref().is_some_and(|bar| bar.prefix() != sketch.what) {
            self.wipe(); // the next stage has begun, between two looks at them
        }
        let bar = self.0.get_or_insert_with(|| drawn(&sketch));
        bar.set_message(sketch.module);
        bar.set_position(sketch.done);
    }

    pub fn wipe(&mut self) {
        if let Some(bar) = self.0.take() {
            bar.finish_and_clear();
        }
    }
}
