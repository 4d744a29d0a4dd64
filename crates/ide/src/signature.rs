//! The signatures of the call that is being typed, and the parameter that is next.

use std::cell::LazyCell;
use std::collections::HashSet;

use perry_db::span::SpanDb;

use crate::answer::{CallSignature, Place, SignatureHelp, TextRange};
use crate::hover;
use crate::index::Source;
use crate::tree::{Kind, NodeId, ROOT, Role, Tree, flag};
use crate::types::{At, Callable, Ty, Types};

/// The signatures of the call around `place`.
pub fn signature_help(db: &dyn SpanDb, place: Place) -> Option<SignatureHelp> {
    let types = Types::new(db);
    let source = Source::File(place.file);
    let view = types.view(source);
    let open = open_parenthesis(&view.tree, &view.text, place.offset)?;
    let call = call_of(&view.tree, view.tree.tokens[open].start)?;
    let callee = At { source, node: view.tree.child(call, Role::Callee)? };
    let is_new = view.tree.kind(call) == Kind::New;
    let callables = match (types.kind(callee), is_new) {
        (Kind::Super, _) => match types.type_of(callee) {
            Ty::Named(class, _) => types.constructors(&Ty::Value(class)),
            _ => Vec::new(),
        },
        (_, true) => types.constructors(&types.type_of(callee)),
        _ => types.callables(&types.type_of(callee)),
    };
    let active_parameter = commas(&view.tree, &view.text, open, place.offset);
    let name = types.text(callee).rsplit('.').next().unwrap_or_default().to_owned();
    let takes = |it: &Callable| {
        let params = types.all(it.at, Role::Param);
        params.len() > active_parameter || params.last().is_some_and(|last| types.has(*last, flag::REST))
    };
    let active_signature = callables.iter().position(takes).unwrap_or_default();
    let signatures: Vec<_> = callables.iter().map(|it| signature(&types, it, &name)).collect();
    (!signatures.is_empty()).then_some(SignatureHelp { signatures, active_signature, active_parameter })
}

fn signature(types: &Types<'_>, callable: &Callable, name: &str) -> CallSignature {
    let (mut label, mut parameters) = (format!("{name}("), Vec::new());
    let params =
        if types.kind(callable.at) == Kind::Class { Vec::new() } else { types.all(callable.at, Role::Param) };
    for (place, param) in params.iter().enumerate() {
        if place > 0 {
            label.push_str(", ");
        }
        let start = label.len() as u32;
        label.push_str(&types.print_param(*param, &callable.env, 4));
        parameters.push(TextRange { start, end: label.len() as u32 });
    }
    let result = match &callable.instance {
        Some(instance) => types.print(instance),
        None => types.print(&types.result_of(callable.at, &callable.env)),
    };
    label.push_str(&format!("): {result}"));
    CallSignature { label, parameters, documentation: hover::documentation(types, callable.at) }
}

/// The innermost parenthesis that is open at `offset`.
fn open_parenthesis(tree: &Tree, text: &str, offset: u32) -> Option<usize> {
    let mut at = tree.tokens.partition_point(|token| token.end <= offset);
    let bodies = LazyCell::new(|| bodies(tree));
    while at > 0 {
        at -= 1;
        let token = tree.tokens[at];
        match text.as_bytes().get(token.start as usize) {
            Some(b')' | b']' | b'}') if token.partner != u32::MAX && (token.partner as usize) < at => {
                at = token.partner as usize;
            }
            Some(b'(') if token.end - token.start == 1 => return Some(at),
            Some(b'{') if token.end - token.start == 1 && bodies.contains(&token.start) => return None,
            Some(b';') => return None,
            _ => {}
        }
    }
    None
}

/// Where braces open code: nobody types arguments behind them. Found once, for brackets may nest without end.
fn bodies(tree: &Tree) -> HashSet<u32> {
    let blocks = tree.descendants(ROOT).filter(|id| tree.kind(*id) == Kind::Block);
    blocks.map(|id| tree.range(id).start).collect()
}

fn call_of(tree: &Tree, parenthesis: u32) -> Option<NodeId> {
    tree.ancestors(tree.at(parenthesis)).find(|id| {
        let callee =
            tree.child(*id, Role::Callee).filter(|_| matches!(tree.kind(*id), Kind::Call | Kind::New));
        callee.is_some_and(|callee| tree.range(callee).end <= parenthesis)
    })
}

/// Commas between a parenthesis and the cursor that belong to it.
fn commas(tree: &Tree, text: &str, open: usize, offset: u32) -> usize {
    let (mut count, mut at) = (0, open + 1);
    while let Some(token) = tree.tokens.get(at).filter(|token| token.end <= offset) {
        let is_comma = text.as_bytes().get(token.start as usize) == Some(&b',');
        count += usize::from(is_comma);
        let partner = token.partner as usize;
        at = if token.partner != u32::MAX && partner > at { partner } else { at } + 1;
    }
    count
}
