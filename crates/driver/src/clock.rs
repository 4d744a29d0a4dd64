//! The clock: where the time of a build went, by stage and by module. The one place where time is read.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// A stage or a module, and what it took.
#[derive(Clone, Debug)]
pub struct Taken {
    pub name: Arc<str>,
    pub wall: Duration,
    /// Of all threads for a stage, of its own thread for a module.
    pub cpu: Duration,
}

/// Runs from its making on.
pub struct Clock {
    start: Instant,
    stages: Mutex<Vec<Taken>>,
    modules: Mutex<Vec<Taken>>,
}

impl Clock {
    pub fn start() -> Clock {
        Clock { start: Instant::now(), stages: Mutex::default(), modules: Mutex::default() }
    }

    /// Measures a stage; what stands under one name is added up.
    pub fn stage<T>(&self, name: &str, run: impl FnOnce() -> T) -> T {
        let (answer, taken) = measured(name.into(), ClockId::ProcessCPUTime, run);
        let mut stages = held(&self.stages);
        match stages.iter_mut().find(|stage| stage.name == taken.name) {
            Some(stage) => {
                stage.wall += taken.wall;
                stage.cpu += taken.cpu;
            }
            None => stages.push(taken),
        }
        answer
    }

    /// Measures the code generation of a module, which stays on one thread.
    pub fn module<T>(&self, path: &Arc<str>, run: impl FnOnce() -> T) -> T {
        let (answer, taken) = measured(path.clone(), ClockId::ThreadCPUTime, run);
        held(&self.modules).push(taken);
        answer
    }

    /// In the order in which they began.
    pub fn stages(&self) -> Vec<Taken> {
        held(&self.stages).clone()
    }

    /// The slowest first.
    pub fn modules(&self) -> Vec<Taken> {
        let mut modules = held(&self.modules).clone();
        modules.sort_by(|a, b| b.cpu.cmp(&a.cpu).then_with(|| a.name.cmp(&b.name)));
        modules
    }

    /// Everything until now; the CPU time is that of the process from its very start.
    pub fn total(&self) -> Taken {
        Taken { name: "total".into(), wall: self.start.elapsed(), cpu: now(ClockId::ProcessCPUTime) }
    }
}

fn measured<T>(name: Arc<str>, clock: ClockId, run: impl FnOnce() -> T) -> (T, Taken) {
    let (wall, cpu) = (Instant::now(), now(clock));
    let answer = run();
    let taken = Taken { name, wall: wall.elapsed(), cpu: now(clock).saturating_sub(cpu) };
    (answer, taken)
}

fn now(clock: ClockId) -> Duration {
    let time = clock_gettime(clock);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
}

fn held(list: &Mutex<Vec<Taken>>) -> MutexGuard<'_, Vec<Taken>> {
    list.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
