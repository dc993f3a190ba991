-- What memory has of each entity: its text in pieces, each with its place in it.
CREATE TABLE chunk (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given again: vectors are kept elsewhere under it
    entity INTEGER NOT NULL,               -- entity.seq
    topic_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,                  -- text: of data.text; fields: of its fields, written out
    ordinal INTEGER NOT NULL,              -- 0 for the first of its entity
    start_byte INTEGER NOT NULL,           -- in UTF-8
    end_byte INTEGER NOT NULL,             -- behind the last
    start_line INTEGER NOT NULL,
    end_line INTEGER NOT NULL,
    page INTEGER NOT NULL,                 -- 0 for none
    context TEXT NOT NULL,                 -- lines to be read before it
    text TEXT NOT NULL,
    content_hash BLOB NOT NULL,            -- SHA-256 of text
    tokens INTEGER NOT NULL
) STRICT;

CREATE INDEX chunk_of_entity ON chunk (entity, ordinal);
CREATE INDEX chunk_by_topic ON chunk (topic_id, kind);

-- Words of the chunks. Holds no text of its own; a row is a chunk's.
CREATE VIRTUAL TABLE chunk_text USING fts5 (
    title, context, body,
    content = '', contentless_delete = 1,
    tokenize = "porter unicode61 remove_diacritics 2"
);

-- Entities whose chunks are not those of their data now. The change of an entity writes its row
-- here in the same transaction; whoever has cut the entity anew takes it away.
CREATE TABLE chunk_pending (
    entity INTEGER PRIMARY KEY,            -- entity.seq; there may be no such entity any more
    stamp INTEGER NOT NULL,                -- one more with each change while the row is here
    changed INTEGER NOT NULL,              -- 1: its chunks must not be shown; 0: only to be cut anew
    problem TEXT                           -- why it cannot be cut; waits for its next change
) STRICT;

CREATE TRIGGER chunk_pending_insert AFTER INSERT ON entity BEGIN
    INSERT INTO chunk_pending (entity, stamp, changed) VALUES (new.seq, 1, 1)
    ON CONFLICT (entity) DO UPDATE SET stamp = stamp + 1, changed = 1, problem = NULL;
END;

CREATE TRIGGER chunk_pending_update AFTER UPDATE OF data ON entity
WHEN old.data IS NOT new.data BEGIN
    INSERT INTO chunk_pending (entity, stamp, changed) VALUES (new.seq, 1, 1)
    ON CONFLICT (entity) DO UPDATE SET stamp = stamp + 1, changed = 1, problem = NULL;
END;

CREATE TRIGGER chunk_pending_delete AFTER DELETE ON entity BEGIN
    INSERT INTO chunk_pending (entity, stamp, changed) VALUES (old.seq, 1, 1)
    ON CONFLICT (entity) DO UPDATE SET stamp = stamp + 1, changed = 1, problem = NULL;
END;

-- Chunks that have no vector of the present model yet.
CREATE TABLE chunk_unembedded (
    chunk INTEGER PRIMARY KEY
) STRICT;

-- Chunks that are gone and whose vectors may still be there.
CREATE TABLE chunk_gone (
    chunk INTEGER PRIMARY KEY
) STRICT;

CREATE TRIGGER chunk_insert AFTER INSERT ON chunk BEGIN
    INSERT INTO chunk_unembedded (chunk) VALUES (new.id);
END;

CREATE TRIGGER chunk_delete AFTER DELETE ON chunk BEGIN
    DELETE FROM chunk_text WHERE rowid = old.id;
    DELETE FROM chunk_unembedded WHERE chunk = old.id;
    INSERT INTO chunk_gone (chunk) VALUES (old.id);
END;

-- What memory must know of itself: the model whose vectors answer.
CREATE TABLE memory_setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO chunk_pending (entity, stamp, changed) SELECT seq, 1, 1 FROM entity;
