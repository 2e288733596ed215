//! The calls of the API, by topic: those of the service, and those that an item makes its own.

mod case;
mod event;
mod item;
mod material;
mod outcome;
mod payment;

pub(super) use event::webhooks;

use super::call::Call;
use super::frame::Frame;
use crate::diagnostic::Text;

/// The path of a case.
const CASE: &str = "/v1/items/{itemCode}/cases/{caseId}";

/// All calls of the service, in the order of a case's life.
pub(super) fn of_service(frame: Frame<'_>) -> Vec<Call<'_>> {
    let topics = [item::calls, case::calls, material::calls, payment::calls, outcome::calls, event::calls];
    topics.into_iter().flat_map(|calls| calls(frame)).collect()
}

/// The calls to which an item gives shapes of its own.
pub(super) fn of_item(frame: Frame<'_>) -> Vec<Call<'_>> {
    let own = |call: &Call<'_>| match call.id {
        "createCase" | "saveApplication" | "submitCase" | "correctCase" => true,
        "getMaterial" | "supplyMaterial" | "uploadMaterial" | "addMaterialFile" => {
            frame.own.contains(&"MaterialId")
        }
        "createPayment" => frame.own.contains(&"FeeId"),
        "getResult" => frame.own.contains(&"ResultId"),
        _ => false,
    };
    of_service(frame).into_iter().filter(own).collect()
}

/// Both languages, Chinese first.
fn both(zh: &'static str, en: &'static str) -> Text {
    Text::new(en, zh)
}
