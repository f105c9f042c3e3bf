//! The letterbox of the gallery: what goes to one reader alone.

use trellis::{
    domain::{
        aside::AsideKind,
        ids::PairId,
        pair::Side,
        text::{Link, LinkProblem},
    },
    features::aside::views as aside,
    slack::action::{PairWeek, off::OpenedOff},
};

use crate::{cast, hanging::Gallery};

/// What goes to one reader alone.
pub(crate) fn asides(gallery: &mut Gallery) {
    let (ines, noah, lena) = (cast::ines(), cast::noah(), cast::lena());
    let about = PairWeek { pair: PairId(1), week: cast::week() };
    gallery.part("What goes to one reader alone");
    let opened = OpenedOff { pair: PairId(1), leads: vec![lena.id] };
    let leads = [lena.clone(), noah.clone()];
    for (name, side, partner, leads) in [
        ("something is off, a mentee's", Side::Mentee, &noah, &leads[..1]),
        ("something is off, a mentor's, two leads", Side::Mentor, &ines, &leads[..]),
        ("something is off, no lead", Side::Mentee, &noah, &leads[..0]),
    ] {
        gallery.view(name, &aside::off_form(&opened, (side, partner), leads).into());
    }
    let words = cast::words("Our calls are always moved at the last minute.");
    gallery.message("to the other one", &aside::off_to_partner(&ines, &words));
    gallery.message("to a lead", &aside::off_to_lead(&ines, &noah, &words));
    gallery.view("a mentor's question", &aside::question_form(PairId(1), &ines).into());
    gallery.view("a mentor's hard topic", &aside::topic_form(PairId(1), &ines).into());
    let question = cast::words("How are things going?");
    gallery.message("to the mentee", &aside::question(&noah, &question, Some(about)));
    gallery.message("to the mentee, nothing open", &aside::question(&noah, &question, None));
    gallery.view("a suggestion", &aside::suggestion_form(&opened, &leads[..1]).into());
    gallery.view("a suggestion, two leads", &aside::suggestion_form(&opened, &leads).into());
    let talk = cast::words("A talk on naming.");
    let link = Link::parse("https://example.com/naming").unwrap();
    gallery.message("a suggestion, to a lead", &aside::suggestion(&ines, (&talk, Some(&link))));
    for longest in [
        aside::suggestion(&ines, (&cast::worst(), Some(&link))),
        aside::off_to_partner(&ines, &cast::worst()),
        aside::off_to_lead(&ines, &noah, &cast::worst()),
        aside::question(&noah, &cast::worst(), Some(about)),
    ] {
        gallery.strain("the longest aside", &longest);
    }
    for (kind, at) in [
        (AsideKind::OffToLead, cast::FRIDAY),
        (AsideKind::Question, cast::MONDAY),
        (AsideKind::Suggestion, cast::MONDAY),
    ] {
        let sent = cast::aside(kind, at);
        let mut never = lena.clone();
        never.availability = cast::never(&never.zone);
        gallery.message("the receipt", &aside::receipt(&sent, &ines, &[noah.clone(), never]));
        gallery.message("lost", &aside::lost(&sent, &lena));
    }
    gallery.sentence("nobody chosen", &aside::nobody_chosen());
    gallery.sentence("other leads", &aside::other_leads());
    gallery.sentence("other leads of a suggestion", &aside::other_leads_for_it());
    gallery.sentence("no lead", &aside::no_lead());
    for problem in [
        LinkProblem::NotAnAddress,
        LinkProblem::NotHttps,
        LinkProblem::HasCredentials,
        LinkProblem::TooLong,
    ] {
        gallery.sentence("no link", &aside::bad_link(problem));
    }
}
