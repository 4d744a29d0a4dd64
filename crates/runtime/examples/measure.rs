//! Nanoseconds of what compiled code does most: `cargo run --profile runtime -p perry-runtime --example measure`.
//! Names given as arguments choose among the measurements.
#![allow(clippy::disallowed_methods, reason = "a measurement takes arguments")]

use perry_abi::layout::{FunctionInfo, InlineCache};
use perry_runtime::builtin::group;
use perry_runtime::function::{self, Function};
use perry_runtime::heap::alloc::HEAP;
use perry_runtime::heap::{collect, stack};
use perry_runtime::object::Object;
use perry_runtime::operator::arith::{perry_add, perry_mul, perry_sub};
use perry_runtime::operator::compare::{perry_lt, perry_strict_eq};
use perry_runtime::property::Attributes;
use perry_runtime::property::cache::{perry_call_method, perry_get, perry_set};
use perry_runtime::property::define::{perry_object_literal, perry_object_new};
use perry_runtime::property::index::{perry_get_index, perry_get_index_i32, perry_set_index_i32};
use perry_runtime::string::ops::{perry_char_at, perry_char_code_at, perry_concat};
use perry_runtime::string::{make, rope};
use perry_runtime::value::Value;
use perry_runtime::{array, atom, call, object, realm};
use std::hint::black_box;

/// Nanoseconds of CPU this process has used.
fn cpu_time() -> i64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: fills the struct.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut time) };
    time.tv_sec * 1_000_000_000 + time.tv_nsec
}

fn measure(name: &str, count: u32, mut run: impl FnMut(u32)) {
    let chosen: Vec<String> = std::env::args().skip(1).collect();
    if !chosen.is_empty() && !chosen.iter().any(|part| name.contains(part.as_str())) {
        return;
    }
    run(count / 10);
    let start = cpu_time();
    run(count);
    let time = (cpu_time() - start) as f64 / count as f64;
    println!("{time:8.1} ns  {name}");
}

/// The optimiser must not see that nobody uses it.
fn keep<T>(value: T) {
    black_box(value);
}

fn key(text: &str) -> Value {
    let atom = atom::intern_str(text);
    atom::pin(atom);
    atom.into()
}

fn number(i: u32) -> Value {
    Value::from_i32(i as i32)
}

/// `constructor(x, y) { this.x = x; this.y = y }`
extern "C" fn constructor(callee: Value, this: Value, _: Value, _: u64, argv: *const Value) -> Value {
    // SAFETY: caches are zero at first.
    static mut CACHES: [InlineCache; 2] = unsafe { std::mem::zeroed() };
    let keys = callee.cell::<Function>().captures();
    // SAFETY: one thread; two arguments.
    unsafe {
        let caches = &raw mut CACHES;
        perry_set(this, keys[0], *argv, &mut (*caches)[0]);
        perry_set(this, keys[1], *argv.add(1), &mut (*caches)[1]);
    }
    this
}

/// `method(n) { return n }`
extern "C" fn method(_: Value, _: Value, _: Value, _: u64, argv: *const Value) -> Value {
    // SAFETY: one argument.
    unsafe { *argv }
}

fn info(code: function::Code, captures: u32) -> &'static FunctionInfo {
    Box::leak(Box::new(FunctionInfo {
        code: code as usize as u64,
        name: 0,
        length: 0,
        flags: 0,
        capture_count: captures,
        frame_size: 0,
    }))
}

fn class() -> Value {
    let class = function::new(info(constructor, 2), &[key("x"), key("y")]).cast::<Object>();
    let prototype = class.get("prototype").as_object().expect("a prototype");
    let method = function::new(info(method, 0), &[]);
    prototype.put("method".into(), method.into(), Attributes::HIDDEN);
    class.into()
}

