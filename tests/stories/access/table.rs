//! The table: what each button, form and command carries, who may use it, and what everybody else is told.
//!
//! Each of the three lists is matched without `_`, so a new button, form or command does not compile until it has a
//! row here.

use jiff::Timestamp;
use serde_json::{Value, json};
use trellis::slack::action::{Action, Form, Shortcut};

use crate::world::a_good_week;

pub(super) const NOT_YOURS: &str =
    "That's not yours to change, so nothing happened. Type `/mentor help` to see what you can do.";

const NO_LEAD: &str = "Only a lead of the mentorship programme can do that. Ask whoever set Trellis up here; `/mentor \
                       help` shows what you can do.";

/// Somebody, by what they are to the things of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Actor {
    Mentee,
    Mentor,
    OtherMentee,
    OtherMentor,
    /// Is asked, with the other mentor, whether they want to be a pair.
    Asked,
    Lead,
    Stranger,
    /// Is a mentee, and became a guest.
    Guest,
    /// Is a mentor, and their account was closed.
    Gone,
}

pub(super) const EVERYBODY: [Actor; 9] = [
    Actor::Mentee,
    Actor::Mentor,
    Actor::OtherMentee,
    Actor::OtherMentor,
    Actor::Asked,
    Actor::Lead,
    Actor::Stranger,
    Actor::Guest,
    Actor::Gone,
];

/// What a control or a form carries, and who may use it.
pub(super) struct Row {
    pub(super) carries: &'static str,
    pub(super) allowed: &'static [Actor],
}

/// Pair 1 is Inês's and Noah's. Check-in 1 is theirs, reply 1 answers it, and they are asked for another one in week 46.
pub(super) const PAIR: &str = "1";
const CHECKIN: &str = "1";
const REPLY: &str = "1";
/// Inês, by the bot's own number, and her leave.
const INES: &str = "3";
const LEAVE: &str = "1";
const PROGRAMME: &str = "1";
const OPEN_WEEK: &str = "1/2026-W46";
/// What Inês was asked with, and the switch for it.
const PROMPT: &str = "prompt/1/2026-W46/0";
const SWITCH: &str = "off/prompt/prompt/1/2026-W46/0";
/// What Inês typed to the bot besides the first thing; the second is Noah's.
const TYPED_TOO: &str = "3";
/// What Otto typed, and made a note to Mia, who is not there.
const WAITING_NOTE: &str = "4";
/// The pair that has not been answered for.
const PROPOSED: &str = "4";

/// Inês's questions: one that waits for too long, two that were answered, and one she finds the answer of herself.
const OPEN_QUESTION: &str = "1";
const ANSWERED: &str = "2";
const ANSWERED_TOO: &str = "3";
const SETTLED_ALONE: &str = "4";
const ANSWERED_THERE: &str = "5";
/// What Inês proposed to publish, and what both agreed to.
const PROPOSED_TO_PUBLISH: &str = "1";
const PUBLISHED: &str = "2";

/// Inês's decision, and her resource, which she shares with nobody.
const DECISION: &str = "1";
const RESOURCE: &str = "1";

/// The bug that Noah put on the list, and what Inês was given of it.
const CHALLENGE: &str = "1";
const LISTED_CHALLENGE: &str = "1+0";
const ASSIGNMENT: &str = "1";
/// Calls that Inês proposed: one Noah confirms, one he does not want, and one that she takes back.
const OFFERED: &str = "2+2";
const OFFERED_TOO: &str = "3+2";
const TAKEN_BACK: &str = "4+2";
/// What Inês is asked: to find a time. A call that both have agreed to, also as the round it is in.
const ASKED: &str = "5+1";
const ASKED_SLOT: &str = "5+1.0";
const AGREED: &str = "6";
const AGREED_ROUND: &str = "6+3";

/// Noah, by the bot's own number, and his second office hours, which are open.
const NOAH: &str = "2";
const SESSION: &str = "2";
const SESSION_TURN: &str = "2+0";

/// A call of Inês's and Noah's, as they agreed to it, and the sign it made hold.
const MET: &str = "1+0";
const HELD_CALL: &str = "1";
/// The same, with the version of what is kept of it.
const NOTED_CALL: &str = "1+1";
const CALL_SIGN: &str = "1+written";

