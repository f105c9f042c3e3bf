//! Everybody in the table of who may do what, and how they try.

use serde_json::{Value, json};
use trellis::{
    sandbox::{acting::Forged, people::NewPerson},
    slack::action::{Action, Form},
};

use super::{
    filled::submission,
    table::{Actor, a_call, to_publish},
};
use crate::{
    typed,
    world::{World, a_good_week, evidence::Dump},
};

/// Inês is asked to find a time, and two more calls are agreed: on the 25th and the 26th of November.
const CALLS: &str = "
    insert into calls (id, pair_id, week, made_at, state, round, sequence, lapse_at)
    values (5, 1, '2026-W47', 1794580000000, 'choosing', 1, 0, 1795392000000);
    insert into call_slots values (5, 1, 0, 1794927600000, 30, 0, 0);
    insert into calls (id, pair_id, made_at, state, round, sequence, purpose, starts_at, minutes, mentor_burden,
        mentee_burden, agreed_at)
    values (6, 1, 1794580000000, 'agreed', 3, 0, 'career', 1795618800000, 30, 0, 0, 1794580000000),
        (7, 1, 1794580000000, 'agreed', 3, 0, 'career', 1795705200000, 30, 0, 0, 1794580000000);";

/// Inês and Noah are looking back, and have before.
const REVIEWS: &str = "
    insert into reviews values (1, 1, '2026-11-09', '2026-12-07', null), (2, 1, '2026-10-12', '2026-11-09', 1794200000000)";
/// Five goals that can be met or dropped, and two of a quarter that is over.
const GOALS: [&str; 2] = [
    "with recursive n (id) as (select 1 union all select id + 1 from n where id < 7)
     insert into goals (id, pair_id, made_by, made_at, version, state, quarter, due_on, changed_at)
     select id, 1, 3, 1794580000000, 1, 'open', case when id < 6 then '2026-Q4' else '2026-Q3' end, '2026-12-01',
            1794580000000 from n",
    r#"insert into goal_versions (goal_id, version, changed_by, changed_at, change, content, state)
     select id, 1, 3, 1794580000000, '"made"', json_object('area', 'Technical', 'title', 'lifetimes', 'how_we_know',
            'borrow', 'due_on', due_on, 'quarter', quarter, 'topics', json('[]'), 'reach', 'usual', 'milestones', json(
            '[{"nth":1,"title":"One","due_on":null,"state":"open","changed_at":"2026-11-13T09:00:00Z"},
              {"nth":2,"title":"Two","due_on":null,"state":"open","changed_at":"2026-11-13T09:00:00Z"}]')), '"open"'
     from goals"#,
];

/// A version that waits for the mentee.
const AGREEMENT: &str = r#"
    insert into agreements values (1, 1, 'mentor', 1794582000000, 'V',
        '{"words":{"scope":"borrow","confidence":null},"rules":{"every":"week","reply":"two_days",
          "question":"one_day","urgent":"like_others","budget":3,"between":"us_two","rhythm":null,
          "length":"thirty","learns":null}}', 1794582000000, null, null)"#;

/// The lists of a first week, and two journals.
const BEGINNINGS: [&str; 3] = [
    "insert into first_weeks values (1, 'mentee', 1796000000000, ''), (1, 'mentor', 1796000000000, '')",
    "update programmes set journal = 1",
    "insert into journal_entries values (1, 3, 1794580000000, null, 'lifetimes'), (2, 3, 1794580000000, null, 'Two'),
        (3, 3, 1794580000000, null, 'Three'), (4, 2, 1794580000000, null, 'lifetimes')",
];

/// Otto is suggested to Inês as her mentor, and would like another one himself.
const REMATCHES: &str = "
    insert into rematches (id, pair_id, round, state, opened_at) values (1, 1, 1, 'suggested', 1794580000000),
        (2, 2, 0, 'looking', 1794580000000);
    insert into rematch_suggestions (rematch_id, round, mentor_id, suggested_by, suggested_at)
        select 1, 1, mentee_id, proposed_by, 1794580000000 from pairs where id = 2;
    insert into rematch_asks (rematch_id, person_id, nth, reason, asked_at)
        select 2, mentee_id, 1, 'time', 1794580000000 from pairs where id = 2;";

