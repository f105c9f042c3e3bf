//! What follows from a message standing in Slack, or never standing there.

use jiff::Timestamp;

use super::{cohorts, shown::subject};
use crate::{
    app::App,
    domain::{answerable::Answerable, outgoing::Outgoing},
    features::{
        Cx, Error, agenda, aside, ask, calendar_file, challenges, checkin, ending, journal,
        meeting, owed, phase, rematch, reply, review, schedule::arranged, typed,
    },
};

/// What follows from a message standing in Slack since `at`, in the transaction that records it.
pub async fn delivered(cx: &mut Cx<'_>, message: &Outgoing, at: Timestamp) -> Result<(), Error> {
    match message {
        Outgoing::Prompt { .. } | Outgoing::Reminder { .. } | Outgoing::LastReminder { .. } => {
            checkin::prompt::delivered(cx, message, at).await
        }
        Outgoing::CheckinPost { checkin, .. } => checkin::post::delivered(cx, *checkin, at).await,
        Outgoing::QuestionPost { question, .. } => ask::post::delivered(cx, *question, at).await,
        Outgoing::ChannelPost { question } => ask::commons::delivered(cx, *question).await,
        Outgoing::ReplyPost { reply, to } => reply::post::delivered(cx, (*reply, *to)).await,
        Outgoing::Aside { aside } => aside::delivered(cx, *aside).await,
        Outgoing::JournalShare { share, .. } => journal::share::delivered(cx, *share).await,
        Outgoing::Challenge { pair, week } => {
            challenges::given::delivered(cx, (*pair, *week)).await
        }
        Outgoing::Offer { typed, .. } => typed::offer::delivered(cx, *typed).await,
        Outgoing::TypedNote { typed, nth, .. } => typed::note::delivered(cx, (*typed, *nth)).await,
        Outgoing::CallAgreed { call, to, .. } => {
            arranged::overtaken(cx, *call).await?;
            calendar_file::follows(cx, *call, *to).await
        }
        Outgoing::CallOff { call, to, .. } => calendar_file::follows(cx, *call, *to).await,
        Outgoing::Agenda { call, .. } => agenda::post::reckon(cx, *call).await,
        Outgoing::AgendaRefresh { call, .. } => agenda::post::refreshed(cx, *call).await,
        Outgoing::ReviewAsk { review, to } => review::ask::delivered(cx, (*review, *to), at).await,
        Outgoing::CallLine { call, sequence, .. } | Outgoing::CallAfter { call, sequence, .. } => {
            meeting::post::delivered(cx, (*call, *sequence)).await
        }
        Outgoing::RematchBrought { rematch, to } => {
            rematch::history::follows(cx, *rematch, *to).await
        }
        Outgoing::Consent { .. }
        | Outgoing::ConsentAnswered { .. }
        | Outgoing::ProposalSettled { .. }
        | Outgoing::ProposalDropped { .. }
        | Outgoing::Greeting { .. }
        | Outgoing::PromptAnswered { .. }
        | Outgoing::Receipt { .. }
        | Outgoing::ReceiptRefresh { .. }
        | Outgoing::CheckinPart { .. }
        | Outgoing::EditedSince { .. }
        | Outgoing::CheckinRefresh { .. }
        | Outgoing::Acknowledged { .. }
        | Outgoing::QuestionReceipt { .. }
        | Outgoing::QuestionReceiptRefresh { .. }
        | Outgoing::QuestionPart { .. }
        | Outgoing::QuestionRefresh { .. }
        | Outgoing::ChannelPart { .. }
        | Outgoing::ChannelRefresh { .. }
        | Outgoing::ChannelLost { .. }
        | Outgoing::PeersSaid { .. }
        | Outgoing::PublishAsked { .. }
        | Outgoing::PublishAnswered { .. }
        | Outgoing::Published { .. }
        | Outgoing::PublishedRefresh { .. }
        | Outgoing::PublishedNote { .. }
        | Outgoing::PublishedNoteRefresh { .. }
        | Outgoing::QuestionSeen { .. }
        | Outgoing::FollowUp { .. }
        | Outgoing::Reopened { .. }
        | Outgoing::OutcomeAsked { .. }
        | Outgoing::OutcomeRefresh { .. }
        | Outgoing::ReplyPart { .. }
        | Outgoing::ReplyRefresh { .. }
        | Outgoing::DifferencePost { .. }
        | Outgoing::DifferenceRefresh { .. }
        | Outgoing::OwedCard { .. }
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
        | Outgoing::OfficeOpens { .. }
        | Outgoing::OfficeRefresh { .. }
        | Outgoing::OfficeTurn { .. }
        | Outgoing::OfficeUnserved { .. }
        | Outgoing::ChallengeRefresh { .. }
        | Outgoing::WriteUpPost { .. }
        | Outgoing::WriteUpRefresh { .. }
        | Outgoing::CallFile { .. }
        | Outgoing::CallFileLost { .. }
        | Outgoing::CallAsk { .. }
        | Outgoing::CallAskRefresh { .. }
        | Outgoing::CallNever { .. }
        | Outgoing::CallOnLeave { .. }
        | Outgoing::CallOffered { .. }
        | Outgoing::CallOfferRefresh { .. }
        | Outgoing::CallTurnedDown { .. }
        | Outgoing::CallLapsed { .. }
        | Outgoing::CallAgreedRefresh { .. }
        | Outgoing::CallLineRefresh { .. }
        | Outgoing::CallAfterRefresh { .. }
        | Outgoing::CallSign { .. }
        | Outgoing::CallSignRefresh { .. }
        | Outgoing::ReviewAgain { .. }
        | Outgoing::ReviewAnswered { .. }
        | Outgoing::ReviewResult { .. }
        | Outgoing::GoalsAsked { .. }
        | Outgoing::GoalsDecided { .. }
        | Outgoing::GoalMet { .. }
        | Outgoing::AgreementAsk { .. }
        | Outgoing::AgreementAskRefresh { .. }
        | Outgoing::AgreementReminder { .. }
        | Outgoing::AgreementWaits { .. }
        | Outgoing::AgreementProposed { .. }
        | Outgoing::AgreementProposedRefresh { .. }
        | Outgoing::AgreementSigned { .. }
        | Outgoing::FirstWeek { .. }
        | Outgoing::FirstWeekRefresh { .. }
        | Outgoing::Tip { .. }
        | Outgoing::JournalShareRefresh { .. }
        | Outgoing::RematchReceipt { .. }
        | Outgoing::RematchAsked { .. }
        | Outgoing::RematchAskedRefresh { .. }
        | Outgoing::RematchSuggested { .. }
        | Outgoing::RematchSuggestedRefresh { .. }
        | Outgoing::RematchSettled { .. }
        | Outgoing::RematchClosed { .. }
        | Outgoing::RematchHistory { .. }
        | Outgoing::RematchHistoryLost { .. }
        | Outgoing::Ended { .. }
        | Outgoing::EndedRefresh { .. }
        | Outgoing::EndedToLead { .. }
        | Outgoing::StepAsked { .. }
        | Outgoing::StepWished { .. }
        | Outgoing::StepRefresh { .. }
        | Outgoing::StepSettled { .. }
        | Outgoing::GrowthRecord { .. }
        | Outgoing::GrowthRecordLost { .. }
        | Outgoing::MentorAsked { .. }
        | Outgoing::MentorAnswered { .. }
        | Outgoing::MentorToLead { .. }
        | Outgoing::Card { .. } => Ok(()),
        Outgoing::Cohort(news) => cohorts::delivered(cx, news).await,
    }
}

