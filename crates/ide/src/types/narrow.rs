//! What a test has told about a name: `instanceof`, `typeof`, a literal member, on the way to where it stands.
//!
//! Only names that are never assigned again: what was tested once stays so, in closures too.

use super::{At, BOOLEAN, NUMBER, STRING, Ty, Types, literal_base, present, union};
use crate::answer::{TextRange, Usage};
use crate::tree::{Kind, NodeId, Role, Tree};

impl Types<'_> {
    /// The type of a name where it stands, of the type that it is declared with.
    pub(super) fn narrowed(&self, at: At, declared: Ty) -> Ty {
        let of = self.apparent_alias(&declared);
        if !matches!(of, Ty::Any | Ty::Keyword("unknown") | Ty::Union(_)) {
            return declared;
        }
        let view = self.view(at.source);
        let range = view.tree.range(at.node);
        let Some(found) = view.index.use_of(range) else { return declared };
        if view.index.uses_of(found.symbol).any(|it| it.usage == Usage::Write) {
            return declared;
        }
        let mut tests = tests(&view.tree, &view.text, at.node);
        // Outside its scope the same word is another name.
        let scope = view.index.scopes[view.index.symbols[found.symbol as usize].scope as usize].range;
        tests.retain(|(test, _)| scope.contains(view.tree.range(*test)));
        if tests.is_empty() {
            return declared;
        }
        // What was tested first is known first.
        tests.reverse();
        let name = self.text(at);
        let told = |ty: Ty, (test, is_true): &(NodeId, bool)| {
            self.told(ty, At { source: at.source, node: *test }, &name, *is_true)
        };
        let narrowed = tests.iter().fold(of.clone(), told);
        if narrowed == of { declared } else { narrowed }
    }

    /// What a test leaves of a type.
    fn told(&self, ty: Ty, test: At, name: &str, is_true: bool) -> Ty {
        match self.kind(test) {
            Kind::Paren => match self.child(test, Role::Value) {
                Some(inner) => self.told(ty, inner, name, is_true),
                None => ty,
            },
            Kind::Unary if self.text(test).starts_with('!') => match self.child(test, Role::Value) {
                Some(inner) => self.told(ty, inner, name, !is_true),
                None => ty,
            },
            Kind::Ident if is_true && self.text(test) == name => present(&ty),
            Kind::Binary => self.told_by_binary(ty, test, name, is_true),
            Kind::Case => self.told_by_case(ty, test, name),
            _ => ty,
        }
    }

    fn told_by_binary(&self, ty: Ty, test: At, name: &str, is_true: bool) -> Ty {
        let (Some(left), Some(right)) = (self.child(test, Role::Left), self.child(test, Role::Right)) else {
            return ty;
        };
        let both = |ty: Ty| {
            let ty = self.told(ty, left, name, is_true);
            self.told(ty, right, name, is_true)
        };
        match &*self.operator(test) {
            "&&" if is_true => both(ty),
            "||" if !is_true => both(ty),
            "instanceof" if self.text(left) == name => self.told_by_class(ty, right, is_true),
            "===" | "==" => self.told_by_value(ty, (left, right), name, is_true),
            "!==" | "!=" => self.told_by_value(ty, (left, right), name, !is_true),
            _ => ty,
        }
    }

    fn told_by_class(&self, ty: Ty, class: At, is_true: bool) -> Ty {
        let Ty::Value(at) = self.type_of(class) else { return ty };
        match (&ty, is_true) {
            (Ty::Union(parts), _) => {
                let is_it = |part: &&Ty| matches!(part, Ty::Named(of, _) if *of == at);
                match parts.iter().any(|part| is_it(&part)) {
                    true => union(parts.iter().filter(|part| is_it(part) == is_true).cloned()),
                    false if is_true => self.instance_of(at),
                    false => ty,
                }
            }
            (_, true) => self.instance_of(at),
            (_, false) => ty,
        }
    }

    fn instance_of(&self, class: At) -> Ty {
        Ty::Named(class, self.all(class, Role::TypeParam).iter().map(|_| Ty::Any).collect())
    }

    /// `name === null`, `typeof name === "string"`, `name.kind === "a"`
    fn told_by_value(&self, ty: Ty, (left, right): (At, At), name: &str, is_true: bool) -> Ty {
        match self.kind(left) {
            Kind::Ident if self.text(left) == name => {
                let is_nothing = matches!(&*self.text(right), "null" | "undefined");
                if is_nothing && !is_true { present(&ty) } else { ty }
            }
            Kind::Unary if self.text(left).starts_with("typeof") => {
                let of = self.child(left, Role::Value).map(|it| self.text(it));
                let wanted = match self.text(right).trim_matches(['"', '\'']) {
                    "string" => STRING,
                    "number" => NUMBER,
                    "boolean" => BOOLEAN,
                    _ => return ty,
                };
                if of.as_deref() == Some(name) { told_by_base(ty, &wanted, is_true) } else { ty }
            }
            Kind::Member => {
                let (object, key) = (self.child(left, Role::Object), self.child(left, Role::Name));
                let is_it = object.is_some_and(|it| self.text(it) == name);
                match key.filter(|_| is_it) {
                    Some(key) => self.told_by_member(ty, &self.text(key), &[right], is_true),
                    None => ty,
                }
            }
            _ => ty,
        }
    }

    /// What of a union has one of these literals as a member.
    fn told_by_member(&self, ty: Ty, key: &str, literals: &[At], is_true: bool) -> Ty {
        let Ty::Union(parts) = &ty else { return ty };
        let wanted: Vec<Ty> = literals.iter().map(|it| self.type_of(*it)).collect();
        let is_one = |ty: &Ty| wanted.iter().any(|it| same_literal(it, ty));
        let stays = |part: &&Ty| match self.member_type(part, key).map(|it| self.apparent_alias(&it)) {
            Some(found @ Ty::Literal(_)) => is_one(&found) == is_true,
            Some(Ty::Union(found)) if is_true && found.iter().all(|it| matches!(it, Ty::Literal(_))) => {
                found.iter().any(is_one)
            }
            _ => true,
        };
        let left: Vec<Ty> = parts.iter().filter(stays).cloned().collect();
        if left.is_empty() { ty.clone() } else { union(left) }
    }

    /// `switch (name.kind) { case "a": .. }`: this case, and those right before it that are empty.
    fn told_by_case(&self, ty: Ty, case: At, name: &str) -> Ty {
        let Some(switch) = self.parent(case) else { return ty };
        let Some(subject) = self.child(switch, Role::Test).filter(|it| self.kind(*it) == Kind::Member) else {
            return ty;
        };
        let (object, key) = (self.child(subject, Role::Object), self.child(subject, Role::Name));
        let (Some(object), Some(key)) = (object, key) else { return ty };
        if self.text(object) != name {
            return ty;
        }
        let cases = self.all(switch, Role::Item);
        let Some(place) = cases.iter().position(|it| *it == case) else { return ty };
        let mut literals = Vec::new();
        for (distance, it) in cases[..=place].iter().rev().enumerate() {
            let items = self.all(*it, Role::Item);
            if distance > 0 && !items.is_empty() {
                let view = self.view(it.source);
                let is_left = items.last().is_some_and(|last| exits(&view.tree, last.node));
                if is_left { break } else { return ty }
            }
            match self.child(*it, Role::Test) {
                Some(literal) => literals.push(literal),
                None => return ty,
            }
        }
        self.told_by_member(ty, &self.text(key), &literals, true)
    }
}

