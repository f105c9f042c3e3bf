//! What a message in Slack shows: the key by which a reply under it, or a refresh of it, finds its way.

use jiff::civil::Date;

use super::{
    call_signs::CallSign,
    ids::{
        AssignmentId, CallId, CheckinId, DifferenceId, PairId, PersonId, PublicationId, QuestionId,
        ReplyId, SessionId, TypedId,
    },
    week::Week,
};

/// The thing a message of ours shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The request to write a week's check-in.
    Prompt(PairId, Week),
    /// A check-in, where the mentor reads it; its thread takes the reply.
    Checkin(CheckinId),
    /// The writer's own copy of a check-in.
    Receipt(CheckinId),
    /// A question, where the mentor reads it; its thread takes the answer.
    Question(QuestionId),
    /// The writer's own copy of a question.
    QuestionReceipt(QuestionId),
    /// A question in the help channel; its thread takes answers of everybody.
    ChannelQuestion(QuestionId),
    /// What asks somebody whether an answer may be published.
    PublishAsked(PublicationId),
    /// A published answer in the help channel.
    Published(PublicationId),
    /// What tells the two that it is published.
    PublishedNote(PublicationId),
    /// What asks the mentee whether the answer of a round has helped.
    Outcome(QuestionId, u32),
    /// A reply made with the form, repeated in its thread.
    Reply(ReplyId),
    /// The question whether somebody wants to take part.
    Consent(PairId),
    /// The greeting of a pair's room.
    Greeting(PairId),
    /// What a mentee sees differently about a reply.
    Difference(DifferenceId),
    /// What a mentor was asked about: the n-th time on their local day.
    OwedCard(PersonId, Date, u32),
    /// The question what something typed shall become.
    Offer(TypedId),
    /// Open office hours; their thread is where people talk.
    Office(SessionId),
    /// The challenge a pair was given in a week.
    Challenge(PairId, Week),
    /// How a mentee went about one.
    WriteUp(AssignmentId),
    /// What asks the mentee to find a time for a call.
    CallAsked(CallId),
    /// The agenda of a call, at the time both agreed to for this sequence.
    Agenda(CallId, u32),
    /// A time for a call, put before one side in a round.
    CallOffered(CallId, u32),
    /// When a call is, as both agreed to it for this sequence; what belongs to the call hangs in its thread.
    Call(CallId, u32),
    /// What tells both that a call begins, as it was agreed under this sequence.
    CallLine(CallId, u32),
    /// What asks both what became of it.
    CallAfter(CallId, u32),
    /// A sign in a pair's calls, which holds since this one.
    CallSign(CallId, CallSign),
    /// Several things at once: the n-th card of a person's local day. What is on it stands under its own subject too.
    Card(PersonId, Date, u32),
}

