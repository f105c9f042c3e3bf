//! `/mentor end`: either of the two ends their pair, with a reason, after a second look.
//!
//! It is a decision one of them takes alone, at any time, and a respectable one: nobody is asked to agree, and nothing
//! that was written goes. What stops with it stands in `schedule::ending`; how a pair that is complete is sent off stands
//! in `alumni`, and what its mentee takes along in `record`.

use super::{Cx, Error, Reaction, Who, access, bodies, partners, schedule::ending as schedule};
use crate::{
    domain::{
        access::Act,
        ending::{Parting, Reason, Why},
        ids::PairId,
        leave::ReasonReaders,
        pair::{Ending, Pair, Side},
        person::Person,
        text::UserText,
    },
    slack::{
        action::read_id,
        answer::Answer,
        blocks::View,
        inbound::{Click, Field, Submit, ViewState},
    },
    store::endings,
};
use views::early::{self, Seen};

pub mod alumni;
pub mod cohort;
pub mod post;
pub mod record;
pub mod views;

/// `/mentor end`: the form, or of which pair.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let partners = partners::running(cx, who, early::no_pair).await?;
    match partners.as_slice() {
        [(pair, _)] => open(cx, who, *pair).await,
        several => Ok(Reaction::say(early::which(several))),
    }
}

/// *End this pair*.
pub async fn ask(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    open(cx, who, pair_id(&click.value)?).await
}

async fn open(cx: &mut Cx<'_>, who: &Who, id: PairId) -> Result<Reaction, Error> {
    let scene = Scene::of(cx, who, id).await?;
    Ok(Reaction::open(early::form(id, &scene.seen())))
}

/// Who is about to end which pair.
struct Scene {
    pair: Pair,
    reader: Person,
    other: Person,
    lead: Option<Person>,
    side: Side,
}

impl Scene {
    async fn of(cx: &mut Cx<'_>, who: &Who, id: PairId) -> Result<Self, Error> {
        let access = access::pair(cx, who, (id, Act::EndPair)).await?;
        let (pair, side) = (access.object, access.side);
        let other = cx.person(pair.person(side.other())).await?;
        let lead = access::lead_of(cx, &pair).await?.filter(|lead| pair.side(lead.id).is_none());
        Ok(Self { reader: access.person, other, lead, side, pair })
    }

    fn seen(&self) -> Seen<'_> {
        let (room, lead) = (&self.pair.room, self.lead.as_ref());
        Seen { reader: &self.reader, other: &self.other, room, lead }
    }
}

/// The reason is given: what ends with it is shown once before it does.
pub async fn look_again(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let id = pair_id(&submit.view.private_metadata)?;
    if is_over_already(cx, who, id).await? {
        return Ok(replaced(early::over_already()));
    }
    let scene = Scene::of(cx, who, id).await?;
    let why = read(&submit.view)?;
    Ok(replaced(early::second_look(id, &scene.seen(), &why)))
}

/// It ends.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let id = pair_id(&submit.view.private_metadata)?;
    if is_over_already(cx, who, id).await? {
        return Ok(replaced(early::over_already()));
    }
    let scene = Scene::of(cx, who, id).await?;
    let parting = Parting { by: Some(scene.side), why: Some(read(&submit.view)?) };
    schedule::end(cx, &scene.pair, (Ending::Early, &parting)).await?;
    let answer = Answer::Replace(early::ended(&scene.seen()));
    Ok(Reaction { answer, ..Reaction::done() })
}

/// Whether it has ended: the same form comes once more, or the other one was faster.
async fn is_over_already(cx: &mut Cx<'_>, who: &Who, id: PairId) -> Result<bool, Error> {
    let known = access::pair(cx, who, (id, Act::ReadRecord)).await?;
    Ok(known.object.is_over())
}

fn replaced(view: View) -> Reaction {
    Reaction { answer: Answer::Replace(view), ..Reaction::nothing() }
}

fn read(state: &ViewState) -> Result<Why, Error> {
    let chosen = match state.fields.get(early::REASON) {
        Some(Field::Choice(Some(chosen))) => Reason::read(chosen),
        Some(Field::Choice(None) | Field::Text(_) | Field::Choices(_) | Field::Date(_)) | None => {
            None
        }
    };
    let under = |field: &str, sentence| Error::Fields(vec![(field.to_owned(), sentence)]);
    let reason = chosen.ok_or_else(|| under(early::REASON, early::no_reason()))?;
    let words = UserText::parse_optional(state.typed(early::WORDS), early::LONGEST)
        .map_err(|problem| under(early::WORDS, bodies::problem(problem)))?;
    let readers = match state.fields.get(early::READERS) {
        Some(Field::Choices(ticked)) if !ticked.is_empty() => ReasonReaders::PartnerToo,
        Some(_) | None => ReasonReaders::OnlyTheWriter,
    };
    Ok(Why { reason, words, readers })
}

fn pair_id(carried: &str) -> Result<PairId, Error> {
    read_id(carried).map_err(|_| Error::Refused(access::NOT_YOURS.to_owned()))
}

/// How a pair that is over ended; one that ended before this was written down has no more to say.
pub async fn parting(cx: &mut Cx<'_>, pair: PairId) -> Result<Parting, Error> {
    let known = endings::find(cx.tx, pair).await?;
    Ok(known.unwrap_or(Parting { by: None, why: None }))
}
