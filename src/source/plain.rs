//! What a plain scalar is, by the core schema of YAML 1.2.

use super::tree::Kind;

/// Resolution of a plain scalar by the core schema of YAML 1.2. What JSON has no number
/// for (`.inf`, `.nan`) stays text; a number that is too large for it stays one, so that a code without quotes is
/// known by how it is written, and fits no type.
pub fn plain_kind(text: &str) -> Kind {
    // Few texts begin like anything else.
    if !text.starts_with(|first: char| {
        matches!(first, '0'..='9' | '+' | '-' | '.' | '~' | 'n' | 'N' | 't' | 'T' | 'f' | 'F')
    }) {
        return if text.is_empty() { Kind::Null } else { Kind::Text };
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Kind::Null,
        "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => return Kind::Bool,
        _ => {}
    }
    let all = |digits: &str, is: fn(char) -> bool| !digits.is_empty() && digits.chars().all(is);
    if let Some(octal) = text.strip_prefix("0o") {
        return if all(octal, |c| matches!(c, '0'..='7')) { Kind::Int } else { Kind::Text };
    }
    if let Some(hex) = text.strip_prefix("0x") {
        return if all(hex, |c| c.is_ascii_hexdigit()) { Kind::Int } else { Kind::Text };
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if all(unsigned, |c| c.is_ascii_digit()) {
        return Kind::Int;
    }
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    let number = digits(whole) && digits(fraction) && whole.len() + fraction.len() > 0;
    if number && all(exponent, |c| c.is_ascii_digit()) { Kind::Float } else { Kind::Text }
}

/// The value of a whole number that fits.
pub fn whole(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    if let Some(octal) = digits.strip_prefix("0o") {
        return i64::from_str_radix(octal, 8).ok();
    }
    match digits.strip_prefix("0x") {
        Some(hex) => i64::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    }
}

/// Whether JSON can carry a number with a fraction or an exponent: neither beyond all others nor lost in zero.
pub fn is_carried(text: &str) -> bool {
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    let is_zero = !mantissa.contains(|digit| matches!(digit, '1'..='9'));
    text.parse::<f64>().is_ok_and(|value| value.is_finite() && (value != 0.0 || is_zero))
}

#[cfg(test)]
mod tests {
    use super::Kind::{Float, Int, Null, Text};
    use super::*;

    #[test]
    fn plain_scalars_resolve_by_yaml_1_2() {
        let kinds: Vec<Kind> =
            ["no", "010", "0o17", "1e3", ".5", "12:30", "1_000", "~", "+1", "1.", "0x", "12E45", "00Y"]
                .map(plain_kind)
                .into();
        assert!(["1.5", "-1e308", "0e999", "0.0"].iter().all(|text| is_carried(text)));
        assert!(!["1e309", "-1e309", "1e-999"].iter().any(|text| is_carried(text)));
        assert_eq!(kinds, [Text, Int, Int, Float, Float, Text, Text, Null, Int, Float, Text, Float, Text]);
    }
}
