//! What Slack says about a person, in events and in answers alike.

use serde_json::Value;

use super::{
    Profile,
    json::{is_true, text},
};
use crate::domain::text::UserText;

/// Slackbot says of itself that it is no bot.
const SLACKBOT: &str = "USLACKBOT";

/// Slack takes names of up to 80 characters; this only bounds what a forged one could store.
const MAX_NAME: usize = 120;

/// Where a name may stand, best first. The normalised ones come last: they drop what is not Latin.
const NAMES: [&str; 6] = [
    "/profile/display_name",
    "/profile/real_name",
    "/real_name",
    "/profile/display_name_normalized",
    "/profile/real_name_normalized",
    "/name",
];

/// A name as it can be shown: nothing in it reorders or hides the words beside it.
fn name(raw: &str) -> Option<String> {
    let cut: String = raw.chars().take(MAX_NAME).collect();
    UserText::parse(&cut, MAX_NAME).ok().map(|name| name.expose().replace('\n', " "))
}

/// A user object; `None` if it does not say whose it is.
pub(in crate::slack) fn profile(user: &Value) -> Option<Profile> {
    let id = text(user, "/id")?;
    let any = |pointers: &[&str]| pointers.iter().any(|pointer| is_true(user, pointer));
    Some(Profile {
        user: id.into(),
        name: NAMES.iter().find_map(|pointer| name(text(user, pointer)?)).unwrap_or_default(),
        zone: text(user, "/tz").map(str::to_owned),
        is_admin: any(&["/is_admin", "/is_owner", "/is_primary_owner"]),
        is_bot: id == SLACKBOT || any(&["/is_bot", "/is_workflow_bot"]),
        is_guest: any(&["/is_restricted", "/is_ultra_restricted", "/is_stranger"]),
        is_deleted: is_true(user, "/deleted"),
    })
}
