package dev.hqe.mcp.broker;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Access;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.ResultJson;
import dev.hqe.mcp.TokenEstimate;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolDisplay;
import dev.hqe.mcp.ToolFront;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolPolicy;
import dev.hqe.mcp.ToolProvider;
import dev.hqe.mcp.results.LargeResults;
import dev.hqe.mcp.results.ResultTools;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What agents see of the tools. While listing them all is cheap they are listed; beyond that an
/// agent is shown `find_tools`, `call_tool` and the pinned ones, and reaches all others through
/// these, or by name if it knows one. A call through `call_tool` is the real tool's call: its
/// policy, its schema, its record. Thread-safe.
///
/// Give [#tools] to the road as a provider and this as its front.
public final class ToolBroker implements ToolFront {

    /// Tools that are only ways to others, and to what these have answered: whoever may call
    /// anything may call them.
    public static final Set<ToolName> WAYS =
            Set.of(BrokerTools.FIND, BrokerTools.CALL, ResultTools.READ);

    private static final int MAX_LISTINGS = 128;

    /// How long a listing may be kept: rules end by themselves.
    private static final long FRESH = TimeUnit.SECONDS.toNanos(60);

    private static final int MAX_DESCRIPTION = 240;
    private static final int MAX_SCHEMA = 8_000;

    private final BrokerSettings settings;
    private final ToolPolicy policy;
    private final LargeResults results;
    private final BrokerTools tools = new BrokerTools(this::find);
    private final AtomicLong policyVersion = new AtomicLong();
    private final Map<Principal, Listing> listings = new LinkedHashMap<>(16, 0.75f, true);
    private volatile Supplier<List<ToolDefinition>> all = List::of;
    private volatile @Nullable Index index;

    /// What is known of one list of tools.
    private static final class Index {
        private final List<ToolDefinition> source;
        private final Map<ToolName, ToolDefinition> byName = new HashMap<>();
        private final ToolNames names;
        private @Nullable ToolSearch search;

        Index(List<ToolDefinition> source) {
            this.source = source;
            this.names = ToolNames.of(source);
            source.forEach(tool -> byName.put(tool.name(), tool));
        }

        /// Made for the first question: most lists are never searched.
        synchronized ToolSearch search() {
            ToolSearch ready = search;
            if (ready == null) {
                ready = new ToolSearch(source);
                search = ready;
            }
            return ready;
        }
    }

    /// What one principal is shown.
    ///
    /// @param opening what was open to them then
    private record Listing(
            Index index,
            Access.Opening opening,
            long policyVersion,
            long madeAt,
            boolean brokered,
            List<ToolDefinition> shown) {}

    /// @param policy says which tools a principal may see
    public ToolBroker(BrokerSettings settings, ToolPolicy policy, LargeResults results) {
        this.settings = settings;
        this.policy = policy;
        this.results = results;
        // For as long as both live, which is as long as the road.
        policy.onChange(policyVersion::incrementAndGet);
    }

    /// `find_tools` and `call_tool`.
    public ToolProvider tools() {
        return tools;
    }

    @Override
    public void opened(Supplier<List<ToolDefinition>> tools) {
        all = tools;
    }

    @Override
    public Registration onChange(Runnable listener) {
        return policy.onChange(listener);
    }

    @Override
    public List<ToolDefinition> listed(Principal principal, List<ToolDefinition> tools) {
        return listing(principal, index(tools)).shown();
    }

    @Override
    public ToolName resolve(ToolName used) {
        return resolve(used, index(all.get()));
    }

    @Override
    public ToolCall read(ToolCall made) {
        Index now = index(all.get());
        ToolName meant = resolve(made.tool(), now);
        if (!meant.equals(BrokerTools.CALL)) {
            return meant.equals(made.tool()) ? made : made.meaning(meant, made.arguments());
        }
        String name = made.arguments().path("name").asString("");
        Optional<ObjectNode> arguments = arguments(made.arguments().path("arguments"));
        if (!ToolName.isValid(name) || arguments.isEmpty()) {
            return made;
        }
        ToolName inner = resolve(new ToolName(name), now);
        return inner.equals(BrokerTools.CALL) ? made : made.meaning(inner, arguments.get());
    }

