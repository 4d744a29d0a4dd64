//! Types as TypeScript writes them.

use super::{At, Env, Ty, Types};
use crate::index::Source;
use crate::tree::{Kind, Role, flag};

/// Members of a type that are shown.
const MEMBERS: usize = 8;
/// Levels of a type that are shown.
const LEVELS: usize = 4;

impl Types<'_> {
    pub fn print(&self, ty: &Ty) -> String {
        self.print_at(ty, LEVELS)
    }

    fn print_at(&self, ty: &Ty, left: usize) -> String {
        if left == 0 {
            return "…".to_owned();
        }
        let list = |types: &[Ty], separator: &str| {
            let printed = types.iter().map(|ty| match ty {
                Ty::Function(..) if separator != ", " => format!("({})", self.print_at(ty, left - 1)),
                _ => self.print_at(ty, left - 1),
            });
            printed.collect::<Vec<_>>().join(separator)
        };
        match ty {
            Ty::Any => "any".to_owned(),
            Ty::Keyword(word) => (*word).to_owned(),
            Ty::Literal(text) => text.to_string(),
            Ty::Union(types) => list(types, " | "),
            Ty::Intersection(types) => list(types, " & "),
            Ty::Tuple(types) => format!("[{}]", list(types, ", ")),
            // What a condition chooses says more than the name of the condition.
            Ty::Named(at, _) if self.is_conditional(*at) && self.unaliased(ty) != Ty::Any => {
                self.print_at(&self.unaliased(ty), left)
            }
            Ty::Named(at, arguments) => self.print_named(*at, arguments, left),
            Ty::Value(at) => {
                format!("typeof {}", self.name_of(*at).unwrap_or_else(|| "(anonymous class)".to_owned()))
            }
            Ty::Module(file) => format!("typeof import(\"{}\")", file.path(self.db)),
            Ty::Shape(at, env) => self.print_shape(*at, env, left),
            Ty::Function(at, env) => {
                let (params, result) = self.print_parts(*at, env, left);
                format!("{params} => {result}")
            }
            Ty::Param(at) => self.name_of(*at).unwrap_or_default(),
            Ty::Case { of, member } => {
                let [of, member] = [*of, *member].map(|it| self.name_of(it).unwrap_or_default());
                format!("{of}.{member}")
            }
        }
    }

    fn is_conditional(&self, at: At) -> bool {
        self.kind(at) == Kind::TypeAlias
            && self.child(at, Role::Type).is_some_and(|it| self.kind(it) == Kind::ConditionalType)
    }

    fn print_named(&self, at: At, arguments: &[Ty], left: usize) -> String {
        let name = self.name_of(at).unwrap_or_else(|| "default".to_owned());
        let is_array = at.source == Source::Library && name == "Array";
        let printed: Vec<String> = arguments.iter().map(|it| self.print_at(it, left - 1)).collect();
        match (is_array, arguments) {
            (true, [Ty::Union(_) | Ty::Function(..)]) => format!("({})[]", printed[0]),
            (true, [_]) => format!("{}[]", printed[0]),
            (_, []) => name,
            _ => format!("{name}<{}>", printed.join(", ")),
        }
    }

    fn print_shape(&self, at: At, env: &Env, left: usize) -> String {
        if self.kind(at) == Kind::MappedType {
            return self.print_mapped(at, env, left);
        }
        let own = self.all(at, Role::Member);
        let mut printed = Vec::new();
        for member in own.iter().take(MEMBERS) {
            let Some(name) = self.name_of(*member).filter(|_| self.kind(*member) != Kind::Spread) else {
                continue;
            };
            let optional = if self.has(*member, flag::OPTIONAL) { "?" } else { "" };
            let member = super::Member::new(name, *member, env.clone());
            let ty = self.print_at(&self.type_of_member(&member), left - 1);
            printed.push(format!("{}{optional}: {ty}", member.name));
        }
        if own.len() > MEMBERS {
            printed.push("…".to_owned());
        }
        match printed.is_empty() {
            true => "{}".to_owned(),
            false => format!("{{ {} }}", printed.join("; ")),
        }
    }

    fn print_mapped(&self, at: At, env: &Env, left: usize) -> String {
        let members = self.mapped_members(at, env);
        if let (true, Some(ty)) = (members.is_empty(), self.mapped_signature(at, env, true)) {
            return format!("{{ [key: string]: {} }}", self.print_at(&ty, left - 1));
        }
        let mut printed: Vec<String> = Vec::new();
        for member in members.iter().take(MEMBERS) {
            let optional = if self.is_optional(member) { "?" } else { "" };
            let ty = self.print_at(&self.type_of_member(member), left - 1);
            printed.push(format!("{}{optional}: {ty}", member.name));
        }
        if members.len() > MEMBERS {
            printed.push("…".to_owned());
        }
        format!("{{ {} }}", printed.join("; "))
    }

    /// Parameters in parentheses, with type parameters, and the result.
    pub fn print_parts(&self, at: At, env: &Env, left: usize) -> (String, String) {
        let generics: Vec<String> = self.all(at, Role::TypeParam).iter().map(|it| self.text(*it)).collect();
        let generics = if generics.is_empty() { String::new() } else { format!("<{}>", generics.join(", ")) };
        let params: Vec<String> =
            self.all(at, Role::Param).iter().map(|it| self.print_param(*it, env, left)).collect();
        let result = self.print_at(&self.result_of(at, env), left.saturating_sub(1).max(1));
        (format!("{generics}({})", params.join(", ")), result)
    }

    /// `name?: type`
    pub fn print_param(&self, param: At, env: &Env, left: usize) -> String {
        let name = self.child(param, Role::Name).map(|name| self.text(name)).unwrap_or_default();
        let rest = if self.has(param, flag::REST) { "..." } else { "" };
        let is_optional = self.has(param, flag::OPTIONAL) || self.child(param, Role::Value).is_some();
        let optional = if is_optional { "?" } else { "" };
        let ty = match self.child(param, Role::Type) {
            Some(annotation) => self.read(annotation, env),
            None => self.param(param),
        };
        format!("{rest}{name}{optional}: {}", self.print_at(&ty, left.saturating_sub(1).max(1)))
    }
}
