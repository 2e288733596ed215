//! Claims and unification as sheets.

use super::{Book, Field, Sheet};
use crate::diagnostic::{Lang, Text};
use crate::matrix::claims::{Claim, Claims};
use crate::matrix::{name_of, tier_name};
use crate::standard::Standard;
use crate::standard::elements::Elements;

/// The book of the claims of a catalogue.
pub fn book(claims: &Claims, standard: &Standard, elements: &Elements, lang: Lang, demo: bool) -> Book {
    let profiles = &standard.variation.get().unification;
    let tier = |slug: &str| tier_name(standard, slug).in_lang(lang).to_owned();
    let say = |en: &'static str, zh: &'static str| Text::new(en, zh).in_lang(lang).to_owned();
    let mut book = Book::new(lang, &Text::new("Claims and unification", "事项认领和要素统一情况"), demo);
    let colon = say(": ", "：");
    let without = claims.without.iter().map(|own| {
        let place = format!("{} {}", own.region, own.place.as_deref().unwrap_or_default());
        format!("{}{colon}{}", place.trim_end(), own.reason().in_lang(lang))
    });
    book.lead.extend(without);
    let head = || {
        vec![say("region", "行政区划"), say("tier", "层级"), say("code", "基本编码"), say("item", "事项名称")]
    };
    let fields = |claim: &Claim| {
        let place = format!("{} {}", claim.region, claim.place);
        [place.trim_end(), &tier(&claim.tier), &claim.code, &claim.name].map(Field::plain).to_vec()
    };
    book.sheets.push(Sheet {
        title: say("Items to be claimed", "待认领事项"),
        names: 1,
        fixed: 0,
        head: head(),
        rows: claims.missing.iter().map(fields).collect(),
    });
    book.sheets.push(Sheet {
        title: say("Items claimed at a tier that does not exercise them", "认领层级与行使层级不一致的事项"),
        names: 1,
        fixed: 0,
        head: head(),
        rows: claims.beyond.iter().map(fields).collect(),
    });
    let mut versions = head();
    versions.extend([say("written for version", "所依版本"), say("present version", "现行版本")]);
    let behind = claims.behind.iter().map(|(claim, own, present)| {
        let mut row = fields(claim);
        row.extend([Field::plain(own.to_string()), Field::plain(present.to_string())]);
        row
    });
    book.sheets.push(Sheet {
        title: say("Entries behind the present version", "版本待更新的事项"),
        names: 1,
        fixed: 0,
        head: versions,
        rows: behind.collect(),
    });
    for (profile, own) in profiles.iter().enumerate() {
        let rates = claims.unified.iter().filter(|rate| rate.profile == profile);
        let rows = rates.map(|rate| {
            let name = name_of(elements, &rate.element).in_lang(lang).to_owned();
            let share = rate.share().in_lang(lang).to_owned();
            [name, tier(&rate.tier), share, rate.same.to_string(), rate.all.to_string()]
                .map(Field::plain)
                .to_vec()
        });
        let title =
            Text::new(format!("Unification: {}", own.name().en), format!("要素统一率：{}", own.name().zh));
        book.sheets.push(Sheet {
            title: title.in_lang(lang).to_owned(),
            names: 1,
            fixed: 0,
            head: vec![
                say("element", "要素"),
                say("tier", "层级"),
                say("share", "统一率"),
                say("the same", "一致"),
                say("stated by both", "可比"),
            ],
            rows: rows.collect(),
        });
    }
    book
}
