//! Iterator helpers: `map`, `filter`, `take`, `drop`, `flatMap`, and what `Iterator.from` wraps.

use super::{checked_callback, closing, direct, flattenable, this_iterator};
use crate::builtin;
use crate::builtin::check;
use crate::builtin::table::{Member, define_lazily};
use crate::call::call;
use crate::cell::{Gc, Header};
use crate::exception::catch::try_call;
use crate::exception::throw::{throw, throw_range_error, throw_type_error};
use crate::heap::{kind, mark::Marker};
use crate::iterator::{IteratorRecord, record, result::result};
use crate::object::{self, Object};
use crate::operator::convert::{to_number, truthy};
use crate::realm::{Intrinsic, intrinsic, set_intrinsic};
use crate::value::Value;

#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Which {
    Map,
    Filter,
    Take,
    Drop,
    FlatMap,
}

#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum State {
    Waiting,
    Running,
    Done,
}

#[repr(C)]
pub struct Helper {
    object: Object,
    underlying: Gc<IteratorRecord>,
    callback: Value,
    /// Of `flatMap`: the record being walked, or `EMPTY`.
    inner: Value,
    /// Calls so far, or what is left to take or drop.
    count: f64,
    which: Which,
    state: State,
}

/// What `Iterator.from` makes of an iterator that does not inherit from `Iterator.prototype`.
#[repr(C)]
pub struct Wrap {
    object: Object,
    underlying: Gc<IteratorRecord>,
}

