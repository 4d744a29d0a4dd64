//! The one table of operations: operands, result, effect, and the runtime function where an operation is one call.
//!
//! Printing, reading, verifying and code generation all read it; an operation is described nowhere else.
//! Start reading at the table itself, below the types.

use crate::module::{Op, Ty};
use crate::operand::{Operand, Part};
use crate::read::{ReadError, Reader};

/// What an operation asks of one of its operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// Temps of this type
    Ty(Ty),
    /// Temps of a type that the operation's own rule in `verify` tells
    Rule,
    /// No temp: an index, a constant, a name
    Data,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yields {
    Nothing,
    Ty(Ty),
    /// A type that the operation's own rule in `verify` tells
    Rule,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Depends on nothing but its operands; may be removed, repeated and moved
    Pure,
    /// Depends on memory; may be removed when unused
    Reads,
    /// Has an effect but never throws
    Writes,
    /// May run any code and throw
    Throws,
}

/// One line of the table.
#[derive(Debug)]
pub struct OpInfo {
    pub name: &'static str,
    pub wants: &'static [Want],
    pub yields: Yields,
    pub effect: Effect,
    /// The function of `abi::functions` that does it with the operands in this order; empty: the code generator's own.
    pub runtime: &'static str,
}

macro_rules! want {
    (Rule) => {
        Want::Rule
    };
    (Data) => {
        Want::Data
    };
    ($ty:ident) => {
        Want::Ty(Ty::$ty)
    };
}

macro_rules! yields {
    (Nothing) => {
        Yields::Nothing
    };
    (Rule) => {
        Yields::Rule
    };
    ($ty:ident) => {
        Yields::Ty(Ty::$ty)
    };
}

/// The variant with its fields: a pattern or an expression.
macro_rules! variant {
    ($name:ident ($($field:ident: $want:ident),*)) => { Op::$name($($field),*) };
    ($name:ident {$($field:ident: $want:ident),*}) => { Op::$name { $($field),* } };
}

/// Calls `$visit!(field)` for every field, in order.
macro_rules! each {
    ($call:ident, $argument:ident, ($($field:ident: $want:ident),*)) => { $(Operand::$call($field, $argument);)* };
    ($call:ident, $argument:ident, {$($field:ident: $want:ident),*}) => { $(Operand::$call($field, $argument);)* };
}

macro_rules! each_indexed {
    ($visit:ident, ($($field:ident: $want:ident),*)) => { each_indexed!($visit, {$($field: $want),*}) };
    ($visit:ident, {$($field:ident: $want:ident),*}) => {
        let mut index = 0;
        $(Operand::visit($field, &mut |part| $visit(index, part)); index += 1;)*
        let _ = index;
    };
}

macro_rules! read_each {
    ($reader:ident, ($($field:ident: $want:ident),*)) => { $(let $field = Operand::read($reader)?;)* };
    ($reader:ident, {$($field:ident: $want:ident),*}) => { $(let $field = Operand::read($reader)?;)* };
}

macro_rules! wants {
    (($($field:ident: $want:ident),*)) => { &[$(want!($want)),*] };
    ({$($field:ident: $want:ident),*}) => { &[$(want!($want)),*] };
}

macro_rules! ops {
    ($($name:ident $fields:tt -> $yields:ident $effect:ident $runtime:literal;)*) => {
        impl Op {
            /// The operation's line in the table.
            pub fn info(&self) -> &'static OpInfo {
                #[allow(unused_variables)]
                match self {
                    $(variant!($name $fields) => &OpInfo {
                        name: stringify!($name), wants: wants!($fields), yields: yields!($yields),
                        effect: Effect::$effect, runtime: $runtime,
                    },)*
                }
            }

            /// Every part of every operand, with the operand's index in `OpInfo::wants`.
            #[allow(unused_variables, unused_assignments, unused_mut)]
            pub fn parts(&self, visit: &mut dyn FnMut(usize, Part)) {
                match self {
                    $(variant!($name $fields) => { each_indexed!(visit, $fields); })*
                }
            }

            /// Every temp it uses.
            #[allow(unused_variables)]
            pub fn temps_mut(&mut self, visit: &mut dyn FnMut(&mut crate::module::Temp)) {
                match self {
                    $(variant!($name $fields) => { each!(temps_mut, visit, $fields); })*
                }
            }

            #[allow(unused_variables)]
            pub(crate) fn print_operands(&self, out: &mut String) {
                match self {
                    $(variant!($name $fields) => { each!(print_spaced, out, $fields); })*
                }
            }

            /// Reads the operands of the operation with that name.
            pub(crate) fn read(name: &str, reader: &mut Reader) -> Result<Op, ReadError> {
                match name {
                    $(stringify!($name) => { read_each!(reader, $fields); Ok(variant!($name $fields)) })*
                    _ => Err(reader.error("no such operation")),
                }
            }
        }
    };
}

