//! Names of built-ins: what names one that is missing is refused.
//!
//! `frame.builtins` remembers which values are built-ins by name, so that `Math.f16round`, `const { groupBy } = Object`
//! and `globalThis.Array.fromAsync` are seen alike. Values that take another way meet the runtime's own refusal.

use super::Lowerer;
use crate::catalogue;
use crate::module::Temp;
use perry_syntax::ast::Span;

/// Names of the global object.
const GLOBAL_OBJECT: [&str; 2] = ["globalThis", "global"];

impl<'a> Lowerer<'a> {
    /// A global was read as `value`.
    pub(super) fn note_global(&mut self, value: Temp, name: &str, span: Span) {
        self.note_builtin(value, global_name(name), span);
    }

    /// A member of `object` was read as `value`.
    pub(super) fn note_member(&mut self, object: Temp, value: Temp, name: &str, span: Span) {
        if let Some(name) = self.member_name(object, name) {
            self.note_builtin(value, name, span);
        }
    }

    /// A method of `object` is called.
    pub(super) fn refuse_missing_member(&mut self, object: Temp, name: &str, span: Span) {
        if let Some(name) = self.member_name(object, name).filter(|name| catalogue::is_missing(name)) {
            self.refuse_missing(&name, span);
        }
    }

    fn member_name(&mut self, object: Temp, name: &str) -> Option<String> {
        let owner = self.frame().builtins.get(&object)?;
        Some(if owner.is_empty() { global_name(name) } else { format!("{owner}.{name}") })
    }

    fn note_builtin(&mut self, value: Temp, name: String, span: Span) {
        if catalogue::is_missing(&name) {
            self.refuse_missing(&name, span);
        } else if catalogue::has_missing_members(&name) {
            self.frame().builtins.insert(value, name);
        }
    }

    fn refuse_missing(&mut self, name: &str, span: Span) {
        let message = format!("`{name}` is not supported yet");
        self.refuse("missing-builtin", &message, span, "docs/language-builtins.md lists what there is");
    }
}

/// The name of a global; the empty one of the global object.
fn global_name(name: &str) -> String {
    if GLOBAL_OBJECT.contains(&name) { String::new() } else { name.to_owned() }
}
