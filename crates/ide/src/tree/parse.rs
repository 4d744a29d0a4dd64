//! The parser of the editor's tree: total, in one pass, with guesses where the text is unfinished.
//!
//! What is missing becomes a `Missing` node without width, what is too much an `Error` node. A list goes on behind
//! what it does not understand; a keyword that begins a statement ends every expression.

mod class;
mod expression;
mod module;
mod pattern;
mod postfix;
mod statement;
mod types;

use super::token::{T, Token, tokens};
use super::{Kind, NONE, Node, NodeId, ROOT, Role, Tree};
use perry_syntax::stack::guarded;

/// What nests deeper is left out of the tree: nobody edits it by hand.
const DEPTH: u32 = 1_500;

/// The tree of `text`.
pub fn parse(text: &str) -> Tree {
    let (tokens, comments) = tokens(text);
    let mut parser = Parser {
        text,
        tokens: &tokens,
        at: 0,
        nodes: Vec::with_capacity(tokens.len() + 1),
        pending: Vec::new(),
        depth: 0,
        has_failed: false,
        is_generator: false,
        is_without_in: false,
        is_in_condition: false,
    };
    parser.module();
    let nodes = parser.nodes;
    Tree { nodes, tokens, comments }
}

struct Parser<'t> {
    text: &'t str,
    tokens: &'t [Token],
    at: usize,
    nodes: Vec<Node>,
    /// Children of the nodes in work.
    pending: Vec<(Role, NodeId)>,
    depth: u32,
    /// Something was missing since this was last cleared: what speculation looks at.
    has_failed: bool,
    is_generator: bool,
    /// In the head of a `for`, `in` is no operator.
    is_without_in: bool,
    /// Between `?` and `:`, where `(a): b` is no head of an arrow.
    is_in_condition: bool,
}

/// Where a speculation began.
#[derive(Clone, Copy)]
struct Checkpoint {
    at: usize,
    nodes: usize,
    pending: usize,
    has_failed: bool,
}

impl<'t> Parser<'t> {
    fn module(&mut self) {
        self.add(Kind::Module, 0);
        let mark = self.mark();
        while !self.is_end() {
            let statement = self.statement_or_error();
            self.put(Role::Item, statement);
        }
        self.link(ROOT, mark);
        self.nodes[0].end = self.text.len() as u32;
    }

    // Tokens

    fn token(&self) -> Token {
        self.tokens[self.at]
    }

    fn peek(&self, ahead: usize) -> Token {
        self.tokens[(self.at + ahead).min(self.tokens.len() - 1)]
    }

