//! Block Kit as a person reads it: one line for each thing that can be seen.
//!
//! It is written from Slack's documentation and shares nothing with the bot's builders, so that both cannot be
//! wrong in the same way.

use serde_json::Value;

/// A message as text.
pub(crate) fn message(message: &Value, name: impl Fn(&str) -> String + Copy) -> String {
    let blocks = blocks(&message["blocks"], name);
    if blocks.is_empty() {
        words(message["text"].as_str().unwrap_or_default(), name)
    } else {
        blocks
    }
}

/// A modal or App Home as text.
pub(crate) fn view(view: &Value, name: impl Fn(&str) -> String + Copy) -> String {
    let title = view["title"]["text"].as_str().unwrap_or("Home");
    let submit =
        view["submit"]["text"].as_str().map(|it| format!("\n[[{it}]]")).unwrap_or_default();
    format!("== {title} ==\n{}{submit}", blocks(&view["blocks"], name))
}

fn blocks(blocks: &Value, name: impl Fn(&str) -> String + Copy) -> String {
    let blocks = blocks.as_array().into_iter().flatten();
    blocks.map(|it| block(it, name)).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn block(block: &Value, name: impl Fn(&str) -> String + Copy) -> String {
    let text = |value: &Value| words(value["text"].as_str().unwrap_or_default(), name);
    match block["type"].as_str().unwrap_or_default() {
        "section" => {
            let mut lines = vec![text(&block["text"])];
            lines.extend(block["fields"].as_array().into_iter().flatten().map(text));
            lines.retain(|line| !line.is_empty());
            lines.join("\n")
        }
        "header" => format!("# {}", text(&block["text"])),
        "context" => block["elements"]
            .as_array()
            .into_iter()
            .flatten()
            .map(text)
            .collect::<Vec<_>>()
            .join(" "),
        "divider" => "---".to_owned(),
        "actions" => {
            let label = |it: &Value| format!("[{}]", text(&it["text"]));
            block["elements"]
                .as_array()
                .into_iter()
                .flatten()
                .map(label)
                .collect::<Vec<_>>()
                .join(" ")
        }
        "data_visualization" => format!("(chart: {})", block["title"].as_str().unwrap_or_default()),
        "rich_text" => rich(block, name),
        "input" => input(block),
        other => format!("<{other}>"),
    }
}

fn input(block: &Value) -> String {
    let label = block["label"]["text"].as_str().unwrap_or_default();
    let element = &block["element"];
    let initial = element["initial_value"]
        .as_str()
        .or_else(|| element["initial_option"]["text"]["text"].as_str())
        .or_else(|| element["initial_date"].as_str())
        .or_else(|| element["initial_time"].as_str())
        .or_else(|| element["initial_conversation"].as_str())
        .unwrap_or("____");
    let need = if block["optional"].as_bool().unwrap_or(false) { "" } else { "*" };
    format!("{label}{need}: {initial}")
}

fn rich(value: &Value, name: impl Fn(&str) -> String + Copy) -> String {
    let mut out = String::new();
    for element in value["elements"].as_array().into_iter().flatten() {
        match element["type"].as_str().unwrap_or_default() {
            "text" => out.push_str(element["text"].as_str().unwrap_or_default()),
            "link" => out.push_str(&format!("<{}>", element["url"].as_str().unwrap_or_default())),
            "user" => {
                out.push_str(&format!("@{}", name(element["user_id"].as_str().unwrap_or_default())))
            }
            kind @ ("rich_text_section" | "rich_text_quote" | "rich_text_preformatted") => {
                if !out.is_empty() && !out.ends_with('\n') {
                    out.push('\n');
                }
                let inner = rich(element, name);
                match kind {
                    "rich_text_quote" => {
                        out.push_str(&format!("> {}", inner.replace('\n', "\n> ")))
                    }
                    _ => out.push_str(&inner),
                }
            }
            other => out.push_str(&format!("<{other}>")),
        }
    }
    out.trim_end().to_owned()
}

/// mrkdwn with its tokens read: mentions as names, dates by their fallback.
fn words(text: &str, name: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('>') else { break };
        let token = &rest[open + 1..open + close];
        if let Some(user) = token.strip_prefix('@') {
            out.push_str(&format!("@{}", name(user)));
        } else if let Some(channel) = token.strip_prefix('#') {
            out.push_str(&format!("#{}", name(channel)));
        } else if let Some(date) = token.strip_prefix("!date^") {
            out.push_str(date.rsplit('|').next().unwrap_or_default());
        } else if let Some((_, label)) = token.split_once('|') {
            out.push_str(&format!("<{label}>"));
        } else {
            out.push_str(&format!("<{token}>"));
        }
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
