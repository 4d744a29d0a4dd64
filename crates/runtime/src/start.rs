//! Start and end of a program.

use crate::atom;
use crate::cell::Global;
use crate::evaluate;
use crate::event_loop;
use crate::exception::report;
use crate::heap::alloc::HEAP;
use crate::heap::stack;
use crate::realm;
use crate::value::Value;
use perry_abi::layout::{ModuleInfo, StartInfo, StringLiteral};
use std::ffi::{CStr, c_char};

/// `argc` and `argv` of the process.
pub static ARGUMENTS: Global<(i32, *const *const c_char)> = Global::new((0, std::ptr::null()));

/// What `process.exitCode` says.
pub static EXIT_CODE: Global<i32> = Global::new(0);

/// The module the program was started for: all others it needs come before it.
pub static ENTRY: Global<*const ModuleInfo> = Global::new(std::ptr::null());

/// 1 while nothing has replaced members of `Math`, `Number`...
#[unsafe(no_mangle)]
#[allow(non_upper_case_globals)]
pub static perry_builtins_pristine: Global<u8> = Global::new(1);

/// Runs the modules in order, then the event loop; the exit code.
///
/// # Safety
/// Called once, from the program's `main`; `start` says what the program is.
#[unsafe(no_mangle)]
#[inline(never)]
pub unsafe extern "C" fn perry_start(argc: i32, argv: *const *const c_char, start: *const StartInfo) -> i32 {
    let base = 0usize;
    stack::start(&raw const base as usize + 256);
    *ARGUMENTS.get() = (argc, argv);
    read_stress();
    // SAFETY: by the caller's promise.
    unsafe { link_groups(&*start) };
    realm::start();
    // SAFETY: by the caller's promise.
    let (start, modules) = unsafe {
        evaluate::take_in(&*start);
        let modules = (*start).modules as *const *const ModuleInfo;
        (&*start, std::slice::from_raw_parts(modules, (*start).module_count as usize))
    };
    *ENTRY.get() = modules[..start.run_count as usize].last().copied().unwrap_or(std::ptr::null());
    for module in modules {
        // SAFETY: static descriptors.
        unsafe { intern_strings(&**module) };
    }
    if let Err(error) = evaluate::run(start.run_count) {
        // The end of a module is a microtask: those queued before it come first.
        event_loop::drain_jobs();
        event_loop::uncaught(error);
    }
    event_loop::run_microtasks();
    event_loop::run();
    let code = event_loop::before_exit(*EXIT_CODE.get());
    std::hint::black_box(base);
    exit(code)
}

/// Leaves the process at once; open output is written by whoever buffers it.
pub fn exit(code: i32) -> ! {
    // SAFETY: ends the process.
    unsafe { libc::exit(code) }
}

/// Makes the built-ins known that the program has beside those of every program.
unsafe fn link_groups(start: &StartInfo) {
    let groups = start.groups as *const extern "C" fn();
    for index in 0..start.group_count as usize {
        // SAFETY: a static table of that many functions.
        unsafe { (*groups.add(index))() };
    }
}

fn read_stress() {
    // SAFETY: reads the environment before anything changes it.
    let text = unsafe { libc::getenv(c"PERRY_GC_STRESS".as_ptr()) };
    if !text.is_null() {
        // SAFETY: zero-terminated.
        HEAP.get().stress = unsafe { libc::atoi(text) }.max(0) as usize;
    }
}

/// Fills a module's string slots with atoms.
unsafe fn intern_strings(module: &ModuleInfo) {
    let literals = module.strings as *const StringLiteral;
    let slots = module.string_slots as *mut Value;
    for index in 0..module.string_count as usize {
        // SAFETY: static tables of that many entries.
        unsafe {
            let literal = &*literals.add(index);
            let atom = atom::intern_static(literal.data as *const u8, literal.length, literal.is_utf16 != 0);
            slots.add(index).write(atom.into());
        }
    }
}

/// # Safety
/// `path` is zero-terminated.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_debug_init(path: *const c_char) {
    // SAFETY: by the caller's promise.
    let path = unsafe { CStr::from_ptr(path) }.to_string_lossy();
    report::eprint_text(&["init ", &path, "\n"].concat());
}
