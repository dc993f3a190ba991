package dev.hqe.benchmarks;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.hqe.benchmarks.SampleTools.Sample;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.RoadLimits;
import dev.hqe.mcp.TokenEstimate;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolDisplay.Mode;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolPolicy;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.mcp.broker.BrokerSettings;
import dev.hqe.mcp.broker.ToolBroker;
import dev.hqe.mcp.results.LargeResults;
import dev.hqe.mcp.results.ResultStore;
import dev.hqe.mcp.results.ResultTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a model reads until a look-up is done, with the tools listed directly and behind the
/// broker, in tokens of OpenAI's o200k encoding. Every tool of a row is looked up once: the model
/// asks `find_tools` in other words than the tool's, searches again by service and verb if the tool
/// is not among the five it is given, then calls it.
///
/// *Context* counts each token once: what the window holds at the end, and what is paid where the
/// prompt is cached. *Sent* adds up what every request to the model contains, without a cache: two
/// for a direct call, three or four through the broker.
///
/// `benchmarks/run tokens [FILE]` prints the tables; FILE has further definitions, a JSON array as
/// `tools/list` gives it, which become the first tools of every row.
public final class TokenTable {

    private static final Principal AGENT = new Principal(Principal.Kind.AGENT, "table", "1");
    private static final Encoding TOKENS =
            Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private static final List<Integer> COUNTS = List.of(5, 10, 15, 20, 30, 50, 100, 300, 1000);

    private TokenTable() {}

    /// What looking up every tool of a row cost on average.
    private record Cost(int listing, double context, double sent, double found) {}

    /// Prints the tables.
    ///
    /// @param args at most one file
    public static void main(String[] args) throws IOException, InterruptedException {
        List<Sample> given = args.length == 0 ? List.of() : read(Path.of(args[0]));
        System.out.println(
                "| tools | listing, direct | context, direct | context, broker | sent, direct |"
                        + " sent, broker | found at once | automatic |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (int count : COUNTS) {
            List<Sample> samples = new ArrayList<>(given.subList(0, Math.min(count, given.size())));
            samples.addAll(SampleTools.of(count - samples.size()));
            Cost direct = direct(samples);
            Cost brokered = brokered(samples);
            System.out.println(
                    String.format(
                            Locale.ROOT,
                            "| %d | %,d | %,.0f | %,.0f | %,.0f | %,.0f | %.0f %% | %s |",
                            count,
                            direct.listing,
                            direct.context,
                            brokered.context,
                            direct.sent,
                            brokered.sent,
                            100 * brokered.found,
                            automatic(samples)));
        }
        estimates(given);
    }

