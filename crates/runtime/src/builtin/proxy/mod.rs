//! `Proxy`: the object, its constructor, calls through it. `traps` holds the other internal methods.

mod traps;

use super::check;
use super::table::{BASE, Class, LazyInfo, Member};
use crate::array;
use crate::builtin;
use crate::call::{call as call_value, construct as construct_value};
use crate::cell::{Gc, Header};
use crate::exception::throw::throw_type_error;
use crate::function::Function;
use crate::heap::{kind, mark::Marker};
use crate::linked;
use crate::object::{self, OBJECT_CALLABLE, OBJECT_CONSTRUCTOR, Object};
use crate::operator::convert::display;
use crate::property::access::get_method;
use crate::property::key::PropertyKey;
use crate::realm::Intrinsic;
use crate::value::Value;

pub use traps::METHODS;

#[repr(C)]
pub struct Proxy {
    object: Object,
    /// Both are null once it is revoked.
    pub target: Value,
    pub handler: Value,
}

pub static CLASS: Class = Class {
    name: "Proxy",
    length: 2,
    code: constructor,
    constructor: Intrinsic::Proxy,
    prototype: Intrinsic::Count,
    statics: &[Member::Method("revocable", 2, revocable)],
    ..BASE
};

static REVOKE: LazyInfo = LazyInfo::new("", 0, revoke_code);

fn create(target: Value, handler: Value) -> Gc<Proxy> {
    let (Some(inner), Some(_)) = (target.as_object(), handler.as_object()) else {
        throw_type_error("Cannot create proxy with a non-object as target or handler")
    };
    let mut proxy = object::of_kind::<Proxy>(kind::PROXY, None);
    (proxy.target, proxy.handler) = (target, handler);
    if inner.is_callable() {
        proxy.object.header.flags |= OBJECT_CALLABLE;
    }
    if inner.is_constructor() {
        proxy.object.header.flags |= OBJECT_CONSTRUCTOR;
    }
    proxy
}

/// Target and handler; throws where the proxy is revoked.
fn parts(proxy: Gc<Object>, action: &str) -> (Gc<Object>, Gc<Object>) {
    let proxy: Gc<Proxy> = proxy.cast();
    match (proxy.target.as_object(), proxy.handler.as_object()) {
        (Some(target), Some(handler)) => (target, handler),
        _ => throw_type_error(&["Cannot perform '", action, "' on a proxy that has been revoked"].concat()),
    }
}

/// The trap of that name, if the handler has it.
fn trap(handler: Gc<Object>, name: &str) -> Option<Value> {
    let key = PropertyKey::from_text(name);
    let method = handler.get(key);
    if method.is_nullish() {
        return None;
    }
    if !crate::operator::convert::is_callable(method) {
        let (shown, object) = (check::plain(method), display(handler.into()));
        throw_type_error(
            &[
                "'",
                &shown,
                "' returned for property '",
                name,
                "' of object '",
                &object,
                "' is not a function",
            ]
            .concat(),
        );
    }
    get_method(handler.into(), key)
}

linked! {
    /// IsArray of a proxy.
    fn is_array(proxy: Gc<Object>) -> bool = is_array_behind;
    /// [[Call]] of a callable proxy.
    fn call(proxy: Gc<Object>, this: Value, arguments: &[Value]) -> Value = apply;
    /// [[Construct]] of a constructor proxy.
    fn construct(proxy: Gc<Object>, arguments: &[Value], new_target: Value) -> Value = construct_behind;
}

fn is_array_behind(proxy: Gc<Object>) -> bool {
    let (target, _) = parts(proxy, "IsArray");
    super::array::access::is_array(target.into())
}

fn apply(proxy: Gc<Object>, this: Value, arguments: &[Value]) -> Value {
    let (target, handler) = parts(proxy, "apply");
    let Some(trap) = trap(handler, "apply") else { return call_value(target.into(), this, arguments) };
    let arguments = array::from_slice(arguments);
    call_value(trap, handler.into(), &[target.into(), this, arguments.into()])
}

fn construct_behind(proxy: Gc<Object>, arguments: &[Value], new_target: Value) -> Value {
    let (target, handler) = parts(proxy, "construct");
    let Some(trap) = trap(handler, "construct") else {
        return construct_value(target.into(), new_target, arguments);
    };
    let arguments = array::from_slice(arguments);
    let result = call_value(trap, handler.into(), &[target.into(), arguments.into(), new_target]);
    if !result.is_object() {
        let shown = check::plain(result);
        throw_type_error(&["'construct' on proxy: trap returned non-object ('", &shown, "')"].concat());
    }
    result
}

builtin! {
    fn constructor(this, arguments, callee, new_target) {
        check::needs_new(new_target, "Proxy");
        create(arguments.get(0), arguments.get(1)).into()
    }

    fn revocable(this, arguments) {
        let proxy = create(arguments.get(0), arguments.get(1));
        let revoke = REVOKE.function(&[proxy.into()]);
        let result = object::new();
        result.put_text("proxy", proxy);
        result.put_text("revoke", revoke);
        result.into()
    }

    fn revoke_code(this, arguments, callee, _new_target) {
        let mut proxy: Gc<Proxy> = callee.cell::<Function>().captures()[0].cell();
        (proxy.target, proxy.handler) = (Value::NULL, Value::NULL);
        Value::UNDEFINED
    }
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is a proxy.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        object::trace(cell, marker);
        let proxy = cell.cast::<Proxy>();
        marker.value((*proxy).target);
        marker.value((*proxy).handler);
    }
}
