//! Two people grow: they sign what they agree on, it is what the bot does, and after four weeks they look back.

use crate::visitor::Visitor;

const MENTEE: &str = "Inês Duarte";
const MENTOR: &str = "Noah Reed";
const LEAD: &str = "Lena Vogt";
const ROOM: &str = "Room with";
const BOT: &str = "Trellis";

/// Nobody but the two may read these.
const SCOPE: &str = "Ownership in our own code, and nothing about pay: the quincetree rule.";
const DOOR: &str = "The rustlings meetup in March: you could show the marmalade parser there.";

#[tokio::test]
async fn two_people_sign_what_they_agree_on_and_look_back_after_four_weeks() {
    let Some(visitor) = Visitor::arrives().await else { return };
    visitor.clicks("welcome-close").await;
    visitor.clicks("clock-pause").await;
    fill_it_in(&visitor).await;
    change_it(&visitor).await;
    sign(&visitor).await;
    read_what_holds(&visitor).await;
    look_back(&visitor).await;
    read_what_came_of_it(&visitor).await;
    the_lead_reads_nothing_of_it(&visitor).await;
    visitor.leaves().await;
}

/// Inês reads what the programme offers, says what they work on, and signs.
async fn fill_it_in(visitor: &Visitor) {
    visitor.turns_to((MENTEE, BOT)).await;
    visitor.types_command("/mentor agreement").await;
    visitor.reads_in_form("In the fields stand your programme's defaults.").await;
    visitor.picture("agreement-form").await;
    visitor.types_into("budget", "none").await;
    visitor.types_into("scope", SCOPE).await;
    visitor.clicks("modal-submit").await;
    visitor.sees_error_under("budget").await;
    visitor.picture("agreement-not-a-number").await;
    visitor.types_into("budget", "4").await;
    visitor.clicks("modal-submit").await;
    visitor.reads_in_form("You have signed it.").await;
    visitor.picture("agreement-sent").await;
    visitor.clicks("modal-x").await;
    visitor.is_back().await;
}

/// Noah would rather be asked every two weeks, so his version waits for her.
async fn change_it(visitor: &Visitor) {
    visitor.turns_to((MENTOR, BOT)).await;
    visitor.lets_pass_until("has filled in your agreement and signed it.").await;
    visitor.reads("quincetree rule").await;
    visitor.picture("agreement-proposed").await;
    visitor.presses("fill_agreement").await;
    visitor.reads_in_form("What you two work on, and what not").await;
    visitor.chooses("checkins", "two_weeks").await;
    visitor.clicks("modal-submit").await;
    visitor.reads_in_form("You have signed it.").await;
    visitor.clicks("modal-x").await;
    visitor.is_back().await;
}

/// Inês reads what would be different, and signs that version.
async fn sign(visitor: &Visitor) {
    visitor.turns_to((MENTEE, BOT)).await;
    visitor.lets_pass_until("has changed your agreement and signed it.").await;
    visitor.picture("agreement-changed").await;
    visitor.presses("agreement").await;
    visitor.reads_in_form("With your signature it holds").await;
    visitor.reads_in_form("every two weeks").await;
    visitor.picture("agreement-sign").await;
    visitor.clicks("modal-submit").await;
    visitor.reads_in_form("What changes from now on").await;
    visitor.picture("agreement-signed").await;
    visitor.clicks("modal-x").await;
    visitor.is_back().await;
}

/// The room says what changes, and App Home when the next check-in is due.
async fn read_what_holds(visitor: &Visitor) {
    visitor.enters(ROOM).await;
    visitor.lets_pass_until("You two have an agreement").await;
    visitor.reads("quincetree rule").await;
    visitor.picture("agreement-in-room").await;
    visitor.clicks("tab-home").await;
    visitor.reads_at_home("signed").await;
    visitor.picture("agreement-at-home").await;
}

/// On Monday four weeks are over. Each of the two looks back alone.
async fn look_back(visitor: &Visitor) {
    visitor.enters(BOT).await;
    visitor.lets_pass_until("Four weeks are over: time to look back").await;
    visitor.picture("review-asked").await;
    visitor.presses("look_back").await;
    visitor.reads_in_form("The four weeks until").await;
    visitor.chooses_in_each("fit_", "right").await;
    visitor.chooses("sure_0", "2/Technical").await;
    visitor.chooses("sure_1", "3/Process").await;
    visitor.chooses_in_each("says_", "4").await;
    visitor.picture("review-form").await;
    visitor.clicks("modal-submit").await;
    visitor.reads_in_form("It is saved. Once").await;
    visitor.picture("review-sent").await;
    visitor.clicks("modal-x").await;
    visitor.is_back().await;
    visitor.turns_to((MENTOR, BOT)).await;
    visitor.lets_pass_until("Four weeks are over: time to look back").await;
    visitor.presses("look_back").await;
    visitor.chooses_in_each("fit_", "too_easy").await;
    visitor.chooses_in_each("says_", "4").await;
    visitor.chooses("says_candour", "2").await;
    visitor.types_into("door", DOOR).await;
    visitor.picture("review-form-of-mentor").await;
    visitor.clicks("modal-submit").await;
    visitor.reads_in_form("You have both looked back").await;
    visitor.clicks("modal-x").await;
    visitor.is_back().await;
}

/// Only that on which they are two steps or more apart is told, to both at once.
async fn read_what_came_of_it(visitor: &Visitor) {
    visitor.enters(ROOM).await;
    visitor.lets_pass_until("you have looked back").await;
    visitor.reads("This you two see differently").await;
    visitor.reads("marmalade parser").await;
    visitor.picture("review-in-room").await;
    visitor.turns_to((MENTEE, ROOM)).await;
    visitor.reads("marmalade parser").await;
    visitor.types_command("/mentor review").await;
    visitor.reads_in_form("Looking back").await;
    visitor.picture("review-page").await;
    visitor.clicks("modal-x").await;
    visitor.is_back().await;
    visitor.enters(BOT).await;
    visitor.types_command("/mentor goals").await;
    visitor.reads_in_form("Technical").await;
    visitor.picture("goals").await;
    visitor.clicks("modal-x").await;
    visitor.is_back().await;
}

/// Whoever leads looks for their words, and finds none.
async fn the_lead_reads_nothing_of_it(visitor: &Visitor) {
    visitor.turns_to((LEAD, BOT)).await;
    visitor.types_command("/mentor search marmalade").await;
    visitor.reads("so there is nothing to read").await;
    visitor.picture("lead-finds-nothing").await;
}
