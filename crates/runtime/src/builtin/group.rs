//! Groups of built-ins that only some programs link: what belongs to each, and how the rest of the runtime calls it.
//!
//! Nothing outside of a group may name a function, class or kind of it that is more than a few lines, or the linker
//! finds the whole group in use: calls go through `linked!`. `perry_ir::group` proves that what is not linked cannot be
//! reached.

use super::table::{Class, Namespace};
use super::{
    array_buffer, bigint, data_view, date, install_class, install_namespace, proxy, reflect, regexp,
    text_encoding, typed_array,
};
use crate::cell::Global;
use crate::heap::kind::{self, Kind, OBJECT_KIND};
use perry_abi::group::Group;

/// What a group adds to a program.
struct Part {
    classes: &'static [&'static Class],
    namespaces: &'static [&'static Namespace],
    /// Called behind its classes: for intrinsics with another form.
    start: Option<fn()>,
    kinds: &'static [(u8, Kind)],
    /// The group's `linked!` functions.
    link: Option<fn()>,
}

const EMPTY: Part = Part { classes: &[], namespaces: &[], start: None, kinds: &[], link: None };

static LINKED: Global<[Option<&'static Part>; Group::ALL.len()]> = Global::new([None; Group::ALL.len()]);

macro_rules! groups {
    ($($symbol:ident $group:ident $part:expr;)*) => {
        $(
            /// Links the group; called before the start.
            #[unsafe(no_mangle)]
            pub extern "C" fn $symbol() {
                static PART: Part = $part;
                add(Group::$group, &PART);
            }
        )*

        /// Links every group: for tests of the runtime itself.
        pub fn link_all() {
            $($symbol();)*
        }
    };
}

groups! {
    perry_group_regexp RegExp Part {
        classes: &[&regexp::CLASS],
        start: Some(regexp::iterator::start),
        kinds: &[
            (kind::REGEXP, Kind {
                trace: Some(crate::regexp::trace), finalize: Some(crate::regexp::finalize), ..OBJECT_KIND
            }),
            (kind::REGEXP_STRING_ITERATOR, Kind { trace: Some(regexp::iterator::trace), ..OBJECT_KIND }),
        ],
        link: Some(crate::regexp::link),
        ..EMPTY
    };
    perry_group_bigint BigInt Part { classes: &[&bigint::CLASS], link: Some(crate::bigint::link), ..EMPTY };
    perry_group_date Date Part { classes: &[&date::CLASS], ..EMPTY };
    perry_group_binary Binary Part {
        classes: &[
            &array_buffer::CLASS, &typed_array::CLASS,
            &typed_array::INT8, &typed_array::UINT8, &typed_array::UINT8_CLAMPED,
            &typed_array::INT16, &typed_array::UINT16, &typed_array::INT32, &typed_array::UINT32,
            &typed_array::FLOAT16, &typed_array::FLOAT32, &typed_array::FLOAT64,
            &typed_array::BIG_INT64, &typed_array::BIG_UINT64,
            &data_view::CLASS, &text_encoding::ENCODER, &text_encoding::DECODER,
        ],
        kinds: &[
            (kind::ARRAY_BUFFER, Kind { finalize: Some(array_buffer::finalize), ..OBJECT_KIND }),
            (kind::TYPED_ARRAY, Kind {
                trace: Some(typed_array::trace), methods: &typed_array::METHODS, ..OBJECT_KIND
            }),
            (kind::DATA_VIEW, Kind { trace: Some(data_view::trace), ..OBJECT_KIND }),
            (kind::TEXT_DECODER, Kind { trace: Some(text_encoding::trace), ..OBJECT_KIND }),
        ],
        ..EMPTY
    };
    perry_group_proxy Proxy Part {
        classes: &[&proxy::CLASS],
        namespaces: &[&reflect::NAMESPACE],
        kinds: &[(kind::PROXY, Kind { trace: Some(proxy::trace), methods: &proxy::METHODS, ..OBJECT_KIND })],
        link: Some(proxy::link),
        ..EMPTY
    };
    perry_group_unicode Unicode Part { link: Some(crate::text::unicode::link), ..EMPTY };
}

fn add(group: Group, part: &'static Part) {
    LINKED.get()[group as usize] = Some(part);
    for (kind, entry) in part.kinds {
        kind::set(*kind, *entry);
    }
    if let Some(link) = part.link {
        link();
    }
}

/// The global names of a linked group's objects.
pub fn globals(group: Group) -> Vec<&'static str> {
    let Some(part) = LINKED.get()[group as usize] else { return Vec::new() };
    let classes = part.classes.iter().filter(|class| class.is_global).map(|class| class.name);
    classes.chain(part.namespaces.iter().map(|namespace| namespace.name)).collect()
}

/// Makes the group's objects, where it is linked.
pub(super) fn install(group: Group) {
    let Some(part) = LINKED.get()[group as usize] else { return };
    part.classes.iter().for_each(|class| install_class(class));
    part.namespaces.iter().for_each(|namespace| install_namespace(namespace));
    if let Some(start) = part.start {
        start();
    }
}

/// Functions of a group that others call: `fn name(...) = path` calls `path`, which `link` has put in place.
#[macro_export]
macro_rules! linked {
    ($($(#[$meta:meta])* fn $name:ident($($argument:ident: $ty:ty),*) -> $result:ty = $path:path;)*) => {
        struct Linked { $($name: fn($($ty),*) -> $result,)* }

        static LINKED: $crate::cell::Global<Option<&'static Linked>> = $crate::cell::Global::new(None);

        /// Puts the functions in place.
        pub fn link() {
            *LINKED.get() = Some(&Linked { $($name: $path,)* });
        }

        $($(#[$meta])* pub fn $name($($argument: $ty),*) -> $result {
            let linked = LINKED.get().expect("the program has this group, or cannot get here");
            (linked.$name)($($argument),*)
        })*
    };
}
