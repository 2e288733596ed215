//! The pages of rules, read: title, sections in two languages, examples.

use crate::diagnostic::{Lang, Text};

/// The headings of every page, in this order, in both languages.
pub const HEADINGS: [(&str, &str); 5] = [
    ("What it checks", "检查什么"),
    ("Why", "为什么"),
    ("Wrong", "错误示例"),
    ("Right", "正确示例"),
    ("How to put it right", "如何改正"),
];

/// An example of a page.
#[derive(Debug)]
pub struct Example<'p> {
    /// Whether the rule must speak; else every rule must be silent.
    pub wrong: bool,
    /// Options of the block, such as `over=implementation` and `on=2026-11-24`.
    pub options: Vec<(&'p str, &'p str)>,
    /// The YAML, marks included.
    pub yaml: String,
    /// Line of the page, from 1.
    pub line: usize,
}

impl<'p> Example<'p> {
    /// The value of an option.
    pub fn option(&self, name: &str) -> Option<&'p str> {
        self.options.iter().find(|(own, _)| *own == name).map(|(_, value)| *value)
    }
}

/// `# English · 中文`, the first line of a page.
pub fn title(page: &str) -> Text {
    let line = page.lines().next().unwrap_or_default().trim_start_matches("# ");
    let (en, zh) = line.split_once(" · ").unwrap_or((line, line));
    Text::new(en.to_owned(), zh.to_owned())
}

/// The headings of a page, as they stand.
pub fn headings(page: &str) -> Vec<&str> {
    outside_blocks(page).filter_map(|line| line.strip_prefix("## ")).collect()
}

/// The examples of a page.
pub fn examples(page: &str) -> Vec<Example<'_>> {
    let mut examples = Vec::new();
    let mut open: Option<Example<'_>> = None;
    for (number, line) in page.lines().enumerate() {
        if let Some(example) = &mut open {
            if line.starts_with("```") {
                examples.extend(open.take());
            } else {
                example.yaml.push_str(line);
                example.yaml.push('\n');
            }
        } else if let Some(words) = line.strip_prefix("```yaml ") {
            let mut words = words.split(' ');
            let wrong = words.next() == Some("wrong");
            let options = words.filter_map(|word| word.split_once('=')).collect();
            open = Some(Example { wrong, options, yaml: String::new(), line: number + 2 });
        }
    }
    examples
}

/// The page in one language: headings, the paragraphs of that language, all examples.
pub fn in_lang(page: &str, lang: Lang) -> String {
    let mut text = title(page).in_lang(lang).to_owned();
    text.push('\n');
    for paragraph in paragraphs(page).into_iter().skip(1) {
        let shown = if let Some(heading) = paragraph.strip_prefix("## ") {
            let known = HEADINGS.iter().find(|(en, _)| *en == heading);
            Some(known.map_or(heading, |(en, zh)| if lang == Lang::En { *en } else { *zh }).to_owned() + "\n")
        } else if paragraph.starts_with("```") {
            let lines = paragraph.lines().filter(|line| !line.starts_with("```"));
            Some(lines.fold(String::new(), |all, line| all + "    " + line + "\n"))
        } else if is_chinese(&paragraph) == (lang == Lang::Zh) {
            Some(paragraph + "\n")
        } else {
            None
        };
        if let Some(shown) = shown {
            text.push('\n');
            text.push_str(&shown);
        }
    }
    text
}

/// Whether a paragraph is of the Chinese part: it begins with a Chinese character or mark.
pub fn is_chinese(paragraph: &str) -> bool {
    let first = paragraph.trim_start_matches(['-', '*', ' ', '`', '(']).chars().next();
    first.is_some_and(|c| c > '\u{2E7F}')
}

/// Blocks, headings and paragraphs of a page, in order.
pub fn paragraphs(page: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut block = false;
    let mut fresh = true;
    for line in page.lines() {
        let fence = line.starts_with("```");
        if !block && (line.is_empty() || line.starts_with('#') || fence) {
            fresh = true;
        }
        if !line.is_empty() || block {
            match paragraphs.last_mut() {
                Some(last) if !fresh => {
                    last.push('\n');
                    last.push_str(line);
                }
                _ => paragraphs.push(line.to_owned()),
            }
            fresh = line.starts_with('#') && !block;
        }
        if fence {
            block = !block;
            fresh = !block;
        }
    }
    paragraphs
}

fn outside_blocks(page: &str) -> impl Iterator<Item = &str> {
    let mut block = false;
    page.lines().filter(move |line| {
        let fence = line.starts_with("```");
        block ^= fence;
        !block && !fence
    })
}
