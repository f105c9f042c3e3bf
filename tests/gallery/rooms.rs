//! The rooms of the gallery: one for each part of a pair's life. What is not about a pair hangs in the hall.

use trellis::{
    domain::{
        checkin::{Answers, PlanOutcome, QuestionKind},
        draft::{About, Draft, Entry},
        help_channel::Standing,
        hints::Hint,
        ids::{PairId, ReplyId, SlackUser},
        nudge::Later,
        pair::{Pair, PairState, Room, Side},
        programme::Programme,
        promise::WorkingMinutes,
        template::Template,
        text::UserText,
    },
    features::{
        access, bodies,
        checkin::{
            form::{Opening, filled, view},
            views::{form, missed, post, prompt},
        },
        draft::views as draft,
        pairing::views as pairing,
        people::views as people,
        proposing::views as proposing,
        reply::views as reply,
    },
    slack::{
        action::{PairWeek, added::Added},
        blocks::{View, buttons, preview::preview, view::Modal},
    },
    store::drafts::Kept,
};

use crate::{cast, hanging::Gallery};

/// How a pair begins.
pub(crate) fn pairing(gallery: &mut Gallery) {
    let (ines, noah, lena) = (cast::ines(), cast::noah(), cast::lena());
    let (now, monday) = (cast::at(cast::FRIDAY), cast::at(cast::MONDAY));
    gallery.part("How a pair begins");
    let asked = [(noah.clone(), monday), (ines.clone(), now)];
    gallery.message("to the lead", &proposing::proposed(&asked, now));
    let proposed = PairState::Proposed { mentor_in: None, mentee_in: None };
    let asked_pair = cast::pair(proposed);
    let later = Pair { starts_on: Some(jiff::civil::date(2026, 12, 7)), ..asked_pair.clone() };
    for (name, side, reader, other) in [
        ("to the mentee", Side::Mentee, &ines, &noah),
        ("to the mentor", Side::Mentor, &noah, &ines),
    ] {
        let people = (reader, other, &lena);
        let with = (&cast::programme(), None);
        gallery.message(name, &pairing::consent((&asked_pair, side), people, with));
    }
    let slower = Programme { checkin_every_weeks: 2, reply_owed_hours: 72, ..cast::programme() };
    let people = (&ines, &noah, &lena);
    let autumn = crate::cohorts::autumn(Standing::Open);
    let message = pairing::consent((&later, Side::Mentee), people, (&slower, Some(&autumn)));
    gallery.message("in another rhythm, from a day on, with a cohort", &message);
    gallery.message("after one's own yes", &pairing::waiting_for(&noah));
    gallery.message("after both, before their day", &pairing::awaits_its_day(&later, &noah));
    gallery.message("after both", &pairing::begun(&noah));
    gallery.message("after a no", &pairing::declined());
    gallery.message("to who had said yes", &pairing::dropped(&noah));
    let begun = cast::pair(PairState::Active { began_at: now });
    let declined = cast::pair(PairState::Declined);
    gallery.message("to the lead: yes", &pairing::settled((&begun, &noah, &ines), Some(monday)));
    gallery.message("to the lead: yes, no date", &pairing::settled((&begun, &noah, &ines), None));
    gallery.message("to the lead: no", &pairing::settled((&declined, &noah, &ines), None));
    gallery.message("in the room", &pairing::greeting((&noah, &ines), Some(monday)));
    gallery.message("in the room, no date", &pairing::greeting((&noah, &ines), None));
    for (name, first) in [("without a room", Some(monday)), ("without a room, no date", None)] {
        gallery.message(name, &pairing::greeting_alone((&ines, &noah), first));
    }
    let proposed = PairState::Proposed { mentor_in: None, mentee_in: None };
    for (name, sentence) in [
        ("nobody pairs with themselves", proposing::same_person()),
        ("already a mentee", proposing::has_a_pair((&ines, &noah), &begun.state)),
        ("already asked", proposing::has_a_pair((&ines, &noah), &proposed)),
        ("a full mentor", proposing::at_capacity(&noah, 2)),
        ("a mentor who filled up", pairing::filled_up()),
        ("a guest or a bot", proposing::cannot_take_part(&noah)),
        ("too late", pairing::closed()),
        ("not a lead", access::NO_LEAD.to_owned()),
        ("Slack is silent", people::slack_is_silent()),
        ("Slack is silent about a lead", people::slack_is_silent_about_you()),
        ("nobody", people::nobody()),
    ] {
        gallery.sentence(name, &sentence);
    }
}

