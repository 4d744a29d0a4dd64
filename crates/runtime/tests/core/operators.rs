//! Operators against what Node says of every pair of `OPERANDS` (`operators.txt`: operator, left operand, results).

use crate::{check_calmly, number};
use perry_abi::value::from_f64_unnormalized;
use perry_runtime::operator::arith::*;
use perry_runtime::operator::compare::*;
use perry_runtime::operator::convert::*;
use perry_runtime::string::make;
use perry_runtime::value::Value;

const OPERANDS: [&str; 24] = [
    "undefined",
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "-1",
    "1.5",
    "-2147483648",
    "2147483647",
    "4294967295",
    "1e21",
    "NaN",
    "Infinity",
    "-Infinity",
    "\"\"",
    "\"0\"",
    "\" 12 \"",
    "\"abc\"",
    "\"0x1F\"",
    "\"-1\"",
    "\"1e3\"",
    "\"Infinity\"",
];

/// The value a text of `OPERANDS` or of the table means. Not normalised: int32 are kept as doubles.
fn parse(text: &str, normalised: bool) -> Value {
    match text {
        "undefined" => Value::UNDEFINED,
        "null" => Value::NULL,
        "true" => Value::TRUE,
        "false" => Value::FALSE,
        _ if text.starts_with('"') => make::from_str(&text[1..text.len() - 1]).into(),
        _ => {
            let number: f64 = match text {
                "Infinity" => f64::INFINITY,
                "-Infinity" => f64::NEG_INFINITY,
                _ => text.parse().expect("a number"),
            };
            if normalised { Value::from_f64(number) } else { Value(from_f64_unnormalized(number)) }
        }
    }
}

type Two = extern "C" fn(Value, Value) -> Value;
type Test = extern "C" fn(Value, Value) -> i32;

fn apply_two(operator: &str, left: Value, right: Value) -> Value {
    let values: [(&str, Two); 12] = [
        ("add", perry_add),
        ("sub", perry_sub),
        ("mul", perry_mul),
        ("div", perry_div),
        ("rem", perry_rem),
        ("exp", perry_exp),
        ("bit_and", perry_bit_and),
        ("bit_or", perry_bit_or),
        ("bit_xor", perry_bit_xor),
        ("shl", perry_shl),
        ("shr", perry_shr),
        ("ushr", perry_ushr),
    ];
    let tests: [(&str, Test); 6] = [
        ("loose_eq", perry_loose_eq),
        ("strict_eq", perry_strict_eq),
        ("lt", perry_lt),
        ("le", perry_le),
        ("gt", perry_gt),
        ("ge", perry_ge),
    ];
    match values.iter().find(|(name, _)| *name == operator) {
        Some((_, function)) => function(left, right),
        None => {
            let test = tests.iter().find(|(name, _)| *name == operator).expect("a known operator").1;
            Value::from_bool(test(left, right) != 0)
        }
    }
}

fn apply_one(operator: &str, operand: Value) -> Value {
    match operator {
        "neg" => perry_neg(operand),
        "bit_not" => perry_bit_not(operand),
        "inc" => perry_inc(operand),
        "dec" => perry_dec(operand),
        "to_number" => perry_to_number(operand),
        "to_string" => perry_to_string(operand),
        "typeof" => perry_typeof(operand),
        _ => Value::from_bool(perry_truthy(operand) != 0),
    }
}

#[test]
fn operators_give_what_node_gives() {
    check_calmly(|| {
        for line in include_str!("operators.txt").lines() {
            let (head, results) = line.split_once(": ").expect("a colon");
            let (operator, left) = head.split_once(' ').unwrap_or((head, ""));
            for (right, result) in OPERANDS.iter().zip(results.split(" ; ")) {
                for normalised in [true, false] {
                    let given = if left.is_empty() {
                        apply_one(operator, parse(right, normalised))
                    } else {
                        apply_two(operator, parse(left, normalised), parse(right, normalised))
                    };
                    let expected = parse(result, true);
                    let text = to_string(given).to_rust();
                    assert!(same_value(given, expected), "{operator} {left} {right}: {text}, not {result}");
                }
            }
        }
    });
}

#[test]
fn results_are_int32_where_they_can_be() {
    check_calmly(|| {
        let double = |f| Value(from_f64_unnormalized(f));
        assert_eq!(perry_add(double(1.0), double(2.0)), number(3));
        assert_eq!(perry_mul(double(1.5), number(2)), number(3));
        assert_eq!(perry_ushr(number(-1), number(0)), Value::from_f64(4294967295.0));
        assert_eq!(perry_neg(number(i32::MIN)), Value::from_f64(2147483648.0));
        assert_eq!(perry_rem(number(-4), number(2)), Value::from_f64(-0.0));
    });
}
