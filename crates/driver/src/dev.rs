//! `perry dev` at work: one loop that hears of changes, keys, signals and builds, and a thread that builds.

pub mod talk;

pub mod builder;
mod echo;
mod lookout;
mod program;
mod remote;
mod terminal;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use perry_persist::fingerprint::Fingerprint;
use perry_project::watch::Touch;

use crate::arguments::Dev;
use crate::progress::Drawing;
use crate::serve::client::{Project, SILENCE, develop};
use crate::session::{Installation, Session};
use crate::settings::{Settings, shown};
use crate::voice::{Said, show};
use builder::Builder;
use program::Program;
use remote::{Hands, Remote, listen};
use talk::{Good, News, Occasion, Point, Request, Tell};
use terminal::Terminal;

/// Changes that come this close belong together: an editor writes, renames and touches.
const DEBOUNCE: Duration = Duration::from_millis(30);
/// Changes that never cease are built all the same after this. A guess.
const PATIENCE: Duration = Duration::from_millis(600);
/// A builder that was asked to stop ends after the module at hand; longer nobody waits for it at the end. A guess.
const FAREWELL: Duration = Duration::from_secs(1);

/// What the loop hears of.
enum Event {
    News(News),
    /// The shared host builds.
    Attached(Remote),
    /// It does not, or not any more.
    Lost,
    Key(u8),
    Signal(i32),
}

/// The loop and what it knows.
struct Loop<'a> {
    session: &'a Session,
    dev: &'a Dev,
    root: &'a Path,
    tell: Tell,
    hands: Hands,
    drawing: Drawing,
    touched: BTreeSet<String>,
    is_everything: bool,
    /// When the first and the last of the changes came that wait to be built.
    since: Option<(Instant, Instant)>,
    /// What the last build came to, good or not.
    known: Option<Fingerprint>,
    /// A build was announced that has not come to its end.
    is_begun: bool,
    /// One was asked for by a key, and that was not announced yet.
    is_key_due: bool,
    good: Option<Good>,
    program: Option<Program>,
    /// What was launched last.
    launched: Option<Fingerprint>,
    has_keys: bool,
}

/// Watches, builds and runs until it is told to end; gives the exit code.
pub fn watch(session: &Session, dev: &Dev, installation: &Installation, settings: &Settings) -> Result<u8> {
    let (sender, events) = channel();
    forward_signals(sender.clone())?;
    let terminal = Terminal::take();
    if terminal.is_some() {
        let sender = sender.clone();
        terminal::read_keys(move |key| sender.send(Event::Key(key)).is_ok());
    }
    let told = sender.clone();
    let tell: Tell = Arc::new(move |news| drop(told.send(Event::News(news))));
    let mut state = Loop {
        session,
        dev,
        root: &settings.root,
        tell,
        hands: Hands::Nobody,
        drawing: Drawing::default(),
        touched: BTreeSet::new(),
        is_everything: false,
        since: None,
        known: None,
        is_begun: false,
        is_key_due: false,
        good: None,
        program: None,
        launched: None,
        has_keys: terminal.is_some(),
    };
    state.attach(installation, settings, sender);
    let code = state.run(&events, terminal.as_ref());
    state.end(&events);
    code
}

/// Signals become events: whatever ends perry ends the program and gives the terminal back.
fn forward_signals(events: Sender<Event>) -> Result<()> {
    use signal_hook::consts::{SIGCHLD, SIGCONT, SIGHUP, SIGINT, SIGPIPE, SIGTERM};
    let signals = [SIGCHLD, SIGCONT, SIGHUP, SIGINT, SIGPIPE, SIGTERM];
    let mut signals = signal_hook::iterator::Signals::new(signals).context("signals cannot be received")?;
    std::thread::spawn(move || signals.forever().all(|signal| events.send(Event::Signal(signal)).is_ok()));
    Ok(())
}

