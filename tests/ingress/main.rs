//! The door from outside: what it turns away, what it lets in, and what it does for those it let in.
//!
//! Everything here goes through the real accept loop on a loopback port. What a command means is not tested here.

mod bot;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use bot::{
    ALL, Bot, CHECKIN, COMMANDS, EVENTS, INTERACTIVITY, OTHER_SECRET, Reply, Request, SECRET,
    dispatch,
};
use tokio::sync::Notify;
use trellis::{
    server::Limits,
    slack::{answer::Answer, inbound::Inbound},
};

const MEBIBYTE: usize = 1024 * 1024;
const TIMESTAMP: &str = "x-slack-request-timestamp";
const SIGNATURE: &str = "x-slack-signature";

#[tokio::test]
async fn a_signature_that_is_not_slacks_gets_an_empty_401() {
    let mut bot = Bot::start().await;
    let good = || Request::signed(COMMANDS, CHECKIN);
    let signature = good().headers[2].1.clone();
    let attempts = [
        ("no headers", good().without(TIMESTAMP).without(SIGNATURE)),
        ("no timestamp", good().without(TIMESTAMP)),
        ("no signature", good().without(SIGNATURE)),
        ("empty signature", good().but(SIGNATURE, "")),
        ("forged signature", good().but(SIGNATURE, format!("v0={}", "0".repeat(64)))),
        ("cut signature", good().but(SIGNATURE, &signature[..66])),
        ("longer signature", good().but(SIGNATURE, format!("{signature}00"))),
        ("another version", good().but(SIGNATURE, signature.replace("v0=", "v1="))),
        ("no version", good().but(SIGNATURE, &signature[3..])),
        ("two signatures", good().and(SIGNATURE, signature.clone())),
        (
            "a forged one first",
            Request {
                headers: [vec![(SIGNATURE, format!("v0={}", "0".repeat(64)))], good().headers]
                    .concat(),
                ..good()
            },
        ),
        ("two timestamps", good().and(TIMESTAMP, good().headers[1].1.clone())),
        ("a timestamp in words", good().but(TIMESTAMP, "now")),
        ("a timestamp with a sign", good().but(TIMESTAMP, format!("+{}", good().headers[1].1))),
        (
            "another timestamp",
            good().but(
                TIMESTAMP,
                Request::signed_as(COMMANDS, CHECKIN, (SECRET, 1)).headers[1].1.clone(),
            ),
        ),
        ("expired", Request::signed_as(COMMANDS, CHECKIN, (SECRET, -301))),
        ("from the future", Request::signed_as(COMMANDS, CHECKIN, (SECRET, 301))),
        ("another secret", Request::signed_as(COMMANDS, CHECKIN, (OTHER_SECRET, 0))),
        ("an empty secret", Request::signed_as(COMMANDS, CHECKIN, ("", 0))),
        ("another body", Request { body: CHECKIN.replace("U111", "U222").into(), ..good() }),
        ("no body", Request { body: Vec::new(), ..good() }),
    ];
    for (name, attempt) in attempts {
        for path in [EVENTS, COMMANDS, INTERACTIVITY, ALL] {
            let attempt = Request { path, ..attempt.clone() };
            assert_eq!(bot.ask(&attempt).await, Reply::empty(401), "{name} at {path}");
        }
    }
    assert!(bot.passed.try_recv().is_err(), "nothing passed");
}

#[tokio::test]
async fn every_byte_of_the_body_is_under_the_signature() {
    let mut bot = Bot::start().await;
    let good = Request::signed(COMMANDS, CHECKIN);
    for place in 0..good.body.len() {
        let mut forged = good.clone();
        forged.body[place] ^= 1;
        assert_eq!(bot.ask(&forged).await, Reply::empty(401), "byte {place}");
    }
    assert!(bot.passed.try_recv().is_err(), "nothing passed");
    assert_eq!(bot.ask(&good).await, Reply::empty(200));
    assert!(bot.passed.try_recv().is_ok());
}

