//! How what people wrote looks, wherever it is shown: in the room, in a thread, in the history.
//!
//! A text always stands under the words it was written under: those of its template's version, or the labels here, which
//! the forms share. It knows nobody and no state: who wrote it, and when, is said by whoever shows it.

use crate::{
    domain::{
        answer::{Answer, LinkKind},
        checkin::{Answers, PlanOutcome, PlanReview, Question, QuestionKind},
        difference::Difference,
        follow_up::{FollowUps, Outcome},
        goal::{Area, Goal, Progress, Reach},
        ids::QuestionId,
        learning::Learning,
        pair::Side,
        question::{Closed, Content as Asking, Kind, Part},
        reply::{AskedPart, Example, ReplyForm, ReplyPart},
        review::{Gap, Statement, Trend},
        template::{self, Content},
        text::{TextProblem, UserText},
        topic::Topic,
        zone::words::short_day_year,
    },
    slack::{
        action::Action,
        blocks::{
            Block, Button, buttons, code, divider, header, link, quote, say, small, words::escape,
        },
    },
};

/// A check-in that is one line.
pub const ONE_LINE: &str = "In one line";
/// Above last week's plan.
pub const LAST_PLAN: &str = "Last week's plan";
/// The blocker's box.
pub const BLOCKED: &str = "I am blocked and can't go on without help";
/// Above the questions.
pub const QUESTIONS: &str = "Questions for my mentor";
/// Above what is asked once a month.
pub const ONCE_A_MONTH: &str = "Once a month";
/// Above what the mentor is told about mentoring.
pub const FEEDBACK: &str = "Feedback for my mentor";
/// What works well.
pub const WORKS_WELL: &str = "What works well for me";
/// What could be better.
pub const COULD_IMPROVE: &str = "What could be better";

/// What the mentee sees differently.
pub const SEE_DIFFERENTLY: &str = "What I see differently";
/// What the mentee would like.
pub const WOULD_LIKE: &str = "What I would like";

/// An action to be written down.
pub const NEW_ACTION: &str = "An action: one thing somebody sets out to do";
/// Its owner.
pub const FOR_WHOM: &str = "Who does it";
/// An earlier action of whoever reads.
pub const ACTION_OF_YOURS: &str = "You set out to";
/// What became of it.
pub const BECAME: &str = "What became of it?";
/// Above what became of earlier actions.
const ACTIONS: &str = "Actions";

/// What became of an action.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "Done",
        Outcome::Still => "Still on it",
        Outcome::Dropped => "Dropped",
    }
}

/// Who does an action, as `writer` chooses it.
pub fn whose(writer: Side, owner: Side) -> &'static str {
    match (writer, owner) {
        (Side::Mentee, Side::Mentee) | (Side::Mentor, Side::Mentor) => "I do",
        (Side::Mentee, Side::Mentor) => "My mentor does",
        (Side::Mentor, Side::Mentee) => "My mentee does",
    }
}

/// Above an action, for both to read.
pub fn owned(owner: Side) -> &'static str {
    match owner {
        Side::Mentee => "The mentee sets out to",
        Side::Mentor => "The mentor sets out to",
    }
}

/// How far a goal is; `None` while it has no milestones.
pub fn progress(progress: Progress) -> Option<String> {
    match progress {
        Progress { of: 0, .. } => None,
        Progress { done, of: 1 } => Some(format!("{done} of 1 milestone")),
        Progress { done, of } => Some(format!("{done} of {of} milestones")),
    }
}

/// Above the title of a goal, wherever it is quoted.
pub fn goal(goal: &Goal) -> String {
    let what = match goal.aim.reach {
        Reach::Usual => "Goal",
        Reach::Stretch => "Stretch goal",
    };
    let by = short_day_year(goal.aim.due_on);
    let far = progress(goal.aim.progress()).map(|far| format!(": {far}")).unwrap_or_default();
    format!("{what}, by {by}{far}")
}

/// The open goals of an area at a glance, in mrkdwn: how many, and how far they are together.
pub fn area((area, goals, far): &(Area, usize, Progress)) -> String {
    let goals = match goals {
        1 => "1 goal".to_owned(),
        many => format!("{many} goals"),
    };
    let far = progress(*far).map(|far| format!(", {far}")).unwrap_or_default();
    format!("{}: {goals}{far}", escape(area.name()))
}

/// Everything a check-in or a reply says about actions; nothing when it says nothing.
pub fn follow_ups(said: &FollowUps) -> Vec<Block> {
    if *said == FollowUps::default() {
        return Vec::new();
    }
    let became = said.became.iter().map(|(action, it)| quote(outcome(*it), &action.words));
    let new = said.new.iter().map(|action| quote(owned(action.owner), &action.words));
    std::iter::once(header(ACTIONS)).chain(became).chain(new).collect()
}

/// What became of a planned item.
pub fn plan_outcome(outcome: PlanOutcome) -> &'static str {
    match outcome {
        PlanOutcome::Done => "Done",
        PlanOutcome::DoneAlone => "Done on my own",
        PlanOutcome::NotDone => "Not done",
    }
}

