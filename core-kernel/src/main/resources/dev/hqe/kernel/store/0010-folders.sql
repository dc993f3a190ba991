-- What was read of folders, so that what has not changed is not read again.
CREATE TABLE source_folder (
    id INTEGER PRIMARY KEY,
    id_prefix TEXT NOT NULL UNIQUE,          -- how the ids of its entities begin
    root_key TEXT NOT NULL DEFAULT '',       -- the file system's own name of the folder, as a whole run saw it last
    unfinished INTEGER NOT NULL DEFAULT 0    -- 1 from the beginning of a run to its good end
) STRICT;

CREATE TABLE source_file (
    folder INTEGER NOT NULL,                 -- source_folder.id
    path TEXT NOT NULL,                      -- in the folder; that of a folder ends in /
    stamp TEXT NOT NULL,                     -- which writing of it was read; empty if it is to be read again
    hash TEXT NOT NULL,                      -- SHA-256 of its bytes; empty where it is not needed
    entities INTEGER NOT NULL,               -- how many came of it
    letters INTEGER NOT NULL,                -- 1 if there are dead letters of it
    reason TEXT NOT NULL,                    -- why nothing came of it; empty otherwise
    PRIMARY KEY (folder, path)
) STRICT, WITHOUT ROWID;
