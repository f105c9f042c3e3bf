//! What changes around what people write: leave, holidays, hours, moves, how quiet they want it; and outages.

use std::time::Duration;

use jiff::{SignedDuration, ToSpan, civil::Date};
use serde_json::json;
use trellis::{
    domain::zone::Zones,
    features::holidays::import,
    sandbox::{acting::Submitted, faults::Misbehaviour},
};

use super::{Life, Who, acts::field, calendar::HOURS};

const DAYS: [&str; 4] = ["Mon 10:00", "Wed 11:00", "Thu 09:30", "Fri 15:00"];

/// Kinds of unasked messages, of which all but one may stay on.
const KINDS: [&str; 9] =
    ["prompt", "reminder", "owed", "partner", "back", "missed", "publish", "sign", "challenge"];

impl Life {
    fn today(&self, who: Who) -> Date {
        self.calendar(who).today(self.world.now())
    }

    fn some_days(&mut self, who: Who, (ahead, longest): (u64, u64)) -> (Date, Date) {
        let from = self.today(who).saturating_add(self.dice.up_to(ahead).days());
        (from, from.saturating_add(self.dice.up_to(longest).days()))
    }

    pub(super) async fn goes_on_leave(&mut self) {
        let who = self.a_caller();
        let (from, to) = self.some_days(who, (20, 16));
        let (id, overlaps) =
            (self.id_of(who), self.calendar(who).overlaps((from, to), self.today(who)));
        let is_taken = if self.dice.once_in(2) {
            let said = self.world.types(&id, "/mentor", &format!("away {from} {to}")).await;
            said.starts_with("Enjoy it.")
        } else {
            self.world.types(&id, "/mentor", "away").await;
            if self.world.modal(&id).is_empty() {
                return;
            }
            let days = json!({ "from": from.to_string(), "to": to.to_string() });
            let sent = self.world.sends(&id, days).await;
            self.close_all(who).await;
            matches!(sent, Submitted::Replaced(_))
        };
        self.note(format!("{who:?} is away from {from} to {to}: {is_taken}"));
        assert!(!(is_taken && overlaps), "leave on days that were leave already");
        if is_taken {
            self.calendar_mut(who).leaves.push((from, to));
        }
    }

    pub(super) async fn comes_back(&mut self) {
        let who = self.a_caller();
        let today = self.today(who);
        let said = self.world.types(&self.id_of(who), "/mentor", "back").await;
        let coming = self.calendar(who).coming(today);
        assert_eq!(said.starts_with("Welcome back."), !coming.is_empty(), "{said}");
        for leave in coming {
            self.calendar_mut(who).end(leave, today);
        }
        self.note(format!("{who:?} is back: {said}"));
    }

    /// Somebody takes one leave back, from the list.
    pub(super) async fn takes_leave_back(&mut self) {
        let who = self.one_of_the_pair();
        let (id, today) = (self.id_of(who), self.today(who));
        let Some(first) = self.calendar(who).coming(today).first().copied() else { return };
        self.world.types(&id, "/mentor", "away").await;
        let form = self.world.modal(&id);
        if form.is_empty() {
            return;
        }
        let day = first.0.strftime("%a %-d %b %Y").to_string();
        assert!(form.contains(&day), "{day} does not stand on the list: {form}");
        self.note(format!("{who:?} takes the leave from {} back", first.0));
        self.world.presses_in_modal(&id, "take_back_leave").await;
        self.calendar_mut(who).end(first, today);
        self.close_all(who).await;
    }

    pub(super) async fn moves(&mut self) {
        let who = self.a_caller();
        let zone = self.dice.one_of(self.places[usize::from(who == Who::Mentor)]);
        self.note(format!("{who:?} moves to {zone}"));
        self.calendar_mut(who).zone = zone;
        self.world.moves(&self.id_of(who), Some(zone)).await;
    }

    pub(super) async fn changes_hours(&mut self) {
        let (who, hours) = (self.a_caller(), self.dice.one_of(&HOURS));
        self.note(format!("{who:?} works {}", hours.typed));
        self.calendar_mut(who).hours = hours;
        self.world.types(&self.id_of(who), "/mentor", &format!("hours {}", hours.typed)).await;
    }

