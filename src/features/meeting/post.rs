//! What stands in the room about a call: the line when it begins, and the question what became of it.
//!
//! Both are for both. The line is about something they agreed to, so it comes whatever the hour; the question waits for
//! the first minute they share. Each is rendered from the state of the moment, and changed when one of them says something;
//! nothing new is posted for that.

use super::{
    Scene, kept, signs,
    views::{
        self,
        line::{After, Place as Stands, Shown},
    },
};
use crate::{
    domain::{
        ids::{CallId, SlackChannel, SlackTs},
        meeting::{Happened, Meeting, missing_from},
        outgoing::{Outgoing, Place},
        pair::Room,
        post::Subject,
    },
    features::{
        Cx, Error,
        letter::{Destination, Letter, Verdict, for_both, for_pair},
    },
    slack::blocks::Message,
    store::{
        calls,
        meetings::Agreed,
        outbox::{self, Timing},
        people, posts,
    },
};

/// Renders something about what happens at a call.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::CallLine { call, sequence, to } => {
            line(cx, Agreed { call: *call, sequence: *sequence }, *to).await
        }
        Outgoing::CallAfter { call, sequence, to } => {
            after(cx, Agreed { call: *call, sequence: *sequence }, *to).await
        }
        Outgoing::CallLineRefresh { call, sequence, channel, ts } => {
            let of = Agreed { call: *call, sequence: *sequence };
            let message = match scene(cx, of).await? {
                Ok(scene) => {
                    let place = stands(cx, &scene, channel).await?;
                    shown_line(cx, &scene, place).await?
                }
                Err(gone) => gone,
            };
            Ok(change(channel, ts, message))
        }
        Outgoing::CallAfterRefresh { call, sequence, channel, ts } => {
            let of = Agreed { call: *call, sequence: *sequence };
            let message = match scene(cx, of).await? {
                Ok(scene) => shown_after(cx, &scene).await?,
                Err(gone) => gone,
            };
            Ok(change(channel, ts, message))
        }
        _ => Ok(Verdict::Drop("not ours")),
    }
}

fn change(channel: &SlackChannel, ts: &SlackTs, message: Message) -> Verdict {
    Verdict::Say(Letter { to: Destination::Change(channel.clone(), ts.clone()), message })
}

/// The call as it was agreed to under this sequence; else what stands in the place of its messages.
async fn scene(cx: &mut Cx<'_>, of: Agreed) -> Result<Result<Scene, Message>, Error> {
    Ok(match Scene::load(cx, of.call).await? {
        Some(scene) if scene.call.sequence == of.sequence => Ok(scene),
        Some(scene) => Err(views::line::moved(&scene)),
        None => Err(views::line::called_off()),
    })
}

/// Where a message stands.
async fn stands(cx: &mut Cx<'_>, scene: &Scene, channel: &SlackChannel) -> Result<Stands, Error> {
    if scene.pair.room == Room::Open(channel.clone()) {
        return Ok(Stands::Room);
    }
    let mentor_dm = people::find_dm(cx.tx, scene.mentor.id).await?;
    let is_mentors = mentor_dm.as_ref() == Some(channel);
    Ok(Stands::Alone(if is_mentors { scene.mentor.id } else { scene.mentee.id }))
}

async fn line(cx: &mut Cx<'_>, of: Agreed, to: Place) -> Result<Verdict, Error> {
    let Ok(scene) = scene(cx, of).await? else { return Ok(Verdict::Drop("moved or off")) };
    if !scene.pair.is_active() {
        return Ok(Verdict::Drop("over"));
    }
    if cx.now >= missing_from(scene.slot) {
        return Ok(Verdict::Drop("begun"));
    }
    let alone = |to| Outgoing::CallLine { call: of.call, sequence: of.sequence, to };
    match for_pair(&scene.pair, (to, alone)) {
        Ok(to) => {
            let stands = match &to {
                Destination::Person(person) => Stands::Alone(*person),
                Destination::Room(_)
                | Destination::Conversation(_)
                | Destination::Thread(..)
                | Destination::Change(..) => Stands::Room,
            };
            Ok(Verdict::Say(Letter { to, message: shown_line(cx, &scene, stands).await? }))
        }
        Err(instead) => Ok(instead),
    }
}

async fn shown_line(cx: &mut Cx<'_>, scene: &Scene, place: Stands) -> Result<Message, Error> {
    let settings = calls::find_settings(cx.tx, scene.pair.id).await?;
    let asked = Subject::CallAfter(scene.call.id, scene.call.sequence);
    let kept = kept::find(cx, scene).await?;
    let after = match (cx.now >= scene.slot.span().to, posts::list(cx.tx, &asked).await?.as_slice())
    {
        (false, _) => After::NotOver,
        (true, []) => After::Here(kept.as_ref()),
        (true, _) => After::Elsewhere,
    };
    Ok(views::line::line(scene, Shown { place, link: settings.link.as_ref(), after }))
}

async fn after(cx: &mut Cx<'_>, of: Agreed, to: Place) -> Result<Verdict, Error> {
    let Ok(scene) = scene(cx, of).await? else { return Ok(Verdict::Drop("moved or off")) };
    if !scene.pair.is_active() {
        return Ok(Verdict::Drop("over"));
    }
    match scene.meeting.happened() {
        Some(Happened::Told(_) | Happened::NoShow(_) | Happened::DidNotMeet) => {
            return Ok(Verdict::Drop("known already"));
        }
        Some(Happened::Held) if scene.meeting.have_both_said() => {
            return Ok(Verdict::Drop("answered already"));
        }
        Some(Happened::Held) | None => {}
    }
    let alone = |to| Outgoing::CallAfter { call: of.call, sequence: of.sequence, to };
    let to = match for_pair(&scene.pair, (to, alone)) {
        Ok(to) => to,
        Err(instead) => return Ok(instead),
    };
    match for_both((&scene.mentor, &scene.mentee), &to, cx.now) {
        Some(at) if at > cx.now => Ok(Verdict::Wait(at)),
        Some(_) => Ok(Verdict::Say(Letter { to, message: shown_after(cx, &scene).await? })),
        None => Ok(Verdict::Drop("never open")),
    }
}

async fn shown_after(cx: &mut Cx<'_>, scene: &Scene) -> Result<Message, Error> {
    let kept = kept::find(cx, scene).await?;
    Ok(views::after::after(scene, kept.as_ref()))
}

/// One of these messages stands. What was said before the bot knew is shown now; and a call that is over may make a sign
/// hold.
pub async fn delivered(cx: &mut Cx<'_>, (call, sequence): (CallId, u32)) -> Result<(), Error> {
    let of = Agreed { call, sequence };
    let Ok(scene) = scene(cx, of).await? else { return refresh(cx, of).await };
    if scene.meeting != Meeting::default() {
        refresh(cx, of).await?;
    }
    if cx.now >= scene.slot.span().to { signs::look(cx, &scene).await } else { Ok(()) }
}

/// The messages about a call show what stands now.
pub async fn refresh(cx: &mut Cx<'_>, of: Agreed) -> Result<(), Error> {
    let Agreed { call, sequence } = of;
    for (channel, ts) in posts::list(cx.tx, &Subject::CallLine(call, sequence)).await? {
        let refresh = Outgoing::CallLineRefresh { call, sequence, channel, ts };
        outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    }
    for (channel, ts) in posts::list(cx.tx, &Subject::CallAfter(call, sequence)).await? {
        let refresh = Outgoing::CallAfterRefresh { call, sequence, channel, ts };
        outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    }
    Ok(())
}
