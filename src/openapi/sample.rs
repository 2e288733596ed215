//! A short text that fits a pattern: the first choice everywhere, as few repeats as allowed.

/// A text that fits a regular expression; none where it uses what is not known here, such as a
/// look-ahead or a back reference.
pub(super) fn text(pattern: &str) -> Option<String> {
    let mut reader = Reader { rest: pattern, depth: 0 };
    let text = reader.alternatives()?;
    reader.rest.is_empty().then_some(text)
}

/// Deeper groups are not followed.
const DEEPEST: u32 = 50;
/// Longer samples are of no use.
const LONGEST: usize = 2000;

struct Reader<'p> {
    rest: &'p str,
    depth: u32,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let first = self.rest.chars().next()?;
        self.rest = &self.rest[first.len_utf8()..];
        Some(first)
    }

    fn takes(&mut self, word: &str) -> bool {
        let rest = self.rest.strip_prefix(word);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// The first of several; the others are read and dropped.
    fn alternatives(&mut self) -> Option<String> {
        let first = self.sequence()?;
        while self.takes("|") {
            self.sequence()?;
        }
        Some(first)
    }

    fn sequence(&mut self) -> Option<String> {
        let mut text = String::new();
        while !self.rest.is_empty() && !self.rest.starts_with([')', '|']) {
            let part = self.part()?;
            let times = self.times()?;
            if text.len() + part.len().saturating_mul(times) > LONGEST {
                return None;
            }
            text.push_str(&part.repeat(times));
        }
        Some(text)
    }

    fn part(&mut self) -> Option<String> {
        Some(match self.next()? {
            '^' | '$' => String::new(),
            '.' => "0".into(),
            '[' => self.class()?.to_string(),
            '(' => self.group()?,
            '\\' => escaped(self.next()?)?.to_string(),
            '*' | '+' | '?' | '{' | '}' | ']' => return None,
            literal => literal.into(),
        })
    }

    fn group(&mut self) -> Option<String> {
        if self.depth == DEEPEST || (self.rest.starts_with('?') && !self.takes("?:")) {
            return None;
        }
        self.depth += 1;
        let text = self.alternatives()?;
        self.depth -= 1;
        self.takes(")").then_some(text)
    }

    /// The first character that a class names.
    fn class(&mut self) -> Option<char> {
        let refused = self.takes("^");
        let mut named = Vec::new();
        loop {
            match self.next()? {
                ']' => break,
                '\\' => {
                    let letter = self.next()?;
                    named.push(escaped(letter)?);
                    // What a class within a refused class leaves out is not followed.
                    if refused && letter.is_ascii_alphabetic() {
                        named.extend(" \t\n".chars());
                    }
                }
                other => named.push(other),
            }
        }
        if refused { ('a'..='z').find(|letter| !named.contains(letter)) } else { named.first().copied() }
    }

    /// The fewest repeats; at least one where none would leave nothing to see.
    fn times(&mut self) -> Option<usize> {
        let times = match self.rest.chars().next() {
            Some('*' | '?') => {
                self.next();
                0
            }
            Some('+') => {
                self.next();
                1
            }
            Some('{') => {
                let (inside, rest) = self.rest[1..].split_once('}')?;
                self.rest = rest;
                inside.split(',').next()?.parse().ok()?
            }
            _ => 1,
        };
        self.takes("?");
        Some(times)
    }
}

fn escaped(letter: char) -> Option<char> {
    match letter {
        'd' | 'w' | 'S' => Some('0'),
        's' => Some(' '),
        'D' | 'W' | 'b' | 'B' | 'p' | 'P' | 'u' | 'x' | 'k' | '0'..='9' => None,
        't' => Some('\t'),
        'n' => Some('\n'),
        'r' => Some('\r'),
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn the_first_choice_with_the_fewest_repeats() {
        for (pattern, sample) in [
            ("^[0-9]{6}([0-9]{3})?$", "000000"),
            ("^[0-9A-Z]{5,18}$", "00000"),
            ("^[+(]?[0-9][0-9() -]{4,16}$", "00000"),
            (r"^[^@\s]+@[^@\s]+\.[^@\s]+$", "a@a.a"),
            ("^(新|旧)[a-z]+$", "新a"),
            ("\\S", "0"),
        ] {
            assert_eq!(text(pattern).as_deref(), Some(sample), "{pattern}");
        }
    }

    #[test]
    fn what_is_not_known_gives_none() {
        for pattern in ["^(?=a)b", r"(a)\1", "[", "(", "a{", "+", "[\\p{Han}]", "a{99999}", ")"] {
            assert_eq!(text(pattern), None, "{pattern}");
        }
    }
}
