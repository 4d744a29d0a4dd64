//! What a condition says of a variable, or of a path of members from one, where it holds and where it does not.

use super::flow::{Flow, Path};
use super::{At, STRING, Ty, Types, UNDEFINED, literal_base, present, union};
use crate::tree::{Kind, NodeId, Role};

/// How deep conditions may be nested: a guess that no ordinary program reaches.
pub(super) const DEPTH: u32 = 64;
/// How many members of a union are told apart. A guess.
const PARTS: usize = 512;

impl Flow<'_, '_> {
    /// What is left of `ty` where `test` is truthy, or falsy.
    // One match with one call per arm.
    pub(super) fn guard(&self, ty: Ty, test: NodeId, sense: bool, left: u32) -> Ty {
        if left == 0 || !self.mentions(test) {
            return ty;
        }
        let tree = &self.view.tree;
        let value = || tree.child(test, Role::Value);
        match tree.kind(test) {
            Kind::Paren => value().map_or(ty.clone(), |it| self.guard(ty, it, sense, left - 1)),
            Kind::Unary if self.text(test).starts_with('!') => {
                value().map_or(ty.clone(), |it| self.guard(ty, it, !sense, left - 1))
            }
            Kind::Binary => self.operands(ty, test, sense, left),
            Kind::Assign => self.assigned_test(ty, test, sense),
            Kind::Call => self.call_guard(ty, test, sense),
            _ => self.truth(ty, test, sense),
        }
    }

    fn operands(&self, ty: Ty, test: NodeId, sense: bool, left: u32) -> Ty {
        let tree = &self.view.tree;
        let (Some(one), Some(other)) = (tree.child(test, Role::Left), tree.child(test, Role::Right)) else {
            return ty;
        };
        match &*self.types.operator(self.at(test)) {
            "&&" | "||" => {
                let (holds, fails) = self.outcomes(ty, test, left);
                if sense { holds } else { fails }
            }
            word @ ("===" | "!==" | "==" | "!=") => {
                let is_equal = sense == word.starts_with('=');
                let is_loose = word.len() == 2;
                self.equality(ty, (one, other), is_equal, is_loose)
            }
            "instanceof" if self.is_path(one) => self.types.narrowed_to(
                &ty,
                &self.types.instance_of(&self.types.type_of(self.at(other))),
                sense,
            ),
            "in" if self.is_path(other) => {
                let key = self.text(one).trim_matches(['"', '\'']).to_owned();
                self.types.kept(&ty, |part| {
                    let member = self.types.member(part, &key);
                    *part == Ty::Any
                        || match sense {
                            true => member.is_some(),
                            false => member.is_none_or(|it| self.types.is_optional(&it)),
                        }
                })
            }
            _ => ty,
        }
    }

    /// What is left where `test` is truthy, and where it is falsy: each operand is asked once, for conditions that
    /// alternate would ask it as often as there are ways through them.
    fn outcomes(&self, ty: Ty, test: NodeId, left: u32) -> (Ty, Ty) {
        if left == 0 || !self.mentions(test) {
            return (ty.clone(), ty);
        }
        let tree = &self.view.tree;
        let inner = tree.child(test, Role::Value);
        let operands = (tree.child(test, Role::Left), tree.child(test, Role::Right));
        match (tree.kind(test), inner, operands) {
            (Kind::Paren, Some(inner), _) => self.outcomes(ty, inner, left - 1),
            (Kind::Unary, Some(inner), _) if self.text(test).starts_with('!') => {
                let (holds, fails) = self.outcomes(ty, inner, left - 1);
                (fails, holds)
            }
            (Kind::Binary, _, (Some(one), Some(other))) => {
                let either = |one: Ty, other: Ty| if one == other { one } else { union([one, other]) };
                match &*self.types.operator(self.at(test)) {
                    "&&" => {
                        let (holds, first) = self.outcomes(ty, one, left - 1);
                        let (holds, second) = self.outcomes(holds, other, left - 1);
                        (holds, either(first, second))
                    }
                    "||" => {
                        let (first, fails) = self.outcomes(ty, one, left - 1);
                        let (second, fails) = self.outcomes(fails, other, left - 1);
                        (either(first, second), fails)
                    }
                    _ => (self.operands(ty.clone(), test, true, left), self.operands(ty, test, false, left)),
                }
            }
            _ => (self.guard(ty.clone(), test, true, left), self.guard(ty, test, false, left)),
        }
    }

