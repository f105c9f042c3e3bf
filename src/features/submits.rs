//! Every submission and every shortcut, and the feature it goes to.
//!
//! Both lists are total: a new form does not compile until it stands here. Submissions always act, and shortcuts always
//! look.

use super::{
    Cx, Error, Reaction, Who, agenda, agreement, aside, ask, attention, away, calls, challenges,
    checkin, cohort, differently, discussion, ending, goals, guide, help_channel, holidays, hours,
    journal, meeting, office_hours, publish, rematch, reply, review, round, setup, shelf,
    suggestion, template, turns, wins,
};
use crate::slack::{
    action::{Form, Shortcut},
    inbound::{MessageAction, Submit},
};

/// Takes a submission to its feature. Submissions always act.
pub async fn submit(
    cx: &mut Cx<'_>,
    who: &Who,
    (form, submit): (Form, &Submit),
) -> Result<Reaction, Error> {
    match form {
        Form::Checkin => checkin::submit(cx, who, submit).await,
        Form::Skip => checkin::skip(cx, who, submit).await,
        Form::Reply => reply::submit(cx, who, submit).await,
        Form::ReadMore => reply::acknowledge(cx, who, submit).await,
        Form::SeeDifferently => differently::submit(cx, who, submit).await,
        Form::Away => away::submit(cx, who, submit).await,
        Form::Hours => hours::submit(cx, who, submit).await,
        Form::Holidays => holidays::submit(cx, who, submit).await,
        Form::Template => template::submit(cx, who, submit).await,
        Form::HelpChannel => help_channel::submit(cx, who, submit).await,
        Form::OfficeHours => office_hours::submit(cx, who, submit).await,
        Form::Publish => publish::submit(cx, who, submit).await,
        Form::OneLine => checkin::one_line::submit(cx, who, submit).await,
        Form::SomethingOff => aside::submit_off(cx, who, submit).await,
        Form::AskGently => aside::submit_question(cx, who, submit).await,
        Form::Settings => attention::submit(cx, who, submit).await,
        Form::Question => ask::submit(cx, who, submit).await,
        Form::AskAnyway => ask::memory::ask_anyway(cx, who, submit).await,
        Form::Answer => ask::answer::submit(cx, who, submit).await,
        Form::Seen => ask::answer::seen(cx, who, submit).await,
        Form::Call => calls::submit(cx, who, submit).await,
        Form::CallOff => calls::change::off(cx, who, submit).await,
        Form::CallSettings => calls::page::submit(cx, who, submit).await,
        Form::Decision => shelf::decision::submit(cx, who, submit).await,
        Form::Resource => shelf::resource::submit(cx, who, submit).await,
        Form::Challenges => challenges::list::submit_switch(cx, who, submit).await,
        Form::Challenge => challenges::list::submit(cx, who, submit).await,
        Form::WriteUp => challenges::write_up::submit(cx, who, submit).await,
        Form::Agenda => agenda::submit(cx, who, submit).await,
        Form::HowItWas => meeting::how_it_was(cx, who, submit).await,
        Form::CallNotes => meeting::notes::submit(cx, who, submit).await,
        Form::Review => review::submit(cx, who, submit).await,
        Form::Goal => goals::form::submit(cx, who, submit).await,
        Form::GoalMet => goals::settle::met(cx, who, submit).await,
        Form::GoalDropped => goals::settle::dropped(cx, who, submit).await,
        Form::GoalAreas => goals::areas::submit(cx, who, submit).await,
        Form::GoalsDecided => goals::quarter::submit(cx, who, submit).await,
        Form::Agreement => agreement::form::submit(cx, who, submit).await,
        Form::SignAgreement => agreement::sign::submit(cx, who, submit).await,
        Form::Guide => guide::submit(cx, who, submit).await,
        Form::FirstWeek => guide::first_week::submit(cx, who, submit).await,
        Form::JournalSwitch => journal::submit_switch(cx, who, submit).await,
        Form::Entry => journal::entry::submit(cx, who, submit).await,
        Form::Suggest => aside::submit_suggestion(cx, who, submit).await,
        Form::Rematch => rematch::asked::submit(cx, who, submit).await,
        Form::SuggestMentor => rematch::suggest::submit(cx, who, submit).await,
        Form::TakeMentor => rematch::consent::submit(cx, who, submit).await,
        Form::End => ending::look_again(cx, who, submit).await,
        Form::EndNow => ending::submit(cx, who, submit).await,
        Form::Cohort => cohort::form::submit(cx, who, submit).await,
        Form::Round => round::submit(cx, who, submit).await,
        Form::Win => wins::submit(cx, who, submit).await,
        Form::Setup => setup::submit(cx, who, submit).await,
        Form::SuggestPairs => suggestion::submit(cx, who, submit).await,
        Form::CohortTurns => turns::submit(cx, who, submit).await,
        Form::SwapTurn => discussion::swap::submit(cx, who, submit).await,
        Form::Topic => discussion::submit_topic(cx, who, submit).await,
        Form::DiscussionNote => discussion::submit_note(cx, who, submit).await,
        Form::Page => Ok(Reaction::nothing()),
    }
}

/// Takes a shortcut to its feature. Shortcuts always look.
pub async fn shortcut(
    cx: &mut Cx<'_>,
    who: &Who,
    (shortcut, used): (Shortcut, &MessageAction),
) -> Result<Reaction, Error> {
    match shortcut {
        Shortcut::AskAbout => ask::brought::about(cx, who, used).await,
        Shortcut::SaveDecision => shelf::decision::from_message(cx, who, used).await,
        Shortcut::SaveResource => shelf::resource::from_message(cx, who, used).await,
    }
}