#[tokio::test]
async fn the_body_of_a_stranger_is_not_waited_for() {
    let bot = Bot::limited(|limits| limits.body = Duration::from_secs(3600)).await;
    let stranger = Request::signed(COMMANDS, CHECKIN).but(SIGNATURE, "v0=no");
    let mut peer = bot.connect().await;
    peer.send(stranger.head(1000)).await;
    assert_eq!(peer.reply().await, Reply::empty(401));
}

#[tokio::test]
async fn a_body_over_a_mebibyte_is_refused_before_its_signature_is_checked() {
    let mut bot = Bot::start().await;
    let request = Request::signed_as(EVENTS, "", (OTHER_SECRET, 0));

    let mut announced = bot.connect().await;
    announced.send(request.head(MEBIBYTE + 1)).await;
    assert_eq!(announced.reply().await, Reply::empty(413), "at once, unread");

    let mut chunked = bot.connect().await;
    let chunk = format!("{:x}\r\n{}", MEBIBYTE + 1, "x".repeat(MEBIBYTE + 1));
    chunked.send([request.chunked_head(), chunk.into_bytes()].concat()).await;
    assert_eq!(chunked.reply().await, Reply::empty(413), "as soon as it is too much");

    let mut largest = CHECKIN.to_owned();
    largest.push_str(&"x".repeat(MEBIBYTE - CHECKIN.len()));
    assert_eq!(bot.ask(&Request::signed(COMMANDS, largest)).await, Reply::empty(200));
    assert!(matches!(bot.passed.try_recv(), Ok(Inbound::Command(_))), "exactly a mebibyte passes");
}

#[tokio::test]
async fn a_slow_head_is_hung_up_on() {
    let bot = Bot::limited(|limits| limits.head = Duration::from_millis(30)).await;
    let mut peer = bot.connect().await;
    peer.send(b"POST /slack/events HTTP/1.1\r\nhost: b".to_vec()).await;
    let said = peer.rest().await;
    assert!(said.is_empty() || said.starts_with("HTTP/1.1 408"), "{said}");
    let mut silent = bot.connect().await;
    silent.rest().await;
}

#[tokio::test]
async fn a_slow_body_is_hung_up_on() {
    let mut bot = Bot::limited(|limits| limits.body = Duration::from_millis(30)).await;
    let request = Request::signed(COMMANDS, CHECKIN);
    let mut peer = bot.connect().await;
    peer.send([request.head(CHECKIN.len()), b"command=".to_vec()].concat()).await;
    assert_eq!(peer.reply().await, Reply::empty(408));
    assert!(bot.passed.try_recv().is_err(), "nothing passed");
}

#[tokio::test]
async fn strangers_who_say_nothing_do_not_keep_slack_outside() {
    let bot = Bot::limited(|limits| {
        limits.connections = 4;
        limits.head = Duration::from_secs(3600);
        limits.body = Duration::from_secs(3600);
    })
    .await;
    let mut strangers = Vec::new();
    for number in 0..40 {
        let mut stranger = bot.connect().await;
        let request = Request::signed_as(COMMANDS, CHECKIN, (OTHER_SECRET, 0));
        let half = if number % 2 == 0 { request.head(CHECKIN.len()) } else { b"POST /".to_vec() };
        stranger.send(half).await;
        strangers.push(stranger);
    }
    assert_eq!(bot.ask(&Request::signed(COMMANDS, CHECKIN)).await, Reply::empty(200));
    for stranger in &mut strangers[..30] {
        stranger.rest().await;
    }
}

#[tokio::test]
async fn the_challenge_is_answered() {
    let mut bot = Bot::start().await;
    let body = r#"{"type":"url_verification","token":"t","challenge":"3eZbrw1aB10"}"#;
    for path in [EVENTS, ALL] {
        let request = Request::signed(path, body).but("content-type", "application/json");
        let reply = bot.ask(&request).await;
        assert_eq!((reply.status, reply.body.contains("3eZbrw1aB10")), (200, true), "{reply:?}");
    }
    let unsigned = Request::signed(EVENTS, body).without(SIGNATURE);
    assert_eq!(bot.ask(&unsigned).await, Reply::empty(401), "the challenge is signed, too");
    assert!(bot.passed.try_recv().is_err(), "the door answers it alone");
}

