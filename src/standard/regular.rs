//! Regular expressions as browsers and form engines read them: ECMA-262 with the flag `u`, which
//! takes less than most libraries do.

use crate::diagnostic::Text;

/// What may stand behind a backslash as itself.
const SYNTAX: &str = r"^$\.*+?()[]{}|/";

/// Scripts and categories (`\p{…}`) that people write by a key; what has none is a category.
const KEYS: [&str; 6] = ["Script", "sc", "Script_Extensions", "scx", "General_Category", "gc"];

/// Categories and properties that stand alone in `\p{…}`.
const PROPERTIES: &str = " L Lu Ll Lt LC Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp C Cc Cf Cs Co Cn \
Letter Mark Number Punctuation Symbol Separator Other Any ASCII Alphabetic Ideographic Lowercase Uppercase White_Space ";

/// What to write instead; nothing where an expression can be read.
pub(super) fn fault(expression: &str) -> Option<Text> {
    let signs: Vec<char> = expression.chars().collect();
    let (groups, names) = groups(&signs);
    let mut reader = Reader { signs: &signs, at: 0, groups, names };
    match reader.alternatives(0) {
        Ok(()) if reader.at == signs.len() => None,
        Ok(()) => Some(literal(')')),
        Err(help) => Some(help),
    }
}

/// How many groups an expression remembers, and the names of those that have one.
fn groups(signs: &[char]) -> (usize, Vec<String>) {
    let (mut count, mut names, mut class, mut at) = (0, Vec::new(), false, 0);
    while at < signs.len() {
        match signs[at] {
            '\\' => at += 1,
            '[' => class = true,
            ']' => class = false,
            '(' if !class && signs.get(at + 1) != Some(&'?') => count += 1,
            '(' if !class
                && signs.get(at + 2) == Some(&'<')
                && !matches!(signs.get(at + 3), Some('=' | '!')) =>
            {
                count += 1;
                names.push(signs[at + 3..].iter().take_while(|sign| **sign != '>').collect());
            }
            _ => {}
        }
        at += 1;
    }
    (count, names)
}

/// A sign that has a meaning of its own and stands where it cannot have it.
fn literal(sign: char) -> Text {
    Text::new(
        format!("write \\{sign} where `{sign}` itself is meant"),
        format!("如指字符“{sign}”本身，请写作 \\{sign}"),
    )
}

/// An escape that nobody knows.
fn escape(sign: char) -> Text {
    if sign.is_ascii_alphanumeric() {
        return Text::new(
            format!("write without \\{sign}, which ECMA-262 does not know here"),
            format!("ECMA-262在此处没有 \\{sign}，请改用其他写法"),
        );
    }
    Text::new(format!("write `{sign}` without a backslash before it"), format!("“{sign}”之前不加反斜杠"))
}

fn flags() -> Text {
    Text::new(
        "write both cases in brackets, such as [Aa], instead of flags such as (?i)",
        "不使用(?i)等标记，大小写均可的写作[Aa]",
    )
}

fn count() -> Text {
    Text::new("write counts as {2}, {2,} or {0,2}", "次数请写作{2}、{2,}或{0,2}")
}

fn range() -> Text {
    Text::new(
        "write ranges in brackets from the lower to the higher character, and close every bracket",
        "方括号内的范围应从小到大，并以]结束",
    )
}

