//! The typed ids of every button and every form, and what they carry. No string literal of these stands elsewhere.
//!
//! What a control carries only *selects*: a pair, a week, a check-in. Who pressed it comes from the signed envelope,
//! and whether they may is asked of `features::access` each time.

use std::{fmt, str::FromStr};

use crate::domain::{
    attention::Kind,
    ids::{PairId, TypedId},
    template::Version,
    week::Week,
};
pub use forms::{CheckinForm, PlanSource, ReplyForm};

pub mod added;
mod forms;
pub mod off;
pub mod publish;
pub mod question;
pub mod shelf;
pub mod turn;

/// A closed list of names that travel through Slack.
macro_rules! names {
    ($($(#[$doc:meta])* $list:ident { $($(#[$what:meta])* $name:ident => $id:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $list {
            $($(#[$what])* $name,)+
        }

        impl $list {
            /// Every one, for tables that must be total.
            pub const ALL: [Self; [$($id),+].len()] = [$(Self::$name),+];

            /// The name it travels under.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)+
                }
            }

            /// The one with this name, if it is one of ours.
            pub fn read(id: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|it| it.id() == id)
            }
        }
    )+};
}

names! {
    /// Everything that can be pressed or chosen: the `action_id`s.
    Action {
        /// "I'm in".
        Join => "join",
        /// "No, thanks".
        Decline => "decline",
        /// *Write check-in*; carries a pair and a week.
        WriteCheckin => "write_checkin",
        /// *Later today*; carries a pair and a week.
        Later => "later",
        /// *Skip this week*; carries a pair and a week.
        Skip => "skip",
        /// *Edit*; carries a check-in.
        EditCheckin => "edit_checkin",
        /// *Reply*; carries a check-in.
        Reply => "reply",
        /// *Read, more on …*; carries a check-in.
        ReadMore => "read_more",
        /// *I see it differently*; carries a reply.
        SeeDifferently => "see_differently",
        /// Opens the whole of a check-in with its replies; carries a check-in.
        OpenCheckin => "open_checkin",
        /// Opens or turns the pages of a pair's history; carries a pair and how many weeks to leave out.
        History => "history",
        /// Chooses whose history to show, in the history itself.
        HistoryOf => "history_of",
        /// *Make it my check-in*; carries something typed and a pair.
        MakeCheckin => "make_checkin",
        /// *Ask it in my check-in*; carries something typed and a pair.
        AskInCheckin => "ask_in_checkin",
        /// *Make it a question*; carries something typed and a pair.
        MakeQuestion => "make_question",
        /// *Make it my reply*; carries something typed and a check-in.
        MakeReply => "make_reply",
        /// *Send it as a note*; carries something typed and a pair.
        SendNote => "send_note",
        /// *Take it back*; carries something typed.
        TakeNoteBack => "take_note_back",
        /// *Never mind*; carries something typed.
        NeverMind => "never_mind",
        /// *I'll be away*; carries the person it is for.
        Away => "away",
        /// *Take it back*; carries a leave.
        TakeBackLeave => "take_back_leave",
        /// *My working hours*; carries the person they are of.
        Hours => "hours",
        /// Something changed in a text of a form that keeps drafts.
        Typed => "typed",
        /// *Save draft*; carries what the form is about.
        SaveDraft => "save_draft",
        /// *Start afresh*; carries what the form is about.
        DiscardDraft => "discard_draft",
        /// *Write one line*; carries a pair and a week.
        OneLine => "one_line",
        /// *Something is off*; carries a pair.
        SomethingOff => "something_off",
        /// *Ask how it is going*, for a mentor; carries a pair.
        AskGently => "ask_gently",
        /// *Suggest a hard topic*, for a mentor; carries a pair.
        SuggestTopic => "suggest_topic",
        /// Shows how long answers take; carries a pair.
        Stats => "stats",
        /// *Why am I seeing this?*; carries the key of an unasked message.
        Why => "why",
        /// Switches a kind of unasked message off or on; carries the kind and the message it was asked about.
        Switch => "switch",
        /// Opens somebody's settings; carries the person.
        Settings => "settings",
        /// Opens the form of a new question; carries a pair.
        AskQuestion => "ask_question",
        /// The kind of a question, or whether it is urgent, was chosen in its form.
        ChangeAsking => "change_asking",
        /// *Solved it while writing*; carries what the form is about.
        SolvedWriting => "solved_writing",
        /// *This solved it*, of something written before; carries a pair and what helped.
        SolvedByMemory => "solved_by_memory",
        /// *Change the question*, before it is sent; carries what the form is about.
        ChangeQuestion => "change_question",
        /// *Edit*; carries a question.
        EditQuestion => "edit_question",
        /// *Answer*; carries a question.
        Answer => "answer",
        /// *Seen, back by …*; carries a question.
        Seen => "seen",
        /// *Solved*; carries a question.
        Solved => "solved",
        /// *Not yet*; carries a question.
        NotYet => "not_yet",
        /// *Solved it myself*; carries a question.
        SolvedAlone => "solved_alone",
        /// *Follow up*; carries a question.
        FollowUp => "follow_up",
        /// *Publish…*, or *Agree…* of the other one; carries a question.
        Publish => "publish",
        /// *No, thanks*; carries a publication.
        NoPublish => "no_publish",
        /// Opens something that a programme shares; carries a question.
        OpenPublished => "open_published",
        /// *Take it back*; carries a publication.
        TakeBackPublished => "take_back_published",
        /// *Solved*, pressed in the help channel; carries a question.
        SolvedThere => "solved_there",
        /// *Ask it now*, of a question that waits for a check-in; carries the question.
        AskNow => "ask_now",
        /// *Take a place*, in the line of open office hours; carries the session.
        TakePlace => "take_place",
        /// *Leave the line*; carries the session.
        LeaveLine => "leave_line",
        /// *Next*, for the mentor who holds them; carries the session and how often the turn went on.
        CallNext => "call_next",
        /// Opens the whole of a question with its answers; carries a question.
        OpenQuestion => "open_question",
        /// *Decisions*; carries a pair.
        Decisions => "decisions",
        /// Opens a decision; carries it.
        OpenDecision => "open_decision",
        /// *Edit*; carries a decision.
        EditDecision => "edit_decision",
        /// *Remove*; carries a decision.
        RemoveDecision => "remove_decision",
        /// *Resources*; carries a pair.
        Resources => "resources",
        /// *Keep it as a note*, of what was found while a question was being written; carries a pair.
        KeepFound => "keep_found",
        /// Opens a resource; carries it.
        OpenResource => "open_resource",
        /// *Edit*; carries a resource.
        EditResource => "edit_resource",
        /// *Remove*; carries a resource.
        RemoveResource => "remove_resource",
    }

    /// Every form that can be submitted: the `callback_id`s.
    Form {
        /// The weekly check-in; carries a pair and a week.
        Checkin => "checkin",
        /// Skipping a week, with a reason if one likes; carries a pair and a week.
        Skip => "skip",
        /// The mentor's reply; carries a check-in.
        Reply => "reply",
        /// When the mentor will write more; carries a check-in.
        ReadMore => "read_more",
        /// What a mentee sees differently; carries a reply.
        SeeDifferently => "see_differently",
        /// A leave; carries the person it is for.
        Away => "away",
        /// Working hours; carries the person they are of.
        Hours => "hours",
        /// The holidays of a programme; carries the programme.
        Holidays => "holidays",
        /// What the programme asks; carries the version it shows.
        Template => "template",
        /// Where mentees may ask so that others can help, too; carries the programme.
        HelpChannel => "help_channel",
        /// The words in which an answer may be published; carries a question.
        Publish => "publish",
        /// A check-in in one line; carries a pair and a week.
        OneLine => "one_line",
        /// Something is off; carries a pair, and the leads it was shown with.
        SomethingOff => "something_off",
        /// A mentor's question to a mentee who has fallen silent; carries a pair.
        AskGently => "ask_gently",
        /// What somebody wants to hear unasked, and how often; carries the person.
        Settings => "settings",
        /// A question; carries a pair, the question that is edited, and what was typed to the bot.
        Question => "question",
        /// What may answer a question that is about to be asked; carries what its form is about.
        AskAnyway => "ask_anyway",
        /// The mentor's answer; carries a question.
        Answer => "answer",
        /// By when the mentor is back with an answer; carries a question.
        Seen => "seen",
        /// When a mentor holds office hours; carries the mentor.
        OfficeHours => "office_hours",
        /// A decision; carries a pair, and the message it is from or the decision that is edited.
        Decision => "decision",
        /// A resource; carries the same of a resource.
        Resource => "resource",
        /// Something to read, with nothing to submit.
        Page => "page",
    }

    /// Every shortcut in the menu of a message: the `callback_id`s. The manifest lists the same.
    Shortcut {
        /// *Ask my mentor about this*.
        AskAbout => "ask_about",
        /// *Save as decision*.
        SaveDecision => "save_decision",
        /// *Save as resource*.
        SaveResource => "save_resource",
    }
}

