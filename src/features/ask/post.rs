//! Where a question is read: in the pair's room, and as the writer's own copy.
//!
//! The post waits for the mentor's window, because every message in a group DM notifies; a question that is settled before
//! disturbs nobody. What is too long for one message goes on in its thread; nothing is cut.

use jiff::Timestamp;

use super::{
    asked, may_come_now,
    views::{commons, shown as words},
};
use crate::{
    domain::{
        answerable::Answerable,
        help_channel::{InChannel, PeerAnswer},
        ids::{PairId, QuestionId},
        outgoing::{Outgoing, Place},
        pair::{Pair, Room},
        person::Person,
        post::Subject,
        question::{Question, State},
        rematch::Brought,
    },
    features::{
        Cx, Error, answering,
        letter::{Destination, Letter, Verdict, alone, change, goes_on, under},
    },
    slack::blocks::Message,
    store::{
        Fault, channels,
        outbox::{self, Timing},
        pairs, posts, questions, rematches,
    },
};

/// A question with everybody around it.
struct Scene {
    question: Question,
    pair: Pair,
    mentor: Person,
    mentee: Person,
    there: Option<(InChannel, Vec<PeerAnswer>)>,
}

impl Scene {
    async fn load(cx: &mut Cx<'_>, id: QuestionId) -> Result<Self, Error> {
        let question = questions::find(cx.tx, id).await?.ok_or(Fault::Unreadable("question"))?;
        let pair = pairs::find(cx.tx, question.pair).await?.ok_or(Fault::Unreadable("pair"))?;
        let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
        let there = match channels::find_question(cx.tx, id).await? {
            Some(there) if there.lost_at.is_none() => {
                Some((there, channels::list_answers(cx.tx, id).await?))
            }
            Some(_) | None => None,
        };
        Ok(Self { question, pair, mentor, mentee, there })
    }

    fn subject(&self) -> Subject {
        Subject::Question(self.question.id)
    }

    /// Where the question's message is said.
    fn place(&self) -> Place {
        match self.pair.room {
            Room::Refused => Place::Alone(self.pair.mentor),
            Room::Open(_) | Room::Unopened => Place::Room,
        }
    }

    /// A mentor who has answered it, or said when, has read it.
    fn is_read(&self) -> bool {
        self.question.round.nth > 1
            || self.question.round.seen.is_some()
            || self.question.state() == State::Answered
    }

    /// Whether nobody answers it any more, because the pair has ended.
    fn is_left(&self) -> bool {
        !self.pair.is_active() && self.question.state() == State::Open
    }

    fn shown(&self) -> words::Shown<'_> {
        let Self { question, pair, mentor, mentee, there } = self;
        let there = there.as_ref().map(|(there, others)| commons::There { there, others });
        words::Shown { question, mentor, mentee, room: &pair.room, there }
    }
}

