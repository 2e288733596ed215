//! Groups of operations, and groups of groups.

use super::document::{Tag, TagGroup};
use super::frame::Version;
use super::schema::{I18n, Words};

/// Groups of tags: name, Chinese, English.
const GROUPS: [(&str, &str, &str); 4] = [
    ("before", "申请", "applying"),
    ("meanwhile", "办理", "handling"),
    ("after", "办结之后", "afterwards"),
    ("systems", "系统对接", "systems"),
];

/// Tags: name, group, Chinese, English, what they hold.
const TAGS: [(&str, &str, &str, &str, &str, &str); 11] = [
    (
        "items",
        "before",
        "事项",
        "items",
        "事项的编码、时限和依法不纳入情形",
        "codes, limits and legal exemptions of items",
    ),
    (
        "cases",
        "before",
        "申请与受理",
        "applications",
        "草稿、预填、提交、受理、补正",
        "draft, prefill, submission, acceptance, correction",
    ),
    ("materials", "before", "材料", "materials", "提供方式和文件", "ways of supply and files"),
    (
        "certificates",
        "before",
        "证照授权",
        "certificates",
        "授权使用电子证照",
        "authorising the use of electronic certificates",
    ),
    ("signatures", "before", "签名签章", "signatures", "对申请签名", "signing an application"),
    ("payments", "meanwhile", "缴费", "payments", "缴费和电子票据", "payments and receipts"),
    (
        "progress",
        "meanwhile",
        "进度",
        "progress",
        "状态、时限、特别程序",
        "states, clock, special procedures",
    ),
    ("results", "after", "办理结果", "results", "决定、下载、核验", "decision, download, verification"),
    (
        "remedies",
        "after",
        "撤回、救济和评价",
        "withdrawal, remedies, rating",
        "撤回申请、复议和投诉、好差评",
        "withdrawal, reconsideration and complaints, rating",
    ),
    ("events", "systems", "事件", "events", "推送和轮询", "pushed and polled"),
    ("operation", "systems", "运行", "operation", "服务状态", "status of the service"),
];

/// The tags that are used, and before 3.2 the groups that say how they belong together.
pub(super) fn tags(version: Version, used: &dyn Fn(&str) -> bool) -> (Vec<Tag>, Vec<TagGroup>) {
    let mut tags = Vec::new();
    let mut groups = Vec::new();
    for (group, zh, en) in GROUPS {
        let own = || TAGS.iter().filter(|tag| tag.1 == group && used(tag.0));
        if own().next().is_none() {
            continue;
        }
        if version == Version::V32 {
            tags.push(Tag { kind: "nav".into(), ..tag(version, group, zh, en, zh, en) });
        } else {
            groups.push(TagGroup { name: zh.into(), tags: own().map(|tag| tag.0.to_owned()).collect() });
        }
        tags.extend(own().map(|&(name, _, zh, en, about, about_en)| {
            let mut tag = tag(version, name, zh, en, about, about_en);
            if version == Version::V32 {
                group.clone_into(&mut tag.parent);
                "nav".clone_into(&mut tag.kind);
            }
            tag
        }));
    }
    (tags, groups)
}

fn tag(version: Version, name: &str, zh: &str, en: &str, about: &str, about_en: &str) -> Tag {
    let words = Words { title: en.into(), description: about_en.into(), ..Words::default() };
    let mut tag = Tag {
        name: name.into(),
        description: about.into(),
        i18n: Some(I18n { en: words }),
        ..Tag::default()
    };
    let title = if version == Version::V32 { &mut tag.summary } else { &mut tag.display_name };
    zh.clone_into(title);
    tag
}
