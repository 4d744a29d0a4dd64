//! What a module will need, counted before anything is generated: sites, imported symbols, direct entries.
//!
//! Everything with a name of other modules is declared first, so that no internal name ever takes it.

use perry_ir::module::{CellRef, Direct, Module, Op, Symbol};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
pub(crate) struct Survey {
    /// Property access sites
    pub cache_count: u32,
    /// Sites of object literals
    pub site_count: u32,
    /// Sites that hold a value
    pub root_site_count: u32,
    /// Cells of other modules
    pub cells: BTreeSet<Symbol>,
    /// Direct entries of other modules, by their number of parameters
    pub directs: BTreeMap<Symbol, u32>,
    /// Descriptors of other modules
    pub modules: BTreeSet<Symbol>,
    /// By function: has it a direct entry?
    pub is_direct: Vec<bool>,
}

impl Survey {
    pub fn new(module: &Module) -> Survey {
        let is_direct = module.functions.iter().map(|function| function.direct.is_some()).collect();
        let mut survey = Survey { is_direct, ..Survey::default() };
        let blocks = module.functions.iter().flat_map(|function| &function.blocks);
        blocks.flat_map(|block| &block.insts).for_each(|inst| survey.add(&inst.op));
        survey
    }

    fn add(&mut self, op: &Op) {
        match op {
            Op::Get(..) | Op::Set(..) | Op::CallMethod { .. } | Op::GetGlobal(_) => self.cache_count += 1,
            Op::PrivateGet(..) | Op::PrivateSet(..) => self.cache_count += 1,
            Op::ObjectLiteral(..) => self.site_count += 1,
            Op::TemplateObject(..) => self.root_site_count += 1,
            Op::CellGet(cell) | Op::CellSet(cell, _) => self.add_cell(cell),
            Op::NamespaceNew(module, exports) => {
                self.modules.insert(module.clone());
                exports.iter().for_each(|(_, cell)| self.add_cell(cell));
            }
            Op::ImportCall(_, module) => drop(self.modules.insert(module.clone())),
            Op::CallDirect { function: Direct::Own(id), .. } => self.is_direct[id.0 as usize] = true,
            Op::CallDirect { function: Direct::Imported { symbol, param_count }, .. } => {
                self.directs.insert(symbol.clone(), *param_count);
            }
            _ => {}
        }
    }

    fn add_cell(&mut self, cell: &CellRef) {
        if let CellRef::Imported(symbol) = cell {
            self.cells.insert(symbol.clone());
        }
    }
}
