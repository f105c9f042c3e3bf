//! What is kept, what is removed, what is refused, and what never shows.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::*;

fn cleaned(raw: &str) -> String {
    UserText::parse(raw, 10_000).unwrap().expose().to_owned()
}

#[test]
fn words_stay_as_they_were_written() {
    for text in [
        "Fixed the flaky test.\n\n  - tried retries\n  - <!channel> *bold* `code` &lt;",
        "می‌خواهم",
        "👩‍👩‍👧 👍🏽 1️⃣ 🇵🇹",
        "\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
        "e\u{301}",
        "שלום",
    ] {
        assert_eq!(cleaned(text), text);
    }
}

#[test]
fn what_hides_or_reorders_text_is_removed() {
    assert_eq!(cleaned("  a\tb\r\nc\rd\u{2028}e\u{85}f \n"), "a b\nc\nd\ne\nf");
    assert_eq!(
        cleaned("user\u{202E}txt.exe\u{202C}\u{2066}x\u{2069}\u{200E}\u{200F}\u{61C}"),
        "usertxt.exex"
    );
    assert_eq!(cleaned("\u{FEFF}a\u{0}b\u{7}c\u{1B}[31m\u{9B}d\u{200B}e\u{2060}"), "abc[31mde");
    assert_eq!(cleaned("hi\u{E0041}\u{E0042}"), "hi");
    assert_eq!(cleaned("\u{1F3F4}x\u{E0041}"), "\u{1F3F4}x");
}

#[test]
fn what_cannot_be_seen_is_blank() {
    for text in [
        "",
        " \n\t",
        "\u{3164}",
        "\u{2800}\u{2800}",
        "\u{200B}\u{FEFF}",
        "\u{200D} \u{200C}",
        "\u{202E}",
        "\u{FE0F}\u{AD}",
        "\u{A0}\u{3000}",
        "\u{0}",
    ] {
        assert_eq!(UserText::parse(text, 10), Err(TextProblem::Blank), "{text:?}");
        assert_eq!(UserText::parse_optional(text, 10), Ok(None), "{text:?}");
    }
}

#[test]
fn the_limit_counts_characters_after_cleaning() {
    assert!(UserText::parse("  ééé  ", 3).is_ok());
    assert!(UserText::parse("a\r\nb\u{200E}", 3).is_ok());
    let problem = UserText::parse("secret", 4).unwrap_err();
    assert_eq!(problem, TextProblem::TooLong { chars: 6, max: 4 });
    assert_eq!(problem.to_string(), "this has 6 characters and 4 fit; shorten it by 2");
    assert_eq!(UserText::parse_optional("secret", 4), Err(problem));
    let many = "👍".repeat(10_000);
    assert_eq!(
        UserText::parse(&many, 3000),
        Err(TextProblem::TooLong { chars: 10_000, max: 3000 })
    );
}

#[test]
fn debug_shows_a_length_and_nothing_else() {
    let text = UserText::parse("my private words", 100).unwrap();
    assert_eq!(format!("{text:?}"), "UserText(16 characters)");
    let link = Link::parse("https://example.org/private").unwrap();
    assert_eq!(format!("{link:?}"), "Link(27 characters)");
}

#[test]
fn text_is_stored_as_a_plain_string() {
    let text = UserText::parse("words", 100).unwrap();
    let stored = serde_json::to_string(&text).unwrap();
    assert_eq!(stored, "\"words\"");
    assert_eq!(serde_json::from_str::<UserText>(&stored).unwrap(), text);
    assert_eq!(UserText::from_stored("words".to_owned()), text);
}

