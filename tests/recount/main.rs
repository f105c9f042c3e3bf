//! What `/mentor stats` says, counted once more in another way.
//!
//! Items are generated from a seed and measured and written down by the bot's own clock and store. Then SQL of its own
//! counts them straight over the tables: kept or missed from the instants alone, percentiles by the place of a row in its
//! order. For a sample the working time is counted minute by minute on a wall clock, with hours and days off that this test
//! keeps by itself. Nothing of `domain::stats` or of the response clock is called for that.

mod items;
mod minutes;

use std::{collections::BTreeMap, path::PathBuf};

use sqlx::{Row, SqliteConnection};
use trellis::{
    config::Config,
    domain::{
        ids::PairId,
        stats::{Figures, Stats},
        zone::Zones,
    },
    features::{Cx, stats},
    store::Db,
};

use self::items::Town;

/// What a group of items comes to.
#[derive(Debug, PartialEq, Eq)]
struct Count {
    n: i64,
    answered: i64,
    owed: i64,
    /// The median and the 90th percentile, from five answers on.
    taken: Option<(i64, i64)>,
    /// Kept, and of how many, from five promises on that are over.
    kept: Option<(i64, i64)>,
}

impl From<&Stats> for Count {
    fn from(stats: &Stats) -> Self {
        let whole = |count: usize| i64::try_from(count).unwrap();
        Self {
            n: whole(stats.n),
            answered: whole(stats.answered),
            owed: whole(stats.owed),
            taken: stats.taken.map(|taken| (taken.median.0, taken.ninetieth.0)),
            kept: stats.kept.map(|kept| (whole(kept.part), whole(kept.of))),
        }
    }
}

/// The groups of a pair: everything, and each type that occurs.
type Groups = BTreeMap<(i64, String), Count>;

const RECOUNT: &str = "
with items (pair, type, owed_at, answered_at, taken) as (
    select pair_id, 'checkin', reply_owed_by, replied_at, taken_minutes from checkins
    union all
    select pair_id, iif(content ->> '$.blocked' is null, content ->> '$.kind', 'urgent'), owed_at, answered_at, taken_minutes
    from question_rounds, questions, question_versions
    where question_rounds.question_id = questions.id and question_versions.question_id = questions.id
        and question_versions.version = questions.version
        and not (question_rounds.answered_at is null and coalesce(questions.closed_at, questions.held_until, 0) > 0)
),
groups (pair, type, owed_at, answered_at, taken) as (
    select * from items union all select pair, 'all', owed_at, answered_at, taken from items
),
placed as (
    select *,
        row_number() over (partition by pair, type, answered_at is null order by taken) as place,
        count(answered_at) over (partition by pair, type) as answers
    from groups
)
select pair, type, count(*) as n, count(answered_at) as answered,
    max(case when answered_at is not null and place = (answers * 50 + 99) / 100 then taken end) as median,
    max(case when answered_at is not null and place = (answers * 90 + 99) / 100 then taken end) as ninetieth,
    sum(owed_at is not null and answered_at is not null and answered_at <= owed_at) as kept,
    sum(owed_at is not null and coalesce(answered_at > owed_at, owed_at < ?)) as missed
from placed group by pair, type";

async fn counted_by_sql(tx: &mut SqliteConnection, now: i64) -> Groups {
    let rows = sqlx::query(RECOUNT).bind(now).fetch_all(tx).await.unwrap();
    let groups = rows.iter().map(|row| {
        let number = |name: &str| row.get::<i64, _>(name);
        let (n, answered) = (number("n"), number("answered"));
        let (kept, over) = (number("kept"), number("kept") + number("missed"));
        let count = Count {
            n,
            answered,
            owed: n - answered,
            taken: (answered >= 5).then(|| (number("median"), number("ninetieth"))),
            kept: (over >= 5).then_some((kept, over)),
        };
        ((number("pair"), row.get("type")), count)
    });
    groups.collect()
}

fn counted_by_the_bot(pair: i64, figures: &Figures, into: &mut Groups) {
    if figures.all.n > 0 {
        into.insert((pair, "all".to_owned()), Count::from(&figures.all));
    }
    for (of, stats) in &figures.by_type {
        into.insert((pair, of.as_str().to_owned()), Count::from(stats));
    }
}

