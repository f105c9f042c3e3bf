//! What may answer a question is what plain counting says: the index, its marks and its order change nothing.
//!
//! The counting here shares nothing with the ranking but the words that are looked up.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use trellis::{
    domain::{
        ids::{DecisionId, PairId, PersonId, ProgrammeId},
        memory::Words,
        question::{Content, Kind},
        search::Shelf,
        text::UserText,
    },
    features::{Cx, ask::memory},
    sandbox::people::NewPerson,
    store::{
        pairs,
        records::{self, Item, Record},
    },
};

use crate::world::World;

/// Something that was written down: where, which, when, and its words.
struct Written {
    shelf: Shelf,
    item: Item,
    said_at: Timestamp,
    words: BTreeSet<String>,
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    /// Low numbers are drawn far more often than high ones.
    fn word(&mut self) -> String {
        let reach = 1 + self.next(16);
        let number = self.next(reach * reach);
        format!("Wört{number}")
    }

    fn text(&mut self, most: u64) -> String {
        let count = 1 + self.next(most);
        (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" -- ")
    }
}

/// The best three of what stands on these shelves, by counting.
fn counted(written: &[Written], shelves: [Shelf; 2], asked: &[String]) -> Vec<Item> {
    let on = |shelf| written.iter().filter(move |it| it.shelf == shelf);
    let [of_pair, of_programme] = shelves.map(|shelf| on(shelf).count());
    let all = of_pair + of_programme;
    let largest = if of_pair > of_programme { shelves[0] } else { shelves[1] };
    let holds = |it: &Written, word: &str| it.words.contains(&word.to_lowercase());
    let readable = || written.iter().filter(|it| shelves.contains(&it.shelf));
    let mut ranked: Vec<(usize, &String)> = Vec::new();
    for word in asked {
        let there = on(largest).filter(|it| holds(it, word)).count();
        let is_common = there >= 20 && there * 20 >= on(largest).count();
        let hits = readable().filter(|it| holds(it, word)).count();
        if hits > 0 && !is_common {
            ranked.push((hits, word));
        }
    }
    ranked.sort_by_key(|(hits, _)| *hits);
    ranked.truncate(4);
    let weight = |hits: usize| ((1.0 + all as f64 / hits as f64).ln() * 1000.0).round() as i64;
    let (least, bar) = if asked.len() == 1 { (1, 0) } else { (2, weight(1)) };
    let mut found = Vec::new();
    for it in readable() {
        let held: Vec<i64> = ranked
            .iter()
            .filter(|(_, word)| holds(it, word))
            .map(|(hits, _)| weight(*hits))
            .collect();
        let score: i64 = held.iter().sum();
        if held.len() >= least && score >= bar {
            found.push((score, it.said_at, it.item));
        }
    }
    found.sort_by_key(|(score, at, _)| std::cmp::Reverse((*score, *at)));
    found.into_iter().take(3).map(|(_, _, item)| item).collect()
}

#[tokio::test]
async fn what_is_shown_is_what_counting_says() {
    let mut world = World::with_a_pair().await;
    world.mentors_too(NewPerson::named("Tom Ek").zone("Europe/Lisbon"), "Tom Ek").await;
    let mut dice = Dice(11);
    let shelves =
        [Shelf::Pair(PairId(1)), Shelf::Programme(ProgrammeId(1)), Shelf::Pair(PairId(2))];
    let mut written = Vec::new();
    let app = &world.stage.bot.app;
    let mut tx = app.db.write().await.unwrap();
    let (mut shown, mut empty) = (0, 0);
    for number in 0..1_500_i64 {
        let shelf = shelves[usize::try_from(dice.next(3)).unwrap()];
        let item = Item::Decision(DecisionId(number + 100));
        let text = dice.text(20);
        let said_at = world.now() + SignedDuration::from_secs(number);
        let record = Record { shelf, item, author: PersonId(1), said_at };
        records::update(&mut tx, &record, &text).await.unwrap();
        let words = text.split(" -- ").map(str::to_lowercase).collect();
        written.push(Written { shelf, item, said_at, words });
        if number % 5 != 0 {
            continue;
        }
        let asked = Content {
            kind: Kind::Quick,
            asked: UserText::parse(&dice.text(8), 3_000).unwrap(),
            tried: None,
            happened: Some(UserText::parse(&dice.text(3), 3_000).unwrap()),
            theory: None,
            blocked: None,
            topics: Vec::new(),
            sharing: trellis::domain::help_channel::Sharing::Room,
        };
        let words = Words::of(&asked).unwrap();
        let pair = pairs::find(&mut tx, PairId(1)).await.unwrap().unwrap();
        let mut cx = Cx::new(&mut tx, world.now(), (&app.config, &app.zones));
        let found = memory::find(&mut cx, &pair, &words).await.unwrap();
        let found: Vec<Item> = found.into_iter().map(|it| it.record.item).collect();
        assert_eq!(found, counted(&written, [shelves[0], shelves[1]], words.all()), "{number}");
        shown += usize::from(found.len() == 3);
        empty += usize::from(found.is_empty());
    }
    assert!(shown > 20 && empty > 20, "{shown} with three, {empty} with none");
    drop(tx);
    world.ends_unread().await;
}
