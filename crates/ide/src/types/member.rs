//! The members of a type.

use std::rc::Rc;

use super::value::nothing;
use super::{At, Env, Ty, Types, present, union};
use crate::index::{Source, TYPE, VALUE};
use crate::link::{Def, Link, export, export_names};
use crate::tree::{Kind, Role, flag};

/// Something behind a dot.
#[derive(Clone, Debug)]
pub struct Member {
    pub name: String,
    /// The member, the parameter that is a property, or the declaration that a module or namespace exports.
    pub at: At,
    pub env: Env,
}

/// How many members of a type are looked at: of a module, of a generated class. A guess.
const MEMBERS: usize = 5_000;
/// How long a chain of parents may be.
const PARENTS: usize = 64;

impl Types<'_> {
    /// Everything behind a dot; what comes first hides what comes later under the same name.
    pub fn members(&self, ty: &Ty) -> Vec<Member> {
        let mut members = Vec::new();
        self.collect(ty, &mut members, PARENTS);
        let mut seen = rustc_hash::FxHashSet::default();
        members.retain(|member| seen.insert(member.name.clone()));
        members
    }

    pub fn member(&self, ty: &Ty, name: &str) -> Option<Member> {
        if let Ty::Module(file) = self.apparent(&present(ty)) {
            return self.exported(export(self.db, file, name)?, name);
        }
        self.members(ty).into_iter().find(|member| member.name == name)
    }

    pub fn member_type(&self, ty: &Ty, name: &str) -> Option<Ty> {
        if let Ty::Module(file) = self.apparent(&present(ty)) {
            return Some(self.type_of_link(export(self.db, file, name)?));
        }
        let found = self.member(ty, name).map(|member| self.type_of_member(&member));
        found.or_else(|| self.index_signature(&present(ty)))
    }

    /// What the type of a member is.
    pub fn type_of_member(&self, member: &Member) -> Ty {
        let (at, env) = (member.at, &member.env);
        let annotation = self.child(at, Role::Type);
        match (self.kind(at), annotation) {
            (Kind::Field | Kind::Param, Some(annotation)) => self.read(annotation, env),
            (Kind::Field | Kind::Property, None) => {
                let value = self.child(at, Role::Value).map_or(Ty::Any, |value| self.type_of(value));
                super::widened(&value)
            }
            (Kind::Shorthand, _) => self.child(at, Role::Value).map_or(Ty::Any, |value| self.type_of(value)),
            (Kind::Method, _) => Ty::Function(at, env.clone()),
            (Kind::Getter, _) => self.result_of(at, env),
            (Kind::Setter, _) => self.child(at, Role::Param).map_or(Ty::Any, |param| self.param(param)),
            (Kind::EnumMember, _) => self.parent(at).map_or(Ty::Any, |of| Ty::Named(of, Rc::from([]))),
            (Kind::ExportDefault, _) => self.type_of_binding(at),
            _ => self.declared(at),
        }
    }

    // One match with one call per arm.
    fn collect(&self, ty: &Ty, members: &mut Vec<Member>, left: usize) {
        if left == 0 || members.len() > MEMBERS {
            return;
        }
        match self.apparent(&present(ty)) {
            Ty::Keyword(word) => {
                let name = match word {
                    "number" => "Number",
                    "string" => "String",
                    "boolean" => "Boolean",
                    "bigint" => "BigInt",
                    "symbol" => "Symbol",
                    _ => return,
                };
                self.collect(&self.library(name, &[]), members, left - 1);
            }
            Ty::Named(at, arguments) if self.kind(at) == Kind::Enum => {
                drop(arguments);
                self.collect(&super::NUMBER, members, left - 1);
            }
            Ty::Named(at, arguments) => self.instance_members(at, &arguments, members, left),
            Ty::Value(at) => self.static_members(at, members, left),
            Ty::Module(file) => {
                let exports = export_names(self.db, file).into_iter();
                let exported = exports.filter_map(|name| self.exported(export(self.db, file, &name)?, &name));
                members.extend(exported);
            }
            Ty::Shape(at, env) => self.shape_members(at, &env, members, left),
            Ty::Function(..) => self.collect(&self.library("Function", &[]), members, left - 1),
            Ty::Tuple(elements) => {
                let array = self.array(union(elements.iter().cloned()));
                self.collect(&array, members, left - 1);
            }
            Ty::Union(types) => self.common_members(&types, members, left),
            Ty::Intersection(types) => types.iter().for_each(|ty| self.collect(ty, members, left - 1)),
            Ty::Any | Ty::Param(_) | Ty::Literal(_) => {}
        }
    }

    fn common_members(&self, types: &[Ty], members: &mut Vec<Member>, left: usize) {
        let Some((first, rest)) = types.split_first() else { return };
        let mut common = Vec::new();
        self.collect(first, &mut common, left - 1);
        for other in rest {
            let mut others = Vec::new();
            self.collect(other, &mut others, left - 1);
            common.retain(|member| others.iter().any(|it| it.name == member.name));
        }
        members.append(&mut common);
    }

    /// Every declaration of the type at `at`: interfaces may be declared in parts.
    pub(super) fn parts(&self, at: At) -> Vec<At> {
        let name = self.child(at, Role::Name);
        let link = name.and_then(|name| self.link_of(at.source, name.node, TYPE));
        match link {
            Some(Link::Symbol(def)) => {
                let mut parts = self.declarations(def);
                parts.retain(|part| matches!(self.kind(*part), Kind::Class | Kind::Interface));
                if parts.contains(&at) { parts } else { vec![at] }
            }
            _ => vec![at],
        }
    }

    fn instance_members(&self, at: At, arguments: &[Ty], members: &mut Vec<Member>, left: usize) {
        for part in self.parts(at) {
            let env = self.env_of(part, arguments);
            for member in self.all(part, Role::Member) {
                if self.kind(member) == Kind::Constructor {
                    let params = self.all(member, Role::Param);
                    let properties = params.into_iter().filter(|param| self.has(*param, flag::PROPERTY));
                    members.extend(properties.filter_map(|param| self.named(param, &env)));
                } else if !self.has(member, flag::STATIC) {
                    members.extend(self.named(member, &env));
                }
            }
            if self.kind(part) == Kind::Class {
                self.parent_class(part, &env)
                    .iter()
                    .for_each(|parent| self.collect(parent, members, left - 1));
            } else {
                for parent in self.all(part, Role::Extends) {
                    self.collect(&self.read(parent, &env), members, left - 1);
                }
            }
        }
    }

    /// What instances of the parent of a class are.
    pub fn parent_class(&self, class: At, env: &Env) -> Option<Ty> {
        let parent = self.child(class, Role::Extends)?;
        let arguments = self.all(class, Role::TypeArgument).iter().map(|it| self.read(*it, env)).collect();
        match self.type_of(parent) {
            Ty::Value(at) => Some(Ty::Named(at, arguments)),
            _ => None,
        }
    }

    fn static_members(&self, at: At, members: &mut Vec<Member>, left: usize) {
        match self.kind(at) {
            Kind::Class => {
                let own = self.all(at, Role::Member).into_iter().filter(|it| self.has(*it, flag::STATIC));
                members.extend(own.filter_map(|member| self.named(member, &nothing())));
                if let Some(Ty::Named(parent, _)) = self.parent_class(at, &nothing()) {
                    self.collect(&Ty::Value(parent), members, left - 1);
                }
                self.collect(&self.library("Function", &[]), members, left - 1);
            }
            Kind::Enum => {
                let own = self.all(at, Role::Member).into_iter();
                members.extend(own.filter_map(|member| self.named(member, &nothing())));
            }
            Kind::Namespace => members.extend(self.namespace_members(at)),
            _ => {}
        }
    }

    pub(super) fn namespace_members(&self, at: At) -> Vec<Member> {
        let Some(body) = self.child(at, Role::Body) else { return Vec::new() };
        let exports = self.all(body, Role::Item).into_iter().filter(|it| self.kind(*it) == Kind::Export);
        let mut found = Vec::new();
        for export in exports {
            let Some(item) = self.child(export, Role::Item) else { continue };
            let declared = if self.kind(item) == Kind::Var { self.all(item, Role::Item) } else { vec![item] };
            found.extend(declared.into_iter().filter_map(|it| self.named(it, &nothing())));
        }
        found
    }

    /// A member of a namespace, as a name leads to it.
    pub fn namespace_member(&self, def: Def, name: &str) -> Option<Link> {
        let namespaces = self.declarations(def).into_iter().filter(|at| self.kind(*at) == Kind::Namespace);
        let member = namespaces.flat_map(|at| self.namespace_members(at)).find(|it| it.name == name)?;
        let declared = self.child(member.at, Role::Name)?;
        self.link_of(declared.source, declared.node, TYPE | VALUE)
    }

    fn shape_members(&self, at: At, env: &Env, members: &mut Vec<Member>, left: usize) {
        for member in self.all(at, Role::Member) {
            match (self.kind(member), self.child(member, Role::Value)) {
                (Kind::Spread, Some(value)) => self.collect(&self.type_of(value), members, left - 1),
                _ => members.extend(self.named(member, env)),
            }
        }
        self.collect(&self.library("Object", &[]), members, left - 1);
    }

    fn named(&self, at: At, env: &Env) -> Option<Member> {
        let name = match self.kind(at) {
            Kind::IndexSignature | Kind::CallSignature | Kind::ConstructSignature | Kind::Constructor => {
                return None;
            }
            Kind::Shorthand => self.child(at, Role::Value)?,
            _ => self.child(at, Role::Name)?,
        };
        let is_plain =
            matches!(self.kind(name), Kind::Ident | Kind::PrivateName | Kind::String | Kind::Number);
        let name = self.text(name).trim_matches(['"', '\'']).to_owned();
        is_plain.then(|| Member { name, at, env: env.clone() })
    }

    /// What a module exports, as a member of it.
    fn exported(&self, link: Link, name: &str) -> Option<Member> {
        let at = match link {
            Link::Symbol(def) => *self.declarations(def).first()?,
            Link::Module(file) => At { source: Source::File(file), node: crate::tree::ROOT },
        };
        Some(Member { name: name.to_owned(), at, env: nothing() })
    }

    /// What `[key: string]: T` says.
    pub fn index_signature(&self, ty: &Ty) -> Option<Ty> {
        let (at, env) = match self.apparent(ty) {
            Ty::Named(at, arguments) => (at, self.env_of(at, &arguments)),
            Ty::Shape(at, env) => (at, env),
            _ => return None,
        };
        let members = self.all(at, Role::Member);
        let signature = members.into_iter().find(|it| self.kind(*it) == Kind::IndexSignature)?;
        Some(self.read(self.child(signature, Role::Type)?, &env))
    }
}
