//! Codes held against what they are made of: what the rules of codes share.

use super::Context;
use crate::model::item::{is_basic_code, is_code, is_implementation_code};
use crate::numbers::credit_code;
use crate::source::node::Node;

/// An implementation code that has its shape, in the document that it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Whole<'t> {
    /// The code.
    pub node: Node<'t>,
    root: Node<'t>,
}

impl<'t> Whole<'t> {
    /// The implementation code of an item.
    pub fn of(root: Node<'t>) -> Option<Self> {
        let node = root.get("code").filter(|code| is_implementation_code(code.text()))?;
        Some(Self { node, root })
    }

    /// The code of the body, where it is not that of the code.
    pub fn other_body(self) -> Option<Node<'t>> {
        let part = &self.node.text()[..18];
        let credit = self.root.at(&["body", "uscc"]);
        // A credit code that fails its own check says nothing about other codes.
        if credit.is_some_and(|credit| credit.text() != part && !credit_code::is_sound(credit.text())) {
            return None;
        }
        let body = credit.or_else(|| self.root.at(&["body", "virtual_code"]));
        body.filter(|body| is_code(body.text(), 18) && body.text() != part)
    }

    /// The tier, where its digit is not that of the code; with the digit.
    pub fn other_tier<'s>(self, context: &Context<'s>) -> Option<(Node<'t>, &'s str)> {
        let tier = self.root.get("tier")?;
        let official = context.standard.list("tier")?.official(tier.text(), None)?;
        // 7 says that the item is graded: its bodies exercise it at any tier.
        (![official, "7"].contains(&&self.node.text()[18..19])).then_some((tier, official))
    }

    /// The basic code that is implemented, where the code does not end in it.
    pub fn other_basic(self) -> Option<Node<'t>> {
        let basic = self.root.get("implements").filter(|basic| is_basic_code(basic.text()))?;
        (basic.text() != &self.node.text()[19..]).then_some(basic)
    }

    /// The part that must be a credit code and is none: only where no body says what it must be.
    pub fn false_credit_code(self, context: &Context<'_>) -> Option<&'t str> {
        let told = ["uscc", "virtual_code"].iter().any(|key| self.root.at(&["body", key]).is_some());
        let part = &self.node.text()[..18];
        (!told && !credit_code::is_sound(part) && !context.manifest.declares(self.node.text()))
            .then_some(part)
    }

    /// Whether it agrees with all that it is made of.
    pub fn agrees(self, context: &Context<'_>) -> bool {
        let others = self.other_body().is_some() || self.other_basic().is_some();
        !others && self.other_tier(context).is_none() && self.false_credit_code(context).is_none()
    }
}

/// The Chinese label of a value of a code list; the value itself where the list does not hold it.
pub fn label<'s>(context: &Context<'s>, list: &str, slug: &'s str) -> &'s str {
    context.standard.list(list).and_then(|list| list.get(slug)).map_or(slug, |code| code.zh.as_str())
}
