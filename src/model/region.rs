//! Divisions by their codes: which contains which.

/// A code without the zeros that platforms write up to twelve digits: 370828 for 370828000000, 370828100 for
/// 370828100000.
pub fn short(code: &str) -> &str {
    if code.len() > 6 { trim(code, 6, 3) } else { code }
}

/// The digits that all divisions within a division begin with; none for the nation.
pub fn prefix(code: &str) -> &str {
    let code = short(code);
    if code.len() == 6 { trim(code, 0, 2) } else { code }
}

/// Whether a division lies in another, or is it.
pub fn contains(outer: &str, inner: &str) -> bool {
    inner.starts_with(prefix(outer))
}

/// A code without its trailing groups of zeros, of `step` digits, down to `least` digits.
fn trim(code: &str, least: usize, step: usize) -> &str {
    let zeros = &"000"[..step];
    let mut rest = code;
    while rest.len() > least && rest.ends_with(zeros) {
        rest = &rest[..rest.len() - step];
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes() {
        assert_eq!(
            ["000000", "370000", "370800", "371000", "370828", "460400"].map(prefix),
            ["", "37", "3708", "3710", "370828", "4604"]
        );
        assert_eq!(
            ["370828000000", "370828100000", "370828100"].map(prefix),
            ["370828", "370828100", "370828100"]
        );
        assert_eq!(
            ["370000000000", "450721000000", "441900100000", "370828100001", "370000", "3708"].map(short),
            ["370000", "450721", "441900100", "370828100001", "370000", "3708"]
        );
        assert!(
            contains("370000", "370828") && contains("370828", "370828100") && !contains("370800", "371000")
        );
    }
}
