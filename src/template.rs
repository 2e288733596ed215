//! Text for people from templates: strict, every value of a page escaped. Those of forms and sites are
//! embedded and replaceable file by file. The only file that names `minijinja`, and beside the edition
//! the only one that names `include_dir`.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::fmt::Display;
use std::path::Path;

use include_dir::{Dir, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, HtmlEscape, UndefinedBehavior, Value};
use serde::Serialize;

use crate::diagnostic::Text;
use crate::error::Error;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The templates of a run.
#[derive(Debug)]
pub struct Templates {
    files: BTreeMap<String, String>,
    /// For pages that say everything at once, and for pages that there are two of: filters know which it is,
    /// which is much cheaper than to ask the page each time.
    single: Environment<'static>,
    twin: Environment<'static>,
}

/// Where the languages of a twin page part: what is said in Chinese, in English, in both again. No text of a
/// catalogue holds these.
const CHINESE: char = '\u{1}';
const ENGLISH: char = '\u{2}';
const BOTH: char = '\u{3}';

/// The embedded templates: path and text, sorted.
pub fn embedded() -> BTreeMap<String, String> {
    fn collect(dir: &Dir<'_>, files: &mut BTreeMap<String, String>) {
        for file in dir.files() {
            let text = file.contents_utf8().unwrap_or_default().to_owned();
            files.insert(file.path().to_string_lossy().replace('\\', "/"), text);
        }
        dir.dirs().for_each(|dir| collect(dir, files));
    }
    let mut files = BTreeMap::new();
    collect(&EMBEDDED, &mut files);
    files
}

impl Templates {
    /// The embedded templates, those of `own` in their place. A template that uses a value
    /// that is not there is refused, and what it prints is escaped.
    pub fn new(own: BTreeMap<String, String>) -> Result<Self, Error> {
        let mut files = embedded();
        if let Some(unknown) = own.keys().find(|path| !files.contains_key(*path)) {
            return Err(Error::Configuration(Text::new(
                format!("there is no template `{unknown}`; `mulu templates export` writes all of them"),
                format!("没有名为“{unknown}”的模板；用 mulu templates export 导出全部模板"),
            )));
        }
        files.extend(own);
        let [single, twin] = [false, true].map(|twin| environment(&files, twin));
        Ok(Self { single: single?, twin: twin?, files })
    }

    /// The text of a file that is taken over as it is, such as a style sheet.
    pub fn text(&self, path: &str) -> &str {
        self.files.get(path).map_or("", String::as_str)
    }

    /// The texts of all of them.
    pub fn each(&self, take: &mut dyn FnMut(&str)) {
        self.files.values().for_each(|text| take(text));
    }

    /// A page that is for both languages.
    pub fn render(&self, path: &str, page: &impl Serialize) -> Result<String, Error> {
        rendered(&self.single, path, page)
    }

    /// The Chinese page and the English one: rendered once, then told apart.
    pub fn render_twins(&self, path: &str, page: &impl Serialize) -> Result<[String; 2], Error> {
        rendered(&self.twin, path, page).map(|both| told_apart(&both))
    }
}

fn rendered(environment: &Environment<'_>, path: &str, page: &impl Serialize) -> Result<String, Error> {
    let template = environment.get_template(path).map_err(|error| unusable(path, &error))?;
    template.render(Value::from(Serde(page))).map_err(|error| unusable(path, &error))
}

/// The two pages that a twin page holds.
fn told_apart(both: &str) -> [String; 2] {
    let [mut chinese, mut english] = [(); 2].map(|()| String::with_capacity(both.len()));
    let mut pieces = both.split(CHINESE);
    let first = pieces.next().unwrap_or_default();
    chinese.push_str(first);
    english.push_str(first);
    for piece in pieces {
        let (said, after) = piece.split_once(BOTH).unwrap_or((piece, ""));
        let (zh, en) = said.split_once(ENGLISH).unwrap_or((said, said));
        chinese.extend([zh, after]);
        english.extend([en, after]);
    }
    [chinese, english]
}

/// The page of one template and a view.
pub fn page(template: &str, view: &impl Serialize) -> Result<String, Error> {
    let failed = |error| unusable("page.html", &error);
    let environment = strict()?;
    let page = environment.template_from_named_str("page.html", template).map_err(failed)?;
    page.render(Value::from(Serde(view))).map_err(failed)
}