fn told_by_base(ty: Ty, wanted: &Ty, is_true: bool) -> Ty {
    let is_it = |part: &Ty| match part {
        Ty::Literal(text) => literal_base(text) == *wanted,
        part => part == wanted,
    };
    match &ty {
        Ty::Union(parts) => union(parts.iter().filter(|part| is_it(part) == is_true).cloned()),
        _ if is_true => wanted.clone(),
        _ => ty,
    }
}

fn same_literal(one: &Ty, other: &Ty) -> bool {
    let text = |ty: &Ty| match ty {
        Ty::Literal(text) => Some(text.trim_matches(['"', '\'']).to_owned()),
        _ => None,
    };
    text(one).is_some() && text(one) == text(other)
}

/// The tests that were passed on the way to a node, and whether they were true; the nearest first.
fn tests(tree: &Tree, text: &str, name: NodeId) -> Vec<(NodeId, bool)> {
    let (mut found, mut child) = (Vec::new(), name);
    for parent in tree.ancestors(name).skip(1) {
        let test = |role: Role| tree.child(parent, role);
        match (tree.kind(parent), tree.role(child)) {
            (Kind::If | Kind::Conditional, Role::Then) => found.extend(test(Role::Test).map(|it| (it, true))),
            (Kind::If | Kind::Conditional, Role::Else) => {
                found.extend(test(Role::Test).map(|it| (it, false)))
            }
            (Kind::While, Role::Body) => found.extend(test(Role::Test).map(|it| (it, true))),
            (Kind::Binary, Role::Right) => {
                let left = test(Role::Left).unwrap_or(parent);
                let between = TextRange { start: tree.range(left).end, end: tree.range(child).start };
                match between.of(text).trim() {
                    "&&" => found.push((left, true)),
                    "||" => found.push((left, false)),
                    _ => {}
                }
            }
            (Kind::Case, Role::Item) => {
                found.push((parent, true));
                before(tree, parent, child, &mut found);
            }
            (Kind::Block, Role::Item) => before(tree, parent, child, &mut found),
            _ => {}
        }
        child = parent;
    }
    found
}

/// The tests before a statement that leave the block when they are true.
fn before(tree: &Tree, block: NodeId, statement: NodeId, found: &mut Vec<(NodeId, bool)>) {
    let earlier = tree.all(block, Role::Item).take_while(|it| *it != statement);
    let leaves = |it: &NodeId| {
        tree.kind(*it) == Kind::If
            && tree.child(*it, Role::Else).is_none()
            && tree.child(*it, Role::Then).is_some_and(|then| exits(tree, then))
    };
    found.extend(earlier.filter(leaves).filter_map(|it| Some((tree.child(it, Role::Test)?, false))));
}

/// Whether nothing goes on behind a statement.
fn exits(tree: &Tree, statement: NodeId) -> bool {
    match tree.kind(statement) {
        Kind::Return | Kind::Throw | Kind::Jump => true,
        Kind::Block => tree.all(statement, Role::Item).last().is_some_and(|last| exits(tree, last)),
        _ => false,
    }
}
