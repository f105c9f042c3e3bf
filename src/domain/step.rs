//! Stepping towards standing alone: what the two of a pair would like their check-ins to become, and when both want it.
//!
//! A phase changes only when both have chosen the same, and never before its day: fourteen days after both were told of
//! it, or at once where one of them brought it up and the other agreed. Silence changes nothing. The first day of a pair,
//! and every day here, is one of the mentee's calendar. No sentence is here.

use jiff::{ToSpan, civil::Date};

use super::{
    availability::Availability,
    pair::{Phase, Side},
};

/// Both are told of a step so many days before its day.
pub const NOTICE_DAYS: i32 = 14;

/// The day of a pair from which its check-ins may be monthly, as planned from its first day on.
pub const MONTHLY_FROM: i32 = 182;

/// The same for no schedule at all.
pub const AD_HOC_FROM: i32 = 364;

/// Who stays as they are is asked again after so many days.
pub const AGAIN_DAYS: i32 = 84;

/// The two who want different things are asked again after so many days.
pub const DIFFERING_DAYS: i32 = 28;

/// What somebody would like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// That it stays as it is.
    Stay,
    /// Another phase.
    To(Phase),
    /// That the two are peers from now on, and the programme has done its part.
    Peers,
}

/// What somebody presses; what it means depends on the phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// One step down.
    Down,
    /// One step back up.
    Up,
    /// Stay.
    Stay,
    /// Go on as peers.
    Peers,
}

/// What became of talking about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// What both chose is in force.
    Taken,
    /// It stays as it is, as both chose, or as nobody objected to who had brought it up and took it back.
    Stays,
    /// The two chose differently, so nothing changed.
    Differs,
    /// It was asked anew before both had chosen.
    Lapsed,
    /// The pair ended.
    Over,
}

/// One time at which a step is talked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    /// Counts those of a pair, from 1.
    pub nth: u32,
    /// The phase the pair is in.
    pub phase: Phase,
    /// When both were told of it; `None` when one of them brought it up.
    pub noticed_on: Option<Date>,
    /// What both choose is in force from this day on.
    pub from_on: Date,
    /// What the mentor would like, once they have said so.
    pub mentor: Option<Wish>,
    /// What the mentee would like, once they have said so.
    pub mentee: Option<Wish>,
    /// What came of it; `None` while it is open.
    pub outcome: Option<Outcome>,
}

/// Why a choice changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotNow {
    /// This was settled, or something else is talked about by now.
    #[error("it is settled")]
    Settled,
    /// There is no such step from here, or not yet.
    #[error("there is no such step from here")]
    NoSuchStep,
    /// Nobody has proposed anything, so there is nothing to leave as it is.
    #[error("nothing is proposed")]
    NothingProposed,
}

/// When a pair is asked next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// As it was planned.
    AsPlanned,
    /// On this day.
    On(Date),
    /// Not by itself: either may bring it up.
    Never,
}

impl Wish {
    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stay => "stay",
            Self::To(phase) => phase.as_str(),
            Self::Peers => "peers",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        match word {
            "stay" => Some(Self::Stay),
            "peers" => Some(Self::Peers),
            phase => Phase::read(phase).map(Self::To),
        }
    }
}

impl Outcome {
    const ALL: [Self; 5] = [Self::Taken, Self::Stays, Self::Differs, Self::Lapsed, Self::Over];

    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Stays => "stays",
            Self::Differs => "differs",
            Self::Lapsed => "lapsed",
            Self::Over => "over",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == word)
    }
}

/// The phase with less of everything; `None` after the last.
pub fn down(phase: Phase) -> Option<Phase> {
    match phase {
        Phase::Weekly => Some(Phase::Monthly),
        Phase::Monthly => Some(Phase::AdHoc),
        Phase::AdHoc => None,
    }
}

/// The phase with more of everything; `None` before the first.
pub fn up(phase: Phase) -> Option<Phase> {
    match phase {
        Phase::Weekly => None,
        Phase::Monthly => Some(Phase::Weekly),
        Phase::AdHoc => Some(Phase::Monthly),
    }
}

/// Whether a pair may go on as peers: the year is nearly over, or there is no schedule any more.
pub fn may_be_peers(phase: Phase, (first_on, today): (Date, Date)) -> bool {
    phase == Phase::AdHoc || today >= after(first_on, AD_HOC_FROM - NOTICE_DAYS)
}

/// The day on which the next step of a pair would be taken, as planned from its first day on; `None` when there is none.
pub fn planned_on(phase: Phase, first_on: Date) -> Option<Date> {
    match phase {
        Phase::Weekly => Some(after(first_on, MONTHLY_FROM)),
        Phase::Monthly => Some(after(first_on, AD_HOC_FROM)),
        Phase::AdHoc => None,
    }
}

