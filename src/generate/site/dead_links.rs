//! A site of some items has no lists and not all items: what leads to a page that is not there stays as text.

/// A page at `path` of the site without its dead links: those to files that are not there.
pub(super) fn without(page: &str, path: &str, is_there: &dyn Fn(&str) -> bool) -> String {
    let mut made = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(start) = rest.find("<a ") {
        let (before, link) = rest.split_at(start);
        made.push_str(before);
        let Some((tag, text, after)) = parts(link) else {
            rest = link;
            break;
        };
        let target = attribute(tag, "href").and_then(|to| target(path, to));
        if target.is_none_or(|file| is_there(&file)) {
            made.extend(["<a", tag, ">", text, "</a>"]);
        } else {
            let kept = ["class", "lang"].iter().filter_map(|name| Some((name, attribute(tag, name)?)));
            let kept: String = kept.map(|(name, value)| format!(" {name}=\"{value}\"")).collect();
            made.extend(["<span", &kept, ">", text, "</span>"]);
        }
        rest = after;
    }
    made.push_str(rest);
    made
}

/// A link as its attributes, what is read, and what comes after it.
fn parts(link: &str) -> Option<(&str, &str, &str)> {
    let (tag, rest) = link.strip_prefix("<a")?.split_once('>')?;
    let (text, after) = rest.split_once("</a>")?;
    Some((tag, text, after))
}

/// The value of an attribute of a tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split_once('"')?.0)
}

/// The file of the site that a link of a page leads to; none where it leads elsewhere or stays on the page.
fn target(page: &str, link: &str) -> Option<String> {
    let link = link.replace("&#x2f;", "/").replace("&#x27;", "'").replace("&amp;", "&");
    let file = link.split(['#', '?']).next().filter(|file| !file.is_empty())?;
    if file.starts_with('/') || file.split('/').next().is_some_and(|first| first.contains(':')) {
        return None;
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in file.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            "." => {}
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dead_links_are_taken_out() {
        for (link, left) in [
            ("<a href=\"../a.html\">A</a>", None),
            ("<a href=\"..&#x2f;a.html#x\">A</a>", None),
            ("<a href=\"#x\">A</a> <article><a class=\"b\">B</a>", None),
            ("<a href=\"https:&#x2f;&#x2f;example.invalid\" rel=\"external\">A</a>", None),
            ("<a href=\"../../../../a.html\">A</a>", None),
            ("<a href=\"../b.html\">B", None),
            ("<a href=\"../b.html\">B</a>.", Some("<span>B</span>.")),
            (
                "<a class=\"lang\" href=\"./a.html#x\" lang=\"en\" hreflang=\"zh\"><b>A</b></a><a href=\"../a.html\">A</a>",
                Some("<span class=\"lang\" lang=\"en\"><b>A</b></span><a href=\"../a.html\">A</a>"),
            ),
        ] {
            let made = without(link, "zh/item/page.html", &|file| file == "zh/a.html");
            assert_eq!(made, left.unwrap_or(link));
        }
    }
}
