//! `mulu new`: an implementation or a basic item to fill. What must be filled is found by
//! holding the draft against the schemas, so that nothing about elements is written here.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::workspace::Workspace;
use super::{Ending, Global, item, tell, values, warn};
use crate::diagnostic::{Lang, Severity, Text};
use crate::error::Error;
use crate::load::{self, Files, Ground};
use crate::model::effective::Effective;
use crate::model::item::Item;
use crate::model::region;
use crate::model::resolve::{resolve, resolve_and_hear};
use crate::model::secret;
use crate::numbers::credit_code;
use crate::rules::{self, Context};
use crate::source::Source;
use crate::source::documents::read_documents;
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::tree::Tree;
use crate::standard::elements::{Element, Elements};
use crate::standard::{BASIC, EFFECTIVE, IMPLEMENTATION, Standard, shape, spelling, words};

#[derive(Args, Debug)]
pub(super) struct NewArgs {
    /// Code of a basic item: of the catalogue for an implementation of it, a new one for a basic item · 基本编码：目录中已有的生成实施清单，没有的生成基本目录事项
    #[arg(value_name = "ITEM")]
    item: String,

    /// Division of the implementation · 实施清单的行政区划
    #[arg(long, value_name = "CODE", value_parser = values::division)]
    region: Option<String>,

    /// Tier of the implementation, such as county · 实施清单的行使层级，如 county
    #[arg(long, value_name = "TIER")]
    tier: Option<String>,

    /// Unified social credit code of the body · 实施主体的统一社会信用代码
    #[arg(long, value_name = "USCC")]
    body: Option<String>,

    /// Write to a file that does not exist yet [default: standard output] · 写入尚不存在的文件 [默认：标准输出]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(global: &Global, args: &NewArgs) -> Result<Ending, Error> {
    let workspace = Workspace::open(global, &[])?;
    let files = load::files(workspace.reading());
    let ground = load::ground(workspace.reading(), &files)?;
    warn(&ground.unread(), workspace.lang);
    let draft = match ground.directory.basic(&args.item) {
        Some(_) => {
            refuse(&workspace, &ground, args)?;
            doubled(&workspace, &ground, &files, args)?;
            Draft::implementation(
                &Context {
                    standard: &workspace.standard,
                    manifest: &workspace.manifest,
                    registers: &ground.registers,
                    directory: &ground.directory,
                    day: global.day(),
                },
                &workspace,
                &ground,
                args,
            )?
        }
        // Whoever names place, tier or body means an item that is there.
        None if args.region.is_some() || args.tier.is_some() || args.body.is_some() => {
            return Err(item::unknown(&ground, &args.item));
        }
        None => Draft::basic(&workspace, args)?,
    };
    let text = draft.render();
    match &args.output {
        None => tell(|out| out.write_all(text.as_bytes()))?,
        Some(path) => {
            let file = OpenOptions::new().write(true).create_new(true).open(path);
            let mut file = file.map_err(|source| Error::Create { path: path.clone(), source })?;
            file.write_all(text.as_bytes()).map_err(Error::Write)?;
        }
    }
    Ok(Ending::Clean)
}

/// A definition of which only the identity is known.
struct Draft<'w> {
    lang: Lang,
    elements: &'w Elements,
    /// What stands above the keys, without `#`.
    head: Vec<String>,
    /// Keys whose values are known.
    known: Vec<(String, String)>,
    /// Pointers of what must be filled, in the order of the schema.
    missing: Vec<String>,
}

