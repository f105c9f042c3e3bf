//! A question and its answer go to the programme, when both agree to the words.

use insta::assert_snapshot;
use serde_json::json;

use crate::world::{World, questioning::a_debug_one};

const NEW_YORK: &str = "America/New_York";

/// Tuesday, 3 November, 11:00 in New York: Noah has answered, and Inês has read it.
async fn with_an_answer() -> World {
    let world = World::with_a_pair().await;
    world.until(NEW_YORK, "2026-11-03 10:00").await;
    world.has_a_question("debug", a_debug_one()).await;
    world.until(NEW_YORK, "2026-11-03 11:00").await;
    world.writes_under_the_question(&world.noah, "Hand the zebracrossing over.").await;
    world.minutes(10).await;
    world.everybody_reads();
    world
}

/// Somebody presses *Publish…* or *Agree…*, and sends what they agree to; what they read then.
async fn agrees(world: &World, who: &str, values: serde_json::Value) -> String {
    world.presses(who, "publish").await;
    let submitted = world.sends(who, values).await;
    let shown = format!("{submitted:?}\n{}", world.modal(who));
    world.stage.workspace.close_all(who).await.unwrap();
    shown
}

async fn finds(world: &World, who: &str) -> String {
    world.types_raw(who, "/mentor", "search zebracrossing").await;
    let found = world.modal(who);
    world.stage.workspace.close_all(who).await.unwrap();
    found
}