struct Reader<'s> {
    signs: &'s [char],
    at: usize,
    groups: usize,
    names: Vec<String>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.signs.get(self.at).copied()
    }

    fn take(&mut self, text: &str) -> bool {
        let found = self.signs[self.at..].iter().copied().take(text.chars().count()).eq(text.chars());
        self.at += if found { text.chars().count() } else { 0 };
        found
    }

    /// The signs up to one, which is passed.
    fn until(&mut self, end: char) -> Option<String> {
        let length = self.signs[self.at..].iter().position(|sign| *sign == end)?;
        let own = self.signs[self.at..self.at + length].iter().collect();
        self.at += length + 1;
        Some(own)
    }

    fn hexadecimal(&mut self, digits: usize) -> Option<u32> {
        let own = self.signs.get(self.at..self.at + digits)?;
        self.at += digits;
        own.iter().try_fold(0, |value, sign| Some(value * 16 + sign.to_digit(16)?))
    }

    fn alternatives(&mut self, depth: usize) -> Result<(), Text> {
        // Nobody writes groups so deep, and the reader must not run out of room.
        if depth > 100 {
            return Err(Text::new("write fewer groups within groups", "请减少括号嵌套"));
        }
        while let Some(sign) = self.peek() {
            match sign {
                ')' => return Ok(()),
                '|' => self.at += 1,
                _ => self.term(depth)?,
            }
        }
        Ok(())
    }

    fn term(&mut self, depth: usize) -> Result<(), Text> {
        let Some(sign) = self.peek() else { return Ok(()) };
        self.at += 1;
        match sign {
            '^' | '$' => return Ok(()),
            '\\' if matches!(self.peek(), Some('b' | 'B')) => {
                self.at += 1;
                return Ok(());
            }
            '\\' => self.escape(false).map(drop)?,
            '[' => self.class()?,
            '(' => {
                let looks = ["?=", "?!", "?<=", "?<!"].iter().any(|sign| self.take(sign));
                if !looks && !self.take("?:") && self.take("?") {
                    let named = self.take("<").then(|| self.until('>')).flatten();
                    if !named.is_some_and(|name| is_name(&name)) {
                        return Err(flags());
                    }
                }
                self.alternatives(depth + 1)?;
                if !self.take(")") {
                    return Err(literal('('));
                }
                if looks {
                    return Ok(());
                }
            }
            '{' | '}' => return Err(count()),
            '*' | '+' | '?' | ']' => return Err(literal(sign)),
            _ => {}
        }
        self.quantifier()
    }

    fn quantifier(&mut self) -> Result<(), Text> {
        if self.take("{") {
            let inner = self.until('}').ok_or_else(count)?;
            let (least, most) = inner.split_once(',').unwrap_or((&inner, &inner));
            let digits = |text: &str| !text.is_empty() && text.chars().all(|sign| sign.is_ascii_digit());
            let number = |text: &str| text.parse::<u64>().unwrap_or(u64::MAX);
            if !digits(least) || !(most.is_empty() || digits(most) && number(least) <= number(most)) {
                return Err(count());
            }
        } else if !["*", "+", "?"].iter().any(|sign| self.take(sign)) {
            return Ok(());
        }
        self.take("?");
        Ok(())
    }

    /// What follows a backslash; its value where it is one character.
    fn escape(&mut self, class: bool) -> Result<Option<u32>, Text> {
        let sign = self.peek().ok_or_else(|| literal('\\'))?;
        self.at += 1;
        let known = match sign {
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => return Ok(None),
            't' | 'n' | 'v' | 'f' | 'r' => Some(u32::from(sign) % 32),
            'b' | '-' if class => Some(u32::from(sign)),
            'c' => {
                let letter = self.peek().filter(char::is_ascii_alphabetic);
                self.at += 1;
                letter.map(|letter| u32::from(letter) % 32)
            }
            '0' => self.peek().is_none_or(|next| !next.is_ascii_digit()).then_some(0),
            '1'..='9' if !class => {
                let mut number = sign.to_string();
                while let Some(digit) = self.peek().filter(char::is_ascii_digit) {
                    number.push(digit);
                    self.at += 1;
                }
                number.parse().is_ok_and(|number: usize| number <= self.groups).then_some(0)
            }
            'k' if !class && self.take("<") => {
                self.until('>').filter(|name| self.names.contains(name)).map(|_| 0)
            }
            'x' => self.hexadecimal(2),
            'u' if self.take("{") => {
                let digits = self.until('}').unwrap_or_default();
                u32::from_str_radix(&digits, 16).ok().filter(|code| *code <= 0x0010_FFFF)
            }
            'u' => self.hexadecimal(4),
            'p' | 'P' => {
                let own = self.take("{").then(|| self.until('}')).flatten();
                return if own.is_some_and(|own| is_property(&own)) { Ok(None) } else { Err(property()) };
            }
            _ => SYNTAX.contains(sign).then(|| u32::from(sign)),
        };
        known.map(Some).ok_or_else(|| escape(sign))
    }

    fn class(&mut self) -> Result<(), Text> {
        self.take("^");
        loop {
            if self.take("]") {
                return Ok(());
            }
            let from = self.member()?;
            if self.peek() != Some('-') || self.signs.get(self.at + 1) == Some(&']') {
                continue;
            }
            self.at += 1;
            let to = self.member()?;
            if from.zip(to).is_none_or(|(from, to)| from > to) {
                return Err(range());
            }
        }
    }

    fn member(&mut self) -> Result<Option<u32>, Text> {
        let sign = self.peek().ok_or_else(range)?;
        self.at += 1;
        if sign == '\\' { self.escape(true) } else { Ok(Some(u32::from(sign))) }
    }
}

fn is_name(name: &str) -> bool {
    let starts = name.chars().next().is_some_and(|sign| sign.is_alphabetic() || sign == '_');
    starts && name.chars().all(|sign| sign.is_alphanumeric() || sign == '_')
}

fn is_property(own: &str) -> bool {
    match own.split_once('=') {
        Some((key, value)) => KEYS.contains(&key) && is_name(value),
        None => is_name(own) && PROPERTIES.contains(&format!(" {own} ")),
    }
}

fn property() -> Text {
    Text::new(r"write properties as \p{Script=Han} or \p{L}", r"字符属性请写作 \p{Script=Han} 或 \p{L}")
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn expressions_are_read_as_browsers_read_them() {
        let good = r"^[0-9A-HJ-NPQRTUWXY]{18}$ ^[+\(]?[0-9][0-9\(\)\-]{4,16}$ ^[^@\s]+@[^@\s]+\.[^@\s]+$ \S ^(a|b)\1$
            ^(?<y>[0-9]{4})-\k<y>$ (?=a)(?!b)(?<=c)(?<!d)e ^\p{Script=Han}+$ \u{20000}\u4e00\x41\cA\0 ^[a-]+?$ a|
            ^[-a]$ [\b\-\]] (?:a{2,}){1,3}? ^[一-龥·]{2,}$ \bword\B [^] [] a-b_c";
        for expression in good.split_whitespace() {
            assert_eq!(fault(expression), None, "{expression}");
        }
        let bad = r"a\-b a\_b (?i)abc (?i:a) ^a{,3}$ a{ a} a] (a a) [a [z-a] [\d-z] \Z \p{Han} \pL *a a** (?=a)+ ^+ \1 \k<y>
            \u{110000} \x4 a{3,2} (?P<y>a) (?#note) a++ \ \-";
        for expression in bad.split_whitespace() {
            assert!(fault(expression).is_some(), "{expression}");
        }
        assert!(fault(&"(".repeat(100_000)).is_some());
    }
}
