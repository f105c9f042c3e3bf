//! Asking for it: on a pair's first day, once more on the fifth after, and never again.
//!
//! Whoever signed alone is told, once, when the time is over. Nothing depends on it: until both have signed, what the
//! programme offers holds.

use jiff::ToSpan;

use super::{Scene, views::ask as words};
use crate::{
    domain::{
        agreement::due::{Stage, due_on},
        ids::{PairId, PersonId},
        occasion::{Day, Occasion},
        outgoing::Outgoing,
        pair::{Pair, PairState, Side},
        person::Person,
        post::Subject,
    },
    features::{
        Cx, Error,
        letter::{Destination, Letter, Verdict, change, outside_hours},
        schedule::occasions,
    },
    slack::blocks::Message,
    store::{
        Fault,
        outbox::{self, Timing},
    },
};

/// The request is worth something for so many days after the time is over, and so is what is said then.
const WORTH_DAYS: i64 = 7;

/// What the day brings, and when the next one comes.
pub async fn bring(cx: &mut Cx<'_>, pair: &Pair, day: Day) -> Result<(), Error> {
    let scene = Scene::of(cx, pair.clone()).await?;
    let PairState::Active { began_at } = pair.state else { return Ok(()) };
    if scene.agreement.in_force.is_some() {
        return Ok(());
    }
    let began_on = scene.mentee.zone.date(began_at);
    let stage = Stage::on(day.on, began_on);
    for side in [Side::Mentor, Side::Mentee] {
        let reader = scene.person(side);
        let has_signed = has_signed(&scene, side);
        let (pair, to) = (pair.id, reader.id);
        let (message, worth) = match stage {
            Stage::Ask if !has_signed => (Outgoing::AgreementAsk { pair, to }, WORTH_DAYS),
            Stage::Remind if !has_signed => (Outgoing::AgreementReminder { pair, to }, 0),
            Stage::Over if has_signed => (Outgoing::AgreementWaits { pair, to }, WORTH_DAYS),
            Stage::Ask | Stage::Remind | Stage::Over => continue,
        };
        let Some(ready_at) = reader.availability.next_open(cx.now) else { continue };
        // Whoever is away until later has as long as they would have had.
        let is_there_on = reader.zone.date(ready_at);
        let until = match stage {
            Stage::Ask => due_on(began_on).max(is_there_on),
            Stage::Remind | Stage::Over => due_on(began_on),
        };
        let until = until.saturating_add((worth + 1).days());
        let expires_at = Some(reader.zone.start_of(until));
        outbox::insert(cx.tx, &message, Timing { due_at: cx.now, ready_at, expires_at }).await?;
    }
    match stage.next(began_on) {
        Some(on) => {
            let next = Day { occasion: Occasion::Agreement, on };
            occasions::set(cx, (pair, &scene.mentee), next).await
        }
        None => Ok(()),
    }
}

fn has_signed(scene: &Scene, side: Side) -> bool {
    scene.agreement.open.as_ref().is_some_and(|open| open.signed.at(side).is_some())
}

/// Somebody who is asked, with their side of it.
struct Asked {
    scene: Scene,
    side: Side,
}

impl Asked {
    async fn load(cx: &mut Cx<'_>, (pair, to): (PairId, PersonId)) -> Result<Self, Error> {
        let scene = Scene::load(cx, pair).await?;
        let side = scene.pair.side(to).ok_or(Fault::Unreadable("pair"))?;
        Ok(Self { scene, side })
    }

    fn reader(&self) -> &Person {
        self.scene.person(self.side)
    }

    /// Whether it is still to be filled in or signed by them.
    fn is_open(&self) -> bool {
        self.scene.pair.is_active()
            && self.scene.agreement.in_force.is_none()
            && !has_signed(&self.scene, self.side)
    }

    /// Says it, unless it is settled or they are not there.
    fn say(&self, cx: &Cx<'_>, is_open: bool, message: impl Fn() -> Message) -> Verdict {
        if !self.scene.pair.is_active() {
            return Verdict::Drop("over");
        }
        if !is_open {
            return Verdict::Drop("settled");
        }
        let reader = self.reader();
        outside_hours(&reader.availability, cx.now).unwrap_or_else(|| {
            Verdict::Say(Letter { to: Destination::Person(reader.id), message: message() })
        })
    }
}

/// Renders what asks for it.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::AgreementAsk { pair, to } => {
            let asked = Asked::load(cx, (*pair, *to)).await?;
            Ok(asked.say(cx, asked.is_open(), || words::asked(&asked.scene.seen_by(asked.side))))
        }
        Outgoing::AgreementAskRefresh { pair, to } => {
            let asked = Asked::load(cx, (*pair, *to)).await?;
            let original = Outgoing::AgreementAsk { pair: *pair, to: *to };
            let subject = Subject::AgreementAsked(*pair, *to);
            let shown = words::asked(&asked.scene.seen_by(asked.side));
            change(cx, (&subject, &original), shown).await
        }
        Outgoing::AgreementReminder { pair, to } => {
            let asked = Asked::load(cx, (*pair, *to)).await?;
            Ok(asked.say(cx, asked.is_open(), || words::reminded(&asked.scene.seen_by(asked.side))))
        }
        Outgoing::AgreementWaits { pair, to } => {
            let asked = Asked::load(cx, (*pair, *to)).await?;
            let waits =
                has_signed(&asked.scene, asked.side) && asked.scene.agreement.in_force.is_none();
            Ok(asked.say(cx, waits, || words::waits(&asked.scene.seen_by(asked.side))))
        }
        _ => Ok(Verdict::Drop("not ours")),
    }
}

/// Which rule it comes from.
pub fn why(message: &Outgoing) -> Result<String, Error> {
    match message {
        Outgoing::AgreementAsk { .. }
        | Outgoing::AgreementReminder { .. }
        | Outgoing::AgreementWaits { .. } => Ok(words::why()),
        _ => Err(Fault::Unreadable("agreement").into()),
    }
}

/// The change that shows what became of the request.
pub fn became(message: &Outgoing) -> Option<Outgoing> {
    match message {
        Outgoing::AgreementAsk { pair, to } => {
            Some(Outgoing::AgreementAskRefresh { pair: *pair, to: *to })
        }
        // A reminder says how things stood.
        _ => None,
    }
}

/// The request that a change belongs to, while its reader has not signed.
pub async fn still_asks(cx: &mut Cx<'_>, change: &Outgoing) -> Result<Option<Outgoing>, Error> {
    let Outgoing::AgreementAskRefresh { pair, to } = change else { return Ok(None) };
    let asked = Asked::load(cx, (*pair, *to)).await?;
    Ok(asked.is_open().then_some(Outgoing::AgreementAsk { pair: *pair, to: *to }))
}
