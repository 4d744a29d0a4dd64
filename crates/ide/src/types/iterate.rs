//! What iterating and waiting give, and what a variable is that begins with a value.

use super::value::own_nodes;
use super::{At, STRING, Ty, Types, UNDEFINED, literal_base, present, union};
use crate::tree::{Kind, NodeId, Role};

/// Types of the language that hold what their first argument says.
const HOLDERS: [&str; 16] = [
    "Array",
    "ArrayIterator",
    "ArrayLike",
    "AsyncGenerator",
    "AsyncIterable",
    "AsyncIterableIterator",
    "AsyncIterator",
    "Generator",
    "Iterable",
    "IterableIterator",
    "Iterator",
    "IteratorObject",
    "ReadonlyArray",
    "ReadonlySet",
    "Set",
    "FlatArray",
];

impl Types<'_> {
    /// What iterating a value gives, or reading it at an index.
    pub fn element(&self, ty: &Ty) -> Ty {
        let ty = self.apparent(&present(ty));
        match &ty {
            Ty::Tuple(elements) => return union(elements.iter().cloned()),
            Ty::Union(members) => {
                let found = members.iter().map(|it| self.element(it)).filter(|it| *it != Ty::Any);
                let found: Vec<Ty> = found.collect();
                return if found.is_empty() { Ty::Any } else { union(found) };
            }
            _ if ty == STRING => return STRING,
            _ => {}
        }
        match self.library_name(&ty) {
            Some((name, [key, value])) if matches!(&*name, "Map" | "ReadonlyMap") => {
                Ty::Tuple([key.clone(), value.clone()].into())
            }
            Some((name, [element, ..])) if HOLDERS.contains(&&*name) => element.clone(),
            Some((name, _)) if matches!(&*name, "Promise" | "PromiseLike") => Ty::Any,
            _ => self.iterated(&ty),
        }
    }

    /// What the iterator of a value of the program's own gives.
    fn iterated(&self, ty: &Ty) -> Ty {
        let members = self.own_members(ty);
        let is_iterator = |name: &str| matches!(name, "[Symbol.iterator]" | "[Symbol.asyncIterator]");
        let Some(method) = members.iter().find(|it| is_iterator(&it.name)) else {
            return self.index_signature(ty, true).unwrap_or(Ty::Any);
        };
        let Some(made) = self.callables(&self.type_of_member(method)).into_iter().next() else {
            return Ty::Any;
        };
        let iterator = self.apparent(&self.result_of(made.at, &made.env));
        match self.library_name(&iterator) {
            Some((_, [element, ..])) => element.clone(),
            _ => self.yielded(&iterator),
        }
    }

    /// The value of what `next` returns.
    fn yielded(&self, iterator: &Ty) -> Ty {
        let next = self.member_type(iterator, "next").map(|it| self.callables(&it));
        let Some(next) = next.and_then(|it| it.into_iter().next()) else { return Ty::Any };
        let result = self.result_of(next.at, &next.env);
        let done = Ty::Literal("true".into());
        let parts = self.parts(&self.awaited(&result)).into_iter();
        let open = parts.filter(|it| self.member_value(it, "done").is_none_or(|it| it != done));
        present(&union(open.filter_map(|it| self.member_type(&it, "value"))))
    }

    /// What `await` gives.
    pub fn awaited(&self, ty: &Ty) -> Ty {
        match ty {
            Ty::Union(members) => union(members.iter().map(|it| self.awaited(it))),
            Ty::Named(at, _) if self.kind(*at) == Kind::TypeAlias => match self.unaliased(ty) {
                Ty::Named(..) | Ty::Union(_) => {
                    let found = self.awaited(&self.unaliased(ty));
                    if found == self.unaliased(ty) { ty.clone() } else { found }
                }
                _ => ty.clone(),
            },
            _ => match self.library_name(ty) {
                Some((name, [value])) if matches!(&*name, "Promise" | "PromiseLike") => self.awaited(value),
                _ => ty.clone(),
            },
        }
    }

    /// What the operands of `yield` in a generator are.
    pub(super) fn yields(&self, function: At) -> Ty {
        let view = self.view(function.source);
        let Some(found) = own_nodes(&view.tree, function.node, Kind::Yield) else { return Ty::Any };
        let one = |node: &NodeId| {
            let at = At { source: function.source, node: *node };
            let value = self.child(at, Role::Value).map_or(UNDEFINED, |it| self.type_of(it));
            let is_all = self.text(at).trim_start_matches("yield").trim_start().starts_with('*');
            self.widened(&if is_all { self.element(&value) } else { value })
        };
        union(found.iter().map(one))
    }

    /// The type of a variable that begins with such a value.
    pub fn widened(&self, ty: &Ty) -> Ty {
        match ty {
            Ty::Literal(text) => literal_base(text),
            Ty::Case { of, .. } => Ty::Named(*of, [].into()),
            Ty::Union(members) if members.iter().any(|it| matches!(it, Ty::Literal(_) | Ty::Case { .. })) => {
                union(members.iter().map(|it| self.widened(it)))
            }
            _ => ty.clone(),
        }
    }
}
