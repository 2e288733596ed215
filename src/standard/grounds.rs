//! Known grounds of exemptions and known misuses. Their data is `grounds.yaml`.

use serde::Deserialize;

/// A provision that is known as a ground.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The title of the instrument.
    pub law: String,
    /// Its articles.
    pub articles: Vec<String>,
    /// Words of which an item it is for has one in its name; empty for any item.
    #[serde(default)]
    pub subjects: Vec<String>,
    /// The item types that it is about; empty for all.
    #[serde(default)]
    pub types: Vec<String>,
    /// Whether it only asks for presence at a step.
    #[serde(default)]
    pub presence: bool,
}

impl Known {
    /// Whether it is about an item of this name and type.
    pub fn is_about(&self, name: &str, item_type: &str) -> bool {
        (self.subjects.is_empty() || found(&self.subjects, name).is_some())
            && (self.types.is_empty() || self.types.iter().any(|own| own == item_type))
    }
}

/// A ground that one local regulation alone adds to those of the nation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Local {
    /// Words of a reason.
    pub words: Vec<String>,
    /// Words that make another ground of it, in the same clause.
    #[serde(default)]
    pub except: Vec<String>,
    /// The title of the instrument.
    pub law: String,
    /// Its articles.
    pub articles: Vec<String>,
    /// The division where it counts.
    pub area: String,
}

/// A provision that has a certificate shown.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// The title of the instrument.
    pub law: String,
    /// Its articles.
    pub articles: Vec<String>,
    /// The certificate type.
    pub certificate: String,
    /// Words of which an item it is for has one in its name.
    pub subjects: Vec<String>,
}

/// What is known of grounds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grounds {
    /// Known provisions.
    pub known: Vec<Known>,
    /// Grounds of one place alone.
    pub local: Vec<Local>,
    /// Provisions that have a certificate shown.
    pub shown: Vec<Shown>,
    /// Words for what is no state secret.
    pub not_secret: Vec<String>,
    /// Words that deny what follows them in their clause.
    denied: Vec<String>,
    /// Words that negate what follows them in their clause, where no reason is given.
    negated: Vec<String>,
    /// Words for a duty to keep something confidential.
    kept: Vec<String>,
    /// Words that make a reason of what their clause speaks of.
    because: Vec<String>,
    /// What makes a state secret.
    pub secret: Secrecy,
    /// Words for staff and counters, which decide on no exemption.
    pub staff: Vec<String>,
    /// Words for reasons of plan or technique.
    pub technical: Vec<String>,
}

/// What makes a state secret, whatever ground a record declares.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Secrecy {
    /// The duties that only a complete record of a state secret lifts.
    pub duties: Vec<String>,
    /// The provisions by which secrets are made.
    laws: Vec<SecrecyLaw>,
    /// Words that say so of an item.
    claims: Vec<String>,
    /// Words that may stand before: they name the item, or make a reason of it.
    before: Vec<String>,
    /// Words that may begin what follows.
    after: Vec<String>,
}

/// Provisions of one instrument by which secrets are made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SecrecyLaw {
    /// Its names, without 中华人民共和国.
    names: Vec<String>,
    /// Its articles; none for the whole.
    #[serde(default)]
    articles: Vec<String>,
}

impl Secrecy {
    /// Whether these provisions are cited; an instrument cited without articles is cited with them.
    pub fn is_cited<'c>(&self, law: &str, articles: impl Iterator<Item = &'c str>) -> bool {
        let law = law.replace(['《', '》', ' '], "").replace("中华人民共和国", "");
        let whole = self.laws.iter().find(|own| own.names.contains(&law));
        // A title can have its year, or its article, behind it.
        let begun =
            || self.laws.iter().find(|own| own.names.iter().any(|name| law.starts_with(name.as_str())));
        let Some(cited) = whole.or_else(begun) else { return false };
        let mut articles = articles.peekable();
        let holds = |article: &str| {
            let number = article.trim_start_matches('第');
            let number = number.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
            number.is_empty() || cited.articles.iter().any(|own| own == number)
        };
        cited.articles.is_empty() || articles.peek().is_none() || articles.any(holds)
    }

    /// Whether a text says of the item itself that it is secret: a clause that is about something else, or denies it,
    /// does not.
    pub fn is_claimed(&self, text: &str) -> bool {
        clauses(text).any(|clause| {
            let said = self.claims.iter().find_map(|claim| clause.split_once(claim.as_str()));
            said.is_some_and(|(before, after)| {
                let left =
                    self.before.iter().fold(before.trim().to_owned(), |left, word| left.replace(word, ""));
                let after = after.trim();
                left.is_empty() && (after.is_empty() || self.after.iter().any(|word| begins(after, word)))
            })
        })
    }
}

