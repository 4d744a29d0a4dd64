//! What a compiled program calls while it runs.
//!
//! The modules stand in reading order: values and cells, the heap, strings and keys, shapes and objects, calls and
//! exceptions, operators, then what is built on them. `perry_abi` is the contract with compiled code: every function
//! of its table is a `perry_*` function here.
//!
//! # How to write a built-in
//!
//! One file a global in `builtin/`, with a `table::Class` (constructor and prototype) or a `table::Namespace`, listed
//! in `builtin::STEPS` or `builtin::NAMESPACES`, or in a group of `builtin::group`. Members are table rows, code is
//! written with `builtin!`:
//!
//! ```ignore
//! pub static CLASS: Class = Class {
//!     name: "Counter", length: 1, code: constructor,
//!     constructor: Intrinsic::Counter, prototype: Intrinsic::CounterPrototype,
//!     members: &[Member::Method("add", 1, add), Member::Getter("size", size), Member::Tag("Counter")],
//!     ..BASE
//! };
//! builtin! {
//!     fn constructor(this, arguments, callee, new_target) {
//!         if new_target.is_undefined() { throw_type_error("Constructor Counter requires 'new'") }
//!         let prototype = prototype_for(new_target, Intrinsic::CounterPrototype);
//!         let mut counter = object::of_kind::<Counter>(kind::COUNTER, Some(prototype));
//!         counter.count = 0;                         // every field, before the next allocation
//!         counter.into()
//!     }
//!     fn add(this, arguments) {
//!         let Some(mut counter) = this.as_kind::<Counter>(kind::COUNTER) else { throw_type_error("...") };
//!         counter.count += convert::to_i32(arguments.get(0));
//!         this
//!     }
//! }
//! ```
//!
//! - **A kind of object** with data of its own: a `#[repr(C)]` struct that starts with `object::Object`, a number and
//!   a line in `heap::kind` (trace, finalize, internal methods). Intrinsics and names: the lists in `realm`.
//! - **Values**: `Value::from_f64(x)`, `i.into()`, `value.as_object()`, `value.as_string()`, `value.as_kind::<T>(kind)`.
//!   Cells are `Gc<T>`: copied freely, fields through `Deref`, never a `&mut` across a call.
//! - **Conversions** (may call the program): `operator::convert::{to_number, to_string, to_object, to_integer, ...}`;
//!   comparison: `operator::compare::{strict_equals, same_value, same_value_zero, loosely_equals, order}`.
//! - **Strings**: `string::make::{from_str, from_latin1, from_utf16, substring, single}`, `rope::concat`,
//!   `string.view()` gives `View::Latin1 | Utf16`.
//! - **Objects**: `object::new()`, `object.get(key)`, `.set(key, value)` (throws), `.own_property`, `.define_own`,
//!   `.define_or_throw`, `.create_data_or_throw`, `.delete`, `.own_keys()`, `.get_method`, `.invoke`, `.prototype()`
//!   (`property::access`). Keys: `names().length`, `symbols().iterator`, `"text"`, an index, or
//!   `PropertyKey::from_value`. `.put` and `.put_text` are raw and for objects just made. Exotic objects fill in
//!   `property::Methods`.
//! - **Arrays**: `array::new()`, `array::from_slice`, `.push`; test `is_slow()` before `fast_elements()`, and test again
//!   after every call into the program.
//! - **Calling the program**: `call::call(function, this, &[..])`, `call::construct`; new functions with captured data:
//!   `table::LazyInfo`. Iterating: `iterator::for_each`, or `iterator::open` with `step`, `close`, `close_silently`.
//! - **Throwing**: `exception::throw::{throw, throw_type_error, throw_range_error, ...}` never return. They leave Rust
//!   frames without dropping anything: own no `Vec` or `String` across a call that may throw where it could be a
//!   `list::List` (a leak is tolerable, a broken invariant is not). Catch with `exception::catch::try_call`.
//! - **Staying alive**: values in locals, cells and registered roots are safe (the stack is scanned conservatively).
//!   Values in `Vec`, `Box` or statics are not: use `list::List`, or add a tracer in `heap::roots`. A pointer into
//!   malloc'ed data of a cell (elements, long strings) does not keep the cell: keep its `Gc` in use.
//! - **Memory outside of the heap** that cells own is counted: `heap::alloc::{add_external, remove_external}`.
//! - **Recursion** in Rust calls `heap::stack::check_stack()`.
#![allow(
    clippy::disallowed_methods,
    reason = "the runtime is the program: it reads clock, environment and files when the program asks"
)]
// A runtime function takes raw pointers of compiled code by contract; the ABI's table is its documentation.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

pub mod array;
pub mod atom;
pub mod bigint;
pub mod box_cell;
pub mod builtin;
pub mod call;
pub mod cell;
pub mod error;
pub mod evaluate;
pub mod event_loop;
pub mod exception;
pub mod frame;
pub mod function;
pub mod generator;
pub mod heap;
pub mod iterator;
pub mod list;
pub mod memory;
pub mod module;
pub mod number_cache;
pub mod object;
pub mod operator;
pub mod promise;
pub mod property;
pub mod realm;
pub mod regexp;
pub mod shape;
pub mod spread;
pub mod start;
pub mod string;
pub mod symbol;
pub mod text;
pub mod value;

/// Ends the process over something no program can cause or handle.
#[cold]
pub fn fatal(message: &str) -> ! {
    exception::report::eprint_text(message);
    exception::report::eprint_text("\n");
    std::process::abort()
}
