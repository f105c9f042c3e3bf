//! Lives through the coming days on a copy of the database, and notes what would be said.
//!
//! The planners, the second look, the budget, the cards and the paces are the real ones: a copy in memory, a clock that is
//! moved from one due instant to the next, and an outbox at whose end nobody is ([`crate::outbox::rehearsal`]). The copy is
//! read from the file, never from its writer; the Web API it is given leads nowhere; and nothing of it is kept. What Slack or
//! people would do meanwhile is not guessed.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
    time::Duration,
};

use jiff::{SignedDuration, Span, Timestamp};
use tokio::sync::Mutex;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    app::App,
    clock::{Clock, ManualClock},
    clock_check::ClockCheck,
    config::Config,
    domain::{
        delivery::Manner,
        ids::{PersonId, SlackChannel, SlackUser},
        person::Person,
        preview::{Days, Scope, Wanted},
        zone::{Zone, Zones},
    },
    drafts::Drafts,
    features::{
        Cx, Error, home,
        letter::Destination,
        preview::{Delay, End, Expected, Forecast, To, views},
    },
    outbox::{
        Sender,
        rehearsal::{Rehearsed, Said},
    },
    previews::{Order, Previews},
    scheduler,
    slack::client::Slack,
    store::{
        Db, Fault,
        instance::{self, Fact},
        pairs, people, programmes,
    },
    telemetry::field,
    turns::Turns,
};

/// So many messages are kept of one forecast.
const MOST_KEPT: usize = 2_000;

/// So many are gone through for it, whoever they are for.
const MOST_SAID: u32 = 20_000;

/// So many steps of the outbox at one instant are a circle.
const MOST_STEPS: u32 = 100_000;

/// The first step when something is due and nothing is done about it: stored instants are whole milliseconds.
const SHORTEST_STEP: SignedDuration = SignedDuration::from_millis(1);

/// The step when it stays due.
const STUBBORN_STEP: SignedDuration = SignedDuration::from_secs(60);

/// How many such steps may follow one another before they are longer.
const STUBBORN_STEPS: u32 = 120;

/// The step from then on.
const HOPELESS_STEP: SignedDuration = SignedDuration::from_hours(1);

/// What is said later than it was deserved by less than this was not held up by anybody's hours.
const PROMPT: SignedDuration = SignedDuration::from_mins(5);

/// A forecast is shown page after page for so long before it is made anew.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// So many forecasts are kept for their further pages.
const KEPT: usize = 4;

/// What a forecast is made with, beside the copy: the settings, the zone data and the present instant.
#[derive(Debug, Clone)]
pub struct Terms {
    /// The settings.
    pub config: Arc<Config>,
    /// The zone data.
    pub zones: Arc<Zones>,
    /// When it begins.
    pub now: Timestamp,
}

/// What would be said in the coming days, lived through on `copy`, which is of no use afterwards.
///
/// # Errors
/// When the copy cannot be read or written.
pub async fn forecast(
    copy: &Db,
    terms: Terms,
    (scope, days): (Scope, Days),
) -> Result<Forecast, Error> {
    let clock = ManualClock::at(terms.now);
    let app = away_from_everything(copy, &terms, &clock);
    let mut tx = copy.write().await?;
    instance::delete(&mut tx, Fact::ThreadsMissedAt).await?;
    instance::delete(&mut tx, Fact::ThreadsNextAt).await?;
    let zone = programmes::find_first(&mut tx, &terms.zones).await?.and_then(|it| it.zone);
    tx.commit().await.map_err(Fault::from)?;
    let zone = zone.unwrap_or_else(Zone::utc);
    scheduler::follow_zone_data(&app).await?;
    let sender = Sender::new(app.clone());
    sender.recover().await?;
    let reader = match scope {
        Scope::Everybody => None,
        Scope::One(person) => Some(person),
    };
    let mut notes = Notes { app: &app, zone: &zone, reader, known: HashMap::new() };
    let mut forecast = Forecast {
        reader: match reader {
            Some(person) => Some(notes.person(person).await?),
            None => None,
        },
        days,
        until: ends(&zone, terms.now, days),
        expected: Vec::new(),
        changes: 0,
        end: End::Reached,
    };
    let until = forecast.until;
    let (mut said, mut stuck) = (0, 0);
    loop {
        let now = clock.now();
        let mut step = Step { app: &app, sender: &sender, said: Vec::new(), wait: None };
        step.take().await?;
        let Step { said: new, wait, .. } = step;
        for it in new {
            said += 1;
            notes.note(&mut forecast, it).await?;
        }
        if forecast.expected.len() >= MOST_KEPT || said >= MOST_SAID {
            forecast.end = End::TooMuch(now);
            return Ok(forecast);
        }
        let next = match wait {
            Some(wait) => {
                let wait = SignedDuration::try_from(wait).unwrap_or(STUBBORN_STEP);
                after(now, wait.max(SHORTEST_STEP))
            }
            None => {
                let due = scheduler::next_due(&app).await?.unwrap_or(until);
                stuck = if due > now { 0 } else { stuck + 1 };
                if due > now { due } else { after(now, stubborn(stuck)) }
            }
        };
        if next > until {
            return Ok(forecast);
        }
        clock.advance_to(next);
    }
}

