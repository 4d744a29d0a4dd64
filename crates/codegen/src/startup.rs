//! The start-up object: `main`, which hands the runtime the program's modules in the order of initialisation, and
//! what links the groups of built-ins they may use.

use crate::data::descriptor_symbol;
use crate::emitter::{Emitter, Target, Types};
use crate::unit::new_module;
use inkwell::GlobalVisibility;
use inkwell::context::Context;
use inkwell::module::{Linkage, Module as Llvm};
use inkwell::targets::TargetMachine;
use inkwell::values::{BasicValue, BasicValueEnum, PointerValue};
use perry_abi::functions;
use perry_abi::group::Group;
use perry_abi::layout::ENTRY_SYMBOL;
use perry_ir::request::Startup;

/// `main(argc, argv)` for these modules.
pub(crate) fn startup<'c>(context: &'c Context, program: &Startup, machine: &TargetMachine) -> Llvm<'c> {
    let (llvm, types) = (new_module(context, "startup", machine), Types::new(context));
    let info = start_info(&llvm, types, program);
    let start = functions::function("perry_start").expect("the table has it");
    let start_type = types.function(start.params, start.result);
    let start = llvm.add_function(start.name, start_type, None);
    let main_type = types.function(&[functions::Ty::I, functions::Ty::P], functions::Ty::I);
    let main = llvm.add_function(ENTRY_SYMBOL, main_type, None);
    define_dso_handle(&llvm, types);
    let emit = Emitter::new(types);
    emit.start(context.append_basic_block(main, ""));
    let mut args: Vec<_> = main.get_param_iter().collect();
    args.push(info.into());
    let target = Target { ty: start_type, pointer: start.as_global_value().as_pointer_value() };
    emit.ret(emit.call(target, &args).expect("it returns the exit code"));
    llvm
}

/// A zero by which the C library tells an executable from a shared library. GCC's crtbegin, which is not linked, has it.
fn define_dso_handle<'c>(llvm: &Llvm<'c>, types: Types<'c>) {
    let handle = llvm.add_global(types.pointer, None, "__dso_handle");
    handle.set_initializer(&types.pointer.const_null());
    handle.set_constant(true);
    handle.set_visibility(GlobalVisibility::Hidden);
}

/// `layout::StartInfo`
fn start_info<'c>(llvm: &Llvm<'c>, types: Types<'c>, program: &Startup) -> PointerValue<'c> {
    let int = |value: u32| types.i32.const_int(value.into(), false);
    let modules = &program.modules;
    let descriptor =
        |name: &str| llvm.add_global(types.byte, None, &descriptor_symbol(name)).as_pointer_value();
    let descriptors: Vec<PointerValue> = modules.iter().map(|module| descriptor(&module.name)).collect();
    let counted = |imports: &[u32]| [&[imports.len() as u32], imports].concat();
    let imports: Vec<_> = modules.iter().flat_map(|module| counted(&module.imports)).map(int).collect();
    let linker = |group: Group| {
        let linker = llvm.add_function(group.symbol(), types.context.void_type().fn_type(&[], false), None);
        linker.as_global_value().as_pointer_value()
    };
    let groups: Vec<PointerValue> = program.groups.iter().map(linker).collect();
    let fields: [BasicValueEnum; 6] = [
        constant(llvm, "modules", types.pointer.const_array(&descriptors)).into(),
        constant(llvm, "imports", types.i32.const_array(&imports)).into(),
        constant(llvm, "groups", types.pointer.const_array(&groups)).into(),
        int(modules.len() as u32).into(),
        int(program.run_count).into(),
        int(groups.len() as u32).into(),
    ];
    constant(llvm, "start", types.context.const_struct(&fields, false))
}

fn constant<'c>(llvm: &Llvm<'c>, name: &str, value: impl BasicValue<'c>) -> PointerValue<'c> {
    let value = value.as_basic_value_enum();
    let table = llvm.add_global(value.get_type(), None, name);
    table.set_initializer(&value);
    table.set_constant(true);
    table.set_linkage(Linkage::Private);
    table.as_pointer_value()
}
