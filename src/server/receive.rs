//! What becomes of a request that came to one of Slack's paths.
//!
//! Once a request is proved to be Slack's, it is answered with 200 whatever happens: the status only says "received",
//! and a failure is told to the person in words. The work runs on the tracker of the [`App`], so that a connection that
//! breaks off does not take it along. Of what cannot be understood the log gets the kind, never the content.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{
    Door,
    seats::Seat,
    signed::{self, Proven},
    views,
};
use crate::{
    app::App,
    slack::{
        answer::Answer,
        blocks::Message,
        inbound::{self, Inbound, NotUnderstood},
    },
    telemetry::field,
};

/// Longer words are no kind of Slack's.
const LONGEST_KIND: usize = 64;

/// What every handler works with.
#[derive(Clone)]
pub(super) struct Desk {
    /// The bot.
    pub(super) app: App,
    /// The door's own settings.
    pub(super) door: Door,
}

/// Which path a request came to.
#[derive(Debug, Clone, Copy)]
enum Route {
    Events,
    Command,
    Interaction,
    Any,
}

impl Route {
    fn word(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Command => "commands",
            Self::Interaction => "interactivity",
            Self::Any => "any",
        }
    }

    /// The one place that knows how the parsers are called.
    fn parse(self, headers: &HeaderMap, body: &[u8]) -> Result<Inbound, NotUnderstood> {
        let content_type = || headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        match self {
            Self::Events => inbound::from_events(body),
            Self::Command => inbound::from_command(body),
            Self::Interaction => inbound::from_interaction(body),
            Self::Any => inbound::from_any(content_type(), body),
        }
    }
}

/// `POST /slack/events`.
pub(super) async fn events(State(desk): State<Desk>, request: Request) -> Response {
    receive(desk, Route::Events, request).await
}

/// `POST /slack/commands`.
pub(super) async fn command(State(desk): State<Desk>, request: Request) -> Response {
    receive(desk, Route::Command, request).await
}

/// `POST /slack/interactivity`.
pub(super) async fn interaction(State(desk): State<Desk>, request: Request) -> Response {
    receive(desk, Route::Interaction, request).await
}

/// `POST /slack`: whichever of the three it is.
pub(super) async fn any(State(desk): State<Desk>, request: Request) -> Response {
    receive(desk, Route::Any, request).await
}

async fn receive(desk: Desk, route: Route, request: Request) -> Response {
    let now = desk.app.clock.now();
    let (head, body) = request.into_parts();
    let secrets = &desk.app.config.signing_secrets;
    let body = match signed::prove((&head, body), secrets, now, &desk.door.limits).await {
        Ok(Proven::Signed(body)) => body,
        Ok(Proven::SslCheck) => return StatusCode::OK.into_response(),
        Err(status) => return turn_away(status),
    };
    // From here on the connection keeps its seat, however many strangers are waiting.
    let _work = head.extensions.get::<Arc<Seat>>().and_then(Seat::work);
    match route.parse(&head.headers, &body) {
        Ok(inbound) => say(desk.answer(route, inbound).await),
        Err(problem) => {
            let route = route.word();
            tracing::warn!({ field::ROUTE } = route, { field::REASON } = %problem, "a signed request was not understood");
            StatusCode::OK.into_response()
        }
    }
}

/// An empty answer after which the connection closes: its body was not read to the end.
fn turn_away(status: StatusCode) -> Response {
    (status, [(header::CONNECTION, "close")]).into_response()
}

fn say(answer: Answer) -> Response {
    match answer.to_json() {
        Some(body) => {
            ([(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
        }
        None => StatusCode::OK.into_response(),
    }
}

impl Desk {
    async fn answer(&self, route: Route, inbound: Inbound) -> Answer {
        match inbound {
            Inbound::Challenge(challenge) => Answer::Challenge(challenge),
            Inbound::SslCheck => Answer::Nothing,
            Inbound::Unknown(kind) => {
                let (route, kind) = (route.word(), word(&kind));
                tracing::info!({ field::ROUTE } = route, { field::KIND } = kind, "an unknown kind");
                Answer::Nothing
            }
            inbound @ (Inbound::Command(_)
            | Inbound::Click(_)
            | Inbound::Shortcut(_)
            | Inbound::Submit(_)
            | Inbound::Close(_)
            | Inbound::HomeOpened(_)
            | Inbound::Message(_)
            | Inbound::PersonChanged(_)
            | Inbound::ChannelChanged(_)
            | Inbound::Removed(_)) => self.dispatch(route, inbound).await,
        }
    }

    /// Has the work done on the tracker and waits for it as long as Slack can be kept waiting.
    async fn dispatch(&self, route: Route, inbound: Inbound) -> Answer {
        let excuse = Excuse::to(&inbound);
        let work = self.app.tasks.spawn((self.door.dispatch)(self.app.clone(), inbound));
        match tokio::time::timeout(self.door.limits.answer, work).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_panicked)) => {
                tracing::error!({ field::ROUTE } = route.word(), "the work on a request broke off");
                excuse.say(views::broke_off, views::not_saved)
            }
            Err(_elapsed) => {
                tracing::warn!(
                    { field::ROUTE } = route.word(),
                    "Slack was answered before the work was done"
                );
                excuse.say(views::still_working, views::still_saving)
            }
        }
    }
}

/// Where a sentence can be shown when there is no answer from the work itself.
enum Excuse {
    /// To whoever typed the command.
    Ephemeral,
    /// Under this field of the form, which keeps the form and its text on the screen. Slack allows it under inputs only,
    /// and only inputs have a value to be submitted.
    Under(String),
    /// Nowhere: nobody looks at the answer, or the form held nothing that could be lost.
    Nowhere,
}

impl Excuse {
    fn to(inbound: &Inbound) -> Self {
        match inbound {
            Inbound::Command(_) => Self::Ephemeral,
            Inbound::Submit(submit) => match submit.view.topmost_field() {
                Some(field) => Self::Under(field.clone()),
                None => Self::Nowhere,
            },
            Inbound::Click(_)
            | Inbound::Shortcut(_)
            | Inbound::Close(_)
            | Inbound::HomeOpened(_)
            | Inbound::Message(_)
            | Inbound::PersonChanged(_)
            | Inbound::ChannelChanged(_)
            | Inbound::Removed(_)
            | Inbound::Challenge(_)
            | Inbound::SslCheck
            | Inbound::Unknown(_) => Self::Nowhere,
        }
    }

    fn say(self, message: fn() -> Message, sentence: fn() -> String) -> Answer {
        match self {
            Self::Ephemeral => Answer::Ephemeral(message()),
            Self::Under(field) => Answer::FieldErrors(BTreeMap::from([(field, sentence())])),
            Self::Nowhere => Answer::Nothing,
        }
    }
}

/// A kind as it may be logged: Slack's kinds are words with underscores and dots, and nothing else gets through.
fn word(kind: &str) -> String {
    kind.chars()
        .filter(|char| char.is_ascii_alphanumeric() || matches!(char, '_' | '.' | '-' | '/'))
        .take(LONGEST_KIND)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_logged_as_a_word() {
        assert_eq!(word("app_rate_limited"), "app_rate_limited");
        assert_eq!(word("x\n\u{1b}[31my z"), "x31myz");
        assert_eq!(word(&"a".repeat(1000)).len(), LONGEST_KIND);
    }
}
