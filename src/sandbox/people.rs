//! The people of the workspace and how Slack describes them.
//!
//! A person here has what the bot can learn from `users.info`: a name, a zone, a role. What they do stands
//! in `acting/`. An e-mail address is shown to whoever may see it; pictures do not exist.

use jiff::{Timestamp, tz::TimeZoneDatabase};
use serde_json::{Value, json};

use super::{
    manifest::Manifest,
    workspace::{APP, BOT, BOT_USER, TEAM},
};

/// Somebody to add to the workspace.
#[derive(Debug, Clone, Default)]
pub struct NewPerson {
    name: String,
    role: String,
    zone: Option<String>,
    email: Option<String>,
    standing: Standing,
}

/// What a person may do in the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// A full member.
    #[default]
    Member,
    /// An administrator.
    Admin,
    /// A multi-channel guest (`is_restricted`).
    Guest,
    /// Somebody of another workspace (`is_stranger`).
    Stranger,
}

impl NewPerson {
    /// A full member of this name whose profile shows no zone.
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// With an IANA zone in the profile.
    #[must_use]
    pub fn zone(mut self, zone: &str) -> Self {
        self.zone = Some(zone.to_owned());
        self
    }

    /// With an e-mail address in the profile.
    #[must_use]
    pub fn email(mut self, email: &str) -> Self {
        self.email = Some(email.to_owned());
        self
    }

    /// With a label for the page that says who they are in the programme; the bot never sees it.
    #[must_use]
    pub fn role(mut self, role: &str) -> Self {
        role.clone_into(&mut self.role);
        self
    }

    /// With another standing than a full member's.
    #[must_use]
    pub fn standing(mut self, standing: Standing) -> Self {
        self.standing = standing;
        self
    }

    /// As an administrator of the workspace.
    #[must_use]
    pub fn admin(self) -> Self {
        self.standing(Standing::Admin)
    }
}

/// A member of the workspace, the bot included.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) role: String,
    pub(super) zone: Option<String>,
    pub(super) email: Option<String>,
    pub(super) standing: Standing,
    pub(super) kind: Kind,
    pub(super) deleted: bool,
    /// When the profile last changed.
    pub(super) updated: Timestamp,
}

/// Who sits behind a user id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Human,
    /// The app this workspace is for.
    Bot,
    /// Slack's own helper, who says of itself that it is no bot.
    Slackbot,
}

impl Person {
    pub(super) fn new(id: String, new: NewPerson, now: Timestamp) -> Self {
        Self {
            id,
            name: new.name,
            role: new.role,
            zone: new.zone,
            email: new.email,
            standing: new.standing,
            kind: Kind::Human,
            deleted: false,
            updated: now,
        }
    }

    pub(super) fn bot(name: &str) -> Self {
        let new = NewPerson::named(name).zone("America/Los_Angeles");
        Self { kind: Kind::Bot, ..Self::new(BOT_USER.to_owned(), new, Timestamp::UNIX_EPOCH) }
    }

    pub(super) fn slackbot() -> Self {
        let new = NewPerson::named("Slackbot").zone("America/Los_Angeles");
        let id = "USLACKBOT".to_owned();
        Self { kind: Kind::Slackbot, ..Self::new(id, new, Timestamp::UNIX_EPOCH) }
    }

    /// The word after the `@`: lower case, without spaces.
    pub(super) fn handle(&self) -> String {
        self.name.to_lowercase().replace(' ', ".")
    }

    /// The user object as `users.info`, `users.list`, `user_change` and `team_join` carry it to an app with these scopes.
    pub(super) fn shown_to(&self, manifest: &Manifest, now: Timestamp) -> Value {
        let mut user = self.to_json(now);
        if let Some(email) = self.email.as_ref().filter(|_| manifest.grants("users:read.email")) {
            user["profile"]["email"] = json!(email);
        }
        user
    }

    fn to_json(&self, now: Timestamp) -> Value {
        let mut user = json!({
            "id": self.id,
            "team_id": TEAM,
            "name": self.handle(),
            "deleted": self.deleted,
            "real_name": self.name,
            "profile": {
                "real_name": self.name,
                "real_name_normalized": self.name,
                "display_name": self.name,
                "display_name_normalized": self.name,
                "status_text": "",
                "status_emoji": "",
                "team": TEAM,
            },
            "is_bot": self.kind == Kind::Bot,
            "is_app_user": false,
            "updated": self.updated.as_second(),
        });
        if self.kind == Kind::Bot {
            user["profile"]["bot_id"] = json!(BOT);
            user["profile"]["api_app_id"] = json!(APP);
        }
        // A closed account loses its standing and its zone in Slack's answers.
        if self.deleted {
            return user;
        }
        let admin = self.standing == Standing::Admin;
        user["is_admin"] = json!(admin);
        user["is_owner"] = json!(admin);
        user["is_primary_owner"] = json!(false);
        user["is_restricted"] = json!(self.standing == Standing::Guest);
        user["is_ultra_restricted"] = json!(false);
        user["is_stranger"] = json!(self.standing == Standing::Stranger);
        if let Some(zone) = &self.zone {
            user["tz"] = json!(zone);
            user["tz_label"] = json!(zone.replace(['/', '_'], " "));
            user["tz_offset"] = json!(offset(zone, now));
        }
        user
    }
}

/// Seconds east of UTC at this instant; Slack sends zero for a zone it cannot place.
fn offset(zone: &str, now: Timestamp) -> i32 {
    let zone = TimeZoneDatabase::bundled().get(zone);
    zone.map_or(0, |zone| zone.to_offset(now).seconds())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offset_follows_the_clock_change_silently() {
        let ana = NewPerson::named("Ana Reis").zone("Europe/Lisbon");
        let ana = Person::new("U1".into(), ana, Timestamp::UNIX_EPOCH);
        let winter = ana.to_json("2026-01-10T12:00:00Z".parse().unwrap());
        let summer = ana.to_json("2026-07-10T12:00:00Z".parse().unwrap());
        assert_eq!(
            (winter["tz_offset"].as_i64(), summer["tz_offset"].as_i64()),
            (Some(0), Some(3600))
        );
        assert_eq!(winter["name"], "ana.reis");
    }

    #[test]
    fn a_profile_without_a_zone_has_no_zone_fields() {
        let person = Person::new("U1".into(), NewPerson::named("Bo"), Timestamp::UNIX_EPOCH);
        assert!(person.to_json(Timestamp::UNIX_EPOCH).get("tz").is_none());
    }
}
