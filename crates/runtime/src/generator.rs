//! Generators and async functions: what compiled code calls to make, resume and delegate.

use crate::cell::Gc;
use crate::exception::throw::throw_not_implemented;
use crate::frame::{Frame, Resume};
use crate::value::Value;

#[unsafe(no_mangle)]
pub extern "C" fn perry_generator_new(_resume: Resume, _frame: Gc<Frame>, _callee: Value) -> Value {
    throw_not_implemented("generators")
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_async_generator_new(_resume: Resume, _frame: Gc<Frame>, _callee: Value) -> Value {
    throw_not_implemented("async generators")
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_async_start(_resume: Resume, _frame: Gc<Frame>) -> Value {
    throw_not_implemented("async functions")
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_delegate_step(_record: Value, _mode: i32, _received: Value) -> Value {
    throw_not_implemented("yield*")
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_delegate_value(_record: Value) -> Value {
    throw_not_implemented("yield*")
}
