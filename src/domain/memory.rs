//! Which of the things that were written before may answer a question: by which of its words they are found, how much
//! each word says, and how much is enough to be worth showing.
//!
//! A word says more the fewer things hold it. Words that stand in over a twentieth of what there is say nothing, and of
//! the others the rarest few rank. Where the words stand, and who may read it, is not known here.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use jiff::Timestamp;

use super::question::Content;

/// Of a word at most so many of its newest hits are looked at.
pub const NEWEST_HITS: i64 = 2_000;

/// Whether a word is common is seen in so many of the newest rows of a shelf.
pub const NEWEST_ROWS: i64 = 40_000;

/// The most words that rank.
pub const MOST_RANKED: usize = 4;

/// The most things that are shown.
pub const MOST_SHOWN: usize = 3;

/// How many rows of a shelf are looked at more closely.
const CLOSELY: usize = 40;

/// The most words of a question that are looked up, and how many of them come from what is asked before its context
/// has its turn.
const MOST_WORDS: usize = 12;
const MOST_ASKED: usize = 6;

/// The fewest characters of a word that says something.
const SHORTEST: usize = 3;

/// A word is common when it stands in one of so many rows…
const COMMON: i64 = 20;

/// …and in at least so many: in a small record everything is about the same few things.
const FEW: i64 = 20;

/// Words that say nothing about what is asked. The figures would tell, too, where much has been written.
const SAY_NOTHING: &[&str] = &[
    "about",
    "after",
    "again",
    "all",
    "also",
    "and",
    "any",
    "are",
    "because",
    "been",
    "before",
    "but",
    "can",
    "cannot",
    "could",
    "did",
    "does",
    "doesn",
    "doing",
    "don",
    "each",
    "for",
    "from",
    "get",
    "give",
    "good",
    "got",
    "had",
    "has",
    "have",
    "help",
    "here",
    "how",
    "into",
    "its",
    "just",
    "know",
    "like",
    "make",
    "may",
    "might",
    "more",
    "most",
    "much",
    "must",
    "need",
    "not",
    "now",
    "off",
    "one",
    "only",
    "other",
    "our",
    "out",
    "over",
    "please",
    "same",
    "should",
    "some",
    "something",
    "such",
    "tell",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "this",
    "those",
    "tried",
    "two",
    "use",
    "used",
    "using",
    "very",
    "want",
    "was",
    "way",
    "well",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "without",
    "work",
    "works",
    "would",
    "you",
    "your",
];

/// The words of a question by which an answer may be found.
#[derive(Clone, PartialEq, Eq)]
pub struct Words(Vec<String>);

impl Words {
    /// The longest words of what is asked, and of what was tried, what happened and what is thought of it; error text
    /// counts too. `None` when there is nothing to find anything by.
    pub fn of(content: &Content) -> Option<Self> {
        let mut words = longest([content.asked.expose()]);
        words.truncate(MOST_ASKED);
        for word in longest(content.texts()) {
            if words.len() < MOST_WORDS && !words.contains(&word) {
                words.push(word);
            }
        }
        (!words.is_empty()).then_some(Self(words))
    }

    /// The words, in small letters.
    pub fn all(&self) -> &[String] {
        &self.0
    }
}

/// The distinct words that say something, the longest first.
fn longest<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let said = |text: &'a str| text.split(|c: char| !c.is_alphanumeric());
    let words = texts.into_iter().flat_map(said).map(|word| word.chars().take(64).collect());
    let words = words.map(|word: String| word.to_lowercase());
    let says = |word: &String| {
        word.chars().count() >= SHORTEST && SAY_NOTHING.binary_search(&word.as_str()).is_err()
    };
    let mut words: Vec<String> = words.filter(says).collect::<BTreeSet<_>>().into_iter().collect();
    words.sort_by_key(|word| Reverse(word.chars().count()));
    words
}

/// How much stands on a shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// How many rows, of which no more than [`NEWEST_ROWS`] are counted.
    pub rows: i64,
    /// The number of the oldest row that is counted. Rows have numbers in the order of time.
    pub oldest: i64,
}

/// The numbers of the rows of a shelf that hold a word: the newest, of which there are no more than [`NEWEST_HITS`], the
/// newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heard(pub Vec<i64>);

impl Heard {
    fn hits(&self) -> i64 {
        i64::try_from(self.0.len()).unwrap_or(i64::MAX)
    }
}

/// A word that ranks, and how much it says.
#[derive(Clone, PartialEq, Eq)]
pub struct Telling {
    /// The word.
    pub word: String,
    /// Which of the words that were looked up it is.
    nth: usize,
    /// In thousandths: the logarithm of one plus how many rows there are for each that holds it.
    pub weight: i64,
}

/// Which of the words that rank something holds: the first is 1, the second 2, the third 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Held(pub i64);

/// By what things are ranked for one question.
#[derive(Clone, PartialEq, Eq)]
pub struct Ranking {
    /// The words that rank, the rarest first.
    pub words: Vec<Telling>,
    /// The least that is worth showing, in thousandths: as much as one word says that stands in a single row.
    bar: i64,
    /// The fewest words something must hold; one is chance, unless nothing else was asked.
    needs: u32,
}

