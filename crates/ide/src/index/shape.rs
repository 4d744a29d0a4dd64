//! Shapes: what a node is by its kind and the nodes around it.

use crate::answer::TextRange;
use crate::tree::{Kind, NodeId, Role, Tree};

/// Whether a function or class is a statement: its name belongs to the scope around it.
pub fn is_statement(tree: &Tree, id: NodeId) -> bool {
    let parent = tree.parent(id).map(|parent| tree.kind(parent));
    match tree.role(id) {
        Role::Item | Role::Body | Role::Then | Role::Else => !matches!(parent, Some(Kind::Array)),
        _ => parent.is_none(),
    }
}

/// Whether a node opens a scope.
pub fn opens_scope(kind: Kind) -> bool {
    is_function(kind)
        || matches!(
            kind,
            Kind::Module
                | Kind::Block
                | Kind::Class
                | Kind::Interface
                | Kind::TypeAlias
                | Kind::For
                | Kind::ForEach
                | Kind::Catch
                | Kind::Switch
                | Kind::FunctionType
                | Kind::ConstructorType
                | Kind::CallSignature
                | Kind::ConstructSignature
                | Kind::MappedType
                | Kind::ConditionalType
        )
}

/// Whether a node is code that is called.
pub fn is_function(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Function
            | Kind::Arrow
            | Kind::Method
            | Kind::Getter
            | Kind::Setter
            | Kind::Constructor
            | Kind::StaticBlock
    )
}

/// Whether a name is assigned to where it stands.
pub fn is_written(tree: &Tree, id: NodeId) -> bool {
    let mut child = id;
    for parent in tree.ancestors(id).skip(1) {
        let is_target = tree.role(child) == Role::Left;
        match tree.kind(parent) {
            Kind::Assign | Kind::ForEach => return is_target,
            Kind::Update => return true,
            Kind::Array | Kind::Object | Kind::Paren | Kind::Spread => {}
            Kind::Property | Kind::Shorthand if tree.role(child) == Role::Value => {}
            _ => return false,
        }
        child = parent;
    }
    false
}

/// Whether a name is a variable and the name of a member at once: `{ x }`, `{ x = 1 }`.
pub fn is_shorthand(tree: &Tree, name: NodeId) -> bool {
    let mut child = name;
    for parent in tree.ancestors(name).skip(1).take(2) {
        match tree.kind(parent) {
            Kind::Shorthand => return true,
            Kind::PatternProperty => {
                return tree.role(child) == Role::Value && tree.child(parent, Role::Name).is_none();
            }
            Kind::DefaultPattern if tree.role(child) == Role::Name => child = parent,
            _ => return false,
        }
    }
    false
}

/// Whether a string names a member: `o["name"]`, `T["name"]`, `"name" in o`.
pub fn is_key(tree: &Tree, text: &str, id: NodeId) -> bool {
    let Some(parent) = tree.parent(id) else { return false };
    match (tree.kind(parent), tree.role(id)) {
        (Kind::Index, Role::Value) | (Kind::IndexedAccess, Role::Value) => {
            tree.text(text, id).starts_with(['"', '\''])
        }
        (Kind::Binary, Role::Left) => tree.child(parent, Role::Right).is_some_and(|right| {
            let between = TextRange { start: tree.range(id).end, end: tree.range(right).start };
            between.of(text).trim() == "in"
        }),
        _ => false,
    }
}

/// The member that a name in the value of a member of the same enum means.
pub fn enum_member(tree: &Tree, text: &str, name: NodeId) -> Option<NodeId> {
    let member = tree.ancestors(name).skip(1).find(|it| tree.kind(*it) == Kind::EnumMember)?;
    let named = |it: &NodeId| {
        let key = tree.child(*it, Role::Name).map(|key| inner_range(tree, key).of(text));
        key == Some(tree.text(text, name))
    };
    tree.all(tree.parent(member)?, Role::Member).find(named)
}

/// The range of a name without quotes, for editing it.
pub fn inner_range(tree: &Tree, id: NodeId) -> TextRange {
    let range = tree.range(id);
    match tree.kind(id) {
        Kind::String | Kind::LiteralType if range.end > range.start + 1 => {
            TextRange { start: range.start + 1, end: range.end - 1 }
        }
        Kind::PrivateName => TextRange { start: range.start + 1, end: range.end },
        _ => range,
    }
}
