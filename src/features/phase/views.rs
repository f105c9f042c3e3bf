//! Every sentence about the way to standing alone. Nobody is measured here: what is shown is a trend with its count.

use std::num::NonZeroU8;

use jiff::{Timestamp, civil::Date};

use crate::{
    domain::{
        ids::PairId,
        independence::{Picture, Trend},
        pair::{Pair, Phase, Side},
        person::Person,
        question::Kind,
        review,
        stats::{FEWEST, Share},
        step::{Outcome, Talk, Wish, down, then_on, up},
        terms::{MONTHLY, every_in},
        zone::words::short_day_year,
    },
    features::{bodies, partners},
    slack::{
        action::{Action, Form, step::StepTalk},
        blocks::{
            Block, Button, Message, View, buttons, divider, header, quote, say, small,
            view::Modal,
            words::{every, mention, when},
        },
    },
};

/// A pair as one of the two sees it.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The pair.
    pub pair: &'a Pair,
    /// The side of whoever reads.
    pub side: Side,
    /// Who reads.
    pub reader: &'a Person,
    /// The other one.
    pub other: &'a Person,
    /// The pair's first day, on the mentee's calendar.
    pub first_on: Date,
    /// Today, on the same.
    pub today: Date,
    /// The day on which the two decide next; `None` when nobody asks them.
    pub next_on: Option<Date>,
    /// Every how many weeks a check-in is asked for where no step is taken yet.
    pub agreed: Option<NonZeroU8>,
    /// What a choice made now belongs to.
    pub nth: u32,
    /// Whether the two may go on as peers.
    pub may_be_peers: bool,
}

impl Seen<'_> {
    /// What is asked of the two in a phase.
    fn asked_in(&self, phase: Phase) -> String {
        match every_in(phase, self.agreed) {
            None => "no schedule any more".to_owned(),
            Some(NonZeroU8::MIN) => "weekly check-ins".to_owned(),
            Some(MONTHLY) => "monthly check-ins".to_owned(),
            Some(weeks) => format!("a check-in {}", every(weeks)),
        }
    }

    /// Whether the first step leaves the check-ins as they are: the two agreed on as few.
    fn is_seldom(&self) -> bool {
        every_in(Phase::Monthly, self.agreed) == self.agreed
    }
}

/// What a phase is called.
pub fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Weekly => "weekly",
        Phase::Monthly => "monthly",
        Phase::AdHoc => "without a schedule",
    }
}

/// Somebody in no running pair.
pub fn no_pair() -> String {
    "You are in no pair at the moment. A lead of the programme can start one for you; `/mentor help` shows what you can do."
        .to_owned()
}

/// Somebody in several.
pub fn which(with: &[(PairId, Person)]) -> Message {
    let words = partners::question("Which of your pairs would you like to look at?");
    partners::which(words, (Action::Phase, "phase_with"), with, |pair| pair.to_string())
}

/// The page: where the two are, the plan, and what either may bring up.
pub fn page(seen: &Seen<'_>, talk: Option<&Talk>) -> View {
    let other = mention(&seen.other.user);
    let mut modal = Modal::new(Form::Page.id(), "The way ahead")
        .close("Close")
        .block(say(format!(
            "*You and {other} have {}.* {}",
            seen.asked_in(seen.pair.phase),
            plan(seen)
        )))
        .block(say(match seen.pair.phase {
            Phase::Weekly | Phase::Monthly => {
                "I ask both of you fourteen days before each step. It is taken only if you both choose it; saying nothing \
                 changes nothing. Either of you may bring one up earlier, or a step back up, and it is taken as soon as \
                 the other one agrees."
            }
            Phase::AdHoc => {
                "I ask nothing by myself any more. Either of you may bring up a step back, or that you are peers now; it \
                 is taken when the other one agrees."
            }
        }));
    if let Some(talk) = talk {
        modal = modal.blocks(standing(seen, talk));
    }
    modal = modal.block(choices(seen, talk)).block(divider());
    let id = seen.pair.id.to_string();
    let more = [
        Button::new("See the whole picture", Action::Picture.id(), &*id),
        Button::new("End this pair", Action::EndPair.id(), &*id),
    ];
    modal.block(buttons("phase_more", more)).into()
}

