//! The LLVM functions of one ir function: how it is entered, and where its body stands.
//!
//! A plain function has its body in its code, or in its direct entry if it has one; a function that suspends has it in
//! its resume code, over a frame that its code makes.

use crate::body::{Arguments, Body, Running};
use crate::emitter::{Emitter, Target, Value};
use crate::unit::Unit;
use inkwell::values::{BasicValueEnum, FunctionValue, PointerValue};
use perry_abi::layout::{FRAME_CALLEE, FRAME_STATE, FRAME_THIS};
use perry_abi::value::UNDEFINED;
use perry_ir::module::{FuncId, Function, FunctionKind};

/// Generates every entry of the function.
pub(crate) fn generate<'c>(unit: &Unit<'c, '_>, id: FuncId, function: &Function) {
    let entries = unit.function(id);
    let is_init = id == unit.ir.init;
    if let Some(debug) = &unit.debug {
        debug.enter(id, &function.label, entries.direct.or(entries.resume).unwrap_or(entries.code));
    }
    match (entries.direct, entries.resume) {
        (Some(direct), _) => {
            generate_forward(unit, function, entries.code, direct);
            let running = direct_call(unit, direct);
            Body::generate(unit, function, direct, running, is_init);
        }
        (None, Some(resume)) => {
            generate_start(unit, function, entries.code, resume);
            generate_resume(unit, function, resume, is_init);
        }
        (None, None) => {
            let running = general_call(entries.code);
            Body::generate(unit, function, entries.code, running, is_init);
        }
    }
}

/// The parameters of `functions::CODE_SIGNATURE`.
fn general_call<'c>(code: FunctionValue<'c>) -> Running<'c> {
    let [callee, this, new_target, argc, argv] = params(code);
    let arguments = Arguments::Array { argc, argv: argv.into_pointer_value() };
    Running { callee, this, new_target, arguments, frame: None }
}

fn direct_call<'c>(unit: &Unit<'c, '_>, direct: FunctionValue<'c>) -> Running<'c> {
    let mut params = direct.get_param_iter();
    let undefined = unit.types.value(UNDEFINED);
    let (callee, this) = (params.next().unwrap_or(undefined), params.next().unwrap_or(undefined));
    Running {
        callee,
        this,
        new_target: undefined,
        arguments: Arguments::Values(params.collect()),
        frame: None,
    }
}

fn params<'c, const N: usize>(function: FunctionValue<'c>) -> [BasicValueEnum<'c>; N] {
    let params: Vec<_> = function.get_param_iter().collect();
    params.try_into().expect("an entry was declared with its signature")
}

/// The code of a function with a direct entry: calls that.
fn generate_forward<'c>(
    unit: &Unit<'c, '_>,
    function: &Function,
    code: FunctionValue<'c>,
    direct: FunctionValue<'c>,
) {
    let emit = start(unit, code);
    let Running { callee, this, arguments, .. } = general_call(code);
    let mut args = vec![callee, this];
    args.extend((0..function.param_count).map(|index| argument(unit, &emit, &arguments, index)));
    let target = Target { ty: direct.get_type(), pointer: direct.as_global_value().as_pointer_value() };
    let result = emit.call(target, &args).expect("a direct entry returns a value");
    emit.ret(result);
}

/// The code of a function that suspends: makes its frame and runs it for the first time.
fn generate_start<'c>(
    unit: &Unit<'c, '_>,
    function: &Function,
    code: FunctionValue<'c>,
    resume: FunctionValue<'c>,
) {
    let emit = start(unit, code);
    let [callee, this, _, argc, argv] = params(code);
    let call = |name, args: &[Value<'c>]| emit.call(unit.runtime(name).0, args);
    let count = unit.types.long(function.locals.len() as u64);
    let frame = call("perry_frame_new", &[count, callee, this, argc, argv]).expect("it returns the frame");
    let target = Target { ty: resume.get_type(), pointer: resume.as_global_value().as_pointer_value() };
    let code = target.pointer.into();
    let result = match function.kind {
        FunctionKind::Async => call("perry_async_start", &[code, frame]),
        kind => {
            emit.call(target, &[frame, unit.types.int(0), unit.types.value(UNDEFINED)]);
            let is_async = kind == FunctionKind::AsyncGenerator;
            call(
                if is_async { "perry_async_generator_new" } else { "perry_generator_new" },
                &[code, frame, callee],
            )
        }
    };
    emit.ret(result.expect("they return the object"));
}

fn generate_resume<'c>(unit: &Unit<'c, '_>, function: &Function, resume: FunctionValue<'c>, is_init: bool) {
    let emit = start(unit, resume);
    let [frame, mode, value] = params(resume);
    let frame = frame.into_pointer_value();
    let field = |offset| emit.load_value(emit.offset(frame, offset));
    let state = emit.load(unit.types.i32, emit.offset(frame, FRAME_STATE));
    let running = Running {
        callee: field(FRAME_CALLEE),
        this: field(FRAME_THIS),
        new_target: unit.types.value(UNDEFINED),
        arguments: Arguments::Frame(frame),
        frame: Some((frame, [state, mode, value])),
    };
    Body::generate(unit, function, resume, running, is_init);
}

/// What the runtime calls to instantiate or initialise the module: `() -> value`.
pub(crate) fn module_entry<'c>(unit: &Unit<'c, '_>, code: FunctionValue<'c>) -> PointerValue<'c> {
    let ty = unit.types.function(&[], perry_abi::functions::Ty::V);
    let entry = unit.llvm.add_function("module.entry", ty, Some(inkwell::module::Linkage::Internal));
    let emit = start(unit, entry);
    let undefined = unit.types.value(UNDEFINED);
    let target = Target { ty: code.get_type(), pointer: code.as_global_value().as_pointer_value() };
    let args = [undefined, undefined, undefined, unit.types.long(0), unit.types.null()];
    emit.ret(emit.call(target, &args).expect("code returns a value"));
    entry.as_global_value().as_pointer_value()
}

/// An emitter at the head of the function's first block.
fn start<'c>(unit: &Unit<'c, '_>, function: FunctionValue<'c>) -> Emitter<'c> {
    let emit = Emitter::new(unit.types);
    unit.attribute(function, "uwtable", 2);
    emit.start(unit.types.context.append_basic_block(function, ""));
    emit
}

/// The argument of that index, undefined where there is none.
pub(crate) fn argument<'c>(
    unit: &Unit<'c, '_>,
    emit: &Emitter<'c>,
    arguments: &Arguments<'c>,
    index: u32,
) -> Value<'c> {
    let (argc, argv) = match arguments {
        Arguments::Values(values) => return values[index as usize],
        Arguments::Array { argc, argv } => (*argc, *argv),
        Arguments::Frame(frame) => argument_array(unit, emit, *frame),
    };
    let is_there = emit.is(inkwell::IntPredicate::UGT, argc, unit.types.long(index.into()));
    let place = emit.offset(argv, u64::from(index) * 8);
    emit.load_value(emit.select(is_there, place, unit.undefined).into_pointer_value())
}

/// Number and place of the arguments that a frame was made with; only before the first suspension.
pub(crate) fn argument_array<'c>(
    unit: &Unit<'c, '_>,
    emit: &Emitter<'c>,
    frame: PointerValue<'c>,
) -> (Value<'c>, PointerValue<'c>) {
    let argc = emit.load_value(emit.offset(frame, perry_abi::layout::FRAME_ARGC));
    let argv = emit.load(unit.types.pointer, emit.offset(frame, perry_abi::layout::FRAME_ARGV));
    (argc, argv.into_pointer_value())
}
