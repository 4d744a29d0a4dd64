//! One LLVM module in the making: everything its functions refer to, declared before they are generated.

use crate::compile::Error;
use crate::debug::Debug;
use crate::emitter::{Target, Types};
use crate::survey::Survey;
use crate::{data, entry, helper};
use inkwell::GlobalVisibility;
use inkwell::attributes::{Attribute, AttributeLoc};
use inkwell::context::Context;
use inkwell::module::{Linkage, Module as Llvm};
use inkwell::targets::TargetMachine;
use inkwell::types::BasicType;
use inkwell::values::{FunctionValue, GlobalValue, PointerValue};
use perry_abi::functions::{self, Effect};
use perry_abi::layout::{InlineCache, PRISTINE_SYMBOL, ROOTS_SECTION, STACK_LIMIT_SYMBOL};
use perry_abi::value::UNDEFINED;
use perry_ir::lines::LineTable;
use perry_ir::module::{CellRef, Direct, FuncId, Function, FunctionKind, Module, StrId};
use perry_ir::passes::suspend::suspend;
use perry_ir::request::{OptLevel, Options};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};

/// The LLVM functions that one ir function becomes.
#[derive(Clone, Copy)]
pub(crate) struct Entries<'c> {
    /// `functions::CODE_SIGNATURE`
    pub code: FunctionValue<'c>,
    /// `(callee, this, params...)`
    pub direct: Option<FunctionValue<'c>>,
    /// `functions::RESUME_SIGNATURE`
    pub resume: Option<FunctionValue<'c>>,
    /// Its `layout::FunctionInfo`
    pub info: GlobalValue<'c>,
}

pub(crate) struct Unit<'c, 'm> {
    pub ir: &'m Module,
    pub llvm: Llvm<'c>,
    pub types: Types<'c>,
    pub level: OptLevel,
    /// With `--debug-symbols`
    pub debug: Option<Debug<'c, 'm>>,
    pub functions: Vec<Entries<'c>>,
    /// Values of the module's strings
    pub slots: PointerValue<'c>,
    cells: Vec<PointerValue<'c>>,
    caches: Sites<'c>,
    sites: Sites<'c>,
    root_sites: Sites<'c>,
    /// A constant that reads as undefined: where a missing argument is taken from
    pub undefined: PointerValue<'c>,
    runtime: RefCell<HashMap<&'static str, Target<'c>>>,
    /// Runtime functions whose helpers are called instead of them
    helpers: RefCell<BTreeSet<&'static str>>,
}

/// Words of static data that are given out one after the other.
struct Sites<'c> {
    first: PointerValue<'c>,
    size: u64,
    next: Cell<u64>,
}

