//! A small world to live in: three people, one clock, and the bot, over real HTTP.
//!
//! A story names only what differs. Its verbs are the people's: type, press, fill in, send, read. At the end nobody
//! may have an unread message, and the workspace must not have seen anything Slack would not have let pass.

mod acting;
pub(crate) mod agreeing;
pub(crate) mod aiming;
pub(crate) mod calling;
pub(crate) mod circumstances;
pub(crate) mod cohorts;
pub(crate) mod commons;
pub(crate) mod drafting;
pub(crate) mod elsewhere;
pub(crate) mod evidence;
mod files;
pub(crate) mod first_week;
pub(crate) mod foretelling;
pub(crate) mod growing;
pub(crate) mod importing;
pub(crate) mod inert;
pub(crate) mod invited;
pub(crate) mod journaling;
pub(crate) mod ledger;
pub(crate) mod office;
pub(crate) mod parting;
pub(crate) mod practice;
pub(crate) mod questioning;
pub(crate) mod reading;
pub(crate) mod rematching;
pub(crate) mod reviewing;
pub(crate) mod signing;
pub(crate) mod texts;
pub(crate) mod turns;

use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use jiff::{SignedDuration, Timestamp, civil::DateTime};
use serde_json::{Value, json};
use trellis::{
    cli::sandbox::stage::{Setting, Stage},
    clock::{Clock, ManualClock},
    domain::zone::Zones,
    sandbox::{
        acting::{Press, Saw, Submitted},
        people::NewPerson,
    },
};

static STAGES: AtomicU32 = AtomicU32::new(0);

/// The world of a story.
pub(crate) struct World {
    pub(crate) stage: Stage,
    pub(crate) clock: ManualClock,
    database: PathBuf,
    /// The mentee, in Lisbon.
    pub(crate) ines: String,
    /// The mentor, in New York.
    pub(crate) noah: String,
    /// The lead, in Berlin.
    pub(crate) lena: String,
    finished: bool,
}

impl World {
    /// Monday, 2 November 2026, 09:00 in Lisbon and 04:00 in New York; nobody is in a pair yet.
    pub(crate) async fn new() -> Self {
        Self::on("2026-11-02T09:00:00Z", ("Europe/Lisbon", "America/New_York")).await
    }

    /// The same where Lena is named as the lead in the settings.
    pub(crate) async fn with_leads_named() -> Self {
        // Ids are given in order, so Lena has the same one in every world.
        let other = Self::new().await;
        let lena = other.lena.clone();
        other.ends().await;
        let zones = ("Europe/Lisbon", "America/New_York");
        Self::led_by(&lena, "2026-11-02T09:00:00Z", zones).await
    }

    /// The same on another day, with a mentee and a mentor elsewhere.
    pub(crate) async fn on(start: &str, zones: (&str, &str)) -> Self {
        Self::led_by("", start, zones).await
    }

    async fn led_by(leads: &str, start: &str, (mentee, mentor): (&str, &str)) -> Self {
        let number = STAGES.fetch_add(1, Ordering::Relaxed);
        let name = format!("story-{}-{number}.db", std::process::id());
        let database = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        files::begin(&database).await;
        let clock = ManualClock::at(start.parse().unwrap());
        let setting =
            Setting { database: &database, listen: SocketAddr::from(([127, 0, 0, 1], 0)), leads };
        let stage = Stage::set(setting, clock.clone()).await.unwrap();
        stage.workspace.enforce_limits();
        let ines =
            stage.workspace.add_person(NewPerson::named("Inês Duarte").zone(mentee).role("Mentee"));
        let noah =
            stage.workspace.add_person(NewPerson::named("Noah Reed").zone(mentor).role("Mentor"));
        let lena = stage
            .workspace
            .add_person(NewPerson::named("Lena Vogt").zone("Europe/Berlin").role("Lead").admin());
        let world = Self { stage, clock, database, ines, noah, lena, finished: false };
        world.asks_for_no_calls().await.grows_nowhere().await
    }

    /// A world in which Inês and Noah have been a pair since the first Monday.
    pub(crate) async fn with_a_pair() -> Self {
        let mut world = Self::new().await;
        world.become_a_pair().await;
        world
    }

