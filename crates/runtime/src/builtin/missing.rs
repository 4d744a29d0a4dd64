//! What Node has and a program compiled by perry has not: accessors that throw ERR_NOT_IMPLEMENTED.
//!
//! The compiler refuses what names one of them; here ends what finds one while it runs (`globalThis[name]`,
//! a method of a value). `in` and the list of an object's properties answer as in Node, and assigning replaces.
//! `tests/builtins` checks these lists against Node's.

use super::table::{self, LazyInfo, Member};
use crate::builtin;
use crate::cell::Gc;
use crate::exception::throw::throw_not_implemented;
use crate::function::Function;
use crate::heap::kind;
use crate::object::{self, Object};
use crate::property::key::PropertyKey;
use crate::property::{Attributes, Property, accessor};
use crate::realm::{Intrinsic, intrinsic, try_intrinsic};
use crate::value::Value;

/// Globals by what `typeof` says of them.
static FUNCTIONS: &[Member] = &[Member::Missing(
    "AbortController AbortSignal AsyncDisposableStack Blob BroadcastChannel Buffer ByteLengthQueuingStrategy \
     CloseEvent CompressionStream CountQueuingStrategy Crypto CryptoKey CustomEvent DOMException \
     DecompressionStream DisposableStack ErrorEvent Event EventTarget File FormData Headers MessageChannel \
     MessageEvent MessagePort Navigator Performance PerformanceEntry PerformanceMark PerformanceMeasure \
     PerformanceObserver PerformanceObserverEntryList PerformanceResourceTiming QuotaExceededError \
     ReadableByteStreamController ReadableStream ReadableStreamBYOBReader ReadableStreamBYOBRequest \
     ReadableStreamDefaultController ReadableStreamDefaultReader Request Response SharedArrayBuffer Storage \
     SubtleCrypto SuppressedError TextDecoderStream TextEncoderStream TransformStream \
     TransformStreamDefaultController URL URLPattern URLSearchParams WebSocket WritableStream \
     WritableStreamDefaultController WritableStreamDefaultWriter eval fetch",
)];
static OBJECTS: &[Member] =
    &[Member::Missing("Atomics Intl Temporal WebAssembly crypto navigator sessionStorage")];
static UNDEFINED: &[Member] = &[Member::Missing("localStorage")];

/// Members of what is there.
static MEMBERS: &[(Intrinsic, &[Member])] = &[
    (Intrinsic::Array, &[Member::Missing("fromAsync")]),
    (Intrinsic::Iterator, &[Member::Missing("concat")]),
    (Intrinsic::Json, &[Member::Missing("isRawJSON rawJSON")]),
    (Intrinsic::Uint8Array, &[Member::Missing("fromBase64 fromHex")]),
    (Intrinsic::Uint8ArrayPrototype, &[Member::Missing("setFromBase64 setFromHex toBase64 toHex")]),
    (Intrinsic::AsyncIteratorPrototype, &[Member::Missing("@asyncDispose")]),
    (Intrinsic::DatePrototype, &[Member::Missing("toTemporalInstant")]),
    (Intrinsic::Error, &[Member::Missing("prepareStackTrace")]),
    (
        Intrinsic::RegExp,
        &[Member::Missing(
            "$& $' $+ $1 $2 $3 $4 $5 $6 $7 $8 $9 $_ $` input lastMatch lastParen leftContext rightContext",
        )],
    ),
    (Intrinsic::RegExpPrototype, &[Member::Missing("compile")]),
    (
        Intrinsic::Console,
        &[Member::Missing(
            "Console _ignoreErrors _stderr _stderrErrorHandler _stdout _stdoutErrorHandler _times context \
             createTask",
        )],
    ),
    (
        Intrinsic::Performance,
        &[Member::Missing(
            "addEventListener clearMarks clearMeasures clearResourceTimings dispatchEvent \
             eventLoopUtilization getEntries getEntriesByName getEntriesByType mark markResourceTiming \
             measure nodeTiming onresourcetimingbufferfull removeEventListener \
             setResourceTimingBufferSize timerify toJSON",
        )],
    ),
    (
        Intrinsic::Process,
        &[Member::Missing(
            "_debugEnd _debugProcess _events _eventsCount _exiting _fatalException _getActiveHandles \
             _getActiveRequests _kill _linkedBinding _maxListeners _preload_modules _rawDebug \
             _startProfilerIdleNotifier _stopProfilerIdleNotifier _tickCallback \
             addUncaughtExceptionCaptureCallback allowedNodeEnvironmentFlags availableMemory binding config \
             constrainedMemory debugPort dlopen domain eventNames execve features finalization \
             getActiveResourcesInfo getBuiltinModule getMaxListeners getgroups hasUncaughtExceptionCaptureCallback initgroups loadEnvFile \
             moduleLoadList noProcessWarnings openStdin rawListeners reallyExit ref release report resourceUsage setegid \
             seteuid setgid setgroups setMaxListeners setSourceMapsEnabled setUncaughtExceptionCaptureCallback setuid \
             sourceMapsEnabled stdin threadCpuUsage unref",
        )],
    ),
];

/// Gives the objects that the start has made the members they lack.
pub fn start() {
    let global = intrinsic(Intrinsic::Global);
    table::define_lazily(global, FUNCTIONS);
    table::define_lazily(global, OBJECTS);
    table::define_lazily(global, UNDEFINED);
    for (owner, members) in MEMBERS {
        if let Some(owner) = try_intrinsic(*owner) {
            table::define_lazily(owner, members);
        }
    }
}

static GET: LazyInfo = LazyInfo::new("get", 0, get);
static SET: LazyInfo = LazyInfo::new("set", 1, set);

/// Defines the accessors of names between spaces.
pub fn define(object: Gc<Object>, names: &'static str) {
    for name in names.split_ascii_whitespace() {
        let key = table::key(name);
        let captured = [key.to_value()];
        let pair = accessor::new(GET.function(&captured).into(), SET.function(&captured).into());
        object.put(key, pair.into(), Attributes::CONFIGURABLE.with(Attributes::ACCESSOR));
    }
}

/// For a property of the global object that is missing: something of the type that it has in Node.
pub fn stand_in(key: PropertyKey, property: Property) -> Option<Value> {
    let getter = property.accessor()?.getter.as_kind::<Function>(kind::FUNCTION)?;
    if getter.info().code != get as *const () as u64 {
        return None;
    }
    Some(match () {
        () if is_named(OBJECTS, key) => object::new().into(),
        () if is_named(UNDEFINED, key) => Value::UNDEFINED,
        () => getter.into(),
    })
}

fn is_named(members: &[Member], key: PropertyKey) -> bool {
    members.iter().any(|member| match member {
        Member::Missing(names) => names.split_ascii_whitespace().any(|name| PropertyKey::from(name) == key),
        _ => false,
    })
}

fn key_of(function: Value) -> PropertyKey {
    PropertyKey(function.cell::<Function>().captures()[0])
}

builtin! {
    fn get(this, arguments, callee, new_target) {
        throw_not_implemented(&key_of(callee).display())
    }

    fn set(this, arguments, callee, new_target) {
        if let Some(object) = this.as_object() {
            object.create_data_or_throw(key_of(callee), arguments.get(0));
        }
        Value::UNDEFINED
    }
}
