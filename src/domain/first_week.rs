//! The list of a pair's first week: eight small things for each side, each of which is done or is not.
//!
//! Some are known by what people do anyway; the others they tick themselves. Nothing here is counted against anybody, and
//! nobody but the one whose list it is sees it.

use std::collections::BTreeSet;

use super::{ids::PairId, pair::Side};

/// How many days a list is followed, from the day the pair began.
pub const DAYS: i32 = 14;

/// Something to do in the first week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// Read the programme's guide.
    Guide,
    /// Choose working hours.
    Hours,
    /// Say how one learns best.
    Learning,
    /// Sign what the two agree on.
    Agreement,
    /// Look at the first goal, or choose it: one small bug, fixed alone.
    FirstGoal,
    /// See that the mentee gets at what they need.
    Access,
    /// Agree on the first call.
    FirstCall,
    /// Ask one small question.
    FirstQuestion,
    /// Write the first check-in.
    FirstCheckin,
    /// Answer the first question.
    FirstAnswer,
    /// Reply to the first check-in.
    FirstReply,
}

impl Item {
    /// Every one.
    pub const ALL: [Self; 11] = [
        Self::Guide,
        Self::Hours,
        Self::Learning,
        Self::Agreement,
        Self::FirstGoal,
        Self::Access,
        Self::FirstCall,
        Self::FirstQuestion,
        Self::FirstCheckin,
        Self::FirstAnswer,
        Self::FirstReply,
    ];

    /// Those of one side, in the order they make sense in.
    pub fn of(side: Side) -> [Self; 8] {
        match side {
            Side::Mentee => [
                Self::Guide,
                Self::Hours,
                Self::Learning,
                Self::Agreement,
                Self::FirstGoal,
                Self::FirstQuestion,
                Self::FirstCall,
                Self::FirstCheckin,
            ],
            Side::Mentor => [
                Self::Guide,
                Self::Hours,
                Self::Access,
                Self::Agreement,
                Self::FirstGoal,
                Self::FirstCall,
                Self::FirstAnswer,
                Self::FirstReply,
            ],
        }
    }

    /// Whether only the person knows; the rest is known by what they do anyway.
    pub fn is_ticked_by_hand(self) -> bool {
        match self {
            Self::Guide | Self::FirstGoal | Self::Access => true,
            Self::Agreement
            | Self::Hours
            | Self::Learning
            | Self::FirstCall
            | Self::FirstQuestion
            | Self::FirstCheckin
            | Self::FirstAnswer
            | Self::FirstReply => false,
        }
    }

    /// The word it is stored and carried under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Guide => "guide",
            Self::Hours => "hours",
            Self::Learning => "learning",
            Self::Agreement => "agreement",
            Self::FirstGoal => "first_goal",
            Self::Access => "access",
            Self::FirstCall => "first_call",
            Self::FirstQuestion => "first_question",
            Self::FirstCheckin => "first_checkin",
            Self::FirstAnswer => "first_answer",
            Self::FirstReply => "first_reply",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|item| item.as_str() == word)
    }
}

/// Somebody's list as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstWeek {
    /// The pair it is of.
    pub pair: PairId,
    /// Whose it is.
    pub side: Side,
    /// What is done.
    pub done: BTreeSet<Item>,
}

impl FirstWeek {
    /// Every item, and whether it is done.
    pub fn items(&self) -> impl Iterator<Item = (Item, bool)> {
        Item::of(self.side).into_iter().map(|item| (item, self.done.contains(&item)))
    }

    /// How many are done, of how many.
    pub fn count(&self) -> (usize, usize) {
        (self.items().filter(|(_, is_done)| *is_done).count(), self.items().count())
    }

    /// Whether nothing is left.
    pub fn is_done(&self) -> bool {
        self.items().all(|(_, is_done)| is_done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_on_a_list_and_no_list_has_one_twice() {
        let both: Vec<Item> = [Side::Mentee, Side::Mentor].into_iter().flat_map(Item::of).collect();
        for item in Item::ALL {
            assert!(both.contains(&item), "{item:?} is on nobody's list");
            assert_eq!(Item::read(item.as_str()), Some(item));
        }
        for side in [Side::Mentee, Side::Mentor] {
            let once: BTreeSet<Item> = Item::of(side).into_iter().collect();
            assert_eq!(once.len(), 8);
        }
        assert_eq!(Item::read("dance"), None);
    }

    #[test]
    fn what_is_on_the_other_list_does_not_count() {
        let done = [Item::Guide, Item::Access].into();
        let list = FirstWeek { pair: PairId(1), side: Side::Mentee, done };
        assert_eq!(list.count(), (1, 8));
        assert!(!list.is_done());
        let all = FirstWeek { done: Item::ALL.into(), ..list };
        assert!(all.is_done());
    }
}
