//! How the list of a first week is read and ticked.

use crate::{
    domain::{
        first_week::{FirstWeek, Item},
        pair::Side,
        person::Person,
    },
    slack::{
        action::{Action, Form, first_week::PairItem},
        blocks::{
            Block, Button, Message, View, buttons,
            input::{Checkboxes, Choice},
            say, small,
            view::Modal,
            words::mention,
        },
    },
};

/// The field of what is done.
pub const DONE: &str = "done";

/// What there is to do, as the one whose list it is reads it.
pub fn item(side: Side, item: Item) -> &'static str {
    match (side, item) {
        (_, Item::Guide) => "Read the guide",
        (_, Item::Hours) => "Choose your working hours: `/mentor hours`",
        (_, Item::Learning) => "Say how you learn best: `/mentor settings`",
        (_, Item::Agreement) => "Sign what you two agree on: `/mentor agreement`",
        (Side::Mentee, Item::FirstGoal) => {
            "Look at your first goal, one bug fix alone by day 14: `/mentor goals`"
        }
        (Side::Mentor, Item::FirstGoal) => {
            "Choose a small bug your mentee can fix alone by day 14: `/mentor goals`"
        }
        (_, Item::Access) => "See that your mentee has access to what they need",
        (_, Item::FirstCall) => {
            "Agree on your first call: `/mentor call` (I ask by myself only later)"
        }
        (_, Item::FirstQuestion) => "Ask one small question: `/ask`",
        (_, Item::FirstCheckin) => "Write your first check-in: `/checkin`",
        (_, Item::FirstAnswer) => "Answer the first question",
        (_, Item::FirstReply) => "Reply to the first check-in",
    }
}

/// What stands on the button, and beside the box, that ticks something.
fn tick(side: Side, item: Item) -> &'static str {
    match (side, item) {
        (_, Item::Guide) => "I've read the guide",
        (Side::Mentee, Item::FirstGoal) => "I know my first goal",
        (Side::Mentor, Item::FirstGoal) => "I've chosen a small bug",
        (_, Item::Access) => "They have access",
        (
            _,
            Item::Agreement
            | Item::Hours
            | Item::Learning
            | Item::FirstCall
            | Item::FirstQuestion
            | Item::FirstCheckin
            | Item::FirstAnswer
            | Item::FirstReply,
        ) => "Done",
    }
}

/// The message of the first day, as the list stands now.
pub fn message(list: &FirstWeek, partner: &Person) -> Message {
    let name = mention(&partner.user);
    let role = match list.side {
        Side::Mentee => "mentor",
        Side::Mentor => "mentee",
    };
    let message = Message::new("Your first week").block(say(format!(
        "Welcome: {name} is your {role} now, and I'm glad you two begin.\n*{}*",
        progress(list.count())
    )));
    let message = message.block(say(lines(list)));
    if list.is_done() {
        return message.block(small(
            "That was your first week. Everything else comes when it is time for it.",
        ));
    }
    message.blocks(ticks(list)).block(row(list)).block(small(
        "What I can see is ticked by itself; the rest you tick. Nobody else sees this list, and nothing happens if \
         something stays open.",
    ))
}

/// The same once the pair has ended.
pub fn over(list: &FirstWeek) -> Message {
    Message::new("Your first week")
        .block(say(lines(list)))
        .block(small("Your pair has ended, and so has its list."))
}

/// How far somebody has come.
pub fn progress((done, all): (usize, usize)) -> String {
    format!("Your first week: {done} of {all} done")
}

fn lines(list: &FirstWeek) -> String {
    let line = |(of, is_done): (Item, bool)| {
        let mark = if is_done { ":white_check_mark:" } else { ":white_large_square:" };
        format!("{mark} {}", item(list.side, of))
    };
    list.items().map(line).collect::<Vec<_>>().join("\n")
}

/// A button for each open thing that only the reader knows of; Slack wants the like of them in rows of their own.
fn ticks(list: &FirstWeek) -> Vec<Block> {
    let open = list.items().filter(|(item, is_done)| !is_done && item.is_ticked_by_hand());
    open.map(|(item, _)| {
        let carried = PairItem { pair: list.pair, item };
        let button =
            Button::new(tick(list.side, item), Action::TickFirstWeek.id(), carried.to_string());
        buttons(format!("first_week_{}_{}", list.pair, item.as_str()), [button])
    })
    .collect()
}

fn row(list: &FirstWeek) -> Block {
    let pair = list.pair.to_string();
    let row = [
        Button::new("Read the guide", Action::Guide.id(), &*pair).primary(),
        Button::new("Open the list", Action::FirstWeek.id(), &*pair),
    ];
    buttons(format!("first_week_{pair}"), row)
}

/// The list, with boxes to tick.
pub fn list(list: &FirstWeek) -> View {
    let by_hand = || Item::of(list.side).into_iter().filter(|item| item.is_ticked_by_hand());
    let boxes = by_hand().map(|item| Choice::new(item.as_str(), tick(list.side, item)));
    let boxes: Vec<Choice> = boxes.collect();
    let ticked = by_hand().filter(|item| list.done.contains(item)).map(Item::as_str);
    let of_itself = |(of, is_done): (Item, bool)| {
        let mark = if is_done { ":white_check_mark:" } else { ":white_large_square:" };
        (!of.is_ticked_by_hand()).then(|| format!("{mark} {}", item(list.side, of)))
    };
    let known: Vec<String> = list.items().filter_map(of_itself).collect();
    Modal::new(Form::FirstWeek.id(), "Your first week")
        .submit("Save")
        .close("Close")
        .metadata(list.pair.to_string())
        .block(say(format!("*{}*", progress(list.count()))))
        .block(Checkboxes::new(DONE, "What only you know", boxes).ticked(ticked))
        .block(say(format!("*What I tick by itself*\n{}", known.join("\n"))))
        .block(small("Nobody else sees this list. `/mentor guide` opens the guide."))
        .into()
}

/// Which rule it comes from.
pub fn why() -> String {
    "You two have just begun. Each side of a new pair gets the guide and a short list for the first week, once, when their \
     first day is open."
        .to_owned()
}