ops! {
    Undefined {} -> Boxed Pure "";
    Null {} -> Boxed Pure "";
    Empty {} -> Boxed Pure "";
    Bool(value: Data) -> Boxed Pure "";
    Number(value: Data) -> Boxed Pure "";
    String(value: Data) -> Boxed Pure "";
    BigInt(value: Data) -> Boxed Reads "perry_bigint_literal";
    LoadLocal(local: Data) -> Rule Reads "";
    StoreLocal(local: Data, value: Rule) -> Nothing Writes "";
    CellGet(cell: Data) -> Boxed Reads "";
    CellSet(cell: Data, value: Boxed) -> Nothing Writes "";
    BoxNew(value: Boxed) -> Boxed Reads "perry_box_new";
    BoxGet(cell: Boxed) -> Boxed Reads "";
    BoxSet(cell: Boxed, value: Boxed) -> Nothing Writes "";
    Capture(index: Data) -> Boxed Pure "";
    CheckTdz(value: Boxed, name: Data) -> Boxed Throws "";
    CheckThis(value: Boxed) -> Boxed Throws "";
    CheckThisUnset(value: Boxed) -> Nothing Throws "";
    IsEmpty(value: Boxed) -> Bool Pure "";
    OrUndefined(value: Boxed) -> Boxed Pure "";
    Param(index: Data) -> Boxed Pure "";
    This {} -> Boxed Pure "";
    NewTarget {} -> Boxed Pure "";
    Callee {} -> Boxed Pure "";
    Arguments {} -> Boxed Reads "";
    Rest(first: Data) -> Boxed Reads "";
    CatchValue {} -> Boxed Reads "";
    Line(line: Data, column: Data) -> Nothing Writes "";
    Unary(operator: Data, value: Boxed) -> Boxed Throws "";
    Binary(operator: Data, left: Boxed, right: Boxed) -> Boxed Throws "";
    Compare(operator: Data, left: Boxed, right: Boxed) -> Bool Throws "";
    In(key: Boxed, object: Boxed) -> Bool Throws "perry_in";
    InstanceOf(value: Boxed, class: Boxed) -> Bool Throws "perry_instanceof";
    RequireObjectCoercible { value: Boxed, key: Data, text: Data } -> Nothing Throws "perry_require_object_coercible";
    Truthy(value: Boxed) -> Bool Pure "";
    IsNullish(value: Boxed) -> Bool Pure "";
    IsUndefined(value: Boxed) -> Bool Pure "";
    Not(value: Bool) -> Bool Pure "";
    Concat(values: Boxed) -> Boxed Throws "";
    Get(object: Boxed, key: Data) -> Boxed Throws "";
    Set(object: Boxed, key: Data, value: Boxed) -> Nothing Throws "";
    GetIndex(object: Boxed, key: Boxed) -> Boxed Throws "";
    SetIndex(object: Boxed, key: Boxed, value: Boxed) -> Nothing Throws "";
    Delete(object: Boxed, key: Boxed) -> Bool Throws "perry_delete";
    GetSuper(home: Boxed, key: Boxed, this: Boxed) -> Boxed Throws "perry_get_super";
    SetSuper(home: Boxed, key: Boxed, value: Boxed, this: Boxed) -> Nothing Throws "perry_set_super";
    GetGlobal(key: Data) -> Boxed Throws "";
    TypeofGlobal(key: Data) -> Boxed Throws "perry_typeof_global";
    SetGlobal(key: Data, value: Boxed) -> Nothing Throws "perry_set_global";
    PrivateName(description: Data) -> Boxed Reads "perry_private_name";
    PrivateGet(object: Boxed, name: Boxed) -> Boxed Throws "";
    PrivateSet(object: Boxed, name: Boxed, value: Boxed) -> Nothing Throws "";
    PrivateAdd(object: Boxed, name: Boxed, value: Boxed) -> Nothing Throws "perry_private_add";
    PrivateAddMethod(kind: Data, object: Boxed, name: Boxed, function: Boxed) -> Nothing Throws "";
    PrivateHas(object: Boxed, name: Boxed) -> Bool Throws "perry_private_has";
    ObjectNew {} -> Boxed Reads "perry_object_new";
    ObjectLiteral(keys: Data, values: Boxed) -> Boxed Reads "";
    ArrayNew(values: Boxed) -> Boxed Reads "";
    ArrayPush(array: Boxed, value: Boxed) -> Nothing Writes "perry_array_push";
    ArraySpread(array: Boxed, iterable: Boxed, text: Data) -> Nothing Throws "perry_array_spread";
    DefineField(object: Boxed, key: Boxed, value: Boxed) -> Nothing Throws "perry_define_field";
    DefineMethod { kind: Data, object: Boxed, key: Boxed, function: Boxed, is_enumerable: Data } -> Nothing Throws "";
    SetProtoLiteral(object: Boxed, prototype: Boxed) -> Nothing Writes "perry_set_proto_literal";
    CopyDataProperties(target: Boxed, source: Boxed, excluded: Boxed) -> Nothing Throws "";
    Closure(function: Data, captures: Boxed) -> Boxed Reads "";
    SetFunctionName(function: Boxed, key: Boxed, prefix: Data) -> Nothing Throws "perry_set_function_name";
    ClassNew { constructor: Data, captures: Boxed, parent: Boxed, name: Boxed } -> Boxed Throws "";
    ClassPrototype(class: Boxed) -> Boxed Reads "perry_class_prototype";
    SetHomeObject(function: Boxed, object: Boxed) -> Nothing Writes "perry_set_home_object";
    HomeObject(function: Boxed) -> Boxed Reads "perry_home_object";
    RegExp(source: Data, flags: Data) -> Boxed Throws "perry_regexp_new";
    TemplateObject(cooked: Data, raw: Data) -> Boxed Reads "";
    Call { callee: Boxed, this: Boxed, args: Boxed, text: Data } -> Boxed Throws "";
    CallMethod { object: Boxed, key: Data, args: Boxed, text: Data } -> Boxed Throws "";
    CallDirect { function: Data, this: Boxed, args: Boxed } -> Boxed Throws "";
    CallSpread { callee: Boxed, this: Boxed, args: Boxed, text: Data } -> Boxed Throws "perry_call_spread";
    New { callee: Boxed, args: Boxed, text: Data } -> Boxed Throws "";
    NewSpread { callee: Boxed, args: Boxed, text: Data } -> Boxed Throws "";
    SuperCall { constructor: Boxed, new_target: Boxed, args: Boxed } -> Boxed Throws "";
    SuperCallSpread { constructor: Boxed, new_target: Boxed, args: Boxed } -> Boxed Throws "";
    SuperConstructor(function: Boxed) -> Boxed Throws "perry_super_constructor";
    IteratorNew(iterable: Boxed, text: Data) -> Boxed Throws "perry_iterator_new";
    IteratorStep(record: Boxed) -> Boxed Throws "perry_iterator_step";
    IteratorClose(record: Boxed) -> Nothing Throws "perry_iterator_close";
    IteratorCloseSilent(record: Boxed) -> Nothing Writes "perry_iterator_close_silent";
    IteratorRest(record: Boxed) -> Boxed Throws "perry_iterator_rest";
    AsyncIteratorNew(iterable: Boxed, text: Data) -> Boxed Throws "perry_async_iterator_new";
    AsyncIteratorNext(record: Boxed) -> Boxed Throws "perry_async_iterator_next";
    AsyncIteratorResult(record: Boxed, awaited: Boxed) -> Boxed Throws "perry_async_iterator_result";
    AsyncIteratorClose(record: Boxed) -> Boxed Throws "perry_async_iterator_close";
    ForInNew(value: Boxed) -> Boxed Throws "perry_for_in_new";
    ForInStep(record: Boxed) -> Boxed Throws "perry_for_in_step";
    DelegateStep(record: Boxed, mode: I32, received: Boxed) -> Boxed Throws "perry_delegate_step";
    DelegateValue(record: Boxed) -> Boxed Reads "perry_delegate_value";
    AsyncDelegateCall(record: Boxed, mode: I32, received: Boxed) -> Boxed Throws "perry_async_delegate_call";
    AsyncDelegateResult(record: Boxed, awaited: Boxed) -> Boxed Throws "perry_async_delegate_result";
    NamespaceNew(module: Data, exports: Data) -> Boxed Reads "";
    ImportMeta {} -> Boxed Reads "";
    ImportCall(namespace: Boxed, module: Data) -> Boxed Throws "";
    ThrowError(kind: Data, message: Data) -> Nothing Throws "perry_throw_error";
    ThrowConst(name: Data) -> Nothing Throws "perry_throw_const";
    ThrowDerivedResult {} -> Nothing Throws "perry_throw_derived_result";
    ConstI32(value: Data) -> I32 Pure "";
    ConstF64(value: Data) -> F64 Pure "";
    ConstBool(value: Data) -> Bool Pure "";
    Box(value: Rule) -> Boxed Pure "";
    Unbox(value: Boxed) -> Rule Pure "";
    IsTy(ty: Data, value: Boxed) -> Bool Pure "";
    I32ToF64(value: I32) -> F64 Pure "";
    F64ToI32(value: F64) -> I32 Pure "";
    U32ToF64(value: I32) -> F64 Pure "";
    I32Binary(operator: Data, left: I32, right: I32) -> I32 Pure "";
    I32Overflows(operator: Data, left: I32, right: I32) -> Bool Pure "";
    F64Binary(operator: Data, left: F64, right: F64) -> F64 Pure "";
    F64Neg(value: F64) -> F64 Pure "";
    I32Compare(operator: Data, left: I32, right: I32) -> Bool Pure "";
    F64Compare(operator: Data, left: F64, right: F64) -> Bool Pure "";
    StrCompare(operator: Data, left: Str, right: Str) -> Bool Pure "";
    Intrinsic(function: Data, operands: Rule) -> Rule Pure "";
    IsPristine {} -> Bool Reads "";
    MathObject {} -> Boxed Reads "perry_math_object";
    GetIndexI32(object: Boxed, index: I32) -> Boxed Throws "";
    SetIndexI32(object: Boxed, index: I32, value: Boxed) -> Nothing Throws "";
    StrLength(string: Str) -> I32 Pure "";
    CharCodeAt(string: Str, index: I32) -> I32 Pure "perry_char_code_at";
}
