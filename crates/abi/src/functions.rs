//! The one table of runtime functions that compiled code may call.
//!
//! The code generator declares from here, the runtime's test checks here that every function exists with
//! this signature. Types: `V` a value (i64), `P` a pointer, `I` i32, `L` i64, `D` double, `U` nothing.
//! Keys are interned strings or symbols (values). `ic` pointers point to a zeroed `InlineCache`.
//! A function that does not say `nothrow` may throw: it then unwinds with the program's exception.
//! Booleans are returned as `I` 0 or 1.
//!
//! `text` parameters are the source text of the callee, iterable or destructured expression (a string value) for
//! V8's messages (`a.b is not a function`); `UNDEFINED` where there is none. They are always the last parameter.

/// Machine type of a parameter or result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ty {
    V,
    P,
    I,
    L,
    D,
    U,
}

/// May it throw, may it be removed when unused?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Reads nothing that changes, writes nothing, never throws.
    Pure,
    Nothrow,
    Throws,
    /// Never returns.
    Noreturn,
}

#[derive(Clone, Copy, Debug)]
pub struct Function {
    pub name: &'static str,
    pub params: &'static [Ty],
    pub result: Ty,
    pub effect: Effect,
}

/// Signature of every code pointer: `(callee, this, new_target, argc, argv) -> value`.
pub const CODE_SIGNATURE: (&[Ty], Ty) = (&[Ty::V, Ty::V, Ty::V, Ty::L, Ty::P], Ty::V);

/// Signature of the resume code of generators and async functions: `(frame, mode, value) -> value`.
/// `mode`: 0 next, 1 throw, 2 return. Called first with state 0 (by the function's own code for generators,
/// which evaluates the parameters and returns at the initial yield; by `perry_async_start` for async functions).
/// On return the frame's signal says what the result is: `layout::SIGNAL_*`.
pub const RESUME_SIGNATURE: (&[Ty], Ty) = (&[Ty::P, Ty::I, Ty::V], Ty::V);

macro_rules! functions {
    ($($name:ident ( $($param:ident)* ) -> $result:ident $effect:ident;)*) => {
        /// Every runtime function, in the order of this file.
        pub const FUNCTIONS: &[Function] = &[$(Function {
            name: stringify!($name), params: &[$(Ty::$param),*], result: Ty::$result, effect: Effect::$effect,
        }),*];
    };
}

/// The function of that name.
pub fn function(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.name == name)
}

