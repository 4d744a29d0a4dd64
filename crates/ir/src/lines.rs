//! Lines: where the code of a module stands in its text. Kept beside the ir, which has no positions.
//!
//! A place is named by its block and instruction in the ir as it was lowered. Who wants lines in the code marks a copy
//! of the module with them before any pass runs.

use serde::{Deserialize, Serialize};

use crate::module::{Block, FuncId, Inst, Module, Op};

/// From an instruction on, up to the next mark of the block: code of what stands at the offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub block: u32,
    pub inst: u32,
    /// In bytes, from the start of the text.
    pub offset: u32,
}

/// The places of a module's code, function by function.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineTable {
    functions: Vec<Vec<Place>>,
}

/// A mark by line and column; both count from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    block: u32,
    inst: u32,
    line: u32,
    column: u32,
}

impl LineTable {
    /// The table of a text and the marks of its functions.
    pub fn new(text: &str, functions: &[Vec<Mark>]) -> LineTable {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts: Vec<usize> = std::iter::once(0).chain(ends.map(|(end, _)| end + 1)).collect();
        let place = |mark: &Mark| {
            let offset = text.floor_char_boundary(mark.offset as usize);
            let line = starts.partition_point(|start| *start <= offset);
            let column = text[starts[line - 1]..offset].chars().count() + 1;
            Place { block: mark.block, inst: mark.inst, line: line as u32, column: column as u32 }
        };
        LineTable { functions: functions.iter().map(|marks| marks.iter().map(place).collect()).collect() }
    }

    /// The line where the code of a function begins; 0 when it has none of its own.
    pub fn line_of(&self, id: FuncId) -> u32 {
        self.functions.get(id.0 as usize).and_then(|places| places.first()).map_or(0, |place| place.line)
    }
}

/// Puts an `Op::Line` before each instruction that has a place.
pub fn mark(module: &mut Module, lines: &LineTable) {
    for (function, places) in module.functions.iter_mut().zip(&lines.functions) {
        for (index, block) in function.blocks.iter_mut().enumerate() {
            let mut places: Vec<&Place> =
                places.iter().filter(|place| place.block as usize == index).collect();
            places.sort_by_key(|place| place.inst);
            mark_block(block, &places);
        }
    }
}

fn mark_block(block: &mut Block, places: &[&Place]) {
    // What is caught is the head of its block, by law.
    let head = usize::from(block.insts.first().is_some_and(|inst| inst.op == Op::CatchValue));
    for place in places.iter().rev() {
        let at = (place.inst as usize).max(head).min(block.insts.len());
        block.insts.insert(at, Inst { dst: None, op: Op::Line(place.line, place.column) });
    }
}
