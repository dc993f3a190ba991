package dev.hqe.ui.internal.servers;

import dev.hqe.mcp.config.ConfigReference;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.HostedServerConfig.Transport;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.ui.internal.Texts;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/// What a person types about a server: checked while they type, and made into a configuration. For
/// the JavaFX thread.
final class ServerForm {

    /// The two ways to a server.
    enum Way {
        PROGRAM,
        ADDRESS
    }

    /// How an address is spoken to.
    enum Speech {
        STREAMABLE,
        SSE
    }

    /// What can be wrong.
    enum Part {
        NAME,
        COMMAND,
        ARGUMENTS,
        FOLDER,
        URL,
        ENTRIES
    }

    private static final int MOST_ENTRIES = 100;

    private final Set<String> taken;
    private final Optional<HostedServerConfig> before;
    private final StringProperty name = new SimpleStringProperty("");
    private final ObjectProperty<Way> way = new SimpleObjectProperty<>(Way.PROGRAM);
    private final StringProperty command = new SimpleStringProperty("");
    private final StringProperty arguments = new SimpleStringProperty("");
    private final StringProperty folder = new SimpleStringProperty("");
    private final StringProperty url = new SimpleStringProperty("");
    private final ObjectProperty<Speech> speech = new SimpleObjectProperty<>(Speech.STREAMABLE);
    private final ObservableList<FormEntry> variables = FXCollections.observableArrayList();
    private final ObservableList<FormEntry> headers = FXCollections.observableArrayList();
    private final Map<Part, ReadOnlyStringWrapper> problems = new EnumMap<>(Part.class);
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();
    private final InvalidationListener changed = any -> changed();
    private boolean complete;

    /// A form for a new server.
    ///
    /// @param taken names that it cannot have
    ServerForm(Collection<String> taken) {
        this(taken, Optional.empty());
    }

    /// A form with a server that is there. Its name stays.
    ServerForm(HostedServerConfig server) {
        this(Set.of(), Optional.of(server));
        name.set(server.name().value());
        switch (server) {
            case HostedServerConfig.Stdio stdio -> {
                command.set(stdio.command());
                arguments.set(String.join("\n", stdio.args()));
                String cwd = stdio.cwd();
                folder.set(cwd == null ? "" : cwd);
                stdio.env().forEach((key, value) -> variables.add(FormEntry.of(key, value)));
            }
            case HostedServerConfig.Http http -> {
                way.set(Way.ADDRESS);
                url.set(http.url());
                speech.set(http.transport() == Transport.SSE ? Speech.SSE : Speech.STREAMABLE);
                http.headers().forEach((key, value) -> headers.add(FormEntry.of(key, value)));
            }
        }
    }

    private ServerForm(Collection<String> taken, Optional<HostedServerConfig> before) {
        this.taken = Set.copyOf(taken);
        this.before = before;
        for (Part part : Part.values()) {
            problems.put(part, new ReadOnlyStringWrapper(""));
        }
        List.<Observable>of(name, way, command, arguments, folder, url, speech)
                .forEach(property -> property.addListener(changed));
        for (ObservableList<FormEntry> entries : List.of(variables, headers)) {
            entries.addListener(
                    (ListChangeListener<FormEntry>)
                            change -> {
                                while (change.next()) {
                                    change.getAddedSubList().forEach(this::listen);
                                }
                                changed();
                            });
        }
    }

    private void listen(FormEntry entry) {
        List.<Observable>of(entry.name, entry.value, entry.secret, entry.secretName, entry.typed)
                .forEach(property -> property.addListener(changed));
        entry.secret.addListener((property, was, now) -> entry.propose(name.get().strip()));
    }

    private void changed() {
        check();
        changes.set(changes.get() + 1);
    }

    /// Whether it changes a server that is there.
    boolean replaces() {
        return before.isPresent();
    }

    StringProperty name() {
        return name;
    }

    ObjectProperty<Way> way() {
        return way;
    }

    StringProperty command() {
        return command;
    }

    /// One on each line.
    StringProperty arguments() {
        return arguments;
    }

    StringProperty folder() {
        return folder;
    }

    StringProperty url() {
        return url;
    }

    ObjectProperty<Speech> speech() {
        return speech;
    }

    ObservableList<FormEntry> variables() {
        return variables;
    }

    ObservableList<FormEntry> headers() {
        return headers;
    }

    /// Another variable or header; none where there are a hundred already.
    void addEntry() {
        ObservableList<FormEntry> entries = entries();
        if (entries.size() < MOST_ENTRIES) {
            entries.add(FormEntry.empty());
        }
    }

    private ObservableList<FormEntry> entries() {
        return way.get() == Way.PROGRAM ? variables : headers;
    }

    /// What is wrong with a part; empty for nothing.
    ReadOnlyStringProperty problem(Part part) {
        return wrapper(part).getReadOnlyProperty();
    }

    private ReadOnlyStringWrapper wrapper(Part part) {
        return Objects.requireNonNull(problems.get(part));
    }

    /// Goes up with every change.
    ReadOnlyLongProperty changes() {
        return changes.getReadOnlyProperty();
    }

