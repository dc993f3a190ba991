-- Everything that has flowed in. Times are milliseconds since 1970 (UTC).
CREATE TABLE entity (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    topic_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    data BLOB NOT NULL,              -- JSONB, an object
    vector_embedding BLOB,           -- 32-bit floats, little endian
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,        -- 1 when created, +1 with each change
    title TEXT GENERATED ALWAYS AS
        (coalesce(data ->> '$.title', data ->> '$.name', data ->> '$.path')) VIRTUAL,
    body TEXT GENERATED ALWAYS AS (data ->> '$.text') VIRTUAL
) STRICT;

CREATE INDEX entity_by_id ON entity (topic_id, kind, id);
CREATE INDEX entity_by_time ON entity (topic_id, kind, created_at, id);

-- Full text of title and body. The text itself stays in `entity`.
CREATE VIRTUAL TABLE entity_text USING fts5 (
    title, body,
    content = 'entity', content_rowid = 'seq',
    tokenize = "unicode61 remove_diacritics 2"
);

CREATE TRIGGER entity_text_insert AFTER INSERT ON entity BEGIN
    INSERT INTO entity_text (rowid, title, body) VALUES (new.seq, new.title, new.body);
END;

CREATE TRIGGER entity_text_delete AFTER DELETE ON entity BEGIN
    INSERT INTO entity_text (entity_text, rowid, title, body)
    VALUES ('delete', old.seq, old.title, old.body);
END;

CREATE TRIGGER entity_text_update AFTER UPDATE OF data ON entity BEGIN
    INSERT INTO entity_text (entity_text, rowid, title, body)
    VALUES ('delete', old.seq, old.title, old.body);
    INSERT INTO entity_text (rowid, title, body) VALUES (new.seq, new.title, new.body);
END;