/// How a check-in is asked for.
pub(crate) fn prompts(gallery: &mut Gallery) {
    let about = PairWeek { pair: PairId(1), week: cast::week() };
    let (ines, noah, monday) = (cast::ines(), SlackUser::from("U0NOAH"), cast::at(cast::MONDAY));
    gallery.part("How a check-in is asked for");
    let today = Some(Later::Today(monday));
    gallery.message("the request", &prompt::prompt(about, &noah, today));
    let morning = Some(Later::NextWorkingMorning(monday));
    for nth in 1..=3 {
        let request = prompt::prompt(about, &noah, today).blocks(prompt::tip(nth));
        gallery.message("the request, with a tip", &request);
    }
    assert!(prompt::tip(4).is_none());
    gallery.message("late in the day", &prompt::prompt(about, &noah, morning));
    let missed = [cast::week().plus(-2), cast::week().plus(-1)];
    gallery.message("after two missed weeks", &prompt::one_line(about, (&noah, &missed), today));
    gallery.message("asked for again", &prompt::again(about, &noah, None));
    gallery.message("the reminder", &prompt::reminder(about, &noah, today));
    gallery.message("the last reminder", &prompt::last_reminder(about, &noah, today));
    gallery.message("it is written", &prompt::written(about.week));
    gallery.message("it is skipped", &prompt::skipped(about));
    gallery.message("the pair is over", &prompt::over(about.week));
    gallery.message("it is closed with another", &prompt::covered(about.week, about.week.next()));
    for open in [vec![about.week], vec![about.week, about.week.next()]] {
        let line = prompt::prompt(about, &noah, today).block(prompt::two_in_one(&open));
        gallery.message("with earlier weeks open", &line);
    }
    gallery.message("it is postponed", &prompt::postponed(about, monday, &ines));
    gallery.view("skipping", &prompt::skip_modal(about).into());
    let new_day = (jiff::civil::Weekday::Monday, jiff::civil::time(9, 30, 0, 0));
    gallery.message("another day", &prompt::day_set(Some(monday), new_day, &ines));
    gallery.message("another day, no date", &prompt::day_set(None, new_day, &ines));
    for (name, sentence) in [
        ("written already", prompt::written_already()),
        ("skipped already", prompt::skipped_already()),
        ("closed with another already", prompt::covered_already()),
        ("nothing open", prompt::nothing_open(Some(monday), &ines)),
        ("nothing planned", prompt::nothing_open(None, &ines)),
        ("no later", prompt::no_later()),
        ("no pair", prompt::no_pair()),
        ("no day", prompt::bad_day()),
    ] {
        gallery.sentence(name, &sentence);
    }
}

fn opening<'a>(
    mentor: &'a SlackUser,
    template: &'a Template,
    (written, before): (Option<&Answers>, &Answers),
) -> Opening<'a> {
    let last_plan = before.plan(&template.content);
    let about = PairWeek { pair: PairId(1), week: cast::week() };
    let weeks = vec![about.week, about.week.next()];
    let sent = if written.is_some() { draft::Sent::Before } else { draft::Sent::Never };
    let filled = written.map(|it| filled(it, &template.content)).unwrap_or_default();
    let around = draft::around(About::Checkin(about.pair, about.week), None, draft::Sent::Never);
    let (plan, monthly, actions) = (None, None, Vec::new());
    let earlier = vec![about.week];
    Opening {
        about,
        template,
        monthly,
        weeks,
        earlier,
        mentor,
        last_plan,
        plan,
        sent,
        actions,
        going_along: 0,
        filled,
        added: Added::default(),
        around,
    }
}

