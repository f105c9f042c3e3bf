//! A programme of any size: people in the sandbox's workspace, and the same people and their pairs in the bot's file.
//!
//! The rows are written through the store's own functions and in batches; living through thousands of consents would
//! measure nothing. Everybody lives in London, so that everybody is due at once.

use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use jiff::{SignedDuration, Timestamp};
use tokio::net::TcpListener;
use tokio_util::task::TaskTracker;
use trellis::{
    clock::{Clock, ManualClock},
    domain::{
        ids::{PairId, PersonId, ProgrammeId, SlackChannel},
        pair::{PairState, Room},
        person::Account,
        week::Week,
    },
    sandbox::{people::NewPerson, workspace::Workspace},
    store::{
        Db, Tx,
        pairs::{self, Proposal},
        people::{self, Told},
        weeks::{self, AskedState, Scheduled},
    },
};

pub(crate) const SECRET: &str = "0123456789abcdef0123456789abcdef";

const ZONE: &str = "Europe/London";

/// A Friday: the instant at which everybody is due.
pub(crate) const DUE: &str = "2026-11-06T15:00:00Z";

/// How many pairs are written in one transaction.
const BATCH: usize = 250;

/// One pair: who writes, and where.
#[derive(Debug, Clone)]
pub(crate) struct Couple {
    pub(crate) pair: PairId,
    /// The mentee's Slack id.
    pub(crate) mentee: String,
    /// The mentee's DM with the bot.
    pub(crate) dm: String,
}

/// A workspace, its clock, and the file of the bot that is to serve it.
pub(crate) struct Town {
    pub(crate) workspace: Workspace,
    pub(crate) clock: ManualClock,
    pub(crate) couples: Vec<Couple>,
    place: PathBuf,
}

impl Town {
    /// So many pairs, at an instant so long after [`DUE`] (negative: before). The clock stands still.
    pub(crate) async fn build(count: usize, from_due: SignedDuration) -> Self {
        static TOWNS: AtomicU32 = AtomicU32::new(0);
        let number = TOWNS.fetch_add(1, Ordering::Relaxed);
        let name = format!("load-{}-{number}", std::process::id());
        let place = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&place).unwrap();
        let clock = ManualClock::at(due() + from_due);
        let workspace = Workspace::start(clock.clone(), TaskTracker::new()).unwrap();
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        workspace.serve(listener).unwrap();
        let mut town = Self { workspace, clock, couples: Vec::with_capacity(count), place };
        town.settle(count).await;
        town
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.place.join("trellis.db")
    }

    /// Everybody was here before the app was installed: nobody's arrival is told to the bot.
    async fn settle(&mut self, count: usize) {
        self.workspace.uninstall().await;
        let db = Db::open(&self.database()).await.unwrap();
        let mut mentor = None;
        while self.couples.len() < count {
            let mut tx = db.write().await.unwrap();
            for _ in 0..BATCH.min(count - self.couples.len()) {
                // Two mentees for a mentor, as the programme allows.
                let guide = match mentor.take() {
                    Some(guide) => guide,
                    None => {
                        let guide = self.newcomer(&mut tx).await;
                        mentor = Some(guide.clone());
                        guide
                    }
                };
                let couple = self.couple(&mut tx, guide).await;
                self.couples.push(couple);
            }
            tx.commit().await.unwrap();
        }
        db.close().await;
        self.workspace.deliver_events().await;
        self.workspace.install();
    }

    /// Somebody the workspace and the bot both know, and their DM.
    async fn newcomer(&self, tx: &mut Tx) -> (PersonId, String, String) {
        let user = self.workspace.add_person(NewPerson::named("Somebody").zone(ZONE));
        let account = Account::Member;
        let told =
            Told { user: &user.as_str().into(), name: "Somebody", zone: Some(ZONE), account };
        let person = people::update_told(tx, &told, self.clock.now()).await.unwrap();
        let dm = self.workspace.app_dm(&user);
        people::update_dm(tx, person, &dm.as_str().into()).await.unwrap();
        (person, user, dm)
    }

    async fn couple(&self, tx: &mut Tx, (mentor, guide, _): (PersonId, String, String)) -> Couple {
        let (mentee, user, dm) = self.newcomer(tx).await;
        // Long ago, so that there are weeks enough to write.
        let began_at = due() - SignedDuration::from_hours(24 * 7 * 104);
        let proposal = Proposal {
            programme: ProgrammeId(1),
            mentor,
            mentee,
            proposed_by: mentor,
            starts_on: None,
        };
        let id = pairs::insert(tx, proposal, began_at).await.unwrap();
        let mut pair = pairs::find(tx, id).await.unwrap().unwrap();
        pair.state = PairState::Active { began_at };
        pairs::update_state(tx, &pair, began_at).await.unwrap();
        let room = self.workspace.direct(&[&guide, &user, self.workspace.bot_user()]);
        let room = Room::Open(SlackChannel::from(room));
        pairs::update_room(tx, id, &room, began_at).await.unwrap();
        let first = Scheduled { pair: id, week: week(), due_at: due() };
        weeks::update_next(tx, first).await.unwrap();
        // A written week takes edits for ever, so that everybody has something to send.
        for back in 1..=WRITTEN_WEEKS {
            let due_at = due() - SignedDuration::from_hours(24 * 7 * i64::from(back));
            let past = Scheduled { pair: id, week: week().plus(-back), due_at };
            weeks::insert(tx, past, AskedState::Written).await.unwrap();
        }
        Couple { pair: id, mentee: user, dm }
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        self.workspace.stop();
        drop(std::fs::remove_dir_all(&self.place));
    }
}

/// How many weeks each pair has behind it.
const WRITTEN_WEEKS: i32 = 26;

/// [`DUE`] as an instant.
pub(crate) fn due() -> Timestamp {
    DUE.parse().unwrap()
}

/// The week that [`DUE`] lies in.
pub(crate) fn week() -> Week {
    Week::of(DUE[..10].parse().unwrap())
}
