//! The meaning of every word of a file, for colours.

use perry_db::input::SourceFile;
use perry_db::span::SpanDb;

use crate::answer::{SemanticToken, SymbolKind, TextRange, TokenKind, TokenModifiers, Usage};
use crate::index::{self, Index, Source, TYPE, Use, VALUE};
use crate::link::{Def, Link, global, resolved};
use crate::tree::token::{T, Token};
use crate::tree::{Kind, NodeId, Tree, flag};

/// The tokens of `file` in the order of the text.
pub fn semantic_tokens(db: &dyn SpanDb, file: SourceFile) -> Vec<SemanticToken> {
    let source = Source::File(file);
    let (tree, text, index) = (index::tree(db, source), index::text(db, source), index::index(db, source));
    let kind = |symbol: usize| {
        let def = Def { source, symbol: symbol as u32 };
        let link = index.symbols[symbol].import.and_then(|_| resolved(db, def));
        match link {
            Some(Link::Symbol(def)) => index::index(db, def.source).symbols[def.symbol as usize].kind,
            Some(Link::Module(_)) => SymbolKind::Namespace,
            None => index.symbols[symbol].kind,
        }
    };
    let kinds: Vec<SymbolKind> = (0..index.symbols.len()).map(kind).collect();
    let names = Names { tree: &tree, text: &text, index, names: tree.names(), kinds: &kinds };
    let comments = tree.comments.iter().map(|range| plain(*range, TokenKind::Comment));
    let mut found: Vec<SemanticToken> = comments.collect();
    found.extend(tree.tokens.iter().filter_map(|token| names.token(token)));
    found.sort_by_key(|token| token.range.start);
    found
}

fn plain(range: TextRange, kind: TokenKind) -> SemanticToken {
    SemanticToken { range, kind, modifiers: TokenModifiers::default() }
}

struct Names<'t> {
    tree: &'t Tree,
    text: &'t str,
    index: &'t Index,
    /// By where they start: to look each up from the root would take as long as the tree is deep.
    names: Vec<(u32, NodeId)>,
    /// Of each symbol, imports followed.
    kinds: &'t [SymbolKind],
}

impl Names<'_> {
    fn token(&self, token: &Token) -> Option<SemanticToken> {
        let range = TextRange { start: token.start, end: token.end };
        let kind = match token.kind {
            T::Keyword => TokenKind::Keyword,
            T::Number | T::BigInt => TokenKind::Number,
            T::String | T::Template | T::TemplateHead | T::TemplateMiddle | T::TemplateTail => {
                TokenKind::String
            }
            T::Regexp => TokenKind::Regexp,
            T::Name | T::PrivateName => return Some(self.name(range)),
            T::End | T::Punctuation | T::Unknown => return None,
        };
        Some(plain(range, kind))
    }

    fn name(&self, range: TextRange) -> SemanticToken {
        if let Some(found) = self.index.use_of(range) {
            return self.symbol(found);
        }
        if self.index.members.binary_search_by_key(&range.start, |it| it.start).is_ok() {
            return self.member(range);
        }
        if let Ok(at) = self.index.free.binary_search_by_key(&range.start, |it| it.range.start) {
            let meaning = if self.index.free[at].is_type { TYPE } else { VALUE };
            let kind = global(range.of(self.text), meaning)
                .map(|def| kind_of(crate::library::library().index.symbols[def.symbol as usize].kind));
            let modifiers =
                TokenModifiers { is_default_library: kind.is_some(), ..TokenModifiers::default() };
            return SemanticToken { range, kind: kind.unwrap_or(TokenKind::Variable), modifiers };
        }
        plain(range, self.other(range))
    }

    /// The node of a name.
    fn node(&self, range: TextRange) -> Option<NodeId> {
        let at = self.names.binary_search_by_key(&range.start, |(start, _)| *start).ok()?;
        Some(self.names[at].1)
    }

    /// A name that is no use of a symbol: of an import or export, or a word that is a keyword here.
    fn other(&self, range: TextRange) -> TokenKind {
        let is_name = self.node(range).is_some_and(|it| self.tree.range(it) == range);
        if is_name { TokenKind::Variable } else { TokenKind::Keyword }
    }

    fn symbol(&self, found: &Use) -> SemanticToken {
        let kind = self.kinds[found.symbol as usize];
        let modifiers = TokenModifiers {
            is_declaration: found.usage == Usage::Declaration,
            is_readonly: kind == SymbolKind::Constant,
            ..TokenModifiers::default()
        };
        SemanticToken { range: found.range, kind: kind_of(kind), modifiers }
    }

    fn member(&self, range: TextRange) -> SemanticToken {
        let Some(node) = self.node(range) else { return plain(range, TokenKind::Property) };
        let Some(parent) = self.tree.parent(node) else { return plain(range, TokenKind::Property) };
        let is_called = self.is_callee(parent);
        let kind = match self.tree.kind(parent) {
            Kind::Method | Kind::Constructor => TokenKind::Method,
            Kind::EnumMember => TokenKind::EnumMember,
            Kind::QualifiedName => TokenKind::Class,
            Kind::Member if is_called => TokenKind::Method,
            _ => TokenKind::Property,
        };
        let modifiers = TokenModifiers {
            is_declaration: !matches!(self.tree.kind(parent), Kind::Member | Kind::QualifiedName),
            is_readonly: self.tree.has(parent, flag::READONLY),
            is_static: self.tree.has(parent, flag::STATIC),
            is_async: self.tree.has(parent, flag::ASYNC),
            ..TokenModifiers::default()
        };
        SemanticToken { range, kind, modifiers }
    }

    fn is_callee(&self, id: NodeId) -> bool {
        self.tree.role(id) == crate::tree::Role::Callee
    }
}

fn kind_of(kind: SymbolKind) -> TokenKind {
    match kind {
        SymbolKind::Function => TokenKind::Function,
        SymbolKind::Class => TokenKind::Class,
        SymbolKind::Interface => TokenKind::Interface,
        SymbolKind::TypeAlias => TokenKind::TypeAlias,
        SymbolKind::TypeParameter => TokenKind::TypeParameter,
        SymbolKind::Enum => TokenKind::Enum,
        SymbolKind::EnumMember => TokenKind::EnumMember,
        SymbolKind::Namespace | SymbolKind::Module => TokenKind::Namespace,
        SymbolKind::Parameter => TokenKind::Parameter,
        SymbolKind::Method | SymbolKind::Constructor => TokenKind::Method,
        SymbolKind::Property | SymbolKind::Accessor => TokenKind::Property,
        SymbolKind::Variable | SymbolKind::Constant => TokenKind::Variable,
        SymbolKind::Keyword => TokenKind::Keyword,
    }
}
