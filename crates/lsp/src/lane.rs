//! The lane: threads for one kind of work, with stacks deep enough for any program the parser lets through.

use std::collections::VecDeque;
use std::io;
use std::thread;

use crossbeam_channel::{Sender, unbounded};

/// The same as the driver gives its threads.
pub const STACK: usize = 64 << 20;

/// Which threads a request runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Somebody waits at the keyboard.
    Quick,
    /// It may look at the whole program.
    Thorough,
}

pub type Job = Box<dyn FnOnce() + Send>;

/// Which request: a number that none had before, for a client may use an id again.
pub type Serial = u64;

/// Threads, and the requests that wait for one. Waiting requests hold no handle of the database.
pub struct Lane {
    jobs: Sender<Job>,
    pub idle: usize,
    pub waiting: VecDeque<Serial>,
}

impl Lane {
    pub fn start(name: &str, threads: usize) -> io::Result<Lane> {
        let (jobs, receiver) = unbounded::<Job>();
        for _ in 0..threads {
            let receiver = receiver.clone();
            let run = move || receiver.into_iter().for_each(|job| job());
            thread::Builder::new().name(format!("perry-{name}")).stack_size(STACK).spawn(run)?;
        }
        Ok(Lane { jobs, idle: threads, waiting: VecDeque::new() })
    }

    /// Gives work to an idle thread; whoever gave it says when the thread is idle again.
    pub fn give(&mut self, job: Job) {
        self.idle -= 1;
        // The threads end with the process, not before.
        self.jobs.send(job).ok();
    }
}