/// Drafts, and what is said about them.
pub(crate) fn drafts(gallery: &mut Gallery) {
    let (ines, noah) = (cast::ines(), SlackUser::from("U0NOAH"));
    let kept = |about, draft| Kept {
        about,
        draft,
        view_id: "V1".to_owned(),
        saved_at: cast::at(cast::FRIDAY),
    };
    let about = About::Checkin(PairId(1), cast::week());
    let text = |words: &str| Some(Entry::Text(UserText::unfinished(words, 6000).unwrap()));
    let half = kept(about, Draft::default().with("tasks", text("Finished the ")));
    gallery.part("Drafts");
    let (seed, ordinary) = (cast::template(), cast::answers());
    let mut continued = opening(&noah, &seed, (None, &ordinary));
    (continued.last_plan, continued.plan) = (Vec::new(), None);
    continued.filled = half.draft.clone();
    continued.around = draft::around(about, Some((&half, &ines)), draft::Sent::Never);
    gallery.view("the check-in, continued", &view(&continued));
    let changed = draft::around(about, Some((&half, &ines)), draft::Sent::Before);
    gallery.view("changes of a sent check-in", &around("Weekly check-in", changed));
    let long = format!("{}and its end", "long ".repeat(600));
    let long = kept(about, Draft::default().with("tasks", text(&long)));
    let long = draft::around(about, Some((&long, &ines)), draft::Sent::Never);
    gallery.view("a text that is too long", &around("Weekly check-in", long));
    let checkin = cast::checkin(cast::answers());
    let reply_about = About::Reply(checkin.id);
    let reply_half = kept(reply_about, Draft::default().with("feedback", text("Well ")));
    let asking = reply::Asking { template: &seed, monthly: None };
    let filled = reply::Filled { from: Some((&reply_half, &ines)), added: None };
    gallery.view(
        "the reply, continued",
        &reply::form((&checkin, &ines), &Room::Refused, (asking, filled), (None, &[])),
    );
    gallery.view("saved", &draft::saved().into());
    gallery.view("saved, once the pair is over", &draft::saved_after_the_end().into());
    gallery.view("left when the pair ended", &draft::unsent(&half).into());
    gallery.view("deleted", &draft::discarded().into());
    gallery.view("deleted when it was too late to send it", &draft::deleted().into());
    let button = draft::discard_button("Start afresh", about);
    let page = Modal::new("page", "A button").block(buttons("draft", [button]));
    gallery.strain_view("the button", &page.into());
}

fn around(title: &str, around: draft::Around) -> View {
    Modal::new("checkin", title).blocks(around.top).blocks(around.bottom).into()
}

/// The check-in: its form, where it is read, the writer's copy.
pub(crate) fn checkins(gallery: &mut Gallery) {
    let noah = SlackUser::from("U0NOAH");
    let (ordinary, worst) = (cast::answers(), cast::worst_answers());
    let (seed, longest) = (cast::template(), cast::worst_template());
    gallery.part("The check-in");
    let first = opening(&noah, &seed, (None, &ordinary));
    gallery.view("the form", &view(&first));
    let monthly = seed.content.monthly.first();
    gallery.view("the form, once a month", &view(&Opening { monthly, ..first }));
    let edited = opening(&noah, &seed, (Some(&ordinary), &ordinary));
    gallery.view("the form, edited", &view(&edited));
    for going_along in [1, 2] {
        let line = form::going_along(going_along).unwrap();
        gallery.sentence("goes along", &line);
        let with_it = opening(&noah, &seed, (None, &ordinary));
        let form = view(&Opening { going_along, ..with_it });
        assert!(trellis::slack::blocks::preview::preview_view(&form).contains(&line));
    }
    let edited = opening(&noah, &longest, (Some(&worst), &worst));
    let monthly = longest.content.monthly.first();
    gallery.strain_view("the longest form", &view(&Opening { monthly, ..edited }));
    for (name, sentence) in [
        ("who reads", form::who_reads("<@U0NOAH>")),
        ("a week", form::week(cast::week())),
        ("a question's kind", form::kind(0)),
        ("a question", bodies::question_label(0)),
        ("kinds", QuestionKind::ALL.map(bodies::question_kind).join(" / ")),
        ("outcomes", PlanOutcome::ALL.map(bodies::plan_outcome).join(" / ")),
        ("no such week", form::bad_week()),
        ("a week to come", form::future_week()),
        ("a week that is over", form::over(cast::week())),
        ("over by now", form::over_by_now(cast::week())),
        ("closes an earlier one", form::covers_week(cast::week())),
        ("not an earlier one", form::only_earlier(cast::week().next())),
        ("closed already", form::cannot_cover()),
        ("nothing", bodies::problem(UserText::parse(" ", 9).unwrap_err())),
        ("too much", bodies::problem(UserText::parse("too many words", 9).unwrap_err())),
    ] {
        gallery.sentence(name, &sentence);
    }
    posts(gallery);
    receipts(gallery);
}

