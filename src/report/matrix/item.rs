//! The matrix of an item as a sheet: regions by elements.

use super::{Book, Field, Sheet};
use crate::compare::Applicant;
use crate::diagnostic::{Lang, Text};
use crate::matrix::{Cell, Mark, Matrix};
use crate::standard::variation::Dimension;

/// What of a matrix is shown.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// The language of the texts.
    pub lang: Lang,
    /// Whether the catalogue holds illustrative data.
    pub demo: bool,
    /// Only columns and bodies with a difference.
    pub only_different: bool,
    /// Whether verdicts are shown: they are for the administration itself.
    pub internal: bool,
}

/// The book of a matrix.
pub fn book(matrix: &Matrix, view: View) -> Book {
    let say = |en: &'static str, zh: &'static str| Text::new(en, zh).in_lang(view.lang).to_owned();
    let name = matrix.name.in_lang(view.lang);
    let title = Text::new(
        format!("{name} ({}): differences between regions", matrix.code),
        format!("{name}（{}）各地差异对照", matrix.code),
    );
    let mut book = Book::new(view.lang, &title, view.demo);
    let lead = Text::new(
        format!(
            "{} implementation{}; the first row is what the directory says.",
            matrix.rows.len(),
            if matrix.rows.len() == 1 { "" } else { "s" }
        ),
        format!("实施清单{}条；第一行为基本目录的统一要素。", matrix.rows.len()),
    );
    book.lead.push(lead.in_lang(view.lang).to_owned());
    let columns: Vec<usize> =
        (0..matrix.columns.len()).filter(|at| !view.only_different || matrix.differs(*at)).collect();
    let mut head = vec![say("region", "行政区划"), say("body", "实施主体"), say("tier", "层级")];
    head.extend(columns.iter().map(|at| matrix.columns[*at].name.in_lang(view.lang).to_owned()));
    if view.internal {
        let dimensions = Dimension::ALL.iter().map(|own| own.name().in_lang(view.lang).to_owned());
        let suffix = say(" (internal)", "（内部评价）");
        head.extend(dimensions.map(|own| own + &suffix));
    }
    let mut first = vec![Field::plain(say("directory", "基本目录")), Field::default(), Field::default()];
    first.extend(columns.iter().map(|at| Field::plain(matrix.unified[*at].words.in_lang(view.lang))));
    first.resize(head.len(), Field::default());
    let mut rows = vec![first];
    for row in &matrix.rows {
        if view.only_different
            && columns.iter().all(|at| !matches!(row.cells[*at].mark, Mark::Differs | Mark::Own))
        {
            continue;
        }
        let place =
            if row.place.is_empty() { row.region.clone() } else { format!("{} {}", row.region, row.place) };
        let mut fields = vec![
            Field::plain(place),
            Field::plain(row.body.clone()),
            Field::plain(row.tier.in_lang(view.lang)),
        ];
        fields.extend(columns.iter().map(|at| field(&row.cells[*at], view)));
        if view.internal {
            fields.extend(
                row.verdicts.iter().map(|(_, verdict)| Field::plain(verdict.name().in_lang(view.lang))),
            );
        }
        rows.push(fields);
    }
    for own in &matrix.missing {
        let place = format!("{} {}", own.region, own.place.as_deref().unwrap_or_default());
        let mut fields = vec![Field::plain(place.trim_end()), Field::plain(own.reason().in_lang(view.lang))];
        fields.resize(head.len(), Field::default());
        rows.push(fields);
    }
    book.sheets.push(Sheet {
        title: say("Regions and elements", "地区与要素"),
        names: 1,
        fixed: 1,
        head,
        rows,
    });
    book
}

fn field(cell: &Cell, view: View) -> Field {
    let (mark, note) = match (cell.mark, cell.applicant) {
        (Mark::Differs, Applicant::Eases) if view.internal => {
            ("eases", Text::new("differs, easier", "有差异，更便利"))
        }
        (Mark::Differs, Applicant::Burdens) if view.internal => {
            ("burdens", Text::new("differs, room for improvement", "有差异，有改进空间"))
        }
        (Mark::Differs, _) => ("differs", Text::new("differs", "有差异")),
        (Mark::Own, _) => ("own", Text::new("", "")),
        (Mark::Same | Mark::Empty, _) => ("", Text::new("", "")),
    };
    let text = cell.words.in_lang(view.lang);
    let text = if text.is_empty() { "—" } else { text };
    Field { text: text.to_owned(), mark, note: note.in_lang(view.lang).to_owned() }
}
