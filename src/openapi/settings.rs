//! What a catalogue says of its API: servers, who answers, where people sign in.

use super::document::{Contact, Server};
use super::frame::Version;
use super::schema::I18n;

/// What holds for every description of a catalogue.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The version of OpenAPI to write.
    pub version: Version,
    /// Edition of the standard.
    pub edition: String,
    /// Name of the catalogue in Chinese and English.
    pub name: (String, Option<String>),
    /// Where the API is served: address, network, Chinese and English description.
    pub servers: Vec<ServerOf>,
    /// Address of the site; pages that explain faults lie below.
    pub site: Option<String>,
    /// Who answers questions.
    pub contact: Option<Contact>,
    /// Where the identity provider describes itself.
    pub identity: Option<String>,
    /// Levels of assurance: value, Chinese, English.
    pub assurance: Vec<(String, String, String)>,
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
    pub description: Option<(String, Option<String>)>,
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
            let (zh, en) = server.description.clone().unwrap_or_else(|| {
                let name = name.map_or(("接口", "API"), |(_, zh, en, _)| (*zh, *en));
                (name.0.into(), Some(name.1.into()))
            });
            Server {
                url: server.url.trim_end_matches('/').to_owned(),
                description: zh,
                network: server.network.clone(),
                i18n: I18n::description(en.as_deref().unwrap_or_default()),
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

    /// Notices that every description must open with.
    pub(super) fn notices(&self) -> (String, String) {
        let notices = [
            (self.demo, "示例数据，不作为办事依据。", "Illustrative data: no basis for handling any matter."),
            (self.preview, "预览：目录有错误，不得发布。", "Preview: the catalogue has errors; not to be published."),
        ];
        let told = || notices.iter().filter(|(told, ..)| *told);
        (told().map(|(_, zh, _)| *zh).collect(), told().map(|(.., en)| format!("{en} ")).collect())
    }
}