    pub(super) async fn chooses_another_day(&mut self) {
        let day = self.dice.one_of(&DAYS);
        self.note(format!("she is asked on {day}"));
        self.world.types(&self.world.ines, "/mentor", &format!("day {day}")).await;
    }

    pub(super) async fn wants_quiet(&mut self) {
        let who = self.one_of_the_pair();
        let (days, today) = (1 + self.dice.up_to(10), self.today(who));
        let is_over = self.dice.once_in(3);
        let typed = if is_over { "mute off".to_owned() } else { format!("mute for {days} days") };
        let said = self.world.types(&self.id_of(who), "/mentor", &typed).await;
        assert!(!said.contains("nothing has changed"), "{said}");
        self.note(format!("{who:?}: {typed}"));
        let last = today.saturating_add((days - 1).days());
        self.calendar_mut(who).muted_on = (!is_over).then_some(last);
    }

    pub(super) async fn changes_settings(&mut self) {
        let who = self.one_of_the_pair();
        let id = self.id_of(who);
        self.world.types(&id, "/mentor", "settings").await;
        if self.world.modal(&id).is_empty() {
            return;
        }
        let weekly = self.dice.one_of(&[6, 6, 4, 3]);
        let off = self.dice.one_of(&[None, None, Some("reminder"), Some("partner"), Some("owed")]);
        let on: Vec<&str> = KINDS.into_iter().filter(|kind| off != Some(*kind)).collect();
        self.note(format!("{who:?} wants {weekly} a week and no {off:?}"));
        let wanted = json!({ "kinds": on, "weekly": weekly.to_string() });
        self.world.sends_well(&id, wanted).await;
        let calendar = self.calendar_mut(who);
        calendar.weekly = weekly;
        calendar.off = off.into_iter().collect();
    }

    /// Lena adds holidays, or the operator imports them.
    pub(super) async fn adds_holidays(&mut self) {
        let (lena, name) = (self.world.lena.clone(), self.new_word());
        let from = self.today(Who::Lead).saturating_add((2 + self.dice.up_to(20)).days());
        let to = from.saturating_add(self.dice.up_to(4).days());
        if self.dice.once_in(2) {
            self.world.types(&lena, "/mentor", "holidays").await;
            if self.world.modal(&lena).is_empty() {
                return;
            }
            let sent =
                self.world.sends(&lena, json!({ "add": format!("{from} {to} {name}") })).await;
            assert!(matches!(sent, Submitted::Replaced(_)), "{sent:?}");
            self.close_all(Who::Lead).await;
        } else {
            self.imports((from, to), &name).await;
        }
        self.note(format!("a holiday from {from} to {to}: {name}"));
        self.free_days.retain(|(days, _)| *days != (from, to));
        self.free_days.push(((from, to), name));
    }

