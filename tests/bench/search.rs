//! How long it takes to find what was written before, in a file with a million records.
//!
//! The words are as unequal as those of a language: the commonest stand in nearly every record. Every query holds some of
//! them. What is asked for stands in one pair's record of five hundred; the rest is there to be in the way.

use trellis::{
    domain::{
        ids::{CheckinId, PairId, PersonId, ProgrammeId},
        search::{self, Shelf},
    },
    store::{
        Db, Tx,
        pairs::{self, Proposal},
        records::{self, Item, Record},
    },
};

use crate::{
    RealTime, Size,
    figures::{Times, head, line, ratio},
    town::{Town, due},
};

/// The aim for the 99th percentile, within a pair.
const AIM: std::time::Duration = std::time::Duration::from_millis(20);

/// How many records a pair has.
const OF_A_PAIR: usize = 500;

/// How many words there are.
const VOCABULARY: f64 = 30_000.0;

/// How many words a record has.
const LENGTH: usize = 40;

const QUERIES: usize = 1_000;

/// Prints what a search costs.
pub(crate) async fn run(size: Size, time: &RealTime) {
    head(&format!("Search, {} records", size.records));
    let town = Town::build(2, jiff::SignedDuration::ZERO).await;
    let db = Db::open(&town.database()).await.unwrap();
    let mut dice = Dice(7);
    let pairs = fill(&db, size.records, &mut dice).await;
    let (mut found, mut searching) = (0, Times::default());
    let mut tx = db.read().await.unwrap();
    for number in 0..QUERIES {
        let pair = pairs[number % pairs.len()];
        let typed = format!("{} {}", dice.word(), dice.word());
        let before = time.monotonic();
        let terms = search::Terms::parse(&typed).unwrap();
        found += records::list(&mut tx, Shelf::Pair(pair), &terms, 20).await.unwrap().len();
        searching.add(time.monotonic() - before);
    }
    line("/mentor search of two words", &searching);
    line("  p99 to the aim of 20 ms", ratio(searching.at(990), AIM));
    line("  found by a search", format!("{:.2}", found as f64 / QUERIES as f64));
    drop(tx);
    db.close().await;
}

/// The pairs take turns, so that nobody's record stands together.
async fn fill(db: &Db, count: usize, dice: &mut Dice) -> Vec<PairId> {
    let mut tx = db.write().await.unwrap();
    let mut ids = Vec::new();
    for number in 0..(count / OF_A_PAIR).max(1) {
        let (mentor, mentee) = (PersonId(1), person(&mut tx, number).await);
        let proposal = Proposal { programme: ProgrammeId(1), mentor, mentee, proposed_by: mentor };
        ids.push(pairs::insert(&mut tx, proposal, due()).await.unwrap());
    }
    tx.commit().await.unwrap();
    let mut number = 0;
    while number < count {
        let mut tx = db.write().await.unwrap();
        for _ in 0..5_000.min(count - number) {
            let shelf = Shelf::Pair(ids[number % ids.len()]);
            let item = Item::Checkin(CheckinId(i64::try_from(number).unwrap()));
            let record = Record { shelf, item, author: PersonId(1), said_at: due() };
            records::update(&mut tx, &record, &dice.text(LENGTH)).await.unwrap();
            number += 1;
        }
        tx.commit().await.unwrap();
    }
    ids
}

async fn person(tx: &mut Tx, number: usize) -> PersonId {
    use trellis::{domain::person::Account, store::people};
    let user = format!("U9{number:08}");
    let told = people::Told {
        user: &user.as_str().into(),
        name: "Somebody",
        zone: None,
        account: Account::Member,
    };
    people::update_told(tx, &told, due()).await.unwrap()
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// The n-th commonest word stands about n times as seldom as the commonest. Common words are short, and longer ones
    /// begin like them.
    fn word(&mut self) -> String {
        let mut rest = VOCABULARY.powf(self.next()) as u32;
        let mut word = String::from("x");
        while rest > 0 {
            word.extend(char::from_digit(rest % 26 + 10, 36));
            rest /= 26;
        }
        word
    }

    fn text(&mut self, words: usize) -> String {
        let words: Vec<String> = (0..words).map(|_| self.word()).collect();
        words.join(" ")
    }
}
