//! The days on which something comes up in the life of a pair: set when it begins, moved with the mentee.
//!
//! What an occasion brings, and when it comes again, is a feature's own.

use jiff::{Timestamp, civil::Date};

use crate::{
    domain::{
        occasion::{Day, Occasion},
        pair::Pair,
        person::Person,
        review,
        step::first_notice_on,
    },
    features::{Cx, Error},
    store::occasions,
};

/// What comes on the very day a pair begins.
const AT_THE_START: [Occasion; 5] = [
    Occasion::Agreement,
    Occasion::Guide,
    Occasion::FirstGoal,
    Occasion::MenteeTip,
    Occasion::MentorTip,
];

/// A pair has begun: the first step is planned from that day on, too.
pub async fn start(
    cx: &mut Cx<'_>,
    (pair, mentee): (&Pair, &Person),
    began_at: Timestamp,
) -> Result<(), Error> {
    let began_on = mentee.zone.date(began_at);
    for occasion in AT_THE_START {
        set(cx, (pair, mentee), Day { occasion, on: began_on }).await?;
    }
    let review = Day { occasion: Occasion::Review, on: review::first(began_on) };
    let step = Day { occasion: Occasion::Step, on: first_notice_on(began_on) };
    for day in [review, step] {
        set(cx, (pair, mentee), day).await?;
    }
    Ok(())
}

/// Sets when an occasion comes next for a pair.
pub async fn set(cx: &mut Cx<'_>, (pair, mentee): (&Pair, &Person), day: Day) -> Result<(), Error> {
    let due_at = mentee.zone.start_of(day.on);
    Ok(occasions::update_next(cx.tx, pair.id, (day, due_at)).await?)
}

/// The day of an occasion that is still to come.
pub async fn find(cx: &mut Cx<'_>, pair: &Pair, occasion: Occasion) -> Result<Option<Date>, Error> {
    Ok(occasions::find(cx.tx, pair.id, occasion).await?)
}

/// The mentee's zone has changed: what is still to come comes on the same day, where they are now.
pub async fn follow(cx: &mut Cx<'_>, pair: &Pair, mentee: &Person) -> Result<(), Error> {
    for day in occasions::list(cx.tx, pair.id).await? {
        set(cx, (pair, mentee), day).await?;
    }
    Ok(())
}
