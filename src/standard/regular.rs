//! Regular expressions as browsers and form engines read them: ECMA-262 with the flag `u`, which takes less than most
//! libraries do. The only file that names `regress`.

use crate::diagnostic::Text;

/// What may stand behind a backslash as itself.
const SYNTAX: &str = r"^$\.*+?()[]{}|/";
/// More groups than anybody writes: a reader of groups within groups must not run out of room.
const MOST: usize = 100;

/// What to write instead; nothing where an expression can be read.
pub(super) fn fault(expression: &str) -> Option<Text> {
    if expression.matches('(').count() > MOST {
        return Some(Text::new("write fewer groups", "请减少括号"));
    }
    regress::Regex::with_flags(expression, "u").err().map(|error| help(expression, &error.text))
}

/// What people of other libraries write, in the words of what to write here.
fn help(expression: &str, reason: &str) -> Text {
    let escaped = expression.split('\\').skip(1).filter_map(|rest| rest.chars().next());
    let sign = { escaped }.find(|sign| sign.is_ascii_punctuation() && !SYNTAX.contains(*sign));
    if let Some(sign) = sign {
        Text::new(format!("write `{sign}` without a backslash before it"), format!("“{sign}”之前不加反斜杠"))
    } else if expression.contains(r"\p") {
        Text::new(r"write properties as \p{Script=Han} or \p{L}", r"字符属性请写作 \p{Script=Han} 或 \p{L}")
    } else if expression.contains("(?") {
        Text::new(
            "write both cases in brackets, such as [Aa], instead of flags such as (?i)",
            "不使用(?i)等标记，大小写均可的写作[Aa]",
        )
    } else if expression.contains('{') {
        Text::new("write counts as {2}, {2,} or {0,2}", "次数请写作{2}、{2,}或{0,2}")
    } else {
        Text::new(
            format!("write what browsers can read (ECMA-262, flag u): {reason}"),
            "请按浏览器能读取的写法（ECMA-262，标记u）书写",
        )
    }
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
        let bad = r"a\-b a\_b ^a{,3}$ a{ a} a] (a a) [a [z-a] [\d-z] \Z \p{Han} \pL *a a** (?=a)+ ^+ \1 \k<y>
            \u{110000} \x4 a{3,2} (?P<y>a) (?#note) a++ \ \- (?i)abc";
        for expression in bad.split_whitespace() {
            assert!(fault(expression).is_some(), "{expression}");
        }
        assert!(fault(&"(".repeat(100_000)).is_some());
    }
}
