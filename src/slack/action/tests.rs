//! What controls carry reads back, and nothing else is taken for it.

use super::{added::Added, *};
use crate::domain::{
    attention::Kind,
    ids::{CheckinId, PairId, PersonId, TypedId},
    template::Version,
};

#[test]
fn what_a_control_carries_reads_back() {
    let one = PairWeek { pair: PairId(12), week: "2026-W47".parse().unwrap() };
    assert_eq!(one.to_string().parse(), Ok(one));
    for leads in [vec![], vec![PersonId(3), PersonId(5)]] {
        let off = off::OpenedOff { pair: PairId(12), leads };
        assert_eq!(off.to_string().parse(), Ok(off));
    }
    assert_eq!("12".parse::<off::OpenedOff>(), Err(Foreign));
    let page = PairPage { pair: PairId(3), skip: 10 };
    assert_eq!(page.to_string().parse(), Ok(page));
    let note = TypedTo { typed: TypedId(5), to: PairId(12) };
    assert_eq!(note.to_string().parse(), Ok(note));
    let helped = Helped { pair: PairId(12), subject: "reply".to_owned(), id: 4 };
    assert_eq!(helped.to_string().parse(), Ok(helped));
    assert_eq!("12>reply".parse::<Helped>(), Err(Foreign));
    let added = Added::default();
    let form = CheckinForm { about: one, template: Version(3), plan: None, added: added.clone() };
    let plan = Some(PlanSource { checkin: CheckinId(31), version: 2 });
    let one_added = added.clone().with(Some(TypedId(5)));
    let two_added = one_added.clone().with(Some(TypedId(8)));
    for added in [added.clone(), one_added.clone(), two_added.clone()] {
        for plan in [None, plan] {
            let form = CheckinForm { plan, added: added.clone(), ..form.clone() };
            assert_eq!(form.to_string().parse(), Ok(form));
        }
    }
    assert_eq!("12/2026-W47/3@31".parse::<CheckinForm>(), Err(Foreign));
    assert_eq!("12/2026-W47".parse(), Ok(CheckinForm { template: Version::FIRST, ..form }));
    let form = ReplyForm { checkin: CheckinId(7), template: Version(3), added };
    for added in [one_added, two_added] {
        let form = ReplyForm { added, ..form.clone() };
        assert_eq!(form.to_string().parse(), Ok(form));
    }
    for broken in ["7/3~x", "7/3~", "7/3~5.", "7/3~5~8"] {
        assert_eq!(broken.parse::<ReplyForm>(), Err(Foreign), "{broken}");
    }
    assert_eq!("7".parse(), Ok(ReplyForm { template: Version::FIRST, ..form }));
    let about = "reminder/12/2026-W47".to_owned();
    let switch = SwitchKind { kind: Kind::Reminder, turn: Turn::Off, about };
    assert_eq!(switch.to_string().parse(), Ok(switch));
    assert_eq!("off/everything/x".parse::<SwitchKind>(), Err(Foreign));
    assert_eq!("12; drop table pairs/2026-W47".parse::<PairWeek>(), Err(Foreign));
}

#[test]
fn every_action_and_form_has_its_own_id() {
    for action in Action::ALL {
        assert_eq!(Action::read(action.id()), Some(action));
    }
    for form in Form::ALL {
        assert_eq!(Form::read(form.id()), Some(form));
    }
}

#[test]
fn what_is_added_to_a_form_is_in_it_once_and_always_fits() {
    let ids = [5, 8, 5].map(|id| Some(TypedId(id)));
    let added = ids.into_iter().fold(Added::default(), Added::with).with(None);
    assert_eq!(added.ids(), [TypedId(8), TypedId(5)]);
    let many = (0..1000).map(|i| Some(TypedId(i64::MAX - i)));
    let many = many.fold(Added::default(), Added::with);
    assert_eq!(many.ids().last(), Some(&TypedId(i64::MAX - 999)), "the newest stay");
    assert!(many.to_string().len() < 2500);
}
