//! What the form of a review carries.

use std::{fmt, str::FromStr};

use super::{Foreign, read_id};
use crate::domain::ids::{GoalId, ReviewId};

/// A page of the form of a review, as the form carries it: `5+0` is the first; `5+17` begins after goal 17.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewForm {
    /// The review.
    pub review: ReviewId,
    /// The last goal of the page before; zero on the first page.
    pub after: GoalId,
}

impl ReviewForm {
    /// The first page of a review's form.
    pub fn first(review: ReviewId) -> Self {
        Self { review, after: GoalId(0) }
    }
}

impl fmt::Display for ReviewForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.review, self.after)
    }
}

impl FromStr for ReviewForm {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (review, after) = text.split_once('+').ok_or(Foreign)?;
        let after: u32 = after.parse().map_err(|_| Foreign)?;
        Ok(Self { review: read_id(review)?, after: GoalId(after.into()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_carried_reads_back() {
        let page = ReviewForm { review: ReviewId(5), after: GoalId(17) };
        for page in [page, ReviewForm::first(ReviewId(5))] {
            assert_eq!(page.to_string().parse(), Ok(page));
        }
        for foreign in ["", "5", "5+", "+2", "5+x", "x+2", "5+-1", "5+2+3"] {
            assert_eq!(foreign.parse::<ReviewForm>(), Err(Foreign), "{foreign}");
        }
    }
}
