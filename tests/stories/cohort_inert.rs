//! What people write and are called does nothing in a cohort's channel but stand there.
//!
//! The same weeks are lived twice, once with harmless words and names and once with hostile ones. Whatever is active in
//! what was posted (mentions, links, special mentions, formatting, emoji) must be the same in both: so none of it comes
//! from what people wrote. What is active is found by a parser of its own, written from Slack's rules for mrkdwn and rich
//! text, which shares nothing with the bot's builders.

use serde_json::{Value, json};

use crate::world::World;

const LISBON: &str = "Europe/Lisbon";

/// Everything that would like to be more than words.
const HOSTILE: &str = "<!channel> <!here> <!everyone> <!subteam^S1|all> <@U0001> <#C0001> <https://evil.example|click> \
    https://evil.example/x www.evil.example @channel @here *bold* _italic_ ~struck~ `code` ```pre``` :tada: :wave::skin-tone-2: \
    </>&amp; &lt;!channel&gt; > quote \u{202e}reversed\u{202c} \u{200f}mark zero\u{200b}width \u{2066}x\u{2069} \
    {\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"<!channel>\"}} <!date^1^{date}|x>\n> quoted\n* listed";

/// What is active in one piece of mrkdwn, in order.
fn active(text: &str, verbatim: bool) -> Vec<String> {
    let mut found = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    // What stands in angle brackets is Slack's own; a person's bracket would have come as an entity.
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let Some((token, after)) = after.split_once('>') else {
            found.push("a bracket that is not closed".to_owned());
            plain.push_str(after);
            rest = "";
            break;
        };
        let kind = match token.chars().next() {
            Some('@') => format!("mention {token}"),
            Some('#') => format!("channel {token}"),
            Some('!') if token.starts_with("!date^") => "a date".to_owned(),
            Some('!') => format!("special {token}"),
            _ => {
                let (to, label) = token.split_once('|').unwrap_or((token, ""));
                found.extend(marks(label));
                let host = to.split("://").nth(1).and_then(|it| it.split('/').next());
                format!("link to {}", host.unwrap_or(to))
            }
        };
        found.push(kind);
        plain.push(' ');
        rest = after;
    }
    plain.push_str(rest);
    found.extend(marks(&plain));
    if !verbatim {
        let words = plain.split_whitespace();
        let links = words.filter(|word| word.contains("://") || word.starts_with("www."));
        found.extend(links.map(|word| format!("link by itself {word}")));
    }
    found
}

/// Formatting and emoji in text without brackets.
fn marks(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with('>') || line.trim_start().starts_with("&gt;") {
            found.push("a quote".to_owned());
        }
        for (mark, name) in [('*', "bold"), ('_', "italic"), ('~', "struck"), ('`', "code")] {
            let pairs = line.matches(mark).count() / 2;
            found.extend((0..pairs).map(|_| name.to_owned()));
        }
        found.extend(emoji(line));
    }
    found
}

/// `:names:` of emoji.
fn emoji(text: &str) -> Vec<String> {
    let is_name = |part: &&str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_+'-".contains(c))
            && part.chars().any(|c| c.is_ascii_lowercase() || c == '+' || c == '-')
    };
    let parts: Vec<&str> = text.split(':').collect();
    let inner = parts.get(1..parts.len().saturating_sub(1)).unwrap_or_default();
    inner.iter().filter(|part| is_name(part)).map(|part| format!("emoji {part}")).collect()
}

/// What is active in a message as it was posted: its fallback text, and its blocks.
fn active_in(message: &Value) -> Vec<String> {
    let mut found = active(message["text"].as_str().unwrap_or_default(), false);
    walk(&message["blocks"], &mut found);
    found
}

