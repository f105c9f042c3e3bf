//! How an act is answered in the place where whoever acted looks: what it shows, why it did not happen, that it broke.
//!
//! All of it is tracked work beside the acknowledgement, and none of it is tried again: they are there and can act once
//! more. What came of the act itself is decided before.

use std::collections::BTreeMap;

use crate::{
    app::App,
    domain::ids::{SlackChannel, SlackUser},
    features::{Reaction, RefreshHome, Show, help, home, preview, typed},
    previews::Order,
    slack::{
        action::Form,
        answer::Answer,
        blocks::{Message, input::AFRESH},
        client::{Slack, outcome::Outcome},
        inbound::{Conversation, Inbound, MessageChange},
    },
    telemetry::field,
};

/// How something can be shown to whoever acted.
pub(super) struct Back {
    /// What came in, as the log names it.
    pub(super) kind: &'static str,
    user: Option<SlackUser>,
    trigger: String,
    /// The modal it came from: its id and hash.
    modal: Option<(String, String)>,
    /// The topmost field of the submitted form, under which a sentence can stand.
    first_field: Option<String>,
    response_url: String,
    /// The person's own conversation with the bot, if they typed there.
    typed_in: Option<SlackChannel>,
}

impl Back {
    /// Where whoever did this looks.
    pub(super) fn of(inbound: &Inbound) -> Self {
        let nowhere = Self {
            kind: "event",
            user: None,
            trigger: String::new(),
            modal: None,
            first_field: None,
            response_url: String::new(),
            typed_in: None,
        };
        match inbound {
            Inbound::Command(it) => Self {
                kind: "command",
                user: Some(it.user.clone()),
                trigger: it.trigger.clone(),
                response_url: it.response_url.clone(),
                ..nowhere
            },
            Inbound::Click(it) => Self {
                kind: "click",
                user: Some(it.user.clone()),
                trigger: it.trigger.clone(),
                // App Home is a view too, but no modal: nothing can be put in its place by id.
                modal: it
                    .view
                    .as_ref()
                    .filter(|view| Form::read(&view.callback_id).is_some())
                    .map(|view| (view.id.clone(), view.hash.clone())),
                response_url: it.response_url.clone(),
                ..nowhere
            },
            Inbound::Shortcut(it) => Self {
                kind: "shortcut",
                user: Some(it.user.clone()),
                trigger: it.trigger.clone(),
                response_url: it.response_url.clone(),
                ..nowhere
            },
            Inbound::Submit(it) => Self {
                kind: "submission",
                user: Some(it.user.clone()),
                trigger: it.trigger.clone(),
                first_field: it.view.topmost_field().cloned(),
                ..nowhere
            },
            Inbound::HomeOpened(it) => Self { user: Some(it.user.clone()), ..nowhere },
            Inbound::Message(it) => {
                let is_typed =
                    it.place == Conversation::Direct && it.change != MessageChange::Deleted;
                let typed_in = is_typed.then(|| it.channel.clone());
                Self { user: it.said.author.clone(), typed_in, ..nowhere }
            }
            Inbound::Close(_)
            | Inbound::PersonChanged(_)
            | Inbound::ChannelChanged(_)
            | Inbound::Removed(_)
            | Inbound::Challenge(_)
            | Inbound::SslCheck
            | Inbound::Unknown(_) => nowhere,
        }
    }
}

/// Sentences under fields, as these are called in the form that was sent.
pub(super) fn under_fields(back: &Back, fields: Vec<(String, String)>) -> Answer {
    let shown = back.first_field.as_deref().and_then(|field| field.split_once(AFRESH));
    let called = |name: String| match shown {
        Some((_, nth)) => format!("{name}{AFRESH}{nth}"),
        None => name,
    };
    Answer::FieldErrors(fields.into_iter().map(|(name, words)| (called(name), words)).collect())
}

/// Shows what there is to show, beside the acknowledgement.
pub(super) fn follow(app: &App, back: &Back, reaction: Reaction) -> Answer {
    if let Some(show) = reaction.show {
        let (slack, trigger, modal) = (app.slack.clone(), back.trigger.clone(), back.modal.clone());
        let response_url = back.response_url.clone();
        let (previews, user) = (app.previews.clone(), back.user.clone());
        app.spawn(async move {
            let anew = modal.is_none();
            let wanted = match &show {
                Show::WorkOut(_, wanted) => Some(*wanted),
                Show::Open(_) | Show::Replace(_) | Show::Tell(_) => None,
            };
            let outcome = match (show, modal) {
                (Show::Tell(message), _) => return tell(&slack, &response_url, &message).await,
                (Show::Replace(view) | Show::WorkOut(view, _), Some((id, hash))) => {
                    slack.update_view(&id, Some(&hash), &view).await
                }
                (Show::Open(view), Some(_)) => slack.push_view(&trigger, &view).await,
                (Show::Open(view) | Show::Replace(view) | Show::WorkOut(view, _), None) => {
                    slack.open_view(&trigger, &view).await
                }
            };
            warn_unless_done("view", &outcome);
            if let (Outcome::Done(opened), Some(wanted), Some(user)) = (&outcome, wanted, user) {
                let view = opened.view_id.clone();
                if !previews.ask(Order { user, view, wanted, anew }) {
                    let busy = preview::views::busy().into();
                    warn_unless_done(
                        "view",
                        &slack.update_view(&opened.view_id, None, &busy).await,
                    );
                }
            }
            // Whoever pressed waits for something to happen; a press in a modal has no such address.
            if !matches!(outcome, Outcome::Done(_)) && !response_url.is_empty() {
                let sorry = help::views::notice(&help::views::not_shown());
                warn_unless_done("refusal", &slack.respond(&response_url, &sorry).await);
            }
        });
    }
    if let (RefreshHome::Yes, Some(user)) = (reaction.refresh_home, &back.user) {
        home::publish(app, user.clone());
    }
    reaction.answer
}