    /// Lena suggests the pair, both say yes inside their working hours, and everybody has read what came of it.
    pub(crate) async fn become_a_pair(&mut self) {
        let text = format!("pair @{} @{}", "Noah Reed", "Inês Duarte");
        let lena = self.lena.clone();
        self.types(&lena, "/mentor", &text).await;
        for person in [self.ines.clone(), self.noah.clone()] {
            while self.find(&person, "join").is_none() {
                assert!(self.next().await, "nobody was asked");
            }
            self.presses(&person, "join").await;
        }
        while self.room().is_none() {
            assert!(self.next().await, "no room was opened");
        }
        self.everybody_reads();
    }

    /// Somebody else becomes a mentee of Noah's.
    pub(crate) async fn mentors_too(&mut self, person: NewPerson, name: &str) -> String {
        let mentee = self.stage.workspace.add_person(person);
        let (lena, noah) = (self.lena.clone(), self.noah.clone());
        self.types(&lena, "/mentor", &format!("pair @Noah Reed @{name}")).await;
        for person in [&mentee, &noah] {
            while self.find(person, "join").is_none() {
                assert!(self.next().await, "nobody was asked");
            }
            self.presses(person, "join").await;
        }
        self.hours(12).await;
        self.everybody_reads();
        self.reads(&mentee);
        mentee
    }

    // Time.

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Lives on until a wall time in a zone.
    pub(crate) async fn until(&self, zone: &str, local: &str) {
        let zone = Zones::bundled().find(zone).unwrap();
        let at = zone.instant(local.replace(' ', "T").parse::<DateTime>().unwrap());
        assert!(at >= self.now(), "{local} has gone by; it is {}", self.now());
        self.stage.workspace.advance_to(at).await;
    }

    pub(crate) async fn hours(&self, hours: i64) {
        self.stage.workspace.advance(SignedDuration::from_hours(hours)).await;
    }

    pub(crate) async fn days(&self, days: i64) {
        self.hours(24 * days).await;
    }

    pub(crate) async fn minutes(&self, minutes: i64) {
        self.stage.workspace.advance(SignedDuration::from_mins(minutes)).await;
    }

    /// Lives on until the next thing the bot does unasked.
    pub(crate) async fn next(&self) -> bool {
        self.stage.workspace.advance_to_next().await
    }

    /// The present wall time somewhere: `Fri 2026-11-06 15:00`.
    pub(crate) fn wall(&self, zone: &str) -> String {
        wall(self.now(), zone)
    }

    // What people do.

    /// Somebody types a command in their DM with the bot; returns what only they see.
    pub(crate) async fn types(&self, who: &str, command: &str, text: &str) -> String {
        let channel = self.stage.workspace.app_dm(who);
        let saw = self.stage.workspace.command(who, &channel, command, text).await.unwrap();
        self.stage.workspace.settle().await;
        self.read_saw(saw)
    }

    fn read_saw(&self, saw: Saw) -> String {
        match saw {
            Saw::Nothing => String::new(),
            Saw::Message { text, blocks } => {
                reading::message(&json!({ "text": text, "blocks": blocks }), |id| self.name(id))
            }
            Saw::Notice(text) => format!("Slack says: {text}"),
        }
    }

    /// Somebody presses the newest button with this action that they can see in a message.
    #[track_caller]
    pub(crate) fn presses(&self, who: &str, action: &str) -> impl Future<Output = ()> {
        let found = self.find(who, action);
        let (channel, ts) =
            found.unwrap_or_else(|| panic!("{} sees no button {action}", self.name(who)));
        self.presses_in(who, (channel, ts), action.to_owned())
    }

    /// Somebody presses a button in the message they mean.
    pub(crate) async fn presses_in(
        &self,
        who: &str,
        (channel, ts): (String, String),
        action: String,
    ) {
        self.stage.workspace.click(who, Press::in_message(&channel, &ts, &action)).await.unwrap();
        self.stage.workspace.settle().await;
    }

    /// Somebody presses a button in App Home.
    pub(crate) async fn presses_at_home(&self, who: &str, action: &str) {
        self.stage.workspace.click(who, Press::in_home(action)).await.unwrap();
        self.stage.workspace.settle().await;
    }

    /// Somebody presses a button in the modal that is open.
    pub(crate) async fn presses_in_modal(&self, who: &str, action: &str) {
        let id =
            self.stage.workspace.modal(who).expect("no modal")["id"].as_str().unwrap().to_owned();
        self.stage.workspace.click(who, Press::in_view(&id, action)).await.unwrap();
        self.stage.workspace.settle().await;
    }

    /// Somebody fills in the modal that is open and sends it.
    pub(crate) async fn sends(&self, who: &str, values: Value) -> Submitted {
        let submitted = self.stage.workspace.submit(who, &values).await.unwrap();
        self.stage.workspace.settle().await;
        submitted
    }

