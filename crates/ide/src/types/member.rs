//! The members of a type.

use std::rc::Rc;

use super::value::nothing;
use super::{At, Env, Ty, Types, UNDEFINED, present, union};
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
    /// The mapped type that makes it, out of the member at `at` if there is one.
    pub mapped: Option<At>,
    /// Its type, where that is not what its declaration says: a member of all members of a union.
    pub known: Option<Ty>,
}

impl Member {
    pub fn new(name: String, at: At, env: Env) -> Member {
        Member { name, at, env, mapped: None, known: None }
    }
}

/// How many members of a type are looked at: of a module, of a generated class. A guess.
const MEMBERS: usize = 5_000;
/// How long a chain of parents may be.
const PARENTS: usize = 64;

impl Types<'_> {
    /// Everything behind a dot; what comes first hides what comes later under the same name.
    pub fn members(&self, ty: &Ty) -> Vec<Member> {
        let mut members = self.own_members(ty);
        let has_none = |ty: &Ty| {
            matches!(
                ty,
                Ty::Any
                    | Ty::Param(_)
                    | Ty::Module(_)
                    | Ty::Keyword("unknown" | "never" | "void" | "undefined" | "null")
            )
        };
        if !has_none(&self.apparent(&present(ty))) {
            self.collect(&self.library("Object", &[]), &mut members, PARENTS);
        }
        let mut seen = rustc_hash::FxHashSet::default();
        members.retain(|member| seen.insert(member.name.clone()));
        members
    }

    /// The same without what every object has.
    pub fn near_members(&self, ty: &Ty) -> Vec<Member> {
        let mut members = self.own_members(ty);
        let mut seen = rustc_hash::FxHashSet::default();
        members.retain(|member| seen.insert(member.name.clone()));
        members
    }

    /// The same, and what is hidden under the same name.
    pub(super) fn own_members(&self, ty: &Ty) -> Vec<Member> {
        let mut members = Vec::new();
        self.collect(ty, &mut members, PARENTS);
        members
    }

    pub fn member(&self, ty: &Ty, name: &str) -> Option<Member> {
        match self.apparent(&present(ty)) {
            Ty::Module(file) => self.exported(export(self.db, file, name)?, name),
            Ty::Union(parts) => {
                let found: Vec<Member> =
                    parts.iter().map(|part| self.member(part, name)).collect::<Option<_>>()?;
                let known = union(found.iter().map(|it| self.type_of_member(it)));
                let first = found.into_iter().next()?;
                let is_same = known == self.type_of_member(&first);
                Some(Member { known: (!is_same).then_some(known), ..first })
            }
            Ty::Value(class) if name == "prototype" && self.kind(class) == Kind::Class => {
                let own = self.members(&Ty::Value(class)).into_iter().find(|member| member.name == name)?;
                Some(Member { known: Some(self.instance_of(&Ty::Value(class))), ..own })
            }
            of => self.members(&of).into_iter().find(|member| member.name == name),
        }
    }

    /// What the type of a member is, what is optional without `undefined`.
    pub fn member_type(&self, ty: &Ty, name: &str) -> Option<Ty> {
        match self.apparent(&present(ty)) {
            Ty::Module(file) => Some(self.type_of_link(export(self.db, file, name)?)),
            // One that only some have is what it is there: a text that is being typed is often wrong.
            Ty::Union(parts) => {
                let found: Vec<Ty> = parts.iter().filter_map(|part| self.member_type(part, name)).collect();
                (!found.is_empty()).then(|| union(found))
            }
            of => {
                let found = self.member(&of, name).map(|member| self.type_of_member(&member));
                found.or_else(|| self.index_signature(&of, false))
            }
        }
    }

    /// What reading a member gives.
    pub(super) fn member_value(&self, ty: &Ty, name: &str) -> Option<Ty> {
        let of = self.apparent(&present(ty));
        if let Ty::Module(_) = &of {
            return self.member_type(&of, name);
        }
        if let Ty::Union(parts) = &of {
            let found: Vec<Ty> = parts.iter().filter_map(|part| self.member_value(part, name)).collect();
            return (!found.is_empty()).then(|| union(found));
        }
        match self.member(&of, name) {
            Some(member) => {
                let ty = self.type_of_member(&member);
                Some(if self.is_optional(&member) { union([ty, UNDEFINED]) } else { ty })
            }
            None => self.member_type(&of, name),
        }
    }

    /// Whether a member need not be there.
    pub fn is_optional(&self, member: &Member) -> bool {
        let said = member.mapped.and_then(|mapped| self.optional_sign(mapped));
        let is_kind = matches!(self.kind(member.at), Kind::Field | Kind::Method | Kind::Param);
        said.unwrap_or_else(|| is_kind && self.has(member.at, flag::OPTIONAL))
    }

    /// What the type of a member is.
    pub fn type_of_member(&self, member: &Member) -> Ty {
        let (at, env) = (member.at, &member.env);
        if let Some(known) = &member.known {
            return known.clone();
        }
        if let Some(mapped) = member.mapped {
            return self.mapped_type(mapped, env);
        }
        let annotation = self.child(at, Role::Type);
        match (self.kind(at), annotation) {
            (Kind::Field | Kind::Param, Some(annotation)) => self.read(annotation, env),
            (Kind::Field | Kind::Property, None) => {
                let value = self.child(at, Role::Value).map_or(Ty::Any, |value| self.type_of(value));
                if self.is_constant(at) { value } else { self.widened(&value) }
            }
            (Kind::Shorthand, _) => self.child(at, Role::Value).map_or(Ty::Any, |value| self.type_of(value)),
            (Kind::Method, _) => Ty::Function(at, env.clone()),
            (Kind::Getter, _) => self.result_of(at, env),
            (Kind::Setter, _) => self.child(at, Role::Param).map_or(Ty::Any, |param| self.param(param)),
            (Kind::EnumMember, _) => self.parent(at).map_or(Ty::Any, |of| Ty::Case { of, member: at }),
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
            Ty::Named(at, _) if self.kind(at) == Kind::Enum => {
                self.collect(&self.enum_base(at), members, left - 1);
            }
            Ty::Named(at, arguments) => self.instance_members(at, &arguments, members, left),
            Ty::Value(at) => self.static_members(at, members, left),
            Ty::Module(file) => {
                let exports = export_names(self.db, file).into_iter();
                let exported = exports.filter_map(|name| self.exported(export(self.db, file, &name)?, &name));
                members.extend(exported);
            }
            Ty::Shape(at, env) if self.kind(at) == Kind::MappedType => {
                members.extend(self.mapped_members(at, &env));
            }
            Ty::Shape(at, env) => self.shape_members(at, &env, members, left),
            Ty::Function(at, _) => {
                if self.kind(at) == Kind::Function {
                    self.merged_members(at, members);
                }
                self.collect(&self.library("Function", &[]), members, left - 1);
            }
            Ty::Tuple(elements) => {
                let array = self.array(union(elements.iter().cloned()));
                self.collect(&array, members, left - 1);
            }
            Ty::Union(types) => self.common_members(&types, members, left),
            Ty::Intersection(types) => types.iter().for_each(|ty| self.collect(ty, members, left - 1)),
            Ty::Any | Ty::Param(_) | Ty::Literal(_) | Ty::Case { .. } => {}
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
    pub(super) fn declared_parts(&self, at: At) -> Vec<At> {
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
        for part in self.declared_parts(at) {
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
        let arguments: Rc<[Ty]> =
            self.all(class, Role::TypeArgument).iter().map(|it| self.read(*it, env)).collect();
        match self.type_of(parent) {
            Ty::Value(at) => Some(Ty::Named(at, arguments)),
            Ty::Any => None,
            made => {
                let made = self.constructors(&made).into_iter().next()?;
                let params = self.all(made.at, Role::TypeParam).into_iter().zip(arguments.iter().cloned());
                let env = made.env.iter().cloned().chain(params).collect();
                Some(made.instance.unwrap_or_else(|| self.result_of(made.at, &env)))
            }
        }
    }

    /// What namespaces and enums of the same name add to a class, function, namespace or enum.
    fn merged_members(&self, at: At, members: &mut Vec<Member>) {
        let name = self.child(at, Role::Name);
        let Some(Link::Symbol(def)) = name.and_then(|it| self.link_of(it.source, it.node, VALUE)) else {
            return;
        };
        for other in self.declarations(def).into_iter().filter(|it| *it != at) {
            match self.kind(other) {
                Kind::Namespace => members.extend(self.namespace_members(other)),
                Kind::Enum => {
                    let own = self.all(other, Role::Member).into_iter();
                    members.extend(own.filter_map(|member| self.named(member, &nothing())));
                }
                _ => {}
            }
        }
    }

    fn static_members(&self, at: At, members: &mut Vec<Member>, left: usize) {
        self.merged_members(at, members);
        match self.kind(at) {
            Kind::Class => {
                let own = self.all(at, Role::Member).into_iter().filter(|it| self.has(*it, flag::STATIC));
                members.extend(own.filter_map(|member| self.named(member, &nothing())));
                if let Some(parent) = self.child(at, Role::Extends) {
                    self.collect(&self.type_of(parent), members, left - 1);
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
        if self.kind(body) == Kind::Namespace {
            return self.named(body, &nothing()).into_iter().collect();
        }
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
        let text = self.text(name);
        let is_known = is_plain || text.starts_with("[Symbol.");
        is_known.then(|| Member::new(text.trim_matches(['"', '\'']).to_owned(), at, env.clone()))
    }

    /// What a module exports, as a member of it.
    fn exported(&self, link: Link, name: &str) -> Option<Member> {
        let at = match link {
            Link::Symbol(def) => *self.declarations(def).first()?,
            Link::Module(file) => At { source: Source::File(file), node: crate::tree::ROOT },
        };
        Some(Member::new(name.to_owned(), at, nothing()))
    }

    /// What `[key: string]: T` says, and `[key: number]: T` where a number is asked for.
    pub fn index_signature(&self, ty: &Ty, is_number: bool) -> Option<Ty> {
        self.signature_of_keys(ty, is_number, PARENTS)
    }

    fn signature_of_keys(&self, ty: &Ty, is_number: bool, left: usize) -> Option<Ty> {
        let left = left.checked_sub(1)?;
        let (at, env) = match self.apparent(&present(ty)) {
            Ty::Named(at, arguments) => (at, self.env_of(at, &arguments)),
            Ty::Shape(at, env) if self.kind(at) == Kind::MappedType => {
                return self.mapped_signature(at, &env, is_number);
            }
            Ty::Shape(at, env) => (at, env),
            Ty::Intersection(types) => {
                return types.iter().find_map(|it| self.signature_of_keys(it, is_number, left));
            }
            _ => return None,
        };
        let is_it = |at: &At| {
            let key = self.child(*at, Role::Param).and_then(|it| self.child(it, Role::Type));
            let is_of_numbers = key.is_some_and(|it| self.text(it) == "number");
            self.kind(*at) == Kind::IndexSignature && (is_number || !is_of_numbers)
        };
        match self.all(at, Role::Member).into_iter().find(is_it) {
            Some(signature) => Some(self.read(self.child(signature, Role::Type)?, &env)),
            None if self.kind(at) == Kind::Class => {
                self.signature_of_keys(&self.parent_class(at, &env)?, is_number, left)
            }
            None => {
                let above = self.all(at, Role::Extends).into_iter();
                let above = above.map(|it| self.read(it, &env));
                above.into_iter().find_map(|it| self.signature_of_keys(&it, is_number, left))
            }
        }
    }
}