impl<'c, 'm> Unit<'c, 'm> {
    /// The LLVM module of `module`.
    pub fn generate(
        context: &'c Context,
        module: &'m Module,
        lines: Option<&'m LineTable>,
        options: &Options,
        machine: &TargetMachine,
    ) -> Result<Llvm<'c>, Error> {
        let mut unit = Unit::declare(context, module, options, machine);
        let is_optimised = unit.level != OptLevel::Fast;
        unit.debug = lines.map(|lines| Debug::new(&unit.llvm, unit.types, module, lines, is_optimised));
        for (index, function) in module.functions.iter().enumerate() {
            entry::generate(&unit, FuncId(index as u32), function);
        }
        if let Some(debug) = &unit.debug {
            debug.finish();
        }
        data::define(&unit);
        helper::define(context, &unit.llvm, &unit.helpers.take())?;
        Ok(unit.llvm)
    }

    fn declare(
        context: &'c Context,
        ir: &'m Module,
        options: &Options,
        machine: &TargetMachine,
    ) -> Unit<'c, 'm> {
        let (llvm, types) = (new_module(context, &ir.name, machine), Types::new(context));
        let survey = Survey::new(ir);
        let declarations = Declarations { llvm: &llvm, types };
        let descriptor = data::descriptor_symbol(&ir.name);
        llvm.add_global(data::module_info_type(types), None, &descriptor);
        declarations.imports(&survey);
        let cells = ir.cells.iter().map(|cell| declarations.cell(cell)).collect();
        let functions = declarations.functions(ir, &survey);
        let slots = declarations.words("slots", ir.strings.len() as u64, Some(ROOTS_SECTION));
        let cache_words = size_of::<InlineCache>() as u64 / 8;
        let caches = declarations.sites("caches", survey.cache_count, cache_words, None);
        let sites = declarations.sites("sites", survey.site_count, 1, None);
        let root_sites = declarations.sites("root_sites", survey.root_site_count, 1, Some(ROOTS_SECTION));
        let undefined = declarations.constant("undefined", types.i64.const_int(UNDEFINED, false));
        let (level, runtime, helpers) = (options.opt_level, RefCell::default(), RefCell::default());
        Unit {
            ir,
            llvm,
            types,
            level,
            debug: None,
            functions,
            slots,
            cells,
            caches,
            sites,
            root_sites,
            undefined,
            runtime,
            helpers,
        }
    }

    /// A function of the runtime's table, or a variant of one (`perry_get.length`) that only differs in its helper.
    pub fn runtime(&self, name: &'static str) -> (Target<'c>, Effect) {
        let function = helper::base(name);
        let target =
            *self.runtime.borrow_mut().entry(name).or_insert_with(|| self.declare_runtime(name, function));
        (target, function.effect)
    }

    fn declare_runtime(&self, name: &'static str, function: &functions::Function) -> Target<'c> {
        let ty = self.types.function(function.params, function.result);
        let helper = helper::name(name).filter(|_| self.level != OptLevel::Fast);
        if let Some(helper) = helper {
            self.helpers.borrow_mut().insert(name);
            let value = self.llvm.add_function(&helper, ty, None);
            return Target { ty, pointer: value.as_global_value().as_pointer_value() };
        }
        let known = self.llvm.get_function(function.name);
        let value = known.unwrap_or_else(|| self.llvm.add_function(function.name, ty, None));
        match function.effect {
            Effect::Pure => {
                ["nounwind", "willreturn", "memory"].iter().for_each(|name| self.attribute(value, name, 0))
            }
            Effect::Nothrow => self.attribute(value, "nounwind", 0),
            Effect::Noreturn => ["noreturn", "cold"].iter().for_each(|name| self.attribute(value, name, 0)),
            Effect::Throws => {}
        }
        Target { ty, pointer: value.as_global_value().as_pointer_value() }
    }

    /// Zero for those attributes that take no value, and for `memory`: none at all.
    pub fn attribute(&self, function: FunctionValue<'c>, name: &str, value: u64) {
        let kind = Attribute::get_named_enum_kind_id(name);
        function.add_attribute(AttributeLoc::Function, self.types.context.create_enum_attribute(kind, value));
    }

    pub fn personality(&self) -> FunctionValue<'c> {
        let name = perry_abi::layout::PERSONALITY_SYMBOL;
        let ty = self.types.i32.fn_type(&[], true);
        self.llvm.get_function(name).unwrap_or_else(|| self.llvm.add_function(name, ty, None))
    }

    /// The `u64` below which the stack must not grow.
    pub fn stack_limit(&self) -> PointerValue<'c> {
        self.external(STACK_LIMIT_SYMBOL, self.types.i64)
    }

    pub fn pristine(&self) -> PointerValue<'c> {
        self.external(PRISTINE_SYMBOL, self.types.byte)
    }

    fn external(&self, name: &str, ty: impl BasicType<'c>) -> PointerValue<'c> {
        let global = self.llvm.get_global(name).unwrap_or_else(|| self.llvm.add_global(ty, None, name));
        global.set_visibility(GlobalVisibility::Hidden);
        global.as_pointer_value()
    }

    pub fn cell(&self, cell: &CellRef) -> PointerValue<'c> {
        match cell {
            CellRef::Own(id) => self.cells[id.0 as usize],
            CellRef::Imported(symbol) => self.imported(symbol),
        }
    }

    /// A cell or descriptor of another module, or of this one under its symbol.
    pub fn imported(&self, symbol: &str) -> PointerValue<'c> {
        self.llvm.get_global(symbol).expect("the survey saw every import").as_pointer_value()
    }

    pub fn direct(&self, function: &Direct) -> (Target<'c>, u32) {
        let (value, param_count) = match function {
            Direct::Own(id) => {
                (self.functions[id.0 as usize].direct, self.ir.functions[id.0 as usize].param_count)
            }
            Direct::Imported { symbol, param_count } => (self.llvm.get_function(symbol), *param_count),
        };
        let value = value.expect("the survey saw every direct call");
        (Target { ty: value.get_type(), pointer: value.as_global_value().as_pointer_value() }, param_count)
    }

    pub fn function(&self, id: FuncId) -> Entries<'c> {
        self.functions[id.0 as usize]
    }

    /// Where the value of a string stands once the program has started.
    pub fn slot(&self, string: StrId) -> PointerValue<'c> {
        at(self.types, self.slots, string.0 as u64 * 8)
    }

    pub fn next_cache(&self) -> PointerValue<'c> {
        self.caches.next(self.types)
    }

    pub fn next_site(&self) -> PointerValue<'c> {
        self.sites.next(self.types)
    }

    pub fn next_root_site(&self) -> PointerValue<'c> {
        self.root_sites.next(self.types)
    }
}

impl<'c> Sites<'c> {
    fn next(&self, types: Types<'c>) -> PointerValue<'c> {
        let offset = self.next.get();
        self.next.set(offset + self.size);
        at(types, self.first, offset)
    }
}

/// The constant address so many bytes behind a global.
pub(crate) fn at<'c>(types: Types<'c>, global: PointerValue<'c>, bytes: u64) -> PointerValue<'c> {
    // SAFETY: without `inbounds` LLVM promises nothing of the address; the offsets are those of the survey.
    unsafe { global.const_gep(types.byte, &[types.i64.const_int(bytes, false)]) }
}

/// An empty LLVM module for that machine. Its name is no path: it stands in the object.
pub(crate) fn new_module<'c>(context: &'c Context, name: &str, machine: &TargetMachine) -> Llvm<'c> {
    let llvm = context.create_module(name);
    llvm.set_triple(&machine.get_triple());
    llvm.set_data_layout(&machine.get_target_data().get_data_layout());
    llvm
}

