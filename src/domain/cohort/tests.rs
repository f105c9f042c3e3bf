//! Names that are none, and where a cohort is at home.

use super::*;
use crate::domain::zone::Zones;

#[test]
fn a_name_is_one_line_that_can_be_read() {
    let name = |typed: &str| CohortName::parse(typed).map(|name| name.as_str().to_owned());
    assert_eq!(name("  Autumn \n 2026 "), Ok("Autumn 2026".to_owned()));
    assert_eq!(name("秋組"), Ok("秋組".to_owned()));
    assert_eq!(name("Au\u{202e}tumn\u{200b}"), Ok("Autumn".to_owned()), "nothing unseen stays");
    for blank in ["", "   ", "\u{0}\n", "***", "—"] {
        assert_eq!(name(blank), Err(NoName::Blank), "{blank:?}");
    }
    assert_eq!(name(&"a".repeat(61)), Err(NoName::TooLong(61)));
}

#[test]
fn a_cohort_is_at_home_where_most_of_it_lives() {
    let zones = Zones::bundled();
    let zone = |name: &str| zones.find(name).unwrap();
    let (lisbon, kolkata, denver) =
        (zone("Europe/Lisbon"), zone("Asia/Kolkata"), zone("America/Denver"));
    let at = |members: &[&Zone], programme: Option<&Zone>| {
        home(members.iter().copied(), programme).map(|zone| zone.name().to_owned())
    };
    let (l, k, d) = (&lisbon, &kolkata, &denver);
    assert_eq!(at(&[l, k, k], Some(d)).as_deref(), Some("Asia/Kolkata"));
    assert_eq!(at(&[l, k, k, l], Some(d)).as_deref(), Some("America/Denver"), "a tie");
    assert_eq!(
        at(&[l, k, k, l], None).as_deref(),
        Some("Asia/Kolkata"),
        "a tie, and no programme's zone"
    );
    assert_eq!(at(&[l], Some(d)).as_deref(), Some("Europe/Lisbon"), "a cohort of one");
    assert_eq!(at(&[], Some(d)).as_deref(), Some("America/Denver"), "nobody yet");
    assert_eq!(at(&[], None), None);
}
