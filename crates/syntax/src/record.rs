//! What a module asks of others and offers to them, as written: the raw material of its facts.
//!
//! Position-free: an edit that moves text leaves a `ModuleRecord` equal. `RecordSpans` holds the positions, list by
//! list in the same order. Built from the tree after erasure and from what the early walk learnt.

pub(crate) mod build;
mod constant;

use crate::ast::{Hint, ImportedName, ModuleKind, Name, Span, Text};
use serde::{Deserialize, Serialize};

/// The face of a module.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ModuleRecord {
    pub kind: ModuleKind,
    pub has_top_level_await: bool,
    /// One for each statement or call that names another module, in the order of the source.
    pub requests: Vec<Request>,
    pub imports: Vec<ImportBinding>,
    pub exports: Vec<ExportEntry>,
    /// What the module's own scope declares, without imports.
    pub declarations: Vec<Declaration>,
}

/// Positions of a `ModuleRecord`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct RecordSpans {
    /// The specifiers.
    pub requests: Vec<Span>,
    /// The local names.
    pub imports: Vec<Span>,
    /// The exported names; the statement for `export *` and anonymous defaults.
    pub exports: Vec<Span>,
    /// The names.
    pub declarations: Vec<Span>,
}

/// Another module, as this one names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Request {
    pub specifier: Name,
    pub kind: RequestKind,
    /// `with { type: "json" }`
    pub is_json: bool,
    /// `import "m"`, and an import that lost all its specifiers.
    pub is_side_effect_only: bool,
    /// All its specifiers were dropped because they are used only as types: the module need not exist.
    pub is_types_only: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RequestKind {
    /// `import` and `export ... from`: part of the module's linking
    Static,
    /// `import("m")`
    Dynamic,
    /// `require("m")`, `import x = require("m")`
    Require,
}

/// A local name that means a binding of another module.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ImportBinding {
    pub local: Name,
    /// Index into `requests`.
    pub request: u32,
    pub imported: ImportedName,
}

/// One thing a module exports.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ExportEntry {
    /// A variable of this module; an anonymous default is called `default`
    Local { exported: Name, local: Name },
    /// `export { a as b } from "m"`, or an exported import
    Indirect { exported: Name, request: u32, imported: Name },
    /// `export * as ns from "m"`, or an exported namespace import
    Namespace { exported: Name, request: u32 },
    /// `export * from "m"`
    Star { request: u32 },
    /// `export = x`
    Assign,
}

/// A name of the module's scope.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Declaration {
    pub name: Name,
    pub kind: DeclarationKind,
    /// Whether any code of the module assigns to it after its declaration.
    pub is_assigned: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DeclarationKind {
    Function(FunctionFace),
    Class {
        has_parent: bool,
    },
    Var,
    Let,
    Const {
        literal: Option<Literal>,
    },
    Enum {
        is_const: bool,
        /// With the value where it is constant.
        members: Vec<(Text, Option<Literal>)>,
    },
    Namespace,
    /// `export default <expression>`; the name is `default`
    DefaultExpr {
        literal: Option<Literal>,
    },
}

/// What a caller sees of a function.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FunctionFace {
    /// One for each parameter but the rest.
    pub params: Vec<ParamFace>,
    pub has_rest: bool,
    pub is_async: bool,
    pub is_generator: bool,
    pub return_hint: Hint,
    pub traits: FunctionTraits,
}

/// What a function does besides reading its parameters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FunctionTraits {
    pub uses_this: bool,
    pub uses_arguments: bool,
    pub uses_new_target: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ParamFace {
    pub hint: Hint,
    /// `x?` or `x = 1`
    pub is_optional: bool,
    /// A plain name, not a pattern.
    pub is_simple: bool,
}

/// The value of a literal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Literal {
    Undefined,
    Null,
    Bool(bool),
    /// The bits of the number
    Number(u64),
    String(Text),
    BigInt(Name),
}
