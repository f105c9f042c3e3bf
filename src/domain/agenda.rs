//! The agenda of a call: what each of the two writes for it beforehand, and what stands on it by itself.
//!
//! The mentee owns it and writes to a few prompts, all of them optional; the mentor may add one thing. Which prompts there
//! are depends on what the call is for. What the record says since the last call (check-ins, questions kept for a talk,
//! open actions) is quoted and never copied, so that it reads as it stands. No agenda is judged, and none is a condition of
//! a call.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    call::Purpose,
    checkin::Answers,
    follow_up::FollowUp,
    goal::Goal,
    ids::{AgendaId, CallId, PersonId, QuestionId},
    pair::Side,
    review::Gap,
    template::Content,
    text::UserText,
    week::Week,
};

/// An agenda is posted so long before its call.
pub const AHEAD: SignedDuration = SignedDuration::from_hours(24);

/// The most characters of one thing on an agenda: a note to talk from, not a letter. All there can be fits in one message.
pub const MAX_ITEM: usize = 1000;

/// So many check-ins are quoted at most, the newest.
pub const CHECKINS: usize = 3;

/// So many questions that are kept for a talk are quoted at most, the oldest.
pub const KEPT: usize = 5;

/// So many open actions of each of the two are quoted at most, the oldest.
pub const ACTIONS: i64 = 3;

/// So many goals are quoted at most, unless the call is there to review them.
pub const GOALS: usize = 5;

/// Goals are quoted of which something is due within so many days of a call.
pub const GOALS_AHEAD: i64 = 14;

/// The most characters that are quoted of something that stands elsewhere as a whole.
pub const GLIMPSE: usize = 160;

/// What a check-in says about what was hard, and what was learned, by the names of the questions; a programme that asks
/// neither is quoted with what was said first.
const QUOTED: [&str; 2] = ["tried", "learned"];

/// The first instant at which an agenda is posted for a call that begins at `starts`.
pub fn posted_from(starts: Timestamp, now: Timestamp) -> Timestamp {
    starts.saturating_sub(AHEAD).unwrap_or(now).max(now)
}

/// What an agenda is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any call.
    Usual,
    /// The review of goals every four weeks.
    GoalReview,
    /// Getting to know each other.
    GetToKnow,
}

impl Kind {
    /// What the agenda of a call with this purpose is made for.
    pub fn of(purpose: Purpose) -> Self {
        match purpose {
            Purpose::ComplexTopic | Purpose::Pairing | Purpose::Career => Self::Usual,
            Purpose::GoalReview => Self::GoalReview,
            Purpose::GetToKnow => Self::GetToKnow,
        }
    }

    /// What the mentee is asked for, in the order of the form.
    pub fn prompts(self) -> &'static [Prompt] {
        match self {
            Self::Usual => &USUAL,
            Self::GoalReview => &REVIEW,
            Self::GetToKnow => &GET_TO_KNOW,
        }
    }
}

/// Whether two people talk for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nth {
    /// They do.
    First,
    /// They have talked before.
    Later,
}

/// Whether an agenda has questions on it to get to know each other: that of a first call, and of a call for that purpose.
pub fn gets_to_know(kind: Kind, nth: Nth) -> bool {
    nth == Nth::First || kind == Kind::GetToKnow
}

const USUAL: [Prompt; 5] =
    [Prompt::SinceLastTime, Prompt::Worked, Prompt::DidNotWork, Prompt::New, Prompt::Dilemma];

const REVIEW: [Prompt; 4] = [Prompt::SetOut, Prompt::Changed, Prompt::KeepOrDrop, Prompt::OneNew];

/// What two people talk about who talk for the first time.
pub const GET_TO_KNOW: [Prompt; 5] =
    [Prompt::CameHere, Prompt::FewKnow, Prompt::LearnsBest, Prompt::HearsBest, Prompt::WorthIt];

/// Something that is asked for an agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prompt {
    /// What has happened since the last call.
    SinceLastTime,
    /// What worked.
    Worked,
    /// What did not.
    DidNotWork,
    /// Something new.
    New,
    /// A dilemma.
    Dilemma,
    /// What the two set out to do.
    SetOut,
    /// What has changed since.
    Changed,
    /// Which goals to keep, to change or to drop.
    KeepOrDrop,
    /// One new goal.
    OneNew,
    /// How somebody came to this work.
    CameHere,
    /// What they are good at that few know of.
    FewKnow,
    /// How they learn best.
    LearnsBest,
    /// How they like to hear that something could be better.
    HearsBest,
    /// What would make this worth their time.
    WorthIt,
    /// What the mentor would like to add.
    Added,
}

