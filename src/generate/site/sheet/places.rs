//! Where to go and whom to ask.

use super::{Subject, address};
use crate::generate::site::view::{Entry, Link, Notes, Rows, Section};
use crate::generate::site::words::{either, joined, only_if};
use crate::model::phrase::Phrase;
use crate::source::node::Node;

/// Ways to apply, with windows.
pub(super) fn channels(own: &Subject<'_>) -> Section {
    let mut section = Section::new("where", "Where to apply", "办理方式和地点");
    let item = own.item;
    let mut rows = Rows::default();
    rows.add("Ways", "办理形式", own.facts.answers.ways.clone());
    if let Some(channels) = item.get("channels") {
        let booked = ("you can book a time", "可以预约办理");
        rows.add("Appointment", "预约办理", only_if(channels, "appointment", booked.0, booked.1));
        let (yes, no) = (("yes", "已进驻政务大厅"), ("no", "未进驻政务大厅"));
        rows.add("In the service hall", "进驻政务大厅", either(channels, "hall", yes, no));
        rows.add("On the ways", "办理形式说明", Phrase::of(channels, "note"));
    }
    online(own, &mut rows);
    rows.add("Visits in person", "到现场次数", own.facts.answers.visits.clone());
    let reason = item.get("on_site").and_then(|own| Phrase::of(own, "reason"));
    rows.add("Why in person", "到现场的原因", reason);
    let public = item.at(&["publication", "url"]).and_then(Node::as_str);
    let text = Phrase::new("page of the platform", "政务服务平台页面");
    rows.link("Published at", "公开网址", public.and_then(|url| Link::outside(url, text)));
    if let Some(platform) = item.get("platform") {
        let (yes, no) =
            (("on the integrated platform", "已纳入一体化平台"), ("not on it", "未纳入一体化平台"));
        rows.add("Platform", "平台", either(platform, "included", yes, no));
        rows.add("System", "业务系统", Phrase::of(platform, "system"));
        rows.add("Run by", "运行单位", Phrase::of(platform, "operator"));
        rows.link("Platform: online", "平台网址", address(platform, "url"));
    }
    section.rows = rows.0;
    let windows = item.at(&["channels", "window"]).into_iter().flat_map(Node::items);
    section.entries = windows.filter(|node| node.is_map()).map(|node| window(own, node)).collect();
    section
}

fn online(own: &Subject<'_>, rows: &mut Rows) {
    let Some(online) = own.item.get("online") else { return };
    rows.link("Online", "网上办理", address(online, "url"));
    rows.add("Online depth", "网上办理深度", own.words.all(online.get("depth"), "online-depth"));
    let (yes, no) =
        (("from start to end", "可以全程网办"), ("some steps are done in person", "部分环节需线下办理"));
    rows.add("All online", "全程网办", either(online, "whole_process", yes, no));
    let sso = ("one account of the platform is enough", "使用平台统一账号登录");
    rows.add("One account", "单点登录", only_if(online, "sso", sso.0, sso.1));
    let (yes, no) = (("yes", "支持网上支付"), ("no", "不支持网上支付"));
    rows.add("Payment online", "网上支付", either(online, "payment", yes, no));
    if let Some(mobile) = online.get("mobile") {
        rows.link("By mobile", "移动端办理", address(mobile, "url"));
        rows.add("One account by mobile", "移动端单点登录", only_if(mobile, "sso", sso.0, sso.1));
    }
    rows.add("On applying online", "网上办理说明", Phrase::of(online, "note"));
}

fn window(own: &Subject<'_>, node: Node<'_>) -> Entry {
    let venue = node.str("venue").and_then(|id| own.words.maker.entry("venues", id));
    let text = |key: &str| Phrase::of(node, key).or_else(|| venue.and_then(|venue| Phrase::of(venue, key)));
    let numbers: Vec<&str> = node.get("windows").into_iter().flat_map(Node::items).map(Node::text).collect();
    let mut facts = Vec::new();
    if !numbers.is_empty() {
        let en = format!("window {}", numbers.join(", "));
        facts.push(Phrase::new(&en, &format!("{}号窗口", numbers.join("、"))));
    }
    facts.extend(only_if(node, "accessible", "accessible", "无障碍窗口"));
    let mut notes = Notes::default();
    notes.add("Address", "地址", text("address"));
    notes.add("Hours", "办理时间", text("hours"));
    notes.add("Telephone", "电话", text("phone"));
    notes.add("How to get there", "交通指引", text("traffic"));
    let map = node.str("map").and_then(|map| Link::outside(map, Phrase::new("Map", "地图")));
    Entry {
        title: text("name").unwrap_or_else(|| Phrase::new("Service window", "办事窗口")),
        facts,
        notes: notes.0,
        links: map.into_iter().collect(),
        ..Entry::default()
    }
}

/// Whom to ask, and where to complain.
pub(super) fn contacts(own: &Subject<'_>) -> Section {
    let mut section = Section::new("contacts", "Questions and complaints", "咨询和投诉");
    let contacts = own.item.get("contacts");
    let mut rows = Rows::default();
    let kinds = [
        ("enquiry", "Enquiries", "咨询"),
        ("complaint", "Complaints", "监督投诉"),
        ("progress", "Progress", "进程查询"),
        ("supervisor", "Supervising body", "监督机构"),
    ];
    for (key, en, zh) in kinds {
        let Some(contact) = contacts.and_then(|own| own.get(key)) else { continue };
        let mut said = Notes::default();
        said.plain(contacts.and_then(|own| Phrase::of(own, key)));
        said.plain(Phrase::of(contact, "body"));
        said.add("Telephone", "电话", Phrase::of(contact, "phone"));
        said.add("Mail", "电子邮箱", Phrase::of(contact, "email"));
        said.add("WeChat", "微信", Phrase::of(contact, "wechat"));
        said.add("Hours", "时间", Phrase::of(contact, "hours"));
        said.add("Address", "地址", Phrase::of(contact, "address"));
        said.add("By letter", "信函", Phrase::of(contact, "letter"));
        rows.add(en, zh, joined(&said.texts(), "\n", "\n"));
        rows.link(&format!("{en}: online"), &format!("{zh}网址"), address(contact, "url"));
    }
    let rated = own.words.all(own.item.at(&["rating", "channels"]), "channel");
    rows.add("Rate the service", "好差评渠道", rated);
    section.rows = rows.0;
    section
}
