//! What happens at a call and afterwards: who is there, whether it took place, what the two keep of it.
//!
//! Either of the two says how it was, and either puts it right for a week; the last word stands, and the message shows who
//! said what. Nobody else hears of it, and nothing is counted about a person. How a call comes about is not known here.

use jiff::Timestamp;

use super::{
    Cx, Error, Reaction, RefreshHome, Who,
    access::{self, not_yours},
    refused,
};
use crate::{
    domain::{
        access::Act,
        call::Call,
        ids::{CallId, SlackChannel},
        meeting::{
            Account, Delivered, Happened, Meeting, NotMissing, Presence, Worth, corrected_until,
        },
        overlap::Slot,
        pair::{Pair, Room, Side},
        person::Person,
        post::Subject,
    },
    slack::{
        action::meeting::CallSequence,
        answer::Answer,
        blocks::{Message, say},
        inbound::{Click, Field, Submit},
    },
    store::{
        Fault, calls,
        meetings::{self, Agreed},
        pairs, people, posts,
    },
};

pub mod kept;
pub mod notes;
pub mod post;
pub mod signs;
pub mod views;

/// A call that both agreed to, with the two who did and what they said about it.
#[derive(Debug, Clone)]
pub struct Scene {
    /// The call.
    pub call: Call,
    /// When it is.
    pub slot: Slot,
    /// The pair.
    pub pair: Pair,
    /// The mentor.
    pub mentor: Person,
    /// The mentee.
    pub mentee: Person,
    /// What was said about it.
    pub meeting: Meeting,
}

impl Scene {
    /// The call as it stands; `None` when there is nothing both agreed to.
    async fn load(cx: &mut Cx<'_>, id: CallId) -> Result<Option<Self>, Error> {
        let call = calls::find(cx.tx, id).await?.ok_or(Fault::Unreadable("call"))?;
        let pair = pairs::find(cx.tx, call.pair).await?.ok_or(Fault::Unreadable("pair"))?;
        Self::of(cx, (pair, call)).await
    }

    async fn of(cx: &mut Cx<'_>, (pair, call): (Pair, Call)) -> Result<Option<Self>, Error> {
        let Some(slot) = call.agreed() else { return Ok(None) };
        let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
        let agreed = Agreed { call: call.id, sequence: call.sequence };
        let meeting = meetings::find(cx.tx, agreed).await?;
        Ok(Some(Self { call, slot, pair, mentor, mentee, meeting }))
    }

    /// The call under the sequence it has.
    pub fn agreed(&self) -> Agreed {
        Agreed { call: self.call.id, sequence: self.call.sequence }
    }

    /// One of the two.
    pub fn person(&self, side: Side) -> &Person {
        match side {
            Side::Mentor => &self.mentor,
            Side::Mentee => &self.mentee,
        }
    }
}

/// The call somebody pressed about, as they were shown it, and on which side they are.
async fn pressed(cx: &mut Cx<'_>, who: &Who, carried: &str) -> Result<(Scene, Side), Error> {
    let shown: CallSequence = carried.parse().map_err(|_| not_yours())?;
    let access = access::call(cx, who, (shown.call, Act::Meet)).await?;
    let Some(scene) = Scene::of(cx, access.object).await? else { return refused(views::off()) };
    if scene.call.sequence != shown.sequence {
        return refused(views::moved(&access.person, scene.slot));
    }
    Ok((scene, access.side))
}

/// The call somebody speaks of once it has begun.
async fn begun(cx: &mut Cx<'_>, who: &Who, id: CallId) -> Result<(Scene, Side), Error> {
    let access = access::call(cx, who, (id, Act::Meet)).await?;
    let Some(scene) = Scene::of(cx, access.object).await? else { return refused(views::off()) };
    if cx.now < scene.slot.starts {
        return refused(views::not_begun(&access.person, scene.slot));
    }
    Ok((scene, access.side))
}

/// *I'm here*, *Running late* and *Could not make it*: until the call is over.
pub async fn presence(
    cx: &mut Cx<'_>,
    who: &Who,
    (click, said): (&Click, Presence),
) -> Result<Reaction, Error> {
    let (mut scene, side) = pressed(cx, who, &click.value).await?;
    if cx.now >= scene.slot.span().to {
        return refused(views::over());
    }
    match side {
        Side::Mentor => scene.meeting.presence.mentor = Some(said),
        Side::Mentee => scene.meeting.presence.mentee = Some(said),
    }
    written(cx, &scene).await?;
    Ok(Reaction::nothing())
}

/// *Nobody came*.
pub async fn nobody_came(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (mut scene, side) = pressed(cx, who, &click.value).await?;
    in_time(cx, &scene)?;
    let told = was_told(cx, &scene, side.other()).await?;
    let said = scene.meeting.nobody_came((side, told), (scene.slot, cx.now));
    let other = scene.person(side.other());
    let happened = match said {
        Ok(happened) => happened,
        Err(NotMissing::NotHereOneself) => return refused(views::say_you_are_here()),
        Err(NotMissing::Here) => return refused(views::they_are_here(other)),
        Err(NotMissing::Settled) => return refused(views::settled()),
        Err(NotMissing::TooEarly(from)) => {
            return refused(views::too_early((scene.person(side), other), from));
        }
    };
    let answer = match told {
        Delivered::InTime => Reaction::nothing(),
        Delivered::NotInTime => {
            let words = views::not_told(other);
            Reaction::tell(Message::new(&words).block(say(&words)))
        }
    };
    tell(cx, &mut scene, (side, happened)).await?;
    Ok(answer)
}