    /// `one === other`, either way round.
    pub(super) fn equality(&self, ty: Ty, sides: (NodeId, NodeId), sense: bool, is_loose: bool) -> Ty {
        let tree = &self.view.tree;
        for (one, other) in [sides, (sides.1, sides.0)] {
            let one = self.bare(one);
            if !self.mentions(one) {
                continue;
            }
            if tree.kind(one) == Kind::Unary && self.text(one).starts_with("typeof") {
                let is_it = tree.child(one, Role::Value).is_some_and(|it| self.is_path(it));
                let name = self.text(other).trim_matches(['"', '\'', '`']).to_owned();
                return if is_it { self.types.of_kind(&ty, &name, sense) } else { ty };
            }
            let value = self.types.type_of(self.at(other));
            if tree.kind(one) == Kind::Assign && self.is_target(one) {
                let assigned = tree.child(one, Role::Right).map(|it| self.types.type_of(self.at(it)));
                return self.types.equal(&assigned.unwrap_or(ty), &value, sense, is_loose);
            }
            if self.is_path(one) {
                return self.types.equal(&ty, &value, sense, is_loose);
            }
            let is_nothing = |ty: &Ty| matches!(ty, Ty::Keyword("undefined" | "null"));
            let ty = if self.is_optional_of(one) && sense != is_nothing(&value) && value != Ty::Any {
                present(&ty)
            } else {
                ty.clone()
            };
            if let Some(name) = self.member_of(one) {
                return self.types.with_member(&ty, &name, |found| {
                    self.types.equal(found, &value, sense, is_loose) != Ty::Keyword("never")
                });
            }
            return ty;
        }
        ty
    }

    /// `x = value` as a condition speaks of the value.
    fn assigned_test(&self, ty: Ty, test: NodeId, sense: bool) -> Ty {
        let right = self.view.tree.child(test, Role::Right);
        match right.filter(|_| self.is_target(test)) {
            Some(right) => self.types.truthy(&self.types.type_of(self.at(right)), sense),
            None => ty,
        }
    }

    fn truth(&self, ty: Ty, test: NodeId, sense: bool) -> Ty {
        if self.is_path(test) {
            return self.types.truthy(&ty, sense);
        }
        let ty = if sense && self.is_optional_of(test) { present(&ty) } else { ty };
        match self.member_of(test) {
            Some(name) => self
                .types
                .with_member(&ty, &name, |found| self.types.truthy(found, sense) != Ty::Keyword("never")),
            None => ty,
        }
    }

    /// A call of a function that says `x is T`, or `asserts x`.
    pub(super) fn call_guard(&self, ty: Ty, call: NodeId, sense: bool) -> Ty {
        let ty = if sense && self.is_optional_of(call) { present(&ty) } else { ty };
        let types = self.types;
        let Some(callee) = self.view.tree.child(call, Role::Callee) else { return ty };
        let arguments = types.all(self.at(call), Role::Argument);
        let place = arguments.iter().position(|it| self.is_path(it.node));
        if self.text(callee) == "Boolean" && place == Some(0) {
            return types.truthy(&ty, sense);
        }
        let receiver = self.view.tree.child(callee, Role::Object).is_some_and(|it| self.is_path(it));
        if place.is_none() && !receiver {
            return ty;
        }
        let callables = types.callables(&types.type_of(self.at(callee)));
        let Some(callable) = types.chosen(callables, &arguments) else { return ty };
        let Some(said) = types.child(callable.at, Role::Type).filter(|it| types.kind(*it) == Kind::Predicate)
        else {
            return ty;
        };
        let subject = types.child(said, Role::Name).map(|it| types.text(it)).unwrap_or_default();
        let params = types.all(callable.at, Role::Param);
        let named = params.iter().position(|it| types.name_of(*it).as_ref() == Some(&subject));
        let is_it = if subject == "this" { receiver } else { named.is_some() && named == place };
        let sense = sense || types.text(said).starts_with("asserts");
        match types.child(said, Role::Type).filter(|_| is_it) {
            Some(wanted) => {
                let env = types.inferred_env(&callable, self.at(call), true);
                types.narrowed_to(&ty, &types.read(wanted, &env), sense)
            }
            None if is_it => types.truthy(&ty, sense),
            None => ty,
        }
    }

    fn bare(&self, node: NodeId) -> NodeId {
        let tree = &self.view.tree;
        let mut node = node;
        while matches!(tree.kind(node), Kind::Paren | Kind::NonNull)
            && let Some(inner) = tree.child(node, Role::Value)
        {
            node = inner;
        }
        node
    }

    pub(super) fn is_path(&self, node: NodeId) -> bool {
        self.types.path_of(self.at(node)).as_ref() == Some(&self.path)
    }

    /// Whether an assignment is one to the path.
    pub(super) fn is_target(&self, assign: NodeId) -> bool {
        self.view.tree.child(assign, Role::Left).is_some_and(|it| self.is_path(it))
    }

