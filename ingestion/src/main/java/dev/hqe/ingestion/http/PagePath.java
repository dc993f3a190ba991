package dev.hqe.ingestion.http;

import dev.hqe.ingestion.http.Conversation.Got;
import dev.hqe.ingestion.read.ReadException;
import dev.hqe.kernel.file.Sha256;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The way from page to page, which leads to no page twice.
///
/// For one thread.
final class PagePath {

    private final HttpApi api;
    private final Conversation conversation;
    private final Map<String, Integer> entered = new HashMap<>();
    private String lastSha256 = "";
    private long lastRecords;

    PagePath(HttpApi api, Conversation conversation) {
        this.api = api;
        this.conversation = conversation;
    }

    /// The page is asked for now.
    ///
    /// @throws ReadException if it was asked for before
    void enter(PageRequest page) {
        Integer before = entered.putIfAbsent(Sha256.of(page.key()), page.number());
        if (before != null) {
            throw new ReadException(
                    api.place()
                            + " goes in a circle: what it says comes behind page "
                            + (page.number() - 1)
                            + " is page "
                            + before
                            + " again. Correct `pages`.");
        }
    }

    /// Begins anew.
    void leave() {
        entered.clear();
    }

    /// @throws ReadException if the page is the one before once more
    void compare(PageRequest page, String sha256) {
        if (lastRecords > 0 && lastSha256.equals(sha256)) {
            throw new ReadException(
                    api.place()
                            + " goes in a circle: page "
                            + page.number()
                            + " is the same as the one before"
                            + (api.paging().parameter().isEmpty()
                                    ? ""
                                    : ", as if it did not know the parameter '"
                                            + api.paging().parameter()
                                            + "'")
                            + ". Correct `pages`.");
        }
        lastSha256 = sha256;
    }

    /// What comes behind a page.
    ///
    /// @param records that the page had
    /// @param body of the answer
    /// @throws ReadException if it leads nowhere
    Optional<PageRequest> behind(PageRequest page, Got got, long records, Path body) {
        lastRecords = records;
        Paging paging = api.paging();
        return switch (paging.by()) {
            case NONE -> Optional.empty();
            case AUTO, LINK -> linked(got).map(next -> page.at(own(got, next)));
            case NEXT ->
                    value(got, body)
                            .filter(next -> !next.isBlank())
                            .map(next -> page.at(own(got, next)));
            case CURSOR ->
                    value(got, body)
                            .filter(cursor -> !cursor.isEmpty())
                            .map(cursor -> page.next(api, paging.parameter(), cursor));
            case PAGE ->
                    isLast(records)
                            ? Optional.empty()
                            : Optional.of(numbered(page, paging.first() + (long) page.number()));
            case OFFSET ->
                    isLast(records)
                            ? Optional.empty()
                            : Optional.of(
                                    numbered(
                                            page,
                                            paging.first() + (long) paging.size() * page.number()));
        };
    }

    private boolean isLast(long records) {
        return records == 0 || records < api.paging().size();
    }

    private PageRequest numbered(PageRequest page, long value) {
        return page.next(api, api.paging().parameter(), Long.toString(value));
    }

    /// Where an answer's `Link` leads.
    static Optional<String> linked(Got got) {
        return LinkHeader.next(got.header("link"));
    }

    private URI own(Got got, String next) {
        URI url =
                Conversation.resolved(
                        got.url(), next, api.place() + ": its next page is at what is no address");
        if (!conversation.isOwn(url)) {
            throw new ReadException(
                    api.place()
                            + ": its next page is at "
                            + HttpApi.shown(url)
                            + ", which is another host. Only pages of its own host are read.");
        }
        return url;
    }

    private Optional<String> value(Got got, Path body) {
        if (got.status() == 204) {
            return Optional.empty();
        }
        Optional<JsonNode> value =
                new JsonAnswer(body, HttpApi.shown(got.url()))
                        .value("pages.next", api.paging().next());
        if (value.filter(JsonNode::isContainer).isPresent()) {
            throw new ReadException(
                    "`pages.next` of "
                            + api.place()
                            + " gives "
                            + (value.get().isArray() ? "a list" : "an object")
                            + ", and has to give a text. Correct it.");
        }
        return value.filter(found -> !found.isBoolean()).map(JsonNode::asString);
    }
}
