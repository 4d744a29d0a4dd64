//! The row of faults: every system call that perry makes on files of the project, the cache and the output may fail.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};

use fastrand::Rng;
use perry_tests::perry::perry;

use crate::engine::{Answer, Engine, PATIENCE, Pending, Worker, awaited};
use crate::inject::{Listener, Stopped, Word, filter, install, memory};
use crate::site::{Site, copy, poisoned};
use crate::tally::{Failure, Order, Tally};

/// Every so many random faults happen to the binary itself.
const REAL: usize = 10;

/// A class of system calls: its members, with the place of the path or descriptor among the arguments.
struct Class {
    name: &'static str,
    calls: &'static [(libc::c_long, Place)],
    faults: &'static [Fault],
}

/// Where a call says what it is about.
#[derive(Clone, Copy)]
enum Place {
    /// A path.
    Path(usize),
    /// A path from a directory, which stands before it.
    At(usize),
    /// An open file.
    Open(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Error(i32, &'static str),
    /// Half of it is written.
    Short,
}

const EIO: Fault = Fault::Error(libc::EIO, "EIO");
const ENOSPC: Fault = Fault::Error(libc::ENOSPC, "ENOSPC");
const EACCES: Fault = Fault::Error(libc::EACCES, "EACCES");
const EMFILE: Fault = Fault::Error(libc::EMFILE, "EMFILE");
const EROFS: Fault = Fault::Error(libc::EROFS, "EROFS");
const EINTR: Fault = Fault::Error(libc::EINTR, "EINTR");

const CLASSES: &[Class] = &[
    Class {
        name: "open",
        calls: &[(libc::SYS_openat, Place::At(0)), (libc::SYS_open, Place::Path(0))],
        faults: &[EIO, ENOSPC, EACCES, EMFILE, EROFS],
    },
    Class {
        name: "read",
        calls: &[
            (libc::SYS_read, Place::Open(0)),
            (libc::SYS_pread64, Place::Open(0)),
            (libc::SYS_getdents64, Place::Open(0)),
        ],
        faults: &[EIO, EINTR],
    },
    Class {
        name: "write",
        calls: &[
            (libc::SYS_write, Place::Open(0)),
            (libc::SYS_pwrite64, Place::Open(0)),
            (libc::SYS_writev, Place::Open(0)),
            (libc::SYS_ftruncate, Place::Open(0)),
            (libc::SYS_copy_file_range, Place::Open(2)),
            (libc::SYS_sendfile, Place::Open(0)),
        ],
        faults: &[EIO, ENOSPC, Fault::Short],
    },
    Class {
        name: "rename",
        calls: &[
            (libc::SYS_rename, Place::Path(0)),
            (libc::SYS_renameat, Place::At(0)),
            (libc::SYS_renameat2, Place::At(0)),
            (libc::SYS_linkat, Place::At(2)),
        ],
        faults: &[EIO, ENOSPC, EACCES],
    },
    Class { name: "mmap", calls: &[(libc::SYS_mmap, Place::Open(4))], faults: &[EIO, EACCES] },
    Class {
        name: "mkdir",
        calls: &[(libc::SYS_mkdir, Place::Path(0)), (libc::SYS_mkdirat, Place::At(0))],
        faults: &[EIO, ENOSPC, EACCES],
    },
    Class {
        name: "unlink",
        calls: &[
            (libc::SYS_unlink, Place::Path(0)),
            (libc::SYS_unlinkat, Place::At(0)),
            (libc::SYS_rmdir, Place::Path(0)),
        ],
        faults: &[EIO, EACCES],
    },
    Class {
        name: "stat",
        calls: &[
            (libc::SYS_newfstatat, Place::At(0)),
            (libc::SYS_statx, Place::At(0)),
            (libc::SYS_fstat, Place::Open(0)),
            (libc::SYS_utimensat, Place::At(0)),
            (libc::SYS_fchmod, Place::Open(0)),
            (libc::SYS_flock, Place::Open(0)),
        ],
        faults: &[EIO],
    },
];

fn calls() -> Vec<libc::c_long> {
    CLASSES.iter().flat_map(|class| class.calls).map(|(call, _)| *call).collect()
}

/// What fails in one build: the `nth` call of a class (or of any), from zero.
#[derive(Clone, Copy, Debug)]
struct Plan {
    class: Option<usize>,
    nth: usize,
    fault: Fault,
}

/// What a supervised build did.
#[derive(Default)]
struct Seen {
    /// Calls of each class on our files.
    counts: [usize; CLASSES.len()],
    /// The call that failed, and on what.
    hit: Option<(usize, PathBuf)>,
}

impl Seen {
    fn all(&self) -> usize {
        self.counts.iter().sum()
    }
}

/// The builds that are disturbed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    Cold,
    Warm,
}

/// First every call of a cold and of a warm build fails once with EIO, then every class with each of its faults, then
/// as many random ones as were ordered.
pub fn run(order: &Order, tally: &mut Tally) {
    let mut engine = Engine::new(false);
    let mut rng = Rng::with_seed(order.seed);
    if let Err(failure) = faults(order, &mut engine, tally, &mut rng) {
        tally.fail(0, failure);
    }
}

fn faults(order: &Order, engine: &mut Engine, tally: &mut Tally, rng: &mut Rng) -> Result<(), Failure> {
    let mut bench = Bench::new(rng, engine)?;
    let cold = bench.count(Start::Cold)?;
    let warm = bench.count(Start::Warm)?;
    let mut steps = each_call(Start::Cold, &cold);
    steps.extend(each_call(Start::Warm, &warm));
    steps.extend(each_fault(Start::Cold, &cold, rng));
    steps.extend(each_fault(Start::Warm, &warm, rng));
    steps.extend((0..order.steps).map(|_| any_fault(&cold, &warm, rng)));
    for (step, (start, plan)) in steps.iter().enumerate() {
        if order.only.is_some_and(|only| only != step) {
            continue;
        }
        if let Err(failure) = bench.disturb(*start, *plan, step % REAL == REAL - 1, engine, tally) {
            tally.fail(step, failure.during(&format!("{start:?}, {plan:?}")));
            // The next one finds an installation and a place that nobody has disturbed.
            bench.worker = None;
            std::fs::remove_file(bench.site.output()).ok();
        }
        if tally.has_enough() {
            return Ok(());
        }
    }
    Ok(())
}

/// EIO at every call.
fn each_call(start: Start, seen: &Seen) -> Vec<(Start, Plan)> {
    (0..seen.all()).map(|nth| (start, Plan { class: None, nth, fault: EIO })).collect()
}

/// Every class with each of its faults, at one of its calls.
fn each_fault(start: Start, seen: &Seen, rng: &mut Rng) -> Vec<(Start, Plan)> {
    let mut steps = Vec::new();
    for (class, kind) in CLASSES.iter().enumerate().filter(|(class, _)| seen.counts[*class] > 0) {
        for fault in kind.faults {
            let nth = rng.usize(..seen.counts[class]);
            steps.push((start, Plan { class: Some(class), nth, fault: *fault }));
        }
    }
    steps
}

fn any_fault(cold: &Seen, warm: &Seen, rng: &mut Rng) -> (Start, Plan) {
    let (start, seen) = if rng.bool() { (Start::Cold, cold) } else { (Start::Warm, warm) };
    let present: Vec<usize> = (0..CLASSES.len()).filter(|class| seen.counts[*class] > 0).collect();
    let class = present[rng.usize(..present.len())];
    let fault = CLASSES[class].faults[rng.usize(..CLASSES[class].faults.len())];
    (start, Plan { class: Some(class), nth: rng.usize(..seen.counts[class]), fault })
}

struct Bench {
    site: Site,
    /// Builds whose calls are seen.
    worker: Option<Worker>,
}

impl Bench {
    fn new(rng: &mut Rng, engine: &mut Engine) -> Result<Bench, Failure> {
        let mut site = Site::of(rng, 1, engine)?;
        site.build(engine)?;
        copy(&site.cache(), &site.path("warm"))?;
        site.turn(1)?;
        Ok(Bench { site, worker: None })
    }