#[tokio::test]
async fn both_agree_and_everybody_in_the_programme_finds_it_until_one_takes_it_back() {
    let world = with_an_answer().await;
    let commons = world.has_a_help_channel("0").await;
    let mia = world.mentors_otto("Mia Lund").await;
    world.presses(&world.ines, "publish").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Publish an answer ==
        When you both agree, this stands in #help, and everybody in your programme finds it with `/mentor search`. Change your own words as you like; @Noah decides about theirs. Later edits change nothing here, and either of you can take it back.
        What I want to achieve*: Share the parser between two screens.
        What I tried: A reference in both.
        What happened, or the text of the error: error[E0502]: cannot borrow `parser` as mutable
        What I think it is: Both want to write.
        The answer
        Hand the zebracrossing over.
        Your name: ____
        [[Agree to this]]
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    let short = json!({ "tried": "", "happened": "error[E0502]", "theory": "Both write." });
    let told = agrees(&world, &world.ines, short).await;
    assert!(told.contains("I'll ask @Noah once, in their working hours."), "{told}");
    assert_eq!(world.in_channel(&commons).len(), 0, "nothing is published yet");
    assert!(finds(&world, &mia).await.contains("Nothing found"));
    world.minutes(5).await;
    assert_snapshot!(world.last_dm(&world.noah), @r"
        @Inês would like to publish a question and answer of yours, so that others in your programme find it. *Agree…* shows exactly what would be published, and lets you change your own words first.
        [Agree…] [No, thanks] [Why am I seeing this?]
        ");
    world.presses(&world.noah, "publish").await;
    assert_snapshot!(world.modal(&world.noah), @r"
        == Publish an answer ==
        When you both agree, this stands in #help, and everybody in your programme finds it with `/mentor search`. Change your own words as you like; @Inês decides about theirs. Later edits change nothing here, and either of you can take it back.
        The answer*: Hand the zebracrossing over.
        What I want to achieve
        Share the parser between two screens.
        What happened, or the text of the error
        error[E0502]
        What I think it is
        Both write.
        Your name: ____
        [[Agree to this]]
        ");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    let told = agrees(&world, &world.noah, json!({ "named": ["yes"] })).await;
    assert!(
        told.contains("You both agreed: everybody in your programme can find it now"),
        "{told}"
    );
    world.minutes(1).await;
    assert_snapshot!(world.in_channel(&commons).join("\n\n"), @r"
        *A question and its answer* answered by @Noah
        What I want to achieve
        Share the parser between two screens.
        What happened, or the text of the error
        error[E0502]
        What I think it is
        Both write.
        The answer
        Hand the zebracrossing over.
        ");
    assert!(world.last_dm(&world.noah).starts_with(":white_check_mark: You both agreed"));
    let thread = world.under_the_question().await;
    assert!(thread.last().unwrap().starts_with(":books: You both agreed"), "{thread:?}");
    // A later edit of the answer changes nothing of it.
    world.edits_last_answer("Hand over the zebracrossing, now.").await;
    assert!(world.in_channel(&commons)[0].contains("Hand the zebracrossing over."));
    assert!(finds(&world, &mia).await.contains("Your programme shares"));
    world.types_raw(&mia, "/mentor", "search zebracrossing").await;
    world.presses_in_modal(&mia, "open_published").await;
    let page = world.modal(&mia);
    assert!(page.contains("The answer\nHand the zebracrossing over."), "{page}");
    assert!(page.contains("answered by @Noah") && !page.contains("asked by"), "{page}");
    assert!(!page.contains("A reference in both."), "Inês left that out");
    world.stage.workspace.close_all(&mia).await.unwrap();
    world.presses_last_in_thread(&world.ines, "take_back_published").await;
    assert!(world.modal(&world.ines).contains("Taken back. Nobody finds it any more"));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.minutes(1).await;
    assert_eq!(world.in_channel(&commons), ["This answer was taken back."]);
    assert!(finds(&world, &mia).await.contains("Nothing found"));
    let thread = world.under_the_question().await;
    assert!(thread.last().unwrap().contains("one of you took it back"), "{thread:?}");
    world.everybody_reads();
    world.reads(&mia);
    world.reads(&commons.tom);
    world.ends_unread().await;
}

#[tokio::test]
async fn a_no_is_quiet_and_final_until_something_new_is_said() {
    let world = with_an_answer().await;
    let told = agrees(&world, &world.noah, json!({})).await;
    assert!(told.contains("I'll ask @Inês once"), "{told}");
    world.minutes(5).await;
    assert!(world.last_dm(&world.ines).starts_with("@Noah would like to publish"));
    world.reads(&world.noah);
    world.presses(&world.ines, "no_publish").await;
    world.minutes(5).await;
    assert!(world.last_dm(&world.ines).contains("it stays between the two of you"));
    assert_eq!(world.reads(&world.noah), Vec::<String>::new(), "nobody tells Noah");
    world.presses(&world.noah, "publish").await;
    assert!(world.whisper(&world.noah).starts_with("This stays between the two of you."));
    let kept = world.value("select coalesce(asked, answered, 'nothing') from publications").await;
    assert_eq!(kept.as_deref(), Some("nothing"), "no word of it is kept");
    world.writes_under_the_question(&world.noah, "Or clone it.").await;
    let told = agrees(&world, &world.noah, json!({})).await;
    assert!(told.contains("I'll ask @Inês once"), "{told}");
    world.everybody_reads();
    world.ends_unread().await;
}

#[tokio::test]
async fn both_may_propose_at_once_and_without_a_channel_it_is_found_all_the_same() {
    let world = with_an_answer().await;
    agrees(&world, &world.ines, json!({})).await;
    let told =
        agrees(&world, &world.noah, json!({ "answer": "Hand over the zebracrossing." })).await;
    assert!(
        told.contains("You both agreed: everybody in your programme can find it now."),
        "{told}"
    );
    assert!(finds(&world, &world.ines).await.contains("Published answer of Tue 3 Nov"));
    world.presses(&world.ines, "publish").await;
    assert!(world.whisper(&world.ines).starts_with("This is published already."));
    world.everybody_reads();
    world.ends_unread().await;
}

#[tokio::test]
async fn what_is_too_long_or_empty_stays_in_the_form_and_nothing_is_published_without_an_answer() {
    let world = World::with_a_pair().await;
    world.until(NEW_YORK, "2026-11-03 10:00").await;
    let long = |letter: &str| letter.repeat(2900);
    let whole = json!({ "asked": long("a"), "tried": long("b"), "theory": long("d") });
    world.has_a_question("debug", whole).await;
    assert!(!world.sees(&world.ines, "publish"), "there is no answer yet");
    world.writes_under_the_question(&world.noah, &"w".repeat(3500)).await;
    world.minutes(1).await;
    let told = agrees(&world, &world.ines, json!({})).await;
    assert!(told.contains("8700 characters and 6500 fit"), "{told}");
    let told = agrees(&world, &world.noah, json!({ "answer": " \u{200b} " })).await;
    assert!(told.contains("answer"), "{told}");
    assert_eq!(
        world
            .value("select count(*) || '' from publications where asked is not null")
            .await
            .as_deref(),
        Some("0")
    );
    world.minutes(10).await;
    world.everybody_reads();
    world.ends_unread().await;
}

#[tokio::test]
async fn whoever_switched_it_off_is_not_asked() {
    let world = with_an_answer().await;
    world.types(&world.noah, "/mentor", "settings").await;
    let kinds = json!(["prompt", "reminder", "owed", "partner", "back", "missed"]);
    world.sends_well(&world.noah, json!({ "kinds": kinds, "weekly": "6" })).await;
    let before = world.dm(&world.noah).len();
    agrees(&world, &world.ines, json!({})).await;
    world.hours(3).await;
    assert_eq!(world.dm(&world.noah).len(), before);
    world.everybody_reads();
    world.ends_unread().await;
}

impl World {
    /// Somebody presses a button of the newest message under the newest question.
    async fn presses_last_in_thread(&self, who: &str, action: &str) {
        let (channel, ts) = self.question_place().await;
        let thread = self.stage.workspace.thread(&channel, &ts);
        let last = thread.last().unwrap()["ts"].as_str().unwrap().to_owned();
        self.presses_in(who, (channel, last), action.to_owned()).await;
    }

    /// Noah edits what he typed in the thread of the newest question.
    async fn edits_last_answer(&self, text: &str) {
        let ts = self
            .value("select ts from replies where ts is not null order by id desc limit 1")
            .await;
        let (channel, _) = self.question_place().await;
        let ts = ts.expect("nothing was typed");
        self.stage.workspace.edit(&self.noah, &channel, &ts, text).await.unwrap();
        self.stage.workspace.settle().await;
    }
}

#[tokio::test]
async fn nobody_agrees_to_words_they_were_not_shown() {
    let world = with_an_answer().await;
    world.presses(&world.noah, "publish").await;
    let told = agrees(&world, &world.ines, json!({ "asked": "Something else entirely." })).await;
    assert!(told.contains("I'll ask @Noah once"), "{told}");
    let sent = world.sends(&world.noah, json!({})).await;
    assert!(format!("{sent:?}").contains("has proposed this too in the meantime"), "{sent:?}");
    assert!(finds(&world, &world.ines).await.contains("Hand the zebracrossing over."));
    assert_eq!(world.value("select count(published_at) from publications").await.unwrap(), "0");
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    world.minutes(5).await;
    assert!(agrees(&world, &world.noah, json!({})).await.contains("You both agreed"));
    world.everybody_reads();
    world.ends_unread().await;
}
