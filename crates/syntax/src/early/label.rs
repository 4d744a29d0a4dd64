//! Labels, and where `break` and `continue` may go.

use super::Early;
use crate::ast::{Name, Span, Stmt, StmtKind};

/// What `break` and `continue` see inside the current function.
#[derive(Default)]
pub(super) struct Labels {
    labels: Vec<Label>,
    loops: u32,
    switches: u32,
}

struct Label {
    name: Name,
    is_loop: bool,
}

impl Early<'_> {
    /// Runs `walk` where no label of the outside is seen.
    pub(super) fn without_labels(&mut self, walk: impl FnOnce(&mut Self)) {
        let outside = std::mem::take(&mut self.labels);
        walk(self);
        self.labels = outside;
    }

    pub(super) fn in_loop(&mut self, walk: impl FnOnce(&mut Self)) {
        self.labels.loops += 1;
        walk(self);
        self.labels.loops -= 1;
    }

    pub(super) fn in_switch(&mut self, walk: impl FnOnce(&mut Self)) {
        self.labels.switches += 1;
        walk(self);
        self.labels.switches -= 1;
    }

    pub(super) fn labeled(&mut self, name: &Name, body: &Stmt, span: Span) {
        if self.labels.labels.iter().any(|label| label.name == *name) {
            self.fault("duplicate-label", span, format!("the label `{name}` is already in use here"));
        }
        let mut inner = body;
        while let StmtKind::Labeled { body, .. } = &inner.kind {
            inner = body;
        }
        if let StmtKind::Function(function) = &inner.kind
            && (self.is_strict || function.is_async || function.is_generator)
        {
            self.misplaced(inner.span);
        }
        self.no_declaration(inner);
        let is_loop = matches!(
            inner.kind,
            StmtKind::For { .. }
                | StmtKind::ForIn { .. }
                | StmtKind::ForOf { .. }
                | StmtKind::While { .. }
                | StmtKind::DoWhile { .. }
        );
        self.labels.labels.push(Label { name: name.clone(), is_loop });
        self.stmt(body);
        self.labels.labels.pop();
    }

    pub(super) fn break_target(&mut self, label: &Option<Name>, span: Span) {
        match label {
            None if self.labels.loops + self.labels.switches == 0 => {
                self.fault("break-outside-loop", span, "`break` stands outside of a loop and a `switch`");
            }
            Some(name) if !self.labels.labels.iter().any(|label| label.name == *name) => {
                self.fault(
                    "label-not-found",
                    span,
                    format!("no statement around here has the label `{name}`"),
                );
            }
            _ => {}
        }
    }

    pub(super) fn continue_target(&mut self, label: &Option<Name>, span: Span) {
        let Some(name) = label else {
            if self.labels.loops == 0 {
                self.fault("continue-outside-loop", span, "`continue` stands outside of a loop");
            }
            return;
        };
        match self.labels.labels.iter().find(|label| label.name == *name) {
            None => {
                self.fault(
                    "label-not-found",
                    span,
                    format!("no statement around here has the label `{name}`"),
                );
            }
            Some(label) if !label.is_loop => {
                self.fault(
                    "continue-outside-loop",
                    span,
                    format!("`{name}` is the label of a statement that is no loop"),
                );
            }
            Some(_) => {}
        }
    }
}