impl Prompt {
    /// Every prompt, in the order in which an agenda shows what was written.
    pub const ALL: [Self; 15] = [
        Self::SinceLastTime,
        Self::Worked,
        Self::DidNotWork,
        Self::New,
        Self::Dilemma,
        Self::SetOut,
        Self::Changed,
        Self::KeepOrDrop,
        Self::OneNew,
        Self::CameHere,
        Self::FewKnow,
        Self::LearnsBest,
        Self::HearsBest,
        Self::WorthIt,
        Self::Added,
    ];

    /// Whether this side can write to it.
    pub fn is_of(self, side: Side) -> bool {
        match side {
            Side::Mentee => self != Self::Added,
            Side::Mentor => self == Self::Added,
        }
    }

    /// The word it is stored under, which is the name of its field, too.
    pub fn key(self) -> &'static str {
        match self {
            Self::SinceLastTime => "since_last_time",
            Self::Worked => "worked",
            Self::DidNotWork => "did_not_work",
            Self::New => "new",
            Self::Dilemma => "dilemma",
            Self::SetOut => "set_out",
            Self::Changed => "changed",
            Self::KeepOrDrop => "keep_or_drop",
            Self::OneNew => "one_new",
            Self::CameHere => "came_here",
            Self::FewKnow => "few_know",
            Self::LearnsBest => "learns_best",
            Self::HearsBest => "hears_best",
            Self::WorthIt => "worth_it",
            Self::Added => "added",
        }
    }
}

/// What one of the two wrote for a call; empty once they took everything back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Notes(BTreeMap<Prompt, UserText>);

impl Notes {
    /// What was written to a prompt.
    pub fn to(&self, prompt: Prompt) -> Option<&UserText> {
        self.0.get(&prompt)
    }

    /// What was written, prompt by prompt.
    pub fn iter(&self) -> impl Iterator<Item = (Prompt, &UserText)> {
        self.0.iter().map(|(prompt, words)| (*prompt, words))
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every piece of text in it, for the search index.
    pub fn texts(&self) -> Vec<&str> {
        self.0.values().map(UserText::expose).collect()
    }
}

impl FromIterator<(Prompt, UserText)> for Notes {
    fn from_iter<I: IntoIterator<Item = (Prompt, UserText)>>(said: I) -> Self {
        Self(said.into_iter().collect())
    }
}

/// What one of the two wrote for a call, as it stands now.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// Our id.
    pub id: AgendaId,
    /// The call.
    pub call: CallId,
    /// On which side of the pair its writer is.
    pub side: Side,
    /// Who wrote it.
    pub author: PersonId,
    /// Its version, from 1.
    pub version: u32,
    /// When it was written first.
    pub written_at: Timestamp,
    /// What it says.
    pub notes: Notes,
}

/// What a form asks `side` for: the prompts of its kind of call, and any other that something was `written` to before, in
/// what was saved or in a draft, so that no word is lost when a call becomes one of another kind.
pub fn asked(kind: Kind, side: Side, written: impl IntoIterator<Item = Prompt>) -> Vec<Prompt> {
    let own: &[Prompt] = match side {
        Side::Mentee => kind.prompts(),
        Side::Mentor => &[Prompt::Added],
    };
    let mut others: Vec<Prompt> = written.into_iter().collect();
    others.retain(|prompt| prompt.is_of(side) && !own.contains(prompt));
    others.sort_unstable();
    others.dedup();
    own.iter().copied().chain(others).collect()
}

/// A few words of a check-in, under the label they were written under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glimpse {
    /// The week of the check-in.
    pub week: Week,
    /// The label; `None` for a check-in in one line.
    pub label: Option<String>,
    /// The first words.
    pub words: UserText,
}

/// What an agenda quotes of a check-in that answered what `content` asks.
pub fn glimpses(week: Week, content: &Content, answers: &Answers) -> Vec<Glimpse> {
    if let Some(line) = &answers.one_line {
        return vec![Glimpse { week, label: None, words: line.glimpse(GLIMPSE) }];
    }
    let said = |asked: &super::template::Question| {
        let (label, words) = (Some(asked.label.clone()), answers.to(asked)?.glimpse(GLIMPSE));
        Some(Glimpse { week, label, words })
    };
    let named = |name: &&str| content.weekly().find(|asked| asked.name == **name).and_then(said);
    let quoted: Vec<Glimpse> = QUOTED.iter().filter_map(named).collect();
    if quoted.is_empty() { content.weekly().find_map(said).into_iter().collect() } else { quoted }
}

