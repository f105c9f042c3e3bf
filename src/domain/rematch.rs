//! A rematch: the mentee of a running pair goes on with another mentor.
//!
//! Either of the two, or a lead, sets it off; a lead suggests somebody; and nothing changes before the mentee and that
//! mentor have both said yes. What the mentee brings along is theirs to tick, and the present mentor alone decides about
//! their own replies. What any of it means for the pairs is done elsewhere.

pub mod file;

use jiff::Timestamp;

use super::ids::{PairId, PersonId, RematchId};

/// At most so many characters fit in what is said to the leads.
pub const MAX_WORDS: usize = 1000;

/// So many open goals, actions of the mentee and waiting questions are brought along; no pair has more of any.
pub const MOST_BROUGHT: i64 = 20;

/// The search for another mentor, as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Rematch {
    /// Our id.
    pub id: RematchId,
    /// The pair as it was when somebody asked.
    pub pair: PairId,
    /// How many people were suggested so far.
    pub round: u32,
    /// Where it is.
    pub state: State,
}

/// Where the search for another mentor is.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// Nobody is suggested at the moment.
    Looking,
    /// A lead suggests somebody.
    Suggested(Suggestion),
    /// Both have said yes.
    Begun,
    /// Everything stays as it is, or the pair ended for another reason.
    Closed,
}

/// Who is suggested, and what was said to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The new mentor.
    pub mentor: PersonId,
    /// The lead who suggests them.
    pub by: PersonId,
    /// When the new mentor said yes.
    pub mentor_in: Option<Timestamp>,
    /// When the mentee said yes, and what they bring along.
    pub mentee_in: Option<(Timestamp, Vec<Brought>)>,
    /// What the present mentor said about their replies; not said is no.
    pub replies: Option<Replies>,
}

/// What a mentee can bring along, each only by their own tick.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Brought {
    /// Open goals with their milestones.
    Goals,
    /// The mentee's open actions, and the questions that wait for an answer.
    Open,
    /// What the mentee wrote in their check-ins, as a file.
    History,
    /// Why they are away soon, where they had shared it.
    Leave,
}

impl Brought {
    /// Everything, in the order the form shows it.
    pub const ALL: [Self; 4] = [Self::Goals, Self::Open, Self::History, Self::Leave];

    /// The word it travels and is stored under.
    pub fn key(self) -> &'static str {
        match self {
            Self::Goals => "goals",
            Self::Open => "open",
            Self::History => "history",
            Self::Leave => "leave",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// Whether the present mentor's replies go with the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replies {
    /// They do.
    Travel,
    /// They stay where they are.
    Stay,
}

/// Why somebody asks for another mentor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// They want to learn something that another one knows better.
    OtherSkills,
    /// There is too little time in common.
    Time,
    /// The two do not fit well, which is nobody's fault.
    Fit,
    /// The mentor cannot go on.
    Leaving,
    /// Something else.
    Other,
}

impl Reason {
    /// Every reason, in the order the form shows them.
    pub const ALL: [Self; 5] =
        [Self::OtherSkills, Self::Time, Self::Fit, Self::Leaving, Self::Other];

    /// The word it travels and is stored under.
    pub fn key(self) -> &'static str {
        match self {
            Self::OtherSkills => "other_skills",
            Self::Time => "time",
            Self::Fit => "fit",
            Self::Leaving => "leaving",
            Self::Other => "other",
        }
    }

    /// Reads what [`key`](Self::key) wrote.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// How a suggestion ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Both said yes, and the new pair has begun.
    Begun,
    /// The suggested mentor said no.
    Declined,
    /// The mentee stays with their mentor.
    Stays,
    /// A lead took it back.
    TakenBack,
    /// The suggested mentor had taken on somebody else in the meantime.
    Full,
    /// The account of one of the two was closed.
    Gone,
    /// The pair ended before both had answered.
    PairOver,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 7] = [
        Self::Begun,
        Self::Declined,
        Self::Stays,
        Self::TakenBack,
        Self::Full,
        Self::Gone,
        Self::PairOver,
    ];

    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Declined => "declined",
            Self::Stays => "stays",
            Self::TakenBack => "taken_back",
            Self::Full => "full",
            Self::Gone => "gone",
            Self::PairOver => "pair_over",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == word)
    }

    /// Where the search is after it: a mentee who stays ends it, everything else lets a lead look on.
    fn leaves(self) -> State {
        match self {
            Self::Begun => State::Begun,
            Self::Declined | Self::TakenBack | Self::Full | Self::Gone => State::Looking,
            Self::Stays | Self::PairOver => State::Closed,
        }
    }
}

/// How the world stands at the moment somebody says yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Whether the mentee's pair still runs.
    pub pair: Running,
    /// Whether the mentee and the suggested mentor can both be in a pair.
    pub accounts: Accounts,
    /// How many mentees the suggested mentor has, or was asked to take on.
    pub mentees: i64,
    /// How many one mentor takes on.
    pub capacity: i64,
}

