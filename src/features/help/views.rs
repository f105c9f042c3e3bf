//! What the bot says about itself, and the plain notices of things that did not happen.

use crate::{
    domain::ids::SlackUser,
    slack::{
        action::Form,
        blocks::{
            Block, Message, say, small,
            view::Modal,
            words::{escape, mention},
        },
        command::usage::{Audience, Part, USAGE, Usage},
    },
};

/// What can be typed.
pub fn usage(audiences: &[Audience], problem: Option<&str>) -> Message {
    let mut message = Message::new(problem.unwrap_or("What you can type to Trellis"));
    if let Some(problem) = problem {
        message = message.block(say(problem));
    }
    if !audiences.contains(&Audience::Pairs) {
        message = message.block(say(
            "I'm Trellis. I look after mentorship here: a mentee writes a short check-in every week, and their mentor \
             answers it in writing, each in their own working hours. You are not in a pair at the moment; a lead of \
             the programme can start one for you.",
        ));
    }
    message = message.blocks(USAGE.iter().filter_map(|part| lines(part, audiences)));
    if audiences.contains(&Audience::Pairs) {
        message = message.block(small(
            "You can also simply write to me, and I ask what to make of it. The menu of a message has more: ask \
             your mentor about it, or keep it as a decision or a resource. When something doesn't work between you two: \
             *Something is off* in App Home reaches your partner, or a lead in confidence.",
        ));
    }
    message.block(small(
        "`/mentor help` shows this again. Slack does not take slash commands inside threads; type them in any channel or DM.",
    ))
}

/// One block each: all of it is more than Slack shows in one.
fn lines(part: &Part, audiences: &[Audience]) -> Option<Block> {
    let theirs = part.lines.iter().filter(|usage| audiences.contains(&usage.audience));
    // `<words>` would be taken for a token of Slack's.
    let line = |usage: &Usage| format!("\n`{}` – {}", escape(usage.typed), usage.does);
    let lines: String = theirs.map(line).collect();
    (!lines.is_empty()).then(|| say(format!("*{}*{lines}", part.title)))
}

/// A sentence about something that did not happen.
pub fn notice(sentence: &str) -> Message {
    Message::new(sentence).block(say(sentence))
}

/// The same where only a modal can be shown.
pub fn notice_modal(sentence: &str) -> Modal {
    Modal::new(Form::Page.id(), "That didn't work").close("Close").block(say(sentence))
}

/// Something broke on our side.
pub fn not_saved() -> String {
    "I couldn't save that just now, and nothing has changed. Please try again in a moment; if you typed something, \
     it is still here."
        .to_owned()
}

/// What was pressed belongs to a pair of theirs that has ended.
pub fn over(other: &SlackUser) -> String {
    format!(
        "Your pair with {} has ended, so nothing has changed. What you two wrote is still there.",
        mention(other)
    )
}

/// The same for a form that was sent; under a field, Slack shows nobody's name.
pub fn over_in_a_form() -> String {
    "Your pair has ended, so this was not sent. Your words are still in this form; copy them if you need them.".to_owned()
}

/// Slack did not open a form or a page.
pub fn not_shown() -> String {
    "Slack didn't open that just now, and nothing has changed. Please try again.".to_owned()
}
