//! What every output must say of itself.

use crate::form::Form;
use crate::model::phrase::Phrase;

/// Why an output is not to be relied on.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Marks {
    /// The catalogue is a demonstration (`demo: true`).
    pub demo: bool,
    /// The catalogue has errors and generation was forced.
    pub preview: bool,
}

impl Marks {
    /// The sentences, in the order in which they are shown.
    pub fn notices(self) -> Vec<Phrase> {
        let preview =
            Phrase::new("Preview: the catalogue has errors, do not use", "预览：目录中有错误，请勿使用");
        let demo =
            Phrase::new("Illustrative data, no basis for handling any matter", "示例数据，不作为办事依据");
        let all = [(self.preview, preview), (self.demo, demo)];
        all.into_iter().filter(|(said, _)| *said).map(|(_, notice)| notice).collect()
    }

    /// The same in one line of Chinese, for formats with one remark; none where nothing is to be said.
    pub fn line(self) -> Option<String> {
        let notices: Vec<String> = self.notices().into_iter().map(|notice| notice.zh).collect();
        (!notices.is_empty()).then(|| notices.join("；"))
    }

    /// The same with what must be known before a form is filled in.
    pub(super) fn said_of(self, form: &Form) -> Option<String> {
        let said: Vec<String> =
            self.line().into_iter().chain(form.remarks.iter().map(|remark| remark.zh.clone())).collect();
        (!said.is_empty()).then(|| said.join("\n\n"))
    }
}
