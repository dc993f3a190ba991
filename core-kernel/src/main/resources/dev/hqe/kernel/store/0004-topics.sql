-- What a person has granted to Topics, one row per Topic.
CREATE TABLE topic_grant (
    id TEXT NOT NULL PRIMARY KEY,
    folder TEXT NOT NULL,            -- name of its folder below topics/
    version TEXT NOT NULL,           -- of what runs
    permissions TEXT NOT NULL,       -- JSON as in topic.yaml: the most it may do
    trust TEXT NOT NULL,             -- third_party, author
    digest TEXT NOT NULL,            -- of what runs; the name of its copy in topic-store/
    files TEXT NOT NULL,             -- JSON object: SHA-256 by path
    state TEXT NOT NULL,             -- granted, revoked, removed
    granted_at INTEGER NOT NULL      -- milliseconds since 1970 (UTC)
) STRICT;
