//! The blocks of one function: its locals, temps, handlers and what ends its blocks.
//!
//! Instructions: `operation`, `typed` and `call`.

use crate::emitter::{Emitter, Target, Value};
use crate::unit::Unit;
use inkwell::IntPredicate;
use inkwell::basic_block::BasicBlock;
use inkwell::types::BasicTypeEnum;
use inkwell::values::{FunctionValue, PointerValue};
use perry_abi::functions::Effect;
use perry_abi::layout::*;
use perry_abi::value::{EMPTY, UNDEFINED};
use perry_ir::module::{Block, BlockId, Function, LocalId, Op, Temp, Terminator, Ty};
use perry_ir::{flow, table};
use std::collections::BTreeMap;

/// The call that a body serves.
pub(crate) struct Running<'c> {
    pub callee: Value<'c>,
    pub this: Value<'c>,
    pub new_target: Value<'c>,
    pub arguments: Arguments<'c>,
    /// Of a function that suspends: its frame, and the state, mode and value it was resumed with
    pub frame: Option<(PointerValue<'c>, [Value<'c>; 3])>,
}

pub(crate) enum Arguments<'c> {
    Values(Vec<Value<'c>>),
    Array {
        argc: Value<'c>,
        argv: PointerValue<'c>,
    },
    /// Where the frame says, before the first suspension
    Frame(PointerValue<'c>),
}

/// Where exceptions of some blocks go.
struct Handler<'c> {
    /// What `CatchValue` reads
    slot: PointerValue<'c>,
    landing_pad: Option<BasicBlock<'c>>,
}

pub(crate) struct Body<'u, 'c, 'm> {
    pub unit: &'u Unit<'c, 'm>,
    pub emit: Emitter<'c>,
    pub function: &'u Function,
    pub running: Running<'c>,
    temps: Vec<Option<Value<'c>>>,
    locals: Vec<PointerValue<'c>>,
    blocks: Vec<BasicBlock<'c>>,
    handlers: BTreeMap<BlockId, Handler<'c>>,
    /// Handler of the block that is being generated
    handler: Option<BlockId>,
    /// Where lists of operands stand during a call
    scratch: Option<PointerValue<'c>>,
    /// Blocks in which the function is resumed; state 0 is its start
    states: Vec<BasicBlock<'c>>,
}

impl<'u, 'c, 'm> Body<'u, 'c, 'm> {
    /// Generates the body of `function` into `llvm`, whose first block may have begun.
    pub fn generate(
        unit: &'u Unit<'c, 'm>,
        function: &'u Function,
        llvm: FunctionValue<'c>,
        running: Running<'c>,
        is_init: bool,
    ) {
        let emit = Emitter::new(unit.types);
        let context = unit.types.context;
        emit.start(llvm.get_last_basic_block().unwrap_or_else(|| context.append_basic_block(llvm, "")));
        unit.attribute(llvm, "uwtable", 2);
        let mut body = Body {
            unit,
            emit,
            function,
            running,
            temps: vec![None; function.temps.len()],
            locals: Vec::new(),
            blocks: Vec::new(),
            handlers: BTreeMap::new(),
            handler: None,
            scratch: None,
            states: Vec::new(),
        };
        body.locate(None);
        body.reserve_stack();
        body.generate_prologue(is_init);
        let prologue_end = body.emit.here();
        body.blocks = function.blocks.iter().map(|_| context.append_basic_block(llvm, "")).collect();
        body.generate_blocks();
        body.locate(None);
        body.generate_landing_pads(llvm);
        body.generate_dispatch(prologue_end);
        body.remove_unreachable_blocks();
    }

