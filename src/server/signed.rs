//! Reads a body that is worth reading, and proves that Slack sent it.
//!
//! In this order, each step cheaper than the next: the two signature headers, the announced length, the body while it
//! arrives, the signature over its raw bytes. Whoever is refused learns nothing but the status: no body, one 401 for
//! everything that can be wrong with a signature. Nothing is parsed here, and no header or byte is logged.

use std::time::Duration;

use axum::{
    body::Body,
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use http_body_util::BodyExt;
use jiff::Timestamp;
use secrecy::SecretString;

use super::Limits;
use crate::slack::signature;

const TIMESTAMP: &str = "x-slack-request-timestamp";
const SIGNATURE: &str = "x-slack-signature";
/// How far Slack's clock and ours may lie apart, and how old a request may be, in seconds.
const SKEW: u64 = 300;
/// The certificate check is a form this small.
const SSL_CHECK_BYTES: usize = 256;

/// What a request turned out to be.
#[derive(Debug, PartialEq)]
pub(super) enum Proven {
    /// Slack signed these bytes.
    Signed(Vec<u8>),
    /// Slack's check of the certificate, which carries no signature and changes nothing.
    SslCheck,
}

/// Proves that a request is Slack's, or says with which status to turn it away.
pub(super) async fn prove(
    (head, body): (&Parts, Body),
    secrets: &[SecretString],
    now: Timestamp,
    limits: &Limits,
) -> Result<Proven, StatusCode> {
    let Some(claim) = Claim::read(&head.headers, now) else {
        return unsigned(head, body, limits).await;
    };
    let body = read(&head.headers, body, limits.body_bytes, limits.body).await?;
    // The one place that knows how the check is called.
    let signed =
        signature::Signed { timestamp: Some(claim.timestamp), signature: Some(claim.signature) };
    signature::verify(secrets, signed, &body, now)
        .map_err(|signature::Rejected| StatusCode::UNAUTHORIZED)?;
    Ok(Proven::Signed(body))
}

/// Two headers that could be Slack's, each of which stands there once.
struct Claim<'a> {
    timestamp: &'a str,
    signature: &'a str,
}

impl<'a> Claim<'a> {
    /// `None` unless a body with these headers could be Slack's at `now`.
    fn read(headers: &'a HeaderMap, now: Timestamp) -> Option<Self> {
        let timestamp = only(headers, TIMESTAMP)?;
        let signature = only(headers, SIGNATURE)?;
        let digits = timestamp.bytes().all(|byte| byte.is_ascii_digit());
        let sent: i64 = timestamp.parse().ok()?;
        let hex = signature.strip_prefix("v0=")?;
        let shaped = hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        let fresh = now.as_second().abs_diff(sent) <= SKEW;
        (digits && shaped && fresh).then_some(Self { timestamp, signature })
    }
}

fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    match values.next() {
        None => value.to_str().ok(),
        Some(_) => None,
    }
}

/// Slack posts `ssl_check=1` now and then, without a signature in practice. It is answered when it is exactly that and
/// small; every other request without a proper signature is turned away with its body unread.
async fn unsigned(head: &Parts, body: Body, limits: &Limits) -> Result<Proven, StatusCode> {
    let headers = &head.headers;
    let is_form = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
    let is_bare = !headers.contains_key(TIMESTAMP) && !headers.contains_key(SIGNATURE);
    let is_small = announced(headers).is_some_and(|length| length <= SSL_CHECK_BYTES);
    if !(is_form && is_bare && is_small) {
        return Err(StatusCode::UNAUTHORIZED);
    }
    match is_ssl_check(&read(headers, body, SSL_CHECK_BYTES, limits.body).await?) {
        true => Ok(Proven::SslCheck),
        false => Err(StatusCode::UNAUTHORIZED),
    }
}

/// `ssl_check=1`, and beside it at most the `token` of old, which is not looked at.
fn is_ssl_check(body: &[u8]) -> bool {
    let Ok(form) = serde_urlencoded::from_bytes::<Vec<(String, String)>>(body) else {
        return false;
    };
    let checks = form.iter().filter(|(name, value)| name == "ssl_check" && value == "1").count();
    let tokens = form.iter().filter(|(name, _)| name == "token").count();
    checks == 1 && tokens <= 1 && form.len() == checks + tokens
}

fn announced(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Reads a body of at most `most` bytes within `patience`.
async fn read(
    headers: &HeaderMap,
    body: Body,
    most: usize,
    patience: Duration,
) -> Result<Vec<u8>, StatusCode> {
    if announced(headers).is_some_and(|length| length > most) {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    match tokio::time::timeout(patience, collect(body, most)).await {
        Ok(read) => read,
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}

async fn collect(mut body: Body, most: usize) -> Result<Vec<u8>, StatusCode> {
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| StatusCode::BAD_REQUEST)?;
        let Ok(data) = frame.into_data() else { continue };
        if bytes.len() + data.len() > most {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        bytes.extend_from_slice(&data);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-03-02T09:00:00Z";

    fn claim(lines: &[(&'static str, String)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, value.parse().unwrap());
        }
        Claim::read(&headers, NOW.parse().unwrap()).is_some()
    }

    #[test]
    fn headers_that_cannot_be_slacks_are_seen_at_once() {
        let now = NOW.parse::<Timestamp>().unwrap().as_second();
        let time = |off: i64| (TIMESTAMP, (now + off).to_string());
        let sign = || (SIGNATURE, format!("v0={}", "a".repeat(64)));
        let other = |text: String| (SIGNATURE, text);
        assert!(claim(&[time(0), sign()]));
        assert!(claim(&[time(300), sign()]) && claim(&[time(-300), sign()]));
        assert!(!claim(&[time(301), sign()]) && !claim(&[time(-301), sign()]));
        assert!(!claim(&[time(0)]) && !claim(&[sign()]) && !claim(&[]));
        assert!(!claim(&[time(0), time(0), sign()]) && !claim(&[time(0), sign(), sign()]));
        assert!(!claim(&[(TIMESTAMP, format!("+{now}")), sign()]));
        assert!(!claim(&[(TIMESTAMP, i64::MIN.to_string()), sign()]));
        assert!(!claim(&[(TIMESTAMP, "99999999999999999999".to_owned()), sign()]));
        assert!(!claim(&[time(0), other(format!("v1={}", "a".repeat(64)))]));
        assert!(!claim(&[time(0), other(format!("v0={}", "a".repeat(63)))]));
        assert!(!claim(&[time(0), other(format!("v0={}", "g".repeat(64)))]));
    }

    #[test]
    fn only_the_certificate_check_itself_needs_no_signature() {
        assert!(is_ssl_check(b"ssl_check=1") && is_ssl_check(b"ssl_check=1&token=abc"));
        for body in [
            &b""[..],
            b"ssl_check=0",
            b"ssl_check=1&command=%2Fcheckin",
            b"ssl_check=1&ssl_check=1",
            b"ssl_check=1&token=a&token=b",
            b"token=abc",
            b"\xff\xfe",
        ] {
            assert!(!is_ssl_check(body), "{body:?}");
        }
    }
}
