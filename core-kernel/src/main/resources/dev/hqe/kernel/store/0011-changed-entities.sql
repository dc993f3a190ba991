-- Each search asks whether an entity has changed and is not cut anew yet. While all are only to be cut
-- anew, for another model, it would look through all of them to find none.
CREATE INDEX chunk_pending_changed ON chunk_pending (entity) WHERE changed = 1 AND problem IS NULL;
