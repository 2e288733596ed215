//! A condition in words: for paper, and for readers without scripts.

use crate::form::{Condition, Question};
use crate::model::phrase::Phrase;

/// The condition as a sentence of both languages.
pub(in crate::generate) fn words(condition: &Condition, questions: &[Question]) -> Phrase {
    let join = |list: &[Condition], en: &str, zh: &str| {
        let parts: Vec<Phrase> = list.iter().map(|one| words(one, questions)).collect();
        let of =
            |text: fn(&Phrase) -> &str, word: &str| parts.iter().map(text).collect::<Vec<_>>().join(word);
        Phrase::new(&of(Phrase::en, en), &of(|part| &part.zh, zh))
    };
    match condition {
        Condition::Always => Phrase::new("always", "一律"),
        Condition::Never => Phrase::new("never", "不适用"),
        Condition::Answer { question, options } => answer(question, options, questions),
        Condition::All(list) => join(list, " and ", "，且"),
        Condition::Any(list) => join(list, " or ", "，或"),
        Condition::Not(inner) => {
            let inner = words(inner, questions);
            Phrase::new(&format!("not ({})", inner.en()), &format!("不属于（{}）", inner.zh))
        }
    }
}

fn answer(question: &str, options: &[String], questions: &[Question]) -> Phrase {
    let Some(asked) = questions.iter().find(|asked| asked.id == question) else {
        return Phrase::new("an answer to a question that is not asked here", "回答了此处未询问的问题");
    };
    let labels: Vec<&Phrase> = asked
        .options
        .iter()
        .filter(|option| options.contains(&option.id))
        .map(|option| &option.label)
        .collect();
    let zh: Vec<String> = labels.iter().map(|label| format!("“{}”", label.zh)).collect();
    let en: Vec<&str> = labels.iter().map(|label| label.en()).collect();
    Phrase::new(
        &format!("{} {}", asked.text.en(), en.join(" / ")),
        &format!("{}{}", asked.text.zh, zh.join("或")),
    )
}