    /// From now on, what was left out is wrong, too.
    ///
    /// @return the first part that is wrong
    Optional<Part> complete() {
        complete = true;
        check();
        for (Part part : Part.values()) {
            if (!problem(part).get().isEmpty()) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    private void check() {
        boolean program = way.get() == Way.PROGRAM;
        wrapper(Part.NAME).set(nameProblem());
        wrapper(Part.COMMAND).set(program ? commandProblem() : "");
        wrapper(Part.ARGUMENTS).set(program ? argumentProblem() : "");
        wrapper(Part.FOLDER).set(program ? FormEntry.inClear("", folder.get()).orElse("") : "");
        wrapper(Part.URL).set(program ? "" : urlProblem());
        wrapper(Part.ENTRIES).set(entryProblem());
    }

    private String nameProblem() {
        String typed = name.get().strip();
        if (typed.isEmpty()) {
            return complete ? Texts.of("servers.form.name.missing") : "";
        }
        if (replaces()) {
            return "";
        }
        if (!ServerName.isValid(typed)) {
            return Texts.of("servers.form.name.bad");
        }
        boolean isTaken = taken.stream().anyMatch(typed::equalsIgnoreCase);
        return isTaken ? Texts.of("servers.form.name.taken", typed) : "";
    }

    private String commandProblem() {
        String typed = command.get().strip();
        if (typed.isEmpty()) {
            return complete ? Texts.of("servers.form.command.missing") : "";
        }
        boolean line =
                typed.matches("\\S+\\s+\\S.*") && !typed.contains("/") && !typed.contains("\\");
        if (line) {
            return Texts.of("servers.form.command.line");
        }
        return FormEntry.inClear("", typed).orElse("");
    }

    private String argumentProblem() {
        List<String> given = lines();
        for (int i = 0; i < given.size(); i++) {
            String option = i == 0 ? "" : given.get(i - 1);
            Optional<String> wrong =
                    FormEntry.inClear(option.startsWith("-") ? option : "", given.get(i));
            if (wrong.isPresent()) {
                return Texts.of("servers.form.arguments.wrong", i + 1, wrong.get());
            }
        }
        return "";
    }

    private String urlProblem() {
        String typed = url.get().strip();
        if (typed.isEmpty()) {
            return complete ? Texts.of("servers.form.url.missing") : "";
        }
        Optional<String> clear = FormEntry.inClear("", typed);
        if (clear.isPresent() || typed.startsWith("${")) {
            return clear.orElse("");
        }
        String plain = typed;
        for (ConfigReference reference : ConfigReference.in(typed)) {
            plain = plain.replace(reference.toString(), "x");
        }
        try {
            URI uri = new URI(plain);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                return Texts.of("servers.form.url.scheme");
            }
            return uri.getHost() == null ? Texts.of("servers.form.url.host") : "";
        } catch (URISyntaxException e) {
            return Texts.of("servers.form.url.bad", e.getIndex() + 1);
        }
    }

    private String entryProblem() {
        Set<String> seen = new HashSet<>();
        for (FormEntry entry : entries()) {
            Optional<String> wrong = entry.problem(complete);
            if (wrong.isPresent()) {
                return wrong.get();
            }
            String called = entry.name.get().strip();
            if (!called.isEmpty() && !seen.add(called)) {
                return Texts.of("servers.form.entry.twice", called);
            }
        }
        return "";
    }

    private List<String> lines() {
        return arguments.get().lines().filter(line -> !line.isBlank()).toList();
    }

    /// What was typed, if nothing is wrong with it.
    Optional<HostedServerConfig> read() {
        if (complete().isPresent()) {
            return Optional.empty();
        }
        ServerName called = new ServerName(name.get().strip());
        Map<String, String> settings = new LinkedHashMap<>();
        entries().stream()
                .filter(entry -> !entry.isEmpty())
                .forEach(entry -> settings.put(entry.name.get().strip(), entry.written()));
        boolean disabled = before.map(HostedServerConfig::disabled).orElse(false);
        List<String> approved = before.map(HostedServerConfig::autoApprove).orElse(List.of());
        String cwd = folder.get().strip();
        return Optional.of(
                switch (way.get()) {
                    case PROGRAM ->
                            new HostedServerConfig.Stdio(
                                    called,
                                    command.get().strip(),
                                    lines(),
                                    settings,
                                    cwd.isEmpty() ? null : cwd,
                                    disabled,
                                    approved);
                    case ADDRESS ->
                            new HostedServerConfig.Http(
                                    called,
                                    url.get().strip(),
                                    speech.get() == Speech.SSE
                                            ? Transport.SSE
                                            : Transport.STREAMABLE_HTTP,
                                    settings,
                                    disabled,
                                    approved);
                });
    }

    /// The secrets whose values were typed, by name.
    Map<String, char[]> secrets() {
        Map<String, char[]> values = new LinkedHashMap<>();
        entries().stream()
                .filter(entry -> entry.secret.get() && !entry.typed.get().isEmpty())
                .forEach(entry ->
                        values.put(
                                entry.secretName.get().strip(), entry.typed.get().toCharArray()));
        return values;
    }
}