    /// The state that a build starts from: no cache, or the one of the program before an edit.
    fn reset(&self, start: Start) -> Result<(), Failure> {
        if self.site.cache().exists() {
            std::fs::remove_dir_all(self.site.cache())?;
        }
        match start {
            Start::Cold => Ok(()),
            Start::Warm => copy(&self.site.path("warm"), &self.site.cache()),
        }
    }

    fn count(&mut self, start: Start) -> Result<Seen, Failure> {
        self.reset(start)?;
        let (answer, seen) = self.build(None, false)?;
        self.site.is_right(&answer)?;
        Ok(seen)
    }

    fn disturb(
        &mut self,
        start: Start,
        plan: Plan,
        is_real: bool,
        engine: &mut Engine,
        tally: &mut Tally,
    ) -> Result<(), Failure> {
        self.reset(start)?;
        let (answer, seen) = self.build(Some(plan), is_real)?;
        let told = answer.lines.join("\n") + &answer.stderr;
        match &seen.hit {
            Some((class, path)) => {
                tally.count(format!("{} {}", CLASSES[*class].name, name_of(plan.fault)));
                let in_cache = path.starts_with(self.site.cache());
                self.judge(&answer, in_cache)
                    .map_err(|failure| failure.during(&path.display().to_string()))?;
            }
            None => tally.count("call that did not come"),
        }
        let after = |failure| poisoned(failure, &format!("after the fault ({told})"));
        self.site.build(engine).map_err(after)?;
        self.site.is_healed(engine).map_err(after)?;
        // Where removing itself fails, the file stays; the next trim removes it.
        let is_unlink = seen.hit.is_some_and(|(class, _)| CLASSES[class].name == "unlink");
        self.site.has_nothing_left(is_unlink)?;
        tally.step(is_real);
        Ok(())
    }

