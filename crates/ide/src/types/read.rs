//! Reading annotations.

use std::rc::Rc;

use super::{At, BOOLEAN, Env, NUMBER, STRING, Ty, Types, literal, union};
use crate::index::{TYPE, VALUE};
use crate::link::{Link, export};
use crate::tree::{Kind, Role, flag};

const KEYWORDS: [&str; 10] =
    ["unknown", "never", "number", "string", "boolean", "bigint", "symbol", "object", "undefined", "void"];

impl Types<'_> {
    /// What a type says, where its parameters stand for what `env` tells.
    // One match with one call per arm.
    pub fn read(&self, at: At, env: &Env) -> Ty {
        match self.kind(at) {
            Kind::KeywordType => keyword(&self.text(at)),
            Kind::LiteralType => match self.text(at) {
                text if text == "null" => Ty::Keyword("null"),
                text if text.starts_with('`') && text.contains("${") => STRING,
                text => literal(&text),
            },
            Kind::Paren | Kind::TypeOperator => self.operand(at, env),
            Kind::ArrayType => self.array(self.read_child(at, Role::Type, env)),
            Kind::TupleType => self.tuple(at, env),
            Kind::UnionType => union(self.all(at, Role::Type).iter().map(|it| self.read(*it, env))),
            Kind::IntersectionType => {
                Ty::Intersection(self.all(at, Role::Type).iter().map(|it| self.read(*it, env)).collect())
            }
            Kind::FunctionType | Kind::ConstructorType => Ty::Function(at, env.clone()),
            Kind::ObjectType => Ty::Shape(at, env.clone()),
            Kind::TypeName => self.read_name(at, env),
            Kind::TypeQuery => self.child(at, Role::Value).map_or(Ty::Any, |value| self.query(value)),
            Kind::Predicate if self.text(at).starts_with("asserts") => Ty::Keyword("void"),
            Kind::Predicate => BOOLEAN,
            Kind::ThisType => self.this_at(at),
            Kind::IndexedAccess => self.indexed(at, env),
            Kind::MappedType => self.mapped(at, env),
            Kind::ConditionalType => self.conditional(at, env),
            Kind::Infer => Ty::Param(at),
            Kind::ImportType => self.import_type(at, env),
            _ => Ty::Any,
        }
    }

    fn read_child(&self, at: At, role: Role, env: &Env) -> Ty {
        self.child(at, role).map_or(Ty::Any, |child| self.read(child, env))
    }

    /// `(T)`, `readonly T`, `keyof T`
    fn operand(&self, at: At, env: &Env) -> Ty {
        if self.kind(at) == Kind::Paren || self.text(at).starts_with("readonly") {
            return self.read_child(at, Role::Type, env);
        }
        if !self.text(at).starts_with("keyof") {
            return self.read_child(at, Role::Type, env);
        }
        let of = self.read_child(at, Role::Type, env);
        self.keys(&of)
    }

    /// `[A, B?, ...C[]]`; with a rest in it, what is behind has no place of its own.
    fn tuple(&self, at: At, env: &Env) -> Ty {
        let mut elements = Vec::new();
        for item in self.all(at, Role::Item) {
            let ty = self.read_child(item, Role::Type, env);
            match (self.has(item, flag::REST), self.has(item, flag::OPTIONAL)) {
                (true, _) => match self.unaliased(&ty) {
                    Ty::Tuple(more) => elements.extend(more.iter().cloned()),
                    rest => {
                        let all = elements.into_iter().chain([self.element(&rest)]);
                        return self.array(union(all));
                    }
                },
                (_, true) => elements.push(union([ty, super::UNDEFINED])),
                _ => elements.push(ty),
            }
        }
        Ty::Tuple(elements.into())
    }

    fn read_name(&self, at: At, env: &Env) -> Ty {
        let Some(name) = self.child(at, Role::Name) else { return Ty::Any };
        let arguments: Rc<[Ty]> =
            self.all(at, Role::TypeArgument).iter().map(|it| self.read(*it, env)).collect();
        match self.entity(name) {
            Some(link) => self.instance(link, arguments, env),
            None => self.case(name).unwrap_or(Ty::Any),
        }
    }

    /// What a dotted name leads to.
    pub fn entity(&self, at: At) -> Option<Link> {
        if self.kind(at) != Kind::QualifiedName {
            return self.link_of(at.source, at.node, TYPE);
        }
        let (object, name) = (self.child(at, Role::Object)?, self.child(at, Role::Name)?);
        match self.entity(object)? {
            Link::Module(file) => export(self.db, file, &self.text(name)),
            Link::Symbol(def) => self.namespace_member(def, &self.text(name)),
        }
    }

    /// `E.A` as a type.
    fn case(&self, name: At) -> Option<Ty> {
        let object = self.child(name, Role::Object).filter(|_| self.kind(name) == Kind::QualifiedName)?;
        let Link::Symbol(def) = self.entity(object)? else { return None };
        let of = self.declarations(def).into_iter().find(|it| self.kind(*it) == Kind::Enum)?;
        let wanted = self.child(name, Role::Name).map(|it| self.text(it));
        let member = self.all(of, Role::Member).into_iter().find(|it| self.name_of(*it) == wanted)?;
        Some(Ty::Case { of, member })
    }

    /// What a type of this declaration is.
    pub fn instance(&self, link: Link, arguments: Rc<[Ty]>, env: &Env) -> Ty {
        let Link::Symbol(def) = link else { return Ty::Any };
        let declarations = self.declarations(def);
        let is_type = |at: &&At| {
            matches!(
                self.kind(**at),
                Kind::Class
                    | Kind::Interface
                    | Kind::TypeAlias
                    | Kind::Enum
                    | Kind::TypeParam
                    | Kind::Infer
                    | Kind::ExportDefault
            )
        };
        let Some(at) = declarations.iter().find(is_type).copied() else { return Ty::Any };
        match self.kind(at) {
            Kind::TypeParam | Kind::Infer => {
                // One `infer` name may be declared by several conditions.
                let is_it = |param: &At| *param == at || declarations.contains(param);
                env.iter().find(|(param, _)| is_it(param)).map_or(Ty::Param(at), |it| it.1.clone())
            }
            Kind::ExportDefault => {
                self.child(at, Role::Item).map_or(Ty::Any, |class| Ty::Named(class, arguments))
            }
            _ => Ty::Named(at, arguments),
        }
    }

    /// What a name behind `typeof` is.
    pub fn query(&self, value: At) -> Ty {
        match self.kind(value) {
            Kind::QualifiedName => {
                let (Some(object), Some(name)) =
                    (self.child(value, Role::Object), self.child(value, Role::Name))
                else {
                    return Ty::Any;
                };
                self.member_type(&self.query(object), &self.text(name)).unwrap_or(Ty::Any)
            }
            Kind::Ident => {
                self.link_of(value.source, value.node, VALUE).map_or(Ty::Any, |link| self.type_of_link(link))
            }
            _ => Ty::Any,
        }
    }

    fn import_type(&self, at: At, env: &Env) -> Ty {
        let (Some(source), Some(name)) = (self.child(at, Role::Source), self.child(at, Role::Name)) else {
            return Ty::Any;
        };
        let arguments = self.all(at, Role::TypeArgument).iter().map(|it| self.read(*it, env)).collect();
        let link = self.target(source).and_then(|file| export(self.db, file, &self.text(name)));
        link.map_or(Ty::Any, |link| self.instance(link, arguments, env))
    }

    /// What the type parameters of a declaration stand for.
    pub fn env_of(&self, at: At, arguments: &[Ty]) -> Env {
        let params = self.all(at, Role::TypeParam);
        params
            .iter()
            .enumerate()
            .map(|(place, param)| {
                let argument = arguments.get(place).cloned();
                (*param, argument.unwrap_or_else(|| self.default_of(*param)))
            })
            .collect()
    }

    fn default_of(&self, param: At) -> Ty {
        self.read_child(param, Role::Value, &Rc::from([]))
    }

    /// The type behind names: aliases followed, parameters as their bounds.
    pub(super) fn unaliased(&self, ty: &Ty) -> Ty {
        let mut ty = ty.clone();
        for _ in 0..16 {
            ty = match &ty {
                Ty::Named(at, arguments) if self.kind(*at) == Kind::TypeAlias => {
                    let env = self.env_of(*at, arguments);
                    perry_syntax::stack::guarded(|| self.read_child(*at, Role::Type, &env))
                }
                Ty::Param(at) => match self.child(*at, Role::Extends) {
                    Some(bound) if self.kind(*at) == Kind::TypeParam => self.read(bound, &Rc::from([])),
                    _ => return ty,
                },
                _ => return ty,
            };
        }
        Ty::Any
    }

    /// The same, and literals as what they are.
    pub fn apparent(&self, ty: &Ty) -> Ty {
        match self.unaliased(ty) {
            Ty::Literal(text) => super::literal_base(&text),
            Ty::Case { of, .. } => self.enum_base(of),
            found => found,
        }
    }

    /// What the members of an enum are: texts, numbers, or both.
    pub(super) fn enum_base(&self, of: At) -> Ty {
        let members = self.all(of, Role::Member).into_iter();
        union(members.map(|member| match self.child(member, Role::Value) {
            Some(value) if matches!(self.kind(value), Kind::String | Kind::Template) => STRING,
            _ => NUMBER,
        }))
    }

    /// What an alias stands for; literals stay what they are.
    pub fn apparent_alias(&self, ty: &Ty) -> Ty {
        match ty {
            Ty::Named(at, _) if self.kind(*at) == Kind::TypeAlias => self.apparent(ty),
            _ => ty.clone(),
        }
    }

    /// What `this` is around a node.
    pub fn this_at(&self, at: At) -> Ty {
        let view = self.view(at.source);
        let mut is_static = false;
        for node in view.tree.ancestors(at.node).skip(1) {
            let here = At { source: at.source, node };
            match view.tree.kind(node) {
                Kind::Class if is_static => return Ty::Value(here),
                Kind::Class | Kind::Interface => {
                    let params = self.all(here, Role::TypeParam);
                    return Ty::Named(here, params.into_iter().map(Ty::Param).collect());
                }
                Kind::Object if view.tree.children(node).any(|it| view.tree.kind(it) == Kind::Method) => {
                    return Ty::Shape(here, Rc::from([]));
                }
                Kind::Function => return Ty::Any,
                Kind::StaticBlock => is_static = true,
                Kind::Method | Kind::Getter | Kind::Setter | Kind::Field => {
                    is_static = view.tree.has(node, flag::STATIC);
                }
                _ => {}
            }
        }
        Ty::Any
    }
}

pub(super) fn keyword(text: &str) -> Ty {
    KEYWORDS.iter().find(|it| **it == text).map_or(Ty::Any, |it| Ty::Keyword(it))
}