impl Subject {
    /// The word it is stored under.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Prompt(..) => "prompt",
            Self::Checkin(_) => "checkin",
            Self::Receipt(_) => "receipt",
            Self::Question(_) => "question",
            Self::QuestionReceipt(_) => "question_receipt",
            Self::ChannelQuestion(_) => "channel_question",
            Self::PublishAsked(_) => "publish_asked",
            Self::Published(_) => "published",
            Self::PublishedNote(_) => "published_note",
            Self::Outcome(..) => "outcome",
            Self::Reply(_) => "reply",
            Self::Consent(_) => "consent",
            Self::Greeting(_) => "greeting",
            Self::Difference(_) => "difference",
            Self::OwedCard(..) => "owed_card",
            Self::Offer(_) => "offer",
            Self::Office(_) => "office",
            Self::Challenge(..) => "challenge",
            Self::WriteUp(_) => "write_up",
            Self::CallAsked(_) => "call_asked",
            Self::Agenda(..) => "agenda",
            Self::CallOffered(..) => "call_offered",
            Self::Call(..) => "call",
            Self::CallLine(..) => "call_line",
            Self::CallAfter(..) => "call_after",
            Self::CallSign(..) => "call_sign",
            Self::Card(..) => "card",
        }
    }

    /// The number it is stored under.
    pub fn id(&self) -> i64 {
        match self {
            Self::Prompt(pair, _)
            | Self::Challenge(pair, _)
            | Self::Consent(pair)
            | Self::Greeting(pair) => pair.0,
            Self::Checkin(checkin) | Self::Receipt(checkin) => checkin.0,
            Self::Question(question)
            | Self::QuestionReceipt(question)
            | Self::ChannelQuestion(question)
            | Self::Outcome(question, _) => question.0,
            Self::PublishAsked(publication)
            | Self::Published(publication)
            | Self::PublishedNote(publication) => publication.0,
            Self::Reply(reply) => reply.0,
            Self::Difference(difference) => difference.0,
            Self::OwedCard(mentor, ..) => mentor.0,
            Self::Offer(typed) => typed.0,
            Self::Office(session) => session.0,
            Self::WriteUp(assignment) => assignment.0,
            Self::CallAsked(call)
            | Self::CallOffered(call, _)
            | Self::Call(call, _)
            | Self::Agenda(call, _)
            | Self::CallLine(call, _)
            | Self::CallAfter(call, _)
            | Self::CallSign(call, _) => call.0,
            Self::Card(person, ..) => person.0,
        }
    }

    /// The week it is stored under, for a card its day and number, for a round or a sequence its number, for a sign its
    /// name; empty where none has a meaning.
    pub fn week_text(&self) -> String {
        match self {
            Self::Prompt(_, week) | Self::Challenge(_, week) => week.to_string(),
            Self::OwedCard(_, on, nth) | Self::Card(_, on, nth) => format!("{on}+{nth}"),
            Self::Outcome(_, round) | Self::CallOffered(_, round) => round.to_string(),
            Self::Call(_, sequence)
            | Self::Agenda(_, sequence)
            | Self::CallLine(_, sequence)
            | Self::CallAfter(_, sequence) => sequence.to_string(),
            Self::CallSign(_, sign) => sign.as_str().to_owned(),
            Self::Checkin(_)
            | Self::Receipt(_)
            | Self::Question(_)
            | Self::QuestionReceipt(_)
            | Self::ChannelQuestion(_)
            | Self::PublishAsked(_)
            | Self::Published(_)
            | Self::PublishedNote(_)
            | Self::Reply(_)
            | Self::Difference(_)
            | Self::Consent(_)
            | Self::Greeting(_)
            | Self::Offer(_)
            | Self::Office(_)
            | Self::CallAsked(_)
            | Self::WriteUp(_) => String::new(),
        }
    }

    /// Reads what [`kind`](Self::kind), [`id`](Self::id) and [`week_text`](Self::week_text) wrote.
    pub fn read(kind: &str, id: i64, week: &str) -> Option<Self> {
        Some(match kind {
            "prompt" => Self::Prompt(id.into(), week.parse().ok()?),
            "checkin" => Self::Checkin(id.into()),
            "receipt" => Self::Receipt(id.into()),
            "question" => Self::Question(id.into()),
            "question_receipt" => Self::QuestionReceipt(id.into()),
            "publish_asked" => Self::PublishAsked(id.into()),
            "published" => Self::Published(id.into()),
            "published_note" => Self::PublishedNote(id.into()),
            "channel_question" => Self::ChannelQuestion(id.into()),
            "outcome" => Self::Outcome(id.into(), week.parse().ok()?),
            "reply" => Self::Reply(id.into()),
            "consent" => Self::Consent(id.into()),
            "greeting" => Self::Greeting(id.into()),
            "difference" => Self::Difference(id.into()),
            "owed_card" => {
                let (on, nth) = week.split_once('+')?;
                Self::OwedCard(id.into(), on.parse().ok()?, nth.parse().ok()?)
            }
            "offer" => Self::Offer(id.into()),
            "office" => Self::Office(id.into()),
            "challenge" => Self::Challenge(id.into(), week.parse().ok()?),
            "write_up" => Self::WriteUp(id.into()),
            "call_asked" => Self::CallAsked(id.into()),
            "agenda" => Self::Agenda(id.into(), week.parse().ok()?),
            "call_offered" => Self::CallOffered(id.into(), week.parse().ok()?),
            "call" => Self::Call(id.into(), week.parse().ok()?),
            "call_line" => Self::CallLine(id.into(), week.parse().ok()?),
            "call_after" => Self::CallAfter(id.into(), week.parse().ok()?),
            "call_sign" => Self::CallSign(id.into(), CallSign::read(week)?),
            "card" => {
                let (on, nth) = week.split_once('+')?;
                Self::Card(id.into(), on.parse().ok()?, nth.parse().ok()?)
            }
            _ => return None,
        })
    }
}
