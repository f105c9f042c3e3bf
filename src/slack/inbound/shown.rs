//! The words of a message that an app built of blocks, in the escaped form in which Slack hands out what people type.
//!
//! Only what is there to be read counts: headings, sections and rich text. Buttons, pictures and small print are left out.

use serde_json::Value;

use super::json::text;

/// What the blocks say, line by line; `None` when they hold no words.
pub(super) fn words(blocks: Option<&Value>) -> Option<String> {
    let lines: Vec<String> = entries(blocks?).filter_map(block).collect();
    Some(lines.join("\n")).filter(|words| !words.trim().is_empty())
}

fn entries(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn block(block: &Value) -> Option<String> {
    match text(block, "/type")? {
        "header" => Some(escaped(text(block, "/text/text")?)),
        "section" => {
            let fields = block.get("fields").into_iter().flat_map(entries);
            let texts = block.get("text").into_iter().chain(fields).filter_map(object);
            Some(texts.collect::<Vec<_>>().join("\n"))
        }
        "markdown" => Some(escaped(text(block, "/text")?)),
        "rich_text" => {
            Some(entries(block.get("elements")?).map(section).collect::<Vec<_>>().join("\n"))
        }
        _ => None,
    }
}

/// A text object: `mrkdwn` is escaped already.
fn object(object: &Value) -> Option<String> {
    let words = text(object, "/text")?;
    Some(if text(object, "/type") == Some("plain_text") {
        escaped(words)
    } else {
        words.to_owned()
    })
}

/// A paragraph, a quotation or a list, whose points stand in lines of their own.
fn section(part: &Value) -> String {
    let Some(elements) = part.get("elements") else { return String::new() };
    let is_list = text(part, "/type") == Some("rich_text_list");
    let pieces: Vec<String> =
        entries(elements).map(|it| if is_list { section(it) } else { piece(it) }).collect();
    pieces.join(if is_list { "\n" } else { "" })
}

fn piece(piece: &Value) -> String {
    let word = |pointer: &str| text(piece, pointer).unwrap_or_default();
    match word("/type") {
        "text" => escaped(word("/text")),
        "link" => match text(piece, "/text") {
            Some(label) => format!("<{}|{}>", escaped(word("/url")), escaped(label)),
            None => format!("<{}>", escaped(word("/url"))),
        },
        "user" => format!("<@{}>", word("/user_id")),
        "channel" => format!("<#{}>", word("/channel_id")),
        "broadcast" => format!("<!{}>", word("/range")),
        "emoji" => format!(":{}:", word("/name")),
        _ => String::new(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn reads_what_stands_there_and_nothing_to_press() {
        let blocks = json!([
            { "type": "header", "text": { "type": "plain_text", "text": "Build <T>" } },
            { "type": "section", "text": { "type": "mrkdwn", "text": "*main* &amp; more" },
              "fields": [{ "type": "plain_text", "text": "a & b" }] },
            { "type": "actions", "elements": [{ "type": "button", "text": { "type": "plain_text", "text": "Go" } }] },
            { "type": "rich_text", "elements": [
                { "type": "rich_text_section", "elements": [
                    { "type": "text", "text": "x < y " }, { "type": "user", "user_id": "U1" },
                    { "type": "link", "url": "https://a.example/?b=1&c", "text": "here" } ] },
                { "type": "rich_text_list", "elements": [
                    { "type": "rich_text_section", "elements": [{ "type": "text", "text": "one" }] },
                    { "type": "rich_text_section", "elements": [{ "type": "emoji", "name": "tada" }] } ] } ] },
        ]);
        assert_eq!(
            words(Some(&blocks)).unwrap(),
            "Build &lt;T&gt;\n*main* &amp; more\na &amp; b\nx &lt; y <@U1><https://a.example/?b=1&amp;c|here>\none\n:tada:"
        );
    }

    #[test]
    fn no_words_are_none() {
        for blocks in [
            json!([]),
            json!(null),
            json!("x"),
            json!([{ "type": "divider" }, { "type": "rich_text" }, 7]),
        ] {
            assert_eq!(words(Some(&blocks)), None, "{blocks}");
        }
        assert_eq!(words(None), None);
    }
}
