-- Where the folders are, so that an entity leads back to its file.
ALTER TABLE source_folder ADD COLUMN path TEXT NOT NULL DEFAULT '';  -- empty until a run has noted it
