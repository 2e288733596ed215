//! CSV tables: to trees, one a row, where every value is a text with its place; and to records
//! without places, which are only looked things up in. The only file that names csv.

use std::ops::Range;
use std::sync::Arc;

use csv::{ByteRecord, Reader, ReaderBuilder, StringRecord};

use super::Source;
use super::finding::Finding;
use super::tree::{Flags, Kind, Layer, Tree};
use crate::diagnostic::Text;

/// What a table holds.
#[derive(Debug, Default)]
pub struct Rows {
    /// Its columns, each under its name: the header as a row.
    pub header: Option<Tree>,
    /// Its rows, as maps of texts.
    pub rows: Vec<Tree>,
    /// What is wrong with its form.
    pub findings: Vec<Finding>,
}

/// The rows of a table, with what is wrong with its form.
pub fn read_rows(source: &Arc<Source>) -> Rows {
    let mut rows = Vec::new();
    let mut findings = Vec::new();
    let mut columns = None;
    let mut reader = reader(&source.text);
    let mut header: Option<StringRecord> = None;
    let mut record = StringRecord::new();
    let end = source.text.len();
    while reader.read_record(&mut record).unwrap_or(false) {
        let start = record.position().map_or(end, |position| position.byte() as usize);
        let stop = reader.position().byte() as usize;
        let Some(header) = &header else {
            if let Some(finding) = other_separator(&record, start..stop.min(end)) {
                return Rows { findings: vec![finding], ..Rows::default() };
            }
            columns = Some(row(source, &record, &record, start..stop.min(end)));
            header = Some(record.clone());
            continue;
        };
        if record.len() == header.len() {
            rows.push(row(source, header, &record, start..stop.min(end)));
        } else {
            let line = start as u32..(start + source.text[start..].lines().next().map_or(0, str::len)) as u32;
            let message = Text::new(
                format!("the row has {} fields, but the header names {}", record.len(), header.len()),
                format!("该行有{}个字段，而表头有{}个", record.len(), header.len()),
            );
            let help = Text::new(
                "write all fields of the header; put a field that contains a comma in double quotes, and close each quote",
                "请写全表头各字段；含英文逗号的字段请加英文双引号，并成对书写",
            );
            findings.push(Finding::new("register-row-wrong", 0, line, message).help(help));
        }
    }
    if header.is_none() {
        let message = Text::new("the table has no header", "该表没有表头");
        findings.push(Finding::new("register-row-wrong", 0, 0..0, message));
    }
    Rows { header: columns, rows, findings }
}

/// What to say of a header that is parted by something else than commas: then no row can be read.
fn other_separator(header: &StringRecord, at: Range<usize>) -> Option<Finding> {
    let only = header.get(0).filter(|_| header.len() == 1)?;
    let separator = only.chars().find(|sign| matches!(sign, ';' | '\t' | '，' | '；' | '|'))?;
    let shown = if separator == '\t' { "tab".to_owned() } else { format!("`{separator}`") };
    let shown_zh = if separator == '\t' { "制表符".to_owned() } else { format!("“{separator}”") };
    let message = Text::new(
        format!("the columns of the table are parted by {shown}, so no row can be read"),
        format!("该表以{shown_zh}分隔各列，无法读取各行"),
    );
    let help = Text::new("save the table with commas between its fields", "请另存为以英文逗号分隔的表");
    let at = at.start as u32..(at.start + only.len()).min(at.end) as u32;
    Some(Finding::new("register-row-wrong", 0, at, message).help(help))
}

fn reader(text: &str) -> Reader<&[u8]> {
    ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes())
}

/// One record of a table.
#[derive(Debug)]
pub struct Record<'r> {
    /// Where it starts, for [`record_at`].
    pub start: usize,
    header: &'r ByteRecord,
    fields: &'r ByteRecord,
}

impl<'r> Record<'r> {
    /// The text of a column; an empty one where the table has no such column.
    pub fn get(&self, column: &str) -> &'r str {
        let at = self.header.iter().position(|own| own == column.as_bytes());
        let field = at.and_then(|at| self.fields.get(at)).unwrap_or_default();
        std::str::from_utf8(field).unwrap_or_default()
    }

    /// The text of a column, if there is one.
    pub fn filled(&self, column: &str) -> Option<&'r str> {
        Some(self.get(column)).filter(|text| !text.is_empty())
    }
}

/// Goes through the records of a table that have as many fields as its header.
pub fn each_record(text: &str, mut each: impl FnMut(&Record<'_>)) {
    let mut reader = reader(text);
    let (mut header, mut fields) = (ByteRecord::new(), ByteRecord::new());
    let mut more = reader.read_byte_record(&mut header).unwrap_or(false);
    while more {
        let start = reader.position().byte() as usize;
        more = reader.read_byte_record(&mut fields).unwrap_or(false);
        if more && fields.len() == header.len() {
            each(&Record { start, header: &header, fields: &fields });
        }
    }
}

/// The record that starts at a byte.
pub fn record_at<T>(text: &str, start: usize, read: impl FnOnce(&Record<'_>) -> T) -> T {
    let (mut header, mut fields) = (ByteRecord::new(), ByteRecord::new());
    let _ = reader(text).read_byte_record(&mut header);
    let _ = reader(&text[start..]).read_byte_record(&mut fields);
    read(&Record { start, header: &header, fields: &fields })
}

/// A row as a map of texts.
fn row(source: &Arc<Source>, header: &StringRecord, record: &StringRecord, bytes: Range<usize>) -> Tree {
    let mut tree = Tree::new(Layer::of(source, 0), bytes.len());
    let root = tree.open(Kind::Map, bytes.start as u32..bytes.end as u32);
    let places = places(&source.text[bytes.clone()], bytes.start);
    for (at, (key, value)) in header.iter().zip(record).enumerate() {
        let place = places.get(at).cloned().unwrap_or(bytes.start as u32..bytes.start as u32);
        let node = tree.push_scalar(Kind::Text, place.clone(), Flags::default(), key);
        tree.set_key(root, node, false);
        let written = &source.text[place.start as usize..place.end as usize];
        let value = if written == value { written } else { value };
        tree.push_scalar(Kind::Text, place, Flags::default(), value);
    }
    tree.close(root, header.len() as u32, bytes.end as u32);
    tree
}

/// The bytes of each field of a record, quotes included.
fn places(record: &str, base: usize) -> Vec<Range<u32>> {
    let mut places = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    let record = record.trim_end_matches(['\n', '\r']);
    for (at, byte) in record.bytes().enumerate().chain([(record.len(), b',')]) {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted || at == record.len() => {
                places.push((base + start) as u32..(base + at) as u32);
                start = at + 1;
            }
            _ => {}
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_know_their_places() {
        let text = "code,name\n110000,北京市\n\"12,0000\",\"天\"\"津\"\nx\n";
        let source = Arc::new(Source::new("t.csv".into(), text.to_owned()));
        let Rows { header, rows, findings } = read_rows(&source);
        let name = |row: usize| rows[row].node(0).get("name").expect("a name");
        assert_eq!((name(0).text(), source.span(name(0).range()).column), ("北京市", 8));
        assert_eq!((name(1).text(), source.span(name(1).range()).line), ("天\"津", 3));
        assert_eq!(source.span(findings[0].spot.at.clone()).line, 4);
        let column = header.as_ref().and_then(|header| header.node(0).get("name")).expect("a column");
        assert_eq!(source.span(column.range()).column, 6);
    }
}