    /// The same, where it must be taken.
    pub(crate) async fn sends_well(&self, who: &str, values: Value) {
        assert_eq!(self.sends(who, values).await, Submitted::Closed);
    }

    /// Somebody writes in the thread of the newest check-in in the pair's room.
    pub(crate) async fn writes_in_thread(&self, who: &str, text: &str) -> String {
        let (channel, thread) = self.find(who, "reply").expect("no check-in in the room");
        let ts = self.stage.workspace.post(who, &channel, text, Some(&thread)).await.unwrap();
        self.stage.workspace.settle().await;
        ts
    }

    // What people see.

    pub(crate) fn name(&self, id: &str) -> String {
        let known = [(&self.ines, "Inês"), (&self.noah, "Noah"), (&self.lena, "Lena")];
        let channel = || Some(self.stage.workspace.conversation(id)?["name"].as_str()?.to_owned());
        known
            .iter()
            .find(|(known, _)| known.as_str() == id)
            .map(|(_, name)| (*name).to_owned())
            .or_else(channel)
            .unwrap_or_else(|| id.to_owned())
    }

    pub(crate) fn find(&self, who: &str, action: &str) -> Option<(String, String)> {
        // What stands under a check-in also stands on the card of what is owed, where its thread does not hang.
        let under_a_checkin = matches!(action, "reply" | "read_more");
        let its_own = under_a_checkin.then(|| self.find_block(who, "reply")).flatten();
        its_own.or_else(|| self.stage.workspace.find_control(who, action))
    }

    /// Whether somebody sees a button with this action in a message.
    pub(crate) fn sees(&self, who: &str, action: &str) -> bool {
        self.find(who, action).is_some()
    }

    /// Everything in somebody's DM with the bot, oldest first.
    pub(crate) fn dm(&self, who: &str) -> Vec<String> {
        let channel = self.stage.workspace.app_dm(who);
        self.show(&self.stage.workspace.messages(&channel))
    }

    /// The newest message in somebody's DM with the bot.
    pub(crate) fn last_dm(&self, who: &str) -> String {
        self.dm(who).pop().unwrap_or_default()
    }

    /// The pair's room, once it is open.
    pub(crate) fn room(&self) -> Option<String> {
        let is_room = |channel: &String| {
            let members = self.stage.workspace.conversation(channel);
            members.is_some_and(|it| it["is_mpim"] == json!(true))
        };
        self.stage.workspace.conversations_of(&self.ines).into_iter().find(is_room)
    }

    /// Everything in the pair's room, without threads.
    pub(crate) fn in_room(&self) -> Vec<String> {
        let Some(room) = self.room() else { return Vec::new() };
        self.show(&self.stage.workspace.messages(&room))
    }

    /// The thread of the newest check-in, its first message left out.
    pub(crate) fn in_thread(&self) -> Vec<String> {
        let (channel, ts) = self.find(&self.noah, "reply").expect("no check-in in the room");
        self.show(&self.stage.workspace.thread(&channel, &ts)[1..])
    }

    /// The time stamp of the newest check-in in the pair's room, under which its thread hangs.
    pub(crate) fn in_which_thread(&self) -> String {
        self.find(&self.noah, "reply").expect("no check-in in the room").1
    }

    /// A message as it stands now.
    pub(crate) fn message_at(&self, channel: &str, ts: &str) -> String {
        self.show(&self.stage.workspace.thread(channel, ts)[..1]).remove(0)
    }

    pub(crate) fn show(&self, messages: &[Value]) -> Vec<String> {
        messages.iter().map(|message| reading::message(message, |id| self.name(id))).collect()
    }

    /// The modal somebody has open, as text.
    pub(crate) fn modal(&self, who: &str) -> String {
        match self.stage.workspace.modal(who) {
            Some(view) => reading::view(&view, |id| self.name(id)),
            None => String::new(),
        }
    }

    /// Somebody opens App Home and reads it.
    pub(crate) async fn home(&self, who: &str) -> String {
        self.stage.workspace.open_home(who).await.unwrap();
        self.stage.workspace.settle().await;
        let view = self.stage.workspace.home(who).expect("App Home was not published");
        reading::view(&view, |id| self.name(id))
    }

    /// What somebody has not read yet, and reads now.
    pub(crate) fn reads(&self, who: &str) -> Vec<String> {
        let unread = self.stage.workspace.unread(who);
        let texts = self.show(&unread);
        for channel in self.stage.workspace.conversations_of(who) {
            self.stage.workspace.mark_read(who, &channel);
        }
        texts
    }

