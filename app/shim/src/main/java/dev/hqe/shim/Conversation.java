package dev.hqe.shim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What has to be remembered of an agent's session to carry it from one workbench to the next:
/// which requests have no answer yet, and how the agent introduced itself (`initialize` and what
/// belongs to it; clients of 2026-07-28 introduce themselves in every request). Thread-safe.
final class Conversation {

    static final String ENDED =
            "HQE Workbench ended before it had answered. Whether this was carried out is not known."
                    + " The next request goes to a new workbench.";

    static final String TOOLS_CHANGED =
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}";

    /// Where another member's text looks the same, a request is told as lost that was cancelled, or
    /// the other way round; agents do not mind either.
    private static final Pattern REQUEST_ID =
            Pattern.compile("\"requestId\":(\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9]+)");

    private static final int MAX_OPEN = 8192;
    private static final int MAX_SUBSCRIPTIONS = 256;

    /// How many requests of each id have no answer: where an agent uses one again too soon, the
    /// workbench refuses the second and answers the first, whichever comes earlier.
    private final LinkedHashMap<String, Integer> open = new LinkedHashMap<>();

    /// Those of them that stay without an answer as long as all is well.
    private final Set<String> listening = new HashSet<>();

    private final Set<String> replayed = new HashSet<>();
    private final Map<String, Line> introduction = new LinkedHashMap<>();
    private final Map<String, Line> subscriptions = new LinkedHashMap<>();
    private @Nullable Head last;

    private record Head(String method, @Nullable String id, @Nullable String params) {}

    /// What the agent said, with the id of its request.
    private record Line(@Nullable String id, String text) {}

    /// Notes what the line that ends next is about, and that a request is on its way.
    synchronized void agentSays(MessageScanner.Head head) {
        String method = head.method();
        String id = head.id();
        if (method != null && id != null) {
            open.put(id, open.getOrDefault(id, 0) + 1);
            if (method.equals("\"subscriptions/listen\"")) {
                listening.add(id);
            }
            if (open.size() > MAX_OPEN) {
                listening.remove(open.pollFirstEntry().getKey());
            }
        }
        last = method == null ? null : new Head(method, id, head.params());
        if (last != null && last.method.equals("\"notifications/cancelled\"")) {
            cancelled(last.params);
        }
    }

    /// A request that the agent has cancelled gets no answer.
    private void cancelled(@Nullable String params) {
        if (params != null) {
            Matcher id = REQUEST_ID.matcher(params);
            if (id.find()) {
                close(id.group(1));
            }
        }
    }

    /// Notes that there is one request less of this id.
    ///
    /// @return whether there was one
    private boolean close(String id) {
        Integer count = open.get(id);
        if (count == null) {
            return false;
        }
        if (count > 1) {
            open.put(id, count - 1);
        } else {
            open.remove(id);
            listening.remove(id);
        }
        return true;
    }

    /// Whether the agent waits for an answer.
    synchronized boolean isAwaited() {
        return open.size() > listening.size();
    }

    /// Keeps the line if a new workbench must hear it.
    synchronized void agentLine(byte @Nullable [] line) {
        Head about = last;
        last = null;
        if (about == null || line == null) {
            return;
        }
        Line said = new Line(about.id, new String(line, StandardCharsets.UTF_8) + '\n');
        switch (about.method) {
            case "\"initialize\"" -> {
                introduction.clear();
                subscriptions.clear();
                introduction.put(about.method, said);
            }
            case "\"notifications/initialized\"", "\"logging/setLevel\"" ->
                    introduction.put(about.method, said);
            case "\"resources/subscribe\"" -> {
                if (about.params != null && subscriptions.size() < MAX_SUBSCRIPTIONS) {
                    subscriptions.put(about.params, said);
                }
            }
            case "\"resources/unsubscribe\"" -> {
                if (about.params != null) {
                    subscriptions.remove(about.params);
                }
            }
            default -> {
                // Of one request only.
            }
        }
    }

    /// Notes an answer.
    ///
    /// @return whether it is one that the agent has had before
    synchronized boolean answered(MessageScanner.Head response) {
        String id = response.id();
        if (id == null) {
            return false;
        }
        return !close(id) && replayed.remove(id);
    }

    /// Forgets a request that is answered without a workbench.
    ///
    /// @return whether it has no answer yet
    synchronized boolean takeBack(String id) {
        boolean known = close(id);
        if (known) {
            forget(id);
        }
        return known;
    }

    /// What the agent was told had failed, it says again by itself if it wants to; a workbench that
    /// hears two introductions refuses the second.
    private void forget(String id) {
        Line opening = introduction.get("\"initialize\"");
        if (opening != null && id.equals(opening.id)) {
            introduction.clear();
            subscriptions.clear();
        }
        introduction.values().removeIf(line -> id.equals(line.id));
        subscriptions.values().removeIf(line -> id.equals(line.id));
    }

    /// Whether none of these has been answered, or told as lost.
    synchronized boolean areOpen(List<MessageScanner.Head> requests) {
        for (MessageScanner.Head request : requests) {
            if (!open.containsKey(String.valueOf(request.id()))) {
                return false;
            }
        }
        return true;
    }

    /// The requests that nobody will answer any more; each is told once.
    synchronized List<String> lost() {
        List<String> ids = new ArrayList<>();
        for (Map.Entry<String, Integer> one : open.entrySet()) {
            for (int i = 0; i < one.getValue(); i++) {
                ids.add(one.getKey());
            }
        }
        open.clear();
        listening.clear();
        replayed.clear();
        ids.forEach(this::forget);
        return ids;
    }

    /// The lines that a new workbench must hear, with their ends; their answers are not for the
    /// agent.
    synchronized List<byte[]> replay() {
        List<byte[]> lines = new ArrayList<>();
        introduction.values().forEach(line -> lines.add(again(line)));
        subscriptions.values().forEach(line -> lines.add(again(line)));
        return lines;
    }

    private byte[] again(Line line) {
        if (line.id != null) {
            replayed.add(line.id);
        }
        return line.text.getBytes(StandardCharsets.UTF_8);
    }
}
