//! An item as linked data: `GovernmentService` of schema.org.

use serde_json::{Value, json};

use super::facts::Facts;
use crate::model::phrase::Phrase;
use crate::model::public::Public;
use crate::source::node::Node;

/// The document, fit to stand in a page.
pub(super) fn data(
    facts: &Facts,
    item: &Public<'_>,
    kind: Option<&Phrase>,
    place: Option<&Phrase>,
) -> String {
    let mut own = json!({
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "identifier": facts.code.as_ref().unwrap_or(&facts.basic_code),
        "name": texts(&facts.name),
    });
    let mut add = |key: &str, value: Option<Value>| {
        if let (Some(own), Some(value)) = (own.as_object_mut(), value) {
            own.insert(key.to_owned(), value);
        }
    };
    add("serviceType", kind.map(texts));
    let provider = facts.body.as_ref().or(facts.department.as_ref());
    add("provider", provider.map(|body| json!({"@type": "GovernmentOrganization", "name": texts(body)})));
    add(
        "areaServed",
        place.map(
            |place| json!({"@type": "AdministrativeArea", "name": texts(place), "identifier": facts.region}),
        ),
    );
    add(
        "audience",
        facts.answers.who.as_ref().map(|who| json!({"@type": "Audience", "audienceType": texts(who)})),
    );
    let url = item.at(&["online", "url"]).and_then(Node::as_str);
    let phone = item.at(&["contacts", "enquiry", "phone"]).and_then(Node::as_str);
    let mut channel = json!({"@type": "ServiceChannel"});
    if let Some(url) = url {
        channel["serviceUrl"] = json!(url);
    }
    if let Some(phone) = phone {
        channel["servicePhone"] = json!({"@type": "ContactPoint", "telephone": phone});
    }
    add("availableChannel", (url.is_some() || phone.is_some()).then_some(channel));
    script(&own)
}

fn texts(phrase: &Phrase) -> Value {
    let zh = json!({"@language": "zh", "@value": phrase.zh});
    phrase.en.as_ref().map_or_else(|| json!(phrase.zh), |en| json!([zh, {"@language": "en", "@value": en}]))
}

/// JSON that no script element can be closed by.
pub(super) fn script(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