    @Override
    public ToolAnswer answer(ToolCall made, ToolCall meant, ToolAnswer answer) {
        Index now = index(all.get());
        boolean through =
                !meant.tool().equals(BrokerTools.CALL)
                        && resolve(made.tool(), now).equals(BrokerTools.CALL);
        return switch (answer) {
            case ToolAnswer.BadArguments(String message) -> {
                boolean unseen = through || isUnseen(meant, now);
                String told = unseen ? message + schema(meant.tool(), now) : message;
                yield through ? failure(told) : new ToolAnswer.BadArguments(told);
            }
            case ToolAnswer.UnknownTool(String message) ->
                    through ? failure(message + ". find_tools searches all tools.") : answer;
            case ToolAnswer.Result result -> {
                ToolDefinition tool = now.byName.get(meant.tool());
                yield results.shorten(
                        meant,
                        tool != null && tool.outputSchema().isPresent(),
                        shownName(ResultTools.READ, meant.principal(), now),
                        result);
            }
            case ToolAnswer.MissingCapability missing -> missing;
            case ToolAnswer.Fault fault -> fault;
            case ToolAnswer.Cancelled cancelled -> cancelled;
        };
    }

    /// Models that know `arguments` from chat APIs write it as a string of JSON.
    private static Optional<ObjectNode> arguments(JsonNode given) {
        if (given.isMissingNode() || given.isNull()) {
            return Optional.of(Json.object());
        }
        if (given.isString()) {
            try {
                return Json.MAPPER.readTree(given.stringValue()) instanceof ObjectNode object
                        ? Optional.of(object)
                        : Optional.empty();
            } catch (JacksonException e) {
                return Optional.empty();
            }
        }
        return given instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }

    private static ToolAnswer failure(String message) {
        return new ToolAnswer.Result(
                new ToolOutcome.Failed(message), ResultJson.text(message, true));
    }

    private static String schema(ToolName tool, Index now) {
        ToolDefinition definition = now.byName.get(tool);
        if (definition == null) {
            return "";
        }
        String schema = CompactSchema.of(definition.inputSchema()).toString();
        return schema.length() <= MAX_SCHEMA ? "\nIts inputSchema: " + schema : "";
    }

    private boolean isUnseen(ToolCall call, Index now) {
        return call.principal().kind() == Principal.Kind.AGENT
                && listing(call.principal(), now).brokered()
                && !settings.pins(call.tool().value());
    }

    private ToolOutcome find(ToolCall call) {
        Index now = index(all.get());
        Principal principal = call.principal();
        List<ToolDefinition> found =
                now.search()
                        .find(
                                realName(call.arguments().path("query").asString(""), now),
                                call.arguments().path("limit").asInt(BrokerTools.DEFAULT_LIMIT),
                                tool ->
                                        !BrokerTools.NAMES.contains(tool.name())
                                                && isVisible(principal, tool));
        if (found.isEmpty()) {
            return ToolOutcome.Ok.text(
                    "No tool matches. Try other words for it, or fewer: what it does, or what it"
                            + " works on.");
        }
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("tools");
        int left = settings.findTokens();
        for (ToolDefinition tool : found) {
            ObjectNode entry = list.addObject();
            entry.put("name", shownName(tool.name(), principal, now).value());
            entry.put("description", CompactSchema.brief(told(tool), MAX_DESCRIPTION));
            ObjectNode schema = CompactSchema.of(tool.inputSchema());
            int cost = TokenEstimate.of(entry.toString()) + TokenEstimate.of(schema.toString());
            if (cost <= left || list.size() == 1) {
                entry.set("inputSchema", schema);
                left -= cost;
            } else {
                entry.put("inputSchema", "left out: find_tools with this exact name gives it");
                left -= TokenEstimate.of(entry.toString());
            }
        }
        return ToolOutcome.Ok.text(answer.toString());
    }