    fn reserve_stack(&mut self) {
        let types = self.unit.types;
        self.locals = match self.running.frame {
            Some((frame, _)) => {
                let place = |index| self.emit.offset(frame, FRAME_VALUES + index as u64 * 8);
                (0..self.function.locals.len()).map(place).collect()
            }
            None => self
                .function
                .locals
                .iter()
                .map(|local| self.emit.alloca(self.machine_type(local.ty)))
                .collect(),
        };
        for handler in self.function.blocks.iter().filter_map(|block| block.handler) {
            let emit = &self.emit;
            let new = || Handler { slot: emit.alloca(types.i64), landing_pad: None };
            self.handlers.entry(handler).or_insert_with(new);
        }
        let insts = self.function.blocks.iter().flat_map(|block| &block.insts);
        let size = insts.map(|inst| scratch_size(&inst.op)).max().unwrap_or(0);
        self.scratch = (size > 0).then(|| self.emit.alloca(types.i64.array_type(size as u32)));
        if self.running.frame.is_none() {
            for (local, place) in self.function.locals.iter().zip(&self.locals) {
                if local.ty == Ty::Boxed {
                    self.emit.store(*place, types.value(EMPTY));
                }
            }
        }
    }

    fn generate_prologue(&mut self, is_init: bool) {
        self.check_stack();
        if self.function.flags.is_class {
            let is_call = self.emit.is_value(self.running.new_target, UNDEFINED);
            self.unless(is_call, "perry_throw_class_call", &[self.running.callee]);
        }
        let insts = || self.function.blocks.iter().flat_map(|block| &block.insts);
        if self.function.flags.is_sloppy && insts().any(|inst| inst.op == Op::This) {
            self.running.this = self.runtime_value("perry_sloppy_this", &[self.running.this]);
        }
        if is_init && self.unit.ir.debug_init {
            let path = crate::data::path(self.unit).into();
            self.runtime("perry_debug_init", &[path]);
        }
    }

    /// Throws a RangeError if little of the stack is left; not in functions that call nothing.
    fn check_stack(&mut self) {
        let mut insts = self.function.blocks.iter().flat_map(|block| &block.insts);
        if !insts.any(|inst| inst.op.info().effect == table::Effect::Throws) {
            return;
        }
        // The address of a variable stands for the stack pointer: it needs no frame pointer and no intrinsic that
        // the fast instruction selection lacks.
        let here = match self.scratch {
            Some(scratch) => scratch,
            None => self.emit.alloca(self.unit.types.i64),
        };
        let limit = self.emit.load_value(self.unit.stack_limit());
        let is_over = self.emit.is(IntPredicate::ULT, self.emit.address(here), limit);
        self.unless(is_over, "perry_throw_stack_overflow", &[]);
    }

    fn generate_blocks(&mut self) {
        for id in flow::order(self.function) {
            let block = &self.function.blocks[id.0 as usize];
            self.emit.start(self.blocks[id.0 as usize]);
            self.handler = block.handler;
            self.generate_block(id, block);
        }
        self.handler = None;
    }

    fn generate_block(&mut self, id: BlockId, block: &Block) {
        for inst in &block.insts {
            let value = match inst.op {
                Op::CatchValue => Some(self.emit.load_value(self.handlers[&id].slot)),
                _ => self.operation(inst),
            };
            if let Some(temp) = inst.dst {
                self.temps[temp.0 as usize] = value;
            }
        }
        self.terminator(&block.end);
    }

    fn terminator(&mut self, end: &Terminator) {
        let target = |block: &BlockId| self.blocks[block.0 as usize];
        match end {
            Terminator::Jump(block) => self.emit.jump(target(block)),
            Terminator::Branch { condition, then, otherwise } => {
                let condition = self.temp(*condition).into_int_value();
                self.emit.branch(condition, target(then), target(otherwise));
            }
            Terminator::Switch { on, cases, default } => {
                let cases: Vec<_> = cases.iter().map(|(value, block)| (*value, target(block))).collect();
                self.emit.switch(self.temp(*on), target(default), &cases);
            }
            Terminator::Return(value) => self.complete(*value),
            Terminator::Throw(value) => self.throw(*value),
            Terminator::Yield { arg, value, mode, resume } => {
                self.suspend(self.temp(*arg), SIGNAL_YIELD, (*value, *mode), *resume);
            }
            Terminator::Await { arg, value, mode, resume } => {
                self.suspend(self.temp(*arg), SIGNAL_AWAIT, (*value, *mode), *resume);
            }
            Terminator::InitialYield { value, mode, resume } => {
                let undefined = self.unit.types.value(UNDEFINED);
                self.suspend(undefined, SIGNAL_INITIAL_YIELD, (*value, *mode), *resume);
            }
            Terminator::Unreachable => self.emit.unreachable(),
        }
    }

