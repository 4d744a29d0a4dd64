//! How each kind of operand is written, read back and visited. Which operation has which: `table`.

use crate::module::{
    Binary, CellId, CellRef, Compare, Direct, FuncId, Intrinsic, LocalId, MethodKind, StrId, Symbol, Temp,
    Ty, Unary,
};
use crate::read::{ReadError, Reader};
use std::fmt::Write;

/// The smallest thing an operand is made of.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    Temp(Temp),
    Str(StrId),
    Func(FuncId),
    Cell(CellId),
    Local(LocalId),
    Number(i64),
    Symbol(&'a str),
    /// An optional operand that is not there
    Absent,
    /// A constant that only the code generator's own rule understands
    Data,
}

pub(crate) trait Operand: Sized {
    fn print(&self, out: &mut String);
    fn read(reader: &mut Reader) -> Result<Self, ReadError>;
    fn visit(&self, visit: &mut dyn FnMut(Part)) {
        visit(Part::Data);
    }
    fn temps_mut(&mut self, _visit: &mut dyn FnMut(&mut Temp)) {}

    fn print_spaced(&self, out: &mut String) {
        out.push(' ');
        self.print(out);
    }
}

/// Indices are written as a letter and a number.
macro_rules! index_operand {
    ($($name:ident $letter:literal $part:ident)*) => {$(
        impl Operand for $name {
            fn print(&self, out: &mut String) {
                put(out, format_args!(concat!($letter, "{}"), self.0));
            }
            fn read(reader: &mut Reader) -> Result<Self, ReadError> {
                reader.index($letter).map($name)
            }
            fn visit(&self, visit: &mut dyn FnMut(Part)) {
                visit(Part::$part(*self));
            }
        }
    )*};
}

index_operand! { StrId "s" Str FuncId "f" Func CellId "c" Cell LocalId "l" Local }

impl Operand for Temp {
    fn print(&self, out: &mut String) {
        put(out, format_args!("t{}", self.0));
    }
    fn read(reader: &mut Reader) -> Result<Self, ReadError> {
        reader.index("t").map(Temp)
    }
    fn visit(&self, visit: &mut dyn FnMut(Part)) {
        visit(Part::Temp(*self));
    }
    fn temps_mut(&mut self, visit: &mut dyn FnMut(&mut Temp)) {
        visit(self);
    }
}

/// Enumerations are written by the names of their variants.
macro_rules! named_operand {
    ($($ty:ident { $($variant:ident)* })*) => {$(
        impl Operand for $ty {
            fn print(&self, out: &mut String) {
                put(out, format_args!("{self:?}"));
            }
            fn read(reader: &mut Reader) -> Result<Self, ReadError> {
                match reader.word()? {
                    $(stringify!($variant) => Ok($ty::$variant),)*
                    _ => Err(reader.error(concat!("no such ", stringify!($ty)))),
                }
            }
        }
    )*};
}

named_operand! {
    Ty { I32 F64 Bool Str Obj Boxed }
    Unary { Neg BitNot Inc Dec ToNumber ToNumeric ToString ToPropertyKey ToObject Typeof }
    Binary { Add Sub Mul Div Rem Exp BitAnd BitOr BitXor Shl Shr UShr }
    Compare { LooseEq LooseNe StrictEq StrictNe Lt Le Gt Ge }
    Intrinsic { Abs Floor Ceil Trunc Sqrt Imul Clz32 Min Max }
    MethodKind { Method Getter Setter }
}

/// Numbers are written so that they read back to the same bits.
macro_rules! number_operand {
    ($($ty:ident)*) => {$(
        impl Operand for $ty {
            fn print(&self, out: &mut String) {
                put(out, format_args!("{self:?}"));
            }
            fn read(reader: &mut Reader) -> Result<Self, ReadError> {
                reader.word()?.parse().map_err(|_| reader.error(concat!("expected ", stringify!($ty))))
            }
            fn visit(&self, visit: &mut dyn FnMut(Part)) {
                visit(Part::Number(*self as i64));
            }
        }
    )*};
}

number_operand! { i32 u32 bool }

impl Operand for f64 {
    fn print(&self, out: &mut String) {
        put(out, format_args!("{self:?}"));
    }
    fn read(reader: &mut Reader) -> Result<Self, ReadError> {
        reader.word()?.parse().map_err(|_| reader.error("expected f64"))
    }
}