/// How far the clock goes on when what is due stays due: what is stuck stops nobody.
fn stubborn(steps: u32) -> SignedDuration {
    match steps {
        0..=1 => SHORTEST_STEP,
        2..=STUBBORN_STEPS => STUBBORN_STEP,
        _ => HOPELESS_STEP,
    }
}

fn after(now: Timestamp, span: SignedDuration) -> Timestamp {
    now.saturating_add(span).unwrap_or(Timestamp::MAX)
}

/// The same wall time so many days later.
fn ends(zone: &Zone, now: Timestamp, days: Days) -> Timestamp {
    let later = zone.local(now).checked_add(Span::new().days(i64::from(days.count())));
    later.map_or(Timestamp::MAX, |local| zone.instant(local))
}

/// A bot that hears and reaches nobody.
fn away_from_everything(copy: &Db, terms: &Terms, clock: &ManualClock) -> App {
    App {
        db: copy.clone(),
        slack: Slack::nowhere(),
        clock: Arc::new(clock.clone()),
        clock_check: Arc::new(ClockCheck::believing()),
        config: Arc::clone(&terms.config),
        zones: Arc::clone(&terms.zones),
        tasks: TaskTracker::new(),
        poke: Arc::default(),
        reading: Arc::default(),
        homes: Turns::new(home::PACE),
        drafts: Drafts::default(),
        previews: Previews::default(),
    }
}

/// Everything that is due at one instant.
struct Step<'a> {
    app: &'a App,
    sender: &'a Sender,
    said: Vec<Said>,
    wait: Option<Duration>,
}

impl Step<'_> {
    /// Plans and says until there is nothing more, or until the pace holds it back.
    async fn take(&mut self) -> Result<(), Error> {
        for _ in 0..MOST_STEPS {
            let planned = scheduler::tick(self.app).await?;
            let moved = self.say().await?;
            // What follows from it while the pace holds the rest back is looked at when the pace allows more.
            if self.wait.is_some() || (!planned && !moved) {
                return Ok(());
            }
        }
        tracing::error!("a preview goes in circles");
        Ok(())
    }

    async fn say(&mut self) -> Result<bool, Error> {
        let mut moved = false;
        for _ in 0..MOST_STEPS {
            match self.sender.rehearse().await? {
                Rehearsed::Said(said) => self.said.push(*said),
                Rehearsed::Went => {}
                Rehearsed::Nothing(wait) => {
                    self.wait = wait;
                    return Ok(moved);
                }
            }
            moved = true;
        }
        Ok(moved)
    }
}

/// Who reads what is said, by name.
struct Notes<'a> {
    app: &'a App,
    zone: &'a Zone,
    reader: Option<PersonId>,
    known: HashMap<SlackChannel, To>,
}

