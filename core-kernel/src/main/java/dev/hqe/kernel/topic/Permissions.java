package dev.hqe.kernel.topic;

import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What a Topic's code may do beside computing, as `permissions` in `topic.yaml` says it. What does
/// not stand here is refused. Lists are kept sorted, so that equal permissions are equal records.
///
/// @param read whose entities it may read
/// @param write which kinds of its own entities it may store
/// @param memory whether it may search the memory of its own entities
/// @param publish subjects below its own id that it may publish on, with NATS wildcards
/// @param http where it may send requests
/// @param secrets which secrets it may have put into headers, and for whom
/// @param clock whether it may know the time
/// @param entropy whether it may have random bytes
/// @param store whether it may keep small values of its own from call to call
/// @param limits what one call may take
public record Permissions(
        List<KindRef> read,
        List<Kind> write,
        boolean memory,
        List<String> publish,
        List<HttpAccess> http,
        List<SecretUse> secrets,
        boolean clock,
        boolean entropy,
        boolean store,
        CallLimits limits) {

    /// Computing only, within the usual limits.
    public static final Permissions NONE =
            new Permissions(
                    List.of(),
                    List.of(),
                    false,
                    List.of(),
                    List.of(),
                    List.of(),
                    false,
                    false,
                    false,
                    CallLimits.DEFAULT);

    public Permissions {
        read = read.stream().distinct().sorted().toList();
        write = write.stream().distinct().sorted().toList();
        publish = publish.stream().distinct().sorted().toList();
        http = http.stream().distinct().sorted().toList();
        secrets = secrets.stream().distinct().sorted().toList();
    }

    /// A kind of entity of a Topic.
    public record KindRef(TopicId topic, Kind kind) implements Comparable<KindRef> {

        @Override
        public int compareTo(KindRef other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return topic + "." + kind;
        }
    }

    /// A host that may be asked.
    ///
    /// @param host exact name or address, in lower case, with `:port` unless it is the scheme's own
    /// @param methods in upper case; not empty
    /// @param privateNetwork whether the host may be in this machine or its private networks
    public record HttpAccess(String host, Set<String> methods, boolean privateNetwork)
            implements Comparable<HttpAccess> {

        public HttpAccess {
            methods = Collections.unmodifiableSortedSet(new TreeSet<>(methods));
        }

        @Override
        public int compareTo(HttpAccess other) {
            return toString().compareTo(other.toString());
        }
    }

    /// A secret that the Topic may have sent, without ever seeing it.
    ///
    /// @param name as the workbench keeps it
    /// @param hosts to whom, as in [HttpAccess#host]; not empty
    public record SecretUse(String name, Set<String> hosts) implements Comparable<SecretUse> {

        public SecretUse {
            hosts = Collections.unmodifiableSortedSet(new TreeSet<>(hosts));
        }

        @Override
        public int compareTo(SecretUse other) {
            return toString().compareTo(other.toString());
        }
    }

    /// What one call may take.
    ///
    /// @param cpuMillis time that the program computes, in milliseconds; each entity that it is
    ///   handed adds 20
    /// @param memoryPages memory in pages of 64 KiB
    /// @param outputBytes of its answer
    public record CallLimits(int cpuMillis, int memoryPages, int outputBytes) {

        /// Most memory that a program gets: 80 MiB, what a Java guest with a heap of 64 MiB needs.
        /// The schema of `topic.yaml` says the same.
        public static final int MOST_MEMORY_PAGES = 1_280;

        /// 10 s, 80 MiB, 16 MiB.
        public static final CallLimits DEFAULT =
                new CallLimits(10_000, MOST_MEMORY_PAGES, 16 << 20);
    }

    /// One thing that is permitted.
    ///
    /// @param key the same for the same permission, whatever else is permitted
    /// @param words for a person: what it may do, beginning with a verb
    public record Item(String key, String words) {}

    /// Every single thing that is permitted beside computing; empty if nothing is. The words are
    /// what the capability card shows.
    public List<Item> items() {
        List<Item> items = new ArrayList<>();
        read.forEach(ref -> items.add(new Item("read " + ref, "read entities " + ref)));
        write.forEach(
                kind -> items.add(new Item("write " + kind, "store entities of kind " + kind)));
        if (memory) {
            items.add(new Item("memory", "search the memory of its own entities"));
        }
        publish.forEach(subject ->
                items.add(
                        new Item(
                                "publish " + subject, "publish events on its subject " + subject)));
        for (HttpAccess access : http) {
            for (String method : access.methods()) {
                items.add(
                        new Item(
                                "http " + method + " " + access.host(),
                                "send " + method + " requests to " + access.host()));
            }
            if (access.privateNetwork()) {
                items.add(
                        new Item(
                                "http private " + access.host(),
                                "reach "
                                        + access.host()
                                        + " even where that is this machine or a private network"));
            }
        }
        for (SecretUse use : secrets) {
            for (String host : use.hosts()) {
                items.add(
                        new Item(
                                "secret " + use.name() + " " + host,
                                "have the secret "
                                        + use.name()
                                        + " sent to "
                                        + host
                                        + " (it never sees it)"));
            }
        }
        if (clock) {
            items.add(new Item("clock", "know the time"));
        }
        if (entropy) {
            items.add(new Item("entropy", "have random bytes"));
        }
        if (store) {
            items.add(new Item("store", "keep up to 1 MiB of its own from call to call"));
        }
        return List.copyOf(items);
    }

    /// Whether this permits nothing that the other does not.
    public boolean isWithin(Permissions other) {
        return other.keys().containsAll(keys())
                && limits.cpuMillis() <= other.limits.cpuMillis()
                && limits.memoryPages() <= other.limits.memoryPages()
                && limits.outputBytes() <= other.limits.outputBytes();
    }

    private Set<String> keys() {
        return items().stream().map(Item::key).collect(Collectors.toSet());
    }
}
