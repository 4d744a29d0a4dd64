//! Builds the blocks of one function: where the next instruction goes, and what catches it when it throws.

use crate::lines::Mark;
use crate::module::{Block, BlockId, Compare, Inst, Local, LocalId, Op, StrId, Temp, Terminator, Ty};
use crate::table::Yields;

#[derive(Debug)]
pub struct Builder {
    pub locals: Vec<Local>,
    pub blocks: Vec<Block>,
    pub temps: Vec<Ty>,
    current: BlockId,
    /// Nothing reaches the place where the next instruction would go.
    pub is_dead: bool,
    /// What catches exceptions of new blocks.
    pub handler: Option<BlockId>,
    /// Where the code stands in the text.
    pub marks: Vec<Mark>,
    /// The place of what comes next.
    offset: u32,
}

impl Default for Builder {
    fn default() -> Self {
        Builder::new()
    }
}

impl Builder {
    pub fn new() -> Builder {
        Builder {
            locals: Vec::new(),
            blocks: vec![Block::default()],
            temps: Vec::new(),
            current: BlockId(0),
            is_dead: false,
            handler: None,
            marks: Vec::new(),
            offset: 0,
        }
    }

    pub fn local(&mut self, name: &str, ty: Ty) -> LocalId {
        self.locals.push(Local { name: name.into(), ty });
        LocalId(self.locals.len() as u32 - 1)
    }

    /// What comes next is code of that place in the text. Returns the place that was.
    pub fn at(&mut self, offset: u32) -> u32 {
        std::mem::replace(&mut self.offset, offset)
    }

    pub fn place(&self) -> u32 {
        self.offset
    }

    /// An empty block, caught by the current handler.
    pub fn block(&mut self) -> BlockId {
        self.blocks.push(Block { handler: self.handler, ..Block::default() });
        BlockId(self.blocks.len() as u32 - 1)
    }

    /// The next instruction goes there.
    pub fn start(&mut self, block: BlockId) {
        self.current = block;
        self.is_dead = false;
    }

    /// Goes on in a new block with another handler.
    pub fn set_handler(&mut self, handler: Option<BlockId>) {
        if self.handler == handler {
            return;
        }
        self.handler = handler;
        let was_dead = self.is_dead;
        let block = self.block();
        self.jump(block);
        self.start(block);
        self.is_dead = was_dead;
    }

    fn new_temp(&mut self, ty: Ty) -> Temp {
        self.temps.push(ty);
        Temp(self.temps.len() as u32 - 1)
    }

    /// An operation whose result is used. In dead code the instruction is dropped with its block.
    pub fn emit(&mut self, op: Op) -> Temp {
        let ty = match (&op, op.info().yields) {
            (Op::LoadLocal(local), _) => self.locals[local.0 as usize].ty,
            (_, Yields::Ty(ty)) => ty,
            _ => Ty::Boxed,
        };
        let dst = self.new_temp(ty);
        self.push(Inst { dst: Some(dst), op });
        dst
    }

    /// An operation for its effect.
    pub fn effect(&mut self, op: Op) {
        self.push(Inst { dst: None, op });
    }

    fn push(&mut self, inst: Inst) {
        if self.is_dead {
            let block = self.block();
            self.current = block;
            self.is_dead = false;
        }
        let (block, offset) = (self.current.0, self.offset);
        let insts = &mut self.blocks[block as usize].insts;
        if self.marks.last().is_none_or(|last| (last.block, last.offset) != (block, offset)) {
            self.marks.push(Mark { block, inst: insts.len() as u32, offset });
        }
        insts.push(inst);
    }

    pub fn end(&mut self, end: Terminator) {
        if !self.is_dead {
            self.blocks[self.current.0 as usize].end = end;
            self.is_dead = true;
        }
    }

    pub fn jump(&mut self, to: BlockId) {
        self.end(Terminator::Jump(to));
    }

    pub fn branch(&mut self, condition: Temp, then: BlockId, otherwise: BlockId) {
        self.end(Terminator::Branch { condition, then, otherwise });
    }

    pub fn undefined(&mut self) -> Temp {
        self.emit(Op::Undefined)
    }

    pub fn number(&mut self, value: f64) -> Temp {
        self.emit(Op::Number(value))
    }

    pub fn string(&mut self, id: StrId) -> Temp {
        self.emit(Op::String(id))
    }

    pub fn load(&mut self, local: LocalId) -> Temp {
        self.emit(Op::LoadLocal(local))
    }

    pub fn store(&mut self, local: LocalId, value: Temp) {
        self.effect(Op::StoreLocal(local, value));
    }

    /// A boxed boolean of a `Bool`.
    pub fn boxed(&mut self, value: Temp) -> Temp {
        self.emit(Op::Box(value))
    }

    pub fn strict_eq(&mut self, left: Temp, right: Temp) -> Temp {
        self.emit(Op::Compare(Compare::StrictEq, left, right))
    }
}
