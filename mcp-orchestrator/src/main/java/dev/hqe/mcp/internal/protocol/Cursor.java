package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.Principal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Pages of ordered listings. A cursor names the last item of the page before, so it stays good
/// when items come and go (2026-07-28, Pagination).
final class Cursor {

    /// What to say of a cursor that is none of ours.
    static final String INVALID =
            "Invalid cursor: pass the nextCursor of the page before, or none for the first page";

    private static final String MARK = "after:";
    private static final int MAX = 16_384;

    private Cursor() {}

    /// One item of a listing.
    ///
    /// @param key what the listing is ordered by; never empty
    record Item(String key, ObjectNode json) {}

    /// Where the items come from, ordered by their keys.
    @FunctionalInterface
    interface Source {
        List<Item> items(Principal principal);
    }

    /// The cursor of the page after an item.
    static String after(String key) {
        byte[] bytes = (MARK + key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// The key that a `cursor` parameter names: an empty one for the first page, nothing at all
    /// when the cursor is none of ours.
    static Optional<String> read(JsonNode cursor) {
        if (cursor.isMissingNode()) {
            return Optional.of("");
        }
        if (!cursor.isString() || cursor.stringValue().length() > MAX) {
            return Optional.empty();
        }
        try {
            String text =
                    new String(
                            Base64.getUrlDecoder().decode(cursor.stringValue()),
                            StandardCharsets.UTF_8);
            return text.startsWith(MARK) && text.length() > MARK.length()
                    ? Optional.of(text.substring(MARK.length()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// A page as a result object.
    ///
    /// @param after as [#read] gives it
    /// @param member the name of its array
    static ObjectNode page(List<Item> items, String after, int pageSize, String member) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode page = result.putArray(member);
        String last = "";
        for (Item item : items) {
            if (item.key().compareTo(after) <= 0) {
                continue;
            }
            if (page.size() == pageSize) {
                return result.put("nextCursor", after(last));
            }
            page.add(item.json());
            last = item.key();
        }
        return result;
    }
}
