//! What the bot has written down about its messages, beside when people could really see them.
//!
//! A story reads it where no person can look: that something was not sent, and why, and that a second look at the same
//! plan leaves the same rows. What people read is asserted from what they read.

use jiff::Timestamp;

use super::{World, wall};

/// One message the bot planned.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    /// Its identity: `prompt/p1/2026-W45/0`.
    pub(crate) key: String,
    /// Where it is on its way: `sent`, `skipped`, ….
    pub(crate) state: String,
    /// Why it was not sent; empty otherwise.
    pub(crate) reason: String,
    /// The bot's own message that shows it, if it is a new one.
    pub(crate) ts: Option<String>,
    /// When it became visible.
    pub(crate) seen_at: Option<Timestamp>,
    /// Whether it stands on a card, whose time stamp it has.
    pub(crate) on_a_card: bool,
}

impl Entry {
    /// The part of the key before its first slash.
    pub(crate) fn kind(&self) -> &str {
        self.key.split('/').next().unwrap_or_default()
    }

    /// Whether it asks for a check-in.
    pub(crate) fn asks(&self) -> bool {
        matches!(self.kind(), "prompt" | "reminder" | "last-reminder")
    }

    /// `prompt 2026-W45`, `again 2026-W45`, `reminder 2026-W45`, `last 2026-W45`.
    fn asked(&self) -> String {
        let parts: Vec<&str> = self.key.split('/').collect();
        let what = match (parts[0], parts.get(3)) {
            ("prompt", Some(&"0")) => "prompt",
            ("prompt", _) => "again",
            ("last-reminder", _) => "last",
            (other, _) => other,
        };
        format!("{what} {}", parts[2])
    }
}

/// Key, state, reason, time stamp, and whether it is on a card.
type Row = (String, String, Option<String>, Option<String>, bool);

impl World {
    /// Every message the bot planned, in the order it planned them.
    pub(crate) async fn ledger(&self) -> Vec<Entry> {
        let mut tx = self.stage.bot.app.db.read().await.unwrap();
        let rows: Vec<Row> = sqlx::query_as(
            "select key, state, reason, ts, card_id is not null from outbox order by id",
        )
        .fetch_all(&mut *tx)
        .await
        .unwrap();
        let posts = self.stage.workspace.posts();
        let seen = |ts: &String| posts.iter().find(|post| post.ts == *ts).map(|post| post.at);
        rows.into_iter()
            .map(|(key, state, reason, ts, on_a_card)| Entry {
                key,
                state,
                reason: reason.unwrap_or_default(),
                seen_at: ts.as_ref().and_then(seen),
                ts,
                on_a_card,
            })
            .collect()
    }

    /// When the mentee was asked for which week, in a zone: `Fri 2026-11-06 15:00 prompt 2026-W45`.
    pub(crate) async fn asked(&self, zone: &str) -> Vec<String> {
        let asked = self.ledger().await.into_iter().filter(Entry::asks);
        asked
            .filter_map(|entry| Some(format!("{} {}", wall(entry.seen_at?, zone), entry.asked())))
            .collect()
    }

    /// What would have asked the mentee and was not sent: `prompt 2026-W45: late`.
    pub(crate) async fn not_asked(&self) -> Vec<String> {
        let asked = self.ledger().await.into_iter().filter(Entry::asks);
        asked
            .filter(|entry| entry.state == "skipped")
            .map(|entry| format!("{}: {}", entry.asked(), entry.reason))
            .collect()
    }

    /// When the check-ins were posted for the mentor, in a zone.
    pub(crate) async fn posted(&self, zone: &str) -> Vec<String> {
        let posts = self
            .ledger()
            .await
            .into_iter()
            .filter(|entry| entry.kind() == "checkin" && entry.key.matches('/').count() == 1);
        posts.filter_map(|entry| Some(wall(entry.seen_at?, zone))).collect()
    }
}