impl<T: Operand> Operand for Option<T> {
    fn print(&self, out: &mut String) {
        match self {
            Some(operand) => operand.print(out),
            None => out.push('-'),
        }
    }
    fn read(reader: &mut Reader) -> Result<Self, ReadError> {
        if reader.accept("-") { Ok(None) } else { T::read(reader).map(Some) }
    }
    fn visit(&self, visit: &mut dyn FnMut(Part)) {
        match self {
            Some(operand) => operand.visit(visit),
            None => visit(Part::Absent),
        }
    }
    fn temps_mut(&mut self, visit: &mut dyn FnMut(&mut Temp)) {
        if let Some(operand) = self {
            operand.temps_mut(visit);
        }
    }
}

impl<T: Operand> Operand for Vec<T> {
    fn print(&self, out: &mut String) {
        out.push('[');
        for (index, operand) in self.iter().enumerate() {
            out.push_str(if index == 0 { "" } else { " " });
            operand.print(out);
        }
        out.push(']');
    }
    fn read(reader: &mut Reader) -> Result<Self, ReadError> {
        reader.expect("[")?;
        let mut operands = Vec::new();
        while !reader.accept("]") {
            operands.push(T::read(reader)?);
        }
        Ok(operands)
    }
    fn visit(&self, visit: &mut dyn FnMut(Part)) {
        self.iter().for_each(|operand| operand.visit(visit));
    }
    fn temps_mut(&mut self, visit: &mut dyn FnMut(&mut Temp)) {
        self.iter_mut().for_each(|operand| operand.temps_mut(visit));
    }
}

impl Operand for (StrId, CellRef) {
    fn print(&self, out: &mut String) {
        self.0.print(out);
        self.1.print_spaced(out);
    }
    fn read(reader: &mut Reader) -> Result<Self, ReadError> {
        Ok((StrId::read(reader)?, CellRef::read(reader)?))
    }
    fn visit(&self, visit: &mut dyn FnMut(Part)) {
        self.0.visit(visit);
        self.1.visit(visit);
    }
}

impl Operand for Symbol {
    fn print(&self, out: &mut String) {
        print_quoted(self, out);
    }
    fn read(reader: &mut Reader) -> Result<Self, ReadError> {
        reader.quoted().map(Into::into)
    }
    fn visit(&self, visit: &mut dyn FnMut(Part)) {
        visit(Part::Symbol(self));
    }
}

impl Operand for CellRef {
    fn print(&self, out: &mut String) {
        match self {
            CellRef::Own(cell) => cell.print(out),
            CellRef::Imported(symbol) => symbol.print(out),
        }
    }
    fn read(reader: &mut Reader) -> Result<Self, ReadError> {
        if reader.at_quote() {
            Symbol::read(reader).map(CellRef::Imported)
        } else {
            CellId::read(reader).map(CellRef::Own)
        }
    }
    fn visit(&self, visit: &mut dyn FnMut(Part)) {
        match self {
            CellRef::Own(cell) => cell.visit(visit),
            CellRef::Imported(symbol) => symbol.visit(visit),
        }
    }
}

impl Operand for Direct {
    fn print(&self, out: &mut String) {
        match self {
            Direct::Own(function) => function.print(out),
            Direct::Imported { symbol, param_count } => {
                symbol.print(out);
                param_count.print_spaced(out);
            }
        }
    }
    fn read(reader: &mut Reader) -> Result<Self, ReadError> {
        if reader.at_quote() {
            Ok(Direct::Imported { symbol: Symbol::read(reader)?, param_count: u32::read(reader)? })
        } else {
            FuncId::read(reader).map(Direct::Own)
        }
    }
    fn visit(&self, visit: &mut dyn FnMut(Part)) {
        match self {
            Direct::Own(function) => function.visit(visit),
            Direct::Imported { symbol, .. } => symbol.visit(visit),
        }
    }
}

/// A text in double quotes, on one line.
pub(crate) fn print_quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c < ' ' || c == '\u{7f}' => put(out, format_args!("\\u{{{:x}}}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Writing into a `String` cannot fail.
pub(crate) fn put(out: &mut String, arguments: std::fmt::Arguments) {
    out.write_fmt(arguments).expect("a String takes every text");
}