fn allocation() {
    let keys = [key("x"), key("y")];
    let mut site = 0u32;
    measure("object literal {x, y}", 20_000_000, |count| {
        for index in 0..count {
            let values = [number(index), Value::NULL];
            // SAFETY: two keys and values.
            black_box(unsafe { perry_object_literal(keys.as_ptr(), values.as_ptr(), 2, &mut site) });
        }
    });
    measure("object {}", 20_000_000, |count| (0..count).for_each(|_| keep(perry_object_new())));
    let class = class();
    measure("new Class(x, y)", 20_000_000, |count| {
        for index in 0..count {
            let arguments = [number(index), Value::NULL];
            black_box(call::construct(class, class, &arguments));
        }
    });
    measure("array [a, b]", 20_000_000, |count| {
        for index in 0..count {
            black_box(array::from_slice(&[number(index), Value::NULL]));
        }
    });
    let info = info(method, 1);
    measure("closure with a capture", 20_000_000, |count| {
        for index in 0..count {
            black_box(function::new(info, &[number(index)]));
        }
    });
    measure("array push (1000 each)", 20_000_000, |count| {
        let mut array = array::new();
        for index in 0..count {
            if index % 1000 == 0 {
                array = array::new();
            }
            array.push(number(index));
        }
        black_box(array);
    });
}

fn properties() {
    let class = class();
    let arguments = [number(1), number(2)];
    let instance = call::construct(class, class, &arguments);
    let other = object::with_prototype(instance.cell::<Object>().raw_prototype());
    other.put_text("a", number(1));
    let mut caches = [InlineCache::default(); 6];
    let (x, name) = (key("x"), key("method"));
    let (array, length) = (Value::from(array::from_slice(&arguments)), key("length"));
    measure("get own", 50_000_000, |count| {
        (0..count).for_each(|_| keep(unsafe { perry_get(instance, x, &mut caches[0]) }));
    });
    measure("get from the prototype", 50_000_000, |count| {
        (0..count).for_each(|_| keep(unsafe { perry_get(instance, name, &mut caches[1]) }));
    });
    measure("get, two shapes in turn", 50_000_000, |count| {
        for index in 0..count {
            let object = if index % 2 == 0 { instance } else { other.into() };
            black_box(unsafe { perry_get(object, name, &mut caches[1]) });
        }
    });
    measure("array.length", 50_000_000, |count| {
        (0..count).for_each(|_| keep(unsafe { perry_get(array, length, &mut caches[2]) }));
    });
    measure("set own", 50_000_000, |count| {
        (0..count).for_each(|index| unsafe { perry_set(instance, x, number(index), &mut caches[3]) });
    });
    measure("call a method", 50_000_000, |count| {
        for index in 0..count {
            let (argument, cache) = ([number(index)], &mut caches[4]);
            black_box(unsafe {
                perry_call_method(instance, name, 1, argument.as_ptr(), cache, Value::UNDEFINED)
            });
        }
    });
    measure("call a method, two shapes in turn", 50_000_000, |count| {
        for index in 0..count {
            let object = if index % 2 == 0 { instance } else { other.into() };
            let (argument, cache) = ([number(index)], &mut caches[4]);
            black_box(unsafe {
                perry_call_method(object, name, 1, argument.as_ptr(), cache, Value::UNDEFINED)
            });
        }
    });
    let map = object::new();
    let keys: Vec<Value> = (0..200).map(|index| key(&format!("k{index}"))).collect();
    keys.iter().for_each(|key| map.set(perry_runtime::property::key::PropertyKey(*key), number(1)));
    measure("object as a map, get", 20_000_000, |count| {
        (0..count).for_each(|i| keep(perry_get_index(map.into(), keys[i as usize % 200])));
    });
    measure("array get", 50_000_000, |count| {
        (0..count).for_each(|index| keep(perry_get_index_i32(array, index as i32 & 1)));
    });
    measure("array set", 50_000_000, |count| {
        (0..count).for_each(|index| perry_set_index_i32(array, index as i32 & 1, number(index)));
    });
}

