//! The closed list of what the bot may say later: ids only, each with the identity that makes it said once.
//!
//! No sentence is here; a feature renders it from the state of the moment it is sent. The identity of each, its manner,
//! and whether it is said unasked stand in a file of their own, each a match without `_`.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use cohort::CohortNews;

use super::{
    call_signs::CallSign,
    goal::quarter::Quarter,
    growth_record::Format,
    ids::{
        AsideId, AssignmentId, CallId, CheckinId, DifferenceId, GoalId, LeaveId, PairId, PersonId,
        PublicationId, QuestionId, RematchId, ReplyId, ReviewId, SessionId, ShareId, SlackChannel,
        SlackTs, TypedId,
    },
    leave::Notice,
    pair::Side,
    signs::Sign,
    week::Week,
};

pub mod cohort;
mod key;
mod manner;
pub mod round;
mod unasked;
pub mod win;

/// One message on its way, or one change of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the sentence over each variant says what its ids are for")]
pub enum Outgoing {
    /// Asks somebody whether they want to take part in a pair.
    Consent { pair: PairId, person: PersonId },
    /// Shows in that request what was answered.
    ConsentAnswered { pair: PairId, person: PersonId },
    /// Tells the lead what became of a proposal.
    ProposalSettled { pair: PairId },
    /// Tells the one who said yes that the other said no.
    ProposalDropped { pair: PairId, person: PersonId },
    /// Greets a pair in its room.
    Greeting { pair: PairId, to: Place },
    /// Asks for a week's check-in; `nth` counts the repeats that were asked for.
    Prompt { pair: PairId, week: Week, nth: u32 },
    /// Shows in one of a week's prompts what became of it.
    PromptAnswered { pair: PairId, week: Week, channel: SlackChannel, ts: SlackTs },
    /// Reminds once.
    Reminder { pair: PairId, week: Week },
    /// Reminds for the last time.
    LastReminder { pair: PairId, week: Week },
    /// Gives the writer their copy.
    Receipt { checkin: CheckinId },
    /// Brings the writer's copy up to date.
    ReceiptRefresh { checkin: CheckinId },
    /// Shows a check-in where the mentor reads it.
    CheckinPost { checkin: CheckinId, to: Place },
    /// Goes on with a long check-in in its thread, from part 1.
    CheckinPart { checkin: CheckinId, version: u32, part: u32, to: Place },
    /// Tells the mentor that a check-in was edited after this reply, their latest.
    EditedSince { checkin: CheckinId, reply: ReplyId, to: Place },
    /// Brings the check-in's message up to date.
    CheckinRefresh { checkin: CheckinId },
    /// Tells the mentee when the mentor will answer.
    Acknowledged { checkin: CheckinId, more_on: Date, to: Place },
    /// Gives the writer of a question their copy.
    QuestionReceipt { question: QuestionId },
    /// Brings that copy up to date.
    QuestionReceiptRefresh { question: QuestionId },
    /// Shows a question where the mentor reads it.
    QuestionPost { question: QuestionId, to: Place },
    /// Goes on with a long question in its thread, from part 1.
    QuestionPart { question: QuestionId, version: u32, part: u32, to: Place },
    /// Brings the question's message up to date.
    QuestionRefresh { question: QuestionId },
    /// Shows a question in the help channel.
    ChannelPost { question: QuestionId },
    /// Goes on with a long question in its thread there, from part 1.
    ChannelPart { question: QuestionId, version: u32, part: u32 },
    /// Brings the question's message there up to date.
    ChannelRefresh { question: QuestionId },
    /// Tells its writer that it could not be brought to the help channel.
    ChannelLost { question: QuestionId },
    /// Shows the mentor what others wrote before it rose to them.
    PeersSaid { question: QuestionId, to: Place },
    /// Asks the other one of a pair whether an answer may be published.
    PublishAsked { publication: PublicationId, to: PersonId },
    /// Shows there what became of it.
    PublishAnswered { publication: PublicationId, to: PersonId },
    /// Shows a published answer in the help channel.
    Published { publication: PublicationId },
    /// Brings that message up to date.
    PublishedRefresh { publication: PublicationId },
    /// Tells the two that it is published, under their question.
    PublishedNote { publication: PublicationId, to: Place },
    /// Brings that message up to date.
    PublishedNoteRefresh { publication: PublicationId },
    /// Tells the mentee by when the mentor is back with an answer.
    QuestionSeen { question: QuestionId, back_by: Timestamp, to: Place },
    /// Asks the mentor once more, after the promised time of a round.
    FollowUp { question: QuestionId, round: u32, to: Place },
    /// Tells the mentor that the answer did not settle it, with which this round begins.
    Reopened { question: QuestionId, round: u32, to: Place },
    /// Asks the mentee whether what was typed in the thread in this round has helped.
    OutcomeAsked { question: QuestionId, round: u32 },
    /// Shows there what became of it.
    OutcomeRefresh { question: QuestionId, round: u32 },
    /// Shows a reply made with the form in its thread.
    ReplyPost { reply: ReplyId, to: Place },
    /// Goes on with a long reply in the thread, from part 1.
    ReplyPart { reply: ReplyId, version: u32, part: u32, to: Place },
    /// Brings a reply's message up to date.
    ReplyRefresh { reply: ReplyId },
    /// Shows the mentor what the mentee sees differently about a reply.
    DifferencePost { difference: DifferenceId, to: Place },
    /// Brings that message up to date.
    DifferenceRefresh { difference: DifferenceId },
    /// Asks a mentor about what they owe; the `nth` time on their local day, from 0.
    OwedCard { mentor: PersonId, on: Date, nth: u32 },
    /// Shows on that card what became of it.
    OwedCardRefresh { mentor: PersonId, on: Date, nth: u32 },
    /// Tells the other one of a pair about somebody's leave.
    AboutLeave { leave: LeaveId, to: PersonId, notice: Notice },
    /// Tells somebody who is back what waits for them.
    WelcomeBack { leave: LeaveId },
    /// Tells the mentor that weeks were missed in a row, from this one on.
    MissedToMentor { pair: PairId, first: Week },
    /// Tells a lead the same, later.
    MissedToLead { pair: PairId, first: Week, lead: PersonId },
    /// Tells the mentor of a sign that was found in this week.
    SignToMentor { pair: PairId, sign: Sign, week: Week },
    /// Tells a lead of slow answers, of which the mentor was told in this week.
    SlowToLead { pair: PairId, week: Week, lead: PersonId },
    /// Brings an aside to its reader.
    Aside { aside: AsideId },
    /// Tells its writer who gets it, and when.
    AsideReceipt { aside: AsideId },
    /// Tells its writer that it could not be delivered.
    AsideLost { aside: AsideId },
    /// Tells somebody who typed to the bot, and is in no pair, what it is: once in an hour, whatever they type.
    Introduction { channel: SlackChannel, thread: Option<SlackTs>, hour: i64 },
    /// Asks what something typed shall become; `nth` counts the messages that went on with it, from 1.
    Offer { typed: TypedId, nth: u32 },
    /// Brings the last offer up to date with what was decided.
    OfferRefresh { typed: TypedId },
    /// Shows in an earlier offer that a later one covers its message too.
    OfferJoined { typed: TypedId, channel: SlackChannel, ts: SlackTs },
    /// Brings what somebody typed to the other one of a pair; `nth` counts how often it was made a note, from 1.
    TypedNote { typed: TypedId, nth: u32, to: Place },
    /// Opens office hours in the help channel.
    OfficeOpens { session: SessionId },
    /// Brings that message up to date with who is in line, or that they are over.
    OfficeRefresh { session: SessionId },
    /// Tells the next one in its thread that it is their turn; `turn` counts how often it went on.
    OfficeTurn { session: SessionId, turn: u32 },
    /// Tells those there was no time for when the next ones are.
    OfficeUnserved { session: SessionId },
    /// Gives a pair's mentee the challenge of a week.
    Challenge { pair: PairId, week: Week },
    /// Brings that message up to date.
    ChallengeRefresh { pair: PairId, week: Week },
    /// Shows the mentor how the mentee went about one.
    WriteUpPost { assignment: AssignmentId, to: Place },
    /// Brings that message up to date.
    WriteUpRefresh { assignment: AssignmentId },
    /// Brings the calendar file of a call as it stands under this sequence; `press` counts how often one of the two asked
    /// for it again, from 1, and is 0 for the one that comes by itself.
    CallFile { call: CallId, sequence: u32, to: Place, press: u32 },
    /// Tells somebody that the file they asked for did not get through, or that nobody knows.
    CallFileLost { call: CallId, sequence: u32, to: PersonId, press: u32 },
    /// Asks the mentee, a week ahead, to find a time for a call.
    CallAsk { pair: PairId, call: CallId },
    /// Shows there what became of it.
    CallAskRefresh { pair: PairId, call: CallId },
    /// Tells the mentee, once, that there is never a minute in common.
    CallNever { pair: PairId },
    /// Shows a pair the agenda of a call; `sequence` is that of the time both agreed to.
    Agenda { call: CallId, sequence: u32, to: Place },
    /// Brings that message up to date.
    AgendaRefresh { call: CallId, sequence: u32, to: Place },
    /// Puts a time for a call, proposed in this round, before the other side.
    CallOffered { call: CallId, round: u32 },
    /// Shows there what became of it.
    CallOfferRefresh { call: CallId, round: u32, to: PersonId },
    /// Tells who proposed this time in a round that the other side does not want it.
    CallTurnedDown { call: CallId, round: u32, starts: Timestamp, to: PersonId },
    /// Tells who proposed this time in a round that nobody answered before it was too late.
    CallLapsed { call: CallId, round: u32, starts: Timestamp, to: PersonId },
    /// Tells both when their call is, or is now: `sequence` counts what both agreed to, from 0.
    CallAgreed { call: CallId, sequence: u32, to: Place },
    /// Shows in one of these messages that it was moved or called off since.
    CallAgreedRefresh { call: CallId, sequence: u32, channel: SlackChannel, ts: SlackTs },
    /// Tells both that their call is off; `sequence` is what counts the calling off.
    CallOff { call: CallId, sequence: u32, to: Place },
    /// Tells both that their call falls on a day off of one of them.
    CallOnLeave { call: CallId, sequence: u32, away: PersonId, to: Place },
    /// Tells both of a pair that a call begins, in the minutes before.
    CallLine { call: CallId, sequence: u32, to: Place },
    /// Shows in one of these messages who is there.
    CallLineRefresh { call: CallId, sequence: u32, channel: SlackChannel, ts: SlackTs },
    /// Asks both what became of a call.
    CallAfter { call: CallId, sequence: u32, to: Place },
    /// Shows in one of these messages what was said.
    CallAfterRefresh { call: CallId, sequence: u32, channel: SlackChannel, ts: SlackTs },
    /// Tells both of a sign in their calls, which holds since this one.
    CallSign { call: CallId, sign: CallSign, to: Place },
    /// Shows in one of these messages what they do about it.
    CallSignRefresh { call: CallId, sign: CallSign, channel: SlackChannel, ts: SlackTs },
    /// Asks one of a pair to look back.
    ReviewAsk { review: ReviewId, to: PersonId },
    /// Asks them once more.
    ReviewAgain { review: ReviewId, to: PersonId },
    /// Shows in one of these messages what became of it.
    ReviewAnswered { review: ReviewId, to: PersonId, channel: SlackChannel, ts: SlackTs },
    /// Tells both what came of a review.
    ReviewResult { review: ReviewId, to: Place },
    /// Asks the mentee what becomes of the goals that are open though this quarter is over.
    GoalsAsked { pair: PairId, quarter: Quarter },
    /// Shows a pair what one of them decided about these at an instant.
    GoalsDecided { pair: PairId, at: Timestamp, to: Place },
    /// Tells a pair that one of its goals was met.
    GoalMet { goal: GoalId, to: Place },
    /// Asks one of a pair, on its first day, for what the two agree on.
    AgreementAsk { pair: PairId, to: PersonId },
    /// Shows there what became of it.
    AgreementAskRefresh { pair: PairId, to: PersonId },
    /// Reminds somebody who has not signed, once.
    AgreementReminder { pair: PairId, to: PersonId },
    /// Tells whoever signed alone that the time is over.
    AgreementWaits { pair: PairId, to: PersonId },
    /// Puts a version that the other one proposed and signed before somebody.
    AgreementProposed { pair: PairId, version: u32, to: PersonId },
    /// Shows there what became of it.
    AgreementProposedRefresh { pair: PairId, version: u32, to: PersonId },
    /// Tells both that a version is in force.
    AgreementSigned { pair: PairId, version: u32, to: Place },
    /// Gives one of a new pair the list of their first week.
    FirstWeek { pair: PairId, to: PersonId },
    /// Brings that message up to date.
    FirstWeekRefresh { pair: PairId, to: PersonId },
    /// One thing for somebody to try, as the one they are on this side; counted from 1.
    Tip { to: PersonId, side: Side, number: u32 },
    /// Brings an entry of somebody's journal to the other one of a pair, because its author chose to.
    JournalShare { share: ShareId, to: Place },
    /// Shows there that it was taken back.
    JournalShareRefresh { share: ShareId },
    /// Tells somebody that their wish for another mentor is with the leads.
    RematchReceipt { rematch: RematchId, nth: u32, to: PersonId },
    /// Tells a lead who asks for another mentor, and why: the n-th wish in this search.
    RematchAsked { rematch: RematchId, nth: u32, lead: PersonId },
    /// Brings that message up to date.
    RematchAskedRefresh { rematch: RematchId, nth: u32, lead: PersonId },
    /// Puts the suggestion of a round before one of those it concerns.
    RematchSuggested { rematch: RematchId, round: u32, to: PersonId },
    /// Shows there what became of it.
    RematchSuggestedRefresh { rematch: RematchId, round: u32, to: PersonId },
    /// Tells one of them what became of it.
    RematchSettled { rematch: RematchId, round: u32, to: PersonId },
    /// Tells whoever asked for another mentor that their wish is closed.
    RematchClosed { rematch: RematchId, nth: u32, to: PersonId },
    /// Tells a new pair what the mentee brought along.
    RematchBrought { rematch: RematchId, to: Place },
    /// Brings the file of what the mentee wrote before.
    RematchHistory { rematch: RematchId, to: Place },
    /// Tells the mentee that the file did not get through.
    RematchHistoryLost { rematch: RematchId },
    /// Tells both of a pair that it is over, each alone and in their room.
    Ended { pair: PairId, to: Place },
    /// Shows one of a pair that is complete whether a cohort hears of it.
    EndedRefresh { pair: PairId, to: PersonId },
    /// Tells the lead who proposed a pair that it is over.
    EndedToLead { pair: PairId },
    /// Tells one of a pair that a step is near, and asks what they would like.
    StepAsked { pair: PairId, nth: u32, to: PersonId },
    /// Tells one of a pair what the other one would like to change.
    StepWished { pair: PairId, nth: u32, to: PersonId },
    /// Shows in either of these what was chosen since.
    StepRefresh { pair: PairId, nth: u32, to: PersonId },
    /// Tells both what came of it.
    StepSettled { pair: PairId, nth: u32, to: Place },
    /// Brings a mentee who stands alone now what they take along.
    GrowthRecord { pair: PairId, format: Format, press: u32 },
    /// Tells them that it did not get through, or that nobody knows.
    GrowthRecordLost { pair: PairId, press: u32 },
    /// Asks them whether they would mentor others.
    MentorAsked { pair: PairId },
    /// Shows there what they said.
    MentorAnswered { pair: PairId },
    /// Tells the lead who proposed a pair that its mentee would mentor others now.
    MentorToLead { pair: PairId },
    /// Something about a cohort.
    Cohort(CohortNews),
    /// Several unasked messages as one, the `nth` of a person's local day.
    Card { person: PersonId, on: Date, nth: u32 },
}

/// Where something for a pair is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// In the pair's room.
    Room,
    /// To one of them alone, because Slack refused the room.
    Alone(PersonId),
}

impl Place {
    fn suffix(self) -> String {
        match self {
            Self::Room => String::new(),
            Self::Alone(person) => format!("/alone/{person}"),
        }
    }
}
