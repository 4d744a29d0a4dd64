//! What exists before the program starts: names, well-known symbols, intrinsic objects, the global object.
//!
//! `names()` and `symbols()` hold property keys; `intrinsic(Intrinsic::X)` an object. Add to the lists below.

use crate::atom;
use crate::builtin;
use crate::cell::{Gc, Global};
use crate::function;
use crate::heap::collect::without_collection;
use crate::heap::kind;
use crate::heap::mark::Marker;
use crate::object::Object;
use crate::property::key::PropertyKey;
use crate::shape;
use crate::string::make;
use crate::symbol;
use crate::value::Value;
use perry_abi::layout;

macro_rules! names {
    ($($field:ident $text:literal,)*) => {
        /// Property keys the runtime uses by name.
        pub struct Names { $(pub $field: PropertyKey,)* }

        fn make_names() -> Names {
            Names { $($field: pinned($text),)* }
        }
    };
}

names! {
    length "length",
    name "name",
    prototype "prototype",
    constructor "constructor",
    to_string "toString",
    value_of "valueOf",
    value "value",
    get "get",
    set "set",
    writable "writable",
    enumerable "enumerable",
    configurable "configurable",
    next "next",
    r#return "return",
    throw "throw",
    done "done",
    message "message",
    stack "stack",
    cause "cause",
    errors "errors",
    values "values",
    then "then",
    index "index",
    input "input",
    groups "groups",
    last_index "lastIndex",
    to_json "toJSON",
    proto "__proto__",
    callee "callee",
    raw "raw",
    code "code",
    exec "exec",
    flags "flags",
}

macro_rules! symbols {
    ($($field:ident $text:literal,)*) => {
        /// Well-known symbols, as keys; `home_object` and what follows are private to the runtime.
        pub struct Symbols {
            $(pub $field: PropertyKey,)*
            pub home_object: PropertyKey,
        }

        fn make_symbols() -> Symbols {
            let well_known = |text: &str| {
                PropertyKey::from(symbol::new(make::from_str(&["Symbol.", text].concat()).into(), 0))
            };
            Symbols {
                $($field: well_known($text),)*
                home_object: symbol::new(Value::UNDEFINED, symbol::PRIVATE).into(),
            }
        }

        impl Symbols {
            fn all(&self) -> Vec<(&'static str, PropertyKey)> {
                vec![$(($text, self.$field),)* ("", self.home_object)]
            }
        }
    };
}

symbols! {
    async_iterator "asyncIterator",
    has_instance "hasInstance",
    is_concat_spreadable "isConcatSpreadable",
    iterator "iterator",
    r#match "match",
    match_all "matchAll",
    replace "replace",
    search "search",
    species "species",
    split "split",
    to_primitive "toPrimitive",
    to_string_tag "toStringTag",
    unscopables "unscopables",
    dispose "dispose",
    async_dispose "asyncDispose",
}

macro_rules! intrinsics {
    ($($name:ident,)*) => {
        /// Objects the runtime refers to. A constructor `X` and its prototype `XPrototype` are set by their `Class`.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(usize)]
        pub enum Intrinsic { $($name,)* Count }
    };
}

intrinsics! {
    Global,
    Object, ObjectPrototype, Function, FunctionPrototype, FunctionHasInstance,
    Array, ArrayPrototype, ArrayPrototypeValues, ArrayIteratorPrototype, ArrayIteratorNext,
    String, StringPrototype, StringIteratorPrototype, StringIteratorNext,
    Number, NumberPrototype, Boolean, BooleanPrototype, Symbol, SymbolPrototype, BigInt, BigIntPrototype,
    Error, ErrorPrototype, TypeError, TypeErrorPrototype, RangeError, RangeErrorPrototype,
    ReferenceError, ReferenceErrorPrototype, SyntaxError, SyntaxErrorPrototype, EvalError, EvalErrorPrototype,
    UriError, UriErrorPrototype, AggregateError, AggregateErrorPrototype,
    Iterator, IteratorPrototype, IteratorHelperPrototype, WrapForIteratorPrototype, AsyncIteratorPrototype,
    GeneratorFunction, GeneratorFunctionPrototype, GeneratorPrototype, GeneratorNext,
    MapIteratorNext, SetIteratorNext,
    AsyncGeneratorFunction, AsyncGeneratorFunctionPrototype, AsyncGeneratorPrototype,
    AsyncFunction, AsyncFunctionPrototype, AsyncFromSyncIteratorPrototype,
    Promise, PromisePrototype, PromiseThen, PromiseResolve, Proxy, Reflect,
    Map, MapPrototype, MapIteratorPrototype, Set, SetPrototype, SetIteratorPrototype,
    WeakMap, WeakMapPrototype, WeakSet, WeakSetPrototype, WeakRef, WeakRefPrototype,
    FinalizationRegistry, FinalizationRegistryPrototype,
    RegExp, RegExpPrototype, RegExpStringIteratorPrototype, RegExpExec, Date, DatePrototype,
    ArrayBuffer, ArrayBufferPrototype, SharedArrayBuffer, SharedArrayBufferPrototype, DataView, DataViewPrototype,
    TypedArray, TypedArrayPrototype,
    Int8Array, Int8ArrayPrototype, Uint8Array, Uint8ArrayPrototype,
    Uint8ClampedArray, Uint8ClampedArrayPrototype, Int16Array, Int16ArrayPrototype,
    Uint16Array, Uint16ArrayPrototype, Int32Array, Int32ArrayPrototype, Uint32Array, Uint32ArrayPrototype,
    Float16Array, Float16ArrayPrototype, Float32Array, Float32ArrayPrototype, Float64Array, Float64ArrayPrototype,
    BigInt64Array, BigInt64ArrayPrototype, BigUint64Array, BigUint64ArrayPrototype,
    Math, Json, Console, Process, Atomics, Performance, ThrowTypeError,
    TimeoutPrototype, ImmediatePrototype,
    TextEncoder, TextEncoderPrototype, TextDecoder, TextDecoderPrototype,
}

