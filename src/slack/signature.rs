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

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, test_runner::RngSeed};

    use super::*;

    /// The example of Slack's own documentation.
    const SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";
    const AT: &str = "1531420618";
    const SIGNATURE: &str = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    const BODY: &[u8] = b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow\
        &channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner\
        &command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands\
        %2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN\
        &trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    fn secrets(secrets: &[&str]) -> Vec<SecretString> {
        secrets.iter().map(|secret| SecretString::from(*secret)).collect()
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    fn check(secret: &str, timestamp: &str, signature: &str, now: i64) -> Result<(), Rejected> {
        let signed = Signed { timestamp: Some(timestamp), signature: Some(signature) };
        verify(&secrets(&[secret]), signed, BODY, at(now))
    }

    /// A signature by `ring` itself, for secrets and bodies the documentation has no example of.
    fn sign(secret: &str, timestamp: &str, body: &[u8]) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
        let tag = hmac::sign(&key, &[b"v0:", timestamp.as_bytes(), b":", body].concat());
        let digits: Vec<String> = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        format!("v0={}", digits.concat())
    }

    #[test]
    fn accepts_what_slack_signed() {
        assert_eq!(check(SECRET, AT, SIGNATURE, 1_531_420_618), Ok(()));
    }

    #[test]
    fn takes_five_minutes_either_way_and_not_a_second_more() {
        for (now, accepted) in [(-301, false), (-300, true), (300, true), (301, false)] {
            assert_eq!(
                check(SECRET, AT, SIGNATURE, 1_531_420_618 + now).is_ok(),
                accepted,
                "{now}"
            );
        }
    }

    #[test]
    fn takes_either_secret_while_one_replaces_the_other() {
        let signed = Signed { timestamp: Some(AT), signature: Some(SIGNATURE) };
        let now = at(1_531_420_618);
        assert_eq!(verify(&secrets(&["new", SECRET]), signed, BODY, now), Ok(()));
        assert_eq!(verify(&secrets(&[SECRET, "new"]), signed, BODY, now), Ok(()));
        assert_eq!(verify(&secrets(&["new", "newer"]), signed, BODY, now), Err(Rejected));
    }

    #[test]
    fn an_empty_secret_opens_nothing() {
        let signature = sign("", AT, BODY);
        assert_eq!(check("", AT, &signature, 1_531_420_618), Err(Rejected));
        let signed = Signed { timestamp: Some(AT), signature: Some(&signature) };
        assert_eq!(verify(&[], signed, BODY, at(1_531_420_618)), Err(Rejected));
    }

    #[test]
    fn takes_one_shape_of_signature_and_time_only() {
        let short = &SIGNATURE[..SIGNATURE.len() - 1];
        let long = format!("{SIGNATURE}0");
        let other_version = SIGNATURE.replace("v0=", "v1=");
        let no_hex = SIGNATURE.replace("a2114d", "g2114d");
        for signature in ["", "v0=", short, &long, &other_version, &no_hex, &SIGNATURE[3..]] {
            assert_eq!(check(SECRET, AT, signature, 1_531_420_618), Err(Rejected), "{signature}");
        }
        for timestamp in ["", " 1531420618", "+1531420618", "-1531420618", "1531420618.0", "soon"] {
            let signature = sign(SECRET, timestamp, BODY);
            assert_eq!(
                check(SECRET, timestamp, &signature, 1_531_420_618),
                Err(Rejected),
                "{timestamp}"
            );
        }
        for signed in [
            Signed::default(),
            Signed { timestamp: Some(AT), signature: None },
            Signed { timestamp: None, signature: Some(SIGNATURE) },
        ] {
            assert_eq!(verify(&secrets(&[SECRET]), signed, BODY, at(1_531_420_618)), Err(Rejected));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            rng_seed: RngSeed::Fixed(1),
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        #[test]
        fn one_changed_byte_is_enough_to_refuse(
            body in proptest::collection::vec(any::<u8>(), 1..200),
            place in any::<prop::sample::Index>(),
            flip in 1_u8..,
        ) {
            let signature = sign(SECRET, AT, &body);
            let signed = Signed { timestamp: Some(AT), signature: Some(&signature) };
            let now = at(1_531_420_618);
            prop_assert_eq!(verify(&secrets(&[SECRET]), signed, &body, now), Ok(()));
            let mut forged = body;
            let place = place.index(forged.len());
            forged[place] ^= flip;
            prop_assert_eq!(verify(&secrets(&[SECRET]), signed, &forged, now), Err(Rejected));
        }

        #[test]
        fn no_header_can_bring_it_down(timestamp in ".*", signature in ".*", now in -1_000_000_000_i64..4_000_000_000) {
            let signed = Signed { timestamp: Some(&timestamp), signature: Some(&signature) };
            prop_assert_eq!(verify(&secrets(&[SECRET]), signed, BODY, at(now)), Err(Rejected));
        }
    }
}
