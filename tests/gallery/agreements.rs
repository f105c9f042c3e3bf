//! The rooms of the gallery for what two people agree on.

use jiff::civil::date;
use trellis::{
    domain::{
        agreement::{
            Agreement, Content, MAX_CONFIDENCE, MAX_SCOPE, Signed, Stands, Version, Words,
            rules::{Between, Budget, Every, Rules, Urgent, Within},
        },
        call::{Length, Rhythm},
        draft::{About, Draft, Entry},
        ids::PairId,
        learning::Learning,
        pair::{Ending, PairState, Phase, Side},
        text::UserText,
    },
    features::{
        agreement::{
            Scene,
            views::{Next, NextCall, ask, form, page, post},
        },
        home::views::agreement::Agreed,
    },
    store::drafts::Kept,
};

use crate::{cast, hanging::Gallery};

fn offered() -> Rules {
    Rules {
        every: Every::Week,
        reply: Within::TwoDays,
        question: Within::OneDay,
        urgent: Urgent::FourHours,
        budget: Budget::USUAL,
        between: Between::UsTwo,
        rhythm: None,
        length: Length::Thirty,
        learns: None,
    }
}

fn content(scope: UserText, confidence: Option<UserText>, rules: Rules) -> Content {
    Content { words: Words { scope, confidence }, rules }
}

fn first() -> Content {
    let rules = Rules { every: Every::TwoWeeks, learns: Some(Learning::Visual), ..offered() };
    content(cast::words("Ownership and async; not pay."), None, rules)
}

/// Different in every point.
fn second() -> Content {
    let rules = Rules {
        every: Every::FourWeeks,
        reply: Within::ThreeDays,
        question: Within::FourHours,
        urgent: Urgent::LikeOthers,
        budget: Budget::MOST,
        between: Between::NoNames,
        rhythm: Some(Rhythm::Monthly),
        length: Length::Twenty,
        learns: Some(Learning::HandsOn),
    };
    let confidence = Some(cast::words("Salaries stay here."));
    content(cast::words("Parsers, and how to read them."), confidence, rules)
}

fn worst() -> Content {
    let of = |max: usize| UserText::unfinished(cast::worst().expose(), max).unwrap();
    content(of(MAX_SCOPE), Some(of(MAX_CONFIDENCE)), second().rules)
}

/// A version that its writer has signed, or both.
fn version(number: u32, (by, content): (Side, Content), before: Option<Stands>) -> Version {
    let at = cast::at(cast::FRIDAY);
    let is_both = before.is_some();
    let signed = |side: Side| (is_both || by == side).then_some(at);
    let signed = Signed { mentor: signed(Side::Mentor), mentee: signed(Side::Mentee) };
    Version { number, by, at, content, signed, before }
}

fn nothing_yet() -> Stands {
    Stands { words: None, rules: offered() }
}

fn in_force() -> Version {
    version(1, (Side::Mentee, first()), Some(nothing_yet()))
}

fn open(by: Side) -> Version {
    version(1, (by, first()), None)
}

fn change(by: Side, content: Content) -> Version {
    version(2, (by, content), None)
}

fn scene(in_force: Option<Version>, open: Option<Version>) -> Scene {
    let stands = in_force.as_ref().map_or_else(nothing_yet, |it| Stands::from(&it.content));
    Scene {
        pair: cast::pair(PairState::Active { began_at: cast::at("2026-11-02T09:30:00Z") }),
        mentor: cast::noah(),
        mentee: cast::ines(),
        agreement: Agreement { in_force, open },
        stands,
    }
}

fn coming() -> Next {
    let at = |text| Some(cast::at(text));
    Next {
        checkin: at("2026-11-20T15:00:00Z"),
        call: at("2026-11-16T09:00:00Z").map(NextCall::AskedOn),
    }
}

/// How it stands in App Home.
pub(crate) fn at_home() -> Vec<(&'static str, Agreed)> {
    let due_on = Some(date(2026, 11, 9));
    let of = |in_force, open| Agreed {
        agreement: Agreement { in_force, open },
        due_on,
        called: Some(80),
    };
    vec![
        ("an agreement in time", of(None, None)),
        ("an agreement of the mentee's", of(None, Some(open(Side::Mentee)))),
        ("a change of the mentor's", of(Some(in_force()), Some(change(Side::Mentor, second())))),
        ("an agreement", Agreed { due_on: None, ..of(Some(in_force()), None) }),
    ]
}

