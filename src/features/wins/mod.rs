//! What went well: `/mentor win` posts it in the channel of one's cohort, and the next digest tells it first.
//!
//! It is said once, under its author's name, and can be taken back. Nothing is counted or compared.

use super::{
    Cx, Error, Reaction, Who, access, bodies,
    channel::in_cohort,
    letter::{Verdict, change},
    refused,
    schedule::{cohorts, rounds},
};
use crate::{
    domain::{
        access::Act,
        ids::{CohortId, SlackChannel, WinId},
        outgoing::{Outgoing, cohort::CohortNews, win::WinNews},
        post::Subject,
        round::MAX_ANSWER,
        text::UserText,
    },
    slack::{
        action::read_id,
        answer::Answer,
        inbound::{Click, Submit},
    },
    store::{
        Fault, cohorts as groups,
        outbox::{self, Timing},
        wins::{self as kept, Win},
    },
};

pub mod views;

/// `/mentor win`: the form, for somebody in a cohort that has a channel.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let found = match &who.person {
        Some(person) => groups::find_of(cx.tx, person.id).await?,
        None => None,
    };
    let Some((id, _)) = found else { return refused(views::in_none()) };
    match access::cohorts::member(cx, who, (id, Act::TakePartInCohort)).await {
        Ok((cohort, _)) if cohort.open_channel().is_none() => refused(views::no_channel()),
        Ok((cohort, _)) => Ok(Reaction::open(views::form(&cohort))),
        Err(Error::Refused(_)) => refused(views::in_none()),
        Err(other) => Err(other),
    }
}

/// The form is sent: it is posted, and goes into the next digest.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let carried = read_id(&submit.view.private_metadata);
    let id: CohortId = carried.or_else(|_| refused(access::NOT_YOURS))?;
    let (cohort, author) = access::cohorts::member(cx, who, (id, Act::TakePartInCohort)).await?;
    if cohort.open_channel().is_none() {
        return refused(views::no_channel());
    }
    let words = UserText::parse(submit.view.typed(views::WORDS), MAX_ANSWER)
        .map_err(|it| Error::Fields(vec![(views::WORDS.to_owned(), bodies::problem(it))]))?;
    let win = kept::insert(cx.tx, (id, author.id), &words, cx.now).await?;
    say(cx, WinNews::Told { win }).await?;
    Ok(Reaction { answer: Answer::Replace(views::told(&cohort)), ..Reaction::nothing() })
}

/// *Take it back*: its words go from the channel, the digest and the file.
pub async fn take_back(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: WinId = read_id(&click.value).or_else(|_| refused(access::NOT_YOURS))?;
    let win = access::cohorts::own_win(cx, who, id).await?;
    kept::update_taken_back(cx.tx, id, cx.now).await?;
    say(cx, WinNews::ToldRefresh { win: id }).await?;
    if let Some(round) = win.round {
        let round = rounds::find(cx, round).await?;
        rounds::changed(cx, &round).await?;
    }
    Ok(Reaction::nothing())
}

async fn say(cx: &mut Cx<'_>, news: WinNews) -> Result<(), Error> {
    let news = Outgoing::Cohort(CohortNews::Win(news));
    outbox::insert(cx.tx, &news, Timing::now(cx.now)).await?;
    Ok(())
}

async fn load(cx: &mut Cx<'_>, id: WinId) -> Result<Win, Error> {
    Ok(kept::find(cx.tx, id).await?.ok_or(Fault::Unreadable("win"))?)
}

/// Renders it in the channel.
pub async fn render(cx: &mut Cx<'_>, news: &WinNews) -> Result<Verdict, Error> {
    let (WinNews::Told { win: id } | WinNews::ToldRefresh { win: id }) = news;
    let win = load(cx, *id).await?;
    let author = cx.person(win.author).await?;
    let message = match &win.words {
        Some(words) => views::win(&author, (*id, words)),
        None => views::gone(&author),
    };
    match news {
        WinNews::Told { .. } if win.words.is_none() => Ok(Verdict::Drop("taken back")),
        WinNews::Told { .. } => {
            let cohort = cohorts::find(cx, win.cohort).await?;
            in_cohort(cx, &cohort, message).await
        }
        WinNews::ToldRefresh { .. } => {
            let original = Outgoing::Cohort(CohortNews::Win(WinNews::Told { win: *id }));
            change(cx, (&Subject::Win(*id), &original), message).await
        }
    }
}

/// The channel that is looked at before it is said there.
pub async fn place(cx: &mut Cx<'_>, news: &WinNews) -> Result<Option<SlackChannel>, Error> {
    match news {
        WinNews::Told { win } => {
            let win = load(cx, *win).await?;
            Ok(cohorts::find(cx, win.cohort).await?.bound.map(|bound| bound.channel))
        }
        WinNews::ToldRefresh { .. } => Ok(None),
    }
}
