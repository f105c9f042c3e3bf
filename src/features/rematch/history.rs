//! The file of what a mentee wrote in their check-ins before, for their new mentor.
//!
//! It is made when it is sent, from the record as it stands, and holds the mentee's own words; the former mentor's replies
//! are in it only if they said so. It hangs under the message that says what came along.

use super::{travel, views::brought as words};
use crate::{
    domain::{
        answerable::Answerable,
        ids::{PairId, RematchId},
        outgoing::{Outgoing, Place},
        pair::Room,
        post::Subject,
        rematch::{
            Brought,
            file::{self, Week},
        },
    },
    features::{
        Cx, Error,
        letter::{Destination, Letter, Parcel, Verdict, alone},
    },
    slack::client::files::File,
    store::{
        Fault, checkins, lived,
        outbox::{self, Timing},
        posts, rematches, replies,
    },
};

/// More weeks than this no pair has.
const MOST_WEEKS: i64 = 520;

/// What the pair is told stands: the file follows, if it was ticked.
pub async fn follows(cx: &mut Cx<'_>, id: RematchId, to: Place) -> Result<(), Error> {
    let found = travel::find(cx, id).await?;
    if found.is_some_and(|(_, brought)| brought.contains(&Brought::History)) {
        let file = Outgoing::RematchHistory { rematch: id, to };
        outbox::insert(cx.tx, &file, Timing::now(cx.now)).await?;
    }
    Ok(())
}

/// The file, and where it goes.
pub async fn bring(cx: &mut Cx<'_>, id: RematchId, to: Place) -> Result<Verdict, Error> {
    let Some((pair, brought)) = travel::find(cx, id).await? else {
        return Ok(Verdict::Drop("over"));
    };
    if !brought.contains(&Brought::History) {
        return Ok(Verdict::Drop("not brought along"));
    }
    let subject = Subject::RematchBrought(id);
    let to = match (to, &pair.room) {
        (Place::Alone(person), _) => alone(cx, &subject, person).await?,
        (Place::Room, Room::Refused | Room::Unopened) => return Ok(Verdict::Drop("never said")),
        (Place::Room, Room::Open(room)) => {
            let posts = posts::list(cx.tx, &subject).await?;
            match posts.into_iter().find(|(channel, _)| channel == room) {
                Some((channel, ts)) => Destination::Thread(channel, ts),
                None => return Ok(Verdict::Drop("never said")),
            }
        }
    };
    let bytes = written(cx, id).await?.into_bytes();
    Ok(Verdict::Bring(Parcel { to, file: File { name: words::FILE, title: words::TITLE, bytes } }))
}

async fn written(cx: &mut Cx<'_>, id: RematchId) -> Result<String, Error> {
    let rematch = rematches::find(cx.tx, id).await?.ok_or(Fault::Unreadable("rematch"))?;
    let suggested = rematches::find_suggested(cx.tx, (id, rematch.round)).await?;
    let with_replies = suggested.is_some_and(|it| it.suggestion.replies_travel());
    let mut weeks = weeks(cx, rematch.pair).await?;
    if !with_replies {
        weeks.iter_mut().for_each(|week| week.replies.clear());
    }
    Ok(file::markdown(&words::heading(with_replies), &weeks))
}

async fn weeks(cx: &mut Cx<'_>, pair: PairId) -> Result<Vec<Week>, Error> {
    let mut weeks = Vec::new();
    for week in lived::list_recorded(cx.tx, pair, (MOST_WEEKS, 0)).await?.into_iter().rev() {
        let Some(checkin) = checkins::find_by_week(cx.tx, pair, week).await? else { continue };
        let mut replies = Vec::new();
        for reply in replies::list(cx.tx, Answerable::Checkin(checkin.id)).await? {
            replies.extend(reply.content.as_ref().map(words::replied).unwrap_or_default());
        }
        let said = words::written(&checkin.template.content, &checkin.answers);
        weeks.push(Week { title: words::week(week), said, replies });
    }
    Ok(weeks)
}

/// The file did not get through.
pub async fn undelivered(cx: &mut Cx<'_>, id: RematchId) -> Result<(), Error> {
    let lost = Outgoing::RematchHistoryLost { rematch: id };
    outbox::insert(cx.tx, &lost, Timing::now(cx.now)).await?;
    Ok(())
}

/// Tells the mentee so.
pub async fn lost(cx: &mut Cx<'_>, id: RematchId) -> Result<Verdict, Error> {
    let Some((pair, _)) = travel::find(cx, id).await? else { return Ok(Verdict::Drop("over")) };
    let mentor = cx.person(pair.mentor).await?;
    let message = words::lost(&mentor);
    Ok(Verdict::Say(Letter { to: Destination::Person(pair.mentee), message }))
}
