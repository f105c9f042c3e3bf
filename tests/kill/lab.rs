//! The workspace that watches, the database the bot lives on, and the one hurried clock of both.
//!
//! Pairs are written into the database through the library, as if they had lived before: with their conversations open
//! and a check-in due at once, at hours when everybody works. So a run is about saying things and nothing else.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use jiff::{SignedDuration, Timestamp, civil::date};
use serde_json::json;
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::net::TcpListener;
use tokio_util::task::TaskTracker;
use trellis::{
    clock::{Clock, ManualClock},
    domain::{
        ids::{PersonId, ProgrammeId, SlackUser},
        pair::{Pair, PairState, Room},
        person,
        week::Week,
        working_hours::WorkingHours,
    },
    outbox::proof,
    sandbox::{faults::Misbehaviour, people::NewPerson, workspace::Workspace},
    store::{
        Db, Tx, pairs,
        people::{self, Told},
        weeks::{self, Scheduled},
    },
};

use crate::{bot::remove, calls};

pub(crate) const SIGNING_SECRET: &str = "0123456789abcdef0123456789abcdef";

/// How many seconds of the rehearsal pass in a second, in a short run: ninety of them are 0.3 s.
pub(crate) const SHORT: u32 = 300;
/// The same in a long run, so that what is due in one moment is not late before everybody could be asked.
pub(crate) const LONG: u32 = 60;
const BEGIN: &str = "2026-11-02T00:05:00Z";
/// How many mentees a mentor has.
const MENTEES: usize = 5;

/// Everything of a run but the bot.
pub(crate) struct Lab {
    pub(crate) workspace: Workspace,
    pub(crate) clock: ManualClock,
    pub(crate) database: PathBuf,
    pub(crate) rehearsal: String,
    /// The mentees, by their Slack ids.
    pub(crate) mentees: Vec<String>,
    salt: String,
}

/// What came of a run.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) lost: usize,
    pub(crate) duplicated: usize,
    pub(crate) unaccounted: usize,
    pub(crate) sent: usize,
    pub(crate) prompts: usize,
    /// Calendar files that came under their message.
    pub(crate) files: usize,
    /// Not sent, by state and reason.
    pub(crate) others: Vec<(String, i64)>,
}

impl Lab {
    /// A workspace and a database with so many pairs whose check-ins are due in a moment.
    pub(crate) async fn with_pairs(count: usize, speed: u32) -> Self {
        Self::with_calls((count, 0), speed).await
    }

    /// The same where the first of them have just agreed to a call.
    pub(crate) async fn with_calls(counts: (usize, usize), speed: u32) -> Self {
        static LABS: AtomicU32 = AtomicU32::new(0);
        let number = LABS.fetch_add(1, Ordering::Relaxed);
        let name = format!("kill-{}-{number}.db", std::process::id());
        let database = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        remove(&database);
        let db = Db::open(&database).await.unwrap();
        let (begin, since): (Timestamp, Duration) = (BEGIN.parse().unwrap(), real_now());
        let clock = ManualClock::anchored(begin, since, speed);
        let workspace = Workspace::start(clock.clone(), TaskTracker::new()).unwrap();
        workspace.serve(TcpListener::bind("127.0.0.1:0").await.unwrap()).unwrap();
        let mentees = seed(&workspace, &db, counts).await;
        let salt = db.salt().to_owned();
        db.close().await;
        let rehearsal = format!("{begin}@{}x{speed}", since.as_millis());
        Self { workspace, clock, database, rehearsal, mentees, salt }
    }

    /// The ways in which calls go wrong in a run: two in a hundred refused, three dropped, three accepted and cut, three
    /// accepted late.
    pub(crate) fn misbehave(&self, seed: u64) {
        let late = |seconds| Misbehaviour::LateAccept(Duration::from_secs(seconds));
        let mix = vec![
            Misbehaviour::RateLimited(5),
            Misbehaviour::ErrorCode("service_unavailable"),
            Misbehaviour::CutBefore,
            Misbehaviour::CutBefore,
            Misbehaviour::ServerError(500),
            Misbehaviour::CutAfter,
            Misbehaviour::CutAfter,
            Misbehaviour::ServerErrorAfter(500),
            late(5),
            late(45),
            late(80),
        ];
        self.workspace.misbehave_at_random(seed, 110, mix);
    }

    /// Waits for so many seconds of the rehearsal.
    pub(crate) async fn wait(&self, seconds: u64) {
        self.clock.wait(Duration::from_secs(seconds)).await;
    }

    pub(crate) async fn read(&self) -> SqliteConnection {
        let options = SqliteConnectOptions::new().filename(&self.database).read_only(true);
        SqliteConnection::connect_with(&options).await.unwrap()
    }

    /// One number from the database.
    pub(crate) async fn number(&self, query: &'static str) -> i64 {
        let mut db = self.read().await;
        sqlx::query_scalar(query).fetch_one(&mut db).await.unwrap()
    }