    /// A fault of the cache costs nothing. One of sources or of the output may be told, never hidden.
    fn judge(&self, answer: &Answer, in_cache: bool) -> Result<(), Failure> {
        match (answer.is_good(), in_cache) {
            (true, _) => self.site.is_right(answer),
            (false, true) => {
                let told = answer.lines.join("\n") + &answer.stderr;
                Err(Failure::wrong(format!("a fault of the cache broke the build: {told}")))
            }
            (false, false) => self.site.is_whole(&self.site.output()),
        }
    }

    fn build(&mut self, plan: Option<Plan>, is_real: bool) -> Result<(Answer, Seen), Failure> {
        let words = self.site.words("1");
        if is_real {
            return self.build_real(&words, plan);
        }
        if self.worker.is_none() {
            self.worker = Some(Worker::start(Some(&calls()))?);
        }
        let folder = self.site.folder().to_owned();
        let worker = self.worker.as_mut().expect("it was filled above");
        let listener = worker.listener.take().expect("it was started with one");
        worker.send(&words)?;
        let is_over = AtomicBool::new(false);
        let (answer, seen) = std::thread::scope(|scope| {
            let supervisor = scope.spawn(|| supervise(&listener, &folder, plan, &is_over));
            let answer = worker.receive();
            is_over.store(true, Ordering::Relaxed);
            (answer, supervisor.join().expect("the supervisor does not panic"))
        });
        worker.listener = Some(listener);
        Ok((answer?, seen?))
    }