#[tokio::test]
async fn the_certificate_check_is_answered_and_nothing_like_it() {
    let mut bot = Bot::start().await;
    let bare = |body: &str| Request::signed(COMMANDS, body).without(SIGNATURE).without(TIMESTAMP);
    assert_eq!(bot.ask(&bare("ssl_check=1&token=abc")).await, Reply::empty(200));
    assert_eq!(bot.ask(&Request::signed(COMMANDS, "ssl_check=1")).await, Reply::empty(200));
    let more = format!("ssl_check=1&{CHECKIN}");
    let padded = format!("ssl_check=1&token={}", "a".repeat(300));
    for body in [more.as_str(), padded.as_str(), "ssl_check=2", "token=abc"] {
        assert_eq!(bot.ask(&bare(body)).await, Reply::empty(401), "{body}");
    }
    let forged = Request::signed(COMMANDS, "ssl_check=1").but(SIGNATURE, "v0=no");
    assert_eq!(bot.ask(&forged).await, Reply::empty(401));
    assert!(bot.passed.try_recv().is_err(), "nothing passed");
}

#[tokio::test]
async fn what_slack_signed_gets_a_200_even_when_nobody_understands_it() {
    let mut bot = Bot::start().await;
    let unknown = r#"{"type":"app_rate_limited","minute_rate_limited":1518467820}"#;
    assert_eq!(bot.ask(&Request::signed(EVENTS, unknown)).await, Reply::empty(200));
    let deep = "[".repeat(100_000);
    for body in [
        "",
        "{",
        "null",
        "[]",
        "\u{0}",
        r#"{"type":7}"#,
        "payload=%7B",
        "payload=",
        "a=%FF%FE",
        &deep,
    ] {
        for path in [EVENTS, COMMANDS, INTERACTIVITY, ALL] {
            let reply = bot.ask(&Request::signed(path, body)).await;
            assert_eq!(reply.status, 200, "{path}");
        }
    }
    assert!(bot.passed.try_recv().is_err(), "nothing passed");
}

#[tokio::test]
async fn a_replay_and_a_retry_are_passed_on() {
    let mut bot = Bot::start().await;
    let request = Request::signed(COMMANDS, CHECKIN);
    let retry =
        request.clone().and("x-slack-retry-num", "1").and("x-slack-retry-reason", "http_timeout");
    for request in [&request, &request, &retry] {
        assert_eq!(bot.ask(request).await, Reply::empty(200));
        assert!(matches!(bot.passed.try_recv(), Ok(Inbound::Command(_))));
    }
}

#[tokio::test]
async fn a_dropped_connection_does_not_cancel_the_work() {
    let (begun, go_on, done) =
        (Arc::new(Notify::new()), Arc::new(Notify::new()), Arc::new(AtomicBool::new(false)));
    let seen = (begun.clone(), go_on.clone(), done.clone());
    let work = dispatch(move |_| {
        let (begun, go_on, done) = seen.clone();
        async move {
            begun.notify_one();
            go_on.notified().await;
            done.store(true, Ordering::SeqCst);
            Answer::Nothing
        }
    });
    let hour = Duration::from_secs(3600);
    let limits = Limits { connections: 1, answer: hour, ..Limits::default() };
    let bot = Bot::with(limits, |door| door.dispatch = work).await;
    let mut peer = bot.connect().await;
    peer.send(Request::signed(COMMANDS, CHECKIN).bytes()).await;
    begun.notified().await;
    drop(peer);
    // There is one seat and nobody is sent away from work, so this is answered once the connection has gone.
    assert_eq!(bot.get("/healthz").await.status, 200);
    assert!(!done.load(Ordering::SeqCst));
    go_on.notify_one();
    bot.app.tasks.close();
    bot.app.tasks.wait().await;
    assert!(done.load(Ordering::SeqCst));
}

