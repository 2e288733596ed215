//! Identifiers of electronic licences (GB/T 36904): root, type, issuer, serial, version, check.

/// The root of all identifiers.
pub const ROOT: &str = "1.2.156.3005.2.";

/// What is wrong with an identifier.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wrong {
    /// It has not the six parts, or a part has another shape.
    Parts,
    /// The check character; the one that the others call for.
    Check(char),
}

/// Checks an identifier that begins with the root.
pub fn check(identifier: &str) -> Option<Wrong> {
    let parts: Vec<&str> = identifier.strip_prefix(ROOT)?.split('.').collect();
    let [kind, issuer, serial, version, own] = parts[..] else { return Some(Wrong::Parts) };
    let alphanumeric =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    let shapes = kind.len() == 21
        && issuer.len() == 18
        && (1..=64).contains(&serial.len())
        && version.len() == 3
        && own.len() == 1
        && parts.iter().all(|part| alphanumeric(part));
    if !shapes {
        return Some(Wrong::Parts);
    }
    let expected = mod_37_36(&format!("{kind}{issuer}{serial}{version}"));
    (!own.starts_with(expected)).then_some(Wrong::Check(expected))
}

/// ISO 7064, MOD 37,36.
fn mod_37_36(text: &str) -> char {
    let value = |character: char| character.to_digit(36).unwrap_or(0);
    let product = text.chars().fold(36, |product, character| {
        let sum = (product + value(character)) % 36;
        (if sum == 0 { 36 } else { sum }) * 2 % 37
    });
    char::from_digit((37 - product) % 36, 36).map_or('0', |digit| digit.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_identifiers_pass() {
        for identifier in [
            "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
            "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
        ] {
            assert_eq!(check(identifier), None, "{identifier}");
        }
        let wrong = "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.V";
        assert_eq!(check(wrong), Some(Wrong::Check('U')));
        assert_eq!(check("1.2.156.3005.2.111"), Some(Wrong::Parts));
    }
}
