//! The programme a visitor finds: three pairs and a lead, with three weeks behind them.
//!
//! Nothing is written into the database. The weeks are lived through the bot: people say yes, write, press, reply and
//! go on leave in the sandbox's workspace, while its clock runs from one thing to the next.

use jiff::{Timestamp, civil::DateTime};
use serde_json::{Value, json};

use super::stage::Stage;
use crate::{
    cli::Failure,
    domain::zone::Zones,
    sandbox::{
        acting::{NotPossible, Press, Saw, Submitted},
        people::NewPerson,
    },
};

mod texts;

/// When the lead sets the pairs up: a Monday morning in Berlin.
pub(super) const BEGINS: &str = "2026-10-26T08:30:00Z";

/// Where the visitor comes in: a Friday in Lisbon, five minutes before the check-in is asked for.
const VISITOR_COMES: (&str, &str) = ("Europe/Lisbon", "2026-11-20T14:55:00");

/// Somebody of the programme.
struct Cast {
    lena: String,
    priya: String,
    ines: String,
    noah: String,
    arjun: String,
    maya: String,
    yuki: String,
    samir: String,
}

/// Lives through the weeks before the visitor comes.
///
/// # Errors
/// When somebody could not do what the programme says they did, which is a fault of ours.
pub(super) async fn live_through(stage: &Stage) -> Result<(), Failure> {
    let scene = Scene { stage, cast: cast(stage) };
    scene.pairs_begin().await?;
    scene.help_channel_opens().await?;
    scene.cohort_has_a_channel();
    scene.first_week().await?;
    scene.second_week().await?;
    scene.third_week().await?;
    scene.questions().await?;
    scene.until(VISITOR_COMES).await?;
    for person in [&scene.cast.noah, &scene.cast.maya, &scene.cast.samir, &scene.cast.lena] {
        for channel in stage.workspace.conversations_of(person) {
            stage.workspace.mark_read(person, &channel);
        }
    }
    Ok(())
}

/// The first person is the one a visitor acts as at first.
fn cast(stage: &Stage) -> Cast {
    let add = |person| stage.workspace.add_person(person);
    let person = |name, role, zone| NewPerson::named(name).role(role).zone(zone);
    Cast {
        ines: add(person("Inês Duarte", "Mentee of Noah", "Europe/Lisbon")),
        noah: add(person("Noah Reed", "Mentor of Inês", "America/New_York")),
        arjun: add(person("Arjun Rao", "Mentee of Maya", "Asia/Kolkata")),
        maya: add(person("Maya Torres", "Mentor of Arjun", "America/Denver")),
        yuki: add(person("Yuki Tanaka", "Mentee of Samir", "Asia/Tokyo")),
        samir: add(person("Samir Haddad", "Mentor of Yuki, on leave", "Europe/Paris")),
        lena: add(person("Lena Vogt", "Leads the programme", "Europe/Berlin").admin()),
        priya: add(person("Priya Nair", "Works here, in no pair", "Europe/London")),
    }
}

/// The stage with its people on it.
struct Scene<'a> {
    stage: &'a Stage,
    cast: Cast,
}

