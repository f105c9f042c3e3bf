//! Where a check-in is read: in the pair's room, and as the writer's own copy.
//!
//! The post waits for the mentor's window, because every message in a group DM notifies. What is too long for one
//! message goes on in its thread; nothing is cut.

use jiff::Timestamp;

use super::views::post as words;
use crate::{
    domain::{
        answerable::Answerable,
        follow_up::{FollowUps, Source},
        ids::{CheckinId, ReplyId},
        outgoing::{Outgoing, Place},
        pair::{Pair, Room},
        person::Person,
        post::Subject,
        week::Week,
    },
    features::{
        Cx, Error, follow_ups,
        letter::{Destination, Letter, Verdict, alone, change, goes_on, outside_hours},
    },
    slack::blocks::Message,
    store::{
        Fault,
        checkins::{self, Checkin},
        lived,
        outbox::{self, Timing},
        pairs, posts, replies,
    },
};

/// A check-in with everybody around it.
struct Scene {
    checkin: Checkin,
    actions: FollowUps,
    pair: Pair,
    mentor: Person,
    mentee: Person,
    /// The earlier weeks it closes.
    covers: Vec<Week>,
}

impl Scene {
    async fn load(cx: &mut Cx<'_>, id: CheckinId) -> Result<Self, Error> {
        let checkin = checkins::find(cx.tx, id).await?.ok_or(Fault::Unreadable("check-in"))?;
        let pair = pairs::find(cx.tx, checkin.pair).await?.ok_or(Fault::Unreadable("pair"))?;
        let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
        let actions = follow_ups::find(cx, Source::Checkin(id)).await?;
        let covers = lived::list_covered(cx.tx, id).await?;
        Ok(Self { checkin, actions, pair, mentor, mentee, covers })
    }

    /// Where the check-in's message is said.
    fn place(&self) -> Place {
        match self.pair.room {
            Room::Refused => Place::Alone(self.pair.mentor),
            Room::Open(_) | Room::Unopened => Place::Room,
        }
    }

    fn what(&self) -> Answerable {
        Answerable::Checkin(self.checkin.id)
    }

    async fn status(&self, cx: &mut Cx<'_>) -> Result<words::Status, Error> {
        let first = replies::find_first(cx.tx, self.what(), Timestamp::UNIX_EPOCH).await?;
        Ok(match (first, self.checkin.more_on, self.checkin.owed_by) {
            (Some((_, taken)), _, _) => words::Status::Replied(taken),
            (None, _, _) if !self.pair.is_active() => words::Status::Over,
            (None, Some(day), _) => words::Status::MoreOn(day),
            (None, None, Some(at)) => words::Status::OwedBy(at),
            (None, None, None) => words::Status::Open,
        })
    }

    fn is_read(&self) -> bool {
        self.checkin.replied_at.is_some() || self.checkin.more_on.is_some()
    }

    fn shown(&self, status: words::Status) -> words::Shown<'_> {
        let place = match self.pair.room {
            Room::Refused => words::ReadIn::Dm,
            Room::Open(_) | Room::Unopened => words::ReadIn::Room,
        };
        let (checkin, actions, covers) = (&self.checkin, &self.actions, &self.covers);
        let (mentor, mentee) = (&self.mentor, &self.mentee);
        words::Shown { checkin, actions, mentor, mentee, covers, status, place }
    }
}

