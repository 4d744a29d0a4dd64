//! `process.stdout` and `process.stderr`.

use crate::builtin;
use crate::builtin::console::output::{self, Stream};
use crate::builtin::table::{self, Member};
use crate::call::call;
use crate::heap::kind;
use crate::object;
use crate::operator::convert;
use crate::value::Value;

static OUT: &[Member] = &[
    Member::Method("write", 1, write_out),
    Member::Method("end", 0, end),
    Member::Method("on", 2, on),
    Member::Method("once", 2, on),
];
static ERROR: &[Member] = &[
    Member::Method("write", 1, write_error),
    Member::Method("end", 0, end),
    Member::Method("on", 2, on),
    Member::Method("once", 2, on),
];

pub fn stdout() -> Value {
    stream(1, OUT)
}

pub fn stderr() -> Value {
    stream(2, ERROR)
}

fn stream(file: i32, members: &'static [Member]) -> Value {
    let stream = object::new();
    stream.put_text("fd", file);
    stream.put_text("writable", true);
    // SAFETY: asks about a file of the process.
    if unsafe { libc::isatty(file) } == 1 {
        stream.put_text("isTTY", true);
        stream.put_text("columns", 80);
    }
    table::define(stream, members);
    stream.into()
}

fn write(stream: Stream, arguments: &[Value]) -> Value {
    let chunk = arguments.first().copied().unwrap_or(Value::UNDEFINED);
    if let Some(string) = chunk.as_string() {
        output::write_string(stream, string);
    } else if chunk.kind() == kind::TYPED_ARRAY {
        let array: crate::cell::Gc<object::Object> = chunk.cell();
        let count = convert::length_of(array);
        let bytes: Vec<u8> = (0..count).map(|index| convert::to_i32(array.get(index as u32)) as u8).collect();
        output::write(stream, &bytes);
    } else {
        let expected = "of type string or an instance of Buffer, TypedArray, or DataView";
        super::throw_argument("chunk", expected, chunk);
    }
    if let Some(callback) = arguments.last().filter(|last| convert::is_callable(**last)) {
        call(*callback, Value::UNDEFINED, &[]);
    }
    Value::TRUE
}

builtin! {
    fn write_out(this, arguments) { write(Stream::Out, arguments.0) }

    fn write_error(this, arguments) { write(Stream::Error, arguments.0) }

    fn end(this, arguments) { this }

    fn on(this, arguments) { this }
}
