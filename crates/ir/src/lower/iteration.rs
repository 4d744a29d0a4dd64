//! for-of, for-await, for-in.

use super::Lowerer;
use super::binding::Mode;
use super::control::Exit;
use super::text::source_text;
use crate::module::{LocalId, Op, Temp, Terminator};
use perry_syntax::ast::{Expr, ForLeft, Name, NodeId, Pattern, PatternKind, PropertyKey, Stmt};

impl<'a> Lowerer<'a> {
    pub(super) fn for_of(
        &mut self,
        scope: NodeId,
        is_await: bool,
        left: &'a ForLeft,
        right: &'a Expr,
        body: &'a Stmt,
        labels: Vec<Name>,
    ) {
        let scopes = self.scopes;
        self.declare_scope(scopes.declared(scope));
        let iterable = self.expr(right);
        let text = self.string(&source_text(right));
        let record = self.b().emit(match is_await {
            true => Op::AsyncIteratorNew(iterable, Some(text)),
            false => Op::IteratorNew(iterable, Some(text)),
        });
        let record = self.spill(record);
        let (head, inside, end) = (self.b().block(), self.b().block(), self.b().block());
        self.b().jump(head);
        self.b().start(head);
        let value = self.step(record, is_await);
        let value = self.spill(value);
        let loaded = self.b().load(value);
        let is_done = self.b().emit(Op::IsEmpty(loaded));
        self.b().branch(is_done, end, inside);
        self.b().start(inside);
        // `break` closes the iterator, `continue` does not: only the former passes the iterator's entry.
        self.frame().exits.push(Exit::Switch { labels: labels.clone(), end });
        self.protected(record, is_await, |lowerer| {
            lowerer.declare_scope(scopes.declared(scope));
            let value = lowerer.b().load(value);
            lowerer.bind_each(left, value);
            let again = lowerer.b().block();
            lowerer.frame().exits.push(Exit::Continue { labels, again });
            lowerer.stmt(body);
            lowerer.frame().exits.pop();
            lowerer.b().jump(again);
            lowerer.b().start(again);
        });
        self.frame().exits.pop();
        self.b().jump(head);
        self.b().start(end);
    }

    /// The next value, or empty.
    fn step(&mut self, record: LocalId, is_await: bool) -> Temp {
        let iterator = self.b().load(record);
        if !is_await {
            return self.b().emit(Op::IteratorStep(iterator));
        }
        let promise = self.b().emit(Op::AsyncIteratorNext(iterator));
        let result = self.await_value(promise);
        let iterator = self.b().load(record);
        self.b().emit(Op::AsyncIteratorResult(iterator, result))
    }

    /// Code during which an exception closes the iterator and goes on.
    pub(super) fn protected(&mut self, record: LocalId, is_async: bool, body: impl FnOnce(&mut Self)) {
        let outer = self.b().handler;
        let landing = self.b().block();
        self.frame().exits.push(Exit::Iterator { record, is_async, outer });
        self.b().set_handler(Some(landing));
        body(self);
        self.frame().exits.pop();
        let after = self.b().is_dead;
        self.b().handler = outer;
        let next = self.b().block();
        if !after {
            self.b().jump(next);
        }
        self.b().start(landing);
        let thrown = self.b().emit(Op::CatchValue);
        let thrown = self.spill(thrown);
        self.close_silently(record, is_async);
        let thrown = self.b().load(thrown);
        self.b().end(Terminator::Throw(thrown));
        self.b().start(next);
    }

    /// On break and return.
    pub(super) fn close_iterator(&mut self, record: LocalId, is_async: bool) {
        let iterator = self.b().load(record);
        if !is_async {
            return self.b().effect(Op::IteratorClose(iterator));
        }
        let promise = self.b().emit(Op::AsyncIteratorClose(iterator));
        let promise = self.spill(promise);
        let loaded = self.b().load(promise);
        let has_none = self.b().emit(Op::IsEmpty(loaded));
        let (wait, end) = (self.b().block(), self.b().block());
        self.b().branch(has_none, end, wait);
        self.b().start(wait);
        let promise = self.b().load(promise);
        let result = self.await_value(promise);
        let iterator = self.b().load(record);
        self.b().emit(Op::AsyncIteratorResult(iterator, result)); // throws unless it is an object
        self.b().jump(end);
        self.b().start(end);
    }

    /// On a throw: what closing throws is dropped.
    fn close_silently(&mut self, record: LocalId, is_async: bool) {
        if !is_async {
            let iterator = self.b().load(record);
            return self.b().effect(Op::IteratorCloseSilent(iterator));
        }
        let outer = self.b().handler;
        let (landing, end) = (self.b().block(), self.b().block());
        self.b().set_handler(Some(landing));
        let iterator = self.b().load(record);
        let promise = self.b().emit(Op::AsyncIteratorClose(iterator));
        let promise = self.spill(promise);
        let loaded = self.b().load(promise);
        let has_none = self.b().emit(Op::IsEmpty(loaded));
        let wait = self.b().block();
        self.b().branch(has_none, end, wait);
        self.b().start(wait);
        let promise = self.b().load(promise);
        self.await_value(promise);
        self.b().jump(end);
        self.b().handler = outer;
        self.b().start(landing);
        self.b().emit(Op::CatchValue);
        self.b().jump(end);
        self.b().start(end);
    }

    fn bind_each(&mut self, left: &'a ForLeft, value: Temp) {
        match left {
            ForLeft::Var(decl) => {
                for declarator in &decl.declarators {
                    self.check_each(&declarator.target, value);
                    self.pattern(&declarator.target, value, Mode::of(decl.kind));
                }
            }
            ForLeft::Pattern(pattern) => self.pattern(pattern, value, Mode::Assign),
        }
    }

    /// V8 calls the value of a loop's head `.for`.
    fn check_each(&mut self, pattern: &Pattern, value: Temp) {
        if let PatternKind::Object { properties, .. } = &pattern.kind
            && let Some(PropertyKey::Name(name)) = properties.first().map(|property| &property.key)
        {
            let (key, text) = (Some(self.text(name)), Some(self.string(".for")));
            self.b().effect(Op::RequireObjectCoercible { value, key, text });
        }
    }

    pub(super) fn for_in(
        &mut self,
        scope: NodeId,
        left: &'a ForLeft,
        right: &'a Expr,
        body: &'a Stmt,
        labels: Vec<Name>,
    ) {
        let scopes = self.scopes;
        self.declare_scope(scopes.declared(scope));
        let object = self.expr(right);
        let record = self.b().emit(Op::ForInNew(object));
        let record = self.spill(record);
        let (head, inside, end) = (self.b().block(), self.b().block(), self.b().block());
        self.b().jump(head);
        self.b().start(head);
        let enumerator = self.b().load(record);
        let key = self.b().emit(Op::ForInStep(enumerator));
        let key = self.spill(key);
        let loaded = self.b().load(key);
        let is_done = self.b().emit(Op::IsEmpty(loaded));
        self.b().branch(is_done, end, inside);
        self.b().start(inside);
        self.declare_scope(scopes.declared(scope));
        let key = self.b().load(key);
        self.bind_each(left, key);
        self.loop_body(body, labels, head, end);
        self.b().jump(head);
        self.b().start(end);
    }
}
