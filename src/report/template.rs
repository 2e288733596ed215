//! Pages from templates: strict, every value escaped. The only file that names minijinja.

use std::io;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::Serialize;

/// The page of a template and a view.
pub fn render(name: &'static str, template: &'static str, view: &impl Serialize) -> io::Result<String> {
    let failed = |error: minijinja::Error| io::Error::other(error.to_string());
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.map_err(failed)?);
    environment.add_template(name, template).map_err(failed)?;
    let template = environment.get_template(name).map_err(failed)?;
    template.render(Value::from(Serde(view))).map_err(failed)
}
