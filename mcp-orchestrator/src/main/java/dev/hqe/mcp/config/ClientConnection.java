package dev.hqe.mcp.config;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Our entry in the file of another client. Nothing else of that file is touched. Immutable; reads
/// the file each time it is asked.
///
/// @param client whose file it is
/// @param file the file
/// @param launcher what the entry starts
public record ClientConnection(AgentClient client, Path file, Launcher launcher) {

    /// How the file stands.
    public sealed interface State {

        /// Our entry is there and starts this workbench.
        record Connected() implements State {}

        /// There is no entry of ours.
        record Absent() implements State {}

        /// There is one, and it starts something else.
        ///
        /// @param differences what differs, each a line for a person
        record Drifted(List<String> differences) implements State {
            public Drifted {
                differences = List.copyOf(differences);
            }
        }
    }

    /// What would be done to the file. Immutable.
    public static final class Change {

        private final ConfigFile before;
        private final String after;
        private final List<String> diff;

        private Change(ConfigFile before, String after) {
            this.before = before;
            this.after = after;
            this.diff = List.copyOf(TextDiff.lines(before.text(), after));
        }

        /// The changed lines, each after a `-` or `+`; what looks like a secret is blotted out.
        public List<String> diff() {
            return diff;
        }

        /// Whether nothing is to be done.
        public boolean isEmpty() {
            return before.text().equals(after);
        }

        /// Does it: first a copy of the file as it is, then the new one, whole or not at all.
        ///
        /// @return the copy, if there was a file
        /// @throws ConfigException if it cannot be written, or was changed meanwhile
        public Optional<Path> apply(Instant now) {
            if (isEmpty()) {
                return Optional.empty();
            }
            Optional<Path> backup =
                    before.exists() ? Optional.of(before.backUp(now)) : Optional.empty();
            before.replace(after);
            return backup;
        }

        /// Takes [#apply] back: the file is as it was, or is not there if it was not.
        ///
        /// @throws ConfigException if it has been changed since, or cannot be written; nothing is
        ///   done then
        public void undo() {
            ConfigFile now = ConfigFile.read(before.path(), before.path().toString());
            if (!now.exists() || !now.text().equals(after)) {
                throw new ConfigException(
                        before.path()
                                + ": was changed since, so it was left as it is. The file as it was"
                                + " is beside it.");
            }
            if (before.exists()) {
                now.replace(before.text());
            } else {
                now.delete();
            }
        }
    }

    /// How the file stands.
    ///
    /// @throws dev.hqe.kernel.json.InvalidDocumentException if it cannot be read, with the line
    public State state() {
        ConfigFile content = ConfigFile.read(file, file.toString());
        Optional<JsonNode> found = text(content).at(path());
        if (found.isEmpty()) {
            return new State.Absent();
        }
        List<String> differences = differences(found.get());
        return differences.isEmpty() ? new State.Connected() : new State.Drifted(differences);
    }

    private List<String> differences(JsonNode entry) {
        ObjectNode wanted = client.entry(launcher);
        List<String> differences = new ArrayList<>();
        for (String field : client.binding()) {
            JsonNode is = entry.path(field);
            boolean mayBeLeftOut = field.equals("type") && !client.isYaml();
            if (wanted.has(field)
                    && !is.equals(wanted.get(field))
                    && !(mayBeLeftOut && is.isMissingNode())) {
                differences.add(
                        field + " is " + shown(field, is) + ", should be " + wanted.get(field));
            }
        }
        JsonNode env = entry.path(client.envField());
        String home = env.path("HQE_HOME").asString("");
        String wantedHome = launcher.env().getOrDefault("HQE_HOME", "");
        if (!home.equals(wantedHome)) {
            differences.add(
                    "HQE_HOME is "
                            + (home.isEmpty() ? "not set" : home)
                            + ", should be "
                            + (wantedHome.isEmpty() ? "left out" : wantedHome));
        }
        if (entry.path("disabled").asBoolean(false)) {
            differences.add("it is disabled");
        }
        return differences;
    }

    private static String shown(String field, JsonNode is) {
        return is.isMissingNode()
                ? "missing"
                : SecretSniffer.masked(field + ": " + is).substring(field.length() + 2);
    }

    /// What our entry starts as it stands, with what a user has added to it; empty where there is
    /// none.
    ///
    /// @throws dev.hqe.kernel.json.InvalidDocumentException if the file cannot be read
    public Optional<Launcher> started() {
        ConfigFile content = ConfigFile.read(file, file.toString());
        return text(content).at(path()).filter(JsonNode::isObject).map(this::launcherOf);
    }

    private Launcher launcherOf(JsonNode entry) {
        List<String> arguments = new ArrayList<>();
        entry.path("args").forEach(argument -> arguments.add(argument.asString("")));
        Map<String, String> env = new TreeMap<>();
        entry.path(client.envField())
                .properties()
                .forEach(variable -> env.put(variable.getKey(), variable.getValue().asString("")));
        return new Launcher(
                entry.path(client.isYaml() ? "cmd" : "command").asString(""), arguments, env);
    }

    /// The arguments of our entry as it stands; empty where there is none.
    ///
    /// @throws dev.hqe.kernel.json.InvalidDocumentException if the file cannot be read
    public List<String> arguments() {
        return started().map(Launcher::args).orElse(List.of());
    }

    /// What it takes to have our entry there. What a user has added to the entry stays.
    ///
    /// @throws dev.hqe.kernel.json.InvalidDocumentException if the file cannot be read
    public Change plan() {
        ConfigFile content = ConfigFile.read(file, file.toString());
        ConfigText text = text(content);
        ObjectNode wanted = client.entry(launcher);
        Optional<JsonNode> found = text.at(path());
        if (found.isPresent() && differences(found.get()).isEmpty()) {
            return new Change(content, content.text());
        }
        ObjectNode entry =
                found.filter(JsonNode::isObject)
                        .map(old -> merged((ObjectNode) old, wanted))
                        .orElse(wanted);
        String after = text.with(path(), entry);
        return new Change(content, after);
    }

    private ObjectNode merged(ObjectNode old, ObjectNode wanted) {
        ObjectNode merged = wanted.deepCopy();
        for (Map.Entry<String, JsonNode> field : old.properties()) {
            if (field.getKey().equals(client.envField()) && field.getValue().isObject()) {
                Map<String, JsonNode> env = new TreeMap<>();
                field.getValue().properties().forEach(e -> env.put(e.getKey(), e.getValue()));
                env.remove("HQE_HOME");
                wanted.path(client.envField())
                        .properties()
                        .forEach(e -> env.put(e.getKey(), e.getValue()));
                merged.putObject(client.envField()).setAll(env);
            } else if (!client.binding().contains(field.getKey())
                    && !field.getKey().equals("disabled")) {
                merged.set(field.getKey(), field.getValue());
            }
        }
        return merged;
    }

    /// What it takes to have no entry of ours there.
    ///
    /// @throws dev.hqe.kernel.json.InvalidDocumentException if the file cannot be read
    public Change planRemoval() {
        ConfigFile content = ConfigFile.read(file, file.toString());
        ConfigText text = text(content);
        if (text.at(path()).isEmpty()) {
            return new Change(content, content.text());
        }
        String after = text.without(path());
        return new Change(content, after);
    }

    private List<String> path() {
        return List.of(client.section(), Launcher.NAME);
    }

    private ConfigText text(ConfigFile content) {
        String name = file.toString();
        return client.isYaml()
                ? YamlText.parse(content.text(), name)
                : JsonText.parse(content.text(), name);
    }
}
