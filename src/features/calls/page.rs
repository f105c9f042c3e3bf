//! `/mentor calls`: what is coming, who had the early and late hours, and how the two want to meet.

use jiff::Timestamp;

use super::{CallForm, Scene, chosen_in, not_yours, under, views, views::page as words};
use crate::{
    domain::{
        access::Act,
        call::{Length, NotNow, Rhythm},
        ids::PairId,
        overlap::weekly::Suggested,
        text::Link,
    },
    features::{
        Cx, Error, Reaction, Who, access, partners,
        schedule::{
            arranged,
            calls::{self as schedule, Callers},
        },
    },
    slack::{
        action::{call::CallRound, read_id},
        answer::Answer,
        blocks::View,
        inbound::{Click, Submit, ViewState},
    },
    store::{
        agreements,
        calls::{self, Settings},
    },
};

/// `/mentor calls`: the page, or whose.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let partners = partners::running(cx, who, views::no_pair).await?;
    match partners.as_slice() {
        [(pair, _)] => Ok(Reaction::open(page(cx, who, *pair).await?)),
        several => Ok(Reaction::say(words::whose(several))),
    }
}

/// *Calls*, of one pair.
pub async fn open(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let pair = read_id(&click.value).map_err(|_| not_yours())?;
    Ok(Reaction::open(page(cx, who, pair).await?))
}

/// The page of one pair, for one of the two.
///
/// # Errors
///
/// When it is not theirs.
pub async fn page(cx: &mut Cx<'_>, who: &Who, pair: PairId) -> Result<View, Error> {
    let scene = Scene::of(cx, who, CallForm::New(pair)).await?;
    let coming = calls::list_coming(cx.tx, pair, cx.now).await?;
    let ledger = schedule::ledger(cx, (pair, None)).await?;
    let settings = calls::find_settings(cx.tx, pair).await?;
    let agreed_at = agreed_at(cx, pair).await?;
    let shared = Callers::of(cx, &scene.pair, None).await?.sides().weekly_overlap(cx.now);
    let shown = words::Shown {
        pair,
        coming: &coming,
        ledger: &ledger,
        settings: &settings,
        phase: scene.pair.phase,
        agreed_at,
        suggested: (Suggested::by(shared), shared),
        now: cx.now,
    };
    Ok(words::page(&scene.seen(), &shown))
}

/// *Take it back*: whoever proposed a time does not want it any more.
pub async fn take_back(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let shown: CallRound = click.value.parse().map_err(|_| not_yours())?;
    let scene = Scene::of(cx, who, CallForm::Of(shown)).await?;
    let call = scene.call.clone().ok_or_else(not_yours)?;
    call.at_round(shown.round).map_err(|why| scene.not_now(why))?;
    if call.offer().is_none_or(|offer| offer.by != scene.side) {
        return Err(scene.not_now(NotNow::NothingToAnswer));
    }
    let back = call.turn_down().map_err(|why| scene.not_now(why))?;
    calls::update(cx.tx, &back, None).await?;
    arranged::refresh(cx, (&scene.pair, &call)).await?;
    Ok(Reaction::replace(page(cx, who, scene.pair.id).await?))
}

/// *How we meet*.
pub async fn settings(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let pair = read_id(&click.value).map_err(|_| not_yours())?;
    let scene = Scene::of(cx, who, CallForm::New(pair)).await?;
    let settings = calls::find_settings(cx.tx, pair).await?;
    let agreed_at = agreed_at(cx, pair).await?;
    Ok(Reaction::open(words::settings(&scene.seen(), (pair, &settings), agreed_at)))
}

/// How they meet is set, by either of the two. How often and for how long is not theirs alone once both have agreed on it.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let pair = read_id(&submit.view.private_metadata).map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (pair, Act::ArrangeCall)).await?;
    let before = calls::find_settings(cx.tx, pair).await?;
    let settings = match agreed_at(cx, pair).await? {
        Some(_) => Settings { link: read_link(&submit.view)?, ..before.clone() },
        None => read(&submit.view)?,
    };
    calls::update_settings(cx.tx, pair, &settings).await?;
    // A week they meant to skip stays skipped, whatever else they set.
    if before.rhythm != settings.rhythm {
        schedule::plan_next(cx, &access.object, None).await?;
    }
    let answer = Answer::Replace(words::saved(&settings, access.object.phase));
    Ok(Reaction { answer, ..Reaction::done() })
}

fn read(state: &ViewState) -> Result<Settings, Error> {
    let rhythm = match chosen_in(state, words::RHYTHM) {
        Some(words::AS_HOURS_ALLOW) => None,
        Some(key) => {
            let known = Rhythm::read(key);
            Some(known.ok_or_else(|| under(words::RHYTHM, words::not_chosen()))?)
        }
        None => return Err(under(words::RHYTHM, words::not_chosen())),
    };
    let minutes = chosen_in(state, words::LENGTH).and_then(|it| it.parse().ok());
    let length = minutes.and_then(Length::read);
    let length = length.ok_or_else(|| under(words::LENGTH, views::no_length()))?;
    Ok(Settings { rhythm, length, link: read_link(state)? })
}

fn read_link(state: &ViewState) -> Result<Option<Link>, Error> {
    Ok(match state.typed(words::LINK).trim() {
        "" => None,
        typed => Some(Link::parse(typed).map_err(|_| under(words::LINK, words::no_link()))?),
    })
}

/// Since when how often the two meet stands in their agreement.
async fn agreed_at(cx: &mut Cx<'_>, pair: PairId) -> Result<Option<Timestamp>, Error> {
    let agreed = agreements::find(cx.tx, pair).await?.in_force;
    Ok(agreed.and_then(|version| version.signed.by_both()))
}
