//! `process`. `events` holds its listeners and the way out, `streams` standard output and error, `system` the
//! rest of what it asks the operating system.

pub mod events;
pub mod streams;
mod system;

use super::table::{Member, Namespace, new_function};
use crate::array;
use crate::builtin;
use crate::cell::{Gc, Global};
use crate::error::ErrorKind;
use crate::exception::throw::{throw_coded, throw_kind};
use crate::function::Function;
use crate::heap::alloc::HEAP;
use crate::object;
use crate::operator::convert;
use crate::property::Attributes;
use crate::property::key::PropertyKey;
use crate::realm::Intrinsic;
use crate::start::ARGUMENTS;
use crate::string::make;
use crate::value::Value;
use std::ffi::CStr;
use std::time::Duration;

/// The Node whose behaviour programs see.
pub const NODE_VERSION: &str = include_str!("../../../../../tests/NODE_VERSION").trim_ascii();

pub static NAMESPACE: Namespace = Namespace {
    name: "process",
    object: Intrinsic::Process,
    members: &[
        Member::Value("title", || text("node"), Attributes::ALL),
        Member::Value("version", || text(&["v", NODE_VERSION].concat()), Attributes::ENUMERABLE),
        Member::Value("versions", versions, Attributes::ENUMERABLE),
        Member::Value("arch", || text("x64"), Attributes::ENUMERABLE),
        Member::Value("platform", || text("linux"), Attributes::ENUMERABLE),
        Member::Value("argv", argv, Attributes::ALL),
        Member::Value("argv0", || text(&argument(0)), Attributes::ALL),
        Member::Value("execPath", || text(&executable()), Attributes::ALL),
        Member::Value("execArgv", || array::new().into(), Attributes::ALL),
        Member::Value("env", env, Attributes::ALL),
        Member::Value("pid", || Value::from_f64(std::process::id() as f64), Attributes::ENUMERABLE),
        Member::Value(
            "ppid",
            || Value::from_f64(std::os::unix::process::parent_id() as f64),
            Attributes::ENUMERABLE,
        ),
        Member::Value("stdout", streams::stdout, Attributes::ALL),
        Member::Value("stderr", streams::stderr, Attributes::ALL),
        Member::Value("hrtime", hrtime_function, Attributes::ALL),
        Member::Accessor("exitCode", events::exit_code, events::set_exit_code),
        Member::Method("exit", 1, events::exit),
        Member::Method("abort", 0, abort),
        Member::Method("cwd", 0, cwd),
        Member::Method("chdir", 1, system::chdir),
        Member::Method("umask", 1, system::umask),
        Member::Method("getuid", 0, system::getuid),
        Member::Method("geteuid", 0, system::geteuid),
        Member::Method("getgid", 0, system::getgid),
        Member::Method("getegid", 0, system::getegid),
        Member::Method("kill", 2, system::kill),
        Member::Method("cpuUsage", 1, system::cpu_usage),
        Member::Method("uptime", 0, uptime),
        Member::Value("memoryUsage", memory_usage_function, Attributes::ALL),
        Member::Method("nextTick", 1, next_tick),
        Member::Method("emitWarning", 4, emit_warning),
        Member::Method("on", 2, events::on),
        Member::Alias("addListener", "on"),
        Member::Method("once", 2, events::once),
        Member::Method("prependListener", 2, events::prepend),
        Member::Method("prependOnceListener", 2, events::prepend_once),
        Member::Method("off", 2, events::off),
        Member::Alias("removeListener", "off"),
        Member::Method("removeAllListeners", 1, events::remove_all),
        Member::Method("emit", 1, events::emit_method),
        Member::Method("listenerCount", 2, events::listener_count),
        Member::Method("listeners", 1, events::listeners),
        Member::Tag("process"),
    ],
};

fn text(text: &str) -> Value {
    make::from_str(text).into()
}

fn argument(index: usize) -> String {
    let (count, values) = *ARGUMENTS.get();
    if index >= count as usize {
        return String::new();
    }
    // SAFETY: the arguments of the process are zero-terminated and live for ever.
    unsafe { CStr::from_ptr(*values.add(index)) }.to_string_lossy().into_owned()
}

fn executable() -> String {
    std::fs::read_link("/proc/self/exe")
        .map_or_else(|_| argument(0), |path| path.to_string_lossy().into_owned())
}

/// The executable twice (there is no interpreter), then what it was given.
fn argv() -> Value {
    let values = array::new();
    values.push(text(&executable()));
    values.push(text(&executable()));
    for index in 1..ARGUMENTS.get().0 as usize {
        values.push(text(&argument(index)));
    }
    values.into()
}

unsafe extern "C" {
    static environ: *const *const std::ffi::c_char;
}

