package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.kernel.access.AccessScope;
import dev.hqe.kernel.access.ApiKey;
import dev.hqe.kernel.access.ApiKeys;
import dev.hqe.kernel.access.IssuedKey;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.secret.Secret;
import dev.hqe.kernel.secret.SecretStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "key",
        description = "Issues and revokes the API keys with which agents come in over HTTP.",
        subcommands = {
            KeyCommand.New.class,
            KeyCommand.ListKeys.class,
            KeyCommand.Revoke.class,
            CommandLine.HelpCommand.class
        })
final class KeyCommand extends Subcommand {

    KeyCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        printUsage();
        return Failures.BAD_INPUT;
    }

    private static ApiKeys keys(SecretStore secrets) {
        return new ApiKeys(secrets, InstantSource.system());
    }

    @Command(
            name = "new",
            description = {
                "Issues an API key and prints it, this once: only a hash of it is kept.",
                "Without --topic and --tool it opens everything. With --topic alone it opens the"
                        + " tools of that Topic; with both, the tools that match, and of Topics"
                        + " only the named ones."
            },
            footer = {"", "Example: hqe key new laptop --topic code_audit --expires 90d"})
    static final class New extends SecretsCommand {

        @Parameters(paramLabel = "NAME", description = "What you call it, to know it again.")
        private String name = "";

        @Mixin private ScopeOptions opens = new ScopeOptions();

        @Option(
                names = "--expires",
                paramLabel = "TIME",
                converter = DurationConverter.class,
                description =
                        "How long it is valid: 30m, 12h, 90d or 4w. Without it, until it is"
                                + " revoked.")
        private @Nullable Duration validity;

        @Option(names = "--json", description = "Print the key and what it opens as JSON.")
        private boolean json;

        New(Installation installation) {
            super(installation);
        }

        @Override
        int run(SecretStore secrets) {
            IssuedKey issued =
                    keys(secrets).issue(name, opens.scope(), Optional.ofNullable(validity));
            opens.warn(homeDirectory(), installation(), err());
            try (Secret plain = issued.plain()) {
                if (json) {
                    ObjectNode answer = toJson(issued.key());
                    answer.put("key", plain.text());
                    printJson(answer);
                } else {
                    out().println(plain.text());
                }
            }
            out().flush();
            err().println(
                            """
                            This is the only time that the key is shown.
                            It opens %s.
                            Give it to the agent as the header: Authorization: Bearer KEY
                            End it with: hqe key revoke %s\
                            """
                                    .formatted(opens(issued.key()), issued.key().id()));
            return Failures.DONE;
        }
    }

    @Command(name = "list", description = "Lists the API keys and what they open.")
    static final class ListKeys extends SecretsCommand {

        @Option(names = "--json", description = "Print the list as JSON.")
        private boolean json;

        ListKeys(Installation installation) {
            super(installation);
        }

        @Override
        int run(SecretStore secrets) {
            List<ApiKey> keys = keys(secrets).list();
            if (json) {
                ObjectNode answer = Json.object();
                ArrayNode list = answer.putArray("keys");
                keys.forEach(key -> list.add(toJson(key)));
                printJson(answer);
                return Failures.DONE;
            }
            if (keys.isEmpty()) {
                out().println("No API keys. Issue one with: hqe key new NAME");
            }
            keys.forEach(key -> out().println(key.id() + "  " + key.name() + "  " + opens(key)));
            return Failures.DONE;
        }
    }

    @Command(name = "revoke", description = "Ends an API key, at once also in a running workbench.")
    static final class Revoke extends SecretsCommand {

        @Parameters(paramLabel = "ID|NAME", description = "As 'hqe key list' shows it.")
        private String idOrName = "";

        Revoke(Installation installation) {
            super(installation);
        }

        @Override
        int run(SecretStore secrets) {
            ApiKey revoked = keys(secrets).revoke(idOrName);
            out().println("revoked " + revoked.id() + "  " + revoked.name());
            return Failures.DONE;
        }
    }

    private static String opens(ApiKey key) {
        AccessScope scope = key.scope();
        String what =
                scope.equals(AccessScope.ALL)
                        ? "every tool and Topic"
                        : "tools "
                                + String.join(", ", scope.tools())
                                + "; Topics "
                                + String.join(", ", scope.topics());
        return what
                + key.expiresAt()
                        .map(end ->
                                (key.isExpired(Instant.now()) ? "; EXPIRED at " : "; until ") + end)
                        .orElse("; until it is revoked");
    }

    private static ObjectNode toJson(ApiKey key) {
        ObjectNode json = Json.object();
        json.put("id", key.id().value());
        json.put("name", key.name());
        key.scope().topics().forEach(json.putArray("topics")::add);
        key.scope().tools().forEach(json.putArray("tools")::add);
        json.put("createdAt", key.createdAt().toString());
        key.expiresAt().ifPresent(end -> json.put("expiresAt", end.toString()));
        return json;
    }
}
