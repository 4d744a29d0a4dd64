//! swc's errors in our words and codes.
//!
//! What has a code of its own stands in `named`; the rest is a `syntax-error` that says what was found and what was
//! expected. swc's own sentence is the last resort, brought into our form.

use crate::ast::Span;
use crate::convert::span;
use crate::diagnostic::SyntaxDiagnostic;
use swc_common::Spanned;
use swc_ecma_parser::error::{Error, SyntaxError};

/// An error of swc about `text`.
pub(crate) fn diagnostic_of(error: &Error, text: &str) -> SyntaxDiagnostic {
    let place = inside(span(error.span()), text);
    let fault = Fault { text, place, found: &text[place.start as usize..place.end as usize] };
    let kind = match error.kind() {
        SyntaxError::WithLabel { inner, .. } => inner.kind(),
        kind => kind,
    };
    let (code, message) = fault.named(kind).unwrap_or_else(|| (fault.code(), fault.sentence(kind)));
    let diagnostic = SyntaxDiagnostic::new(code, place, message);
    match (error.kind(), kind) {
        (SyntaxError::WithLabel { span: other, note, .. }, _) => {
            diagnostic.label(inside(span(*other), text), in_form(note))
        }
        (_, SyntaxError::MultipleDefault { previous }) => {
            diagnostic.label(inside(span(*previous), text), "the first `default` is here")
        }
        _ => diagnostic,
    }
}

/// A span that can be cut out of the text.
fn inside(span: Span, text: &str) -> Span {
    let end = (span.end as usize).min(text.len());
    let start = (span.start as usize).min(end);
    let start = (0..=start).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let end = (end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    Span { start: start as u32, end: end as u32 }
}

/// Names in sloppy code, reserved in strict code.
const STRICT_WORDS: [&str; 9] =
    ["implements", "interface", "let", "package", "private", "protected", "public", "static", "yield"];

/// How swc lists what may begin a type.
const TYPE_START: &str = "an identifier, void";

struct Fault<'a> {
    text: &'a str,
    place: Span,
    found: &'a str,
}

