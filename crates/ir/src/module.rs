//! What an ir module is made of. How it is written as text: `print`; what must hold: `verify`.
//!
//! A function is a list of blocks of instructions over temps (assigned once, used where their definition
//! dominates) and locals (variables of the function, mutable). There are no phis: what crosses a join goes
//! through a local. Nothing here carries a position, an absolute path or a number that depends on anything
//! but this module's text and what it consulted of its imports.
//!
//! Lowering makes generic operations on `Ty::Boxed`; `passes::infer` then proves types and rewrites them into
//! typed ones. Both forms are complete programs.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(pub u32);
    )*};
}

index! {
    /// A function of the module.
    FuncId
    /// A string of the module's table: a literal or a property name.
    StrId
    /// A module-level variable.
    CellId
    /// A block of a function; block 0 is the entry.
    BlockId
    /// A mutable variable of a function.
    LocalId
    /// The result of an instruction of a function.
    Temp
}

/// A link-time name, made from package path and export name by `sema` (never from an absolute path).
pub type Symbol = Arc<str>;

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum StringData {
    Utf8(Arc<str>),
    /// Holds a lone surrogate.
    Utf16(Arc<[u16]>),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Module {
    /// Prefix of the module's symbols; `<name>$module` is its descriptor.
    pub name: Symbol,
    /// Path from the project's root, for `import.meta` and PERRY_DEBUG_INIT.
    pub path: Arc<str>,
    pub functions: Vec<Function>,
    pub cells: Vec<Cell>,
    pub strings: Vec<StringData>,
    /// Makes hoisted functions; runs for every module before any `init`.
    pub instantiate: FuncId,
    /// The module's body.
    pub init: FuncId,
    pub is_async: bool,
    /// A line on stderr when the module initialises (PERRY_DEBUG_INIT).
    pub debug_init: bool,
}

/// A module-level variable: 8 bytes of static data, a root of the collector, `EMPTY` at first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    pub name: Arc<str>,
    /// Exported cells have a symbol other modules link to.
    pub symbol: Option<Symbol>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Function {
    /// For people (prints, symbols of a debugger).
    pub label: Arc<str>,
    /// `name` and `length` of the function object.
    pub name: StrId,
    pub length: u32,
    pub kind: FunctionKind,
    pub flags: FunctionFlags,
    /// What `Op::Capture` reads: boxes or plain values, in this order.
    pub capture_count: u32,
    /// Number of `Op::Param`s that exist (declared parameters before the rest).
    pub param_count: u32,
    /// Other modules and this one may call the direct entry under this symbol: `(callee, this, params...)`.
    /// Present only if the body uses none of `NewTarget`, `Arguments`, `Rest`, `Callee`, `Capture`, is
    /// `FunctionKind::Plain` and no class constructor.
    pub direct: Option<Symbol>,
    /// What annotations say of the parameters; they may lie, so they only choose guards.
    pub param_hints: Vec<Hint>,
    pub locals: Vec<Local>,
    pub blocks: Vec<Block>,
    /// Type of each temp.
    pub temps: Vec<Ty>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FunctionKind {
    /// Runs to its end when called.
    Plain,
    Generator,
    Async,
    AsyncGenerator,
}

/// See `abi::layout::FUNCTION_*`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FunctionFlags {
    pub is_arrow: bool,
    pub is_not_constructor: bool,
    /// The prologue throws when `new.target` is undefined.
    pub is_class: bool,
    pub is_derived: bool,
    pub is_sloppy: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Hint {
    None,
    Number,
    String,
    Bool,
    Object,
}

/// Representation of a temp or local.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Ty {
    I32,
    F64,
    Bool,
    /// A pointer to a string cell
    Str,
    /// A pointer to an object cell
    Obj,
    /// Any value, encoded as `abi::value` says
    Boxed,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Local {
    pub name: Arc<str>,
    pub ty: Ty,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Where control goes when something in this block throws; that block starts with `Op::CatchValue`.
    pub handler: Option<BlockId>,
    pub insts: Vec<Inst>,
    pub end: Terminator,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inst {
    /// `None` for operations without a result.
    pub dst: Option<Temp>,
    pub op: Op,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Terminator {
    Jump(BlockId),
    /// The condition is a `Bool`.
    Branch {
        condition: Temp,
        then: BlockId,
        otherwise: BlockId,
    },
    /// On an `I32`.
    Switch {
        on: Temp,
        cases: Vec<(i32, BlockId)>,
        default: BlockId,
    },
    /// `Boxed`. In a generator or async function: completion with this value.
    Return(Temp),
    Throw(Temp),
    /// Suspends a generator. Execution goes on in `resume` with the received value in `value` (Boxed) and how it
    /// was resumed in `mode` (I32 local: 0 next, 1 throw, 2 return); lowering tests `mode` there.
    /// In an async generator lowering awaits the value before, and the received value of a return after.
    Yield {
        arg: Temp,
        value: LocalId,
        mode: LocalId,
        resume: BlockId,
    },
    /// Suspends until the promise of `arg` settles; `mode` is 0 or 1 (rejected) afterwards.
    Await {
        arg: Temp,
        value: LocalId,
        mode: LocalId,
        resume: BlockId,
    },
    /// Generators only, once, after the parameters were evaluated: the call returns the generator object;
    /// the first `next` goes on in `resume`, with `mode` as above.
    InitialYield {
        value: LocalId,
        mode: LocalId,
        resume: BlockId,
    },
    #[default]
    Unreachable,
}

/// What is called by a direct call.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Direct {
    /// A function of this module that fulfils the laws of `Function::direct` (it needs no symbol).
    Own(FuncId),
    /// The direct entry of an imported function: its symbol and number of parameters.
    Imported { symbol: Symbol, param_count: u32 },
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CellRef {
    Own(CellId),
    Imported(Symbol),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unary {
    Neg,
    BitNot,
    Inc,
    Dec,
    /// Unary plus
    ToNumber,
    ToNumeric,
    ToString,
    ToPropertyKey,
    ToObject,
    Typeof,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Binary {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    Exp,
    BitAnd,
    BitOr,
    BitXor,
    Shl,
    Shr,
    UShr,
}

/// Results are `Bool`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Compare {
    LooseEq,
    LooseNe,
    StrictEq,
    StrictNe,
    Lt,
    Le,
    Gt,
    Ge,
}

/// Math functions and the like that the code generator knows, on unboxed operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Intrinsic {
    Abs,
    Floor,
    Ceil,
    Trunc,
    Sqrt,
    /// I32 x I32 -> I32
    Imul,
    /// I32 -> I32
    Clz32,
    Min,
    Max,
}

/// Kind of accessor or method in definitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MethodKind {
    Method,
    Getter,
    Setter,
}

/// Operands are temps; unless said otherwise they and the result are `Boxed`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Op {
    // Constants
    Undefined,
    Null,
    /// Hole, uninitialised binding, end of iteration
    Empty,
    /// Boxed boolean
    Bool(bool),
    /// Boxed number; int32 where it is one
    Number(f64),
    String(StrId),
    BigInt(StrId),
    // Variables
    LoadLocal(LocalId),
    StoreLocal(LocalId, Temp),
    CellGet(CellRef),
    CellSet(CellRef, Temp),
    /// A new captured variable
    BoxNew(Temp),
    BoxGet(Temp),
    BoxSet(Temp, Temp),
    /// The n-th captured value (or box) of the running function
    Capture(u32),
    /// ReferenceError if the value is `Empty`, else the value
    CheckTdz(Temp, StrId),
    /// `Bool`: is it `Empty`
    IsEmpty(Temp),
    /// `undefined` for `Empty`, else the value
    OrUndefined(Temp),
    /// `this` of a derived constructor: ReferenceError if it is `Empty`, else the value
    CheckThis(Temp),
    /// ReferenceError (super called twice) unless the value is `Empty`
    CheckThisUnset(Temp),
    /// Throws: a derived constructor returned neither an object nor undefined
    ThrowDerivedResult,
    /// Throws unless `value` is coercible to an object. `key`: the first property of the pattern; `text`: its source
    RequireObjectCoercible {
        value: Temp,
        key: Option<StrId>,
        text: Option<StrId>,
    },
    // The running call. Params, rest and arguments only before the first suspension.
    Param(u32),
    This,
    NewTarget,
    /// The running function object
    Callee,
    Arguments,
    /// Array of the arguments from the n-th on
    Rest(u32),
    /// Head of a handler block
    CatchValue,
    /// What follows in the block is code of that line and column; see `lines`. Never in ir that is remembered.
    Line(u32, u32),
    // Operators
    Unary(Unary, Temp),
    Binary(Binary, Temp, Temp),
    Compare(Compare, Temp, Temp),
    /// `Bool`: key, object
    In(Temp, Temp),
    /// `Bool`
    InstanceOf(Temp, Temp),
    /// `Bool`: ToBoolean
    Truthy(Temp),
    /// `Bool`
    IsNullish(Temp),
    /// `Bool`
    IsUndefined(Temp),
    /// `Bool` -> `Bool`
    Not(Temp),
    /// Strings already; the result too
    Concat(Vec<Temp>),
    // Properties
    Get(Temp, StrId),
    Set(Temp, StrId, Temp),
    GetIndex(Temp, Temp),
    SetIndex(Temp, Temp, Temp),
    /// `Bool`; object, any key
    Delete(Temp, Temp),
    /// home object, key, this
    GetSuper(Temp, Temp, Temp),
    /// home object, key, value, this
    SetSuper(Temp, Temp, Temp, Temp),
    GetGlobal(StrId),
    TypeofGlobal(StrId),
    SetGlobal(StrId, Temp),
    PrivateName(StrId),
    PrivateGet(Temp, Temp),
    PrivateSet(Temp, Temp, Temp),
    PrivateAdd(Temp, Temp, Temp),
    /// object, name, function
    PrivateAddMethod(MethodKind, Temp, Temp, Temp),
    /// `Bool`; object, name
    PrivateHas(Temp, Temp),
    // Making things
    ObjectNew,
    /// Distinct, non-index keys
    ObjectLiteral(Vec<StrId>, Vec<Temp>),
    ArrayNew(Vec<Temp>),
    ArrayPush(Temp, Temp),
    /// array being built, iterable, its source text
    ArraySpread(Temp, Temp, Option<StrId>),
    /// object, key, value
    DefineField(Temp, Temp, Temp),
    /// object, key, function
    DefineMethod {
        kind: MethodKind,
        object: Temp,
        key: Temp,
        function: Temp,
        is_enumerable: bool,
    },
    SetProtoLiteral(Temp, Temp),
    /// target, source, excluded keys
    CopyDataProperties(Temp, Temp, Vec<Temp>),
    Closure(FuncId, Vec<Temp>),
    /// function, key, prefix ("get", "set" or "")
    SetFunctionName(Temp, Temp, StrId),
    /// constructor function, captures, parent (or `Empty`), name
    ClassNew {
        constructor: FuncId,
        captures: Vec<Temp>,
        parent: Temp,
        name: Temp,
    },
    ClassPrototype(Temp),
    /// function, object
    SetHomeObject(Temp, Temp),
    HomeObject(Temp),
    RegExp(StrId, StrId),
    /// cooked (`None`: undefined), raw; one object per site
    TemplateObject(Vec<Option<StrId>>, Vec<StrId>),
    // Calls
    /// `text` is the callee's source text for "x is not a function"
    Call {
        callee: Temp,
        this: Temp,
        args: Vec<Temp>,
        text: StrId,
    },
    /// `text` as above, for example "a.b"
    CallMethod {
        object: Temp,
        key: StrId,
        args: Vec<Temp>,
        text: StrId,
    },
    CallDirect {
        function: Direct,
        this: Temp,
        args: Vec<Temp>,
    },
    /// `args` is an array
    CallSpread {
        callee: Temp,
        this: Temp,
        args: Temp,
        text: StrId,
    },
    New {
        callee: Temp,
        args: Vec<Temp>,
        text: StrId,
    },
    NewSpread {
        callee: Temp,
        args: Temp,
        text: StrId,
    },
    /// constructor (from SuperConstructor), new.target, args: the new `this`
    SuperCall {
        constructor: Temp,
        new_target: Temp,
        args: Vec<Temp>,
    },
    SuperCallSpread {
        constructor: Temp,
        new_target: Temp,
        args: Temp,
    },
    /// The constructor that `super(...)` calls, of the active function
    SuperConstructor(Temp),
    // Iteration
    /// iterable, its source text for messages
    IteratorNew(Temp, Option<StrId>),
    /// The next value or `Empty`
    IteratorStep(Temp),
    IteratorClose(Temp),
    IteratorCloseSilent(Temp),
    IteratorRest(Temp),
    AsyncIteratorNew(Temp, Option<StrId>),
    AsyncIteratorNext(Temp),
    AsyncIteratorResult(Temp, Temp),
    AsyncIteratorClose(Temp),
    ForInNew(Temp),
    ForInStep(Temp),
    /// record, mode (I32), received
    DelegateStep(Temp, Temp, Temp),
    DelegateValue(Temp),
    AsyncDelegateCall(Temp, Temp, Temp),
    AsyncDelegateResult(Temp, Temp),
    // Modules
    /// Descriptor of a module, its exported names with their cells, sorted by name: its namespace object, always the same
    NamespaceNew(Symbol, Vec<(StrId, CellRef)>),
    ImportMeta,
    /// Namespace object, descriptor of its module: a promise of the namespace when the module is evaluated
    ImportCall(Temp, Symbol),
    /// Throws an Error of kind (see `perry_throw_error`) with this message; ends nothing by itself
    ThrowError(i32, StrId),
    ThrowConst(StrId),

    // Typed operations, made by passes
    ConstI32(i32),
    ConstF64(f64),
    ConstBool(bool),
    /// From the typed representation to `Boxed`
    Box(Temp),
    /// `Boxed` known to be a number -> `F64`; known int32 -> `I32`; known string -> `Str`; known bool -> `Bool`; known object -> `Obj`
    Unbox(Temp),
    /// `Bool`: does the boxed value have this representation (`F64`: any number)
    IsTy(Ty, Temp),
    /// `I32` -> `F64`
    I32ToF64(Temp),
    /// ToInt32 of an `F64`
    F64ToI32(Temp),
    /// uint32 in an `I32` -> `F64`
    U32ToF64(Temp),
    /// `I32` from an `I32` addition that was proved not to overflow, and so on
    I32Binary(Binary, Temp, Temp),
    /// `Bool`: is the number that this operator makes of two `I32` another than the `I32Binary` (too big, -0, NaN)?
    /// May say so of a remainder of operands that are not positive.
    I32Overflows(Binary, Temp, Temp),
    F64Binary(Binary, Temp, Temp),
    F64Neg(Temp),
    I32Compare(Compare, Temp, Temp),
    F64Compare(Compare, Temp, Temp),
    /// `Str` x `Str` -> `Bool`
    StrCompare(Compare, Temp, Temp),
    /// `F64` (I32 for Imul, Clz32) while built-ins are pristine
    Intrinsic(Intrinsic, Vec<Temp>),
    /// `Bool`: nothing has replaced members of Math and friends
    IsPristine,
    /// The `Math` that a program starts with
    MathObject,
    /// Boxed, I32 index
    GetIndexI32(Temp, Temp),
    SetIndexI32(Temp, Temp, Temp),
    /// `Str` -> `I32`
    StrLength(Temp),
    /// `Str`, `I32` -> `I32` (-1 out of range)
    CharCodeAt(Temp, Temp),
}
