-- Facts that are committed and not yet on the event bus.
CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    payload BLOB NOT NULL,           -- JSONB
    created_at INTEGER NOT NULL
) STRICT;
