//! Words in a text, the leftmost first and of these the longest.
//!
//! A Chinese word is known by its first two characters, and few places of a text begin one: a look at one number says
//! so. An automaton (Aho-Corasick) takes a step through its states at every character, which cost four times as much.

use std::cmp::Reverse;
use std::iter;
use std::ops::Range;

/// How many pairs of characters are told apart before words are compared.
const PAIRS: u32 = 1 << 14;

/// Words of two characters or more, each for some groups, a bit a group.
#[derive(Debug)]
pub(super) struct WordSearch<T> {
    /// The groups that have a word with these first two characters, by their hash.
    groups: Box<[u32]>,
    /// The first of these words, by the same hash.
    starts: Box<[u32]>,
    /// By the hash of their first two characters, the longest first.
    words: Vec<Word<T>>,
}

#[derive(Debug)]
struct Word<T> {
    pair: u32,
    text: String,
    groups: u32,
    meaning: T,
}

impl<T> WordSearch<T> {
    /// Makes ready to search for words, each with its groups and what it means; else the word that is too short.
    pub(super) fn new(words: impl IntoIterator<Item = (String, u32, T)>) -> Result<Self, String> {
        let word = |(text, groups, meaning): (String, u32, T)| {
            let mut characters = text.chars();
            match (characters.next(), characters.next()) {
                (Some(first), Some(second)) => Ok(Word { pair: hash(first, second), text, groups, meaning }),
                _ => Err(text),
            }
        };
        let mut words = words.into_iter().map(word).collect::<Result<Vec<_>, _>>()?;
        words.sort_by_key(|word| (word.pair, Reverse(word.text.len())));
        let [mut groups, mut starts] = [(); 2].map(|()| vec![0; PAIRS as usize].into_boxed_slice());
        for (at, word) in words.iter().enumerate().rev() {
            groups[word.pair as usize] |= word.groups;
            starts[word.pair as usize] = at as u32;
        }
        Ok(Self { groups, starts, words })
    }

    /// The words of some groups in a text, each with its bytes and what it means. What one word has taken is no part
    /// of another.
    pub(super) fn each<'w>(
        &'w self,
        text: &'w str,
        groups: u32,
    ) -> impl Iterator<Item = (Range<usize>, &'w T)> + use<'w, T> {
        let mut free = 0;
        iter::from_fn(move || {
            let (at, word) = self.first(&text[free..], groups)?;
            let start = free + at;
            free = start + word.text.len();
            Some((start..free, &word.meaning))
        })
    }

    /// The first word of some groups, and where it stands.
    fn first(&self, text: &str, groups: u32) -> Option<(usize, &Word<T>)> {
        let mut characters = text.char_indices();
        let (mut start, mut first) = characters.next()?;
        for (at, second) in characters {
            let pair = hash(first, second);
            if self.groups[pair as usize] & groups != 0
                && let Some(word) = self.known(pair, groups, &text[start..])
            {
                return Some((start, word));
            }
            (start, first) = (at, second);
        }
        None
    }

    /// The longest word of some groups that a text begins with, of those with a hash.
    fn known(&self, pair: u32, groups: u32, text: &str) -> Option<&Word<T>> {
        let words = &self.words[self.starts[pair as usize] as usize..];
        let mut words = words.iter().take_while(|word| word.pair == pair);
        words.find(|word| word.groups & groups != 0 && text.starts_with(&word.text))
    }
}

fn hash(first: char, second: char) -> u32 {
    (((first as u32) * 31) ^ (second as u32)) % PAIRS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, groups: u32) -> Vec<&str> {
        let words = [("材料", 1), ("材料费", 1), ("料费用", 1), ("费用", 2), ("a材", 1), ("材料清单", 2)];
        let words = words.map(|(word, groups)| (word.to_owned(), groups, word.len()));
        let search = WordSearch::new(words).expect("no word is too short");
        let told = search.each(text, groups);
        told.map(|(part, length)| {
            assert_eq!(part.len(), *length);
            &text[part]
        })
        .collect()
    }

    #[test]
    fn of_words_at_one_place_the_longest_is_found_and_takes_its_part() {
        assert_eq!(found("材料费用", 3), ["材料费"]);
        assert_eq!(found("料费用材", 3), ["料费用"]);
        assert_eq!(found("材材料a材料费用", 3), ["材料", "a材", "料费用"]);
    }

    #[test]
    fn words_of_other_groups_hide_nothing() {
        assert_eq!(found("材料清单", 3), ["材料清单"]);
        assert_eq!(found("材料清单", 1), ["材料"]);
        assert_eq!(found("材料费用", 2), ["费用"]);
    }

    #[test]
    fn short_texts_and_short_words_are_no_fault() {
        assert!(found("", 3).is_empty() && found("材", 3).is_empty());
        for word in ["等", ""] {
            assert_eq!(WordSearch::new([(word.to_owned(), 1, ())]).err().as_deref(), Some(word));
        }
    }
}
