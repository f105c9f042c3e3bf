//! What somebody typed in Slack, as the words they saw while typing.
//!
//! Slack hands typed text out escaped, with mentions and links as `<…>`. What is kept and found again are plain words:
//! whoever reads them later reads what was written, and nothing in them is active any more.

use crate::domain::ids::SlackUser;

/// The words behind a message's `text`. `name` knows what to call a person; others become "somebody".
pub fn plain(text: &str, name: impl Fn(&SlackUser) -> Option<String>) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(&unescape(before));
        let Some((token, after)) = after.split_once('>') else {
            // Slack escapes what a person types, so this is no token of Slack's.
            words.push('<');
            rest = after;
            continue;
        };
        words.push_str(&unescape(&said(token, &name)));
        rest = after;
    }
    words.push_str(&unescape(rest));
    words
}

/// What stood on the screen for one `<…>`.
fn said(token: &str, name: impl Fn(&SlackUser) -> Option<String>) -> String {
    let (what, label) = match token.split_once('|') {
        Some((what, label)) => (what, Some(label).filter(|label| !label.is_empty())),
        None => (token, None),
    };
    if let Some(user) = what.strip_prefix('@') {
        let known = name(&SlackUser::from(user)).or(label.map(str::to_owned));
        return format!("@{}", known.as_deref().unwrap_or("somebody"));
    }
    if what.starts_with('#') {
        return format!("#{}", label.unwrap_or("a channel"));
    }
    if let Some(word) = what.strip_prefix('!') {
        let word = word.split('^').next().unwrap_or(word);
        return label.map_or_else(|| format!("@{word}"), str::to_owned);
    }
    match label {
        Some(label) if !what.ends_with(label) => format!("{label} ({what})"),
        Some(_) | None => what.to_owned(),
    }
}

/// Slack escapes these three and nothing else.
fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        plain(text, |user| (user.as_str() == "U1").then(|| "Inês Duarte".to_owned()))
    }

    #[test]
    fn escaped_signs_are_signs_again_and_only_once() {
        assert_eq!(read("Vec&lt;u8&gt; &amp; friends"), "Vec<u8> & friends");
        assert_eq!(read("&amp;lt;"), "&lt;");
    }

    #[test]
    fn mentions_and_links_read_as_they_did_on_the_screen() {
        assert_eq!(read("<@U1> and <@U2|noah> and <@U3>"), "@Inês Duarte and @noah and @somebody");
        assert_eq!(read("<https://example.com/?a=1&amp;b=2>"), "https://example.com/?a=1&b=2");
        assert_eq!(read("<https://example.com|the guide>"), "the guide (https://example.com)");
        assert_eq!(read("<http://example.com|example.com>"), "http://example.com");
        assert_eq!(read("<#C1|help> <!here> <!subteam^S1|@team>"), "#help @here @team");
        assert_eq!(read("<!date^1^{date}|Friday> a < b"), "Friday a < b");
    }
}
