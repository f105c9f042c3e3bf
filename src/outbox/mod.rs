//! The third door that asks for the time: says what is to be said, exactly once.
//!
//! Claim, look again, send, record. The claim writes the intent to disk before a byte leaves; the words are rendered
//! in the same transaction from the state of that moment; and an outcome nobody knows is looked up in the
//! conversation before anything is sent again. `domain::delivery` makes the decisions and says why.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};
use ring::digest;
use sqlx::SqliteConnection;
use tokio::sync::{Mutex, Semaphore};
use tokio_util::sync::CancellationToken;

use crate::{
    app::App,
    clock,
    domain::{
        delivery::{self, Outcome, Progress, SHARING, Stage, Step},
        ids::{OutboxId, PairId, PersonId, SlackChannel, SlackTs},
        outgoing::Outgoing,
    },
    features::{Cx, Error, letter::Destination, saying},
    slack::{
        blocks::Message,
        client::{
            files::File,
            messages::Post,
            outcome::{self, Refusal},
        },
    },
    store::{
        Fault, cards,
        outbox::{self, Envelope, SentTo},
        posts,
    },
    telemetry::field,
};

mod budget;
mod claim;
mod lane;
pub mod limiter;
mod look;
pub mod rehearsal;
mod rooms;
mod unwritten;
mod uploads;

use lane::Lane;
use limiter::Limiter;
use unwritten::Unwritten;

/// At most so many requests are under way at once.
const IN_FLIGHT: usize = 8;

/// How many waiting messages are looked at for one claim.
const CANDIDATES: i64 = 50;

/// How long the loop sleeps when nobody wakes it.
const IDLE: Duration = Duration::from_secs(1);

/// The least time between two deliveries. A burst of acts wakes the loop once, not once for each.
const REST: Duration = Duration::from_millis(20);

/// Runs until `shutdown`, after settling what an earlier run left under way.
pub async fn run(app: App, shutdown: CancellationToken) {
    let sender = Sender::new(app);
    while let Err(error) = sender.recover().await {
        tracing::error!({ field::ERROR } = ?error, "messages under way could not be settled");
        tokio::select! {
            () = shutdown.cancelled() => return,
            () = tokio::time::sleep(IDLE) => {}
        }
    }
    loop {
        let wait = match sender.deliver(&shutdown).await {
            Ok(delivery) => delivery.wait,
            Err(error) => {
                tracing::error!({ field::ERROR } = ?error, "delivering failed; it is tried again");
                IDLE
            }
        };
        tokio::select! {
            () = shutdown.cancelled() => return,
            () = sender.app.poke.notified() => {}
            () = sender.app.clock.wait(wait.max(Duration::from_millis(1))) => {}
            () = tokio::time::sleep(IDLE) => {}
        }
        clock::pause(&*sender.app.clock, REST).await;
    }
}

/// What one delivery came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivery {
    /// Whether anything was started or looked for.
    pub work: Work,
    /// How long to wait before more may go.
    pub wait: Duration,
}

/// Whether there was anything to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// There was.
    Some,
    /// There was nothing.
    None,
    /// Nothing may be said or looked for until Slack confirms what this machine's clock shows.
    Held,
}

/// Says things; clones share their paces.
#[derive(Clone)]
pub struct Sender {
    app: App,
    limiter: Arc<Mutex<Limiter>>,
    places: Arc<Semaphore>,
    looking: Arc<Mutex<()>>,
    unwritten: Arc<Mutex<VecDeque<Unwritten>>>,
}

impl Sender {
    /// A sender with fresh paces.
    pub fn new(app: App) -> Self {
        let places = Arc::new(Semaphore::new(IN_FLIGHT));
        let (limiter, looking, unwritten) = Default::default();
        Self { app, limiter, places, looking, unwritten }
    }

