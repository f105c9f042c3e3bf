//! The first of the four doors that ask for the time: takes one thing that happened in Slack to its feature.
//!
//! It reads `now` once, finds out who is speaking, opens the one transaction, and commits it before anything is
//! acknowledged. What it shows afterwards (a modal, App Home, a refusal) is tracked work that Slack's acknowledgement
//! does not wait for. It decides nothing about mentorship.

use std::time::Duration;

use super::{
    Cx, Error, Reaction, RefreshHome, Who, access, ask,
    ask::views::memory::Offered,
    channel,
    clicks::click,
    cohort, command, draft, guide, help_channel, home,
    modes::{Mode, click_mode, command_mode},
    office_hours, people, rematch, reply, round, setup,
    submits::{shortcut, submit},
    suggestion, typed,
};
use crate::{
    app::App,
    domain::{
        access::Act,
        ids::{SlackChannel, SlackUser},
    },
    slack::{
        action::{Action, Form, Shortcut},
        answer::Answer,
        command::Asked,
        inbound::{self, Conversation, Inbound},
    },
    store::{self, Fault, Tx, inbox},
    telemetry::field,
};
use back::{Back, follow, over, refuse, sorry, under_fields};

mod back;

/// How long somebody who is waiting is kept waiting for the writer.
const PATIENCE: Duration = Duration::from_millis(1500);

/// How long a look waits until what was typed before it is written down.
const BRIEFLY: Duration = Duration::from_millis(500);

/// Takes one thing that happened to the feature it belongs to, and returns what rides back on the acknowledgement.
pub async fn dispatch(app: App, inbound: Inbound) -> Answer {
    let now = app.clock.now();
    let back = Back::of(&inbound);
    let result = Door { app: &app, now }.take(inbound).await;
    match result {
        Ok(reaction) => follow(&app, &back, reaction),
        Err(Error::Refused(sentence)) => refuse(&app, &back, sentence),
        Err(Error::Over(other)) => over(&app, &back, &other),
        Err(Error::Fields(fields)) => under_fields(&back, fields),
        Err(Error::Fault(fault)) => {
            tracing::error!({ field::KIND } = back.kind, %fault, "an act did not happen");
            sorry(&app, &back)
        }
    }
}

/// One act at the door.
struct Door<'a> {
    app: &'a App,
    now: jiff::Timestamp,
}

