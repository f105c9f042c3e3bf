//! What a new pair is told about what came along, and the words of the file.

use crate::{
    domain::{
        checkin::Answers,
        person::Person,
        rematch::{Brought, file::Heading},
        reply::{Example, Reply, ReplyForm, ReplyPart},
        template::{Content, Question},
        text::UserText,
        week::Week,
    },
    features::bodies,
    slack::blocks::{Message, say, small, words::mention},
};

/// What the file is called.
pub const FILE: &str = "check-ins-so-far.md";

/// What stands over it in the conversation.
pub const TITLE: &str = "Check-ins so far";

/// To both, after the greeting.
pub fn note(mentee: &Person, brought: &[Brought]) -> Message {
    let lines: Vec<String> = brought.iter().map(|it| format!("• {}", words(*it))).collect();
    Message::new("What comes along")
        .block(say(format!("*{} brings along:*\n{}", mention(&mentee.user), lines.join("\n"))))
        .block(small(
            "It was theirs to choose. Nothing else of their pair before is shown to anybody here.",
        ))
}

fn words(brought: Brought) -> &'static str {
    match brought {
        Brought::Goals => "the goals that were open, with their milestones",
        Brought::Open => {
            "what they set out to do, which is asked about in the check-ins, and the questions that waited, asked anew"
        }
        Brought::History => "their check-ins so far, as a file under this message",
        Brought::Leave => "why they are away soon, when I announce it",
    }
}

/// To the mentee, when the file did not get through.
pub fn lost(mentor: &Person) -> Message {
    Message::new("Your check-ins could not be brought along").block(say(format!(
        "I couldn't bring the file with your check-ins to the room with {}, or Slack doesn't say whether it is there. If it is \
         missing and you'd like them to read something of it, `/checkin history` shows it to you, and you can copy it.",
        mention(&mentor.user)
    )))
}

/// What stands at the top of the file.
pub fn heading(with_replies: bool) -> Heading<'static> {
    Heading {
        title: TITLE,
        about: match with_replies {
            true => {
                "What a mentee wrote in their check-ins, with their former mentor's replies. Both agreed that it is read here."
            }
            false => "What a mentee wrote in their check-ins. They chose that it is read here.",
        },
        replies: "Replies",
        nothing: "There were no check-ins yet.",
    }
}

/// The title of a week.
pub fn week(week: Week) -> String {
    format!("Week of {}", week.human())
}

/// What the mentee wrote in a check-in, without their feedback for their mentor, which is nobody else's.
pub fn written(content: &Content, answers: &Answers) -> Vec<(String, UserText)> {
    let line = answers.one_line.iter().map(|line| (bodies::ONE_LINE.to_owned(), line.clone()));
    let reviewed = answers.last_plan.iter().map(|review| {
        let outcome = review.outcome.map_or("Not said", bodies::plan_outcome);
        (format!("{}: {outcome}", bodies::LAST_PLAN), review.item.clone())
    });
    let said = |asked: &Question| Some((asked.label.clone(), answers.to(asked)?.clone()));
    let back = content.looking_back.iter().flat_map(|part| &part.questions).filter_map(said);
    let questions = answers.questions.iter().enumerate().map(|(nth, question)| {
        let kind = bodies::question_kind(question.kind);
        (format!("{} ({kind})", bodies::question_label(nth)), question.text.clone())
    });
    let ahead = content.planned().chain(&content.monthly).filter_map(said);
    line.chain(reviewed).chain(back).chain(questions).chain(ahead).collect()
}

/// What the former mentor replied.
pub fn replied(reply: &Reply) -> Vec<(String, UserText)> {
    match reply {
        Reply::Form(form) => {
            let parts = form
                .asked
                .iter()
                .filter_map(|asked| Some((asked.label.clone(), part(form, asked.part)?)));
            let told = form.once_a_month.iter().map(|told| (told.label.clone(), told.text.clone()));
            parts.chain(told).collect()
        }
        Reply::Answer(answer) => {
            let parts =
                [(bodies::ANSWER, &answer.words), (bodies::QUESTION_BACK, &answer.question)];
            let said =
                |(label, text): (&str, &Option<UserText>)| Some((label.to_owned(), text.clone()?));
            parts.into_iter().filter_map(said).collect()
        }
        Reply::Said(said) => {
            said.text.iter().map(|text| ("In the thread".to_owned(), text.clone())).collect()
        }
    }
}

fn part(form: &ReplyForm, part: ReplyPart) -> Option<UserText> {
    match part {
        ReplyPart::Feedback => form.feedback.clone(),
        ReplyPart::Example => form.example.as_ref().map(|example| match example {
            Example::Link(link) => UserText::from_stored(link.as_str().to_owned()),
            Example::Words(words) => words.clone(),
        }),
        ReplyPart::Question => form.question.clone(),
        ReplyPart::Progress => form.progress.clone(),
    }
}