fn plan(seen: &Seen<'_>) -> String {
    match (seen.pair.phase, seen.next_on) {
        (Phase::Weekly, Some(on)) => {
            let next = match seen.is_seldom() {
                true => "fewer calls".to_owned(),
                false => seen.asked_in(Phase::Monthly),
            };
            let then = then_on(Phase::Monthly, (seen.first_on, on)).map(short_day_year);
            format!(
                "The plan: this until {}, then {next} until {}, then no schedule, and in the end you are peers.",
                short_day_year(on),
                then.unwrap_or_default()
            )
        }
        (Phase::Monthly, Some(on)) => format!(
            "The plan: this until {}, then no schedule, and in the end you are peers.",
            short_day_year(on)
        ),
        (Phase::Weekly | Phase::Monthly, None) => {
            "This stays until you two decide otherwise.".to_owned()
        }
        (Phase::AdHoc, _) => {
            "Questions and check-ins are as welcome as ever, whenever they help.".to_owned()
        }
    }
}

/// What was chosen so far.
fn standing(seen: &Seen<'_>, talk: &Talk) -> Vec<Block> {
    let (mine, theirs) = (talk.wish(seen.side), talk.wish(seen.side.other()));
    let other = mention(&seen.other.user);
    let mut lines = Vec::new();
    if let Some(wish) = theirs {
        lines.push(format!("{other} would like {}.", wished(seen, (talk.phase, wish))));
    }
    if let Some(wish) = mine {
        lines.push(format!("You chose {}.", wished(seen, (talk.phase, wish))));
    }
    let from = short_day_year(talk.from_on);
    let sum = match (talk.outcome, talk.agreed()) {
        (None, Some(_)) if talk.from_on > seen.today => {
            Some(format!("You both want it, so it is in force from {from} on."))
        }
        (None, _) => None,
        (Some(Outcome::Taken), _) => Some("You both wanted it, and it is in force.".to_owned()),
        (Some(Outcome::Stays), _) => Some("So everything stays as it is.".to_owned()),
        (Some(Outcome::Differs), _) => {
            Some("You two see it differently for now, so nothing changes.".to_owned())
        }
        (Some(Outcome::Lapsed), _) => Some("Nothing has changed by it.".to_owned()),
        (Some(Outcome::Over), _) => Some("Your pair has ended since.".to_owned()),
    };
    lines.extend(sum);
    if lines.is_empty() { Vec::new() } else { vec![say(lines.join("\n"))] }
}

/// What somebody would like, or chose, on the way from a phase.
fn wished(seen: &Seen<'_>, (from, wish): (Phase, Wish)) -> String {
    match wish {
        Wish::Stay => "to stay as you are".to_owned(),
        Wish::To(Phase::Monthly) if seen.is_seldom() && from == Phase::Weekly => {
            "fewer calls, at most one every four weeks".to_owned()
        }
        Wish::To(Phase::Weekly) if seen.is_seldom() => {
            "to go back to as many calls as you agreed on".to_owned()
        }
        Wish::To(to @ Phase::Monthly) => seen.asked_in(to),
        Wish::To(to @ Phase::Weekly) => format!("to go back to {}", seen.asked_in(to)),
        Wish::To(Phase::AdHoc) => "to go without a schedule".to_owned(),
        Wish::Peers => "to go on as peers".to_owned(),
    }
}

/// What can be chosen from here.
fn choices(seen: &Seen<'_>, talk: Option<&Talk>) -> Block {
    let carried = StepTalk { pair: seen.pair.id, nth: seen.nth }.to_string();
    let mine = talk.and_then(|talk| talk.wish(seen.side));
    let mut row = Vec::new();
    if let Some(to) = down(seen.pair.phase) {
        let label = match to {
            Phase::AdHoc => "Step down: no schedule".to_owned(),
            Phase::Monthly if seen.is_seldom() => "Step down to fewer calls".to_owned(),
            Phase::Weekly | Phase::Monthly => format!("Step down to {}", phase(to)),
        };
        row.push(Button::new(label, Action::StepDown.id(), &*carried));
    }
    if talk.is_some() {
        row.push(Button::new("Stay as we are", Action::StayAsWeAre.id(), &*carried));
    }
    let is_noticed = talk.is_some_and(|talk| talk.noticed_on.is_some());
    if let Some(to) = up(seen.pair.phase).filter(|_| !is_noticed) {
        let label = match to {
            Phase::Weekly if seen.is_seldom() => "Step back up to more calls".to_owned(),
            Phase::Weekly | Phase::Monthly | Phase::AdHoc => {
                format!("Step back up to {}", seen.asked_in(to))
            }
        };
        row.push(Button::new(label, Action::StepUp.id(), &*carried));
    }
    if seen.may_be_peers && mine != Some(Wish::Peers) {
        row.push(Button::new("We are peers now", Action::BePeers.id(), &*carried).confirm(
            "Go on as peers?",
            "When you both choose this, your pair is complete: I ask nothing more, and what you two wrote stays.",
            "Yes",
            "Not yet",
        ));
    }
    buttons("step", row)
}

