//! Checks exceptions of the program in the profile they are made for: they cross frames of the runtime and of std.
//!
//! `cargo run --profile runtime -p perry-runtime --example throw` (tests are always built with panic = "unwind").

use perry_runtime::builtin::group;
use perry_runtime::exception::catch::try_call;
use perry_runtime::exception::throw::{throw, throw_type_error};
use perry_runtime::heap::{collect, stack};
use perry_runtime::value::Value;
use perry_runtime::{array, error, object, realm};

fn nested(depth: i32) -> Value {
    if depth == 0 {
        throw(Value::from_i32(7));
    }
    match try_call(|| nested(depth - 1)) {
        Ok(value) => value,
        Err(error) => throw(Value::from_i32(error.as_i32() + 1)),
    }
}

fn through_sort() -> Value {
    let mut values: Vec<i32> = (0..1000).rev().collect();
    values.sort_by(|left, right| if *left == 500 { throw(Value::from_i32(500)) } else { left.cmp(right) });
    Value::UNDEFINED
}

fn overflow(depth: u64) -> Value {
    stack::check_stack();
    let value = if depth == u64::MAX { Value::UNDEFINED } else { overflow(depth + 1) };
    std::hint::black_box(depth);
    value
}

#[inline(never)]
fn checks() {
    assert!(try_call(|| Value::from_i32(3)) == Ok(Value::from_i32(3)));
    assert!(try_call(|| nested(100)) == Err(Value::from_i32(107)));
    assert!(try_call(through_sort) == Err(Value::from_i32(500)));
    for _ in 0..3 {
        let error = try_call(|| overflow(0)).expect_err("the stack ends");
        assert_eq!(
            error::stack_text(error).lines().next(),
            Some("RangeError: Maximum call stack size exceeded")
        );
    }
    let array = array::new();
    for index in 0..1000 {
        let object = object::new();
        object.put_text("index", Value::from_i32(index));
        array.push(object.into());
        let thrown = try_call(|| throw_type_error("again"));
        collect::collect();
        assert!(error::is_error(thrown.expect_err("it throws")));
    }
    for index in 0..1000 {
        let object = array.element(index).as_object().expect("still an object");
        assert!(object.get("index") == Value::from_i32(index as i32));
    }
}

fn main() {
    let base = 0usize;
    stack::start(&raw const base as usize + 256);
    group::link_all();
    realm::start();
    checks();
    println!("ok");
}
