//! A file to its documents, and these to trees. YAML forbids document markers inside scalars and collections,
//! so lines that begin with `---` or `...` part the documents whatever stands between them.

use std::ops::Range;
use std::sync::Arc;

use super::finding::Finding;
use super::tree::{Kind, Layer, Tree};
use super::{MAX_DOCUMENTS, Source, fast, full};
use crate::diagnostic::Text;

/// Which readers may read documents.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Readers {
    /// The fast one, and the full one for what that leaves.
    #[default]
    Both,
    /// The full one alone: what the fast one is measured against.
    Full,
}

/// The documents of a source, in order, with what is wrong with their syntax.
/// A document that could not be read is an empty tree.
pub fn read_documents(source: &Arc<Source>) -> (Vec<Tree>, Vec<Finding>) {
    read_with(source, Readers::Both)
}

/// The same by the readers that are named: they agree in all but time.
pub fn read_with(source: &Arc<Source>, readers: Readers) -> (Vec<Tree>, Vec<Finding>) {
    let mut trees = Vec::new();
    let mut findings = Vec::new();
    let ranges = source.documents();
    if let Some(beyond) = ranges.get(MAX_DOCUMENTS) {
        return (trees, vec![too_many(ranges.len(), beyond.start)]);
    }
    for (document, range) in ranges.iter().cloned().enumerate() {
        let document = document as u32;
        let fast = || fast::read(source, document, range.clone());
        let tree = (readers == Readers::Both).then(fast).flatten();
        let tree = tree.or_else(|| full::read(source, document, range.clone(), &mut findings));
        trees.push(tree.map_or_else(
            || Tree::new(Layer::of(source, document), 0),
            |tree| not_empty(source, document, range, tree, &mut findings),
        ));
    }
    if trees.is_empty() {
        let message = Text::new("the file holds no definition", "文件中没有任何定义");
        let help = Text::new("write a definition, or delete the file", "请写入定义，或删除该文件");
        findings.push(Finding::new("file-empty", 0, 0..0, message).help(help));
    }
    (trees, findings)
}

/// The finding about a file with more documents than are read.
fn too_many(count: usize, at: usize) -> Finding {
    let message = Text::new(
        format!("the file holds {count} documents; at most {MAX_DOCUMENTS} are read"),
        format!("文件含有{count}个文档，最多读取{MAX_DOCUMENTS}个"),
    );
    let help = Text::new("split it into several files", "请拆分为多个文件");
    Finding::new("file-too-large", 0, at as u32..at as u32, message).help(help).unquoted()
}

/// The tree of a document that says something; of any other an empty tree and a finding.
fn not_empty(
    source: &Arc<Source>,
    document: u32,
    range: Range<usize>,
    tree: Tree,
    findings: &mut Vec<Finding>,
) -> Tree {
    if tree.root().is_some_and(|root| root.kind() != Kind::Null) {
        return tree;
    }
    let line = source.text[range.clone()].lines().next().map_or(0, str::len);
    let at = range.start as u32..(range.start + line) as u32;
    let message = Text::new("the document is empty", "文档为空");
    let help = Text::new("write a definition, or delete the `---`", "请写入定义，或删除多余的“---”");
    findings.push(Finding::new("file-empty", document, at, message).help(help));
    Tree::new(Layer::of(source, document), 0)
}

/// The bytes of each document of the text of a source: its marker, if it has one, and its content.
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
    text.lines().any(|line| {
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
