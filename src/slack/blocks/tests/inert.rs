//! Whatever people write, it never becomes active: neither a mention, nor a link, nor formatting.

use jiff::Timestamp;
use proptest::{prelude::*, test_runner::RngSeed};
use serde_json::Value;

use super::wrote;
use crate::{
    domain::text::Link,
    slack::blocks::{
        Message, View,
        check::{check, check_view},
        code,
        input::TextInput,
        link, quote,
        view::Modal,
        words::{escape, fit, when},
    },
};

/// Pieces of everything Slack would make something of, among anything at all.
fn user_words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<!channel>".to_owned()),
        Just("<!here|here>".to_owned()),
        Just("<@U1>".to_owned()),
        Just("<#C1|general>".to_owned()),
        Just("<http://evil.example|https://good.example>".to_owned()),
        Just("https://evil.example".to_owned()),
        Just("*bold* _it_ ~no~".to_owned()),
        Just("`code` ```block```".to_owned()),
        Just("&lt;!channel&gt; &amp;".to_owned()),
        Just(":tada: \u{202e}gnp".to_owned()),
        Just("\n> quote\n• list".to_owned()),
        Just("<!date^1^{date}|x>".to_owned()),
        Just("\"}],\"type\":\"mrkdwn\"".to_owned()),
        "\\PC{0,12}",
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

/// Where strings that hold the mark stand: the type of the object, and the key.
fn marked(value: &Value, mark: &str, inside: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            let kind = object.get("type").and_then(Value::as_str).unwrap_or_default();
            for (key, value) in object {
                if value.as_str().is_some_and(|text| text.contains(mark)) {
                    found.push(format!("{inside}/{kind}.{key}"));
                }
                assert!(!key.contains(mark), "a key");
                marked(value, mark, kind, found);
            }
        }
        Value::Array(list) => {
            for value in list {
                assert!(!value.as_str().is_some_and(|text| text.contains(mark)), "a bare string");
                marked(value, mark, inside, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1_000,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nobody_s_words_ever_become_active(words in user_words()) {
        let mark = "MARK";
        let text = wrote(&format!("{mark}{words}"));
        let link_address = Link::parse(&format!("https://example.org/{mark}{words}"));
        let message = Message::new("ours")
            .block(quote("Ours", &text))
            .block(code("Ours", &text))
            .blocks(link_address.iter().map(|address| link("Ours", address)));
        let view = View::from(
            Modal::new("m", "M")
                .submit("Go")
                .block(TextInput::new("a", "A").initial(Some(&text)))
                .block(quote("Ours", &text)),
        );
        prop_assert!(!message.text.contains(mark));

        let mut found = Vec::new();
        marked(&message.blocks_json(), mark, "", &mut found);
        marked(&view.to_json(), mark, "", &mut found);
        found.sort();
        found.dedup();
        let inert = [
            "input/plain_text_input.initial_value",
            "rich_text_preformatted/text.text",
            "rich_text_section/link.text",
            "rich_text_section/link.url",
            "rich_text_section/text.text",
        ];
        for place in &found {
            prop_assert!(inert.contains(&place.as_str()), "{}", place);
        }
        prop_assert!(found.len() >= 3);

        // Not a character is changed on the way, and a link shows the whole of where it leads.
        let blocks = message.blocks_json();
        prop_assert_eq!(&blocks[0]["elements"][0]["elements"][1]["text"], text.expose());
        prop_assert_eq!(&blocks[1]["elements"][1]["elements"][0]["text"], text.expose());
        let shown = &blocks[2]["elements"][0]["elements"][1];
        prop_assert_eq!(&shown["url"], &shown["text"]);
        prop_assert!(check(&message).is_empty() && check_view(&view).is_empty());
    }

    #[test]
    fn a_name_in_our_words_stays_a_name(name in user_words()) {
        let escaped = escape(&name);
        let rest = escaped.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "");
        prop_assert!(!rest.contains(['<', '>', '&', '*', '_', '~', '`', '\n', '\u{202e}']), "{}", escaped);
        let token = when(Timestamp::UNIX_EPOCH, &name);
        prop_assert_eq!(token.matches(['<', '>', '|']).count(), 3, "{}", token);
    }

    #[test]
    fn whatever_is_cut_fits(words in user_words(), max in 1_usize..60) {
        let cut = fit(&words, max);
        prop_assert!(cut.chars().count() <= max);
        prop_assert!(cut == words || cut.ends_with('…'));
    }
}
