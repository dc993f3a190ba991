package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.kernel.secret.SecretName;
import dev.hqe.kernel.secret.SecretReferences;
import dev.hqe.memory.MemoryState;
import dev.hqe.memory.embed.Embedders;
import dev.hqe.memory.embed.EmbeddingModel;
import dev.hqe.memory.embed.EmbeddingModel.Endpoint;
import dev.hqe.memory.embed.LocalModel;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "model",
        description = {
            "Shows the model that makes the vectors, or chooses another one.",
            "The vectors of the one before answer until those of the new one are made, which happens"
                    + " in the background and goes on after a restart."
        },
        footer = {
            "",
            "Examples:",
            "  hqe memory model bge-small",
            "  hqe memory model http://localhost:11434/v1 --name nomic-embed-text",
            "  hqe memory model https://api.example.com/v1 --name embed-3 --key EXAMPLE_KEY"
        })
final class MemoryModelCommand extends WorkbenchCommand {

    private static final Map<String, LocalModel> LOCAL = new LinkedHashMap<>();

    static {
        LOCAL.put("minilm", LocalModel.ALL_MINILM_L6_V2);
        LOCAL.put("bge-small", LocalModel.BGE_SMALL_EN_V15);
    }

    @Parameters(
            paramLabel = "MODEL",
            arity = "0..1",
            description = {
                "minilm or bge-small, which come with the program, or the address of an"
                        + " OpenAI-compatible API such as https://api.example.com/v1."
            })
    private @Nullable String model;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "With an address: the model, as that API calls it.")
    private @Nullable String name;

    @Option(
            names = "--dimensions",
            paramLabel = "N",
            description = "With an address: values in each vector; asked of it unless given.")
    private @Nullable Integer dimensions;

    @Option(
            names = "--tokens",
            paramLabel = "N",
            description =
                    "With an address: the most tokens of a text that the model takes (default 512).")
    private @Nullable Integer tokens;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "With an address: the most texts in one request (default 64).")
    private @Nullable Integer batch;

    @Option(
            names = "--key",
            paramLabel = "SECRET",
            description = {
                "With an address: the name of the secret that holds the key, never the key itself."
                        + " Store it with: hqe secret set SECRET"
            })
    private @Nullable String key;

    @Option(
            names = "--passage-prefix",
            paramLabel = "TEXT",
            description = "With an address: what the model wants before a text to be found.")
    private @Nullable String passagePrefix;

    @Option(
            names = "--query-prefix",
            paramLabel = "TEXT",
            description = "With an address: what the model wants before a query.")
    private @Nullable String queryPrefix;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    MemoryModelCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench) {
        if (model != null) {
            workbench.memory().choose(wanted(workbench, model));
        } else {
            refuseOptions("give the address of an API first");
        }
        MemoryState state = workbench.memory().state();
        if (json) {
            ObjectNode answer = Json.object();
            answer.put("model", state.chosen());
            answer.put("answers", state.model());
            answer.put("backlog", state.withoutVector());
            printJson(answer);
            return Failures.DONE;
        }
        out().println(state.chosen());
        out().flush();
        if (model != null) {
            err().println(
                            "hqe: its vectors are made while a workbench runs; until then the ones"
                                    + " there are answer. How far it is: hqe memory status");
        }
        return Failures.DONE;
    }

    private EmbeddingModel wanted(Workbench workbench, String word) {
        LocalModel local = LOCAL.get(word);
        if (local != null) {
            refuseOptions(word + " comes with the program");
            return new EmbeddingModel.Local(local);
        }
        if (!word.contains("://")) {
            throw new Failures.BadInput(
                    "there is no model '"
                            + word
                            + "'"
                            + Suggestion.among(word, List.copyOf(LOCAL.keySet()))
                            + ": give minilm, bge-small or the address of an API such as"
                            + " https://api.example.com/v1");
        }
        try {
            Endpoint endpoint = endpoint(word);
            return dimensions != null
                    ? endpoint
                    : Embedders.measured(endpoint, new SecretReferences(workbench.secrets()));
        } catch (IllegalArgumentException e) {
            throw new Failures.BadInput(String.valueOf(e.getMessage()));
        }
    }

    private Endpoint endpoint(String address) {
        if (name == null) {
            throw new IllegalArgumentException(
                    "which model of " + address + " is meant? Give its name with --name");
        }
        return new Endpoint(
                uri(address),
                name,
                Optional.ofNullable(key).map(SecretName::new).map(SecretReferences::to),
                dimensions == null ? Endpoint.MAX_DIMENSIONS : dimensions,
                tokens == null ? Endpoint.DEFAULT_TOKENS : tokens,
                batch == null ? Endpoint.DEFAULT_BATCH : batch,
                Endpoint.DEFAULT_TIMEOUT,
                passagePrefix == null ? "" : passagePrefix,
                queryPrefix == null ? "" : queryPrefix);
    }

    private static URI uri(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + address + "' is no address", e);
        }
    }

    private void refuseOptions(String why) {
        boolean some =
                Stream.of(name, dimensions, tokens, batch, key, passagePrefix, queryPrefix)
                        .anyMatch(option -> option != null);
        if (some) {
            throw new Failures.BadInput(
                    why + "; --name, --key and the like are for the model of an API");
        }
    }
}
