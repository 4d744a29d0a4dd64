//! Calls: which signatures there are, what their type parameters stand for, what they return.

use std::rc::Rc;

use super::value::nothing;
use super::{At, Env, Ty, Types, present};
use crate::index::VALUE;
use crate::link::Link;
use crate::tree::{Kind, Role, flag};

/// A node with parameters, and what it returns if it is a constructor.
#[derive(Clone, Debug)]
pub struct Callable {
    pub at: At,
    pub env: Env,
    pub instance: Option<Ty>,
}

impl Types<'_> {
    /// What a value can be called with.
    pub fn callables(&self, ty: &Ty) -> Vec<Callable> {
        match self.apparent(&present(ty)) {
            Ty::Function(at, env) => {
                let overloads = self.overloads(at);
                overloads.into_iter().map(|at| Callable { at, env: env.clone(), instance: None }).collect()
            }
            Ty::Named(at, arguments) => {
                self.signatures(at, &self.env_of(at, &arguments), Kind::CallSignature)
            }
            Ty::Shape(at, env) => self.signatures(at, &env, Kind::CallSignature),
            Ty::Intersection(types) | Ty::Union(types) => {
                types.iter().flat_map(|ty| self.callables(ty)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn signatures(&self, at: At, env: &Env, kind: Kind) -> Vec<Callable> {
        let members = self.all(at, Role::Member).into_iter().filter(|it| self.kind(*it) == kind);
        members.map(|at| Callable { at, env: env.clone(), instance: None }).collect()
    }

    /// A function that is declared several times: what it may be called as.
    fn overloads(&self, at: At) -> Vec<At> {
        let name = self.child(at, Role::Name);
        let all = match (self.kind(at), name) {
            (Kind::Function, Some(name)) => match self.link_of(at.source, name.node, VALUE) {
                Some(Link::Symbol(def)) => self.declarations(def),
                _ => vec![at],
            },
            (Kind::Method, Some(_)) => {
                let siblings = self.parent(at).map(|of| self.all(of, Role::Member)).unwrap_or_default();
                let is_same =
                    |it: &At| self.kind(*it) == Kind::Method && self.name_of(*it) == self.name_of(at);
                siblings.into_iter().filter(is_same).collect()
            }
            _ => vec![at],
        };
        let declared: Vec<At> =
            all.iter().copied().filter(|it| self.child(*it, Role::Body).is_none()).collect();
        if declared.len() > 1 || declared.len() == 1 && all.len() > 1 { declared } else { vec![at] }
    }

    /// What `new` can be called with.
    pub fn constructors(&self, ty: &Ty) -> Vec<Callable> {
        match self.apparent(ty) {
            Ty::Value(class) => self.class_constructors(class, class, 64),
            Ty::Named(at, arguments) => {
                self.signatures(at, &self.env_of(at, &arguments), Kind::ConstructSignature)
            }
            _ => Vec::new(),
        }
    }

    fn class_constructors(&self, class: At, made: At, left: usize) -> Vec<Callable> {
        let params: Rc<[Ty]> = self.all(made, Role::TypeParam).into_iter().map(Ty::Param).collect();
        let instance = Some(Ty::Named(made, params));
        let members = self.all(class, Role::Member).into_iter();
        let own: Vec<Callable> = members
            .filter(|it| self.kind(*it) == Kind::Constructor)
            .map(|at| Callable { at, env: nothing(), instance: instance.clone() })
            .collect();
        match self.parent_class(class, &nothing()) {
            Some(Ty::Named(parent, _)) if own.is_empty() && left > 0 => {
                self.class_constructors(parent, made, left - 1)
            }
            _ if own.is_empty() => vec![Callable { at: class, env: nothing(), instance }],
            _ => own,
        }
    }

    /// The signature that fits a call best, by the number of arguments.
    pub fn chosen(&self, callables: Vec<Callable>, arguments: usize) -> Option<Callable> {
        let takes = |callable: &Callable| {
            let params = self.all(callable.at, Role::Param);
            let has_rest = params.last().is_some_and(|it| self.has(*it, flag::REST));
            has_rest || params.len() >= arguments
        };
        let fitting = callables.iter().position(takes);
        callables.into_iter().nth(fitting.unwrap_or_default())
    }

    pub(super) fn call_type(&self, at: At) -> Ty {
        let Some(callee) = self.child(at, Role::Callee) else { return Ty::Any };
        if self.kind(callee) == Kind::Super {
            return Ty::Keyword("void");
        }
        let count = self.all(at, Role::Argument).len();
        match self.chosen(self.callables(&self.type_of(callee)), count) {
            Some(callable) => {
                let env = self.inferred_env(&callable, at, true);
                self.result_of(callable.at, &env)
            }
            None => Ty::Any,
        }
    }

    pub(super) fn new_type(&self, at: At) -> Ty {
        let Some(callee) = self.child(at, Role::Callee) else { return Ty::Any };
        let count = self.all(at, Role::Argument).len();
        let Some(callable) = self.chosen(self.constructors(&self.type_of(callee)), count) else {
            return Ty::Any;
        };
        let Some(Ty::Named(class, _)) = &callable.instance else {
            let env = self.inferred_env(&callable, at, true);
            return self.result_of(callable.at, &env);
        };
        let env = self.inferred_env(
            &Callable { instance: callable.instance.clone(), ..callable.clone() },
            at,
            true,
        );
        let params = self.all(*class, Role::TypeParam);
        let argument = |param: &At| env.iter().find(|it| it.0 == *param).map_or(Ty::Any, |it| it.1.clone());
        Ty::Named(*class, params.iter().map(argument).collect())
    }

    /// What a call of this node returns.
    pub fn result_of(&self, at: At, env: &Env) -> Ty {
        match self.child(at, Role::Type) {
            Some(annotation) => self.read(annotation, env),
            None => self.inferred_result(at),
        }
    }

    /// The environment of a call: type arguments as written, or as the arguments tell.
    /// Functions among the arguments tell only if `with_functions`: their parameters may wait for this very answer.
    pub fn inferred_env(&self, callable: &Callable, call: At, with_functions: bool) -> Env {
        let mut params = self.all(callable.at, Role::TypeParam);
        if let Some(Ty::Named(class, _)) = &callable.instance {
            params.extend(self.all(*class, Role::TypeParam));
        }
        let mut env: Vec<(At, Ty)> = callable.env.to_vec();
        if params.is_empty() {
            return callable.env.clone();
        }
        let written = self.all(call, Role::TypeArgument);
        let mut found: Vec<(At, Ty)> = Vec::new();
        if written.is_empty() {
            let arguments = self.all(call, Role::Argument);
            for (place, argument) in arguments.iter().enumerate() {
                let is_function = matches!(self.kind(*argument), Kind::Arrow | Kind::Function);
                if is_function && !with_functions {
                    continue;
                }
                let Some(expected) = self.param_type(callable, &callable.env, place) else { continue };
                self.unify(&expected, &super::widened(&self.type_of(*argument)), &params, &mut found, 8);
            }
        } else {
            found.extend(params.iter().copied().zip(written.iter().map(|it| self.read(*it, &nothing()))));
        }
        for param in params {
            let known = found.iter().find(|it| it.0 == param).map(|it| it.1.clone());
            match known {
                Some(known) => env.push((param, known)),
                None if with_functions => env.push((param, Ty::Any)),
                None => {}
            }
        }
        env.into()
    }

    /// What the argument at `place` should be.
    pub fn param_type(&self, callable: &Callable, env: &Env, place: usize) -> Option<Ty> {
        let params = self.all(callable.at, Role::Param);
        let param = params.get(place).or(params.last().filter(|last| self.has(**last, flag::REST)))?;
        let annotation = self.child(*param, Role::Type)?;
        let ty = self.read(annotation, env);
        Some(if self.has(*param, flag::REST) { self.element(&ty) } else { ty })
    }

    /// Finds what type parameters stand for, where `expected` mentions them and `found` is there.
    fn unify(&self, expected: &Ty, found: &Ty, params: &[At], env: &mut Vec<(At, Ty)>, left: u32) {
        if left == 0 || *found == Ty::Any {
            return;
        }
        match (expected, found) {
            (Ty::Param(param), _) if params.contains(param) && !env.iter().any(|it| it.0 == *param) => {
                env.push((*param, found.clone()));
            }
            (Ty::Named(one, wanted), Ty::Named(other, given)) if one == other => {
                wanted.iter().zip(given.iter()).for_each(|(a, b)| self.unify(a, b, params, env, left - 1));
            }
            (Ty::Named(_, wanted), _) if wanted.len() == 1 => {
                self.unify(&wanted[0], &self.element(found), params, env, left - 1);
            }
            (Ty::Tuple(wanted), Ty::Tuple(given)) => {
                wanted.iter().zip(given.iter()).for_each(|(a, b)| self.unify(a, b, params, env, left - 1));
            }
            (Ty::Union(wanted), _) => {
                let given = present(found);
                wanted.iter().for_each(|it| self.unify(it, &given, params, env, left - 1));
            }
            (Ty::Function(wanted, wanted_env), Ty::Function(given, given_env)) => {
                if let Some(result) = self.child(*wanted, Role::Type) {
                    let expected = self.read(result, wanted_env);
                    self.unify(&expected, &self.result_of(*given, given_env), params, env, left - 1);
                }
            }
            (Ty::Shape(..), _) => {
                if let (Some(wanted), Some(member)) =
                    (self.index_signature(expected), self.members(found).first())
                {
                    let given = self.type_of_member(member);
                    self.unify(&wanted, &given, params, env, left - 1);
                }
            }
            _ => {}
        }
    }
}
