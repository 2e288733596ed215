//! `mulu.yaml`: what a catalogue says of itself.

use std::sync::Arc;

use regex::Regex;

use crate::date::Date;
use crate::diagnostic::{Lang, Severity, Text};
use crate::error::Error;
use crate::model::divisions::Divisions;
use crate::model::phrase::Phrase;
use crate::source::documents::read_documents;
use crate::source::finding::Finding;
use crate::source::node::Node;
use crate::source::tree::Tree;
use crate::source::{Source, read};
use crate::standard::codes::{Regional, profile_of};
use crate::standard::{Standard, shape, spelling};

/// The manifest of a catalogue, before its edition is known.
#[derive(Debug)]
pub struct Draft {
    source: Arc<Source>,
    tree: Tree,
}

/// What a catalogue says of itself.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// Its name.
    pub name: String,
    /// Whether the catalogue lies on a classified network, where state secrets may be recorded.
    pub classified: bool,
    /// Its name in English.
    pub name_en: Option<String>,
    /// What it says of its site and API: the map of `site`.
    pub site: Site,
    /// Whether it is a demonstration: illustrative data are allowed, every output says so.
    pub demo: bool,
    /// Local code systems that are declared.
    code_systems: Vec<(String, Regex)>,
    /// Other weights for rules.
    pub rules: Weights,
    /// Where law or practice of a region differs.
    pub profiles: Vec<Profile>,
    /// Lists that a region writes by codes of its own.
    pub regional: Vec<Regional>,
    /// The site that is made of the catalogue.
    pub published: Published,
}

/// What the manifest says of the published site.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// Its title: that of the site, else the name of the catalogue.
    pub title: Phrase,
    /// Who publishes it.
    pub organisation: Option<Phrase>,
    /// Where it will stand, without a slash at the end.
    pub url: Option<String>,
}

/// What a catalogue says of its site and API.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Its address.
    pub url: Option<String>,
    /// Who runs it.
    pub organisation: Option<String>,
    /// Where the API is served.
    pub servers: Vec<Server>,
    /// Address of the identity provider.
    pub identity: Option<String>,
    /// Who answers questions: a name, or keys such as `name`, `email`, `url` and their values.
    pub contact: Vec<(String, String)>,
}

/// An address where the API is served.
#[derive(Clone, Debug, Default)]
pub struct Server {
    /// The address.
    pub url: String,
    /// `internet` or `government-extranet`.
    pub network: Option<String>,
    /// What it is for, in Chinese.
    pub description: Option<String>,
    /// What it is for, in English.
    pub description_en: Option<String>,
}

impl Site {
    fn of(site: Node<'_>) -> Self {
        let text = |node: Node<'_>, key: &str| node.str(key).map(str::to_owned);
        let server = |server: Node<'_>| Server {
            url: text(server, "url").unwrap_or_default(),
            network: text(server, "network"),
            description: text(server, "description"),
            description_en: text(server, "description_en"),
        };
        let contact = site.get("contact").map(|contact| match contact.as_str() {
            Some(name) => vec![("name".to_owned(), name.to_owned())],
            None => contact
                .entries()
                .map(|(key, value)| (key.text().to_owned(), value.text().to_owned()))
                .collect(),
        });
        Self {
            url: text(site, "url"),
            organisation: text(site, "organisation"),
            servers: site.get("servers").into_iter().flat_map(Node::items).map(server).collect(),
            identity: text(site, "identity"),
            contact: contact.unwrap_or_default(),
        }
    }
}

/// What rules weigh otherwise than they say of themselves.
#[derive(Clone, Debug, Default)]
pub struct Weights(Vec<(String, Weight)>);

/// What the findings of a rule weigh on the day of the run.
#[derive(Clone, Copy, Debug)]
pub struct Weight {
    /// Their severity; none where the rule is switched off.
    pub severity: Option<Severity>,
    /// The day to come from which they are errors.
    pub from: Option<Date>,
}

impl Weights {
    /// What is set for a rule, if anything is.
    pub fn of(&self, rule: &str) -> Option<Weight> {
        self.0.iter().find(|(own, _)| own == rule).map(|(_, weight)| *weight)
    }
}

/// What differs in a region.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Digits with which the divisions of the region begin.
    pub prefix: String,
    /// The region as it is written.
    region: String,
    /// What to say where no division begins with it.
    unknown: Text,
    /// Other weights for rules there.
    pub rules: Weights,
}

impl Manifest {
    /// Whether an implementation code belongs to a declared local code system.
    pub fn declares(&self, code: &str) -> bool {
        self.code_systems.iter().any(|(_, pattern)| pattern.is_match(code))
    }

    /// The ids of the declared local code systems, each with whether a code fits it.
    pub fn code_systems(&self, code: &str) -> impl Iterator<Item = (&str, bool)> {
        self.code_systems.iter().map(move |(id, pattern)| (id.as_str(), pattern.is_match(code)))
    }

