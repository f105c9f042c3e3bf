//! Every command in a line of the help: what to type, and what comes of it.

/// A line of the help: what to type, and what comes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// What to type.
    pub typed: &'static str,
    /// What comes of it.
    pub does: &'static str,
    /// Who it is for.
    pub audience: Audience,
}

/// Who a command is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Anybody, in a pair or not.
    Anybody,
    /// Those in a pair.
    Pairs,
    /// Mentors and leads, who keep what is practised on.
    Keepers,
    /// Leads.
    Leads,
}

/// What can be typed about one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// What it is about.
    pub title: &'static str,
    /// Its commands.
    pub lines: &'static [Usage],
}

/// Every command there is, but the one that shows these.
pub const USAGE: &[Part] = &[
    Part {
        title: "Write and ask",
        lines: &[
            Usage {
                typed: "/checkin",
                does: "write this week's check-in, or edit it",
                audience: Audience::Pairs,
            },
            Usage {
                typed: "/checkin history",
                does: "read your check-ins and their replies",
                audience: Audience::Pairs,
            },
            Usage {
                typed: "/ask [quick | debug | concept]",
                does: "ask your mentor something; `/ask help` says how to ask well (mentee)",
                audience: Audience::Pairs,
            },
            Usage {
                typed: "/mentor owed",
                does: "see what waits for your answer, and until when (mentor)",
                audience: Audience::Pairs,
            },
            Usage {
                typed: "/mentor challenges",
                does: "see what you were given to practise on (mentee), or keep the list of it (mentor)",
                audience: Audience::Pairs,
            },
            Usage {
                typed: "/mentor journal",
                does: "write for yourself, where your programme has that; nobody else reads it",
                audience: Audience::Pairs,
            },
        ],
    },
    Part {
        title: "Keep and find again",
        lines: &[
            Usage {
                typed: "/mentor search <words>",
                does: "find something you two wrote, or your programme shares",
                audience: Audience::Pairs,
            },
            Usage {
                typed: "/mentor decide",
                does: "keep a decision with its reason; `/mentor decisions` lists yours",
                audience: Audience::Pairs,
            },
            Usage {
                typed: "/mentor resource [add | find <words>]",
                does: "keep what is worth coming back to, and find what others share",
                audience: Audience::Pairs,
            },
            Usage {
                typed: "/mentor stats",
                does: "see how long answers take in your pair, and how many promises were kept",
                audience: Audience::Pairs,
            },
        ],
    },
    Part {
        title: "Grow",
        lines: &[
            Usage {
                typed: "/mentor guide",
                does: "read what this programme is, where you meet, and what is worth reading",
                audience: Audience::Pairs,
            },
            Usage {
                typed: "/mentor agreement",
                does: "fill in, sign, read or change what you two agree on",
                audience: Audience::Pairs,
            },
            Usage {
                typed: "/mentor goals",
                does: "set goals with a day and a way to know, tick milestones, and see how far you are",
                audience: Audience::Pairs,
            },
            Usage {
                typed: "/mentor review",
                does: "look back at your goals every four weeks, and read what came of it before",
                audience: Audience::Pairs,
            },
            Usage {
                typed: "/mentor phase",
                does: "see how far you two have come, and step down, or back up, when both want it",
                audience: Audience::Pairs,
            },
        ],
    },
    Part {
        title: "Meet",
        lines: &[
            Usage {
                typed: "/mentor call",
                does: "find a time for a call; `/mentor calls` shows what is coming, whose turn it is, and how you meet",
                audience: Audience::Pairs,
            },
            Usage {
                typed: "/mentor office-hours",
                does: "hold office hours in the help channel (mentor), or see when your mentor does (mentee)",
                audience: Audience::Pairs,
            },
        ],
    },
    Part {
        title: "Learn together",
        lines: &[
            Usage {
                typed: "/mentor cohort",
                does: "see the cohort you are in, where it meets, and who is in it",
                audience: Audience::Pairs,
            },
            Usage {
                typed: "/mentor win",
                does: "tell your cohort what went well, now and in its next digest",
                audience: Audience::Pairs,
            },
        ],
    },
    Part {
        title: "When something should change",
        lines: &[
            Usage {
                typed: "/mentor suggest",
                does: "suggest something to the leads: a thing to read, a remark",
                audience: Audience::Pairs,
            },
            Usage {
                typed: "/mentor rematch",
                does: "ask the leads, in confidence, for a change of mentor; nothing changes before the mentee and the new mentor both say yes",
                audience: Audience::Pairs,
            },
            Usage {
                typed: "/mentor end",
                does: "end your pair; you choose whether the other one reads why",
                audience: Audience::Pairs,
            },
        ],
    },
    Part {
        title: "Your hours",
        lines: &[
            Usage {
                typed: "/mentor day Fri 15:00",
                does: "move the day and hour your check-in is asked for (mentee)",
                audience: Audience::Pairs,
            },
            Usage {
                typed: "/mentor holidays",
                does: "see the days on which everybody in your programme is left alone",
                audience: Audience::Pairs,
            },
            Usage {
                typed: "/mentor hours [Mon-Fri 9-17]",
                does: "choose the hours in which I may write to you, and those for calls",
                audience: Audience::Anybody,
            },
            Usage {
                typed: "/mentor away [2026-12-21 2027-01-01]",
                does: "be left alone for some days while clocks stand still, or take that back",
                audience: Audience::Anybody,
            },
            Usage {
                typed: "/mentor back",
                does: "end your leave early",
                audience: Audience::Anybody,
            },
            Usage {
                typed: "/mentor mute for 3 days",
                does: "hear nothing unasked for a while; `until 2026-12-01` and `off` work too",
                audience: Audience::Anybody,
            },
            Usage {
                typed: "/mentor settings",
                does: "choose what I may say unasked and how often, and say how you learn best",
                audience: Audience::Anybody,
            },
            Usage {
                typed: "/mentor preview [30]",
                does: "see what I would say to you in the coming days, and when",
                audience: Audience::Pairs,
            },
        ],
    },
    Part {
        title: "For the programme",
        lines: &[
            Usage {
                typed: "/mentor setup",
                does: "set the programme up in four steps, or change its rhythm, and see what comes of it first",
                audience: Audience::Leads,
            },
            Usage {
                typed: "/mentor pair @mentor @mentee",
                does: "ask two people whether they want to be a pair; without names, see who would suit whom",
                audience: Audience::Leads,
            },
            Usage {
                typed: "/mentor rematch @mentee",
                does: "suggest another mentor to a mentee who has one",
                audience: Audience::Leads,
            },
            Usage {
                typed: "/mentor holidays",
                does: "keep the programme's holidays, on which everybody is left alone",
                audience: Audience::Leads,
            },
            Usage {
                typed: "/mentor cohort [create <name> <#channel>]",
                does: "bring people who start together into one channel, and say who is in it",
                audience: Audience::Leads,
            },
            Usage {
                typed: "/mentor template",
                does: "change what the check-in asks",
                audience: Audience::Leads,
            },
            Usage {
                typed: "/mentor areas",
                does: "choose the areas in which pairs set goals",
                audience: Audience::Leads,
            },
            Usage {
                typed: "/mentor questions",
                does: "choose a help channel, where others can answer too, and allow office hours there",
                audience: Audience::Leads,
            },
            Usage {
                typed: "/mentor challenges",
                does: "give each pair something real to practise on every second week, and keep the list of it",
                audience: Audience::Leads,
            },
            Usage {
                typed: "/mentor challenge add https://…",
                does: "put a bug or an exercise on the list of challenges",
                audience: Audience::Keepers,
            },
            Usage {
                typed: "/mentor guide edit",
                does: "change what the guide says, the tools it names, and what it gives to read",
                audience: Audience::Leads,
            },
            Usage {
                typed: "/mentor journal",
                does: "say whether people have a journal of their own",
                audience: Audience::Leads,
            },
            Usage {
                typed: "/mentor preview [@somebody] [30]",
                does: "see what I would say in the coming days, to whom and when; nothing is sent",
                audience: Audience::Leads,
            },
        ],
    },
];