/// Whether one of the two was told of the call before it began: only then they can have failed to come. What stands in
/// Slack says so by Slack's own time.
async fn was_told(cx: &mut Cx<'_>, scene: &Scene, side: Side) -> Result<Delivered, Error> {
    let dm = people::find_dm(cx.tx, scene.person(side).id).await?;
    let subject = Subject::CallLine(scene.call.id, scene.call.sequence);
    let reads = |channel: &SlackChannel| {
        scene.pair.room == Room::Open(channel.clone()) || dm.as_ref() == Some(channel)
    };
    let in_time = posts::list(cx.tx, &subject).await?.into_iter().any(|(channel, ts)| {
        reads(&channel) && ts.instant().is_some_and(|at| at <= scene.slot.starts)
    });
    Ok(if in_time { Delivered::InTime } else { Delivered::NotInTime })
}

/// *It happened*, and *It did not*.
pub async fn happened(
    cx: &mut Cx<'_>,
    who: &Who,
    (click, happened): (&Click, Happened),
) -> Result<Reaction, Error> {
    let (mut scene, side) = pressed(cx, who, &click.value).await?;
    if cx.now < scene.slot.starts {
        return refused(views::not_begun(scene.person(side), scene.slot));
    }
    in_time(cx, &scene)?;
    tell(cx, &mut scene, (side, happened)).await?;
    Ok(Reaction::nothing())
}

/// *That's not how it was*.
pub async fn ask_how_it_was(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (scene, _) = pressed(cx, who, &click.value).await?;
    in_time(cx, &scene)?;
    Ok(Reaction::open(views::notes::how_it_was(&scene)))
}

/// How it was, sent.
pub async fn how_it_was(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let (mut scene, side) = pressed(cx, who, &submit.view.private_metadata).await?;
    in_time(cx, &scene)?;
    let chosen = match submit.view.fields.get(views::notes::HAPPENED) {
        Some(Field::Choice(Some(chosen))) => Happened::read(chosen, None),
        Some(Field::Choice(None) | Field::Choices(_) | Field::Text(_) | Field::Date(_)) | None => {
            None
        }
    };
    let Some(happened) = chosen else {
        return Err(Error::Fields(vec![(views::notes::HAPPENED.to_owned(), views::not_chosen())]));
    };
    if cx.now < scene.slot.starts {
        return refused(views::not_begun(scene.person(side), scene.slot));
    }
    tell(cx, &mut scene, (side, happened)).await?;
    Ok(Reaction { answer: Answer::Nothing, show: None, refresh_home: RefreshHome::No })
}

/// *Worth a call*, and *Could have been written*: each for themselves.
pub async fn worth(
    cx: &mut Cx<'_>,
    who: &Who,
    (click, worth): (&Click, Worth),
) -> Result<Reaction, Error> {
    let (mut scene, side) = pressed(cx, who, &click.value).await?;
    in_time(cx, &scene)?;
    if !scene.meeting.was_held() {
        return refused(views::was_not_held());
    }
    match side {
        Side::Mentor => scene.meeting.worth.mentor = Some(worth),
        Side::Mentee => scene.meeting.worth.mentee = Some(worth),
    }
    written(cx, &scene).await?;
    signs::look(cx, &scene).await?;
    Ok(Reaction::nothing())
}

/// What was said is put right for a week.
fn in_time(cx: &Cx<'_>, scene: &Scene) -> Result<(), Error> {
    let until: Timestamp = corrected_until(scene.slot, &scene.mentee.zone);
    if cx.now < until { Ok(()) } else { refused(views::too_long_ago()) }
}

/// One side says what became of the call. Saying what they said last changes nothing.
async fn tell(
    cx: &mut Cx<'_>,
    scene: &mut Scene,
    (by, happened): (Side, Happened),
) -> Result<(), Error> {
    let said = scene.meeting.accounts.iter().find(|account| account.by == by);
    let is_news = said.is_none_or(|account| account.happened != happened)
        || scene.meeting.happened() != Some(happened);
    if !is_news {
        return Ok(());
    }
    let account = Account { by, happened, at: cx.now };
    scene.meeting.accounts.retain(|account| account.by != by);
    scene.meeting.accounts.push(account);
    // What is said hangs on the row of the call.
    meetings::update(cx.tx, scene.agreed(), &scene.meeting).await?;
    meetings::insert_account(cx.tx, scene.agreed(), account).await?;
    post::refresh(cx, scene.agreed()).await?;
    signs::look(cx, scene).await
}

async fn written(cx: &mut Cx<'_>, scene: &Scene) -> Result<(), Error> {
    meetings::update(cx.tx, scene.agreed(), &scene.meeting).await?;
    post::refresh(cx, scene.agreed()).await
}