    /// Settles what an earlier run left under way: nobody knows whether it arrived, so it will be looked for.
    pub async fn recover(&self) -> Result<(), Error> {
        loop {
            let now = self.app.clock.now();
            let mut tx = self.app.db.write().await?;
            let left = outbox::list_sending(&mut tx, CANDIDATES).await?;
            for read in &left {
                match read {
                    Ok(envelope) => {
                        let step = delivery::after_restart(progress(envelope), now);
                        let mut cx = Cx::new(&mut tx, now, (&self.app.config, &self.app.zones));
                        settle(&mut cx, envelope, step, None).await?;
                    }
                    Err(id) => set_aside(&mut tx, *id, now).await?,
                }
            }
            tx.commit().await.map_err(Fault::from)?;
            if left.is_empty() {
                return Ok(());
            }
        }
    }

    /// Starts saying everything that may be said now, and looks for what has to be looked for. Returns how long to
    /// wait before more may go. Requests go on as tracked work.
    pub async fn deliver(&self, shutdown: &CancellationToken) -> Result<Delivery, Error> {
        let written = unwritten::try_again(self).await;
        if let Err(wait) = self.app.clock_check.agrees(&*self.app.clock, &self.app.slack).await {
            return Ok(Delivery { work: Work::Held, wait });
        }
        let (looking, looks) = look::start(self, shutdown).await?;
        let mut work = if looking == Work::Some { looking } else { written };
        let pace = |wait: Option<Duration>| wait.into_iter().chain(looks).min().unwrap_or(IDLE);
        while !shutdown.is_cancelled() {
            let Ok(place) = self.places.clone().acquire_owned().await else { break };
            match claim::claim(self).await? {
                Claimed::One(claim) => {
                    work = Work::Some;
                    let sender = self.clone();
                    self.app.spawn(async move {
                        sender.send(*claim).await;
                        drop(place);
                        sender.app.poke.notify_one();
                    });
                }
                Claimed::Open(envelope, missing) => {
                    work = Work::Some;
                    rooms::open(self, &envelope, missing).await?;
                }
                Claimed::Read(envelope) => {
                    work = Work::Some;
                    let app = self.app.clone();
                    self.app.spawn(async move {
                        if let Err(error) = saying::read_first(&app, &envelope.message).await {
                            tracing::error!({ field::OUTBOX } = envelope.id.0, { field::ERROR } = ?error, "threads could not be read first");
                        }
                    });
                }
                Claimed::Settled => {}
                Claimed::Nothing(wait) => return Ok(Delivery { work, wait: pace(wait) }),
            }
        }
        Ok(Delivery { work, wait: pace(None) })
    }

    async fn send(&self, mut claim: Claim) {
        let result = match &claim.target {
            Target::Post(to, message) => {
                let proof = proof(self.app.db.salt(), &claim.envelope.key);
                let thread = to.thread.as_ref();
                self.app
                    .slack
                    .post(&Post { channel: &to.channel, thread, message, proof: &proof })
                    .await
                    .map(Some)
            }
            Target::Change(channel, ts, message) => {
                self.app.slack.update(channel, ts, message).await.map(Some)
            }
            Target::Upload(to, file) => {
                uploads::bring(self, &mut claim.envelope, (to, file)).await.map(|()| None)
            }
        };
        if let (outcome::Outcome::Done(Some(ts)), Target::Post(..)) = (&result, &claim.target)
            && let Some(at) = ts.instant()
        {
            self.app.clock_check.saw(at, self.app.clock.now()).await;
        }
        unwritten::write_down(self, claim, result).await;
    }

