//! Unified social credit codes (GB 32100-2015) and the organisation codes in them (GB 11714).

/// The characters of a credit code; a character's value is its index.
const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// What is wrong with the check characters of a code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Wrong {
    /// The place of the wrong character, from 1.
    pub place: usize,
    /// The character that the others call for.
    pub expected: char,
}

/// Checks both check characters of a code of 18 characters; nothing is said of another shape.
pub fn check(code: &str) -> Option<Wrong> {
    let bytes = code.as_bytes();
    if bytes.len() != 18 || !bytes.iter().all(|byte| ALPHABET.contains(byte)) {
        return None;
    }
    let organisation = organisation_check(&bytes[8..16]);
    if bytes[16] != organisation {
        return Some(Wrong { place: 17, expected: organisation as char });
    }
    let whole = credit_check(&bytes[..17]);
    (bytes[17] != whole).then_some(Wrong { place: 18, expected: whole as char })
}

/// Whether a code has 18 characters of the alphabet and both check characters.
pub fn is_sound(code: &str) -> bool {
    code.len() == 18 && code.bytes().all(|byte| ALPHABET.contains(&byte)) && check(code).is_none()
}

/// Position 18: weights are powers of 3 modulo 31.
fn credit_check(code: &[u8]) -> u8 {
    let mut weight = 1;
    let mut sum = 0;
    for byte in code {
        let value = ALPHABET.iter().position(|own| own == byte).unwrap_or(0);
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    ALPHABET[(31 - sum % 31) % 31]
}

/// Position 17: the check character of the organisation code in positions 9 to 16.
fn organisation_check(code: &[u8]) -> u8 {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let value = |byte: u8| char::from(byte).to_digit(36).unwrap_or(0);
    let sum: u32 = code.iter().zip(WEIGHTS).map(|(byte, weight)| value(*byte) * weight).sum();
    match 11 - sum % 11 {
        10 => b'X',
        11 => b'0',
        digit => b'0' + digit as u8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_codes_pass() {
        let codes = [
            "91350100M000100Y43",
            "11450721MB15580811",
            "11100000000013338W",
            "11430000006122244L",
            "11330105002500287C",
            "91310000775785552L",
            "11370828MB28602902",
            "12441500196720244T",
        ];
        for code in codes {
            assert_eq!(check(code), None, "{code}");
        }
    }

    #[test]
    fn wrong_characters_are_named() {
        assert_eq!(check("11370828MB28602903"), Some(Wrong { place: 18, expected: '2' }));
        assert_eq!(check("11370828MB28602802").map(|wrong| wrong.place), Some(17));
        assert!(check("113708012345678915").is_some() && check("TE4402814410141929").is_some());
        assert_eq!(check("1137"), None);
        assert!(is_sound("11370828MB28602902") && !is_sound("11370828MB28602903"));
        assert!(!is_sound("1137") && !is_sound("I1370828MB28602902"));
    }
}
