-- What could not become an entity, with the reason. One row per source and item, the newest reason.
CREATE TABLE dead_letter (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    topic_id TEXT NOT NULL,
    source TEXT NOT NULL,            -- where the item came from (a folder)
    item TEXT NOT NULL,              -- which item (a path in that folder)
    reason TEXT NOT NULL,            -- a stable word: too_large, binary, invalid, unreadable, ...
    detail TEXT NOT NULL,            -- said so that a person can fix it
    created_at INTEGER NOT NULL,
    UNIQUE (topic_id, source, item)
) STRICT;