impl<'w> Draft<'w> {
    fn implementation(
        context: &Context<'_>,
        workspace: &'w Workspace,
        ground: &Ground<'_>,
        args: &NewArgs,
    ) -> Result<Self, Error> {
        let standard = &workspace.standard;
        let tier = values::tier(standard, args.tier.as_deref())?;
        let mut known = vec![
            ("kind".to_owned(), "implementation".to_owned()),
            ("implements".to_owned(), format!("\"{}\"", args.item)),
        ];
        known.extend(args.region.as_ref().map(|region| ("region".to_owned(), format!("\"{region}\""))));
        known.extend(tier.as_ref().map(|tier| ("tier".to_owned(), tier.clone())));
        known.extend(args.body.as_ref().map(|body| ("body/uscc".to_owned(), format!("\"{body}\""))));
        let list = standard.list("tier");
        let digit = tier.as_ref().and_then(|tier| list?.official(tier, None).map(str::to_owned));
        if let (Some(body), Some(digit)) = (&args.body, digit) {
            known.push(("code".to_owned(), format!("\"{body}{digit}{}\"", args.item)));
        }
        known.push(("version".to_owned(), "1".to_owned()));
        let is_told = |own: &Vec<Arc<Tree>>| !secret::is_any_kept_back(own);
        let layers = |tree: &Arc<Tree>| ground.layers(tree).filter(is_told).unwrap_or_default();
        let own = |root: Node<'_>| shape::check(standard, IMPLEMENTATION, IMPLEMENTATION, root);
        let missing = expand(standard, IMPLEMENTATION, &known, |tree| {
            let documents = layers(tree);
            let mut findings = own(tree.node(0))?;
            if !documents.is_empty() {
                let resolved = resolve(&documents, standard.elements(IMPLEMENTATION)?);
                findings.extend(shape::check(standard, EFFECTIVE, IMPLEMENTATION, resolved.tree.node(0))?);
                findings.extend(judged(context, tree, &documents)?);
            }
            Ok(findings.into_iter().filter(|finding| finding.absent).map(|finding| finding.pointer).collect())
        })?;
        let tree = parse(standard, &known, &[])?;
        let documents = layers(&tree);
        let is_known =
            |pointer: &str| known.iter().any(|(path, _)| pointer.strip_prefix('/') == Some(path.as_str()));
        let mut wrong = judged(context, &tree, &documents)?.into_iter();
        if let Some(wrong) = wrong.find(|finding| !finding.absent && is_known(&finding.pointer)) {
            return Err(Error::Configuration(with_help(&wrong)));
        }
        let head = inherited(&documents, workspace.lang);
        let elements = standard.elements(IMPLEMENTATION)?;
        Ok(Self { lang: workspace.lang, elements, head, known, missing })
    }

    fn basic(workspace: &'w Workspace, args: &NewArgs) -> Result<Self, Error> {
        let standard = &workspace.standard;
        let known = vec![
            ("kind".to_owned(), "basic-item".to_owned()),
            ("code".to_owned(), format!("\"{}\"", args.item)),
        ];
        let tree = parse(standard, &known, &[])?;
        let wrong = shape::check(standard, BASIC, BASIC, tree.node(0))?;
        if let Some(finding) = wrong.iter().find(|finding| finding.pointer == "/code") {
            return Err(Error::Configuration(with_help(finding)));
        }
        let missing = expand(standard, BASIC, &known, |tree| {
            let findings = shape::check(standard, BASIC, BASIC, tree.node(0))?;
            Ok(findings.into_iter().filter(|finding| finding.absent).map(|finding| finding.pointer).collect())
        })?;
        let head = vec![match workspace.lang {
            Lang::En => {
                "A basic item to fill. Elements that are unified for all who implement it may be added."
                    .to_owned()
            }
            Lang::Zh => "待填写的基本目录事项。对所有实施主体统一的要素均可补充。".to_owned(),
        }];
        Ok(Self { lang: workspace.lang, elements: standard.elements(BASIC)?, head, known, missing })
    }

    fn render(&self) -> String {
        let mut text = String::new();
        for line in &self.head {
            writeln!(text, "# {line}").expect("a string takes all");
        }
        let known = self.known.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        let missing = self.missing.iter().map(|pointer| (pointer.trim_start_matches('/'), ""));
        let mut lines: Vec<(&str, &str)> = known.chain(missing).collect();
        // Keys of one map stand together, in the order of the schema.
        lines.sort_by_key(|(path, _)| self.order(path));
        let mut open: Vec<&str> = Vec::new();
        for (path, value) in lines {
            let parts: Vec<&str> = path.split('/').collect();
            let common = open.iter().zip(&parts).take_while(|(a, b)| a == b).count();
            for depth in common..parts.len() {
                let last = depth + 1 == parts.len();
                let indent = "  ".repeat(depth);
                let key = parts[depth];
                let value = if last { value } else { "" };
                let note = if value.is_empty() { self.note(&parts[..=depth]) } else { String::new() };
                let space = if value.is_empty() { "" } else { " " };
                writeln!(text, "{indent}{key}:{space}{value}{note}").expect("a string takes all");
            }
            open = parts;
        }
        text
    }

