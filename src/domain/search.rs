//! What somebody typed to search for, as terms that cannot be mistaken for the search language, and the mark that keeps
//! each pair's words apart from everybody else's in the index.

use super::ids::PairId;

/// The most terms of a search; more are left out.
const MAX_TERMS: usize = 12;

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

    /// The terms among a pair's words, in FTS5's query language. Each stands in quotes, so `AND`, `NEAR` or `*` are only
    /// words.
    pub fn as_fts5(&self, mark: &Mark) -> String {
        let last = self.0.len().saturating_sub(1);
        let quoted = self.0.iter().enumerate().map(|(i, word)| {
            let (mark, star) = (&mark.0, if i == last { "*" } else { "" });
            format!("\"{mark}{word}\"{star}")
        });
        quoted.collect::<Vec<_>>().join(" AND ")
    }
}

/// What every word of a pair begins with in the index: the pair's number in signs that nobody writes.
///
/// So a search walks the pair's own words and nobody else's, and neither searching nor editing costs more when more pairs
/// have written. The signs are for private use in Unicode, and belong to words as the index sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark(String);

/// The sign for the digit 0; the other nine follow it.
const ZERO: u32 = 0xE000;

impl Mark {
    /// The mark of a pair.
    pub fn of(pair: PairId) -> Self {
        let digits = pair.to_string();
        let sign = |digit: char| char::from_u32(ZERO.saturating_add(digit.to_digit(10)?));
        Self(digits.chars().filter_map(sign).collect())
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
    (ZERO..ZERO.saturating_add(10)).contains(&u32::from(char))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_are_only_words() {
        let terms = Terms::parse("lifetimes\" OR pair:p2 NEAR(x) *").unwrap();
        let query = terms.as_fts5(&Mark::of(PairId(20)));
        assert!(query.contains("\u{e002}\u{e000}"));
        assert_eq!(
            Mark::take_off(&query),
            r#""lifetimes" AND "OR" AND "pair" AND "p2" AND "NEAR" AND "x"*"#
        );
    }

    #[test]
    fn a_mark_stands_before_each_word_and_comes_off_again() {
        let mark = Mark::of(PairId(1));
        assert_eq!(mark.put("naïve, don't!"), "\u{e001}naïve, \u{e001}don'\u{e001}t!");
        let text = "“E0502”: हिन्दी — `let x = 1;`\n👩‍💻 done";
        assert_eq!(Mark::take_off(&mark.put(text)), text);
        assert_eq!(mark.put("\u{e002}word"), "\u{e001}word", "nobody writes for another pair");
    }

    #[test]
    fn nothing_to_find_is_no_search() {
        assert_eq!(Terms::parse("  \" * - "), None);
    }
}