/// Noah is in a cohort of his own, is asked to lead its discussions and to take a turn, has led one, and reads something.
const TURNS: &str = "
    insert into cohorts (id, programme_id, name, starts_on, created_by, created_at)
        values (4, 1, 'Four', '2026-11-09', 1, 1794580000000);
    insert into cohort_members (cohort_id, person_id, added_by, added_at, joined_at)
        values (4, 2, 1, 1794580000000, 1794580000000);
    insert into round_schedules values (4, null, '2026-W47', 1795100400000);
    insert into discussions (id, cohort_id, on_day, state, next_at, led_by) values
        (1, 4, '2027-01-04', 'ahead', 1798729200000, null), (2, 4, '2027-02-01', 'ahead', null, null),
        (3, 4, '2027-03-01', 'ahead', null, null), (4, 4, '2027-04-05', 'ahead', null, null),
        (5, 4, '2026-11-02', 'asked', null, 2), (6, 4, '2027-05-03', 'ahead', null, null);
    insert into discussion_turns (discussion_id, nth, person_id) values
        (1, 1, 2), (2, 1, 2), (3, 1, 3), (4, 1, 3), (5, 1, 2), (6, 1, 2);
    insert into discussion_swaps (discussion_id, nth, turn, person_id) values (3, 1, 1, 2), (4, 1, 1, 2);
    insert into peer_reviews (id, cohort_id, on_day, away) values (1, 4, '2026-11-09', 0);
    insert into peer_reads (peer_review_id, reader_id, author_id, together) values (1, 2, 3, 1);";

/// Inês is in a cohort, Otto is asked to be in another, and nobody is in a third.
const COHORTS: &str = "
    insert into channels (channel, standing, looked_at) values ('C9', 'open', 1794580000000);
    insert into cohorts (id, programme_id, name, starts_on, created_by, created_at, channel, bound_by, bindings)
        values (1, 1, 'One', '2026-11-09', 1, 1794580000000, 'C9', 1, 1);
    insert into cohorts (id, programme_id, name, starts_on, created_by, created_at)
        values (2, 1, 'Other', '2026-11-09', 1, 1794580000000), (3, 1, 'None', '2026-11-09', 1, 1794580000000);
    insert into cohort_members (cohort_id, person_id, added_by, added_at, joined_at)
        values (1, 3, 1, 1794580000000, 1794580000000);
    insert into cohort_members (cohort_id, person_id, added_by, added_at)
        select 2, mentee_id, 1, 1794580000000 from pairs where id = 2;
    insert into rounds (id, cohort_id, week, asked_at, closes_at, digest_at)
        values (1, 1, '2026-W46', 1794580000000, 1797000000000, 1794823200000);
    insert into round_schedules values (1, '2026-W46', '2026-W47', 1795082400000), (2, null, '2026-W47', 1795078800000),
        (3, null, '2026-W47', 1795078800000);
    insert into round_answers (id, round_id, person_id, learned, written_at) values (1, 1, 3, 'lifetimes', 1794580000000);
    insert into wins (id, cohort_id, person_id, words, said_at) values (1, 1, 3, 'lifetimes', 1794580000000);";

/// Two pairs, one that was asked, a lead, a stranger, and a pair of a guest and somebody who left.
pub(super) struct Cast {
    pub(super) world: World,
    others: [String; 6],
}