/// The review that is open, the same as the first page of its form, and the pages of earlier ones.
const REVIEW: &str = "1";
const REVIEW_PAGE: &str = "1+0";
const REVIEWS: &str = "1+0";
/// One that is closed.
const CLOSED_REVIEW: &str = "2";
/// A goal of theirs, and its two milestones; it was changed once.
const GOAL: &str = "1";
const MILESTONE: &str = "1+1";
const MILESTONE_TOO: &str = "1+2";
const GOAL_VERSION: &str = "1+1.1";

/// The first version of Inês's and Noah's agreement, which nobody has signed.
const VERSION: &str = "1+1";

/// What her cohort was asked, and she has answered.
const ROUND: &str = "1";
/// The cohort Inês is in. Otto is asked to be in the second, and nobody is in the third.
const COHORT: &str = "1";

/// Inês's journal with three entries, and Noah's.
const OWN_JOURNAL: &str = "3+0";
const OTHERS_JOURNAL: &str = "2+0";
const ENTRY: &str = "1";
const ENTRY_TOO: &str = "2";
const ENTRY_TO_SHARE: &str = "3>1";

/// The other mentee, who would like another mentor, and whom a lead suggests to Inês as hers.
const OTHER_PAIR: &str = "2";
const REMATCH: &str = "2";
const SUGGESTED: &str = "1+1";

/// What the form of a new question carries.
const QUESTION_DRAFT: &str = "question/1";

/// What helped Inês before she asked: Noah's first reply.
const HELPED: &str = "1>reply/1";

/// What *Save draft* and *Start afresh* carry in the form for that week.
const OPEN_DRAFT: &str = "checkin/1/2026-W46";

