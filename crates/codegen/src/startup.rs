//! The start-up object: `main`, which hands the runtime the program's modules in the order of initialisation.

use crate::data::descriptor_symbol;
use crate::emitter::{Emitter, Target, Types};
use crate::unit::new_module;
use inkwell::GlobalVisibility;
use inkwell::context::Context;
use inkwell::module::{Linkage, Module as Llvm};
use inkwell::targets::TargetMachine;
use inkwell::values::PointerValue;
use perry_abi::functions;
use perry_abi::layout::ENTRY_SYMBOL;
use perry_ir::module::Symbol;

/// `main(argc, argv)` for these modules.
pub(crate) fn startup<'c>(context: &'c Context, names: &[Symbol], machine: &TargetMachine) -> Llvm<'c> {
    let (llvm, types) = (new_module(context, "startup", machine), Types::new(context));
    let table = module_table(&llvm, types, names);
    let start = functions::function("perry_start").expect("the table has it");
    let start_type = types.function(start.params, start.result);
    let start = llvm.add_function(start.name, start_type, None);
    let main_type = types.function(&[functions::Ty::I, functions::Ty::P], functions::Ty::I);
    let main = llvm.add_function(ENTRY_SYMBOL, main_type, None);
    define_dso_handle(&llvm, types);
    let emit = Emitter::new(types);
    emit.start(context.append_basic_block(main, ""));
    let mut args: Vec<_> = main.get_param_iter().collect();
    args.extend([table.into(), types.long(names.len() as u64)]);
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

fn module_table<'c>(llvm: &Llvm<'c>, types: Types<'c>, names: &[Symbol]) -> PointerValue<'c> {
    let descriptor =
        |name: &Symbol| llvm.add_global(types.byte, None, &descriptor_symbol(name)).as_pointer_value();
    let descriptors: Vec<PointerValue> = names.iter().map(descriptor).collect();
    let value = types.pointer.const_array(&descriptors);
    let table = llvm.add_global(value.get_type(), None, "modules");
    table.set_initializer(&value);
    table.set_constant(true);
    table.set_linkage(Linkage::Private);
    table.as_pointer_value()
}
