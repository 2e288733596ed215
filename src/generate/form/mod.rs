//! Application forms: as pages, as paper, as JSON Schema, and for form engines.

pub(super) mod condition;
mod control;
mod formily;
mod json_schema;
mod page;
mod property;
mod rjsf;

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;

use crate::error::Error;
use crate::form::{self, Form};
use crate::model::phrase::Phrase;
use crate::model::public::Public;
use page::Assets;

use super::{Entry, Generator, Job, Output, Sink, pretty};
use crate::template::Templates;

/// What a form is written as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Target {
    /// A page to fill in.
    Html,
    /// A page to print and fill in by hand.
    Print,
    /// JSON Schema 2020-12 of the application.
    JsonSchema,
    /// Schema and `uiSchema` for react-jsonschema-form.
    Rjsf,
    /// Schema for Formily.
    Formily,
}

impl Target {
    /// The path of the file of a form.
    fn file(self, form: &Form) -> String {
        let ending = match self {
            Self::Html => "html",
            Self::Print => "print.html",
            Self::JsonSchema => "schema.json",
            Self::Rjsf => "rjsf.json",
            Self::Formily => "formily.json",
        };
        format!("{}.{ending}", form.id)
    }
}

/// The page of the item that a form is of, in each language: seen from the form.
#[derive(Debug, Serialize)]
pub(super) struct Guide {
    pub(super) zh: String,
    pub(super) en: String,
}

/// Makes forms.
#[derive(Debug)]
pub struct Forms {
    targets: Vec<Target>,
    assets: Assets,
}

impl Forms {
    /// Makes each form as each of these.
    pub fn new(targets: Vec<Target>, templates: &Templates) -> Self {
        Self { targets, assets: Assets::of(templates) }
    }

    /// The paths of the files of a form.
    fn files(&self, form: &Form) -> Vec<String> {
        self.targets.iter().map(|target| target.file(form)).collect()
    }

    /// Writes a form as each target. `application` is its [`application`], where that is known already;
    /// `guide` is where its item has a page.
    pub(super) fn put(
        &self,
        job: &Job<'_>,
        form: &Form,
        application: Option<&Value>,
        guide: Option<&Guide>,
        sink: &dyn Sink,
    ) -> Result<(), Error> {
        for target in &self.targets {
            let bytes = self.write(*target, job, form, (application, guide))?;
            sink.put(Output { path: target.file(form), bytes })?;
        }
        Ok(())
    }

    fn write(
        &self,
        target: Target,
        job: &Job<'_>,
        form: &Form,
        (application, guide): (Option<&Value>, Option<&Guide>),
    ) -> Result<Vec<u8>, Error> {
        let (templates, marks) = (job.templates, job.marks);
        match target {
            Target::Html => self.assets.page(templates, form, marks, guide).map(String::into_bytes),
            Target::Print => self.assets.paper(templates, form, marks).map(String::into_bytes),
            Target::JsonSchema => {
                let application =
                    application.map_or_else(|| Cow::Owned(self::application(form)), Cow::Borrowed);
                pretty(&json_schema::document(form, &application, marks))
            }
            Target::Rjsf => pretty(&rjsf::document(form, marks)),
            Target::Formily => pretty(&formily::document(form, marks)),
        }
    }
}

impl Generator for Forms {
    fn name(&self) -> &'static str {
        "form"
    }

    fn options(&self) -> String {
        format!("{:?}", self.targets)
    }

    fn item(&self, job: &Job<'_>, item: &Public<'_>, sink: Option<&dyn Sink>) -> Result<Vec<Entry>, Error> {
        let mut entries = Vec::new();
        for form in form::forms(&job.maker(), item) {
            let seq = form.item.handling_item.as_ref().map(|handling| handling.seq.as_str());
            if !job.selection.picks(&item.item, seq) {
                continue;
            }
            let files = self.files(&form);
            if let Some(sink) = sink {
                self.put(job, &form, None, None, sink)?;
            }
            entries.push(Entry {
                id: form.id,
                basic_code: form.item.basic_code,
                code: form.item.code,
                handling_item: form.item.handling_item.map(|handling| handling.seq),
                name: form.item.name,
                region: form.item.region,
                files,
            });
        }
        Ok(entries)
    }

    fn whole(&self, _: &Job<'_>, _: &[Entry], _: &dyn Sink) -> Result<(), Error> {
        Ok(())
    }

    /// The checks that schemas name but cannot say.
    fn shared(&self, job: &Job<'_>, sink: &dyn Sink) -> Result<(), Error> {
        let needed = [Target::JsonSchema, Target::Rjsf, Target::Formily];
        if !needed.iter().any(|target| self.targets.contains(target)) {
            return Ok(());
        }
        let parts = ["form/checks.js", "form/engines.mjs"].map(|path| job.templates.text(path));
        let mut module = String::new();
        for notice in job.marks.notices() {
            module.push_str("// ");
            module.push_str(&notice.zh);
            module.push('\n');
        }
        module.push_str(&parts.join("\n"));
        sink.put(Output { path: "checks.mjs".to_owned(), bytes: module.into_bytes() })
    }
}

/// The JSON Schema of the application of a form, for other generators.
pub(super) fn application(form: &Form) -> Value {
    json_schema::body(form, property::Flavour::Canonical)
}

/// What of an application is there only under a condition: its place, and the condition in words.
pub(super) fn conditions(form: &Form) -> Vec<(String, Phrase)> {
    let conditional = json_schema::conditionals(form).into_iter();
    conditional
        .map(|own| (format!("/{}", own.path.join("/")), condition::words(&own.when, &form.questions)))
        .collect()
}
