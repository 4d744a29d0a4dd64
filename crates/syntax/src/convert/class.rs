//! Classes and their members.

use super::{Converter, span};
use crate::ast::{Class, ClassMember, ClassMemberKind, FunctionKind, Ident, MemberKey};
use swc_ecma_ast as swc;

/// What the members of all kinds have: who they belong to.
struct Place {
    is_static: bool,
    span: crate::ast::Span,
}

impl Converter {
    pub(super) fn class_expr(&mut self, name: Option<&swc::Ident>, class: &swc::Class) -> Class {
        let name = name.map(|name| self.ident(name));
        self.class(name, class)
    }

    pub(super) fn class(&mut self, name: Option<Ident>, class: &swc::Class) -> Class {
        self.refuse_decorators(&class.decorators);
        let was_strict = std::mem::replace(&mut self.is_strict, true);
        let scope = self.node();
        self.type_parameters(&class.type_params);
        let parent = class.super_class.as_ref().map(|parent| self.boxed(parent));
        self.optional_type_arguments(&class.super_type_params);
        for interface in &class.implements {
            self.heritage_use(&interface.expr);
            self.optional_type_arguments(&interface.type_args);
        }
        let kind = match parent {
            Some(_) => FunctionKind::DerivedConstructor,
            None => FunctionKind::Constructor,
        };
        let members = class.body.iter().filter_map(|member| self.member_of_class(member, kind)).collect();
        self.is_strict = was_strict;
        Class { scope, name, parent, members, is_abstract: class.is_abstract, span: span(class.span) }
    }

    fn member_of_class(&mut self, member: &swc::ClassMember, kind: FunctionKind) -> Option<ClassMember> {
        match member {
            swc::ClassMember::Constructor(constructor) => self.class_constructor(constructor, kind),
            swc::ClassMember::Method(method) => {
                let place = Place { is_static: method.is_static, span: span(method.span) };
                let is_erased = method.is_abstract || method.function.body.is_none();
                if is_erased {
                    self.erase_function(&method.function);
                    return None;
                }
                let key = MemberKey::Public(self.property_key(&method.key));
                Some(self.class_method(place, key, &method.function, method.kind))
            }
            swc::ClassMember::PrivateMethod(method) => {
                let place = Place { is_static: method.is_static, span: span(method.span) };
                if method.is_abstract || method.function.body.is_none() {
                    self.erase_function(&method.function);
                    return None;
                }
                let key = MemberKey::Private(self.names.name(&method.key.name));
                Some(self.class_method(place, key, &method.function, method.kind))
            }
            swc::ClassMember::ClassProp(field) => self.field(field),
            swc::ClassMember::PrivateProp(field) => {
                self.refuse_decorators(&field.decorators);
                let key = MemberKey::Private(self.names.name(&field.key.name));
                let place = Place { is_static: field.is_static, span: span(field.span) };
                Some(self.class_field(place, key, &field.value, &field.type_ann))
            }
            swc::ClassMember::TsIndexSignature(index) => {
                self.index_signature(index);
                None
            }
            swc::ClassMember::Empty(_) => None,
            swc::ClassMember::StaticBlock(block) => {
                let scope = self.node();
                let body = self.in_function(&[], |this| this.stmts(&block.body.stmts));
                let kind = ClassMemberKind::StaticBlock { scope, body };
                Some(ClassMember { is_static: true, span: span(block.span), kind })
            }
            swc::ClassMember::AutoAccessor(accessor) => self.accessor(accessor),
        }
    }

    fn class_constructor(
        &mut self,
        constructor: &swc::Constructor,
        kind: FunctionKind,
    ) -> Option<ClassMember> {
        constructor.body.as_ref()?;
        let function = self.deeper(|this| this.constructor(constructor, kind));
        let kind = ClassMemberKind::Constructor(Box::new(function));
        Some(ClassMember { is_static: false, span: span(constructor.span), kind })
    }

    fn class_method(
        &mut self,
        place: Place,
        key: MemberKey,
        function: &swc::Function,
        kind: swc::MethodKind,
    ) -> ClassMember {
        let kind = match kind {
            swc::MethodKind::Method => FunctionKind::Method,
            swc::MethodKind::Getter => FunctionKind::Getter,
            swc::MethodKind::Setter => FunctionKind::Setter,
        };
        let kind = ClassMemberKind::Method { key, function: Box::new(self.method(function, kind)) };
        ClassMember { is_static: place.is_static, span: place.span, kind }
    }

    fn field(&mut self, field: &swc::ClassProp) -> Option<ClassMember> {
        self.refuse_decorators(&field.decorators);
        if field.is_abstract || field.declare {
            self.annotation(&field.type_ann);
            return None;
        }
        let key = MemberKey::Public(self.property_key(&field.key));
        let place = Place { is_static: field.is_static, span: span(field.span) };
        Some(self.class_field(place, key, &field.value, &field.type_ann))
    }

    fn class_field(
        &mut self,
        place: Place,
        key: MemberKey,
        value: &Option<Box<swc::Expr>>,
        annotation: &Option<Box<swc::TsTypeAnn>>,
    ) -> ClassMember {
        let scope = self.node();
        let hint = self.annotation(annotation);
        let value = self.in_function(&[], |this| this.optional(value));
        let kind = ClassMemberKind::Field { key, scope, value, hint };
        ClassMember { is_static: place.is_static, span: place.span, kind }
    }

    fn accessor(&mut self, accessor: &swc::AutoAccessor) -> Option<ClassMember> {
        self.refuse_decorators(&accessor.decorators);
        self.annotation(&accessor.type_ann);
        if accessor.is_abstract {
            return None;
        }
        let key = match &accessor.key {
            swc::Key::Private(name) => MemberKey::Private(self.names.name(&name.name)),
            swc::Key::Public(key) => MemberKey::Public(self.property_key(key)),
        };
        let scope = self.node();
        let value = self.in_function(&[], |this| this.optional(&accessor.value));
        let kind = ClassMemberKind::Accessor { key, scope, value };
        Some(ClassMember { is_static: accessor.is_static, span: span(accessor.span), kind })
    }

    /// The types of an overload, an abstract method or a declared function.
    pub(super) fn erase_function(&mut self, function: &swc::Function) {
        if !self.has_imports {
            return;
        }
        self.type_parameters(&function.type_params);
        for param in &function.params {
            let annotation = match &param.pat {
                swc::Pat::Ident(binding) => &binding.type_ann,
                swc::Pat::Array(array) => &array.type_ann,
                swc::Pat::Object(object) => &object.type_ann,
                swc::Pat::Rest(rest) => &rest.type_ann,
                _ => &None,
            };
            self.annotation(annotation);
        }
        self.annotation(&function.return_type);
    }
}
