//! What a message in Slack shows: the key by which a reply under it, or a refresh of it, finds its way.

use jiff::civil::Date;

use super::{
    call_signs::CallSign,
    ids::{
        AssignmentId, CallId, CheckinId, CohortId, DifferenceId, DiscussionId, PairId,
        PeerReviewId, PersonId, PublicationId, QuestionId, RematchId, ReplyId, ReviewId,
        RoundAnswerId, RoundId, SessionId, ShareId, TypedId, WinId,
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
    /// What asks one of a pair for what the two agree on.
    AgreementAsked(PairId, PersonId),
    /// A version of a pair's agreement, put before one of the two.
    AgreementProposed(PairId, u32),
    /// The list of somebody's first week in a pair.
    FirstWeek(PairId, PersonId),
    /// An entry of a journal that was shared.
    JournalShare(ShareId),
    /// What asks one of a pair to look back.
    ReviewAsked(ReviewId, PersonId),
    /// What came of that.
    ReviewResult(ReviewId),
    /// What tells a lead of the n-th wish in a search for another mentor.
    RematchAsked(RematchId, u32),
    /// The suggestion of a round, put before those it concerns.
    RematchSuggested(RematchId, u32),
    /// What tells a new pair what the mentee brought along; the file hangs in its thread.
    RematchBrought(RematchId),
    /// What asks a mentee who stands alone now whether they would mentor others.
    MentorAsked(PairId),
    /// What one of a pair is asked, or told, about a step.
    Step(PairId, u32),
    /// What tells one of a pair that it is over.
    Ended(PairId, PersonId),
    /// The greeting of a cohort's channel, the n-th that was bound.
    CohortHello(CohortId, u32),
    /// What asks somebody whether they want to be in a cohort.
    CohortInvited(CohortId, PersonId),
    /// What asks a cohort for its week; its thread takes the answers.
    Round(RoundId),
    /// An answer to that, in the thread.
    RoundAnswer(RoundAnswerId),
    /// The digest of a week, by its pages: the first, numbered 0, stands in the channel, the others in its thread.
    Digest(RoundId, u32),
    /// What went well for a member of a cohort.
    Win(WinId),
    /// What asks somebody to lead a discussion: the n-th who was asked.
    DiscussionTurn(DiscussionId, u32),
    /// What asks somebody to take that turn: the n-th who was asked to.
    DiscussionSwap(DiscussionId, u32),
    /// A discussion in the channel of a cohort; people talk in its thread.
    Discussion(DiscussionId),
    /// What asks its leader what came of it.
    DiscussionNote(DiscussionId),
    /// What tells somebody whose work to read.
    PeerTask(PeerReviewId, PersonId),
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
            Self::AgreementAsked(..) => "agreement_asked",
            Self::AgreementProposed(..) => "agreement_proposed",
            Self::FirstWeek(..) => "first_week",
            Self::JournalShare(_) => "journal_share",
            Self::ReviewAsked(..) => "review_asked",
            Self::ReviewResult(_) => "review_result",
            Self::RematchAsked(..) => "rematch_asked",
            Self::RematchSuggested(..) => "rematch_suggested",
            Self::RematchBrought(_) => "rematch_brought",
            Self::MentorAsked(_) => "mentor_asked",
            Self::Step(..) => "step",
            Self::Ended(..) => "ended",
            Self::CohortHello(..) => "cohort_hello",
            Self::CohortInvited(..) => "cohort_invited",
            Self::Round(_) => "round",
            Self::RoundAnswer(_) => "round_answer",
            Self::Digest(..) => "digest",
            Self::Win(_) => "win",
            Self::DiscussionTurn(..) => "discussion_turn",
            Self::DiscussionSwap(..) => "discussion_swap",
            Self::Discussion(_) => "discussion",
            Self::DiscussionNote(_) => "discussion_note",
            Self::PeerTask(..) => "peer_task",
            Self::Card(..) => "card",
        }
    }

    /// The number it is stored under.
    pub fn id(&self) -> i64 {
        match self {
            Self::Prompt(pair, _)
            | Self::Challenge(pair, _)
            | Self::FirstWeek(pair, _)
            | Self::Consent(pair)
            | Self::Greeting(pair)
            | Self::AgreementAsked(pair, _)
            | Self::AgreementProposed(pair, _)
            | Self::MentorAsked(pair)
            | Self::Ended(pair, _)
            | Self::Step(pair, _) => pair.0,
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
            Self::JournalShare(share) => share.0,
            Self::ReviewAsked(review, _) | Self::ReviewResult(review) => review.0,
            Self::RematchAsked(rematch, _)
            | Self::RematchSuggested(rematch, _)
            | Self::RematchBrought(rematch) => rematch.0,
            Self::CohortHello(cohort, _) | Self::CohortInvited(cohort, _) => cohort.0,
            Self::Round(round) | Self::Digest(round, _) => round.0,
            Self::RoundAnswer(answer) => answer.0,
            Self::Win(win) => win.0,
            Self::DiscussionTurn(discussion, _)
            | Self::DiscussionSwap(discussion, _)
            | Self::Discussion(discussion)
            | Self::DiscussionNote(discussion) => discussion.0,
            Self::PeerTask(review, _) => review.0,
            Self::Card(person, ..) => person.0,
        }
    }

    /// The week it is stored under, for a card its day and number, for a list whose it is, for a round, a sequence or a version its number, for a
    /// sign its name, for a request its reader, for what asks somebody who that is; empty where none has a meaning.
    pub fn week_text(&self) -> String {
        match self {
            Self::Prompt(_, week) | Self::Challenge(_, week) => week.to_string(),
            Self::OwedCard(_, on, nth) | Self::Card(_, on, nth) => format!("{on}+{nth}"),
            Self::Outcome(_, round) | Self::CallOffered(_, round) | Self::Step(_, round) => {
                round.to_string()
            }
            Self::Call(_, sequence)
            | Self::Agenda(_, sequence)
            | Self::CallLine(_, sequence)
            | Self::CallAfter(_, sequence) => sequence.to_string(),
            Self::CallSign(_, sign) => sign.as_str().to_owned(),
            Self::AgreementAsked(_, person) => person.to_string(),
            Self::AgreementProposed(_, version) => version.to_string(),
            Self::FirstWeek(_, person) => person.to_string(),
            Self::CohortHello(_, binding) => binding.to_string(),
            Self::Digest(_, page) => page.to_string(),
            Self::DiscussionTurn(_, nth) | Self::DiscussionSwap(_, nth) => nth.to_string(),
            Self::PeerTask(_, person) => person.to_string(),
            Self::CohortInvited(_, person) | Self::Ended(_, person) => person.to_string(),
            Self::ReviewAsked(_, person) => person.to_string(),
            Self::RematchAsked(_, nth) | Self::RematchSuggested(_, nth) => nth.to_string(),
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
            | Self::JournalShare(_)
            | Self::ReviewResult(_)
            | Self::RematchBrought(_)
            | Self::MentorAsked(_)
            | Self::Discussion(_)
            | Self::DiscussionNote(_)
            | Self::WriteUp(_)
            | Self::Round(_)
            | Self::RoundAnswer(_)
            | Self::Win(_) => String::new(),
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
            "agreement_asked" => Self::AgreementAsked(id.into(), PersonId(week.parse().ok()?)),
            "agreement_proposed" => Self::AgreementProposed(id.into(), week.parse().ok()?),
            "first_week" => Self::FirstWeek(id.into(), PersonId(week.parse().ok()?)),
            "journal_share" => Self::JournalShare(id.into()),
            "review_asked" => Self::ReviewAsked(id.into(), PersonId(week.parse().ok()?)),
            "review_result" => Self::ReviewResult(id.into()),
            "rematch_asked" => Self::RematchAsked(id.into(), week.parse().ok()?),
            "rematch_suggested" => Self::RematchSuggested(id.into(), week.parse().ok()?),
            "rematch_brought" => Self::RematchBrought(id.into()),
            "mentor_asked" => Self::MentorAsked(id.into()),
            "step" => Self::Step(id.into(), week.parse().ok()?),
            "ended" => Self::Ended(id.into(), PersonId(week.parse().ok()?)),
            "cohort_hello" => Self::CohortHello(id.into(), week.parse().ok()?),
            "cohort_invited" => Self::CohortInvited(id.into(), PersonId(week.parse().ok()?)),
            "round" => Self::Round(id.into()),
            "round_answer" => Self::RoundAnswer(id.into()),
            "win" => Self::Win(id.into()),
            "digest" => Self::Digest(id.into(), week.parse().ok()?),
            "discussion_turn" => Self::DiscussionTurn(id.into(), week.parse().ok()?),
            "discussion_swap" => Self::DiscussionSwap(id.into(), week.parse().ok()?),
            "discussion" => Self::Discussion(id.into()),
            "discussion_note" => Self::DiscussionNote(id.into()),
            "peer_task" => Self::PeerTask(id.into(), PersonId(week.parse().ok()?)),
            "card" => {
                let (on, nth) = week.split_once('+')?;
                Self::Card(id.into(), on.parse().ok()?, nth.parse().ok()?)
            }
            _ => return None,
        })
    }
}
