//! How a pair begins: proposed by a lead, asked in each one's own hours, begun when both have said yes.

use trellis::sandbox::{
    acting::Forged,
    people::{NewPerson, Standing},
};

use crate::world::World;

const PAIR: &str = "pair @Noah Reed @Inês Duarte";
const LEADS_ONLY: &str = "Only a lead of the mentorship programme can do that. Ask whoever set Trellis up here; \
                          `/mentor help` shows what you can do.";
const SETTLED: &str = "This suggestion has been settled already, so nothing has changed.";
const CLOSED: &str = "This suggestion is closed, and nothing more comes of it.";

/// Lena has suggested the pair; it is Monday, 09:00 in New York, and both have been asked.
async fn proposed() -> World {
    let world = World::new().await;
    world.types(&world.lena, "/mentor", PAIR).await;
    world.until("America/New_York", "2026-11-02 09:00").await;
    world.everybody_reads();
    world
}

/// Presses a button again that the message does not show any more, as a second device would.
async fn presses_again(world: &World, who: &str, action: &str) -> String {
    let pair = world.value("select id from pairs").await.unwrap();
    let press = Forged::Press { action: action.to_owned(), value: pair };
    world.stage.workspace.forge(who, &press).await.unwrap();
    world.stage.workspace.settle().await;
    world.whisper(who)
}

#[tokio::test]
async fn each_is_asked_in_their_own_hours_and_told_what_they_will_get() {
    let world = World::new().await;
    assert_eq!(
        world.types(&world.lena, "/mentor", PAIR).await,
        "I'm asking both whether they want to be a pair, each inside their own working hours.\n\
         • @Noah gets my message on Mon 2 Nov, 09:00\n• @Inês gets my message now\n\
         The pair begins when both have pressed *I'm in*, and I'll tell you then."
    );
    assert_eq!(
        world.reads(&world.ines),
        ["# Would you like to be a mentorship pair?\n\
          @Lena suggests @Noah as your mentor. If you both say yes:\n\
          • once a week I ask you for a short written check-in; it takes about 15 minutes\n\
          • @Noah answers every one in writing within two working days\n\
          • if you don't write, I remind you twice at most, then I'm silent until the next one\n\
          • every second week I help you find half an hour for a call, and every four weeks I ask you both to look back\n\
          • in the first days you two agree in writing on what you want; most of what I say can be switched off\n\
          I only write to you Mon-Fri 09:00-17:00 (Europe/Lisbon). What you two write is read by you two; @Lena and \
          other leads see that something was written and when, never the words. You can stop at any time.\n\
          [I'm in] [No, thanks]"]
    );
    world.until("America/New_York", "2026-11-02 08:59").await;
    assert_eq!(world.reads(&world.noah), Vec::<String>::new());
    world.until("America/New_York", "2026-11-02 09:00").await;
    assert_eq!(
        world.reads(&world.noah),
        ["# Would you like to be a mentorship pair?\n\
          @Lena suggests @Inês as your mentee. If you both say yes:\n\
          • once a week @Inês writes a short check-in, and I bring it to you when your working day is open\n\
          • you answer in writing within two working days; days you don't work don't count\n\
          • in all it takes about three hours a month, calls included\n\
          • every second week I help you find half an hour for a call, and every four weeks I ask you both to look back\n\
          • in the first days you two agree in writing on what you want; most of what I say can be switched off\n\
          I only write to you Mon-Fri 09:00-17:00 (America/New_York). What you two write is read by you two; @Lena \
          and other leads see that something was written and when, never the words. You can stop at any time.\n\
          [I'm in] [No, thanks]"]
    );
    world.ends().await;
}

#[tokio::test]
async fn a_pair_begins_with_the_second_yes_and_the_lead_is_told() {
    let world = proposed().await;
    world.presses(&world.ines, "join").await;
    let waiting = "You're in. I'll tell you both as soon as @Noah has said yes too.";
    assert_eq!(world.last_dm(&world.ines), waiting);
    assert_eq!(presses_again(&world, &world.ines, "join").await, "", "twice is once");
    assert_eq!(world.last_dm(&world.ines), waiting);
    world.presses(&world.noah, "join").await;
    for (who, other) in [(&world.ines, "Noah"), (&world.noah, "Inês")] {
        let begun = format!(
            "You and @{other} are a pair now. I'll open a room for the two of you and say hello there."
        );
        assert_eq!(world.last_dm(who), begun);
    }
    assert_eq!(world.in_room().len(), 1);
    assert_eq!(
        world.reads(&world.lena),
        [
            "@Noah and @Inês have both said yes and are a pair now. I'll ask for the first check-in on Fri 6 Nov, 15:00."
        ]
    );
    let before = world.dump().await;
    for action in ["join", "decline"] {
        assert_eq!(presses_again(&world, &world.noah, action).await, SETTLED);
        assert_eq!(presses_again(&world, &world.ines, action).await, SETTLED);
    }
    assert_eq!(world.dump().await, before);
    world.everybody_reads();
    world.ends().await;
}