/// Adds names to an LLVM module.
struct Declarations<'a, 'c> {
    llvm: &'a Llvm<'c>,
    types: Types<'c>,
}

impl<'c> Declarations<'_, 'c> {
    fn imports(&self, survey: &Survey) {
        // Hidden: in the same executable, so that no table of addresses stands between.
        for symbol in &survey.cells {
            self.llvm.add_global(self.types.i64, None, symbol).set_visibility(GlobalVisibility::Hidden);
        }
        for symbol in survey.modules.iter().filter(|symbol| self.llvm.get_global(symbol).is_none()) {
            self.llvm.add_global(self.types.byte, None, symbol).set_visibility(GlobalVisibility::Hidden);
        }
        for (symbol, param_count) in &survey.directs {
            self.llvm.add_function(symbol, self.types.direct(*param_count), None);
        }
    }

    fn cell(&self, cell: &perry_ir::module::Cell) -> PointerValue<'c> {
        let declared = cell.symbol.as_ref().and_then(|symbol| self.llvm.get_global(symbol));
        let name = cell.symbol.as_deref().unwrap_or(&cell.name);
        let global = declared.unwrap_or_else(|| self.llvm.add_global(self.types.i64, None, name));
        global.set_initializer(&self.types.i64.const_zero());
        global.set_section(Some(ROOTS_SECTION));
        global.set_alignment(8);
        match cell.symbol {
            Some(_) => global.set_visibility(GlobalVisibility::Hidden),
            None => global.set_linkage(Linkage::Internal),
        }
        global.as_pointer_value()
    }

    /// External names first, so that internal ones give way.
    fn functions(&self, ir: &Module, survey: &Survey) -> Vec<Entries<'c>> {
        let symbols = ir.functions.iter().filter_map(|function| Some((function, function.direct.as_ref()?)));
        for (function, symbol) in symbols.filter(|(_, symbol)| self.llvm.get_function(symbol).is_none()) {
            self.llvm.add_function(symbol, self.types.direct(function.param_count), None);
        }
        let entries = ir.functions.iter().zip(&survey.is_direct);
        entries.map(|(function, is_direct)| self.entries(function, *is_direct)).collect()
    }

    fn entries(&self, function: &Function, is_direct: bool) -> Entries<'c> {
        let internal = |suffix, ty| {
            self.llvm.add_function(&format!("{}{suffix}", function.label), ty, Some(Linkage::Internal))
        };
        let of = |(params, result)| self.types.function(params, result);
        let code = internal(".code", of(functions::CODE_SIGNATURE));
        let exported = function.direct.as_ref().and_then(|symbol| self.llvm.get_function(symbol));
        let direct = is_direct.then(|| {
            exported.unwrap_or_else(|| internal(".direct", self.types.direct(function.param_count)))
        });
        let is_suspended = function.kind != FunctionKind::Plain;
        let resume = is_suspended.then(|| internal(".resume", of(functions::RESUME_SIGNATURE)));
        let info = self.llvm.add_global(
            data::function_info_type(self.types),
            None,
            &format!("{}.info", function.label),
        );
        info.set_linkage(Linkage::Private);
        Entries { code, direct, resume, info }
    }

    /// Zeroed words that only this module names; nothing refers to none of them.
    fn words(&self, name: &str, count: u64, section: Option<&str>) -> PointerValue<'c> {
        if count == 0 {
            return self.types.pointer.const_null();
        }
        let ty = self.types.i64.array_type(count as u32);
        let global = self.llvm.add_global(ty, None, name);
        global.set_initializer(&ty.const_zero());
        global.set_section(section);
        self.private(global)
    }

    fn sites(&self, name: &str, count: u32, words: u64, section: Option<&str>) -> Sites<'c> {
        let first = self.words(name, u64::from(count) * words, section);
        Sites { first, size: words * 8, next: Cell::new(0) }
    }

    fn constant(&self, name: &str, value: inkwell::values::IntValue<'c>) -> PointerValue<'c> {
        let global = self.llvm.add_global(value.get_type(), None, name);
        global.set_initializer(&value);
        global.set_constant(true);
        global.set_unnamed_addr(true);
        self.private(global)
    }

    fn private(&self, global: GlobalValue<'c>) -> PointerValue<'c> {
        global.set_linkage(Linkage::Private);
        global.set_alignment(8);
        global.as_pointer_value()
    }
}

/// Makes the functions that suspend ready for this crate.
pub(crate) fn prepare(module: &mut Module) {
    let suspended = module.functions.iter_mut().filter(|function| function.kind != FunctionKind::Plain);
    suspended.for_each(suspend);
}
