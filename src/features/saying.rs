//! The lists of everything that can be said later: who renders it, what it shows, what follows from it.
//!
//! Each matches the closed list [`Outgoing`] without `_`, so that a new message does not compile until all of them know
//! it. No decision is made here.

use jiff::Timestamp;

use super::{Cx, Error, away, checkin, letter::Verdict, note, pairing, reply, typed};
use crate::{
    app::App,
    domain::{outgoing::Outgoing, post::Subject},
};

/// Renders something that is to be said, from the state of this moment.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
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
        Outgoing::AboutLeave { .. } | Outgoing::WelcomeBack { .. } => {
            away::notices::render(cx, message).await
        }
        Outgoing::MissedToMentor { .. } | Outgoing::MissedToLead { .. } => {
            checkin::missed::render(cx, message).await
        }
        Outgoing::Note { .. } | Outgoing::NoteReceipt { .. } | Outgoing::NoteLost { .. } => {
            note::render(cx, message).await
        }
        Outgoing::Introduction { .. }
        | Outgoing::Offer { .. }
        | Outgoing::OfferRefresh { .. }
        | Outgoing::OfferJoined { .. } => typed::offer::render(cx, message).await,
        Outgoing::TypedNote { typed, nth, to } => {
            typed::note::render(cx, (*typed, *nth, *to)).await
        }
    }
}

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
        Outgoing::ReplyPost { reply, .. } => Some(Subject::Reply(*reply)),
        Outgoing::Offer { typed, .. } => Some(Subject::Offer(*typed)),
        Outgoing::ConsentAnswered { .. }
        | Outgoing::ProposalSettled { .. }
        | Outgoing::ProposalDropped { .. }
        | Outgoing::PromptAnswered { .. }
        | Outgoing::ReceiptRefresh { .. }
        | Outgoing::CheckinPart { .. }
        | Outgoing::EditedSince { .. }
        | Outgoing::CheckinRefresh { .. }
        | Outgoing::Acknowledged { .. }
        | Outgoing::ReplyPart { .. }
        | Outgoing::ReplyRefresh { .. }
        | Outgoing::AboutLeave { .. }
        | Outgoing::WelcomeBack { .. }
        | Outgoing::MissedToMentor { .. }
        | Outgoing::MissedToLead { .. }
        | Outgoing::NoteReceipt { .. }
        | Outgoing::NoteLost { .. }
        | Outgoing::Introduction { .. }
        | Outgoing::OfferRefresh { .. }
        | Outgoing::OfferJoined { .. }
        | Outgoing::TypedNote { .. }
        | Outgoing::Note { .. } => None,
    }
}

/// What follows from a message standing in Slack since `at`, in the transaction that records it.
pub async fn delivered(cx: &mut Cx<'_>, message: &Outgoing, at: Timestamp) -> Result<(), Error> {
    match message {
        Outgoing::Prompt { .. } | Outgoing::Reminder { .. } | Outgoing::LastReminder { .. } => {
            checkin::prompt::delivered(cx, message, at).await
        }
        Outgoing::CheckinPost { checkin, .. } => checkin::post::delivered(cx, *checkin, at).await,
        Outgoing::ReplyPost { reply, to } => reply::post::delivered(cx, (*reply, *to)).await,
        Outgoing::Note { note } => note::delivered(cx, *note).await,
        Outgoing::Offer { typed, .. } => typed::offer::delivered(cx, *typed).await,
        Outgoing::TypedNote { typed, nth, .. } => typed::note::delivered(cx, (*typed, *nth)).await,
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
        | Outgoing::ReplyPart { .. }
        | Outgoing::ReplyRefresh { .. }
        | Outgoing::AboutLeave { .. }
        | Outgoing::WelcomeBack { .. }
        | Outgoing::MissedToMentor { .. }
        | Outgoing::MissedToLead { .. }
        | Outgoing::NoteReceipt { .. }
        | Outgoing::NoteLost { .. }
        | Outgoing::Introduction { .. }
        | Outgoing::OfferRefresh { .. }
        | Outgoing::OfferJoined { .. } => Ok(()),
    }
}

/// What follows, beside everything else, from finding out only by looking that a message stands: for a while people saw
/// it and the bot did not know, so what they answered under it found no place.
pub fn found(app: &App, message: &Outgoing) {
    if let Outgoing::CheckinPost { checkin, .. } = message {
        let (away, checkin) = (app.clone(), *checkin);
        app.spawn(async move { reply::thread::read_again(&away, checkin).await });
    }
}

/// What follows from a message never standing in Slack, in the transaction that records it.
pub async fn undelivered(cx: &mut Cx<'_>, message: &Outgoing) -> Result<(), Error> {
    match message {
        Outgoing::Prompt { .. } | Outgoing::Reminder { .. } | Outgoing::LastReminder { .. } => {
            checkin::prompt::undelivered(cx, message).await
        }
        Outgoing::Note { note } => note::undelivered(cx, *note).await,
        Outgoing::TypedNote { typed, nth, .. } => {
            typed::note::undelivered(cx, (*typed, *nth)).await
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
        | Outgoing::ReplyPost { .. }
        | Outgoing::ReplyPart { .. }
        | Outgoing::ReplyRefresh { .. }
        | Outgoing::AboutLeave { .. }
        | Outgoing::WelcomeBack { .. }
        | Outgoing::MissedToMentor { .. }
        | Outgoing::MissedToLead { .. }
        | Outgoing::NoteReceipt { .. }
        | Outgoing::NoteLost { .. }
        | Outgoing::Introduction { .. }
        | Outgoing::Offer { .. }
        | Outgoing::OfferRefresh { .. }
        | Outgoing::OfferJoined { .. } => Ok(()),
    }
}
