package dev.hqe.mcp.host;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Caller;
import dev.hqe.mcp.CallerException;
import dev.hqe.mcp.InputRequest;
import dev.hqe.mcp.LogLevel;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.client.ClientHandler;
import dev.hqe.mcp.client.ClientOffers;
import dev.hqe.mcp.client.Elicitation;
import dev.hqe.mcp.client.ServerNotice;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes a server's questions to the caller of the call that they belong to.
///
/// A modern server asks within a call, on its thread, so that one is meant. A legacy server asks on
/// its own: then the caller is known only when all calls under way are of one principal, and the
/// latest of them is meant. Else the question is refused rather than shown to the wrong one.
/// Thread-safe.
final class QuestionRouter implements ClientHandler {

    private static final ScopedValue<Caller> WITHIN = ScopedValue.newInstance();

    /// Control characters but line breaks and tabs, and what changes the direction of writing.
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}&&[^\n\t]]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]");

    private final List<Waiting> waiting = new ArrayList<>();
    private final Supplier<String> server;
    private final Consumer<ServerNotice> notices;

    private record Waiting(Principal principal, Caller caller) {}

    /// @param server its name, which every question to a person begins with
    /// @param notices hears everything but log messages, which go to the caller
    QuestionRouter(Supplier<String> server, Consumer<ServerNotice> notices) {
        this.server = server;
        this.notices = notices;
    }

    /// Something that is done for a caller.
    interface Work<T> {
        T doIt() throws InterruptedException;
    }

    /// Does something for a caller, to whom questions go meanwhile.
    <T> T during(Principal principal, Caller caller, Work<T> work) throws InterruptedException {
        Waiting one = new Waiting(principal, caller);
        synchronized (waiting) {
            waiting.add(one);
        }
        try {
            return ScopedValue.where(WITHIN, caller).call(work::doIt);
        } finally {
            synchronized (waiting) {
                waiting.remove(one);
            }
        }
    }

    private Optional<Caller> meant() {
        if (WITHIN.isBound()) {
            return Optional.of(WITHIN.get());
        }
        synchronized (waiting) {
            boolean one = waiting.stream().map(Waiting::principal).distinct().count() == 1;
            return one ? Optional.of(waiting.getLast().caller()) : Optional.empty();
        }
    }

    @Override
    public ClientOffers offers() {
        return new ClientOffers(true, true, true, true, true, true, Json.object());
    }

    private ObjectNode ask(InputRequest.Kind kind, ObjectNode params) throws InterruptedException {
        Caller caller =
                meant().orElseThrow(() ->
                        new Refusal("it cannot be told whose call this question belongs to"));
        // The same question of the same call has the same key whenever it is asked.
        String key =
                kind.name().toLowerCase(java.util.Locale.ROOT)
                        + "-"
                        + UUID.nameUUIDFromBytes(
                                params.toString().getBytes(StandardCharsets.UTF_8));
        try {
            ObjectNode answer = caller.ask(Map.of(key, new InputRequest(kind, params))).get(key);
            if (answer == null) {
                throw new Refusal("there was no answer");
            }
            return answer;
        } catch (CallerException e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Elicitation.Answer elicit(Elicitation question) throws InterruptedException {
        ObjectNode params = question.params().deepCopy();
        params.put("message", signed(params.path("message").asString("")));
        ObjectNode answer = ask(InputRequest.Kind.ELICITATION, params);
        return switch (answer.path("action").asString("cancel")) {
            case "accept" ->
                    new Elicitation.Answer.Accept(
                            answer.path("content") instanceof ObjectNode content
                                    ? content
                                    : Json.object());
            case "decline" -> new Elicitation.Answer.Decline();
            default -> new Elicitation.Answer.Cancel();
        };
    }

    /// A question with the name of the server that asks it, which is not the server's to choose: it
    /// stands in front, and nothing that would reorder or overwrite what a person sees follows it.
    private String signed(String message) {
        return "Server '" + server.get() + "' asks: " + UNSEEN.matcher(message).replaceAll("");
    }

    @Override
    public ObjectNode sample(ObjectNode params) throws InterruptedException {
        return ask(InputRequest.Kind.SAMPLING, params);
    }

    @Override
    public List<Root> roots() throws InterruptedException {
        Optional<Caller> caller = meant();
        if (caller.isPresent() && !caller.get().abilities().listsRoots()) {
            return List.of(); // without one it is refused: servers keep what they are told
        }
        List<Root> roots = new ArrayList<>();
        for (JsonNode root : ask(InputRequest.Kind.ROOTS, Json.object()).path("roots")) {
            try {
                URI uri = new URI(root.path("uri").asString(""));
                roots.add(new Root(uri, root.path("name").asString("")));
            } catch (URISyntaxException e) {
                throw new Refusal("the client named a folder that is no URI");
            }
        }
        return roots;
    }

    @Override
    public void heard(ServerNotice notice) {
        if (notice instanceof ServerNotice.LogMessage(String level, String logger, JsonNode data)) {
            LogLevel.of(level)
                    .ifPresent(
                            known -> meant().ifPresent(caller -> caller.log(known, logger, data)));
        } else {
            notices.accept(notice);
        }
    }
}
