//! try, catch, finally.

use super::Lowerer;
use super::binding::Mode;
use super::control::{Completion, Exit, Finally};
use crate::module::{BlockId, LocalId, Op, Terminator, Ty};
use perry_syntax::ast::{Block, Catch};

impl<'a> Lowerer<'a> {
    pub(super) fn try_stmt(
        &mut self,
        block: &'a Block,
        handler: Option<&'a Catch>,
        finalizer: Option<&'a Block>,
    ) {
        match finalizer {
            None => self.try_catch(block, handler),
            Some(finalizer) => self.try_finally(block, handler, finalizer),
        }
    }

    fn try_catch(&mut self, block: &'a Block, handler: Option<&'a Catch>) {
        let Some(handler) = handler else { return self.scoped_block(block) };
        let outer = self.b().handler;
        let (landing, end) = (self.b().block(), self.b().block());
        self.b().set_handler(Some(landing));
        self.scoped_block(block);
        self.b().jump(end);
        self.b().handler = outer;
        self.b().start(landing);
        let thrown = self.b().emit(Op::CatchValue);
        let scopes = self.scopes;
        self.declare_scope(scopes.declared(handler.scope));
        if let Some(param) = &handler.param {
            self.pattern(param, thrown, Mode::Initialise);
        }
        self.scoped_block(&handler.body);
        self.b().jump(end);
        self.b().start(end);
    }

    fn try_finally(&mut self, block: &'a Block, handler: Option<&'a Catch>, finalizer: &'a Block) {
        let outer = self.b().handler;
        let (landing, last, end) = (self.b().block(), self.b().block(), self.b().block());
        let (how, value) = (self.b().local("how", Ty::I32), self.b().local("value", Ty::Boxed));
        let undefined = self.b().undefined();
        self.b().store(value, undefined);
        let finally = Finally { block: last, how, value, completions: Vec::new() };
        self.frame().exits.push(Exit::Finally(finally));
        self.b().set_handler(Some(landing));
        self.try_catch(block, handler);
        self.enter(how, 0, last);
        self.b().handler = outer;
        let Some(Exit::Finally(finally)) = self.frame().exits.pop() else { return };
        self.b().start(landing);
        let thrown = self.b().emit(Op::CatchValue);
        self.b().store(value, thrown);
        self.enter(how, 1, last);
        self.b().start(last);
        self.scoped_block(finalizer);
        self.after_finally(&finally, end);
        self.b().start(end);
    }

    fn enter(&mut self, how: LocalId, number: i32, last: BlockId) {
        if !self.b().is_dead {
            let number = self.b().emit(Op::ConstI32(number));
            self.b().store(how, number);
            self.b().jump(last);
        }
    }

    /// Goes on as the finally block was entered, unless it went elsewhere itself.
    fn after_finally(&mut self, finally: &Finally, end: BlockId) {
        if self.b().is_dead {
            return;
        }
        let on = self.b().load(finally.how);
        let thrown = self.b().block();
        let mut cases = vec![(1, thrown)];
        let mut blocks = Vec::new();
        for number in 0..finally.completions.len() {
            let block = self.b().block();
            cases.push((number as i32 + 2, block));
            blocks.push(block);
        }
        self.b().end(Terminator::Switch { on, cases, default: end });
        self.b().start(thrown);
        let value = self.b().load(finally.value);
        self.b().end(Terminator::Throw(value));
        for (completion, block) in finally.completions.iter().zip(blocks) {
            self.b().start(block);
            let value = (*completion == Completion::Return).then(|| self.b().load(finally.value));
            self.leave(completion.clone(), value);
        }
    }
}
