//! A citation: the instrument, its articles, how it stands on a day.

use super::laws::{Law, Laws, Standing, Version};
use crate::date::Date;
use crate::source::node::Node;
use crate::source::tree::Kind;

/// A map with a `law`, as it stands in bases, conditions, limits and exemptions.
#[derive(Clone, Copy, Debug)]
pub struct Citation<'t> {
    /// The map.
    pub node: Node<'t>,
}

impl<'t> Citation<'t> {
    /// The citation of a map that names a law.
    pub fn of(node: Node<'t>) -> Option<Self> {
        node.str("law").map(|_| Self { node })
    }

    /// The name of the instrument.
    pub fn law(self) -> Node<'t> {
        self.node.get("law").unwrap_or(self.node)
    }

    /// Its articles, with paragraph and item: `12.1.3`. One without quotes counts as it is written.
    pub fn articles(self) -> impl Iterator<Item = Node<'t>> {
        self.node
            .get("articles")
            .into_iter()
            .flat_map(Node::items)
            .filter(|article| matches!(article.kind(), Kind::Text | Kind::Int | Kind::Float))
    }

    /// The date of the version that is meant, where it is not the one in force.
    pub fn version(self) -> Option<Date> {
        self.node.str("version").and_then(Date::parse)
    }

    /// The instrument of the register.
    pub fn find(self, laws: &Laws) -> Option<&Law> {
        laws.find(self.law().text())
    }

    /// The articles that the cited version does not have, and how many it has.
    pub fn beyond(self, law: &Law, day: Date) -> impl Iterator<Item = (Node<'t>, u32)> + use<'t> {
        let most = self.version_on(law, day).and_then(|version| version.articles);
        self.articles().filter_map(move |article| {
            // 120-1 is 第一百二十条之一, which comes after article 120.
            let number =
                article.text().split(['.', '-']).next().and_then(|number| number.parse::<u32>().ok());
            most.filter(|most| number.is_some_and(|number| number > *most)).map(|most| (article, most))
        })
    }

    /// The version that is cited: the named one, else the one in force on a day.
    pub fn version_on(self, law: &Law, day: Date) -> Option<&Version> {
        if let Some(date) = self.version() {
            return law.version(date);
        }
        match law.on(day) {
            Standing::InForce(version) => Some(version),
            Standing::NotYet | Standing::Repealed | Standing::Unknown => None,
        }
    }
}

/// Whether one provision lies in the other: `40` and `40.1.2`, in either order.
pub fn overlap(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// An article as it is written in citations: `40`, `120-1`, `40.1.2`; or as people say it, 第四十条第一款第二项, 40条.
pub fn article(said: &str) -> Option<String> {
    let said: String = said.trim().chars().map(half_width).collect();
    let Some((number, mut rest)) = said.split_once('条') else {
        let parts: Option<Vec<String>> = said.split('.').map(numbers).collect();
        let parts = parts.filter(|parts| parts[1..].iter().all(|part| part != "0" && !part.contains('-')))?;
        return Some(parts.join("."));
    };
    let number = number.strip_prefix('第').unwrap_or(number);
    let mut written = chinese(number)?.to_string();
    if let Some(inserted) = rest.strip_prefix('之') {
        let end = inserted.find('第').unwrap_or(inserted.len());
        written = format!("{written}-{}", chinese(&inserted[..end])?);
        rest = &inserted[end..];
    }
    // An item without a paragraph stands in the first.
    let mut place = 0;
    while let Some(part) = rest.strip_prefix('第') {
        let end = part.find(['款', '项'])?;
        let (unit, after) =
            (if part[end..].starts_with('款') { 1 } else { 2 }, &part[end + '款'.len_utf8()..]);
        if unit <= place {
            return None;
        }
        if unit == place + 2 {
            written += ".1";
        }
        let number = chinese(part[..end].trim_matches(['（', '）', '(', ')']))?;
        written = format!("{written}.{number}");
        (place, rest) = (unit, after);
    }
    rest.is_empty().then_some(written)
}

/// Numbers of an article and of those put in after it, without leading zeros: `120-1`.
fn numbers(part: &str) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = |text: &str| Some(text.parse::<u32>().ok().filter(|_| digits(text))?.to_string());
    Some(part.split('-').map(plain).collect::<Option<Vec<_>>>()?.join("-"))
}

fn half_width(figure: char) -> char {
    match figure {
        '０'..='９' | '．' | '－' => char::from_u32(figure as u32 - 0xFEE0).unwrap_or(figure),
        other => other,
    }
}

/// A number below ten thousand in Chinese or Arabic figures: 一百二十 is 120.
fn chinese(text: &str) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let (mut sum, mut last) = (0, None);
    for figure in text.chars() {
        if let Some(unit) = ['十', '百', '千'].iter().position(|own| *own == figure) {
            sum += last.take().unwrap_or(1) * 10_u32.pow(unit as u32 + 1);
        } else {
            let value = "〇一二三四五六七八九".chars().position(|own| own == figure);
            last = Some(value.or((figure == '零').then_some(0))? as u32);
        }
    }
    (!text.is_empty()).then(|| sum + last.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::article;

    #[test]
    fn articles_as_people_say_them() {
        for (said, written) in [
            ("40", "40"),
            ("120-1", "120-1"),
            ("40.1.2", "40.1.2"),
            ("第四十条", "40"),
            ("第40条", "40"),
            ("第十二条第一款第三项", "12.1.3"),
            ("第十五条第（二）项", "15.1.2"),
            ("第一千零四十九条", "1049"),
            ("第一百二十条之一", "120-1"),
            ("第一百二十条之一第二款", "120-1.2"),
            ("040", "40"),
            ("１８．１", "18.1"),
            ("40条", "40"),
            ("四十条第一款", "40.1"),
        ] {
            assert_eq!(article(said).as_deref(), Some(written), "{said}");
        }
        for said in [
            "",
            "第条",
            "四十",
            "第四十",
            "第四十条第一项第一款",
            "40.",
            "40-",
            "40.0",
            "40.1-1",
            "条",
            "abc",
            "第四十条等",
        ] {
            assert_eq!(article(said), None, "{said}");
        }
    }
}
