//! A template that does not fit, two leads at once, and everybody who is no lead: nothing changes, and each is told why.

use insta::assert_snapshot;
use serde_json::json;
use trellis::{sandbox::acting::Submitted, slack::answer::Answer};

use crate::{
    template::{AHEAD, BACK, changes},
    world::World,
};

const NO_LEAD: &str = "Only a lead of the mentorship programme can do that. Ask whoever set Trellis up here; \
                       `/mentor help` shows what you can do.";

async fn ends(world: World) {
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_template_that_does_not_fit_changes_nothing_and_says_where() {
    let world = World::with_a_pair().await;
    let before = world.dump().await;
    let many = |count: usize| (0..count).map(|i| format!("Is it {i}?\n")).collect::<String>();
    let back = |lines: &str| json!({ "looking_back": format!("# Back\n* learned: x\n{lines}") });
    let mut refusals = Vec::new();
    for values in [
        back("learned: Two of one name"),
        back("primary: The same, in the other box"),
        back(&many(200)),
        back(&"x".repeat(121)),
        back("week: The form's own"),
        json!({ "looking_back": "# Back\nlearned: x", "looking_ahead": "# Next\nfirst" }),
        json!({ "looking_back": "No part" }),
        json!({ "looking_ahead": "# Next" }),
        json!({ "monthly": "* risk: Needed\n# Part", "monthly_reply": many(13) }),
        json!({ "looking_back": many(4) }),
        json!({ "reply": "praise: Well done\n* question: x\n# Part" }),
    ] {
        refusals.push(changes(&world, values).await);
    }
    assert_snapshot!(refusals.join("\n"), @r"
        looking_back: Line 3: another question is called learned already. Give one of them another name in front of its colon.
        looking_ahead: Line 2: another question is called primary already. Give one of them another name in front of its colon.
        looking_back: These are 204 questions a week, in both boxes together, and at most 12 are asked, so that people keep writing. Keep the ones you'd miss.
        looking_back: Line 3: this question has 121 characters, and 120 fit. Shorten it a little.
        looking_back: Line 3: the form itself uses the name week. Put another one in front, like my_week: and then the question.
        looking_back: Nothing has to be answered, so an empty form could be sent. Put a * in front of at least one question.
        looking_back: Line 1: a question needs a part above it. Begin with a line like # Accomplished.
        looking_ahead: Line 1: this part has no question. Write one under it, or take the part out.
        monthly: Line 1: what is asked here is always optional. Take the * away. Line 2: there are no parts here. Take this line out; a question a line is enough.
        monthly_reply: These are 13 questions, and a year has 12 months. Keep 12.
        looking_back: Line 1: a question needs a part above it. Begin with a line like # Accomplished.
        reply: Line 1: a reply has no part called praise. Begin the line with feedback:, example:, question: or progress:. Line 2: what is asked here is always optional. Take the * away. Line 3: there are no parts here. Take this line out; a question a line is enough.
        ");
    world.types(&world.lena, "/mentor", "template").await;
    let empty = world.sends(&world.lena, json!({ "looking_ahead": "" })).await;
    assert!(matches!(empty, Submitted::ClientErrors(_)), "Slack does not send it: {empty:?}");
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    assert_eq!(world.dump().await, before, "nothing changed");
    ends(world).await;
}

#[tokio::test]
async fn two_leads_at_once_do_not_overwrite_each_other() {
    let world = World::with_a_pair().await;
    world.types(&world.lena, "/mentor", "template").await;
    let open = world.form_left_open(&world.lena);
    assert!(changes(&world, json!({ "looking_back": BACK })).await.contains("Saved as version 2."));
    let texts = [
        ("looking_back", "# Back\n* learned: Mine"),
        ("looking_ahead", AHEAD),
        ("reply", "question: One question"),
    ];
    let Answer::FieldErrors(errors) = world.sends_left_open(&world.lena, &open, &texts).await
    else {
        panic!("it was taken")
    };
    let errors: Vec<String> = errors.into_values().collect();
    assert_snapshot!(errors.join(" "), @"Another lead saved a newer version while this was open, so nothing has changed. Copy the lines you changed, close this, and put them into what `/mentor template` shows now.");
    assert_eq!(world.value("select max(version) from templates").await.unwrap(), "2");
    ends(world).await;
}

#[tokio::test]
async fn only_leads_change_it_and_a_lead_whom_nobody_has_met_is_met() {
    let world = World::with_leads_named().await;
    for who in [&world.ines, &world.noah] {
        assert_eq!(world.types(who, "/mentor", "template").await, NO_LEAD);
        assert_eq!(world.modal(who), "");
    }
    world.types(&world.lena, "/mentor", "template").await;
    assert!(world.modal(&world.lena).starts_with("== What we ask every week =="));
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    ends(world).await;
}
