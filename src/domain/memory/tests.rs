//! Which words rank, what is enough to be shown, and how little of it is shown.

use super::*;
use crate::domain::{question::Kind, text::UserText};

fn text(words: &str) -> UserText {
    UserText::from_stored(words.to_owned())
}

fn asked(words: &str) -> Content {
    Content {
        kind: Kind::Quick,
        asked: text(words),
        tried: None,
        happened: None,
        theory: None,
        blocked: None,
        topics: Vec::new(),
        sharing: crate::domain::help_channel::Sharing::Room,
    }
}

fn words(typed: &str) -> Words {
    Words::of(&asked(typed)).unwrap()
}

fn shelf(rows: i64, hits: &[i64]) -> (Size, Vec<Heard>) {
    let heard = |hits: &i64| Heard((1..=*hits).rev().collect());
    (Size { rows, oldest: 1 }, hits.iter().map(heard).collect())
}

#[test]
fn words_that_say_nothing_stand_in_order() {
    assert!(SAY_NOTHING.is_sorted(), "they are looked up by halves");
}

#[test]
fn the_longest_words_are_looked_up_and_error_text_counts() {
    assert_eq!(words("How do I borrow the PARSER, the parser?").all(), ["borrow", "parser"]);
    assert!(Words::of(&asked("How do I do it? When? :-)")).is_none());
    let mut debug = asked("Why does my parser not compile on this machine of mine today evening?");
    debug.happened = Some(text("error[E0502]: cannot borrow `parser` as mutable"));
    let found = Words::of(&debug).unwrap();
    assert!(found.all().contains(&"e0502".to_owned()), "{:?}", found.all());
    let many: Vec<String> = (0..50).map(|i| format!("identifier_{i}xyz")).collect();
    debug.happened = Some(text(&many.join(" ")));
    let found = Words::of(&debug).unwrap();
    assert_eq!(found.all().len(), MOST_WORDS);
    assert!(found.all().contains(&"parser".to_owned()), "context does not crowd out what is asked");
}

#[test]
fn the_rarest_words_rank_and_common_ones_do_not() {
    let typed = words("aaaaaaa bbbbbb ccccc dddd eee fff");
    let ranking = Ranking::of(&typed, &[shelf(1_000, &[10, 3, 50, 0, 7, 1])]).unwrap();
    let ranked: Vec<&str> = ranking.words.iter().map(|it| it.word.as_str()).collect();
    assert_eq!(ranked, ["fff", "bbbbbb", "eee", "aaaaaaa"], "ccccc stands in a twentieth");
    assert!(Ranking::of(&typed, &[shelf(1_000, &[50, 60, 70, 80, 90, 1_000])]).is_none());
    assert!(Ranking::of(&typed, &[shelf(0, &[0; 6])]).is_none());
}

#[test]
fn a_word_whose_newest_hits_reach_far_back_is_not_common() {
    let typed = words("iterators closures");
    let size = Size { rows: NEWEST_ROWS, oldest: 900_000 };
    let near = Heard((998_001..=1_000_000).rev().collect());
    let far = Heard((0..NEWEST_HITS).map(|i| 1_000_000 - 200 * i).collect());
    let ranking = Ranking::of(&typed, &[(size, vec![near, far])]).unwrap();
    assert_eq!(ranking.words.len(), 1);
    assert_eq!(ranking.words[0].word, "closures");
}

#[test]
fn how_common_a_word_is_is_seen_where_most_is_written() {
    let typed = words("iterators closures");
    let (pair, programme) = (shelf(30, &[25, 0]), shelf(10_000, &[5, 3]));
    let ranking = Ranking::of(&typed, &[pair, programme]).unwrap();
    assert_eq!(ranking.words.len(), 2, "a pair speaks of the same thing all the time");
}

#[test]
fn one_word_in_common_is_chance_unless_nothing_else_was_asked() {
    let ranking = Ranking::of(&words("borrow parser"), &[shelf(20, &[2, 2])]).unwrap();
    assert!(!ranking.is_enough(Held(1)) && ranking.is_enough(Held(3)));
    let ranking = Ranking::of(&words("Lifetimes?"), &[shelf(20, &[3])]).unwrap();
    assert!(ranking.is_enough(Held(1)));
    let ranking = Ranking::of(&words("borrow parser"), &[shelf(1_000, &[45, 45])]).unwrap();
    assert!(!ranking.is_enough(Held(3)), "two words that stand everywhere");
}

#[test]
fn what_leads_to_one_thing_counts_together_and_of_equals_the_newest_is_first() {
    let ranking = Ranking::of(&words("borrow parser"), &[shelf(20, &[2, 2])]).unwrap();
    let at = |second| Timestamp::from_second(second).unwrap();
    let found = [
        (1, Held(1), at(1)),
        (1, Held(2), at(2)),
        (2, Held(3), at(9)),
        (3, Held(1), at(10)),
        (4, Held(3), at(5)),
        (5, Held(3), at(4)),
    ];
    assert_eq!(ranking.best(found), [2, 4, 5]);
}

#[test]
fn an_excerpt_is_short_and_shows_the_word() {
    let ranking = Ranking::of(&words("borrow parser"), &[shelf(20, &[2, 2])]).unwrap();
    assert_eq!(ranking.excerpt("Clone it.", 150), "Clone it.");
    for before in [0, 10, 200, 3_000] {
        let long = format!("{} The PARSER is cloned. {}", "é ".repeat(before), "word ".repeat(100));
        let excerpt = ranking.excerpt(&long, 150);
        assert!(excerpt.chars().count() <= 150, "{excerpt}");
        assert!(excerpt.contains("PARSER is cloned"), "{excerpt}");
    }
    let one = ranking.excerpt(&"x".repeat(3_000), 150);
    assert_eq!(one.chars().count(), 149, "{one}");
    assert!(ranking.excerpt(&"🦀".repeat(300), 150).chars().count() <= 150);
}