    private static String told(ToolDefinition tool) {
        return tool.description().isBlank() ? tool.title() : tool.description();
    }

    /// A question that is a safe name finds the tool like its real name does.
    private static String realName(String query, Index now) {
        String name = query.strip();
        return ToolName.isValid(name)
                ? now.names.real(new ToolName(name)).map(ToolName::value).orElse(query)
                : query;
    }

    private static ToolName resolve(ToolName used, Index now) {
        // A real name always means itself, whatever its look-alikes are called.
        return now.byName.containsKey(used) ? used : now.names.real(used).orElse(used);
    }

    private ToolName shownName(ToolName real, Principal principal, Index now) {
        ToolDisplay display = principal.access().opening().display();
        return isSafe(principal, display) ? now.names.safe(real) : real;
    }

    private boolean isSafe(Principal principal, ToolDisplay display) {
        return display.namesOr(settings.names()).isSafeFor(principal);
    }

    private Listing listing(Principal principal, Index now) {
        Access.Opening opening = principal.access().opening();
        long version = policyVersion.get();
        long at = System.nanoTime();
        synchronized (listings) {
            Listing kept = listings.get(principal);
            if (kept != null
                    && kept.index == now
                    && kept.opening.equals(opening)
                    && kept.policyVersion == version
                    && at - kept.madeAt < FRESH) {
                return kept;
            }
        }
        Listing fresh = list(principal, opening, now, version, at);
        synchronized (listings) {
            Listing kept = listings.get(principal);
            if (kept != null && kept.shown.equals(fresh.shown)) {
                // The same list object for the same list, which others keep things by.
                fresh = new Listing(now, opening, version, at, fresh.brokered, kept.shown);
            }
            listings.put(principal, fresh);
            if (listings.size() > MAX_LISTINGS) {
                listings.remove(listings.keySet().iterator().next());
            }
        }
        return fresh;
    }

    private Listing list(
            Principal principal, Access.Opening opening, Index now, long version, long at) {
        Access.Scope scope = opening.scope();
        List<ToolDefinition> visible =
                now.source.stream()
                        .filter(tool -> !BrokerTools.NAMES.contains(tool.name()))
                        .filter(tool -> scope.hasTool(tool.name()) && policy.shows(principal, tool))
                        .toList();
        boolean brokered =
                principal.kind() == Principal.Kind.AGENT
                        && switch (opening.display().modeOr(settings.mode())) {
                            case DIRECT -> false;
                            case BROKERED -> true;
                            case AUTO -> tokens(visible) > settings.crossoverTokens();
                        };
        List<ToolDefinition> chosen =
                brokered
                        ? now.source.stream()
                                .filter(tool ->
                                        isOpenWay(tool, scope)
                                                || (settings.pins(tool.name().value())
                                                        && visible.contains(tool)))
                                .toList()
                        : visible;
        boolean safe = isSafe(principal, opening.display());
        List<ToolDefinition> shown =
                safe
                        ? chosen.stream()
                                .map(tool -> tool.named(now.names.safe(tool.name())))
                                .sorted(Comparator.comparing(ToolDefinition::name))
                                .toList()
                        : chosen;
        return new Listing(now, opening, version, at, brokered, shown);
    }

    private static boolean isOpenWay(ToolDefinition tool, Access.Scope scope) {
        return BrokerTools.NAMES.contains(tool.name()) && scope.hasTool(tool.name());
    }

    private boolean isVisible(Principal principal, ToolDefinition tool) {
        return principal.access().scope().hasTool(tool.name()) && policy.shows(principal, tool);
    }

    private static long tokens(List<ToolDefinition> tools) {
        long sum = 0;
        for (ToolDefinition tool : tools) {
            ObjectNode read = tool.toJson();
            read.remove("icons"); // for people; no client shows them to its model
            sum += TokenEstimate.of(read.toString());
        }
        return sum;
    }

    private Index index(List<ToolDefinition> source) {
        Index now = index;
        if (now == null || !now.source.equals(source)) {
            now = new Index(source);
            index = now;
        }
        return now;
    }
}
