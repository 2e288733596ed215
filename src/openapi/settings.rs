//! What a catalogue says of its API: servers, who answers, where people sign in.

use super::document::{Contact, Server};
use super::frame::Version;
use super::schema::I18n;
use crate::model::phrase::{Coded, Phrase};

/// What holds for every description of a catalogue.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The version of OpenAPI to write.
    pub version: Version,
    /// Edition of the standard.
    pub edition: String,
    /// Name of the catalogue.
    pub name: Phrase,
    /// Where the API is served.
    pub servers: Vec<ServerOf>,
    /// Address of the site; pages that explain faults lie below.
    pub site: Option<String>,
    /// Who answers questions.
    pub contact: Option<Contact>,
    /// Where the identity provider describes itself.
    pub identity: Option<String>,
    /// Levels of assurance.
    pub assurance: Vec<Coded>,
    /// What every description must say first.
    pub notices: Vec<Phrase>,
    /// The data are illustrative.
    pub demo: bool,
    /// Made of a catalogue with errors.
    pub preview: bool,
}

/// A server as the manifest gives it.
#[derive(Clone, Debug, Default)]
pub struct ServerOf {
    /// Its address.
    pub url: String,
    /// `internet` or `government-extranet`.
    pub network: String,
    /// What it is for.
    pub description: Option<Phrase>,
}

/// Addresses that answer nobody, until the operator sets one.
const NOBODY: &str = "https://service.invalid";
const NO_IDENTITY: &str = "https://identity.invalid";

impl Settings {
    /// The servers: those of the manifest, else one each for both networks to set.
    pub(super) fn servers(&self) -> Vec<Server> {
        let known = [
            ("internet", "互联网", "internet", NOBODY),
            ("government-extranet", "政务外网", "government extranet", "https://extranet.service.invalid"),
        ];
        if self.servers.is_empty() {
            let set = |(network, zh, en, url): (&str, &str, &str, &str)| Server {
                url: url.into(),
                description: format!("{zh}（地址由运行单位设定）"),
                network: network.into(),
                i18n: I18n::description(&format!("{en} (the operator sets the address)")),
                ..Server::default()
            };
            return known.map(set).into();
        }
        let given = |server: &ServerOf| {
            let name = known.iter().find(|(network, ..)| *network == server.network);
            let words = server.description.clone().unwrap_or_else(|| {
                name.map_or(Phrase::new("API", "接口"), |(_, zh, en, _)| Phrase::new(en, zh))
            });
            Server {
                url: server.url.trim_end_matches('/').to_owned(),
                description: words.zh,
                network: server.network.clone(),
                i18n: I18n::description(words.en.as_deref().unwrap_or_default()),
                ..Server::default()
            }
        };
        self.servers.iter().map(given).collect()
    }

    /// The address below which pages explain faults.
    pub(super) fn problems(&self) -> String {
        format!("{}/problems/", self.site())
    }

    /// The address of the site.
    pub(super) fn site(&self) -> &str {
        self.site.as_deref().map_or(NOBODY, |site| site.trim_end_matches('/'))
    }

    /// Where the identity provider describes itself.
    pub(super) fn identity(&self) -> String {
        format!("{}/.well-known/openid-configuration", self.identity_base())
    }

    /// The address of the identity provider.
    pub(super) fn identity_base(&self) -> &str {
        self.identity.as_deref().map_or(NO_IDENTITY, |base| base.trim_end_matches('/'))
    }

    /// Who answers questions.
    pub(super) fn contact(&self) -> Contact {
        self.contact.clone().unwrap_or_else(|| Contact { name: self.name.zh.clone(), ..Contact::default() })
    }

    /// The address of a description within its folder, which 3.2 lets it state.
    pub(super) fn own_address(&self, file: &str) -> String {
        if self.version == Version::V32 { file.to_owned() } else { String::new() }
    }

    /// A description, after what every one must say first: Chinese and English.
    pub(super) fn opened(&self, about: &Phrase) -> (String, String) {
        let all = || self.notices.iter().chain([about]);
        let zh: Vec<&str> = all().map(|phrase| phrase.zh.as_str()).collect();
        let en: Vec<&str> = all().map(Phrase::en).collect();
        (zh.join("\n\n"), en.join("\n\n"))
    }
}