fn env() -> Value {
    let object = object::new();
    let mut index = 0;
    loop {
        // SAFETY: the environment is a null-terminated array of zero-terminated strings.
        let entry = unsafe {
            let entry = *environ.add(index);
            if entry.is_null() {
                return object.into();
            }
            CStr::from_ptr(entry).to_string_lossy()
        };
        if let Some((name, value)) = entry.split_once('=') {
            object.put(PropertyKey::from_string(make::from_str(name)), text(value), Attributes::ALL);
        }
        index += 1;
    }
}

fn versions() -> Value {
    let object = object::new();
    object.put_text("node", text(NODE_VERSION));
    object.into()
}

/// Monotonic time in nanoseconds.
fn nanoseconds() -> u64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: fills the struct.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &mut time) };
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

static START: Global<u64> = Global::new(0);

/// Remembers when the program began; called at start.
pub fn start() {
    *START.get() = nanoseconds();
}

/// Time since the program began.
pub fn running() -> Duration {
    Duration::from_nanos(nanoseconds() - *START.get())
}

fn hrtime_function() -> Value {
    let bigint = new_function("bigint", 0, hrtime_bigint);
    with_member(new_function("hrtime", 1, hrtime), "bigint", bigint)
}

fn memory_usage_function() -> Value {
    let rss = new_function("rss", 0, system::memory_rss);
    with_member(new_function("memoryUsage", 0, memory_usage), "rss", rss)
}

/// A function that has another as its member.
fn with_member(function: Gc<Function>, name: &str, member: Gc<Function>) -> Value {
    let object = function.cast::<object::Object>();
    crate::property::ordinary::materialize(object);
    object.put_text(name, member);
    object.into()
}

builtin! {
    fn abort(this, arguments) {
        super::console::output::flush();
        std::process::abort()
    }

    fn cwd(this, arguments) {
        match std::env::current_dir() {
            Ok(path) => text(&path.to_string_lossy()),
            Err(_) => throw_kind(ErrorKind::Error, "ENOENT: no such file or directory, uv_cwd"),
        }
    }

    fn uptime(this, arguments) { Value::from_f64(running().as_secs_f64()) }

    fn memory_usage(this, arguments) {
        let usage = object::new();
        usage.put_text("rss", system::resident());
        usage.put_text("heapTotal", system::resident());
        usage.put_text("heapUsed", HEAP.get().allocated as f64);
        usage.put_text("external", 0);
        usage.put_text("arrayBuffers", 0);
        usage.into()
    }

    fn hrtime(this, arguments) {
        let now = nanoseconds();
        let (mut seconds, mut rest) = ((now / 1_000_000_000) as f64, (now % 1_000_000_000) as f64);
        if let Some(previous) = arguments.get(0).as_object() {
            seconds -= convert::to_number(previous.get(0));
            rest -= convert::to_number(previous.get(1));
            if rest < 0.0 {
                (seconds, rest) = (seconds - 1.0, rest + 1e9);
            }
        }
        array::from_slice(&[Value::from_f64(seconds), Value::from_f64(rest)]).into()
    }

    fn hrtime_bigint(this, arguments) { crate::bigint::from_u64(nanoseconds()) }

    fn next_tick(this, arguments) {
        let function = arguments.get(0);
        if !convert::is_callable(function) {
            throw_argument("callback", "of type function", function);
        }
        let rest = crate::list::from_slice(arguments.0.get(1..).unwrap_or(&[]));
        crate::promise::job::enqueue_tick(function, rest);
        Value::UNDEFINED
    }

    fn emit_warning(this, arguments) {
        let warning = arguments.get(0);
        let shown = match warning.as_object() {
            Some(error) => convert::to_string(error.into()).to_rust(),
            None => ["Warning: ", &convert::to_string(warning).to_rust()].concat(),
        };
        let line = ["(node:", &std::process::id().to_string(), ") ", &shown, "\n"].concat();
        super::console::output::write(super::console::output::Stream::Error, line.as_bytes());
        Value::UNDEFINED
    }
}

/// Throws because the argument must be something else, such as `of type string`.
pub fn throw_argument(name: &str, expected: &str, value: Value) -> ! {
    let message = ["The \"", name, "\" argument must be ", expected, ". Received ", &received(value)];
    throw_coded(ErrorKind::TypeError, "ERR_INVALID_ARG_TYPE", &message.concat())
}

/// A value as Node's argument errors name it.
pub fn received(value: Value) -> String {
    use super::inspect::{Options, inspect};
    if value.is_nullish() {
        return convert::to_string(value).to_rust();
    }
    if let Some(object) = value.as_object() {
        if object.is_callable() {
            return ["function ", &crate::operator::convert::to_string(object.get("name")).to_rust()]
                .concat();
        }
        let name = convert::constructor_name(object);
        return name.map_or_else(
            || inspect(value, Options { depth: -1, ..Options::default() }),
            |name| ["an instance of ", &name].concat(),
        );
    }
    ["type ", convert::type_name(value), " (", &inspect(value, Options::default()), ")"].concat()
}
