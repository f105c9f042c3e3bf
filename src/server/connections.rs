//! Accepts connections and holds each to its limits.
//!
//! `axum::serve` installs no timer, so a half-sent head would stay open for ever; hence a loop of our own. HTTP/1 only:
//! Slack and every proxy speak it, and what is not there needs no defence.

use std::{sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::Request};
use hyper::{
    body::Incoming,
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{
    Limits,
    seats::{Seat, Seats},
};
use crate::telemetry::field;

/// How long to wait when the system has no socket to give, which passes when others close theirs.
const BREATH: Duration = Duration::from_millis(50);

/// Accepts until `shutdown`, then waits until the open connections have ended, for which each has `limits.drain`.
pub(super) async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    shutdown: CancellationToken,
) {
    let seats = Seats::new(limits.connections);
    let open = TaskTracker::new();
    while let Some((stream, seat)) = next(&listener, &seats, &shutdown).await {
        open.spawn(hold(
            stream,
            seat,
            Room { router: router.clone(), limits: limits.clone(), shutdown: shutdown.clone() },
        ));
    }
    drop(listener);
    open.close();
    open.wait().await;
}

/// The next connection with a seat for it; `None` at shutdown.
async fn next(
    listener: &TcpListener,
    seats: &Seats,
    shutdown: &CancellationToken,
) -> Option<(TcpStream, Seat)> {
    loop {
        let accepted = tokio::select! {
            biased;
            () = shutdown.cancelled() => return None,
            accepted = listener.accept() => accepted,
        };
        let Ok((stream, _)) = accepted else {
            tracing::warn!({ field::REASON } = "accept", "a connection was not accepted");
            tokio::time::sleep(BREATH).await;
            continue;
        };
        return tokio::select! {
            biased;
            () = shutdown.cancelled() => None,
            seat = seats.take() => Some((stream, seat)),
        };
    }
}

/// What a connection is served with.
struct Room {
    router: Router,
    limits: Limits,
    shutdown: CancellationToken,
}

/// Serves one connection until it ends, loses its seat, or the server stops.
async fn hold(stream: TcpStream, seat: Seat, room: Room) {
    let seat = Arc::new(seat);
    let service = TowerToHyperService::new(room.router);
    let handler = service_fn(|mut request: Request<Incoming>| {
        request.extensions_mut().insert(seat.clone());
        service.call(request.map(Body::new))
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(room.limits.head)
        .serve_connection(TokioIo::new(stream), handler);
    let mut connection = std::pin::pin!(connection);
    // A peer that breaks off or sends nonsense is its own business: hyper's error is not worth a line in the log.
    tokio::select! {
        _ended = connection.as_mut() => {}
        () = seat.taken_away() => {}
        () = room.shutdown.cancelled() => {
            connection.as_mut().graceful_shutdown();
            drop(tokio::time::timeout(room.limits.drain, connection).await);
        }
    }
}
