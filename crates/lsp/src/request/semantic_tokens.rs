//! `textDocument/semanticTokens`: what each word of a text is.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};

use gen_lsp_types::{SemanticTokensDeltaParams, SemanticTokensParams, SemanticTokensRangeParams};
use perry_db::input::SourceFile;
use perry_ide::answer::{SemanticToken, TextRange, TokenKind, TokenModifiers};
use perry_persist::fingerprint::Fingerprint;
use serde_json::{Value, json};

use crate::client::Failure;
use crate::place::Context;

/// The names of `TokenKind`, in the order of `kind_index`.
pub const KINDS: &[&str] = &[
    "namespace",
    "class",
    "enum",
    "interface",
    "type",
    "typeParameter",
    "parameter",
    "variable",
    "property",
    "enumMember",
    "function",
    "method",
    "keyword",
    "comment",
    "string",
    "number",
    "regexp",
    "operator",
];
/// The names of `TokenModifiers`, in the order of their bits.
pub const MODIFIERS: &[&str] = &["declaration", "readonly", "static", "async", "defaultLibrary"];

/// The tokens that the client has of each open file, by path.
#[derive(Debug, Default)]
pub struct Sent {
    by_path: Mutex<HashMap<String, Tokens>>,
}

/// The numbers of one answer.
#[derive(Debug)]
struct Tokens {
    id: String,
    data: Vec<u32>,
}

impl Sent {
    /// The client closed a file, and asks from nothing when it opens it again.
    pub fn forget(&self, path: &str) {
        self.by_path().remove(path);
    }

    fn by_path(&self) -> MutexGuard<'_, HashMap<String, Tokens>> {
        self.by_path.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Notes what the client has from now on, and gives what it had under `previous`.
    fn replace(
        &self,
        context: &Context,
        file: SourceFile,
        tokens: Tokens,
        previous: &str,
    ) -> Option<Vec<u32>> {
        let path = file.path(&context.db);
        if !context.view.open.contains_key(path) {
            return None;
        }
        let had = self.by_path().insert(path.to_owned(), tokens);
        had.filter(|had| had.id == previous).map(|had| had.data)
    }
}

pub fn full(context: &Context, params: SemanticTokensParams) -> Result<Value, Failure> {
    let file = context.file(&params.text_document.uri)?;
    let data = encoded(context, file, None);
    let id = result_id(&data);
    let answer = json!({ "resultId": id, "data": data });
    context.view.tokens.replace(context, file, Tokens { id, data }, "");
    Ok(answer)
}

pub fn range(context: &Context, params: SemanticTokensRangeParams) -> Result<Value, Failure> {
    let file = context.file(&params.text_document.uri)?;
    let range = context.text(file).bytes(params.range);
    Ok(json!({ "data": encoded(context, file, Some(range)) }))
}

/// What differs from the tokens that the client has; everything when those are not known here.
pub fn delta(context: &Context, params: SemanticTokensDeltaParams) -> Result<Value, Failure> {
    let file = context.file(&params.text_document.uri)?;
    let data = encoded(context, file, None);
    let id = result_id(&data);
    let tokens = Tokens { id: id.clone(), data: data.clone() };
    let had = context.view.tokens.replace(context, file, tokens, &params.previous_result_id);
    Ok(match had {
        Some(had) => json!({ "resultId": id, "edits": edits(&had, &data) }),
        None => json!({ "resultId": id, "data": data }),
    })
}

/// At most one edit: what lies between the numbers that both begin with and those that both end with.
fn edits(had: &[u32], data: &[u32]) -> Vec<Value> {
    let same = |(a, b): &(&u32, &u32)| a == b;
    let start = had.iter().zip(data).take_while(same).count();
    let end = had[start..].iter().rev().zip(data[start..].iter().rev()).take_while(same).count();
    let (deleted, inserted) = (had.len() - start - end, &data[start..data.len() - end]);
    if deleted == 0 && inserted.is_empty() {
        return Vec::new();
    }
    vec![json!({ "start": start, "deleteCount": deleted, "data": inserted })]
}

fn result_id(data: &[u32]) -> String {
    Fingerprint::of(data).to_string()
}

/// Five numbers a token, each relative to the token before; a token of several lines is one for each line.
fn encoded(context: &Context, file: SourceFile, within: Option<TextRange>) -> Vec<u32> {
    let text = context.text(file);
    let tokens = perry_ide::token::semantic_tokens(&context.db, file);
    let mut data = Vec::with_capacity(tokens.len() * 5);
    let (mut line, mut character) = (0, 0);
    let is_wanted = |token: &&SemanticToken| {
        within.is_none_or(|within| token.range.start < within.end && within.start < token.range.end)
    };
    for token in tokens.iter().filter(is_wanted) {
        for part in lines(token, &text.text) {
            let start = text.position(part.start);
            let delta = if start.line == line { start.character - character } else { start.character };
            data.extend([
                start.line - line,
                delta,
                text.units(part),
                kind_index(token.kind),
                bits(token.modifiers),
            ]);
            (line, character) = (start.line, start.character);
        }
    }
    data
}

/// The parts of a token that lie on one line each.
fn lines(token: &SemanticToken, text: &str) -> Vec<TextRange> {
    let mut start = token.range.start;
    let mut parts = Vec::new();
    for line in token.range.of(text).split_inclusive('\n') {
        let end = start + line.trim_end_matches(['\n', '\r']).len() as u32;
        if end > start {
            parts.push(TextRange { start, end });
        }
        start += line.len() as u32;
    }
    parts
}

fn kind_index(kind: TokenKind) -> u32 {
    match kind {
        TokenKind::Namespace => 0,
        TokenKind::Class => 1,
        TokenKind::Enum => 2,
        TokenKind::Interface => 3,
        TokenKind::TypeAlias => 4,
        TokenKind::TypeParameter => 5,
        TokenKind::Parameter => 6,
        TokenKind::Variable => 7,
        TokenKind::Property => 8,
        TokenKind::EnumMember => 9,
        TokenKind::Function => 10,
        TokenKind::Method => 11,
        TokenKind::Keyword => 12,
        TokenKind::Comment => 13,
        TokenKind::String => 14,
        TokenKind::Number => 15,
        TokenKind::Regexp => 16,
        TokenKind::Operator => 17,
    }
}

fn bits(modifiers: TokenModifiers) -> u32 {
    let TokenModifiers { is_declaration, is_readonly, is_static, is_async, is_default_library } = modifiers;
    let all = [is_declaration, is_readonly, is_static, is_async, is_default_library];
    all.iter().enumerate().map(|(bit, is_on)| u32::from(*is_on) << bit).sum()
}
