package dev.hqe.ui.internal.agents;

import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.mcp.RunningCalls.Running;
import dev.hqe.ui.AgentSessions.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A client as it is now.
///
/// @param version as it last said; empty for none
/// @param sessions through the door of this machine, the oldest first
/// @param running its calls that have not ended
/// @param ended its last calls, the newest first; at most [#MOST_CALLS]
/// @param hourly how many calls have ended in the last hour
/// @param failed how many of those went wrong
/// @param lastOrNull when its last call was made; null where none is known
record Client(
        ClientId id,
        String version,
        List<Session> sessions,
        List<Running> running,
        List<CallLine.Ended> ended,
        int hourly,
        int failed,
        @Nullable Instant lastOrNull) {

    static final int MOST_CALLS = 200;

    /// A client of HTTP has no connection; it counts as here for so long after a call.
    static final Duration HTTP_STAYS = Duration.ofMinutes(15);

    Client {
        sessions = List.copyOf(sessions);
        running = List.copyOf(running);
        ended = List.copyOf(ended);
    }

    Optional<Instant> last() {
        return Optional.ofNullable(lastOrNull);
    }

    /// Whether it is connected, or was just now.
    boolean isHere(Instant now) {
        return !sessions.isEmpty()
                || !running.isEmpty()
                || (isOverHttp()
                        && last().filter(at -> at.isAfter(now.minus(HTTP_STAYS))).isPresent());
    }

    boolean isOverHttp() {
        return !id.key().isEmpty();
    }

    static boolean isFailure(Result result) {
        return result == Result.FAILED;
    }
}
