//! What somebody typed to search for, as terms that cannot be mistaken for the search language, and the mark that keeps
//! the words of each shelf apart from all others in the index.

use super::ids::{PairId, ProgrammeId};

/// The most terms of a search; more are left out.
const MAX_TERMS: usize = 12;

/// What the last word of a search finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastWord {
    /// Every word that begins like it.
    Begun,
    /// That word alone, because so many words of a large shelf begin like it that looking at them all takes too long.
    Whole,
}

/// Words to find, all of them; the last may be the beginning of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms(Vec<String>);

impl Terms {
    /// The words in `typed`; `None` when there are none.
    pub fn parse(typed: &str) -> Option<Self> {
        let words: Vec<String> = typed
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| word.chars().take(64).collect())
            .take(MAX_TERMS)
            .collect();
        (!words.is_empty()).then_some(Self(words))
    }

    /// The words themselves.
    pub fn words(&self) -> &[String] {
        &self.0
    }

    /// The terms among the words of a shelf, in FTS5's query language. Each stands in quotes, so `AND`, `NEAR` or `*` are only
    /// words.
    pub fn as_fts5(&self, mark: &Mark, last_word: LastWord) -> String {
        let last = self.0.len().saturating_sub(1);
        let quoted = self.0.iter().enumerate().map(|(i, word)| {
            let star = match last_word {
                LastWord::Begun if i == last => "*",
                LastWord::Begun | LastWord::Whole => "",
            };
            let mark = &mark.0;
            format!("\"{mark}{word}\"{star}")
        });
        quoted.collect::<Vec<_>>().join(" AND ")
    }
}

/// Where something that can be found stands, which says who may find it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shelf {
    /// With one pair, for the two alone.
    Pair(PairId),
    /// With a programme, for everybody in it.
    Programme(ProgrammeId),
}

/// What every word of a shelf begins with in the index: the number of its pair or programme in signs that nobody writes,
/// other signs for the one than for the other.
///
/// So a search walks the words of that shelf and no others, and neither searching nor editing costs more when more pairs
/// have written. The signs are for private use in Unicode, and belong to words as the index sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark(String);

/// The sign for the digit 0 of a pair; the other nine follow it.
const ZERO_OF_PAIR: u32 = 0xE000;

/// The same of a programme.
const ZERO_OF_PROGRAMME: u32 = 0xE010;

impl Mark {
    /// The mark of a shelf.
    pub fn of(shelf: Shelf) -> Self {
        let (zero, digits) = match shelf {
            Shelf::Pair(pair) => (ZERO_OF_PAIR, pair.to_string()),
            Shelf::Programme(programme) => (ZERO_OF_PROGRAMME, programme.to_string()),
        };
        let sign = |digit: char| char::from_u32(zero.saturating_add(digit.to_digit(10)?));
        Self(digits.chars().filter_map(sign).collect())
    }

    /// One whole word of the shelf, in FTS5's query language. A word has letters and digits only.
    pub fn word(&self, word: &str) -> String {
        format!("\"{}{word}\"", self.0)
    }

    /// A text with the mark before each word. Signs like those of a mark are left out.
    pub fn put(&self, text: &str) -> String {
        let (mut marked, mut in_word) = (String::with_capacity(text.len() * 2), false);
        for char in text.chars().filter(|char| !is_sign(*char)) {
            let goes_on = char.is_alphanumeric();
            if goes_on && !in_word {
                marked.push_str(&self.0);
            }
            in_word = goes_on;
            marked.push(char);
        }
        marked
    }

    /// A text as it was before marks were put in.
    pub fn take_off(marked: &str) -> String {
        marked.chars().filter(|char| !is_sign(*char)).collect()
    }
}

fn is_sign(char: char) -> bool {
    [ZERO_OF_PAIR, ZERO_OF_PROGRAMME]
        .into_iter()
        .any(|zero| (zero..zero.saturating_add(10)).contains(&u32::from(char)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_are_only_words() {
        let terms = Terms::parse("lifetimes\" OR pair:p2 NEAR(x) *").unwrap();
        let mark = Mark::of(Shelf::Pair(PairId(20)));
        let query = terms.as_fts5(&mark, LastWord::Begun);
        assert!(query.contains("\u{e002}\u{e000}"));
        assert_eq!(
            Mark::take_off(&query),
            r#""lifetimes" AND "OR" AND "pair" AND "p2" AND "NEAR" AND "x"*"#
        );
        assert_eq!(terms.as_fts5(&mark, LastWord::Whole), query.trim_end_matches('*'));
    }

    #[test]
    fn a_mark_stands_before_each_word_and_comes_off_again() {
        let mark = Mark::of(Shelf::Pair(PairId(1)));
        assert_eq!(mark.put("naïve, don't!"), "\u{e001}naïve, \u{e001}don'\u{e001}t!");
        let text = "“E0502”: हिन्दी — `let x = 1;`\n👩‍💻 done";
        assert_eq!(Mark::take_off(&mark.put(text)), text);
        for sign in ['\u{e002}', '\u{e012}'] {
            let forged = format!("{sign}word");
            assert_eq!(mark.put(&forged), "\u{e001}word", "nobody writes for another shelf");
        }
    }

    #[test]
    fn a_pair_and_a_programme_of_one_number_have_no_word_in_common() {
        let [pair, programme] = [Shelf::Pair(PairId(12)), Shelf::Programme(ProgrammeId(12))];
        let (pair, programme) = (Mark::of(pair), Mark::of(programme));
        assert!(pair.0.chars().all(|sign| !programme.0.contains(sign)));
        assert_eq!(Mark::take_off(&programme.put("both know it")), "both know it");
    }

    #[test]
    fn nothing_to_find_is_no_search() {
        assert_eq!(Terms::parse("  \" * - "), None);
    }
}