    /// The indexes of the keys of a path among those of their maps.
    fn order(&self, path: &str) -> Vec<usize> {
        let mut element = Some(self.elements.root());
        let mut order = Vec::new();
        for part in path.split('/') {
            let at = element.and_then(|e| self.elements.children(e).position(|(key, _)| key == part));
            order.push(at.unwrap_or(usize::MAX));
            element = element.and_then(|element| self.elements.value(element, part));
        }
        order
    }

    /// What a clerk must know to fill a key.
    fn note(&self, path: &[&str]) -> String {
        let Some(element) = self.element(path) else { return String::new() };
        let name = element.name.as_ref().map_or("", |name| name.in_lang(self.lang));
        let choices = words::choices(element).or_else(|| element.hint.clone());
        let choices = choices.map_or(String::new(), |text| format!(": {}", text.in_lang(self.lang)));
        format!(" # {name}{choices}")
    }

    fn element(&self, path: &[&str]) -> Option<&Element> {
        path.iter().try_fold(self.elements.root(), |element, key| self.elements.value(element, key))
    }
}

/// The errors that rules would report of the draft, which says nothing yet but what is known.
fn judged(context: &Context<'_>, tree: &Arc<Tree>, documents: &[Arc<Tree>]) -> Result<Vec<Finding>, Error> {
    let standard = context.standard;
    let elements = standard.elements(IMPLEMENTATION)?;
    let (resolved, overrides) = resolve_and_hear(documents, elements, standard.variation.get());
    let mut findings = Vec::new();
    rules::judge_document(context, tree, &mut findings);
    if let Some(item) = Effective::new(&resolved.tree, documents) {
        rules::judge_effective(context, &item, &overrides, &mut findings);
    }
    let is_error = |finding: &Finding| {
        let own = rules::find(finding.rule).map(|(_, rule)| rule.severity);
        finding.severity.or(own) == Some(Severity::Error)
    };
    findings.retain(is_error);
    Ok(findings)
}

fn with_help(finding: &Finding) -> Text {
    let help = finding.help.clone().unwrap_or_else(|| Text::new("", ""));
    Text::new(format!("{}; {}", finding.message.en, help.en), format!("{}；{}", finding.message.zh, help.zh))
}

/// Refuses a second entry of one body for the item in one division.
fn doubled(workspace: &Workspace, ground: &Ground<'_>, files: &Files, args: &NewArgs) -> Result<(), Error> {
    let (Some(region), Some(body)) = (&args.region, &args.body) else { return Ok(()) };
    let same = |tree: &&Arc<Tree>| {
        tree.root().is_some_and(|root| {
            Item::of(root).and_then(Item::region) == Some(region::short(region))
                && root.at(&["body", "uscc"]).and_then(Node::as_str) == Some(body)
                && root.str("status") != Some("cancelled")
        })
    };
    let there = item::implementations(workspace, ground, files, &args.item)?;
    let Some(path) = there.iter().find(same).map(|tree| &tree.layers()[0].source.path) else { return Ok(()) };
    Err(Error::Configuration(Text::new(
        format!("this body has an entry for {} in {region} already: {path}", args.item),
        format!("该主体在{region}对{}已有实施清单：{path}", args.item),
    )))
}