    fn complete(&mut self, value: Temp) {
        if self.running.frame.is_some() {
            self.signal(u32::MAX, SIGNAL_RETURN);
        }
        self.emit.ret(self.temp(value));
    }

    /// To this function's own handler where there is one: no unwinding.
    fn throw(&mut self, value: Temp) {
        let value = self.temp(value);
        match self.handler {
            Some(handler) => {
                self.emit.store(self.handlers[&handler].slot, value);
                self.emit.jump(self.blocks[handler.0 as usize]);
            }
            None => {
                self.runtime("perry_throw", &[value]);
                self.emit.unreachable();
            }
        }
    }

    fn signal(&self, state: u32, signal: u32) {
        let Some((frame, _)) = self.running.frame else { return };
        self.emit.store(self.emit.offset(frame, FRAME_STATE), self.unit.types.int(state as i32));
        self.emit.store(self.emit.offset(frame, FRAME_SIGNAL), self.unit.types.int(signal as i32));
    }

    fn suspend(&mut self, value: Value<'c>, signal: u32, received: (LocalId, LocalId), resume: BlockId) {
        let Some((_, [_, mode, sent])) = self.running.frame else { return };
        let landing = self.emit.cold_block();
        self.states.push(landing);
        self.signal(self.states.len() as u32, signal);
        self.emit.ret(value);
        self.emit.start(landing);
        self.store_local(received.0, sent);
        self.store_local(received.1, mode);
        self.emit.jump(self.blocks[resume.0 as usize]);
    }

    /// From the end of the prologue to the first block, or to where the function was suspended.
    fn generate_dispatch(&mut self, prologue_end: BasicBlock<'c>) {
        self.emit.start(prologue_end);
        match self.running.frame {
            None => self.emit.jump(self.blocks[0]),
            Some((_, [state, ..])) => {
                let cases = self.states.iter().enumerate();
                let cases: Vec<_> = cases.map(|(index, block)| (index as i32 + 1, *block)).collect();
                self.emit.switch(state, self.blocks[0], &cases);
            }
        }
    }

    fn generate_landing_pads(&mut self, llvm: FunctionValue<'c>) {
        let types = self.unit.types;
        let ty = types.context.struct_type(&[types.pointer.into(), types.i32.into()], false);
        for (id, handler) in &self.handlers {
            let Some(landing_pad) = handler.landing_pad else { continue };
            self.emit.start(landing_pad);
            let exception = self.emit.landing_pad(ty, self.unit.personality());
            let value = self.emit.call(self.unit.runtime("perry_catch").0, &[exception]);
            self.emit.store(handler.slot, value.expect("it returns the thrown value"));
            self.emit.jump(self.blocks[id.0 as usize]);
            llvm.set_personality_function(self.unit.personality());
        }
    }

    /// Blocks that nothing leads to were not generated.
    fn remove_unreachable_blocks(&self) {
        for block in self.blocks.iter().filter(|block| block.get_terminator().is_none()) {
            // A block without instructions is referred to by nothing that was generated.
            let _ = block.remove_from_function();
        }
    }

    /// The code that follows is that of a line and column, or of the function as a whole.
    pub fn locate(&self, place: Option<(u32, u32)>) {
        if let Some(debug) = &self.unit.debug {
            debug.locate(&self.emit.builder, place);
        }
    }

    // What operations are made of

