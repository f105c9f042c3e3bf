//! What people do in the help channel.

use serde_json::{Value, json};
use trellis::sandbox::people::NewPerson;

use super::World;

/// The help channel and somebody in it who is in no pair.
pub(crate) struct Commons {
    pub(crate) channel: String,
    pub(crate) tom: String,
}

impl World {
    /// A channel with everybody in it, the bot and a stranger too, that Lena has made the help channel; `peers` are the
    /// hours for which others may have a question first.
    pub(crate) async fn has_a_help_channel(&self, peers: &str) -> Commons {
        let tom = self.joins(NewPerson::named("Tom Newman").zone("Europe/Lisbon"));
        let bot = self.stage.workspace.bot_user();
        let members = [&self.ines, &self.noah, &self.lena, &tom].map(String::as_str);
        let channel = self.stage.workspace.add_channel("help", &[&members[..], &[bot]].concat());
        let said = self.chooses_help_channel(json!({ "channel": channel, "peers": peers })).await;
        assert!(said.contains("Saved. Mentees can now"), "{said}");
        Commons { channel, tom }
    }

    /// Lena fills in `/mentor questions`; what she reads then.
    pub(crate) async fn chooses_help_channel(&self, values: Value) -> String {
        self.types(&self.lena, "/mentor", "questions").await;
        let submitted = self.sends(&self.lena, values).await;
        let shown = format!("{submitted:?}\n{}", self.modal(&self.lena));
        self.stage.workspace.close_all(&self.lena).await.unwrap();
        shown
    }

    /// Inês asks something that does not work, and chooses where.
    pub(crate) async fn asks_in(&self, place: &str, values: Value) {
        self.types(&self.ines, "/ask", "debug").await;
        self.chooses_in_question("where", place).await;
        self.asks_anyway(values).await;
    }

    /// Somebody with a mentee of her own.
    pub(crate) async fn mentors_otto(&self, name: &str) -> String {
        let mia = self.joins(NewPerson::named(name).zone("Europe/Lisbon"));
        let otto = self.joins(NewPerson::named("Otto Berg").zone("Europe/Lisbon"));
        let suggested = format!("pair <@{mia}> <@{otto}>");
        self.types_raw(&self.lena, "/mentor", &suggested).await;
        for person in [&otto, &mia] {
            self.presses(person, "join").await;
        }
        self.reads(&otto);
        self.reads(&mia);
        mia
    }

    /// Everything in a channel, without threads.
    pub(crate) fn in_channel(&self, commons: &Commons) -> Vec<String> {
        self.show(&self.stage.workspace.messages(&commons.channel))
    }

    /// The newest message of the channel: its time stamp.
    pub(crate) fn newest_in(&self, commons: &Commons) -> String {
        let messages = self.stage.workspace.messages(&commons.channel);
        messages.last().expect("nothing stands in the channel")["ts"].as_str().unwrap().to_owned()
    }

    /// Its thread, its first message left out.
    pub(crate) fn under_it(&self, commons: &Commons) -> Vec<String> {
        let ts = self.newest_in(commons);
        self.show(&self.stage.workspace.thread(&commons.channel, &ts)[1..])
    }

    /// Somebody writes in the thread of the newest question in the channel; returns the time stamp.
    pub(crate) async fn helps(&self, who: &str, commons: &Commons, text: &str) -> String {
        let thread = self.newest_in(commons);
        let channel = &commons.channel;
        let ts = self.stage.workspace.post(who, channel, text, Some(&thread)).await.unwrap();
        self.stage.workspace.settle().await;
        ts
    }

    /// Somebody presses a button of the newest question in the channel.
    pub(crate) async fn presses_there(&self, who: &str, commons: &Commons, action: &str) {
        let place = (commons.channel.clone(), self.newest_in(commons));
        self.presses_in(who, place, action.to_owned()).await;
    }

    /// What others wrote, as the bot has kept it: `person words`, a dash for what is not kept.
    pub(crate) async fn kept_of_others(&self) -> Vec<String> {
        let mut tx = self.stage.bot.app.db.read().await.unwrap();
        let query = "select coalesce(person_id, '-') || ' ' || coalesce(words, '-') from peer_answers order by said_at";
        sqlx::query_scalar(query).fetch_all(&mut *tx).await.unwrap()
    }
}