/// The templates for pages that are for both languages, or of which there is one a language.
fn environment(files: &BTreeMap<String, String>, twin: bool) -> Result<Environment<'static>, Error> {
    let mut environment = strict()?;
    environment.add_filter("t", move |phrase: &Value| {
        let [zh, en] = texts(phrase)?;
        let zh = HtmlEscape(zh.as_str().unwrap_or_default());
        Ok(Value::from_safe_string(match en.as_str().map(marked) {
            _ if !twin => zh.to_string(),
            Some(en) => parted(zh, en),
            // What has no translation is marked as such.
            None => parted(&zh, format_args!("<span lang=\"zh\">{zh}</span>")),
        }))
    });
    // An English text that is no phrase.
    environment.add_filter("marked", |text: &str| Value::from_safe_string(marked(text)));
    // The attribute of an element that holds such a text and can hold no other element.
    environment.add_filter("lang", move |phrase: &Value| {
        let [zh, en] = texts(phrase)?;
        let foreign = en.as_str().or(zh.as_str()).is_some_and(|text| text.contains(is_chinese));
        let said = if twin && foreign { parted("", " lang=\"zh\"") } else { String::new() };
        Ok(Value::from_safe_string(said))
    });
    // The same without any mark, for attributes and titles.
    environment.add_filter("plain", move |phrase: &Value| {
        let [zh, en] = texts(phrase)?;
        let zh = zh.as_str().unwrap_or_default();
        Ok(if twin { parted(zh, en.as_str().unwrap_or(zh)) } else { zh.to_owned() })
    });
    // Both texts side by side, of which the page shows one.
    environment.add_filter("both", |phrase: &Value| {
        let [zh, en] = texts(phrase)?;
        let zh = HtmlEscape(zh.as_str().unwrap_or_default());
        Ok(Value::from_safe_string(match en.as_str().map(marked) {
            Some(en) => {
                format!("<span class=\"zh\">{zh}</span><span class=\"en\" lang=\"en\">{en}</span>")
            }
            None => format!("<span lang=\"zh\">{zh}</span>"),
        }))
    });
    environment.add_function("say", move |zh: &Value, en: &Value| {
        if !twin {
            return zh.clone();
        }
        let said = parted(zh, en);
        if zh.is_safe() && en.is_safe() { Value::from_safe_string(said) } else { said.into() }
    });
    for (path, text) in files.iter().filter(|(path, _)| is_page(path)) {
        environment.add_template_owned(path.clone(), text.clone()).map_err(|error| unusable(path, &error))?;
    }
    Ok(environment)
}

/// An English text as HTML, what is Chinese in it marked as such. A word between two spaces that
/// begins and ends in Chinese is one mark.
fn marked(text: &str) -> String {
    if !text.contains(is_chinese) {
        return HtmlEscape(text).to_string();
    }
    let piece = |piece: &str| {
        let Some(start) = piece.find(is_chinese) else { return HtmlEscape(piece).to_string() };
        let length = |at: usize| piece[at..].chars().next().map_or(0, char::len_utf8);
        let end = piece.rfind(is_chinese).map_or(start, |at| at + length(at));
        let [before, chinese, after] = [&piece[..start], &piece[start..end], &piece[end..]].map(HtmlEscape);
        format!("{before}<span lang=\"zh\">{chinese}</span>{after}")
    };
    let pieces: String = text.split_inclusive(' ').map(piece).collect();
    pieces.replace("</span> <span lang=\"zh\">", " ")
}

/// Characters, punctuation and full-width forms that only Chinese texts have.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

/// A text of a twin page that is another one in each language.
fn parted(zh: impl Display, en: impl Display) -> String {
    format!("{CHINESE}{zh}{ENGLISH}{en}{BOTH}")
}

/// The Chinese text of a phrase, and the English one, which may be undefined.
fn texts(phrase: &Value) -> Result<[Value; 2], minijinja::Error> {
    Ok([phrase.get_attr("zh")?, phrase.get_attr("en")?])
}

fn strict() -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(
        |name| {
            if is_page(name) { AutoEscape::Html } else { AutoEscape::None }
        },
    );
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.map_err(|error| unusable("", &error))?);
    Ok(environment)
}

/// Whether a file is rendered; others are taken over as they are.
fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "html")
}

fn unusable(path: &str, error: &minijinja::Error) -> Error {
    // A template that another one includes is named itself.
    if let Some(cause) = error.source().and_then(|cause| cause.downcast_ref()) {
        return unusable(path, cause);
    }
    let name = error.name().unwrap_or(path);
    let line = error.line().map_or(String::new(), |line| format!(":{line}"));
    let detail = error
        .detail()
        .map_or_else(|| error.kind().to_string(), |detail| format!("{}: {detail}", error.kind()));
    Error::Configuration(Text::new(
        format!("the template {name}{line} cannot be used: {detail}"),
        format!("模板 {name}{line} 无法使用：{detail}"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_in_english_is_marked() {
        for (text, html) in [
            ("20 working days", "20 working days"),
            ("Basis: 《食品安全法》 art. 33.1", "Basis: <span lang=\"zh\">《食品安全法》</span> art. 33.1"),
            ("局A座2楼, 0537", "<span lang=\"zh\">局A座2楼</span>, 0537"),
            ("第8条 第2款 <b>", "<span lang=\"zh\">第8条 第2款</span> &lt;b&gt;"),
        ] {
            assert_eq!(marked(text), html);
        }
    }
}
