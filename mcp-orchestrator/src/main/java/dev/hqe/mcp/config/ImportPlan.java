package dev.hqe.mcp.config;

import dev.hqe.kernel.file.FolderTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What importing a file would do. Nothing is written before [#accept] and [Accepted#apply].
/// Immutable; holds the secrets that were found, and shows them nowhere.
public final class ImportPlan {

    /// A value to ask a person for.
    ///
    /// @param key what it is answered under
    /// @param label what is asked, for a person
    /// @param sensitive whether the answer is a secret
    /// @param required whether the server needs it
    /// @param multiple whether it may have several answers
    /// @param defaults taken when nothing is answered; of a secret never
    /// @param choices the answers that there are; empty for any
    public record Question(
            String key,
            String label,
            boolean sensitive,
            boolean required,
            boolean multiple,
            List<String> defaults,
            List<String> choices) {

        public Question {
            defaults = sensitive ? List.of() : List.copyOf(defaults);
            choices = List.copyOf(choices);
        }
    }

    /// A server that is not imported.
    ///
    /// @param name as the other program calls it
    /// @param why for a person
    public record Skipped(String name, String why) {}

    /// A value that moves to the secret store.
    ///
    /// @param server whose it is
    /// @param place where it stood: `env GITHUB_TOKEN`
    /// @param secret its name in the store
    /// @param why it is taken for one
    public record FoundSecret(String server, String place, String secret, String why) {}

    /// A server that is added.
    ///
    /// @param name its name here
    /// @param foreignName as the other program calls it
    /// @param command what it starts or where it is, with `<key>` for what is asked
    /// @param references what it reads from the secret store and the environment
    public record Addition(
            ServerName name, String foreignName, String command, List<String> references) {

        public Addition {
            references = List.copyOf(references);
        }
    }

    /// A server in the portable form, its secrets moved and its questions still open.
    record Prepared(Addition addition, ObjectNode json) {}

    /// A bundle to unpack.
    record Unpacking(BundleArchive archive, Path folder, String command) {}

    private final ImportFormat format;
    private final List<Prepared> servers;
    private final List<Question> questions;
    private final Map<String, String> questionSecrets;
    private final List<FoundSecret> found;
    private final Map<String, String> values;
    private final List<Skipped> skipped;
    private final List<String> notes;
    private final @Nullable Unpacking bundle;

    ImportPlan(
            ImportFormat format,
            List<Prepared> servers,
            List<Question> questions,
            Map<String, String> questionSecrets,
            List<FoundSecret> found,
            Map<String, String> values,
            List<Skipped> skipped,
            List<String> notes,
            @Nullable Unpacking bundle) {
        this.format = format;
        this.servers = List.copyOf(servers);
        this.questions = List.copyOf(questions);
        this.questionSecrets = Map.copyOf(questionSecrets);
        this.found = List.copyOf(found);
        this.values = Map.copyOf(values);
        this.skipped = List.copyOf(skipped);
        this.notes = List.copyOf(notes);
        this.bundle = bundle;
    }

    public ImportFormat format() {
        return format;
    }

    /// The plan for some of its servers, with what those ask for and bring, and nothing else.
    public ImportPlan only(Set<ServerName> chosen) {
        List<Prepared> some =
                servers.stream().filter(one -> chosen.contains(one.addition().name())).toList();
        String texts =
                some.stream()
                        .flatMap(one -> Planning.texts(one.json()))
                        .collect(Collectors.joining("\n"));
        List<Question> asked =
                questions.stream().filter(question -> Filling.asks(texts, question.key())).toList();
        Predicate<String> referred =
                secret -> texts.contains(ConfigReference.secret(secret).toString());
        Map<String, String> kept = new LinkedHashMap<>(values);
        kept.keySet().removeIf(referred.negate());
        return new ImportPlan(
                format,
                some,
                asked,
                questionSecrets,
                found.stream().filter(one -> referred.test(one.secret())).toList(),
                kept,
                skipped,
                notes,
                some.isEmpty() ? null : bundle);
    }

    /// The servers that are added.
    public List<Addition> additions() {
        return servers.stream().map(Prepared::addition).toList();
    }

    /// The values to ask for.
    public List<Question> questions() {
        return questions;
    }

    /// The values that move to the secret store.
    public List<FoundSecret> secrets() {
        return found;
    }

    /// What is not imported, and why.
    public List<Skipped> skipped() {
        return skipped;
    }

    /// What else a person should know.
    public List<String> notes() {
        return notes;
    }

    /// Where a bundle is unpacked to.
    public Optional<Path> bundleFolder() {
        return Optional.ofNullable(bundle).map(Unpacking::folder);
    }

    /// The name that the answer to a sensitive question has in the secret store.
    public String secretName(Question question) {
        return questionSecrets.getOrDefault(question.key(), question.key());
    }

    /// Answers by the key of their question.
    ///
    /// @param texts of questions that are not sensitive
    /// @param secrets of those that are; blanked by [Accepted#apply]
    public record Answers(Map<String, List<String>> texts, Map<String, char[]> secrets) {

        public Answers {
            texts = Map.copyOf(texts);
            secrets = Map.copyOf(secrets);
        }

        /// Defaults only.
        public static Answers none() {
            return new Answers(Map.of(), Map.of());
        }
    }

    /// The plan with its answers. A secret that was not given and is required stays a reference,
    /// which is to be filled before the server is started.
    ///
    /// @throws ConfigException when a required answer is missing, or an answer is none of the
    ///   choices
    public Accepted accept(Answers answers) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        Map<String, char[]> secrets = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        for (Question question : questions) {
            texts.put(question.key(), answer(question, answers, secrets, missing));
        }
        values.forEach((name, value) -> secrets.put(name, value.toCharArray()));
        Map<ServerName, ObjectNode> filled = new LinkedHashMap<>();
        servers.forEach(s -> filled.put(s.addition().name(), Filling.filled(s.json(), texts)));
        filled.forEach(this::refuseOtherSecrets);
        return new Accepted(filled, secrets, missing, bundle);
    }

    /// The pieces of a stranger's file, put together, could name a secret that is not his.
    private void refuseOtherSecrets(ServerName name, ObjectNode json) {
        boolean foreign =
                Planning.texts(json)
                        .flatMap(text -> ConfigReference.in(text).stream())
                        .filter(reference -> reference.source() == ConfigReference.Source.SECRET)
                        .anyMatch(reference ->
                                !values.containsKey(reference.name())
                                        && !questionSecrets.containsValue(reference.name()));
        if (foreign) {
            throw new ConfigException(
                    name
                            + ": an answer refers to a secret of this workbench, which an import may"
                            + " not; add the server by hand");
        }
    }

    private List<String> answer(
            Question question, Answers answers, Map<String, char[]> secrets, List<String> missing) {
        if (question.sensitive()) {
            String name = secretName(question);
            char[] value = answers.secrets().get(question.key());
            if (value != null && value.length > 0) {
                secrets.put(name, value);
            } else if (question.required()) {
                missing.add(name);
            } else {
                return List.of();
            }
            return List.of(ConfigReference.secret(name).toString());
        }
        List<String> given = answers.texts().getOrDefault(question.key(), question.defaults());
        if (given.isEmpty() && question.required()) {
            throw new ConfigException(
                    "'" + question.key() + "' needs an answer (" + question.label() + ")");
        }
        if (given.size() > 1 && !question.multiple()) {
            throw new ConfigException("'" + question.key() + "' takes one answer");
        }
        for (String text : given) {
            if (!question.choices().isEmpty() && !question.choices().contains(text)) {
                throw new ConfigException(
                        "'"
                                + question.key()
                                + "' must be one of: "
                                + String.join(", ", question.choices()));
            }
        }
        return given;
    }

    /// A plan that somebody has said yes to. Used once.
    public static final class Accepted {

        private final Map<ServerName, ObjectNode> servers;
        private final Map<String, char[]> secrets;
        private final List<String> missing;
        private final @Nullable Unpacking bundle;

        private Accepted(
                Map<ServerName, ObjectNode> servers,
                Map<String, char[]> secrets,
                List<String> missing,
                @Nullable Unpacking bundle) {
            this.servers = servers;
            this.secrets = secrets;
            this.missing = List.copyOf(missing);
            this.bundle = bundle;
        }

        /// Names of secrets that are to be kept.
        public List<String> secretNames() {
            return List.copyOf(secrets.keySet());
        }

        /// Names of secrets that a server needs and that nobody has given.
        public List<String> missingSecrets() {
            return missing;
        }

        /// What would be in the file afterwards. Writes nothing.
        public HostedServers preview(HostedServers into) {
            HostedServers all = into;
            for (Map.Entry<ServerName, ObjectNode> server : servers.entrySet()) {
                all = all.plus(server.getKey(), server.getValue());
            }
            return all;
        }

        /// Does it: unpacks the bundle, keeps the secrets, writes the servers, in this order, so
        /// that no server is there without what it needs.
        ///
        /// @return the servers as they are now on disk
        /// @throws ConfigException when something cannot be written; then no server was added
        public HostedServers apply(HostedServers into, SecretSink sink) {
            HostedServers all = preview(into);
            if (bundle != null) {
                bundle.archive().unpack(bundle.folder(), bundle.command());
            }
            try {
                secrets.forEach(sink::put);
                all.write();
            } catch (RuntimeException e) {
                takeBack(e);
                throw e;
            } finally {
                secrets.values().forEach(value -> Arrays.fill(value, '\0'));
            }
            return all;
        }

        private void takeBack(RuntimeException because) {
            try {
                if (bundle != null) {
                    FolderTree.delete(bundle.folder());
                }
            } catch (IOException e) {
                because.addSuppressed(e);
            }
        }
    }
}