/// Asked for, filled in, signed, changed.
pub(crate) fn signed(gallery: &mut Gallery) {
    gallery.part("What two people agree on");
    let ended = PairState::Ended {
        began_at: cast::at("2026-11-02T09:30:00Z"),
        at: cast::at(cast::MONDAY),
        how: Ending::Completed,
    };
    let nothing = scene(None, None);
    let theirs = scene(None, Some(open(Side::Mentor)));
    let both = scene(Some(in_force()), None);
    let over = Scene { pair: cast::pair(ended.clone()), ..both.clone() };
    let unsigned = Scene { pair: cast::pair(ended), ..nothing.clone() };
    let all = [&nothing, &theirs, &both, &over, &unsigned];
    for scene in all {
        gallery.message("asked", &ask::asked(&scene.seen_by(Side::Mentee)));
    }
    gallery.message("asked, and signed", &ask::asked(&theirs.seen_by(Side::Mentor)));
    gallery.message("reminded", &ask::reminded(&nothing.seen_by(Side::Mentee)));
    gallery.message("reminded to sign", &ask::reminded(&theirs.seen_by(Side::Mentee)));
    gallery.message("signed alone", &ask::waits(&theirs.seen_by(Side::Mentor)));
    gallery.sentence("why", &ask::why());
    forms(gallery, (&nothing, &both));
    read(gallery, all);
    told(gallery);
}

fn forms(gallery: &mut Gallery, (nothing, both): (&Scene, &Scene)) {
    let (mentee, mentor) = (nothing.seen_by(Side::Mentee), nothing.seen_by(Side::Mentor));
    gallery.view("the form", &form::form(&mentee, form::Filled::Newest));
    gallery.view("the mentor's form", &form::form(&mentor, form::Filled::Newest));
    let changing = both.seen_by(Side::Mentee);
    gallery.view("a change", &form::form(&changing, form::Filled::Newest));
    let typed = |words: &UserText| Draft::default().with(form::SCOPE, Some(Entry::from(words)));
    let drafted = |words: &UserText| Kept {
        about: About::Agreement(PairId(1)),
        draft: typed(words),
        view_id: "V1".to_owned(),
        saved_at: cast::at(cast::FRIDAY),
    };
    let longest = UserText::unfinished(cast::worst().expose(), MAX_SCOPE).unwrap();
    let half = cast::words("Pars");
    let (kept, much) = (drafted(&half), drafted(&longest));
    let stands = nothing_yet();
    let current = form::Filled::Drafted(&kept, (0, &stands));
    gallery.view("a draft", &form::form(&mentee, current));
    let proposed = scene(Some(in_force()), Some(change(Side::Mentor, second())));
    let agreed = Stands::from(&first());
    let old = form::Filled::Drafted(&kept, (1, &agreed));
    gallery.view("an old draft", &form::form(&proposed.seen_by(Side::Mentee), old));
    let own = scene(Some(in_force()), Some(change(Side::Mentee, second())));
    let crossed = typed(&half);
    let sent = form::Filled::Typed(&crossed, &agreed);
    gallery.view("the other one was first", &form::form(&proposed.seen_by(Side::Mentee), sent));
    gallery.view("one's own was first", &form::form(&own.seen_by(Side::Mentee), sent));
    let hostile = version(1, (Side::Mentee, worst()), Some(nothing_yet()));
    let strained = scene(Some(hostile), Some(change(Side::Mentor, worst())));
    let old = form::Filled::Drafted(&much, (1, &agreed));
    gallery.strain_view("the longest", &form::form(&strained.seen_by(Side::Mentee), old));
    gallery.view("nothing is different", &form::same(&own.seen_by(Side::Mentee)));
    gallery.view("nothing is different", &form::same(&both.seen_by(Side::Mentee)));
    gallery.sentence("no budget", &form::no_budget());
    gallery.sentence("not chosen", &form::not_chosen());
}

