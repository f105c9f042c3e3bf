//! The account of every message that was ever deserved, and of every week: due = sent + skipped + dead + in flight.

use std::collections::BTreeMap;

use trellis::domain::week::Week;

use super::Life;
use crate::world::wall;

/// Why something was not said, where that is as it should be.
const REASONS: [&str; 40] = [
    "a newer one covers it",
    "answered",
    "asked today",
    "away again",
    "begun",
    "better since",
    "called off",
    "changed since",
    "chosen",
    "decided",
    "decided already",
    "deleted",
    "edited since",
    "known already",
    "late",
    "moved",
    "moved or off",
    "moved since",
    "muted",
    "never changes",
    "never posted",
    "no news",
    "no time is left",
    "not asked any more",
    "not away any more",
    "not off",
    "nothing is left of it",
    "off",
    "open",
    "over",
    "overtaken",
    "replied since",
    "settled",
    "shorter now",
    "switched off",
    "taken back",
    "uncertain",
    "unknown_upload",
    "welcomed back with it",
    "written since",
];

/// Id, key, state, reason, and from when on it may be said.
type Row = (i64, String, String, Option<String>, i64);

/// A week that was asked for: its name, when it was due, how it stands, and the week of the check-in that closed it.
type WeekRow = (String, i64, String, Option<String>);

impl Life {
    async fn rows(&self) -> Vec<Row> {
        let mut tx = self.world.stage.bot.app.db.read().await.unwrap();
        let query = "select id, key, state, reason, ready_at from outbox order by id";
        sqlx::query_as(query).fetch_all(&mut *tx).await.unwrap()
    }

    /// Nothing that was ever deserved has gone, what was settled is settled, and whatever was not said has its reason.
    pub(super) async fn audit(&mut self) {
        let rows = self.rows().await;
        let mut tally: BTreeMap<&str, i64> = BTreeMap::new();
        for (place, (id, key, state, reason, _)) in rows.iter().enumerate() {
            assert_eq!(usize::try_from(*id).unwrap(), place + 1, "a message has gone before {key}");
            let is_in_flight = matches!(state.as_str(), "ready" | "sending" | "unknown");
            *tally.entry(if is_in_flight { "in flight" } else { state }).or_default() += 1;
            if state == "skipped" {
                let reason = reason.as_deref().unwrap_or_default();
                assert!(REASONS.contains(&reason), "{key} was skipped: {reason:?}");
            }
            match self.known.get(place) {
                Some((known, _)) => assert_eq!(known, key, "another message in its place"),
                None => self.known.push((key.clone(), String::new())),
            }
            let before = std::mem::replace(&mut self.known[place].1, state.clone());
            let is_change = ["answered/", "refresh/", "joined/"].iter().any(|it| key.contains(it));
            let was_settled = matches!(before.as_str(), "sent" | "skipped" | "dead");
            assert!(!was_settled || is_change || before == *state, "{key} was {before}: {state}");
        }
        let counts = self.world.counts().await;
        let of = |state: &str| tally.get(state).copied().unwrap_or_default();
        let counted = [counts.sent, counts.skipped, counts.dead, counts.in_flight];
        assert_eq!(counted, [of("sent"), of("skipped"), of("dead"), of("in flight")]);
        assert_eq!(counted.iter().sum::<i64>(), i64::try_from(rows.len()).unwrap());
        assert_eq!(counts.dead, 0, "nothing here is refused for good");
    }

    /// After a quiet time, whatever is in flight waits for an instant still to come.
    pub(super) async fn only_the_future_is_in_flight(&self) {
        let now = self.world.now().as_millisecond();
        for (_, key, state, _, ready_at) in self.rows().await {
            assert!(!matches!(state.as_str(), "sending" | "unknown"), "{key} is {state}");
            assert!(state != "ready" || ready_at > now, "{key} is ready and not said");
        }
    }

    /// Of every week since the first it is known what became of it, and why it was not asked for if it was not.
    pub(super) async fn every_week_is_known(&self, lived: usize) {
        let mut tx = self.world.stage.bot.app.db.read().await.unwrap();
        let query = "select asked_weeks.week, due_at, state, checkins.week from asked_weeks
                     left join checkins on checkins.id = covered_by order by asked_weeks.week";
        let weeks: Vec<WeekRow> = sqlx::query_as(query).fetch_all(&mut *tx).await.unwrap();
        drop(tx);
        assert!(weeks.len() >= lived, "{weeks:?}");
        for two in weeks.windows(2) {
            let [this, next] = [&two[0].0, &two[1].0].map(|week| week.parse::<Week>().unwrap());
            assert_eq!(this.next(), next, "a week was left out");
        }
        let prompts: BTreeMap<String, (String, Option<String>)> = self
            .rows()
            .await
            .into_iter()
            .filter(|row| row.1.starts_with("prompt/") && row.1.ends_with("/0"))
            .map(|(_, key, state, reason, _)| {
                (key.split('/').nth(2).unwrap().to_owned(), (state, reason))
            })
            .collect();
        let mut skipped = 0;
        for (week, due_at, state, covered) in &weeks {
            let prompt = prompts.get(week).map(|(state, _)| state.as_str());
            let written = self.written.get(week);
            match state.as_str() {
                "written" => assert!(written.is_some(), "{week} is written, by whom?"),
                "asking" => assert_eq!(prompt, Some("ready"), "{week}"),
                "asked" => assert_eq!(prompt, Some("sent"), "{week}"),
                "not_asked" => assert!(matches!(prompt, Some("skipped" | "dead")), "{week}"),
                "skipped" => skipped += 1,
                other => panic!("{week} is {other}"),
            }
            assert!(written.is_none() || state == "written", "{week} was written, and is {state}");
            if let Some(by) = covered {
                assert!(self.written.contains_key(by), "{week} is closed by {by}");
            }
            // What nobody was ever to be asked for was written, or closed with another week, before it was due.
            let first = covered.as_ref().or(Some(week)).and_then(|it| self.written.get(it));
            let in_time = first.is_some_and(|it| it.first_at.as_millisecond() <= *due_at);
            assert!(
                prompt.is_some() || in_time,
                "{week} was due on {} and is {state}, and nobody knows why it was not asked for",
                wall(jiff::Timestamp::from_millisecond(*due_at).unwrap(), "UTC"),
            );
        }
        assert!(skipped <= self.skips, "{skipped} weeks are skipped, by {} presses", self.skips);
    }
}