/// `None` for what is not pressed: a change in a form is heard without a word, and kept for nobody who may not write there.
pub(super) fn button(action: Action) -> Option<Row> {
    use Actor::{Asked, Lead, Mentee, Mentor, OtherMentee, OtherMentor};
    let (carries, allowed): (_, &[Actor]) = match action {
        Action::Join | Action::Decline => (PROPOSED, &[Asked, OtherMentor]),
        Action::WriteCheckin | Action::Later | Action::Skip => (OPEN_WEEK, &[Mentee]),
        Action::EditCheckin => (CHECKIN, &[Mentee]),
        Action::Reply | Action::ReadMore => (CHECKIN, &[Mentor]),
        Action::SeeDifferently => (REPLY, &[Mentee]),
        Action::OpenCheckin => (CHECKIN, &[Mentee, Mentor]),
        Action::History => ("1+0", &[Mentee, Mentor]),
        Action::HistoryOf | Action::SomethingOff => (PAIR, &[Mentee, Mentor]),
        Action::MakeCheckin | Action::AskInCheckin | Action::MakeQuestion | Action::SendNote => {
            ("1>1", &[Mentee])
        }
        Action::MakeReply => ("2>1", &[Mentor]),
        Action::TakeNoteBack => (WAITING_NOTE, &[OtherMentee]),
        Action::NeverMind => (TYPED_TOO, &[Mentee]),
        Action::OneLine => (OPEN_WEEK, &[Mentee]),
        Action::AskGently | Action::SuggestTopic => (PAIR, &[Mentor]),
        Action::Stats => (PAIR, &[Mentee, Mentor]),
        Action::Away | Action::Hours => (INES, &[Mentee]),
        Action::TakeBackLeave => (LEAVE, &[Mentee]),
        Action::SaveDraft | Action::ReadDraft | Action::DiscardDraft => (OPEN_DRAFT, &[Mentee]),
        Action::Typed | Action::ChangeAsking => return None,
        Action::AskQuestion => (PAIR, &[Mentee]),
        Action::SolvedWriting => (QUESTION_DRAFT, &[Mentee]),
        Action::SolvedByMemory => (HELPED, &[Mentee]),
        Action::ChangeQuestion => (QUESTION_DRAFT, &[Mentee]),
        Action::EditQuestion | Action::FollowUp | Action::AskNow => (OPEN_QUESTION, &[Mentee]),
        Action::Answer | Action::Seen => (OPEN_QUESTION, &[Mentor]),
        Action::Solved => (ANSWERED, &[Mentee]),
        Action::NotYet => (ANSWERED_TOO, &[Mentee]),
        // Anybody may, and only where they stand: what is pressed elsewhere is nobody's.
        Action::TakePlace | Action::LeaveLine => (SESSION, &[]),
        Action::CallNext => (SESSION_TURN, &[Mentor]),
        Action::SendCallFile => (AGREED, &[Mentee, Mentor]),
        Action::ProposeCall => (PAIR, &[Mentee, Mentor]),
        Action::OtherTime => (OFFERED, &[Mentee, Mentor]),
        Action::ChooseSlot => (ASKED_SLOT, &[Mentee]),
        Action::SkipCall => (ASKED, &[Mentee]),
        Action::TakeBackCall => (TAKEN_BACK, &[Mentee]),
        Action::MoveCall | Action::CallOff => (AGREED, &[Mentee, Mentor]),
        Action::Calls | Action::CallSettings => (PAIR, &[Mentee, Mentor]),
        Action::ConfirmCall => (OFFERED, &[Mentor]),
        Action::DeclineCall => (OFFERED_TOO, &[Mentor]),
        Action::Publish => (ANSWERED, &[Mentee, Mentor]),
        Action::NoPublish => (PROPOSED_TO_PUBLISH, &[Mentor]),
        Action::OpenPublished => (ANSWERED_TOO, &[Mentee, Mentor, OtherMentee, OtherMentor]),
        Action::TakeBackPublished => (PUBLISHED, &[Mentee, Mentor]),
        Action::SolvedThere => (ANSWERED_THERE, &[Mentee]),
        Action::SolvedAlone => (SETTLED_ALONE, &[Mentee]),
        Action::OpenQuestion => (OPEN_QUESTION, &[Mentee, Mentor]),
        Action::Here
        | Action::RunningLate
        | Action::CouldNotMakeIt
        | Action::NobodyCame
        | Action::ItHappened
        | Action::ItDidNot
        | Action::NotHowItWas
        | Action::WorthACall
        | Action::CouldBeWritten => (MET, &[Mentee, Mentor]),
        Action::CallNotes | Action::OpenCallNotes => (HELD_CALL, &[Mentee, Mentor]),
        Action::SkipNextCall | Action::GoMonthly => (CALL_SIGN, &[Mentee, Mentor]),
        Action::Decisions | Action::Resources | Action::KeepFound => (PAIR, &[Mentee, Mentor]),
        Action::OpenDecision => (DECISION, &[Mentee, Mentor]),
        Action::EditDecision | Action::RemoveDecision => (DECISION, &[Mentee]),
        Action::OpenResource => (RESOURCE, &[Mentee, Mentor]),
        Action::EditResource | Action::RemoveResource => (RESOURCE, &[Mentee]),
        Action::Challenges | Action::NewerChallenges => ("1+0", &[Mentor, OtherMentor, Lead]),
        Action::MyChallenges => (PAIR, &[Mentee]),
        Action::EditChallenge => (CHALLENGE, &[Mentor, Lead]),
        Action::RetireChallenge => (LISTED_CHALLENGE, &[Mentor, Lead]),
        Action::WriteUp | Action::NotThisOne => (ASSIGNMENT, &[Mentee]),
        Action::OpenWriteUp => (ASSIGNMENT, &[Mentee, Mentor]),
        Action::WriteAgenda | Action::OpenAgenda => (AGREED, &[Mentee, Mentor]),
        Action::LookBack => (REVIEW, &[Mentee, Mentor]),
        Action::Reviews => (REVIEWS, &[Mentee, Mentor]),
        Action::OpenReview => (CLOSED_REVIEW, &[Mentee, Mentor]),
        Action::Goals | Action::AddGoal | Action::DecideGoals => (PAIR, &[Mentee, Mentor]),
        Action::OlderGoals | Action::NewerGoals => ("1+0", &[Mentee, Mentor]),
        Action::OpenGoal | Action::EditGoal | Action::MeetGoal | Action::DropGoal => {
            (GOAL, &[Mentee, Mentor])
        }
        Action::MilestoneDone => (MILESTONE, &[Mentee, Mentor]),
        Action::MilestoneDropped | Action::MilestoneOpen => (MILESTONE_TOO, &[Mentee, Mentor]),
        Action::Agreement | Action::FillAgreement => (PAIR, &[Mentee, Mentor]),
        Action::ReadAgreement => (VERSION, &[Mentee, Mentor]),
        Action::Guide | Action::FirstWeek => (PAIR, &[Mentee, Mentor]),
        Action::TickFirstWeek => ("1+guide", &[Mentee, Mentor]),
        Action::Journal => (OWN_JOURNAL, &[Mentee]),
        Action::WriteEntry => (INES, &[Mentee]),
        Action::OpenEntry | Action::EditEntry => (ENTRY, &[Mentee]),
        Action::EraseEntry => (ENTRY_TOO, &[Mentee]),
        Action::EraseJournal => (OTHERS_JOURNAL, &[Mentor]),
        Action::ShareEntry => (ENTRY_TO_SHARE, &[Mentee]),
        Action::AskRematch => (OTHER_PAIR, &[OtherMentee, OtherMentor]),
        Action::SuggestMentor => (OTHER_PAIR, &[Lead]),
        Action::CloseRematch => (REMATCH, &[Lead, OtherMentee]),
        Action::JoinRematch | Action::DeclineRematch => (SUGGESTED, &[OtherMentee]),
        Action::TakeMentor | Action::StayWithMentor => (SUGGESTED, &[Mentee]),
        Action::LetRepliesTravel | Action::KeepReplies => (SUGGESTED, &[Mentor]),
        Action::TakeBackSuggestion => (SUGGESTED, &[Lead]),
        Action::Why => (PROMPT, &[Mentee]),
        Action::Switch => (SWITCH, &[Mentee]),
        Action::Settings => (INES, &[Mentee]),
        // Only of a pair that is complete.
        Action::WouldMentor | Action::NotAsMentor | Action::SendRecord | Action::TellCohort => {
            (PAIR, &[])
        }
        Action::EndPair | Action::Phase | Action::Picture => (PAIR, &[Mentee, Mentor]),
        Action::StepDown | Action::StayAsWeAre => ("1+1", &[Mentee, Mentor]),
        Action::OpenCohort | Action::EditCohort => (COHORT, &[Lead]),
        Action::MakeCohort => (PROGRAMME, &[Lead]),
        Action::EndCohort => ("3", &[Lead]),
        Action::JoinCohort | Action::DeclineCohort => ("2", &[OtherMentee]),
        Action::LeaveCohort => (COHORT, &[Mentee]),
        Action::AnswerRound | Action::TakeBackRound | Action::TakeBackWin => (ROUND, &[Mentee]),
        Action::CohortTurns => (COHORT, &[Lead]),
        // Noah is in the fourth cohort, where much is asked of him.
        Action::LeadDiscussion | Action::SwapTurn | Action::ChooseTopic => ("1+1", &[Mentor]),
        Action::SkipTurn => ("2+1", &[Mentor]),
        Action::TakeTurn => ("3+1", &[Mentor]),
        Action::LeaveTurn => ("4+1", &[Mentor]),
        Action::NoteDiscussion => ("5", &[Mentor]),
        Action::PeerRead | Action::PeerNotNow => ("1", &[Mentor]),
        Action::StepUp | Action::BePeers => ("1+2", &[Mentee, Mentor]),
        Action::SetupBack => ("1/name/0", &[Lead]),
        // Noah mentors, and could be mentored by Inês.
        Action::AskThese => ("3>2", &[Lead]),
        // What is ahead for Inês.
        Action::PreviewEarlier | Action::PreviewLater => ("3/14/0", &[Mentee, Lead]),
    };
    Some(Row { carries, allowed })
}

