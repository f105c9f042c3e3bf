//! What the programme asks, changed by a lead: new forms ask it, and what was written keeps what it answered.

use insta::assert_snapshot;
use serde_json::{Value, json};
use trellis::{sandbox::acting::Submitted, slack::answer::Answer};

use crate::world::{World, a_good_week, reading};

const LISBON: &str = "Europe/Lisbon";

pub(crate) const BACK: &str = "# Accomplished\n* tasks: What is different now | One thing is enough.\n* learned: New to me\n\
                    Thanks to | Somebody who helped.";
pub(crate) const AHEAD: &str = "# The week to come\n* primary: What matters most";

/// A lead changes the template and reads what comes of it.
pub(crate) async fn changes(world: &World, values: Value) -> String {
    world.types(&world.lena, "/mentor", "template").await;
    told(world, world.sends(&world.lena, values).await).await
}

/// What a lead reads after *Save*; the page or the form is closed again.
pub(crate) async fn told(world: &World, submitted: Submitted) -> String {
    let told = match submitted {
        Submitted::Replaced(view) => reading::view(&view, |id| world.name(id)),
        Submitted::FieldErrors(errors) => {
            let lines = errors.iter().map(|(field, error)| format!("{field}: {error}"));
            lines.collect::<Vec<_>>().join("\n")
        }
        other => panic!("{other:?}"),
    };
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    told
}

async fn writes(world: &World, values: Value) {
    world.types(&world.ines, "/checkin", "").await;
    world.sends_well(&world.ines, values).await;
}

