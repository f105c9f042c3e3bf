//! What each message shows, by which whatever people do under it finds its way.

use crate::domain::{
    outgoing::{Outgoing, Place},
    post::Subject,
};

/// What a message shows, so that a reply under it finds its way. `None` for what nothing hangs on.
pub fn subject(message: &Outgoing) -> Option<Subject> {
    match message {
        Outgoing::Consent { pair, .. } => Some(Subject::Consent(*pair)),
        Outgoing::Greeting { pair, .. } => Some(Subject::Greeting(*pair)),
        Outgoing::Prompt { pair, week, .. }
        | Outgoing::Reminder { pair, week }
        | Outgoing::LastReminder { pair, week } => Some(Subject::Prompt(*pair, *week)),
        Outgoing::Receipt { checkin } => Some(Subject::Receipt(*checkin)),
        Outgoing::CheckinPost { checkin, .. } => Some(Subject::Checkin(*checkin)),
        Outgoing::QuestionReceipt { question } => Some(Subject::QuestionReceipt(*question)),
        Outgoing::QuestionPost { question, .. } => Some(Subject::Question(*question)),
        Outgoing::ChannelPost { question } => Some(Subject::ChannelQuestion(*question)),
        Outgoing::PublishAsked { publication, .. } => Some(Subject::PublishAsked(*publication)),
        Outgoing::Published { publication } => Some(Subject::Published(*publication)),
        Outgoing::PublishedNote { publication, .. } => Some(Subject::PublishedNote(*publication)),
        Outgoing::OutcomeAsked { question, round } => Some(Subject::Outcome(*question, *round)),
        Outgoing::ReplyPost { reply, .. } => Some(Subject::Reply(*reply)),
        Outgoing::DifferencePost { difference, .. } => Some(Subject::Difference(*difference)),
        Outgoing::OwedCard { mentor, on, nth } => Some(Subject::OwedCard(*mentor, *on, *nth)),
        Outgoing::Offer { typed, .. } => Some(Subject::Offer(*typed)),
        Outgoing::OfficeOpens { session } => Some(Subject::Office(*session)),
        Outgoing::Challenge { pair, week } => Some(Subject::Challenge(*pair, *week)),
        Outgoing::WriteUpPost { assignment, .. } => Some(Subject::WriteUp(*assignment)),
        Outgoing::CallAsk { call, .. } => Some(Subject::CallAsked(*call)),
        Outgoing::Agenda { call, sequence, .. } => Some(Subject::Agenda(*call, *sequence)),
        Outgoing::CallOffered { call, round } => Some(Subject::CallOffered(*call, *round)),
        Outgoing::CallAgreed { call, sequence, .. } | Outgoing::CallOff { call, sequence, .. } => {
            Some(Subject::Call(*call, *sequence))
        }
        Outgoing::CallLine { call, sequence, .. } => Some(Subject::CallLine(*call, *sequence)),
        Outgoing::CallAfter { call, sequence, .. } => Some(Subject::CallAfter(*call, *sequence)),
        Outgoing::CallSign { call, sign, .. } => Some(Subject::CallSign(*call, *sign)),
        Outgoing::AgreementAsk { pair, to } => Some(Subject::AgreementAsked(*pair, *to)),
        Outgoing::AgreementProposed { pair, version, .. } => {
            Some(Subject::AgreementProposed(*pair, *version))
        }
        Outgoing::FirstWeek { pair, to } => Some(Subject::FirstWeek(*pair, *to)),
        Outgoing::JournalShare { share, .. } => Some(Subject::JournalShare(*share)),
        Outgoing::ReviewAsk { review, to } | Outgoing::ReviewAgain { review, to } => {
            Some(Subject::ReviewAsked(*review, *to))
        }
        Outgoing::ReviewResult { review, .. } => Some(Subject::ReviewResult(*review)),
        Outgoing::RematchAsked { rematch, nth, .. } => Some(Subject::RematchAsked(*rematch, *nth)),
        Outgoing::RematchSuggested { rematch, round, .. } => {
            Some(Subject::RematchSuggested(*rematch, *round))
        }
        Outgoing::RematchBrought { rematch, .. } => Some(Subject::RematchBrought(*rematch)),
        Outgoing::StepAsked { pair, nth, .. } | Outgoing::StepWished { pair, nth, .. } => {
            Some(Subject::Step(*pair, *nth))
        }
        Outgoing::Ended { pair, to: Place::Alone(person) } => Some(Subject::Ended(*pair, *person)),
        Outgoing::MentorAsked { pair } => Some(Subject::MentorAsked(*pair)),
        Outgoing::Cohort(news) => super::cohorts::subject(news),
        Outgoing::Card { person, on, nth } => Some(Subject::Card(*person, *on, *nth)),
        Outgoing::ConsentAnswered { .. }
        | Outgoing::ProposalSettled { .. }
        | Outgoing::ProposalDropped { .. }
        | Outgoing::PromptAnswered { .. }
        | Outgoing::ReceiptRefresh { .. }
        | Outgoing::CheckinPart { .. }
        | Outgoing::EditedSince { .. }
        | Outgoing::CheckinRefresh { .. }
        | Outgoing::Acknowledged { .. }
        | Outgoing::QuestionReceiptRefresh { .. }
        | Outgoing::QuestionPart { .. }
        | Outgoing::QuestionRefresh { .. }
        | Outgoing::ChannelPart { .. }
        | Outgoing::ChannelRefresh { .. }
        | Outgoing::ChannelLost { .. }
        | Outgoing::PeersSaid { .. }
        | Outgoing::PublishAnswered { .. }
        | Outgoing::PublishedRefresh { .. }
        | Outgoing::PublishedNoteRefresh { .. }
        | Outgoing::QuestionSeen { .. }
        | Outgoing::FollowUp { .. }
        | Outgoing::Reopened { .. }
        | Outgoing::OutcomeRefresh { .. }
        | Outgoing::ReplyPart { .. }
        | Outgoing::ReplyRefresh { .. }
        | Outgoing::DifferenceRefresh { .. }
        | Outgoing::OwedCardRefresh { .. }
        | Outgoing::AboutLeave { .. }
        | Outgoing::WelcomeBack { .. }
        | Outgoing::MissedToMentor { .. }
        | Outgoing::MissedToLead { .. }
        | Outgoing::SignToMentor { .. }
        | Outgoing::SlowToLead { .. }
        | Outgoing::AsideReceipt { .. }
        | Outgoing::AsideLost { .. }
        | Outgoing::Introduction { .. }
        | Outgoing::OfferRefresh { .. }
        | Outgoing::OfferJoined { .. }
        | Outgoing::TypedNote { .. }
        | Outgoing::OfficeRefresh { .. }
        | Outgoing::OfficeTurn { .. }
        | Outgoing::OfficeUnserved { .. }
        | Outgoing::ChallengeRefresh { .. }
        | Outgoing::WriteUpRefresh { .. }
        | Outgoing::CallFile { .. }
        | Outgoing::CallFileLost { .. }
        | Outgoing::CallAskRefresh { .. }
        | Outgoing::CallNever { .. }
        | Outgoing::CallOnLeave { .. }
        | Outgoing::AgendaRefresh { .. }
        | Outgoing::CallOfferRefresh { .. }
        | Outgoing::CallTurnedDown { .. }
        | Outgoing::CallLapsed { .. }
        | Outgoing::CallAgreedRefresh { .. }
        | Outgoing::CallLineRefresh { .. }
        | Outgoing::CallAfterRefresh { .. }
        | Outgoing::CallSignRefresh { .. }
        | Outgoing::RematchReceipt { .. }
        | Outgoing::RematchAskedRefresh { .. }
        | Outgoing::RematchSuggestedRefresh { .. }
        | Outgoing::RematchSettled { .. }
        | Outgoing::RematchClosed { .. }
        | Outgoing::RematchHistory { .. }
        | Outgoing::RematchHistoryLost { .. }
        | Outgoing::Ended { to: Place::Room, .. }
        | Outgoing::EndedRefresh { .. }
        | Outgoing::EndedToLead { .. }
        | Outgoing::StepRefresh { .. }
        | Outgoing::StepSettled { .. }
        | Outgoing::GrowthRecord { .. }
        | Outgoing::GrowthRecordLost { .. }
        | Outgoing::MentorAnswered { .. }
        | Outgoing::MentorToLead { .. }
        | Outgoing::FirstWeekRefresh { .. }
        | Outgoing::Tip { .. }
        | Outgoing::JournalShareRefresh { .. }
        | Outgoing::ReviewAnswered { .. }
        | Outgoing::GoalsAsked { .. }
        | Outgoing::GoalsDecided { .. }
        | Outgoing::GoalMet { .. }
        | Outgoing::Aside { .. }
        | Outgoing::AgreementAskRefresh { .. }
        | Outgoing::AgreementReminder { .. }
        | Outgoing::AgreementWaits { .. }
        | Outgoing::AgreementProposedRefresh { .. }
        | Outgoing::AgreementSigned { .. } => None,
    }
}