/// `None` for what is only read and holds nothing.
pub(super) fn form(form: Form) -> Option<(Row, Value)> {
    use Actor::{Lead, Mentee, Mentor, OtherMentee, OtherMentor};
    let (carries, allowed, values): (_, &[Actor], _) = match form {
        Form::Checkin => (OPEN_WEEK, &[Mentee], a_good_week()),
        Form::Skip => (OPEN_WEEK, &[Mentee], json!({ "reason": "A trip." })),
        Form::Reply => (CHECKIN, &[Mentor], json!({ "feedback": "Well done." })),
        Form::ReadMore => (CHECKIN, &[Mentor], json!({ "day": "2026-11-17" })),
        Form::SeeDifferently => (REPLY, &[Mentee], json!({ "see": "The copy is needed." })),
        Form::Away => {
            let days = json!({ "from": "2026-12-21", "to": "2026-12-24", "reason": "A trip." });
            (INES, &[Mentee], days)
        }
        Form::Hours => (INES, &[Mentee], json!({ "Monday": "9-17" })),
        Form::Holidays => (PROGRAMME, &[Lead], json!({ "add": "2026-12-25 Christmas Day" })),
        Form::Template => ("1", &[Actor::Lead], a_template()),
        Form::Publish => (ANSWERED, &[Mentee, Mentor], to_publish()),
        Form::HelpChannel => (PROGRAMME, &[Lead], json!({ "none": ["yes"] })),
        Form::OfficeHours => (NOAH, &[Mentor], json!({ "day_of_week": "none" })),
        Form::OneLine => (OPEN_WEEK, &[Mentee], json!({ "line": "Slowly." })),
        Form::SomethingOff => {
            let values = json!({ "to": "partner", "words": "The calls are too long." });
            ("1@", &[Mentee, Mentor], values)
        }
        Form::AskGently => (PAIR, &[Mentor], json!({ "words": "How are you?" })),
        Form::Settings => (INES, &[Mentee], json!({ "weekly": "3" })),
        Form::Question => (QUESTION_DRAFT, &[Mentee], json!({ "asked": "Why?" })),
        // It sends what stands in a draft, so the values are nobody's.
        Form::AskAnyway => (QUESTION_DRAFT, &[Mentee], json!({ "asked": "Why?" })),
        Form::Answer => (OPEN_QUESTION, &[Mentor], json!({ "words": "Because." })),
        Form::Seen => (OPEN_QUESTION, &[Mentor], json!({ "day": "2026-11-17", "time": "10:00" })),
        Form::Decision => {
            let values = json!({ "title": "Dates", "choice": "UTC.", "why": "Zones change." });
            (PAIR, &[Mentee, Mentor], values)
        }
        Form::Resource => (PAIR, &[Mentee, Mentor], json!({ "title": "Map", "note": "Look." })),
        Form::Challenges => (PROGRAMME, &[Lead], json!({ "on": [] })),
        Form::Challenge => {
            let values = json!({ "link": "https://example.com/2", "title": "Two" });
            (PROGRAMME, &[Mentor, OtherMentor, Lead], values)
        }
        Form::WriteUp => (ASSIGNMENT, &[Mentee], json!({ "tried": "A test." })),
        Form::CallOff => (AGREED_ROUND, &[Mentee, Mentor], json!({ "reason": "A trip." })),
        Form::CallSettings => {
            let values = json!({ "rhythm": "monthly", "minutes": "20" });
            (PAIR, &[Mentee, Mentor], values)
        }
        Form::Agenda => {
            (AGREED, &[Mentee, Mentor], json!({ "new": "Traits", "added": "The talk" }))
        }
        Form::Call => (PAIR, &[Mentee, Mentor], a_call("2026-11-19T15:00:00Z")),
        Form::HowItWas => (MET, &[Mentee, Mentor], json!({ "happened": "did_not_meet" })),
        Form::CallNotes => (NOTED_CALL, &[Mentee, Mentor], json!({ "words": "We drew it." })),
        Form::Review => (REVIEW_PAGE, &[Mentee, Mentor], a_look_back()),
        Form::Goal => {
            let values = json!({ "area": "Process", "title": "Small steps", "how": "Each is merged",
                "due_on": "2026-12-18" });
            (GOAL_VERSION, &[Mentee, Mentor], values)
        }
        Form::GoalMet => ("2", &[Mentee, Mentor], json!({ "reached": "alone" })),
        Form::GoalDropped => {
            ("3", &[Mentee, Mentor], json!({ "why": "Another one matters more." }))
        }
        Form::GoalAreas => (PROGRAMME, &[Lead], json!({ "areas": "Code\nWriting" })),
        Form::GoalsDecided => (PAIR, &[Mentee, Mentor], json!({ "outcome_6": "drop" })),
        Form::Agreement => (VERSION, &[Mentee, Mentor], an_agreement()),
        // A signature has no fields, so the value is nobody's.
        Form::SignAgreement => (VERSION, &[Mentee, Mentor], json!({ "scope": "Why?" })),
        Form::Guide => {
            let texts =
                json!({ "about": "We learn.", "structure": "Weekly.", "first_week": "Small." });
            ("1", &[Lead], texts)
        }
        Form::FirstWeek => (PAIR, &[Mentee, Mentor], json!({ "done": ["agreement"] })),
        Form::JournalSwitch => (PROGRAMME, &[Lead], json!({ "on": [] })),
        // Whoever sends it writes in their own.
        Form::Entry => {
            let writers = &[Mentee, Mentor, OtherMentee, OtherMentor];
            ("new", writers, json!({ "words": "I asked early." }))
        }
        Form::Suggest => ("1@1", &[Mentee, Mentor], json!({ "words": "A talk on naming." })),
        Form::Rematch => ("1@1", &[Mentee, Mentor], json!({ "closest": "time" })),
        // Whom a lead chooses is somebody the table does not know.
        Form::SuggestMentor => (PAIR, &[Lead], json!({ "somebody": "x" })),
        Form::TakeMentor => (SUGGESTED, &[Mentee], json!({ "brought": [] })),
        Form::End | Form::EndNow => (PAIR, &[Mentee, Mentor], json!({ "because": "time" })),
        Form::Round => (ROUND, &[Mentee], json!({ "learned": "Two" })),
        Form::Win => (COHORT, &[Mentee], json!({ "win": "Two" })),
        Form::Cohort => (COHORT, &[Lead], json!({ "name": "Two", "starts_on": "2026-11-16" })),
        Form::Setup => ("1/name/0", &[Lead], json!({ "name": "Autumn", "zone": "Europe/Lisbon" })),
        // Whom a lead chooses is somebody the table does not know.
        Form::SuggestPairs => (PROGRAMME, &[Lead], json!({ "somebody": "x" })),
        Form::CohortTurns => (COHORT, &[Lead], json!({ "turns": "x" })),
        // Whom he chooses is somebody the table does not know.
        Form::SwapTurn => ("1+1", &[Mentor], json!({ "member": "x" })),
        Form::Topic => ("6+1", &[Mentor], json!({ "topic": "Traits", "link": "" })),
        Form::DiscussionNote => ("5", &[Mentor], json!({ "note": "We drew it." })),
        Form::Page => return None,
    };
    Some((Row { carries, allowed }, values))
}

