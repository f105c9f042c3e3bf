//! The lists of everything that can be said later: who renders it, what it shows (`shown`), what follows from it
//! (`outcome`).
//!
//! Each matches the closed list [`Outgoing`] without `_`, so that a new message does not compile until all of them know
//! it. No decision is made here.

use super::{
    Cx, Error, agenda, agreement, aside, ask, attention::card, away, calendar_file, calls,
    challenges, channel, checkin, differently, ending, goals, guide, journal, letter::Verdict,
    meeting, office_hours, owed, pairing, phase, publish, rematch, reply, review, signs, tips,
    typed,
};
use crate::{
    app::App,
    domain::{
        attention::Kind,
        ids::{SlackChannel, SlackTs},
        outgoing::Outgoing,
    },
};

pub mod cohorts;
pub mod outcome;
pub mod shown;

/// Renders something that is to be said, from the state of this moment. What is said unasked can be asked why, and a
/// change of something on a card is a change of the card.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    if let Outgoing::Card { person, .. } = message {
        return card::render(cx, (message, *person)).await;
    }
    match render_alone(cx, message).await? {
        Verdict::Say(letter) if message.unasked().is_some() => {
            Ok(Verdict::Say(card::signed(letter, message)))
        }
        Verdict::Say(letter) => {
            let letter = match still_asks(cx, message).await? {
                Some(asking) => card::signed(letter, &asking),
                None => letter,
            };
            Ok(Verdict::Say(card::in_its_place(cx, letter).await?))
        }
        other @ (Verdict::Bring(_)
        | Verdict::Wait(_)
        | Verdict::ReadFirst
        | Verdict::Drop(_)
        | Verdict::Instead(_)) => Ok(other),
    }
}