    async fn record(
        &self,
        claim: &Claim,
        result: &outcome::Outcome<Option<SlackTs>>,
    ) -> Result<(), Error> {
        let now = self.app.clock.now();
        let outcome = sort(&claim.target, result);
        let attempt = Progress { attempt: claim.envelope.attempt + 1, ..progress(&claim.envelope) };
        let mut step = delivery::after_request(attempt, outcome, now);
        let ts = match result {
            outcome::Outcome::Done(ts) => ts.as_ref(),
            outcome::Outcome::RetryAfter(_)
            | outcome::Outcome::NotSent(_)
            | outcome::Outcome::Refused(_)
            | outcome::Outcome::Unknown(_) => None,
        };
        let mut tx = self.app.db.write().await?;
        if let Some(until) = delivery::pause_after(outcome, now) {
            let lane = match outcome {
                Outcome::WorkspaceClosed => Lane::Everything,
                Outcome::Accepted
                | Outcome::RetryAfter(_)
                | Outcome::NotSent
                | Outcome::Refused(_)
                | Outcome::Uncertain => Lane::of(claim.envelope.message.manner()),
            };
            lane::pause(&mut tx, lane, until).await?;
        }
        let mut cx = Cx::new(&mut tx, now, (&self.app.config, &self.app.zones));
        if let outcome::Outcome::Refused(refusal) = result {
            let place = (claim.target.channel(), refusal);
            if rooms::give_up(&mut cx, &claim.envelope.message, place).await? {
                step = delivery::said_elsewhere(now);
            } else if *refusal == Refusal::ThreadNotFound && claim.target.thread().is_some() {
                step = delivery::said_on_its_own(now);
            }
        }
        let stands = match &claim.target {
            Target::Post(to, _) => ts.map(|ts| (ts, &to.channel)),
            Target::Change(..) | Target::Upload(..) => None,
        };
        settle(&mut cx, &claim.envelope, step, stands).await?;
        tx.commit().await.map_err(Fault::from)?;
        report(&claim.envelope, step, now.duration_since(claim.at));
        if step.stage == Stage::Sent {
            saying::outcome::stands(&self.app, &claim.envelope.message);
        }
        Ok(())
    }
}

/// Something whose intent is on disk.
struct Claim {
    envelope: Envelope,
    target: Target,
    /// Whom it is for.
    to: Destination,
    /// When it was claimed.
    at: Timestamp,
}

/// What kind of call says it, and what.
enum Target {
    Post(SentTo, Message),
    Change(SlackChannel, SlackTs, Message),
    Upload(SentTo, File),
}

impl Target {
    fn channel(&self) -> &SlackChannel {
        match self {
            Self::Post(to, _) | Self::Upload(to, _) => &to.channel,
            Self::Change(channel, ..) => channel,
        }
    }

    fn thread(&self) -> Option<&SlackTs> {
        match self {
            Self::Post(to, _) | Self::Upload(to, _) => to.thread.as_ref(),
            Self::Change(..) => None,
        }
    }
}

/// What a look at the outbox came to.
enum Claimed {
    /// Something to send.
    One(Box<Claim>),
    /// A conversation has to be opened before this row can be sent.
    Open(Box<Envelope>, Missing),
    /// The threads this row is about have to be read before it can be sent.
    Read(Box<Envelope>),
    /// Something was settled or put off; there may be more.
    Settled,
    /// Nothing may go now; what waits for a pace may go after this long.
    Nothing(Option<Duration>),
}

/// A conversation that is not there yet.
#[derive(Debug, Clone, Copy)]
enum Missing {
    Dm(PersonId),
    Room(PairId),
}

fn progress(envelope: &Envelope) -> Progress {
    Progress {
        attempt: envelope.attempt,
        manner: envelope.message.manner(),
        sharing: envelope.reason.as_deref() == Some(SHARING),
        expires_at: envelope.timing.expires_at,
        first_tried_at: envelope.first_tried_at,
    }
}

