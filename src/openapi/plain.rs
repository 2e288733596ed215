//! Texts of a catalogue within descriptions, which are `CommonMark`: they stay texts.

/// The text as `CommonMark` that shows it.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '|' => safe.extend(['\\', character]),
            other => safe.push(other),
        }
    }
    safe
}

/// The text that such `CommonMark` shows.
pub fn shown(escaped: &str) -> String {
    let mut text = String::with_capacity(escaped.len());
    let mut characters = escaped.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => text.extend(characters.next()),
            other => text.push(other),
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::{escaped, shown};

    #[test]
    fn what_is_escaped_shows_as_it_was() {
        let text = "<b>面积*长*宽</b> &lt; a_b [c](d) \\ `e` ~~f~~ # 1|2";
        let safe = escaped(text);
        assert!(!safe.contains('<') && safe.contains("面积\\*长\\*宽"), "{safe}");
        assert_eq!(shown(&safe), text);
    }
}
