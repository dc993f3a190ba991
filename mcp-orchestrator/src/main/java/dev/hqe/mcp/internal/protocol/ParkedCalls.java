package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.CallerException;
import dev.hqe.mcp.InputRequest;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ServerLimits;
import dev.hqe.mcp.internal.share.Shares;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.node.ObjectNode;

/// The calls that wait for their client to come back with answers (2026-07-28, Multi Round-Trip
/// Requests). The call's thread waits, so a tool is written as if its questions were method calls;
/// `requestState` is a random name for it that is good once, for the same holder of a key and the
/// same request. Thread-safe.
final class ParkedCalls {

    /// What to say of a state that opens nothing.
    static final String UNKNOWN_STATE =
            "Unknown requestState: it was changed, used before, has expired, or belongs to another"
                    + " request or client. Send the request without it to start again.";

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Parked> byState = new ConcurrentHashMap<>();
    private final ServerLimits limits;
    private final Shares room;

    /// One of them.
    ///
    /// @param home the session that its questions went out through
    record Parked(
            ModernCaller caller,
            Principal principal,
            String binding,
            Questions questions,
            ProtocolSession home) {}

    ParkedCalls(ServerLimits limits) {
        this.limits = limits;
        this.room = new Shares(limits.parked());
    }

    /// Answers the request that waits with the questions, and waits for the answers.
    Map<String, ObjectNode> ask(
            ModernCaller caller, Pending pending, Map<String, InputRequest> requests)
            throws InterruptedException {
        Questions questions = new Questions(requests);
        Parked parked = caller.parked(questions);
        Object holder = parked.principal().holder();
        Shares.Taken place = room.take(holder);
        if (place != Shares.Taken.YES) {
            caller.exchange().attach(pending);
            throw new CallerException(
                    place == Shares.Taken.SHARE_USED
                            ? Shares.each(limits.parked())
                                    + " of your calls wait for answers already, which is your"
                                    + " share: answer or cancel some"
                            : limits.parked()
                                    + " calls wait for their clients already: try again later");
        }
        try {
            if (!pending.answer(caller.inputRequired(questions, park(parked)))) {
                throw new CallerException("the request was cancelled before it could be asked");
            }
            return questions.await(limits.askTimeout());
        } catch (TimeoutException e) {
            caller.exchange().cancel();
            throw new CallerException("the client did not answer within " + limits.askTimeout());
        } finally {
            questions.abandon();
            byState.values().removeIf(each -> each.questions() == questions);
            room.give(holder);
        }
    }

    /// Gives a parked call a name.
    String park(Parked parked) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String state = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        byState.put(state, parked);
        if (parked.questions().isAbandoned()) {
            byState.remove(state); // it was given up while its client answered in part
        }
        return state;
    }

    /// The parked call of that name, for a request that may have it; the name is void from then on,
    /// so of two requests at the same time one gets it.
    Optional<Parked> claim(String state, Principal principal, String binding) {
        Parked parked = byState.get(state);
        return parked != null
                        && !principal.access().isClosed()
                        && parked.principal().isSameHolder(principal)
                        && parked.binding().equals(binding)
                        && byState.remove(state, parked)
                ? Optional.of(parked)
                : Optional.empty();
    }

    /// Cancels the calls whose questions went out through a session that is over.
    void cancelOf(ProtocolSession home) {
        byState.values().stream()
                .filter(parked -> parked.home() == home)
                .forEach(parked -> parked.caller().exchange().cancel());
    }

    /// Cancels them all.
    void cancelAll() {
        byState.values().forEach(parked -> parked.caller().exchange().cancel());
    }
}
