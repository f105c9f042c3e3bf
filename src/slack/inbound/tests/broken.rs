//! Bodies that are broken in every way, none of which may bring the process down.

use proptest::{prelude::*, test_runner::RngSeed};
use serde_json::{Value, json};

use super::*;

/// One of everything Slack sends, to be broken.
fn samples() -> Vec<Value> {
    vec![
        envelope(&posted()),
        envelope(&edited()),
        envelope(&deleted()),
        envelope(&user_change()),
        pressed(&button()),
        submitted(),
    ]
}

/// Something of the wrong kind.
fn wrong() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!([])),
        Just(json!({})),
        Just(json!([[{ "id": 1 }]])),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".*".prop_map(Value::from),
    ]
}

/// Every place inside a value, as JSON pointers.
fn places(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match value {
        Value::Object(object) => {
            object.iter().for_each(|(key, value)| places(value, &format!("{at}/{key}"), all));
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(n, value)| places(value, &format!("{at}/{n}"), all));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_bytes_bring_it_down(body in proptest::collection::vec(any::<u8>(), 0..400), kind in ".*") {
        let _ = from_events(&body);
        let _ = from_command(&body);
        let _ = from_interaction(&body);
        let _ = from_any(Some(&kind), &body);
        let _ = from_any(None, &body);
    }

    #[test]
    fn no_broken_payload_brings_it_down(
        which in any::<prop::sample::Index>(),
        breaks in proptest::collection::vec((any::<prop::sample::Index>(), wrong()), 1..6),
    ) {
        let mut samples = samples();
        let mut payload = samples.swap_remove(which.index(samples.len()));
        for (place, wrong) in breaks {
            let mut all = Vec::new();
            places(&payload, "", &mut all);
            if let Some(value) = payload.pointer_mut(&all[place.index(all.len())]) {
                *value = wrong;
            }
        }
        for read in [event::read, interaction::read, command::read] {
            if let Ok(inbound) = read(&payload) {
                let _ = inbound.dedupe_key();
            }
        }
        let _ = message::said(&payload);
        let _ = person::profile(&payload);
    }
}
