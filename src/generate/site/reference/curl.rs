//! How a call looks: a command of curl, JSON as it is sent.

use serde_json::Value;

use crate::openapi::document::Parameter;

/// JSON with line breaks.
pub(super) fn pretty(value: &Value) -> String {
    format!("{value:#}")
}

/// A parameter as a command gives it: whether it must be given, and a value where there is one.
pub(super) struct Given<'p> {
    pub(super) parameter: &'p Parameter,
    pub(super) value: Option<String>,
}

/// A command that makes a call. `token` is the header that proves who calls; `body` its media
/// type, and a value that shows how it looks.
pub(super) fn command(
    address: &str,
    method: &str,
    given: &[Given<'_>],
    token: Option<&str>,
    body: Option<(&str, Option<&Value>)>,
) -> String {
    let mut address = address.to_owned();
    let mut query = Vec::new();
    // In double quotes, so that the shell puts the token in.
    let mut lines: Vec<String> = token.map(|token| format!("-H \"{token}\"")).into_iter().collect();
    for Given { parameter, value } in given {
        let name = &parameter.name;
        let value = value.clone().unwrap_or_else(|| format!("{{{name}}}"));
        match parameter.place.as_str() {
            "path" => address = address.replace(&format!("{{{name}}}"), &value),
            "query" if parameter.required => query.push(format!("{name}={value}")),
            "header" if parameter.required => {
                lines.push(format!("-H {}", quoted(&format!("{name}: {value}"))));
            }
            _ => {}
        }
    }
    if let Some((media, example)) = body {
        lines.push(format!("-H {}", quoted(&format!("Content-Type: {media}"))));
        lines.push(match example {
            Some(value) => format!("--data {}", quoted(&pretty(value))),
            None if media == "application/json" => "--data @body.json".to_owned(),
            None => "--data-binary @file.pdf".to_owned(),
        });
    }
    if !query.is_empty() {
        address = format!("{address}?{}", query.join("&"));
    }
    let verb = if method == "GET" { String::new() } else { format!("-X {method} ") };
    std::iter::once(format!("curl {verb}{}", quoted(&address)))
        .chain(lines)
        .collect::<Vec<_>>()
        .join(" \\\n  ")
}

/// A word that a shell takes as it is.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn no_value_leaves_its_quotes() {
        let body = json!({"name": "O'Neill"});
        let command =
            command("https://a.invalid/x", "POST", &[], None, Some(("application/json", Some(&body))));
        let expected = "curl -X POST 'https://a.invalid/x' \\\n  -H 'Content-Type: application/json' \\\n  --data '{\n  \"name\": \"O'\\''Neill\"\n}'";
        assert_eq!(command, expected);
    }
}
