//! The types of variables and expressions.

use std::rc::Rc;

use super::{At, BOOLEAN, Env, NUMBER, STRING, Ty, Types, UNDEFINED, present, union, widened};
use crate::index::Source;
use crate::link::targets;
use crate::tree::{Kind, NodeId, Role, flag};
use perry_db::input::SourceFile;

pub(super) fn nothing() -> Env {
    Rc::from([])
}

impl Types<'_> {
    /// What a name that is declared here is: a variable, parameter, function, class, or part of a pattern.
    pub fn type_of_binding(&self, at: At) -> Ty {
        self.once(at, || self.binding_type(at))
    }

    // One match with one call per arm.
    fn binding_type(&self, at: At) -> Ty {
        if self.kind(at) == Kind::ExportDefault {
            let value = self.child(at, Role::Value).map(|value| self.type_of(value));
            return value
                .or_else(|| self.child(at, Role::Item).map(|it| self.declared(it)))
                .unwrap_or(Ty::Any);
        }
        let Some(parent) = self.parent(at) else { return Ty::Any };
        match self.kind(parent) {
            Kind::Declarator => self.declarator(parent),
            Kind::Param => self.param(parent),
            Kind::PatternProperty => self.property_binding(at, parent),
            Kind::ArrayPattern => self.element_binding(at, parent),
            Kind::DefaultPattern => {
                let default = self.child(parent, Role::Value).map(|it| widened(&self.type_of(it)));
                match present(&self.type_of_binding(parent)) {
                    Ty::Any => default.unwrap_or(Ty::Any),
                    found => found,
                }
            }
            Kind::RestPattern => self.rest_binding(parent),
            Kind::ImportDefault | Kind::ImportName | Kind::ImportNamespace => self.type_of_name(at),
            Kind::ImportRequire => {
                self.child(parent, Role::Value).map_or(Ty::Any, |value| self.type_of(value))
            }
            _ => self.declared(parent),
        }
    }

    /// What a declaration's own name is.
    pub fn declared(&self, at: At) -> Ty {
        match self.kind(at) {
            Kind::Function => Ty::Function(at, nothing()),
            Kind::Class | Kind::Enum | Kind::Namespace => Ty::Value(at),
            Kind::Declarator => self.declarator(at),
            Kind::Param => self.param(at),
            _ => Ty::Any,
        }
    }

    fn declarator(&self, at: At) -> Ty {
        if let Some(annotation) = self.child(at, Role::Type) {
            return self.read(annotation, &nothing());
        }
        let variables = self.parent(at);
        if let Some(value) = self.child(at, Role::Value) {
            let ty = self.type_of(value);
            let is_const = variables.is_some_and(|it| self.has(it, flag::CONST));
            return if is_const { ty } else { widened(&ty) };
        }
        let repeat = variables.and_then(|it| self.parent(it)).filter(|it| self.kind(*it) == Kind::ForEach);
        match repeat {
            Some(repeat) if self.has(repeat, flag::OF) => {
                self.child(repeat, Role::Right).map_or(Ty::Any, |it| self.element(&self.type_of(it)))
            }
            Some(_) => STRING,
            None => Ty::Any,
        }
    }

    pub fn param(&self, at: At) -> Ty {
        if let Some(annotation) = self.child(at, Role::Type) {
            return self.read(annotation, &nothing());
        }
        match self.child(at, Role::Value) {
            Some(default) => widened(&self.type_of(default)),
            None => self.once(at, || self.expected_param(at)),
        }
    }

    /// `{ key: target }`
    fn property_binding(&self, at: At, property: At) -> Ty {
        let Some(pattern) = self.parent(property) else { return Ty::Any };
        let key = self.child(property, Role::Name).unwrap_or_else(|| match self.kind(at) {
            Kind::DefaultPattern => self.child(at, Role::Name).unwrap_or(at),
            _ => at,
        });
        let of = self.type_of_binding(pattern);
        self.member_type(&of, self.text(key).trim_matches(['"', '\''])).unwrap_or(Ty::Any)
    }

    fn element_binding(&self, at: At, pattern: At) -> Ty {
        let of = self.apparent(&self.type_of_binding(pattern));
        let place = self.all(pattern, Role::Item).iter().position(|it| *it == at).unwrap_or_default();
        match &of {
            Ty::Tuple(elements) => elements.get(place).cloned().unwrap_or(UNDEFINED),
            _ => self.element(&of),
        }
    }

    /// `...rest`: of an array an array, of an object the object.
    fn rest_binding(&self, rest: At) -> Ty {
        let Some(pattern) = self.parent(rest) else { return Ty::Any };
        let of = self.type_of_binding(pattern);
        match self.kind(pattern) {
            Kind::ArrayPattern => self.array(self.element(&of)),
            _ => of,
        }
    }

    /// The type of an expression.
    pub fn type_of(&self, at: At) -> Ty {
        self.once(at, || self.expression_type(at))
    }

    // One match with one call per arm.
    fn expression_type(&self, at: At) -> Ty {
        let operand = |role: Role| self.child(at, role).map_or(Ty::Any, |child| self.type_of(child));
        match self.kind(at) {
            Kind::Ident => self.type_of_name(at),
            Kind::This => self.this_at(at),
            Kind::Super => self.super_at(at),
            Kind::String | Kind::Number | Kind::Bool | Kind::BigInt => Ty::Literal(self.text(at).into()),
            Kind::Template => STRING,
            Kind::Null => Ty::Keyword("null"),
            Kind::Regexp => self.library("RegExp", &[]),
            Kind::Array => self.array_literal(at),
            Kind::Object => Ty::Shape(at, nothing()),
            Kind::Function | Kind::Arrow => Ty::Function(at, nothing()),
            Kind::Class => Ty::Value(at),
            Kind::Unary => match self.text(at).as_bytes() {
                [b'!' | b'd', ..] => BOOLEAN,
                [b't', ..] => STRING,
                [b'v', ..] => UNDEFINED,
                _ => NUMBER,
            },
            Kind::Update => NUMBER,
            Kind::Binary => self.binary(at),
            Kind::Assign => operand(Role::Right),
            Kind::Conditional => union([operand(Role::Then), operand(Role::Else)]),
            Kind::Call => self.call_type(at),
            Kind::New => self.new_type(at),
            Kind::Member => self.member_expression(at),
            Kind::Index => self.index_expression(at),
            Kind::NonNull => present(&operand(Role::Value)),
            Kind::As => match self.child(at, Role::Type) {
                Some(ty) if self.text(ty) != "const" => self.read(ty, &nothing()),
                _ => operand(Role::Value),
            },
            Kind::Satisfies | Kind::Paren => operand(Role::Value),
            Kind::Await => self.awaited(&operand(Role::Value)),
            Kind::Sequence => self.all(at, Role::Value).last().map_or(Ty::Any, |last| self.type_of(*last)),
            Kind::TaggedTemplate => self.call_type(at),
            Kind::ImportCall => {
                let source = self.child(at, Role::Argument);
                let file = source.and_then(|source| self.target(source));
                file.map_or(Ty::Any, |file| self.library("Promise", &[Ty::Module(file)]))
            }
            _ => Ty::Any,
        }
    }

    fn array_literal(&self, at: At) -> Ty {
        let items = self.all(at, Role::Item);
        let element = |item: &At| match self.kind(*item) {
            Kind::Spread => {
                self.child(*item, Role::Value).map_or(Ty::Any, |it| self.element(&self.type_of(it)))
            }
            Kind::Hole => UNDEFINED,
            _ => widened(&self.type_of(*item)),
        };
        if items.is_empty() {
            let expected = self.expected(at).map(|it| self.element(&it));
            return self.array(expected.unwrap_or(Ty::Any));
        }
        let expected = self.expected(at).map(|it| self.apparent(&it));
        if let Some(tuple @ Ty::Tuple(_)) = expected {
            return tuple;
        }
        // A table of a thousand rows is of the type of its first ones.
        self.array(union(items.iter().take(16).map(element)))
    }

    /// The operator between the operands.
    pub(super) fn operator(&self, at: At) -> String {
        let view = self.view(at.source);
        let (left, right) = (view.tree.child(at.node, Role::Left), view.tree.child(at.node, Role::Right));
        let (Some(left), Some(right)) = (left, right) else { return String::new() };
        let between =
            view.text.get(view.tree.range(left).end as usize..view.tree.range(right).start as usize);
        between.unwrap_or_default().trim().to_owned()
    }

    fn binary(&self, at: At) -> Ty {
        let operand = |role: Role| self.child(at, role).map_or(Ty::Any, |child| self.type_of(child));
        match &*self.operator(at) {
            "+" => {
                let (left, right) = (widened(&operand(Role::Left)), widened(&operand(Role::Right)));
                match (left, right) {
                    (left, right) if left == STRING || right == STRING => STRING,
                    (left, right) if left == right => left,
                    _ => Ty::Any,
                }
            }
            "&&" => operand(Role::Right),
            "||" | "??" => {
                union([present(&operand(Role::Left)), operand(Role::Right)].map(|it| widened(&it)))
            }
            "-" | "*" | "/" | "%" | "**" | "&" | "|" | "^" | "<<" | ">>" | ">>>" => {
                let left = widened(&operand(Role::Left));
                if left == Ty::Keyword("bigint") { left } else { NUMBER }
            }
            _ => BOOLEAN,
        }
    }

    fn member_expression(&self, at: At) -> Ty {
        let (Some(object), Some(name)) = (self.child(at, Role::Object), self.child(at, Role::Name)) else {
            return Ty::Any;
        };
        let of = self.type_of(object);
        self.member_type(&of, &self.text(name)).unwrap_or(Ty::Any)
    }

    fn index_expression(&self, at: At) -> Ty {
        let (Some(object), Some(key)) = (self.child(at, Role::Object), self.child(at, Role::Value)) else {
            return Ty::Any;
        };
        let (of, key) = (self.apparent(&present(&self.type_of(object))), self.type_of(key));
        match (&of, &key) {
            (Ty::Tuple(elements), Ty::Literal(place)) => {
                place.parse().ok().and_then(|place: usize| elements.get(place).cloned()).unwrap_or(UNDEFINED)
            }
            (_, Ty::Literal(name)) if name.starts_with(['"', '\'']) => {
                self.member_type(&of, name.trim_matches(['"', '\''])).unwrap_or(Ty::Any)
            }
            _ => self.index_signature(&of).unwrap_or_else(|| self.element(&of)),
        }
    }

    /// What `await` gives.
    pub fn awaited(&self, ty: &Ty) -> Ty {
        match self.library_name(ty) {
            Some((name, [value])) if name == "Promise" => value.clone(),
            _ => ty.clone(),
        }
    }

    fn super_at(&self, at: At) -> Ty {
        match self.this_at(at) {
            Ty::Named(class, _) => self.parent_class(class, &nothing()).unwrap_or(Ty::Any),
            _ => Ty::Any,
        }
    }

    /// The file that a literal in an import names.
    pub fn target(&self, literal: At) -> Option<SourceFile> {
        let Source::File(file) = literal.source else { return None };
        let view = self.view(literal.source);
        let range = view.tree.range(literal.node);
        let request = view.index.requests.iter().position(|(_, at)| *at == range)?;
        *targets(self.db, file).get(request)?
    }

    /// What a function without annotation returns.
    pub fn inferred_result(&self, function: At) -> Ty {
        let view = self.view(function.source);
        let result = match view.tree.child(function.node, Role::Value) {
            Some(value) if view.tree.kind(function.node) == Kind::Arrow => {
                widened(&self.type_of(At { source: function.source, node: value }))
            }
            _ => self.returned(function),
        };
        if view.tree.has(function.node, flag::GENERATOR) {
            return self.library("Generator", &[Ty::Any]);
        }
        match view.tree.has(function.node, flag::ASYNC) {
            true => self.library("Promise", &[self.awaited(&result)]),
            false => result,
        }
    }

    fn returned(&self, function: At) -> Ty {
        let view = self.view(function.source);
        let Some(body) = view.tree.child(function.node, Role::Body) else { return Ty::Any };
        let (mut results, mut walk) = (Vec::new(), view.tree.descendants(body));
        while let Some(node) = walk.next() {
            if crate::index::build::is_function(view.tree.kind(node)) || view.tree.kind(node) == Kind::Class {
                walk.skip_below(node);
            } else if view.tree.kind(node) == Kind::Return {
                results.push(node);
            }
        }
        let value = |node: &NodeId| {
            let value = view.tree.child(*node, Role::Value);
            value.map_or(UNDEFINED, |node| widened(&self.type_of(At { source: function.source, node })))
        };
        if results.iter().all(|it| view.tree.child(*it, Role::Value).is_none()) {
            return Ty::Keyword("void");
        }
        union(results.iter().map(value))
    }
}
