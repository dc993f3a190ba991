package dev.hqe.mcp.http;

import dev.hqe.mcp.Access;
import dev.hqe.mcp.internal.protocol.Outbound;
import dev.hqe.mcp.internal.protocol.ProtocolSession;
import dev.hqe.mcp.internal.share.Shares;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// The legacy sessions that are open, by their ids. A session is found only by the one who opened
/// it: an id that got about is worth nothing to anybody else. Thread-safe.
final class LegacySessions {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final HttpLimits limits;
    private final ByteBudget replay;
    private final BiFunction<Access, Outbound, ProtocolSession> protocol;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, LegacySession> byId = new ConcurrentHashMap<>();

    LegacySessions(HttpLimits limits, BiFunction<Access, Outbound, ProtocolSession> protocol) {
        this.limits = limits;
        this.replay = new ByteBudget(limits.replayBytes());
        this.protocol = protocol;
    }

    /// A session that nobody can find before [#add].
    LegacySession create(Access access) {
        byte[] secret = new byte[24];
        random.nextBytes(secret);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return new LegacySession(id, access, limits, replay, out -> protocol.apply(access, out));
    }

    void add(LegacySession session) {
        byId.put(session.id(), session);
    }

    Optional<LegacySession> find(String id, Access access) {
        return Optional.ofNullable(byId.get(id)).filter(session -> session.belongsTo(access));
    }

    void end(LegacySession session) {
        byId.remove(session.id(), session);
        session.close();
    }

    /// Whether there is room for one more; sessions that nobody has used for a while make some. Who
    /// has its share of them makes room among its own only.
    ///
    /// @param access of the one who wants a session
    synchronized boolean hasRoom(Access access) {
        int share = Shares.each(limits.sessions());
        if (ofHolder(access).count() >= share) {
            endIdlest(ofHolder(access));
            return ofHolder(access).count() < share && byId.size() < limits.sessions();
        }
        if (byId.size() >= limits.sessions()) {
            endIdlest(byId.values().stream());
        }
        return byId.size() < limits.sessions();
    }

    private Stream<LegacySession> ofHolder(Access access) {
        return byId.values().stream().filter(session -> session.belongsTo(access));
    }

    private void endIdlest(Stream<LegacySession> some) {
        long now = System.nanoTime();
        some.filter(session -> isIdle(session, now, FRESH))
                .min(Comparator.comparing(session -> session.idleSinceNanos().orElse(now)))
                .ifPresent(this::end);
    }

    /// Ends those that have been idle for too long.
    void expire(long now) {
        byId.values().stream()
                .filter(session -> isIdle(session, now, limits.sessionIdle()))
                .forEach(this::end);
    }

    private static boolean isIdle(LegacySession session, long now, Duration forAtLeast) {
        return session.idleSinceNanos()
                .map(since -> now - since >= forAtLeast.toNanos())
                .orElse(false);
    }

    void endAll() {
        byId.values().forEach(this::end);
    }

    int size() {
        return byId.size();
    }
}
