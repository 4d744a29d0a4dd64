//! The types of variables and expressions.

use std::rc::Rc;

use super::{At, BOOLEAN, Env, NUMBER, STRING, Ty, Types, UNDEFINED, literal, present, union};
use crate::index::Source;
use crate::index::shape::is_function;
use crate::link::targets;
use crate::tree::{Kind, NodeId, Role, Tree, flag};
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
                let default = self.child(parent, Role::Value).map(|it| self.widened(&self.type_of(it)));
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
            return if is_const { ty } else { self.widened(&ty) };
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
            let ty = self.read(annotation, &nothing());
            return if self.has(at, flag::OPTIONAL) { union([ty, UNDEFINED]) } else { ty };
        }
        match self.child(at, Role::Value) {
            Some(default) => self.widened(&self.type_of(default)),
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
        self.member_value(&of, self.text(key).trim_matches(['"', '\''])).unwrap_or(Ty::Any)
    }

    fn element_binding(&self, at: At, pattern: At) -> Ty {
        let of = self.apparent(&present(&self.type_of_binding(pattern)));
        let place = self.all(pattern, Role::Item).iter().position(|it| *it == at).unwrap_or_default();
        let one = |of: &Ty| match self.unaliased(of) {
            Ty::Tuple(elements) => elements.get(place).cloned().unwrap_or(UNDEFINED),
            of => self.element(&of),
        };
        match &of {
            Ty::Union(members) => union(members.iter().map(one)),
            of => one(of),
        }
    }

    /// `...rest`: of an array an array, of an object the object.
    fn rest_binding(&self, rest: At) -> Ty {
        let Some(pattern) = self.parent(rest) else { return Ty::Any };
        let of = self.type_of_binding(pattern);
        match self.kind(pattern) {
            Kind::ArrayPattern => match self.apparent(&of) {
                Ty::Tuple(elements) => {
                    let place = self.all(pattern, Role::Item).iter().position(|it| *it == rest);
                    Ty::Tuple(elements.get(place.unwrap_or_default()..).unwrap_or_default().into())
                }
                of => self.array(self.element(&of)),
            },
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
            Kind::Ident => self.narrowed(at, self.type_of_name(at)),
            Kind::This => self.this_at(at),
            Kind::Super => self.super_at(at),
            Kind::String | Kind::Number | Kind::Bool | Kind::BigInt => literal(&self.text(at)),
            Kind::Template => match self.text(at) {
                text if text.contains("${") => STRING,
                text => literal(&text),
            },
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
            Kind::Assign => match &*self.operator(at) {
                "=" => operand(Role::Right),
                "+=" => self.widened(&operand(Role::Left)),
                "??=" | "||=" => union([present(&operand(Role::Left)), operand(Role::Right)]),
                "&&=" => operand(Role::Right),
                _ => NUMBER,
            },
            Kind::Conditional => union([operand(Role::Then), operand(Role::Else)]),
            Kind::Call => self.call_type(at),
            Kind::New => self.new_type(at),
            Kind::Member => self.narrowed(at, self.member_expression(at)),
            Kind::Index => self.narrowed(at, self.index_expression(at)),
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
        let is_constant = self.is_constant(at);
        let element = |item: &At| match self.kind(*item) {
            Kind::Spread => {
                self.child(*item, Role::Value).map_or(Ty::Any, |it| self.element(&self.type_of(it)))
            }
            Kind::Hole => UNDEFINED,
            _ if is_constant => self.type_of(*item),
            _ => self.widened(&self.type_of(*item)),
        };
        if is_constant && items.iter().all(|it| self.kind(*it) != Kind::Spread) {
            return Ty::Tuple(items.iter().map(element).collect());
        }
        let expected = self.expected(at).map(|it| self.unaliased(&present(&it)));
        if items.is_empty() {
            return self.array(expected.map_or(Ty::Any, |it| self.element(&it)));
        }
        let expected_tuple = expected.iter().flat_map(|it| self.parts(it)).find_map(|it| match it {
            Ty::Tuple(elements) => Some(elements),
            _ => None,
        });
        if let Some(wanted) = expected_tuple {
            return self.tuple_literal(&items, &wanted, element);
        }
        // A table of a thousand rows is of the type of its first ones.
        let found = union(items.iter().take(16).map(element));
        let wanted =
            expected.map(|it| self.element(&it)).filter(|it| matches!(it, Ty::Union(_) | Ty::Named(..)));
        match wanted {
            Some(wanted) if found != Ty::Any && self.fits(&found, &wanted) => self.array(wanted),
            _ => self.array(found),
        }
    }

    fn tuple_literal(&self, items: &[At], wanted: &[Ty], element: impl Fn(&At) -> Ty) -> Ty {
        let one = |(place, item): (usize, &At)| match (element(item), wanted.get(place)) {
            (Ty::Any, Some(wanted)) => wanted.clone(),
            (found, Some(wanted))
                if !matches!(wanted, Ty::Any | Ty::Param(_)) && self.fits(&found, wanted) =>
            {
                wanted.clone()
            }
            (found, _) => found,
        };
        Ty::Tuple(items.iter().enumerate().map(one).collect())
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
                let (left, right) = (self.widened(&operand(Role::Left)), self.widened(&operand(Role::Right)));
                match (left, right) {
                    (Ty::Any, _) | (_, Ty::Any) => Ty::Any,
                    (left, right) => match (self.apparent(&left), self.apparent(&right)) {
                        (left, right) if left == STRING || right == STRING => STRING,
                        (left, right) if left == right => left,
                        _ => Ty::Any,
                    },
                }
            }
            "&&" => {
                let left = self.truthy(&operand(Role::Left), false);
                let left = self
                    .kept(&left, |it| !matches!(it, Ty::Any | Ty::Keyword("number" | "string" | "bigint")));
                union([left, operand(Role::Right)])
            }
            "||" => union([self.truthy(&operand(Role::Left), true), operand(Role::Right)]),
            "??" => union([present(&operand(Role::Left)), operand(Role::Right)]),
            "-" | "*" | "/" | "%" | "**" | "&" | "|" | "^" | "<<" | ">>" | ">>>" => {
                let left = self.widened(&operand(Role::Left));
                if self.apparent(&left) == Ty::Keyword("bigint") { Ty::Keyword("bigint") } else { NUMBER }
            }
            _ => BOOLEAN,
        }
    }

    fn member_expression(&self, at: At) -> Ty {
        let (Some(object), Some(name)) = (self.child(at, Role::Object), self.child(at, Role::Name)) else {
            return Ty::Any;
        };
        let of = self.type_of(object);
        let found = self.member_value(&of, &self.text(name)).unwrap_or(Ty::Any);
        if self.may_stop(at) { union([found, UNDEFINED]) } else { found }
    }

    fn index_expression(&self, at: At) -> Ty {
        let (Some(object), Some(key)) = (self.child(at, Role::Object), self.child(at, Role::Value)) else {
            return Ty::Any;
        };
        let of = present(&self.type_of(object));
        let name = self.text(key);
        if name.starts_with("Symbol.") {
            return self.member_value(&of, &format!("[{name}]")).unwrap_or(Ty::Any);
        }
        let key = self.type_of(key);
        let found = match self.unaliased(&key) {
            Ty::Any => self.index_signature(&of, true).unwrap_or_else(|| self.element(&of)),
            key => union(self.parts(&key).iter().map(|key| self.value_at(&of, key))),
        };
        if self.may_stop(at) { union([found, UNDEFINED]) } else { found }
    }

    fn value_at(&self, of: &Ty, key: &Ty) -> Ty {
        match (key, self.apparent(key)) {
            (Ty::Literal(text), _) if text.starts_with('"') => {
                self.member_value(of, text.trim_matches('"')).unwrap_or(Ty::Any)
            }
            (Ty::Literal(_), _) => self.at_key(of, key),
            (_, NUMBER) => self.at_key(of, &NUMBER),
            _ => self.index_signature(of, true).unwrap_or_else(|| self.element(of)),
        }
    }

    /// Whether a chain may stop early, at a `?.` before something that is not there.
    fn may_stop(&self, at: At) -> bool {
        let inner = |at: At| self.child(at, Role::Object).or_else(|| self.child(at, Role::Callee));
        let (mut node, mut left) = (at, 32);
        while let Some(object) = inner(node).filter(|_| left > 0) {
            let ty = || self.type_of(object);
            if self.has(node, flag::OPTIONAL) && {
                let ty = ty();
                present(&ty) != ty
            } {
                return true;
            }
            let is_chain =
                matches!(self.kind(object), Kind::Member | Kind::Call | Kind::Index | Kind::NonNull);
            if !is_chain {
                return false;
            }
            (node, left) = (object, left - 1);
        }
        false
    }

    /// Whether a literal stands in `as const`: what it holds is never another.
    pub(super) fn is_constant(&self, at: At) -> bool {
        let view = self.view(at.source);
        let is_part = |kind: Kind| matches!(kind, Kind::Object | Kind::Property | Kind::Array | Kind::Paren);
        let outer = view.tree.ancestors(at.node).find(|it| !is_part(view.tree.kind(*it)));
        let own = view.tree.child(at.node, Role::Value);
        let is_const = |node: NodeId| {
            view.tree.kind(node) == Kind::As
                && view
                    .tree
                    .child(node, Role::Type)
                    .is_some_and(|it| view.tree.text(&view.text, it) == "const")
        };
        outer.is_some_and(is_const) || own.is_some_and(is_const)
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
                self.widened(&self.type_of(At { source: function.source, node: value }))
            }
            _ => self.returned(function),
        };
        if view.tree.has(function.node, flag::GENERATOR) {
            let name = if view.tree.has(function.node, flag::ASYNC) { "AsyncGenerator" } else { "Generator" };
            return self.library(name, &[self.yields(function)]);
        }
        match view.tree.has(function.node, flag::ASYNC) {
            true => self.library("Promise", &[self.awaited(&result)]),
            false => result,
        }
    }

    fn returned(&self, function: At) -> Ty {
        let view = self.view(function.source);
        let Some(results) = own_nodes(&view.tree, function.node, Kind::Return) else { return Ty::Any };
        let value = |node: &NodeId| {
            let value = view.tree.child(*node, Role::Value);
            value.map_or(UNDEFINED, |node| self.widened(&self.type_of(At { source: function.source, node })))
        };
        if results.iter().all(|it| view.tree.child(*it, Role::Value).is_none()) {
            return Ty::Keyword("void");
        }
        union(results.iter().map(value))
    }
}

/// The nodes of a kind in the body of a function, those of functions and classes in it apart. `None` without a body.
pub(super) fn own_nodes(tree: &Tree, function: NodeId, kind: Kind) -> Option<Vec<NodeId>> {
    let (mut found, mut walk) = (Vec::new(), tree.descendants(tree.child(function, Role::Body)?));
    while let Some(node) = walk.next() {
        if is_function(tree.kind(node)) || tree.kind(node) == Kind::Class {
            walk.skip_below(node);
        } else if tree.kind(node) == kind {
            found.push(node);
        }
    }
    Some(found)
}
