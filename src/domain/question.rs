//! A question: what a mentee asks, what it needs to be answerable, and what becomes of it.
//!
//! A question goes in rounds. The first begins when it is asked; *Not yet* begins another, with a promise of its own, and
//! what was measured before stays. Nothing here judges a question; that a small one is welcome is said by the form.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    answerable::Measured,
    help_channel::Sharing,
    ids::{PairId, PersonId, QuestionId},
    promise::Promise,
    template::Need,
    text::UserText,
    topic::Topic,
};

/// At most so many characters fit in one part, which is what Slack's text input takes.
pub const MAX_PART: usize = 3000;

/// What kind of help is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One field; small is welcome.
    Quick,
    /// Something does not work, with the context it takes to help.
    Debug,
    /// How something works, or why; it may wait for the next talk.
    Concept,
}

impl Kind {
    /// Every kind, in the order the form shows them.
    pub const ALL: [Self; 3] = [Self::Quick, Self::Debug, Self::Concept];

    /// The word it travels under.
    pub fn key(self) -> &'static str {
        match self {
            Self::Quick => "quick",
            Self::Debug => "debug",
            Self::Concept => "concept",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Whether the form of this kind has a part; `None` when it does not ask for it.
    pub fn asks(self, part: Part) -> Option<Need> {
        match (self, part) {
            (_, Part::Asked) | (Self::Debug, Part::Tried | Part::Theory) => Some(Need::Required),
            (Self::Debug, Part::Happened) | (Self::Concept, Part::Theory) => Some(Need::Optional),
            (Self::Quick, Part::Tried | Part::Happened | Part::Theory)
            | (Self::Concept, Part::Tried | Part::Happened) => None,
        }
    }
}

/// The parts a question can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The question itself; for something that does not work, what the mentee wants to achieve.
    Asked,
    /// What they tried.
    Tried,
    /// What happened: usually the text of an error, so it is kept as code.
    Happened,
    /// What they think it is.
    Theory,
}

impl Part {
    /// Every part, in the order it is written and read in.
    pub const ALL: [Self; 4] = [Self::Asked, Self::Tried, Self::Happened, Self::Theory];

    /// The name of its field, the same in the form of every kind.
    pub fn name(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Tried => "tried",
            Self::Happened => "happened",
            Self::Theory => "theory",
        }
    }
}

/// How soon an answer is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// As soon as is usual.
    Usual,
    /// Somebody cannot go on.
    Urgent,
}

/// What was asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// What kind of help is wanted.
    pub kind: Kind,
    /// The question itself.
    pub asked: UserText,
    /// What was tried.
    pub tried: Option<UserText>,
    /// What happened.
    pub happened: Option<UserText>,
    /// What the mentee thinks it is.
    pub theory: Option<UserText>,
    /// What cannot go on without an answer; a question with this is urgent.
    pub blocked: Option<UserText>,
    /// What it is about.
    pub topics: Vec<Topic>,
    /// Where it is asked.
    #[serde(default)]
    pub sharing: Sharing,
}

impl Content {
    /// How soon an answer is needed.
    pub fn urgency(&self) -> Urgency {
        if self.blocked.is_some() { Urgency::Urgent } else { Urgency::Usual }
    }

    /// One of its parts.
    pub fn part(&self, part: Part) -> Option<&UserText> {
        match part {
            Part::Asked => Some(&self.asked),
            Part::Tried => self.tried.as_ref(),
            Part::Happened => self.happened.as_ref(),
            Part::Theory => self.theory.as_ref(),
        }
    }

    /// Every piece of text in it, for the search index.
    pub fn texts(&self) -> Vec<&str> {
        let parts = Part::ALL.into_iter().filter_map(|part| self.part(part));
        parts.chain(&self.blocked).map(UserText::expose).collect()
    }
}

/// A question as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Our id.
    pub id: QuestionId,
    /// The pair.
    pub pair: PairId,
    /// Who asked.
    pub author: PersonId,
    /// How often it has been saved.
    pub version: u32,
    /// When it was asked first.
    pub asked_at: Timestamp,
    /// When it was last edited.
    pub edited_at: Option<Timestamp>,
    /// When the mentor could first see it.
    pub posted_at: Option<Timestamp>,
    /// Until when at the latest it waits for the next check-in; `None` when the mentor is asked.
    pub held_until: Option<Timestamp>,
    /// What it says now.
    pub content: Content,
    /// The round it is in.
    pub round: Round,
    /// How and when it was settled.
    pub closed: Option<(Closed, Timestamp)>,
}