fn strings() {
    let (short, text) =
        (Value::from(make::from_str("ab")), Value::from(make::from_str("some longer text, 30 units....")));
    let unit = Value::from(make::single(b'x'));
    measure("concat short", 20_000_000, |count| {
        (0..count).for_each(|_| keep(perry_concat(short, unit)));
    });
    measure("concat long", 20_000_000, |count| {
        (0..count).for_each(|_| keep(perry_concat(text, text)));
    });
    measure("s += c, flattened every 100000", 20_000_000, |count| {
        let mut string = make::empty();
        for index in 0..count {
            string = rope::concat(string, unit.cell());
            if index % 100_000 == 0 {
                black_box(string.view().len());
                string = make::empty();
            }
        }
    });
    measure("s + number", 20_000_000, |count| {
        (0..count).for_each(|index| keep(perry_add(short, number(index))));
    });
    measure("charCodeAt", 50_000_000, |count| {
        (0..count).for_each(|index| keep(perry_char_code_at(text, index as i32 & 15)));
    });
    measure("charAt", 50_000_000, |count| {
        (0..count).for_each(|index| keep(perry_char_at(text, index as i32 & 15)));
    });
    let keys: Vec<Value> =
        (0..64).map(|index| make::from_str(&format!("key{index}_of_many")).into()).collect();
    measure("intern a fresh string", 10_000_000, |count| {
        for index in 0..count {
            let view = keys[index as usize % 64].cell();
            let copy = rope::concat(make::substring(view, 0, 3), make::substring(view, 3, view.len()));
            black_box(atom::intern(copy));
        }
    });
}

fn numbers() {
    let (double, int) = (Value::from_f64(1.5), number(7));
    measure("add ints", 50_000_000, |count| {
        (0..count).for_each(|index| keep(perry_add(int, number(index))));
    });
    measure("add doubles", 50_000_000, |count| {
        (0..count).for_each(|index| keep(perry_add(double, number(index))));
    });
    measure("sub ints", 50_000_000, |count| {
        (0..count).for_each(|index| keep(perry_sub(int, number(index))));
    });
    measure("mul doubles", 50_000_000, |count| {
        (0..count).for_each(|index| keep(perry_mul(double, number(index))));
    });
    measure("less", 50_000_000, |count| {
        (0..count).for_each(|index| keep(perry_lt(double, number(index))));
    });
    let (left, right) = (make::from_str("equal strings"), make::from_str("equal strings"));
    measure("=== of strings", 50_000_000, |count| {
        (0..count).for_each(|_| keep(perry_strict_eq(left.into(), right.into())));
    });
}

fn tree(depth: u32, keys: &[Value; 2], site: &mut u32) -> Value {
    let values = if depth == 0 {
        [Value::NULL; 2]
    } else {
        [tree(depth - 1, keys, site), tree(depth - 1, keys, site)]
    };
    // SAFETY: two keys and values.
    unsafe { perry_object_literal(keys.as_ptr(), values.as_ptr(), 2, site) }
}

fn collection() {
    let keys = [key("left"), key("right")];
    let mut site = 0;
    measure("tree of depth 12, a node", 20_000_000, |count| {
        (0..count >> 13).for_each(|_| keep(tree(12, &keys, &mut site)));
    });
    measure("collection of a small heap", 2000, |count| (0..count).for_each(|_| collect::collect()));
    let kept = tree(20, &keys, &mut site);
    measure("marking, a node", 2_097_151 * 8, |count| {
        (0..count / 2_097_151).for_each(|_| collect::collect());
    });
    measure("tree of depth 12 beside 2 million nodes, a node", 20_000_000, |count| {
        (0..count >> 13).for_each(|_| keep(tree(12, &keys, &mut site)));
    });
    black_box(kept);
    println!("{} collections", HEAP.get().collections);
}

#[inline(never)]
fn run() {
    allocation();
    properties();
    strings();
    numbers();
    collection();
}

fn main() {
    let base = 0usize;
    stack::start(&raw const base as usize + 256);
    group::link_all();
    realm::start();
    run();
}
