//! The machine stack: where it begins, where it must end, and what it keeps alive.

use super::mark::Marker;
use crate::cell::Global;

/// Address of the oldest frame that may hold values.
static BASE: Global<usize> = Global::new(0);

/// Compiled prologues compare the stack pointer with this (`abi::layout::STACK_LIMIT_SYMBOL`).
#[unsafe(no_mangle)]
#[allow(non_upper_case_globals)]
pub static perry_stack_limit: Global<u64> = Global::new(0);

/// Left below the limit for runtime functions that do not check, and for reporting the error.
const RESERVE: usize = 256 * 1024;
/// Where the system sets no limit.
const DEFAULT_SIZE: usize = 8 << 20;

std::arch::global_asm!(
    ".section .text.perry_with_registers,\"ax\",@progbits",
    ".globl perry_with_registers",
    ".type perry_with_registers,@function",
    "perry_with_registers:",
    ".cfi_startproc",
    "pushq %rbp",
    ".cfi_def_cfa_offset 16",
    "pushq %rbx",
    ".cfi_def_cfa_offset 24",
    "pushq %r12",
    ".cfi_def_cfa_offset 32",
    "pushq %r13",
    ".cfi_def_cfa_offset 40",
    "pushq %r14",
    ".cfi_def_cfa_offset 48",
    "pushq %r15",
    ".cfi_def_cfa_offset 56",
    "subq $8, %rsp",
    ".cfi_def_cfa_offset 64",
    "movq %rdi, %rax",
    "movq %rsi, %rdi",
    "movq %rsp, %rsi",
    "callq *%rax",
    "addq $56, %rsp",
    ".cfi_def_cfa_offset 8",
    "ret",
    ".cfi_endproc",
    ".size perry_with_registers, .-perry_with_registers",
    ".text",
    options(att_syntax)
);

unsafe extern "C" {
    /// Calls `function(data, sp)` with every callee-saved register spilled above `sp`.
    fn perry_with_registers(function: extern "C" fn(*mut u8, *const u64), data: *mut u8);
}

/// `base` is an address in the first frame of the program: nothing older holds values.
pub fn start(base: usize) {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: fills the struct.
    let known = unsafe { libc::getrlimit(libc::RLIMIT_STACK, &mut limit) } == 0;
    let size = if known && limit.rlim_cur < 1 << 40 { limit.rlim_cur as usize } else { DEFAULT_SIZE };
    start_with_size(base, size);
}

/// As `start`, on a stack of a known size (threads of tests).
pub fn start_with_size(base: usize, size: usize) {
    *BASE.get() = base & !7;
    *perry_stack_limit.get() = (base - size + RESERVE) as u64;
}

/// Shows the marker every word of the stack and every register.
pub fn trace(marker: &mut Marker) {
    // SAFETY: the assembly above keeps the calling convention.
    unsafe { perry_with_registers(trace_from, (&raw mut *marker).cast()) };
}

extern "C" fn trace_from(marker: *mut u8, sp: *const u64) {
    // SAFETY: from the stack pointer up to the base everything is readable.
    unsafe { (*marker.cast::<Marker>()).range(sp, *BASE.get() as *const u64) };
}

/// Throws a RangeError when too little stack is left. Every runtime function that recurses calls it.
#[inline]
pub fn check_stack() {
    let marker = 0u8;
    if (&raw const marker as u64) < *perry_stack_limit.get() {
        crate::exception::throw::perry_throw_stack_overflow();
    }
}
