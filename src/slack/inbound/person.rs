//! What Slack says about a person, in events and in answers alike.

use serde_json::Value;

use super::{
    Profile,
    json::{is_true, text},
};

/// Slackbot says of itself that it is no bot.
const SLACKBOT: &str = "USLACKBOT";

/// Where a name may stand, best first. The normalised ones come last: they drop what is not Latin.
const NAMES: [&str; 6] = [
    "/profile/display_name",
    "/profile/real_name",
    "/real_name",
    "/profile/display_name_normalized",
    "/profile/real_name_normalized",
    "/name",
];

/// A user object; `None` if it does not say whose it is.
pub(in crate::slack) fn profile(user: &Value) -> Option<Profile> {
    let id = text(user, "/id")?;
    let any = |pointers: &[&str]| pointers.iter().any(|pointer| is_true(user, pointer));
    Some(Profile {
        user: id.into(),
        name: NAMES
            .iter()
            .filter_map(|pointer| text(user, pointer))
            .map(str::trim)
            .find(|name| !name.is_empty())
            .unwrap_or_default()
            .to_owned(),
        zone: text(user, "/tz").map(str::to_owned),
        is_admin: any(&["/is_admin", "/is_owner", "/is_primary_owner"]),
        is_bot: id == SLACKBOT || any(&["/is_bot", "/is_workflow_bot"]),
        is_guest: any(&["/is_restricted", "/is_ultra_restricted", "/is_stranger"]),
        is_deleted: is_true(user, "/deleted"),
    })
}