impl Grounds {
    /// The known grounds of an instrument, given by its short title, and an article or a part of it.
    pub fn of<'g>(&'g self, law: &'g str, article: &'g str) -> impl Iterator<Item = &'g Known> {
        let whole = article.split('.').next().unwrap_or(article);
        self.known
            .iter()
            .filter(move |known| known.law == law && known.articles.iter().any(|own| own == whole))
    }
}

impl Grounds {
    /// The first word for what is no state secret that a text gives as a reason: neither denied,
    /// nor only promised to be kept.
    pub fn not_secret_in<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.given(&self.not_secret, text)
    }

    /// The first word for a reason of plan or technique that a text gives and does not deny.
    pub fn technical_in<'t>(&self, text: &'t str) -> Option<&'t str> {
        clauses(text).find_map(|clause| {
            let word = found(&self.technical, clause)?;
            (!self.is_denied(clause.split(word).next().unwrap_or_default())).then_some(word)
        })
    }

    /// The first of these words that a text gives as a reason.
    pub fn given<'t>(&self, words: &[String], text: &'t str) -> Option<&'t str> {
        clauses(text).find_map(|clause| {
            let word = found(words, clause)?;
            let before = clause.split(word).next().unwrap_or_default();
            let is_kept = found(&self.kept, clause).is_some() && found(&self.because, clause).is_none();
            (!self.is_denied(before) && !is_kept).then_some(word)
        })
    }

    /// Whether the clause that ends in some words says that they are not so.
    pub fn is_negated(&self, before: &str) -> bool {
        clauses(before).last().is_some_and(|clause| found(&self.negated, clause).is_some())
    }

    /// Whether the part of a clause before some words denies them.
    pub fn is_denied(&self, before: &str) -> bool {
        found(&self.denied, before).is_some()
    }
}

fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split(['，', '。', '；', '：', ',', ';', '\n'])
}

/// Whether a text begins with a word; with `$` at its end, whether it is that word.
fn begins(text: &str, word: &str) -> bool {
    word.strip_suffix('$').map_or_else(|| text.starts_with(word), |whole| text == whole)
}

/// What one of these words finds in a text, `*` standing for anything between within a clause and `$` for its end.
pub fn found<'t>(words: &[String], text: &'t str) -> Option<&'t str> {
    words.iter().find_map(|word| clauses(text).find_map(|clause| match_in(word, clause)))
}

fn match_in<'t>(word: &str, clause: &'t str) -> Option<&'t str> {
    let ending = word.strip_suffix('$');
    let clause = clause.trim_end();
    let mut parts: Vec<&str> = ending.unwrap_or(word).split('*').collect();
    let last = if ending.is_some() { parts.pop() } else { None };
    let mut found: Option<(usize, usize)> = None;
    for part in parts {
        let from = found.map_or(0, |(_, end)| end);
        let at = from + clause[from..].find(part)?;
        found = Some((found.map_or(at, |(start, _)| start), at + part.len()));
    }
    if let Some(last) = last {
        let at = clause.len() - clause.strip_suffix(last).map(|_| last.len())?;
        let (start, _) = found.filter(|(_, end)| *end <= at).or(found.is_none().then_some((at, at)))?;
        return Some(&clause[start..]);
    }
    found.map(|(start, end)| &clause[start..end])
}

#[cfg(test)]
mod tests {
    use super::match_in;

    #[test]
    fn words_find_parts_of_a_clause() {
        for (word, clause, found) in [
            ("年龄大$", "申请人年龄大 ", Some("年龄大")),
            ("年龄大$", "申请人年龄大于八周岁", None),
            ("系统*建设中$", "系统尚在建设中", Some("系统尚在建设中")),
            ("系统*建设中$", "核查系统建设中隐蔽工程", None),
            ("系统*建设中$", "建设中", None),
            ("未与*平台*对接", "尚未与省平台完成对接的", Some("未与省平台完成对接")),
            ("接口未", "接口未通", Some("接口未")),
        ] {
            assert_eq!(match_in(word, clause), found, "{word} in {clause}");
        }
    }
}
