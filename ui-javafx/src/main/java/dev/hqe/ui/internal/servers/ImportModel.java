package dev.hqe.ui.internal.servers;

import dev.hqe.kernel.KernelException;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import dev.hqe.mcp.config.AgentClient;
import dev.hqe.mcp.config.ConfigException;
import dev.hqe.mcp.config.HostedServers;
import dev.hqe.mcp.config.ImportPlan;
import dev.hqe.mcp.config.ImportPlan.Accepted;
import dev.hqe.mcp.config.ImportPlan.Answers;
import dev.hqe.mcp.config.ImportPlan.FoundSecret;
import dev.hqe.mcp.config.ImportPlan.Question;
import dev.hqe.mcp.config.SecretSink;
import dev.hqe.mcp.config.ServerImport;
import dev.hqe.mcp.config.ServerImport.OnClash;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.ui.ServerHosting;
import dev.hqe.ui.internal.FxDispatcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;

/// Servers of other programs' files, to be chosen and imported. For the JavaFX thread; files are
/// read and written elsewhere.
final class ImportModel implements AutoCloseable {

    /// What would be written for what is chosen.
    ///
    /// @param lines in which `mcp.json` changes, as a diff without anything secret
    /// @param secrets what moves to the secret store
    /// @param questions keys of the questions that the chosen ones ask
    /// @param missing what has to be answered first; empty for nothing
    record Preview(
            List<String> lines, List<FoundSecret> secrets, Set<String> questions, String missing) {

        static final Preview NONE = new Preview(List.of(), List.of(), Set.of(), "");

        Preview {
            lines = List.copyOf(lines);
            secrets = List.copyOf(secrets);
            questions = Set.copyOf(questions);
        }
    }

    private final ServerHosting hosting;
    private final FxDispatcher dispatcher;
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper importing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<List<Offer>> offers =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<String>> without =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Preview> preview =
            new ReadOnlyObjectWrapper<>(Preview.NONE);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ObjectProperty<OnClash> onClash = new SimpleObjectProperty<>(OnClash.SKIP);
    private final List<Path> others = new ArrayList<>();
    private final AtomicLong looks = new AtomicLong();
    private final AtomicLong previews = new AtomicLong();
    private final InvalidationListener changed = any -> foresee();

    ImportModel(ServerHosting hosting, FxDispatcher dispatcher) {
        this.hosting = hosting;
        this.dispatcher = dispatcher;
        onClash.addListener((property, before, now) -> look());
    }

    private record Source(String title, Path file) {}

    /// Reads the files of the programs that are there, and those that were chosen.
    void look() {
        long number = looks.incrementAndGet();
        OnClash clash = onClash.get();
        List<Path> more = List.copyOf(others);
        Map<Path, Map<String, Boolean>> before = choices();
        reading.set(true);
        problem.set("");
        Thread.ofVirtual()
                .name("window-import-look")
                .start(() -> {
                    List<Source> sources = new ArrayList<>();
                    List<String> missing = new ArrayList<>();
                    for (AgentClient client : AgentClient.values()) {
                        Path file = client.file(hosting.places());
                        if (Files.exists(file)) {
                            sources.add(new Source(client.title(), file));
                        } else {
                            missing.add(client.title());
                        }
                    }
                    more.forEach(file -> sources.add(new Source("", file)));
                    List<Offer> found =
                            sources.stream().map(source -> offer(source, clash)).toList();
                    dispatcher.post(() -> {
                        if (looks.get() == number) {
                            reading.set(false);
                            without.set(missing);
                            show(found, before);
                        }
                    });
                });
    }

    private Offer offer(Source source, OnClash clash) {
        try {
            ImportPlan plan = read(source.file(), clash);
            return new Offer(
                    source.title().isEmpty() ? plan.format().title() : source.title(),
                    source.file(),
                    Optional.of(plan),
                    "",
                    plan.additions().stream()
                            .map(one -> new Offer.Item(one, new SimpleBooleanProperty(true)))
                            .toList(),
                    plan.questions().stream()
                            .map(one ->
                                    new Offer.Asked(
                                            one,
                                            new SimpleStringProperty(
                                                    String.join(",", one.defaults()))))
                            .toList());
        } catch (RuntimeException e) { // the edge: shown beside the others
            return new Offer(
                    source.title().isEmpty()
                            ? String.valueOf(source.file().getFileName())
                            : source.title(),
                    source.file(),
                    Optional.empty(),
                    words(e),
                    List.of(),
                    List.of());
        }
    }

