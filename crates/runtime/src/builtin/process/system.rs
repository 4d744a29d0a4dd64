//! What `process` asks and tells the operating system: folders, users, signals, time used.

use super::{text, throw_argument};
use crate::builtin;
use crate::call::Arguments;
use crate::error::{self, ErrorKind};
use crate::exception::throw::{throw, throw_coded};
use crate::object;
use crate::operator::convert;
use crate::value::Value;
use std::ffi::CString;
use std::io;

/// Names of signals as `process.kill` takes them, with their numbers.
const SIGNALS: &[(&str, i32)] = &[
    ("SIGHUP", libc::SIGHUP),
    ("SIGINT", libc::SIGINT),
    ("SIGQUIT", libc::SIGQUIT),
    ("SIGILL", libc::SIGILL),
    ("SIGTRAP", libc::SIGTRAP),
    ("SIGABRT", libc::SIGABRT),
    ("SIGBUS", libc::SIGBUS),
    ("SIGFPE", libc::SIGFPE),
    ("SIGKILL", libc::SIGKILL),
    ("SIGUSR1", libc::SIGUSR1),
    ("SIGSEGV", libc::SIGSEGV),
    ("SIGUSR2", libc::SIGUSR2),
    ("SIGPIPE", libc::SIGPIPE),
    ("SIGALRM", libc::SIGALRM),
    ("SIGTERM", libc::SIGTERM),
    ("SIGCHLD", libc::SIGCHLD),
    ("SIGCONT", libc::SIGCONT),
    ("SIGSTOP", libc::SIGSTOP),
    ("SIGTSTP", libc::SIGTSTP),
    ("SIGWINCH", libc::SIGWINCH),
];

/// Name and text of what the system refuses here, as libuv writes them.
fn refusal(number: i32) -> (&'static str, &'static str) {
    match number {
        libc::ENOENT => ("ENOENT", "no such file or directory"),
        libc::ENOTDIR => ("ENOTDIR", "not a directory"),
        libc::EACCES => ("EACCES", "permission denied"),
        libc::EPERM => ("EPERM", "operation not permitted"),
        libc::ESRCH => ("ESRCH", "no such process"),
        libc::EINVAL => ("EINVAL", "invalid argument"),
        _ => ("EIO", "i/o error"),
    }
}

/// Throws what the last call was refused with; `about` ends the message.
fn throw_refusal(syscall: &str, message: impl FnOnce(&str, &str) -> String) -> ! {
    let number = io::Error::last_os_error().raw_os_error().unwrap_or(libc::EIO);
    let (code, words) = refusal(number);
    let error = error::new(ErrorKind::Error, text(&message(code, words)));
    error.put_text("errno", Value::from_i32(-number));
    error.put_text("code", text(code));
    error.put_text("syscall", text(syscall));
    throw(error.into())
}

fn change_directory(path: &str) {
    let from = std::env::current_dir().map_or_else(|_| String::new(), |it| it.to_string_lossy().into_owned());
    if std::env::set_current_dir(path).is_err() {
        throw_refusal("chdir", |code, words| {
            [code, ": ", words, ", chdir '", &from, "' -> '", path, "'"].concat()
        });
    }
}

fn signal_number(value: Value) -> i32 {
    if value.is_undefined() {
        return libc::SIGTERM;
    }
    if value.is_number() {
        return convert::to_i32(value);
    }
    let name = convert::to_string(value).to_rust();
    match SIGNALS.iter().find(|(known, _)| *known == name) {
        Some((_, number)) => *number,
        None => {
            throw_coded(ErrorKind::TypeError, "ERR_UNKNOWN_SIGNAL", &["Unknown signal: ", &name].concat())
        }
    }
}

/// Microseconds of user and system time.
fn time_used() -> [f64; 2] {
    // SAFETY: a plain struct that the call fills.
    let usage = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        libc::getrusage(libc::RUSAGE_SELF, &raw mut usage);
        usage
    };
    [usage.ru_utime, usage.ru_stime].map(|time| time.tv_sec as f64 * 1e6 + time.tv_usec as f64)
}

/// Bytes of the process that are in memory.
pub fn resident() -> f64 {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    pages.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0.0) * 4096.0
}

/// A mask that is a number, or a text of octal digits.
fn mask(arguments: Arguments) -> Option<u32> {
    let value = arguments.get(0);
    match value.as_string() {
        Some(digits) => u32::from_str_radix(&digits.to_rust(), 8).ok(),
        None if value.is_number() => Some(convert::to_i32(value) as u32),
        None => None,
    }
}

builtin! {
    pub fn chdir(this, arguments) {
        let path = arguments.get(0);
        match path.as_string().map(|path| path.to_rust()) {
            Some(path) if CString::new(path.as_str()).is_ok() => change_directory(&path),
            _ => throw_argument("directory", "of type string", path),
        }
        Value::UNDEFINED
    }

    pub fn umask(this, arguments) {
        let wanted = mask(arguments);
        // SAFETY: two calls that cannot fail; the first only reads where nothing is wanted.
        unsafe {
            let old = libc::umask(wanted.unwrap_or(0) as libc::mode_t & 0o777);
            if wanted.is_none() {
                libc::umask(old);
            }
            Value::from_i32(old as i32)
        }
    }

    pub fn kill(this, arguments) {
        let process = arguments.get(0);
        if !process.is_number() {
            throw_argument("pid", "of type number", process);
        }
        let signal = signal_number(arguments.get(1));
        crate::builtin::console::output::flush();
        // SAFETY: takes two numbers.
        if unsafe { libc::kill(convert::to_i32(process), signal) } != 0 {
            throw_refusal("kill", |code, _| ["kill ", code].concat());
        }
        Value::TRUE
    }

    pub fn cpu_usage(this, arguments) {
        let mut used = time_used();
        if let Some(before) = arguments.get(0).as_object() {
            for (used, name) in used.iter_mut().zip(["user", "system"]) {
                *used -= convert::to_number(before.get(name));
            }
        }
        let usage = object::new();
        usage.put_text("user", used[0]);
        usage.put_text("system", used[1]);
        usage.into()
    }

    pub fn memory_rss(this, arguments) { Value::from_f64(resident()) }

    // SAFETY of these: they read numbers of the process and cannot fail.
    pub fn getuid(this, arguments) { Value::from_f64(unsafe { libc::getuid() } as f64) }
    pub fn geteuid(this, arguments) { Value::from_f64(unsafe { libc::geteuid() } as f64) }
    pub fn getgid(this, arguments) { Value::from_f64(unsafe { libc::getgid() } as f64) }
    pub fn getegid(this, arguments) { Value::from_f64(unsafe { libc::getegid() } as f64) }
}