/// What follows, beside everything else, from a message standing: Slack is asked where people find it.
pub fn stands(app: &App, message: &Outgoing) {
    if let Outgoing::ChannelPost { question } = message {
        let (away, question) = (app.clone(), *question);
        app.spawn(async move { ask::commons::ask_for_link(&away, question).await });
    }
}

/// What follows, beside everything else, from finding out only by looking that a message stands: for a while people saw
/// it and the bot did not know, so what they answered under it found no place.
pub fn found(app: &App, message: &Outgoing) {
    if let Some(what) = subject(message).as_ref().and_then(Answerable::shown_by) {
        let away = app.clone();
        app.spawn(async move { reply::thread::read_again(&away, what).await });
    }
}

/// What follows from a message never standing in Slack, in the transaction that records it.
pub async fn undelivered(cx: &mut Cx<'_>, message: &Outgoing) -> Result<(), Error> {
    match message {
        Outgoing::Prompt { .. } | Outgoing::Reminder { .. } | Outgoing::LastReminder { .. } => {
            checkin::prompt::undelivered(cx, message).await
        }
        Outgoing::OwedCard { mentor, on, nth } => owed::undelivered(cx, (*mentor, *on, *nth)).await,
        Outgoing::Aside { aside } => aside::undelivered(cx, *aside).await,
        Outgoing::JournalShare { share, .. } => journal::share::undelivered(cx, *share).await,
        Outgoing::Challenge { pair, week } => {
            challenges::given::undelivered(cx, (*pair, *week)).await
        }
        Outgoing::TypedNote { typed, nth, .. } => {
            typed::note::undelivered(cx, (*typed, *nth)).await
        }
        Outgoing::StepAsked { pair, nth, to } => {
            phase::post::undelivered(cx, (*pair, *nth), *to).await
        }
        Outgoing::ChannelPost { question } => ask::commons::undelivered(cx, *question).await,
        Outgoing::CallFile { call, sequence, to, press } => {
            calendar_file::undelivered(cx, *call, (*sequence, *to, *press)).await
        }
        Outgoing::GrowthRecord { pair, press, .. } => {
            ending::alumni::undelivered(cx, (*pair, *press)).await
        }
        Outgoing::RematchHistory { rematch, .. } => {
            rematch::history::undelivered(cx, *rematch).await
        }
        Outgoing::Consent { .. }
        | Outgoing::ConsentAnswered { .. }
        | Outgoing::ProposalSettled { .. }
        | Outgoing::ProposalDropped { .. }
        | Outgoing::Greeting { .. }
        | Outgoing::PromptAnswered { .. }
        | Outgoing::Receipt { .. }
        | Outgoing::ReceiptRefresh { .. }
        | Outgoing::CheckinPost { .. }
        | Outgoing::CheckinPart { .. }
        | Outgoing::EditedSince { .. }
        | Outgoing::CheckinRefresh { .. }
        | Outgoing::Acknowledged { .. }
        | Outgoing::QuestionPost { .. }
        | Outgoing::QuestionReceipt { .. }
        | Outgoing::QuestionReceiptRefresh { .. }
        | Outgoing::QuestionPart { .. }
        | Outgoing::QuestionRefresh { .. }
        | Outgoing::ChannelPart { .. }
        | Outgoing::ChannelRefresh { .. }
        | Outgoing::ChannelLost { .. }
        | Outgoing::PeersSaid { .. }
        | Outgoing::PublishAsked { .. }
        | Outgoing::PublishAnswered { .. }
        | Outgoing::Published { .. }
        | Outgoing::PublishedRefresh { .. }
        | Outgoing::PublishedNote { .. }
        | Outgoing::PublishedNoteRefresh { .. }
        | Outgoing::QuestionSeen { .. }
        | Outgoing::FollowUp { .. }
        | Outgoing::Reopened { .. }
        | Outgoing::OutcomeAsked { .. }
        | Outgoing::OutcomeRefresh { .. }
        | Outgoing::ReplyPost { .. }
        | Outgoing::ReplyPart { .. }
        | Outgoing::ReplyRefresh { .. }
        | Outgoing::DifferencePost { .. }
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
        | Outgoing::Offer { .. }
        | Outgoing::OfferRefresh { .. }
        | Outgoing::OfferJoined { .. }
        | Outgoing::OfficeOpens { .. }
        | Outgoing::OfficeRefresh { .. }
        | Outgoing::OfficeTurn { .. }
        | Outgoing::OfficeUnserved { .. }
        | Outgoing::ChallengeRefresh { .. }
        | Outgoing::WriteUpPost { .. }
        | Outgoing::WriteUpRefresh { .. }
        | Outgoing::CallFileLost { .. }
        | Outgoing::CallAsk { .. }
        | Outgoing::CallAskRefresh { .. }
        | Outgoing::CallNever { .. }
        | Outgoing::CallOff { .. }
        | Outgoing::CallOnLeave { .. }
        | Outgoing::Agenda { .. }
        | Outgoing::AgendaRefresh { .. }
        | Outgoing::CallOffered { .. }
        | Outgoing::CallOfferRefresh { .. }
        | Outgoing::CallTurnedDown { .. }
        | Outgoing::CallLapsed { .. }
        | Outgoing::CallAgreedRefresh { .. }
        | Outgoing::CallAgreed { .. }
        | Outgoing::CallLine { .. }
        | Outgoing::CallLineRefresh { .. }
        | Outgoing::CallAfter { .. }
        | Outgoing::CallAfterRefresh { .. }
        | Outgoing::CallSign { .. }
        | Outgoing::CallSignRefresh { .. }
        | Outgoing::ReviewAsk { .. }
        | Outgoing::ReviewAgain { .. }
        | Outgoing::ReviewAnswered { .. }
        | Outgoing::ReviewResult { .. }
        | Outgoing::GoalsAsked { .. }
        | Outgoing::GoalsDecided { .. }
        | Outgoing::GoalMet { .. }
        | Outgoing::AgreementAsk { .. }
        | Outgoing::AgreementAskRefresh { .. }
        | Outgoing::AgreementReminder { .. }
        | Outgoing::AgreementWaits { .. }
        | Outgoing::AgreementProposed { .. }
        | Outgoing::AgreementProposedRefresh { .. }
        | Outgoing::AgreementSigned { .. }
        | Outgoing::FirstWeek { .. }
        | Outgoing::FirstWeekRefresh { .. }
        | Outgoing::Tip { .. }
        | Outgoing::JournalShareRefresh { .. }
        | Outgoing::RematchReceipt { .. }
        | Outgoing::RematchAsked { .. }
        | Outgoing::RematchAskedRefresh { .. }
        | Outgoing::RematchSuggested { .. }
        | Outgoing::RematchSuggestedRefresh { .. }
        | Outgoing::RematchSettled { .. }
        | Outgoing::RematchClosed { .. }
        | Outgoing::RematchBrought { .. }
        | Outgoing::RematchHistoryLost { .. }
        | Outgoing::Ended { .. }
        | Outgoing::EndedRefresh { .. }
        | Outgoing::EndedToLead { .. }
        | Outgoing::StepWished { .. }
        | Outgoing::StepRefresh { .. }
        | Outgoing::StepSettled { .. }
        | Outgoing::GrowthRecordLost { .. }
        | Outgoing::MentorAsked { .. }
        | Outgoing::MentorAnswered { .. }
        | Outgoing::MentorToLead { .. }
        | Outgoing::Card { .. } => Ok(()),
        Outgoing::Cohort(news) => cohorts::undelivered(cx, news).await,
    }
}