/// Generates so many items, counts them in both ways, and so many of them minute by minute.
async fn recount(seed: u64, items: usize, sample: i64) {
    let name = format!("recount-{}-{items}.db", std::process::id());
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    remove(&file);
    let db = Db::open(&file).await.unwrap();
    let config = Config::read(|name| match name {
        "SLACK_BOT_TOKEN" => Some("xoxb-1-2-3".to_owned()),
        "SLACK_SIGNING_SECRET" => Some("0123456789abcdef0123456789abcdef".to_owned()),
        "TRELLIS_DATABASE" => Some(file.display().to_string()),
        _ => None,
    })
    .unwrap();
    let zones = Zones::bundled();
    let now = "2027-01-04T12:00:00Z".parse().unwrap();
    let mut tx = db.write().await.unwrap();
    let town = Town::populate(&mut Cx::new(&mut tx, now, (&config, &zones)), (seed, items)).await;
    let sql = counted_by_sql(&mut tx, now.as_millisecond()).await;
    let mut bot = Groups::new();
    for pair in &town.pairs {
        let mut cx = Cx::new(&mut tx, now, (&config, &zones));
        let figures = stats::figures(&mut cx, PairId(*pair)).await.unwrap();
        counted_by_the_bot(*pair, &figures, &mut bot);
    }
    let all = |groups: &Groups| -> i64 {
        groups.iter().filter(|((_, of), _)| of == "all").map(|(_, count)| count.n).sum()
    };
    let mismatches = sql.iter().filter(|(key, count)| bot.get(*key) != Some(count)).count();
    let figures = |groups: &Groups| groups.values().filter(|count| count.taken.is_some()).count();
    eprintln!(
        "{} items of {} pairs in {} groups, {} of them with percentiles: {mismatches} mismatches",
        all(&sql),
        town.pairs.len(),
        sql.len(),
        figures(&sql),
    );
    assert_eq!(bot.len(), sql.len());
    assert_eq!(bot, sql);
    assert!(all(&sql) * 10 > i64::try_from(items).unwrap() * 9, "a check that has become empty");
    assert!(figures(&sql) > town.pairs.len(), "hardly a figure was compared");
    assert!(figures(&sql) + 5 < sql.len(), "it was never too early for one");
    let (checked, minutes, wrong) = minutes_again(&mut tx, &town, sample).await;
    eprintln!("{checked} times and targets again, over {minutes} minutes: {wrong} mismatches");
    assert_eq!(wrong, 0);
    assert!(checked >= sample, "a check that has become empty");
    tx.rollback().await.unwrap();
    drop(db);
    remove(&file);
}

/// Counts the stored working time and the stored target of a sample again; returns how many numbers were compared, over
/// how many minutes of the calendar, and how many differ.
async fn minutes_again(tx: &mut SqliteConnection, town: &Town, sample: i64) -> (i64, i64, i64) {
    let query = "
        select * from (
            select pair_id, submitted_at as since, replied_at as at, taken_minutes as taken, reply_owed_by as owed,
                allowed_minutes as allowed
            from checkins where replied_at is not null
            union all
            select pair_id, since_at, answered_at, taken_minutes, owed_at, allowed_minutes
            from question_rounds join questions on questions.id = question_id where answered_at is not null
        ) order by (since / 60000 * 7919) % 1000003 limit ?";
    let rows = sqlx::query(query).bind(sample).fetch_all(tx).await.unwrap();
    let (mut checked, mut minutes, mut wrong) = (0, 0, 0);
    for row in rows {
        let number = |name: &str| row.get::<Option<i64>, _>(name);
        let calendar = &town.calendars[&number("pair_id").unwrap()];
        let since = number("since").unwrap();
        for (until, stored) in [("at", "taken"), ("owed", "allowed")] {
            let Some(until) = number(until) else { continue };
            let open = calendar.open_minutes(since, until);
            checked += 1;
            minutes += (until - since) / 60_000;
            wrong += i64::from(number(stored) != Some(open));
        }
    }
    (checked, minutes, wrong)
}

fn remove(file: &std::path::Path) {
    for ending in ["", "-wal", "-shm", ".lock"] {
        let _ = std::fs::remove_file(format!("{}{ending}", file.display()));
    }
}

#[tokio::test]
async fn what_the_figures_say_is_what_sql_counts() {
    recount(7, 3_000, 100).await;
}

#[tokio::test]
#[ignore = "takes minutes; run it after a change to the response clock or to the figures"]
async fn what_the_figures_say_of_a_hundred_thousand_items_is_what_sql_counts() {
    recount(11, 100_000, 2_000).await;
}