    /// What is wrong with a region that has a profile, or that was asked for: the register of divisions does not know
    /// it, so that what is said of it would hold for nothing.
    pub fn unknown_place(&self, divisions: &Divisions, asked: Option<&str>) -> Option<Text> {
        if divisions.is_empty() {
            return None;
        }
        let of_profile = self.profiles.iter().find(|own| !divisions.any_within(&own.region));
        let asked = asked.filter(|code| !divisions.any_within(code)).map(no_division);
        asked.or_else(|| of_profile.map(|own| own.unknown.clone()))
    }

    /// The profile of a code list in a region, given by the digits its code begins with.
    pub fn code_list(&self, region: &str, list: &str) -> Option<&str> {
        profile_of(&self.regional, region, list)
    }
}

impl Draft {
    /// Reads the bytes of `mulu.yaml`.
    pub fn read(bytes: &[u8], shown: &str) -> Result<Self, Error> {
        let (source, mut findings) = read::decode(bytes, shown.into());
        let source = Arc::new(source);
        let (trees, more) = read_documents(&source);
        findings.extend(more);
        if let Some(finding) = findings.first() {
            return Err(refusal(&source, finding));
        }
        let mut trees = trees.into_iter();
        let tree = trees.next().expect("a file without a finding has a document");
        if let Some(second) = trees.next() {
            let message = Text::new("a second document begins here", "此处开始了第二份文档");
            let help = Text::new("the settings of a catalogue are one document", "目录说明只能有一份文档");
            let finding = Finding::at("document-not-map", second.node(0), message).help(help);
            return Err(refusal(&source, &finding));
        }
        Ok(Self { source, tree })
    }

    /// The edition that the manifest names; `2020` where it names none that could be read.
    pub fn edition(&self) -> &str {
        self.tree.root().and_then(|root| root.str("edition")).unwrap_or("2020")
    }