    /// The name behind the path, in `path.name` and `path?.name`.
    fn member_of(&self, node: NodeId) -> Option<String> {
        let path: Path = self.types.path_of(self.at(node))?;
        let (last, before) = path.members.split_last()?;
        (before == self.path.members && path.root == self.path.root).then(|| last.clone())
    }

    /// Whether a chain asks `path?.`: where it has a value, the path has.
    fn is_optional_of(&self, node: NodeId) -> bool {
        let tree = &self.view.tree;
        let mut node = self.bare(node);
        while let Some(inner) = tree.child(node, Role::Object).or_else(|| tree.child(node, Role::Callee)) {
            if tree.has(node, crate::tree::flag::OPTIONAL) && self.is_path(inner) {
                return true;
            }
            node = self.bare(inner);
        }
        false
    }
}

impl Types<'_> {
    /// The members of a union, aliases followed, `boolean` and enums taken apart.
    pub(super) fn parts(&self, ty: &Ty) -> Vec<Ty> {
        let (mut parts, mut open) = (Vec::new(), vec![ty.clone()]);
        while let Some(next) = open.pop() {
            match self.unaliased(&next) {
                Ty::Union(members) if parts.len() < PARTS => open.extend(members.iter().rev().cloned()),
                Ty::Keyword("boolean") => {
                    parts.extend([Ty::Literal("true".into()), Ty::Literal("false".into())]);
                }
                Ty::Named(at, _) if self.kind(at) == Kind::Enum => {
                    let members = self.all(at, Role::Member).into_iter();
                    parts.extend(members.map(|member| Ty::Case { of: at, member }));
                }
                // An alias or a parameter keeps its name where it is of one type.
                _ if matches!(next, Ty::Named(..)) => parts.push(next),
                found => parts.push(found),
            }
        }
        parts
    }

    /// What is left of a union; all of it as it was written.
    pub(super) fn kept(&self, ty: &Ty, is_kept: impl Fn(&Ty) -> bool) -> Ty {
        let parts = self.parts(ty);
        let count = parts.len();
        let kept: Vec<Ty> = parts.into_iter().filter(is_kept).collect();
        if kept.len() == count { ty.clone() } else { self.joined(kept) }
    }

    /// A union, the cases of an enum put together again.
    fn joined(&self, parts: Vec<Ty>) -> Ty {
        let found = union(parts);
        if let Ty::Union(members) = &found
            && let Some(Ty::Case { of, .. }) = members.first()
            && members.iter().all(|it| matches!(it, Ty::Case { of: other, .. } if other == of))
            && members.len() == self.all(*of, Role::Member).len()
        {
            return Ty::Named(*of, [].into());
        }
        found
    }

    pub(super) fn truthy(&self, ty: &Ty, sense: bool) -> Ty {
        self.kept(ty, |part| {
            let is_falsy = match part {
                Ty::Keyword(word) => matches!(*word, "undefined" | "null" | "void" | "never"),
                Ty::Literal(text) => matches!(&**text, "false" | "\"\"" | "0" | "-0" | "0n" | "``"),
                _ => false,
            };
            let may_be_falsy = match part {
                Ty::Any | Ty::Param(_) | Ty::Case { .. } | Ty::Intersection(_) => true,
                Ty::Keyword(word) => !matches!(*word, "object" | "symbol"),
                _ => is_falsy,
            };
            if sense { !is_falsy } else { may_be_falsy }
        })
    }

    /// Where a value equals another, or does not.
    fn equal(&self, ty: &Ty, value: &Ty, sense: bool, is_loose: bool) -> Ty {
        let is_nothing = |ty: &Ty| matches!(ty, Ty::Keyword("undefined" | "null"));
        let is_unit = matches!(value, Ty::Literal(_) | Ty::Case { .. }) || is_nothing(value);
        if !is_unit {
            let both = sense && !self.parts(value).iter().any(|it| *it == Ty::Any || is_nothing(it));
            let is_unknown = matches!(value, Ty::Any | Ty::Keyword("unknown"));
            return if both && !is_unknown { present(ty) } else { ty.clone() };
        }
        if sense && matches!(ty, Ty::Any | Ty::Keyword("unknown")) {
            return if is_nothing(value) { ty.clone() } else { value.clone() };
        }
        let is_same = |part: &Ty| part == value || is_loose && is_nothing(value) && is_nothing(part);
        let narrowed = self.kept(ty, |part| match sense {
            true => is_same(part) || may_be(part, value),
            false => !is_same(part),
        });
        let is_base = sense && !is_nothing(value) && matches!(narrowed, Ty::Keyword(_));
        if is_base && may_be(&narrowed, value) { value.clone() } else { narrowed }
    }

    /// The members of a union whose own member is as it should be; those that do not have it stay out.
    fn with_member(&self, ty: &Ty, name: &str, is_kept: impl Fn(&Ty) -> bool) -> Ty {
        self.kept(ty, |part| match part {
            Ty::Any => true,
            Ty::Keyword("undefined" | "null") => is_kept(&UNDEFINED),
            _ => self.member_value(part, name).is_none_or(|found| is_kept(&found)),
        })
    }

    /// Where `typeof` says a word, or another one.
    fn of_kind(&self, ty: &Ty, word: &str, sense: bool) -> Ty {
        let parts = self.parts(ty);
        let is_unknown = |part: &Ty| matches!(part, Ty::Any | Ty::Keyword("unknown"));
        if sense && parts.iter().any(is_unknown) {
            return match word {
                "string" => STRING,
                "function" => self.library("Function", &[]),
                "object" | "undefined" => parts.into_iter().next().unwrap_or(Ty::Any),
                _ => super::read::keyword(word),
            };
        }
        let found = self.kept(ty, |part| match self.kind_word(part) {
            Some(found) => (found == word) == sense,
            None => true,
        });
        match found {
            Ty::Param(_) if sense && matches!(word, "string" | "number" | "boolean" | "bigint") => {
                super::read::keyword(word)
            }
            _ => found,
        }
    }

    /// What `typeof` says of a value.
    fn kind_word(&self, ty: &Ty) -> Option<&'static str> {
        match ty {
            Ty::Any | Ty::Keyword("unknown") | Ty::Param(_) => None,
            Ty::Keyword("null") => Some("object"),
            Ty::Keyword("void") => Some("undefined"),
            Ty::Keyword(word) => Some(*word),
            Ty::Literal(text) => self.kind_word(&literal_base(text)),
            Ty::Function(..) | Ty::Value(_) => Some("function"),
            Ty::Case { .. } => self.kind_word(&self.apparent(ty)),
            Ty::Named(..) | Ty::Shape(..) => match self.unaliased(ty) {
                Ty::Named(..) | Ty::Shape(..) if self.callables(ty).is_empty() => {
                    let is_function = self.library_name(ty).is_some_and(|it| it.0 == "Function");
                    Some(if is_function { "function" } else { "object" })
                }
                Ty::Named(..) | Ty::Shape(..) => Some("function"),
                other => self.kind_word(&other),
            },
            _ => Some("object"),
        }
    }

    /// Where a value is of a type, or is not.
    pub(super) fn narrowed_to(&self, ty: &Ty, wanted: &Ty, sense: bool) -> Ty {
        if *wanted == Ty::Any {
            return ty.clone();
        }
        let parts = self.parts(ty);
        if !sense {
            return self.kept(ty, |part| *part == Ty::Any || !self.fits(part, wanted));
        }
        let mut found = Vec::new();
        for part in &parts {
            match part {
                Ty::Any | Ty::Keyword("unknown") => found.push(wanted.clone()),
                _ if self.fits(part, wanted) => found.push(part.clone()),
                _ => {
                    let narrower = self.parts(wanted).into_iter().filter(|it| self.fits(it, part));
                    found.extend(narrower);
                }
            }
        }
        let is_all = found == parts;
        match (is_all, found.is_empty()) {
            (true, _) => ty.clone(),
            (_, true) => wanted.clone(),
            _ => self.joined(found),
        }
    }

    /// What instances of a class are, by the value of the class.
    pub fn instance_of(&self, class: &Ty) -> Ty {
        match class {
            Ty::Value(at) => Ty::Named(*at, self.all(*at, Role::TypeParam).iter().map(|_| Ty::Any).collect()),
            _ => {
                let Some(made) = self.constructors(class).into_iter().next() else { return Ty::Any };
                let unknown = |param: At| (param, Ty::Any);
                let params = self.all(made.at, Role::TypeParam).into_iter().map(unknown);
                let env = made.env.iter().cloned().chain(params).collect();
                made.instance.unwrap_or_else(|| self.result_of(made.at, &env))
            }
        }
    }
}

/// Whether a value of such a type may be this one.
fn may_be(part: &Ty, value: &Ty) -> bool {
    match (part, value) {
        (Ty::Any | Ty::Param(_) | Ty::Keyword("unknown"), _) => true,
        (Ty::Keyword(_), Ty::Literal(text)) => *part == literal_base(text),
        (Ty::Keyword("number" | "string"), Ty::Case { .. }) => true,
        (Ty::Case { .. }, Ty::Literal(_)) => true,
        _ => false,
    }
}