const NO_PAIR: &str = "@Noah and @Inês won't be a pair: one of them can't take it on at the moment. Nothing else has \
                       changed; `/mentor pair` starts another one.";

#[tokio::test]
async fn one_no_closes_the_suggestion_for_both() {
    let world = proposed().await;
    world.presses(&world.noah, "decline").await;
    for who in [&world.noah, &world.ines] {
        assert_eq!(world.dm(who), [CLOSED]);
        assert_eq!(presses_again(&world, who, "join").await, SETTLED);
    }
    assert_eq!(
        world.reads(&world.ines),
        Vec::<String>::new(),
        "who had not answered is left alone"
    );
    assert_eq!(world.reads(&world.lena), [NO_PAIR]);
    assert_eq!(world.room(), None);
    world.types(&world.lena, "/mentor", PAIR).await;
    assert_eq!(world.reads(&world.noah).len(), 1, "they can be asked again another day");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_no_after_the_others_yes_is_told_kindly() {
    let world = proposed().await;
    world.presses(&world.ines, "join").await;
    world.presses(&world.noah, "decline").await;
    assert_eq!(
        world.reads(&world.ines),
        [
            "@Noah can't take this on at the moment, so this pair doesn't start. It says nothing about you; a lead of \
          the programme will look for somebody else."
        ]
    );
    assert_eq!(world.reads(&world.lena), [NO_PAIR]);
    assert_eq!(world.reads(&world.noah), Vec::<String>::new());
    world.ends().await;
}

#[tokio::test]
async fn a_no_before_the_other_was_asked_means_they_never_are() {
    let world = World::new().await;
    world.types(&world.lena, "/mentor", PAIR).await;
    world.presses(&world.ines, "decline").await;
    world.days(2).await;
    assert_eq!(world.dm(&world.noah), Vec::<String>::new());
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn nothing_is_written_for_a_pair_that_has_not_begun() {
    let world = proposed().await;
    world.presses(&world.ines, "join").await;
    let before = world.dump().await;
    let not_yours = "That's not yours to change, so nothing happened. Type `/mentor help` to see what you can do.";
    let press =
        Forged::Press { action: "write_checkin".to_owned(), value: "1/2026-W45".to_owned() };
    world.stage.workspace.forge(&world.ines, &press).await.unwrap();
    world.stage.workspace.settle().await;
    assert_eq!(world.whisper(&world.ines), not_yours);
    assert_eq!(world.dump().await, before);
    world.ends_unread().await;
}

#[tokio::test]
async fn a_mentor_takes_on_two_and_a_mentee_has_one() {
    let world = World::new().await;
    for name in ["Ana Reis", "Bo Lind"] {
        world.joins(NewPerson::named(name).zone("Europe/Lisbon"));
    }
    let pair = async |mentee: &str| {
        world.types(&world.lena, "/mentor", &format!("pair @Noah Reed @{mentee}")).await
    };
    assert!(pair("Inês Duarte").await.starts_with("I'm asking both"));
    assert_eq!(
        pair("Inês Duarte").await,
        "I've already asked @Inês and @Noah and am waiting for their answers, so nothing has changed."
    );
    assert!(pair("Ana Reis").await.starts_with("I'm asking both"));
    let before = world.dump().await;
    assert_eq!(
        pair("Bo Lind").await,
        "@Noah has 2 mentees or open requests already, which is the most one mentor takes on here. Choose somebody \
         else."
    );
    assert_eq!(world.dump().await["pairs"], before["pairs"]);

    world.presses(&world.ines, "join").await;
    world.until("America/New_York", "2026-11-02 09:00").await;
    presses_again(&world, &world.noah, "join").await;
    assert_eq!(
        pair("Inês Duarte").await,
        "@Inês is already in a pair with @Noah. A mentee has one mentor at a time, so nothing has changed."
    );
    world.ends_unread().await;
}

#[tokio::test]
async fn of_two_who_say_yes_at_once_one_has_the_last_place() {
    let world = World::new().await;
    let ana = world.joins(NewPerson::named("Ana Reis").zone("Europe/Lisbon"));
    for mentee in ["Inês Duarte", "Ana Reis"] {
        world.types(&world.lena, "/mentor", &format!("pair @Noah Reed @{mentee}")).await;
    }
    // The programme's capacity shrinks while they are thinking.
    world.changes_the_file("update programmes set mentor_capacity = 1").await;
    world.until("America/New_York", "2026-11-02 09:00").await;
    for pair in ["1", "2"] {
        let press = Forged::Press { action: "join".to_owned(), value: pair.to_owned() };
        world.stage.workspace.forge(&world.noah, &press).await.unwrap();
    }
    let (ines, first) = (world.ines.clone(), world.find(&world.ines, "join").unwrap());
    let second = world.find(&ana, "join").unwrap();
    tokio::join!(
        world.presses_in(&ines, first, "join".to_owned()),
        world.presses_in(&ana, second, "join".to_owned()),
    );
    let begun = world.value("select count(*) from pairs where state = 'active'").await.unwrap();
    assert_eq!(begun, "1");
    let mut told = [world.whisper(&ines), world.whisper(&ana)];
    told.sort();
    assert_eq!(
        told,
        [
            "",
            "The mentor has taken on as many mentees as one mentor takes on here in the meantime, so this pair can't \
             start. A lead of the programme can help."
        ]
    );
    world.ends_unread().await;
}

#[tokio::test]
async fn only_two_different_active_members_can_be_a_pair() {
    let world = World::new().await;
    let person = |name: &str| NewPerson::named(name).zone("Europe/Lisbon");
    let guest = world.joins(person("Gil Guest").standing(Standing::Guest));
    let stranger = world.joins(person("Stan Elsewhere").standing(Standing::Stranger));
    let gone = world.joins(person("Gone Girl"));
    world.stage.workspace.deactivate(&gone).await.unwrap();
    let bot = world.stage.workspace.bot_user();
    assert_eq!(
        world.types(&world.lena, "/mentor", "pair @Noah Reed @Noah Reed").await,
        "A pair needs two different people. The mentor comes first: `/mentor pair @mentor @mentee`."
    );
    for other in [guest.as_str(), &stranger, &gone, bot, "USLACKBOT"] {
        let refused = format!(
            "@{other} can't be in a pair: it needs an active member of this workspace, not a guest or a bot."
        );
        for (mentor, mentee) in [(other, world.ines.as_str()), (world.noah.as_str(), other)] {
            let text = format!("pair <@{mentor}> <@{mentee}>");
            assert_eq!(world.types_raw(&world.lena, "/mentor", &text).await, refused);
        }
    }
    let unknown = format!("pair <@U0NOBODY|x> <@{}>", world.ines);
    assert_eq!(
        world.types_raw(&world.lena, "/mentor", &unknown).await,
        "Slack doesn't know one of these people. Pick both from the list that opens when you type @."
    );
    assert_eq!(world.dump().await["pairs"].len(), 0);
    world.ends().await;
}

#[tokio::test]
async fn only_a_lead_proposes_and_nobody_else_makes_the_bot_meet_anybody() {
    let world = World::new().await;
    for who in [&world.ines, &world.noah] {
        assert_eq!(world.types(who, "/mentor", PAIR).await, LEADS_ONLY);
    }
    assert_eq!(world.dump().await["people"].len(), 0, "nobody was written down");
    world.ends().await;
}

#[tokio::test]
async fn leads_named_in_the_settings_are_the_only_ones() {
    let world = World::with_leads_named().await;
    let admin = world.joins(NewPerson::named("Ada Admin").zone("Europe/Berlin").admin());
    let calls = world.stage.workspace.calls("users.info");
    assert_eq!(world.types(&admin, "/mentor", PAIR).await, LEADS_ONLY);
    assert_eq!(world.stage.workspace.calls("users.info"), calls, "Slack was not even asked");
    assert!(world.types(&world.lena, "/mentor", PAIR).await.starts_with("I'm asking both"));
    assert!(!world.types(&admin, "/mentor", "help").await.contains("/mentor pair"));
    assert!(world.types(&world.lena, "/mentor", "help").await.contains("/mentor pair"));
    world.ends_unread().await;
}

#[tokio::test]
async fn slack_that_does_not_say_who_somebody_is_changes_nothing() {
    let world = World::new().await;
    let error = trellis::sandbox::faults::Misbehaviour::ServerError(500);
    world.stage.workspace.misbehave(error, "users.info", 3);
    assert_eq!(
        world.types(&world.lena, "/mentor", PAIR).await,
        "Slack didn't tell me who they are just now, so nothing has changed. Please try again in a minute."
    );
    assert_eq!(world.dump().await["people"].len(), 0);
    assert!(world.types(&world.lena, "/mentor", PAIR).await.starts_with("I'm asking both"));
    world.ends_unread().await;
}

#[tokio::test]
async fn two_people_who_mentor_each_other_share_their_one_room() {
    let world = World::with_a_pair().await;
    world.types(&world.lena, "/mentor", "pair @Inês Duarte @Noah Reed").await;
    world.until("America/New_York", "2026-11-02 09:30").await;
    for person in [&world.noah, &world.ines] {
        world.presses(person, "join").await;
    }
    world.until("Europe/Lisbon", "2026-11-03 14:30").await;
    assert_eq!(world.in_room().len(), 2, "each pair is greeted in the room of the two");
    world.everybody_reads();
    world.ends().await;
}
