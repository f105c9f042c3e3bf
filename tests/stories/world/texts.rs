//! The fields people write in, and the texts that would like to be more than words.
//!
//! Whoever writes everything everywhere takes these lists, so that a new field or a new trick is tried in all of them.

/// The fields of a check-in, in the order they are read in.
pub(crate) const CHECKIN_FIELDS: [&str; 12] = [
    "tasks",
    "learned",
    "tried",
    "happened",
    "question_0",
    "question_1",
    "question_2",
    "primary",
    "secondary",
    "stretch",
    "works_well",
    "could_improve",
];

/// The fields of a reply.
pub(crate) const REPLY_FIELDS: [&str; 4] = ["feedback", "example", "question", "progress"];

/// Stands in every hostile text, so that it can be found wherever it comes up.
pub(crate) const MARKER: &str = "zq7";

/// Texts that would like to be more than words.
pub(crate) fn hostile() -> Vec<String> {
    let texts = [
        "<!channel> <!here> <!everyone> @channel @here <!subteam^S1>",
        "<@U000000001> <@U000000003|lena> <#C1|general>",
        "*bold* _it_ ~gone~ `code` ```block```\n> quote\n• list",
        "<https://evil.example|your bank> https://evil.example mailto:a@evil.example",
        "&lt;!channel&gt; &amp;lt; & < >",
        "<!date^1793977500^{date}|today> :tada: {date_short}",
        "\u{202e}gnp.exe\u{202c} \u{2066}x\u{2069} \u{61c}\u{200e}",
        "nul\0 bell\u{7} colour\u{1b}[31m line\r\nend\u{85}next\u{2028}sep",
        "zero\u{200b}width\u{feff}and\u{2060} hidden\u{e0041}tags",
        "العربية עברית ܐ — right to left",
        "'; drop table people; -- \" \\ %s {} \" OR 1=1",
        "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 e\u{301} \u{1f1f5}\u{1f1f9}",
    ];
    let mut texts: Vec<String> = texts.iter().map(|text| format!("{MARKER} {text}")).collect();
    texts.push(format!("{MARKER} {}", "🎉".repeat(450)));
    texts
}
