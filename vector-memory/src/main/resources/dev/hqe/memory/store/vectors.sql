-- A file that holds other tables is somebody else's.
CREATE TEMP TABLE no_tables_yet (found INTEGER CHECK (found = 0));
INSERT INTO no_tables_yet SELECT count(*) FROM main.sqlite_schema;
DROP TABLE no_tables_yet;

CREATE TABLE about (
  name  TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE vector (
  chunk  INTEGER PRIMARY KEY,
  topic  TEXT NOT NULL,
  kind   TEXT NOT NULL,
  vector BLOB NOT NULL -- 32-bit floats, little endian
) STRICT;