    private ImportPlan read(Path file, OnClash clash) {
        return new ServerImport(hosting.file(), hosting.places(), hosting.bundles(), clash)
                .read(file);
    }

    private static String words(RuntimeException e) {
        return e instanceof InvalidDocumentException invalid
                ? invalid.problems().stream()
                        .map(Problem::toString)
                        .collect(Collectors.joining("\n"))
                : String.valueOf(e.getMessage());
    }

    private Map<Path, Map<String, Boolean>> choices() {
        Map<Path, Map<String, Boolean>> choices = new HashMap<>();
        for (Offer offer : offers.get()) {
            Map<String, Boolean> of = new HashMap<>();
            offer.items()
                    .forEach(item -> of.put(item.addition().foreignName(), item.chosen().get()));
            choices.put(offer.file(), of);
        }
        return choices;
    }

    /// What was chosen before stays so; of two that would have one name, the first is chosen.
    private void show(List<Offer> found, Map<Path, Map<String, Boolean>> before) {
        Set<ServerName> names = new HashSet<>();
        for (Offer offer : found) {
            for (Offer.Item item : offer.items()) {
                boolean wanted =
                        before.getOrDefault(offer.file(), Map.of())
                                .getOrDefault(item.addition().foreignName(), true);
                item.chosen().set(wanted && names.add(item.addition().name()));
                item.chosen().addListener((property, was, now) -> chosen(item, now));
            }
            offer.asked().forEach(one -> one.answer().addListener(changed));
        }
        offers.set(found);
        foresee();
    }

    /// There can be only one server of a name.
    private void chosen(Offer.Item item, boolean now) {
        if (now) {
            offers.get().stream()
                    .flatMap(offer -> offer.items().stream())
                    .filter(one -> !one.equals(item))
                    .filter(one -> one.addition().name().equals(item.addition().name()))
                    .map(Offer.Item::chosen)
                    .filter(BooleanProperty::get)
                    .forEach(other -> other.set(false));
        }
        foresee();
    }

    private void foresee() {
        long number = previews.incrementAndGet();
        List<Chosen> chosen = chosen();
        Thread.ofVirtual()
                .name("window-import-preview")
                .start(() -> {
                    Preview now;
                    try {
                        now = foreseen(chosen);
                    } catch (RuntimeException e) { // the edge: shown to the person
                        now = new Preview(List.of(), List.of(), Set.of(), words(e));
                    }
                    Preview seen = now;
                    dispatcher.post(() -> {
                        if (previews.get() == number) {
                            preview.set(seen);
                        }
                    });
                });
    }

    private record Chosen(
            Path file, ImportPlan plan, Set<ServerName> names, Map<String, String> answers) {}

    private List<Chosen> chosen() {
        List<Chosen> chosen = new ArrayList<>();
        for (Offer offer : offers.get()) {
            offer.plan()
                    .filter(plan -> !offer.chosen().isEmpty())
                    .ifPresent(plan ->
                            chosen.add(
                                    new Chosen(
                                            offer.file(), plan, offer.chosen(), offer.answers())));
        }
        return chosen;
    }

    private Preview foreseen(List<Chosen> chosen) {
        HostedServers before = hosting.file();
        HostedServers after = before;
        List<FoundSecret> secrets = new ArrayList<>();
        Set<String> questions = new HashSet<>();
        List<String> missing = new ArrayList<>();
        for (Chosen one : chosen) {
            ImportPlan some = one.plan().only(one.names());
            secrets.addAll(some.secrets());
            some.questions().forEach(question -> questions.add(question.key()));
            Answers answers = answers(some, one.answers());
            try {
                after = some.accept(answers).preview(after);
            } catch (ConfigException e) {
                missing.add(String.valueOf(e.getMessage()));
            } finally {
                blank(answers);
            }
        }
        return new Preview(
                before.difference(after), secrets, questions, String.join("\n", missing));
    }

