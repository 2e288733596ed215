//! Text for people from templates: strict, every value of a page escaped. Those of forms and sites are
//! embedded and replaceable file by file. The only file that names `minijinja`, and beside the edition
//! the only one that names `include_dir`.

use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, HtmlEscape, UndefinedBehavior, Value};
use serde::Serialize;

use crate::diagnostic::{Lang, Text};
use crate::error::Error;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The templates of a run.
#[derive(Debug)]
pub struct Templates {
    files: BTreeMap<String, String>,
    /// One a language: filters know theirs, which is much cheaper than to ask the page each time.
    chinese: Environment<'static>,
    english: Environment<'static>,
}

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

/// A value that templates read, made once for several pages.
#[derive(Clone, Debug, Serialize)]
pub struct Ready(Value);

impl Ready {
    /// Makes a value ready.
    pub fn of(value: &impl Serialize) -> Self {
        Self(Value::from(Serde(value)))
    }
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
        let [chinese, english] = [Lang::Zh, Lang::En].map(|lang| environment(&files, lang));
        Ok(Self { chinese: chinese?, english: english?, files })
    }

    /// The text of a file that is taken over as it is, such as a style sheet.
    pub fn text(&self, path: &str) -> &str {
        self.files.get(path).map_or("", String::as_str)
    }

    /// A page in a language; `Zh` for one that holds both.
    pub fn render(&self, path: &str, lang: Lang, page: &impl Serialize) -> Result<String, Error> {
        let environment = match lang {
            Lang::Zh => &self.chinese,
            Lang::En => &self.english,
        };
        let template = environment.get_template(path).map_err(|error| unusable(path, &error))?;
        template.render(Value::from(Serde(page))).map_err(|error| unusable(path, &error))
    }
}

/// The page of one template and a view.
pub fn page(template: &str, view: &impl Serialize) -> Result<String, Error> {
    let failed = |error| unusable("page.html", &error);
    let environment = strict()?;
    let page = environment.template_from_named_str("page.html", template).map_err(failed)?;
    page.render(Value::from(Serde(view))).map_err(failed)
}

/// The templates for pages in a language.
fn environment(files: &BTreeMap<String, String>, lang: Lang) -> Result<Environment<'static>, Error> {
    let english = lang == Lang::En;
    let mut environment = strict()?;
    environment.add_filter("t", move |phrase: &Value| said(phrase, english));
    environment.add_filter("plain", move |phrase: &Value| plain(phrase, english).map(|(text, _)| text));
    environment.add_function("say", move |zh: Value, en: Value| if english { en } else { zh });
    for (path, text) in files.iter().filter(|(path, _)| is_page(path)) {
        environment.add_template_owned(path.clone(), text.clone()).map_err(|error| unusable(path, &error))?;
    }
    Ok(environment)
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

/// The text of a phrase in the language of the page; a Chinese text that has no translation is marked as such.
fn said(phrase: &Value, english: bool) -> Result<Value, minijinja::Error> {
    let (text, translated) = plain(phrase, english)?;
    let escaped = HtmlEscape(text.as_str().unwrap_or_default());
    let html = if translated { escaped.to_string() } else { format!("<span lang=\"zh\">{escaped}</span>") };
    Ok(Value::from_safe_string(html))
}

/// The same without any mark, for attributes and titles; whether it is in the language of the page.
fn plain(phrase: &Value, english: bool) -> Result<(Value, bool), minijinja::Error> {
    if english {
        let text = phrase.get_attr("en")?;
        if text.as_str().is_some() {
            return Ok((text, true));
        }
    }
    Ok((phrase.get_attr("zh")?, !english))
}

/// Whether a file is rendered; others are taken over as they are.
fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "html")
}

fn unusable(path: &str, error: &minijinja::Error) -> Error {
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