/// Told one of them: a step is near, or the other one would like one; as it stands now.
pub fn asked(seen: &Seen<'_>, talk: &Talk, picture: &Picture) -> Message {
    let other = mention(&seen.other.user);
    let (title, words) = match talk.noticed_on {
        Some(_) => {
            let step = match talk.phase {
                Phase::Weekly if seen.is_seldom() => format!(
                    "you and {other} could have fewer calls, at most one every four weeks; your check-ins stay as you \
                     agreed on them"
                ),
                Phase::Weekly => format!(
                    "your check-ins with {other} could be monthly: one check-in every four weeks, and at most one call in \
                     that time"
                ),
                Phase::Monthly | Phase::AdHoc => format!(
                    "you and {other} could go without a schedule: nobody is asked, and questions and check-ins stay as \
                     welcome as ever"
                ),
            };
            let from = match talk.outcome.is_none() && talk.from_on <= seen.today {
                true => "From the day on which you both choose it,".to_owned(),
                false => format!("From {} on,", short_day_year(talk.from_on)),
            };
            (
                "A step towards standing alone",
                format!("{from} {step}. It is only taken if you both choose it."),
            )
        }
        None => (
            "Something to decide together",
            format!(
                "{other} has brought up how you two go on. Nothing changes unless you want it, too, and there is no hurry."
            ),
        ),
    };
    let mut message =
        Message::new(title).block(header(title)).block(say(words)).blocks(standing(seen, talk));
    if talk.outcome.is_some() {
        return message
            .block(small("`/mentor phase` shows where you two are and what either may bring up."));
    }
    message = message.block(small(short(picture))).block(choices(seen, Some(talk)));
    let more = Button::new("See the whole picture", Action::Picture.id(), seen.pair.id.to_string());
    message.block(buttons("step_more", [more])).block(small(match talk.noticed_on {
        Some(_) => {
            "You can choose again until the other one has chosen, too. A step you both choose can still be changed until \
             its day. Saying nothing leaves everything as it is."
        }
        None => "Saying nothing leaves everything as it is.",
    }))
}

/// Why somebody was told of a step.
pub fn why() -> String {
    "Check-ins become monthly after six months and go without a schedule after a year, if both of you want that. I tell \
     you both fourteen days before, so that nothing changes silently."
        .to_owned()
}

/// In the room, once a step is taken.
pub fn taken(seen: &Seen<'_>, next: Option<Timestamp>) -> Message {
    let (mentee, zone) = match seen.side {
        Side::Mentee => (mention(&seen.reader.user), &seen.reader.zone),
        Side::Mentor => (mention(&seen.other.user), &seen.other.zone),
    };
    let asked = match next {
        Some(at) => {
            format!(
                " I'll ask {mentee} for the next check-in on {}.",
                when(at, &zone.weekday_time(at))
            )
        }
        None => String::new(),
    };
    let words = match seen.pair.phase {
        Phase::Weekly => {
            let back_to = match seen.is_seldom() {
                true => "as many calls as you agreed on".to_owned(),
                false => seen.asked_in(Phase::Weekly),
            };
            format!("You both wanted it: you are back to {back_to}.{asked} A step up is no step back.")
        }
        Phase::Monthly => {
            let checkins = match seen.is_seldom() {
                true => "your check-ins go on as you agreed on them".to_owned(),
                false => "from now on your check-ins are monthly".to_owned(),
            };
            format!(
                "You both wanted it: {checkins}.{asked} Questions go on as before, and I look for a call every four weeks \
                 at most."
            )
        }
        Phase::AdHoc => "You both wanted it: from now on there is no schedule. I ask for no check-in and no call; write \
                         or ask whenever it helps, with `/checkin`, `/ask` and `/mentor call`. Whenever you both feel \
                         it, *We are peers now* in `/mentor phase` completes your pair."
            .to_owned(),
    };
    let more = match seen.pair.phase {
        Phase::Weekly | Phase::Monthly => "`/mentor phase` shows the plan, and the way back up.",
        Phase::AdHoc => "`/mentor phase` is also the way back up.",
    };
    Message::new("How you two go on").block(say(words)).block(small(more))
}

