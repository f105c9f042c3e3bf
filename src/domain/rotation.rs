//! Whose turn it is in a cohort: everybody once before anybody twice, while people come, go and are away.
//!
//! It is a line. Whoever has had their turn goes to its end; whoever is away or passes keeps their place, so that they are
//! asked next time; whoever is new comes before everybody who has had a turn. What a turn is for, and when, is not known
//! here, and neither is who is away.

use super::ids::PersonId;

/// One place in the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Whose it is.
    pub person: PersonId,
    /// Whether it was taken by a turn since its person came. All places without a turn come before those with one.
    pub has_led: bool,
}

/// The line of a cohort. Whoever has left keeps their place in it, so that leaving and coming back is no way to the front
/// or to the end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rotation {
    places: Vec<Place>,
}

impl Rotation {
    /// The line as it was kept, the next one first.
    pub fn from_stored(places: Vec<Place>) -> Self {
        Self { places }
    }

    /// Every place, the next one first.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// Everybody of `members` stands in the line: whoever is new comes before those who have had a turn, in the order in
    /// which they were added.
    pub fn follow(&mut self, members: &[PersonId]) {
        for person in members {
            if self.places.iter().any(|place| place.person == *person) {
                continue;
            }
            let at = self.places.iter().position(|place| place.has_led);
            let place = Place { person: *person, has_led: false };
            self.places.insert(at.unwrap_or(self.places.len()), place);
        }
    }

    /// Whose turn it is among those who are there. `None` when nobody is.
    pub fn next(&self, there: &[PersonId]) -> Option<PersonId> {
        self.places.iter().map(|place| place.person).find(|person| there.contains(person))
    }

    /// Somebody has had their turn.
    pub fn had(&mut self, person: PersonId) {
        self.places.retain(|place| place.person != person);
        self.places.push(Place { person, has_led: true });
    }

    /// Two exchange their places, whatever is between them.
    pub fn swap(&mut self, (one, other): (PersonId, PersonId)) {
        for place in &mut self.places {
            if place.person == one {
                place.person = other;
            } else if place.person == other {
                place.person = one;
            }
        }
    }
}

#[cfg(test)]
mod tests;
