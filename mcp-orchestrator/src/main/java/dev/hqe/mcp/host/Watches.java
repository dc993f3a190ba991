package dev.hqe.mcp.host;

import dev.hqe.mcp.client.Interest;
import dev.hqe.mcp.client.McpClient;
import dev.hqe.mcp.client.ServerEra;
import dev.hqe.mcp.client.ServerProfile;
import dev.hqe.mcp.client.Subscription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What a server shall tell of: its lists, and the resources that somebody watches. Asked for anew
/// on every connection. Thread-safe.
final class Watches {

    /// Stands for the lists, which no resource is called.
    private static final String LISTS = "";

    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final ReentrantLock turn = new ReentrantLock();
    private final Map<String, Subscription> open = new HashMap<>();
    private @Nullable McpClient on;

    /// Somebody begins or stops to watch a resource; [#settle] does the rest.
    void want(String uri, boolean isWanted) {
        if (isWanted) {
            wanted.add(uri);
        } else {
            wanted.remove(uri);
        }
    }

    boolean isEmpty() {
        return wanted.isEmpty();
    }

    /// Brings what the server was asked for in line with what is wanted now.
    ///
    /// @throws dev.hqe.mcp.client.ClientException when the server refuses
    void settle(McpClient client) throws InterruptedException {
        turn.lockInterruptibly();
        try {
            if (on != client) {
                open.clear(); // they went with their connection
                on = client;
            }
            Set<String> now = possible(client.server());
            for (Map.Entry<String, Subscription> each : List.copyOf(open.entrySet())) {
                if (!now.contains(each.getKey())) {
                    open.remove(each.getKey());
                    each.getValue().close();
                }
            }
            for (String uri : now) {
                if (!open.containsKey(uri)) {
                    open.put(uri, client.subscribe(interest(uri)));
                }
            }
        } finally {
            turn.unlock();
        }
    }

    private Set<String> possible(ServerProfile profile) {
        Set<String> possible = new TreeSet<>();
        if (profile.offers("resources", "subscribe")) {
            possible.addAll(wanted);
        }
        if (profile.era() == ServerEra.MODERN
                && (profile.offers("tools", "listChanged")
                        || profile.offers("prompts", "listChanged")
                        || profile.offers("resources", "listChanged"))) {
            possible.add(LISTS);
        }
        return possible;
    }

    private static Interest interest(String uri) {
        return uri.equals(LISTS)
                ? Interest.LISTS
                : new Interest(false, false, false, List.of(uri), List.of());
    }

    /// The server has ended one; the next [#settle] asks for it again.
    void ended(long subscription) {
        turn.lock();
        try {
            open.values().removeIf(each -> each.id() == subscription);
        } finally {
            turn.unlock();
        }
    }
}
