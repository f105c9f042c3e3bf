//! How long it takes to find what was written before, in a file with a million records, and as much again that a programme
//! shares.
//!
//! The words are as unequal as those of a language: the commonest stand in nearly every record. Every query and every
//! question holds some of them. What is asked for stands in one pair's record of five hundred, or on the programme's one
//! large shelf; the rest is there to be in the way.

use std::time::Duration;

use secrecy::SecretString;
use trellis::{
    config::Config,
    domain::{
        ids::{DecisionId, PairId, PersonId, ProgrammeId},
        memory::Words,
        pair::Pair,
        question::{Content, Kind},
        search::{Shelf, Terms},
        text::UserText,
        zone::Zones,
    },
    features::{Cx, ask::memory},
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

/// The aims for the 99th percentile: within a pair, and across a programme.
const WITHIN: Duration = Duration::from_millis(20);
const ACROSS: Duration = Duration::from_millis(50);

/// How many records a pair has.
const OF_A_PAIR: usize = 500;

/// How many words there are.
const VOCABULARY: f64 = 30_000.0;

/// How many words a record has.
const LENGTH: usize = 40;

/// How many words a question has.
const ASKED: usize = 12;

const QUERIES: usize = 1_000;

/// Prints what a search costs, and what a question costs that is compared with everything before it is sent.
pub(crate) async fn run(size: Size, time: &RealTime) {
    head(&format!("Search, {0} records of pairs, {0} of a programme", size.records));
    let town = Town::build(2, jiff::SignedDuration::ZERO).await;
    let db = Db::open(&town.database()).await.unwrap();
    let mut dice = Dice(7);
    let pairs = pair_up(&db, (size.records / OF_A_PAIR).max(1)).await;
    let shelves: Vec<Shelf> = pairs.iter().map(|pair| Shelf::Pair(*pair)).collect();
    fill(&db, (0, size.records), &shelves, &mut dice).await;
    let shared = Shelf::Programme(ProgrammeId(1));
    println!("within a pair; the programme shares nothing");
    search(&db, &shelves, (WITHIN, &mut dice), time).await;
    remember(&db, &pairs, (WITHIN, &mut dice), time).await;
    fill(&db, (size.records, size.records), &[shared], &mut dice).await;
    println!("across the programme; a question is compared with the pair's own record, too");
    search(&db, &[shared], (ACROSS, &mut dice), time).await;
    remember(&db, &pairs, (ACROSS, &mut dice), time).await;
    db.close().await;
}

/// `/mentor search`.
async fn search(db: &Db, shelves: &[Shelf], (aim, dice): (Duration, &mut Dice), time: &RealTime) {
    let (mut found, mut searching) = (0, Times::default());
    let mut tx = db.read().await.unwrap();
    for number in 0..QUERIES {
        let shelf = shelves[number % shelves.len()];
        let terms = Terms::parse(&dice.text(2)).unwrap();
        let before = time.monotonic();
        found += records::list(&mut tx, shelf, &terms, 20).await.unwrap().len();
        searching.add(time.monotonic() - before);
    }
    line("/mentor search of two words", &searching);
    line("  p99 to the aim", ratio(searching.at(990), aim));
    line("  found by a search", format!("{:.2}", found as f64 / QUERIES as f64));
}

/// What may answer a question before it is sent.
async fn remember(db: &Db, pairs: &[PairId], (aim, dice): (Duration, &mut Dice), time: &RealTime) {
    let (config, zones) = (config(), Zones::bundled());
    let (mut found, mut remembering) = (0, Times::default());
    let mut tx = db.read().await.unwrap();
    for number in 0..QUERIES {
        let pair = pairs::find(&mut tx, pairs[number % pairs.len()]).await.unwrap().unwrap();
        let asked = question(&dice.text(ASKED));
        let before = time.monotonic();
        found += look(&mut tx, (&pair, &asked), (&config, &zones)).await;
        remembering.add(time.monotonic() - before);
    }
    line("a question of twelve words", &remembering);
    line("  p99 to the aim", ratio(remembering.at(990), aim));
    line("  shown before it is sent", format!("{:.2}", found as f64 / QUERIES as f64));
}

async fn look(tx: &mut Tx, (pair, asked): (&Pair, &Content), settings: (&Config, &Zones)) -> usize {
    let Some(words) = Words::of(asked) else { return 0 };
    memory::find(&mut Cx::new(tx, due(), settings), pair, &words).await.unwrap().len()
}

fn question(asked: &str) -> Content {
    Content {
        kind: Kind::Quick,
        asked: UserText::parse(asked, 3_000).unwrap(),
        tried: None,
        happened: None,
        theory: None,
        blocked: None,
        topics: Vec::new(),
        sharing: trellis::domain::help_channel::Sharing::Room,
    }
}

/// Nothing here is asked of the settings.
fn config() -> Config {
    Config {
        bot_token: SecretString::from(""),
        signing_secrets: Vec::new(),
        api_url: String::new(),
        listen: ([127, 0, 0, 1], 0).into(),
        database: "".into(),
        leads: Vec::new(),
        tzdir: None,
        log: String::new(),
        rehearsal: None,
    }
}

async fn pair_up(db: &Db, count: usize) -> Vec<PairId> {
    let mut tx = db.write().await.unwrap();
    let mut ids = Vec::new();
    for number in 0..count {
        let (mentor, mentee) = (PersonId(1), person(&mut tx, number).await);
        let proposal = Proposal {
            programme: ProgrammeId(1),
            mentor,
            mentee,
            proposed_by: mentor,
            starts_on: None,
        };
        ids.push(pairs::insert(&mut tx, proposal, due()).await.unwrap());
    }
    tx.commit().await.unwrap();
    ids
}

/// The shelves take turns, so that nobody's record stands together.
async fn fill(db: &Db, (first, count): (usize, usize), shelves: &[Shelf], dice: &mut Dice) {
    let mut number = 0;
    while number < count {
        let mut tx = db.write().await.unwrap();
        for _ in 0..5_000.min(count - number) {
            let shelf = shelves[number % shelves.len()];
            let item = Item::Decision(DecisionId(i64::try_from(first + number).unwrap()));
            let record = Record { shelf, item, author: PersonId(1), said_at: due() };
            records::update(&mut tx, &record, &dice.text(LENGTH)).await.unwrap();
            number += 1;
        }
        tx.commit().await.unwrap();
    }
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
        let mut word = String::from("xy");
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
