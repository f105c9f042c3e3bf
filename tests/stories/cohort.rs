//! A lead brings people together who start together: making a cohort, being asked, its channel, leaving, and its end.

use insta::assert_snapshot;
use serde_json::{Value, json};
use trellis::sandbox::people::{NewPerson, Standing};

use crate::world::World;

const LISBON: &str = "Europe/Lisbon";

/// Tuesday, 3 November, 10:00 in Lisbon, with a pair, somebody in none, and a channel the bot is in.
struct Before {
    world: World,
    otto: String,
    channel: String,
}

impl Before {
    async fn new() -> Self {
        let world = World::with_a_pair().await;
        world.until(LISBON, "2026-11-03 10:00").await;
        world.everybody_reads();
        let otto = world.joins(NewPerson::named("Otto Berg").zone(LISBON));
        let members = [&*world.ines, &*world.lena, world.stage.workspace.bot_user()];
        let channel = world.stage.workspace.add_channel("autumn", &members);
        Self { world, otto, channel }
    }

    /// What Lena fills in.
    fn filled(&self, members: &[&String]) -> Value {
        json!({ "name": "Autumn 2026", "starts_on": "2026-11-09", "channel": self.channel, "members": members })
    }

    /// Lena makes it; what she reads then.
    async fn makes(&self, values: Value) -> String {
        let world = &self.world;
        world.types_raw(&world.lena, "/mentor", "cohort create").await;
        let submitted = world.sends(&world.lena, values).await;
        let shown = format!("{submitted:?}\n{}", world.modal(&world.lena));
        world.stage.workspace.close_all(&world.lena).await.unwrap();
        world.minutes(1).await;
        shown
    }

    /// What Lena sees of her cohort.
    async fn page(&self) -> String {
        let world = &self.world;
        world.types(&world.lena, "/mentor", "cohort").await;
        world.presses_in_modal(&world.lena, "open_cohort").await;
        let page = world.modal(&world.lena);
        world.stage.workspace.close_all(&world.lena).await.unwrap();
        page
    }

    fn in_channel(&self) -> Vec<String> {
        self.world.show(&self.world.stage.workspace.messages(&self.channel))
    }
}

