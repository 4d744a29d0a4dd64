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
                self.inherited(at, &self.env_of(at, &arguments), Kind::CallSignature, 16)
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
                self.inherited(at, &self.env_of(at, &arguments), Kind::ConstructSignature, 16)
            }
            Ty::Shape(at, env) => self.signatures(at, &env, Kind::ConstructSignature),
            Ty::Function(at, env) if self.kind(at) == Kind::ConstructorType => {
                vec![Callable { at, env, instance: None }]
            }
            Ty::Intersection(types) => types.iter().flat_map(|ty| self.constructors(ty)).collect(),
            _ => Vec::new(),
        }
    }

    /// The signatures of a type, or else of those above it.
    fn inherited(&self, at: At, env: &Env, kind: Kind, left: u32) -> Vec<Callable> {
        let own = self.signatures(at, env, kind);
        if !own.is_empty() || left == 0 || self.kind(at) != Kind::Interface {
            return own;
        }
        let above = self.all(at, Role::Extends).into_iter().map(|it| self.read(it, env));
        let one = |ty: Ty| match self.apparent(&ty) {
            Ty::Named(at, arguments) => self.inherited(at, &self.env_of(at, &arguments), kind, left - 1),
            _ => Vec::new(),
        };
        above.flat_map(one).collect()
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

    /// The signature that fits a call best, by the number of arguments and by predicates among them.
    pub fn chosen(&self, callables: Vec<Callable>, arguments: &[At]) -> Option<Callable> {
        let takes = |callable: &Callable| {
            let params = self.all(callable.at, Role::Param);
            let has_rest = params.last().is_some_and(|it| self.has(*it, flag::REST));
            let is_long_enough = has_rest || params.len() >= arguments.len();
            is_long_enough && params.iter().zip(arguments).all(|(param, given)| self.may_tell(*param, *given))
        };
        let fitting = callables.iter().position(takes);
        callables.into_iter().nth(fitting.unwrap_or_default())
    }

    /// Whether an argument says `x is T` where the parameter wants it said.
    fn may_tell(&self, param: At, given: At) -> bool {
        let wanted = self.child(param, Role::Type).filter(|it| self.kind(*it) == Kind::FunctionType);
        let result = wanted.and_then(|it| self.child(it, Role::Type));
        if result.is_none_or(|it| self.kind(it) != Kind::Predicate) {
            return true;
        }
        let said = self.callables(&self.type_of(given)).into_iter().next();
        let said = said.and_then(|it| self.child(it.at, Role::Type));
        said.is_some_and(|it| self.kind(it) == Kind::Predicate)
    }

    pub(super) fn call_type(&self, at: At) -> Ty {
        let Some(callee) = self.child(at, Role::Callee) else { return Ty::Any };
        if self.kind(callee) == Kind::Super {
            return Ty::Keyword("void");
        }
        let arguments = self.all(at, Role::Argument);
        match self.chosen(self.callables(&self.type_of(callee)), &arguments) {
            Some(callable) => {
                let env = self.inferred_env(&callable, at, true);
                let result = self.result_of(callable.at, &env);
                if self.has(at, flag::OPTIONAL) && present(&self.type_of(callee)) != self.type_of(callee) {
                    return super::union([result, super::UNDEFINED]);
                }
                result
            }
            None => Ty::Any,
        }
    }

    pub(super) fn new_type(&self, at: At) -> Ty {
        let Some(callee) = self.child(at, Role::Callee) else { return Ty::Any };
        let arguments = self.all(at, Role::Argument);
        let Some(callable) = self.chosen(self.constructors(&self.type_of(callee)), &arguments) else {
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
                let given = self.given(*argument, &expected);
                self.unify(&expected, &given, &params, &mut found, 8);
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

    /// What an argument tells of type parameters: its literals only where the parameter is bound to such.
    fn given(&self, argument: At, expected: &Ty) -> Ty {
        if self.kind(argument) == Kind::Spread {
            return self.child(argument, Role::Value).map_or(Ty::Any, |it| self.element(&self.type_of(it)));
        }
        let bound = match expected {
            Ty::Param(param) => self.child(*param, Role::Extends),
            _ => None,
        };
        let is_list = self.kind(argument) == Kind::Array;
        match bound.map(|bound| (self.kind(bound), bound)) {
            Some((Kind::UnionType, bound)) if is_list && self.text(bound).ends_with("[]") => {
                let items = self.all(argument, Role::Item);
                match items.iter().any(|it| self.kind(*it) == Kind::Spread) {
                    true => self.type_of(argument),
                    false => Ty::Tuple(items.iter().map(|it| self.widened(&self.type_of(*it))).collect()),
                }
            }
            Some((Kind::TypeOperator | Kind::UnionType | Kind::KeywordType | Kind::LiteralType, _)) => {
                self.type_of(argument)
            }
            _ => self.widened(&self.type_of(argument)),
        }
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
    pub(super) fn unify(&self, expected: &Ty, found: &Ty, params: &[At], env: &mut Vec<(At, Ty)>, left: u32) {
        if left == 0 || *found == Ty::Any {
            return;
        }
        match (expected, found) {
            (Ty::Param(param), _) if params.contains(param) => {
                let is_known = env.iter().any(|it| it.0 == *param);
                env.extend((!is_known).then(|| (*param, found.clone())));
            }
            (Ty::Named(one, wanted), Ty::Named(other, given)) if one == other => {
                wanted.iter().zip(given.iter()).for_each(|(a, b)| self.unify(a, b, params, env, left - 1));
            }
            (Ty::Named(at, _), _) if self.kind(*at) == Kind::TypeAlias => {
                self.unify(&self.unaliased(expected), found, params, env, left - 1);
            }
            (_, Ty::Named(at, _)) if self.kind(*at) == Kind::TypeAlias => {
                self.unify(expected, &self.unaliased(found), params, env, left - 1);
            }
            (Ty::Named(at, wanted), Ty::Named(..)) if self.above(found, *at, 16).is_some() => {
                let given = self.above(found, *at, 16).unwrap_or_default();
                wanted.iter().zip(given.iter()).for_each(|(a, b)| self.unify(a, b, params, env, left - 1));
            }
            (Ty::Named(_, wanted), _)
                if self.library_name(expected).is_some_and(|it| it.0 == "PromiseLike") =>
            {
                let given = self.awaited(found);
                if given != *found {
                    self.unify(&wanted[0], &given, params, env, left - 1);
                }
            }
            (Ty::Named(at, wanted), _) if at.source == crate::index::Source::Library && wanted.len() == 1 => {
                self.unify(&wanted[0], &self.element(found), params, env, left - 1);
            }
            (Ty::Tuple(wanted), Ty::Tuple(given)) => {
                wanted.iter().zip(given.iter()).for_each(|(a, b)| self.unify(a, b, params, env, left - 1));
            }
            (Ty::Union(wanted), _) => {
                let given = present(found);
                // What is made of a parameter tells more than the parameter itself.
                let is_bare = |ty: &&Ty| matches!(ty, Ty::Param(_));
                for it in wanted.iter().filter(|it| !is_bare(it)).chain(wanted.iter().filter(is_bare)) {
                    self.unify(it, &given, params, env, left - 1);
                }
            }
            (Ty::Function(wanted, wanted_env), _) => {
                if let (Some(result), Some(given)) =
                    (self.child(*wanted, Role::Type), self.callables(found).into_iter().next())
                {
                    self.unify_params((*wanted, wanted_env), &given, params, env, left);
                    let expected = self.read_result(result, wanted_env);
                    let given = match self.child(given.at, Role::Type) {
                        Some(said) => self.read_result(said, &given.env),
                        None => self.result_of(given.at, &given.env),
                    };
                    self.unify(&expected, &given, params, env, left - 1);
                }
            }
            (Ty::Shape(at, _), _) if self.kind(*at) != Kind::MappedType => {
                if let Some(wanted) = self.index_signature(expected, false) {
                    let own = self.own_members(found);
                    let given = super::union(own.iter().take(16).map(|it| self.type_of_member(it)));
                    let signature = || self.index_signature(found, false).unwrap_or(Ty::Any);
                    let given = if own.is_empty() { signature() } else { given };
                    self.unify(&wanted, &given, params, env, left - 1);
                }
                for member in self.own_members(expected).iter().take(16) {
                    if let Some(given) = self.member_type(found, &member.name) {
                        self.unify(&self.type_of_member(member), &given, params, env, left - 1);
                    }
                }
            }
            _ => {}
        }
    }

    /// What annotated parameters of a function tell.
    fn unify_params(
        &self,
        wanted: (At, &Env),
        given: &Callable,
        params: &[At],
        env: &mut Vec<(At, Ty)>,
        left: u32,
    ) {
        let pairs = self.all(wanted.0, Role::Param).into_iter().zip(self.all(given.at, Role::Param));
        for (one, other) in pairs {
            if let (Some(one), Some(other)) = (self.child(one, Role::Type), self.child(other, Role::Type)) {
                let given = self.read(other, &given.env);
                self.unify(&self.read(one, wanted.1), &given, params, env, left - 1);
            }
        }
    }

    /// A result; of `x is T` the `T`.
    fn read_result(&self, result: At, env: &Env) -> Ty {
        match self.child(result, Role::Type).filter(|_| self.kind(result) == Kind::Predicate) {
            Some(said) => self.read(said, env),
            None => self.read(result, env),
        }
    }
}
