//! Which items a run is asked for.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::diagnostic::Text;
use crate::error::Error;
use crate::model::effective::Effective;

/// Items by code or file; all of them where nothing is named.
#[derive(Debug, Default)]
pub struct Selection {
    operands: Vec<Operand>,
}

/// One ITEM of the command line.
#[derive(Debug)]
struct Operand {
    text: String,
    /// The sequence, of a handling-item code.
    seq: Option<String>,
    met: AtomicBool,
}

impl Selection {
    /// The items that are named: basic codes (with all their implementations), implementation
    /// codes, handling-item codes, files.
    pub fn of(names: &[String]) -> Self {
        let operand = |name: &String| {
            let handling = name.len() == 33 && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
            let (text, seq) = if handling { name.split_at(31) } else { (name.as_str(), "") };
            Operand {
                text: text.to_owned(),
                seq: handling.then(|| seq.to_owned()),
                met: AtomicBool::new(false),
            }
        };
        Self { operands: names.iter().map(operand).collect() }
    }

    /// Whether nothing is named: everything is asked for.
    pub fn is_all(&self) -> bool {
        self.operands.is_empty()
    }

    /// Whether an item is asked for, or one of its handling items.
    pub fn touches(&self, item: &Effective<'_>) -> bool {
        self.is_all() || self.operands.iter().any(|operand| operand.names(item))
    }

    /// Whether a handling item of it is asked for; `None` where it has none.
    pub fn picks(&self, item: &Effective<'_>, seq: Option<&str>) -> bool {
        let mut picked = self.is_all();
        for operand in self.operands.iter().filter(|operand| operand.names(item)) {
            if operand.seq.is_none() || operand.seq.as_deref() == seq {
                operand.met.store(true, Ordering::Relaxed);
                picked = true;
            }
        }
        picked
    }

    /// Refuses names that nothing was made of.
    pub(super) fn all_met(&self) -> Result<(), Error> {
        let Some(operand) = self.operands.iter().find(|operand| !operand.met.load(Ordering::Relaxed)) else {
            return Ok(());
        };
        let name = format!("{}{}", operand.text, operand.seq.as_deref().unwrap_or_default());
        Err(Error::Configuration(Text::new(
            format!(
                "nothing can be generated for `{name}`: the catalogue has no such public item that is applied for"
            ),
            format!("无法为“{name}”生成：目录中没有这样一个公开的、依申请办理的事项"),
        )))
    }
}

impl Operand {
    fn names(&self, item: &Effective<'_>) -> bool {
        let root = item.own.root;
        let path = item.documents.last().map(|tree| &*tree.layers()[0].source.path);
        root.str("code") == Some(&self.text)
            || root.str("implements") == Some(&self.text)
            || path == Some(self.text.as_str())
    }
}
