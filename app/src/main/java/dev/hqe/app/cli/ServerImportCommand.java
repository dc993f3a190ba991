package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.server.ServerFiles;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.config.AgentClient;
import dev.hqe.mcp.config.HostedServers;
import dev.hqe.mcp.config.ImportPlan;
import dev.hqe.mcp.config.ImportPlan.Accepted;
import dev.hqe.mcp.config.ImportPlan.Answers;
import dev.hqe.mcp.config.ImportPlan.Question;
import dev.hqe.mcp.config.Places;
import dev.hqe.mcp.config.ServerImport;
import dev.hqe.mcp.config.ServerImport.OnClash;
import java.io.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "import",
        description = {
            "Imports the servers that another program has configured, or a .mcpb bundle.",
            "Shows first what it would do. What looks like a secret goes to the secret store."
        },
        footer = {"", "Example: hqe server import claude-desktop --dry-run"})
final class ServerImportCommand extends Subcommand {

    @Parameters(
            paramLabel = "FILE",
            description =
                    "A file of Claude Desktop, Claude Code, VS Code, Cursor or goose, or a bundle; or"
                            + " the client's name for its own file: claude-desktop, claude-code, vscode, cursor, goose.")
    private String file = "";

    @Option(names = "--dry-run", description = "Only show what would be done.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do it without a question.")
    private boolean yes;

    @Option(names = "--json", description = "Print what would be done, or was done, as JSON.")
    private boolean json;

    @Option(
            names = "--on-clash",
            paramLabel = "WHAT",
            description = "When a name is in use: skip (the default) or rename.")
    private String onClash = "skip";

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Answers a question of the import; again for several values. Not for secrets.")
    private List<String> set = List.of();

    ServerImportCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        HostedServers servers = ServerFiles.read(homeDirectory(), installation());
        Path source = source();
        ImportPlan plan =
                new ServerImport(
                                servers,
                                Places.here(),
                                ServerFiles.bundles(homeDirectory()),
                                onClash())
                        .read(source);
        Map<String, List<String>> given = given(plan);
        if (!json) {
            print(source, plan);
        }
        if (dryRun || plan.additions().isEmpty()) {
            finish(plan, Optional.empty());
            return Failures.DONE;
        }
        if (!yes && !Consent.given("Import " + count(plan.additions().size()) + "?")) {
            out().println("nothing was written");
            return Failures.FAILED;
        }
        Accepted accepted = plan.accept(answers(plan, given));
        try (SecretPort secrets = new SecretPort(homeDirectory())) {
            accepted.apply(servers, secrets);
        }
        finish(plan, Optional.of(accepted));
        return Failures.DONE;
    }

    private Path source() {
        Path path = Path.of(file);
        if (!Files.exists(path) && AgentClient.find(file).isPresent()) {
            return AgentClient.require(file).file(Places.here());
        }
        return path.toAbsolutePath().normalize();
    }

    private OnClash onClash() {
        return switch (onClash) {
            case "skip" -> OnClash.SKIP;
            case "rename" -> OnClash.RENAME;
            default ->
                    throw new Failures.BadInput(
                            "--on-clash takes skip or rename, not '" + onClash + "'");
        };
    }

    private Map<String, List<String>> given(ImportPlan plan) {
        Set<String> open =
                plan.questions().stream()
                        .filter(question -> !question.sensitive())
                        .map(Question::key)
                        .collect(Collectors.toSet());
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (String answer : set) {
            int equals = answer.indexOf('=');
            String key = equals < 0 ? answer : answer.substring(0, equals);
            if (equals < 0 || !open.contains(key)) {
                throw new Failures.BadInput(
                        "--set "
                                + key
                                + ": there is no such question"
                                + (open.isEmpty()
                                        ? ""
                                        : "; there are: " + String.join(", ", open)));
            }
            given.computeIfAbsent(key, k -> new ArrayList<>()).add(answer.substring(equals + 1));
        }
        return given;
    }

    private static Answers answers(ImportPlan plan, Map<String, List<String>> given) {
        Map<String, List<String>> texts = new LinkedHashMap<>(given);
        Map<String, char[]> secrets = new LinkedHashMap<>();
        Optional<Console> terminal = Consent.terminal();
        for (Question question : plan.questions()) {
            if (terminal.isEmpty() || given.containsKey(question.key())) {
                continue;
            }
            if (question.sensitive()) {
                char[] secret =
                        terminal.get()
                                .readPassword(
                                        "%s (not shown, empty for later): ", question.label());
                if (secret != null && secret.length > 0) {
                    secrets.put(question.key(), secret);
                }
            } else {
                String otherwise = String.join(",", question.defaults());
                String text =
                        terminal.get()
                                .readLine(
                                        "%s%s: ",
                                        question.label(),
                                        otherwise.isEmpty() ? "" : " [" + otherwise + "]");
                if (text != null && !text.isBlank()) {
                    texts.put(
                            question.key(),
                            question.multiple() ? List.of(text.split(",", -1)) : List.of(text));
                }
            }
        }
        return new Answers(texts, secrets);
    }

    private void print(Path source, ImportPlan plan) {
        out().println(source + "  (" + plan.format().title() + ")");
        plan.additions()
                .forEach(added -> {
                    out().println("+ " + added.name() + "  " + added.command());
                    if (!added.references().isEmpty()) {
                        out().println("    reads " + String.join(", ", added.references()));
                    }
                });
        plan.bundleFolder().ifPresent(folder -> out().println("  unpacked to " + folder));
        plan.secrets()
                .forEach(found ->
                        out().println(
                                        "  secret: "
                                                + found.place()
                                                + " of "
                                                + found.server()
                                                + " "
                                                + found.why()
                                                + "; kept as "
                                                + found.secret()));
        plan.questions()
                .forEach(question ->
                        out().println(
                                        "  asked: "
                                                + question.label()
                                                + "  ("
                                                + how(plan, question)
                                                + ")"));
        plan.skipped()
                .forEach(skipped ->
                        out().println("- " + skipped.name() + "  skipped: " + skipped.why()));
        plan.notes().forEach(note -> out().println("  note: " + note));
        out().flush();
    }

    private static String how(ImportPlan plan, Question question) {
        if (question.sensitive()) {
            return "secret, kept as " + plan.secretName(question);
        }
        return "--set "
                + question.key()
                + "="
                + (question.choices().isEmpty() ? "VALUE" : String.join("|", question.choices()))
                + (question.defaults().isEmpty()
                        ? ""
                        : ", else " + String.join(", ", question.defaults()))
                + (question.required() || !question.defaults().isEmpty() ? "" : ", optional");
    }

    private void finish(ImportPlan plan, Optional<Accepted> accepted) {
        if (json) {
            ObjectNode answer = toJson(plan);
            answer.put("written", accepted.isPresent());
            ArrayNode missing = answer.putArray("missing_secrets");
            accepted.ifPresent(done -> done.missingSecrets().forEach(missing::add));
            printJson(answer);
            return;
        }
        if (accepted.isEmpty()) {
            out().println(dryRun ? "nothing was written (--dry-run)" : "nothing to import");
            return;
        }
        out().println("imported " + count(plan.additions().size()));
        accepted.get()
                .missingSecrets()
                .forEach(name -> out().println("still needed: hqe secret set " + name));
    }

    private static String count(int servers) {
        return servers == 1 ? "1 server" : servers + " servers";
    }

    private static ObjectNode toJson(ImportPlan plan) {
        ObjectNode json = Json.object();
        json.put("format", plan.format().name().toLowerCase(Locale.ROOT));
        ArrayNode added = json.putArray("added");
        plan.additions()
                .forEach(a -> {
                    ObjectNode server = added.addObject();
                    server.put("name", a.name().value());
                    server.put("foreign_name", a.foreignName());
                    server.put("command", a.command());
                    a.references().forEach(server.putArray("references")::add);
                });
        ArrayNode secrets = json.putArray("secrets");
        plan.secrets()
                .forEach(s ->
                        secrets.addObject()
                                .put("server", s.server())
                                .put("place", s.place())
                                .put("secret", s.secret())
                                .put("why", s.why()));
        ArrayNode questions = json.putArray("questions");
        plan.questions()
                .forEach(q ->
                        questions
                                .addObject()
                                .put("key", q.key())
                                .put("label", q.label())
                                .put("secret", q.sensitive())
                                .put("required", q.required()));
        ArrayNode skipped = json.putArray("skipped");
        plan.skipped().forEach(s -> skipped.addObject().put("name", s.name()).put("why", s.why()));
        ArrayNode notes = json.putArray("notes");
        plan.notes().forEach(notes::add);
        return json;
    }
}
