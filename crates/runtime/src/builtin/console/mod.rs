//! `console`.
//!
//! `output` holds the streams, `table` the boxes of `console.table`; what values look like is `inspect`'s business.

pub mod output;
pub mod table;

use super::inspect::format::format;
use super::inspect::{Options, inspect, to_value};
use super::table::{LazyInfo, Member, Namespace};
use crate::builtin;
use crate::cell::Global;
use crate::object::Object;
use crate::operator::convert;
use crate::property::key::PropertyKey;
use crate::realm::Intrinsic;
use crate::text::digits::to_fixed;
use crate::value::Value;
use output::Stream;
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;
use std::time::Instant;

pub static NAMESPACE: Namespace = Namespace {
    name: "console",
    object: Intrinsic::Console,
    members: &[
        Member::Method("log", 0, log),
        Member::Method("warn", 0, error),
        Member::Method("error", 0, error),
        Member::Method("dir", 0, dir),
        Member::Method("time", 0, time),
        Member::Method("timeEnd", 0, time_end),
        Member::Method("timeLog", 0, time_log),
        Member::Method("trace", 0, trace),
        Member::Method("assert", 0, assert),
        Member::Method("clear", 0, clear),
        Member::Method("count", 0, count),
        Member::Method("countReset", 0, count_reset),
        Member::Method("group", 0, group),
        Member::Method("groupEnd", 0, group_end),
        Member::Method("table", 0, print_table),
        Member::Method("debug", 0, log),
        Member::Method("info", 0, log),
        Member::Method("dirxml", 0, log),
        Member::Method("groupCollapsed", 0, group),
        Member::Method("profile", 0, nothing),
        Member::Method("profileEnd", 0, nothing),
        Member::Method("timeStamp", 0, nothing),
        Member::Tag("console"),
    ],
};

struct Console {
    /// Spaces in front of every line.
    indentation: usize,
    counts: FxHashMap<String, u32>,
    timers: FxHashMap<String, Instant>,
}

static CONSOLE: Global<Option<Console>> = Global::new(None);

fn console() -> &'static mut Console {
    let start = || Console { indentation: 0, counts: FxHashMap::default(), timers: FxHashMap::default() };
    CONSOLE.get().get_or_insert_with(start)
}

/// A line of text on a stream.
pub fn print(stream: Stream, text: &str) {
    let indentation = CONSOLE.get().as_ref().map_or(0, |console| console.indentation);
    if indentation == 0 {
        output::write(stream, [text, "\n"].concat().as_bytes());
        return;
    }
    let spaces = " ".repeat(indentation);
    let text = text.replace('\n', &["\n", &spaces].concat());
    output::write(stream, [&spaces, &text, "\n"].concat().as_bytes());
}

fn print_values(stream: Stream, values: &[Value]) {
    if let [only] = values
        && let Some(string) = only.as_string()
        && CONSOLE.get().as_ref().is_none_or(|console| console.indentation == 0)
    {
        output::write_string(stream, string);
        output::write(stream, b"\n");
        return;
    }
    print(stream, &format(values));
}

fn label(value: Value) -> String {
    if value.is_undefined() { "default".to_owned() } else { convert::to_string(value).to_rust() }
}

/// As Node shows how long something took.
fn duration(milliseconds: f64) -> String {
    let seconds = milliseconds / 1000.0;
    if milliseconds >= 60_000.0 {
        let (hours, minutes) = ((seconds / 3600.0).floor(), (seconds % 3600.0 / 60.0).floor());
        let rest = to_fixed(seconds % 60.0, 3);
        let pad = |text: String| if text.len() < 2 { ["0", &text].concat() } else { text };
        let rest = if rest.find('.') == Some(1) { ["0", &rest].concat() } else { rest };
        if hours > 0.0 {
            return [&to_fixed(hours, 0), ":", &pad(to_fixed(minutes, 0)), ":", &rest, " (h:mm:ss.mmm)"]
                .concat();
        }
        return [&to_fixed(minutes, 0), ":", &rest, " (m:ss.mmm)"].concat();
    }
    if milliseconds >= 1000.0 {
        return [&to_fixed(seconds, 3), "s"].concat();
    }
    let text = to_fixed(milliseconds, 3);
    [text.trim_end_matches('0').trim_end_matches('.'), "ms"].concat()
}

fn warn(message: &str) {
    let process = std::process::id().to_string();
    let text = ["(node:", &process, ") Warning: ", message, "\n"].concat();
    output::write(Stream::Error, text.as_bytes());
}

/// Prints the time since `console.time`; is there such a timer?
fn print_time(name: &str, rest: &[Value], method: &str) -> bool {
    let Some(start) = console().timers.get(name) else {
        warn(&["No such label '", name, "' for console.", method, "()"].concat());
        return false;
    };
    let mut text = [name, ": ", &duration(start.elapsed().as_secs_f64() * 1000.0)].concat();
    if !rest.is_empty() {
        text.push_str(&[" ", &format(rest)].concat());
    }
    print(Stream::Out, &text);
    true
}