#[tokio::test]
async fn a_lead_makes_one_and_everybody_hears_what_comes_of_it() {
    let before = Before::new().await;
    let (world, otto) = (&before.world, &before.otto);
    let typed = format!("cohort create Autumn 2026 <#{}|autumn>", before.channel);
    world.types_raw(&world.lena, "/mentor", &typed).await;
    assert_snapshot!(world.modal(&world.lena), @r"
        == A new cohort ==
        Its name*: Autumn 2026
        Its first day*: 2026-11-03
        Its channel: C000000061
        Who is in it: ____
        [[Save]]
        ");
    world.sends(&world.lena, before.filled(&[&world.ines, otto])).await;
    assert_snapshot!(world.modal(&world.lena), @r"
        == Saved ==
        *Autumn 2026* is saved. I say hello in #autumn, once. The first weekly question comes there Thu 12 Nov, 11:00. One person hears in their own working hours that they are in it. One person is in no pair yet, so I ask first.
        `/mentor cohort` shows it, with its members and its channel.
        ");
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    world.minutes(2).await;
    assert_snapshot!(before.in_channel().join("\n---\n"), @r"
        # Hello, Autumn 2026
        @Lena made this the channel of your cohort, which starts on Mon 9 Nov 2026. In it: Inês Duarte.
        *What I post here:* every Thursday at 10:00 in Lisbon, one question with a thread for your answers; every Monday at 10:00, one digest of it. Nobody has to answer, nobody is ranked, and nobody is pinged.
        Everybody in this workspace can read this channel. Of what is written in the threads of my own messages I keep who answered and where; the rest I pass over. Nothing from check-ins, replies or questions comes here.
        ");
    assert_snapshot!(world.last_dm(&world.ines), @r"
        You are in the cohort *Autumn 2026*, which starts on Mon 9 Nov 2026. You are the first in it. Once a week I ask in #autumn for one thing you learned and one you struggled with, and once a week I post a digest. Everybody in this workspace can read it there; nobody has to answer.
        [Leave the cohort] [Why am I seeing this?]
        Its week is that of Lisbon. `/mentor cohort` shows it again.
        ");
    assert_snapshot!(world.last_dm(otto), @r"
        @Lena would like to have you in *Autumn 2026*, a cohort of the mentorship programme: people who start together and help each other, from Mon 9 Nov 2026 on. Once a week I ask in #autumn for one thing you learned and one you struggled with, and once a week I post a digest. Everybody in this workspace can read it there; nobody has to answer.
        [Join] [No, thanks]
        You can leave at any time. Nothing comes to you before you say yes.
        ");
    world.presses(otto, "join_cohort").await;
    world.minutes(2).await;
    assert_snapshot!(world.reads(otto).join("\n---\n"), @r"
        You are in *Autumn 2026*.
        ---
        You are in the cohort *Autumn 2026*, which starts on Mon 9 Nov 2026. With you in it: Inês Duarte. Once a week I ask in #autumn for one thing you learned and one you struggled with, and once a week I post a digest. Everybody in this workspace can read it there; nobody has to answer.
        [Leave the cohort] [Why am I seeing this?]
        Its week is that of Lisbon. `/mentor cohort` shows it again.
        ");
    assert_snapshot!(before.page().await, @r"
        == Cohort ==
        # Autumn 2026
        *Starts*
        Mon 9 Nov 2026
        *Channel*
        #autumn
        *Its week is that of*
        Lisbon
        @Inês with @Noah
        @U000000059 in no pair
        4 to 12 people is a good size: enough to learn from, few enough to know each other.
        [Change] [What it does in turn] [End the cohort]
        ");
    world.types(&world.ines, "/mentor", "cohort").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Your cohort ==
        # Autumn 2026
        With you: Otto Berg. Once a week I ask in #autumn for one thing you learned and one you struggled with, and once a week I post a digest. Everybody in this workspace can read it there; nobody has to answer.
        It starts on Mon 9 Nov 2026, and its week is that of Lisbon.
        [Leave the cohort]
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    let told = world.types(&world.noah, "/mentor", "cohort").await;
    assert!(told.starts_with("You are in no cohort."), "{told}");
    world.everybody_reads();
    before.world.ends().await;
}

#[tokio::test]
async fn nobody_is_in_it_who_says_no_or_leaves_and_a_lead_can_ask_again() {
    let before = Before::new().await;
    let (world, otto) = (&before.world, &before.otto);
    before.makes(before.filled(&[&world.ines, otto])).await;
    world.presses(otto, "decline_cohort").await;
    world.minutes(1).await;
    assert!(world.last_dm(otto).starts_with("You are not in *Autumn 2026*."));
    world.types(&world.ines, "/mentor", "cohort").await;
    world.presses_in_modal(&world.ines, "leave_cohort").await;
    assert!(world.modal(&world.ines).contains("You have left *Autumn 2026*."));
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    assert!(before.page().await.contains("Nobody is in it yet."));
    world.everybody_reads();
    // Both are added again: each hears of it once more.
    world.types(&world.lena, "/mentor", "cohort").await;
    world.presses_in_modal(&world.lena, "open_cohort").await;
    world.presses_in_modal(&world.lena, "edit_cohort").await;
    world.sends(&world.lena, before.filled(&[&world.ines, otto])).await;
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    world.minutes(1).await;
    assert!(world.last_dm(&world.ines).starts_with("You are in the cohort *Autumn 2026*"));
    assert!(world.sees(otto, "join_cohort"));
    world.presses(otto, "join_cohort").await;
    world.minutes(1).await;
    world.types(&world.lena, "/mentor", "cohort").await;
    world.presses_in_modal(&world.lena, "open_cohort").await;
    world.presses_in_modal(&world.lena, "end_cohort").await;
    assert!(world.modal(&world.lena).contains("*Autumn 2026* has ended."));
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    let told = world.types(otto, "/mentor", "cohort").await;
    assert!(told.starts_with("You are in no cohort."), "{told}");
    assert_eq!(before.in_channel().len(), 1, "one hello, and no word about who came and went");
    world.everybody_reads();
    before.world.ends().await;
}

#[tokio::test]
async fn what_cannot_be_is_said_under_its_field_and_nothing_is_made() {
    let before = Before::new().await;
    let (world, otto) = (&before.world, &before.otto);
    let workspace = &world.stage.workspace;
    let but = |field: &str, value: Value| {
        let mut filled = before.filled(&[&world.ines]);
        filled[field] = value;
        filled
    };
    for (filled, told) in [
        (but("name", json!("***")), "Give the cohort a name, such as Autumn 2026."),
        (but("starts_on", json!("2029-01-01")), "Choose a day between a year ago"),
        (but("channel", json!("C404")), "or I can't see it"),
        (but("channel", json!(world.room().unwrap())), "That is no public channel"),
    ] {
        let shown = before.makes(filled).await;
        assert!(shown.contains(told), "{shown}");
    }
    let (lena, bot) = (world.lena.clone(), workspace.bot_user());
    let without = workspace.add_channel("without", &[&lena]);
    let archived = workspace.add_channel("archived", &[&lena, bot]);
    workspace.archive(&archived);
    let private = workspace.add_channel("private", &[&lena, bot]);
    workspace.make_private(&private);
    let shared = workspace.add_channel("shared", &[&lena, bot]);
    workspace.share_outside(&shared);
    for (channel, told) in [
        (without, "I'm not in that channel."),
        (archived, "That channel is archived."),
        (private, "That is no public channel, or I can't see it."),
        (shared, "People of another organisation read that channel, too."),
    ] {
        let shown = before.makes(but("channel", json!(channel))).await;
        assert!(shown.contains(told), "{shown}");
    }
    let help = workspace.add_channel("help", &[&lena, bot]);
    world.chooses_help_channel(json!({ "channel": help, "peers": "0" })).await;
    let shown = before.makes(but("channel", json!(help))).await;
    assert!(shown.contains("That is the help channel of your programme."), "{shown}");
    let guest = world.joins(NewPerson::named("Gina Guest").standing(Standing::Guest));
    let shown = before.makes(but("members", json!([world.ines, guest]))).await;
    assert!(shown.contains("can't be in a cohort: Gina Guest."), "{shown}");
    assert_eq!(world.value("select count(*) from cohorts").await.as_deref(), Some("0"));

    before.makes(before.filled(&[&world.ines])).await;
    let other = json!({ "name": "autumn 2026", "starts_on": "2026-11-09", "members": [otto] });
    let shown = before.makes(other).await;
    assert!(shown.contains("There is a cohort autumn 2026 already."), "{shown}");
    let other = json!({ "name": "Spring", "starts_on": "2026-11-09", "channel": before.channel });
    let shown = before.makes(other).await;
    assert!(shown.contains("That is the channel of Autumn 2026 already."), "{shown}");
    let other = json!({ "name": "Spring", "starts_on": "2026-11-09", "members": [world.ines] });
    let shown = before.makes(other).await;
    assert!(
        shown.contains("Already in another cohort, or asked to be in one: Inês Duarte."),
        "{shown}"
    );
    for who in [&world.ines, &world.noah, otto] {
        let told = world.types(who, "/mentor", "cohort create Mine").await;
        assert!(
            told.starts_with("Only a lead") || told.starts_with("You are not in a pair"),
            "{told}"
        );
    }
    world.everybody_reads();
    before.world.ends().await;
}

#[tokio::test]
async fn a_channel_that_closes_is_told_of_once_and_one_that_opens_again_just_goes_on() {
    let before = Before::new().await;
    let world = &before.world;
    let workspace = &world.stage.workspace;
    before.makes(before.filled(&[&world.ines])).await;
    world.everybody_reads();
    workspace.rename_channel(&before.channel, "autumn-26");
    world.minutes(2).await;
    assert_eq!(world.reads(&world.lena), Vec::<String>::new(), "a name is only a name");
    assert!(before.page().await.contains("#autumn-26"));
    let bot = workspace.bot_user();
    type Happens<'a> = &'a dyn Fn();
    let (archive, unarchive): (Happens<'_>, Happens<'_>) =
        (&|| workspace.archive(&before.channel), &|| workspace.unarchive(&before.channel));
    let (remove, invite): (Happens<'_>, Happens<'_>) =
        (&|| workspace.remove(&before.channel, bot), &|| workspace.invite(&before.channel, bot));
    for (closes, opens, told) in [
        (archive, Some(unarchive), "#autumn-26 is archived. Unarchive it"),
        (remove, Some(invite), "I am not in #autumn-26."),
        (&|| workspace.make_private(&before.channel), None, "#autumn-26 is not public any more"),
    ] {
        closes();
        world.minutes(2).await;
        let heard = world.reads(&world.lena);
        assert_eq!(heard.len(), 1, "{heard:?}");
        assert!(heard[0].contains(told), "{heard:?}");
        assert!(before.page().await.contains(told));
        if let Some(opens) = opens {
            opens();
            world.minutes(2).await;
            assert!(!before.page().await.contains(told));
        }
    }
    assert_eq!(world.reads(&world.lena), Vec::<String>::new());
    assert_eq!(before.in_channel().len(), 1, "it was greeted once");
    world.everybody_reads();
    before.world.ends().await;
}

#[tokio::test]
async fn what_nobody_touched_in_a_form_that_stood_open_changes_nothing() {
    let before = Before::new().await;
    let (world, otto) = (&before.world, &before.otto);
    before.makes(before.filled(&[&world.ines, otto])).await;
    world.presses(otto, "join_cohort").await;
    world.types(&world.lena, "/mentor", "cohort").await;
    world.presses_in_modal(&world.lena, "open_cohort").await;
    world.presses_in_modal(&world.lena, "edit_cohort").await;
    // Inês leaves while it stands open, and the channel closes.
    world.presses(&world.ines, "leave_cohort").await;
    world.stage.workspace.archive(&before.channel);
    world.minutes(2).await;
    let mut renamed = before.filled(&[&world.ines, otto]);
    renamed["name"] = json!("Autumn");
    world.sends(&world.lena, renamed).await;
    assert!(
        world.modal(&world.lena).contains("*Autumn* is saved."),
        "{}",
        world.modal(&world.lena)
    );
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    let page = before.page().await;
    assert!(!page.contains("@Inês") && page.contains("in no pair"), "{page}");
    world.everybody_reads();
    world.reads(otto);
    before.world.ends().await;
}