/// Renders a check-in where it is read.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::CheckinPost { checkin, to } => post(cx, *checkin, *to).await,
        Outgoing::CheckinPart { checkin, version, part, to } => {
            go_on(cx, *checkin, (*version, *part, *to)).await
        }
        Outgoing::EditedSince { checkin, reply, to } => {
            edited_since(cx, *checkin, (*reply, *to)).await
        }
        Outgoing::CheckinRefresh { checkin } => {
            let scene = Scene::load(cx, *checkin).await?;
            let status = scene.status(cx).await?;
            let message = words::post(&scene.shown(status));
            if let Some(elsewhere) = out_of_sight(cx, &scene).await? {
                return Ok(elsewhere);
            }
            let original = Outgoing::CheckinPost { checkin: *checkin, to: scene.place() };
            change(cx, (&Subject::Checkin(*checkin), &original), message).await
        }
        Outgoing::Receipt { checkin } => {
            let scene = Scene::load(cx, *checkin).await?;
            let message = receipt(cx, &scene).await?;
            Ok(Verdict::Say(Letter { to: Destination::Person(scene.mentee.id), message }))
        }
        Outgoing::ReceiptRefresh { checkin } => {
            let scene = Scene::load(cx, *checkin).await?;
            let message = receipt(cx, &scene).await?;
            let original = Outgoing::Receipt { checkin: *checkin };
            change(cx, (&Subject::Receipt(*checkin), &original), message).await
        }
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn receipt(cx: &mut Cx<'_>, scene: &Scene) -> Result<Message, Error> {
    let status = scene.status(cx).await?;
    let seen_at = scene.checkin.posted_at.or(scene.mentor.availability.next_open(cx.now));
    Ok(match status {
        words::Status::Over => words::left(&scene.shown(status)),
        words::Status::Open
        | words::Status::OwedBy(_)
        | words::Status::MoreOn(_)
        | words::Status::Replied(_) => words::receipt(&scene.shown(status), seen_at),
    })
}

/// What to do with a change of a message that stands in a room that has gone since: an edit nobody has answered is
/// brought to the mentor alone; anything else they know. `None` while the message can be changed.
async fn out_of_sight(cx: &mut Cx<'_>, scene: &Scene) -> Result<Option<Verdict>, Error> {
    let Place::Alone(mentor) = scene.place() else { return Ok(None) };
    let id = scene.checkin.id;
    let stands = !posts::list(cx.tx, &Subject::Checkin(id)).await?.is_empty();
    let there = alone(cx, &Subject::Checkin(id), mentor).await?;
    if !stands || matches!(there, Destination::Thread(..)) {
        return Ok(None);
    }
    let answered = scene.checkin.replied_at;
    let is_news = scene.checkin.edited_at.is_some_and(|at| answered.is_none_or(|seen| at > seen));
    Ok(Some(match is_news {
        true => Verdict::Instead(vec![Outgoing::CheckinPost { checkin: id, to: scene.place() }]),
        false => Verdict::Drop("its room is gone"),
    }))
}

async fn post(cx: &mut Cx<'_>, id: CheckinId, to: Place) -> Result<Verdict, Error> {
    let scene = Scene::load(cx, id).await?;
    // It stays in the record, and its writer's copy says so.
    if !scene.pair.is_active() {
        return Ok(Verdict::Drop("over"));
    }
    let to = match (to, &scene.pair.room) {
        // The mentee has the receipt, so only the mentor needs to be told alone.
        (Place::Room, Room::Refused) => {
            let alone = Place::Alone(scene.pair.mentor);
            return Ok(Verdict::Instead(vec![Outgoing::CheckinPost { checkin: id, to: alone }]));
        }
        (Place::Room, Room::Open(_) | Room::Unopened) => Destination::Room(scene.pair.id),
        (Place::Alone(person), _) => Destination::Person(person),
    };
    match scene.mentor.availability.next_open(cx.now) {
        // A mentor who answered from App Home has read it; the answer is waited for.
        Some(at) if at > cx.now && !scene.is_read() => Ok(Verdict::Wait(at)),
        Some(_) | None => {
            let status = scene.status(cx).await?;
            Ok(Verdict::Say(Letter { to, message: words::post(&scene.shown(status)) }))
        }
    }
}

async fn go_on(
    cx: &mut Cx<'_>,
    id: CheckinId,
    (version, part, to): (u32, u32, Place),
) -> Result<Verdict, Error> {
    let scene = Scene::load(cx, id).await?;
    // An edit says its own parts; those of the version before would say the same words twice.
    if scene.checkin.version != version {
        return Ok(Verdict::Drop("edited since"));
    }
    // What was begun is said to its end; of an edit nobody waits for the rest.
    if version > 1 && !scene.pair.is_active() {
        return Ok(Verdict::Drop("over"));
    }
    // The first message was posted in the mentor's window, and its parts with it; an edit may come at any hour.
    if version > 1
        && let Some(at) = scene.mentor.availability.next_open(cx.now).filter(|at| *at > cx.now)
    {
        return Ok(Verdict::Wait(at));
    }
    let at = |part, to| Outgoing::CheckinPart { checkin: id, version, part, to };
    let subject = Subject::Checkin(id);
    let to = match goes_on(cx, (&subject, scene.place()), (part, to), at).await? {
        Ok(to) => to,
        Err(instead) => return Ok(instead),
    };
    match words::part(&scene.shown(words::Status::Open), part) {
        Some(message) => Ok(Verdict::Say(Letter { to, message })),
        None => Ok(Verdict::Drop("shorter now")),
    }
}

