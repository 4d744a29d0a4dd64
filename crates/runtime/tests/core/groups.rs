//! Groups of built-ins are what the compiler takes them for.

use perry_abi::functions::FUNCTIONS;
use perry_abi::group::Group;
use perry_runtime::builtin::group::globals;

/// A name that is missing in the table would leave its group out of programs that read it.
#[test]
fn the_table_knows_the_globals_of_each_group() {
    super::check_calmly(|| {
        for group in Group::ALL {
            assert_eq!(globals(group), group.globals(), "{group:?}");
        }
    });
}

#[test]
fn functions_of_groups_are_functions_of_the_table() {
    let is_function = |name: &&str| FUNCTIONS.iter().any(|function| function.name == *name);
    for group in Group::ALL {
        assert!(group.functions().iter().all(is_function), "{group:?}");
    }
}
