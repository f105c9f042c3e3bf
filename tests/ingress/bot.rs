//! A bot behind its real door on a loopback port, and a client that speaks HTTP by hand, because a proper client would
//! refuse to send most of what is tried here.

use std::{
    fmt::Write as _,
    fs,
    future::Future,
    net::SocketAddr,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use jiff::Timestamp;
use ring::hmac;
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    task::JoinHandle,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use trellis::{
    app::App,
    cli,
    clock::ManualClock,
    config::Config,
    server::{self, Dispatch, Door, Limits, Readiness},
    slack::{answer::Answer, inbound::Inbound},
};

pub(crate) const SECRET: &str = "0123456789abcdef0123456789abcdef";
pub(crate) const OTHER_SECRET: &str = "fedcba9876543210fedcba9876543210";
const NOW: &str = "2026-03-02T09:00:00Z";

/// A running door. What passes it arrives in `passed`, unless the test gave its own dispatch.
pub(crate) struct Bot {
    pub(crate) app: App,
    pub(crate) readiness: Readiness,
    pub(crate) shutdown: CancellationToken,
    pub(crate) served: JoinHandle<()>,
    pub(crate) passed: mpsc::UnboundedReceiver<Inbound>,
    address: SocketAddr,
    place: PathBuf,
}

impl Bot {
    pub(crate) async fn start() -> Self {
        Self::with(Limits::default(), |_| {}).await
    }

    pub(crate) async fn limited(change: impl FnOnce(&mut Limits)) -> Self {
        let mut limits = Limits::default();
        change(&mut limits);
        Self::with(limits, |_| {}).await
    }

    pub(crate) async fn with(limits: Limits, change: impl FnOnce(&mut Door)) -> Self {
        static BOTS: AtomicU32 = AtomicU32::new(0);
        let number = BOTS.fetch_add(1, Ordering::Relaxed);
        let place =
            std::env::temp_dir().join(format!("trellis-ingress-{}-{number}", std::process::id()));
        fs::create_dir_all(&place).unwrap();
        let database = place.join("trellis.db");
        let config = Config::read(|name| match name {
            "SLACK_BOT_TOKEN" => Some("xoxb-not-a-real-one".to_owned()),
            "SLACK_SIGNING_SECRET" => Some(SECRET.to_owned()),
            "SLACK_API_URL" => Some("http://127.0.0.1:9/api".to_owned()),
            "TRELLIS_DATABASE" => Some(database.to_str().unwrap().to_owned()),
            _ => None,
        });
        let clock = Arc::new(ManualClock::at(NOW.parse().unwrap()));
        let app = cli::assemble(config.unwrap(), clock).await.unwrap();

        let (pass, passed) = mpsc::unbounded_channel();
        let dispatch = dispatch(move |inbound| {
            pass.send(inbound).unwrap();
            async { Answer::Nothing }
        });
        let mut door = Door { limits, dispatch, ..Door::default() };
        change(&mut door);

        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (address, readiness) = (listener.local_addr().unwrap(), door.readiness.clone());
        let shutdown = CancellationToken::new();
        let serving = server::serve(app.clone(), listener, door, shutdown.clone());
        let served = TaskTracker::new().spawn(serving);
        Self { app, readiness, shutdown, served, passed, address, place }
    }

    pub(crate) async fn connect(&self) -> Peer {
        Peer(TcpStream::connect(self.address).await.unwrap())
    }

    /// Sends a request on its own connection and reads the answer to its end.
    pub(crate) async fn ask(&self, request: &Request) -> Reply {
        let mut peer = self.connect().await;
        peer.send(request.bytes()).await;
        peer.reply().await
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        let mut peer = self.connect().await;
        peer.send(
            format!("GET {path} HTTP/1.1\r\nhost: bot\r\nconnection: close\r\n\r\n").into_bytes(),
        )
        .await;
        peer.reply().await
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.place));
    }
}

/// A dispatch made of a function from what happened to the work on it.
pub(crate) fn dispatch<W: Future<Output = Answer> + Send + 'static>(
    work: impl Fn(Inbound) -> W + Send + Sync + 'static,
) -> Dispatch {
    Arc::new(move |_app, inbound| Box::pin(work(inbound)))
}

/// One end of a connection.
pub(crate) struct Peer(TcpStream);