    /// Compares what the bot believes with what the workspace saw.
    pub(crate) async fn account(&self) -> Account {
        let mut copies: HashMap<String, usize> = HashMap::new();
        for post in self.workspace.posts() {
            let proof = post.metadata.as_ref().map(|it| it["event_payload"]["k"].clone());
            if let Some(proof) = proof.and_then(|it| it.as_str().map(str::to_owned)) {
                *copies.entry(proof).or_default() += 1;
            }
        }
        let mut account = Account {
            duplicated: copies.values().filter(|copies| **copies > 1).count(),
            ..Account::default()
        };
        let mut db = self.read().await;
        let rows: Vec<(String, String, String)> =
            sqlx::query_as("select key, state, coalesce(reason, '') from outbox")
                .fetch_all(&mut db)
                .await
                .unwrap();
        for (key, state, reason) in rows {
            let is_no_post = ["-refresh/", "-answered/", "call-file/"];
            let is_post = !is_no_post.iter().any(|it| key.contains(it));
            let stands = copies.contains_key(&proof(&self.salt, &key));
            if let ["call-file", call, "0", "0"] = key.split('/').collect::<Vec<_>>()[..] {
                let files = self.files_under(call);
                account.files += usize::from(state == "sent");
                account.lost += usize::from(state == "sent" && files == 0);
                account.duplicated += usize::from(files > 1);
            }
            account.prompts += usize::from(key.starts_with("prompt/"));
            match state.as_str() {
                "sent" => {
                    account.sent += 1;
                    account.lost += usize::from(is_post && !stands);
                }
                "skipped" | "dead" => {
                    let what = format!("{state} {reason}");
                    match account.others.iter_mut().find(|(known, _)| *known == what) {
                        Some((_, count)) => *count += 1,
                        None => account.others.push((what, 1)),
                    }
                }
                _ => account.unaccounted += 1,
            }
        }
        account
    }

    /// Where the message with this key stands.
    pub(crate) fn find_post(&self, key: &str) -> Option<(String, String)> {
        let proof = proof(&self.salt, key);
        let is_it = |metadata: &serde_json::Value| metadata["event_payload"]["k"] == proof;
        let mut posts = self.workspace.posts().into_iter();
        let post = posts.find(|post| post.metadata.as_ref().is_some_and(is_it))?;
        Some((post.channel, post.ts))
    }

    /// Removes what the run left.
    pub(crate) fn tidy_up(self) {
        self.workspace.stop();
        remove(&self.database);
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the hurried clock is anchored in real time, so that two processes agree"
)]
fn real_now() -> Duration {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Duration::from_millis(u64::try_from(now.as_millis()).unwrap())
}

/// Adds people to the workspace and what the bot knows of them to the database.
async fn seed(workspace: &Workspace, db: &Db, (count, agreed): (usize, usize)) -> Vec<String> {
    let now: Timestamp = BEGIN.parse().unwrap();
    let mut tx = db.write().await.unwrap();
    let (mut mentees, mut mentor) = (Vec::new(), None);
    for number in 0..count {
        if number % MENTEES == 0 {
            mentor = Some(person(workspace, &mut tx, &format!("Mentor {number}")).await);
        }
        let mentor = mentor.as_ref().unwrap();
        let mentee = person(workspace, &mut tx, &format!("Mentee {number}")).await;
        let proposal = pairs::Proposal {
            programme: ProgrammeId(1),
            mentor: mentor.1,
            mentee: mentee.1,
            proposed_by: mentor.1,
            starts_on: None,
        };
        let id = pairs::insert(&mut tx, proposal, now).await.unwrap();
        let began_at = now.saturating_sub(SignedDuration::from_hours(24 * 14)).unwrap();
        let pair = Pair {
            state: PairState::Active { began_at },
            ..pairs::find(&mut tx, id).await.unwrap().unwrap()
        };
        pairs::update_state(&mut tx, &pair, now).await.unwrap();
        let room = workspace.direct(&[&mentor.0, &mentee.0, workspace.bot_user()]);
        pairs::update_room(&mut tx, id, &Room::Open(room.as_str().into()), now).await.unwrap();
        let due = Scheduled { pair: id, week: Week::of(date(2026, 11, 2)), due_at: now };
        weeks::update_next(&mut tx, due).await.unwrap();
        if number < agreed {
            calls::agree(&mut tx, id, now).await;
        }
        mentees.push(mentee.0);
    }
    tx.commit().await.unwrap();
    mentees
}

async fn person(workspace: &Workspace, tx: &mut Tx, name: &str) -> (String, PersonId) {
    let now: Timestamp = BEGIN.parse().unwrap();
    let user = workspace.add_person(NewPerson::named(name).zone("Etc/UTC"));
    let slack_user = SlackUser::from(user.as_str());
    let told =
        Told { user: &slack_user, name, zone: Some("Etc/UTC"), account: person::Account::Member };
    let id = people::update_told(tx, &told, now).await.unwrap();
    people::update_dm(tx, id, &workspace.app_dm(&user).as_str().into()).await.unwrap();
    let always: WorkingHours = "Mon-Sun 00:00-24:00".parse().unwrap();
    people::update_hours(tx, id, Some(&always)).await.unwrap();
    (user, id)
}

/// What somebody writes, with a word that nobody else writes.
pub(crate) fn answers(user: &str) -> serde_json::Value {
    json!({
        "tasks": format!("Finished the import screen; only {user} writes this."),
        "learned": "How lifetimes tie a borrow to its owner.",
        "tried": "Two ways to share the parser.",
        "primary": "Write the export screen",
    })
}

impl Lab {
    /// The machine's own time, for a promise that is made in real seconds.
    #[expect(clippy::disallowed_methods, reason = "five seconds after SIGTERM are real ones")]
    pub(crate) fn clock_of_the_machine(&self) -> std::time::Instant {
        std::time::Instant::now()
    }
}
