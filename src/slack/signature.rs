//! Stands in for the real signature check until it arrives.

use jiff::Timestamp;
use ring::hmac;
use secrecy::{ExposeSecret, SecretString};

/// The request is not Slack's. It does not say why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature was rejected")]
pub struct Rejected;

/// Checks Slack's signature over the raw body.
///
/// # Errors
/// [`Rejected`] when none of the secrets made the signature, or not now.
pub fn verify(
    secrets: &[SecretString],
    headers: (Option<&str>, Option<&str>),
    body: &[u8],
    now: Timestamp,
) -> Result<(), Rejected> {
    let (Some(timestamp), Some(signature)) = headers else { return Err(Rejected) };
    let sent: i64 = timestamp.parse().map_err(|_| Rejected)?;
    if (now.as_second() - sent).abs() > 300 {
        return Err(Rejected);
    }
    let hex = signature.strip_prefix("v0=").ok_or(Rejected)?;
    let tag: Option<Vec<u8>> = hex
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    let tag = tag.ok_or(Rejected)?;
    let signed = [format!("v0:{timestamp}:").as_bytes(), body].concat();
    let made = secrets.iter().filter(|secret| !secret.expose_secret().is_empty()).any(|secret| {
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.expose_secret().as_bytes());
        hmac::verify(&key, &signed, &tag).is_ok()
    });
    made.then_some(()).ok_or(Rejected)
}
