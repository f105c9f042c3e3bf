//! Signs in a pair's calls, told to both with one thing to try: the next one can be written, or they meet less often.
//!
//! They are looked for when a call is over or something is said about one. The same calls bring up one sign, once; what the
//! two do about it, either of them does.

use jiff::ToSpan;

use super::{
    Scene, not_yours,
    views::sign::{self as words, Meets},
};
use crate::{
    domain::{
        access::Act,
        call::Rhythm,
        call_signs::{CallSign, CallStep, LOOK_BACK, holds},
        ids::CallId,
        outgoing::{Outgoing, Place},
        pair::Pair,
        post::Subject,
    },
    features::{
        Cx, Error, Reaction, Who, access,
        letter::{Destination, Letter, Verdict, for_both, for_pair},
        refused,
        schedule::calls::{Skipped, plan_next, rhythm, skip_next},
    },
    slack::{action::meeting::SignSince, inbound::Click},
    store::{
        Fault, agreements, calls, meetings,
        outbox::{self, Timing},
        pairs, posts,
    },
};

/// How many days a sign is still worth telling.
const NEWS_DAYS: i64 = 14;

/// Looks for signs, after something was said about a call.
pub async fn look(cx: &mut Cx<'_>, scene: &Scene) -> Result<(), Error> {
    let (pair, zone) = (scene.pair.id, &scene.mentee.zone);
    let rhythm = rhythm(cx, &scene.pair).await?;
    let told = meetings::find_told(cx.tx, pair).await?;
    let held = meetings::list_held(cx.tx, (pair, told), (zone, LOOK_BACK)).await?;
    let sign = CallSign::ALL.into_iter().find(|sign| holds(*sign, &held, rhythm));
    let Some((sign, newest)) = sign.zip(held.last()) else { return Ok(()) };
    meetings::update_sign(cx.tx, (pair, sign, newest.call), cx.now).await?;
    let (mentor, mentee) = (&scene.mentor.availability, &scene.mentee.availability);
    let Some(ready_at) = mentee.first_for_both(mentor, cx.now) else { return Ok(()) };
    let until = zone.instant(zone.local(ready_at).saturating_add(NEWS_DAYS.days()));
    let timing = Timing { due_at: cx.now, ready_at, expires_at: Some(until) };
    let message = Outgoing::CallSign { call: newest.call, sign, to: Place::Room };
    outbox::insert(cx.tx, &message, timing).await?;
    Ok(())
}

/// Renders a sign.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::CallSign { call, sign, to } => {
            say(cx, SignSince { call: *call, sign: *sign }, *to).await
        }
        Outgoing::CallSignRefresh { call, sign, channel, ts } => {
            let since = SignSince { call: *call, sign: *sign };
            let pair = pair_of(cx, since.call).await?;
            let told = meetings::find_sign(cx.tx, (pair.id, since.sign)).await?;
            let step = told.filter(|told| told.call == since.call).and_then(|told| told.step);
            let step = match step {
                Some((step, by)) => Some((step, cx.person(pair.person(by)).await?)),
                None => None,
            };
            let step = step.as_ref().map(|(step, by)| (*step, by));
            let meets = meets(cx, &pair).await?;
            let to = Destination::Change(channel.clone(), ts.clone());
            Ok(Verdict::Say(Letter { to, message: words::sign((pair.id, since), meets, step) }))
        }
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn pair_of(cx: &mut Cx<'_>, call: CallId) -> Result<Pair, Error> {
    let call = calls::find(cx.tx, call).await?.ok_or(Fault::Unreadable("call"))?;
    Ok(pairs::find(cx.tx, call.pair).await?.ok_or(Fault::Unreadable("pair"))?)
}

async fn meets(cx: &mut Cx<'_>, pair: &Pair) -> Result<Meets, Error> {
    let is_agreed = agreements::find(cx.tx, pair.id).await?.in_force.is_some();
    Ok(Meets { rhythm: rhythm(cx, pair).await?, is_agreed })
}

async fn say(cx: &mut Cx<'_>, since: SignSince, to: Place) -> Result<Verdict, Error> {
    let SignSince { call, sign } = since;
    let pair = pair_of(cx, call).await?;
    if !pair.is_active() {
        return Ok(Verdict::Drop("over"));
    }
    let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
    // What was said since may have changed what was held.
    let meets = meets(cx, &pair).await?;
    let held = meetings::list_held(cx.tx, (pair.id, None), (&mentee.zone, LOOK_BACK)).await?;
    if !holds(sign, &held, meets.rhythm) {
        return Ok(Verdict::Drop("better since"));
    }
    let to = match for_pair(&pair, (to, |to| Outgoing::CallSign { call, sign, to })) {
        Ok(to) => to,
        Err(instead) => return Ok(instead),
    };
    match for_both((&mentor, &mentee), &to, cx.now) {
        Some(at) if at > cx.now => Ok(Verdict::Wait(at)),
        Some(_) => {
            Ok(Verdict::Say(Letter { to, message: words::sign((pair.id, since), meets, None) }))
        }
        None => Ok(Verdict::Drop("never open")),
    }
}

/// *Skip the next*, and *Go monthly*.
pub async fn take(
    cx: &mut Cx<'_>,
    who: &Who,
    (click, step): (&Click, CallStep),
) -> Result<Reaction, Error> {
    let since: SignSince = click.value.parse().map_err(|_| not_yours())?;
    let access = access::call(cx, who, (since.call, Act::Meet)).await?;
    let pair = access.object.0;
    let told = meetings::find_sign(cx.tx, (pair.id, since.sign)).await?;
    match told.filter(|told| told.call == since.call) {
        None => return refused(words::overtaken()),
        Some(told) if told.step.is_some() => return refused(words::decided()),
        Some(_) => {}
    }
    match step {
        CallStep::SkipNext => match skip_next(cx, &pair).await? {
            Skipped::Done => {}
            Skipped::IsArranged => return refused(words::is_arranged()),
            Skipped::IsNone => return refused(words::none_to_skip()),
        },
        CallStep::GoMonthly => {
            if agreements::find(cx.tx, pair.id).await?.in_force.is_some() {
                return refused(words::is_agreed());
            }
            if rhythm(cx, &pair).await? != Rhythm::TwoWeeks {
                return refused(words::less_often_already());
            }
            let settings = calls::find_settings(cx.tx, pair.id).await?;
            let monthly = calls::Settings { rhythm: Some(Rhythm::Monthly), ..settings };
            calls::update_settings(cx.tx, pair.id, &monthly).await?;
            plan_next(cx, &pair, None).await?;
        }
    }
    meetings::update_step(cx.tx, (pair.id, since.sign), (step, access.side)).await?;
    let SignSince { call, sign } = since;
    for (channel, ts) in posts::list(cx.tx, &Subject::CallSign(call, sign)).await? {
        let refresh = Outgoing::CallSignRefresh { call, sign, channel, ts };
        outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    }
    Ok(Reaction::done())
}
