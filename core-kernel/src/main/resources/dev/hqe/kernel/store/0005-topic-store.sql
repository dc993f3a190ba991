-- Small values that a Topic's programs keep from call to call, at most 1 MiB for each Topic.
CREATE TABLE topic_value (
    topic_id TEXT NOT NULL,
    name TEXT NOT NULL,
    value BLOB NOT NULL,             -- JSON as UTF-8 text
    PRIMARY KEY (topic_id, name)
) STRICT, WITHOUT ROWID;
