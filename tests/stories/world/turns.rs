//! What people of a cohort do in turn.

use serde_json::{Value, json};
use trellis::sandbox::people::NewPerson;

use super::World;

/// A cohort, its members in the order in which they were added, and its channel.
pub(crate) struct Turns {
    pub(crate) channel: String,
    pub(crate) members: Vec<String>,
    names: Vec<String>,
}

impl Turns {
    /// What somebody reads, with the first names of its members.
    fn named(&self, said: &str) -> String {
        let both = self.members.iter().zip(&self.names);
        both.fold(said.to_owned(), |said, (id, name)| said.replace(id, name))
    }
}

impl World {
    /// A cohort of people who live in these zones, from a day on, with what Lena turns on in it; everybody has read what
    /// came of that.
    pub(crate) async fn takes_turns(
        &self,
        starts_on: &str,
        people: &[(&str, &str)],
        on: &[&str],
    ) -> Turns {
        let join = |(name, zone): &(&str, &str)| self.joins(NewPerson::named(name).zone(zone));
        let members: Vec<String> = people.iter().map(join).collect();
        let bot = self.stage.workspace.bot_user();
        let there: Vec<&str> =
            members.iter().chain([&self.lena]).map(String::as_str).chain([bot]).collect();
        let channel = self.stage.workspace.add_channel("autumn", &there);
        self.types(&self.lena, "/mentor", "cohort create").await;
        let filled = json!({ "name": "Autumn", "starts_on": starts_on, "channel": channel, "members": members });
        self.sends(&self.lena, filled).await;
        assert!(self.modal(&self.lena).contains("is saved."), "{}", self.modal(&self.lena));
        self.stage.workspace.close_all(&self.lena).await.unwrap();
        for member in &members {
            while !self.sees(member, "join_cohort") {
                assert!(self.next().await, "nobody was asked");
            }
            self.presses(member, "join_cohort").await;
        }
        self.minutes(1).await;
        let first = |(name, _): &(&str, &str)| name.split(' ').next().unwrap().to_owned();
        let turns = Turns { channel, members, names: people.iter().map(first).collect() };
        self.turns_on(on).await;
        self.all_of_them_read(&turns);
        turns
    }

    /// Lena says what her cohort does in turn; what she reads then.
    pub(crate) async fn turns_on(&self, on: &[&str]) -> String {
        self.types(&self.lena, "/mentor", "cohort").await;
        self.presses_in_modal(&self.lena, "open_cohort").await;
        self.presses_in_modal(&self.lena, "cohort_turns").await;
        self.sends(&self.lena, json!({ "turns": on })).await;
        let shown = self.modal(&self.lena);
        self.stage.workspace.close_all(&self.lena).await.unwrap();
        shown
    }

    /// Everybody reads what there is.
    pub(crate) fn all_of_them_read(&self, turns: &Turns) {
        self.everybody_reads();
        for member in &turns.members {
            self.reads(member);
        }
    }

    /// Everything in its channel but the greeting and the weekly question, without threads.
    pub(crate) fn in_its_channel(&self, turns: &Turns) -> Vec<String> {
        let said = self.show(&self.stage.workspace.messages(&turns.channel)).split_off(1);
        let in_turn = said.iter().filter(|said| !said.starts_with("*The week of"));
        in_turn.map(|said| turns.named(said)).collect()
    }

    /// What the bot said to somebody, from the beginning.
    pub(crate) fn heard(&self, turns: &Turns, who: &str) -> Vec<String> {
        self.dm(who).iter().map(|said| turns.named(said)).collect()
    }

    /// The last of it.
    pub(crate) fn heard_last(&self, turns: &Turns, who: &str) -> String {
        self.heard(turns, who).pop().unwrap_or_default()
    }

    /// What stands under the newest message of its channel.
    pub(crate) fn under_the_newest(&self, turns: &Turns) -> Vec<String> {
        let messages = self.stage.workspace.messages(&turns.channel);
        let is_question = |it: &&Value| self.show(&[(*it).clone()])[0].starts_with("*The week of");
        let newest = messages.iter().rfind(|it| !is_question(it)).unwrap();
        let ts = newest["ts"].as_str().unwrap().to_owned();
        self.show(&self.stage.workspace.thread(&turns.channel, &ts)[1..])
    }

    /// Somebody leaves the cohort they are in.
    pub(crate) async fn leaves_the_cohort(&self, who: &str) {
        self.types(who, "/mentor", "cohort").await;
        self.presses_in_modal(who, "leave_cohort").await;
        self.stage.workspace.close_all(who).await.unwrap();
    }
}
