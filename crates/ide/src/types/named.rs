//! What a name behind a dot may mean: every declaration of it that the type has, not only the first.
//!
//! Two halves of an accessor, overloads, the parts of a union: whoever renames one of them renames all.

use super::value::nothing;
use super::{At, Ty, Types, present};
use crate::index::{Source, TYPE, VALUE};
use crate::link::{Def, Link};
use crate::tree::{Kind, Role, flag};
use perry_db::input::SourceFile;

/// What a name behind a dot means.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Named {
    /// The nodes that declare it: none if the type has no such member.
    pub declared: Vec<At>,
    /// The module whose export it is.
    pub module: Option<SourceFile>,
    /// Some part of the type is not known.
    pub is_unknown: bool,
    /// Its name is data: of a literal that is read by keys, or given to what may read any key.
    pub is_data: bool,
}

impl Types<'_> {
    /// What `name` behind a dot of a value of type `ty` means.
    pub fn members_named(&self, ty: &Ty, name: &str) -> Named {
        let mut named = Named::default();
        self.find_named(ty, name, 48, &mut named);
        let mut seen = rustc_hash::FxHashSet::default();
        named.declared.retain(|at| seen.insert(*at));
        named
    }

    /// What the parents of a class or interface mean by `name`.
    pub fn named_above(&self, owner: At, name: &str, is_static: bool) -> Named {
        let mut named = Named::default();
        self.find_in_parents(owner, name, is_static, 48, &mut named);
        if !is_static {
            for parent in self.all(owner, Role::Implements) {
                self.find_named(&self.read(parent, &nothing()), name, 48, &mut named);
            }
        }
        named
    }

    /// What `name` means behind the name of a class, enum, namespace or function, all its declarations together.
    pub fn named_in(&self, declarations: &[At], name: &str) -> Named {
        let mut named = Named::default();
        for at in declarations {
            self.find_static(*at, name, 48, &mut named);
        }
        named
    }

    // One match with one call per arm.
    fn find_named(&self, ty: &Ty, name: &str, left: usize, named: &mut Named) {
        if left == 0 {
            named.is_unknown = true;
            return;
        }
        match self.apparent(&present(ty)) {
            Ty::Any | Ty::Param(_) | Ty::Keyword("unknown" | "never" | "object") => named.is_unknown = true,
            Ty::Union(types) | Ty::Intersection(types) => {
                types.iter().for_each(|ty| self.find_named(ty, name, left - 1, named));
            }
            Ty::Module(file) => named.module = Some(file),
            Ty::Value(at) => self.find_value(at, name, left, named),
            Ty::Function(at, env) if !self.find_value_parts(at, name, left, named) => {
                named.declared.extend(self.member(&Ty::Function(at, env), name).map(|it| it.at));
            }
            Ty::Function(..) => {}
            // The keys of other mapped types stand in types, as literals.
            Ty::Shape(at, env) if self.kind(at) == Kind::MappedType => match self.mapped_origin(at, &env) {
                Some(origin) => self.find_named(&origin, name, left - 1, named),
                None => named.is_unknown = true,
            },
            Ty::Shape(at, _) => self.find_in_shape(at, name, left, named),
            Ty::Named(at, _) if at.source != Source::Library && self.kind(at) != Kind::Enum => {
                self.find_in_instance(at, name, left, named);
            }
            other => named.declared.extend(self.member(&other, name).map(|it| it.at)),
        }
    }

    fn find_value(&self, at: At, name: &str, left: usize, named: &mut Named) {
        if !self.find_value_parts(at, name, left, named) {
            named.declared.extend(self.member(&Ty::Value(at), name).map(|it| it.at));
        }
    }

    /// In all that is declared under the same name; whether it is there.
    fn find_value_parts(&self, at: At, name: &str, left: usize, named: &mut Named) -> bool {
        let before = named.declared.len();
        let def = crate::hierarchy::def_of(self, at);
        let parts = def.map_or_else(|| vec![at], |def| self.declarations(def));
        parts.into_iter().for_each(|part| self.find_static(part, name, left, named));
        named.declared.len() > before
    }

    fn find_static(&self, at: At, name: &str, left: usize, named: &mut Named) {
        match self.kind(at) {
            Kind::Class => {
                let own = self.all(at, Role::Member).into_iter();
                let own = own.filter(|it| self.has(*it, flag::STATIC) && self.is_called(*it, name));
                let before = named.declared.len();
                named.declared.extend(own);
                if named.declared.len() == before {
                    self.find_in_parents(at, name, true, left, named);
                }
            }
            Kind::Enum => {
                let own = self.all(at, Role::Member).into_iter();
                named.declared.extend(own.filter(|it| self.is_called(*it, name)));
            }
            Kind::Namespace => {
                let own = self.namespace_members(at).into_iter();
                named.declared.extend(own.filter(|it| it.name == name).map(|it| it.at));
            }
            Kind::ImportRequire => match self.child(at, Role::Value) {
                Some(value) => self.find_named(&self.type_of(value), name, left - 1, named),
                None => named.is_unknown = true,
            },
            _ => {}
        }
    }

    fn find_in_instance(&self, at: At, name: &str, left: usize, named: &mut Named) {
        let parts = self.declared_parts(at);
        let before = named.declared.len();
        for part in &parts {
            for member in self.all(*part, Role::Member) {
                if self.kind(member) == Kind::Constructor {
                    let own = self.all(member, Role::Param).into_iter();
                    let own = own.filter(|it| self.has(*it, flag::PROPERTY) && self.is_called(*it, name));
                    named.declared.extend(own);
                } else if !self.has(member, flag::STATIC) && self.is_called(member, name) {
                    named.declared.push(member);
                }
            }
        }
        if named.declared.len() == before {
            parts.into_iter().for_each(|part| self.find_in_parents(part, name, false, left, named));
        }
    }

    fn find_in_parents(&self, at: At, name: &str, is_static: bool, left: usize, named: &mut Named) {
        if self.kind(at) == Kind::Class {
            match (self.child(at, Role::Extends), self.parent_class(at, &nothing())) {
                (Some(_), Some(Ty::Named(parent, _))) if is_static => {
                    self.find_named(&Ty::Value(parent), name, left - 1, named);
                }
                (Some(_), Some(parent)) => self.find_named(&parent, name, left - 1, named),
                (Some(parent), None) => match self.library_parent(parent) {
                    Some(parent) => self.find_named(&parent, name, left - 1, named),
                    None => named.is_unknown = true,
                },
                (None, _) => {}
            }
        } else {
            for parent in self.all(at, Role::Extends) {
                self.find_named(&self.read(parent, &nothing()), name, left - 1, named);
            }
        }
    }

    /// Classes of the language may be declared as an interface and a variable.
    fn library_parent(&self, parent: At) -> Option<Ty> {
        match self.link_of(parent.source, parent.node, TYPE | VALUE)? {
            Link::Symbol(Def { source: Source::Library, .. }) => Some(self.library(&self.text(parent), &[])),
            _ => None,
        }
    }

    fn find_in_shape(&self, at: At, name: &str, left: usize, named: &mut Named) {
        let before = named.declared.len();
        let mut is_unknown = false;
        for member in self.all(at, Role::Member) {
            match (self.kind(member), self.child(member, Role::Value)) {
                (Kind::Spread, Some(value)) => {
                    let mut spread = Named::default();
                    self.find_named(&self.type_of(value), name, left - 1, &mut spread);
                    is_unknown |= spread.is_unknown;
                    named.declared.extend(spread.declared);
                }
                (Kind::Spread, None) => {}
                _ if self.is_called(member, name) => named.declared.push(member),
                _ => {}
            }
        }
        if named.declared.len() == before {
            named.is_unknown |= is_unknown;
            named.declared.extend(self.member(&self.library("Object", &[]), name).map(|it| it.at));
        }
    }

    /// Whether what `at` declares is called `name`.
    fn is_called(&self, at: At, name: &str) -> bool {
        let key = match self.kind(at) {
            Kind::Shorthand => self.child(at, Role::Value),
            _ => self.child(at, Role::Name),
        };
        key.is_some_and(|key| {
            let is_plain =
                matches!(self.kind(key), Kind::Ident | Kind::PrivateName | Kind::String | Kind::Number);
            is_plain && self.text(key).trim_matches(['"', '\'']) == name
        })
    }
}
