//! Everything the bot says, in one place, as people read it.
//!
//! Each function that makes a sentence, a message, a form or a page is called here with ordinary words, shown in one
//! snapshot that can be read from top to bottom, and called again with the longest and the most hostile words, which
//! must stay within Slack's limits. A sentence that is not in the gallery fails a test.

mod agendas;
mod agreements;
mod ahead;
mod archive;
mod beginnings;
mod calendar;
mod calls;
mod cast;
mod cohorts;
mod commons;
mod complete;
mod debts;
mod figures;
mod goals;
mod hall;
mod hanging;
mod keeping;
mod letters;
mod meetings;
mod office;
mod parting;
mod practice;
mod programme;
mod questions;
mod rematches;
mod reviews;
mod rooms;
mod rounds;
#[path = "../stories/world/texts.rs"]
#[expect(dead_code, reason = "the gallery needs the texts and not the fields")]
mod texts;
mod turns;
mod typed;

use hanging::Gallery;

#[test]
fn everything_the_bot_says() {
    let mut gallery = Gallery::default();
    rooms::pairing(&mut gallery);
    beginnings::the_guide(&mut gallery);
    beginnings::the_first_week(&mut gallery);
    beginnings::a_year_of_tips(&mut gallery);
    rooms::prompts(&mut gallery);
    rooms::checkins(&mut gallery);
    rooms::missed(&mut gallery);
    rooms::replies(&mut gallery);
    rooms::drafts(&mut gallery);
    letters::asides(&mut gallery);
    questions::asked(&mut gallery);
    questions::answered(&mut gallery);
    questions::settled(&mut gallery);
    commons::chosen(&mut gallery);
    commons::asked(&mut gallery);
    office::set(&mut gallery);
    office::held(&mut gallery);
    calls::found(&mut gallery);
    calls::answered(&mut gallery);
    calls::asked_for(&mut gallery);
    calls::changed(&mut gallery);
    calls::shown(&mut gallery);
    meetings::begins(&mut gallery);
    meetings::after_it(&mut gallery);
    rematches::asked(&mut gallery);
    rematches::suggested(&mut gallery);
    rematches::settled(&mut gallery);
    commons::published(&mut gallery);
    agendas::before_a_call(&mut gallery);
    reviews::asked(&mut gallery);
    reviews::answered(&mut gallery);
    goals::aimed_at(&mut gallery);
    goals::settled(&mut gallery);
    agreements::signed(&mut gallery);
    parting::steps(&mut gallery);
    parting::ends(&mut gallery);
    parting::completed(&mut gallery);
    archive::records(&mut gallery);
    cohorts::kept(&mut gallery);
    cohorts::belonging(&mut gallery);
    cohorts::graduated(&mut gallery);
    rounds::asked(&mut gallery);
    rounds::told(&mut gallery);
    rounds::wins(&mut gallery);
    turns::switched(&mut gallery);
    turns::discussed(&mut gallery);
    turns::read(&mut gallery);
    keeping::kept(&mut gallery);
    beginnings::a_journal(&mut gallery);
    practice::listed(&mut gallery);
    practice::given(&mut gallery);
    practice::files(&mut gallery);
    debts::owed(&mut gallery);
    figures::stats(&mut gallery);
    figures::signs(&mut gallery);
    debts::differently(&mut gallery);
    debts::actions(&mut gallery);
    typed::typed(&mut gallery);
    hall::home(&mut gallery);
    hall::attention(&mut gallery);
    calendar::hours(&mut gallery);
    calendar::leave_views(&mut gallery);
    calendar::holidays(&mut gallery);
    calendar::call_file(&mut gallery);
    hall::template(&mut gallery);
    programme::set_up(&mut gallery);
    programme::suggested(&mut gallery);
    programme::imported(&mut gallery);
    hall::help(&mut gallery);
    ahead::previews(&mut gallery);
    assert_eq!(gallery.problems, Vec::<String>::new(), "Slack would refuse it");
    insta::assert_snapshot!("everything_the_bot_says", gallery.text);
}
