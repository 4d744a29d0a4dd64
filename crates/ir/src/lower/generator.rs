//! Suspending: yield, yield*, await. After each, lowering tests how the function was resumed.

use super::Lowerer;
use super::text::source_text;
use crate::module::{FunctionKind, LocalId, Op, Temp, Terminator, Ty};
use perry_syntax::ast::Expr;

impl<'a> Lowerer<'a> {
    /// Generators return their object to the caller once the parameters are evaluated.
    pub(super) fn initial_yield(&mut self) {
        if !matches!(self.frame().kind, FunctionKind::Generator | FunctionKind::AsyncGenerator) {
            return;
        }
        let (value, mode) = self.resumed();
        let resume = self.b().block();
        self.b().end(Terminator::InitialYield { value, mode, resume });
        self.b().start(resume);
        self.test_mode(value, mode, true);
    }

    fn resumed(&mut self) -> (LocalId, LocalId) {
        if let Some(locals) = self.frame().resumed {
            return locals;
        }
        let locals = (self.b().local("received", Ty::Boxed), self.b().local("mode", Ty::I32));
        self.frame().resumed = Some(locals);
        locals
    }

    pub(super) fn yield_expr(&mut self, arg: Option<&'a Expr>, is_delegate: bool) -> Temp {
        let is_async = self.frame().kind == FunctionKind::AsyncGenerator;
        let value = match arg {
            Some(arg) => self.expr(arg),
            None => self.b().undefined(),
        };
        match (is_delegate, is_async) {
            (true, true) => self.async_delegate(value, arg),
            (true, false) => self.delegate(value),
            (false, true) => {
                let value = self.await_value(value);
                self.suspend_yield(value)
            }
            (false, false) => self.suspend_yield(value),
        }
    }

    /// One suspension; throws or returns as the consumer asks.
    fn suspend_yield(&mut self, arg: Temp) -> Temp {
        let (value, mode) = self.resumed();
        let resume = self.b().block();
        self.b().end(Terminator::Yield { arg, value, mode, resume });
        self.b().start(resume);
        self.test_mode(value, mode, true);
        self.b().load(value)
    }

    pub(super) fn await_value(&mut self, arg: Temp) -> Temp {
        let (value, mode) = self.resumed();
        let resume = self.b().block();
        self.b().end(Terminator::Await { arg, value, mode, resume });
        self.b().start(resume);
        self.test_mode(value, mode, false);
        self.b().load(value)
    }

    fn test_mode(&mut self, value: LocalId, mode: LocalId, may_return: bool) {
        let on = self.b().load(mode);
        let (go_on, thrown) = (self.b().block(), self.b().block());
        let mut cases = vec![(1, thrown)];
        let returned = may_return.then(|| self.b().block());
        cases.extend(returned.map(|block| (2, block)));
        self.b().end(Terminator::Switch { on, cases, default: go_on });
        self.b().start(thrown);
        let error = self.b().load(value);
        self.b().end(Terminator::Throw(error));
        if let Some(returned) = returned {
            self.b().start(returned);
            let result = self.b().load(value);
            self.return_value(Some(result));
        }
        self.b().start(go_on);
    }

    /// `yield*` of a generator: each step of the inner iterator is one of the outer.
    fn delegate(&mut self, iterable: Temp) -> Temp {
        // V8 does not name what is delegated to.
        let text = Some(self.string("yield* (intermediate value)"));
        let record = self.b().emit(Op::IteratorNew(iterable, text));
        let record = self.spill(record);
        let (value, mode) = self.resumed();
        let (step, suspend, done) = self.delegate_start(value, mode);
        self.b().start(step);
        let (iterator, how, received) = self.delegate_operands(record, value, mode);
        let result = self.b().emit(Op::DelegateStep(iterator, how, received));
        self.delegate_rest(result, record, (value, mode), (step, suspend, done))
    }

    fn async_delegate(&mut self, iterable: Temp, arg: Option<&'a Expr>) -> Temp {
        let text = arg.map(source_text).map(|text| self.string(&text));
        let record = self.b().emit(Op::AsyncIteratorNew(iterable, text));
        let record = self.spill(record);
        let (value, mode) = self.resumed();
        let how_slot = self.b().local("how", Ty::I32);
        let (step, suspend, done) = self.delegate_start(value, mode);
        self.b().start(step);
        let how = self.b().load(mode);
        self.b().store(how_slot, how);
        let (iterator, how, received) = self.delegate_operands(record, value, mode);
        let promise = self.b().emit(Op::AsyncDelegateCall(iterator, how, received));
        let awaited = self.await_value(promise);
        let iterator = self.b().load(record);
        let result = self.b().emit(Op::AsyncDelegateResult(iterator, awaited));
        let how = self.b().load(how_slot);
        self.b().store(mode, how);
        self.delegate_rest(result, record, (value, mode), (step, suspend, done))
    }

    /// The first step is a `next(undefined)`.
    fn delegate_start(
        &mut self,
        value: LocalId,
        mode: LocalId,
    ) -> (crate::module::BlockId, crate::module::BlockId, crate::module::BlockId) {
        let undefined = self.b().undefined();
        self.b().store(value, undefined);
        let next = self.b().emit(Op::ConstI32(0));
        self.b().store(mode, next);
        let blocks = (self.b().block(), self.b().block(), self.b().block());
        self.b().jump(blocks.0);
        blocks
    }

    fn delegate_operands(&mut self, record: LocalId, value: LocalId, mode: LocalId) -> (Temp, Temp, Temp) {
        (self.b().load(record), self.b().load(mode), self.b().load(value))
    }

    fn delegate_rest(
        &mut self,
        result: Temp,
        record: LocalId,
        (value, mode): (LocalId, LocalId),
        (step, suspend, done): (crate::module::BlockId, crate::module::BlockId, crate::module::BlockId),
    ) -> Temp {
        let result = self.spill(result);
        let loaded = self.b().load(result);
        let is_done = self.b().emit(Op::IsEmpty(loaded));
        self.b().branch(is_done, done, suspend);
        self.b().start(suspend);
        let arg = self.b().load(result);
        self.b().end(Terminator::Yield { arg, value, mode, resume: step });
        self.b().start(done);
        let on = self.b().load(mode);
        let (go_on, returned) = (self.b().block(), self.b().block());
        self.b().end(Terminator::Switch { on, cases: vec![(2, returned)], default: go_on });
        self.b().start(returned);
        let iterator = self.b().load(record);
        let value = self.b().emit(Op::DelegateValue(iterator));
        self.leave_with(value);
        self.b().start(go_on);
        let iterator = self.b().load(record);
        self.b().emit(Op::DelegateValue(iterator))
    }

    /// Returns a value that needs no further awaiting.
    fn leave_with(&mut self, value: Temp) {
        self.leave(super::control::Completion::Return, Some(value));
    }
}