fn walk(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, found)),
        Value::Object(object) => {
            let text = object.get("text").and_then(Value::as_str).unwrap_or_default();
            match object.get("type").and_then(Value::as_str).unwrap_or_default() {
                "mrkdwn" => {
                    found.extend(active(text, object.get("verbatim") == Some(&json!(true))))
                }
                "plain_text" => found.extend(emoji(text)),
                // In rich text, words are words.
                "text" => found.extend(object.get("style").map(|style| format!("style {style}"))),
                "rich_text_section"
                | "rich_text_quote"
                | "rich_text"
                | "rich_text_preformatted" => {
                    walk(&object["elements"], found);
                }
                kind @ ("link" | "user" | "usergroup" | "channel" | "broadcast" | "emoji"
                | "date" | "rich_text_list") => found.push(format!("rich {kind}")),
                _ => object.values().for_each(|inner| walk(inner, found)),
            }
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Two weeks of a cohort in which everybody is called `name` and writes `words`; what is active in each message.
async fn lived(name: &str, words: &str) -> Vec<Vec<String>> {
    let world = World::new().await;
    let names: Vec<String> = (0..4).map(|nth| format!("{name} {nth}")).collect();
    let people: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), LISBON)).collect();
    let called: String = name.chars().take(58).collect();
    let group = world.has_a_cohort_named((&called, "2026-11-02"), &people).await;
    let [ana, ben, cleo, dan] = [0, 1, 2, 3].map(|nth| group.members[nth].clone());
    world.until(LISBON, "2026-11-05 10:00").await;
    world
        .answers(&ana, &group, json!({ "learned": words, "struggled": words, "help": ["yes"] }))
        .await;
    let long: String = format!("{words} ").repeat(20).chars().take(2900).collect();
    world
        .answers(&ben, &group, json!({ "learned": long, "struggled": long, "help": ["yes"] }))
        .await;
    world.answers_in_thread(&cleo, &group, words).await;
    world.until(LISBON, "2026-11-10 10:00").await;
    world.answers(&dan, &group, json!({ "learned": words })).await;
    world.begins_to_answer(&ana, &group).await;
    world.presses_in_modal(&ana, "take_back_round").await;
    world.stage.workspace.close_all(&ana).await.unwrap();
    let mut found = Vec::new();
    for message in world.stage.workspace.messages(&group.channel) {
        let thread = world.stage.workspace.thread(&group.channel, message["ts"].as_str().unwrap());
        found.extend(thread.iter().filter(|it| it["bot_id"].is_string()).map(active_in));
    }
    world.ends_unread().await;
    found
}

#[tokio::test]
async fn what_people_write_is_nothing_but_words_in_the_channel_of_a_cohort() {
    let harmless = "x".repeat(HOSTILE.chars().count());
    let usual = lived("Ana", &harmless).await;
    assert!(usual.len() >= 7, "{usual:#?}");
    assert!(usual.iter().flatten().any(|it| it.starts_with("link to")), "the thread is linked");
    assert!(usual.iter().flatten().any(|it| it.starts_with("mention @")), "authors are mentioned");
    let hostile = lived("*A* <!channel> :tada: `x` <@U0001>", HOSTILE).await;
    assert_eq!(hostile, usual);
    let called =
        lived("_<https://evil.example|B>_ ~s~ &lt;!here&gt; @here\u{202e}", "harmless").await;
    assert_eq!(called.len(), usual.len() - 1, "nothing is long there");
}

#[test]
fn the_parser_finds_what_slack_would_act_on() {
    assert_eq!(
        active("*Hi* <@U1>, see <https://a.example/x|here>", true),
        ["mention @U1", "link to a.example", "bold"]
    );
    assert_eq!(
        active("<!channel> <#C1> :tada: 10:00 to 10:45", true),
        ["special !channel", "channel #C1", "emoji tada"]
    );
    assert_eq!(
        active("&lt;!channel&gt; https://evil.example", false),
        ["link by itself https://evil.example"]
    );
    assert_eq!(active("< open", true), ["a bracket that is not closed"]);
    assert_eq!(active("&gt; said", true), ["a quote"]);
}
