//! The tree of a parsed module: JavaScript after the types are erased, with the types kept as hints.
//!
//! It follows ESTree, minus what TypeScript erases. Enums, namespaces and parameter properties stay as
//! nodes of their own (`ir` lowers them). swc's tree never leaves this crate.
//! Every node that opens a scope, declares or names a variable has a `NodeId`, dense in a module, so that
//! later passes keep side tables. Spans are byte offsets into the source text.
//! One thing: a tree is read as a whole, like a grammar.

use crate::stack::with_stack;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// An identifier or property name.
pub type Name = Arc<str>;

/// Byte range in the source text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

/// Names a node inside its module: 0, 1, 2... in the order of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// A string value; lone surrogates force the second form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Text {
    Utf8(Arc<str>),
    Utf16(Arc<[u16]>),
}

/// A whole module after erasure.
///
/// The tree may be thousands of levels deep: a pass that recurses over it runs inside `stack::with_stack(depth, ..)`,
/// as do its own clone, comparison and drop.
#[derive(Debug)]
pub struct Module {
    pub body: Vec<Stmt>,
    /// How many `NodeId`s are in use.
    pub node_count: u32,
    pub kind: ModuleKind,
    pub has_top_level_await: bool,
    /// Levels of the tree at its deepest.
    pub depth: u32,
}

impl Clone for Module {
    fn clone(&self) -> Self {
        let body = with_stack(self.depth, || self.body.clone());
        Module {
            body,
            node_count: self.node_count,
            kind: self.kind,
            has_top_level_await: self.has_top_level_await,
            depth: self.depth,
        }
    }
}

impl PartialEq for Module {
    fn eq(&self, other: &Self) -> bool {
        let Module { body, node_count, kind, has_top_level_await, depth } = self;
        *node_count == other.node_count
            && *kind == other.kind
            && *has_top_level_await == other.has_top_level_await
            && *depth == other.depth
            && with_stack(*depth, || *body == other.body)
    }
}