fn posts(gallery: &mut Gallery) {
    let (ines, noah) = (cast::ines(), cast::noah());
    let (checkin, monday) = (cast::checkin(cast::answers()), cast::at(cast::MONDAY));
    let actions = cast::no_actions();
    let shown = post::Shown {
        checkin: &checkin,
        actions: &actions,
        mentor: &noah,
        mentee: &ines,
        covers: &[],
        status: post::Status::OwedBy(monday),
        place: post::ReadIn::Room,
    };
    gallery.message("in the room", &post::post(&shown));
    gallery.message("edited after a reply", &post::edited_since(&shown));
    let weeks = [cast::week().plus(-2), cast::week().plus(-1)];
    for covers in [&weeks[1..], &weeks] {
        let text = preview(&post::post(&post::Shown { covers, ..shown }));
        gallery.sentence("two weeks in one", text.lines().nth(2).unwrap());
    }
    let day = jiff::civil::date(2026, 11, 11);
    for (name, status, place) in [
        ("alone", post::Status::OwedBy(monday), post::ReadIn::Dm),
        ("nothing promised", post::Status::Open, post::ReadIn::Room),
        ("read", post::Status::MoreOn(day), post::ReadIn::Room),
        ("answered at once", post::Status::Replied(WorkingMinutes(0)), post::ReadIn::Room),
        ("answered", post::Status::Replied(WorkingMinutes(125)), post::ReadIn::Room),
        ("the pair is over", post::Status::Over, post::ReadIn::Room),
    ] {
        let message = post::post(&post::Shown { status, place, ..shown });
        let text = preview(&message);
        gallery.strain(name, &message);
        gallery.sentence(&format!("in the room, last line: {name}"), text.lines().last().unwrap());
    }
    let mut edited = cast::worst_checkin();
    (edited.version, edited.edited_at) = (2, Some(monday));
    for long in [cast::worst_checkin(), edited] {
        let shown = post::Shown { checkin: &long, ..shown };
        gallery.strain("the longest", &post::post(&shown));
        for i in 1..post::count_parts(&shown) {
            let part = post::part(&shown, i).unwrap();
            gallery.strain("the longest, further parts", &part);
            gallery.sentence(&format!("in the thread, part {i}"), &part.text);
        }
    }
    assert!(bodies::checkin(&cast::template().content, &cast::answers()).len() > 10);
}

fn last_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len() - 2..].join("\n")
}

fn receipts(gallery: &mut Gallery) {
    let (ines, noah, monday) = (cast::ines(), cast::noah(), cast::at(cast::MONDAY));
    let friday = cast::at(cast::FRIDAY);
    let fresh = cast::checkin(cast::answers());
    let mut posted = fresh.clone();
    posted.posted_at = Some(monday);
    let mut answered = posted.clone();
    (answered.replied_at, answered.edited_at) = (Some(monday), Some(monday));
    for (name, checkin, seen_at) in [
        ("the writer's copy", &fresh, Some(monday)),
        ("the mentor is there", &fresh, Some(friday)),
        ("the mentor is away for good", &fresh, None),
        ("seen", &posted, None),
        ("edited and answered", &answered, None),
    ] {
        for (place, place_name) in
            [(post::ReadIn::Room, ""), (post::ReadIn::Dm, ", without a room")]
        {
            let status = post::Status::Open;
            let actions = &cast::no_actions();
            let (mentor, mentee, covers) = (&noah, &ines, [].as_slice());
            let shown = post::Shown { checkin, actions, mentor, mentee, covers, status, place };
            gallery.message(&format!("{name}{place_name}"), &post::receipt(&shown, seen_at));
            if checkin.replied_at.is_none() && seen_at.is_none() {
                let over = post::Shown { status: post::Status::Over, ..shown };
                let name = format!("{name}{place_name}, the pair is over");
                gallery.message(&name, &post::left(&over));
            }
        }
    }
    let long = cast::checkin(cast::worst_answers());
    let (status, place) = (post::Status::Open, post::ReadIn::Dm);
    let actions = &cast::no_actions();
    let (mentor, mentee, covers) = (&noah, &ines, [].as_slice());
    let shown = post::Shown { checkin: &long, actions, mentor, mentee, covers, status, place };
    let message = post::receipt(&shown, Some(friday));
    gallery.strain("the longest without a room", &message);
    let text = preview(&message);
    gallery.sentence("the longest, without a room, last lines", &last_lines(&text));
}

