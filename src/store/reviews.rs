//! The times pairs look back, and what each of the two said.
//!
//! What one of them said is read together with the rest of its review; whoever shows it decides what is shown to whom.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{Fault, from_day, from_ms, from_ms_opt, to_ms};
use crate::domain::{
    ids::{PairId, PersonId, ReviewAnswerId, ReviewId},
    pair::Side,
    review::{Answers, Confidence, Review, Said, Turn},
};

const UNREADABLE: Fault = Fault::Unreadable("review");

/// So many answers are looked at for how sure a mentee was: those of four years.
const MOST: i64 = 52;

/// Writes down that a pair looks back; one of this day that is written down already stays. `None` then.
pub async fn insert(
    tx: &mut SqliteConnection,
    pair: PairId,
    turn: Turn,
) -> Result<Option<ReviewId>, Fault> {
    let (begins_on, ends_on) = (turn.begins_on.to_string(), turn.ends_on.to_string());
    let id = sqlx::query_scalar!(
        r#"insert into reviews (pair_id, begins_on, ends_on) values (?, ?, ?)
           on conflict (pair_id, begins_on) do nothing returning id as "id!: i64""#,
        pair.0,
        begins_on,
        ends_on
    );
    Ok(id.fetch_optional(tx).await?.map(ReviewId))
}

/// A review is closed.
pub async fn update_closed(
    tx: &mut SqliteConnection,
    id: ReviewId,
    now: Timestamp,
) -> Result<(), Fault> {
    let now = to_ms(now);
    sqlx::query!("update reviews set closed_at = coalesce(closed_at, ?) where id = ?", now, id.0)
        .execute(tx)
        .await?;
    Ok(())
}

struct Row {
    id: i64,
    pair_id: i64,
    begins_on: String,
    ends_on: String,
    closed_at: Option<i64>,
}

impl TryFrom<Row> for Review {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id.into(),
            pair: row.pair_id.into(),
            turn: Turn { begins_on: from_day(&row.begins_on)?, ends_on: from_day(&row.ends_on)? },
            closed_at: from_ms_opt(row.closed_at)?,
        })
    }
}

/// One statement that reads reviews; `$which` says which, and is checked with the rest.
macro_rules! reviews_where {
    ($which:literal, $($given:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select id as "id!: i64", pair_id, begins_on, ends_on, closed_at from reviews where "# + $which,
            $($given),+
        )
    };
}

/// The review with this id.
pub async fn find(tx: &mut SqliteConnection, id: ReviewId) -> Result<Option<Review>, Fault> {
    reviews_where!("id = ?", id.0).fetch_optional(tx).await?.map(Review::try_from).transpose()
}

/// The review of which this is somebody's part.
pub async fn find_of_answer(
    tx: &mut SqliteConnection,
    id: ReviewAnswerId,
) -> Result<Option<Review>, Fault> {
    let row = reviews_where!("id = (select review_id from review_answers where id = ?)", id.0);
    row.fetch_optional(tx).await?.map(Review::try_from).transpose()
}

/// A pair's open review.
pub async fn find_open(tx: &mut SqliteConnection, pair: PairId) -> Result<Option<Review>, Fault> {
    let row =
        reviews_where!("pair_id = ? and closed_at is null order by begins_on desc limit 1", pair.0);
    row.fetch_optional(tx).await?.map(Review::try_from).transpose()
}

/// A pair's reviews, the newest first, so many of them after leaving some out.
pub async fn list(
    tx: &mut SqliteConnection,
    pair: PairId,
    (limit, skip): (i64, i64),
) -> Result<Vec<Review>, Fault> {
    let rows =
        reviews_where!("pair_id = ? order by begins_on desc limit ? offset ?", pair.0, limit, skip);
    rows.fetch_all(tx).await?.into_iter().map(Review::try_from).collect()
}

/// The newest review of a pair that was closed in a span of time.
pub async fn find_closed_between(
    tx: &mut SqliteConnection,
    pair: PairId,
    (from, to): (Timestamp, Timestamp),
) -> Result<Option<Review>, Fault> {
    let (from, to) = (to_ms(from), to_ms(to));
    let row = reviews_where!(
        "pair_id = ? and closed_at >= ? and closed_at < ? order by closed_at desc limit 1",
        pair.0,
        from,
        to
    );
    row.fetch_optional(tx).await?.map(Review::try_from).transpose()
}