fn read(gallery: &mut Gallery, all: [&Scene; 5]) {
    gallery.sentence("in no pair", &page::no_pair());
    let somebody = trellis::domain::person::Person { name: String::new(), ..cast::noah() };
    let partners = [(PairId(1), cast::noah()), (PairId(2), somebody)];
    gallery.message("with whom", &page::with_whom(&partners));
    for scene in all {
        let (in_force, open) = (scene.agreement.in_force.clone(), scene.agreement.open.clone());
        let versions: Vec<Version> = open.into_iter().chain(in_force).collect();
        gallery.view("the page", &page::page(&scene.seen_by(Side::Mentee), &versions));
    }
    let waiting = scene(Some(in_force()), Some(change(Side::Mentor, second())));
    let versions = [change(Side::Mentor, second()), in_force()];
    for side in [Side::Mentee, Side::Mentor] {
        gallery.view("the page, with a change", &page::page(&waiting.seen_by(side), &versions));
    }
    let mentee = waiting.seen_by(Side::Mentee);
    gallery.view("a version", &page::version(&mentee, &in_force()));
    let changed = version(2, (Side::Mentor, second()), Some(Stands::from(&first())));
    gallery.view("a version that changed something", &page::version(&mentee, &changed));
    let theirs = scene(None, Some(open(Side::Mentor)));
    let to_sign = theirs.seen_by(Side::Mentee);
    gallery.view("to be signed", &page::sign(&to_sign, &open(Side::Mentor), None));
    let as_offered =
        version(1, (Side::Mentor, content(cast::words("Parsers."), None, offered())), None);
    gallery.view("as offered", &page::sign(&to_sign, &as_offered, None));
    gallery.view(
        "a change, to be signed",
        &page::sign(&mentee, &change(Side::Mentor, second()), None),
    );
    let same = change(Side::Mentor, first());
    gallery.view("back to what holds", &page::sign(&mentee, &same, Some(&Stands::from(&first()))));
    let read = Stands::from(&first());
    let again = page::sign(&to_sign, &version(2, (Side::Mentor, second()), None), Some(&read));
    gallery.view("changed while it was read", &again);
    let hostile = version(1, (Side::Mentee, worst()), Some(nothing_yet()));
    let strained = scene(Some(hostile.clone()), Some(change(Side::Mentor, second())));
    let many: Vec<Version> =
        (1..=20).rev().map(|number| Version { number, ..hostile.clone() }).collect();
    let strained_by = strained.seen_by(Side::Mentee);
    gallery.strain_view("twenty versions", &page::page(&strained_by, &many));
    let worst_read = Stands::from(&worst());
    let longest = page::sign(&strained_by, &change(Side::Mentor, second()), Some(&worst_read));
    gallery.strain_view("the longest, to be signed", &longest);
    let opens = cast::at(cast::MONDAY);
    let now = cast::at(cast::FRIDAY);
    gallery.view("sent", &page::sent(&to_sign, (Some(opens), now)));
    gallery.view("sent while they work", &page::sent(&mentee, (Some(now), now)));
    gallery.view("sent to somebody without hours", &page::sent(&mentee, (None, now)));
    for phase in [Phase::Monthly, Phase::AdHoc] {
        let mut down = scene(Some(in_force()), None);
        down.pair.phase = phase;
        gallery.view("stepped down", &page::page(&down.seen_by(Side::Mentee), &[]));
    }
    gallery.view("signed by both", &page::agreed(&mentee, (&changed, coming())));
    let kept = version(
        1,
        (Side::Mentor, content(cast::words("Parsers."), None, offered())),
        Some(nothing_yet()),
    );
    gallery.view("signed by both, as offered", &page::agreed(&mentee, (&kept, Next::default())));
}

fn told(gallery: &mut Gallery) {
    let theirs = scene(None, Some(open(Side::Mentor)));
    gallery
        .message("filled in", &post::proposed(&theirs.seen_by(Side::Mentee), &open(Side::Mentor)));
    let waiting = scene(Some(in_force()), Some(change(Side::Mentor, second())));
    let mentee = waiting.seen_by(Side::Mentee);
    let newest = change(Side::Mentor, second());
    gallery.message("a change", &post::proposed(&mentee, &newest));
    gallery.message("it waits", &post::became(&mentee, &newest));
    gallery.message("overtaken", &post::became(&mentee, &open(Side::Mentor)));
    let mut ended = waiting.clone();
    let (began_at, at) = (cast::at("2026-11-02T09:30:00Z"), cast::at(cast::FRIDAY));
    ended.pair.state = PairState::Ended { began_at, at, how: Ending::Early };
    gallery.message("the pair is over", &post::became(&ended.seen_by(Side::Mentee), &newest));
    gallery.message("signed since", &post::became(&mentee, &in_force()));
    gallery.message("signed by whoever reads", &post::became(&mentee, &open(Side::Mentee)));
    let hostile = version(1, (Side::Mentee, worst()), Some(nothing_yet()));
    let strained = scene(Some(hostile), Some(newest.clone()));
    let longest = version(2, (Side::Mentor, second()), None);
    gallery
        .strain("the longest change", &post::proposed(&strained.seen_by(Side::Mentee), &longest));
    gallery.message("in force", &post::signed(&waiting, (&in_force(), coming())));
    let changed = version(2, (Side::Mentor, second()), Some(Stands::from(&first())));
    gallery.message("changed", &post::signed(&waiting, (&changed, coming())));
    let offered = content(cast::words("Parsers."), None, offered());
    let kept = version(1, (Side::Mentor, offered), Some(nothing_yet()));
    gallery.message("as offered", &post::signed(&waiting, (&kept, Next::default())));
    for call in [NextCall::Asked, NextCall::Agreed(cast::at("2026-11-17T15:00:00Z"))] {
        let coming = Next { checkin: None, call: Some(call) };
        gallery.message("a call is coming", &post::signed(&waiting, (&kept, coming)));
    }
    let same = version(2, (Side::Mentor, first()), Some(Stands::from(&first())));
    gallery.message("nothing different", &post::signed(&waiting, (&same, Next::default())));
    let words = version(2, (Side::Mentor, second()), Some(Stands::from(&worst())));
    gallery.strain("the longest in force", &post::signed(&strained, (&words, coming())));
}
