//! `setTimeout` and its kin; `queue` holds what waits.

mod queue;

use super::check::plain;
use super::table::{Member, define_lazily, key, new_function};
use crate::builtin;
use crate::call::Arguments;
use crate::cell::{Gc, Header};
use crate::error::ErrorKind;
use crate::exception::throw::throw_coded;
use crate::heap::{kind, mark::Marker};
use crate::list::{self, List};
use crate::object::{self, Object};
use crate::operator::convert::{is_callable, to_number, type_name};
use crate::property::Attributes;
use crate::realm::{Intrinsic, intrinsic, names, set_intrinsic};
use crate::value::Value;

pub use queue::{has_immediates, is_pending, run_due, run_immediates, trace as trace_queue, wait};

/// An object of class `Timeout` or `Immediate`.
#[repr(C)]
pub struct Timer {
    object: Object,
    callback: Value,
    arguments: Gc<List>,
    /// Milliseconds; 0 for immediates.
    delay: u64,
    /// Where it stands in the queue: when it is due, and its number.
    due: u64,
    number: u64,
    id: u32,
    repeats: bool,
    is_immediate: bool,
    /// It stands in a queue.
    active: bool,
    /// It keeps the program running.
    has_ref: bool,
}

pub const GLOBALS: &[Member] = &[
    Member::Method("clearImmediate", 1, clear),
    Member::Method("clearInterval", 1, clear),
    Member::Method("clearTimeout", 1, clear),
    Member::Method("setImmediate", 1, set_immediate),
    Member::Method("setInterval", 2, set_interval),
    Member::Method("setTimeout", 2, set_timeout),
    Member::Method("queueMicrotask", 1, queue_microtask),
];

static TIMEOUT_MEMBERS: &[Member] = &[
    Member::Method("refresh", 0, refresh),
    Member::Method("unref", 0, unref),
    Member::Method("ref", 0, r#ref),
    Member::Method("hasRef", 0, has_ref),
    Member::Method("close", 0, close),
    Member::Method("@toPrimitive", 0, to_primitive),
    Member::Method("@dispose", 0, dispose),
];

static IMMEDIATE_MEMBERS: &[Member] = &[
    Member::Method("ref", 0, r#ref),
    Member::Method("unref", 0, unref),
    Member::Method("hasRef", 0, has_ref),
    Member::Method("@dispose", 0, dispose),
];

/// Makes the prototypes; called at start.
pub fn start() {
    for (which, name, members) in [
        (Intrinsic::TimeoutPrototype, "Timeout", TIMEOUT_MEMBERS),
        (Intrinsic::ImmediatePrototype, "Immediate", IMMEDIATE_MEMBERS),
    ] {
        let prototype = object::long_lived(Some(intrinsic(Intrinsic::ObjectPrototype)));
        let constructor = new_function(name, 0, nothing);
        crate::property::ordinary::materialize(constructor.cast());
        constructor.cast::<Object>().put(names().prototype, prototype.into(), Attributes::NONE);
        prototype.put(key("constructor"), constructor.into(), Attributes::HIDDEN);
        define_lazily(prototype, members);
        set_intrinsic(which, prototype);
    }
    define_lazily(intrinsic(Intrinsic::Global), GLOBALS);
}

/// Node's TypeError with code ERR_INVALID_ARG_TYPE for what should be a function.
pub fn check_callback(callback: Value) {
    if is_callable(callback) {
        return;
    }
    let received = if callback.is_nullish() {
        plain(callback)
    } else if let Some(string) = callback.as_string() {
        ["type string ('", &string.to_rust(), "')"].concat()
    } else if callback.is_object() {
        let name = crate::operator::convert::constructor_name(callback.cell());
        ["an instance of ", &name.unwrap_or_else(|| "Object".to_owned())].concat()
    } else {
        ["type ", type_name(callback), " (", &plain(callback), ")"].concat()
    };
    let message = ["The \"callback\" argument must be of type function. Received ", &received].concat();
    throw_coded(ErrorKind::TypeError, "ERR_INVALID_ARG_TYPE", &message)
}

fn new(which: Intrinsic, arguments: Arguments, first: usize) -> Gc<Timer> {
    check_callback(arguments.get(0));
    let values = list::from_slice(arguments.0.get(first..).unwrap_or(&[]));
    let mut timer = object::of_kind::<Timer>(kind::TIMER, Some(intrinsic(which)));
    (timer.callback, timer.arguments) = (arguments.get(0), values);
    (timer.delay, timer.due, timer.number, timer.id) = (0, 0, 0, 0);
    (timer.repeats, timer.is_immediate, timer.active, timer.has_ref) = (false, false, false, true);
    timer
}

/// The longest delay; longer ones, and what is no number, are 1.
const LONGEST: f64 = 2147483647.0;

fn delayed(arguments: Arguments, repeats: bool) -> Value {
    let mut timer = new(Intrinsic::TimeoutPrototype, arguments, 2);
    let delay = to_number(arguments.get(1));
    timer.delay = if (1.0..=LONGEST).contains(&delay) { delay as u64 } else { 1 };
    timer.repeats = repeats;
    queue::add(timer);
    timer.into()
}

fn timer(value: Value) -> Option<Gc<Timer>> {
    match value.as_kind(kind::TIMER) {
        Some(timer) => Some(timer),
        None if value.is_number() || value.is_string() => queue::by_id(to_number(value)),
        None => None,
    }
}

builtin! {
    fn nothing(this, arguments) {
        Value::UNDEFINED
    }

    fn set_timeout(this, arguments) {
        delayed(arguments, false)
    }

    fn set_interval(this, arguments) {
        delayed(arguments, true)
    }

    fn set_immediate(this, arguments) {
        let mut timer = new(Intrinsic::ImmediatePrototype, arguments, 1);
        timer.is_immediate = true;
        queue::add_immediate(timer);
        timer.into()
    }

    fn clear(this, arguments) {
        if let Some(timer) = timer(arguments.get(0)) {
            queue::remove(timer);
        }
        Value::UNDEFINED
    }

    fn queue_microtask(this, arguments) {
        check_callback(arguments.get(0));
        crate::promise::job::enqueue(crate::promise::job::Job::Call(arguments.get(0)));
        Value::UNDEFINED
    }

    fn refresh(this, arguments) {
        if let Some(timer) = timer(this)
            && timer.active
        {
            queue::remove(timer);
            queue::add(timer);
        }
        this
    }

    fn unref(this, arguments) {
        if let Some(mut timer) = timer(this) {
            timer.has_ref = false;
        }
        this
    }

    fn r#ref(this, arguments) {
        if let Some(mut timer) = timer(this) {
            timer.has_ref = true;
        }
        this
    }

    fn has_ref(this, arguments) {
        timer(this).is_some_and(|timer| timer.has_ref).into()
    }

    fn close(this, arguments) {
        if let Some(timer) = timer(this) {
            queue::remove(timer);
        }
        this
    }

    fn dispose(this, arguments) {
        if let Some(timer) = timer(this) {
            queue::remove(timer);
        }
        Value::UNDEFINED
    }

    fn to_primitive(this, arguments) {
        timer(this).map_or(Value::NAN, |timer| Value::from_u32(queue::id_of(timer)))
    }
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is a timer.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        object::trace(cell, marker);
        let timer = cell.cast::<Timer>();
        marker.value((*timer).callback);
        marker.gc((*timer).arguments);
    }
}
