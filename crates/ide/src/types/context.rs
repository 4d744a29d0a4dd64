//! What the surroundings of an expression expect it to be.

use super::value::nothing;
use super::{At, Ty, Types};
use crate::tree::{Kind, Role};

impl Types<'_> {
    /// What the expression at `at` should be, if its surroundings say so.
    pub fn expected(&self, at: At) -> Option<Ty> {
        let parent = self.parent(at)?;
        let role = self.view(at.source).tree.role(at.node);
        match (self.kind(parent), role) {
            (Kind::Call | Kind::New, Role::Argument) => self.expected_argument(at, parent),
            (Kind::Declarator | Kind::Field | Kind::Param | Kind::As | Kind::Satisfies, Role::Value) => {
                Some(self.read(self.child(parent, Role::Type)?, &nothing()))
            }
            (Kind::Property, Role::Value) => {
                let object = self.expected(self.parent(parent)?)?;
                self.member_type(&object, &self.name_of(parent)?)
            }
            (Kind::Array, Role::Item) => Some(self.element(&self.expected(parent)?)),
            (Kind::Assign, Role::Right) => Some(self.type_of(self.child(parent, Role::Left)?)),
            (Kind::Paren | Kind::Conditional, _) => self.expected(parent),
            (Kind::Return, _) => self.expected_result(parent),
            (Kind::Arrow, Role::Value) => self.result_wanted(parent),
            _ => None,
        }
    }

    fn expected_argument(&self, at: At, call: At) -> Option<Ty> {
        let callee = self.type_of(self.child(call, Role::Callee)?);
        let arguments = self.all(call, Role::Argument);
        let callables = match self.kind(call) {
            Kind::New => self.constructors(&callee),
            _ => self.callables(&callee),
        };
        let callable = self.chosen(callables, &arguments)?;
        let env = self.inferred_env(&callable, call, false);
        self.param_type(&callable, &env, arguments.iter().position(|it| *it == at)?)
    }

    fn expected_result(&self, at: At) -> Option<Ty> {
        let view = self.view(at.source);
        let is_function =
            |node: &crate::tree::NodeId| crate::index::shape::is_function(view.tree.kind(*node));
        let function = view.tree.ancestors(at.node).find(is_function)?;
        self.result_wanted(At { source: at.source, node: function })
    }

    /// What a function is to return, as it says or as is expected of it.
    fn result_wanted(&self, function: At) -> Option<Ty> {
        if let Some(annotation) = self.child(function, Role::Type) {
            return Some(self.awaited(&self.read(annotation, &nothing())));
        }
        let callable = self.callables(&self.expected(function)?).into_iter().next()?;
        let wanted = self.read(self.child(callable.at, Role::Type)?, &callable.env);
        let bare = match &wanted {
            Ty::Param(param) => Some(*param),
            Ty::Union(members) => members.iter().find_map(|it| match it {
                Ty::Param(param) => Some(*param),
                _ => None,
            }),
            _ => None,
        };
        Some(bare.and_then(|param| self.outer_wanted(function, param)).unwrap_or(wanted))
    }

    /// What a type parameter of a call should be, by what is expected of the call: `new Map(list.map(.. => [k, v]))`.
    fn outer_wanted(&self, function: At, param: At) -> Option<Ty> {
        let call = self.parent(function).filter(|it| self.kind(*it) == Kind::Call)?;
        let wanted = self.expected(call)?;
        let callee = self.type_of(self.child(call, Role::Callee)?);
        let callable = self.chosen(self.callables(&callee), &self.all(call, Role::Argument))?;
        let result = self.read(self.child(callable.at, Role::Type)?, &callable.env);
        let mut found = Vec::new();
        self.unify(&result, &wanted, &[param], &mut found, 8);
        found.into_iter().next().map(|it| it.1)
    }

    /// What a parameter without annotation is, by what is expected of its function.
    pub(super) fn expected_param(&self, param: At) -> Ty {
        let found = || {
            let function = self.parent(param)?;
            let place = self.all(function, Role::Param).iter().position(|it| *it == param)?;
            let expected = self.expected(function)?;
            let callable = self.callables(&expected).into_iter().next()?;
            self.param_type(&callable, &callable.env, place)
        };
        found().unwrap_or(Ty::Any)
    }
}