    fn word_of(&self, token: Token) -> &'t str {
        &self.text[token.start as usize..token.end as usize]
    }

    fn word(&self) -> &'t str {
        self.word_of(self.token())
    }

    fn is_end(&self) -> bool {
        self.token().kind == T::End
    }

    /// Whether the token is this keyword or punctuation.
    fn is(&self, word: &str) -> bool {
        self.is_at(0, word)
    }

    fn is_at(&self, ahead: usize, word: &str) -> bool {
        let token = self.peek(ahead);
        matches!(token.kind, T::Punctuation | T::Keyword | T::Name) && self.word_of(token) == word
    }

    fn is_name(&self) -> bool {
        self.token().kind == T::Name
    }

    fn is_name_at(&self, ahead: usize) -> bool {
        self.peek(ahead).kind == T::Name
    }

    fn bump(&mut self) {
        if !self.is_end() {
            self.at += 1;
        }
    }

    fn eat(&mut self, word: &str) -> bool {
        let is = self.is(word);
        if is {
            self.bump();
        }
        is
    }

    fn expect(&mut self, word: &str) {
        self.has_failed |= !self.eat(word);
    }

    fn start(&self) -> u32 {
        self.token().start
    }

    /// The end of the token before.
    fn end(&self) -> u32 {
        self.at.checked_sub(1).map_or(0, |before| self.tokens[before].end)
    }

    /// Behind the end of a statement, if there is one.
    fn semicolon(&mut self) {
        if !self.eat(";") {
            self.has_failed |= !(self.is_end() || self.is("}") || self.token().is_first);
        }
    }

    // Nodes

    /// A node up to here; one of no tokens lies where the last token ended.
    fn add(&mut self, kind: Kind, start: u32) -> NodeId {
        let end = self.end();
        let start = start.min(end);
        self.nodes.push(Node {
            kind,
            role: Role::Item,
            flags: 0,
            start,
            end,
            parent: NONE,
            first: NONE,
            next: NONE,
        });
        NodeId(self.nodes.len() as u32 - 1)
    }

    fn mark(&self) -> usize {
        self.pending.len()
    }

    /// A child of the node that is finished next.
    fn put(&mut self, role: Role, child: NodeId) {
        self.pending.push((role, child));
    }

    /// A node of all children since `mark`, up to here.
    fn finish(&mut self, kind: Kind, start: u32, mark: usize) -> NodeId {
        let id = self.add(kind, start);
        self.link(id, mark);
        id
    }

    fn link(&mut self, id: NodeId, mark: usize) {
        // A node that begins with what is missing begins where that does.
        let first = self.pending.get(mark).map_or(u32::MAX, |(_, child)| self.start_of(*child));
        let mut next = NONE;
        for (role, child) in self.pending.drain(mark..).rev() {
            let node = &mut self.nodes[child.0 as usize];
            (node.role, node.parent, node.next) = (role, id.0, next);
            next = child.0;
        }
        let node = &mut self.nodes[id.0 as usize];
        (node.first, node.start) = (next, node.start.min(first));
    }

    fn flag(&mut self, id: NodeId, flags: u16) -> NodeId {
        self.nodes[id.0 as usize].flags |= flags;
        id
    }

    fn start_of(&self, id: NodeId) -> u32 {
        self.nodes[id.0 as usize].start
    }

    /// A node of the one token here.
    fn leaf(&mut self, kind: Kind) -> NodeId {
        let start = self.start();
        self.bump();
        self.add(kind, start)
    }

    fn missing(&mut self) -> NodeId {
        self.has_failed = true;
        let end = self.end();
        self.add(Kind::Missing, end)
    }

    /// A node of two children, the first of which begins it.
    fn pair(&mut self, kind: Kind, first: (Role, NodeId), second: (Role, NodeId)) -> NodeId {
        let mark = self.mark();
        self.put(first.0, first.1);
        self.put(second.0, second.1);
        self.finish(kind, self.start_of(first.1), mark)
    }

    /// A name, keywords not allowed.
    fn binding_name(&mut self) -> NodeId {
        if self.is_name() { self.leaf(Kind::Ident) } else { self.missing() }
    }

    /// A name behind a dot or as a key, keywords allowed.
    fn any_name(&mut self) -> NodeId {
        match self.token().kind {
            T::Name | T::Keyword => self.leaf(Kind::Ident),
            T::PrivateName => self.leaf(Kind::PrivateName),
            _ => self.missing(),
        }
    }

    /// The key of a member: a name, string, number or `[computed]`.
    fn key(&mut self) -> NodeId {
        match self.token().kind {
            T::String => self.leaf(Kind::String),
            T::Number | T::BigInt => self.leaf(Kind::Number),
            _ if self.is("[") => {
                let (start, mark) = (self.start(), self.mark());
                self.bump();
                let value = self.expression();
                self.put(Role::Value, value);
                self.expect("]");
                self.finish(Kind::Computed, start, mark)
            }
            _ => self.any_name(),
        }
    }

    /// Whether a key begins here or some tokens ahead.
    fn is_key_at(&self, ahead: usize) -> bool {
        let token = self.peek(ahead);
        let is_word =
            matches!(token.kind, T::Name | T::Keyword | T::PrivateName | T::String | T::Number | T::BigInt);
        is_word || self.is_at(ahead, "[")
    }

    // Guards

    /// One level deeper; what nests too deep is skipped up to the bracket that closes it.
    fn deeper(&mut self, body: impl FnOnce(&mut Self) -> NodeId) -> NodeId {
        if self.depth >= DEPTH {
            return self.skipped();
        }
        self.depth += 1;
        let id = guarded(|| body(self));
        self.depth -= 1;
        id
    }

    fn skipped(&mut self) -> NodeId {
        let start = self.start();
        self.has_failed = true;
        let partner = self.token().partner;
        match partner != u32::MAX && partner as usize > self.at {
            true => self.at = partner as usize + 1,
            false => self.bump(),
        }
        self.add(Kind::Error, start)
    }

    fn checkpoint(&mut self) -> Checkpoint {
        let checkpoint = Checkpoint {
            at: self.at,
            nodes: self.nodes.len(),
            pending: self.pending.len(),
            has_failed: self.has_failed,
        };
        self.has_failed = false;
        checkpoint
    }

    fn back(&mut self, checkpoint: Checkpoint) {
        self.at = checkpoint.at;
        self.nodes.truncate(checkpoint.nodes);
        self.pending.truncate(checkpoint.pending);
        self.has_failed = checkpoint.has_failed;
    }

    /// What `attempt` reads, if it is complete.
    fn speculate(&mut self, attempt: impl FnOnce(&mut Self) -> Option<NodeId>) -> Option<NodeId> {
        let checkpoint = self.checkpoint();
        match attempt(self) {
            Some(id) if !self.has_failed => {
                self.has_failed = checkpoint.has_failed;
                Some(id)
            }
            _ => {
                self.back(checkpoint);
                None
            }
        }
    }

    /// A list in brackets, the opening one here: elements until the closing one, or until nothing fits.
    fn list(&mut self, close: &str, mut element: impl FnMut(&mut Self)) {
        self.bump();
        while !self.is_end() && !self.is(close) {
            let before = self.at;
            element(self);
            if self.eat(",") {
                continue;
            }
            // In braces it was meant as a comma.
            if close == "}" && self.eat(";") {
                self.has_failed = true;
                continue;
            }
            if self.is(close) || self.ends_list() {
                break;
            }
            self.has_failed = true;
            if self.at == before {
                let error = self.skipped();
                self.put(Role::Item, error);
            }
        }
        self.expect(close);
    }

    /// Whether what is here belongs to something further out than the list in work.
    fn ends_list(&self) -> bool {
        matches!(self.word(), ")" | "]" | "}" | ";") || self.begins_statement()
    }

    /// Whether a keyword that can only begin a statement is the first of its line.
    fn begins_statement(&self) -> bool {
        let token = self.token();
        let is_keyword = matches!(
            self.word(),
            "const"
                | "let"
                | "var"
                | "return"
                | "if"
                | "for"
                | "while"
                | "export"
                | "throw"
                | "switch"
                | "try"
                | "break"
                | "continue"
                | "do"
                | "enum"
                | "interface"
        );
        token.is_first && is_keyword && !self.is_at(1, ":") && !self.is_at(1, ",") && !self.is_at(1, "(")
            || token.is_first && matches!(self.word(), "import" | "class" | "function") && self.is_name_at(1)
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::tree::token::tokens;
    use crate::tree::{Kind, ROOT};

    /// Every node lies inside its parent, and siblings follow each other.
    fn check_laws(text: &str) {
        let tree = parse(text);
        for id in tree.descendants(ROOT) {
            let mut end = tree.range(id).start;
            for child in tree.children(id) {
                assert!(
                    tree.range(id).contains(tree.range(child)),
                    "{:?} of {text:?} {:?}",
                    tree.kind(child),
                    tree.kind(id)
                );
                assert!(tree.range(child).start >= end || tree.kind(child) == Kind::Missing, "{text:?}");
                end = tree.range(child).end;
            }
        }
    }

    #[test]
    fn every_prefix_of_a_program_has_a_lawful_tree() {
        let program = include_str!("../../tests/every_construct.ts");
        let ends = program.char_indices().map(|(at, _)| at);
        ends.for_each(|end| check_laws(&program[..end]));
    }

    #[test]
    fn a_whole_program_has_no_error() {
        let program = include_str!("../../tests/every_construct.ts");
        let tree = parse(program);
        let bad = tree.descendants(ROOT).find(|id| matches!(tree.kind(*id), Kind::Error | Kind::Missing));
        assert_eq!(bad.map(|id| &program[tree.range(id).start as usize..]), None);
    }

    /// What is typed between two tokens, and never belongs to all of the places where it is tried.
    const PIECES: &[&str] = &[
        ";", ",", ".", ":", "?", "!", "=", "=>", "...", "*", "@", "#", "<", ">", "(", ")", "[", "]", "{",
        "}", "`", "${", "/", "\"", "/*", "-", "0", "name", "in", "as", "enum", "case", "async", "get",
        "export", "\n",
    ];

    #[test]
    fn a_program_with_a_piece_too_many_has_a_lawful_tree() {
        let program = include_str!("../../tests/every_construct.ts");
        for token in tokens(program).0 {
            let (before, behind) = program.split_at(token.start as usize);
            for piece in PIECES {
                check_laws(&format!("{before} {piece} {behind}"));
            }
        }
    }

    #[test]
    fn a_program_without_one_token_has_a_lawful_tree() {
        let program = include_str!("../../tests/every_construct.ts");
        for token in tokens(program).0 {
            check_laws(&format!("{} {}", &program[..token.start as usize], &program[token.end as usize..]));
        }
    }

    #[test]
    fn deep_nesting_has_a_tree() {
        for open in
            ["(", "[", "{", "a(", "a.b", "f<", "`${", "a => ", "if(a)", "-", "a?b:", "x<a[", "let a:("]
        {
            check_laws(&open.repeat(10_000));
        }
    }
}
