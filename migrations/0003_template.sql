-- What a programme asks, in versions that never change; a change is a new version.
create table templates (
    programme_id integer not null references programmes on delete cascade,
    version integer not null,
    content text not null,
    made_at integer not null,
    -- Null for what the programme began with.
    made_by integer references people on delete set null,
    primary key (programme_id, version)
) strict, without rowid;

insert into templates (programme_id, version, content, made_at)
select id, 1, json('{
    "looking_back": [
        {"title": "Accomplished", "questions": [
            {"name": "tasks", "label": "Tasks I finished or moved forward", "need": "required",
             "hint": "Two or three is plenty. Links to pull requests or documents help your mentor."},
            {"name": "learned", "label": "What I learned", "need": "required",
             "hint": "One thing you understand now and didn''t a week ago."}
        ]},
        {"title": "Struggled", "questions": [
            {"name": "tried", "label": "Something that was hard, and what I tried", "need": "required",
             "hint": "If nothing was hard this week, say that; it is an answer too."},
            {"name": "happened", "label": "What happened then", "need": "optional", "hint": null}
        ]}
    ],
    "looking_ahead": [
        {"title": "Next week", "questions": [
            {"name": "primary", "label": "The one thing that matters most", "need": "required",
             "hint": "You''ll see it here next week and say how it went."},
            {"name": "secondary", "label": "If there is time", "need": "optional", "hint": null},
            {"name": "stretch", "label": "A stretch: something a size too big", "need": "optional", "hint": null}
        ]}
    ],
    "reply": [
        {"name": "feedback", "label": "Feedback on the work", "need": "optional",
         "hint": "About the work, not the person: “this function does two things” rather than “you write long functions”."},
        {"name": "example", "label": "An example, or a link to one", "need": "optional",
         "hint": "An https address alone becomes a link; anything else stays words."},
        {"name": "question", "label": "A question for you to explore", "need": "optional",
         "hint": "A question teaches longer than an answer."},
        {"name": "progress", "label": "Progress I noticed", "need": "optional",
         "hint": "Something that would have been hard for them a month ago."}
    ],
    "monthly": [
        {"name": "risk", "label": "A risk I took", "need": "optional",
         "hint": "Something with an uncertain end. How it ended doesn''t matter."}
    ],
    "monthly_reply": [
        {"name": "story", "label": "A story from my own path", "need": "optional",
         "hint": "Something you once got wrong or didn''t know; a few lines."}
    ]
}'), 0
from programmes;

-- Which version of the template a check-in answers.
alter table checkin_versions add column template integer not null default 1;

-- Answers are kept under their questions' names.
update checkin_versions set answers = json_object(
    'last_plan', json(answers -> '$.last_plan'),
    'said', json_patch('{}', json_object(
        'tasks', answers ->> '$.tasks',
        'learned', answers ->> '$.learned',
        'tried', answers ->> '$.tried',
        'happened', answers ->> '$.happened',
        'primary', answers ->> '$.primary',
        'secondary', answers ->> '$.secondary',
        'stretch', answers ->> '$.stretch'
    )),
    'blocked', json(answers -> '$.blocked'),
    'questions', json(answers -> '$.questions'),
    'works_well', answers ->> '$.works_well',
    'could_improve', answers ->> '$.could_improve'
);

-- Replies keep what they were asked in its words.
update reply_versions set content = json_set(content, '$.form.asked', json('[
    {"part": "feedback", "label": "Feedback on the work"},
    {"part": "example", "label": "An example, or a link to one"},
    {"part": "question", "label": "A question for you to explore"},
    {"part": "progress", "label": "Progress I noticed"}
]'))
where json_type(content, '$.form') = 'object';
