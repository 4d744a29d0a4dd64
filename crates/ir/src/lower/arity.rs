//! Entries of fewer parameters. Callers link to the entry of as many arguments as they give, so that a parameter that
//! is added with a default reaches none of them.

use super::frame::{Frame, Role};
use super::function::Shape;
use super::{DirectFunction, Lowerer};
use crate::module::{Direct, FunctionFlags, FunctionKind, Op, Terminator};
use perry_sema::facts::{Arity, direct_arity};
use perry_sema::symbol::direct_symbol;
use perry_syntax::ast::{self, Name};

impl<'a> Lowerer<'a> {
    /// Makes the entries that leave out parameters with defaults, where other modules may call the function.
    pub(super) fn shorter_entries(
        &mut self,
        direct: DirectFunction,
        function: &'a ast::Function,
        local: &Name,
    ) {
        let is_direct = self.functions[direct.id.0 as usize].as_ref().is_some_and(|it| it.direct.is_some());
        if !is_direct || !self.context.exported_locals.contains(local) {
            return;
        }
        let Some(Arity { required, all }) = direct_arity(function) else { return };
        (required..all).for_each(|count| self.shorter_entry(direct, function, local, count));
    }

    fn shorter_entry(
        &mut self,
        direct: DirectFunction,
        function: &'a ast::Function,
        local: &Name,
        count: u32,
    ) {
        let id = self.reserve_function();
        self.enter_function(Frame::new(
            self.scopes.function_id(function.scope),
            Role::Normal,
            FunctionKind::Plain,
        ));
        let this = self.b().emit(Op::This);
        let given = (0..count).map(|index| self.b().emit(Op::Param(index))).collect::<Vec<_>>();
        let left_out = (count..direct.param_count).map(|_| self.b().undefined()).collect::<Vec<_>>();
        let args = given.into_iter().chain(left_out).collect();
        let result = self.b().emit(Op::CallDirect { function: Direct::Own(direct.id), this, args });
        self.b().end(Terminator::Return(result));
        let flags = FunctionFlags { is_not_constructor: true, ..FunctionFlags::default() };
        let (label, name) = (format!("{local}/{count}"), self.string(""));
        self.finish_function(
            id,
            Shape { label, name, length: 0, param_count: count, flags, hints: Vec::new() },
        );
        if let Some(lowered) = &mut self.functions[id.0 as usize] {
            lowered.direct = Some(direct_symbol(&self.context.name, local, count));
        }
    }
}
