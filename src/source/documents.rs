//! A file to its documents. YAML forbids document markers inside scalars and collections,
//! so lines that begin with `---` or `...` part the documents whatever stands between them.

use std::ops::Range;

/// The bytes of each document: its marker, if it has one, and its content.
pub fn documents(text: &str) -> Vec<Range<usize>> {
    let occurs = |mark: &str| text.starts_with(&mark[1..]) || text.contains(mark);
    if !occurs("\n---") && !occurs("\n...") {
        return has_content(text).then_some(0..text.len()).into_iter().collect();
    }
    let mut documents = Vec::new();
    let mut start = 0;
    let mut explicit = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let marker = |mark: &str| {
            line.strip_prefix(mark)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
        };
        if marker("---") {
            let before = &text[start..at];
            if explicit || has_content(before) {
                documents.push(start..at);
                start = at;
            } else if !before.contains('%') {
                start = at; // comments only: they belong to no document
            }
            explicit = true;
        } else if marker("...") {
            if explicit || has_content(&text[start..at]) {
                documents.push(start..at);
            }
            start = at + line.len();
            explicit = false;
        }
        at += line.len();
    }
    if explicit || has_content(&text[start..]) {
        documents.push(start..text.len());
    }
    documents
}

/// Whether anything but comments, blank lines and directives stands there.
fn has_content(text: &str) -> bool {
    text.split(['\n', '\r']).any(|line| {
        let line = line.trim_matches([' ', '\t', '\u{FEFF}']);
        !line.is_empty() && !line.starts_with(['#', '%'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_parted_by_markers() {
        let count = |text| documents(text).len();
        assert_eq!(count("a: 1\n"), 1);
        assert_eq!(count("# note\n---\na: 1\n---\nb: 2\n"), 2);
        assert_eq!(count("a: 1\n---\n"), 2);
        assert_eq!(count("%YAML 1.2\n---\na: 1\n...\n"), 1);
        assert_eq!(count("a: 1\n...\nb: 2\n"), 2);
        assert_eq!(count("# only a comment\n\n"), 0);
        assert_eq!(count("a: |\n  --- no marker\n"), 1);
    }
}
