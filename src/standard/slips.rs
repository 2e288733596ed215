//! Slips of the pen that a program can put right: the change that a finding carries. A safe one
//! keeps the meaning of what was written; no change touches what the law decides.

use super::elements::Element;
use super::words;
use crate::date::Date;
use crate::diagnostic::Text;
use crate::source::finding::Finding;
use crate::source::node::Node;

/// A text in the quotes of what stands there, or in none.
pub fn like_written(node: Node<'_>, text: &str) -> String {
    match node.as_written().chars().next() {
        Some(quote @ ('"' | '\'')) => format!("{quote}{text}{quote}"),
        _ => text.to_owned(),
    }
}

/// The slug that a slip of slug or label can only mean.
pub fn slug(finding: Finding, node: Node<'_>, element: &Element) -> Finding {
    match words::slip(element, node).filter(|_| one_line(node)) {
        Some((slug, safe)) => finding.fix(like_written(node, &slug), safe),
        None => finding,
    }
}

/// Full-width digits, letters and blanks of a code as half-width ones.
pub fn width(finding: Finding, node: Node<'_>) -> Finding {
    let narrow = words::half_width(node.text()).filter(|narrow| {
        one_line(node)
            && !narrow.is_empty()
            && narrow.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    });
    match narrow {
        Some(narrow) => finding.fix(format!("\"{narrow}\""), true),
        None => finding,
    }
}

/// Full-width digits where a number is wanted; quotes around a number only when that is asked for.
pub fn number(finding: Finding, node: Node<'_>, element: &Element) -> Finding {
    let digits =
        |text: &str| !text.is_empty() && text.len() < 16 && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = |text: &str| digits(text) && (text == "0" || !text.starts_with('0'));
    let written = node.as_str().filter(|_| element.is_number() && one_line(node));
    match written.map(|text| (words::half_width(text), text)) {
        Some((Some(narrow), _)) if plain(&narrow) => {
            let help = Text::new(format!("write {narrow}"), format!("请写 {narrow}"));
            finding.help(help).fix(narrow, true)
        }
        Some((None, text)) if plain(text) => finding.fix(text.to_owned(), false),
        _ => finding,
    }
}

/// A date in full-width digits; one with other signs only when that is asked for.
pub fn date(finding: Finding, node: Node<'_>) -> Finding {
    if !one_line(node) {
        return finding;
    }
    let narrow = words::half_width(node.text()).filter(|narrow| Date::parse(narrow).is_some());
    match (narrow, iso(node.text())) {
        (Some(narrow), _) => {
            let help = Text::new(format!("write {narrow}"), format!("请写作 {narrow}"));
            finding.help(help).fix(like_written(node, &narrow), true)
        }
        (None, Ok(iso)) => finding.fix(like_written(node, &iso), false),
        _ => finding,
    }
}

/// What is wrong with a date that no calendar has.
pub fn date_help(text: &str) -> Text {
    match iso(text) {
        Ok(iso) => Text::new(format!("write {iso}"), format!("请写作 {iso}")),
        Err(Some(help)) => help,
        Err(None) => Text::new("write YYYY-MM-DD, such as 2025-05-12", "请写作 YYYY-MM-DD，如 2025-05-12"),
    }
}

/// The date that year, month and day of a text make, else why they make none.
fn iso(text: &str) -> Result<String, Option<Text>> {
    let numbers: Vec<u32> =
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    let [year, month, day] = numbers[..] else { return Err(None) };
    if !(1000..=9999).contains(&year) || !(1..=12).contains(&month) || day == 0 {
        return Err(None);
    }
    let days = crate::date::days_of_month(year, month);
    if day > days {
        return Err(Some(Text::new(
            format!("month {month} of {year} has {days} days"),
            format!("{year}年{month}月只有{days}天"),
        )));
    }
    Ok(format!("{year:04}-{month:02}-{day:02}"))
}

/// Whether a scalar stands in one line, as plain text or in quotes.
fn one_line(node: Node<'_>) -> bool {
    let written = node.as_written();
    !written.contains('\n') && !written.starts_with(['|', '>'])
}
