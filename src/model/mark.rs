//! Marks of a state secret (保守国家秘密法 art. 22): a level right beside a star, as in 机密★20年 and ★秘密.

use std::ops::Range;

use crate::source::node::Node;
use crate::source::tree::Tree;
use crate::source::{self, Source};

/// The levels of a mark; the star stands beside them.
const LEVELS: [&str; 6] = ["绝密", "机密", "秘密", "絕密", "機密", "祕密"];
/// What makes another secret of the word behind it.
const OTHERS: [&str; 7] = ["商业", "企业", "技术", "工作", "商業", "企業", "技術"];
const STAR: &str = "★";

/// Whether a text holds a mark.
pub fn is_marked(text: &str) -> bool {
    places(text).next().is_some()
}

/// Whether a file holds a mark: in its text, comments too, or in a value that writes the star as an escape.
pub fn stands_in<'t>(source: &Source, mut trees: impl Iterator<Item = &'t Tree>) -> bool {
    let text = &source.text;
    is_marked(text) || text.contains('\\') && trees.any(|tree| values(tree).next().is_some())
}

/// The stars of the marks of a text.
fn places(text: &str) -> impl Iterator<Item = usize> {
    let is_mark = |at: &usize| {
        // A mark stands on one line.
        let gap = [' ', '\t', '\u{3000}'];
        let before = text[..*at].trim_end_matches(gap);
        let after = text[at + STAR.len()..].trim_start_matches(gap);
        let is_level = |level: &&str| {
            let others =
                before.strip_suffix(*level).map(|rest| OTHERS.iter().any(|other| rest.ends_with(other)));
            others == Some(false)
                || after.strip_prefix(*level).is_some_and(|rest| !rest.starts_with(['级', '級']))
        };
        LEVELS.iter().any(is_level)
    };
    source::places(text.as_bytes(), STAR).filter(is_mark)
}

/// Keys and values of a document that hold a mark.
pub fn values(tree: &Tree) -> impl Iterator<Item = Node<'_>> {
    let nodes = (0..tree.len()).map(|at| tree.node(at));
    nodes.filter(|node| !node.is_collection() && is_marked(node.text()))
}

/// The lines of a document on which a mark stands outside keys and values: comments, and what could not be read.
pub fn lines_beside(tree: &Tree) -> Vec<Range<u32>> {
    let layer = &tree.layers()[0];
    let (start, text) = layer.source.document(layer.document as usize);
    let read: Vec<Range<u32>> = values(tree).map(Node::range).collect();
    let mut at = start;
    let lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), line)
    });
    let is_beside = |at: usize, star: usize| !read.iter().any(|range| range.contains(&((at + star) as u32)));
    let marked = lines.filter(|(at, line)| places(line).any(|star| is_beside(*at, star)));
    marked.map(|(at, line)| at as u32..(at + line.trim_end().len()) as u32).collect()
}
