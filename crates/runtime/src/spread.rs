//! Argument vectors of spread calls live on the stack, as those of other calls do: a recursion that spreads more and
//! more arguments runs out of stack like any other, instead of filling the heap.

use crate::array::Array;
use crate::call::{perry_call, perry_construct};
use crate::cell::Gc;
use crate::exception::throw::perry_throw_stack_overflow;
use crate::heap::stack::perry_stack_limit;
use crate::value::Value;

std::arch::global_asm!(
    ".section .text.perry_with_copied,\"ax\",@progbits",
    ".globl perry_with_copied",
    ".type perry_with_copied,@function",
    "perry_with_copied:",
    ".cfi_startproc",
    "pushq %rbp",
    ".cfi_def_cfa_offset 16",
    ".cfi_offset %rbp, -16",
    "movq %rsp, %rbp",
    ".cfi_def_cfa_register %rbp",
    "leaq 15(,%rcx,8), %rax",
    "andq $-16, %rax",
    "subq %rax, %rsp",
    "xorl %eax, %eax",
    "jmp 2f",
    "1:",
    "movq (%rdx,%rax,8), %r10",
    // A hole is undefined.
    "testq %r10, %r10",
    "jne 3f",
    "movl $0x0A, %r10d",
    "3:",
    "movq %r10, (%rsp,%rax,8)",
    "incq %rax",
    "2:",
    "cmpq %rcx, %rax",
    "jb 1b",
    "movq %rdi, %rax",
    "movq %rsi, %rdi",
    "movq %rsp, %rsi",
    "callq *%rax",
    "leave",
    ".cfi_def_cfa %rsp, 8",
    "ret",
    ".cfi_endproc",
    ".size perry_with_copied, .-perry_with_copied",
    ".text",
    options(att_syntax)
);

unsafe extern "C" {
    /// Copies `count` values onto the stack, holes as undefined, and calls `function(data, copy)`.
    fn perry_with_copied(
        function: unsafe extern "C" fn(*const Spread, *const Value) -> Value,
        data: *const Spread,
        values: *const Value,
        count: usize,
    ) -> Value;
}

/// What is called: `this` or the new target stands in `second`.
#[repr(C)]
struct Spread {
    callee: Value,
    second: Value,
    count: u64,
    text: Value,
}

unsafe extern "C" fn call_copied(spread: *const Spread, argv: *const Value) -> Value {
    // SAFETY: `with_arguments` passes a valid pair.
    unsafe { perry_call((*spread).callee, (*spread).second, (*spread).count, argv, (*spread).text) }
}

unsafe extern "C" fn construct_copied(spread: *const Spread, argv: *const Value) -> Value {
    // SAFETY: `with_arguments` passes a valid pair.
    unsafe { perry_construct((*spread).callee, (*spread).second, (*spread).count, argv, (*spread).text) }
}

fn with_arguments(
    function: unsafe extern "C" fn(*const Spread, *const Value) -> Value,
    callee: Value,
    second: Value,
    array: Value,
    text: Value,
) -> Value {
    let array: Gc<Array> = array.cell();
    let values = array.fast_elements();
    let spread = Spread { callee, second, count: values.len() as u64, text };
    let left = (&raw const spread as u64).saturating_sub(*perry_stack_limit.get());
    if left < values.len() as u64 * 8 {
        perry_throw_stack_overflow();
    }
    // SAFETY: there is stack for the copy.
    unsafe { perry_with_copied(function, &spread, values.as_ptr(), values.len()) }
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_call_spread(callee: Value, this: Value, array: Value, text: Value) -> Value {
    with_arguments(call_copied, callee, this, array, text)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_construct_spread(
    callee: Value,
    new_target: Value,
    array: Value,
    text: Value,
) -> Value {
    with_arguments(construct_copied, callee, new_target, array, text)
}