    pub fn temp(&self, temp: Temp) -> Value<'c> {
        self.temps[temp.0 as usize].expect("definitions are generated before uses")
    }

    pub fn temp_type(&self, temp: Temp) -> Ty {
        self.function.temps[temp.0 as usize]
    }

    /// Strings and objects are the pointer's bits, as in a boxed value.
    pub fn machine_type(&self, ty: Ty) -> BasicTypeEnum<'c> {
        let types = self.unit.types;
        match ty {
            Ty::I32 => types.i32.into(),
            Ty::F64 => types.f64.into(),
            Ty::Bool => types.flag.into(),
            Ty::Str | Ty::Obj | Ty::Boxed => types.i64.into(),
        }
    }

    pub fn load_local(&self, local: LocalId) -> Value<'c> {
        let (place, ty) = (self.locals[local.0 as usize], self.function.locals[local.0 as usize].ty);
        match self.running.frame {
            Some(_) => self.unbox(self.emit.load_value(place), ty),
            None => self.emit.load(self.machine_type(ty), place),
        }
    }

    pub fn store_local(&self, local: LocalId, value: Value<'c>) {
        let (place, ty) = (self.locals[local.0 as usize], self.function.locals[local.0 as usize].ty);
        match self.running.frame {
            Some(_) => self.emit.store(place, self.boxed(value, ty)),
            None => self.emit.store(place, value),
        }
    }

    /// The value of a string of the module.
    pub fn string(&self, string: perry_ir::module::StrId) -> Value<'c> {
        self.emit.load_value(self.unit.slot(string))
    }

    /// Values side by side in memory, until the next list is made.
    pub fn list(&self, values: &[Value<'c>]) -> Value<'c> {
        let Some(scratch) = self.scratch.filter(|_| !values.is_empty()) else {
            return self.unit.types.null();
        };
        for (index, value) in values.iter().enumerate() {
            self.emit.store(self.emit.offset(scratch, index as u64 * 8), *value);
        }
        scratch.into()
    }

    pub fn call(&mut self, target: Target<'c>, effect: Effect, args: &[Value<'c>]) -> Option<Value<'c>> {
        let may_throw = matches!(effect, Effect::Throws | Effect::Noreturn);
        match self.handler.filter(|_| may_throw) {
            Some(handler) => {
                let landing_pad = self.landing_pad(handler);
                self.emit.invoke(target, args, landing_pad)
            }
            None => self.emit.call(target, args),
        }
    }

    fn landing_pad(&mut self, handler: BlockId) -> BasicBlock<'c> {
        let handler = self.handlers.get_mut(&handler).expect("every handler was given a slot");
        *handler.landing_pad.get_or_insert_with(|| self.emit.cold_block())
    }

    pub fn runtime(&mut self, name: &'static str, args: &[Value<'c>]) -> Option<Value<'c>> {
        let (target, effect) = self.unit.runtime(name);
        self.call(target, effect, args)
    }

    pub fn runtime_value(&mut self, name: &'static str, args: &[Value<'c>]) -> Value<'c> {
        self.runtime(name, args).expect("the table gives the function a result")
    }

    /// Calls a function that throws if `is_wrong`.
    pub fn unless(
        &mut self,
        is_wrong: inkwell::values::IntValue<'c>,
        thrower: &'static str,
        args: &[Value<'c>],
    ) {
        let (wrong, next) = (self.emit.cold_block(), self.emit.next_block());
        self.emit.branch(is_wrong, wrong, next);
        self.emit.start(wrong);
        self.runtime(thrower, args);
        self.emit.unreachable();
        self.emit.start(next);
    }
}

/// How many values the operation has side by side in memory.
fn scratch_size(op: &Op) -> usize {
    match op {
        Op::Concat(values) | Op::ArrayNew(values) | Op::Closure(_, values) => values.len(),
        Op::CopyDataProperties(_, _, excluded) => excluded.len(),
        Op::ClassNew { captures, .. } => captures.len(),
        Op::ObjectLiteral(keys, _) => keys.len() * 2,
        Op::TemplateObject(cooked, _) => cooked.len() * 2,
        Op::Call { args, .. }
        | Op::CallMethod { args, .. }
        | Op::New { args, .. }
        | Op::SuperCall { args, .. } => args.len(),
        _ => 0,
    }
}