    /// The language that the manifest names.
    pub fn lang(&self) -> Option<Lang> {
        match self.tree.root()?.str("lang")? {
            "zh" => Some(Lang::Zh),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    /// The manifest on a day, checked against the standard and the list of rules.
    pub fn finish(
        mut self,
        standard: &Standard,
        rules: &[(&str, Severity)],
        day: Date,
    ) -> Result<Manifest, Error> {
        const SCHEMA: &str = "manifest.schema.json";
        let mut findings = spelling::respell_as(standard, &mut self.tree, SCHEMA)?;
        let root = self.tree.node(0);
        findings.extend(shape::check(standard, SCHEMA, SCHEMA, root)?);
        if let Some(finding) = findings.iter().find(|finding| finding.rule != "text-read-as-flag") {
            return Err(refusal(&self.source, finding));
        }
        let profiles = root.get("profiles").into_iter().flat_map(Node::entries);
        let mut regional = Vec::new();
        let profiles = profiles.map(|(region, profile)| {
            let rules = self.weights(standard, profile, rules, day)?;
            let message = no_division(region.text());
            let unknown = refusal_text(&self.source, &Finding::at("reference-unknown", region, message));
            let prefix = region.text().trim_end_matches("00").to_owned();
            let lists = self.code_lists(standard, profile)?.into_iter();
            regional.extend(lists.map(|(list, profile)| Regional { prefix: prefix.clone(), list, profile }));
            Ok(Profile { prefix, region: region.text().to_owned(), unknown, rules })
        });
        let profiles = profiles.collect::<Result<_, Error>>()?;
        let systems = root.get("code_systems").into_iter().flat_map(Node::items);
        let systems = systems.filter_map(|system| Some((system.str("id")?, system.get("pattern")?)));
        let code_systems = systems.map(|(id, pattern)| {
            let read = Regex::new(&format!("^(?:{})$", pattern.text()));
            read.map(|read| (id.to_owned(), read)).map_err(|_| {
                let message = Text::new("this is no pattern", "不是有效的形式");
                refusal(&self.source, &Finding::at("value-shape", pattern, message))
            })
        });
        Ok(Manifest {
            name: root.str("name").unwrap_or_default().to_owned(),
            classified: root.str("network") == Some("classified"),
            name_en: root.str("name_en").map(str::to_owned),
            site: root.get("site").map(Site::of).unwrap_or_default(),
            demo: root.get("demo").and_then(Node::as_bool) == Some(true),
            code_systems: code_systems.collect::<Result<_, Error>>()?,
            rules: self.weights(standard, root, rules, day)?,
            profiles,
            regional,
            published: published(root),
        })
    }

    /// The lists that a profile has otherwise, each with its name there; both must be known.
    fn code_lists(&self, standard: &Standard, profile: Node<'_>) -> Result<Vec<(String, String)>, Error> {
        let lists = profile.get("code_lists").into_iter().flat_map(Node::entries);
        let known = |(list, name): (Node<'_>, Node<'_>)| {
            let (at, wrong, names) = match standard.list(list.text()) {
                Some(own) if own.profiles().any(|own| own == name.text()) => {
                    return Ok((list.text().to_owned(), name.text().to_owned()));
                }
                Some(own) => {
                    let en = format!("the code list `{}` has no profile `{}`", own.name, name.text());
                    let zh = format!("代码表“{}”没有地方版本“{}”", own.name, name.text());
                    (name, Text::new(en, zh), own.profiles().collect::<Vec<_>>())
                }
                None => {
                    let en = format!("there is no code list `{}`", list.text());
                    let zh = format!("没有代码表“{}”", list.text());
                    let with_profiles = standard.lists.iter().filter(|own| own.profiles().next().is_some());
                    (list, Text::new(en, zh), with_profiles.map(|own| own.name.as_str()).collect())
                }
            };
            let mut finding = Finding::at("reference-unknown", at, wrong);
            if !names.is_empty() {
                let en = format!("there are {}", names.join(", "));
                finding = finding.help(Text::new(en, format!("可写：{}", names.join("、"))));
            }
            Err(refusal(&self.source, &finding))
        };
        lists.map(known).collect()
    }

    /// What a map says of rules on a day.
    fn weights(
        &self,
        standard: &Standard,
        map: Node<'_>,
        known: &[(&str, Severity)],
        day: Date,
    ) -> Result<Weights, Error> {
        let [set, dated] = ["rules", "enforced_from"].map(|key| map.get(key));
        let entries = || [set, dated].into_iter().flatten().flat_map(Node::entries);
        if let Some((rule, _)) = entries().find(|(rule, _)| !known.iter().any(|(id, _)| *id == rule.text())) {
            let message = Text::new(
                format!("there is no rule `{}`", rule.text()),
                format!("没有名为“{}”的规则", rule.text()),
            );
            let help = Text::new("`mulu rules` lists them", "用 mulu rules 查看全部规则");
            return Err(refusal(&self.source, &Finding::at("element-unknown", rule, message).help(help)));
        }
        // A day stands for the warning that an error is until then.
        let lowered = |(rule, value): &(Node<'_>, Node<'_>)| {
            let own = known.iter().find(|(id, _)| *id == rule.text()).map(|(_, own)| *own);
            let is_day = Date::parse(value.text()).is_some();
            let set = if is_day { Some(Severity::Warning) } else { Severity::of(value.text()) };
            set < own
        };
        for (rule, value) in entries().filter(lowered) {
            if standard.binding()?.forbids_weight(rule.text()) {
                return Err(refusal(&self.source, &must_not_pass(rule, value)));
            }
        }
        let weight = |rule: Node<'_>| {
            let [set, dated] = [set, dated].map(|map| map?.get(rule.text()));
            let set = set.map(|value| Severity::of(value.text()));
            // A rule that is announced is a warning at most, and an error when its day has come.
            match dated.and_then(|value| Date::parse(value.text())) {
                Some(from) if from > day => {
                    let until = set.unwrap_or(Some(Severity::Warning));
                    let until = until.map(|severity| severity.min(Severity::Warning));
                    Weight { severity: until, from: Some(from) }
                }
                Some(_) => Weight { severity: Some(Severity::Error), from: None },
                None => Weight { severity: set.flatten(), from: None },
            }
        };
        Ok(Weights(entries().map(|(rule, _)| (rule.text().to_owned(), weight(rule))).collect()))
    }
}

/// A weight or a day for a rule whose findings no setting may take away.
fn must_not_pass(rule: Node<'_>, value: Node<'_>) -> Finding {
    let (en, zh) = if Severity::of(value.text()).is_some() || value.text() == "off" {
        ("cannot be given a lower weight", "不得调低级别")
    } else {
        ("cannot be put off", "不得推迟施行")
    };
    let message = Text::new(
        format!("`{}` {en}: what it reports must not pass", rule.text()),
        format!("规则“{}”{zh}：其所报告的问题不能放过", rule.text()),
    );
    let help = Text::new("delete the line and put the finding right", "请删除此行并改正问题");
    Finding::at("value-not-listed", rule, message).help(help)
}

fn published(root: Node<'_>) -> Published {
    let own = root.get("site");
    let title = own.and_then(|site| Phrase::of(site, "title")).or_else(|| Phrase::of(root, "name"));
    Published {
        title: title.unwrap_or_default(),
        organisation: own.and_then(|site| Phrase::of(site, "organisation")),
        url: own.and_then(|site| site.str("url")).map(|url| url.trim_end_matches('/').to_owned()),
    }
}

/// What is said of a region that the register of divisions does not know.
pub fn no_division(code: &str) -> Text {
    Text::new(format!("there is no division {code}"), format!("没有行政区划{code}"))
}

fn refusal(source: &Source, finding: &Finding) -> Error {
    Error::Configuration(refusal_text(source, finding))
}

fn refusal_text(source: &Source, finding: &Finding) -> Text {
    let span = source.span(finding.spot.at.clone());
    let place = format!("{}:{}:{}", source.path, span.line, span.column);
    let help =
        |lang| finding.help.as_ref().map_or(String::new(), |help| format!(" ({})", help.in_lang(lang)));
    Text::new(
        format!("{place}: {}{}", finding.message.en, help(Lang::En)),
        format!("{place}：{}{}", finding.message.zh, help(Lang::Zh)),
    )
}
