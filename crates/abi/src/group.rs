//! Groups of built-ins: what is linked only into programs that may use it.
//!
//! The start-up object of a program names the functions of its groups; the runtime has one for each, which makes the
//! group's objects exist. What is in no group is in every program. Which program needs which is said by `perry-ir`.

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Group {
    RegExp,
    BigInt,
    Date,
    /// Buffers, typed arrays and what converts text to them.
    Binary,
    /// `Proxy` and `Reflect`.
    Proxy,
    /// Normal forms, and the order of `localeCompare`.
    Unicode,
}

impl Group {
    pub const ALL: [Group; 6] =
        [Group::RegExp, Group::BigInt, Group::Date, Group::Binary, Group::Proxy, Group::Unicode];

    /// The runtime's function without parameters that makes it part of the program; called before anything else is.
    pub const fn symbol(self) -> &'static str {
        match self {
            Group::RegExp => "perry_group_regexp",
            Group::BigInt => "perry_group_bigint",
            Group::Date => "perry_group_date",
            Group::Binary => "perry_group_binary",
            Group::Proxy => "perry_group_proxy",
            Group::Unicode => "perry_group_unicode",
        }
    }

    /// The global names of its objects: whoever makes one without an object of the group at hand has read such a name.
    pub const fn globals(self) -> &'static [&'static str] {
        match self {
            Group::RegExp => &["RegExp"],
            Group::BigInt => &["BigInt"],
            Group::Date => &["Date"],
            Group::Binary => &[
                "ArrayBuffer",
                "Int8Array",
                "Uint8Array",
                "Uint8ClampedArray",
                "Int16Array",
                "Uint16Array",
                "Int32Array",
                "Uint32Array",
                "Float16Array",
                "Float32Array",
                "Float64Array",
                "BigInt64Array",
                "BigUint64Array",
                "DataView",
                "TextEncoder",
                "TextDecoder",
            ],
            Group::Proxy => &["Proxy", "Reflect"],
            Group::Unicode => &[],
        }
    }

    /// The functions of `functions::FUNCTIONS` that are code of the group.
    pub const fn functions(self) -> &'static [&'static str] {
        match self {
            Group::RegExp => &["perry_regexp_new"],
            Group::BigInt => &["perry_bigint_literal"],
            Group::Date | Group::Binary | Group::Proxy | Group::Unicode => &[],
        }
    }
}
