package dev.hqe.mcp.http;

import dev.hqe.mcp.Access;
import dev.hqe.mcp.internal.protocol.Outbound;
import dev.hqe.mcp.internal.protocol.ProtocolSession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// What `initialize` opens over HTTP: a client's protocol state under an unguessable id, and its
/// event streams. Thread-safe.
final class LegacySession implements Outbound {

    /// Streams that have ended but can still be asked for.
    private static final int MAX_ENDED = 16;

    /// Streams that were opened with GET.
    private static final int MAX_LISTENING = 4;

    /// Messages that wait for the client to listen.
    private static final int MAX_WAITING = 64;

    private final String id;
    private final Access access;
    private final HttpLimits limits;
    private final ByteBudget replay;
    private final ProtocolSession protocol;
    private final Map<Long, ReplayStream> streams = new LinkedHashMap<>();
    private final ArrayDeque<ReplayStream> ended = new ArrayDeque<>();
    private final ArrayDeque<ReplayStream> listening = new ArrayDeque<>();
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private final AtomicInteger open = new AtomicInteger();
    private long lastStream;
    private boolean closed;
    private volatile long lastUsedNanos = System.nanoTime();

    /// @param protocol makes the protocol state, given where its own messages go
    LegacySession(
            String id,
            Access access,
            HttpLimits limits,
            ByteBudget replay,
            Function<Outbound, ProtocolSession> protocol) {
        this.id = id;
        this.access = access;
        this.limits = limits;
        this.replay = replay;
        this.protocol = protocol.apply(this);
    }

    String id() {
        return id;
    }

    ProtocolSession protocol() {
        return protocol;
    }

    int streamBytes() {
        return limits.streamBytes();
    }

    boolean belongsTo(Access other) {
        return access.isSameHolder(other);
    }

    /// Whether it has ended, after which nothing finds it.
    synchronized boolean isClosed() {
        return closed;
    }

    /// An HTTP request of this session has begun.
    void enter() {
        open.incrementAndGet();
    }

    /// And ended.
    void leave() {
        lastUsedNanos = System.nanoTime();
        open.decrementAndGet();
    }

    /// Since when nothing has been going on; empty while something is.
    Optional<Long> idleSinceNanos() {
        return open.get() > 0 ? Optional.empty() : Optional.of(lastUsedNanos);
    }

    /// A stream for the response to a POST.
    synchronized ReplayStream newStream() {
        lastStream++;
        ReplayStream stream =
                new ReplayStream(lastStream, Math.max(1, limits.replayBytes() / 16), replay);
        if (!closed) {
            streams.put(lastStream, stream);
        }
        return stream;
    }

    /// A stream has said everything; it is kept for a while.
    synchronized void ended(ReplayStream stream) {
        stream.end();
        if (closed) {
            stream.discard();
            return;
        }
        ended.add(stream);
        if (ended.size() > MAX_ENDED) {
            remove(ended.removeFirst());
        }
    }

    private List<byte[]> remove(ReplayStream stream) {
        streams.remove(stream.id());
        return stream.discard();
    }

    /// Opens a stream for what belongs to no request.
    ///
    /// @return where the connection's end is to be told
    synchronized ReplayStream listen(EventWriter writer, boolean priming) {
        List<ReplayStream> abandoned =
                listening.stream().filter(stream -> !stream.isConnected()).toList();
        List<byte[]> unsent = new ArrayList<>();
        for (ReplayStream stream : abandoned) {
            listening.remove(stream);
            unsent.addAll(remove(stream));
        }
        if (listening.size() >= MAX_LISTENING) {
            remove(listening.removeFirst());
        }
        ReplayStream stream = newStream();
        stream.open(writer, priming);
        unsent.addAll(waiting);
        waiting.clear();
        unsent.forEach(stream::send);
        listening.add(stream);
        return stream;
    }

    /// Takes a stream up again.
    ///
    /// @param lastEvent the id of the last event that the client saw
    /// @return where the connection's end is to be told; empty when there is no such stream any
    ///   more
    Optional<ReplayStream> resume(EventIds.Seen lastEvent, EventWriter writer) {
        Optional<ReplayStream> found = find(lastEvent);
        found.ifPresent(stream -> stream.resume(writer, lastEvent.number()));
        return found;
    }

    /// Whether a stream can be taken up again.
    synchronized Optional<ReplayStream> find(EventIds.Seen lastEvent) {
        return Optional.ofNullable(streams.get(lastEvent.stream()));
    }

    @Override
    public boolean put(byte[] message) {
        return offer(message);
    }

    /// To the newest stream that is connected, and to that one only; else it waits, if there is
    /// room.
    @Override
    public synchronized boolean offer(byte[] message) {
        if (closed) {
            return false;
        }
        for (var each = listening.descendingIterator(); each.hasNext(); ) {
            ReplayStream stream = each.next();
            if (stream.isConnected()) {
                return stream.send(message);
            }
        }
        if (!listening.isEmpty()) {
            return listening.getLast().send(message);
        }
        if (waiting.size() >= MAX_WAITING || message.length > limits.streamBytes() / MAX_WAITING) {
            return false;
        }
        waiting.add(message);
        return true;
    }

    /// Ends everything: what runs is cancelled.
    void close() {
        protocol.close();
        synchronized (this) {
            closed = true;
            streams.values().forEach(ReplayStream::discard);
            streams.clear();
            ended.clear();
            listening.clear();
            waiting.clear();
        }
    }
}
