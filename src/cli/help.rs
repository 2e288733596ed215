//! Help in both languages. A text stands once, at what it is about: the comment of an option is
//! `English · 中文`, and the language that is asked for is left.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, Command, CommandFactory, Error};

use super::Cli;
use crate::diagnostic::Lang;

/// What parts the two languages of a text.
const MARK: &str = " · ";

/// The texts that clap writes of itself.
const OWN: [(&str, &str); 3] = [
    ("Print help", "显示帮助"),
    ("Print version", "显示版本"),
    ("Print this message or the help of the given subcommand(s)", "显示本帮助或某个命令的帮助"),
];

/// The command line, speaking one language.
pub(super) fn command(lang: Lang) -> Command {
    let mut command = Cli::command();
    // Only a built command holds its flag of help and the options that all commands share.
    command.build();
    speaking(command, lang)
}

fn speaking(mut command: Command, lang: Lang) -> Command {
    let usage = command.render_usage().to_string();
    let text =
        |text: Option<&StyledStr>| text.map(|text| in_lang(&text.to_string(), lang)).unwrap_or_default();
    let (about, after) = (text(command.get_about()), text(command.get_after_help()));
    command = command.about(about).mut_args(|arg| described(arg, lang));
    if !after.is_empty() {
        command = command.after_help(after);
    }
    if lang == Lang::Zh {
        let usage = usage.trim_start_matches("Usage: ").replace("[OPTIONS]", "[选项]");
        command = command
            .override_usage(usage.replace("<COMMAND>", "<命令>").replace("[COMMAND]", "[命令]"))
            .subcommand_help_heading("命令")
            .help_template("{about}\n\n用法：{usage}\n\n{all-args}{after-help}");
    }
    command.mut_subcommands(|command| speaking(command, lang))
}

/// An argument with its text, its default and its values in one language.
fn described(arg: Arg, lang: Lang) -> Arg {
    let values = arg.get_possible_values();
    let takes_value = arg.get_action().takes_values();
    let defaults = arg.get_default_values().iter().filter_map(|value| value.to_str());
    let defaults: Vec<&str> = defaults.filter(|_| takes_value).collect();
    let mut short = arg.get_help().map(|help| in_lang(&help.to_string(), lang)).unwrap_or_default();
    let mut long = short.clone();
    if takes_value && !values.is_empty() {
        let names: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
        let word = if lang == Lang::En { "possible values: " } else { "可选：" };
        short = format!("{short} [{word}{}]", names.join(", "));
        for value in &values {
            let help = value.get_help().map(|help| in_lang(&help.to_string(), lang)).unwrap_or_default();
            let colon = if lang == Lang::En { ": " } else { "：" };
            let colon = if help.is_empty() { "" } else { colon };
            long = format!("{long}\n- {}{colon}{help}", value.get_name());
        }
    }
    if let Some(default) = defaults.first() {
        let word = if lang == Lang::En { "default: " } else { "默认：" };
        short = format!("{short} [{word}{default}]");
        long = format!("{long}\n[{word}{default}]");
    }
    let heading = if arg.is_positional() { "参数" } else { "选项" };
    let arg =
        arg.help(short).long_help(long).hide_possible_values(takes_value).hide_default_value(takes_value);
    if lang == Lang::Zh { arg.help_heading(heading) } else { arg }
}

/// One language of a text.
fn in_lang(text: &str, lang: Lang) -> String {
    let text = text.trim();
    let own = OWN.iter().find(|(en, _)| text == *en || text.starts_with(&format!("{en} (")));
    let (en, zh) = own.copied().or_else(|| text.split_once(MARK)).unwrap_or((text, text));
    if lang == Lang::En { en } else { zh }.to_owned()
}

/// What is wrong with the arguments, in Chinese; nothing where only help was asked for.
pub(super) fn complaint(error: &Error) -> Option<String> {
    let context = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let arg = context(ContextKind::InvalidArg);
    let mut text = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::UnknownArgument => format!("没有参数“{arg}”"),
        ErrorKind::InvalidSubcommand => format!("没有命令“{}”", context(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{arg}"),
        ErrorKind::ArgumentConflict => format!("{arg} 不能与 {} 同用", context(ContextKind::PriorArg)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{arg} 不能取“{}”", context(ContextKind::InvalidValue))
        }
        _ => error.to_string(),
    };
    let choices = context(ContextKind::ValidValue);
    if !choices.is_empty() {
        text = format!("{text}，可选：{choices}");
    }
    let meant = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if let Some(meant) = meant.into_iter().map(context).find(|meant| !meant.is_empty()) {
        text = format!("{text}，是否应为“{meant}”？");
    }
    Some(text)
}
