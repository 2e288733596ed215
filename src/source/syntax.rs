//! Syntax findings in plain words of both languages.

use super::finding::Finding;
use crate::diagnostic::Text;

/// Where and why a document could not be read, in bytes of its own text.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The place to look at.
    pub at: usize,
    /// Where the parser noticed, when that is another place.
    pub stopped_at: Option<usize>,
    /// Why.
    pub reason: Reason,
}

/// What is wrong with the syntax.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reason {
    /// A quote or bracket has no end.
    Unclosed(char),
    /// A tab where spaces must stand.
    Tab,
    /// `: ` inside an unquoted value.
    SecondColon,
    /// A line that is no `key: value`.
    KeyExpected,
    /// A line that is indented otherwise than its neighbours.
    Indentation,
    /// A character that no unquoted value may begin with.
    Reserved(char),
    /// A closing bracket without an opener.
    StrayBracket,
    /// Two values without a comma.
    CommaExpected,
    /// Text after a closing quote.
    AfterQuote,
    /// A backslash sequence that does not exist.
    Escape,
    /// `|` or `>` followed by something else.
    BlockHeader,
    /// A comment where the text of `|` or `>` was announced, and none that follows.
    NoBlockText,
    /// `#` without a space before it.
    Comment,
    /// A value that goes on after a comment.
    AfterComment,
    /// Text after `...`.
    DocumentEnd,
    /// No space after `:` or `-`.
    SpaceExpected,
    /// Anything else.
    Other,
}

/// The finding of a problem.
pub fn finding(text: &str, base: u32, document: u32, problem: &Problem) -> Finding {
    let here = |at: usize| {
        let end =
            at + text[at..].chars().next().filter(|c| !matches!(c, '\n' | '\r')).map_or(0, char::len_utf8);
        base + at as u32..base + end as u32
    };
    let (message, help) = words(problem.reason);
    let help = full_width_colon(text, problem.at).unwrap_or(help);
    let mut finding = Finding::new("yaml-syntax", document, here(problem.at), message).help(help);
    if let Some(stopped) = problem.stopped_at.filter(|stopped| *stopped != problem.at) {
        let message = Text::new("reading stopped here", "读到此处无法继续");
        finding = finding.related(here(stopped), message);
    }
    finding
}

/// A tab in the indentation where the parser stopped, or on the line after, is what is wrong.
pub fn tab_near(text: &str, at: usize) -> Option<usize> {
    let line = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let mut start = line;
    for line in text[line..].split_inclusive('\n').take(2) {
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        if let Some(tab) = indent.find('\t').filter(|_| !line.trim().is_empty()) {
            return Some(start + tab);
        }
        start += line.len();
    }
    None
}

/// A tab in the indentation of what begins at a byte.
pub fn tab_before(text: &str, at: usize) -> Option<usize> {
    let is_end = |c: char| matches!(c, '\n' | '\r');
    let line = text[..at].trim_end_matches(|c: char| c.is_whitespace() && !is_end(c));
    let tab = text[line.len()..at].find('\t').filter(|_| line.is_empty() || line.ends_with(is_end));
    tab.map(|tab| line.len() + tab)
}

