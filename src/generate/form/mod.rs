//! Application forms: as pages, as paper, as JSON Schema, and for form engines.

pub(super) mod json_schema;
pub(super) mod property;

use crate::error::Error;
use crate::form::{self, Form};
use crate::model::public::Public;

use super::{Entry, Generator, Job, Output, Sink, pretty};

/// What a form is written as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Target {
    /// JSON Schema 2020-12 of the application.
    JsonSchema,
}

/// Makes forms.
#[derive(Clone, Debug)]
pub struct Forms {
    /// What each is written as.
    pub targets: Vec<Target>,
}

impl Generator for Forms {
    fn name(&self) -> &'static str {
        "form"
    }

    fn item(&self, job: &Job<'_>, item: &Public<'_>, sink: &dyn Sink) -> Result<Vec<Entry>, Error> {
        let mut entries = Vec::new();
        for form in form::forms(&job.maker(), item) {
            let seq = form.item.handling_item.as_ref().map(|handling| handling.seq.as_str());
            if !job.selection.picks(&item.item, seq) {
                continue;
            }
            let mut files = Vec::new();
            for target in &self.targets {
                let output = target.write(job, &form)?;
                files.push(output.path.clone());
                sink.put(output)?;
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

    fn shared(&self, _: &Job<'_>, _: &dyn Sink) -> Result<(), Error> {
        Ok(())
    }
}

impl Target {
    fn write(self, job: &Job<'_>, form: &Form) -> Result<Output, Error> {
        let (ending, bytes) = match self {
            Self::JsonSchema => ("schema.json", pretty(&json_schema::document(form, job.marks))?),
        };
        Ok(Output { path: format!("{}.{ending}", form.id), bytes })
    }
}