impl Cast {
    pub(super) async fn gather() -> Self {
        let world = World::with_a_pair().await;
        let others = ["Otto", "Mia", "Pia", "Tom", "Gina", "Dan"]
            .map(|name| world.joins(NewPerson::named(name).zone("Europe/Lisbon")));
        let [otto, mia, pia, _, gina, dan] = &others;
        for (mentor, mentee) in [(mia, otto), (dan, gina)] {
            world.types_raw(&world.lena, "/mentor", &format!("pair <@{mentor}> <@{mentee}>")).await;
            world.presses(mentee, "join").await;
            world.presses(mentor, "join").await;
        }
        world.types(&world.ines, "/mentor", "away 2026-12-07 2026-12-08").await;
        world.until("America/New_York", "2026-11-06 10:05").await;
        world.has_a_checkin(a_good_week()).await;
        world.writes_in_thread(&world.noah, "Well done.").await;
        let commons = world.has_a_help_channel("4").await;
        world.chooses_help_channel(json!({ "peers": "4", "office": ["yes"] })).await;
        let on_friday =
            json!({ "day_of_week": "Friday", "begins": "12:00", "length": "90", "every": "1" });
        world.sets_office_hours(on_friday).await;
        world.types(&world.noah, "/mentor", "challenge add https://example.com/bugs/1").await;
        world.sends(&world.noah, json!({ "title": "A bug" })).await;
        world.stage.workspace.close_all(&world.noah).await.unwrap();
        world.changes_the_file("update programmes set challenges = 1").await;
        for asked in ["Which one?", "Why?", "How?", "When?", "Where?"] {
            world.has_a_question("quick", json!({ "asked": asked })).await;
            if matches!(asked, "Why?" | "How?" | "Where?") {
                world.writes_under_the_question(&world.noah, "Because.").await;
            }
        }
        world.types_raw(&world.lena, "/mentor", &format!("pair <@{mia}> <@{pia}>")).await;
        world.has_a_call(a_call("2026-11-13T15:15:00Z")).await;
        world.until("Europe/Lisbon", "2026-11-13 15:30").await;
        for kept in [
            "insert into call_notes values (1, 1, 3, 1794582000000, 'V', '{\"words\":\"lifetimes\"}')",
            "insert into call_signs values (1, 'written', 1, 1794582000000, null, null)",
            AGREEMENT,
        ] {
            world.changes_the_file(kept).await;
        }
        let profile = |id: &str, more: Value| {
            let mut user =
                json!({ "id": id, "profile": { "real_name": "X" }, "tz": "Europe/Lisbon" });
            user.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            json!({ "type": "user_change", "user": user })
        };
        let workspace = &world.stage.workspace;
        workspace.forge_event("user_change", profile(gina, json!({ "is_restricted": true }))).await;
        workspace.forge_event("user_change", profile(dan, json!({ "deleted": true }))).await;
        workspace.settle().await;
        typed::everybody_types(&world, (otto, mia)).await;
        world.presses_there(&world.ines, &commons, "take_place").await;
        for (command, values) in [
            (
                "decide",
                json!({ "title": "Dates", "choice": "lifetimes", "why": "They are short." }),
            ),
            ("resource add", json!({ "title": "Map", "note": "lifetimes", "readers": "pair" })),
        ] {
            world.types(&world.ines, "/mentor", command).await;
            world.sends(&world.ines, values).await;
            world.stage.workspace.close_all(&world.ines).await.unwrap();
        }
        for at in ["2026-11-17T15:00:00Z", "2026-11-18T15:00:00Z", "2026-11-20T15:00:00Z"] {
            world.proposes_a_call(&world.ines, a_call(at)).await;
        }
        world.changes_the_file(CALLS).await;
        world.changes_the_file(REVIEWS).await;
        for goals in GOALS {
            world.changes_the_file(goals).await;
        }
        for kept in BEGINNINGS {
            world.changes_the_file(kept).await;
        }
        world.changes_the_file(REMATCHES).await;
        world.changes_the_file(COHORTS).await;
        world.changes_the_file(TURNS).await;
        // The first call is still going on.
        let began = world.now().as_millisecond() - 12 * 60_000;
        let goes_on = format!("update calls set starts_at = {began} where id = 1");
        world.changes_the_file(&goes_on).await;
        let cast = Self { world, others };
        for (who, question) in [(Actor::Mentee, "5"), (Actor::Mentor, "3"), (Actor::Mentee, "3:2")]
        {
            let agreed = submission(Form::Publish, question, &to_publish());
            assert_eq!(cast.forge(who, agreed).await["response_action"], "update");
        }
        cast
    }

    pub(super) fn id(&self, actor: Actor) -> &str {
        let [otto, mia, pia, tom, gina, dan] = &self.others;
        match actor {
            Actor::Mentee => &self.world.ines,
            Actor::Mentor => &self.world.noah,
            Actor::Lead => &self.world.lena,
            Actor::OtherMentee => otto,
            Actor::OtherMentor => mia,
            Actor::Asked => pia,
            Actor::Stranger => tom,
            Actor::Guest => gina,
            Actor::Gone => dan,
        }
    }

    pub(super) async fn forge(&self, actor: Actor, forged: Forged) -> Value {
        let answer = self.world.stage.workspace.forge(self.id(actor), &forged).await.unwrap();
        self.world.stage.workspace.settle().await;
        answer
    }

    /// What somebody is told when they press a button that is not there; nothing may open.
    pub(super) async fn told_pressing(&self, actor: Actor, action: Action, value: &str) -> String {
        // Thousands are told something here, and nobody reads all of it again with each.
        self.world.stage.workspace.reload(self.id(actor));
        let press = Forged::Press { action: action.id().to_owned(), value: value.to_owned() };
        assert_eq!(self.forge(actor, press).await, Value::Null);
        assert_eq!(self.world.modal(self.id(actor)), "", "{actor:?} {action:?} {value}");
        let told = self.world.stage.workspace.ephemerals(self.id(actor)).len();
        assert_eq!(told, 1, "{actor:?} {action:?} {value}");
        self.world.whisper(self.id(actor))
    }

    /// What stands under the fields when somebody sends a form that was never opened for them.
    pub(super) async fn told_sending(
        &self,
        actor: Actor,
        form: Form,
        (carries, values): (&str, &Value),
    ) -> String {
        let answer = self.forge(actor, submission(form, carries, values)).await;
        assert_eq!(answer["response_action"], "errors", "{actor:?} {form:?} {carries}");
        let errors = answer["errors"].as_object().unwrap().values();
        errors.map(|error| error.as_str().unwrap()).collect()
    }

    pub(super) async fn dump(&self) -> Dump {
        self.world.dump().await
    }
}
