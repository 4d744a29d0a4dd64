//! The editor's tree: a text as it is being typed, types and comments included, whatever is missing.
//!
//! The compiler's tree (`perry_syntax::ast`) has no types, no names of properties, and is empty while a brace is
//! missing; an editor asks about exactly those. `token` splits the text, `parse` builds the nodes and never fails.

pub mod parse;
pub mod token;

use crate::answer::TextRange;
use token::Token;

/// A node of a tree; the same text always gives the same ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

pub const ROOT: NodeId = NodeId(0);
const NONE: u32 = u32::MAX;

/// A text as nodes in one list: dropping, cloning and comparing it recurse nowhere.
#[derive(Debug, PartialEq, Eq)]
pub struct Tree {
    nodes: Vec<Node>,
    pub tokens: Vec<Token>,
    /// In the order of the text.
    pub comments: Vec<TextRange>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Node {
    kind: Kind,
    role: Role,
    flags: u16,
    start: u32,
    end: u32,
    parent: u32,
    first: u32,
    next: u32,
}

/// What a node is to its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Item,
    Name,
    /// The local name of an import or export specifier.
    Local,
    Type,
    Value,
    Object,
    Callee,
    Argument,
    TypeArgument,
    TypeParam,
    Param,
    Body,
    Test,
    Then,
    Else,
    Left,
    Right,
    Member,
    Extends,
    Implements,
    Source,
}

macro_rules! kinds {
    ($($name:ident)*) => {
        /// What a node is. Names follow ESTree and TypeScript.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Kind { $($name),* }
    };
}

kinds! {
    Module Missing Hole Error
    Var Declarator Function Class Interface TypeAlias Enum EnumMember Namespace
    Import ImportDefault ImportNamespace ImportName ImportRequire Export ExportNames ExportName ExportAll ExportDefault
    ExportAssign Block ExprStmt If For ForEach While DoWhile Switch Case Return Jump Throw Try Catch Labeled
    ObjectPattern PatternProperty ArrayPattern DefaultPattern RestPattern Param
    Field Method Getter Setter Constructor StaticBlock IndexSignature CallSignature ConstructSignature
    Ident PrivateName This Super Null Bool Number String BigInt Regexp Template TaggedTemplate Array Object Property
    Shorthand Spread Arrow Unary Update Binary Assign Conditional Call New Member Index NonNull As Satisfies Await
    Yield Sequence Paren ImportCall Meta Computed
    TypeName QualifiedName KeywordType LiteralType ArrayType TupleType UnionType IntersectionType FunctionType
    ConstructorType ObjectType TypeQuery TypeOperator IndexedAccess ConditionalType Infer MappedType Predicate
    ImportType TypeParam ThisType
}

/// Facts of a node that are no nodes of their own.
pub mod flag {
    pub const CONST: u16 = 1;
    pub const LET: u16 = 2;
    pub const STATIC: u16 = 4;
    pub const OPTIONAL: u16 = 8;
    pub const READONLY: u16 = 16;
    pub const ASYNC: u16 = 32;
    pub const GENERATOR: u16 = 64;
    pub const ABSTRACT: u16 = 128;
    pub const PRIVATE: u16 = 256;
    pub const PROTECTED: u16 = 512;
    pub const TYPE_ONLY: u16 = 1024;
    pub const REST: u16 = 2048;
    pub const DECLARE: u16 = 4096;
    /// A parameter that is a property of its class as well.
    pub const PROPERTY: u16 = 8192;
    /// `for (x of y)`, as opposed to `in`.
    pub const OF: u16 = 16384;
}

impl Tree {
    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    pub fn kind(&self, id: NodeId) -> Kind {
        self.node(id).kind
    }

    pub fn role(&self, id: NodeId) -> Role {
        self.node(id).role
    }

    pub fn has(&self, id: NodeId, flag: u16) -> bool {
        self.node(id).flags & flag != 0
    }

    pub fn range(&self, id: NodeId) -> TextRange {
        let node = self.node(id);
        TextRange { start: node.start, end: node.end }
    }

