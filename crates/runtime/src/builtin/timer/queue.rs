//! Timers that wait, in the order in which they are due, and immediates.

use super::Timer;
use crate::call::call;
use crate::cell::{Gc, Global};
use crate::event_loop::{finish_task, run_task};
use crate::heap::mark::Marker;
use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

struct Queue {
    /// By due time, then by number.
    timers: BTreeMap<(u64, u64), Gc<Timer>>,
    immediates: VecDeque<Gc<Timer>>,
    next_number: u64,
    next_id: u32,
}

static QUEUE: Global<Queue> =
    Global::new(Queue { timers: BTreeMap::new(), immediates: VecDeque::new(), next_number: 0, next_id: 1 });

/// Nanoseconds of the monotonic clock.
fn nanoseconds() -> u64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: fills the struct.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &mut time) };
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

/// Milliseconds of the monotonic clock, rounded down as Node does.
fn now() -> u64 {
    nanoseconds() / 1_000_000
}

pub fn add(timer: Gc<Timer>) {
    add_at(timer, now());
}

fn add_at(mut timer: Gc<Timer>, start: u64) {
    let queue = QUEUE.get();
    queue.next_number += 1;
    (timer.due, timer.number, timer.active) = (start + timer.delay, queue.next_number, true);
    queue.timers.insert((timer.due, timer.number), timer);
}

pub fn add_immediate(mut timer: Gc<Timer>) {
    timer.active = true;
    QUEUE.get().immediates.push_back(timer);
}

pub fn remove(mut timer: Gc<Timer>) {
    timer.repeats = false;
    if !timer.active {
        return;
    }
    timer.active = false;
    if timer.is_immediate {
        QUEUE.get().immediates.retain(|other| *other != timer);
    } else {
        QUEUE.get().timers.remove(&(timer.due, timer.number));
    }
}

/// The number by which the program may name it.
pub fn id_of(mut timer: Gc<Timer>) -> u32 {
    if timer.id == 0 {
        timer.id = QUEUE.get().next_id;
        QUEUE.get().next_id += 1;
    }
    timer.id
}

pub fn by_id(id: f64) -> Option<Gc<Timer>> {
    QUEUE.get().timers.values().copied().find(|timer| timer.id != 0 && timer.id as f64 == id)
}

fn run(timer: Gc<Timer>) {
    run_task(|| {
        call(timer.callback, timer.into(), &timer.arguments);
    });
    std::hint::black_box(timer);
    finish_task();
}

/// Runs every timer that is due.
pub fn run_due() {
    let mut time = now();
    while let Some((&(due, _), &first)) = QUEUE.get().timers.first_key_value() {
        if due > time {
            time = now();
            if due > time {
                return;
            }
        }
        let mut timer = first;
        QUEUE.get().timers.pop_first();
        timer.active = false;
        run(timer);
        if timer.repeats && !timer.active {
            add(timer);
        }
    }
}

/// Runs the immediates that wait now, not those they make.
pub fn run_immediates() {
    let waiting = QUEUE.get().immediates.back().copied();
    let Some(last) = waiting else { return };
    while let Some(mut timer) = QUEUE.get().immediates.pop_front() {
        timer.active = false;
        run(timer);
        if timer == last {
            return;
        }
    }
}

pub fn has_immediates() -> bool {
    QUEUE.get().immediates.iter().any(|timer| timer.has_ref)
}

/// Does anything keep the program running?
pub fn is_pending() -> bool {
    has_immediates() || QUEUE.get().timers.values().any(|timer| timer.has_ref)
}

/// Sleeps until the next timer is due; false when none keeps the program running.
pub fn wait() -> bool {
    if !is_pending() {
        return false;
    }
    if let Some((&(due, _), _)) = QUEUE.get().timers.first_key_value() {
        let time = nanoseconds();
        if due * 1_000_000 > time {
            crate::builtin::console::output::flush();
            std::thread::sleep(Duration::from_nanos(due * 1_000_000 - time));
        }
    }
    true
}

/// Root tracer.
pub fn trace(marker: &mut Marker) {
    let queue = QUEUE.get();
    for timer in queue.timers.values().chain(&queue.immediates) {
        marker.gc(*timer);
    }
}