/// A question's label.
pub fn question_label(i: usize) -> String {
    format!("Question {}", i + 1)
}

/// A question's kind.
pub fn question_kind(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Technical => "Technical",
        QuestionKind::Process => "Process",
        QuestionKind::Career => "Career",
    }
}

/// What is wrong with a text; stands under its field.
pub fn problem(problem: TextProblem) -> String {
    match problem {
        TextProblem::Blank => "Write a few words here; one honest sentence is enough.".to_owned(),
        TextProblem::TooLong { chars, max } => format!(
            "This is {} characters too long ({chars} of {max}). Nothing is lost: shorten it and send again.",
            chars - max
        ),
    }
}

/// Everything a check-in says to what `content` asked, in the form's order.
pub fn checkin(content: &Content, answers: &Answers) -> Vec<Block> {
    if let Some(line) = &answers.one_line {
        return vec![quote(ONE_LINE, line)];
    }
    let mut blocks = Vec::new();
    if !answers.last_plan.is_empty() {
        blocks.push(header(LAST_PLAN));
        blocks.extend(answers.last_plan.iter().map(reviewed));
    }
    blocks.extend(
        content.looking_back.iter().flat_map(|part| under(&part.title, &part.questions, answers)),
    );
    if answers.blocked {
        blocks.push(say(format!(":construction: *{BLOCKED}.*")));
    }
    if !answers.questions.is_empty() {
        blocks.push(header(QUESTIONS));
        blocks.extend(answers.questions.iter().enumerate().map(asked));
    }
    blocks.extend(
        content.looking_ahead.iter().flat_map(|part| under(&part.title, &part.questions, answers)),
    );
    blocks.extend(under(ONCE_A_MONTH, &content.monthly, answers));
    if answers.works_well.is_some() || answers.could_improve.is_some() {
        blocks.push(header(FEEDBACK));
        blocks.extend(optional(WORKS_WELL, &answers.works_well));
        blocks.extend(optional(COULD_IMPROVE, &answers.could_improve));
    }
    blocks.push(divider());
    blocks
}

/// What was said to some questions, under their heading; nothing when nothing was.
fn under(title: &str, asked: &[template::Question], answers: &Answers) -> Vec<Block> {
    let said = |it: &template::Question| Some(quote(&it.label, answers.to(it)?));
    let said: Vec<Block> = asked.iter().filter_map(said).collect();
    if said.is_empty() { said } else { [vec![header(title)], said].concat() }
}

/// Everything a reply says, in its form's words and order.
pub fn reply(form: &ReplyForm) -> Vec<Block> {
    let parts = form.asked.iter().filter_map(|asked| replied(form, asked));
    parts.chain(form.once_a_month.iter().map(|told| quote(&told.label, &told.text))).collect()
}

fn replied(form: &ReplyForm, asked: &AskedPart) -> Option<Block> {
    match asked.part {
        ReplyPart::Feedback => optional(&asked.label, &form.feedback),
        ReplyPart::Example => form.example.as_ref().map(|example| match example {
            Example::Link(it) => link(&asked.label, it),
            Example::Words(words) => quote(&asked.label, words),
        }),
        ReplyPart::Question => optional(&asked.label, &form.question),
        ReplyPart::Progress => optional(&asked.label, &form.progress),
    }
}

/// What is asked for in a part of a question, by its kind.
pub fn part(kind: Kind, part: Part) -> &'static str {
    match (part, kind) {
        (Part::Asked, Kind::Quick) => "My question",
        (Part::Asked, Kind::Debug) => "What I want to achieve",
        (Part::Asked, Kind::Concept) => "What I want to understand",
        (Part::Tried, _) => "What I tried",
        (Part::Happened, _) => "What happened, or the text of the error",
        (Part::Theory, Kind::Concept) => "How I understand it so far",
        (Part::Theory, Kind::Quick | Kind::Debug) => "What I think it is",
    }
}

/// What cannot go on.
pub const BLOCKED_BY_IT: &str = "What is blocked";

/// A kind of question.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Quick => "Quick: one line is enough",
        Kind::Debug => "Debug: something doesn't work",
        Kind::Concept => "Concept: how or why something works",
    }
}

/// A topic.
pub fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::Career => "Career",
        Topic::Goals => "Goals",
        Topic::Skills => "Skills",
        Topic::Dilemmas => "Dilemmas at work",
        Topic::Networking => "Networking",
    }
}

/// Everything a question says.
pub fn question(asked: &Asking) -> Vec<Block> {
    let blocked = asked.blocked.iter().map(|text| quote(BLOCKED_BY_IT, text));
    let parts = Part::ALL.into_iter().filter_map(|it| {
        let (label, text) = (part(asked.kind, it), asked.part(it)?);
        Some(match it {
            Part::Happened => code(label, text),
            Part::Asked | Part::Tried | Part::Theory => quote(label, text),
        })
    });
    let about: Vec<&str> = asked.topics.iter().map(|it| topic(*it)).collect();
    let about = (!about.is_empty()).then(|| small(format!("About: {}", about.join(", "))));
    blocked.chain(parts).chain(about).collect()
}

