//! What the buttons and forms about what happened at a call carry.

use std::{fmt, str::FromStr};

use super::{Foreign, read_id};
use crate::domain::{call_signs::CallSign, ids::CallId};

/// A call and the sequence it had when the button was shown, as a control carries them: `5+2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallSequence {
    /// The call.
    pub call: CallId,
    /// Its sequence.
    pub sequence: u32,
}

/// A call and the version of what is kept of it that a form was filled from, as the form carries them: `5+2`; `5+0` while
/// nothing was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallVersion {
    /// The call.
    pub call: CallId,
    /// How often something had been saved.
    pub version: u32,
}

/// A sign and the call that made it hold, as a button carries them: `5+often`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignSince {
    /// The call.
    pub call: CallId,
    /// The sign.
    pub sign: CallSign,
}

impl fmt::Display for CallSequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.call, self.sequence)
    }
}

impl FromStr for CallSequence {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (call, sequence) = text.split_once('+').ok_or(Foreign)?;
        Ok(Self { call: read_id(call)?, sequence: sequence.parse().map_err(|_| Foreign)? })
    }
}

impl fmt::Display for CallVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.call, self.version)
    }
}

impl FromStr for CallVersion {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (call, version) = text.split_once('+').ok_or(Foreign)?;
        Ok(Self { call: read_id(call)?, version: version.parse().map_err(|_| Foreign)? })
    }
}

impl fmt::Display for SignSince {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.call, self.sign.as_str())
    }
}

impl FromStr for SignSince {
    type Err = Foreign;

    fn from_str(text: &str) -> Result<Self, Foreign> {
        let (call, sign) = text.split_once('+').ok_or(Foreign)?;
        Ok(Self { call: read_id(call)?, sign: CallSign::read(sign).ok_or(Foreign)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_carried_reads_back() {
        let agreed = CallSequence { call: CallId(5), sequence: 2 };
        assert_eq!(agreed.to_string().parse(), Ok(agreed));
        let kept = CallVersion { call: CallId(5), version: 2 };
        assert_eq!(kept.to_string().parse(), Ok(kept));
        for sign in CallSign::ALL {
            let since = SignSince { call: CallId(5), sign };
            assert_eq!(since.to_string().parse(), Ok(since));
        }
        for foreign in ["", "5", "5+", "+2", "5+x", "x+2", "5+2+3"] {
            assert_eq!(foreign.parse::<CallSequence>(), Err(Foreign), "{foreign}");
            assert_eq!(foreign.parse::<CallVersion>(), Err(Foreign), "{foreign}");
            assert_eq!(foreign.parse::<SignSince>(), Err(Foreign), "{foreign}");
        }
    }
}