/// A pair and one of its weeks, as a control carries them: `12/2026-W47`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairWeek {
    /// The pair.
    pub pair: PairId,
    /// The week.
    pub week: Week,
}

/// A page of a pair's history, as a control carries it: `12+10` leaves out the ten newest weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairPage {
    /// The pair.
    pub pair: PairId,
    /// How many of the newest weeks to leave out.
    pub skip: u32,
}

/// Something typed and what it shall go to, as a control carries them: `5>12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypedTo<T> {
    /// What was typed.
    pub typed: TypedId,
    /// What it goes to: a pair, or a check-in.
    pub to: T,
}

/// What helped before a question was asked in a pair, as a control carries it: `12>reply/4`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helped {
    /// The pair.
    pub pair: PairId,
    /// What kind of thing it is, as the record names it.
    pub subject: String,
    /// Which one of its kind.
    pub id: i64,
}

/// A kind of unasked message to switch off or on, as a control carries it: `off/reminder/reminder/12/2026-W47`; the rest
/// is the key of the message it was asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SwitchKind {
    /// The kind.
    pub kind: Kind,
    /// Which way.
    pub turn: Turn,
    /// The key of the message.
    pub about: String,
}

/// Which way a switch is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It is wanted.
    On,
    /// It is not.
    Off,
}

