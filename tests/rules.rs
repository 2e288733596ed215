//! The pages of rules: every page's examples, every rule on every page.

mod support;

use mulu::check::Outcome;
use mulu::diagnostic::Severity;
use mulu::rules::page::{self, Example};
use mulu::rules::{self, Rule};

const MARK: &str = "# <- here";

#[test]
fn pages_tell_the_truth() {
    let mut wrong = Vec::new();
    for (_, rule) in rules::ALL {
        for example in page::examples(rule.page) {
            wrong.extend(complaint(rule, &example));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a page says and the program does not.
fn complaint(rule: &Rule, example: &Example<'static>) -> Option<String> {
    let (outcome, file, before) = check(example);
    let place = format!("{}.md:{}", rule.id.replace('-', "_"), example.line);
    if example.wrong {
        let marked: Vec<usize> = marks(example);
        let found: Vec<usize> = outcome
            .findings
            .iter()
            .filter(|finding| finding.rule == rule.id && &*finding.place.path == file)
            .map(|finding| (finding.place.span.line as usize).saturating_sub(before))
            .collect();
        return (found != marked || marked.is_empty()).then(|| {
            format!("{place}: marked {marked:?}, found {found:?}; {:?}", support::briefs(&outcome))
        });
    }
    let loud: Vec<String> = outcome
        .findings
        .iter()
        .filter(|finding| finding.severity >= Severity::Warning)
        .map(|finding| format!("{} {}", support::brief(finding), finding.message.en))
        .collect();
    (!loud.is_empty()).then(|| format!("{place}: a right example is not silent: {loud:?}"))
}

/// The lines of an example that must be reported.
fn marks(example: &Example<'_>) -> Vec<usize> {
    let named = example.option("line").into_iter().filter_map(|line| line.parse().ok());
    let marked = example.yaml.lines().enumerate().filter(|(_, line)| line.ends_with(MARK));
    named.chain(marked.map(|(at, _)| at + 1)).collect()
}

/// Runs an example: alone, or laid over a base document.
fn check(example: &Example<'static>) -> (Outcome, &'static str, usize) {
    let basic = support::base("basic-item");
    let implementation = support::base("implementation");
    let over = |base| support::lay_over(base, &example.yaml);
    let (files, file, before) = match example.option("over") {
        None => (vec![("items/example.yaml", example.yaml.clone())], "items/example.yaml", 0),
        Some("basic-item") => {
            let (text, before) = over(basic);
            let files =
                vec![("items/example.yaml", text), ("regions/370828/base.yaml", implementation.to_owned())];
            (files, "items/example.yaml", before)
        }
        Some("implementation") => {
            let (text, before) = over(implementation);
            let file = example.option("at").unwrap_or("regions/370828/example.yaml");
            (vec![("items/base.yaml", basic.to_owned()), (file, text)], file, before)
        }
        Some(other) => panic!("there is no base `{other}`"),
    };
    let mut manifest = support::MANIFEST.to_owned();
    for (key, own) in [("network", "open"), ("demo", "true")] {
        if let Some(value) = example.option(key) {
            manifest = manifest.replace(&format!("{key}: {own}"), &format!("{key}: {value}"));
        }
    }
    let day = example.option("as-of").unwrap_or(support::DAY);
    (support::check_files_on(files, &manifest, day), file, before)
}

#[test]
fn pages_have_all_parts() {
    for (_, rule) in rules::ALL {
        let headings: Vec<&str> = page::HEADINGS.iter().map(|(en, _)| *en).collect();
        assert_eq!(page::headings(rule.page), headings, "{}", rule.id);
        let title = page::title(rule.page);
        assert!(page::is_chinese(&title.zh) && !page::is_chinese(&title.en), "{}: title", rule.id);
        let examples = page::examples(rule.page);
        let shown = |word: &str| {
            let executed = examples.iter().any(|example| example.wrong == (word == "wrong"));
            executed || rule.page.contains(&format!("```text {word}"))
        };
        assert!(shown("wrong") && shown("right"), "{}: a wrong and a right example", rule.id);
        assert_two_languages(rule);
    }
}

/// Each section but the examples speaks both languages.
fn assert_two_languages(rule: &Rule) {
    let paragraphs = page::paragraphs(rule.page);
    let sections = paragraphs.split(|paragraph| paragraph.starts_with('#')).skip(2);
    for ((heading, _), section) in page::HEADINGS.iter().zip(sections) {
        if matches!(*heading, "Wrong" | "Right") {
            continue;
        }
        let chinese = section.iter().filter(|paragraph| page::is_chinese(paragraph)).count();
        assert!(chinese > 0 && chinese < section.len(), "{}: `{heading}` in both languages", rule.id);
    }
}

#[test]
fn every_rule_is_named_after_its_files() {
    for (_, rule) in rules::ALL {
        let page = rule.id.replace('-', "_") + ".md";
        let found = walk("src/rules").into_iter().any(|path| path.ends_with(&page));
        assert!(found, "{page} is missing");
    }
    let mut ids = rules::ids();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), rules::ALL.len(), "an id stands twice");
}

fn walk(folder: &str) -> Vec<String> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there").flatten() {
        let path = entry.path().display().to_string();
        if entry.path().is_dir() { files.extend(walk(&path)) } else { files.push(path) }
    }
    files
}

