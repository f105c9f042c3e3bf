//! What comes up in the life of a pair on a day of its own.
//!
//! The days are days of the mentee's calendar; an occasion comes when its day begins there, and what is said waits for
//! its reader's window as everything does. What each one brings is a feature's own.

use jiff::civil::Date;

/// Something that comes up once, or again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The two are asked for what they agree on.
    Agreement,
    /// Both are given the guide and the first week's list.
    Guide,
    /// The two get the goal every pair begins with.
    FirstGoal,
    /// The mentee's next tip.
    MenteeTip,
    /// The mentor's next tip.
    MentorTip,
    /// The two look back at their goals.
    Review,
    /// A quarter is over: what is carried on is decided.
    Quarter,
    /// A step towards standing alone is near.
    Step,
}

impl Occasion {
    /// Every one.
    pub const ALL: [Self; 8] = [
        Self::Agreement,
        Self::Guide,
        Self::FirstGoal,
        Self::MenteeTip,
        Self::MentorTip,
        Self::Review,
        Self::Quarter,
        Self::Step,
    ];

    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Guide => "guide",
            Self::FirstGoal => "first_goal",
            Self::MenteeTip => "mentee_tip",
            Self::MentorTip => "mentor_tip",
            Self::Review => "review",
            Self::Quarter => "quarter",
            Self::Step => "step",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|occasion| occasion.as_str() == word)
    }
}

/// An occasion and its day on the mentee's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// What comes up.
    pub occasion: Occasion,
    /// When.
    pub on: Date,
}
