//! Where compiled code may look: the first bytes of heap cells, inline caches, static module data.
//!
//! Everything else about a heap cell is the runtime's own business. Offsets are in bytes.

/// Every heap cell starts with 8 bytes: `u32 shape` (0 for cells that are not objects), `u8 kind`, `u8 flags`, `u16 extra`.
pub const CELL_SHAPE: u64 = 0;
pub const CELL_KIND: u64 = 4;
pub const CELL_FLAGS: u64 = 5;

/// Kinds of heap cells. Objects are those from `KIND_FIRST_OBJECT` on.
pub const KIND_STRING: u8 = 1;
pub const KIND_SYMBOL: u8 = 2;
pub const KIND_BIGINT: u8 = 3;
/// A captured variable: header, then one value.
pub const KIND_BOX: u8 = 4;
pub const KIND_FIRST_OBJECT: u8 = 16;
pub const KIND_OBJECT: u8 = 16;
pub const KIND_ARRAY: u8 = 17;
pub const KIND_FUNCTION: u8 = 18;

/// The value inside a `KIND_BOX` cell.
pub const BOX_VALUE: u64 = 8;
/// `u32` length of a string, in UTF-16 code units.
pub const STRING_LENGTH: u64 = 8;
/// Objects: header, then a pointer to out-of-object properties (or null), then in-object slots.
pub const OBJECT_OVERFLOW: u64 = 8;
pub const OBJECT_SLOTS: u64 = 16;
/// Arrays: header, overflow pointer, then `u32 length`, `u32 capacity`, pointer to values (`EMPTY` is a hole).
/// An array whose flags have `ARRAY_SLOW` set must not be read or written inline.
pub const ARRAY_LENGTH: u64 = 16;
pub const ARRAY_CAPACITY: u64 = 20;
pub const ARRAY_ELEMENTS: u64 = 24;
pub const ARRAY_SLOW: u8 = 0x01;
/// Functions: header, overflow pointer, then code pointer, `FunctionInfo` pointer, then captures.
pub const FUNCTION_CODE: u64 = 16;
pub const FUNCTION_INFO: u64 = 24;
pub const FUNCTION_CAPTURES: u64 = 32;

/// Frame of a generator or async function: header, `u32 state` (0: not started), `u32 signal`, callee, this,
/// `u64 argc`, `argv` (valid in state 0 only), then the values. Compiled code sets state and signal before it returns.
pub const KIND_FRAME: u8 = 5;
pub const FRAME_STATE: u64 = 8;
pub const FRAME_SIGNAL: u64 = 12;
pub const FRAME_CALLEE: u64 = 16;
pub const FRAME_THIS: u64 = 24;
pub const FRAME_ARGC: u64 = 32;
pub const FRAME_ARGV: u64 = 40;
pub const FRAME_VALUES: u64 = 48;
pub const SIGNAL_RETURN: u32 = 0;
pub const SIGNAL_YIELD: u32 = 1;
pub const SIGNAL_AWAIT: u32 = 2;
/// Parameters are evaluated, the generator object may be made.
pub const SIGNAL_INITIAL_YIELD: u32 = 3;

/// A property access site, zeroed at first. The first two fields serve compiled code: when the shape of
/// the object equals `own_shape` (never 0), the value is the 8 bytes at `object + own_offset`.
/// The rest serves the runtime (prototype hits, transitions, places in objects of other shapes).
#[repr(C)]
#[derive(Clone, Copy, Default, Debug)]
pub struct InlineCache {
    pub own_shape: u32,
    pub own_offset: u32,
    pub shape: u32,
    pub info: u32,
    pub holder: u64,
    pub epoch: u64,
    /// As `own_shape` and `own_offset`
    pub others: [(u32, u32); 3],
}

/// What the compiler knows of a function; static data, one for every function of a module.
///
/// `code` (see `functions::CODE_SIGNATURE`) takes `(callee, this, new_target, argc, argv)`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct FunctionInfo {
    /// Entry of the calling convention everyone may use.
    pub code: u64,
    /// Slot (not the value) of the function's name in the module's string slots; null: the empty name.
    pub name: u64,
    /// `length` of the function object.
    pub length: u32,
    pub flags: u32,
    pub capture_count: u32,
    /// For generators and async functions: how many values their frame holds.
    pub frame_size: u32,
}

pub const FUNCTION_ARROW: u32 = 1;
/// Methods, getters, setters, async functions and arrows cannot be called with `new`.
pub const FUNCTION_NOT_CONSTRUCTOR: u32 = 1 << 1;
/// The constructor of a class: calling it without `new` throws.
pub const FUNCTION_CLASS: u32 = 1 << 2;
/// A class with `extends`: `this` is `EMPTY` until `super()` returns.
pub const FUNCTION_DERIVED: u32 = 1 << 3;
pub const FUNCTION_GENERATOR: u32 = 1 << 4;
pub const FUNCTION_ASYNC: u32 = 1 << 5;
/// Sloppy code (CommonJS): `this` is coerced by the callee.
pub const FUNCTION_SLOPPY: u32 = 1 << 6;

/// A string literal or property name of a module: `length` UTF-8-free bytes of latin1, or that many
/// UTF-16 code units when `is_utf16` is 1.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct StringLiteral {
    pub data: u64,
    pub length: u32,
    pub is_utf16: u32,
}

/// One of these a module, symbol `<module>$module`.
///
/// The runtime first interns `strings` of every module into `string_slots`, then calls every `instantiate`
/// (makes the objects of hoisted functions), then every `init` in order. Both are `() -> value`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ModuleInfo {
    pub strings: u64,
    pub string_slots: u64,
    pub string_count: u32,
    /// 1: `init` returns a promise that must settle before the next module starts.
    pub is_async: u32,
    pub instantiate: u64,
    pub init: u64,
    /// Path of the module from the project's root, zero-terminated UTF-8 (for `import.meta` and messages).
    pub path: u64,
}

/// What the start-up object knows of the program.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct StartInfo {
    /// Pointers to the `ModuleInfo`s, in the order of initialisation.
    pub modules: u64,
    /// `u32`s: for each module the number of its static imports, then their places among the modules.
    pub imports: u64,
    /// Pointers to the functions of the `group::Group`s that are linked.
    pub groups: u64,
    pub module_count: u32,
    /// The modules that run at the start come first; `import()` runs the others.
    pub run_count: u32,
    pub group_count: u32,
}

/// ELF section of every static value the collector must see (module cells, string slots, site caches that
/// hold values). The runtime scans from `__start_` to `__stop_` of it.
pub const ROOTS_SECTION: &str = "perry_roots";
/// Bytes of stack below which a call must throw a RangeError: compiled prologues compare the stack
/// pointer with the `u64` at this symbol.
pub const STACK_LIMIT_SYMBOL: &str = "perry_stack_limit";
/// Personality routine named by every compiled function that has a landing pad. Every landing pad is a
/// `catch ptr null` clause; `perry_catch` turns its exception pointer into the thrown value.
pub const PERSONALITY_SYMBOL: &str = "perry_personality";
/// The start-up object defines this: `int perry_entry(int argc, char **argv)` is called `main`.
pub const ENTRY_SYMBOL: &str = "main";
/// A byte that is 1 while nothing has replaced members of `Math`, `Number`... (see `functions`).
pub const PRISTINE_SYMBOL: &str = "perry_builtins_pristine";
