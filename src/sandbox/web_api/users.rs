//! `users.info` and `users.list`.
//!
//! Codes: `user_not_found`, `limit_required`, `invalid_limit`, `invalid_cursor`, `missing_scope`.

use serde_json::{Value, json};

use super::{Call, Reply};

/// Above this many people Slack wants a `limit`.
const WITHOUT_LIMIT: usize = 1000;

impl Call<'_> {
    /// `users.info`
    pub(super) fn users_info(&self) -> Reply {
        self.need("users:read")?;
        let id = self.arguments.text("user").ok_or("user_not_found")?;
        let person = self.state.people.get(&id).ok_or("user_not_found")?;
        Ok(json!({ "user": person.to_json(self.now) }))
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
        let members: Vec<Value> =
            rest.by_ref().take(limit).map(|(_, person)| person.to_json(self.now)).collect();
        let next = rest.next().map_or(String::new(), |(id, _)| format!("user:{id}"));
        Ok(json!({
            "members": members,
            "cache_ts": self.now.as_second(),
            "response_metadata": { "next_cursor": next },
        }))
    }
}