    private static List<Sample> read(Path file) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (JsonNode tool : Json.MAPPER.readTree(Files.readString(file))) {
            ToolName name = new ToolName(tool.path("name").asString());
            ToolDefinition definition = new ToolDefinition(name, (ObjectNode) tool);
            samples.add(new Sample(definition, definition.description()));
        }
        return samples;
    }

    private static int count(String text) {
        return TOKENS.countTokensOrdinary(text);
    }

    private static int count(List<ToolDefinition> tools) {
        return count(
                Json.MAPPER.writeValueAsString(tools.stream().map(ToolDefinition::json).toList()));
    }

    private static String answer(Sample sample) {
        return "{\"id\":\"4711\",\"title\":\"" + sample.tool().name() + "\",\"state\":\"open\"}";
    }

    private static String arguments() {
        return "{\"id\":\"4711\"}";
    }

    private static Cost direct(List<Sample> samples) {
        List<ToolDefinition> tools;
        try (ToolRoad road = road(samples, BrokerSettings.DEFAULT.mode(Mode.DIRECT))) {
            tools = road.tools(AGENT);
        }
        int listing = count(tools);
        double context = 0;
        double sent = 0;
        for (Sample sample : samples) {
            int asked = listing + count(sample.question());
            int called = asked + count(sample.tool().name() + arguments()) + count(answer(sample));
            context += called;
            sent += asked + called;
        }
        return new Cost(listing, context / samples.size(), sent / samples.size(), 1);
    }

    private static Cost brokered(List<Sample> samples) throws InterruptedException {
        try (ToolRoad road = road(samples, BrokerSettings.DEFAULT.mode(Mode.BROKERED))) {
            int listing = count(road.tools(AGENT));
            double context = 0;
            double sent = 0;
            int found = 0;
            for (Sample sample : samples) {
                int now = listing + count(sample.question());
                double all = now;
                String name = sample.tool().name().value();
                String result = find(road, sample.question());
                now += count("find_tools{\"query\":\"" + sample.question() + "\"}") + count(result);
                all += now;
                if (offers(result, name)) {
                    found++;
                } else {
                    String words = name.replaceAll("[._]", " ");
                    String again = find(road, words);
                    now += count("find_tools{\"query\":\"" + words + "\"}") + count(again);
                    all += now;
                }
                now +=
                        count(
                                        "call_tool{\"name\":\""
                                                + name
                                                + "\",\"arguments\":"
                                                + arguments()
                                                + "}")
                                + count(answer(sample));
                all += now;
                context += now;
                sent += all;
            }
            int size = samples.size();
            return new Cost(listing, context / size, sent / size, (double) found / size);
        }
    }

    private static boolean offers(String result, String name) {
        return result.contains("\"name\":\"" + name + "\"");
    }

    private static String automatic(List<Sample> samples) {
        try (ToolRoad road = road(samples, BrokerSettings.DEFAULT)) {
            return road.tools(AGENT).stream().anyMatch(t -> t.name().value().equals("find_tools"))
                    ? "broker"
                    : "direct";
        }
    }

    private static String find(ToolRoad road, String query) throws InterruptedException {
        ObjectNode arguments = Json.object().put("query", query);
        ToolAnswer answer = road.call(ToolCall.of(AGENT, new ToolName("find_tools"), arguments));
        return ((ToolAnswer.Result) answer)
                .json()
                .toCallToolResult()
                .at("/content/0/text")
                .asString();
    }

    private static ToolRoad road(List<Sample> samples, BrokerSettings settings) {
        InstantSource clock = InstantSource.system();
        ResultStore store = new ResultStore(ResultStore.Limits.DEFAULT, clock);
        ToolBroker broker =
                new ToolBroker(
                        settings,
                        ToolPolicy.ALLOW_ALL,
                        new LargeResults(store, LargeResults.DEFAULT_TOKENS));
        List<Tool> tools = samples.stream().<Tool>map(TokenTable::silent).toList();
        return new ToolRoad(
                List.of(broker.tools(), new ResultTools(store), () -> tools),
                ToolPolicy.ALLOW_ALL,
                broker,
                called -> {},
                RoadLimits.DEFAULT,
                clock);
    }

    private static Tool silent(Sample sample) {
        return new Tool() {
            @Override
            public ToolDefinition definition() {
                return sample.tool();
            }

            @Override
            public ToolOutcome call(ToolCall call) {
                return ToolOutcome.Ok.text(answer(sample));
            }
        };
    }

    /// How far the product's estimate is from the tokenizer.
    private static void estimates(List<Sample> given) {
        System.out.println();
        System.out.println("| text | tokens | estimate | estimate / tokens |");
        System.out.println("|---|---|---|---|");
        row("sample definitions", definitions(SampleTools.of(300)));
        if (!given.isEmpty()) {
            row("given definitions", definitions(given));
        }
        StringBuilder rows = new StringBuilder("[");
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            rows.append("{\"id\":").append(i * 7919).append(",\"name\":\"row number ").append(i);
            rows.append("\",\"created_at\":\"2026-11-22T10:15:30Z\",\"active\":true},");
            log.append("2026-11-22 10:15:30.123 INFO  [worker-").append(i % 8);
            log.append("] served GET /api/orders/").append(i).append(" in ").append(i % 90);
            log.append(" ms\n");
        }
        row("JSON rows", rows.toString());
        row("log lines", log.toString());
        row(
                "English prose",
                "The workbench keeps the whole result for half an hour and shows its beginning. "
                        .repeat(50));
    }

    private static String definitions(List<Sample> samples) {
        return Json.MAPPER.writeValueAsString(
                samples.stream().map(sample -> sample.tool().json()).toList());
    }

    private static void row(String name, String text) {
        int real = count(text);
        int estimate = TokenEstimate.of(text);
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "| %s | %,d | %,d | %.2f |",
                        name,
                        real,
                        estimate,
                        (double) estimate / real));
    }
}