/// One time the mentor is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// Which, from 1.
    pub nth: u32,
    /// Since when an answer is owed.
    pub since: Timestamp,
    /// The rule it is measured by.
    pub promise: Promise,
    /// By when the answer is promised; `None` when the mentor never works.
    pub owed_by: Option<Timestamp>,
    /// What the mentor said about when they are back.
    pub seen: Option<Seen>,
    /// When the mentee asked what became of it.
    pub followed_up_at: Option<Timestamp>,
    /// What the answer was measured at.
    pub answered: Option<Measured>,
}

/// A mentor has seen a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// When they said so.
    pub at: Timestamp,
    /// By when they are back with an answer.
    pub back_by: Timestamp,
}

/// How a question was settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// The answer helped.
    Solved,
    /// The mentee found it themselves.
    SolvedAlone,
}

impl Closed {
    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Solved => "solved",
            Self::SolvedAlone => "solved_alone",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        [Self::Solved, Self::SolvedAlone].into_iter().find(|it| it.as_str() == word)
    }
}

/// How a question stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It waits for an answer.
    Open,
    /// It was answered; whether that helped is not said yet.
    Answered,
    /// It is settled.
    Closed(Closed),
}

/// Why something cannot be done to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotNow {
    /// It is settled already.
    Closed,
    /// It waits for an answer.
    StillOpen,
    /// It has been answered; what becomes of it is the mentee's to say.
    Answered,
    /// The promised time is not over; `None` when there is no such time.
    NotBefore(Option<Timestamp>),
    /// The mentor was asked once more already.
    FollowedUp,
}

impl Question {
    /// How it stands.
    pub fn state(&self) -> State {
        match (self.closed, self.round.answered) {
            (Some((closed, _)), _) => State::Closed(closed),
            (None, Some(_)) => State::Answered,
            (None, None) => State::Open,
        }
    }

    /// Whether it is the mentor's at `now`; others may have it first.
    pub fn has_risen(&self, now: Timestamp) -> bool {
        self.round.since <= now
    }

    /// Whether it can be settled now.
    ///
    /// # Errors
    ///
    /// If it is settled already, or the answer that is said to have helped is not there.
    pub fn settle(&self, closed: Closed) -> Result<(), NotNow> {
        match (self.state(), closed) {
            (State::Closed(_), _) => Err(NotNow::Closed),
            // What waits for a check-in may be talked over before, at a call.
            (State::Open, Closed::Solved) if self.held_until.is_none() => Err(NotNow::StillOpen),
            (State::Open | State::Answered, Closed::Solved | Closed::SolvedAlone) => Ok(()),
        }
    }

    /// Whether another round can begin now.
    ///
    /// # Errors
    ///
    /// If there is no answer that did not help, or it is settled.
    pub fn reopen(&self) -> Result<(), NotNow> {
        match self.state() {
            State::Closed(_) => Err(NotNow::Closed),
            State::Open => Err(NotNow::StillOpen),
            State::Answered => Ok(()),
        }
    }

    /// Whether what it says can be changed now: nobody's answer shall stand under other words.
    ///
    /// # Errors
    ///
    /// If it is answered or settled.
    pub fn edit(&self) -> Result<(), NotNow> {
        match self.state() {
            State::Closed(_) => Err(NotNow::Closed),
            State::Answered => Err(NotNow::Answered),
            State::Open => Ok(()),
        }
    }

    /// Whether the mentor may be asked once more: when the promised time is over, or the later one they gave.
    ///
    /// # Errors
    ///
    /// If that time is still to come, or nothing is waited for.
    pub fn follow_up(&self, now: Timestamp) -> Result<(), NotNow> {
        match self.state() {
            State::Closed(_) => return Err(NotNow::Closed),
            State::Answered => return Err(NotNow::Answered),
            State::Open => {}
        }
        if self.round.followed_up_at.is_some() {
            return Err(NotNow::FollowedUp);
        }
        match self.round.waits_until() {
            Some(by) if by < now => Ok(()),
            by => Err(NotNow::NotBefore(by)),
        }
    }
}

impl Round {
    /// Until when there is nothing to ask about: the promised time, or the later one the mentor gave.
    pub fn waits_until(&self) -> Option<Timestamp> {
        self.owed_by.max(self.seen.map(|seen| seen.back_by))
    }
}