/// Who says something in which review.
#[derive(Debug, Clone, Copy)]
pub struct Speaker {
    /// The review.
    pub review: ReviewId,
    /// On which side they are.
    pub side: Side,
    /// Who.
    pub author: PersonId,
}

/// Writes down what one of the two says, in the place of what they said before; `view_id` is the modal in which they sent
/// the last page, if they have.
pub async fn update_answers(
    tx: &mut SqliteConnection,
    speaker: Speaker,
    (view_id, answers): (Option<&str>, &Answers),
    now: Timestamp,
) -> Result<(), Fault> {
    let content = serde_json::to_string(answers).map_err(|_| UNREADABLE)?;
    let (side, now) = (speaker.side.as_str(), to_ms(now));
    sqlx::query!(
        "insert into review_answers (review_id, side, author_id, said_at, view_id, content) values (?, ?, ?, ?, ?, ?)
         on conflict (review_id, side) do update
         set said_at = excluded.said_at, view_id = coalesce(excluded.view_id, view_id), content = excluded.content",
        speaker.review.0,
        side,
        speaker.author.0,
        now,
        view_id,
        content
    )
    .execute(tx)
    .await?;
    Ok(())
}

struct Spoken {
    id: i64,
    side: String,
    author_id: i64,
    said_at: i64,
    view_id: Option<String>,
    content: String,
}

impl TryFrom<Spoken> for Said {
    type Error = Fault;

    fn try_from(row: Spoken) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id.into(),
            side: Side::read(&row.side).ok_or(UNREADABLE)?,
            author: row.author_id.into(),
            said_at: from_ms(row.said_at)?,
            view_id: row.view_id,
            answers: serde_json::from_str(&row.content).map_err(|_| UNREADABLE)?,
        })
    }
}

/// What was said in a review so far, the mentee's first.
pub async fn list_said(tx: &mut SqliteConnection, id: ReviewId) -> Result<Vec<Said>, Fault> {
    let rows = sqlx::query_as!(
        Spoken,
        r#"select id as "id!: i64", side, author_id, said_at, view_id, content
           from review_answers where review_id = ? order by side"#,
        id.0
    );
    rows.fetch_all(tx).await?.into_iter().map(Said::try_from).collect()
}

/// What one side of a pair said in its reviews, the newest review first, with its turn; at most `limit` of them.
pub async fn list_said_by(
    tx: &mut SqliteConnection,
    (pair, side): (PairId, Side),
    limit: i64,
) -> Result<Vec<(Review, Said)>, Fault> {
    let side = side.as_str();
    let rows = sqlx::query!(
        r#"select reviews.id as "review_id!: i64", pair_id, begins_on, ends_on, closed_at,
                  review_answers.id as "id!: i64", side, author_id, said_at, view_id, content
           from reviews join review_answers on review_id = reviews.id
           where pair_id = ? and side = ? order by begins_on desc limit ?"#,
        pair.0,
        side,
        limit
    )
    .fetch_all(tx)
    .await?;
    let both = rows.into_iter().map(|row| {
        let review = Row {
            id: row.review_id,
            pair_id: row.pair_id,
            begins_on: row.begins_on,
            ends_on: row.ends_on,
            closed_at: row.closed_at,
        };
        let said = Spoken {
            id: row.id,
            side: row.side,
            author_id: row.author_id,
            said_at: row.said_at,
            view_id: row.view_id,
            content: row.content,
        };
        Ok((review.try_into()?, said.try_into()?))
    });
    both.collect()
}

/// How sure a pair's mentee was in each area in the reviews that are closed, the oldest first; for the two alone.
pub async fn list_confidence(
    tx: &mut SqliteConnection,
    pair: PairId,
) -> Result<Vec<Confidence>, Fault> {
    let said = list_said_by(tx, (pair, Side::Mentee), MOST).await?.into_iter().rev();
    let closed = said.filter(|(review, _)| review.closed_at.is_some());
    let confidence = closed.filter_map(|(review, said)| {
        let together = said.answers.together?;
        (!together.confidence.is_empty()).then_some((review.turn.begins_on, together.confidence))
    });
    Ok(confidence.collect())
}