    fn build_real(
        &self,
        words: &crate::engine::Words,
        plan: Option<Plan>,
    ) -> Result<(Answer, Seen), Failure> {
        use std::os::unix::process::CommandExt;
        let mut command = perry();
        command.args(&words.words).current_dir(&words.directory).stdin(Stdio::null());
        let program = filter(&calls());
        // SAFETY: two system calls on memory that was made before the fork.
        unsafe { command.stdout(Stdio::piped()).stderr(Stdio::piped()).pre_exec(move || install(&program)) };
        let child = command.spawn()?;
        let listener = Listener::of(child.id())?;
        let Pending::Process { answer, .. } = awaited(child) else { unreachable!("it is a process") };
        let is_over = AtomicBool::new(false);
        let folder = self.site.folder();
        let (answer, seen) = std::thread::scope(|scope| {
            let supervisor = scope.spawn(|| supervise(&listener, folder, plan, &is_over));
            let answer = answer.recv_timeout(PATIENCE);
            is_over.store(true, Ordering::Relaxed);
            (answer, supervisor.join().expect("the supervisor does not panic"))
        });
        let answer = answer.map_err(|_| Failure::hang("no answer".to_owned()))?;
        match answer.code {
            0 | 1 => Ok((answer, seen?)),
            code => Err(Failure::crash(format!("exit code {code}: {}", answer.stderr))),
        }
    }
}

fn name_of(fault: Fault) -> &'static str {
    match fault {
        Fault::Error(_, name) => name,
        Fault::Short => "short",
    }
}

/// Lets calls go on, but for the one that is to fail. Only calls on files in `folder` count.
fn supervise(
    listener: &Listener,
    folder: &Path,
    plan: Option<Plan>,
    is_over: &AtomicBool,
) -> Result<Seen, Failure> {
    let mut seen = Seen::default();
    while !is_over.load(Ordering::Relaxed) {
        let Some(stopped) = listener.next(2)? else { continue };
        let word = match subject(&stopped) {
            Some((class, path)) if path.starts_with(folder) => {
                let (of_class, of_all) = (seen.counts[class], seen.all());
                seen.counts[class] += 1;
                let is_planned = |plan: &Plan| match plan.class {
                    Some(planned) => planned == class && plan.nth == of_class,
                    None => plan.nth == of_all,
                };
                match plan.filter(is_planned) {
                    Some(plan) => {
                        seen.hit = Some((class, path));
                        carried_out(listener, &stopped, plan.fault)
                    }
                    None => Word::GoOn,
                }
            }
            _ => Word::GoOn,
        };
        listener.answer(&stopped, word)?;
    }
    Ok(seen)
}

fn carried_out(listener: &Listener, stopped: &Stopped, fault: Fault) -> Word {
    match fault {
        Fault::Error(errno, _) => Word::Fail(errno),
        Fault::Short if stopped.call == libc::SYS_write => {
            listener.write_half(stopped).map_or(Word::Fail(libc::EIO), Word::Gives)
        }
        Fault::Short => Word::Fail(libc::EINTR),
    }
}

/// The class of a call, and what it is about.
fn subject(stopped: &Stopped) -> Option<(usize, PathBuf)> {
    let classes = CLASSES.iter().enumerate();
    let mut members = classes.flat_map(|(index, class)| class.calls.iter().map(move |it| (index, it)));
    let (class, (_, place)) = members.find(|(_, (call, _))| *call == stopped.call)?;
    let open = |index: usize| {
        let fd = stopped.arguments[index] as i32;
        let link = if fd == libc::AT_FDCWD { "cwd".to_owned() } else { format!("fd/{fd}") };
        std::fs::read_link(format!("/proc/{}/{link}", stopped.thread)).ok()
    };
    let text = |index: usize| {
        let bytes = memory(stopped.thread, stopped.arguments[index], 4096).ok()?;
        let end = bytes.iter().position(|byte| *byte == 0)?;
        Some(PathBuf::from(String::from_utf8_lossy(&bytes[..end]).into_owned()))
    };
    let path = match place {
        Place::Path(index) => text(*index)?,
        Place::Open(index) => open(*index)?,
        Place::At(index) => open(*index)?.join(text(index + 1)?),
    };
    Some((class, path))
}