#[tokio::test]
async fn work_that_takes_too_long_is_answered_with_an_honest_sentence() {
    let go_on = Arc::new(Notify::new());
    let held = go_on.clone();
    let work = dispatch(move |_| {
        let held = held.clone();
        async move {
            held.notified().await;
            Answer::Nothing
        }
    });
    let limits = Limits { answer: Duration::from_millis(30), ..Limits::default() };
    let bot = Bot::with(limits, |door| door.dispatch = work).await;
    let reply = bot.ask(&Request::signed(COMMANDS, CHECKIN)).await;
    assert_eq!(reply.status, 200);
    assert!(
        reply.body.contains("Still working on it") && reply.body.contains("ephemeral"),
        "{reply:?}"
    );
    assert_eq!(bot.app.tasks.len(), 1, "the work goes on");
    go_on.notify_one();
    bot.app.tasks.close();
    bot.app.tasks.wait().await;
}

#[tokio::test]
async fn a_form_that_is_not_saved_in_time_stays_open_with_its_text() {
    let held = dispatch(|_| std::future::pending());
    let limits = Limits { answer: Duration::from_millis(30), ..Limits::default() };
    let late = Bot::with(limits, |door| door.dispatch = held).await;
    let broken = dispatch(|_| async { panic!("as planned") });
    let broken = Bot::with(Limits::default(), |door| door.dispatch = broken).await;
    for bot in [late, broken] {
        let reply = bot.ask(&Request::signed(INTERACTIVITY, bot::submission())).await;
        let answer: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
        assert_eq!((reply.status, &answer["response_action"]), (200, &"errors".into()));
        assert!(answer["errors"]["learned"].as_str().unwrap().contains("Your text is still here"));
    }
}

#[tokio::test]
async fn work_that_breaks_off_is_no_5xx() {
    let work = dispatch(|_| async { panic!("as planned") });
    let bot = Bot::with(Limits::default(), |door| door.dispatch = work).await;
    let reply = bot.ask(&Request::signed(COMMANDS, CHECKIN)).await;
    assert_eq!(reply.status, 200);
    assert!(reply.body.contains("went wrong") && !reply.body.contains("as planned"), "{reply:?}");
}

#[tokio::test]
async fn a_connection_is_kept_for_the_next_request() {
    let bot = Bot::start().await;
    let mut peer = bot.connect().await;
    let first = String::from_utf8(Request::signed(COMMANDS, CHECKIN).bytes()).unwrap();
    peer.send(first.replace("connection: close\r\n", "").into_bytes()).await;
    peer.send(first.into_bytes()).await;
    assert_eq!(peer.rest().await.matches("HTTP/1.1 200").count(), 2);
}

#[tokio::test]
async fn an_operator_sees_whether_it_lives_and_whether_it_can_work() {
    let bot = Bot::start().await;
    assert_eq!(bot.get("/healthz").await.status, 200);
    assert_eq!(bot.get("/readyz").await.status, 503);
    bot.readiness.slack_accepts();
    assert_eq!(bot.get("/readyz").await.status, 200);
    bot.readiness.slack_refuses();
    let reply = bot.get("/readyz").await;
    assert!(reply.status == 503 && reply.body.contains("token"), "{reply:?}");
    assert_eq!(bot.get("/slack/events").await.status, 405);
    assert_eq!(bot.get("/metrics").await.status, 404);
}

#[tokio::test]
async fn a_request_in_progress_is_answered_at_shutdown() {
    let (begun, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let seen = (begun.clone(), go_on.clone());
    let work = dispatch(move |_| {
        let (begun, go_on) = seen.clone();
        async move {
            begun.notify_one();
            go_on.notified().await;
            Answer::CloseAll
        }
    });
    let mut bot = Bot::with(Limits::default(), |door| door.dispatch = work).await;
    let mut peer = bot.connect().await;
    peer.send(Request::signed(COMMANDS, CHECKIN).bytes()).await;
    begun.notified().await;
    bot.shutdown.cancel();
    go_on.notify_one();
    assert!(peer.rest().await.contains("clear"));
    (&mut bot.served).await.unwrap();
}