/// Which of a pair's open goals stand on the agenda of a call on this day, and how many do not: at a review all of them,
/// else those of which something is due soon.
pub fn goals_on(kind: Kind, open: Vec<Goal>, call_on: Date) -> (Vec<Goal>, usize) {
    let count = open.len();
    let last = call_on.saturating_add(GOALS_AHEAD.days());
    let mut goals = open;
    match kind {
        Kind::GoalReview => {}
        Kind::Usual | Kind::GetToKnow => {
            goals.retain(|goal| goal.aim.next_due() <= last);
            goals.sort_by_key(|goal| goal.aim.next_due());
            goals.truncate(GOALS);
        }
    }
    let more = count.saturating_sub(goals.len());
    (goals, more)
}

/// What stands on an agenda by itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Recorded {
    /// What the check-ins since the last call said, the newest first.
    pub checkins: Vec<Glimpse>,
    /// The questions that are kept for a talk, the oldest first.
    pub kept: Vec<(QuestionId, UserText)>,
    /// What the two set out to do and have not done, the mentee's first.
    pub actions: Vec<FollowUp>,
    /// What the two see differently since they looked back.
    pub apart: Apart,
    /// The goals to look at, the next due first.
    pub goals: Vec<Goal>,
    /// How many more are open.
    pub more_goals: usize,
}

/// What two people see differently who have looked back since they talked last.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Apart {
    /// The statements on which they are far apart.
    pub gaps: Vec<Gap>,
    /// What the goals are called that one of them sees settled and the other does not.
    pub goals: Vec<UserText>,
}

impl Apart {
    /// Whether they see nothing differently.
    pub fn is_empty(&self) -> bool {
        self.gaps.is_empty() && self.goals.is_empty()
    }
}

/// Whether the two put anything on the agenda of a call. Check-ins, goals and open actions are quoted on it whether or not
/// anybody wants to talk about them, so they do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Has {
    /// One of the two wrote something or keeps a question for the talk, they see something differently since they looked
    /// back, or they have questions to get to know each other.
    Something,
    /// Nothing of that: an empty agenda.
    Nothing,
}