    async fn imports(&self, (from, to): (Date, Date), name: &str) {
        let (day, end) = (from.strftime("%Y%m%d"), to.tomorrow().unwrap().strftime("%Y%m%d"));
        let file = format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{day}\r\n\
             DTEND;VALUE=DATE:{end}\r\nSUMMARY:{name}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
        let mut tx = self.world.stage.bot.app.db.write().await.unwrap();
        let clock = (&Zones::bundled(), self.world.now());
        import(&mut tx, clock, file.as_bytes()).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub(super) async fn removes_a_holiday(&mut self) {
        let lena = self.world.lena.clone();
        self.world.types(&lena, "/mentor", "holidays").await;
        if self.world.modal(&lena).is_empty() {
            return;
        }
        let form = self.world.form_left_open(&lena);
        if let Some(list) = field(&form, "remove") {
            let option = list["element"]["options"][0].clone();
            let shown = option["text"]["text"].as_str().unwrap().to_owned();
            self.note(format!("no holiday after all: {shown}"));
            let sent = self.world.sends(&lena, json!({ "remove": option["value"] })).await;
            assert!(matches!(sent, Submitted::Replaced(_)), "{sent:?}");
            let known = self.free_days.len();
            self.free_days.retain(|(_, name)| !shown.ends_with(name));
            assert_eq!(self.free_days.len(), known - 1, "{shown} was no holiday");
        }
        self.close_all(Who::Lead).await;
    }

    /// Nobody lets the bot live for hours, or for weeks.
    pub(super) async fn is_down(&mut self) {
        let hours = if self.dice.once_in(4) { 24 * 16 } else { 30 };
        let minutes = 60 + self.dice.below(hours * 60);
        self.note(format!("the bot is down for {minutes} minutes"));
        self.world.clock.advance(Duration::from_secs(minutes * 60));
        self.world.up_again().await;
        let keys = self.look().await;
        let is_unasked = |key: &&String| {
            key.starts_with("prompt/") && key.ends_with("/0") || key.contains("reminder/")
        };
        let asked = keys.iter().filter(is_unasked).count();
        assert!(asked <= 1, "{asked} late messages at once");
    }

    /// The bot stops, people go on, and it starts again.
    pub(super) async fn is_stopped(&mut self) {
        let minutes = self.dice.up_to(12 * 60);
        self.note(format!("the bot stops for {minutes} minutes"));
        let is_recent = self.is_newest_thread_recent().await;
        self.world.bot_stops().await;
        if is_recent && self.dice.once_in(2) {
            self.answers_in_thread().await;
        }
        self.world.minutes(minutes).await;
        self.world.bot_starts().await;
        self.note("the bot starts");
        self.world.minutes(5).await;
    }

    /// Whether what is said in the newest thread is looked for after a silence: older ones are read again only while
    /// they wait for a reply.
    async fn is_newest_thread_recent(&self) -> bool {
        let Some((_, ts)) = self.world.find(&self.world.noah, "reply") else { return false };
        let mut tx = self.world.stage.bot.app.db.read().await.unwrap();
        let query =
            "select submitted_at from outbox join checkins on key = 'checkin/' || checkins.id
                     where ts = ?";
        let sent_at: i64 = sqlx::query_scalar(query).bind(ts).fetch_one(&mut *tx).await.unwrap();
        let age = self.world.now().as_millisecond() - sent_at;
        age < SignedDuration::from_hours(13 * 24).as_millis() as i64
    }

    /// Slack misbehaves for some hours while people go on.
    pub(super) async fn is_in_trouble(&mut self) {
        let mix = vec![
            Misbehaviour::ServerError(500),
            Misbehaviour::ServerErrorAfter(503),
            Misbehaviour::CutBefore,
            Misbehaviour::CutAfter,
            Misbehaviour::LateAccept(Duration::from_secs(60)),
            Misbehaviour::ErrorCodeAfter("internal_error"),
            Misbehaviour::Garbage,
            Misbehaviour::DuplicateEvents,
        ];
        let seed = self.dice.below(1 << 32);
        self.is_in_trouble = true;
        if self.dice.once_in(3) {
            self.note("Slack is down");
            let down = Misbehaviour::ServerError(503);
            self.world.stage.workspace.misbehave(down, "*", 100_000);
        } else {
            self.note("Slack misbehaves");
            let (wait, times) = (self.dice.one_of(&[20, 600]), 1 + self.dice.below(3));
            let workspace = &self.world.stage.workspace;
            workspace.misbehave_at_random(seed, 300, mix);
            let too_often = Misbehaviour::RateLimited(wait);
            workspace.misbehave(too_often, "chat.*", usize::try_from(times).unwrap());
        }
        for _ in 0..1 + self.dice.below(4) {
            if self.dice.once_in(3) {
                self.arranges().await;
            } else {
                self.acts().await;
            }
            self.look().await;
            let minutes = 10 + self.dice.up_to(90);
            self.world.stage.workspace.advance(SignedDuration::from_mins(minutes)).await;
            self.look().await;
        }
        self.world.stage.workspace.behave();
        self.note("Slack behaves again");
        self.world.minutes(10).await;
        self.look().await;
        self.is_in_trouble = false;
    }
}