/// The opaque key a message carries: the same for the same message in every life of this database, and meaningless
/// to everybody who reads it in Slack.
pub fn proof(salt: &str, key: &str) -> String {
    let hash = digest::digest(&digest::SHA256, format!("{salt}\n{key}").as_bytes());
    hash.as_ref().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// What an outcome of the call means for the message.
fn sort<T>(target: &Target, result: &outcome::Outcome<T>) -> Outcome {
    if let Target::Upload(..) = target
        && let Some(reason) = uploads::ends_alone(result)
    {
        return Outcome::Refused(reason);
    }
    match result {
        outcome::Outcome::Done(_) => Outcome::Accepted,
        outcome::Outcome::RetryAfter(wait) => Outcome::RetryAfter(
            SignedDuration::try_from(*wait).unwrap_or(SignedDuration::from_mins(1)),
        ),
        outcome::Outcome::NotSent(_) => Outcome::NotSent,
        outcome::Outcome::Unknown(_) => Outcome::Uncertain,
        outcome::Outcome::Refused(refusal) => match refusal.verdict() {
            outcome::Verdict::Workspace => Outcome::WorkspaceClosed,
            outcome::Verdict::Later => Outcome::NotSent,
            outcome::Verdict::Permanent
            | outcome::Verdict::Ours
            | outcome::Verdict::Gone
            | outcome::Verdict::Stale => Outcome::Refused(code(refusal)),
        },
    }
}

/// Slack's code, as a word of our own table.
fn code(refusal: &Refusal) -> &'static str {
    Refusal::CODES.iter().copied().find(|code| *code == refusal.code()).unwrap_or("unknown_code")
}

/// Writes down what a step decided, and what follows from it. What becomes of a card becomes of everything on it.
async fn settle(
    cx: &mut Cx<'_>,
    envelope: &Envelope,
    step: Step,
    stands: Option<(&SlackTs, &SlackChannel)>,
) -> Result<(), Error> {
    outbox::update_step(cx.tx, envelope.id, step, (stands.map(|(ts, _)| ts), cx.now)).await?;
    if let Outgoing::Card { .. } = &envelope.message
        && matches!(step.stage, Stage::Sent | Stage::Skipped | Stage::Dead)
    {
        // Looked for again is the card alone.
        let step = Step { look_at: None, ..step };
        for item in cards::list(cx.tx, &envelope.message).await?.into_iter().flatten() {
            Box::pin(settle(cx, &item, step, stands)).await?;
        }
    }
    match step.stage {
        Stage::Sent => {
            if let (Some((ts, channel)), Some(subject)) =
                (stands, saying::shown::subject(&envelope.message))
            {
                posts::insert(cx.tx, &subject, channel, ts).await?;
            }
            // A message found later has stood since Slack took it, and what follows is counted from there.
            let since = stands.and_then(|(ts, _)| ts.instant());
            saying::outcome::delivered(cx, &envelope.message, since.unwrap_or(cx.now)).await
        }
        Stage::Skipped | Stage::Dead => saying::outcome::undelivered(cx, &envelope.message).await,
        Stage::Ready | Stage::Sending | Stage::Unknown => Ok(()),
    }
}

/// Puts a row that cannot be read out of the way, so that it holds nobody else up.
async fn set_aside(tx: &mut SqliteConnection, id: OutboxId, now: Timestamp) -> Result<(), Fault> {
    tracing::error!({ field::OUTBOX } = id.0, "a message cannot be read and is given up");
    outbox::update_unreadable(tx, id, now).await
}

fn report(envelope: &Envelope, step: Step, took: SignedDuration) {
    let (id, stage, reason) = (envelope.id.0, step.stage.as_str(), step.reason);
    match step.stage {
        Stage::Dead => {
            tracing::error!(
                { field::OUTBOX } = id,
                { field::REASON } = reason,
                "a message can never be sent"
            );
        }
        Stage::Ready | Stage::Sending | Stage::Unknown | Stage::Sent | Stage::Skipped => {
            let millis = i64::try_from(took.as_millis()).unwrap_or(i64::MAX);
            tracing::info!(
                { field::OUTBOX } = id,
                { field::KIND } = stage,
                { field::MILLIS } = millis,
                "a message was tried"
            );
        }
    }
}