/// Renders a question where it is read, and what is said under it.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::QuestionPost { question, to } => post(cx, *question, *to).await,
        Outgoing::QuestionPart { question, version, part, to } => {
            go_on(cx, *question, (*version, *part, *to)).await
        }
        Outgoing::QuestionRefresh { question } => {
            let scene = Scene::load(cx, *question).await?;
            if let Some(elsewhere) = out_of_sight(cx, &scene).await? {
                return Ok(elsewhere);
            }
            let original = Outgoing::QuestionPost { question: *question, to: scene.place() };
            let message = match scene.is_left() {
                true => words::left(&scene.shown()),
                false => words::post(&scene.shown()),
            };
            change(cx, (&scene.subject(), &original), message).await
        }
        Outgoing::QuestionReceipt { question } => {
            let scene = Scene::load(cx, *question).await?;
            let message = receipt(cx, &scene).await?;
            Ok(Verdict::Say(Letter { to: Destination::Person(scene.mentee.id), message }))
        }
        Outgoing::QuestionReceiptRefresh { question } => {
            let scene = Scene::load(cx, *question).await?;
            let message = receipt(cx, &scene).await?;
            let original = Outgoing::QuestionReceipt { question: *question };
            change(cx, (&Subject::QuestionReceipt(*question), &original), message).await
        }
        Outgoing::PeersSaid { question, to } => {
            let (question, scene) = (*question, Scene::load(cx, *question).await?);
            let others = scene.there.as_ref().map_or(&[][..], |(_, others)| others);
            let mut said = Vec::new();
            for (person, words) in others.iter().filter_map(|other| other.known.as_ref()) {
                if let Some(words) = words {
                    said.push((cx.person(*person).await?, words.clone()));
                }
            }
            let Some(message) = commons::peers_said(&said) else {
                return Ok(Verdict::Drop("nobody said anything"));
            };
            let alone = |to| Outgoing::PeersSaid { question, to };
            let what = (Answerable::Question(question), &scene.pair);
            under(cx, what, (*to, message), &[scene.pair.mentor], alone).await
        }
        Outgoing::QuestionSeen { question, back_by, to } => {
            let (question, back_by) = (*question, *back_by);
            let scene = Scene::load(cx, question).await?;
            let words = words::seen(&scene.shown(), back_by);
            let alone = |to| Outgoing::QuestionSeen { question, back_by, to };
            let what = (Answerable::Question(question), &scene.pair);
            under(cx, what, (*to, words), &[scene.pair.mentee], alone).await
        }
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn receipt(cx: &mut Cx<'_>, scene: &Scene) -> Result<Message, Error> {
    if scene.is_left() {
        let anew = asked_anew(cx, scene.pair.id).await?;
        return Ok(words::unanswered(&scene.shown(), anew.as_ref()));
    }
    let urgency = scene.question.content.urgency();
    let sees_at = match may_come_now(cx, (urgency, &scene.mentor)).await? {
        true => Some(scene.question.round.since),
        false => {
            let from = scene.question.round.since.max(cx.now);
            scene.mentor.availability.next_open(from)
        }
    };
    Ok(words::receipt(&scene.shown(), scene.question.posted_at.or(sees_at)))
}

/// Whom the questions of a pair were put to anew, because the mentee brought them along to another mentor.
async fn asked_anew(cx: &mut Cx<'_>, pair: PairId) -> Result<Option<Person>, Error> {
    let Some((new, brought)) = rematches::find_went_on(cx.tx, pair).await? else {
        return Ok(None);
    };
    let new = pairs::find(cx.tx, new).await?.filter(|_| brought.contains(&Brought::Open));
    match new {
        Some(new) => Ok(Some(cx.person(new.mentor).await?)),
        None => Ok(None),
    }
}

/// What to do with a change of a message that stands in a room that has gone since: a question that waits is brought to
/// the mentor alone; anything else they know. `None` while the message can be changed.
async fn out_of_sight(cx: &mut Cx<'_>, scene: &Scene) -> Result<Option<Verdict>, Error> {
    let to @ Place::Alone(mentor) = scene.place() else { return Ok(None) };
    let stands = !posts::list(cx.tx, &scene.subject()).await?.is_empty();
    let there = alone(cx, &scene.subject(), mentor).await?;
    if !stands || matches!(there, Destination::Thread(..)) {
        return Ok(None);
    }
    let question = scene.question.id;
    Ok(Some(match scene.question.state() {
        State::Open => Verdict::Instead(vec![Outgoing::QuestionPost { question, to }]),
        State::Answered | State::Closed(_) => Verdict::Drop("its room is gone"),
    }))
}