impl Drop for Module {
    fn drop(&mut self) {
        with_stack(self.depth, || self.body.clear());
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ModuleKind {
    Esm,
    CommonJs,
    Json,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Stmt {
    pub span: Span,
    pub kind: StmtKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum StmtKind {
    Expr(Expr),
    Var(VarDecl),
    Function(Box<Function>),
    Class(Box<Class>),
    Enum(Box<EnumDecl>),
    Namespace(Box<NamespaceDecl>),
    Block(Block),
    If {
        test: Expr,
        then: Box<Stmt>,
        otherwise: Option<Box<Stmt>>,
    },
    For {
        scope: NodeId,
        init: Option<ForInit>,
        test: Option<Expr>,
        update: Option<Expr>,
        body: Box<Stmt>,
    },
    ForIn {
        scope: NodeId,
        left: ForLeft,
        right: Expr,
        body: Box<Stmt>,
    },
    ForOf {
        scope: NodeId,
        is_await: bool,
        left: ForLeft,
        right: Expr,
        body: Box<Stmt>,
    },
    While {
        test: Expr,
        body: Box<Stmt>,
    },
    DoWhile {
        body: Box<Stmt>,
        test: Expr,
    },
    Switch {
        scope: NodeId,
        on: Expr,
        cases: Vec<SwitchCase>,
    },
    Return(Option<Expr>),
    Break(Option<Name>),
    Continue(Option<Name>),
    Throw(Expr),
    Try {
        block: Block,
        handler: Option<Catch>,
        finalizer: Option<Block>,
    },
    Labeled {
        label: Name,
        body: Box<Stmt>,
    },
    Empty,
    Debugger,
    // Module items. Type-only imports and exports are already gone, as are imports that are only used as types.
    Import(Import),
    /// `export const x`, `export function f`: the declaration.
    ExportDecl(Box<Stmt>),
    /// `export { a as b }`, `export { a as b } from "m"`
    ExportNamed {
        specifiers: Vec<ExportSpecifier>,
        source: Option<Source>,
    },
    /// `export * from "m"`, `export * as ns from "m"`
    ExportAll {
        exported: Option<Ident>,
        source: Source,
    },
    /// `export default <expression>`
    ExportDefaultExpr(Expr),
    /// `export default function/class`; an anonymous one is called "default"
    ExportDefaultDecl(Box<Stmt>),
    /// `export = x`, `import x = require("m")`
    ExportAssign(Expr),
    ImportRequire {
        local: Ident,
        source: Source,
        exported: bool,
    },
    /// `import A = N.M` of a namespace member that is used as a value
    ImportAlias {
        local: Ident,
        target: Expr,
        exported: bool,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub scope: NodeId,
    pub body: Vec<Stmt>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ForInit {
    Var(VarDecl),
    Expr(Expr),
}

#[derive(Clone, Debug, PartialEq)]
pub enum ForLeft {
    /// One declarator without initialiser.
    Var(VarDecl),
    Pattern(Pattern),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VarKind {
    Var,
    Let,
    Const,
    Using,
    AwaitUsing,
}

#[derive(Clone, Debug, PartialEq)]
pub struct VarDecl {
    pub kind: VarKind,
    pub declarators: Vec<Declarator>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Declarator {
    pub target: Pattern,
    pub init: Option<Expr>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SwitchCase {
    /// `None` is `default`.
    pub test: Option<Expr>,
    pub body: Vec<Stmt>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Catch {
    /// Scope of the parameter; the body is a block inside it.
    pub scope: NodeId,
    pub param: Option<Pattern>,
    pub body: Block,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    pub specifiers: Vec<ImportSpecifier>,
    pub source: Source,
}

/// The string after `from`, with `with { type: "json" }`.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub specifier: Name,
    pub span: Span,
    pub is_json: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ImportSpecifier {
    pub local: Ident,
    pub imported: ImportedName,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ImportedName {
    Default,
    Namespace,
    Named(Name),
}

#[derive(Clone, Debug, PartialEq)]
pub struct ExportSpecifier {
    /// With a source: the name in the other module; without: a local variable.
    pub local: Ident,
    pub exported: Name,
    pub exported_span: Span,
}

/// A name where a variable is declared or used.
#[derive(Clone, Debug, PartialEq)]
pub struct Ident {
    pub id: NodeId,
    pub name: Name,
    pub span: Span,
}

/// A binding or assignment target.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    pub span: Span,
    pub kind: PatternKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum PatternKind {
    Ident {
        ident: Ident,
        hint: Hint,
    },
    /// Only in assignments: `a.b`, `a[i]`, `this.#x`, `super.x`
    Member(Box<Expr>),
    /// `None` is an elision
    Array {
        elements: Vec<Option<Pattern>>,
        rest: Option<Box<Pattern>>,
        hint: Hint,
    },
    Object {
        properties: Vec<PatternProperty>,
        rest: Option<Box<Pattern>>,
        hint: Hint,
    },
    /// `target = default`
    Default {
        target: Box<Pattern>,
        default: Box<Expr>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub struct PatternProperty {
    pub key: PropertyKey,
    pub value: Pattern,
}

/// What a TypeScript annotation says of a value. It may lie.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Hint {
    #[default]
    None,
    Number,
    String,
    Boolean,
    BigInt,
    Void,
    Array(Box<Hint>),
    /// A class, interface, alias or enum by name
    Named(Name),
    Function,
    Object,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Scope of the parameters; the body's declarations live in it too unless a parameter has an initialiser.
    pub scope: NodeId,
    pub name: Option<Ident>,
    pub params: Vec<Param>,
    pub rest: Option<Pattern>,
    pub body: FunctionBody,
    pub kind: FunctionKind,
    pub is_async: bool,
    pub is_generator: bool,
    /// Strict unless CommonJS without "use strict".
    pub is_strict: bool,
    pub return_hint: Hint,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FunctionKind {
    /// Declaration or expression
    Normal,
    Arrow,
    Method,
    Getter,
    Setter,
    Constructor,
    DerivedConstructor,
}

#[derive(Clone, Debug, PartialEq)]
pub enum FunctionBody {
    Block(Vec<Stmt>),
    /// Arrow with an expression body
    Expr(Box<Expr>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// May be a `Default` pattern.
    pub pattern: Pattern,
    /// `constructor(private x: number)`: also assigns `this.x`
    pub is_property: bool,
    pub is_optional: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// Scope of the class's own (inner) name and its private names.
    pub scope: NodeId,
    pub name: Option<Ident>,
    pub parent: Option<Box<Expr>>,
    /// Overload signatures, abstract members, index signatures and `declare` fields are gone.
    pub members: Vec<ClassMember>,
    pub is_abstract: bool,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ClassMember {
    pub is_static: bool,
    pub span: Span,
    pub kind: ClassMemberKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ClassMemberKind {
    Constructor(Box<Function>),
    /// Methods, getters and setters: see the function's kind
    Method {
        key: MemberKey,
        function: Box<Function>,
    },
    /// The initialiser runs as a method of the instance (or of the class): `scope` is its function scope.
    Field {
        key: MemberKey,
        scope: NodeId,
        value: Option<Expr>,
        hint: Hint,
    },
    /// `accessor x = 1`
    Accessor {
        key: MemberKey,
        scope: NodeId,
        value: Option<Expr>,
    },
    StaticBlock {
        scope: NodeId,
        body: Vec<Stmt>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub enum MemberKey {
    Public(PropertyKey),
    /// Without the `#`
    Private(Name),
}

#[derive(Clone, Debug, PartialEq)]
pub enum PropertyKey {
    /// `a`, `"a"`, and numbers in their canonical text (`1e3` is "1000")
    Name(Text),
    Computed(Box<Expr>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct EnumDecl {
    pub scope: NodeId,
    pub name: Ident,
    pub is_const: bool,
    pub members: Vec<EnumMember>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct EnumMember {
    pub name: Text,
    pub init: Option<Expr>,
    pub span: Span,
}

/// `namespace A.B {}` is A with a body that exports the namespace B. Only with a value meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct NamespaceDecl {
    /// A function scope; `export` inside it (ExportDecl) defines a member.
    pub scope: NodeId,
    pub name: Ident,
    pub body: Vec<Stmt>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    pub span: Span,
    pub kind: ExprKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    Ident(Ident),
    This,
    Null,
    Bool(bool),
    Number(f64),
    String(Text),
    /// Decimal digits
    BigInt(Name),
    RegExp {
        source: Name,
        flags: Name,
    },
    /// `quasis.len() == exprs.len() + 1`
    Template {
        quasis: Vec<Text>,
        exprs: Vec<Expr>,
    },
    TaggedTemplate {
        tag: Box<Expr>,
        cooked: Vec<Option<Text>>,
        raw: Vec<Text>,
        exprs: Vec<Expr>,
    },
    Array(Vec<ArrayElement>),
    Object(Vec<ObjectMember>),
    Function(Box<Function>),
    Class(Box<Class>),
    Unary {
        op: UnaryOp,
        arg: Box<Expr>,
    },
    /// `++`, `--`
    Update {
        is_increment: bool,
        is_prefix: bool,
        target: Box<Expr>,
    },
    Binary {
        op: BinaryOp,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    /// `#name in right`
    PrivateIn {
        name: Name,
        right: Box<Expr>,
    },
    Logical {
        op: LogicalOp,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    /// `=`
    Assign {
        target: Box<Pattern>,
        value: Box<Expr>,
    },
    /// `+=` and so on; the target is an identifier or a member
    AssignOp {
        op: BinaryOp,
        target: Box<Expr>,
        value: Box<Expr>,
    },
    /// `&&=`, `||=`, `??=`
    AssignLogical {
        op: LogicalOp,
        target: Box<Expr>,
        value: Box<Expr>,
    },
    Conditional {
        test: Box<Expr>,
        then: Box<Expr>,
        otherwise: Box<Expr>,
    },
    Call {
        callee: Box<Expr>,
        args: Vec<Arg>,
        is_optional: bool,
    },
    /// `super(...)`
    SuperCall {
        args: Vec<Arg>,
    },
    New {
        callee: Box<Expr>,
        args: Vec<Arg>,
    },
    Member {
        object: Box<Expr>,
        property: MemberProperty,
        is_optional: bool,
    },
    /// `super.x`, `super[x]`
    SuperMember {
        property: PropertyKey,
    },
    /// The extent of short-circuiting of `?.` inside: yields undefined when one of them stops
    OptionalChain(Box<Expr>),
    Sequence(Vec<Expr>),
    Yield {
        arg: Option<Box<Expr>>,
        is_delegate: bool,
    },
    Await(Box<Expr>),
    NewTarget,
    ImportMeta,
    /// `import("m")` of a literal
    ImportCall {
        source: Source,
    },
    /// `x as T`, `<T>x`, `x!`, `x satisfies T` are gone; what they said stays as a hint
    Hinted {
        expr: Box<Expr>,
        hint: Hint,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub enum ArrayElement {
    Hole,
    Expr(Expr),
    Spread(Expr),
}

#[derive(Clone, Debug, PartialEq)]
pub enum ObjectMember {
    /// `a: 1`, `a` (shorthand), `[k]: v`; functions and classes without a name take the key's
    Property {
        key: PropertyKey,
        value: Expr,
        is_shorthand: bool,
    },
    /// Methods, getters, setters: see the function's kind
    Method {
        key: PropertyKey,
        function: Box<Function>,
    },
    Spread(Expr),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Arg {
    pub is_spread: bool,
    pub expr: Expr,
}

#[derive(Clone, Debug, PartialEq)]
pub enum MemberProperty {
    Name(Name, Span),
    Computed(Box<Expr>),
    Private(Name, Span),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnaryOp {
    Minus,
    Plus,
    Not,
    BitNot,
    Typeof,
    Void,
    Delete,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    Exp,
    BitAnd,
    BitOr,
    BitXor,
    Shl,
    Shr,
    UShr,
    Eq,
    NotEq,
    StrictEq,
    StrictNotEq,
    Lt,
    Le,
    Gt,
    Ge,
    In,
    InstanceOf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LogicalOp {
    And,
    Or,
    Nullish,
}