impl Scene<'_> {
    async fn pairs_begin(&self) -> Result<(), Failure> {
        let it = &self.cast;
        for names in
            ["@Noah Reed @Inês Duarte", "@Maya Torres @Arjun Rao", "@Samir Haddad @Yuki Tanaka"]
        {
            self.types(&it.lena, ("/mentor", &format!("pair {names}"))).await?;
        }
        for person in [&it.yuki, &it.arjun, &it.samir, &it.ines, &it.noah, &it.maya] {
            self.presses(person, "join").await?;
        }
        Ok(())
    }

    /// The channel where a mentee may ask so that others can help, with everybody in it, somebody of no pair too.
    async fn help_channel_opens(&self) -> Result<(), Failure> {
        let (it, workspace) = (&self.cast, &self.stage.workspace);
        let bot = workspace.bot_user();
        let everybody =
            [&it.ines, &it.noah, &it.arjun, &it.maya, &it.yuki, &it.samir, &it.lena, &it.priya];
        let members: Vec<&str> = everybody.into_iter().map(String::as_str).chain([bot]).collect();
        let channel = workspace.add_channel("help", &members);
        self.types(&it.lena, ("/mentor", "questions")).await?;
        self.sends(&it.lena, &json!({ "channel": channel, "peers": "4" })).await?;
        workspace.close_all(&it.lena).await.map_err(impossible)
    }

    /// A channel for people who start together, which nobody has made a cohort's yet: that is for the visitor to try.
    fn cohort_has_a_channel(&self) {
        let (it, workspace) = (&self.cast, &self.stage.workspace);
        let bot = workspace.bot_user();
        let members = [&it.ines, &it.arjun, &it.yuki, &it.lena].map(String::as_str);
        workspace.add_channel("autumn-cohort", &[&members[..], &[bot]].concat());
    }

    async fn first_week(&self) -> Result<(), Failure> {
        let it = &self.cast;
        self.until(("Asia/Tokyo", "2026-10-30T16:10:00")).await?;
        self.writes(&it.yuki, texts::yuki_first()).await?;
        self.until(("Asia/Kolkata", "2026-10-30T16:40:00")).await?;
        self.writes(&it.arjun, texts::arjun_first()).await?;
        self.until(("Europe/Lisbon", "2026-10-30T15:20:00")).await?;
        self.writes(&it.ines, texts::ines_first()).await?;
        self.until(("Europe/Paris", "2026-11-02T10:15:00")).await?;
        self.replies(&it.samir, texts::samir_first()).await?;
        self.until(("America/New_York", "2026-11-02T11:30:00")).await?;
        self.replies(&it.noah, texts::noah_first()).await?;
        self.until(("America/Denver", "2026-11-02T09:40:00")).await?;
        self.says_in_thread(&it.maya, texts::MAYA_FIRST).await
    }

    async fn second_week(&self) -> Result<(), Failure> {
        let it = &self.cast;
        self.until(("Asia/Tokyo", "2026-11-06T15:05:00")).await?;
        self.presses(&it.yuki, "skip").await?;
        self.sends(&it.yuki, &texts::yuki_skips()).await?;
        self.until(("Europe/Lisbon", "2026-11-06T15:40:00")).await?;
        self.writes(&it.ines, texts::ines_second()).await?;
        self.until(("America/New_York", "2026-11-09T10:05:00")).await?;
        self.says_in_thread(&it.noah, texts::NOAH_SECOND).await?;
        self.until(("Asia/Kolkata", "2026-11-09T11:20:00")).await?;
        self.writes(&it.arjun, texts::arjun_second()).await?;
        self.until(("America/Denver", "2026-11-10T14:10:00")).await?;
        self.replies(&it.maya, texts::maya_second()).await
    }

    async fn third_week(&self) -> Result<(), Failure> {
        let it = &self.cast;
        self.until(("Europe/Paris", "2026-11-12T16:00:00")).await?;
        self.types(&it.samir, ("/mentor", "away 2026-11-13 2026-11-27")).await?;
        self.until(("Asia/Tokyo", "2026-11-13T15:30:00")).await?;
        self.writes(&it.yuki, texts::yuki_third()).await?;
        self.until(("Asia/Kolkata", "2026-11-13T16:00:00")).await?;
        self.writes(&it.arjun, texts::arjun_third()).await?;
        self.until(("Europe/Lisbon", "2026-11-13T16:10:00")).await?;
        self.writes(&it.ines, texts::ines_third()).await?;
        self.until(("America/New_York", "2026-11-16T09:45:00")).await?;
        self.replies(&it.noah, texts::noah_third()).await
    }

    /// One that was answered and helped, and one that waits.
    async fn questions(&self) -> Result<(), Failure> {
        let it = &self.cast;
        self.until(("Europe/Lisbon", "2026-11-18T11:20:00")).await?;
        self.asks(&it.ines, ("debug", texts::ines_asks())).await?;
        self.until(("America/New_York", "2026-11-18T10:30:00")).await?;
        self.presses(&it.noah, "answer").await?;
        self.sends(&it.noah, &texts::noah_answers()).await?;
        self.until(("Europe/Lisbon", "2026-11-19T09:40:00")).await?;
        self.presses(&it.ines, "solved").await?;
        self.until(("Asia/Kolkata", "2026-11-20T10:10:00")).await?;
        self.asks(&it.arjun, ("quick", texts::arjun_asks())).await
    }

    // What people do.

    /// Whatever was answered before is looked at, and does not answer it.
    async fn asks(&self, who: &str, (kind, question): (&str, Value)) -> Result<(), Failure> {
        self.types(who, ("/ask", kind)).await?;
        let workspace = &self.stage.workspace;
        let sent = workspace.submit(who, &question).await.map_err(impossible)?;
        workspace.settle().await;
        match sent {
            Submitted::Replaced(_) => self.sends(who, &json!({})).await,
            Submitted::Closed
            | Submitted::FieldErrors(_)
            | Submitted::ClientErrors(_)
            | Submitted::Pushed(_)
            | Submitted::Trouble(_) => Ok(()),
        }
    }

    async fn types(&self, who: &str, (command, text): (&str, &str)) -> Result<(), Failure> {
        let workspace = &self.stage.workspace;
        let channel = workspace.app_dm(who);
        match workspace.command(who, &channel, command, text).await.map_err(impossible)? {
            Saw::Notice(notice) => return Err(Failure::fault(notice)),
            Saw::Nothing | Saw::Message { .. } => {}
        }
        workspace.settle().await;
        Ok(())
    }

    /// Waits for the button, for at most as many due things as a week can hold, and presses it.
    async fn presses(&self, who: &str, action: &str) -> Result<(), Failure> {
        let workspace = &self.stage.workspace;
        for _ in 0..100 {
            if let Some((channel, ts)) = workspace.find_control(who, action) {
                let press = Press::in_message(&channel, &ts, action);
                workspace.click(who, press).await.map_err(impossible)?;
                workspace.settle().await;
                return Ok(());
            }
            workspace.advance_to_next().await;
        }
        Err(Failure::fault(format!("nobody was offered {action}")))
    }

    async fn sends(&self, who: &str, values: &Value) -> Result<(), Failure> {
        self.stage.workspace.submit(who, values).await.map_err(impossible)?;
        self.stage.workspace.settle().await;
        Ok(())
    }

    async fn writes(&self, who: &str, answers: Value) -> Result<(), Failure> {
        self.presses(who, "write_checkin").await?;
        self.sends(who, &answers).await
    }

    async fn replies(&self, who: &str, reply: Value) -> Result<(), Failure> {
        self.presses(who, "reply").await?;
        self.sends(who, &reply).await
    }

    async fn says_in_thread(&self, who: &str, words: &str) -> Result<(), Failure> {
        let workspace = &self.stage.workspace;
        let found = workspace.find_control(who, "reply");
        let (channel, thread) =
            found.ok_or_else(|| Failure::fault("there is no check-in to answer"))?;
        workspace.post(who, &channel, words, Some(&thread)).await.map_err(impossible)?;
        workspace.settle().await;
        Ok(())
    }

    async fn until(&self, (zone, local): (&str, &str)) -> Result<(), Failure> {
        let at = instant(zone, local)
            .ok_or_else(|| Failure::fault("a time of the programme is none"))?;
        self.stage.workspace.advance_to(at).await;
        Ok(())
    }
}

fn instant(zone: &str, local: &str) -> Option<Timestamp> {
    Some(Zones::bundled().find(zone)?.instant(local.parse::<DateTime>().ok()?))
}

fn impossible(problem: NotPossible) -> Failure {
    Failure::fault(problem)
}