struct Realm {
    names: Names,
    symbols: Symbols,
    intrinsics: [Value; Intrinsic::Count as usize],
    /// First shapes of functions, by what `lazy_function_shape` tells apart.
    function_shapes: [u32; 5],
}

static REALM: Global<Option<Realm>> = Global::new(None);

#[inline]
fn realm() -> &'static mut Realm {
    // SAFETY: `start` ran before any program code.
    unsafe { REALM.get().as_mut().unwrap_unchecked() }
}

fn pinned(text: &str) -> PropertyKey {
    let atom = atom::intern_str(text);
    atom::pin(atom);
    PropertyKey(atom.into())
}

#[inline]
pub fn names() -> &'static Names {
    &realm().names
}

#[inline]
pub fn symbols() -> &'static Symbols {
    &realm().symbols
}

/// The well-known symbols with their names, for the constructor `Symbol`.
pub fn well_known_symbols() -> Vec<(&'static str, PropertyKey)> {
    let mut all = symbols().all();
    all.retain(|(name, _)| !name.is_empty());
    all
}

/// An intrinsic object that the start has made.
#[inline]
pub fn intrinsic(which: Intrinsic) -> Gc<Object> {
    let value = realm().intrinsics[which as usize];
    debug_assert!(value.is_object(), "{which:?} is not made");
    value.cell()
}

/// An intrinsic object, if it is made.
pub fn try_intrinsic(which: Intrinsic) -> Option<Gc<Object>> {
    realm().intrinsics[which as usize].as_object()
}

pub fn set_intrinsic(which: Intrinsic, object: Gc<Object>) {
    realm().intrinsics[which as usize] = object.into();
}

/// Id of the first shape of a function with these `FunctionInfo::flags`.
pub fn lazy_function_shape(flags: u32) -> u32 {
    let is_async = flags & layout::FUNCTION_ASYNC != 0;
    let index = match flags & layout::FUNCTION_GENERATOR != 0 {
        true if is_async => 4,
        true => 3,
        false if is_async => 2,
        false => usize::from(flags & (layout::FUNCTION_NOT_CONSTRUCTOR | function::FUNCTION_BUILTIN) == 0),
    };
    let known = realm().function_shapes[index];
    if known != 0 { known } else { make_function_shape(index) }
}

fn make_function_shape(index: usize) -> u32 {
    let (prototype, lazy): (Intrinsic, shape::Lazy) = [
        (Intrinsic::FunctionPrototype, function::materialize as shape::Lazy),
        (Intrinsic::FunctionPrototype, function::materialize_constructor),
        (Intrinsic::AsyncFunctionPrototype, function::materialize),
        (Intrinsic::GeneratorFunctionPrototype, function::materialize_constructor),
        (Intrinsic::AsyncGeneratorFunctionPrototype, function::materialize_constructor),
    ][index];
    let flags = if matches!(index, 1 | 3 | 4) { shape::LAZY_PROTOTYPE } else { 0 };
    let prototype = try_intrinsic(prototype).unwrap_or_else(|| intrinsic(Intrinsic::FunctionPrototype));
    let id = shape::lazy_root(kind::FUNCTION, Some(prototype), lazy, flags).id;
    realm().function_shapes[index] = id;
    id
}

/// Makes everything; once.
pub fn start() {
    if REALM.get().is_some() {
        return;
    }
    without_collection(|| {
        let intrinsics = [Value::EMPTY; Intrinsic::Count as usize];
        let realm =
            Realm { names: make_names(), symbols: make_symbols(), intrinsics, function_shapes: [0; 5] };
        *REALM.get() = Some(realm);
        builtin::start();
        crate::property::watch::start();
    });
}

/// Root tracer.
pub fn trace(marker: &mut Marker) {
    let Some(realm) = REALM.get() else { return };
    marker.values(&realm.intrinsics);
    for (_, symbol) in realm.symbols.all() {
        marker.key(symbol);
    }
}
