//! An answer that both of a pair give to their programme, in words each side agreed to for itself.
//!
//! One side proposes, the other agrees or does not; only then is anything published. What was published is a copy: edits of
//! the question or of its answers do not change it. A no is final for the versions it was said about, and so is taking it
//! back.

use jiff::Timestamp;

use super::{
    ids::{PersonId, PublicationId, QuestionId, ReplyId},
    pair::Side,
    question::Content,
    text::UserText,
};

/// At most so many characters of the mentee's words, and of the mentor's, so that both fit into one message.
pub const MAX_ASKED: usize = 6500;
/// See [`MAX_ASKED`].
pub const MAX_ANSWERED: usize = 3000;

/// What one side agreed to.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreed<T> {
    /// Their words.
    pub words: T,
    /// Whether under their name.
    pub named: bool,
}

/// A proposal, and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Publication {
    /// Our id.
    pub id: PublicationId,
    /// Of which question.
    pub question: QuestionId,
    /// The versions it was made of.
    pub made_of: String,
    /// Who proposed it.
    pub proposed_by: PersonId,
    /// What the mentee agreed to.
    pub asked: Option<Agreed<Content>>,
    /// What the mentor agreed to.
    pub answered: Option<Agreed<UserText>>,
    /// When the other one said no.
    pub declined_at: Option<Timestamp>,
    /// When both had agreed.
    pub published_at: Option<Timestamp>,
    /// When one of them took it back.
    pub taken_back_at: Option<Timestamp>,
}

/// How a publication stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The other one has not said anything yet.
    Proposed,
    /// The other one said no.
    Declined,
    /// It is published.
    Published,
    /// It was.
    TakenBack,
}

impl Publication {
    /// How it stands.
    pub fn state(&self) -> State {
        match (self.taken_back_at, self.published_at, self.declined_at) {
            (Some(_), _, _) => State::TakenBack,
            (None, Some(_), _) => State::Published,
            (None, None, Some(_)) => State::Declined,
            (None, None, None) => State::Proposed,
        }
    }

    /// Whether this side has agreed.
    pub fn has(&self, side: Side) -> bool {
        match side {
            Side::Mentee => self.asked.is_some(),
            Side::Mentor => self.answered.is_some(),
        }
    }

    /// Both sides' words, once both have agreed.
    pub fn both(&self) -> Option<(&Agreed<Content>, &Agreed<UserText>)> {
        self.asked.as_ref().zip(self.answered.as_ref())
    }
}

/// The versions something is published of: `2/4.1,5.2` is the question's second, and two answers with theirs.
pub fn made_of(question: u32, answers: impl IntoIterator<Item = (ReplyId, u32)>) -> String {
    let answers = answers.into_iter().map(|(id, version)| format!("{id}.{version}"));
    format!("{question}/{}", answers.collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_version_of_any_part_is_something_else_to_publish() {
        let of = |question, answer| made_of(question, [(ReplyId(4), answer), (ReplyId(5), 1)]);
        assert_eq!(of(2, 1), "2/4.1,5.1");
        assert!(of(2, 1) != of(2, 2) && of(2, 1) != of(1, 1));
    }
}