/// Refuses a draft of which is known already that it cannot be right.
fn refuse(workspace: &Workspace, ground: &Ground<'_>, args: &NewArgs) -> Result<(), Error> {
    let item = &args.item;
    let divisions = ground.registers.divisions();
    let no_place = |region: &&String| !divisions.is_empty() && divisions.get(region).is_none();
    let no_body = |body: &&String| !credit_code::is_sound(body) && !workspace.manifest.declares(body);
    let message = if item.ends_with("00Y") {
        Text::new(
            format!("{item} is a main item that only holds its sub items, and cannot be implemented"),
            format!("{item}是仅用于统领子项的主项，不能直接实施"),
        )
    } else if let Some(region) = args.region.as_ref().filter(no_place) {
        Text::new(format!("there is no division {region}"), format!("没有行政区划{region}"))
    } else if let Some(body) = args.body.as_ref().filter(no_body) {
        Text::new(
            format!("`{body}` is no unified social credit code"),
            format!("“{body}”不是有效的统一社会信用代码"),
        )
    } else {
        return Ok(());
    };
    Err(Error::Configuration(message))
}

/// Pointers of all that is missing: a map that is missing is opened and looked into again.
fn expand(
    standard: &Standard,
    schema: &str,
    known: &[(String, String)],
    missing: impl Fn(&Arc<Tree>) -> Result<Vec<String>, Error>,
) -> Result<Vec<String>, Error> {
    let elements = standard.elements(schema)?;
    let mut maps: Vec<String> = Vec::new();
    loop {
        let tree = parse(standard, known, &maps)?;
        let mut found = missing(&tree)?;
        found.sort();
        found.dedup();
        let is_map = |pointer: &&String| {
            let keys = pointer.split('/').skip(1);
            let element =
                keys.into_iter().try_fold(elements.root(), |element, key| elements.value(element, key));
            element.is_some_and(Element::has_keys) && !maps.contains(pointer)
        };
        let new: Vec<String> = found.iter().filter(is_map).cloned().collect();
        if new.is_empty() {
            // A map whose keys are listed needs no line of its own.
            let opened = |map: &&String| !found.iter().any(|own| own.starts_with(&format!("{map}/")));
            let lone: Vec<String> = maps.iter().filter(opened).cloned().collect();
            found.extend(lone);
            return Ok(found);
        }
        maps.extend(new);
    }
}

/// The draft as a document, with empty maps where something will be filled in.
fn parse(standard: &Standard, known: &[(String, String)], maps: &[String]) -> Result<Arc<Tree>, Error> {
    let mut value = serde_json::json!({});
    for (path, text) in known {
        put(&mut value, path, text.trim_matches('"').into());
    }
    for pointer in maps {
        put(&mut value, pointer.trim_start_matches('/'), serde_json::json!({}));
    }
    put(&mut value, "version", 1.into());
    let source = Arc::new(Source::new("draft".into(), value.to_string()));
    let (trees, _) = read_documents(&source);
    let mut tree = trees.into_iter().next().unwrap_or_default();
    spelling::respell(standard, &mut tree)?;
    Ok(Arc::new(tree))
}

/// Puts a value under keys parted by `/`, where none stands yet.
fn put(map: &mut serde_json::Value, path: &str, value: serde_json::Value) {
    let Some(map) = map.as_object_mut() else { return };
    match path.split_once('/') {
        Some((key, rest)) => put(map.entry(key).or_insert_with(|| serde_json::json!({})), rest, value),
        None if path == "version" => drop(map.insert(path.to_owned(), value)),
        None => drop(map.entry(path).or_insert(value)),
    }
}

/// What the layers above have set already.
fn inherited(documents: &[Arc<Tree>], lang: Lang) -> Vec<String> {
    let above = documents.split_last().map(|(_, above)| above).unwrap_or_default();
    let mut lines = Vec::new();
    for tree in above {
        let Some(root) = tree.root() else { continue };
        let path = &tree.layers()[0].source.path;
        lines.extend(root.str("name").map(str::to_owned));
        let own = [
            "kind",
            "code",
            "parent",
            "change",
            "implements",
            "scope",
            "status",
            "version",
            "effective",
            "provenance",
        ];
        let keys = root.entries().map(|(key, _)| key.text());
        let keys: Vec<&str> = keys.filter(|key| !key.ends_with("_en") && !own.contains(key)).collect();
        lines.push(match lang {
            Lang::En => format!("set already in {path}: {}", keys.join(", ")),
            Lang::Zh => format!("{path} 已定：{}", keys.join("、")),
        });
    }
    lines
}
