//! Classes: private names, `super` in fields, repeated constructors.

use super::Early;
use super::function::FunctionState;
use super::scope::{DeclarationKind, ScopeKind};
use crate::ast::{
    Class, ClassMember, ClassMemberKind, FunctionKind, MemberKey, Name, PropertyKey, Span, Text,
};
use rustc_hash::FxHashMap;

/// The private names of one class.
#[derive(Default)]
pub(super) struct PrivateScope {
    declared: FxHashMap<Name, PrivateName>,
    uses: Vec<(Name, Span)>,
}

/// A getter and a setter of one name go together.
struct PrivateName {
    kind: PrivateKind,
    is_static: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PrivateKind {
    Getter,
    Setter,
    Other,
}

impl Early<'_> {
    pub(super) fn class_expr(&mut self, class: &Class) {
        self.class(class);
    }

    pub(super) fn class(&mut self, class: &Class) {
        let was_strict = std::mem::replace(&mut self.is_strict, true);
        self.in_scope(ScopeKind::Block, |this| {
            if let Some(name) = &class.name {
                this.declare(&name.name, DeclarationKind::Own, name.span);
            }
            // `extends` sees the private names of the classes around, not of this one.
            if let Some(parent) = &class.parent {
                this.expr(parent);
            }
            this.classes.push(PrivateScope::default());
            class.members.iter().for_each(|member| this.declare_private(member));
            this.constructors(&class.members);
            class.members.iter().for_each(|member| this.class_member(member));
            this.close_private_scope();
        });
        self.is_strict = was_strict;
    }

    fn constructors(&mut self, members: &[ClassMember]) {
        let constructors = members.iter().filter(|it| matches!(it.kind, ClassMemberKind::Constructor(_)));
        for repeated in constructors.skip(1) {
            self.fault("duplicate-constructor", repeated.span, "a class may have only one constructor");
        }
    }

    fn declare_private(&mut self, member: &ClassMember) {
        let (key, kind) = match &member.kind {
            ClassMemberKind::Method { key, function } => match function.kind {
                FunctionKind::Getter => (key, PrivateKind::Getter),
                FunctionKind::Setter => (key, PrivateKind::Setter),
                _ => (key, PrivateKind::Other),
            },
            ClassMemberKind::Field { key, .. } | ClassMemberKind::Accessor { key, .. } => {
                (key, PrivateKind::Other)
            }
            ClassMemberKind::Constructor(_) | ClassMemberKind::StaticBlock { .. } => return,
        };
        let MemberKey::Private(name) = key else { return };
        let is_static = member.is_static;
        let Some(scope) = self.classes.last_mut() else { return };
        let earlier = scope.declared.insert(name.clone(), PrivateName { kind, is_static });
        let goes_together = |earlier: &PrivateName| {
            earlier.is_static == is_static
                && matches!(
                    (earlier.kind, kind),
                    (PrivateKind::Getter, PrivateKind::Setter) | (PrivateKind::Setter, PrivateKind::Getter)
                )
        };
        match earlier {
            Some(earlier) if !goes_together(&earlier) => {
                let message = format!("the private name `#{name}` is declared twice");
                self.fault("redeclared", member.span, message);
            }
            // The pair is complete: a third declaration repeats it.
            Some(_) => {
                scope.declared.insert(name.clone(), PrivateName { kind: PrivateKind::Other, is_static });
            }
            None => {}
        }
    }

    pub(super) fn use_private(&mut self, name: &Name, span: Span) {
        match self.classes.last_mut() {
            Some(scope) if scope.declared.contains_key(name) => {}
            Some(scope) => scope.uses.push((name.clone(), span)),
            None => self.undeclared_private(name, span),
        }
    }

    fn undeclared_private(&mut self, name: &Name, span: Span) {
        let message = format!("no class around here declares the private name `#{name}`");
        self.fault("private-name-undeclared", span, message);
    }

    fn close_private_scope(&mut self) {
        let Some(scope) = self.classes.pop() else { return };
        for (name, span) in scope.uses {
            self.use_private(&name, span);
        }
    }

    fn class_member(&mut self, member: &ClassMember) {
        match &member.kind {
            ClassMemberKind::Constructor(function) => self.function(function),
            ClassMemberKind::Method { key, function } => {
                self.member_key(key, member, true);
                self.function(function);
            }
            ClassMemberKind::Field { key, value, .. } | ClassMemberKind::Accessor { key, value, .. } => {
                self.member_key(key, member, false);
                if let Some(value) = value {
                    self.initializer(|this| this.expr(value));
                }
            }
            ClassMemberKind::StaticBlock { body, .. } => self.initializer(|this| this.stmts(body)),
        }
    }

    fn initializer(&mut self, walk: impl FnOnce(&mut Self)) {
        self.functions.push(FunctionState::initializer());
        self.without_labels(|this| this.in_scope(ScopeKind::Function, walk));
        self.functions.pop();
    }

    fn member_key(&mut self, key: &MemberKey, member: &ClassMember, is_method: bool) {
        match key {
            MemberKey::Public(PropertyKey::Computed(key)) => self.expr(key),
            MemberKey::Public(PropertyKey::Name(Text::Utf8(name))) => {
                self.reserved_key(name, member, is_method);
            }
            MemberKey::Public(PropertyKey::Name(Text::Utf16(_))) => {}
            MemberKey::Private(name) if &**name == "constructor" => {
                self.fault("invalid-class-member", member.span, "`#constructor` may not be declared");
            }
            MemberKey::Private(_) => {}
        }
    }

    fn reserved_key(&mut self, name: &str, member: &ClassMember, is_method: bool) {
        if member.is_static && name == "prototype" {
            self.fault("invalid-class-member", member.span, "a static member may not be called `prototype`");
        }
        if name != "constructor" {
            return;
        }
        if !is_method {
            self.fault("invalid-class-member", member.span, "a field may not be called `constructor`");
            return;
        }
        if let ClassMemberKind::Method { function, .. } = &member.kind
            && !member.is_static
            && (function.kind != FunctionKind::Method || function.is_async || function.is_generator)
        {
            let message = "a constructor may not be a getter, a setter, `async` or a generator";
            self.fault("invalid-class-member", member.span, message);
        }
    }
}