/// In the room, when the two chose differently.
pub fn differs(talk: &Talk) -> Message {
    let again = match talk.noticed_on {
        Some(_) => "I'll ask again in four weeks, and either of you can bring it up before.",
        None => "Either of you can bring it up again at any time.",
    };
    Message::new("You two see it differently for now").block(say(format!(
        "You two see the next step differently for now, so everything stays as it is. That is worth ten minutes of \
         your next call: what would have to be true for both of you? {again}"
    )))
}

/// Settled, or something else is talked about.
pub fn settled_already() -> String {
    "That was about an earlier step, so nothing has changed. `/mentor phase` shows where you two are.".to_owned()
}

/// There is no such step.
pub fn no_such_step() -> String {
    "There is no such step from where you two are now. `/mentor phase` shows what either of you may bring up."
        .to_owned()
}

/// Nobody has proposed anything.
pub fn nothing_proposed() -> String {
    "Nothing is proposed, so everything stays as it is anyway.".to_owned()
}

/// Both are peers since a moment ago.
pub fn peers_now() -> View {
    Modal::new(Form::Page.id(), "The way ahead")
        .close("Close")
        .block(say(
            "You both wanted it: you go on as peers. I say so in your room, in your working hours.",
        ))
        .into()
}

/// The picture in two lines, for a message.
fn short(picture: &Picture) -> String {
    let solved = trend("Solved by the mentee themselves", &picture.self_solved);
    let alone = trend("Planned and done without help", &picture.done_alone);
    format!("{solved}\n{alone}\n{}", goals(picture.goals))
}

/// The whole of it.
pub fn whole_picture(mentee: &Person, picture: &Picture) -> View {
    let kinds: Vec<String> =
        picture.kinds.iter().map(|(kind, of)| trend(kind_name(*kind), of)).collect();
    let helped = match picture.helped {
        0 => "none so far".to_owned(),
        n => n.to_string(),
    };
    Modal::new(Form::Page.id(), "The whole picture")
        .close("Close")
        .block(say(format!(
            "What your record shows of {} on the way to standing alone: the first eight weeks, and the last eight.",
            mention(&mentee.user)
        )))
        .block(say(format!("*Questions, by kind*\n{}", kinds.join("\n"))))
        .block(say(format!(
            "{}\n{}\n{}\n*Questions of others answered in the help channel:* {helped}",
            trend("Questions the mentee solved themselves", &picture.self_solved),
            trend("Planned items done without help", &picture.done_alone),
            goals(picture.goals)
        )))
        .blocks(picture.confidence.iter().map(confidence))
        .block(small(format!(
            "Trends and no score: nobody is compared, and only you two see this. Fewer than {FEWEST} are too few for a \
             figure. What the record doesn't hold is left out."
        )))
        .into()
}

/// "*Goals met:* 4, without help 2".
fn goals(met: Share) -> String {
    match met.of {
        0 => "*Goals met:* none so far".to_owned(),
        of => format!("*Goals met:* {of}, without help {}", met.part),
    }
}

/// How sure the mentee said they are in an area, review by review.
fn confidence(trend: &review::Trend) -> Block {
    let (said, ratings) = bodies::sure(trend);
    quote(format!("How sure, from 1 to 5, {said}"), &ratings)
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Quick => "Quick",
        Kind::Debug => "Debug",
        Kind::Concept => "Concept",
    }
}

/// "*Debug:* at first 20 % (n = 10), lately 45 % (n = 11)".
fn trend(name: &str, trend: &Trend) -> String {
    let figure = |share: Share| match share.of {
        of if of < FEWEST => format!("too early (n = {of})"),
        of => format!("{} % (n = {of})", share.percent()),
    };
    format!("*{name}:* at first {}, lately {}", figure(trend.first), figure(trend.last))
}
