//! Symbols, and private names, which are symbols no program can see.

use crate::cell::{Gc, Global, Header};
use crate::heap::{alloc, kind, mark::Marker};
use crate::string::{JsString, make};
use crate::value::Value;

/// Made by `Symbol.for`.
pub const REGISTERED: u8 = 1;
/// `#x`, or a slot of the runtime's own: skipped by everything that lists keys, unknown to proxies.
pub const PRIVATE: u8 = 2;

#[repr(C)]
pub struct Symbol {
    pub header: Header,
    /// A string or undefined.
    pub description: Value,
    /// Of a private method or accessor, what receivers must be: a string.
    pub brand: Value,
    pub hash: u32,
}

static NEXT_HASH: Global<u32> = Global::new(1);

pub fn new(description: Value, flags: u8) -> Gc<Symbol> {
    let mut symbol = alloc::allocate_for::<Symbol>(Header { shape: 0, kind: kind::SYMBOL, flags, extra: 0 });
    let next = NEXT_HASH.get();
    *next = next.wrapping_add(0x9E37_79B9);
    (symbol.description, symbol.brand, symbol.hash) = (description, Value::UNDEFINED, *next);
    symbol
}

impl Gc<Symbol> {
    pub fn is_private(self) -> bool {
        self.header.flags & PRIVATE != 0
    }

    /// `Symbol(description)`.
    pub fn descriptive(self) -> String {
        let description = self.description.as_string().map_or(String::new(), |text| text.to_rust());
        if self.is_private() { description } else { ["Symbol(", &description, ")"].concat() }
    }
}

/// The registry behind `Symbol.for`: pairs of key and symbol.
static REGISTRY: Global<Vec<(Gc<JsString>, Gc<Symbol>)>> = Global::new(Vec::new());

pub fn registered(key: Gc<JsString>) -> Gc<Symbol> {
    let key = crate::atom::intern(key);
    if let Some((_, symbol)) = REGISTRY.get().iter().find(|(name, _)| *name == key) {
        return *symbol;
    }
    let symbol = new(key.into(), REGISTERED);
    REGISTRY.get().push((key, symbol));
    symbol
}

/// Root tracer.
pub fn trace(marker: &mut Marker) {
    for (key, symbol) in REGISTRY.get() {
        marker.gc(*key);
        marker.gc(*symbol);
    }
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is a symbol.
pub unsafe fn trace_cell(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        let symbol = cell.cast::<Symbol>();
        marker.value((*symbol).description);
        marker.value((*symbol).brand);
    }
}

/// The description of a method or accessor goes on behind a space with its brand.
#[unsafe(no_mangle)]
pub extern "C" fn perry_private_name(description: Value) -> Value {
    let mut name = new(description, PRIVATE);
    if let Some((text, brand)) = description.cell::<JsString>().to_rust().split_once(' ') {
        name.description = make::from_str(text).into();
        name.brand = make::from_str(brand).into();
    }
    name.into()
}