impl Loop<'_> {
    /// Has the host build, where there may be one. The loop hears how that goes.
    fn attach(&self, installation: &Installation, settings: &Settings, events: Sender<Event>) {
        let (session, dev, tell) = (self.session.clone(), self.dev.clone(), self.tell.clone());
        let (installation, settings) = (installation.clone(), settings.clone());
        std::thread::spawn(move || {
            let stream = develop(&session, &dev.build.sharing, &installation, Project::of(&settings));
            let ends = stream.and_then(|stream| Some((Remote::new(stream.try_clone().ok()?).ok()?, stream)));
            if let Some((remote, stream)) = ends
                && events.send(Event::Attached(remote)).is_ok()
            {
                listen(stream, session.environment.host_silence.unwrap_or(SILENCE), &tell);
            }
            // The loop may have ended.
            events.send(Event::Lost).ok();
        });
    }

    fn attached(&mut self, remote: Remote) {
        self.hands = Hands::Remote(remote);
        if self.is_key_due {
            self.ask(Occasion::Key);
        }
    }

    /// Goes on in this process, and tells nothing that has been told.
    fn go_on_alone(&mut self) -> Result<()> {
        self.since = None;
        self.touched.clear();
        self.is_everything = false;
        self.drawing.wipe();
        let first = match self {
            Loop { is_key_due: true, .. } => Request::first(Occasion::Key, None),
            Loop { is_begun: true, .. } => Request::first(Occasion::First, None),
            _ => Request::first(Occasion::First, self.known),
        };
        let builder = Builder::start(self.session, self.dev, self.root, first, self.tell.clone())?;
        self.hands = Hands::Own(builder);
        Ok(())
    }

    fn run(&mut self, events: &Receiver<Event>, terminal: Option<&Terminal>) -> Result<u8> {
        use signal_hook::consts::{SIGCHLD, SIGCONT};
        loop {
            match self.next(events) {
                Event::News(News::Touched(touch)) => self.touched(touch),
                Event::News(News::Told { said, point }) => self.told(&said, point),
                Event::News(News::Sketch(sketch)) => self.drawing.show(sketch),
                Event::News(News::Ended) => return Ok(1),
                Event::Attached(remote) => self.attached(remote),
                Event::Lost => self.go_on_alone()?,
                Event::Key(b'q') => return Ok(0),
                Event::Key(key) => self.key(key),
                Event::Signal(SIGCHLD) => self.look_at_program(),
                Event::Signal(SIGCONT) => terminal.into_iter().for_each(Terminal::take_again),
                // As the shell tells of a process that a signal ended.
                Event::Signal(signal) => return Ok(u8::try_from(128 + signal).unwrap_or(1)),
            }
        }
    }

    /// The next event. When changes have come to rest meanwhile, they are sent to be built.
    fn next(&mut self, events: &Receiver<Event>) -> Event {
        loop {
            let heard = match self.since {
                None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some((first, last)) => {
                    let due = (last + DEBOUNCE).min(first + PATIENCE);
                    events.recv_timeout(due.saturating_duration_since(Instant::now()))
                }
            };
            match heard {
                Ok(event) => return event,
                Err(RecvTimeoutError::Timeout) => self.ask(Occasion::Change),
                Err(RecvTimeoutError::Disconnected) => return Event::News(News::Ended),
            }
        }
    }

    fn ask(&mut self, occasion: Occasion) {
        self.since = None;
        let touched = std::mem::take(&mut self.touched);
        let is_everything = std::mem::take(&mut self.is_everything) || occasion == Occasion::Key;
        self.is_key_due |= occasion == Occasion::Key;
        self.hands.ask(Request { occasion, touched, is_everything, known: None });
    }

    fn touched(&mut self, touch: Touch) {
        let is_awaited = match touch {
            Touch::Everything => {
                self.is_everything = true;
                true
            }
            Touch::Path { path, is_awaited } => {
                self.touched.insert(path);
                is_awaited
            }
        };
        if is_awaited {
            self.hands.cancel();
        }
        let now = Instant::now();
        self.since = Some((self.since.map_or(now, |(first, _)| first), now));
    }

    /// Shows what was said, and knows of it from then on.
    fn told(&mut self, said: &Said, point: Point) {
        self.drawing.wipe();
        show(said);
        self.is_key_due &= !matches!(point, Point::Begun(Occasion::Key));
        self.known = point.known().or(self.known);
        match point {
            Point::Aside => {}
            Point::Begun(_) => self.is_begun = true,
            Point::Failed { .. } => self.is_begun = false,
            Point::Built(good) => {
                self.is_begun = false;
                self.built(good);
            }
        }
    }

    /// Only another program takes the place of the one that runs.
    fn built(&mut self, good: Good) {
        let is_new = self.launched != Some(good.linked);
        self.good = Some(good);
        if is_new && !self.dev.no_run {
            self.launch();
        }
    }

    fn key(&mut self, key: u8) {
        match key {
            b'r' if !self.dev.no_run => self.launch(),
            b'b' => {
                self.hands.cancel();
                self.ask(Occasion::Key);
            }
            b'w' => self.tell_why(),
            _ => {}
        }
    }

    fn launch(&mut self) {
        let Some(good) = &self.good else { return };
        drop(self.program.take());
        self.session.say(&format!("▶ launching {}", shown(&self.session.environment, &good.executable)));
        self.launched = Some(good.linked);
        match Program::start(&good.executable, &self.dev.args, self.has_keys) {
            Ok(program) => self.program = Some(program),
            Err(error) => {
                self.session.warn(&format!("✗ cannot run `{}`: {error}", good.executable.display()))
            }
        }
    }

    fn look_at_program(&mut self) {
        if let Some(ending) = self.program.as_mut().and_then(Program::ending) {
            self.program = None;
            if let Some(ending) = ending {
                self.session.say(&format!("  program ended with {ending}"));
            }
        }
    }

    /// The words of `perry why`, for every module that the last good build compiled.
    fn tell_why(&self) {
        let Some(good) = &self.good else { return };
        let mut compiled = good.modules.iter().filter(|module| module.is_compiled).peekable();
        if compiled.peek().is_none() {
            self.session.say("  nothing was compiled");
        }
        for module in compiled {
            self.session.say(&format!("{}: compiled", module.path));
            module.causes.iter().for_each(|cause| self.session.say(&format!("  because {cause}")));
        }
    }

    fn end(&mut self, events: &Receiver<Event>) {
        drop(self.program.take());
        self.drawing.wipe();
        self.hands.dismiss();
        let due = Instant::now() + FAREWELL;
        loop {
            match events.recv_timeout(due.saturating_duration_since(Instant::now())) {
                Ok(Event::News(News::Ended) | Event::Lost) | Err(_) => break,
                Ok(_) => {}
            }
        }
    }
}
