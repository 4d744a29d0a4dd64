//! Asynchronous iteration: `for await` and `yield*` of async generators.

use crate::exception::throw::throw_not_implemented;
use crate::value::Value;

#[unsafe(no_mangle)]
pub extern "C" fn perry_async_iterator_new(_iterable: Value, _text: Value) -> Value {
    throw_not_implemented("for await")
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_async_iterator_next(_record: Value) -> Value {
    throw_not_implemented("for await")
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_async_iterator_result(_record: Value, _result: Value) -> Value {
    throw_not_implemented("for await")
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_async_iterator_close(_record: Value) -> Value {
    throw_not_implemented("for await")
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_async_delegate_call(_record: Value, _mode: i32, _value: Value) -> Value {
    throw_not_implemented("yield*")
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_async_delegate_result(_record: Value, _awaited: Value) -> Value {
    throw_not_implemented("yield*")
}
