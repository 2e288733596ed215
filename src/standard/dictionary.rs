//! Words to be found in texts: at each place the longest. Most characters are passed by a look
//! into one table, made for texts in which a character says much.

use std::collections::BTreeMap;
use std::ops::Range;

/// Words, with what each means.
#[derive(Debug)]
pub struct Dictionary<M> {
    /// By first characters, of one first character the longest first.
    words: Vec<(String, M)>,
    /// What begins with a character, by its low bits.
    beginnings: Box<[Beginning]>,
}

/// What begins with the characters of some low bits.
#[derive(Clone, Copy, Debug, Default)]
struct Beginning {
    /// The low bits of the second characters, a bit each; all of them where a word has no second.
    seconds: u64,
    /// The words.
    first: u32,
    end: u32,
}

/// The bits of a character that are looked at.
const LOW: usize = 0xFFF;

fn low_bits(character: char) -> usize {
    character as usize & LOW
}

/// The low bits of the character at a byte of a text, and how many bytes it takes.
#[inline]
fn character_at(text: &str, at: usize) -> Option<(usize, usize)> {
    match &text.as_bytes()[at..] {
        // Nearly all are of three bytes: two of them are enough.
        [0xE0..=0xEF, middle, last, ..] => {
            Some((usize::from(*middle & 0x3F) << 6 | usize::from(*last & 0x3F), 3))
        }
        _ => text[at..].chars().next().map(|own| (low_bits(own), own.len_utf8())),
    }
}

/// A bit for a second character.
fn bit(low: usize) -> u64 {
    1 << (low & 0x3F)
}

impl<M> Dictionary<M> {
    /// The words of a map, an empty one left out.
    pub fn of(words: BTreeMap<String, M>) -> Self {
        let mut words: Vec<(String, M)> = words.into_iter().filter(|(word, _)| !word.is_empty()).collect();
        let place = |word: &str| word.chars().next().map(low_bits).unwrap_or_default();
        words.sort_by_key(|(word, _)| (place(word), std::cmp::Reverse(word.len())));
        let mut beginnings = vec![Beginning::default(); LOW + 1].into_boxed_slice();
        for (number, (word, _)) in (0..).zip(&words) {
            let own = &mut beginnings[place(word)];
            if own.seconds == 0 {
                own.first = number;
            }
            own.end = number + 1;
            own.seconds |= word.chars().nth(1).map_or(u64::MAX, |second| bit(low_bits(second)));
        }
        Self { words, beginnings }
    }

    /// The first word of a text from a byte on, and the longest there.
    pub fn find(&self, text: &str, from: usize) -> Option<(Range<usize>, &M)> {
        let (mut start, mut next, mut begun) = (from, from, Beginning::default());
        while let Some((low, width)) = character_at(text, next) {
            if begun.seconds & bit(low) != 0
                && let Some(found) = self.longest(text, start, begun)
            {
                return Some(found);
            }
            (start, next, begun) = (next, next + width, self.beginnings[low & LOW]);
        }
        self.longest(text, start, begun)
    }

    /// The longest word at a place, of those that can begin there.
    fn longest(&self, text: &str, start: usize, begun: Beginning) -> Option<(Range<usize>, &M)> {
        let words = &self.words[begun.first as usize..begun.end as usize];
        let (word, meaning) = words.iter().find(|(word, _)| text[start..].starts_with(word.as_str()))?;
        Some((start..start + word.len(), meaning))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(words: &[&str], text: &'t str) -> Vec<&'t str> {
        let dictionary = Dictionary::of(words.iter().map(|word| ((*word).to_owned(), ())).collect());
        let mut from = 0;
        let next = || {
            let (found, ()) = dictionary.find(text, from)?;
            from = found.end;
            Some(&text[found])
        };
        std::iter::from_fn(next).collect()
    }

    #[test]
    fn the_first_and_longest_words_are_found() {
        let words = ["等", "等等", "高等", "等材料", "有关", "有关材料", "a1", "a"];
        assert_eq!(found(&words, "高等学校等材料等等"), ["高等", "等材料", "等等"]);
        assert_eq!(found(&words, "有有关材有关材料、等"), ["有关", "有关材料", "等"]);
        assert_eq!(found(&words, "aa1 ba1c"), ["a", "a1", "a1"]);
        assert!(found(&words, "有材料高").is_empty() && found(&[], "有材料").is_empty());
    }
}