static MEMBERS: &[Member] =
    &[Member::Method("next", 0, next), Member::Method("return", 0, r#return), Member::Tag("Iterator Helper")];

pub fn start() {
    let prototype = object::long_lived(Some(intrinsic(Intrinsic::IteratorPrototype)));
    define_lazily(prototype, MEMBERS);
    set_intrinsic(Intrinsic::IteratorHelperPrototype, prototype);
}

fn make(underlying: Gc<IteratorRecord>, which: Which, callback: Value, count: f64) -> Value {
    let prototype = intrinsic(Intrinsic::IteratorHelperPrototype);
    let mut helper = object::of_kind::<Helper>(kind::ITERATOR_HELPER, Some(prototype));
    (helper.underlying, helper.callback, helper.inner) = (underlying, callback, Value::EMPTY);
    (helper.count, helper.which, helper.state) = (count, which, State::Waiting);
    helper.into()
}

fn with_callback(this: Value, callback: Value, which: Which, name: &str) -> Value {
    let iterator = this_iterator(this, name);
    let callback = checked_callback(iterator, callback);
    make(direct(iterator), which, callback, 0.0)
}

fn with_limit(this: Value, limit: Value, which: Which, name: &str) -> Value {
    let iterator = this_iterator(this, name);
    let unread = record(iterator.into(), Value::UNDEFINED);
    let number = closing(unread, || Value::from_f64(to_number(limit))).as_f64();
    if number.is_nan() || number.trunc() < 0.0 {
        unread.close_silently();
        throw_range_error(&[&check::plain(limit), " must be positive"].concat());
    }
    make(direct(iterator), which, Value::UNDEFINED, number.trunc())
}

pub fn wrap(underlying: Gc<IteratorRecord>) -> Value {
    let prototype = intrinsic(Intrinsic::WrapForIteratorPrototype);
    let mut wrap = object::of_kind::<Wrap>(kind::WRAP_FOR_ITERATOR, Some(prototype));
    wrap.underlying = underlying;
    wrap.into()
}

pub fn wrapped(this: Value, name: &str) -> Gc<IteratorRecord> {
    let method = ["%WrapForValidIteratorPrototype%.", name].concat();
    check::receiver::<Wrap>(this, kind::WRAP_FOR_ITERATOR, &method).underlying
}

builtin! {
    pub fn map(this, arguments) {
        with_callback(this, arguments.get(0), Which::Map, "map")
    }

    pub fn filter(this, arguments) {
        with_callback(this, arguments.get(0), Which::Filter, "filter")
    }

    pub fn flat_map(this, arguments) {
        with_callback(this, arguments.get(0), Which::FlatMap, "flatMap")
    }

    pub fn take(this, arguments) {
        with_limit(this, arguments.get(0), Which::Take, "take")
    }

    pub fn drop(this, arguments) {
        with_limit(this, arguments.get(0), Which::Drop, "drop")
    }

    fn next(this, arguments) {
        let mut helper = check::receiver::<Helper>(this, kind::ITERATOR_HELPER, "Iterator Helper.prototype.next");
        check_running(helper);
        if helper.state == State::Done {
            return result(Value::UNDEFINED, true);
        }
        helper.state = State::Running;
        match try_call(|| helper.step().unwrap_or(Value::EMPTY)) {
            Ok(Value::EMPTY) => {
                helper.state = State::Done;
                result(Value::UNDEFINED, true)
            }
            Ok(value) => {
                helper.state = State::Waiting;
                result(value, false)
            }
            Err(error) => {
                helper.state = State::Done;
                throw(error)
            }
        }
    }

    fn r#return(this, arguments) {
        let mut helper = check::receiver::<Helper>(this, kind::ITERATOR_HELPER, "Iterator Helper.prototype.return");
        check_running(helper);
        if helper.state == State::Waiting {
            helper.state = State::Done;
            if helper.inner.is_cell() {
                let inner: Gc<IteratorRecord> = helper.inner.cell();
                closing(helper.underlying, || {
                    inner.close();
                    Value::UNDEFINED
                });
            }
            helper.underlying.close();
        }
        result(Value::UNDEFINED, true)
    }
}

fn check_running(helper: Gc<Helper>) {
    if helper.state == State::Running {
        throw_type_error("Generator is already running");
    }
}

impl Gc<Helper> {
    /// The next value, or nothing at the end.
    fn step(mut self) -> Option<Value> {
        let underlying = self.underlying;
        match self.which {
            Which::Map => {
                let value = underlying.step()?;
                Some(self.call_back(value))
            }
            Which::Filter => loop {
                let value = underlying.step()?;
                if truthy(self.call_back(value)) {
                    return Some(value);
                }
            },
            Which::Take => {
                if self.count == 0.0 {
                    underlying.close();
                    return None;
                }
                self.count -= 1.0;
                underlying.step()
            }
            Which::Drop => {
                while self.count > 0.0 {
                    self.count -= 1.0;
                    underlying.step()?;
                }
                underlying.step()
            }
            Which::FlatMap => self.step_flat(),
        }
    }

    fn call_back(mut self, value: Value) -> Value {
        let arguments = [value, Value::from_f64(self.count)];
        let mapped = closing(self.underlying, || call(self.callback, Value::UNDEFINED, &arguments));
        self.count += 1.0;
        mapped
    }

    fn step_flat(mut self) -> Option<Value> {
        loop {
            if self.inner.is_cell() {
                let inner: Gc<IteratorRecord> = self.inner.cell();
                let value = closing(self.underlying, || inner.step().unwrap_or(Value::EMPTY));
                if !value.is_empty() {
                    return Some(value);
                }
                self.inner = Value::EMPTY;
            }
            let value = self.underlying.step()?;
            let mapped = self.call_back(value);
            self.inner = closing(self.underlying, || {
                if !mapped.is_object() {
                    throw_type_error("Iterator.prototype.flatMap called on non-object");
                }
                flattenable(mapped, "Iterator.prototype.flatMap").into()
            });
        }
    }
}

/// Trace entry of `heap::kind` for helpers and wrappers.
///
/// # Safety
/// `cell` is one of them.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        object::trace(cell, marker);
        if (*cell).kind == kind::WRAP_FOR_ITERATOR {
            marker.gc((*cell.cast::<Wrap>()).underlying);
            return;
        }
        let helper = cell.cast::<Helper>();
        marker.gc((*helper).underlying);
        marker.value((*helper).callback);
        marker.value((*helper).inner);
    }
}
