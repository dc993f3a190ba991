/// HTTP APIs as sources: asking page by page, and how their answers become records.
///
/// Enter at [dev.hqe.ingestion.http.PagedReader], which reads what a
/// [dev.hqe.ingestion.http.HttpApi] describes. Each answer goes to a scratch file, never into
/// memory as a whole, and is read from there. What is asked again, how often and when, is
/// [dev.hqe.ingestion.http.Conversation]; where the next page is, [dev.hqe.ingestion.http.Paging].
///
/// Publishes nothing. Needs a [dev.hqe.ingestion.http.HttpFetch], which makes single requests and
/// knows the secrets; nothing here ever sees one.
@NullMarked
package dev.hqe.ingestion.http;

import org.jspecify.annotations.NullMarked;
