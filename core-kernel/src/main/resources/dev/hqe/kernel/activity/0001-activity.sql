-- The timeline: one row for each thing that has happened, oldest first. Rows go again by age and number.
CREATE TABLE activity (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT, -- a number is never used twice
    at      INTEGER NOT NULL, -- milliseconds since 1970
    kind    TEXT    NOT NULL, -- Activity.Kind
    result  TEXT    NOT NULL, -- Activity.Result
    actor   TEXT    NOT NULL,
    subject TEXT    NOT NULL,
    millis  INTEGER NOT NULL,
    text    TEXT    NOT NULL,
    detail  TEXT    NOT NULL  -- a JSON object
);

-- Calls are nearly all rows, and nearly all of them go well: what is rare is found without reading them.
CREATE INDEX activity_rare ON activity (kind, seq) WHERE kind <> 'CALL';
CREATE INDEX activity_unwell ON activity (result, seq) WHERE result <> 'OK';