/// The mentor can see it since `at`: the rest of a long one follows in the thread.
pub async fn delivered(cx: &mut Cx<'_>, id: CheckinId, at: Timestamp) -> Result<(), Error> {
    checkins::update_posted(cx.tx, id, at).await?;
    let scene = Scene::load(cx, id).await?;
    enqueue_parts(cx, &scene).await?;
    outbox::insert(cx.tx, &Outgoing::ReceiptRefresh { checkin: id }, Timing::now(cx.now)).await?;
    Ok(())
}

/// An edit of a long check-in that is posted already says its further parts again, as this version's. Where it was
/// posted in a room that has gone since, the mentor gets it alone and whole.
pub async fn edited(cx: &mut Cx<'_>, id: CheckinId) -> Result<(), Error> {
    let scene = Scene::load(cx, id).await?;
    if scene.checkin.posted_at.is_none() {
        return Ok(());
    }
    if let to @ Place::Alone(mentor) = scene.place()
        && matches!(alone(cx, &Subject::Checkin(id), mentor).await?, Destination::Person(_))
    {
        let post = Outgoing::CheckinPost { checkin: id, to };
        outbox::insert(cx.tx, &post, Timing::now(cx.now)).await?;
        return Ok(());
    }
    enqueue_parts(cx, &scene).await
}

/// A mentor who has replied is told of an edit, once until they reply again.
pub async fn tell_of_edit(cx: &mut Cx<'_>, known: &Checkin) -> Result<(), Error> {
    let Some(reply) = replies::find_latest(cx.tx, Answerable::Checkin(known.id)).await? else {
        return Ok(());
    };
    let pair = pairs::find(cx.tx, known.pair).await?.ok_or(Fault::Unreadable("pair"))?;
    let mentor = cx.person(pair.mentor).await?;
    let open_at = mentor.availability.next_open(cx.now).unwrap_or(cx.now);
    let told = Outgoing::EditedSince { checkin: known.id, reply, to: Place::Room };
    outbox::insert(cx.tx, &told, Timing::from(open_at)).await?;
    Ok(())
}

async fn edited_since(
    cx: &mut Cx<'_>,
    id: CheckinId,
    (reply, to): (ReplyId, Place),
) -> Result<Verdict, Error> {
    let scene = Scene::load(cx, id).await?;
    if !scene.pair.is_active() {
        return Ok(Verdict::Drop("over"));
    }
    // Whoever has replied again has seen what it says now.
    if replies::find_latest(cx.tx, Answerable::Checkin(id)).await? != Some(reply) {
        return Ok(Verdict::Drop("replied since"));
    }
    if let Some(not_now) = outside_hours(&scene.mentor.availability, cx.now) {
        return Ok(not_now);
    }
    let alone_to = Place::Alone(scene.pair.mentor);
    let to = match (to, scene.place()) {
        (Place::Room, Place::Room) => {
            let posts = posts::list(cx.tx, &Subject::Checkin(id)).await?;
            posts.into_iter().next().map(|(channel, ts)| Destination::Thread(channel, ts))
        }
        (Place::Room, Place::Alone(_)) => None,
        (Place::Alone(person), _) => Some(alone(cx, &Subject::Checkin(id), person).await?),
    };
    Ok(match to {
        Some(to) => Verdict::Say(Letter {
            to,
            message: words::edited_since(&scene.shown(words::Status::Open)),
        }),
        None => Verdict::Instead(vec![Outgoing::EditedSince { checkin: id, reply, to: alone_to }]),
    })
}

async fn enqueue_parts(cx: &mut Cx<'_>, scene: &Scene) -> Result<(), Error> {
    let Checkin { id, version, .. } = scene.checkin;
    for part in 1..words::count_parts(&scene.shown(words::Status::Open)) {
        let part = Outgoing::CheckinPart { checkin: id, version, part, to: scene.place() };
        outbox::insert(cx.tx, &part, Timing::now(cx.now)).await?;
    }
    Ok(())
}
