-- A file that holds other tables is somebody else's.
CREATE TEMP TABLE no_tables_yet (found INTEGER CHECK (found = 0));
INSERT INTO no_tables_yet SELECT count(*) FROM main.sqlite_schema;
DROP TABLE no_tables_yet;

CREATE TABLE about (
  name  TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;

-- What is acknowledged and not yet safe in the dataset; the last word about each chunk.
CREATE TABLE pending (
  seq    INTEGER PRIMARY KEY AUTOINCREMENT,
  chunk  INTEGER NOT NULL UNIQUE,
  topic  TEXT NOT NULL,
  kind   TEXT NOT NULL,
  vector BLOB -- 32-bit floats, little endian; NULL: the chunk is to go
) STRICT;
