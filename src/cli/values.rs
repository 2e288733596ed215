//! Values of options that several commands take.

use crate::diagnostic::Text;
use crate::error::Error;
use crate::standard::{Standard, words};

/// The code of a division, or the digits it begins with.
pub(super) fn division(text: &str) -> Result<String, String> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if digits && (2..=12).contains(&text.len()) {
        Ok(text.to_owned())
    } else {
        Err(format!("`{text}` is not the code of a division, nor the digits it begins with"))
    }
}

/// The slug of a tier that is given as a slug or by a label.
pub(super) fn tier(standard: &Standard, said: Option<&str>) -> Result<Option<String>, Error> {
    let (Some(said), Some(list)) = (said, standard.list("tier")) else { return Ok(None) };
    if let Some(code) = list.get(said).or_else(|| list.labelled(said)) {
        return Ok(Some(code.slug.clone()));
    }
    let near = words::nearest(said, list.codes().iter().map(|code| code.slug.as_str()), 1);
    let known = || list.codes().iter().map(|code| format!("{} {}", code.slug, code.zh)).collect::<Vec<_>>();
    let (en, zh) = match near.first() {
        Some(near) => (format!("did you mean `{near}`?"), format!("是否应为“{near}”？")),
        None => (format!("there are {}", known().join(", ")), format!("可写：{}", known().join("、"))),
    };
    Err(Error::Configuration(Text::new(
        format!("there is no tier `{said}`; {en}"),
        format!("没有层级“{said}”；{zh}"),
    )))
}
