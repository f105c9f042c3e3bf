//! What the bot expects to say, beside what it then really said.

use std::sync::Arc;

use jiff::Timestamp;
use trellis::{
    domain::{
        delivery::Manner,
        outgoing::Outgoing,
        preview::{Days, Scope},
    },
    features::preview::{Forecast, To},
    preview::{Terms, forecast},
};

use super::{World, wall};

/// A message by its key, the minute it comes in, and who reads it.
pub(crate) type Line = (String, String, String);

/// A message as it is stored: its key, what it is, when it was sent and where, and who reads there.
type Row = (String, String, i64, String, Option<String>);

impl World {
    /// What the bot expects to say in so many days.
    pub(crate) async fn expects(&self, scope: Scope, days: u32) -> Forecast {
        let app = &self.stage.bot.app;
        let copy = app.db.copy().await.unwrap();
        let (config, zones) = (Arc::clone(&app.config), Arc::clone(&app.zones));
        let terms = Terms { config, zones, now: self.now() };
        let forecast = forecast(&copy, terms, (scope, Days::new(days).unwrap())).await.unwrap();
        copy.close().await;
        forecast
    }

    /// The new messages that were really sent since, whoever reads them, by their keys.
    pub(crate) async fn came_since(&self, since: Timestamp) -> Vec<Line> {
        let mut tx = self.stage.bot.app.db.read().await.unwrap();
        let rows: Vec<Row> = sqlx::query_as(
            "select key, message, tried_at, channel,
                    coalesce((select slack_user from people where dm_channel = channel),
                             (select mentees.slack_user || '+' || mentors.slack_user
                              from pairs join people as mentees on mentees.id = mentee_id
                              join people as mentors on mentors.id = mentor_id
                              where room_channel = channel order by pairs.id desc))
             from outbox where state = 'sent' and card_id is null and tried_at > ?",
        )
        .bind(since.as_millisecond())
        .fetch_all(&mut *tx)
        .await
        .unwrap();
        let said = rows.into_iter().filter(|(_, message, ..)| {
            let message: Outgoing = serde_json::from_str(message).unwrap();
            message.manner() != Manner::Refresh
        });
        sorted(said.map(|(key, _, at, channel, reader)| {
            let at = Timestamp::from_millisecond(at).unwrap();
            (key, wall(at, "UTC"), reader.unwrap_or(channel))
        }))
    }
}

/// What is expected, by its keys.
pub(crate) fn foretold(forecast: &Forecast) -> Vec<Line> {
    sorted(forecast.expected.iter().map(|it| {
        let reader = match &it.to {
            To::Person(person) => person.user.to_string(),
            To::Room { mentor, mentee } => format!("{}+{}", mentee.user, mentor.user),
            To::Channel(channel, _) => channel.to_string(),
        };
        (it.key.clone(), wall(it.at, "UTC"), reader)
    }))
}

fn sorted(lines: impl Iterator<Item = Line>) -> Vec<Line> {
    let mut lines: Vec<Line> = lines.collect();
    lines.sort();
    lines
}