    pub fn text<'t>(&self, text: &'t str, id: NodeId) -> &'t str {
        self.range(id).of(text)
    }

    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        link(self.node(id).parent)
    }

    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(link(self.node(id).first), move |child| link(self.node(*child).next))
    }

    /// The children in a role.
    pub fn all(&self, id: NodeId, role: Role) -> impl Iterator<Item = NodeId> + '_ {
        self.children(id).filter(move |child| self.role(*child) == role)
    }

    /// The first child in a role.
    pub fn child(&self, id: NodeId, role: Role) -> Option<NodeId> {
        self.all(id, role).next()
    }

    /// The node and all above it, nearest first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(id), move |id| self.parent(*id))
    }

    /// Every node below `id`, itself included, parents before children, in the order of the text.
    pub fn descendants(&self, id: NodeId) -> Descendants<'_> {
        Descendants { tree: self, top: id, next: Some(id) }
    }

    /// The innermost node that a cursor at `offset` touches; of two that meet there, a name wins, then the right one.
    pub fn at(&self, offset: u32) -> NodeId {
        let mut found = ROOT;
        loop {
            let touching = self.children(found).filter(|child| self.range(*child).touches(offset));
            let is_name = |id: &NodeId| matches!(self.kind(*id), Kind::Ident | Kind::PrivateName);
            match touching.max_by_key(|child| (is_name(child), self.range(*child).start)) {
                Some(child) => found = child,
                None => return found,
            }
        }
    }

    /// The innermost name at `offset`.
    pub fn name_at(&self, offset: u32) -> Option<NodeId> {
        let mut stack = vec![ROOT];
        while let Some(id) = stack.pop() {
            if matches!(self.kind(id), Kind::Ident | Kind::PrivateName) {
                return Some(id);
            }
            stack.extend(self.children(id).filter(|child| self.range(*child).touches(offset)));
        }
        let found = self.at(offset);
        matches!(self.kind(found), Kind::String | Kind::This | Kind::Super).then_some(found)
    }

    /// Every name with where it starts, in the order of the text: for those who ask about all of them.
    pub fn names(&self) -> Vec<(u32, NodeId)> {
        let is_name = |(_, node): &(usize, &Node)| matches!(node.kind, Kind::Ident | Kind::PrivateName);
        let named = self.nodes.iter().enumerate().filter(is_name);
        let mut names: Vec<_> = named.map(|(id, node)| (node.start, NodeId(id as u32))).collect();
        names.sort_unstable();
        names
    }

    /// Index of the first token that ends behind `offset`.
    pub fn token_after(&self, offset: u32) -> usize {
        self.tokens.partition_point(|token| token.end <= offset)
    }

    /// Whether `offset` is inside a comment.
    pub fn is_comment(&self, offset: u32) -> bool {
        let at = self.comments.partition_point(|comment| comment.end < offset);
        self.comments.get(at).is_some_and(|comment| comment.start < offset)
    }

    /// The text of the doc comment right before a declaration, without its stars.
    pub fn documentation(&self, text: &str, declaration: NodeId) -> Option<String> {
        let start = self.range(self.documented(declaration)).start;
        let at = self.comments.partition_point(|comment| comment.end <= start);
        let comment = self.comments.get(at.checked_sub(1)?)?;
        let between = TextRange { start: comment.end, end: start }.of(text);
        let comment = comment.of(text);
        let words = [
            "export", "default", "declare", "async", "const", "let", "var", "static", "readonly", "abstract",
        ];
        let is_before = between.split_whitespace().all(|word| words.contains(&word));
        (comment.starts_with("/**") && comment.len() > 4 && is_before).then(|| without_stars(comment))
    }

    /// The node that a comment about a declaration stands before.
    fn documented(&self, declaration: NodeId) -> NodeId {
        let mut top = declaration;
        while let Some(parent) = self.parent(top)
            && matches!(self.kind(parent), Kind::Var | Kind::Export | Kind::ExportDefault)
        {
            top = parent;
        }
        top
    }
}

fn link(id: u32) -> Option<NodeId> {
    (id != NONE).then_some(NodeId(id))
}

fn without_stars(comment: &str) -> String {
    let inner = comment.trim_start_matches("/**").trim_end_matches("*/");
    let lines = inner.lines().map(|line| {
        let line = line.trim();
        line.strip_prefix('*').map_or(line, |rest| rest.strip_prefix(' ').unwrap_or(rest))
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// A walk without recursion.
pub struct Descendants<'t> {
    tree: &'t Tree,
    top: NodeId,
    next: Option<NodeId>,
}

impl Iterator for Descendants<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let id = self.next?;
        self.next = link(self.tree.node(id).first).or_else(|| self.behind(id));
        Some(id)
    }
}

impl Descendants<'_> {
    /// The next node that is not below `id`.
    fn behind(&self, id: NodeId) -> Option<NodeId> {
        let mut at = id;
        while at != self.top {
            if let Some(next) = link(self.tree.node(at).next) {
                return Some(next);
            }
            at = self.tree.parent(at)?;
        }
        None
    }

    /// Leaves out what is below the node that was given last.
    pub fn skip_below(&mut self, id: NodeId) {
        self.next = self.behind(id);
    }
}
