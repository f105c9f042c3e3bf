//! What the file everything is kept in knows of the people of a roster.

use std::collections::HashMap;

use super::lookup::Profiles;
use crate::{
    app::App,
    domain::{
        pair::PairState,
        roster::{Found, Named},
        zone::Zone,
    },
    features::{Cx, Error, people},
    slack::inbound::Profile,
    store::{Fault, cohorts, pairs, people as met, programmes},
};

/// What a roster is judged by.
pub(super) struct Known {
    /// Everybody whom Slack knows.
    pub(super) people: HashMap<Named, Found>,
    /// How many mentees a mentor takes.
    pub(super) capacity: i64,
}

/// Looks everybody up.
pub(super) async fn known(app: &App, profiles: &Profiles) -> Result<Known, Error> {
    let mut tx = app.db.read().await?;
    let mut cx = Cx::new(&mut tx, app.clock.now(), (&app.config, &app.zones));
    let programme =
        programmes::find_first(cx.tx, cx.zones).await?.ok_or(Fault::Unreadable("programme"))?;
    let mut people = HashMap::new();
    for (named, profile) in profiles.iter() {
        let found = found(&mut cx, profile, programme.zone.as_ref()).await?;
        people.insert(named.clone(), found);
    }
    Ok(Known { people, capacity: programme.mentor_capacity })
}

async fn found(
    cx: &mut Cx<'_>,
    profile: &Profile,
    programme: Option<&Zone>,
) -> Result<Found, Error> {
    let own = profile.zone.as_deref().and_then(|name| cx.zones.find(name));
    let zone = own.or_else(|| programme.cloned()).unwrap_or_else(Zone::utc);
    let mut found = Found {
        user: profile.user.clone(),
        account: people::account(profile),
        today: zone.date(cx.now),
        person: None,
        mentor: None,
        mentors_before: Vec::new(),
        mentees: 0,
        cohort: None,
    };
    let Some(person) = met::find_by_user(cx.tx, cx.zones, &profile.user, cx.now).await? else {
        return Ok(found);
    };
    found.person = Some(person.id);
    if let Some((cohort, _)) = cohorts::find_of(cx.tx, person.id).await? {
        found.cohort = cohorts::find(cx.tx, cohort).await?.map(|cohort| cohort.name);
    }
    found.mentees = pairs::count_of_mentor(cx.tx, person.id).await?;
    for pair in pairs::list_of(cx.tx, person.id).await? {
        if pair.mentee != person.id {
            continue;
        }
        match pair.state {
            PairState::Proposed { .. } | PairState::Active { .. } => {
                found.mentor = Some(pair.mentor);
            }
            PairState::Declined | PairState::Ended { .. } => found.mentors_before.push(pair.mentor),
        }
    }
    Ok(found)
}
