//! Debug info: what a debugger learns of one LLVM module, its functions and the lines of their code.
//!
//! Paths are those from the project's root and the folder they start from is ".", so that a moved project has the same
//! bytes.

use crate::emitter::Types;
use inkwell::builder::Builder;
use inkwell::debug_info::{
    AsDIScope, DICompileUnit, DIFile, DIFlags, DIFlagsConstants, DISubprogram, DWARFEmissionKind,
    DWARFSourceLanguage, DebugInfoBuilder,
};
use inkwell::module::{FlagBehavior, Module as Llvm};
use inkwell::values::FunctionValue;
use perry_ir::lines::LineTable;
use perry_ir::module::{FuncId, Module};
use std::cell::Cell;

const DWARF_VERSION: u64 = 5;
const FOLDER: &str = ".";

pub(crate) struct Debug<'c, 'm> {
    builder: DebugInfoBuilder<'c>,
    unit: DICompileUnit<'c>,
    file: DIFile<'c>,
    types: Types<'c>,
    lines: &'m LineTable,
    is_optimised: bool,
    /// The function in work, and its line
    function: Cell<Option<(DISubprogram<'c>, u32)>>,
}

impl<'c, 'm> Debug<'c, 'm> {
    pub fn new(
        llvm: &Llvm<'c>,
        types: Types<'c>,
        ir: &Module,
        lines: &'m LineTable,
        is_optimised: bool,
    ) -> Debug<'c, 'm> {
        let version = types.i32.const_int(u64::from(inkwell::debug_info::debug_metadata_version()), false);
        llvm.add_basic_value_flag("Debug Info Version", FlagBehavior::Warning, version);
        let version = types.i32.const_int(DWARF_VERSION, false);
        llvm.add_basic_value_flag("Dwarf Version", FlagBehavior::Warning, version);
        let (builder, unit) = llvm.create_debug_info_builder(
            false,
            DWARFSourceLanguage::C11, // DWARF has no code for TypeScript; debuggers know this one
            &ir.path,
            FOLDER,
            "perry",
            is_optimised,
            "",
            0,
            "",
            DWARFEmissionKind::Full,
            0,
            false,
            false,
            "",
            "",
        );
        let file = builder.create_file(&ir.path, FOLDER);
        Debug { builder, unit, file, types, lines, is_optimised, function: Cell::new(None) }
    }

    /// What is generated next is the body of that function, in `llvm`.
    pub fn enter(&self, id: FuncId, label: &str, llvm: FunctionValue<'c>) {
        let line = self.lines.line_of(id);
        let ty = self.builder.create_subroutine_type(self.file, None, &[], DIFlags::ZERO);
        let function = self.builder.create_function(
            self.unit.as_debug_info_scope(),
            label,
            Some(""), // debuggers would show the symbol instead of the name
            self.file,
            line,
            ty,
            true,
            true,
            line,
            DIFlags::ZERO,
            self.is_optimised,
        );
        llvm.set_subprogram(function);
        self.function.set(Some((function, line)));
    }

    /// What `at` builds next is code of that line and column, or of the function as a whole.
    pub fn locate(&self, at: &Builder<'c>, place: Option<(u32, u32)>) {
        let Some((function, start)) = self.function.get() else { return };
        let (line, column) = place.unwrap_or((start, 0));
        let scope = function.as_debug_info_scope();
        at.set_current_debug_location(self.builder.create_debug_location(
            self.types.context,
            line,
            column,
            scope,
            None,
        ));
    }

    /// Before the module is looked at.
    pub fn finish(&self) {
        self.builder.finalize();
    }
}
