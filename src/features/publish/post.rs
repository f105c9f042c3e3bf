//! How publishing is said: the other one is asked, what is published stands in the help channel, and the two are told in
//! their own thread.
//!
//! The other one is asked in their own working hours. Nothing is decided here.

use super::{help, views};
use crate::{
    domain::{
        answerable::Answerable,
        ids::{PublicationId, SlackChannel},
        outgoing::{Outgoing, Place},
        pair::Pair,
        person::Person,
        post::Subject,
        publication::{Publication, State},
    },
    features::{
        Cx, Error,
        channel::{self, Sight},
        letter::{Destination, Letter, Verdict, change, outside_hours, under},
    },
    slack::blocks::Message,
    store::{Fault, pairs, publications, questions},
};

/// A publication that must be there because a message is about it.
pub(super) async fn find(cx: &mut Cx<'_>, id: PublicationId) -> Result<Publication, Error> {
    Ok(publications::find(cx.tx, id).await?.ok_or(Fault::Unreadable("publication"))?)
}

async fn load(cx: &mut Cx<'_>, id: PublicationId) -> Result<Scene, Error> {
    let publication = find(cx, id).await?;
    let question = questions::find(cx.tx, publication.question).await?;
    let question = question.ok_or(Fault::Unreadable("question"))?;
    let pair = pairs::find(cx.tx, question.pair).await?.ok_or(Fault::Unreadable("pair"))?;
    let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
    Ok(Scene { publication, pair, mentor, mentee })
}

struct Scene {
    publication: Publication,
    pair: Pair,
    mentor: Person,
    mentee: Person,
}

impl Scene {
    fn in_channel(&self) -> Message {
        views::post(&self.publication, (&self.mentor, &self.mentee))
    }

    /// Who proposed it.
    fn proposer(&self) -> &Person {
        match self.publication.proposed_by == self.mentor.id {
            true => &self.mentor,
            false => &self.mentee,
        }
    }
}

/// Renders what is asked about publishing, and what is published.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::PublishAsked { publication, to } => {
            let scene = load(cx, *publication).await?;
            let reader = cx.person(*to).await?;
            if scene.publication.state() != State::Proposed || !scene.pair.is_active() {
                return Ok(Verdict::Drop("settled"));
            }
            if let Some(not_now) = outside_hours(&reader.availability, cx.now) {
                return Ok(not_now);
            }
            let message = views::asked(&scene.publication, scene.proposer());
            Ok(Verdict::Say(Letter { to: Destination::Person(*to), message }))
        }
        Outgoing::PublishAnswered { publication, to } => {
            let scene = load(cx, *publication).await?;
            let original = Outgoing::PublishAsked { publication: *publication, to: *to };
            let message = match (scene.publication.state(), scene.pair.is_active()) {
                (State::Proposed, false) => views::over(),
                (_, _) => views::asked(&scene.publication, scene.proposer()),
            };
            change(cx, (&Subject::PublishAsked(*publication), &original), message).await
        }
        Outgoing::Published { publication } => {
            let scene = load(cx, *publication).await?;
            if scene.publication.state() != State::Published {
                return Ok(Verdict::Drop("taken back"));
            }
            let Some(there) = help(cx, &scene.pair).await? else {
                return Ok(Verdict::Drop("its channel is closed"));
            };
            match channel::find(cx, &there).await? {
                Sight::Stale => Ok(Verdict::ReadFirst),
                Sight::Closed => Ok(Verdict::Drop("its channel is closed")),
                Sight::Open => {
                    let to = Destination::Conversation(there);
                    Ok(Verdict::Say(Letter { to, message: scene.in_channel() }))
                }
            }
        }
        Outgoing::PublishedRefresh { publication } => {
            let scene = load(cx, *publication).await?;
            let original = Outgoing::Published { publication: *publication };
            let subject = Subject::Published(*publication);
            change(cx, (&subject, &original), scene.in_channel()).await
        }
        Outgoing::PublishedNote { publication, to } => {
            let (id, scene) = (*publication, load(cx, *publication).await?);
            let words = views::note(&scene.publication);
            let alone = |to| Outgoing::PublishedNote { publication: id, to };
            let readers = [scene.pair.mentor, scene.pair.mentee];
            let what = (Answerable::Question(scene.publication.question), &scene.pair);
            under(cx, what, (*to, words), &readers, alone).await
        }
        Outgoing::PublishedNoteRefresh { publication } => {
            let scene = load(cx, *publication).await?;
            let original = Outgoing::PublishedNote { publication: *publication, to: Place::Room };
            let subject = Subject::PublishedNote(*publication);
            change(cx, (&subject, &original), views::note(&scene.publication)).await
        }
        _ => Ok(Verdict::Drop("not ours")),
    }
}

/// The channel in which it is published.
pub async fn place(cx: &mut Cx<'_>, id: PublicationId) -> Result<Option<SlackChannel>, Error> {
    let scene = load(cx, id).await?;
    help(cx, &scene.pair).await
}

/// The change that shows what became of the proposal.
pub fn became(message: &Outgoing) -> Option<Outgoing> {
    match message {
        Outgoing::PublishAsked { publication, to } => {
            Some(Outgoing::PublishAnswered { publication: *publication, to: *to })
        }
        _ => None,
    }
}
