//! Text for people from templates: strict, every value of a page escaped. Those of forms and sites are
//! embedded and replaceable file by file. The only file that names `minijinja`, and beside the edition
//! the only one that names `include_dir`.

use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, HtmlEscape, State, UndefinedBehavior, Value};
use serde::Serialize;

use crate::diagnostic::Text;
use crate::error::Error;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The templates of a run.
#[derive(Debug)]
pub struct Templates {
    files: BTreeMap<String, String>,
    environment: Environment<'static>,
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
        let mut environment = strict().map_err(|error| unusable("", &error))?;
        for (path, text) in files.iter().filter(|(path, _)| is_page(path)) {
            environment
                .add_template_owned(path.clone(), text.clone())
                .map_err(|error| unusable(path, &error))?;
        }
        Ok(Self { files, environment })
    }

    /// The text of a file that is taken over as it is, such as a style sheet.
    pub fn text(&self, path: &str) -> &str {
        self.files.get(path).map_or("", String::as_str)
    }

    /// A page.
    pub fn render(&self, path: &str, page: &impl Serialize) -> Result<String, Error> {
        let template = self.environment.get_template(path).map_err(|error| unusable(path, &error))?;
        template.render(Value::from(Serde(page))).map_err(|error| unusable(path, &error))
    }
}

/// The page of one template and a view.
pub fn page(template: &str, view: &impl Serialize) -> Result<String, Error> {
    let failed = |error| unusable("page.html", &error);
    let environment = strict().map_err(failed)?;
    let page = environment.template_from_named_str("page.html", template).map_err(failed)?;
    page.render(Value::from(Serde(view))).map_err(failed)
}

fn strict() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(
        |name| {
            if is_page(name) { AutoEscape::Html } else { AutoEscape::None }
        },
    );
    environment.add_filter("t", said);
    environment.add_filter("plain", plain);
    environment.add_function("say", say);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    Ok(environment)
}

/// The language of the page: its variable `lang`.
fn is_english(state: &State<'_, '_>) -> bool {
    state.lookup("lang").is_some_and(|lang| lang.as_str() == Some("en"))
}

/// The text of a phrase in the language of the page; a Chinese text that has no translation is marked as such.
fn said(state: &State<'_, '_>, phrase: &Value) -> Result<Value, minijinja::Error> {
    let text = plain(state, phrase)?;
    let escaped = HtmlEscape(&text);
    let foreign = is_english(state) && !has_english(phrase)?;
    let html = if foreign { format!("<span lang=\"zh\">{escaped}</span>") } else { escaped.to_string() };
    Ok(Value::from_safe_string(html))
}

/// The same without any mark, for attributes and titles.
fn plain(state: &State<'_, '_>, phrase: &Value) -> Result<String, minijinja::Error> {
    let key = if is_english(state) && has_english(phrase)? { "en" } else { "zh" };
    Ok(phrase.get_attr(key)?.as_str().unwrap_or_default().to_owned())
}

fn has_english(phrase: &Value) -> Result<bool, minijinja::Error> {
    Ok(phrase.get_attr("en")?.as_str().is_some())
}

/// A text of the template in the language of the page.
fn say(state: &State<'_, '_>, zh: String, en: String) -> String {
    if is_english(state) { en } else { zh }
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