/// Renders one thing as its feature says it.
pub async fn render_alone(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::Consent { .. }
        | Outgoing::ConsentAnswered { .. }
        | Outgoing::ProposalSettled { .. }
        | Outgoing::ProposalDropped { .. }
        | Outgoing::Greeting { .. } => pairing::render(cx, message).await,
        Outgoing::Prompt { .. }
        | Outgoing::PromptAnswered { .. }
        | Outgoing::Reminder { .. }
        | Outgoing::LastReminder { .. } => checkin::prompt::render(cx, message).await,
        Outgoing::Receipt { .. }
        | Outgoing::ReceiptRefresh { .. }
        | Outgoing::CheckinPost { .. }
        | Outgoing::CheckinPart { .. }
        | Outgoing::EditedSince { .. }
        | Outgoing::CheckinRefresh { .. } => checkin::post::render(cx, message).await,
        Outgoing::Acknowledged { .. }
        | Outgoing::ReplyPost { .. }
        | Outgoing::ReplyPart { .. }
        | Outgoing::ReplyRefresh { .. } => reply::post::render(cx, message).await,
        Outgoing::QuestionReceipt { .. }
        | Outgoing::QuestionReceiptRefresh { .. }
        | Outgoing::QuestionPost { .. }
        | Outgoing::QuestionPart { .. }
        | Outgoing::QuestionRefresh { .. }
        | Outgoing::PeersSaid { .. }
        | Outgoing::QuestionSeen { .. } => ask::post::render(cx, message).await,
        Outgoing::ChannelPost { .. }
        | Outgoing::ChannelPart { .. }
        | Outgoing::ChannelRefresh { .. }
        | Outgoing::ChannelLost { .. } => ask::commons::render(cx, message).await,
        Outgoing::PublishAsked { .. }
        | Outgoing::PublishAnswered { .. }
        | Outgoing::Published { .. }
        | Outgoing::PublishedRefresh { .. }
        | Outgoing::PublishedNote { .. }
        | Outgoing::PublishedNoteRefresh { .. } => publish::post::render(cx, message).await,
        Outgoing::FollowUp { .. }
        | Outgoing::Reopened { .. }
        | Outgoing::OutcomeAsked { .. }
        | Outgoing::OutcomeRefresh { .. } => ask::outcome::render(cx, message).await,
        Outgoing::DifferencePost { .. } | Outgoing::DifferenceRefresh { .. } => {
            differently::render(cx, message).await
        }
        Outgoing::OwedCard { .. } | Outgoing::OwedCardRefresh { .. } => {
            owed::render(cx, message).await
        }
        Outgoing::AboutLeave { .. } | Outgoing::WelcomeBack { .. } => {
            away::notices::render(cx, message).await
        }
        Outgoing::MissedToMentor { .. } | Outgoing::MissedToLead { .. } => {
            checkin::missed::render(cx, message).await
        }
        Outgoing::SignToMentor { .. } | Outgoing::SlowToLead { .. } => {
            signs::render(cx, message).await
        }
        Outgoing::Aside { .. } | Outgoing::AsideReceipt { .. } | Outgoing::AsideLost { .. } => {
            aside::render(cx, message).await
        }
        Outgoing::Introduction { .. }
        | Outgoing::Offer { .. }
        | Outgoing::OfferRefresh { .. }
        | Outgoing::OfferJoined { .. } => typed::offer::render(cx, message).await,
        Outgoing::TypedNote { typed, nth, to } => {
            typed::note::render(cx, (*typed, *nth, *to)).await
        }
        Outgoing::OfficeOpens { .. }
        | Outgoing::OfficeRefresh { .. }
        | Outgoing::OfficeTurn { .. }
        | Outgoing::OfficeUnserved { .. } => office_hours::post::render(cx, message).await,
        Outgoing::Challenge { .. } | Outgoing::ChallengeRefresh { .. } => {
            challenges::given::render(cx, message).await
        }
        Outgoing::WriteUpPost { .. } | Outgoing::WriteUpRefresh { .. } => {
            challenges::write_up::render(cx, message).await
        }
        Outgoing::CallFile { call, sequence, to, press } => {
            calendar_file::bring(cx, *call, (*sequence, *to, *press)).await
        }
        Outgoing::CallFileLost { call, sequence, to, .. } => {
            calendar_file::lost(cx, *call, (*sequence, *to)).await
        }
        Outgoing::Agenda { .. } | Outgoing::AgendaRefresh { .. } => {
            agenda::post::render(cx, message).await
        }
        Outgoing::CallAsk { .. }
        | Outgoing::CallAskRefresh { .. }
        | Outgoing::CallNever { .. }
        | Outgoing::CallOff { .. }
        | Outgoing::CallOnLeave { .. }
        | Outgoing::CallOffered { .. }
        | Outgoing::CallOfferRefresh { .. }
        | Outgoing::CallTurnedDown { .. }
        | Outgoing::CallLapsed { .. }
        | Outgoing::CallAgreedRefresh { .. }
        | Outgoing::CallAgreed { .. } => calls::post::render(cx, message).await,
        Outgoing::CallLine { .. }
        | Outgoing::CallLineRefresh { .. }
        | Outgoing::CallAfter { .. }
        | Outgoing::CallAfterRefresh { .. } => meeting::post::render(cx, message).await,
        Outgoing::CallSign { .. } | Outgoing::CallSignRefresh { .. } => {
            meeting::signs::render(cx, message).await
        }
        Outgoing::ReviewAsk { .. }
        | Outgoing::ReviewAgain { .. }
        | Outgoing::ReviewAnswered { .. } => review::ask::render(cx, message).await,
        Outgoing::ReviewResult { review, to } => review::result::render(cx, (*review, *to)).await,
        Outgoing::GoalsAsked { .. } | Outgoing::GoalsDecided { .. } | Outgoing::GoalMet { .. } => {
            goals::post::render(cx, message).await
        }
        Outgoing::AgreementAsk { .. }
        | Outgoing::AgreementAskRefresh { .. }
        | Outgoing::AgreementReminder { .. }
        | Outgoing::AgreementWaits { .. } => agreement::ask::render(cx, message).await,
        Outgoing::AgreementProposed { .. }
        | Outgoing::AgreementProposedRefresh { .. }
        | Outgoing::AgreementSigned { .. } => agreement::post::render(cx, message).await,
        Outgoing::FirstWeek { .. } | Outgoing::FirstWeekRefresh { .. } => {
            guide::first_week::render(cx, message).await
        }
        Outgoing::Tip { to, side, number } => tips::render(cx, *to, (*side, *number)).await,
        Outgoing::JournalShare { .. } | Outgoing::JournalShareRefresh { .. } => {
            journal::share::render(cx, message).await
        }
        Outgoing::RematchReceipt { .. }
        | Outgoing::RematchAsked { .. }
        | Outgoing::RematchAskedRefresh { .. }
        | Outgoing::RematchClosed { .. } => rematch::asked::render(cx, message).await,
        Outgoing::RematchSuggested { .. }
        | Outgoing::RematchSuggestedRefresh { .. }
        | Outgoing::RematchSettled { .. } => rematch::post::render(cx, message).await,
        Outgoing::RematchBrought { rematch, to } => {
            rematch::travel::render(cx, *rematch, *to).await
        }
        Outgoing::RematchHistory { rematch, to } => {
            rematch::history::bring(cx, *rematch, *to).await
        }
        Outgoing::RematchHistoryLost { rematch } => rematch::history::lost(cx, *rematch).await,
        Outgoing::StepAsked { .. }
        | Outgoing::StepWished { .. }
        | Outgoing::StepRefresh { .. }
        | Outgoing::StepSettled { .. } => phase::post::render(cx, message).await,
        Outgoing::GrowthRecord { .. }
        | Outgoing::GrowthRecordLost { .. }
        | Outgoing::MentorAsked { .. }
        | Outgoing::MentorAnswered { .. }
        | Outgoing::MentorToLead { .. } => ending::alumni::render(cx, message).await,
        Outgoing::Ended { .. } | Outgoing::EndedRefresh { .. } | Outgoing::EndedToLead { .. } => {
            ending::post::render(cx, message).await
        }
        Outgoing::Cohort(news) => cohorts::render(cx, news).await,
        Outgoing::Card { .. } => Ok(Verdict::Drop("a card on a card")),
    }
}

