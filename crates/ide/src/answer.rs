//! The answers: what the questions return, as plain data. Offsets are bytes of the file's text.

use std::rc::Rc;

use perry_db::input::SourceFile;

/// Where an editor's cursor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub file: SourceFile,
    pub offset: u32,
}

/// Bytes of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextRange {
    pub start: u32,
    pub end: u32,
}

impl TextRange {
    /// Whether a cursor at `offset` touches it; right behind its end counts.
    pub fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }

    pub fn contains(self, other: TextRange) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// How many bytes it covers.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// What it covers of `text`; nothing when it lies outside.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// Bytes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FileRange {
    pub file: SourceFile,
    pub range: TextRange,
}

/// Where a declaration is: all of it, and its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    pub file: SourceFile,
    pub full: TextRange,
    pub name: TextRange,
}

/// What a name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The name that was asked for.
    pub origin: TextRange,
    pub targets: Vec<Target>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    pub range: TextRange,
    /// What it is, as TypeScript: `const total: number`.
    pub signature: String,
    /// The text of its doc comment, in Markdown.
    pub documentation: Option<String>,
    /// How a compiled program holds it, when that is known: `i32`, `f64`, `bool`, `str`, `obj`, `boxed`.
    pub representation: Option<String>,
}

/// What a use does to what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Usage {
    Declaration,
    Read,
    Write,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    pub place: FileRange,
    pub usage: Usage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Highlight {
    pub range: TextRange,
    pub usage: Usage,
}

/// What kind of thing a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SymbolKind {
    Module,
    Variable,
    Constant,
    Function,
    Class,
    Interface,
    TypeAlias,
    TypeParameter,
    Enum,
    EnumMember,
    Namespace,
    Parameter,
    Property,
    Method,
    Constructor,
    Accessor,
    Keyword,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentSymbol {
    pub name: String,
    pub kind: SymbolKind,
    pub full: TextRange,
    pub range: TextRange,
    pub children: Vec<DocumentSymbol>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkspaceSymbol {
    pub name: String,
    pub kind: SymbolKind,
    /// The class or namespace it is declared in.
    pub container: Option<String>,
    pub place: FileRange,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    pub items: Vec<Completion>,
    /// There are more: ask again when more is typed.
    pub is_incomplete: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    pub label: String,
    pub kind: SymbolKind,
    /// Its type, or where it would be imported from.
    pub detail: Option<String>,
    /// What is inserted instead of `replace`.
    pub insert: String,
    pub replace: TextRange,
    /// Lower comes first; equal ranks sort by label.
    pub rank: u8,
    /// The path of the module it would have to be imported from: `resolve_completion` makes the edit.
    pub import_from: Option<String>,
}

/// What is looked up only for the item that is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompletionDetail {
    pub signature: Option<String>,
    pub documentation: Option<String>,
    /// Edits beside the insertion: the import.
    pub edits: Vec<Edit>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureHelp {
    pub signatures: Vec<CallSignature>,
    pub active_signature: usize,
    pub active_parameter: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallSignature {
    pub label: String,
    /// Bytes of the label.
    pub parameters: Vec<TextRange>,
    pub documentation: Option<String>,
}

/// Replaces a range by a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub range: TextRange,
    /// Shared: a rename writes the same in thousands of places.
    pub text: Rc<str>,
}

/// Edits of one file, which do not overlap, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdits {
    pub file: SourceFile,
    pub edits: Vec<Edit>,
}

/// What can be renamed here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renaming {
    pub range: TextRange,
    pub name: String,
}

/// Why something is not done, in one sentence for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub reason: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    pub range: TextRange,
    pub kind: FoldKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    Code,
    Comment,
    Imports,
    Region,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SemanticToken {
    pub range: TextRange,
    pub kind: TokenKind,
    pub modifiers: TokenModifiers,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    Namespace,
    Class,
    Enum,
    Interface,
    TypeAlias,
    TypeParameter,
    Parameter,
    Variable,
    Property,
    EnumMember,
    Function,
    Method,
    Keyword,
    Comment,
    String,
    Number,
    Regexp,
    Operator,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TokenModifiers {
    pub is_declaration: bool,
    pub is_readonly: bool,
    pub is_static: bool,
    pub is_async: bool,
    /// Comes from the language, not from the program.
    pub is_default_library: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inlay {
    pub offset: u32,
    pub label: String,
    pub kind: InlayKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InlayKind {
    /// The type of a variable, parameter or result that has no annotation.
    Type,
    /// The name of the parameter that an argument is for.
    Parameter,
    /// How a compiled program holds a variable.
    Representation,
}

/// Which inlays are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InlaySettings {
    pub types: bool,
    pub parameters: bool,
    pub representations: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    pub title: String,
    /// The code of the diagnostic that it settles.
    pub settles: Option<&'static str>,
    /// Whether it is the one that is probably wanted.
    pub is_preferred: bool,
    pub edits: Vec<FileEdits>,
}

/// A function or type in a hierarchy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HierarchyItem {
    pub name: String,
    pub kind: SymbolKind,
    pub target: Target,
}

/// A caller or callee, and the calls: ranges in the file of the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub item: HierarchyItem,
    pub ranges: Vec<TextRange>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    pub range: TextRange,
    pub kind: LensKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LensKind {
    /// Run the program that starts in this file.
    Run,
    /// Why this module was rebuilt.
    Why,
}

/// A file that is about to be called otherwise; paths from the project's root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    pub from: String,
    pub to: String,
}
