//! `users.info`, `users.lookupByEmail` and `users.list`.
//!
//! Codes: `user_not_found`, `users_not_found`, `invalid_arguments`, `limit_required`, `invalid_limit`, `invalid_cursor`, `missing_scope`.

use serde_json::{Value, json};

use super::{Call, Reply};
use crate::sandbox::people::Person;

/// Above this many people Slack wants a `limit`.
const WITHOUT_LIMIT: usize = 1000;

impl Call<'_> {
    /// `users.info`
    pub(super) fn users_info(&self) -> Reply {
        self.need("users:read")?;
        let id = self.arguments.text("user").ok_or("user_not_found")?;
        let person = self.state.people.get(&id).ok_or("user_not_found")?;
        Ok(json!({ "user": person.shown_to(self.manifest, self.now) }))
    }

    /// `users.lookupByEmail`; whoever has left is not found by their address any more.
    pub(super) fn users_lookup_by_email(&self) -> Reply {
        self.need("users:read.email")?;
        let email = self.arguments.text("email").ok_or("invalid_arguments")?;
        let mut people = self.state.people.values().filter(|person| !person.deleted);
        let has_it = |person: &&Person| {
            person.email.as_ref().is_some_and(|theirs| theirs.eq_ignore_ascii_case(email.trim()))
        };
        let person = people.find(has_it).ok_or("users_not_found")?;
        Ok(json!({ "user": person.shown_to(self.manifest, self.now) }))
    }

    /// `users.list`; closed accounts stay in it.
    pub(super) fn users_list(&self) -> Reply {
        self.need("users:read")?;
        let people = &self.state.people;
        if self.arguments.text("limit").is_none() && people.len() > WITHOUT_LIMIT {
            return Err("limit_required".into());
        }
        let limit = self.arguments.limit(WITHOUT_LIMIT, 1000)?;
        let from = match self.arguments.text("cursor") {
            None => String::new(),
            // A cursor names the first person of its page, so that newcomers do not shift pages.
            Some(cursor) => cursor.strip_prefix("user:").ok_or("invalid_cursor")?.to_owned(),
        };
        let mut rest = people.range(from..);
        let members: Vec<Value> = rest
            .by_ref()
            .take(limit)
            .map(|(_, person)| person.shown_to(self.manifest, self.now))
            .collect();
        let next = rest.next().map_or(String::new(), |(id, _)| format!("user:{id}"));
        Ok(json!({
            "members": members,
            "cache_ts": self.now.as_second(),
            "response_metadata": { "next_cursor": next },
        }))
    }
}