/// Which rule an unasked message comes from, with its facts, in one sentence.
pub async fn why(cx: &mut Cx<'_>, kind: Kind, message: &Outgoing) -> Result<String, Error> {
    match kind {
        Kind::Prompt | Kind::Reminder => checkin::prompt::why(cx, message).await,
        Kind::Partner | Kind::Back => away::notices::why(cx, message).await,
        Kind::Missed => checkin::missed::why(message),
        Kind::Owed => Ok(owed::views::why()),
        Kind::Publish => Ok(publish::views::why()),
        Kind::Sign => signs::why(message),
        Kind::Challenge => challenges::given::why(cx, message).await,
        Kind::Call => calls::post::why(cx, message).await,
        Kind::Start => match message {
            Outgoing::FirstWeek { .. } => Ok(guide::views::first_week::why()),
            _ => agreement::ask::why(message),
        },
        Kind::Goals => goals::post::why(message),
        Kind::Review => review::ask::why(cx, message).await,
        Kind::Tip => tips::why(message),
        Kind::Step if matches!(message, Outgoing::MentorAsked { .. }) => {
            Ok(ending::views::graduation::why())
        }
        Kind::Step => Ok(phase::views::why()),
        Kind::Cohort => Ok(cohorts::why(message)),
    }
}

/// The change that shows what an unasked message, standing here, has become.
pub fn became(
    kind: Kind,
    message: &Outgoing,
    place: (&SlackChannel, &SlackTs),
) -> Option<Outgoing> {
    match kind {
        Kind::Prompt | Kind::Reminder => checkin::prompt::became(message, place),
        // It says how things stood, and stays.
        Kind::Partner | Kind::Back | Kind::Missed | Kind::Sign | Kind::Goals | Kind::Tip => None,
        Kind::Start => {
            guide::first_week::became(message).or_else(|| agreement::ask::became(message))
        }
        Kind::Review => review::ask::became(message, place),
        Kind::Step => ending::alumni::became(message).or_else(|| phase::post::became(message)),
        Kind::Owed => owed::became(message),
        Kind::Call => calls::post::became_of(message),
        Kind::Publish => publish::post::became(message),
        Kind::Challenge => challenges::given::became(message),
        Kind::Cohort => cohorts::became(message),
    }
}

/// The unasked message that a change belongs to, if something in it still waits for its reader once it is changed.
pub async fn still_asks(cx: &mut Cx<'_>, change: &Outgoing) -> Result<Option<Outgoing>, Error> {
    if let Some(asking) = owed::still_asks(cx, change).await? {
        return Ok(Some(asking));
    }
    if let Some(asking) = agreement::ask::still_asks(cx, change).await? {
        return Ok(Some(asking));
    }
    if let Some(asking) = guide::first_week::still_asks(cx, change).await? {
        return Ok(Some(asking));
    }
    if let Some(asking) = review::ask::still_asks(cx, change).await? {
        return Ok(Some(asking));
    }
    if let Some(asking) = phase::post::still_asks(cx, change).await? {
        return Ok(Some(asking));
    }
    if let Some(asking) = cohorts::still_asks(cx, change).await? {
        return Ok(Some(asking));
    }
    challenges::given::still_asks(cx, change).await
}

/// Reads what a message is about before it is sent, and lets it go on its way.
pub async fn read_first(app: &App, message: &Outgoing) -> Result<(), Error> {
    if let Outgoing::OwedCard { mentor, on, nth } = message {
        let key = (*mentor, *on, *nth);
        for what in owed::to_read(app, key).await? {
            reply::thread::read_again(app, what).await;
        }
        return owed::read(app, key).await;
    }
    match place(app, message).await? {
        Some(there) => channel::look(app, &there, message).await,
        None => Ok(()),
    }
}

/// Lets a message go on its way as if what it is about had been read first, and there was nothing new: where nobody can
/// be asked.
pub async fn take_as_read(app: &App, message: &Outgoing) -> Result<(), Error> {
    if let Outgoing::OwedCard { mentor, on, nth } = message {
        return owed::read(app, (*mentor, *on, *nth)).await;
    }
    match place(app, message).await? {
        Some(there) => channel::take_as_seen(app, &there, message).await,
        None => Ok(()),
    }
}

/// The channel that a message is posted in, which can change without a word.
async fn place(app: &App, message: &Outgoing) -> Result<Option<SlackChannel>, Error> {
    let mut tx = app.db.read().await?;
    let mut cx = Cx::new(&mut tx, app.clock.now(), (&app.config, &app.zones));
    if let Outgoing::ChannelPost { question } = message {
        ask::commons::place(&mut cx, *question).await
    } else if let Outgoing::Published { publication } = message {
        publish::post::place(&mut cx, *publication).await
    } else if let Outgoing::OfficeOpens { session } = message {
        office_hours::post::place(&mut cx, *session).await
    } else if let Outgoing::Cohort(news) = message {
        cohorts::place(&mut cx, news).await
    } else {
        Ok(None)
    }
}
