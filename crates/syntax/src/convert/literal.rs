//! Literals: strings, numbers as property keys, templates, regular expressions.

use super::{Converter, span};
use crate::ast::{ExprKind, Name, PropertyKey, Text};
use crate::diagnostic::SyntaxDiagnostic;
use std::sync::Arc;
use swc_ecma_ast as swc;

impl Converter {
    pub(super) fn literal(&mut self, literal: &swc::Lit) -> ExprKind {
        match literal {
            swc::Lit::Str(string) => {
                self.decimal_escape(string);
                ExprKind::String(self.names.text(&string.value))
            }
            swc::Lit::Bool(value) => ExprKind::Bool(value.value),
            swc::Lit::Null(_) => ExprKind::Null,
            swc::Lit::Num(number) => ExprKind::Number(number.value),
            swc::Lit::BigInt(number) => ExprKind::BigInt(self.digits(number)),
            swc::Lit::Regex(regex) => self.regex(regex),
            swc::Lit::JSXText(text) => ExprKind::String(self.names.text(&text.value)),
        }
    }

    /// `\8` and `\9` are the digits in sloppy code and nothing in strict code.
    fn decimal_escape(&mut self, string: &swc::Str) {
        let Some(raw) = string.raw.as_deref().filter(|raw| self.is_strict && raw.contains('\\')) else {
            return;
        };
        let mut chars = raw.chars();
        while let Some(char) = chars.next() {
            if char == '\\' && matches!(chars.next(), Some('8' | '9')) {
                let message = "`\\8` and `\\9` are not allowed in strict code";
                self.report(SyntaxDiagnostic::new("octal-in-strict", span(string.span), message));
                return;
            }
        }
    }

    fn digits(&mut self, number: &swc::BigInt) -> Name {
        let digits = number.value.to_string();
        self.names.of_str(&digits)
    }

    fn regex(&mut self, regex: &swc::Regex) -> ExprKind {
        if let Some(diagnostic) = crate::regex::invalid(&regex.exp, &regex.flags, span(regex.span)) {
            self.report(diagnostic);
        }
        ExprKind::RegExp { source: self.names.name(&regex.exp), flags: self.names.name(&regex.flags) }
    }

    pub(super) fn template(&mut self, template: &swc::Tpl) -> ExprKind {
        let quasis = template.quasis.iter().map(|quasi| match &quasi.cooked {
            Some(cooked) => self.names.text(cooked),
            None => Text::Utf8(self.names.name(&quasi.raw)),
        });
        ExprKind::Template { quasis: quasis.collect(), exprs: self.exprs(&template.exprs) }
    }

    pub(super) fn tagged_template(&mut self, tagged: &swc::TaggedTpl) -> ExprKind {
        if let Some(arguments) = &tagged.type_params {
            self.type_arguments(arguments);
        }
        let tag = Box::new(self.expr(&tagged.tag));
        let quasis = &tagged.tpl.quasis;
        let cooked = quasis.iter().map(|quasi| quasi.cooked.as_ref().map(|cooked| self.names.text(cooked)));
        let cooked = cooked.collect();
        let raw = quasis.iter().map(|quasi| self.raw_text(&quasi.raw)).collect();
        ExprKind::TaggedTemplate { tag, cooked, raw, exprs: self.exprs(&tagged.tpl.exprs) }
    }

    /// A raw part has its line ends normalised.
    fn raw_text(&mut self, raw: &swc_atoms::Atom) -> Text {
        if !raw.contains('\r') {
            return Text::Utf8(self.names.name(raw));
        }
        Text::Utf8(self.names.of_str(&raw.replace("\r\n", "\n").replace('\r', "\n")))
    }

    pub(super) fn property_key(&mut self, key: &swc::PropName) -> PropertyKey {
        match key {
            swc::PropName::Ident(name) => PropertyKey::Name(Text::Utf8(self.names.name(&name.sym))),
            swc::PropName::Str(string) => PropertyKey::Name(self.names.text(&string.value)),
            swc::PropName::Num(number) => PropertyKey::Name(Text::Utf8(number_text(number.value))),
            swc::PropName::BigInt(number) => PropertyKey::Name(Text::Utf8(self.digits(number))),
            swc::PropName::Computed(computed) => PropertyKey::Computed(Box::new(self.expr(&computed.expr))),
        }
    }
}

/// A number as it is spelt as a property key.
pub(super) fn number_text(value: f64) -> Name {
    Arc::from(ryu_js::Buffer::new().format(value))
}
