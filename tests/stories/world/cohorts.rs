//! What the people of a cohort do.

use serde_json::{Value, json};
use trellis::sandbox::people::NewPerson;

use super::World;

/// A cohort: its channel, and its members in the order in which they were named.
pub(crate) struct Group {
    pub(crate) channel: String,
    pub(crate) members: Vec<String>,
}

impl World {
    /// A cohort in a channel of its own, made by Lena, which starts on 2 November 2026; everybody has said yes to it and
    /// read what there was to read.
    pub(crate) async fn has_a_cohort(&self, people: &[(&str, &str)]) -> Group {
        self.has_a_cohort_from("2026-11-02", people).await
    }

    /// The same from another day on.
    pub(crate) async fn has_a_cohort_from(&self, start: &str, people: &[(&str, &str)]) -> Group {
        self.has_a_cohort_named(("Autumn", start), people).await
    }

    /// The same under another name; people are names and zones.
    pub(crate) async fn has_a_cohort_named(
        &self,
        (name, start): (&str, &str),
        people: &[(&str, &str)],
    ) -> Group {
        let join = |(name, zone): &(&str, &str)| self.joins(NewPerson::named(name).zone(zone));
        let members: Vec<String> = people.iter().map(join).collect();
        let bot = self.stage.workspace.bot_user();
        let there: Vec<&str> =
            members.iter().chain([&self.lena]).map(String::as_str).chain([bot]).collect();
        let channel = self.stage.workspace.add_channel("autumn", &there);
        // Whoever leads is met when they first do something that leads do.
        self.types(&self.lena, "/mentor", "template").await;
        self.stage.workspace.close_all(&self.lena).await.unwrap();
        self.types(&self.lena, "/mentor", "cohort create").await;
        let filled =
            json!({ "name": name, "starts_on": start, "channel": channel, "members": members });
        let sent = self.sends(&self.lena, filled).await;
        let shown = self.modal(&self.lena);
        assert!(shown.contains("is saved."), "{sent:?} {shown}");
        self.stage.workspace.close_all(&self.lena).await.unwrap();
        for member in &members {
            while !self.sees(member, "join_cohort") {
                assert!(self.next().await, "nobody was asked");
            }
            self.presses(member, "join_cohort").await;
        }
        let group = Group { channel, members };
        self.all_read(&group);
        group
    }

    /// Everybody reads what there is.
    pub(crate) fn all_read(&self, group: &Group) {
        self.everybody_reads();
        for member in &group.members {
            self.reads(member);
        }
    }

    /// Everything in the channel of a cohort but the greeting, without threads.
    pub(crate) fn told(&self, group: &Group) -> Vec<String> {
        self.show(&self.stage.workspace.messages(&group.channel)).split_off(1)
    }

    /// The newest question, or digest, of a cohort that holds these words: its time stamp.
    pub(crate) fn where_told(&self, group: &Group, words: &str) -> String {
        let messages = self.stage.workspace.messages(&group.channel);
        let shown = self.show(&messages);
        let found = shown.iter().rposition(|shown| shown.contains(words));
        let found = found.unwrap_or_else(|| panic!("{words:?} is not in {shown:#?}"));
        messages[found]["ts"].as_str().unwrap().to_owned()
    }

    /// What stands in the thread of that.
    pub(crate) fn told_under(&self, group: &Group, words: &str) -> Vec<String> {
        let ts = self.where_told(group, words);
        self.show(&self.stage.workspace.thread(&group.channel, &ts)[1..])
    }

    /// Somebody presses *Answer* under the newest question; the form opens, or why not.
    pub(crate) async fn begins_to_answer(&self, who: &str, group: &Group) -> String {
        let ts = self.where_told(group, "what is one thing you learned");
        self.presses_in(who, (group.channel.clone(), ts), "answer_round".to_owned()).await;
        self.modal(who)
    }

    /// Somebody answers the newest question with the form.
    pub(crate) async fn answers(&self, who: &str, group: &Group, values: Value) {
        self.begins_to_answer(who, group).await;
        self.sends_well(who, values).await;
    }

    /// Somebody writes in the thread of the newest question; returns the time stamp.
    pub(crate) async fn answers_in_thread(&self, who: &str, group: &Group, text: &str) -> String {
        let thread = self.where_told(group, "what is one thing you learned");
        let channel = &group.channel;
        let ts = self.stage.workspace.post(who, channel, text, Some(&thread)).await.unwrap();
        self.stage.workspace.settle().await;
        ts
    }
}
