//! What the marking starts from.
//!
//! Four sources: the stack (`stack`), the section `perry_roots` of compiled modules, the runtime's own statics
//! (`TRACERS` below: add a line where a module keeps values in a static), and roots made while the program runs
//! (`Rooted`). Weak things (weak maps, weak references) have their lines in `EPHEMERONS` and `AFTER_MARK`.

use super::mark::Marker;
use crate::cell::Global;
use crate::value::Value;

/// Statics of the runtime that hold values.
const TRACERS: &[fn(&mut Marker)] = &[
    crate::realm::trace,
    crate::atom::trace,
    crate::shape::trace,
    crate::symbol::trace,
    crate::exception::throw::trace,
    crate::number_cache::trace,
    crate::builtin::weak::trace_kept,
    crate::builtin::timer::trace_queue,
    crate::promise::job::trace,
    crate::evaluate::trace,
    trace_rooted,
];

/// Called after the marking, again and again until all return false: marks values whose keys are alive, says whether
/// it marked anything.
const EPHEMERONS: &[fn(&mut Marker) -> bool] = &[crate::builtin::weak::trace_ephemerons];

/// Called once when the marking is complete: drops weak references to what `mark::is_alive` denies.
const AFTER_MARK: &[fn()] = &[
    crate::property::memory::forget,
    crate::call::forget_instances,
    crate::shape::drop_dead,
    crate::atom::drop_dead,
    crate::builtin::weak::drop_dead,
];

std::arch::global_asm!(
    ".weak __start_perry_roots",
    ".weak __stop_perry_roots",
    ".section .text.perry_roots_range,\"ax\",@progbits",
    ".globl perry_roots_range",
    ".type perry_roots_range,@function",
    "perry_roots_range:",
    "movq __start_perry_roots@GOTPCREL(%rip), %rax",
    "movq __stop_perry_roots@GOTPCREL(%rip), %rdx",
    "ret",
    ".size perry_roots_range, .-perry_roots_range",
    ".text",
    options(att_syntax)
);

#[repr(C)]
struct Range {
    start: *const u64,
    end: *const u64,
}

unsafe extern "C" {
    fn perry_roots_range() -> Range;
}

/// Shows the marker every root but the stack.
pub fn trace(marker: &mut Marker) {
    // SAFETY: the linker's own symbols, both null where no module has roots.
    unsafe {
        let range = perry_roots_range();
        marker.range(range.start, range.end);
    }
    for tracer in TRACERS {
        tracer(marker);
    }
}

/// Marks what weak keys keep alive.
pub fn trace_ephemerons(marker: &mut Marker) {
    let mut progress = true;
    while progress {
        progress = false;
        for ephemeron in EPHEMERONS {
            progress |= ephemeron(marker);
            marker.drain();
        }
    }
}

pub fn after_mark() {
    for function in AFTER_MARK {
        function();
    }
}

static ROOTED: Global<Vec<Value>> = Global::new(Vec::new());

fn trace_rooted(marker: &mut Marker) {
    marker.values(ROOTED.get());
}

/// Keeps a value alive for the rest of the program.
pub fn keep_forever(value: Value) {
    ROOTED.get().push(value);
}
