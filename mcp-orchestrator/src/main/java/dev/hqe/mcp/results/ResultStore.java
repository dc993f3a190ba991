package dev.hqe.mcp.results;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ResourceDefinition;
import dev.hqe.mcp.ResourceProvider;
import dev.hqe.mcp.ResourceRead;
import dev.hqe.mcp.ResourceTemplate;
import dev.hqe.mcp.internal.share.Shares;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// Keeps large results for a while, in memory: at most so many, so many bytes and so long, the
/// oldest go first. Each is readable by the one whose call it answered and by nobody else, under an
/// address that cannot be guessed: `hqe://results/ID`, or a part of it:
/// `hqe://results/ID?offset=16000&limit=16000`, in characters. Not listed, since the address is
/// handed out with the result. Thread-safe.
public final class ResultStore implements ResourceProvider {

    /// Characters on a page when none are asked for.
    public static final int PAGE = 16_000;

    /// Most characters on one page.
    public static final int MAX_PAGE = 100_000;

    private static final String PREFIX = "hqe://results/";
    private static final Pattern URI =
            Pattern.compile(
                    "hqe://results/([0-9a-f]{32})(?:\\?(?:offset=(\\d{1,9}))?&?(?:limit=(\\d{1,9}))?)?");

    private final Limits limits;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Kept> kept = new LinkedHashMap<>();
    private long bytes;

    private record Kept(Principal owner, String text, String mimeType, Instant until) {

        /// At worst; most texts take half of it.
        long bytes() {
            return 2L * text.length();
        }
    }

    /// The bounds.
    ///
    /// @param results how many
    /// @param bytes how many bytes of memory
    /// @param time how long each is kept
    public record Limits(int results, long bytes, Duration time) {

        /// 200 results, 128 MiB, 30 minutes.
        public static final Limits DEFAULT = new Limits(200, 128L << 20, Duration.ofMinutes(30));

        public Limits {
            if (results < 1 || bytes < 1024 || !time.isPositive()) {
                throw new McpException(
                        "a result store keeps at least 1 result, 1024 bytes and some time:"
                                + " results="
                                + results
                                + " bytes="
                                + bytes
                                + " time="
                                + time);
            }
        }
    }

    /// A part of a result.
    ///
    /// @param text the characters
    /// @param offset where it begins, in characters
    /// @param next where the next part begins; the end of the whole on the last one
    /// @param total characters of the whole
    /// @param mimeType of the whole
    record Page(String text, int offset, int next, int total, String mimeType) {}

    public ResultStore(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /// How long a result is kept.
    Duration time() {
        return limits.time();
    }

    /// Keeps a result.
    ///
    /// @return its id; empty when it is larger than everything that may be kept
    Optional<String> put(Principal owner, String text, String mimeType) {
        byte[] secret = new byte[16];
        random.nextBytes(secret);
        String id = HexFormat.of().formatHex(secret);
        Instant now = clock.instant();
        Kept fresh = new Kept(owner, text, mimeType, now.plus(limits.time()));
        if (fresh.bytes() > limits.bytes()) {
            return Optional.empty();
        }
        synchronized (kept) {
            kept.put(id, fresh);
            bytes += fresh.bytes();
            tidy(now);
            keepToShare(owner);
        }
        return Optional.of(id);
    }

    /// Where a result is read.
    static String uri(String id) {
        return PREFIX + id;
    }

    /// Whether a URI is an address of this kind, good or not.
    public static boolean isAddress(String uri) {
        return uri.startsWith(PREFIX);
    }

    /// A part of a result; empty when there is no such result for this principal.
    ///
    /// @param limit most characters, at least 1
    Optional<Page> page(Principal reader, String id, int offset, int limit) {
        return find(reader, id)
                .map(found -> {
                    String text = found.text();
                    int from = boundary(text, Math.min(offset, text.length()));
                    int to = boundary(text, Math.min((long) from + limit, text.length()));
                    // A character of two units is never split, so a page of one unit must still
                    // move on.
                    to =
                            to == from && from < text.length()
                                    ? Math.min(from + 2, text.length())
                                    : to;
                    return new Page(
                            text.substring(from, to), from, to, text.length(), found.mimeType());
                });
    }

    private static int boundary(String text, long at) {
        int index = (int) at;
        return index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index))
                ? index - 1
                : index;
    }

    private Optional<Kept> find(Principal reader, String id) {
        Instant now = clock.instant();
        synchronized (kept) {
            return Optional.ofNullable(kept.get(id))
                    .filter(found -> found.owner().equals(reader) && now.isBefore(found.until()));
        }
    }

    /// What one holder keeps beyond a half makes room itself, oldest first, so that it does not
    /// push out what others keep.
    private void keepToShare(Principal owner) {
        List<Map.Entry<String, Kept>> own =
                kept.entrySet().stream()
                        .filter(each -> each.getValue().owner().isSameHolder(owner))
                        .toList();
        if (own.size() == kept.size()) {
            return; // nobody else keeps anything
        }
        long ownBytes = own.stream().mapToLong(each -> each.getValue().bytes()).sum();
        int left = own.size();
        for (Map.Entry<String, Kept> oldest : own.subList(0, own.size() - 1)) {
            if (left <= Shares.each(limits.results()) && ownBytes <= limits.bytes() / 2) {
                return;
            }
            kept.remove(oldest.getKey());
            bytes -= oldest.getValue().bytes();
            ownBytes -= oldest.getValue().bytes();
            left--;
        }
    }

    private void tidy(Instant now) {
        Iterator<Kept> oldest = kept.values().iterator();
        while (oldest.hasNext()) {
            Kept old = oldest.next();
            if (kept.size() <= limits.results()
                    && bytes <= limits.bytes()
                    && now.isBefore(old.until())) {
                return; // all live equally long, so the rest is younger and still good
            }
            oldest.remove();
            bytes -= old.bytes();
        }
    }

    @Override
    public List<ResourceDefinition> resources(Principal principal) {
        return List.of();
    }

    @Override
    public List<ResourceTemplate> templates(Principal principal) {
        return List.of(
                ResourceTemplate.of(
                        PREFIX + "{id}{?offset,limit}",
                        "Large result",
                        "A tool result that was too large to give whole. offset and limit count"
                                + " characters; without them it is the whole result.",
                        ""));
    }

    @Override
    public Optional<ObjectNode> read(ResourceRead read) {
        Matcher uri = URI.matcher(read.uri());
        if (!uri.matches()) {
            return Optional.empty();
        }
        boolean part = uri.group(2) != null || uri.group(3) != null;
        int offset = uri.group(2) == null ? 0 : Integer.parseInt(uri.group(2));
        int limit = uri.group(3) == null ? PAGE : Integer.parseInt(uri.group(3));
        return page(
                        read.principal(),
                        uri.group(1),
                        offset,
                        part ? Math.clamp(limit, 1, MAX_PAGE) : Integer.MAX_VALUE)
                .map(page -> contents(read.uri(), page, part));
    }

    private static ObjectNode contents(String uri, Page page, boolean part) {
        ObjectNode result = Json.object();
        ObjectNode content = result.putArray("contents").addObject();
        content.put("uri", uri);
        // A part of a JSON text is not JSON.
        content.put("mimeType", part ? "text/plain" : page.mimeType());
        content.put("text", page.text());
        ObjectNode meta = content.putObject("_meta");
        meta.put("dev.hqe/total", page.total());
        if (page.next() < page.total()) {
            meta.put("dev.hqe/nextOffset", page.next());
        }
        return result;
    }
}
