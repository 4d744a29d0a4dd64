//! ir to object code, through LLVM.