    /// Everybody reads what there is.
    pub(crate) fn everybody_reads(&self) {
        for person in [&self.ines, &self.noah, &self.lena] {
            self.reads(person);
        }
    }

    /// When the bot's messages in a conversation became visible, as wall time in a zone, in order.
    pub(crate) fn times(&self, channel: &str, zone: &str) -> Vec<String> {
        let posts = self.stage.workspace.posts();
        let here = posts.iter().filter(|post| post.channel == channel);
        here.map(|post| wall(post.at, zone)).collect()
    }

    // The bot's own life.

    /// The bot stops, as it does when it is asked to; the workspace goes on without it.
    pub(crate) async fn bot_stops(&self) {
        self.stage.strike().await;
    }

    /// The bot starts again on the same database, and Slack tries again what it could not tell it.
    pub(crate) async fn bot_starts(&mut self) {
        self.stage.enter_again().await.unwrap();
        self.stage.workspace.settle().await;
    }

    /// The bot stops and starts again.
    pub(crate) async fn bot_restarts(&mut self) {
        self.bot_stops().await;
        self.bot_starts().await;
    }

    // The end.

    /// Nobody has an unread message, nothing is on its way, and nothing happened that Slack would not let pass.
    pub(crate) async fn ends(mut self) {
        self.stage.workspace.settle().await;
        for person in [&self.ines, &self.noah, &self.lena] {
            let unread = self.reads(person);
            assert!(unread.is_empty(), "{} has not read: {unread:#?}", self.name(person));
        }
        self.finish().await;
    }

    /// The same for a story that is not about what everybody reads.
    pub(crate) async fn ends_unread(mut self) {
        self.finish().await;
    }

    /// The same for a story in which a copy was taken away again.
    pub(crate) async fn ends_with_a_copy_taken_away(mut self) {
        assert_eq!(self.stage.workspace.calls_inside_retry_after(), 0);
        self.take_down().await;
    }

    /// The same for a story in which a request may be on its way already when another one is told to wait, at any moment.
    pub(crate) async fn ends_where_requests_crossed(mut self) {
        assert_no_copies(&self.stage);
        let crossed = self.stage.workspace.calls_inside_retry_after();
        assert!(crossed <= 2, "{crossed} requests came before they might");
        self.take_down().await;
    }

    /// The same for a story in which the workspace's own time jumped, so that its rate limits mean nothing.
    pub(crate) async fn ends_after_jumps(mut self) {
        assert_no_copies(&self.stage);
        self.take_down().await;
    }

    async fn finish(&mut self) {
        assert_no_copies(&self.stage);
        assert_eq!(self.stage.workspace.calls_inside_retry_after(), 0);
        self.take_down().await;
    }

    async fn take_down(&mut self) {
        self.finished = true;
        let problems = self.stage.workspace.problems();
        assert!(problems.is_empty(), "{problems:#?}");
        self.stage.strike().await;
        self.stage.workspace.stop();
        files::remove(&self.database);
    }
}

impl Drop for World {
    fn drop(&mut self) {
        assert!(self.finished || std::thread::panicking(), "a story must end with `ends`");
    }
}

/// No message stands twice.
fn assert_no_copies(stage: &Stage) {
    let mut proofs: Vec<String> = stage
        .workspace
        .posts()
        .iter()
        .filter_map(|post| Some(post.metadata.as_ref()?["event_payload"]["k"].as_str()?.to_owned()))
        .collect();
    let all = proofs.len();
    proofs.sort();
    proofs.dedup();
    assert_eq!(proofs.len(), all, "a message was sent twice");
}

pub(crate) fn wall(at: Timestamp, zone: &str) -> String {
    let zone = Zones::bundled().find(zone).unwrap();
    zone.local(at).strftime("%a %F %H:%M").to_string()
}

/// A check-in as somebody writes it in a good week.
pub(crate) fn a_good_week() -> Value {
    json!({
        "tasks": "Finished the import screen (#214) and fixed the flaky date test.",
        "learned": "How lifetimes tie a borrow to its owner.",
        "tried": "Two ways to share the parser; both fought the borrow checker.",
        "happened": "I cloned the string in the end.",
        "question_0": "When is cloning fine?",
        "kind_0": "technical",
        "primary": "Write the export screen",
        "secondary": "Read about iterators",
        "stretch": "Show the import in the team meeting",
        "works_well": "Your examples.",
    })
}