functions! {
    // Start and modules. perry_start(argc, argv, layout::StartInfo) -> exit code
    perry_start(I P P) -> I Nothrow;
    perry_debug_init(P) -> U Nothrow;                 // zero-terminated path: a line on stderr
    perry_namespace_new(P P L) -> V Nothrow;          // module, pairs {key slot pointer, cell pointer} sorted by key, count
    perry_import_meta(P) -> V Nothrow;                // module path; import.meta object
    // Exceptions
    perry_throw(V) -> U Noreturn;
    perry_catch(P) -> V Nothrow;                      // landing pad's exception pointer -> thrown value
    perry_throw_tdz(V) -> U Noreturn;                 // ReferenceError: Cannot access 'name' before initialization
    perry_throw_const(V) -> U Noreturn;               // TypeError: Assignment to constant variable.
    perry_throw_stack_overflow() -> U Noreturn;
    perry_throw_class_call(V) -> U Noreturn;          // callee: Class constructor X cannot be invoked without 'new'
    perry_throw_not_callable(V V) -> U Noreturn;      // value, text: TypeError: text is not a function
    perry_throw_not_constructor(V V) -> U Noreturn;   // value, text: TypeError: text is not a constructor
    perry_throw_this_uninitialized() -> U Noreturn;   // ReferenceError: Must call super constructor in derived class ...
    perry_throw_super_called_twice() -> U Noreturn;   // ReferenceError: Super constructor may only be called once
    perry_throw_derived_result() -> U Noreturn;       // TypeError: Derived constructors may only return object or undefined
    perry_throw_error(I V) -> U Noreturn;             // 0 Error 1 TypeError 2 RangeError 3 ReferenceError 4 SyntaxError; message
    // Operators on values
    perry_add(V V) -> V Throws;
    perry_sub(V V) -> V Throws;
    perry_mul(V V) -> V Throws;
    perry_div(V V) -> V Throws;
    perry_rem(V V) -> V Throws;
    perry_exp(V V) -> V Throws;
    perry_bit_and(V V) -> V Throws;
    perry_bit_or(V V) -> V Throws;
    perry_bit_xor(V V) -> V Throws;
    perry_shl(V V) -> V Throws;
    perry_shr(V V) -> V Throws;
    perry_ushr(V V) -> V Throws;
    perry_neg(V) -> V Throws;
    perry_bit_not(V) -> V Throws;
    perry_inc(V) -> V Throws;                         // of ToNumeric's result or any value
    perry_dec(V) -> V Throws;
    perry_to_number(V) -> V Throws;                   // unary plus
    perry_to_numeric(V) -> V Throws;
    perry_to_string(V) -> V Throws;
    perry_to_property_key(V) -> V Throws;             // interned string, symbol, or int32
    perry_to_object(V) -> V Throws;
    perry_typeof(V) -> V Nothrow;
    perry_truthy(V) -> I Nothrow;
    perry_loose_eq(V V) -> I Throws;
    perry_strict_eq(V V) -> I Nothrow;
    perry_lt(V V) -> I Throws;
    perry_le(V V) -> I Throws;
    perry_gt(V V) -> I Throws;
    perry_ge(V V) -> I Throws;
    perry_in(V V) -> I Throws;                        // key, object
    perry_instanceof(V V) -> I Throws;
    perry_require_object_coercible(V V V) -> V Throws; // destructuring source, first key (undefined: none), text
    // Numbers, typed
    perry_f64_rem(D D) -> D Pure;
    perry_f64_exp(D D) -> D Pure;
    perry_f64_to_i32(D) -> I Pure;                    // ToInt32
    perry_to_f64(V) -> D Throws;                      // ToNumber, unboxed (throws for BigInt and Symbol)
    perry_to_i32(V) -> I Throws;                      // ToInt32 of ToNumber
    // Strings
    perry_concat(V V) -> V Throws;                    // both are strings
    perry_concat_n(P L) -> V Throws;                  // array of values already strings, count
    perry_string_eq(V V) -> I Nothrow;                // both are strings
    perry_string_cmp(V V) -> I Nothrow;               // both are strings: -1, 0, 1
    perry_char_code_at(V I) -> I Nothrow;             // string, index; -1 out of range
    perry_char_at(V I) -> V Nothrow;                  // string, index; undefined out of range (s[i])
    // Captured variables
    perry_box_new(V) -> V Nothrow;
    // Properties
    perry_get(V V P) -> V Throws;                     // object, key, ic
    perry_set(V V V P) -> U Throws;                   // object, key, value, ic (strict)
    perry_get_index(V V) -> V Throws;                 // object, any key
    perry_set_index(V V V) -> U Throws;
    perry_get_index_i32(V I) -> V Throws;
    perry_set_index_i32(V I V) -> U Throws;
    perry_delete(V V) -> I Throws;                    // object, any key; strict: throws where not configurable
    perry_get_super(V V V) -> V Throws;               // home object, key, this
    perry_set_super(V V V V) -> U Throws;             // home object, key, value, this
    perry_math_object() -> V Nothrow;                 // the `Math` that a program starts with
    perry_get_global(V P) -> V Throws;                // key, ic; ReferenceError where undefined
    perry_typeof_global(V) -> V Throws;               // its value or undefined
    perry_set_global(V V) -> U Throws;                // key, value; ReferenceError where undefined
    perry_private_name(V) -> V Nothrow;               // description -> a new private name
    perry_private_get(V V P) -> V Throws;             // object, private name, ic
    perry_private_set(V V V P) -> U Throws;
    perry_private_add(V V V) -> U Throws;             // field: TypeError where it exists
    perry_private_add_method(V V V I) -> U Throws;    // object, name, function, 0 method 1 getter 2 setter
    perry_private_has(V V) -> I Throws;               // object, private name (`#x in o`)
    // Making objects
    perry_object_new() -> V Nothrow;
    perry_object_literal(P P L P) -> V Nothrow;       // array of keys (values), array of values, count, site (8 zeroed bytes)
    perry_array_new(P L) -> V Nothrow;                // values (EMPTY: hole), count
    perry_array_push(V V) -> U Nothrow;               // array being built by a literal, value (EMPTY: hole)
    perry_array_spread(V V V) -> U Throws;            // array being built, iterable, text
    perry_define_field(V V V) -> U Throws;            // object, any key, value: CreateDataProperty
    perry_define_method(V V V I) -> U Throws;         // object, any key, function, 1: enumerable; sets home object and name
    perry_define_getter(V V V I) -> U Throws;
    perry_define_setter(V V V I) -> U Throws;
    perry_set_proto_literal(V V) -> U Nothrow;        // `{__proto__: v}`
    perry_copy_data_properties(V V P L) -> U Throws;  // target, source, excluded keys, count
    perry_closure_new(P P) -> V Nothrow;              // FunctionInfo, captures (values, capture_count of them)
    perry_set_function_name(V V V) -> U Throws;       // function, key, prefix string ("get", "set", "") or undefined
    perry_class_new(P P V V) -> V Throws;             // FunctionInfo, captures, parent (EMPTY: none), name -> constructor
    perry_class_prototype(V) -> V Nothrow;            // constructor -> its prototype object
    perry_set_home_object(V V) -> U Nothrow;          // function, object
    perry_home_object(V) -> V Nothrow;                // function -> object
    perry_regexp_new(V V) -> V Throws;                // source, flags
    perry_template_object(P P L P) -> V Nothrow;      // cooked (undefined where invalid), raw, count, site (8 zeroed bytes in roots)
    perry_bigint_literal(V) -> V Nothrow;             // decimal digits
    // Calls. argv may be null where argc is 0. Compiled code may call a `KIND_FUNCTION` cell's code pointer itself.
    // The code of a class constructor checks `new_target` itself (perry_throw_class_call). Run as a constructor, the
    // code of a base class or function gets a fresh `this` and may return undefined (or any non-object) for it; the
    // code of a derived class gets EMPTY as `this` and returns its final `this` or the object it was told to return.
    perry_call(V V L P V) -> V Throws;                // callee, this, argc, argv, text
    perry_call_method(V V L P P V) -> V Throws;       // object, key, argc, argv, ic, text
    perry_call_spread(V V V V) -> V Throws;           // callee, this, array of arguments, text
    perry_construct(V V L P V) -> V Throws;           // constructor, new_target, argc, argv, text
    perry_construct_spread(V V V V) -> V Throws;      // constructor, new_target, array, text
    perry_super_constructor(V) -> V Throws;           // the active function -> its [[GetPrototypeOf]], a constructor
    perry_arguments_new(L P) -> V Nothrow;            // argc, argv -> arguments object (strict)
    perry_rest_new(L P L) -> V Nothrow;               // argc, argv, first -> array
    perry_sloppy_this(V) -> V Nothrow;
    // Iteration. The iterator record is a heap cell of the runtime's own. It knows when it is done (`next` said so or
    // threw): it then steps to EMPTY without a call and closing it does nothing.
    perry_iterator_new(V V) -> V Throws;              // iterable, text
    perry_iterator_step(V) -> V Throws;               // the next value, EMPTY when done
    perry_iterator_close(V) -> U Throws;              // normal completion: calls `return`, checks its result
    perry_iterator_close_silent(V) -> U Nothrow;      // throw completion: errors of `return` are dropped
    perry_iterator_rest(V) -> V Throws;               // array of what is left
    perry_async_iterator_new(V V) -> V Throws;        // iterable, text
    perry_async_iterator_next(V) -> V Throws;         // calls next(): what must be awaited
    perry_async_iterator_result(V V) -> V Throws;     // record, awaited result: value or EMPTY when done; TypeError if not an object
    perry_async_iterator_close(V) -> V Throws;        // calls return(): what must be awaited, EMPTY where there is none
    perry_for_in_new(V) -> V Throws;                  // enumerator over a value (null, undefined: none)
    perry_for_in_step(V) -> V Throws;                 // the next key still present, EMPTY when done
    // Generators and async functions. A frame is a heap cell: header, u32 state, u32 count, captures..., values.
    perry_frame_new(L V V L P) -> P Nothrow;          // number of values, callee, this, argc, argv -> frame, see layout::FRAME_*
    perry_generator_new(P P V) -> V Throws;           // resume code, frame, callee (for its prototype)
    perry_async_generator_new(P P V) -> V Throws;
    perry_async_start(P P) -> V Nothrow;              // resume code, frame: runs to the first await; the promise
    perry_delegate_step(V I V) -> V Throws;           // yield*: iterator record, mode, received: value to yield, EMPTY when done
    perry_delegate_value(V) -> V Nothrow;             // after EMPTY: the value of the yield* expression (or of the return)
    perry_async_delegate_call(V I V) -> V Throws;     // yield* in an async generator: what must be awaited
    perry_async_delegate_result(V V) -> V Throws;     // record, awaited: value to yield, EMPTY when done
    // Dynamic import of a module that is part of the program: namespace object, descriptor
    perry_import(V P) -> V Throws;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_function_is_listed_twice() {
        let mut names: Vec<_> = FUNCTIONS.iter().map(|function| function.name).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
