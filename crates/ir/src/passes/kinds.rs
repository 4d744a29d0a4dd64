//! What is known of a value: the set of kinds it may have. The lattice `infer` computes in.

use crate::module::Ty;
use std::ops::BitOr;

/// A set of kinds of values. The empty set is a value that is never made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    pub const NONE: Kinds = Kinds(0);
    /// Numbers an int32 stands for: integral, in range, not -0
    pub const INT: Kinds = Kinds(1);
    /// All other numbers
    pub const DOUBLE: Kinds = Kinds(2);
    pub const NUMBER: Kinds = Kinds(3);
    pub const BOOL: Kinds = Kinds(4);
    pub const STRING: Kinds = Kinds(8);
    pub const UNDEFINED: Kinds = Kinds(16);
    pub const NULL: Kinds = Kinds(32);
    pub const EMPTY: Kinds = Kinds(64);
    /// Objects, symbols and bigints
    pub const OTHER: Kinds = Kinds(128);
    /// Every value a program can hold
    pub const VALUE: Kinds = Kinds(255 - 64);
    pub const ANY: Kinds = Kinds(255);
    /// What ToNumeric turns into a number without running code
    pub const PLAIN: Kinds = Kinds(3 | 4 | 16 | 32);

    pub fn is_within(self, other: Kinds) -> bool {
        self.0 & !other.0 == 0
    }

    /// Within `other`, and not the empty set.
    pub fn is_some_of(self, other: Kinds) -> bool {
        self != Kinds::NONE && self.is_within(other)
    }

    pub fn meets(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }

    pub fn without(self, other: Kinds) -> Kinds {
        Kinds(self.0 & !other.0)
    }

    pub fn of_number(value: f64) -> Kinds {
        let int = value as i32;
        let is_int = f64::from(int) == value && !(int == 0 && value.is_sign_negative());
        if is_int { Kinds::INT } else { Kinds::DOUBLE }
    }

    /// The unboxed representation that holds every value of the set.
    pub fn representation(self) -> Ty {
        match self {
            Kinds::NONE => Ty::Boxed,
            _ if self.is_within(Kinds::INT) => Ty::I32,
            _ if self.is_within(Kinds::NUMBER) => Ty::F64,
            Kinds::BOOL => Ty::Bool,
            _ => Ty::Boxed,
        }
    }
}

impl BitOr for Kinds {
    type Output = Kinds;

    fn bitor(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }
}
