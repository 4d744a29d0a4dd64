//! Static data of a module: its descriptor, strings and what the runtime knows of each function.
//!
//! The layouts are those of `abi::layout`, field by field.

use crate::emitter::Types;
use crate::entry;
use crate::unit::Unit;
use inkwell::module::Linkage;
use inkwell::types::{BasicTypeEnum, StructType};
use inkwell::values::{ArrayValue, BasicValueEnum, IntValue, PointerValue, StructValue};
use perry_abi::layout;
use perry_ir::module::{Function, FunctionFlags, FunctionKind, StringData};

/// `layout::FunctionInfo`
pub(crate) fn function_info_type<'c>(types: Types<'c>) -> StructType<'c> {
    let (pointer, int) = (types.pointer.into(), types.i32.into());
    types.context.struct_type(&[pointer, pointer, int, int, int, int], false)
}

/// `layout::ModuleInfo`
pub(crate) fn module_info_type<'c>(types: Types<'c>) -> StructType<'c> {
    let (pointer, int): (BasicTypeEnum, BasicTypeEnum) = (types.pointer.into(), types.i32.into());
    types.context.struct_type(&[pointer, pointer, int, int, pointer, pointer, pointer], false)
}

/// Symbol of the descriptor of the module of that name.
pub(crate) fn descriptor_symbol(name: &str) -> String {
    format!("{name}$module")
}

/// Gives every declared global of the module its content.
pub(crate) fn define(unit: &Unit) {
    for (function, entries) in unit.ir.functions.iter().zip(&unit.functions) {
        let code = entries.code.as_global_value().as_pointer_value();
        entries.info.set_initializer(&function_info(unit, function, code));
        entries.info.set_constant(true);
    }
    define_descriptor(unit);
}

fn function_info<'c>(unit: &Unit<'c, '_>, function: &Function, code: PointerValue<'c>) -> StructValue<'c> {
    let int = |value: u32| BasicValueEnum::from(unit.types.i32.const_int(value.into(), false));
    let frame_size = if function.kind == FunctionKind::Plain { 0 } else { function.locals.len() as u32 };
    let fields = [
        code.into(),
        unit.slot(function.name).into(),
        int(function.length),
        int(flags(function)),
        int(function.capture_count),
        int(frame_size),
    ];
    function_info_type(unit.types).const_named_struct(&fields)
}

fn flags(function: &Function) -> u32 {
    let FunctionFlags { is_arrow, is_not_constructor, is_class, is_derived, is_sloppy } = function.flags;
    let is_generator = matches!(function.kind, FunctionKind::Generator | FunctionKind::AsyncGenerator);
    let is_async = matches!(function.kind, FunctionKind::Async | FunctionKind::AsyncGenerator);
    let flags = [
        (is_arrow, layout::FUNCTION_ARROW),
        (is_not_constructor, layout::FUNCTION_NOT_CONSTRUCTOR),
        (is_class, layout::FUNCTION_CLASS),
        (is_derived, layout::FUNCTION_DERIVED),
        (is_generator, layout::FUNCTION_GENERATOR),
        (is_async, layout::FUNCTION_ASYNC),
        (is_sloppy, layout::FUNCTION_SLOPPY),
    ];
    flags.iter().filter(|(is_set, _)| *is_set).map(|(_, flag)| flag).sum()
}

fn define_descriptor(unit: &Unit) {
    let module = unit.ir;
    let code = |id| entry::module_entry(unit, unit.function(id).code).into();
    let int = |value: usize| BasicValueEnum::from(unit.types.i32.const_int(value as u64, false));
    let fields = [
        strings(unit).into(),
        unit.slots.into(),
        int(module.strings.len()),
        int(module.is_async as usize),
        code(module.instantiate),
        code(module.init),
        path(unit).into(),
    ];
    let global = unit.llvm.get_global(&descriptor_symbol(&module.name)).expect("the descriptor was declared");
    global.set_initializer(&module_info_type(unit.types).const_named_struct(&fields));
    global.set_constant(true);
}

/// The zero-terminated path of the module.
pub(crate) fn path<'c>(unit: &Unit<'c, '_>) -> PointerValue<'c> {
    let known = unit.llvm.get_global("path").map(|global| global.as_pointer_value());
    known.unwrap_or_else(|| {
        constant(unit, "path", unit.types.context.const_string(unit.ir.path.as_bytes(), true))
    })
}

/// The array of `layout::StringLiteral`s.
fn strings<'c>(unit: &Unit<'c, '_>) -> PointerValue<'c> {
    let types = unit.types;
    let ty = types.context.struct_type(&[types.pointer.into(), types.i32.into(), types.i32.into()], false);
    let literals: Vec<_> =
        unit.ir.strings.iter().map(|string| ty.const_named_struct(&literal(unit, string))).collect();
    let global = unit.llvm.add_global(ty.array_type(literals.len() as u32), None, "strings");
    global.set_initializer(&ty.const_array(&literals));
    global.set_constant(true);
    global.set_linkage(Linkage::Private);
    global.as_pointer_value()
}

fn literal<'c>(unit: &Unit<'c, '_>, string: &StringData) -> [BasicValueEnum<'c>; 3] {
    let int = |value: usize| BasicValueEnum::from(unit.types.i32.const_int(value as u64, false));
    match string {
        StringData::Utf8(text) => match latin1(text) {
            Some(bytes) => {
                let data = constant(unit, "text", unit.types.context.const_string(&bytes, false));
                [data.into(), int(bytes.len()), int(0)]
            }
            None => wide(unit, &text.encode_utf16().collect::<Vec<u16>>()),
        },
        StringData::Utf16(units) => wide(unit, units),
    }
}

/// A byte a character, where every character has one.
fn latin1(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|c| u8::try_from(c as u32).ok()).collect()
}

fn wide<'c>(unit: &Unit<'c, '_>, units: &[u16]) -> [BasicValueEnum<'c>; 3] {
    let ty = unit.types.context.i16_type();
    let values: Vec<IntValue> = units.iter().map(|unit| ty.const_int((*unit).into(), false)).collect();
    let data = constant(unit, "wide", ty.const_array(&values));
    let int = |value: u64| unit.types.i32.const_int(value, false).into();
    [data.into(), int(units.len() as u64), int(1)]
}

fn constant<'c>(unit: &Unit<'c, '_>, name: &str, value: ArrayValue<'c>) -> PointerValue<'c> {
    let global = unit.llvm.add_global(value.get_type(), None, name);
    global.set_initializer(&value);
    global.set_constant(true);
    global.set_unnamed_addr(true);
    global.set_linkage(Linkage::Private);
    global.as_pointer_value()
}

/// A constant table of addresses.
pub(crate) fn pointers<'c>(unit: &Unit<'c, '_>, pointers: Vec<PointerValue<'c>>) -> PointerValue<'c> {
    constant(unit, "pointers", unit.types.pointer.const_array(&pointers))
}
