//! What each message is called by somebody who may not read it: its kind in a few words, and none of its own.
//!
//! The list is total, so that a new message does not compile until it has a name. What people confide is called the same
//! whatever it is.

use crate::domain::outgoing::Outgoing;

mod cohorts;

/// The kind of a message in a few words, to stand after a name and a colon.
pub fn label(message: &Outgoing) -> &'static str {
    match message {
        Outgoing::Consent { .. } => "a question whether they want to take part in a pair",
        Outgoing::ConsentAnswered { .. }
        | Outgoing::PromptAnswered { .. }
        | Outgoing::ReceiptRefresh { .. }
        | Outgoing::CheckinRefresh { .. }
        | Outgoing::QuestionReceiptRefresh { .. }
        | Outgoing::QuestionRefresh { .. }
        | Outgoing::ChannelRefresh { .. }
        | Outgoing::PublishAnswered { .. }
        | Outgoing::PublishedRefresh { .. }
        | Outgoing::PublishedNoteRefresh { .. }
        | Outgoing::OutcomeRefresh { .. }
        | Outgoing::ReplyRefresh { .. }
        | Outgoing::DifferenceRefresh { .. }
        | Outgoing::OwedCardRefresh { .. }
        | Outgoing::OfferRefresh { .. }
        | Outgoing::OfferJoined { .. }
        | Outgoing::OfficeRefresh { .. }
        | Outgoing::ChallengeRefresh { .. }
        | Outgoing::WriteUpRefresh { .. }
        | Outgoing::CallAskRefresh { .. }
        | Outgoing::AgendaRefresh { .. }
        | Outgoing::CallOfferRefresh { .. }
        | Outgoing::CallAgreedRefresh { .. }
        | Outgoing::CallLineRefresh { .. }
        | Outgoing::CallAfterRefresh { .. }
        | Outgoing::CallSignRefresh { .. }
        | Outgoing::ReviewAnswered { .. }
        | Outgoing::AgreementAskRefresh { .. }
        | Outgoing::AgreementProposedRefresh { .. }
        | Outgoing::FirstWeekRefresh { .. }
        | Outgoing::JournalShareRefresh { .. }
        | Outgoing::RematchAskedRefresh { .. }
        | Outgoing::RematchSuggestedRefresh { .. }
        | Outgoing::StepRefresh { .. }
        | Outgoing::EndedRefresh { .. }
        | Outgoing::MentorAnswered { .. } => "a change of what stands already",
        Outgoing::ProposalSettled { .. } | Outgoing::ProposalDropped { .. } => {
            "what became of a pair that was proposed"
        }
        Outgoing::Greeting { .. } => "the first words in a new room",
        Outgoing::Prompt { .. } => "the request for a check-in",
        Outgoing::Reminder { .. } => "a reminder of a check-in",
        Outgoing::LastReminder { .. } => "the last reminder of a check-in",
        Outgoing::Receipt { .. }
        | Outgoing::QuestionReceipt { .. }
        | Outgoing::AsideReceipt { .. }
        | Outgoing::RematchReceipt { .. } => "a copy of what they sent",
        Outgoing::CheckinPost { .. } | Outgoing::CheckinPart { .. } => "a check-in",
        Outgoing::EditedSince { .. } => "a line that a check-in was edited",
        Outgoing::Acknowledged { .. } | Outgoing::QuestionSeen { .. } => "when an answer comes",
        Outgoing::QuestionPost { .. } | Outgoing::QuestionPart { .. } => "a question",
        Outgoing::ChannelPost { .. } | Outgoing::ChannelPart { .. } => {
            "a question for everybody there"
        }
        Outgoing::ChannelLost { .. }
        | Outgoing::AsideLost { .. }
        | Outgoing::CallFileLost { .. }
        | Outgoing::RematchHistoryLost { .. }
        | Outgoing::GrowthRecordLost { .. } => "that something did not get through",
        Outgoing::PeersSaid { .. } => "what others said to a question",
        Outgoing::PublishAsked { .. } => "a request to publish an answer",
        Outgoing::Published { .. } | Outgoing::PublishedNote { .. } => "a published answer",
        Outgoing::FollowUp { .. } => "a question whose promised time is over",
        Outgoing::Reopened { .. } => "a question that is open again",
        Outgoing::OutcomeAsked { .. } => "a question whether an answer helped",
        Outgoing::ReplyPost { .. } | Outgoing::ReplyPart { .. } => "a reply",
        Outgoing::DifferencePost { .. } => "how a reply is seen differently",
        Outgoing::OwedCard { .. } => "the list of what they owe an answer to",
        Outgoing::AboutLeave { .. } => "that the other one is away, or back",
        Outgoing::WelcomeBack { .. } => "what waits for them after their leave",
        Outgoing::MissedToMentor { .. } | Outgoing::MissedToLead { .. } => {
            "a word about missed check-ins"
        }
        Outgoing::SignToMentor { .. } | Outgoing::SlowToLead { .. } => {
            "a sign that something could go better"
        }
        Outgoing::Aside { .. }
        | Outgoing::TypedNote { .. }
        | Outgoing::JournalShare { .. }
        | Outgoing::RematchAsked { .. }
        | Outgoing::RematchSuggested { .. }
        | Outgoing::RematchSettled { .. }
        | Outgoing::RematchClosed { .. }
        | Outgoing::RematchBrought { .. }
        | Outgoing::RematchHistory { .. } => "something in confidence",
        Outgoing::Introduction { .. } => "who I am",
        Outgoing::Offer { .. } => "a question what something typed shall become",
        Outgoing::OfficeOpens { .. } => "the beginning of office hours",
        Outgoing::OfficeTurn { .. } => "whose turn it is in office hours",
        Outgoing::OfficeUnserved { .. } => "when the next office hours are",
        Outgoing::Challenge { .. } => "a challenge",
        Outgoing::WriteUpPost { .. } => "how somebody went about a challenge",
        Outgoing::CallFile { .. } => "the calendar file of a call",
        Outgoing::CallAsk { .. } => "the question for a time for a call",
        Outgoing::CallNever { .. } => "that no time for a call suits both",
        Outgoing::Agenda { .. } => "the agenda of a call",
        Outgoing::CallOffered { .. } => "a time that was proposed for a call",
        Outgoing::CallTurnedDown { .. } | Outgoing::CallLapsed { .. } => {
            "what became of a time for a call"
        }
        Outgoing::CallAgreed { .. } => "when a call is",
        Outgoing::CallOff { .. } => "that a call is off",
        Outgoing::CallOnLeave { .. } => "that a call falls on a day off",
        Outgoing::CallLine { .. } => "that a call begins",
        Outgoing::CallAfter { .. } => "the question what became of a call",
        Outgoing::CallSign { .. } => "a sign about their calls",
        Outgoing::ReviewAsk { .. } => "the request to look back",
        Outgoing::ReviewAgain { .. } => "a reminder to look back",
        Outgoing::ReviewResult { .. } => "what came of looking back",
        Outgoing::GoalsAsked { .. } => "the question what becomes of open goals",
        Outgoing::GoalsDecided { .. } | Outgoing::GoalMet { .. } => "what became of goals",
        Outgoing::AgreementAsk { .. } | Outgoing::AgreementProposed { .. } => {
            "the request for their agreement"
        }
        Outgoing::AgreementReminder { .. } | Outgoing::AgreementWaits { .. } => {
            "a reminder of their agreement"
        }
        Outgoing::AgreementSigned { .. } => "that their agreement is in force",
        Outgoing::FirstWeek { .. } => "the list of the first week",
        Outgoing::Tip { .. } => "a tip",
        Outgoing::Ended { .. } | Outgoing::EndedToLead { .. } => "that a pair is over",
        Outgoing::StepAsked { .. } => "that a step is near",
        Outgoing::StepWished { .. } => "what somebody would like to change",
        Outgoing::StepSettled { .. } => "what came of a step",
        Outgoing::GrowthRecord { .. } => "a growth record",
        Outgoing::MentorAsked { .. } => "whether they would mentor others",
        Outgoing::MentorToLead { .. } => "that somebody would mentor others",
        Outgoing::Cohort(news) => cohorts::cohort(news),
        Outgoing::Card { .. } => "several things",
    }
}
