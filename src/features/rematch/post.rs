//! What those a suggestion concerns are asked, what their requests show afterwards, and what became of it.
//!
//! Each reads it in their own window. What a lead reads are states: who has answered, never what anybody brings along.

use super::{
    shown_to,
    views::{
        news,
        suggestion::{self as words, Four},
    },
};
use crate::{
    domain::{
        ids::{PersonId, RematchId},
        outgoing::Outgoing,
        pair::Pair,
        person::Person,
        post::Subject,
        rematch::{Outcome, Suggestion},
    },
    features::{
        Cx, Error,
        letter::{Destination, Letter, Verdict, change_of_missing, outside_hours},
    },
    slack::{action::rematch::RematchRound, blocks::Message},
    store::{Fault, pairs, rematches},
};

/// What somebody is to a suggestion. Whoever suggests themselves is asked as everybody who is suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    NewMentor,
    Mentee,
    OldMentor,
    Lead,
}

/// A suggestion with everybody in it.
struct Scene {
    it: RematchRound,
    pair: Pair,
    suggestion: Suggestion,
    outcome: Option<Outcome>,
    people: [Person; 4],
}

impl Scene {
    async fn load(cx: &mut Cx<'_>, it: RematchRound) -> Result<Self, Error> {
        let rematch =
            rematches::find(cx.tx, it.rematch).await?.ok_or(Fault::Unreadable("rematch"))?;
        let pair = pairs::find(cx.tx, rematch.pair).await?.ok_or(Fault::Unreadable("pair"))?;
        let suggested = rematches::find_suggested(cx.tx, (it.rematch, it.round)).await?;
        let suggested = suggested.ok_or(Fault::Unreadable("rematch"))?;
        let suggestion = suggested.suggestion;
        let people = [
            cx.person(pair.mentee).await?,
            cx.person(pair.mentor).await?,
            cx.person(suggestion.mentor).await?,
            cx.person(suggestion.by).await?,
        ];
        Ok(Self { it, pair, suggestion, outcome: suggested.outcome, people })
    }

    fn four(&self) -> Four<'_> {
        let [mentee, old, new, lead] = &self.people;
        Four { mentee, old, new, lead }
    }

    fn part(&self, person: PersonId) -> Part {
        if person == self.suggestion.mentor {
            Part::NewMentor
        } else if person == self.pair.mentee {
            Part::Mentee
        } else if person == self.pair.mentor {
            Part::OldMentor
        } else {
            Part::Lead
        }
    }

    /// What somebody's request shows now.
    fn request(&self, part: Part) -> Message {
        let four = self.four();
        match (self.outcome, part) {
            (Some(Outcome::Begun), Part::NewMentor) => words::begun(four.mentee),
            (Some(Outcome::Begun), Part::Mentee) => words::begun(four.new),
            (Some(outcome), _) => words::is_settled(outcome),
            (None, Part::NewMentor) => match self.suggestion.mentor_in {
                Some(_) => words::mentor_is_in(&four),
                None => words::to_new_mentor(self.it, &four),
            },
            (None, Part::Mentee) => match &self.suggestion.mentee_in {
                Some((_, brought)) => words::mentee_is_in(self.it, &four, brought),
                None => words::to_mentee(self.it, &four),
            },
            (None, Part::OldMentor) => words::to_old_mentor(self.it, &four, &self.suggestion),
            (None, Part::Lead) => words::to_lead(self.it, &four, &self.suggestion),
        }
    }
}

/// Renders what is said about a suggestion.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::RematchSuggested { rematch, round, to } => {
            asked(cx, (*rematch, *round, *to)).await
        }
        Outgoing::RematchSuggestedRefresh { rematch, round, to } => {
            refreshed(cx, (*rematch, *round, *to)).await
        }
        Outgoing::RematchSettled { rematch, round, to } => {
            settled(cx, (*rematch, *round, *to)).await
        }
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn asked(
    cx: &mut Cx<'_>,
    (rematch, round, to): (RematchId, u32, PersonId),
) -> Result<Verdict, Error> {
    let scene = Scene::load(cx, RematchRound { rematch, round }).await?;
    if scene.outcome.is_some() {
        return Ok(Verdict::Drop("settled"));
    }
    let reader = cx.person(to).await?;
    if !reader.account.may_take_part() {
        return Ok(Verdict::Drop("left"));
    }
    let part = scene.part(to);
    // A lead is told at once what their own press has done.
    match outside_hours(&reader.availability, cx.now).filter(|_| part != Part::Lead) {
        Some(not_now) => Ok(not_now),
        None => {
            Ok(Verdict::Say(Letter { to: Destination::Person(to), message: scene.request(part) }))
        }
    }
}

async fn refreshed(
    cx: &mut Cx<'_>,
    (rematch, round, to): (RematchId, u32, PersonId),
) -> Result<Verdict, Error> {
    let subject = Subject::RematchSuggested(rematch, round);
    let Some((channel, ts)) = shown_to(cx, &subject, to).await? else {
        return change_of_missing(cx, &Outgoing::RematchSuggested { rematch, round, to }).await;
    };
    let scene = Scene::load(cx, RematchRound { rematch, round }).await?;
    let message = scene.request(scene.part(to));
    Ok(Verdict::Say(Letter { to: Destination::Change(channel, ts), message }))
}

async fn settled(
    cx: &mut Cx<'_>,
    (rematch, round, to): (RematchId, u32, PersonId),
) -> Result<Verdict, Error> {
    let scene = Scene::load(cx, RematchRound { rematch, round }).await?;
    let Some(outcome) = scene.outcome else { return Ok(Verdict::Drop("still open")) };
    let reader = cx.person(to).await?;
    if !reader.account.may_take_part() {
        return Ok(Verdict::Drop("left"));
    }
    let part = scene.part(to);
    let subject = Subject::RematchSuggested(rematch, round);
    // Who was never asked has nothing to be told, unless their pair is over.
    if part == Part::OldMentor
        && outcome != Outcome::Begun
        && shown_to(cx, &subject, to).await?.is_none()
    {
        return Ok(Verdict::Drop("never asked"));
    }
    if let Some(not_now) = outside_hours(&reader.availability, cx.now) {
        return Ok(not_now);
    }
    let four = scene.four();
    let message = match part {
        Part::NewMentor => news::to_new_mentor(outcome, &four),
        Part::Mentee => news::to_mentee(outcome, &four),
        Part::OldMentor => news::to_old_mentor(outcome, &four),
        Part::Lead => news::to_lead(outcome, &four, scene.pair.id),
    };
    Ok(Verdict::Say(Letter { to: Destination::Person(to), message }))
}
