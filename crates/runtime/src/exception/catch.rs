//! Catching in the runtime: `try_call`, the only place of the runtime where an exception stops.

use crate::value::Value;

std::arch::global_asm!(
    ".section .text.perry_try_call,\"ax\",@progbits",
    ".globl perry_try_call",
    ".type perry_try_call,@function",
    "perry_try_call:",
    ".Lperry_try_start:",
    ".cfi_startproc",
    ".cfi_personality 0x1b, perry_personality",
    ".cfi_lsda 0x1b, .Lperry_try_lsda",
    "pushq %rbx",
    ".cfi_def_cfa_offset 16",
    ".cfi_offset %rbx, -16",
    "movq %rdx, %rbx",
    "movq %rdi, %rax",
    "movq %rsi, %rdi",
    ".Lperry_try_call:",
    "callq *%rax",
    ".Lperry_try_return:",
    "movq %rax, (%rbx)",
    "xorl %eax, %eax",
    "popq %rbx",
    ".cfi_remember_state",
    ".cfi_def_cfa_offset 8",
    "ret",
    ".Lperry_try_pad:",
    ".cfi_restore_state",
    "movq %rax, %rdi",
    "callq perry_catch",
    "movq %rax, (%rbx)",
    "movl $1, %eax",
    "popq %rbx",
    ".cfi_def_cfa_offset 8",
    "ret",
    ".Lperry_try_end:",
    ".cfi_endproc",
    ".size perry_try_call, .-perry_try_call",
    ".section .gcc_except_table.perry_try_call,\"a\",@progbits",
    ".p2align 2",
    ".Lperry_try_lsda:",
    ".byte 0xff",
    ".byte 0xff",
    ".byte 0x01",
    ".uleb128 .Lperry_try_table_end - .Lperry_try_table",
    ".Lperry_try_table:",
    ".uleb128 .Lperry_try_call - .Lperry_try_start",
    ".uleb128 .Lperry_try_return - .Lperry_try_call",
    ".uleb128 .Lperry_try_pad - .Lperry_try_start",
    ".uleb128 1",
    ".Lperry_try_table_end:",
    ".text",
    options(att_syntax)
);

unsafe extern "C" {
    /// 0: `result` is what `function(data)` returned; 1: what it threw.
    fn perry_try_call(
        function: unsafe extern "C" fn(*mut u8) -> Value,
        data: *mut u8,
        result: *mut Value,
    ) -> i32;
}

/// Runs `function`; `Err` is the value it threw. What lies between is not dropped.
pub fn try_call<F: FnOnce() -> Value>(function: F) -> Result<Value, Value> {
    unsafe extern "C" fn run<F: FnOnce() -> Value>(data: *mut u8) -> Value {
        // SAFETY: `data` is the closure's place, taken once.
        let function = unsafe { (*data.cast::<Option<F>>()).take() };
        function.expect("run once")()
    }
    let mut place = Some(function);
    let mut result = Value::UNDEFINED;
    // SAFETY: the assembly above keeps the calling convention.
    let thrown = unsafe { perry_try_call(run::<F>, (&raw mut place).cast(), &mut result) };
    if thrown == 0 { Ok(result) } else { Err(result) }
}