/// The earliest day of the next step of a pair that comes to `phase` on the day `on`, `first_on` being the pair's first;
/// `None` when there is none.
pub fn then_on(phase: Phase, (first_on, on): (Date, Date)) -> Option<Date> {
    planned_on(phase, first_on).map(|planned| planned.max(after(on, AGAIN_DAYS + NOTICE_DAYS)))
}

/// The first day from `from` on that is a day off of neither: a step is not spoken of while one of the two is away.
pub fn first_there(from: Date, both: [&Availability; 2]) -> Date {
    let mut day = from;
    while let Some(last) = both.iter().filter_map(|of| of.day_off_until(day)).max() {
        match last.tomorrow() {
            Ok(next) => day = next,
            Err(_) => return last,
        }
    }
    day
}

/// The day on which a pair that has just begun is first told of a step.
pub fn first_notice_on(first_on: Date) -> Date {
    after(first_on, MONTHLY_FROM - NOTICE_DAYS)
}

/// So many days later.
pub fn after(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

impl Talk {
    /// Both are told today.
    pub fn noticed(nth: u32, phase: Phase, today: Date) -> Self {
        let noticed_on = Some(today);
        let from_on = after(today, NOTICE_DAYS);
        Self { nth, phase, noticed_on, from_on, mentor: None, mentee: None, outcome: None }
    }

    /// One of the two brings it up today.
    pub fn raised(nth: u32, phase: Phase, today: Date) -> Self {
        Self { noticed_on: None, from_on: today, ..Self::noticed(nth, phase, today) }
    }

    /// What somebody would like, once they have said so.
    pub fn wish(&self, side: Side) -> Option<Wish> {
        match side {
            Side::Mentor => self.mentor,
            Side::Mentee => self.mentee,
        }
    }

    /// What both chose, while it is still to come.
    pub fn agreed(&self) -> Option<Wish> {
        self.mentor.filter(|wish| {
            self.outcome.is_none() && Some(*wish) == self.mentee && *wish != Wish::Stay
        })
    }

    /// The same once somebody has chosen, or chosen again.
    ///
    /// # Errors
    ///
    /// When it is settled, there is no such step from this phase, or there is nothing to leave as it is.
    pub fn choose(&self, side: Side, wish: Wish) -> Result<Self, NotNow> {
        if self.outcome.is_some() {
            return Err(NotNow::Settled);
        }
        if let Wish::To(phase) = wish
            && ![down(self.phase), up(self.phase)].contains(&Some(phase))
        {
            return Err(NotNow::NoSuchStep);
        }
        let mut talk = self.clone();
        match side {
            Side::Mentor => talk.mentor = Some(wish),
            Side::Mentee => talk.mentee = Some(wish),
        }
        talk.outcome = match (talk.mentor, talk.mentee) {
            (Some(one), Some(other)) if one != other => Some(Outcome::Differs),
            (Some(Wish::Stay), Some(_)) => Some(Outcome::Stays),
            (Some(Wish::Stay), None) | (None, Some(Wish::Stay)) if self.noticed_on.is_none() => {
                let had_wished = self.wish(side).is_some();
                Some(if had_wished { Outcome::Stays } else { return Err(NotNow::NothingProposed) })
            }
            (Some(_), _) | (None, _) => None,
        };
        Ok(talk)
    }

    /// What is in force from `today` on, when its day has come and both chose it.
    pub fn due(&self, today: Date) -> Option<Wish> {
        self.agreed().filter(|_| today >= self.from_on)
    }

    /// When the pair is asked next, once this came to its end today or its day has come; `first_on` is the pair's first.
    pub fn next(&self, (first_on, today): (Date, Date)) -> Next {
        let again = |days| match self.noticed_on {
            Some(_) => Next::On(after(today, days)),
            None => Next::AsPlanned,
        };
        match self.outcome {
            Some(Outcome::Taken) => match self.mentor {
                Some(Wish::To(phase)) => match then_on(phase, (first_on, today)) {
                    Some(on) => Next::On(after(on, -NOTICE_DAYS)),
                    None => Next::Never,
                },
                Some(Wish::Stay | Wish::Peers) | None => Next::Never,
            },
            Some(Outcome::Over) => Next::Never,
            Some(Outcome::Stays) => again(AGAIN_DAYS),
            Some(Outcome::Differs) => again(DIFFERING_DAYS),
            // Somebody waits for the other one, or nobody has said anything.
            Some(Outcome::Lapsed) | None => match (self.mentor, self.mentee) {
                (None, None) => again(AGAIN_DAYS),
                (Some(_), _) | (_, Some(_)) => again(DIFFERING_DAYS),
            },
        }
    }
}

#[cfg(test)]
mod tests;
