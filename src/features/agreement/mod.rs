//! A pair's agreement: asked for in its first week, filled in by either of the two, signed by both, and then done.
//!
//! `ask` asks, `form` proposes, `sign` signs, `settle` does what was signed, `post` tells. Nothing is in force that not both
//! signed as it stands; until then what held before holds. Only the two read what it says.

use super::{
    Cx, Error, Reaction, Who,
    access::{self, not_yours},
    refused,
};
use crate::{
    domain::{
        access::Act,
        agreement::{Agreement, Stands, Version, rules::Rules},
        ids::PairId,
        pair::{Pair, Side},
        person::Person,
    },
    slack::{
        action::{Form, agreement::PairVersion, read_id},
        blocks::View,
        inbound::Click,
    },
    store::{Fault, agreements, calls, pairs, programmes},
};
use views::{Seen, page as words};

pub mod ask;
pub mod form;
pub mod post;
pub mod settle;
pub mod sign;
pub mod views;

/// So many versions are listed.
const LISTED: i64 = 20;

/// A pair's agreement, with everything around it.
#[derive(Debug, Clone)]
pub struct Scene {
    /// Whose it is.
    pub pair: Pair,
    /// The mentor.
    pub mentor: Person,
    /// The mentee.
    pub mentee: Person,
    /// Where it is.
    pub agreement: Agreement,
    /// What holds now.
    pub stands: Stands,
}

impl Scene {
    async fn of(cx: &mut Cx<'_>, pair: Pair) -> Result<Self, Error> {
        let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
        let agreement = agreements::find(cx.tx, pair.id).await?.with_learning(mentee.learns_by);
        let (words, rules) = match &agreement.in_force {
            Some(agreed) => (Some(agreed.content.words.clone()), agreed.content.rules),
            None => {
                let programme = programmes::find(cx.tx, cx.zones, pair.programme).await?;
                let programme = programme.ok_or(Fault::Unreadable("programme"))?;
                (None, Rules::of(&programme))
            }
        };
        let settings = calls::find_settings(cx.tx, pair.id).await?;
        let (rhythm, length, learns) = (settings.rhythm, settings.length, mentee.learns_by);
        let stands = Stands { words, rules: Rules { rhythm, length, learns, ..rules } };
        Ok(Self { pair, mentor, mentee, agreement, stands })
    }

    async fn load(cx: &mut Cx<'_>, pair: PairId) -> Result<Self, Error> {
        let pair = pairs::find(cx.tx, pair).await?.ok_or(Fault::Unreadable("pair"))?;
        Self::of(cx, pair).await
    }

    /// Who is on `side`.
    pub fn person(&self, side: Side) -> &Person {
        match side {
            Side::Mentor => &self.mentor,
            Side::Mentee => &self.mentee,
        }
    }

    /// As one of the two sees it.
    pub fn seen_by(&self, side: Side) -> Seen<'_> {
        Seen { scene: self, side }
    }

    /// What stood in a version somebody was shown; what holds now, for none.
    async fn shown(&self, cx: &mut Cx<'_>, version: u32) -> Result<Stands, Error> {
        let version = agreements::find_version(cx.tx, self.pair.id, version).await?;
        Ok(version.map_or_else(|| self.stands.clone(), |it| Stands::from(&it.content)))
    }
}

/// `/mentor agreement`: whatever there is to do about it now, or with whom.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let Ok(person) = access::participant(who) else { return refused(words::no_pair()) };
    let mut own = pairs::list_of(cx.tx, person.id).await?;
    own.retain(Pair::has_begun);
    if own.iter().any(Pair::is_active) {
        own.retain(Pair::is_active);
    }
    let [.., newest] = own.as_slice() else { return refused(words::no_pair()) };
    if own.len() == 1 {
        return Ok(Reaction::open(view(cx, who, newest.id).await?));
    }
    let mut partners = Vec::new();
    for pair in &own {
        if let Some(side) = pair.side(person.id) {
            partners.push((pair.id, cx.person(pair.person(side.other())).await?));
        }
    }
    Ok(Reaction::say(words::with_whom(&partners)))
}

/// *Our agreement*, *Fill in and sign*, *Read and sign*: what there is to do about it now.
pub async fn open(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let pair = read_id(&click.value).map_err(|_| not_yours())?;
    Ok(shown(click, view(cx, who, pair).await?))
}

/// A version that waits for whoever looks is put before them; while there is none, it is the form; else the page.
async fn view(cx: &mut Cx<'_>, who: &Who, pair: PairId) -> Result<View, Error> {
    let access = access::pair(cx, who, (pair, Act::ReadRecord)).await?;
    let (scene, side) = (Scene::of(cx, access.object).await?, access.side);
    if !scene.pair.is_active() {
        return page(cx, &scene, side).await;
    }
    if let Some(version) = scene.agreement.waits_for(side) {
        return Ok(words::sign(&scene.seen_by(side), version, None));
    }
    match scene.agreement.newest() {
        0 => form::view(cx, &scene, side).await,
        _ => page(cx, &scene, side).await,
    }
}

async fn page(cx: &mut Cx<'_>, scene: &Scene, side: Side) -> Result<View, Error> {
    let versions: Vec<Version> = agreements::list(cx.tx, scene.pair.id, LISTED).await?;
    Ok(words::page(&scene.seen_by(side), &versions))
}

/// Opens one version, to be read.
pub async fn read(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let PairVersion { pair, version } = click.value.parse().map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (pair, Act::ReadRecord)).await?;
    let version = agreements::find_version(cx.tx, pair, version).await?.ok_or_else(not_yours)?;
    let scene = Scene::of(cx, access.object).await?;
    Ok(Reaction::open(words::version(&scene.seen_by(access.side), &version)))
}

/// A view in the place of a page or a version it was pressed on; else a new one.
fn shown(click: &Click, view: View) -> Reaction {
    let of = click.view.as_ref().and_then(|view| Form::read(&view.callback_id));
    match of {
        Some(Form::SignAgreement | Form::Page) => Reaction::replace(view),
        Some(_) | None => Reaction::open(view),
    }
}