/// The answer in words.
pub const ANSWER: &str = "My answer";
/// A question back.
pub const QUESTION_BACK: &str = "A question back";

/// What is behind a link.
pub fn link_kind(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Video => "A video",
        LinkKind::Example => "An example that runs",
        LinkKind::Diagram => "A diagram",
        LinkKind::Doc => "A document",
    }
}

/// One thing to try, for whoever answers somebody who learns best in this way.
pub fn learns_best(way: Learning) -> &'static str {
    match way {
        Learning::Visual => {
            "Your mentee learns best by looking: a sketch, an annotated screenshot or a two-minute recording says more \
             than a page."
        }
        Learning::Text => {
            "Your mentee learns best by reading: write it out step by step, and link the page you'd read yourself."
        }
        Learning::HandsOn => {
            "Your mentee learns best by doing: give them something small to try, or an example that runs."
        }
    }
}

/// Everything an answer says.
pub fn answer(answer: &Answer) -> Vec<Block> {
    let linked = answer.link.as_ref().map(|it| link(link_kind(it.kind), &it.link));
    let parts = [optional(ANSWER, &answer.words), linked];
    parts.into_iter().chain([optional(QUESTION_BACK, &answer.question)]).flatten().collect()
}

/// How the mentee says what became of a question.
pub fn did_it_help(question: QuestionId) -> Block {
    let id = question.to_string();
    buttons(
        "outcome",
        [
            Button::new("Solved", Action::Solved.id(), &*id).primary(),
            Button::new("Not yet", Action::NotYet.id(), &*id),
            Button::new("Solved it myself", Action::SolvedAlone.id(), &*id),
        ],
    )
}

/// How a question was settled.
pub fn closed(closed: Closed) -> &'static str {
    match closed {
        Closed::Solved => ":white_check_mark: Solved.",
        Closed::SolvedAlone => ":white_check_mark: The mentee found it on their own.",
    }
}

/// An answer after which it was asked again.
pub const NOT_YET: &str = "Not solved by this yet, so it was asked again.";

/// A statement that both are asked how far they agree with, each for themselves.
pub fn statement(statement: Statement) -> &'static str {
    match statement {
        Statement::Direction => "We both know what we are working towards",
        Statement::Answers => "Answers come soon enough",
        Statement::Feedback => "Feedback is concrete enough to act on",
        Statement::Calls => "Our calls are worth their time",
        Statement::Candour => "It is fine to say that something is unclear or wrong",
    }
}

/// A statement on which the two are far apart, with how they are called.
pub fn gap(gap: &Gap, (mentor, mentee): (&str, &str)) -> String {
    format!(
        "*{}:* {mentee} says {}, {mentor} says {}",
        statement(gap.statement),
        gap.mentee.get(),
        gap.mentor.get()
    )
}

/// Everything a mentee sees differently.
pub fn difference(difference: &Difference) -> Vec<Block> {
    let first = quote(SEE_DIFFERENTLY, &difference.see);
    std::iter::once(first).chain(optional(WOULD_LIKE, &difference.would_like)).collect()
}

fn optional(label: &str, text: &Option<UserText>) -> Option<Block> {
    text.as_ref().map(|text| quote(label, text))
}

fn reviewed(review: &PlanReview) -> Block {
    quote(review.outcome.map_or("Not said", plan_outcome), &review.item)
}

fn asked((i, it): (usize, &Question)) -> Block {
    quote(format!("{} ({})", question_label(i), question_kind(it.kind)), &it.text)
}

/// How sure a mentee was in an area, over time.
pub fn sure(trend: &Trend) -> (String, UserText) {
    let ratings: Vec<String> =
        trend.ratings.iter().map(|(_, rating)| rating.get().to_string()).collect();
    let first = trend.ratings.first().map(|(on, _)| short_day_year(*on)).unwrap_or_default();
    let said = match ratings.len() {
        1 => format!("said once, on {first}"),
        2 => format!("said twice since {first}"),
        n => format!("said {n} times since {first}"),
    };
    let words = format!("{}: {}", trend.area.name(), ratings.join(" → "));
    (said, UserText::from_stored(words))
}

/// How often a check-in is asked for.
pub fn every_weeks(weeks: u8) -> String {
    match weeks {
        1 => "once a week".to_owned(),
        2 => "every two weeks".to_owned(),
        more => format!("every {more} weeks"),
    }
}

/// Within how many days a mentor works something is answered.
pub fn working_days(days: u8) -> String {
    match days {
        1 => "one working day".to_owned(),
        2 => "two working days".to_owned(),
        3 => "three working days".to_owned(),
        4 => "four working days".to_owned(),
        5 => "five working days".to_owned(),
        more => format!("{more} working days"),
    }
}