/// Weeks missed in a row.
pub(crate) fn missed(gallery: &mut Gallery) {
    let (ines, noah) = (cast::ines(), cast::noah());
    let about = PairWeek { pair: PairId(1), week: cast::week() };
    gallery.part("Weeks missed in a row");
    gallery.view("one line", &missed::one_line_form(about, &noah).into());
    gallery.sentence("a line too many", &missed::line_not_needed());
    let line = UserText::parse("Still fighting the parser.", missed::MAX_LINE).unwrap();
    let (checkin, actions) = (cast::checkin(Answers::one_line(line)), cast::no_actions());
    let shown = post::Shown {
        checkin: &checkin,
        actions: &actions,
        mentor: &noah,
        mentee: &ines,
        covers: &[],
        status: post::Status::OwedBy(cast::at(cast::MONDAY)),
        place: post::ReadIn::Room,
    };
    gallery.message("one line, in the room", &post::post(&shown));
    let weeks: Vec<_> = (-8..0).map(|i| cast::week().plus(i)).collect();
    gallery.message("to the mentor", &missed::to_mentor(PairId(1), &ines, &weeks[5..]));
    gallery.message("to the mentor, late", &missed::to_mentor(PairId(1), &ines, &weeks[3..]));
    gallery.message("to a lead", &missed::to_lead((&noah, &ines), &weeks[4..]));
    gallery.message("to a lead, of many weeks", &missed::to_lead((&noah, &ines), &weeks));
    gallery.sentence("why the mentor", &missed::why_the_mentor(cast::week()));
    gallery.sentence("why the leads", &missed::why_the_leads(cast::week()));
}

/// The mentor's answer.
pub(crate) fn replies(gallery: &mut Gallery) {
    let (ines, noah) = (cast::ines(), cast::noah());
    let checkin = cast::checkin(cast::answers());
    let day = jiff::civil::date(2026, 11, 11);
    gallery.part("The answer");
    let room = Room::Open("C1".into());
    let about = (&checkin, &ines);
    let (seed, longest) = (cast::template(), cast::worst_template());
    let asking = reply::Asking { template: &seed, monthly: None };
    let empty = reply::Filled::default();
    let form = |room, asking, hint| reply::form(about, room, (asking, empty), (hint, &[]));
    gallery.view("the form", &form(&room, asking, None));
    gallery.view("the form, without a room", &form(&Room::Refused, asking, Some(Hint::Short)));
    for hint in [Hint::OnlyFeedback, Hint::Short] {
        gallery.sentence(&format!("a hint: {hint:?}"), reply::gentle(hint));
    }
    let asking = reply::Asking { monthly: seed.content.monthly_reply.first(), ..asking };
    gallery.view("the form, once a month", &form(&room, asking, None));
    let monthly = longest.content.monthly_reply.first();
    let asking = reply::Asking { template: &longest, monthly };
    gallery.strain_view("the longest form", &form(&room, asking, None));
    gallery.view("later", &reply::when_form(&checkin, Some(day)));
    gallery.strain_view("later, no proposal", &reply::when_form(&checkin, None));
    let actions = cast::no_actions();
    let (short, long) = (cast::reply(), cast::worst_reply());
    let whole =
        |form| reply::Whole { id: ReplyId(4), said: reply::Said::Form(form), actions: &actions };
    let differ = reply::Below::Differ;
    gallery.message("read", &reply::acknowledged(&noah, day));
    gallery.message("answered", &reply::reply(&noah, &whole(&short), differ));
    gallery.strain("the longest", &reply::reply(&noah, &whole(&long), differ));
    for i in 1..reply::count_parts(&whole(&long)) {
        for version in [1, 2] {
            let part = reply::part(&whole(&long), (version, i)).unwrap();
            gallery.strain("the longest, further parts", &part);
            gallery.sentence("in the thread", &part.text);
        }
    }
    assert_eq!(bodies::reply(&cast::reply()).len(), 5);
    for (name, sentence) in [
        ("nothing written", reply::nothing_written()),
        ("a bad day", reply::bad_day()),
        ("no day", reply::no_day()),
        ("not yours", access::NOT_YOURS.to_owned()),
    ] {
        gallery.sentence(name, &sentence);
    }
}