impl Has {
    /// What is on the agenda with these notes and this record.
    pub fn of((kind, nth): (Kind, Nth), written: &[Written], recorded: &Recorded) -> Self {
        let is_empty = !gets_to_know(kind, nth)
            && written.iter().all(|it| it.notes.is_empty())
            && recorded.kept.is_empty()
            && recorded.apart.is_empty();
        if is_empty { Self::Nothing } else { Self::Something }
    }

    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Something => "something",
            Self::Nothing => "nothing",
        }
    }

    /// Reads what [`as_str`](Self::as_str) wrote.
    pub fn read(word: &str) -> Option<Self> {
        [Self::Something, Self::Nothing].into_iter().find(|it| it.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::template::{Need, Part, Question};

    const PRIVATE: &str = "an umbrella";

    fn words(text: &str) -> UserText {
        UserText::from_stored(text.to_owned())
    }

    fn notes(prompts: &[Prompt]) -> Notes {
        prompts.iter().map(|prompt| (*prompt, words(PRIVATE))).collect()
    }

    #[test]
    fn what_is_stored_reads_back_under_the_same_names() {
        let stored = serde_json::to_string(&notes(&Prompt::ALL)).unwrap();
        let read: BTreeMap<String, String> = serde_json::from_str(&stored).unwrap();
        for prompt in Prompt::ALL {
            assert!(read.contains_key(prompt.key()), "{prompt:?}");
        }
        assert_eq!(serde_json::from_str::<Notes>(&stored).unwrap(), notes(&Prompt::ALL));
        assert!(!format!("{:?}", notes(&[Prompt::New])).contains(PRIVATE), "no words in logs");
    }

    #[test]
    fn it_is_posted_a_day_before_or_at_once() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let starts = at("2026-03-08T15:00:00Z");
        let day_before = at("2026-03-07T15:00:00Z");
        assert_eq!(posted_from(starts, at("2026-03-01T00:00:00Z")), day_before);
        assert_eq!(posted_from(starts, at("2026-03-08T12:00:00Z")), at("2026-03-08T12:00:00Z"));
    }

    #[test]
    fn nothing_is_lost_when_a_call_becomes_one_of_another_kind() {
        let before = notes(&[Prompt::Dilemma, Prompt::Changed]);
        let asked_now = asked(Kind::GoalReview, Side::Mentee, before.iter().map(|(it, _)| it));
        assert_eq!(asked_now, [REVIEW.as_slice(), &[Prompt::Dilemma]].concat());
        assert_eq!(asked(Kind::of(Purpose::Career), Side::Mentee, [Prompt::Added]), USUAL);
        assert_eq!(
            asked(Kind::of(Purpose::GetToKnow), Side::Mentor, [Prompt::New]),
            [Prompt::Added]
        );
    }

    #[test]
    fn a_check_in_is_quoted_with_what_was_hard_and_what_was_learned() {
        let question = |name: &str| Question {
            name: name.to_owned(),
            label: format!("{name}?"),
            hint: None,
            need: Need::Optional,
        };
        let content = |names: &[&str]| Content {
            looking_back: vec![Part {
                title: "Back".to_owned(),
                questions: names.iter().map(|name| question(name)).collect(),
            }],
            looking_ahead: Vec::new(),
            monthly: Vec::new(),
            reply: Vec::new(),
            monthly_reply: Vec::new(),
        };
        let said = |names: &[&str]| Answers {
            last_plan: Vec::new(),
            said: names.iter().map(|name| ((*name).to_owned(), words(name))).collect(),
            blocked: false,
            questions: Vec::new(),
            works_well: None,
            could_improve: None,
            one_line: None,
        };
        let week: Week = "2026-W47".parse().unwrap();
        let quoted = |asked: &[&str], answered: &[&str]| {
            let found = glimpses(week, &content(asked), &said(answered));
            found.iter().map(|it| it.words.expose().to_owned()).collect::<Vec<_>>()
        };
        let asked = ["tasks", "learned", "tried"];
        assert_eq!(quoted(&asked, &asked), ["tried", "learned"]);
        assert_eq!(quoted(&asked, &["tasks", "learned"]), ["learned"]);
        assert_eq!(quoted(&["mood", "wins"], &["mood", "wins"]), ["mood"], "another programme's");
        let line = Answers { one_line: Some(words(&"long ".repeat(100))), ..said(&[]) };
        let [one] = &glimpses(week, &content(&asked), &line)[..] else { panic!() };
        assert_eq!((one.label.as_ref(), one.words.chars()), (None, GLIMPSE + 1));
    }

    #[test]
    fn it_is_empty_when_neither_of_the_two_put_anything_on_it() {
        let written = |notes| Written {
            id: AgendaId(1),
            call: CallId(1),
            side: Side::Mentee,
            author: PersonId(1),
            version: 1,
            written_at: Timestamp::UNIX_EPOCH,
            notes,
        };
        let (usual, nothing) = ((Kind::Usual, Nth::Later), Recorded::default());
        assert_eq!(Has::of((Kind::Usual, Nth::First), &[], &nothing), Has::Something);
        assert_eq!(Has::of((Kind::GetToKnow, Nth::Later), &[], &nothing), Has::Something);
        assert_eq!(Has::of(usual, &[], &nothing), Has::Nothing);
        assert_eq!(
            Has::of(usual, &[written(Notes::default())], &nothing),
            Has::Nothing,
            "taken back"
        );
        assert_eq!(Has::of(usual, &[written(notes(&[Prompt::Added]))], &nothing), Has::Something);
        let kept = vec![(QuestionId(1), words("Why?"))];
        assert_eq!(Has::of(usual, &[], &Recorded { kept, ..Recorded::default() }), Has::Something);
        let apart = Apart { gaps: Vec::new(), goals: vec![words("A talk")] };
        let recorded = Recorded { apart, ..Recorded::default() };
        assert_eq!(Has::of(usual, &[], &recorded), Has::Something);
        let checkins =
            vec![Glimpse { week: "2026-W47".parse().unwrap(), label: None, words: words("Hard") }];
        let recorded = Recorded { checkins, ..Recorded::default() };
        assert_eq!(Has::of(usual, &[], &recorded), Has::Nothing, "it is quoted by itself");
        for has in [Has::Something, Has::Nothing] {
            assert_eq!(Has::read(has.as_str()), Some(has));
        }
    }
}
