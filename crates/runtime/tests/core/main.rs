//! The core of the runtime from inside: heap, strings, properties, operators. One runtime, one thread at a time.
//!
//! What throws is checked by `examples/throw.rs`: tests are built with panic = "unwind", programs are not.

mod caches;
mod groups;
mod heap;
mod numbers;
mod operators;
mod properties;
mod strings;

use perry_runtime::builtin::group;
use perry_runtime::cell::Gc;
use perry_runtime::heap::alloc::HEAP;
use perry_runtime::heap::{collect, stack};
use perry_runtime::object::{self, Object};
use perry_runtime::realm;
use perry_runtime::value::Value;
use std::sync::Mutex;

static LOCK: Mutex<()> = Mutex::new(());

/// Bytes of the stack of a test's thread that the collector looks at.
const STACK: usize = 1 << 20;

/// Runs `test` as the only program of the process, first as it is, then with a collection at every allocation.
fn check(test: fn()) {
    check_calmly(test);
    let _guard = LOCK.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    start();
    HEAP.get().stress = 1;
    collect::collect();
    test();
    HEAP.get().stress = 0;
}

/// Runs `test` without stress: where it allocates much.
fn check_calmly(test: fn()) {
    let _guard = LOCK.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    start();
    HEAP.get().stress = 0;
    test();
}

#[inline(never)]
fn start() {
    let base = 0usize;
    stack::start_with_size(&raw const base as usize + 1024, STACK);
    group::link_all();
    realm::start();
}

/// Overwrites what earlier calls left on the stack.
#[inline(never)]
fn wipe_stack() {
    let words = std::hint::black_box([0u64; 4096]);
    std::hint::black_box(words);
}

fn collect_all() {
    wipe_stack();
    collect::collect();
}

fn number(i: i32) -> Value {
    Value::from_i32(i)
}

/// An object with these properties.
fn object_of(properties: &[(&str, i32)]) -> Gc<Object> {
    let object = object::new();
    for (name, value) in properties {
        object.put_text(name, number(*value));
    }
    object
}
