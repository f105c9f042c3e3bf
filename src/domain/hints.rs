//! Two gentle hints for a mentor, by plain rules: nothing is stored, and nobody but the mentor sees them.
//!
//! Everything a mentor wrote about one check-in counts together as one reply, so that three short lines in a thread are
//! not three replies. In the form the fields say what a reply holds. What was typed in the thread has no fields: a question
//! mark counts as a question, an address or an attachment as an example, and progress cannot be told from words.
//!
//! A hint is due after three replies running and shows in the form for the next one; then again after three more. So it
//! follows from the replies alone, and one better reply ends it.
//!
//! Nobody is told to write what they were not asked for: a form without a part for a question, an example or progress says
//! nothing of them, and what was written in such a form lacks nothing.

use super::{
    reply::{Reply, ReplyPart},
    template::Question,
};

/// After so many replies running.
const RUNNING: usize = 3;

/// So many of the newest replies are looked at; whoever ignores ten hints in a row hears no more of it.
pub const LOOK_BACK: usize = 10 * RUNNING + 1;

/// Shorter replies than this are short, in characters.
const SHORT: usize = 40;

/// What may be gently said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// No question, example or noticed progress in three replies running.
    OnlyFeedback,
    /// Under 40 characters three times running.
    Short,
}

/// The hint that is due in a form that asks for `parts`, if any. `replies` are those of one mentor to one mentee, newest
/// first, each with everything that was said about one check-in.
pub fn due(replies: &[Vec<Reply>], parts: &[Question]) -> Option<Hint> {
    let running = |is_so: fn(&Vec<Reply>) -> bool| {
        let count = replies.iter().take(LOOK_BACK).take_while(|said| is_so(said)).count();
        count > 0 && count % RUNNING == 0
    };
    let mut asked = parts.iter().filter_map(|it| ReplyPart::read(&it.name));
    if asked.any(is_more_than_feedback) && running(|said| !said.iter().any(leads_on)) {
        return Some(Hint::OnlyFeedback);
    }
    running(|said| said.iter().map(chars).sum::<usize>() < SHORT).then_some(Hint::Short)
}

fn is_more_than_feedback(part: ReplyPart) -> bool {
    match part {
        ReplyPart::Example | ReplyPart::Question | ReplyPart::Progress => true,
        ReplyPart::Feedback => false,
    }
}

/// Whether a reply asks, shows or notices something, or was written where that had no place.
fn leads_on(reply: &Reply) -> bool {
    match reply {
        Reply::Form(form) => {
            let has_place = form.asked.iter().any(|it| is_more_than_feedback(it.part));
            let leads_on =
                form.question.is_some() || form.example.is_some() || form.progress.is_some();
            leads_on || !has_place
        }
        Reply::Answer(answer) => answer.question.is_some() || answer.link.is_some(),
        Reply::Said(said) => {
            let words = said.text.as_ref().map_or("", |text| text.expose());
            let shows = words.contains("https://") || words.contains("http://");
            words.contains('?') || shows || said.files > 0
        }
    }
}

fn chars(reply: &Reply) -> usize {
    reply.texts().iter().map(|text| text.chars().count()).sum()
}

#[cfg(test)]
mod tests {
    use super::super::{
        reply::{AskedPart, ReplyForm, SaidReply},
        template::Need,
        text::UserText,
    };
    use super::*;

    fn words(text: &str) -> UserText {
        UserText::parse(text, 3000).unwrap()
    }

    fn said(text: &str) -> Vec<Reply> {
        vec![Reply::Said(SaidReply { text: Some(words(text)), files: 0 })]
    }

    fn asks(parts: &[ReplyPart]) -> Vec<Question> {
        let question = |part: &ReplyPart| Question {
            name: part.name().to_owned(),
            label: String::new(),
            hint: None,
            need: Need::Optional,
        };
        parts.iter().map(question).collect()
    }

    fn feedback(asked: &[ReplyPart]) -> Vec<Reply> {
        let asked = asked.iter().map(|part| AskedPart { part: *part, label: String::new() });
        let feedback = Some(words(LONG));
        vec![Reply::Form(ReplyForm { asked: asked.collect(), feedback, ..ReplyForm::default() })]
    }

    fn hint(replies: &[Vec<Reply>]) -> Option<Hint> {
        due(replies, &asks(&ReplyPart::ALL))
    }

    const LONG: &str = "The import screen does one thing and does it well, I think.";

    #[test]
    fn three_replies_of_feedback_alone_deserve_a_hint_and_three_more_another() {
        for (replies, expected) in [
            (0, None),
            (2, None),
            (3, Some(Hint::OnlyFeedback)),
            (4, None),
            (5, None),
            (6, Some(Hint::OnlyFeedback)),
            (60, None),
        ] {
            assert_eq!(hint(&vec![said(LONG); replies]), expected, "{replies}");
        }
    }

    #[test]
    fn a_question_an_example_an_attachment_or_progress_is_enough() {
        let file = vec![Reply::Said(SaidReply { text: None, files: 1 })];
        let form = ReplyForm {
            progress: Some(words("You asked early, and well, on your own.")),
            ..ReplyForm::default()
        };
        for better in [
            said("What would it cost to borrow the string there instead?"),
            said("See https://doc.rust-lang.org/std/borrow/enum.Cow.html."),
            [said(LONG), said("Why, though?")].concat(),
            vec![Reply::Form(form)],
        ] {
            assert_eq!(hint(&[said(LONG), better.clone(), said(LONG)]), None, "{better:?}");
            assert_eq!(hint(&[better, said(LONG), said(LONG), said(LONG)]), None);
        }
        assert_eq!(hint(&[file, said(LONG), said(LONG), said(LONG)]), None);
    }

    #[test]
    fn three_short_replies_deserve_one_too() {
        let short = said("Why?");
        assert_eq!(hint(&vec![short.clone(); 3]), Some(Hint::Short));
        assert_eq!(hint(&vec![short.clone(); 4]), None);
        let lines = [said("Good."), said("Why the copy here, and not a borrow?"), said("Ok.")];
        assert_eq!(
            hint(&[short.clone(), short.clone(), lines.concat()]),
            None,
            "one reply of three lines"
        );
        assert_eq!(
            hint(&vec![said("Well done."); 3]),
            Some(Hint::OnlyFeedback),
            "one hint at a time"
        );
    }

    #[test]
    fn nobody_is_told_to_write_what_they_were_not_asked_for() {
        let nothing_else = [ReplyPart::Feedback];
        assert_eq!(due(&vec![said(LONG); 3], &asks(&nothing_else)), None);
        assert_eq!(due(&vec![feedback(&ReplyPart::ALL); 3], &asks(&nothing_else)), None);
        let short = vec![said("Well done."); 3];
        assert_eq!(
            due(&short, &asks(&nothing_else)),
            Some(Hint::Short),
            "length is another matter"
        );
        for part in [ReplyPart::Example, ReplyPart::Question, ReplyPart::Progress] {
            let asks = asks(&[ReplyPart::Feedback, part]);
            assert_eq!(due(&vec![said(LONG); 3], &asks), Some(Hint::OnlyFeedback), "{part:?}");
        }
        // The template asks for more since last week; what was written before lacks nothing.
        let (before, now) = (feedback(&nothing_else), feedback(&ReplyPart::ALL));
        assert_eq!(hint(&[now.clone(), now.clone(), before]), None);
        assert_eq!(hint(&vec![now; 3]), Some(Hint::OnlyFeedback));
    }
}
