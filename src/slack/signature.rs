//! Slack's signature over a request: version 0, HMAC-SHA256 over the raw bytes.
//!
//! It is checked before anything is parsed, and it says nothing about why a request was refused: whoever forges one
//! must not learn how close it came. Replays within the five minutes are not found here; every act has one effect
//! only by its own key ([`crate::slack::inbound::Inbound::dedupe_key`]).

use jiff::Timestamp;
use ring::hmac;
use secrecy::{ExposeSecret, SecretString};

/// How far a request's time may be from ours, in seconds, either way.
const SKEW: i64 = 300;

/// The request is not Slack's, or not from now. There is no more to say about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the request is not signed by Slack")]
pub struct Rejected;

/// What a request's two headers say; `None` for one that is missing or stands there twice.
#[derive(Debug, Clone, Copy, Default)]
pub struct Signed<'a> {
    /// `X-Slack-Request-Timestamp`
    pub timestamp: Option<&'a str>,
    /// `X-Slack-Signature`
    pub signature: Option<&'a str>,
}

/// Accepts a body that was signed with one of the secrets within five minutes of `now`.
///
/// Two secrets are given while one replaces the other. An empty one accepts nothing: a forgotten setting must not open
/// the door.
///
/// # Errors
///
/// [`Rejected`], whatever was wrong.
pub fn verify(
    secrets: &[SecretString],
    signed: Signed<'_>,
    body: &[u8],
    now: Timestamp,
) -> Result<(), Rejected> {
    let timestamp = signed.timestamp.ok_or(Rejected)?;
    let signature = signed.signature.and_then(decode).ok_or(Rejected)?;
    if !is_recent(timestamp, now) {
        return Err(Rejected);
    }
    let message = [b"v0:", timestamp.as_bytes(), b":", body].concat();
    let matches = secrets.iter().any(|secret| {
        let secret = secret.expose_secret().as_bytes();
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
        // `ring` compares in constant time.
        !secret.is_empty() && hmac::verify(&key, &message, &signature).is_ok()
    });
    if matches { Ok(()) } else { Err(Rejected) }
}

/// Whole seconds in plain digits, near enough to `now`.
fn is_recent(timestamp: &str, now: Timestamp) -> bool {
    let plain = timestamp.len() <= 12 && timestamp.bytes().all(|b| b.is_ascii_digit());
    match timestamp.parse::<i64>() {
        Ok(at) if plain => now.as_second().abs_diff(at) <= SKEW.unsigned_abs(),
        Ok(_) | Err(_) => false,
    }
}

/// Exactly `v0=` and 64 hexadecimal digits.
fn decode(signature: &str) -> Option<[u8; 32]> {
    let digits = signature.strip_prefix("v0=")?.as_bytes();
    let mut bytes = [0; 32];
    if digits.len() != 2 * bytes.len() {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = 16 * digit(pair[0])? + digit(pair[1])?;
    }
    Some(bytes)
}

fn digit(character: u8) -> Option<u8> {
    match character {
        b'0'..=b'9' => Some(character - b'0'),
        b'a'..=b'f' => Some(character - b'a' + 10),
        b'A'..=b'F' => Some(character - b'A' + 10),
        _ => None,
    }
}