    private static Answers answers(ImportPlan plan, Map<String, String> typed) {
        Map<String, List<String>> texts = new HashMap<>();
        Map<String, char[]> secrets = new HashMap<>();
        for (Question question : plan.questions()) {
            String answer = typed.get(question.key());
            if (answer != null && question.sensitive()) {
                secrets.put(question.key(), answer.toCharArray());
            } else if (answer != null) {
                texts.put(
                        question.key(),
                        question.multiple() ? List.of(answer.split(",", -1)) : List.of(answer));
            }
        }
        return new Answers(texts, secrets);
    }

    private static void blank(Answers answers) {
        answers.secrets().values().forEach(value -> Arrays.fill(value, '\0'));
    }

    /// Imports what is chosen.
    ///
    /// @param done is told on the JavaFX thread; when it fails, [#problem] says why
    void run(Consumer<Told> done) {
        List<Chosen> chosen = chosen();
        OnClash clash = onClash.get();
        importing.set(true);
        problem.set("");
        Thread.ofVirtual()
                .name("window-import")
                .start(() -> {
                    List<String> added = new ArrayList<>();
                    String failed = "";
                    try {
                        for (Chosen one : chosen) {
                            added.addAll(take(one, clash));
                        }
                    } catch (ConfigException
                            | InvalidDocumentException e) { // what was added before stays
                        failed = words(e);
                    } catch (KernelException e) {
                        failed = String.valueOf(e.getMessage());
                    }
                    String wrong = failed;
                    dispatcher.post(() -> end(added, wrong, done));
                });
    }

    private void end(List<String> added, String failed, Consumer<Told> done) {
        importing.set(false);
        problem.set(failed);
        if (!added.isEmpty()) {
            done.accept(
                    new Told.Done(
                            Told.Deed.IMPORTED,
                            String.join(", ", added),
                            Optional.of(() -> takeOut(added))));
        }
        if (!failed.isEmpty()) {
            look();
            problem.set(failed);
        }
    }

    /// The file may have changed since it was looked at, so the plan is made anew.
    private List<String> take(Chosen chosen, OnClash clash) {
        HostedServers into = hosting.file();
        ImportPlan plan =
                new ServerImport(into, hosting.places(), hosting.bundles(), clash)
                        .read(chosen.file())
                        .only(chosen.names());
        if (plan.additions().isEmpty()) {
            return List.of();
        }
        Answers answers = answers(plan, chosen.answers());
        Accepted accepted = plan.accept(answers);
        accepted.apply(into, SecretSink.into(hosting.secrets()));
        blank(answers);
        hosting.change(file -> file); // has what is written now hosted
        return plan.additions().stream().map(one -> one.name().value()).toList();
    }

    private void takeOut(List<String> names) {
        hosting.change(file -> {
            HostedServers rest = file;
            for (String name : names) {
                rest = rest.minus(name);
            }
            return rest;
        });
    }

    /// Looks into this file, too.
    void add(Path file) {
        if (!others.contains(file)) {
            others.add(file);
        }
        look();
    }

    /// Whether files are being read.
    ReadOnlyBooleanProperty reading() {
        return reading.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty importing() {
        return importing.getReadOnlyProperty();
    }

    /// What was found, by file.
    ReadOnlyObjectProperty<List<Offer>> offers() {
        return offers.getReadOnlyProperty();
    }

    /// Programs that have no file here.
    ReadOnlyObjectProperty<List<String>> without() {
        return without.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Preview> preview() {
        return preview.getReadOnlyProperty();
    }

    /// Why nothing, or not all, was imported; empty for nothing.
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /// What becomes of a server whose name is in use.
    ObjectProperty<OnClash> onClash() {
        return onClash;
    }

    /// How many are chosen.
    int count() {
        return offers.get().stream().mapToInt(offer -> offer.chosen().size()).sum();
    }

    @Override
    public void close() {
        looks.incrementAndGet();
        previews.incrementAndGet();
    }
}