/// What it means that the asker says in the channel that a question is solved, when `others` have answered it there: with
/// nobody's answer, they found it themselves.
pub fn solved_there(state: State, others: u32) -> Closed {
    match (state, others) {
        (State::Open, 0) => Closed::SolvedAlone,
        (State::Open, _) | (State::Answered | State::Closed(_), _) => Closed::Solved,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        answerable::measure,
        promise::{Kept, WorkingMinutes},
    };
    use super::*;

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_second(hour * 3600).unwrap()
    }

    fn question() -> Question {
        let asked = UserText::parse("When is cloning fine?", MAX_PART).unwrap();
        Question {
            id: QuestionId(1),
            pair: PairId(1),
            author: PersonId(1),
            version: 1,
            asked_at: at(0),
            edited_at: None,
            posted_at: None,
            held_until: None,
            content: Content {
                kind: Kind::Quick,
                asked,
                tried: None,
                happened: None,
                theory: None,
                blocked: None,
                topics: Vec::new(),
                sharing: Sharing::Room,
            },
            round: Round {
                nth: 1,
                since: at(0),
                promise: Promise::QUESTION,
                owed_by: Some(at(24)),
                seen: None,
                followed_up_at: None,
                answered: None,
            },
            closed: None,
        }
    }

    #[test]
    fn a_question_is_settled_once_and_reopened_only_when_answered() {
        let open = question();
        assert_eq!(open.settle(Closed::Solved), Err(NotNow::StillOpen), "by which answer?");
        assert_eq!(open.settle(Closed::SolvedAlone), Ok(()));
        let kept = Question { held_until: Some(at(48)), ..open.clone() };
        assert_eq!(kept.settle(Closed::Solved), Ok(()), "talked over at a call");
        assert_eq!((open.reopen(), open.edit()), (Err(NotNow::StillOpen), Ok(())));
        let mut answered = open.clone();
        answered.round.answered = Some(measure(open.round.owed_by, (at(24), WorkingMinutes(60))));
        assert_eq!(answered.round.answered.map(|it| it.kept), Some(Kept::Kept), "just in time");
        assert_eq!(answered.settle(Closed::Solved), Ok(()));
        assert_eq!((answered.reopen(), answered.edit()), (Ok(()), Err(NotNow::Answered)));
        let closed = Question { closed: Some((Closed::Solved, at(25))), ..answered };
        assert_eq!(closed.state(), State::Closed(Closed::Solved));
        assert_eq!(closed.settle(Closed::SolvedAlone), Err(NotNow::Closed));
        assert_eq!((closed.reopen(), closed.edit()), (Err(NotNow::Closed), Err(NotNow::Closed)));
    }

    #[test]
    fn a_mentee_may_ask_again_when_the_promise_is_over_and_only_once() {
        let mut open = question();
        assert_eq!(open.follow_up(at(24)), Err(NotNow::NotBefore(Some(at(24)))));
        assert_eq!(open.follow_up(at(25)), Ok(()));
        open.round.seen = Some(Seen { at: at(2), back_by: at(30) });
        assert_eq!(open.follow_up(at(25)), Err(NotNow::NotBefore(Some(at(30)))), "they said when");
        open.round.followed_up_at = Some(at(31));
        assert_eq!(open.follow_up(at(32)), Err(NotNow::FollowedUp));
        (open.round.owed_by, open.round.seen, open.round.followed_up_at) = (None, None, None);
        assert_eq!(open.follow_up(at(99)), Err(NotNow::NotBefore(None)), "nothing was promised");
        assert_eq!(
            measure(open.round.owed_by, (at(1), WorkingMinutes(60))).kept,
            Kept::NothingOwed
        );
    }

    #[test]
    fn only_something_that_does_not_work_needs_its_context() {
        let needed = |kind: Kind| {
            let parts = Part::ALL.into_iter();
            parts.filter(|part| kind.asks(*part) == Some(Need::Required)).map(Part::name).collect()
        };
        let needed: [Vec<&str>; 3] = Kind::ALL.map(needed);
        assert_eq!(needed, [vec!["asked"], vec!["asked", "tried", "theory"], vec!["asked"]]);
    }

    #[test]
    fn solved_without_anybody_is_solved_alone() {
        assert_eq!(solved_there(State::Open, 0), Closed::SolvedAlone);
        assert_eq!(solved_there(State::Open, 1), Closed::Solved);
        assert_eq!(solved_there(State::Answered, 0), Closed::Solved);
    }
}
