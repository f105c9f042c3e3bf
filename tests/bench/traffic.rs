//! Two ways to send requests: on a schedule that nothing can hold up, and as fast as they are answered.

use std::{sync::Arc, thread, time::Duration};

use http_body_util::{BodyExt, Collected, Full};
use hyper::body::Bytes;
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use tokio::{sync::mpsc, task::JoinSet};

use crate::{
    RealTime,
    figures::Times,
    requests::{Post, Requests},
};

/// Requests a second on the schedule.
pub(crate) const RATE: u32 = 200;

/// What became of the requests.
#[derive(Debug, Default)]
pub(crate) struct Outcomes {
    /// From the instant a request was due to leave, or left when there was no schedule, to the end of its answer.
    pub(crate) latency: Times,
    /// How late the generator itself was with a request.
    pub(crate) lateness: Times,
    /// Answers that were not an empty 200, and requests without an answer.
    pub(crate) errors: usize,
    /// How long it all took.
    pub(crate) span: Duration,
}

impl Outcomes {
    fn add(&mut self, outcome: (Duration, Answer)) {
        match outcome {
            (latency, Answer::Empty) => self.latency.add(latency),
            (_, Answer::Wrong) => self.errors += 1,
        }
    }
}

/// What came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// A 200 without a body: Slack closes the form, or waits for the modal.
    Empty,
    /// Anything else: another status, a refusal in words, a broken connection.
    Wrong,
}

type Wire = Client<HttpConnector, Full<Bytes>>;

fn wire() -> Wire {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    Client::builder(TokioExecutor::new()).build(connector)
}

async fn ask(wire: &Wire, post: Post) -> Answer {
    let Ok(answer) = wire.request(post).await else { return Answer::Wrong };
    let is_ok = answer.status().as_u16() == 200;
    let body = answer.into_body().collect().await.map(Collected::to_bytes);
    match body {
        Ok(body) if is_ok && body.is_empty() => Answer::Empty,
        Ok(_) | Err(_) => Answer::Wrong,
    }
}

/// Sends [`RATE`] requests a second for so long, each at its own instant, whether or not others have been answered.
///
/// The schedule is kept by a thread of its own, because a timer of the runtime is a millisecond late by design.
pub(crate) async fn on_schedule(
    requests: &Arc<Requests>,
    span: Duration,
    time: &RealTime,
) -> Outcomes {
    let count = RATE * u32::try_from(span.as_millis()).unwrap_or(u32::MAX) / 1000;
    let began = time.monotonic();
    let (leave, mut leaving) = mpsc::unbounded_channel();
    let (making, pacing) = (requests.clone(), time.clone());
    thread::spawn(move || {
        for number in 0..count {
            // Made before it is due, so that making it costs no latency; the first tenth of a second is a run-up.
            let post = making.next();
            let due = began + Duration::from_secs(1) * (number + RATE / 10) / RATE;
            wait_until(due, &pacing);
            drop(leave.send((due, post)));
        }
    });
    let (wire, mut outcomes, mut flights) = (wire(), Outcomes::default(), JoinSet::new());
    while let Some((due, post)) = leaving.recv().await {
        outcomes.lateness.add(time.monotonic().saturating_sub(due));
        let (wire, time) = (wire.clone(), time.clone());
        flights.spawn(async move {
            let answer = ask(&wire, post).await;
            (time.monotonic().saturating_sub(due), answer)
        });
    }
    while let Some(flight) = flights.join_next().await {
        outcomes.add(flight.unwrap());
    }
    outcomes.span = time.monotonic() - began;
    outcomes
}

/// Sends requests over so many connections for so long; each sends the next when the last has been answered.
pub(crate) async fn back_to_back(
    requests: &Arc<Requests>,
    (connections, span): (usize, Duration),
    time: &RealTime,
) -> Outcomes {
    let began = time.monotonic();
    let mut askers = JoinSet::new();
    for _ in 0..connections {
        let (requests, time, wire) = (requests.clone(), time.clone(), wire());
        askers.spawn(async move {
            let mut outcomes = Vec::new();
            while time.monotonic() < began + span {
                let post = requests.next();
                let left = time.monotonic();
                let answer = ask(&wire, post).await;
                outcomes.push((time.monotonic() - left, answer));
            }
            outcomes
        });
    }
    let mut outcomes = Outcomes::default();
    while let Some(asker) = askers.join_next().await {
        asker.unwrap().into_iter().for_each(|outcome| outcomes.add(outcome));
    }
    outcomes.span = time.monotonic() - began;
    outcomes
}

/// Waits on this thread, to within some ten microseconds.
fn wait_until(due: Duration, time: &RealTime) {
    loop {
        let left = due.saturating_sub(time.monotonic());
        if left.is_zero() {
            return;
        }
        thread::park_timeout(left);
    }
}
