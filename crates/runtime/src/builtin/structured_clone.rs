//! `structuredClone`.

use super::array_buffer::{self, ArrayBuffer};
use super::map::{MapObject, new_of_kind};
use super::object::enumerable_keys;
use super::table::Member;
use super::typed_array::TypedArray;
use crate::array::{self, Array};
use crate::builtin;
use crate::call::construct;
use crate::cell::Gc;
use crate::error::{self, ErrorKind};
use crate::exception::throw::{throw, throw_type_error};
use crate::heap::kind;
use crate::heap::stack::check_stack;
use crate::iterator;
use crate::list::{self, List};
use crate::object::{self, Object, Wrapper};
use crate::operator::convert::{display, to_string};
use crate::property::Attributes;
use crate::property::key::PropertyKey;
use crate::realm::{Intrinsic, intrinsic, names};
use crate::string::make;
use crate::value::Value;

pub const GLOBALS: &[Member] = &[Member::Method("structuredClone", 2, structured_clone)];

builtin! {
    fn structured_clone(this, arguments) {
        if arguments.is_empty() {
            throw_type_error("The \"The value argument must be specified\" argument must be specified");
        }
        let transfer = match arguments.get(1).as_object() {
            Some(options) => options.get("transfer"),
            None => Value::UNDEFINED,
        };
        let seen = list::new();
        let moved = list::new();
        if !transfer.is_undefined() {
            iterator::for_each(transfer, |value| moved.push(value));
        }
        let result = Cloner { seen }.value(arguments.get(0));
        for index in 0..moved.len() {
            if let Some(mut buffer) = moved[index].as_kind::<ArrayBuffer>(kind::ARRAY_BUFFER) {
                array_buffer::detach(&mut buffer);
            }
        }
        result
    }
}

/// What has been cloned already: sources and clones by turns.
struct Cloner {
    seen: Gc<List>,
}

impl Cloner {
    fn value(&self, value: Value) -> Value {
        check_stack();
        let Some(source) = value.as_object() else {
            if value.is_symbol() {
                refuse(value);
            }
            return value;
        };
        if let Some(index) = self.seen.chunks(2).position(|pair| pair[0] == value) {
            return self.seen[index * 2 + 1];
        }
        self.object(source)
    }

    fn remember(&self, source: Gc<Object>, clone: Gc<Object>) {
        self.seen.push(source.into());
        self.seen.push(clone.into());
    }

    fn object(&self, source: Gc<Object>) -> Value {
        if source.is_callable() {
            refuse(source.into());
        }
        let clone: Gc<Object> = match source.kind() {
            kind::WRAPPER | kind::STRING_OBJECT => {
                let primitive = source.cast::<Wrapper>().primitive;
                if primitive.is_symbol() {
                    refuse(source.into());
                }
                object::wrap(primitive)
            }
            kind::DATE => {
                let date: Value = intrinsic(Intrinsic::Date).into();
                construct(date, date, &[source.invoke("getTime", &[])]).cell()
            }
            kind::REGEXP => {
                let constructor: Value = intrinsic(Intrinsic::RegExp).into();
                let parts = [source.get("source"), source.get("flags")];
                construct(constructor, constructor, &parts).cell()
            }
            kind::ARRAY_BUFFER => buffer(source.cast()).cast(),
            kind::TYPED_ARRAY => self.typed(source.cast()),
            kind::MAP => return self.map(source.cast()),
            kind::SET => return self.set(source.cast()),
            kind::ERROR => return self.error(source),
            kind::ARRAY => {
                let clone = array::new();
                self.remember(source, clone.cast());
                self.properties(source, clone.cast());
                let length = source.cast::<Array>().length;
                clone.cast::<Object>().set(names().length, Value::from_u32(length));
                return clone.into();
            }
            kind::OBJECT | kind::ARGUMENTS => {
                let clone = object::new();
                self.remember(source, clone);
                self.properties(source, clone);
                return clone.into();
            }
            _ => refuse(source.into()),
        };
        self.remember(source, clone);
        clone.into()
    }

    fn properties(&self, source: Gc<Object>, clone: Gc<Object>) {
        let keys = enumerable_keys(source);
        for index in 0..keys.length {
            let key = PropertyKey::from_value(keys.element(index));
            if source.has_own(key) {
                let value = self.value(source.get(key));
                clone.create_data(key, value);
            }
        }
    }

    fn typed(&self, source: Gc<TypedArray>) -> Gc<Object> {
        let buffer = self.value(source.buffer.into());
        let constructor: Value = intrinsic(source.element.intrinsics().0).into();
        let length = Value::from_usize(source.length());
        construct(constructor, constructor, &[buffer, Value::from_usize(source.offset), length]).cell()
    }

    /// The entries of a map or set, copied before program code can run.
    fn entries(&self, source: Gc<MapObject>) -> Gc<List> {
        let entries = list::new();
        for entry in source.table.iter() {
            entries.push(entry.key);
            entries.push(entry.value);
        }
        entries
    }

    fn map(&self, source: Gc<MapObject>) -> Value {
        let mut clone = new_of_kind(kind::MAP, intrinsic(Intrinsic::MapPrototype));
        self.remember(source.cast(), clone.cast());
        let entries = self.entries(source);
        for index in (0..entries.len()).step_by(2) {
            let key = self.value(entries[index]);
            let value = self.value(entries[index + 1]);
            clone.table.insert(key, value);
        }
        clone.into()
    }

    fn set(&self, source: Gc<MapObject>) -> Value {
        let mut clone = new_of_kind(kind::SET, intrinsic(Intrinsic::SetPrototype));
        self.remember(source.cast(), clone.cast());
        let entries = self.entries(source);
        for index in (0..entries.len()).step_by(2) {
            let key = self.value(entries[index]);
            clone.table.insert(key, Value::EMPTY);
        }
        clone.into()
    }

    fn error(&self, source: Gc<Object>) -> Value {
        let name = to_string(source.get(names().name)).to_rust();
        let kinds = [
            ErrorKind::EvalError,
            ErrorKind::RangeError,
            ErrorKind::ReferenceError,
            ErrorKind::SyntaxError,
            ErrorKind::TypeError,
            ErrorKind::UriError,
        ];
        let kind = kinds.into_iter().find(|kind| kind.name() == name).unwrap_or(ErrorKind::Error);
        let own = |key: PropertyKey| source.own_data(key).unwrap_or(Value::UNDEFINED);
        let message = own(names().message);
        let message = if message.is_undefined() { message } else { to_string(message).into() };
        let clone = error::new(kind, message);
        self.remember(source, clone);
        error::set_stack_text(clone, error::stack_value(source));
        if source.has_own(names().cause) {
            let cause = self.value(own(names().cause));
            clone.put(names().cause, cause, Attributes::HIDDEN);
        }
        clone.into()
    }
}

fn buffer(source: Gc<ArrayBuffer>) -> Gc<ArrayBuffer> {
    let clone = array_buffer::new(source.length);
    clone.bytes().copy_from_slice(source.bytes());
    clone
}

/// A DataCloneError.
fn refuse(value: Value) -> ! {
    let message = [&display(value), " could not be cloned."].concat();
    let error = error::new(ErrorKind::Error, make::from_str(&message).into());
    error.put(names().name, make::from_str("DataCloneError").into(), Attributes::HIDDEN);
    error.put(names().code, Value::from_i32(25), Attributes::HIDDEN);
    error::set_stack(error, &["DataCloneError: ", &message].concat());
    throw(error.into())
}