impl Door<'_> {
    async fn take(&self, inbound: Inbound) -> Result<Reaction, Error> {
        let key = inbound.dedupe_key();
        match inbound {
            Inbound::Command(it) => self.command(it, key).await,
            Inbound::Click(it) => self.click(it, key).await,
            Inbound::Shortcut(it) => self.shortcut(&it).await,
            Inbound::Submit(it) => {
                let Some(form) = Form::read(&it.view.callback_id) else {
                    return Ok(Reaction::nothing());
                };
                draft::sending(self.app, &it);
                // Who somebody is does not need the writer, for which everybody waits.
                let who = self.identify_beside(&it.user).await?;
                if form == Form::HelpChannel {
                    help_channel::look(self.app, (&who, self.now), &it).await?;
                }
                if form == Form::Cohort {
                    cohort::form::look(self.app, (&who, self.now), &it).await?;
                    self.meet_members(&who, &it).await?;
                }
                if form == Form::SuggestMentor {
                    self.meet_chosen(&it).await?;
                }
                if form == Form::Setup
                    && let Some((mentor, mentee)) = setup::chosen(&it.view)
                {
                    people::meet(self.app, [&it.user, &mentor, &mentee], self.now).await?;
                }
                if form == Form::SuggestPairs {
                    self.meet_unpaired(&who, &it).await?;
                }
                let found = self.remembered((form, &it), &who).await;
                let mut tx = self.app.db.write_within(PATIENCE).await?;
                let mut cx = self.cx(&mut tx);
                let offered = match &found {
                    Some(found) => ask::memory::offer(&mut cx, &who, (&it, found)).await?,
                    None => None,
                };
                let reaction = match offered {
                    Some(reaction) => reaction,
                    None => submit(&mut cx, &who, (form, &it)).await?,
                };
                follow_first_week(&mut cx, &who).await?;
                self.commit(tx).await?;
                draft::sent(self.app, (&it, &reaction.answer));
                Ok(reaction)
            }
            Inbound::Close(it) => {
                self.close(&it);
                Ok(Reaction::nothing())
            }
            Inbound::HomeOpened(it) if it.home_tab => {
                Ok(Reaction { refresh_home: RefreshHome::Yes, ..Reaction::nothing() })
            }
            Inbound::Message(it) => self.message(&it, &key).await,
            // Profiles change all day in a large workspace; only those of people we look after cost a commit.
            Inbound::PersonChanged(it)
                if self.identify_beside(&it.profile.user).await?.person.is_none() =>
            {
                Ok(Reaction::nothing())
            }
            Inbound::PersonChanged(it) => {
                let Some(mut tx) = self.begin(&key).await? else { return Ok(Reaction::nothing()) };
                people::changed(&mut self.cx(&mut tx), &it.profile).await?;
                self.commit(tx).await?;
                Ok(Reaction::nothing())
            }
            Inbound::ChannelChanged(it) => {
                self.look_at_channel(it.channel);
                Ok(Reaction::nothing())
            }
            Inbound::Removed(_) => {
                tracing::error!(
                    "the app was uninstalled or its token revoked; nothing is sent until it is installed again"
                );
                Ok(Reaction::nothing())
            }
            Inbound::HomeOpened(_)
            | Inbound::Challenge(_)
            | Inbound::SslCheck
            | Inbound::Unknown(_) => Ok(Reaction::nothing()),
        }
    }

    async fn message(
        &self,
        it: &inbound::Message,
        key: &Option<String>,
    ) -> Result<Reaction, Error> {
        let may_concern = match it.place {
            Conversation::Direct => typed::heard::may_concern(it),
            Conversation::Shared => reply::thread::may_concern(it),
        };
        if !may_concern || !self.concerns(it).await? {
            return Ok(Reaction::nothing());
        }
        let Some(mut tx) = self.begin(key).await? else { return Ok(Reaction::nothing()) };
        let mut cx = self.cx(&mut tx);
        let mut answered = false;
        match it.place {
            Conversation::Direct => typed::heard::heard(&mut cx, it).await?,
            Conversation::Shared => {
                reply::thread::heard(&mut cx, it).await?;
                office_hours::line::heard(&mut cx, it).await?;
                answered = round::typed::heard(&mut cx, it).await?;
            }
        }
        if let Some(author) = &it.said.author {
            let who = identify(&mut cx, author).await?;
            follow_first_week(&mut cx, &who).await?;
        }
        self.commit(tx).await?;
        if answered {
            round::typed::find_link(self.app, it);
        }
        Ok(Reaction::nothing())
    }

    /// A channel is full of talk that is not for the bot, and none of it may cost a commit.
    async fn concerns(&self, it: &inbound::Message) -> Result<bool, Error> {
        match it.place {
            Conversation::Direct => Ok(true),
            Conversation::Shared => {
                let mut tx = self.app.db.read().await?;
                reply::thread::concerns(&mut self.cx(&mut tx), it).await
            }
        }
    }

    async fn command(&self, it: inbound::Command, key: Option<String>) -> Result<Reaction, Error> {
        let asked = Asked::read(&it.name, &it.text);
        if let Asked::Pair { mentor, mentee } = &asked {
            people::meet(self.app, [&it.user, mentor, mentee], self.now).await?;
        }
        if matches!(
            asked,
            Asked::Template
                | Asked::Areas
                | Asked::Questions
                | Asked::Challenges
                | Asked::AddChallenge(_)
                | Asked::EditGuide
                | Asked::SetUp
                | Asked::SuggestPairs
                | Asked::Rematch(Some(_))
                | Asked::Preview(Some(_), _)
        ) && self.identify_beside(&it.user).await?.person.is_none()
        {
            people::meet_lead(self.app, &it.user, self.now).await?;
        }
        // Whoever is no lead is told by the feature what these are.
        if matches!(asked, Asked::Journal | Asked::Cohorts | Asked::Guide | Asked::Preview(None, _))
            && self.identify_beside(&it.user).await?.person.is_none()
            && let Err(Error::Fault(fault)) = people::meet_lead(self.app, &it.user, self.now).await
        {
            return Err(fault.into());
        }
        match command_mode(&asked) {
            Mode::Remember => Ok(Reaction::nothing()),
            Mode::Look => {
                self.write_down(&it.user).await;
                let mut tx = self.app.db.read().await?;
                let mut cx = self.cx(&mut tx);
                let who = identify(&mut cx, &it.user).await?;
                command(&mut cx, &who, asked).await
            }
            Mode::Act => {
                let Some(mut tx) = self.begin(&key).await? else { return Ok(Reaction::nothing()) };
                let mut cx = self.cx(&mut tx);
                let who = identify(&mut cx, &it.user).await?;
                let reaction = command(&mut cx, &who, asked).await?;
                follow_first_week(&mut cx, &who).await?;
                self.commit(tx).await?;
                Ok(reaction)
            }
        }
    }

    async fn click(&self, it: inbound::Click, key: Option<String>) -> Result<Reaction, Error> {
        let Some(action) = Action::read(&it.action_id) else { return Ok(Reaction::nothing()) };
        draft::pressed(self.app, action, &it);
        match click_mode(action) {
            Mode::Remember => Ok(Reaction::nothing()),
            Mode::Look => {
                self.write_down(&it.user).await;
                let mut tx = self.app.db.read().await?;
                let mut cx = self.cx(&mut tx);
                let who = identify(&mut cx, &it.user).await?;
                click(&mut cx, &who, (action, &it)).await
            }
            Mode::Act => {
                let Some(mut tx) = self.begin(&key).await? else { return Ok(Reaction::nothing()) };
                let mut cx = self.cx(&mut tx);
                let who = identify(&mut cx, &it.user).await?;
                let reaction = click(&mut cx, &who, (action, &it)).await?;
                follow_first_week(&mut cx, &who).await?;
                self.commit(tx).await?;
                if matches!(action, Action::EraseEntry | Action::EraseJournal) {
                    self.empty_log();
                }
                Ok(reaction)
            }
        }
    }

    /// Every shortcut opens a form, so using one changes nothing.
    async fn shortcut(&self, it: &inbound::MessageAction) -> Result<Reaction, Error> {
        let Some(known) = Shortcut::read(&it.callback_id) else { return Ok(Reaction::nothing()) };
        self.write_down(&it.user).await;
        let mut tx = self.app.db.read().await?;
        let mut cx = self.cx(&mut tx);
        let who = identify(&mut cx, &it.user).await?;
        shortcut(&mut cx, &who, (known, it)).await
    }

    /// Something happened to a channel. Slack is asked how it stands beside the acknowledgement, if a cohort meets there.
    fn look_at_channel(&self, channel: SlackChannel) {
        let app = self.app.clone();
        self.app.spawn(async move {
            if let Err(error) = channel::happened(&app, &channel).await {
                tracing::warn!({ field::ERROR } = ?error, "how a channel stands is asked before the next post");
            }
        });
    }

    /// A form was closed: what stood in it is written down beside the acknowledgement, and App Home knows of it.
    fn close(&self, it: &inbound::Close) {
        if !draft::closed(self.app, it) {
            return;
        }
        let (app, user) = (self.app.clone(), it.user.clone());
        self.app.spawn(async move {
            match draft::keep(&app, app.drafts.unwritten_of(&user)).await {
                Ok(()) => home::publish(&app, user),
                Err(error) => {
                    tracing::warn!({ field::ERROR } = ?error, "a draft is written down later")
                }
            }
        });
    }

    /// Writes down what somebody has just typed, before they look at it from somewhere else. A trigger does not live
    /// long, so what takes longer is not waited for.
    async fn write_down(&self, user: &SlackUser) {
        let forms = self.app.drafts.unwritten_of(user);
        if !forms.is_empty() {
            drop(tokio::time::timeout(BRIEFLY, draft::keep(self.app, forms)).await);
        }
    }

    /// What was written before and may answer a question that is being sent. It is only help: whatever goes wrong with
    /// it, or takes long, keeps nobody from asking.
    async fn remembered(
        &self,
        (form, it): (Form, &inbound::Submit),
        who: &Who,
    ) -> Option<Vec<Offered>> {
        if form != Form::Question {
            return None;
        }
        let looked = tokio::time::timeout(BRIEFLY, async {
            let mut tx = self.app.db.read().await?;
            ask::memory::look(&mut self.cx(&mut tx), who, it).await
        });
        match looked.await {
            Ok(Ok(found)) => found,
            // It will be refused with a sentence.
            Ok(Err(Error::Refused(_) | Error::Over(_) | Error::Fields(_))) => None,
            Ok(Err(Error::Fault(fault))) => {
                tracing::warn!(%fault, "a question goes without a look at what was answered before");
                None
            }
            Err(_) => {
                tracing::warn!("looking for what was answered before took too long");
                None
            }
        }
    }

    /// Whom a lead suggests as a mentor may be somebody the bot has not met.
    async fn meet_chosen(&self, it: &inbound::Submit) -> Result<(), Error> {
        match rematch::suggest::suggested(&it.view) {
            Some(chosen) if self.identify_beside(&chosen).await?.person.is_none() => {
                people::meet(self.app, [&it.user, &chosen, &chosen], self.now).await
            }
            Some(_) | None => Ok(()),
        }
    }

    /// The same for those a lead chooses as members of a cohort; whoever was met stays met if Slack is slow.
    async fn meet_members(&self, who: &Who, it: &inbound::Submit) -> Result<(), Error> {
        access::lead(&self.app.config, who, Act::KeepCohorts)?;
        let mut unknown = Vec::new();
        for user in cohort::form::chosen(&it.view) {
            if self.identify_beside(&user).await?.person.is_none() {
                unknown.push(user);
            }
        }
        match people::meet_all(self.app, &unknown, self.now).await? {
            true => Ok(()),
            false => Err(cohort::form::not_met()),
        }
    }

    /// The same for those who could be pairs; whoever was met stays met if Slack is slow.
    async fn meet_unpaired(&self, who: &Who, it: &inbound::Submit) -> Result<(), Error> {
        access::lead(&self.app.config, who, Act::ProposePair)?;
        let mut unknown = Vec::new();
        for user in suggestion::chosen(&it.view) {
            if self.identify_beside(&user).await?.person.is_none() {
                unknown.push(user);
            }
        }
        people::meet_all(self.app, &unknown, self.now).await.map(drop)
    }

    async fn identify_beside(&self, user: &SlackUser) -> Result<Who, Error> {
        let mut tx = self.app.db.read().await?;
        identify(&mut self.cx(&mut tx), user).await
    }

    /// The write transaction for an act with this key; `None` when the act was taken in before.
    async fn begin(&self, key: &Option<String>) -> Result<Option<Tx>, Error> {
        let mut tx = self.app.db.write_within(PATIENCE).await?;
        match key {
            Some(key) if !inbox::insert(&mut tx, key, self.now).await? => Ok(None),
            Some(_) | None => Ok(Some(tx)),
        }
    }

    /// Ends an act, after which there may be something to say. A look wakes nobody.
    async fn commit(&self, tx: Tx) -> Result<(), Error> {
        tx.commit().await.map_err(Fault::from)?;
        self.app.poke.notify_one();
        Ok(())
    }

    /// What somebody erased for good is not left in the log beside the file. Nobody waits for that.
    fn empty_log(&self) {
        let db = self.app.db.clone();
        self.app.spawn(async move {
            match db.empty_log().await {
                Ok(true) => {}
                Ok(false) => tracing::warn!(
                    "what was erased stands in the log of the file until it is emptied next"
                ),
                Err(fault) => tracing::error!(%fault, "the log of the file was not emptied"),
            }
        });
    }

    fn cx<'a>(&'a self, tx: &'a mut Tx) -> Cx<'a> {
        Cx::new(tx, self.now, (&self.app.config, &self.app.zones))
    }
}

/// Whatever somebody did may tick something on the list of their first week, and no feature has to know of that.
async fn follow_first_week(cx: &mut Cx<'_>, who: &Who) -> Result<(), Error> {
    match &who.person {
        Some(person) => guide::first_week::follow(cx, person.id).await,
        None => Ok(()),
    }
}

async fn identify(cx: &mut Cx<'_>, user: &SlackUser) -> Result<Who, Error> {
    let person = store::people::find_by_user(cx.tx, cx.zones, user, cx.now).await?;
    Ok(Who { user: user.clone(), person })
}
