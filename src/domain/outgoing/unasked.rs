//! Which of what is said later nobody asked for, of what kind it is, and who reads it.

use super::Outgoing;
use crate::domain::attention::{Kind, Reader, Unasked};

impl Outgoing {
    /// Whether it is said to one person unasked, so that it counts and can be switched off. `None` for what answers
    /// somebody, for what partners write to each other, for a lead's request that needs an answer, and for changes; a
    /// card counts as one, and its items do not.
    pub fn unasked(&self) -> Option<Unasked> {
        let (kind, reader) = match self {
            Self::Prompt { pair, nth: 0, .. } => (Kind::Prompt, Reader::Mentee(*pair)),
            Self::Reminder { pair, .. } | Self::LastReminder { pair, .. } => {
                (Kind::Reminder, Reader::Mentee(*pair))
            }
            Self::PublishAsked { to, .. } => (Kind::Publish, Reader::Person(*to)),
            Self::AboutLeave { to, .. } => (Kind::Partner, Reader::Person(*to)),
            Self::WelcomeBack { leave } => (Kind::Back, Reader::Back(*leave)),
            Self::MissedToMentor { pair, .. } => (Kind::Missed, Reader::Mentor(*pair)),
            Self::MissedToLead { lead, .. } => (Kind::Missed, Reader::Person(*lead)),
            Self::SignToMentor { pair, .. } => (Kind::Sign, Reader::Mentor(*pair)),
            Self::SlowToLead { lead, .. } => (Kind::Sign, Reader::Person(*lead)),
            Self::Challenge { pair, .. } => (Kind::Challenge, Reader::Mentee(*pair)),
            Self::CallAsk { pair, .. } | Self::CallNever { pair } => {
                (Kind::Call, Reader::Mentee(*pair))
            }
            Self::GoalsAsked { pair, .. } => (Kind::Goals, Reader::Mentee(*pair)),
            Self::AgreementAsk { to, .. }
            | Self::AgreementReminder { to, .. }
            | Self::AgreementWaits { to, .. } => (Kind::Start, Reader::Person(*to)),
            Self::FirstWeek { to, .. } => (Kind::Start, Reader::Person(*to)),
            Self::Tip { to, .. } => (Kind::Tip, Reader::Person(*to)),
            Self::OwedCard { mentor, .. } => (Kind::Owed, Reader::Person(*mentor)),
            Self::ReviewAsk { to, .. } | Self::ReviewAgain { to, .. } => {
                (Kind::Review, Reader::Person(*to))
            }
            Self::StepAsked { to, .. } => (Kind::Step, Reader::Person(*to)),
            Self::MentorAsked { pair } => (Kind::Step, Reader::Mentee(*pair)),
            Self::Cohort(news) => return news.unasked(),
            // A repeat is what the mentee asked for.
            Self::Prompt { .. }
            | Self::Consent { .. }
            | Self::ConsentAnswered { .. }
            | Self::ProposalSettled { .. }
            | Self::ProposalDropped { .. }
            | Self::Greeting { .. }
            | Self::PromptAnswered { .. }
            | Self::Receipt { .. }
            | Self::ReceiptRefresh { .. }
            | Self::CheckinPost { .. }
            | Self::CheckinPart { .. }
            | Self::CheckinRefresh { .. }
            | Self::Acknowledged { .. }
            | Self::QuestionReceipt { .. }
            | Self::QuestionReceiptRefresh { .. }
            | Self::QuestionPost { .. }
            | Self::QuestionPart { .. }
            | Self::QuestionRefresh { .. }
            | Self::ChannelPost { .. }
            | Self::ChannelPart { .. }
            | Self::ChannelRefresh { .. }
            | Self::ChannelLost { .. }
            | Self::PeersSaid { .. }
            | Self::PublishAnswered { .. }
            | Self::Published { .. }
            | Self::PublishedRefresh { .. }
            | Self::PublishedNote { .. }
            | Self::PublishedNoteRefresh { .. }
            | Self::QuestionSeen { .. }
            | Self::FollowUp { .. }
            | Self::Reopened { .. }
            | Self::OutcomeAsked { .. }
            | Self::OutcomeRefresh { .. }
            | Self::ReplyPost { .. }
            | Self::ReplyPart { .. }
            | Self::ReplyRefresh { .. }
            | Self::EditedSince { .. }
            | Self::DifferencePost { .. }
            | Self::DifferenceRefresh { .. }
            | Self::OwedCardRefresh { .. }
            | Self::Aside { .. }
            | Self::AsideReceipt { .. }
            | Self::AsideLost { .. }
            | Self::Introduction { .. }
            | Self::Offer { .. }
            | Self::OfferRefresh { .. }
            | Self::OfferJoined { .. }
            | Self::TypedNote { .. }
            | Self::OfficeOpens { .. }
            | Self::OfficeRefresh { .. }
            | Self::OfficeTurn { .. }
            | Self::OfficeUnserved { .. }
            | Self::ChallengeRefresh { .. }
            | Self::WriteUpPost { .. }
            | Self::WriteUpRefresh { .. }
            | Self::CallFile { .. }
            | Self::CallFileLost { .. }
            | Self::CallAskRefresh { .. }
            | Self::CallOff { .. }
            | Self::CallOnLeave { .. }
            | Self::Agenda { .. }
            | Self::AgendaRefresh { .. }
            | Self::CallOffered { .. }
            | Self::CallOfferRefresh { .. }
            | Self::CallTurnedDown { .. }
            | Self::CallLapsed { .. }
            | Self::CallAgreedRefresh { .. }
            | Self::CallAgreed { .. }
            | Self::CallLine { .. }
            | Self::CallLineRefresh { .. }
            | Self::CallAfter { .. }
            | Self::CallAfterRefresh { .. }
            | Self::CallSign { .. }
            | Self::CallSignRefresh { .. }
            | Self::ReviewAnswered { .. }
            | Self::ReviewResult { .. }
            | Self::GoalsDecided { .. }
            | Self::GoalMet { .. }
            | Self::AgreementAskRefresh { .. }
            | Self::AgreementProposed { .. }
            | Self::AgreementProposedRefresh { .. }
            | Self::AgreementSigned { .. }
            | Self::FirstWeekRefresh { .. }
            | Self::JournalShare { .. }
            | Self::JournalShareRefresh { .. }
            | Self::RematchReceipt { .. }
            | Self::RematchAsked { .. }
            | Self::RematchAskedRefresh { .. }
            | Self::RematchSuggested { .. }
            | Self::RematchSuggestedRefresh { .. }
            | Self::RematchSettled { .. }
            | Self::RematchClosed { .. }
            | Self::RematchBrought { .. }
            | Self::RematchHistory { .. }
            | Self::RematchHistoryLost { .. }
            | Self::Ended { .. }
            | Self::EndedRefresh { .. }
            | Self::EndedToLead { .. }
            | Self::StepWished { .. }
            | Self::StepRefresh { .. }
            | Self::StepSettled { .. }
            | Self::GrowthRecord { .. }
            | Self::GrowthRecordLost { .. }
            | Self::MentorAnswered { .. }
            | Self::MentorToLead { .. }
            | Self::Card { .. } => return None,
        };
        Some(Unasked { kind, reader })
    }
}