impl Notes<'_> {
    /// Notes something that would be said, if it is for whom this is about.
    async fn note(&mut self, forecast: &mut Forecast, said: Said) -> Result<(), Error> {
        let to = self.to(&said).await?;
        if !self.reader.is_none_or(|person| to.reaches(person)) {
            return Ok(());
        }
        match said.message.manner() {
            Manner::Refresh => {
                forecast.changes += 1;
                return Ok(());
            }
            Manner::Post | Manner::Upload => {}
        }
        let late = said.at.duration_since(said.due_at) > PROMPT;
        let delay = match (late, said.held) {
            (false, _) => Delay::None,
            (true, true) => Delay::Held(said.due_at),
            (true, false) => Delay::Waited(said.due_at),
        };
        let key = said.message.key();
        let says = if said.items.is_empty() { vec![said.message] } else { said.items };
        forecast.expected.push(Expected { at: said.at, to, says, delay, key });
        Ok(())
    }

    async fn to(&mut self, said: &Said) -> Result<To, Error> {
        if let Some(to) = self.known.get(&said.channel) {
            return Ok(to.clone());
        }
        let to = self.find(said).await?;
        self.known.insert(said.channel.clone(), to.clone());
        Ok(to)
    }

    async fn find(&self, said: &Said) -> Result<To, Error> {
        let mut tx = self.app.db.read().await?;
        let person = match &said.to {
            Destination::Person(person) => Some(*person),
            Destination::Room(_)
            | Destination::Conversation(_)
            | Destination::Thread(..)
            | Destination::Change(..) => people::find_by_dm(&mut tx, &said.channel).await?,
        };
        let room = match person {
            Some(_) => None,
            None => pairs::find_by_room(&mut tx, &said.channel).await?,
        };
        drop(tx);
        Ok(match (person, room) {
            (Some(person), _) => To::Person(self.person(person).await?),
            (None, Some(pair)) => To::Room {
                mentor: self.person(pair.mentor).await?,
                mentee: self.person(pair.mentee).await?,
            },
            (None, None) => To::Channel(said.channel.clone(), self.zone.clone()),
        })
    }

    async fn person(&self, id: PersonId) -> Result<Person, Error> {
        let mut tx = self.app.db.read().await?;
        let now = self.app.clock.now();
        Cx::new(&mut tx, now, (&self.app.config, &self.app.zones)).person(id).await
    }
}

/// Works out what people wait for, one after the other.
#[derive(Clone)]
pub struct Previewer {
    app: App,
    kept: Arc<Mutex<VecDeque<Kept>>>,
}

/// A forecast whose further pages may be wanted.
#[derive(Clone)]
struct Kept {
    user: SlackUser,
    about: (Scope, Days),
    made_at: Timestamp,
    forecast: Arc<Forecast>,
}

impl Previewer {
    /// One with nothing kept.
    pub fn new(app: App) -> Self {
        Self { app, kept: Arc::default() }
    }

    /// Runs until `shutdown`.
    pub async fn run(self, shutdown: CancellationToken) {
        loop {
            let order = tokio::select! {
                () = shutdown.cancelled() => return,
                order = self.app.previews.next() => order,
            };
            tokio::select! {
                // What is half worked out is nobody's loss: there is nobody left to show it to.
                () = shutdown.cancelled() => return,
                () = self.show(order) => {}
            }
        }
    }

    /// Works out everything that waits now. True when there was something.
    pub async fn work_off(&self) -> bool {
        let mut worked = false;
        while let Some(order) = self.app.previews.next_now() {
            worked = true;
            self.show(order).await;
        }
        worked
    }

    async fn show(&self, order: Order) {
        let view = match self.find(&order).await {
            Ok(forecast) => views::page(&forecast, order.wanted),
            Err(error) => {
                tracing::error!({ field::ERROR } = ?error, "what is ahead could not be worked out");
                views::failed()
            }
        };
        let outcome = self.app.slack.update_view(&order.view, None, &view.into()).await;
        tracing::debug!({ field::KIND } = outcome.kind(), "what is ahead was shown");
    }

    async fn find(&self, order: &Order) -> Result<Arc<Forecast>, Error> {
        let Wanted { scope, days, .. } = order.wanted;
        let now = self.app.clock.now();
        let mut kept = self.kept.lock().await;
        kept.retain(|it| now.duration_since(it.made_at).abs() < FRESH);
        let again = kept
            .iter()
            .find(|it| !order.anew && it.user == order.user && it.about == (scope, days));
        if let Some(again) = again {
            return Ok(Arc::clone(&again.forecast));
        }
        let copy = self.app.db.copy().await.map_err(|error| {
            tracing::error!(%error, "the database could not be copied");
            Error::Fault(Fault::Busy)
        })?;
        let terms =
            Terms { config: Arc::clone(&self.app.config), zones: Arc::clone(&self.app.zones), now };
        let made = forecast(&copy, terms, (scope, days)).await;
        copy.close().await;
        let made = Arc::new(made?);
        kept.retain(|it| it.user != order.user);
        if kept.len() == KEPT {
            kept.pop_front();
        }
        kept.push_back(Kept {
            user: order.user.clone(),
            about: (scope, days),
            made_at: now,
            forecast: Arc::clone(&made),
        });
        Ok(made)
    }
}