/// Something that carries ids did not carry ids of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not something this bot wrote")]
pub struct Foreign;

impl fmt::Display for PairWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.pair, self.week)
    }
}

impl FromStr for PairWeek {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (pair, week) = text.split_once('/').ok_or(Foreign)?;
        Ok(Self { pair: read_id(pair)?, week: week.parse().map_err(|_| Foreign)? })
    }
}

/// The version of a template in what a form carries.
pub fn read_version(text: &str) -> Result<Version, Foreign> {
    text.parse().map(Version).map_err(|_| Foreign)
}

impl fmt::Display for PairPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.pair, self.skip)
    }
}

impl FromStr for PairPage {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (pair, skip) = text.split_once('+').ok_or(Foreign)?;
        Ok(Self { pair: read_id(pair)?, skip: skip.parse().map_err(|_| Foreign)? })
    }
}

impl<T: fmt::Display> fmt::Display for TypedTo<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}>{}", self.typed, self.to)
    }
}

impl<T: From<i64>> FromStr for TypedTo<T> {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (typed, to) = text.split_once('>').ok_or(Foreign)?;
        Ok(Self { typed: read_id(typed)?, to: read_id(to)? })
    }
}

impl fmt::Display for Helped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}>{}/{}", self.pair, self.subject, self.id)
    }
}

impl FromStr for Helped {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (pair, what) = text.split_once('>').ok_or(Foreign)?;
        let (subject, id) = what.split_once('/').ok_or(Foreign)?;
        Ok(Self { pair: read_id(pair)?, subject: subject.to_owned(), id: read_id(id)? })
    }
}

impl fmt::Display for SwitchKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let turn = match self.turn {
            Turn::On => "on",
            Turn::Off => "off",
        };
        write!(f, "{turn}/{}/{}", self.kind.as_str(), self.about)
    }
}

impl FromStr for SwitchKind {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (turn, rest) = text.split_once('/').ok_or(Foreign)?;
        let (kind, about) = rest.split_once('/').ok_or(Foreign)?;
        let turn = match turn {
            "on" => Turn::On,
            "off" => Turn::Off,
            _ => return Err(Foreign),
        };
        Ok(Self { kind: Kind::read(kind).ok_or(Foreign)?, turn, about: about.to_owned() })
    }
}

/// The id of one of our rows in what a control carries.
pub fn read_id<T: From<i64>>(text: &str) -> Result<T, Foreign> {
    text.parse::<i64>().map(T::from).map_err(|_| Foreign)
}

#[cfg(test)]
mod tests;
