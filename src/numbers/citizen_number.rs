//! Citizen numbers (GB 11643): found in running text, so that they can be kept out of it.

use std::borrow::Cow;
use std::ops::Range;

use crate::date::Date;

/// Whether 18 characters are a citizen number: region, birth date and check character fit.
/// Residence permits for residents of Hong Kong, Macao and Taiwan begin with 81, 82, 83,
/// cards of permanent residents since 2023 with 9.
pub fn is_valid(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 18 || !bytes[..17].iter().all(u8::is_ascii_digit) {
        return false;
    }
    let born = format!("{}-{}-{}", &text[6..10], &text[10..12], &text[12..14]);
    let century = matches!(&text[6..8], "18" | "19" | "20");
    let region = matches!(bytes[0], b'1'..=b'6' | b'8' | b'9');
    region && century && Date::parse(&born).is_some() && bytes[17].to_ascii_uppercase() == check(&bytes[..17])
}

fn check(digits: &[u8]) -> u8 {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    CHECKS[(sum % 11) as usize]
}

/// Citizen numbers in a text, as bytes of it.
pub fn find(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    // Every run of 18 digits covers a multiple of 9: other bytes need not be looked at.
    let mut at = 8;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 9;
            continue;
        }
        let start =
            bytes[..at].iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |before| before + 1);
        let digits = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let end = start + digits;
        let ends_in_x = digits == 17 && matches!(bytes.get(end), Some(b'X' | b'x'));
        let stop = end + usize::from(ends_in_x);
        let alone = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric());
        let before = start.checked_sub(1).and_then(|before| bytes.get(before));
        if stop - start == 18 && alone(before) && alone(bytes.get(stop)) && is_valid(&text[start..stop]) {
            found.push(start..stop);
        }
        at = stop.max(at) + 9;
    }
    found
}

/// A text without the citizen numbers that stand in it: they go into no output.
pub fn masked(text: &str) -> Cow<'_, str> {
    let numbers = find(text);
    if numbers.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = text.to_owned();
    for number in numbers {
        masked.replace_range(number.clone(), &"*".repeat(number.len()));
    }
    Cow::Owned(masked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_in_text() {
        assert!(is_valid("11010519491231002X") && is_valid("440524188001010014"));
        assert!(!is_valid("110105194912310021") && !is_valid("11010519491331002X"));
        let text = "申请人身份证号11010519491231002X，电话12345678901。";
        assert_eq!(
            find(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>(),
            ["11010519491231002X"]
        );
        assert_eq!(find("11370828MB286029024000114107003").len(), 0);
        assert_eq!(find("440524188001010014 11010519491231002x").len(), 2);
    }
}