/// What to say of each reason, and what to write instead: English, Chinese, English, Chinese.
const WORDS: &[(Reason, [&str; 4])] = &[
    (
        Reason::Tab,
        [
            "a tab stands where only spaces may indent",
            "缩进中出现制表符，只能使用空格",
            "replace the tab with spaces",
            "请把制表符换成空格",
        ],
    ),
    (
        Reason::SecondColon,
        [
            "`:` is not allowed here: the line already has its key and value, or is indented wrongly",
            "此处不应出现“:”：该行已有键和值，或缩进有误",
            "put a value that contains `: ` in double quotes, or correct the indentation",
            "值中含有“: ”时请加双引号，否则请改正缩进",
        ],
    ),
    (
        Reason::KeyExpected,
        [
            "a line `key: value` is expected here",
            "此处应为“键: 值”",
            "write a colon and a space after the key, and quote a value of several lines",
            "请在键后写英文冒号和空格；多行的值请加引号",
        ],
    ),
    (
        Reason::Indentation,
        [
            "this line is not indented like its neighbours",
            "该行缩进与相邻各行不一致",
            "indent entries of the same level by the same number of spaces",
            "同一层级的各行请使用相同数目的空格缩进",
        ],
    ),
    (
        Reason::StrayBracket,
        [
            "this bracket closes nothing that is open",
            "此处的括号没有对应的开始括号",
            "delete it, or write the opening bracket",
            "请删除该括号，或补写开始括号",
        ],
    ),
    (
        Reason::CommaExpected,
        [
            "a comma or a closing bracket is expected here",
            "此处应为逗号或结束括号",
            "part the values by commas, and quote a value that contains brackets or `: `",
            "请用英文逗号分隔各值；含有括号或“: ”的值请加引号",
        ],
    ),
    (
        Reason::AfterQuote,
        [
            "text follows the closing quote",
            "结束引号之后还有文字",
            "put the whole value in quotes, and write a quote within it as \\\"",
            "请把整个值放入引号，值中的双引号写作 \\\"",
        ],
    ),
    (
        Reason::Escape,
        [
            "this backslash sequence does not exist",
            "不存在这种反斜杠转义",
            "write \\\\ for a backslash, or use single quotes",
            "反斜杠请写作 \\\\，或改用单引号",
        ],
    ),
    (
        Reason::BlockHeader,
        [
            "nothing may follow `|` or `>` on its line",
            "“|”或“>”之后同一行不能再有内容",
            "begin the text on the next line",
            "请从下一行开始写文字",
        ],
    ),
    (
        Reason::NoBlockText,
        [
            "a comment stands where the text of `|` or `>` should begin",
            "“|”或“>”之后应写文字，此处却是注释",
            "write the text at the indentation that is announced, or leave the key out",
            "请按所注明的缩进写出文字，或删除该键",
        ],
    ),
    (
        Reason::Comment,
        [
            "a comment must be parted from the value by a space",
            "注释与值之间须有空格",
            "write a space before `#`, or put the value in quotes",
            "请在“#”前加空格，或给值加引号",
        ],
    ),
    (
        Reason::AfterComment,
        [
            "a value cannot go on after a comment",
            "注释之后不能再续写该值",
            "move the comment to a line above the value, or put the value in quotes if `#` belongs to it",
            "请把注释移到该值上方单独一行；如“#”属于该值，请加引号",
        ],
    ),
    (
        Reason::DocumentEnd,
        [
            "text follows the document marker",
            "文档分隔标记之后还有文字",
            "begin the text on the next line",
            "请从下一行开始写内容",
        ],
    ),
    (
        Reason::SpaceExpected,
        [
            "a space is missing here",
            "此处缺少空格",
            "write a space after `:` and `-`",
            "请在“:”和“-”之后加空格",
        ],
    ),
    (
        Reason::Other,
        [
            "this is not YAML",
            "不符合YAML语法",
            "compare the line with an item that passes, or quote the value",
            "请与通过检查的事项对照，或给值加引号",
        ],
    ),
];

fn words(reason: Reason) -> (Text, Text) {
    match reason {
        Reason::Unclosed(opener) => {
            let closer = match opener {
                '[' => ']',
                '{' => '}',
                quote => quote,
            };
            (
                Text::new(
                    format!("`{opener}` is opened here and never closed"),
                    format!("此处的“{opener}”没有对应的结束符号"),
                ),
                Text::new(
                    format!("write `{closer}` where the value ends"),
                    format!("请在值的末尾写上“{closer}”"),
                ),
            )
        }
        Reason::Reserved(character) => (
            Text::new(
                format!("a value cannot begin with `{character}` without quotes"),
                format!("不加引号的值不能以“{character}”开头"),
            ),
            Text::new("put the value in double quotes", "请给该值加上双引号"),
        ),
        reason => {
            let known = WORDS.iter().find(|(own, _)| *own == reason);
            let (_, [en, zh, help_en, help_zh]) = known.expect("every other reason is in the table");
            (Text::new(*en, *zh), Text::new(*help_en, *help_zh))
        }
    }
}

/// The commonest slip of a Chinese keyboard, named where it stands on this line or the one before.
fn full_width_colon(text: &str, at: usize) -> Option<Text> {
    let before = &text[..at];
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let two_lines = before.rmatch_indices('\n').nth(1).map_or(0, |(end, _)| end + 1);
    let suspicious = text[two_lines..end].lines().any(|line| {
        let key = line.trim_start_matches([' ', '-']);
        key.find('：').is_some_and(|colon| !key[..colon].contains([':', '"', '\'', ' ', '，', '。', '#']))
    });
    suspicious.then(|| {
        Text::new(
            "write the colon after a key as `: `, half width and with a space",
            "键后的冒号须为半角“:”加空格，不能用全角“：”",
        )
    })
}