/// What somebody says looking back who has no goals.
fn a_look_back() -> Value {
    let says = ["direction", "answers", "feedback", "calls", "candour"];
    says.iter().map(|it| (format!("says_{it}"), json!("4"))).collect()
}

/// What either side agrees to publish.
pub(super) fn to_publish() -> Value {
    json!({ "asked": "Why?", "answer": "Because." })
}

/// What two people may agree on.
fn an_agreement() -> Value {
    json!({ "scope": "Parsers.", "checkins": "week", "replies": "one_day", "questions": "one_day",
        "urgent_rule": "four_hours", "rhythm": "monthly", "minutes": "20", "budget": "2", "between": "us_two" })
}

/// A call at this time.
pub(super) fn a_call(at: &str) -> Value {
    let at: Timestamp = at.parse().unwrap();
    json!({ "purpose": "career", "minutes": "15", "exact": at.as_second() })
}

/// Who may use a shortcut on a message of Inês's and Noah's room.
pub(super) fn shortcut(shortcut: Shortcut) -> &'static [Actor] {
    match shortcut {
        // Whoever has a mentor asks about whatever they read.
        Shortcut::AskAbout => &[Actor::Mentee, Actor::OtherMentee],
        Shortcut::SaveDecision | Shortcut::SaveResource => &[Actor::Mentee, Actor::Mentor],
    }
}

/// A template that differs from the one there is.
fn a_template() -> Value {
    json!({
        "looking_back": "# Back\n* learned: New to me",
        "looking_ahead": "# Next\nFirst",
        "reply": "question: One question",
    })
}

/// What somebody is told who sends a form that is not theirs: what only leads do is nobody's thing.
pub(super) fn refusal(form: Form, actor: Actor) -> &'static str {
    let is_for_leads = matches!(
        form,
        Form::Template
            | Form::Holidays
            | Form::HelpChannel
            | Form::Challenges
            | Form::Guide
            | Form::JournalSwitch
            | Form::GoalAreas
            | Form::SuggestMentor
            | Form::Cohort
            | Form::Setup
            | Form::SuggestPairs
    );
    if is_for_leads && actor != Actor::Lead { NO_LEAD } else { NOT_YOURS }
}
