-- What a source that is read again and again has to remember.
ALTER TABLE source ADD COLUMN kept TEXT;              -- JSON: what tells whether an API's answer has changed
ALTER TABLE source ADD COLUMN next_run INTEGER;       -- milliseconds since 1970; null: not yet said
ALTER TABLE source ADD COLUMN failures INTEGER NOT NULL DEFAULT 0; -- runs in a row that have failed
ALTER TABLE source ADD COLUMN problem TEXT NOT NULL DEFAULT '';    -- why the last one has failed, or could not begin

-- Entities that a run of a source has come upon, until its end.
CREATE TABLE source_listed (
    source TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    run INTEGER NOT NULL,            -- tells it from other runs
    PRIMARY KEY (source, entity_id)
) STRICT, WITHOUT ROWID;
