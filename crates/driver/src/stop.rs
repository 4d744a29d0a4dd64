//! The stop: a signal ends the build. What was computed is flushed, temporary files go, and the exit code says which.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Once, OnceLock};

use perry_persist::store::Store;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::{flag, low_level};

use crate::temporary::remove_all_for_good;

const SIGNALS: [i32; 3] = [SIGHUP, SIGINT, SIGTERM];

/// A signal has come; what the other threads say from now on is of no interest.
static IS_STOPPING: AtomicBool = AtomicBool::new(false);

/// From now on a signal flushes the store before it ends the process; a second one ends it at once.
///
/// Called when there is work worth keeping: starting the thread costs 0.05 ms.
pub fn watch(store: &Arc<Store>) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Without the watch a signal costs the cache what is new, as the kill of a process does.
        start(store.clone()).ok();
    });
}

fn start(store: Arc<Store>) -> io::Result<()> {
    let heeded: Vec<i32> = SIGNALS.into_iter().filter(|signal| !is_ignored(*signal)).collect();
    let is_second = Arc::new(AtomicBool::new(false));
    for signal in &heeded {
        flag::register_conditional_shutdown(*signal, 128 + signal, is_second.clone())?;
        flag::register(*signal, is_second.clone())?;
    }
    let mut signals = Signals::new(&heeded)?;
    at_once().store(false, Ordering::SeqCst);
    std::thread::Builder::new().name("stop".to_owned()).spawn(move || {
        if let Some(signal) = signals.forever().next() {
            IS_STOPPING.store(true, Ordering::SeqCst);
            store.stop();
            remove_all_for_good();
            low_level::exit(128 + signal);
        }
    })?;
    Ok(())
}

/// Until `watch` is called, a signal ends the process as it would then, with nothing to flush.
pub fn end_at_once() -> io::Result<()> {
    for signal in SIGNALS.into_iter().filter(|signal| !is_ignored(*signal)) {
        flag::register_conditional_shutdown(signal, 128 + signal, at_once().clone())?;
    }
    Ok(())
}

fn at_once() -> &'static Arc<AtomicBool> {
    static AT_ONCE: OnceLock<Arc<AtomicBool>> = OnceLock::new();
    AT_ONCE.get_or_init(|| Arc::new(AtomicBool::new(true)))
}

/// Whoever started us with `nohup` or in the background of a script wants it to stay so.
fn is_ignored(signal: i32) -> bool {
    action(signal).sa_sigaction == libc::SIG_IGN
}

/// What is done about a signal now. Of a number that is no signal: the default.
fn action(signal: i32) -> libc::sigaction {
    // SAFETY: a null pointer asks for the present action and changes none; `action` is a live place for it.
    unsafe {
        let mut action = std::mem::zeroed::<libc::sigaction>();
        libc::sigaction(signal, std::ptr::null(), &mut action);
        action
    }
}

/// Signals are the program's from now on. One that came before still ends us.
pub fn hand_over() -> HandedOver {
    let heeded = SIGNALS.into_iter().filter(|signal| !is_ignored(*signal));
    let handed = HandedOver(heeded.map(|signal| (signal, action(signal))).collect());
    for (signal, _) in &handed.0 {
        // SAFETY: the default action touches no memory of ours.
        unsafe { libc::signal(*signal, libc::SIG_DFL) };
    }
    wait_if_stopping();
    handed
}

/// What was done about signals before the program was to do it.
pub struct HandedOver(Vec<(i32, libc::sigaction)>);

impl HandedOver {
    /// There is no program after all.
    pub fn take_back(self) {
        for (signal, before) in &self.0 {
            // SAFETY: the action was that of this signal in this process.
            unsafe { libc::sigaction(*signal, before, std::ptr::null_mut()) };
        }
    }
}

/// Says nothing more when a signal is ending the process, and waits for that.
pub fn wait_if_stopping() {
    while IS_STOPPING.load(Ordering::SeqCst) {
        std::thread::park();
    }
}

#[cfg(test)]
mod tests {
    use super::{SIGNALS, action, end_at_once, hand_over};

    #[test]
    fn signals_that_the_program_did_not_take_are_heeded_as_before() {
        end_at_once().expect("signals can be heeded");
        let heeded = || SIGNALS.map(|signal| action(signal).sa_sigaction);
        let before = heeded();
        let handed = hand_over();
        assert_ne!(heeded(), before);
        handed.take_back();
        assert_eq!(heeded(), before);
    }
}
