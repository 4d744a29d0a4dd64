//! Types that are worked out of types: `keyof`, mapped, conditional and indexed ones, and whether one fits another.

use std::rc::Rc;

use super::{At, Env, Member, NUMBER, STRING, Ty, Types, UNDEFINED, literal_base, present, union};
use crate::tree::{Kind, Role, flag};

/// How deep one type may be held against another. A guess.
const FIT_DEPTH: u32 = 8;
/// How many members of a type are held against those of another. A guess.
const FIT_MEMBERS: usize = 64;

/// What `infer` is found to be.
type Found = Vec<(At, Ty)>;

impl Types<'_> {
    /// `keyof T`
    pub(super) fn keys(&self, ty: &Ty) -> Ty {
        match self.unaliased(ty) {
            Ty::Shape(at, env) if self.kind(at) == Kind::MappedType => self.mapped_keys(at, &env),
            Ty::Tuple(_) => NUMBER,
            of if self.library_name(&of).is_some_and(|it| it.0.ends_with("Array")) => NUMBER,
            Ty::Any => union([STRING, NUMBER]),
            of => {
                let own = self.own_members(&of);
                let named = own.iter().filter(|it| !it.name.starts_with('['));
                let mut keys: Vec<Ty> =
                    named.map(|it| Ty::Literal(format!("\"{}\"", it.name).into())).collect();
                if self.index_signature(&of, false).is_some() {
                    keys.push(STRING);
                }
                union(keys)
            }
        }
    }

    fn mapped_keys(&self, at: At, env: &Env) -> Ty {
        let keys = self.child(at, Role::TypeParam).and_then(|it| self.child(it, Role::Extends));
        keys.map_or(Ty::Any, |keys| self.read(keys, env))
    }

    /// `T` of `{ [K in keyof T]: .. }`
    pub(super) fn mapped_origin(&self, at: At, env: &Env) -> Option<Ty> {
        let keys = self.child(self.child(at, Role::TypeParam)?, Role::Extends)?;
        let is_keys = self.kind(keys) == Kind::TypeOperator && self.text(keys).starts_with("keyof");
        Some(self.read(self.child(keys, Role::Type).filter(|_| is_keys)?, env))
    }

    /// `T` of `{ [P in K]: T[P] }`
    fn picked_origin(&self, at: At, env: &Env) -> Option<Ty> {
        let value = self.child(at, Role::Type).filter(|it| self.kind(*it) == Kind::IndexedAccess)?;
        let param = self.name_of(self.child(at, Role::TypeParam)?)?;
        let key = self.child(value, Role::Value).filter(|it| self.text(*it) == param);
        key.and_then(|_| Some(self.read(self.child(value, Role::Type)?, env)))
    }

    /// `{ [K in T]: V }`: of an array an array, of a tuple a tuple.
    pub(super) fn mapped(&self, at: At, env: &Env) -> Ty {
        let Some(origin) = self.mapped_origin(at, env) else { return Ty::Shape(at, env.clone()) };
        let param = self.child(at, Role::TypeParam);
        let value = |key: Ty| {
            let Some(param) = param else { return Ty::Any };
            let ty = self.child(at, Role::Type);
            ty.map_or(Ty::Any, |ty| self.read(ty, &with(env, param, key)))
        };
        match self.unaliased(&origin) {
            Ty::Tuple(elements) => {
                let places = 0..elements.len();
                Ty::Tuple(places.map(|place| value(Ty::Literal(place.to_string().into()))).collect())
            }
            of if self.library_name(&of).is_some_and(|it| matches!(&*it.0, "Array" | "ReadonlyArray")) => {
                self.array(value(NUMBER))
            }
            _ => Ty::Shape(at, env.clone()),
        }
    }

    /// The members of a mapped type, by its keys.
    pub(super) fn mapped_members(&self, at: At, env: &Env) -> Vec<Member> {
        let Some(param) = self.child(at, Role::TypeParam) else { return Vec::new() };
        let origin = self.mapped_origin(at, env).or_else(|| self.picked_origin(at, env));
        let origin = origin.map(|ty| self.own_members(&ty)).unwrap_or_default();
        let mut members = Vec::new();
        for key in self.parts(&self.mapped_keys(at, env)) {
            let Ty::Literal(text) = &key else { continue };
            let env = with(env, param, key.clone());
            let renamed = self.child(at, Role::Value).map(|it| self.read(it, &env));
            let name = match &renamed {
                Some(Ty::Literal(name)) => name,
                Some(_) => continue,
                None => text,
            };
            let name = name.trim_matches(['"', '\'']).to_owned();
            let declared = origin.iter().find(|it| it.name == name).map_or(at, |it| it.at);
            members.push(Member { mapped: Some(at), ..Member::new(name, declared, env) });
        }
        members
    }

    /// What a mapped type says of all keys of a kind.
    pub(super) fn mapped_signature(&self, at: At, env: &Env, is_number: bool) -> Option<Ty> {
        let param = self.child(at, Role::TypeParam)?;
        let keys = self.parts(&self.mapped_keys(at, env));
        let wanted = |key: &&Ty| **key == STRING || is_number && **key == NUMBER || **key == Ty::Any;
        let key = keys.iter().find(wanted)?;
        Some(self.read(self.child(at, Role::Type)?, &with(env, param, key.clone())))
    }

    /// The type of a member of a mapped type.
    pub(super) fn mapped_type(&self, mapped: At, env: &Env) -> Ty {
        let ty = self.child(mapped, Role::Type).map_or(Ty::Any, |it| self.read(it, env));
        match self.optional_sign(mapped) {
            Some(false) => present(&ty),
            _ => ty,
        }
    }

    /// Whether a mapped type makes members optional, or takes that away.
    pub(super) fn optional_sign(&self, mapped: At) -> Option<bool> {
        let view = self.view(mapped.source);
        let (param, ty) = (self.child(mapped, Role::TypeParam)?, self.child(mapped, Role::Type)?);
        let between = view
            .text
            .get(view.tree.range(param.node).end as usize..view.tree.range(ty.node).start as usize)?;
        let behind = between.rsplit(']').next()?;
        behind.contains('?').then(|| !behind.contains('-'))
    }

    /// `T[K]`
    pub(super) fn indexed(&self, at: At, env: &Env) -> Ty {
        let (Some(of), Some(key)) = (self.child(at, Role::Type), self.child(at, Role::Value)) else {
            return Ty::Any;
        };
        let (of, key) = (self.read(of, env), self.read(key, env));
        union(self.parts(&key).iter().map(|key| self.at_key(&of, key)))
    }

    /// What a value of `of` has under a key.
    pub(super) fn at_key(&self, of: &Ty, key: &Ty) -> Ty {
        let text = match key {
            Ty::Literal(text) => text,
            Ty::Keyword("number") => {
                return self.index_signature(of, true).unwrap_or_else(|| self.element(of));
            }
            Ty::Keyword("string") => return self.index_signature(of, false).unwrap_or(Ty::Any),
            _ => return Ty::Any,
        };
        match (self.apparent(&present(of)), text.parse::<usize>()) {
            (Ty::Tuple(elements), Ok(place)) => elements.get(place).cloned().unwrap_or(UNDEFINED),
            (of, Ok(_)) => {
                let own = self.member_type(&of, text);
                own.or_else(|| self.index_signature(&of, true)).unwrap_or_else(|| self.element(&of))
            }
            (of, _) => self.member_type(&of, text.trim_matches(['"', '\''])).unwrap_or(Ty::Any),
        }
    }

    /// `T extends U ? A : B`, for each member of a union when `T` is a parameter.
    pub(super) fn conditional(&self, at: At, env: &Env) -> Ty {
        let (Some(test), Some(bound)) = (self.child(at, Role::Test), self.child(at, Role::Extends)) else {
            return Ty::Any;
        };
        let is_name = self.kind(test) == Kind::TypeName;
        let param =
            env.iter().find(|(param, _)| is_name && self.name_of(*param).as_ref() == Some(&self.text(test)));
        match param.map(|(param, ty)| (*param, self.unaliased(ty))) {
            Some((param, Ty::Union(parts))) => union(
                parts.iter().map(|part| self.chosen_type(at, (test, bound), &with(env, param, part.clone()))),
            ),
            _ => self.chosen_type(at, (test, bound), env),
        }
    }

    fn chosen_type(&self, at: At, (test, bound): (At, At), env: &Env) -> Ty {
        let checked = self.read(test, env);
        if matches!(checked, Ty::Any | Ty::Param(_)) {
            return Ty::Any;
        }
        let mut found = Found::new();
        let is_fit = self.fits_with(&checked, &self.read(bound, env), &mut found, FIT_DEPTH);
        let env: Env = env.iter().cloned().chain(found).collect();
        let branch = self.child(at, if is_fit { Role::Then } else { Role::Else });
        branch.map_or(Ty::Any, |it| self.read(it, &env))
    }

    /// Whether a value of one type may stand where another is wanted; a guess where types are not known.
    pub(super) fn fits(&self, given: &Ty, wanted: &Ty) -> bool {
        self.fits_with(given, wanted, &mut Found::new(), FIT_DEPTH)
    }

    // One match with one call per arm.
    fn fits_with(&self, given: &Ty, wanted: &Ty, found: &mut Found, left: u32) -> bool {
        if left == 0 || given == wanted {
            return true;
        }
        match (given, wanted) {
            (_, Ty::Param(param)) if self.kind(*param) == Kind::Infer => {
                let known = found.iter_mut().find(|it| it.0 == *param);
                match known {
                    Some(known) => known.1 = union([known.1.clone(), given.clone()]),
                    None => found.push((*param, given.clone())),
                }
                true
            }
            (Ty::Any | Ty::Keyword("never"), _) | (_, Ty::Any | Ty::Keyword("unknown")) => true,
            (Ty::Named(one, given), Ty::Named(other, wanted)) if one == other => {
                given.iter().zip(wanted.iter()).all(|(a, b)| self.fits_with(a, b, found, left - 1))
            }
            _ => match (self.unaliased(given), self.unaliased(wanted)) {
                (Ty::Union(parts), wanted) => {
                    parts.iter().all(|it| self.fits_with(it, &wanted, found, left - 1))
                }
                (given, Ty::Union(parts)) => {
                    parts.iter().any(|it| self.fits_with(&given, it, found, left - 1))
                }
                (given, Ty::Intersection(parts)) => {
                    parts.iter().all(|it| self.fits_with(&given, it, found, left - 1))
                }
                (given, wanted) => self.one_fits(&given, &wanted, found, left),
            },
        }
    }

    // One match with one call per arm.
    fn one_fits(&self, given: &Ty, wanted: &Ty, found: &mut Found, left: u32) -> bool {
        match (given, wanted) {
            (Ty::Literal(text), Ty::Keyword(_)) => literal_base(text) == *wanted,
            (Ty::Case { .. }, Ty::Keyword(_)) => self.apparent(given) == *wanted,
            (Ty::Case { of, .. }, Ty::Named(at, _)) => of == at,
            (Ty::Keyword("undefined"), Ty::Keyword("void")) => true,
            (Ty::Literal(_) | Ty::Keyword(_) | Ty::Case { .. }, _) => given == wanted,
            (_, Ty::Keyword("object")) => true,
            (_, Ty::Keyword(_) | Ty::Literal(_)) => false,
            (Ty::Tuple(given), Ty::Tuple(wanted)) => {
                given.len() == wanted.len()
                    && given.iter().zip(wanted.iter()).all(|(a, b)| self.fits_with(a, b, found, left - 1))
            }
            (Ty::Tuple(given), Ty::Named(_, wanted)) => wanted
                .first()
                .is_some_and(|wanted| given.iter().all(|it| self.fits_with(it, wanted, found, left - 1))),
            (_, Ty::Function(at, env)) => self.function_fits(given, (*at, env), found, left),
            (Ty::Function(..), Ty::Named(..)) => {
                self.library_name(wanted).is_some_and(|it| it.0 == "Function")
                    || !self.callables(wanted).is_empty()
            }
            (Ty::Named(at, _), Ty::Named(other, arguments)) => match self.above(given, *other, 16) {
                Some(above) => {
                    above.iter().zip(arguments.iter()).all(|(a, b)| self.fits_with(a, b, found, left - 1))
                }
                None => {
                    let is_nominal = self.kind(*other) == Kind::Class || at.source != other.source;
                    let is_like = self.library_name(wanted).is_some_and(|it| it.0.ends_with("Like"));
                    (!is_nominal || is_like) && self.members_fit(given, wanted, found, left)
                }
            },
            (_, Ty::Named(at, _)) if self.kind(*at) == Kind::Class => false,
            (_, Ty::Named(..) | Ty::Shape(..)) => self.members_fit(given, wanted, found, left),
            _ => false,
        }
    }

    fn members_fit(&self, given: &Ty, wanted: &Ty, found: &mut Found, left: u32) -> bool {
        let wanted = self.own_members(wanted);
        wanted.iter().take(FIT_MEMBERS).all(|member| match self.member_type(given, &member.name) {
            Some(given) => self.fits_with(&given, &self.type_of_member(member), found, left - 1),
            None => self.is_optional(member),
        })
    }

    /// The arguments of `wanted` where `ty` is one of it or below it.
    pub(super) fn above(&self, ty: &Ty, wanted: At, left: u32) -> Option<Rc<[Ty]>> {
        let Ty::Named(at, arguments) = ty else { return None };
        if *at == wanted {
            return Some(arguments.clone());
        }
        let left = left.checked_sub(1)?;
        let env = self.env_of(*at, arguments);
        if self.kind(*at) == Kind::Class {
            let parent = self.parent_class(*at, &env);
            let found = parent.and_then(|parent| self.above(&parent, wanted, left));
            return found.or_else(|| self.implemented(*at, &env, wanted, left));
        }
        self.all(*at, Role::Extends).into_iter().find_map(|it| self.above(&self.read(it, &env), wanted, left))
    }

    fn implemented(&self, at: At, env: &Env, wanted: At, left: u32) -> Option<Rc<[Ty]>> {
        self.all(at, Role::Implements)
            .into_iter()
            .find_map(|it| self.above(&self.read(it, env), wanted, left))
    }

    fn function_fits(&self, given: &Ty, (at, env): (At, &Env), found: &mut Found, left: u32) -> bool {
        let callables = match self.kind(at) {
            Kind::ConstructorType => self.constructors(given),
            _ => self.callables(given),
        };
        // What overloads say last is the most general.
        let Some(callable) = callables.last() else { return false };
        let given = self.all(callable.at, Role::Param);
        for (place, param) in self.all(at, Role::Param).iter().enumerate() {
            let Some(annotation) = self.child(*param, Role::Type) else { continue };
            let wanted = self.read(annotation, env);
            if self.has(*param, flag::REST) {
                let rest = given.iter().skip(place).map(|it| self.param_in(*it, &callable.env)).collect();
                self.fits_with(&Ty::Tuple(rest), &wanted, found, left - 1);
            } else if let Some(given) = given.get(place) {
                self.fits_with(&self.param_in(*given, &callable.env), &wanted, found, left - 1);
            }
        }
        let Some(result) = self.child(at, Role::Type) else { return true };
        let wanted = self.read(result, env);
        let result = callable.instance.clone().unwrap_or_else(|| self.result_of(callable.at, &callable.env));
        wanted == Ty::Keyword("void") || self.fits_with(&result, &wanted, found, left - 1)
    }

    fn param_in(&self, param: At, env: &Env) -> Ty {
        match self.child(param, Role::Type) {
            Some(annotation) => self.read(annotation, env),
            None => self.param(param),
        }
    }
}

fn with(env: &Env, param: At, ty: Ty) -> Env {
    let others = env.iter().filter(|it| it.0 != param).cloned();
    others.chain([(param, ty)]).collect()
}
