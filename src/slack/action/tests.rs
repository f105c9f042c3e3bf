//! What controls carry reads back, and nothing else is taken for it.

use super::*;

#[test]
fn what_a_control_carries_reads_back() {
    let one = PairWeek { pair: PairId(12), week: "2026-W47".parse().unwrap() };
    assert_eq!(one.to_string().parse(), Ok(one));
    for leads in [vec![], vec![PersonId(3), PersonId(5)]] {
        let off = OpenedOff { pair: PairId(12), leads };
        assert_eq!(off.to_string().parse(), Ok(off));
    }
    assert_eq!("12".parse::<OpenedOff>(), Err(Foreign));
    let page = PairPage { pair: PairId(3), skip: 10 };
    assert_eq!(page.to_string().parse(), Ok(page));
    let note = TypedTo { typed: TypedId(5), to: PairId(12) };
    assert_eq!(note.to_string().parse(), Ok(note));
    let form = CheckinForm { about: one, template: Version(3), plan: None, typed: None };
    let plan = Some(PlanSource { checkin: CheckinId(31), version: 2 });
    let typed = Some(TypedId(5));
    for form in [form, CheckinForm { plan, ..form }, CheckinForm { typed, plan, ..form }] {
        assert_eq!(form.to_string().parse(), Ok(form));
    }
    assert_eq!("12/2026-W47/3@31".parse::<CheckinForm>(), Err(Foreign));
    assert_eq!("12/2026-W47".parse(), Ok(CheckinForm { template: Version::FIRST, ..form }));
    let form = ReplyForm { checkin: CheckinId(7), template: Version(3), typed: None };
    for form in [form, ReplyForm { typed, ..form }] {
        assert_eq!(form.to_string().parse(), Ok(form));
    }
    assert_eq!("7/3~x".parse::<ReplyForm>(), Err(Foreign));
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
