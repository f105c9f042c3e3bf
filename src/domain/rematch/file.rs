//! What a mentee wrote, as the text of a Markdown file: every word stands there, and none of them does anything.
//!
//! What was written is escaped wherever Markdown would take it for a heading, a link, a picture or markup, so that a
//! program that shows the file shows words.

use crate::domain::text::UserText;

/// A week of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Week {
    /// Which week, in words.
    pub title: String,
    /// What was asked, and what the mentee said to it.
    pub said: Vec<(String, UserText)>,
    /// What the mentor was asked, and what they replied.
    pub replies: Vec<(String, UserText)>,
}

/// What stands in the file beside the words of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading<'a> {
    /// Its title.
    pub title: &'a str,
    /// What it is, and whose words are in it.
    pub about: &'a str,
    /// Over what the mentor replied.
    pub replies: &'a str,
    /// When there is nothing.
    pub nothing: &'a str,
}

/// The text of the file, the weeks in the order they come in.
pub fn markdown(heading: &Heading<'_>, weeks: &[Week]) -> String {
    let mut text = format!("# {}\n\n{}\n", heading.title, heading.about);
    if weeks.is_empty() {
        text.push_str(&format!("\n{}\n", heading.nothing));
    }
    for week in weeks {
        text.push_str(&format!("\n## {}\n", escaped(&week.title)));
        week.said.iter().for_each(|said| under(&mut text, said));
        if !week.replies.is_empty() {
            text.push_str(&format!("\n### {}\n", heading.replies));
            week.replies.iter().for_each(|said| under(&mut text, said));
        }
    }
    text
}

/// A label and the words under it, as a quotation.
fn under(text: &mut String, (label, words): &(String, UserText)) {
    text.push_str(&format!("\n**{}**\n\n", escaped(label).replace('\n', " ")));
    for line in words.expose().lines() {
        text.push_str(&format!("> {}\n", escaped(line.trim())));
    }
}

/// A line of which Markdown takes nothing for its own: every ASCII mark that could mean something stands behind a
/// backslash, which Markdown does not show.
fn escaped(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    for (at, mark) in line.char_indices() {
        let before = line.get(..at).unwrap_or_default();
        let begins = before.chars().all(|it| it.is_ascii_digit());
        let escapes = match mark {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '!' | '@' | '$' => {
                true
            }
            '#' | '+' | '-' | '=' => before.is_empty(),
            '.' | ')' => begins || before.to_ascii_lowercase().ends_with("www"),
            ':' => line.get(at..).is_some_and(|rest| rest.starts_with("://")) || begins,
            _ => false,
        };
        if escapes {
            text.push('\\');
        }
        text.push(mark);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_anybody_wrote_does_anything() {
        for (written, shown) in [
            ("# Not a heading", "\\# Not a heading"),
            ("C# and F#", "C# and F#"),
            ("- one", "\\- one"),
            ("well-known", "well-known"),
            ("1. one", "1\\. one"),
            ("1.5 hours", "1\\.5 hours"),
            ("[here](https://example.com)", "\\[here\\](https\\://example.com)"),
            ("![](https://example.com/x.png)", "\\!\\[\\](https\\://example.com/x.png)"),
            ("<img src=x onerror=alert(1)>", "\\<img src=x onerror=alert(1)\\>"),
            ("www.example.com", "www\\.example.com"),
            ("ines@example.com", "ines\\@example.com"),
            (
                "`rm` *now* _please_ ~~no~~ a|b",
                "\\`rm\\` \\*now\\* \\_please\\_ \\~\\~no\\~\\~ a\\|b",
            ),
            ("&lt;script&gt;", "\\&lt;script\\&gt;"),
            ("a \\ b", "a \\\\ b"),
        ] {
            assert_eq!(escaped(written), shown);
        }
    }

    #[test]
    fn every_line_stands_in_a_quotation() {
        let words = UserText::from_stored("First\n\n    # second\n> third".to_owned());
        let week = Week {
            title: "Week of 2 November".to_owned(),
            said: vec![("What I *learned*".to_owned(), words.clone())],
            replies: vec![("Feedback".to_owned(), words)],
        };
        let heading = Heading { title: "T", about: "A", replies: "Replies", nothing: "None" };
        let quoted = "> First\n> \n> \\# second\n> \\> third\n";
        assert_eq!(
            markdown(&heading, &[week]),
            format!(
                "# T\n\nA\n\n## Week of 2 November\n\n**What I \\*learned\\***\n\n{quoted}\n### Replies\n\n**Feedback**\n\n\
                 {quoted}"
            )
        );
        assert_eq!(markdown(&heading, &[]), "# T\n\nA\n\nNone\n");
    }
}