impl Ranking {
    /// Weighs the words of a question by what is known of them on every shelf; `None` when none of them says anything.
    pub fn of(words: &Words, shelves: &[(Size, Vec<Heard>)]) -> Option<Self> {
        let rows: i64 = shelves.iter().map(|(size, _)| size.rows).sum();
        let mut found: Vec<(i64, usize, &String)> = Vec::new();
        for (number, word) in words.0.iter().enumerate() {
            let heard = || shelves.iter().filter_map(|(size, of)| Some((size, of.get(number)?)));
            let hits: i64 = heard().map(|(_, heard)| heard.hits()).sum();
            // How common a word is, is seen where most is written.
            let largest = heard().max_by_key(|(size, _)| size.rows);
            let is_common = largest.is_some_and(|(size, heard)| is_common(*size, heard));
            if hits > 0 && !is_common {
                found.push((hits, number, word));
            }
        }
        found.sort_by_key(|(hits, ..)| *hits);
        found.truncate(MOST_RANKED);
        let words_that_rank = found.into_iter().map(|(hits, nth, word)| Telling {
            word: word.clone(),
            nth,
            weight: weight(rows, hits),
        });
        let (bar, needs) = match words.0.len() {
            1 => (0, 1),
            _ => (weight(rows, 1), 2),
        };
        let ranking = Self { words: words_that_rank.collect(), bar, needs };
        (!ranking.words.is_empty()).then_some(ranking)
    }

    /// The rows of a shelf that hold most of what the words say, each with those it holds: the best first and of equals
    /// the newest.
    pub fn closest(&self, heard: &[Heard]) -> Vec<(i64, Held)> {
        let mut rows: HashMap<i64, Held> = HashMap::new();
        for (i, telling) in self.words.iter().enumerate() {
            for row in heard.get(telling.nth).into_iter().flat_map(|heard| &heard.0) {
                rows.entry(*row).or_default().0 |= 1 << i;
            }
        }
        let mut rows: Vec<(i64, Held)> = rows.into_iter().collect();
        let rank = |(row, held): &(i64, Held)| Reverse((self.score(*held), *row));
        if rows.len() > CLOSELY {
            rows.select_nth_unstable_by_key(CLOSELY, rank);
            rows.truncate(CLOSELY);
        }
        rows.sort_unstable_by_key(rank);
        rows
    }

    /// How much the words together say.
    pub fn score(&self, held: Held) -> i64 {
        let weights = self.words.iter().enumerate();
        weights.filter(|(i, _)| held.0 >> i & 1 == 1).map(|(_, telling)| telling.weight).sum()
    }

    /// Whether something that holds these words is worth showing.
    pub fn is_enough(&self, held: Held) -> bool {
        held.0.count_ones() >= self.needs && self.score(held) >= self.bar
    }

    /// The best of what was found, each once, the best first and of equals the newest. What leads to one and the same
    /// thing counts together: a question and its answers hold what each of them holds.
    pub fn best<T: Ord + Copy>(
        &self,
        found: impl IntoIterator<Item = (T, Held, Timestamp)>,
    ) -> Vec<T> {
        let mut things: BTreeMap<T, (Held, Timestamp)> = BTreeMap::new();
        for (thing, held, at) in found {
            let known = things.entry(thing).or_insert((Held::default(), at));
            *known = (Held(known.0.0 | held.0), known.1.max(at));
        }
        let mut ranked: Vec<_> =
            things.into_iter().filter(|(_, (held, _))| self.is_enough(*held)).collect();
        ranked.sort_by_key(|(_, (held, at))| Reverse((self.score(*held), *at)));
        ranked.into_iter().map(|(thing, _)| thing).take(MOST_SHOWN).collect()
    }

    /// Up to `max` characters of a text, from a little before the first of the words that stands in it.
    pub fn excerpt(&self, text: &str, max: usize) -> String {
        let chars: Vec<char> = text.chars().collect();
        if chars.len() <= max {
            return text.to_owned();
        }
        let hit = starts_of_words(&chars).find(|start| {
            let word: String =
                chars[*start..].iter().take_while(|char| char.is_alphanumeric()).collect();
            let word = word.to_lowercase();
            self.words.iter().any(|telling| telling.word == word)
        });
        let before = hit.unwrap_or(0).saturating_sub(max / 4);
        let begin = starts_of_words(&chars).find(|start| *start >= before).unwrap_or(before);
        // With both marks of omission there are no more than `max`.
        let begin = begin.min(hit.unwrap_or(0));
        let room = max - 2;
        let end = (begin + room).min(chars.len());
        let kept: String = chars[begin..end].iter().collect();
        let lead = if begin > 0 { "…" } else { "" };
        let tail = if end < chars.len() { "…" } else { "" };
        format!("{lead}{}{tail}", kept.trim())
    }
}

fn starts_of_words(chars: &[char]) -> impl Iterator<Item = usize> {
    (0..chars.len())
        .filter(|i| chars[*i].is_alphanumeric() && (*i == 0 || !chars[*i - 1].is_alphanumeric()))
}

/// Whether a word stands in over a twentieth of a shelf. One whose newest hits reach back beyond the rows that are
/// counted does not.
fn is_common(size: Size, heard: &Heard) -> bool {
    let is_near = heard.0.last().is_some_and(|oldest| *oldest >= size.oldest);
    heard.hits() >= FEW && heard.hits() * COMMON >= size.rows && is_near
}

/// What a word says that stands in `hits` of so many rows.
fn weight(rows: i64, hits: i64) -> i64 {
    let rows_for_each = rows as f64 / hits.max(1) as f64;
    (rows_for_each.ln_1p() * 1_000.0).round() as i64
}

#[cfg(test)]
mod tests;
