//! Which of what is said later are new messages, and which are changes of one that stands.

use super::Outgoing;
use crate::domain::delivery::Manner;

impl Outgoing {
    /// Whether it is a new message, said once, or a change that may be repeated.
    pub fn manner(&self) -> Manner {
        match self {
            Self::ConsentAnswered { .. }
            | Self::PromptAnswered { .. }
            | Self::ReceiptRefresh { .. }
            | Self::CheckinRefresh { .. }
            | Self::QuestionReceiptRefresh { .. }
            | Self::QuestionRefresh { .. }
            | Self::ChannelRefresh { .. }
            | Self::PublishAnswered { .. }
            | Self::PublishedRefresh { .. }
            | Self::PublishedNoteRefresh { .. }
            | Self::OutcomeRefresh { .. }
            | Self::ReplyRefresh { .. }
            | Self::DifferenceRefresh { .. }
            | Self::OwedCardRefresh { .. }
            | Self::OfferRefresh { .. }
            | Self::OfferJoined { .. }
            | Self::OfficeRefresh { .. }
            | Self::ChallengeRefresh { .. }
            | Self::WriteUpRefresh { .. }
            | Self::CallAskRefresh { .. }
            | Self::AgendaRefresh { .. }
            | Self::CallOfferRefresh { .. }
            | Self::CallAgreedRefresh { .. }
            | Self::CallLineRefresh { .. }
            | Self::CallAfterRefresh { .. }
            | Self::CallSignRefresh { .. }
            | Self::AgreementAskRefresh { .. }
            | Self::AgreementProposedRefresh { .. }
            | Self::FirstWeekRefresh { .. }
            | Self::JournalShareRefresh { .. }
            | Self::ReviewAnswered { .. }
            | Self::RematchAskedRefresh { .. }
            | Self::RematchSuggestedRefresh { .. }
            | Self::StepRefresh { .. }
            | Self::EndedRefresh { .. }
            | Self::MentorAnswered { .. } => Manner::Refresh,
            Self::Consent { .. }
            | Self::ProposalSettled { .. }
            | Self::ProposalDropped { .. }
            | Self::Greeting { .. }
            | Self::Prompt { .. }
            | Self::Reminder { .. }
            | Self::LastReminder { .. }
            | Self::Receipt { .. }
            | Self::CheckinPost { .. }
            | Self::CheckinPart { .. }
            | Self::EditedSince { .. }
            | Self::Acknowledged { .. }
            | Self::QuestionReceipt { .. }
            | Self::QuestionPost { .. }
            | Self::QuestionPart { .. }
            | Self::ChannelPost { .. }
            | Self::ChannelPart { .. }
            | Self::ChannelLost { .. }
            | Self::PeersSaid { .. }
            | Self::PublishAsked { .. }
            | Self::Published { .. }
            | Self::PublishedNote { .. }
            | Self::QuestionSeen { .. }
            | Self::FollowUp { .. }
            | Self::Reopened { .. }
            | Self::OutcomeAsked { .. }
            | Self::ReplyPost { .. }
            | Self::ReplyPart { .. }
            | Self::DifferencePost { .. }
            | Self::OwedCard { .. }
            | Self::AboutLeave { .. }
            | Self::WelcomeBack { .. }
            | Self::MissedToMentor { .. }
            | Self::MissedToLead { .. }
            | Self::SignToMentor { .. }
            | Self::SlowToLead { .. }
            | Self::Aside { .. }
            | Self::AsideReceipt { .. }
            | Self::AsideLost { .. }
            | Self::Introduction { .. }
            | Self::Offer { .. }
            | Self::TypedNote { .. }
            | Self::OfficeOpens { .. }
            | Self::OfficeTurn { .. }
            | Self::OfficeUnserved { .. }
            | Self::Challenge { .. }
            | Self::WriteUpPost { .. }
            | Self::CallFileLost { .. }
            | Self::GrowthRecordLost { .. }
            | Self::CallAsk { .. }
            | Self::CallNever { .. }
            | Self::CallOff { .. }
            | Self::CallOnLeave { .. }
            | Self::Agenda { .. }
            | Self::CallOffered { .. }
            | Self::CallTurnedDown { .. }
            | Self::CallLapsed { .. }
            | Self::CallAgreed { .. }
            | Self::CallLine { .. }
            | Self::CallAfter { .. }
            | Self::CallSign { .. }
            | Self::ReviewAsk { .. }
            | Self::ReviewAgain { .. }
            | Self::ReviewResult { .. }
            | Self::GoalsAsked { .. }
            | Self::GoalsDecided { .. }
            | Self::GoalMet { .. }
            | Self::AgreementAsk { .. }
            | Self::AgreementReminder { .. }
            | Self::AgreementWaits { .. }
            | Self::AgreementProposed { .. }
            | Self::AgreementSigned { .. }
            | Self::FirstWeek { .. }
            | Self::Tip { .. }
            | Self::JournalShare { .. }
            | Self::RematchReceipt { .. }
            | Self::RematchAsked { .. }
            | Self::RematchSuggested { .. }
            | Self::RematchSettled { .. }
            | Self::RematchClosed { .. }
            | Self::RematchBrought { .. }
            | Self::RematchHistoryLost { .. }
            | Self::Ended { .. }
            | Self::EndedToLead { .. }
            | Self::StepAsked { .. }
            | Self::StepWished { .. }
            | Self::StepSettled { .. }
            | Self::MentorAsked { .. }
            | Self::MentorToLead { .. }
            | Self::Card { .. } => Manner::Post,
            Self::Cohort(news) => news.manner(),
            Self::CallFile { .. } | Self::GrowthRecord { .. } | Self::RematchHistory { .. } => {
                Manner::Upload
            }
        }
    }
}
