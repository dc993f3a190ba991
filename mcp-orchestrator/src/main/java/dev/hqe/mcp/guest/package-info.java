/// What a Topic's programs may ask of the workbench, by grant.
///
/// Enter at [dev.hqe.mcp.guest.TopicHosts]: one for each Topic makes a
/// [dev.hqe.mcp.guest.TopicHost] for each call, which answers the functions of
/// [dev.hqe.mcp.sandbox.HostCall] and Extism's `http_request`, `config_get` and `log_*`. Needs the
/// parts in [dev.hqe.mcp.guest.GuestServices]; memory is a port, [dev.hqe.mcp.guest.MemorySearch].
/// Publishes [dev.hqe.mcp.guest.TopicPublished].
///
/// Requests and answers are JSON objects in UTF-8; a request with a field that is not in the table
/// is an error.
///
/// | Function | Permission | Request | Answer |
/// |---|---|---|---|
/// | `hqe_entity_get` | `entities.read` | `kind`, `id`, `topic`? | the entity, or `null` |
/// | `hqe_entity_query` | `entities.read` | `kind`, `topic`?, `where`?: `[{field, op, value}]`, `limit`? (1 to 1000, 100), `after`? | `{"entities": [...], "next": ...}`; `next` is absent at the end |
/// | `hqe_entity_put` | `entities.write` | `kind`, `id`, `data` | `{"version": n}`, or `{"error": ..., "violations": [{"pointer": ..., "message": ...}]}` |
/// | `hqe_memory_search` | `memory` | `query`, `limit`? (1 to 50, 10) | `{"hits": [{"id", "kind", "text", "score"}]}` |
/// | `hqe_publish` | `publish` | `subject`, `data`? | `{}` |
/// | `hqe_kv_get` | `store` | `key` | `{"value": ...}`, or `null` |
/// | `hqe_kv_set` | `store` | `key`, `value`?; none or null removes | `{}` |
/// | `hqe_secret` | `secrets` | `name` | `{"handle": "{{hqe-secret:...}}"}` |
///
/// An entity is `{"id", "topic_id", "kind", "data", "created_at", "updated_at", "version"}`, as
/// agents get it. `field` is a path in the data, `a.b` or `a[0].b`; `op` is `equal`, `not_equal`,
/// `less`, `less_or_equal`, `greater`, `greater_or_equal` or `starts_with`; `value` is a text, a
/// number or true/false. What a program stores has an id that begins with its Topic's id and a
/// slash.
///
/// What is wrong with a request, or did not work, is answered as `{"error": "..."}`. What is not
/// granted ends the run, with an error that names the permission and the line for `topic.yaml`.
///
/// One call has at most 10,000 entities and 64 MiB read (4 MiB in an answer), 1,000 entities and 16
/// MiB stored (1 MiB each), 10,000 values read and 1,000 set, 100 searches, 100 events of 64 KiB
/// (300 a minute for the Topic), 64 HTTP requests, 20 log lines with 4,096 characters.
@NullMarked
package dev.hqe.mcp.guest;

import org.jspecify.annotations.NullMarked;