/// Says something to whoever acted, at the address of their act. Where its charts are not shown, whatever the reason, it is
/// said again without them: somebody waits for the figures, and twice is better than not at all.
async fn tell(slack: &Slack, response_url: &str, message: &Message) {
    let outcome = slack.respond(response_url, message).await;
    if matches!(outcome, Outcome::Done(_)) {
        return;
    }
    warn_unless_done("chart", &outcome);
    let plain = slack.respond(response_url, &message.without_charts()).await;
    warn_unless_done("answer", &plain);
}

/// Tells whoever acted that something broke. What was typed to the bot has no form around it, and stands where it is.
pub(super) fn sorry(app: &App, back: &Back) -> Answer {
    let (Some(channel), Some(user)) = (&back.typed_in, &back.user) else {
        return refuse(app, back, help::views::not_saved());
    };
    let (slack, channel, user) = (app.slack.clone(), channel.clone(), user.clone());
    app.spawn(async move {
        let sorry = help::views::notice(&typed::views::not_taken());
        warn_unless_done("refusal", &slack.post_ephemeral(&channel, &user, &sorry).await);
    });
    Answer::Nothing
}

/// Tells whoever acted for a pair of theirs that it has ended. A form stays open, with what was typed into it.
pub(super) fn over(app: &App, back: &Back, other: &SlackUser) -> Answer {
    let sentence = match back.first_field {
        Some(_) => help::views::over_in_a_form(),
        None => help::views::over(other),
    };
    refuse(app, back, sentence)
}

/// Tells whoever acted why it did not happen, in the place where they look.
pub(super) fn refuse(app: &App, back: &Back, sentence: String) -> Answer {
    match (back.kind, &back.first_field) {
        ("command", _) => return Answer::Ephemeral(help::views::notice(&sentence)),
        // A message can stand in a thread, where nobody would see an answer in the conversation.
        ("shortcut", _) => {
            return follow(app, back, Reaction::open(help::views::notice_modal(&sentence)));
        }
        ("submission", Some(field)) => {
            return Answer::FieldErrors(BTreeMap::from([(field.clone(), sentence)]));
        }
        ("submission", None) => {
            return Answer::Replace(help::views::notice_modal(&sentence).into());
        }
        _ => {}
    }
    if back.user.is_some() {
        let (slack, url, trigger) =
            (app.slack.clone(), back.response_url.clone(), back.trigger.clone());
        let pushed = back.modal.is_some();
        app.spawn(async move {
            let message: Message = help::views::notice(&sentence);
            let view = help::views::notice_modal(&sentence).into();
            match (url.is_empty(), pushed) {
                (false, _) => warn_unless_done("refusal", &slack.respond(&url, &message).await),
                (true, true) => {
                    warn_unless_done("refusal", &slack.push_view(&trigger, &view).await)
                }
                (true, false) => {
                    warn_unless_done("refusal", &slack.open_view(&trigger, &view).await)
                }
            }
        });
    }
    Answer::Nothing
}

fn warn_unless_done<T>(what: &'static str, outcome: &Outcome<T>) {
    match outcome {
        Outcome::Done(_) => {}
        Outcome::Refused(refusal) => {
            tracing::warn!(
                { field::KIND } = what,
                { field::REASON } = refusal.code(),
                "Slack did not show it"
            );
        }
        Outcome::RetryAfter(_) | Outcome::NotSent(_) | Outcome::Unknown(_) => {
            tracing::warn!(
                { field::KIND } = what,
                { field::REASON } = outcome.kind(),
                "Slack did not show it"
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::slack::inbound::{Submit, ViewState};

    #[test]
    fn a_sentence_stands_under_its_field_however_often_the_form_was_shown() {
        for (first, called) in [("words", "why"), ("words@2", "why@2")] {
            let view = ViewState {
                id: "V1".to_owned(),
                callback_id: "call_notes".to_owned(),
                hash: String::new(),
                private_metadata: "5+2".to_owned(),
                first_input: Some(first.to_owned()),
                fields: BTreeMap::new(),
            };
            let submit = Submit { user: "U1".into(), view, trigger: String::new() };
            let back = Back::of(&Inbound::Submit(submit));
            let answer = under_fields(&back, vec![("why".to_owned(), "Too long.".to_owned())]);
            let expected = [(called.to_owned(), "Too long.".to_owned())];
            assert_eq!(answer, Answer::FieldErrors(expected.into_iter().collect()));
        }
    }
}
