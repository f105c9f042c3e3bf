//! What somebody typed to search for, as terms that cannot be mistaken for the search language.

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

    /// The terms in FTS5's query language. Each stands in quotes, so `AND`, `NEAR` or `*` are only words.
    pub fn as_fts5(&self) -> String {
        let last = self.0.len().saturating_sub(1);
        let quoted: Vec<String> = self
            .0
            .iter()
            .enumerate()
            .map(|(i, word)| if i == last { format!("\"{word}\"*") } else { format!("\"{word}\"") })
            .collect();
        quoted.join(" AND ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_are_only_words() {
        let terms = Terms::parse("lifetimes\" OR pair:p2 NEAR(x) *").unwrap();
        assert_eq!(
            terms.as_fts5(),
            r#""lifetimes" AND "OR" AND "pair" AND "p2" AND "NEAR" AND "x"*"#
        );
    }

    #[test]
    fn nothing_to_find_is_no_search() {
        assert_eq!(Terms::parse("  \" * - "), None);
    }
}