type Named = (&'static str, String);

impl Fault<'_> {
    // A table of one shape.
    fn named(&self, kind: &SyntaxError) -> Option<Named> {
        use SyntaxError as E;
        let (code, message) = match kind {
            E::AwaitInFunction | E::AwaitParamInAsync => (
                "await-outside-async",
                "`await` may stand only in the body of an async function or at the top of a module",
            ),
            E::TS1003 | E::TS1109 | E::ExpectedIdent if self.found == "await" => (
                "await-outside-async",
                "`await` may stand only in the body of an async function or at the top of a module",
            ),
            E::Expected(_, got) if got == "await" => (
                "await-outside-async",
                "`for await` may stand only in an async function or at the top of a module",
            ),
            E::YieldParamInGen => ("yield-outside-generator", "`yield` may not stand in parameters"),
            E::TS1109 if self.before().ends_with("yield") || self.found == "yield" => {
                ("yield-outside-generator", "`yield` may stand only in a generator")
            }
            E::TS1109 if matches!(self.found, "const" | "let" | "class" | "var") => (
                "lexical-declaration-in-statement",
                "a declaration may not stand here without a block around it",
            ),
            E::LabelledFunctionInStrict | E::LabelledGeneratorOrAsync => {
                ("lexical-declaration-in-statement", "a function may not have a label")
            }
            E::InvalidIdentInStrict(word)
                if word == "let" && self.found == "let" && self.begins_declaration() =>
            {
                (
                    "lexical-declaration-in-statement",
                    "a declaration may not stand here without a block around it",
                )
            }
            E::ExpectedSemiForExprStmt { .. } if self.before().ends_with("let") => (
                "lexical-declaration-in-statement",
                "a declaration may not stand here without a block around it",
            ),
            E::ExpectedSemiForExprStmt { .. } if self.before().ends_with("await") => (
                "await-outside-async",
                "`await` may stand only in the body of an async function or at the top of a module",
            ),
            E::ExpectedSemiForExprStmt { .. } if self.found.ends_with('=') => {
                ("invalid-assignment-target", "only a variable or a property can be assigned to")
            }
            E::InvalidIdentInStrict(_) | E::InvalidIdentInAsync => return Some(self.reserved()),
            E::TS1003
            | E::TS1109
            | E::ExpectedIdent
            | E::Unexpected { .. }
            | E::ReservedWordInObjShorthandOrPat
                if STRICT_WORDS.contains(&self.found) && !self.before().ends_with("let") =>
            {
                return Some(self.reserved());
            }
            E::Unexpected { expected, .. } if expected.starts_with(TYPE_START) => {
                ("invalid-type-syntax", "a type is expected here")
            }
            E::EvalAndArgumentsInStrict | E::TS1100 => {
                let message = format!("`{}` may not be declared in strict code", self.found);
                return Some(("strict-reserved-word", message));
            }
            E::ArgumentsInClassField => {
                ("invalid-class-member", "`arguments` may not be used in a field or a static block")
            }
            E::PrivateConstructor => ("invalid-class-member", "`#constructor` may not be declared"),
            E::PropertyNamedConstructor => {
                ("invalid-class-member", "a field may not be called `constructor`")
            }
            E::ConstructorAccessor | E::AsyncConstructor | E::GeneratorConstructor => (
                "invalid-class-member",
                "a constructor may not be a getter, a setter, `async` or a generator",
            ),
            E::DuplicateConstructor => ("duplicate-constructor", "a class may have only one constructor"),
            E::DuplicateLabel(_) | E::TS1114 => ("duplicate-label", "this label is already in use here"),
            E::TS1105 => ("break-outside-loop", "`break` stands outside of a loop and a `switch`"),
            E::TS1107 | E::TS1116 => ("label-not-found", "no statement around here has this label"),
            E::TS1115 => ("continue-outside-loop", "`continue` stands outside of a loop"),
            E::ReturnNotAllowed => ("return-outside-function", "`return` may stand only in a function"),
            E::UnknownRegExpFlags | E::DuplicatedRegExpFlags(_) | E::UnicodeEscapeInRegExpFlags => {
                ("invalid-regex", "these are not the flags of a regular expression")
            }
            E::ImportExportInScript | E::NonTopLevelImportExport | E::ExportNotAllowed | E::InvalidImport => {
                ("import-not-at-top", "`import` and `export` may stand only at the top of a module")
            }
            E::IllegalLanguageModeDirective => (
                "use-strict-with-parameters",
                "a function with defaults, patterns or a rest parameter may not say `\"use strict\"`",
            ),
            E::TS2406 | E::NotSimpleAssign | E::InvalidAssignTarget | E::TS2491 => {
                ("invalid-assignment-target", "only a variable or a property can be assigned to")
            }
            E::LegacyOctal | E::LegacyDecimal | E::TS1085 => (
                "octal-in-strict",
                "octal numbers and escapes of the old form are not allowed in strict code",
            ),
            E::WithInStrict | E::TS2410 => ("unsupported-with", "`with` is not supported"),
            E::InvalidNewTarget => {
                ("new-target-outside-function", "`new.target` may stand only in a function")
            }
            E::InvalidSuper | E::InvalidSuperCall => {
                ("super-outside-method", "`super` may stand only in a method")
            }
            E::TS1102 => ("delete-identifier", "a variable cannot be deleted"),
            E::TS1110 => ("invalid-type-syntax", "a type is expected here"),
            E::InvalidLeadingDecorator | E::DecoratorOnExport | E::TS8038 => {
                ("unsupported-decorator", "decorators are not supported")
            }
            _ => return None,
        };
        Some((code, message.to_owned()))
    }

    /// Whether the word at the error is followed by a name or pattern on its line.
    fn begins_declaration(&self) -> bool {
        let after = self.text[self.place.end as usize..].trim_start_matches([' ', '\t']);
        after.starts_with(|it: char| it.is_alphabetic() || matches!(it, '_' | '$' | '{' | '['))
    }

    fn reserved(&self) -> Named {
        let message = format!("`{}` is reserved in modules and strict code", self.found);
        ("strict-reserved-word", message)
    }

    /// The text up to the error, without the blanks before it.
    fn before(&self) -> &str {
        self.text[..self.place.start as usize].trim_end()
    }

    /// Types have a code of their own.
    fn code(&self) -> &'static str {
        match self.is_in_type() {
            true => "invalid-type-syntax",
            false => "syntax-error",
        }
    }

    /// A guess from the text before the error: after a `:` that annotates, in a list of type parameters, in the body
    /// of an interface.
    fn is_in_type(&self) -> bool {
        let line_start = self.before().rfind(['\n', ';']).map_or(0, |at| at + 1);
        let line = self.before()[line_start..].trim_start();
        if line.starts_with("let ") || line.starts_with("const ") || line.starts_with("var ") {
            return line.ends_with(':');
        }
        if line.trim_start_matches("export ").starts_with("type ") && line.contains('=') {
            return true;
        }
        let in_type_params =
            line.starts_with("function ") && is_open(line, b'<', b'>') && !line.contains('=');
        in_type_params || self.is_in_interface()
    }

    fn is_in_interface(&self) -> bool {
        let before = self.before();
        // An interface is longer than this only by accident.
        let tail = before.len().saturating_sub(10_000);
        let tail = (tail..before.len()).find(|at| before.is_char_boundary(*at)).unwrap_or(before.len());
        let before = &before[tail..];
        let mut depth = 0;
        for (at, byte) in before.bytes().enumerate().rev() {
            match byte {
                b'}' => depth += 1,
                b'{' if depth > 0 => depth -= 1,
                b'{' => {
                    let head_start = before[..at].rfind(['}', '{', ';', '\n']).map_or(0, |at| at + 1);
                    let head = before[head_start..at].trim_start();
                    let head = head.strip_prefix("export ").unwrap_or(head);
                    return head.starts_with("interface ");
                }
                _ => {}
            }
        }
        false
    }

    fn sentence(&self, kind: &SyntaxError) -> String {
        use SyntaxError as E;
        match kind {
            E::Eof => "the file ends too early".to_owned(),
            E::Unexpected { .. } if self.found.is_empty() => "the file ends too early".to_owned(),
            E::Unexpected { expected, .. } if expected.len() < 30 => {
                format!("`{}` is not expected here: {} is", self.short(), expected)
            }
            E::Expected(token, _) if self.found.is_empty() => {
                format!("`{token}` is expected before the file ends")
            }
            E::Expected(token, _) => format!("`{token}` is expected, not `{}`", self.short()),
            E::TS1003 | E::ExpectedIdent if !self.found.is_empty() => {
                format!("a name is expected, not `{}`", self.short())
            }
            E::TS1109 if !self.found.is_empty() => {
                format!("an expression is expected, not `{}`", self.short())
            }
            E::Unexpected { .. } | E::UnexpectedTokenWithSuggestions { .. } => {
                format!("`{}` is not expected here", self.short())
            }
            E::ExpectedSemi | E::ExpectedSemiForExprStmt { .. } | E::TS1005 => {
                format!("`;` or the end of the statement is expected, not `{}`", self.short())
            }
            E::UnexpectedChar { c } => format!("`{}` is not part of any token", c.escape_debug()),
            E::ConstDeclarationsRequireInitialization => "a `const` needs a value".to_owned(),
            E::PatVarWithoutInit => "a pattern needs a value to take apart".to_owned(),
            E::UnterminatedStrLit => "the string does not end on its line".to_owned(),
            E::UnterminatedTpl => "the template does not end".to_owned(),
            E::UnterminatedRegExp => "the regular expression does not end on its line".to_owned(),
            E::UnterminatedBlockComment => "the comment does not end".to_owned(),
            E::NullishCoalescingWithLogicalOp => "`??` beside `&&` or `||` needs parentheses".to_owned(),
            E::UnaryInExp { .. } => "the left side of `**` needs parentheses around its operator".to_owned(),
            _ => in_form(&kind.msg()),
        }
    }

    /// What was found, cut to one line of a message.
    fn short(&self) -> String {
        let line = self.found.lines().next().unwrap_or_default();
        match line.char_indices().nth(30) {
            Some((at, _)) => format!("{}...", &line[..at]),
            None => line.to_owned(),
        }
    }
}

fn is_open(text: &str, open: u8, close: u8) -> bool {
    let count = |byte| text.bytes().filter(|it| *it == byte).count();
    count(open) > count(close)
}

/// A sentence in our form: lower case at its head, names in backticks, no full stop.
fn in_form(sentence: &str) -> String {
    let sentence = sentence.split('\n').next().unwrap_or_default().trim_end_matches('.');
    let mut formed = String::with_capacity(sentence.len());
    let mut is_quoted = false;
    for (at, char) in sentence.char_indices() {
        let opens = char == '\'' && !is_quoted && !sentence[..at].ends_with(char::is_alphanumeric);
        if opens || char == '\'' && is_quoted {
            is_quoted = opens;
            formed.push('`');
        } else {
            formed.push(char);
        }
    }
    let mut chars = formed.chars();
    let head = chars.next().map(|head| head.to_lowercase().collect::<String>()).unwrap_or_default();
    head + chars.as_str()
}