async fn post(cx: &mut Cx<'_>, id: QuestionId, to: Place) -> Result<Verdict, Error> {
    let scene = Scene::load(cx, id).await?;
    if !scene.pair.is_active() {
        return Ok(Verdict::Drop("over"));
    }
    if let State::Closed(_) = scene.question.state() {
        return Ok(Verdict::Drop("solved"));
    }
    let to = match (to, &scene.pair.room) {
        // The mentee has the receipt, so only the mentor needs to be told alone.
        (Place::Room, Room::Refused) => {
            let alone = Outgoing::QuestionPost { question: id, to: scene.place() };
            return Ok(Verdict::Instead(vec![alone]));
        }
        (Place::Room, Room::Open(_) | Room::Unopened) => Destination::Room(scene.pair.id),
        (Place::Alone(person), _) => Destination::Person(person),
    };
    // Others have it first; whoever answered before has read it.
    if !scene.question.has_risen(cx.now) && !scene.is_read() {
        return Ok(Verdict::Wait(scene.question.round.since));
    }
    let urgency = scene.question.content.urgency();
    let may_wait = !scene.is_read() && !may_come_now(cx, (urgency, &scene.mentor)).await?;
    match scene.mentor.availability.next_open(cx.now) {
        Some(at) if at > cx.now && may_wait => Ok(Verdict::Wait(at)),
        Some(_) | None => Ok(Verdict::Say(Letter { to, message: words::post(&scene.shown()) })),
    }
}

async fn go_on(
    cx: &mut Cx<'_>,
    id: QuestionId,
    (version, part, to): (u32, u32, Place),
) -> Result<Verdict, Error> {
    let scene = Scene::load(cx, id).await?;
    // An edit says its own parts; those of the version before would say the same words twice.
    if scene.question.version != version {
        return Ok(Verdict::Drop("edited since"));
    }
    // The first message was posted when the mentor could be disturbed; an edit may come at any hour.
    if version > 1
        && let Some(at) = scene.mentor.availability.next_open(cx.now).filter(|at| *at > cx.now)
    {
        return Ok(Verdict::Wait(at));
    }
    let at = |part, to| Outgoing::QuestionPart { question: id, version, part, to };
    let subject = scene.subject();
    let to = match goes_on(cx, (&subject, scene.place()), (part, to), at).await? {
        Ok(to) => to,
        Err(instead) => return Ok(instead),
    };
    match words::part(&scene.shown(), part) {
        Some(message) => Ok(Verdict::Say(Letter { to, message })),
        None => Ok(Verdict::Drop("shorter now")),
    }
}

/// A question that others should have had first is the mentor's now, as if it were asked now.
pub async fn rise_now(cx: &mut Cx<'_>, question: &Question) -> Result<(), Error> {
    if question.round.since <= cx.now {
        return Ok(());
    }
    let scene = Scene::load(cx, question.id).await?;
    questions::update_since(cx.tx, question.id, cx.now).await?;
    let owed = question.round.promise.owe(cx.now, &scene.mentor.availability);
    questions::update_owed(cx.tx, question.id, owed).await?;
    answering::refresh(cx, &asked(question)).await
}

/// The mentor can see it since `at`: the rest of a long one follows in the thread.
pub async fn delivered(cx: &mut Cx<'_>, id: QuestionId, at: Timestamp) -> Result<(), Error> {
    questions::update_posted(cx.tx, id, at).await?;
    let scene = Scene::load(cx, id).await?;
    enqueue_parts(cx, &scene).await?;
    if scene.there.as_ref().is_some_and(|(there, _)| there.rises_at.is_some()) {
        let said = Outgoing::PeersSaid { question: id, to: scene.place() };
        outbox::insert(cx.tx, &said, Timing::now(cx.now)).await?;
    }
    let receipt = Outgoing::QuestionReceiptRefresh { question: id };
    outbox::insert(cx.tx, &receipt, Timing::now(cx.now)).await?;
    Ok(())
}

/// An edit of a long question that is posted already says its further parts again, as this version's. Where it was posted
/// in a room that has gone since, its refresh brings it to the mentor alone and whole.
pub async fn edited(cx: &mut Cx<'_>, id: QuestionId) -> Result<(), Error> {
    let scene = Scene::load(cx, id).await?;
    match scene.question.posted_at {
        Some(_) => enqueue_parts(cx, &scene).await,
        None => Ok(()),
    }
}

async fn enqueue_parts(cx: &mut Cx<'_>, scene: &Scene) -> Result<(), Error> {
    let Question { id, version, .. } = scene.question;
    for part in 1..words::count_parts(&scene.shown()) {
        let part = Outgoing::QuestionPart { question: id, version, part, to: scene.place() };
        outbox::insert(cx.tx, &part, Timing::now(cx.now)).await?;
    }
    Ok(())
}