#[test]
fn a_link_is_https_with_a_host_and_nothing_to_hide() {
    let link = |raw: &str| Link::parse(raw).map(|link| link.as_str().to_owned());
    assert_eq!(
        link(" https://example.org/pull/1?x=1#c "),
        Ok("https://example.org/pull/1?x=1#c".to_owned())
    );
    assert_eq!(link("HTTPS://EXAMPLE.ORG"), Ok("https://example.org/".to_owned()));
    assert_eq!(link("https://exämple.org/"), Ok("https://xn--exmple-cua.org/".to_owned()));
    assert_eq!(link("http://example.org"), Err(LinkProblem::NotHttps));
    assert_eq!(link("javascript:alert(1)"), Err(LinkProblem::NotHttps));
    for raw in [
        "",
        "example.org/pull/1",
        "https://",
        "https:example.org",
        "https://a b.org",
        "https://exa\nmple.org",
        "https://ex\u{202E}ample.org",
    ] {
        assert_eq!(link(raw), Err(LinkProblem::NotAnAddress), "{raw:?}");
    }
    for raw in
        ["https://me@example.org", "https://me:pass@example.org", "https://:pass@example.org"]
    {
        assert_eq!(link(raw), Err(LinkProblem::HasCredentials), "{raw:?}");
    }
    let long = |length: usize| format!("https://example.org/{}", "a".repeat(length - 20));
    assert!(link(&long(3000)).is_ok());
    assert_eq!(link(&long(3001)), Err(LinkProblem::TooLong));
    // 2000 letters that become 12,000 once they are percent-encoded.
    assert_eq!(
        link(&format!("https://example.org/{}", "é".repeat(2000))),
        Err(LinkProblem::TooLong)
    );
    assert!(serde_json::from_str::<Link>("\"http://example.org\"").is_err());
}

#[test]
fn a_line_of_emoji_is_not_a_reply() {
    for text in [
        ":tada:",
        ":+1::skin-tone-3:",
        " :tada:  :white_check_mark: ",
        "👍",
        "👍🏽",
        "👩‍👩‍👧",
        "❤️",
        "🇵🇹",
        "1️⃣",
        "🎉🎉 :tada:\n✅",
        ":日本:",
        ":man-woman-boy:",
        "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    ] {
        assert!(is_emoji_only(text), "{text:?}");
    }
    for text in [
        "",
        " ",
        "ok",
        "👍 thanks",
        ":tada: done",
        "::",
        ": :",
        ":",
        "1",
        "10:30:15",
        "#1",
        ":)",
        "see :10",
        "…",
        "—",
        "\u{200D}",
        "<https://a.b>",
    ] {
        assert!(!is_emoji_only(text), "{text:?}");
    }
    assert!(UserText::parse(":eyes:", 100).unwrap().is_emoji_only());
}

#[test]
fn what_is_still_being_written_is_cleaned_and_not_trimmed() {
    let text = |raw, max| UserText::unfinished(raw, max).map(|it| it.expose().to_owned());
    assert_eq!(text("  half a \u{202e}sent\0 ", 100).as_deref(), Some("  half a sent "));
    assert_eq!(text(" \u{200b}\u{2800}\n", 100), None);
    assert_eq!(text("héllo", 2).as_deref(), Some("hé"));
    let long = UserText::unfinished("one two", 100).unwrap();
    assert_eq!(long.after(3).unwrap().expose(), " two");
    assert_eq!(long.after(7), None);
}

proptest! {
    #![proptest_config(ProptestConfig {
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn cleaning_once_is_enough_and_leaves_no_control_character(raw in "\\PC*|[\\x00-\\x1f\\u{200b}-\\u{202e}\\u{2060}-\\u{206f}a🏴\\u{e0001}-\\u{e007f}]*") {
        if let Ok(text) = UserText::parse(&raw, 100_000) {
            prop_assert!(text.expose().chars().all(|letter| letter == '\n' || !letter.is_control()));
            let steers = ['\u{202E}', '\u{2066}', '\u{200E}', '\u{FEFF}'];
            prop_assert!(!text.expose().contains(steers), "a direction mark is left");
            prop_assert_eq!(UserText::parse(text.expose(), 100_000), Ok(text.clone()));
        }
    }

    #[test]
    fn telling_emoji_apart_never_fails(raw in "\\PC*|[:a1\u{FE0F}\u{20E3}👍🏽 ]*") {
        is_emoji_only(&raw);
    }
}
