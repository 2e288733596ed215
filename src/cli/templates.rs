//! `mulu templates`: the embedded templates, to be changed and given back with `--templates`.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::{Ending, Global, tell};
use crate::diagnostic::Text;
use crate::error::Error;
use crate::template;

#[derive(Args, Debug)]
pub(super) struct TemplatesArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Write the embedded templates to a folder; files that are there already stay · 将内置模板写入文件夹，已有的文件不动
    Export {
        /// The folder to write to · 输出到的文件夹
        #[arg(short, long, value_name = "DIR", default_value = "templates")]
        output: PathBuf,
    },
}

pub(super) fn run(global: &Global, args: &TemplatesArgs) -> Result<Ending, Error> {
    let What::Export { output } = &args.what;
    let files = template::embedded();
    let mut kept = 0;
    for (name, text) in &files {
        let path = output.join(name);
        let failed = |source| Error::Create { path: path.clone(), source };
        fs::create_dir_all(path.parent().unwrap_or(output)).map_err(failed)?;
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => file.write_all(text.as_bytes()).map_err(failed)?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => kept += 1,
            Err(error) => return Err(failed(error)),
        }
    }
    let (written, folder) = (files.len() - kept, output.display());
    let message = if kept == 0 {
        Text::new(
            format!("{written} templates written to {folder}"),
            format!("已将{written}个模板写入 {folder}"),
        )
    } else {
        Text::new(
            format!(
                "{written} templates written to {folder}; {kept} were there already and stay as they are"
            ),
            format!("已将{written}个模板写入 {folder}；{kept}个已存在，保持不变"),
        )
    };
    tell(|out| writeln!(out, "{}", message.in_lang(global.spoken())))?;
    Ok(Ending::Clean)
}

/// The templates of a folder, by their paths within it.
pub(super) fn read(folder: &Path) -> Result<BTreeMap<String, String>, Error> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(here) = folders.pop() {
        let failed = |source| Error::Read { path: here.clone(), source };
        for entry in fs::read_dir(&here).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text =
                fs::read_to_string(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
            let within = path.strip_prefix(folder).unwrap_or(&path);
            found.insert(within.to_string_lossy().replace('\\', "/"), text);
        }
    }
    Ok(found)
}