/// Whether a pair runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Running {
    /// It does.
    Yes,
    /// It is over.
    No,
}

/// Whether people can be in a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accounts {
    /// They can.
    Open,
    /// The account of one of them is closed, or no member's.
    Closed,
}

/// It is not open any more, or another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the suggestion is settled")]
pub struct Settled;

/// Somebody is suggested already, or nobody looks any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("nobody can be suggested now")]
pub struct NotNow;

impl Rematch {
    /// Whether it is still to be decided.
    pub fn is_open(&self) -> bool {
        match self.state {
            State::Looking | State::Suggested(_) => true,
            State::Begun | State::Closed => false,
        }
    }

    /// The suggestion of this round, if it is still to be answered.
    ///
    /// # Errors
    ///
    /// If it is settled.
    pub fn suggestion(&self, round: u32) -> Result<&Suggestion, Settled> {
        match &self.state {
            State::Suggested(suggestion) if self.round == round => Ok(suggestion),
            State::Suggested(_) | State::Looking | State::Begun | State::Closed => Err(Settled),
        }
    }

    /// A lead suggests somebody.
    ///
    /// # Errors
    ///
    /// If somebody is suggested already, or it is over.
    pub fn suggest(&self, (mentor, by): (PersonId, PersonId)) -> Result<Self, NotNow> {
        match self.state {
            State::Looking => {
                let suggestion =
                    Suggestion { mentor, by, mentor_in: None, mentee_in: None, replies: None };
                let state = State::Suggested(suggestion);
                Ok(Self { round: self.round + 1, state, ..*self })
            }
            State::Suggested(_) | State::Begun | State::Closed => Err(NotNow),
        }
    }

    /// The suggested mentor says yes. A second yes changes nothing.
    ///
    /// # Errors
    ///
    /// If it is settled.
    pub fn mentor_says_yes(&self, round: u32, now: Timestamp) -> Result<Self, Settled> {
        let mut suggestion = self.suggestion(round)?.clone();
        suggestion.mentor_in = suggestion.mentor_in.or(Some(now));
        Ok(self.with(State::Suggested(suggestion)))
    }

    /// The mentee says yes, and what they bring along. A second yes says it anew.
    ///
    /// # Errors
    ///
    /// If it is settled.
    pub fn mentee_says_yes(
        &self,
        round: u32,
        (now, brought): (Timestamp, Vec<Brought>),
    ) -> Result<Self, Settled> {
        let mut suggestion = self.suggestion(round)?.clone();
        let at = suggestion.mentee_in.map_or(now, |(at, _)| at);
        suggestion.mentee_in = Some((at, brought));
        Ok(self.with(State::Suggested(suggestion)))
    }

    /// The present mentor says whether their replies may travel. They may change their mind while it is open.
    ///
    /// # Errors
    ///
    /// If it is settled.
    pub fn about_replies(&self, round: u32, replies: Replies) -> Result<Self, Settled> {
        let mut suggestion = self.suggestion(round)?.clone();
        suggestion.replies = Some(replies);
        Ok(self.with(State::Suggested(suggestion)))
    }

    /// What follows from what was said so far; `None` while somebody is still to answer.
    pub fn decide(&self, facts: Facts) -> Option<Outcome> {
        let State::Suggested(suggestion) = &self.state else { return None };
        match (facts.pair, facts.accounts) {
            (Running::No, _) => Some(Outcome::PairOver),
            (Running::Yes, Accounts::Closed) => Some(Outcome::Gone),
            (Running::Yes, Accounts::Open) if facts.mentees >= facts.capacity => {
                Some(Outcome::Full)
            }
            (Running::Yes, Accounts::Open) => {
                suggestion.mentor_in.zip(suggestion.mentee_in.as_ref()).map(|_| Outcome::Begun)
            }
        }
    }

    /// The suggestion of this round is settled.
    ///
    /// # Errors
    ///
    /// If it was before.
    pub fn settle(&self, round: u32, outcome: Outcome) -> Result<Self, Settled> {
        self.suggestion(round)?;
        Ok(self.with(outcome.leaves()))
    }

    /// Nobody looks any more.
    ///
    /// # Errors
    ///
    /// If somebody is suggested, which is settled first, or it is over.
    pub fn close(&self) -> Result<Self, NotNow> {
        match self.state {
            State::Looking => Ok(self.with(State::Closed)),
            State::Suggested(_) | State::Begun | State::Closed => Err(NotNow),
        }
    }

    fn with(&self, state: State) -> Self {
        Self { state, ..*self }
    }
}

impl Suggestion {
    /// What is brought along: nothing while the mentee has not said yes.
    pub fn brought(&self) -> &[Brought] {
        self.mentee_in.as_ref().map_or(&[], |(_, brought)| brought)
    }

    /// Whose words the file of the history holds: the mentor's only if they said so.
    pub fn replies_travel(&self) -> bool {
        self.brought().contains(&Brought::History) && self.replies == Some(Replies::Travel)
    }
}

#[cfg(test)]
mod tests;
