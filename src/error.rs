//! Why a run could not be done. A fault in an item is never an [`Error`]: it is a
//! [`crate::diagnostic::Diagnostic`], and the run goes on.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Lang, Text, visible};

/// The error of an outside package, whose name stays in the file that uses it.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Why mulu could not do its work; ends the run with exit code 2.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder that was asked for could not be opened.
    #[error("cannot read {}", shown(path))]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// No folder with `mulu.yaml` was found.
    #[error("no catalogue found: no `mulu.yaml` at or above {}", shown(from))]
    NoCatalogue {
        /// Where the search began.
        from: PathBuf,
    },
    /// The paths of one run lie in several catalogues.
    #[error("{} and {} lie in two catalogues", shown(first), shown(second))]
    TwoCatalogues {
        /// One catalogue.
        first: PathBuf,
        /// Another.
        second: PathBuf,
    },
    /// `mulu.yaml`, an option or the edition it names cannot be used.
    #[error("{}", .0.en)]
    Configuration(Text),
    /// A file of the standard is not what the program expects.
    #[error("the standard is unusable: {path}: {reason}")]
    Standard {
        /// The file within the edition.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A file could not be created: it is there already, or its folder is not.
    #[error("cannot create {}", shown(path))]
    Create {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A revision could not be read from a repository.
    #[error("{}", message.en)]
    Revision {
        /// What is missing.
        message: Text,
        /// The command that brings it.
        command: Option<String>,
    },
    /// Output could not be written.
    #[error("cannot write the output")]
    Write(#[source] std::io::Error),
}

/// A path in a message: a name can hold anything.
fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

/// What the system said of a file that was to be read or written, in both languages where it is a usual thing.
fn reason(error: &std::io::Error, is_written: bool) -> Text {
    use std::io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound => Text::new("there is no such file or folder", "没有这个文件或文件夹"),
        Kind::AlreadyExists => Text::new("it exists already", "文件已存在"),
        Kind::Unsupported => Text::new("it is neither a file nor a folder", "既不是文件也不是文件夹"),
        Kind::PermissionDenied if is_written => Text::new("there is no right to write there", "没有写入权限"),
        Kind::PermissionDenied => Text::new("there is no right to read it", "没有读取权限"),
        Kind::IsADirectory => Text::new("a folder stands there", "该处是文件夹"),
        Kind::NotADirectory => Text::new("a part of the path is no folder", "路径的一部分不是文件夹"),
        Kind::StorageFull | Kind::QuotaExceeded => Text::new("the disk is full", "磁盘空间不足"),
        Kind::ReadOnlyFilesystem => Text::new("the disk can only be read", "磁盘是只读的"),
        _ => Text::new(error.to_string(), error.to_string()),
    }
}

impl Error {
    /// The message in one language, causes included.
    pub fn in_lang(&self, lang: Lang) -> String {
        let mut text = match lang {
            Lang::En => self.to_string(),
            Lang::Zh => self.zh(),
        };
        let is_written = matches!(self, Self::Create { .. } | Self::Write(_));
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            text.push_str(if lang == Lang::En { ": " } else { "：" });
            match error.downcast_ref::<std::io::Error>() {
                Some(error) => text.push_str(reason(error, is_written).in_lang(lang)),
                None => text.push_str(&error.to_string()),
            }
            cause = error.source();
        }
        text
    }

    /// The same, said of the item at which the run ended.
    #[must_use]
    pub fn within(self, item: &str) -> Self {
        match self {
            Self::Configuration(text) => Self::Configuration(Text::new(
                format!("item {item}: {}", text.en),
                format!("事项 {item}：{}", text.zh),
            )),
            other => other,
        }
    }

    /// What the user can do about it.
    pub fn hint(&self) -> Option<Text> {
        match self {
            Self::NoCatalogue { .. } => Some(Text::new(
                "run mulu inside a catalogue, name a path in one, or use --catalogue DIR",
                "请在目录（含 mulu.yaml 的文件夹）内运行，或指明其中的路径，或使用 --catalogue DIR",
            )),
            Self::TwoCatalogues { .. } => {
                Some(Text::new("check each catalogue in a run of its own", "请对每个目录分别运行"))
            }
            Self::Revision { command: Some(command), .. } => {
                Some(Text::new(format!("run `{command}`"), format!("请运行“{command}”")))
            }
            _ => None,
        }
    }

    fn zh(&self) -> String {
        match self {
            Self::Read { path, .. } => format!("无法读取 {}", shown(path)),
            Self::Create { path, .. } => format!("无法创建 {}", shown(path)),
            Self::NoCatalogue { from } => {
                format!("未找到目录：{} 及其上级没有 mulu.yaml", shown(from))
            }
            Self::TwoCatalogues { first, second } => {
                format!("{} 与 {} 属于两个目录", shown(first), shown(second))
            }
            Self::Configuration(text) | Self::Revision { message: text, .. } => text.zh.to_string(),
            Self::Standard { path, reason } => format!("标准不可用：{path}：{reason}"),
            Self::Write(_) => "无法写出结果".to_owned(),
        }
    }
}
