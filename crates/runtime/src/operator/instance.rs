//! `instanceof`.

use super::convert::{is_callable, truthy};
use crate::call::call;
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::object::Object;
use crate::realm::{Intrinsic, intrinsic, names, symbols};
use crate::value::Value;

/// InstanceofOperator.
pub fn instance_of(value: Value, target: Value) -> bool {
    let Some(object) = target.as_object() else {
        throw_type_error("Right-hand side of 'instanceof' is not an object")
    };
    if let Some(method) = object.get_method(symbols().has_instance)
        && method != Value::from(intrinsic(Intrinsic::FunctionHasInstance))
    {
        return truthy(call(method, target, &[value]));
    }
    if !is_callable(target) {
        throw_type_error("Right-hand side of 'instanceof' is not callable");
    }
    ordinary_has_instance(object, value)
}

/// OrdinaryHasInstance.
pub fn ordinary_has_instance(constructor: Gc<Object>, value: Value) -> bool {
    if !constructor.is_callable() {
        return false;
    }
    if let Some(target) = crate::builtin::function::bound_target(constructor) {
        return instance_of(value, target);
    }
    let Some(object) = value.as_object() else { return false };
    let Some(prototype) = constructor.get(names().prototype).as_object() else {
        let text = super::convert::display(constructor.get(names().prototype));
        throw_type_error(&["Function has non-object prototype '", &text, "' in instanceof check"].concat())
    };
    let mut above = object.prototype();
    while let Some(current) = above {
        if current == prototype {
            return true;
        }
        above = current.prototype();
    }
    false
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_instanceof(value: Value, target: Value) -> i32 {
    instance_of(value, target) as i32
}