impl Peer {
    pub(crate) async fn send(&mut self, bytes: Vec<u8>) {
        self.0.write_all(&bytes).await.unwrap();
    }

    /// Everything the server says until it closes the connection.
    pub(crate) async fn rest(&mut self) -> String {
        let mut bytes = Vec::new();
        // A reset is a way of closing, too.
        drop(self.0.read_to_end(&mut bytes).await);
        String::from_utf8(bytes).unwrap()
    }

    pub(crate) async fn reply(&mut self) -> Reply {
        Reply::read(&self.rest().await)
    }
}

/// An answer: its status and its body.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn empty(status: u16) -> Self {
        Self { status, body: String::new() }
    }

    fn read(text: &str) -> Self {
        let (head, body) =
            text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text:?}"));
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Self { status, body: body.to_owned() }
    }
}

/// A request as it goes over the wire. What it starts as is what Slack would send; tests change one thing.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) path: &'static str,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// Signed with the bot's own secret, now.
    pub(crate) fn signed(path: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self::signed_as(path, body, (SECRET, 0))
    }

    /// Signed with some secret, some seconds from now.
    pub(crate) fn signed_as(
        path: &'static str,
        body: impl Into<Vec<u8>>,
        (secret, off): (&str, i64),
    ) -> Self {
        let body = body.into();
        let time = (NOW.parse::<Timestamp>().unwrap().as_second() + off).to_string();
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
        let tag = hmac::sign(&key, &[format!("v0:{time}:").as_bytes(), &body].concat());
        let signature = tag.as_ref().iter().fold("v0=".to_owned(), |mut hex, byte| {
            write!(hex, "{byte:02x}").unwrap();
            hex
        });
        let kind =
            if path == EVENTS { "application/json" } else { "application/x-www-form-urlencoded" };
        let headers = vec![
            ("content-type", kind.to_owned()),
            ("x-slack-request-timestamp", time),
            ("x-slack-signature", signature),
        ];
        Self { path, headers, body }
    }

    /// The same without one header.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(kept, _)| *kept != name);
        self
    }

    /// The same with one header more.
    pub(crate) fn and(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The same with one header changed.
    pub(crate) fn but(self, name: &'static str, value: impl Into<String>) -> Self {
        self.without(name).and(name, value)
    }

    /// The head alone, which announces a body of `length` bytes.
    pub(crate) fn head(&self, length: usize) -> Vec<u8> {
        self.head_with(&format!("content-length: {length}"))
    }

    /// The head alone, which announces a body in chunks.
    pub(crate) fn chunked_head(&self) -> Vec<u8> {
        self.head_with("transfer-encoding: chunked")
    }

    fn head_with(&self, framing: &str) -> Vec<u8> {
        let mut head = format!(
            "POST {} HTTP/1.1\r\nhost: bot\r\nconnection: close\r\n{framing}\r\n",
            self.path
        );
        for (name, value) in &self.headers {
            write!(head, "{name}: {value}\r\n").unwrap();
        }
        head.push_str("\r\n");
        head.into_bytes()
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        [self.head(self.body.len()), self.body.clone()].concat()
    }
}

pub(crate) const EVENTS: &str = "/slack/events";
pub(crate) const COMMANDS: &str = "/slack/commands";
pub(crate) const INTERACTIVITY: &str = "/slack/interactivity";
pub(crate) const ALL: &str = "/slack";

/// `/checkin`, as Slack posts it.
pub(crate) const CHECKIN: &str = "command=%2Fcheckin&text=&user_id=U111&channel_id=D111&team_id=T1&trigger_id=1.2.3&response_url=";

/// A form with one field, as Slack posts it when its button is pressed.
pub(crate) fn submission() -> String {
    let value = json!({ "type": "plain_text_input", "value": "What I learned" });
    let payload = json!({
        "type": "view_submission",
        "user": { "id": "U111" },
        "team": null,
        "trigger_id": "1.2.3",
        "view": {
            "id": "V111",
            "type": "modal",
            "callback_id": "checkin",
            "hash": "1.abc",
            "private_metadata": "",
            "state": { "values": { "learned": { "value": value } } },
        },
    });
    serde_urlencoded::to_string([("payload", payload.to_string())]).unwrap()
}