/// A profile speaks in its own numbers and labels.
#[test]
fn the_item_types_of_a_province_are_told_by_its_profile() {
    let manifest =
        support::MANIFEST.to_owned() + "profiles: {\"440000\": {code_lists: {item-type: guangdong}}}\n";
    let item = |code: &str| {
        let text = support::base("basic-item").replace("000114107003", code);
        text.replace("item_type: licence", "item_type: public-service")
    };
    let found = |code: &str| {
        let files = [("items/x.yaml".to_owned(), item(code).into_bytes())];
        let store = mulu::source::store::Memory::new(support::registers().chain(files));
        let outcome = support::check_store(&store, &manifest, support::DAY);
        let found = outcome.findings.into_iter().filter(|finding| finding.rule == "code-type-matches-power");
        found
            .map(|finding| (finding.message.zh.into_owned(), finding.help.expect("help").en.into_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(found("442114107003"), []);
    let (message, help) = found("442014107003").remove(0);
    assert_eq!(message, "编码第3、4位为20（其他行政权力），而事项类型为“公共服务”（public-service）");
    assert_eq!(
        help,
        "`public-service` has 21 in the code list `guangdong`; correct the code or the item type"
    );
    assert_eq!(found("372014107003"), []);
}

/// The law behind a rule stands in the register, with as many articles as are cited.
#[test]
fn every_basis_is_in_the_register_of_laws() {
    let store = mulu::source::walk::Folder::new("catalogue");
    let reading = mulu::load::Reading {
        standard: &support::STANDARD,
        store: &store,
        readers: mulu::source::documents::Readers::Both,
    };
    let files = mulu::load::Files::of(mulu::source::store::Store::files(&store));
    let ground = mulu::load::ground(reading, &files).expect("the catalogue can be read");
    let laws = ground.registers.laws();
    let mut wrong = Vec::new();
    let mut known = 0;
    for (_, rule) in rules::ALL {
        for basis in rule.basis {
            let Some(law) = laws.find(basis.law) else {
                wrong.push(format!("{}: 《{}》 is not registered", rule.id, basis.law));
                continue;
            };
            let most = law.versions.iter().filter_map(|version| version.articles).max();
            known += usize::from(most.is_some());
            for article in basis.articles {
                let number = article.split('.').next().and_then(|number| number.parse::<u32>().ok());
                let within =
                    number.is_some_and(|number| number > 0 && most.is_none_or(|most| number <= most));
                if !within {
                    wrong
                        .push(format!("{}: 《{}》 has {most:?} articles, not {article}", rule.id, basis.law));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(known > 10, "the register knows how many articles {known} bases have");
}