builtin! {
    fn log(this, arguments) {
        print_values(Stream::Out, arguments.0);
        Value::UNDEFINED
    }

    fn error(this, arguments) {
        print_values(Stream::Error, arguments.0);
        Value::UNDEFINED
    }

    fn dir(this, arguments) {
        let options = read_options(arguments.get(1), Options { custom: false, ..Options::default() });
        print(Stream::Out, &inspect(arguments.get(0), options));
        Value::UNDEFINED
    }

    fn time(this, arguments) {
        let name = label(arguments.get(0));
        match console().timers.entry(name) {
            Entry::Occupied(known) => warn(&["Label '", known.key(), "' already exists for console.time()"].concat()),
            Entry::Vacant(free) => {
                free.insert(Instant::now());
            }
        }
        Value::UNDEFINED
    }

    fn time_end(this, arguments) {
        let name = label(arguments.get(0));
        if print_time(&name, &[], "timeEnd") {
            console().timers.remove(&name);
        }
        Value::UNDEFINED
    }

    fn time_log(this, arguments) {
        let name = label(arguments.get(0));
        print_time(&name, arguments.0.get(1..).unwrap_or(&[]), "timeLog");
        Value::UNDEFINED
    }

    fn trace(this, arguments) {
        let text = format(arguments.0);
        let colon = if text.is_empty() { "" } else { ": " };
        print(Stream::Error, &["Trace", colon, &text, "\n    at <anonymous>"].concat());
        Value::UNDEFINED
    }

    fn assert(this, arguments) {
        if convert::truthy(arguments.get(0)) {
            return Value::UNDEFINED;
        }
        let rest = arguments.0.get(1..).unwrap_or(&[]);
        let values = crate::list::new();
        match rest.first().and_then(|first| first.as_string()) {
            Some(first) => {
                values.push(to_value(&["Assertion failed: ", &first.to_rust()].concat()));
                rest[1..].iter().for_each(|value| values.push(*value));
            }
            None => {
                values.push(to_value("Assertion failed"));
                rest.iter().for_each(|value| values.push(*value));
            }
        }
        print_values(Stream::Error, &values);
        Value::UNDEFINED
    }

    fn clear(this, arguments) { Value::UNDEFINED }

    fn count(this, arguments) {
        let name = label(arguments.get(0));
        let count = console().counts.entry(name.clone()).or_insert(0);
        *count += 1;
        let count = count.to_string();
        print(Stream::Out, &[&name, ": ", &count].concat());
        Value::UNDEFINED
    }

    fn count_reset(this, arguments) {
        let name = label(arguments.get(0));
        if console().counts.remove(&name).is_none() {
            warn(&["Count for '", &name, "' does not exist"].concat());
        }
        Value::UNDEFINED
    }

    fn group(this, arguments) {
        if !arguments.is_empty() {
            print_values(Stream::Out, arguments.0);
        }
        console().indentation += 2;
        Value::UNDEFINED
    }

    fn group_end(this, arguments) {
        let console = console();
        console.indentation = console.indentation.saturating_sub(2);
        Value::UNDEFINED
    }

    /// What only an attached inspector shows.
    fn nothing(this, arguments) { Value::UNDEFINED }

    fn print_table(this, arguments) {
        let Some(object) = arguments.get(0).as_object().filter(|object| !object.is_callable()) else {
            print_values(Stream::Out, &arguments.0[..arguments.len().min(1)]);
            return Value::UNDEFINED;
        };
        let properties = arguments.get(1).as_object().map(|list| {
            let count = convert::length_of(list);
            (0..count).map(|index| PropertyKey::from_value(list.get(index as u32))).collect()
        });
        print(Stream::Out, &table::table(object, properties));
        Value::UNDEFINED
    }

    /// `util.inspect`.
    fn inspect_code(this, arguments) {
        let options = read_options(arguments.get(1), Options::default());
        to_value(&inspect(arguments.get(0), options))
    }

    /// `stylize` of custom inspection functions: there are no colours.
    fn stylize_code(this, arguments) { convert::to_string(arguments.get(0)).into() }

    /// `util.format`.
    fn format_code(this, arguments) { to_value(&format(arguments.0)) }
}

/// Reads the options of `util.inspect`.
pub fn read_options(value: Value, mut options: Options) -> Options {
    if value.is_bool() {
        options.show_hidden = value == Value::TRUE;
        return options;
    }
    let Some(object) = value.as_object() else { return options };
    let number = |name: &str, default: usize| read_number(object, name, default);
    let flag = |name: &str, default: bool| match object.get(PropertyKey::from_text(name)) {
        Value::UNDEFINED => default,
        value => convert::truthy(value),
    };
    let depth = object.get(PropertyKey::from_text("depth"));
    if depth.is_null() {
        options.depth = isize::MAX;
    } else if depth.is_number() {
        options.depth = depth.as_f64().min(1e15) as isize;
    }
    options.show_hidden = flag("showHidden", options.show_hidden);
    options.show_proxy = flag("showProxy", options.show_proxy);
    options.custom = flag("customInspect", options.custom);
    options.getters = flag("getters", options.getters);
    options.sorted = flag("sorted", options.sorted);
    options.break_length = number("breakLength", options.break_length);
    options.max_array = number("maxArrayLength", options.max_array);
    options.max_string = number("maxStringLength", options.max_string);
    options.compact = number("compact", options.compact);
    options
}

/// A number; null and infinity mean without limit, false is none.
fn read_number(object: crate::cell::Gc<Object>, name: &str, default: usize) -> usize {
    match object.get(PropertyKey::from_text(name)) {
        Value::UNDEFINED => default,
        Value::NULL => usize::MAX >> 2,
        Value::FALSE => 0,
        value if value.is_number() => value.as_f64().clamp(0.0, 1e15) as usize,
        _ => default,
    }
}

static INSPECT: LazyInfo = LazyInfo::new("inspect", 2, inspect_code);
static STYLIZE: LazyInfo = LazyInfo::new("stylize", 2, stylize_code);
static FORMAT: LazyInfo = LazyInfo::new("format", 0, format_code);

pub fn inspect_function() -> Value {
    INSPECT.function(&[]).into()
}

pub fn stylize_function() -> Value {
    STYLIZE.function(&[]).into()
}

pub fn format_function() -> Value {
    FORMAT.function(&[]).into()
}
