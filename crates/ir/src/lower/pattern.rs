//! Destructuring: patterns that declare or assign, in the specification's order of evaluation.

use super::Lowerer;
use super::binding::Mode;
use super::text::source_text;
use crate::module::{LocalId, Op, Temp};
use perry_syntax::ast::{
    Expr, ExprKind, MemberProperty, Pattern, PatternKind, PatternProperty, PropertyKey, Text,
};
use perry_syntax::stack::guarded;

/// Where an assignment pattern's element goes; evaluated before its value is.
enum Target<'a> {
    Pattern(&'a Pattern),
    Member(Temp, &'a MemberProperty, Option<Temp>),
    Super(Temp),
}

impl<'a> Lowerer<'a> {
    pub(super) fn pattern(&mut self, pattern: &'a Pattern, value: Temp, mode: Mode) {
        self.destructure(pattern, value, None, mode);
    }

    /// `source`: the expression the value came from, for messages.
    pub(super) fn destructure(
        &mut self,
        pattern: &'a Pattern,
        value: Temp,
        source: Option<&'a Expr>,
        mode: Mode,
    ) {
        guarded(|| match &pattern.kind {
            PatternKind::Ident { ident, .. } => self.store_ident(ident, value, mode),
            PatternKind::Member(target) => {
                let target = self.member_target(target);
                self.store_target(target, value, mode);
            }
            PatternKind::Default { target, default } => {
                let value = self.or_default(value, target, default);
                self.destructure(target, value, None, mode);
            }
            PatternKind::Array { elements, rest, .. } => {
                self.array_pattern(elements, rest.as_deref(), value, source, mode);
            }
            PatternKind::Object { properties, rest, .. } => {
                self.object_pattern(properties, rest.as_deref(), value, source, mode);
            }
        });
    }

    /// The value, or the default where it is undefined.
    fn or_default(&mut self, value: Temp, target: &Pattern, default: &'a Expr) -> Temp {
        let result = self.spill(value);
        let (missing, end) = (self.b().block(), self.b().block());
        let is_undefined = self.b().emit(Op::IsUndefined(value));
        self.b().branch(is_undefined, missing, end);
        self.b().start(missing);
        let value = match &target.kind {
            PatternKind::Ident { ident, .. } => {
                let name = self.string(&ident.name);
                self.named_expr(default, name)
            }
            _ => self.expr(default),
        };
        self.b().store(result, value);
        self.b().jump(end);
        self.b().start(end);
        self.b().load(result)
    }

    // Arrays

    fn array_pattern(
        &mut self,
        elements: &'a [Option<Pattern>],
        rest: Option<&'a Pattern>,
        value: Temp,
        source: Option<&'a Expr>,
        mode: Mode,
    ) {
        // V8 does not name a source that is a property.
        let named = source.filter(|source| !matches!(source.kind, ExprKind::Member { .. }));
        let text = named.map(source_text).map(|text| self.string(&text));
        let iterator = self.b().emit(Op::IteratorNew(value, text));
        let record = self.spill(iterator);
        let done = self.b().emit(Op::ConstBool(false));
        let done_slot = self.b().local("done", crate::module::Ty::Bool);
        self.b().store(done_slot, done);
        for element in elements {
            match element {
                None => {
                    self.element(record, done_slot);
                }
                Some(element) => self.array_element(element, (record, done_slot), mode),
            }
        }
        match rest {
            Some(rest) => self.array_rest(rest, record, done_slot, mode),
            None => self.close_unless_done(record, done_slot),
        }
    }

    /// Steps unless the iterator is done; undefined then.
    fn element(&mut self, record: LocalId, done_slot: LocalId) -> Temp {
        let result = self.b().local("", crate::module::Ty::Boxed);
        let undefined = self.b().undefined();
        self.b().store(result, undefined);
        let (step, end) = (self.b().block(), self.b().block());
        let is_done = self.b().load(done_slot);
        self.b().branch(is_done, end, step);
        self.b().start(step);
        let yes = self.b().emit(Op::ConstBool(true)); // a step that throws ends the iterator
        self.b().store(done_slot, yes);
        let iterator = self.b().load(record);
        let value = self.b().emit(Op::IteratorStep(iterator));
        let is_empty = self.b().emit(Op::IsEmpty(value));
        self.b().store(done_slot, is_empty);
        let value = self.b().emit(Op::OrUndefined(value));
        self.b().store(result, value);
        self.b().jump(end);
        self.b().start(end);
        self.b().load(result)
    }

    /// What the element's target and default throw closes the iterator.
    fn array_element(&mut self, element: &'a Pattern, (record, done_slot): (LocalId, LocalId), mode: Mode) {
        if let PatternKind::Ident { .. } = element.kind {
            let value = self.element(record, done_slot);
            if mode == Mode::Initialise {
                return self.pattern(element, value, mode);
            }
            return self.closing(record, done_slot, |lowerer| lowerer.pattern(element, value, mode));
        }
        let (inner, default) = match &element.kind {
            PatternKind::Default { target, default } => (&**target, Some(&**default)),
            _ => (element, None),
        };
        let mut target = None;
        if let PatternKind::Member(member) = &inner.kind {
            self.closing(record, done_slot, |lowerer| target = Some(lowerer.member_target(member)));
        }
        let value = self.element(record, done_slot);
        self.closing(record, done_slot, |lowerer| {
            let value = match default {
                Some(default) => lowerer.or_default(value, inner, default),
                None => value,
            };
            lowerer.store_target(target.take().unwrap_or(Target::Pattern(inner)), value, mode);
        });
    }

    fn array_rest(&mut self, rest: &'a Pattern, record: LocalId, done_slot: LocalId, mode: Mode) {
        let mut target = None;
        if let PatternKind::Member(member) = &rest.kind {
            self.closing(record, done_slot, |lowerer| target = Some(lowerer.member_target(member)));
        }
        let result = self.b().local("", crate::module::Ty::Boxed);
        let (collect, none, end) = (self.b().block(), self.b().block(), self.b().block());
        let is_done = self.b().load(done_slot);
        self.b().branch(is_done, none, collect);
        self.b().start(collect);
        let iterator = self.b().load(record);
        let values = self.b().emit(Op::IteratorRest(iterator));
        self.b().store(result, values);
        self.b().jump(end);
        self.b().start(none);
        let empty = self.b().emit(Op::ArrayNew(Vec::new()));
        self.b().store(result, empty);
        self.b().jump(end);
        self.b().start(end);
        let values = self.b().load(result);
        self.store_target(target.unwrap_or(Target::Pattern(rest)), values, mode);
    }

    fn close_unless_done(&mut self, record: LocalId, done_slot: LocalId) {
        let (close, end) = (self.b().block(), self.b().block());
        let is_done = self.b().load(done_slot);
        self.b().branch(is_done, end, close);
        self.b().start(close);
        let iterator = self.b().load(record);
        self.b().effect(Op::IteratorClose(iterator));
        self.b().jump(end);
        self.b().start(end);
    }

    /// Code during which an exception, or a generator's return, closes the iterator unless it is done.
    fn closing(&mut self, record: LocalId, done_slot: LocalId, body: impl FnOnce(&mut Self)) {
        let outer = self.b().handler;
        let landing = self.b().block();
        let is_async = false;
        self.frame().exits.push(super::control::Exit::Iterator { record, is_async, outer });
        self.b().set_handler(Some(landing));
        body(self);
        self.frame().exits.pop();
        let was_dead = self.b().is_dead;
        self.b().handler = outer;
        let next = self.b().block();
        if !was_dead {
            self.b().jump(next);
        }
        self.b().start(landing);
        let thrown = self.b().emit(Op::CatchValue);
        let (close, throw) = (self.b().block(), self.b().block());
        let is_done = self.b().load(done_slot);
        self.b().branch(is_done, throw, close);
        self.b().start(close);
        let iterator = self.b().load(record);
        self.b().effect(Op::IteratorCloseSilent(iterator));
        self.b().jump(throw);
        self.b().start(throw);
        self.b().end(crate::module::Terminator::Throw(thrown));
        self.b().start(next);
    }

    // Objects

    fn object_pattern(
        &mut self,
        properties: &'a [PatternProperty],
        rest: Option<&'a Pattern>,
        value: Temp,
        source: Option<&'a Expr>,
        mode: Mode,
    ) {
        let key = properties.first().and_then(|property| match &property.key {
            PropertyKey::Name(name) => Some(self.text(name)),
            PropertyKey::Computed(_) => None,
        });
        let text = source.map(source_text).map(|text| self.string(&text));
        self.b().effect(Op::RequireObjectCoercible { value, key, text });
        self.object_parts(properties, rest, value, mode);
    }

    fn object_parts(
        &mut self,
        properties: &'a [PatternProperty],
        rest: Option<&'a Pattern>,
        value: Temp,
        mode: Mode,
    ) {
        let mut taken = Vec::new();
        for property in properties {
            let key = match &property.key {
                PropertyKey::Name(name) => self.key_temp(name),
                PropertyKey::Computed(_) => self.property_key(&property.key),
            };
            taken.push(key);
            self.object_property(property, value, key, mode);
        }
        if let Some(rest) = rest {
            let target = match &rest.kind {
                PatternKind::Member(member) => self.member_target(member),
                _ => Target::Pattern(rest),
            };
            let object = self.b().emit(Op::ObjectNew);
            self.b().effect(Op::CopyDataProperties(object, value, taken));
            self.store_target(target, object, mode);
        }
    }

    fn object_property(&mut self, property: &'a PatternProperty, object: Temp, key: Temp, mode: Mode) {
        let (inner, default) = match &property.value.kind {
            PatternKind::Default { target, default } => (&**target, Some(&**default)),
            _ => (&property.value, None),
        };
        let target = match &inner.kind {
            PatternKind::Member(member) => self.member_target(member),
            _ => Target::Pattern(inner),
        };
        let value = match &property.key {
            PropertyKey::Name(name) if !super::object::is_index(name) => {
                let id = self.text(name);
                let value = self.b().emit(Op::Get(object, id));
                if let Text::Utf8(name) = name {
                    self.note_member(object, value, name, inner.span);
                }
                value
            }
            _ => self.b().emit(Op::GetIndex(object, key)),
        };
        let value = match default {
            Some(default) => self.or_default(value, inner, default),
            None => value,
        };
        match &inner.kind {
            // Inside another pattern a missing object is found by its first read, as V8's message tells.
            PatternKind::Object { properties, rest, .. } if starts_with_read(properties) => {
                self.object_parts(properties, rest.as_deref(), value, mode);
            }
            _ => self.store_target(target, value, mode),
        }
    }

    // Targets

    fn member_target(&mut self, member: &'a Expr) -> Target<'a> {
        match &member.kind {
            ExprKind::Hinted { expr, .. } => self.member_target(expr),
            ExprKind::SuperMember { property } => Target::Super(self.property_key(property)),
            ExprKind::Member { object, property, .. } => {
                let object = self.expr(object);
                let key = match property {
                    MemberProperty::Computed(key) => Some(self.expr(key)),
                    _ => None,
                };
                Target::Member(object, property, key)
            }
            _ => {
                self.refuse("invalid-assignment-target", "this cannot be assigned to", member.span, "");
                let undefined = self.b().undefined();
                Target::Super(undefined)
            }
        }
    }

    fn store_target(&mut self, target: Target<'a>, value: Temp, mode: Mode) {
        match target {
            Target::Pattern(pattern) => self.pattern(pattern, value, mode),
            Target::Member(object, property, key) => self.set_member(object, property, key, value),
            Target::Super(key) => self.set_super(key, value),
        }
    }
}

fn starts_with_read(properties: &[PatternProperty]) -> bool {
    properties.first().is_some_and(|property| matches!(property.key, PropertyKey::Name(_)))
}
