//! What somebody typed to the bot itself, which no form asked for: kept until they say what it shall become.
//!
//! Messages in a row are one thing to say, so they are decided about together. Nothing here guesses what was meant.

use jiff::{SignedDuration, Timestamp};

use super::{
    checkin::MAX_ANSWER,
    ids::{PairId, PersonId, SlackChannel, SlackTs, TypedId},
    reply::Edition,
    text::UserText,
};

/// Messages at most so far apart, in one place and not decided about, are one thing to say.
pub const IN_A_ROW: SignedDuration = SignedDuration::from_hours(1);

/// How long what is not decided about is kept, from its last change.
pub const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The most characters of a note, which is what one message holds.
pub const MAX_NOTE: usize = 10_000;

/// What stands between two messages that are said as one.
const BETWEEN: &str = "\n\n";

/// One thing somebody typed, in one message or several in a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// Our id.
    pub id: TypedId,
    /// Who typed it.
    pub person: PersonId,
    /// The conversation of that person and the bot.
    pub channel: SlackChannel,
    /// The thread in it; `None` for the conversation itself.
    pub thread: Option<SlackTs>,
    /// What became of it.
    pub state: TypedState,
    /// How many offers were made; the last one counts.
    pub offers: u32,
    /// How often it was made a note; the last one counts.
    pub notes: u32,
    /// Its messages, in the order they were said.
    pub messages: Vec<TypedMessage>,
}

/// One message of it.
#[derive(Debug, Clone, PartialEq)]
pub struct TypedMessage {
    /// Its time stamp.
    pub ts: SlackTs,
    /// When it was said, by Slack's clock.
    pub said_at: Timestamp,
    /// Which of its texts is known.
    pub edition: Edition,
    /// The words; `None` when there are none, or when they are not needed any more.
    pub text: Option<UserText>,
    /// How many files hung on it; they are not passed on.
    pub files: usize,
}

/// What became of something typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypedState {
    /// Nothing yet: it is offered.
    Open,
    /// A note to the other one of this pair, which waits for their day.
    Note(PairId),
    /// A note that the other one of this pair has.
    Brought(PairId),
    /// A note that could not be brought to the other one of this pair.
    NotBrought(PairId),
    /// A part of a check-in.
    Checkin,
    /// A part of a question.
    Question,
    /// A part of a reply.
    Reply,
    /// Nothing, as its author wished.
    Dropped,
    /// Its author took the message back, or edited it into nothing.
    Withdrawn,
    /// Nobody decided for as long as it is kept.
    Expired,
}

/// What there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// No words at all.
    Nothing,
    /// A form's field, and so anything.
    Field,
    /// A note only; so many characters.
    Note(usize),
    /// Nothing takes so many characters at once.
    TooLong(usize),
}

impl Typed {
    /// All its words as one text; `None` when there are none.
    pub fn text(&self) -> Option<UserText> {
        let texts: Vec<&str> =
            self.messages.iter().filter_map(|it| Some(it.text.as_ref()?.expose())).collect();
        (!texts.is_empty()).then(|| UserText::from_stored(texts.join(BETWEEN)))
    }

    /// How many files hang on its messages.
    pub fn files(&self) -> usize {
        self.messages.iter().map(|it| it.files).sum()
    }

    /// What there is room for.
    pub fn fit(&self) -> Fit {
        match self.text().map(|text| text.chars()) {
            None => Fit::Nothing,
            Some(chars) if chars <= MAX_ANSWER => Fit::Field,
            Some(chars) if chars <= MAX_NOTE => Fit::Note(chars),
            Some(chars) => Fit::TooLong(chars),
        }
    }

    /// Whether something said at `at` belongs to it: it is not decided about, and was said at most an hour away.
    pub fn goes_on(&self, at: Timestamp) -> bool {
        let near = |it: &TypedMessage| at.duration_since(it.said_at).abs() <= IN_A_ROW;
        self.state == TypedState::Open && self.messages.iter().any(near)
    }
}

/// A text with more words under it, in the order they were written; `None` when a field of a form does not hold both.
pub fn join(there: Option<&UserText>, more: &UserText) -> Option<UserText> {
    let Some(there) = there else { return (more.chars() <= MAX_ANSWER).then(|| more.clone()) };
    // Whoever opens the form twice has not written it twice.
    let stands_alone = |text: &UserText| format!("{BETWEEN}{}{BETWEEN}", text.expose());
    if stands_alone(there).contains(&stands_alone(more)) {
        return Some(there.clone());
    }
    let both = UserText::from_stored(format!("{}{BETWEEN}{}", there.expose(), more.expose()));
    (both.chars() <= MAX_ANSWER).then_some(both)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> UserText {
        UserText::parse(text, MAX_NOTE * 2).unwrap()
    }

    fn typed(texts: &[(&str, &str)]) -> Typed {
        let message = |(at, text): &(&str, &str)| {
            let said_at: Timestamp = at.parse().unwrap();
            TypedMessage {
                ts: format!("{}.000100", said_at.as_second()).as_str().into(),
                said_at,
                edition: Edition::default(),
                text: (!text.is_empty()).then(|| words(text)),
                files: 1,
            }
        };
        Typed {
            id: TypedId(1),
            person: PersonId(1),
            channel: "D1".into(),
            thread: None,
            state: TypedState::Open,
            offers: 1,
            notes: 0,
            messages: texts.iter().map(message).collect(),
        }
    }

    #[test]
    fn messages_in_a_row_are_one_text_until_something_is_decided() {
        let at = |text: &str| text.parse().unwrap();
        let one = typed(&[("2026-11-06T10:00:00Z", "First."), ("2026-11-06T10:40:00Z", "Second.")]);
        assert_eq!(one.text(), Some(words("First.\n\nSecond.")));
        assert_eq!(one.files(), 2);
        assert!(one.goes_on(at("2026-11-06T11:40:00Z")) && one.goes_on(at("2026-11-06T09:00:00Z")));
        assert!(!one.goes_on(at("2026-11-06T11:40:01Z")));
        let decided = Typed { state: TypedState::Dropped, ..one };
        assert!(!decided.goes_on(at("2026-11-06T10:41:00Z")));
    }

    #[test]
    fn what_it_can_become_depends_on_its_length() {
        let fit = |text: &str| typed(&[("2026-11-06T10:00:00Z", text)]).fit();
        assert_eq!(fit(""), Fit::Nothing);
        assert_eq!(fit(&"é".repeat(3_000)), Fit::Field);
        assert_eq!(fit(&"é".repeat(3_001)), Fit::Note(3_001));
        assert_eq!(fit(&"é".repeat(10_000)), Fit::Note(10_000));
        assert_eq!(fit(&"é".repeat(10_001)), Fit::TooLong(10_001));
    }

    #[test]
    fn a_field_keeps_what_stands_in_it() {
        let there = words("Here already.");
        let both = join(Some(&there), &words("New."));
        assert_eq!(both, Some(words("Here already.\n\nNew.")));
        assert_eq!(join(both.as_ref(), &words("New.")), both, "once");
        let more = join(Some(&there), &words("ready"));
        assert_eq!(
            more,
            Some(words("Here already.\n\nready")),
            "a piece of another word is not it"
        );
        assert_eq!(join(None, &words("New.")), Some(words("New.")));
        assert_eq!(join(Some(&there), &words(&"x".repeat(2_999))), None);
    }
}
