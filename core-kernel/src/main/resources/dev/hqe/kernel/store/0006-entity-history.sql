-- What entities were before they were changed or deleted, what each kind is labelled with, and
-- orders by time over all Topics.

-- The version with which an entity was (last) created: numbering goes on after a deletion that is
-- remembered, so that a version names one content only.
ALTER TABLE entity ADD COLUMN first_version INTEGER NOT NULL DEFAULT 1;

CREATE INDEX entity_by_created ON entity (created_at, id);
-- Without the id, which would cost each change more than it would spare those who sort by it.
CREATE INDEX entity_by_updated ON entity (updated_at);

CREATE TABLE entity_version (
    seq INTEGER PRIMARY KEY,         -- the order in which they were superseded
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    bytes INTEGER NOT NULL,          -- about what this row takes
    deleted INTEGER NOT NULL,        -- 1: it was the last before the entity was deleted
    topic_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,     -- when this version was stored
    ended_at INTEGER NOT NULL,       -- when it was superseded
    data BLOB NOT NULL               -- JSONB, an object
) STRICT;

CREATE INDEX entity_version_by_id ON entity_version (id, version, bytes);

-- One row: what all of them take.
CREATE TABLE entity_history (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    bytes INTEGER NOT NULL
) STRICT;
INSERT INTO entity_history VALUES (1, 0);

-- A version of more than 1 MiB is not kept: large files that change often would fill the disk.
CREATE TRIGGER entity_history_update AFTER UPDATE OF data ON entity
WHEN old.data IS NOT new.data AND length(old.data) <= 1048576 BEGIN
    INSERT INTO entity_version
        (id, version, bytes, deleted, topic_id, kind, created_at, updated_at, ended_at, data)
    VALUES
        (old.id, old.version, length(old.data) + 2 * length(old.id) + 100, 0,
         old.topic_id, old.kind, old.created_at, old.updated_at, new.updated_at, old.data);
END;

CREATE TRIGGER entity_history_grows AFTER INSERT ON entity_version BEGIN
    UPDATE entity_history SET bytes = bytes + new.bytes;
END;

CREATE TRIGGER entity_history_shrinks AFTER DELETE ON entity_version BEGIN
    UPDATE entity_history SET bytes = bytes - old.bytes;
END;

-- The sensitivity of kinds; one that is not here is internal.
CREATE TABLE entity_label (
    topic_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    sensitivity TEXT NOT NULL,       -- public, internal, sensitive
    PRIMARY KEY (topic_id, kind)
) STRICT, WITHOUT ROWID;
