-- Where data comes from, as a person has added it; one row per source.
CREATE TABLE source (
    name TEXT NOT NULL PRIMARY KEY,
    topic_id TEXT NOT NULL,          -- whose entities its records become
    spec TEXT NOT NULL,              -- JSON as in a source file
    state TEXT NOT NULL,             -- active, paused
    added_at INTEGER NOT NULL,       -- milliseconds since 1970 (UTC)
    resume_after INTEGER NOT NULL DEFAULT 0,  -- last record that is committed of a run that has not ended
    resume_stamp TEXT NOT NULL DEFAULT '',    -- of the file that it has read; empty if there is no such run
    letters_before INTEGER NOT NULL DEFAULT 0, -- newest dead letter when that run began
    last_run TEXT                    -- JSON: what the last run has done
) STRICT;

-- What a dead letter is about, so that it can be looked at, and tried again after a fix.
ALTER TABLE dead_letter ADD COLUMN record INTEGER NOT NULL DEFAULT 0; -- its number in its source, from 1
ALTER TABLE dead_letter ADD COLUMN form TEXT NOT NULL DEFAULT '';     -- of the payload: record, text, cut
ALTER TABLE dead_letter ADD COLUMN payload TEXT NOT NULL DEFAULT '';
