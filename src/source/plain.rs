//! What a plain scalar is, by the core schema of YAML 1.2.

use super::tree::Kind;

/// Resolution of a plain scalar by the core schema of YAML 1.2. Numbers that JSON
/// cannot carry (`.inf`, `.nan`) stay text.
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
        assert_eq!(kinds, [Text, Int, Int, Float, Float, Text, Text, Null, Int, Float, Text, Float, Text]);
    }
}