async fn ends(world: World) {
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_lead_reads_what_is_asked_as_lines() {
    let world = World::with_a_pair().await;
    world.types(&world.lena, "/mentor", "template").await;
    assert_snapshot!(world.modal(&world.lena), @r"
        == What we ask every week ==
        `# Part` begins a part. Then a question a line: `* name: What people read | a hint`.
        `*` means that it must be answered. Keep the name when you change the words; leave it out for a new question.
        Looking back*: # Accomplished
        * tasks: Tasks I finished or moved forward | Two or three is plenty. Links to pull requests or documents help your mentor.
        * learned: What I learned | One thing you understand now and didn't a week ago.

        # Struggled
        * tried: Something that was hard, and what I tried | If nothing was hard this week, say that; it is an answer too.
        happened: What happened then
        Looking ahead: the plan*: # Next week
        * primary: The one thing that matters most | You'll see it here next week and say how it went.
        secondary: If there is time
        stretch: A stretch: something a size too big
        The mentor's reply*: feedback: Feedback on the work | About the work, not the person: “this function does two things” rather than “you write long functions”.
        example: An example, or a link to one | An https address alone becomes a link; anything else stays words.
        question: A question for you to explore | A question teaches longer than an answer.
        progress: Progress I noticed | Something that would have been hard for them a month ago.
        Once a month, in the check-in: risk: A risk I took | Something with an uncertain end. How it ended doesn't matter.
        Once a month, in the mentor's reply: story: A story from my own path | Something you once got wrong or didn't know; a few lines.
        Check-ins that are written already keep the questions they answered.
        [[Save]]
        ");
    assert_snapshot!(told(&world, world.sends(&world.lena, json!({})).await).await, @r"
        == What we ask every week ==
        This is what version 1 asks already, so nothing has changed. `/mentor template` opens it again.
        ");
    ends(world).await;
}

#[tokio::test]
async fn a_changed_template_is_asked_from_now_on_and_old_answers_keep_their_questions() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:05").await;
    world.has_a_checkin(a_good_week()).await;
    let before = world.checkin_in_room();
    assert_snapshot!(changes(&world, json!({ "looking_back": BACK, "looking_ahead": AHEAD })).await, @r"
        == What we ask every week ==
        Saved as version 2. Every check-in and reply that is opened from now on asks this. A form that is open at this moment keeps its questions, and so does everything that is written already.
        ");

    world.until(LISBON, "2026-11-13 15:05").await;
    world.types(&world.ines, "/checkin", "").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Check-in ==
        @Noah reads this and answers it in writing. Nobody else reads it: leads see that you wrote, never the words. About 15 minutes is right.
        Week of*: 9–15 Nov
        # Last week's plan
        The one thing that matters most
        Write the export screen
        How did it go?: ____
        If there is time
        Read about iterators
        How did it go?: ____
        A stretch: something a size too big
        Show the import in the team meeting
        How did it go?: ____
        # Accomplished
        What is different now*: ____
        New to me*: ____
        Thanks to: ____
        Am I blocked?: ____
        # Questions for my mentor
        Question 1: ____
        Question 1 is about: Technical
        Question 2: ____
        Question 2 is about: Technical
        Question 3: ____
        Question 3 is about: Technical
        # The week to come
        What matters most*: ____
        ---
        # Feedback for my mentor
        Your mentor reads this too. It is how mentoring gets better.
        What works well for me: ____
        What could be better: ____
        An action: one thing somebody sets out to do: ____
        Who does it: I do
        While you write, this is kept as a draft that only you can read. It is deleted when you send it, or 30 days after your last change.
        [Save draft] [Start afresh]
        [[Send]]
        ");
    let answers = json!({
        "plan_0": "done",
        "tasks": "The export works.",
        "learned": "Iterators are lazy.",
        "thanks_to": "Tom, for the review.",
        "primary": "The report",
    });
    world.sends_well(&world.ines, answers).await;
    world.hours(1).await;
    assert_snapshot!(world.checkin_in_room(), @r"
        *Check-in of @Inês, week of 9–15 Nov*  for @Noah
        # Last week's plan
        Done
        Write the export screen
        Not said
        Read about iterators
        Not said
        Show the import in the team meeting
        # Accomplished
        What is different now
        The export works.
        New to me
        Iterators are lazy.
        Thanks to
        Tom, for the review.
        # The week to come
        What matters most
        The report
        ---
        [Reply] [Read, more on …]
        @Noah answers by Tue 17 Nov, 15:05, here in the thread or with *Reply*. `/checkin history` keeps it.
        ");

    // The first week, in the history, read, and edited: each under what it was asked.
    world.types(&world.ines, "/checkin", "history").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Check-ins so far ==
        You and @Noah. Only you two can read this.
        *Week of 9–15 Nov*  ·  reply owed by Tue 17 Nov, 15:05
        New to me
        Iterators are lazy.
        [Read]
        *Week of 2–8 Nov*  ·  reply owed by Tue 10 Nov, 15:05
        What I learned
        How lifetimes tie a borrow to its owner.
        [Read]
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    let asked = ["Tasks I finished or moved forward", "What happened then", "If there is time"];
    let receipts = world.stage.workspace.app_dm(&world.ines);
    let first = world.stage.workspace.messages(&receipts).into_iter().find(|message| {
        reading::message(message, |id| world.name(id)).contains("2–8 Nov is saved")
    });
    let first = first.unwrap()["ts"].as_str().unwrap().to_owned();
    let press = |action| trellis::sandbox::acting::Press::in_message(&receipts, &first, action);
    world.stage.workspace.click(&world.ines, press("open_checkin")).await.unwrap();
    world.stage.workspace.settle().await;
    let page = world.modal(&world.ines);
    assert!(asked.iter().all(|it| page.contains(it)) && !page.contains("Thanks to"), "{page}");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.stage.workspace.click(&world.ines, press("edit_checkin")).await.unwrap();
    world.stage.workspace.settle().await;
    let form = world.modal(&world.ines);
    assert!(asked.iter().all(|it| form.contains(it)) && !form.contains("Thanks to"), "{form}");
    assert!(form.contains("I cloned the string in the end."), "what was written stands in it");
    world.sends_well(&world.ines, json!({ "happened": "I borrowed it after all." })).await;
    let room = world.in_room();
    let edited = room.iter().find(|post| post.contains("week of 2–8 Nov")).unwrap();
    assert!(edited.contains("What happened then\nI borrowed it after all."), "{edited}");
    assert!(before.contains("What happened then\nI cloned the string"), "as it was before");

    for (words, label) in [("borrowed", "2–8 Nov"), ("lazy", "9–15 Nov"), ("tom", "9–15 Nov")]
    {
        world.types(&world.noah, "/mentor", &format!("search {words}")).await;
        let found = world.modal(&world.noah);
        assert!(found.contains("One place") && found.contains(label), "{words}: {found}");
        world.stage.workspace.close_all(&world.noah).await.unwrap();
    }
    ends(world).await;
}

#[tokio::test]
async fn a_form_that_is_open_while_the_template_changes_keeps_its_questions() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:05").await;
    world.types(&world.ines, "/checkin", "").await;
    let on_the_phone = world.form_left_open(&world.ines);
    changes(&world, json!({ "looking_back": BACK, "looking_ahead": AHEAD })).await;
    world.sends_well(&world.ines, a_good_week()).await;
    world.minutes(5).await;
    let post = world.checkin_in_room();
    assert!(post.contains("Tasks I finished or moved forward"), "{post}");
    assert!(post.contains("What happened then\nI cloned the string in the end."), "{post}");

    // The same week again, from a form that asks something else, and from the one on the phone: versions of one check-in.
    let texts = [("tasks", "On the phone."), ("learned", "a"), ("tried", "b"), ("primary", "c")];
    assert_eq!(world.sends_left_open(&world.ines, &on_the_phone, &texts).await, Answer::Nothing);
    let missing = world.sends_left_open(&world.ines, &on_the_phone, &texts[..2]).await;
    let Answer::FieldErrors(missing) = missing else { panic!("{missing:?}") };
    assert_eq!(missing.keys().collect::<Vec<_>>(), ["primary", "tried"], "by what it asked");
    assert_eq!(
        world.value("select group_concat(template) from checkin_versions").await.unwrap(),
        "1"
    );
    ends(world).await;
}

#[tokio::test]
async fn a_draft_goes_on_in_the_form_it_was_begun_in() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:00").await;
    world.presses(&world.ines, "write_checkin").await;
    world.types_into(&world.ines, "happened", "It fell ov").await;
    world.closes(&world.ines).await;
    changes(&world, json!({ "looking_back": BACK, "looking_ahead": AHEAD })).await;
    world.presses(&world.ines, "write_checkin").await;
    assert_eq!(
        world.in_field(&world.ines, "happened"),
        "It fell ov",
        "though it is not asked any more"
    );
    world.sends_well(&world.ines, a_good_week()).await;
    world.until(LISBON, "2026-11-13 15:00").await;
    world.types(&world.ines, "/checkin", "").await;
    assert!(world.modal(&world.ines).contains("What is different now*: ____"));
    world.closes(&world.ines).await;
    ends(world).await;
}

#[tokio::test]
async fn an_answer_of_its_own_stands_under_every_version_of_a_question() {
    let world = World::with_a_pair().await;
    for (day, label) in [("06", "What I learned"), ("13", "New to me"), ("20", "Eye-opener")] {
        world.until(LISBON, &format!("2026-11-{day} 15:05")).await;
        let back = format!("# Back\n* learned: {label}");
        changes(&world, json!({ "looking_back": back, "looking_ahead": "# Next\nprimary: First" }))
            .await;
        writes(&world, json!({ "learned": format!("Learned on {day}.") })).await;
    }
    world.types(&world.noah, "/checkin", "history").await;
    let history = world.modal(&world.noah);
    for said in [
        "What I learned\nLearned on 06.",
        "New to me\nLearned on 13.",
        "Eye-opener\nLearned on 20.",
    ] {
        assert!(history.contains(said), "{history}");
    }
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.days(3).await;
    ends(world).await;
}

#[tokio::test]
async fn once_a_month_one_more_thing_is_asked_of_both_and_nobody_needs_to_answer() {
    let world = World::with_a_pair().await;
    let mut asked = Vec::new();
    for day in ["06", "13", "20", "27"] {
        world.until(LISBON, &format!("2026-11-{day} 15:05")).await;
        world.types(&world.ines, "/checkin", "").await;
        asked.push(world.modal(&world.ines).contains("# Once a month\nA risk I took: ____"));
        let mut week = a_good_week();
        if day == "27" {
            week["risk"] = json!("I said that I don't know.");
        }
        world.sends_well(&world.ines, week).await;
        world.minutes(1).await;
        world.presses(&world.noah, "reply").await;
        let form = world.modal(&world.noah);
        asked.push(form.contains("A story from my own path: ____"));
        let field = if day == "27" { "once_a_month" } else { "feedback" };
        world.sends_well(&world.noah, json!({ field: format!("Written on {day}.") })).await;
    }
    assert_eq!(asked, [false, false, false, false, false, false, true, true]);
    let post = world.checkin_in_room();
    assert!(post.contains("# Once a month\nA risk I took\nI said that I don't know."), "{post}");
    let reply = world.in_thread().pop().unwrap();
    assert_eq!(
        reply,
        "*@Noah replied*\nA story from my own path\nWritten on 27.\n[I see it differently]"
    );

    changes(&world, json!({ "monthly": "Somebody I thanked", "monthly_reply": "" })).await;
    world.presses(&world.ines, "edit_checkin").await;
    let form = world.modal(&world.ines);
    assert!(form.contains("A risk I took: I said that I don't know."), "{form}");
    world.sends_well(&world.ines, json!({})).await;
    world.presses(&world.noah, "reply").await;
    assert!(!world.modal(&world.noah).contains("my own path"), "nothing is asked beside any more");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.types(&world.noah, "/checkin", "history").await;
    world.presses_in_modal(&world.noah, "open_checkin").await;
    let page = world.modal(&world.noah);
    assert!(page.contains("A story from my own path\nWritten on 27."), "{page}");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    ends(world).await;
}

#[tokio::test]
async fn what_was_asked_once_a_month_is_kept_although_check_ins_come_more_often_now() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:05").await;
    world.has_a_checkin(a_good_week()).await;
    world.changes_the_file("update pairs set phase = 'monthly'").await;
    world.presses(&world.noah, "reply").await;
    assert!(world.modal(&world.noah).contains("A story from my own path: ____"));
    world.changes_the_file("update pairs set phase = 'weekly'").await;
    world.sends_well(&world.noah, json!({ "once_a_month": "I broke it, too." })).await;
    let reply = world.in_thread().pop().unwrap();
    assert!(reply.contains("A story from my own path\nI broke it, too."), "{reply}");
    ends(world).await;
}

#[tokio::test]
async fn the_reply_asks_what_the_programme_asks_and_old_ones_keep_their_words() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-06 15:05").await;
    world.has_a_checkin(a_good_week()).await;
    world.presses(&world.noah, "reply").await;
    let link = "https://example.com/cow";
    world.sends_well(&world.noah, json!({ "feedback": "Well done.", "example": link })).await;
    world.presses(&world.noah, "reply").await;
    let left_open = world.form_left_open(&world.noah);
    let reply = "question: What will you try next? | One is enough.\nexample: Look at this";
    assert!(changes(&world, json!({ "reply": reply })).await.contains("Saved as version 2."));
    let late = [("progress", "You asked."), ("question", "Why?")];
    assert_eq!(world.sends_left_open(&world.noah, &left_open, &late).await, Answer::Nothing);
    world.stage.workspace.close_all(&world.noah).await.unwrap();

    world.minutes(5).await;
    world.presses(&world.noah, "reply").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Reply ==
        To @Inês, about the week of 2–8 Nov. One part is enough; two lines are a reply.
        What will you try next?: ____
        Look at this: ____
        An action: one thing somebody sets out to do: ____
        Who does it: My mentee does
        An action: one thing somebody sets out to do: ____
        Who does it: My mentee does
        You two read this, in your room's thread. Simply writing in the thread counts as a reply too.
        While you write, this is kept as a draft that only you can read. It is deleted when you send it, or 30 days after your last change.
        [Save draft] [Start afresh]
        [[Send reply]]
        ");
    let empty = world.sends(&world.noah, json!({})).await;
    let Submitted::FieldErrors(empty) = empty else { panic!("{empty:?}") };
    assert_eq!(empty.keys().collect::<Vec<_>>(), ["question"], "under the first");
    world.sends_well(&world.noah, json!({ "question": "A borrow?", "example": "Cow" })).await;
    assert_snapshot!(world.in_thread().join("\n"), @r"
        *@Noah replied*
        Feedback on the work
        Well done.
        An example, or a link to one
        <https://example.com/cow>
        [I see it differently]
        *@Noah replied*
        A question for you to explore
        Why?
        Progress I noticed
        You asked.
        [I see it differently]
        *@Noah replied*
        What will you try next?
        A borrow?
        Look at this
        Cow
        [I see it differently]
        ");
    world.types(&world.ines, "/checkin", "history").await;
    world.presses_in_modal(&world.ines, "open_checkin").await;
    let page = world.modal(&world.ines);
    for said in
        ["Feedback on the work\nWell done.", "Progress I noticed\nYou asked.", "Look at this\nCow"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    ends(world).await;
}
