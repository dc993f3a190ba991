package dev.hqe.ui.internal.tools;

import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.json.JsonSchema.Violation;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOrigin;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.mcp.policy.Ruling;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.Reload;
import dev.hqe.ui.internal.page.Delays;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The tools there are, the one that is looked at with its form, and what agents may do with each.
/// For the JavaFX thread; it never blocks it.
final class ToolsModel implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MOST_FORMS = 100;

    /// The order of the groups.
    private static final List<ToolOrigin.Kind> KINDS =
            List.of(
                    ToolOrigin.Kind.TOPIC,
                    ToolOrigin.Kind.SERVER,
                    ToolOrigin.Kind.WORKBENCH,
                    ToolOrigin.Kind.UNKNOWN);

    private record Seen(List<ToolEntry> tools, List<String> ruleProblems) {}

    /// What a change of the rules came to.
    sealed interface Ruled {

        /// They were changed.
        ///
        /// @param ruling what holds now by a rule of its own; empty for none
        /// @param undo takes it back
        record Done(ToolName tool, Optional<Ruling> ruling, Runnable undo) implements Ruled {}

        /// They were not.
        record Failed(ToolName tool, String message) implements Ruled {}
    }

    private final ToolRoad road;
    private final ToolRules rules;
    private final RunsModel runs;
    private final FxDispatcher dispatcher;
    private final Delays delays;
    private final Function<ToolOrigin, String> names;
    private final Consumer<Ruled> ruled;
    private final Reload<Seen> reload;
    private final List<Registration> registrations = new ArrayList<>();

    private List<ToolEntry> tools = List.of();
    private final ObservableList<ToolRow> rows = FXCollections.observableArrayList();
    private final StringProperty words = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper known = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper ruleProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable ToolEntry> selected =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable FormModel> form = new ReadOnlyObjectWrapper<>();
    private final Map<ToolName, FormModel> forms = new LinkedHashMap<>(16, 0.75f, true);
    private final AtomicLong checks = new AtomicLong();
    private @Nullable ToolName wanted;

    /// @param names what a person calls a place that tools come from
    /// @param ruled hears of each change of the rules, on the JavaFX thread
    ToolsModel(
            ToolRoad road,
            ToolRules rules,
            RunsModel runs,
            FxDispatcher dispatcher,
            Delays delays,
            Function<ToolOrigin, String> names,
            Consumer<Ruled> ruled) {
        this.road = road;
        this.rules = rules;
        this.runs = runs;
        this.dispatcher = dispatcher;
        this.delays = delays;
        this.names = names;
        this.ruled = ruled;
        this.reload =
                new Reload<>(
                        "tools",
                        dispatcher,
                        PAUSE,
                        this::look,
                        this::show,
                        e -> problem.set(String.valueOf(e.getMessage())));
        words.addListener((property, before, now) -> list());
        registrations.add(road.onChange(reload::request));
        registrations.add(rules.onChange(reload::request));
        reload.request();
    }

    /// Reads tools and rules anew.
    void refresh() {
        reload.request();
    }

    private Seen look() {
        return new Seen(
                road.tools().stream().map(tool -> new ToolEntry(tool, rules.of(tool))).toList(),
                rules.problems());
    }

    private void show(Seen seen) {
        problem.set("");
        tools = seen.tools();
        ruleProblem.set(seen.ruleProblems().isEmpty() ? "" : seen.ruleProblems().getFirst());
        list();
        ToolEntry now = selected.get();
        ToolName name = wanted != null ? wanted : now == null ? null : now.name();
        if (name != null) {
            select(name);
        } else {
            selectFirst();
        }
        known.set(true);
    }

    private void selectFirst() {
        rows.stream()
                .filter(ToolRow.Item.class::isInstance)
                .findFirst()
                .ifPresent(row -> select(((ToolRow.Item) row).tool().name()));
    }

    private void list() {
        String[] parts = words.get().strip().toLowerCase(Locale.ROOT).split("\\s+");
        Map<ToolOrigin, List<ToolEntry>> groups = new LinkedHashMap<>();
        tools.stream()
                .filter(tool -> tool.matches(parts))
                .forEach(tool ->
                        groups.computeIfAbsent(tool.origin(), any -> new ArrayList<>()).add(tool));
        List<ToolRow> now = new ArrayList<>();
        groups.keySet().stream()
                .sorted(
                        Comparator.<ToolOrigin>comparingInt(one -> KINDS.indexOf(one.kind()))
                                .thenComparing(names, String.CASE_INSENSITIVE_ORDER))
                .forEach(origin -> {
                    now.add(new ToolRow.Heading(origin.kind(), names.apply(origin)));
                    groups.getOrDefault(origin, List.of())
                            .forEach(tool -> now.add(new ToolRow.Item(tool)));
                });
        if (!now.equals(rows)) {
            rows.setAll(now);
        }
    }

    /// Those that fit the words, by where they come from.
    ObservableList<ToolRow> rows() {
        return rows;
    }

    /// What is looked for; empty for all.
    StringProperty words() {
        return words;
    }

    /// All tools, by name.
    List<ToolEntry> tools() {
        return tools;
    }

    /// Whether the tools have been read once.
    ReadOnlyBooleanProperty known() {
        return known.getReadOnlyProperty();
    }

    /// Why the tools could not be read; empty if they could.
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /// What is wrong with the file of rules; empty for nothing.
    ReadOnlyStringProperty ruleProblem() {
        return ruleProblem.getReadOnlyProperty();
    }

    /// The tool that is looked at; null for none.
    ReadOnlyObjectProperty<@Nullable ToolEntry> selected() {
        return selected.getReadOnlyProperty();
    }

    /// Its form; null for none.
    ReadOnlyObjectProperty<@Nullable FormModel> form() {
        return form.getReadOnlyProperty();
    }

    RunsModel runs() {
        return runs;
    }

    Optional<ToolEntry> find(ToolName name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    /// Looks at a tool, now or when it comes; what was typed into its form before is still there.
    void select(ToolName name) {
        Optional<ToolEntry> found = find(name);
        if (found.isEmpty()) {
            wanted = name;
            selected.set(null);
            form.set(null);
            return;
        }
        wanted = null;
        FormModel now = formOf(found.get());
        selected.set(found.get());
        if (form.get() != now) {
            form.set(now);
            checks.incrementAndGet();
        }
        ToolRun shown = runs.shown().get();
        if (shown == null || !shown.tool().equals(name)) {
            runs.shown().set(runs.last(name).orElse(null));
        }
    }

    private FormModel formOf(ToolEntry tool) {
        ObjectNode schema = tool.definition().inputSchema();
        FormModel before = forms.get(tool.name());
        if (before != null && before.schema().equals(schema)) {
            return before;
        }
        FormModel made = new FormModel(schema);
        if (before != null
                && !before.pristine().get()
                && before.read() instanceof FormModel.Reading.Good(ObjectNode arguments)) {
            made.fill(arguments);
        }
        made.changes().addListener((property, was, is) -> edited(made, tool));
        forms.put(tool.name(), made);
        if (forms.size() > MOST_FORMS) {
            forms.remove(forms.keySet().iterator().next());
        }
        return made;
    }

    /// Checks what is typed, once the person pauses.
    private void edited(FormModel edited, ToolEntry tool) {
        long number = checks.incrementAndGet();
        Thread.ofVirtual()
                .name("window-form")
                .start(() -> {
                    LockSupport.parkNanos(delays.typing().toNanos());
                    if (checks.get() == number) {
                        dispatcher.post(() -> check(number, edited, tool, good -> {}));
                    }
                });
    }

    /// @param told hears the arguments if they fit, else nothing, unless something was typed
    ///   meanwhile
    private void check(
            long number, FormModel checked, ToolEntry tool, Consumer<Optional<ObjectNode>> told) {
        if (checks.get() != number) {
            return;
        }
        if (!(checked.read() instanceof FormModel.Reading.Good(ObjectNode arguments))) {
            told.accept(Optional.empty());
            return;
        }
        Thread.ofVirtual()
                .name("window-check")
                .start(() -> {
                    List<Violation> violations = violations(tool, arguments);
                    dispatcher.post(() -> {
                        if (checks.get() == number) {
                            checked.tell(violations);
                            told.accept(
                                    violations.isEmpty()
                                            ? Optional.of(arguments)
                                            : Optional.empty());
                        }
                    });
                });
    }

    private static List<Violation> violations(ToolEntry tool, ObjectNode arguments) {
        ObjectNode schema = tool.definition().inputSchema();
        return JsonSchema.checkedBefore(
                        () -> new SourceDocument("input schema of " + tool.name(), schema))
                .violations(arguments);
    }

    /// Runs the tool that is looked at with what is in its form, if that fits its schema; else says
    /// at the fields what does not.
    ///
    /// @param refused is told when it does not
    void run(Runnable refused) {
        ToolEntry tool = selected.get();
        FormModel filled = form.get();
        if (tool == null || filled == null) {
            return;
        }
        filled.touchAll();
        check(
                checks.incrementAndGet(),
                filled,
                tool,
                arguments ->
                        arguments.ifPresentOrElse(
                                fitting -> runs.start(tool.name(), fitting), refused));
    }

    /// Runs the last one again, whichever tool that was, and looks at it.
    void runAgain() {
        runs.history().stream().findFirst().ifPresent(this::runAgain);
    }

    /// Runs this again with the same arguments, and looks at it. The form stays as it is.
    void runAgain(ToolRun run) {
        show(run);
        runs.again(run);
    }

    /// Looks at a run: its tool and its result.
    void show(ToolRun run) {
        select(run.tool());
        runs.shown().set(run);
    }

    /// Puts the arguments of a run into the form.
    ///
    /// @return what puts those back that were there before; empty where nothing had been entered
    Optional<Runnable> use(ToolRun run) {
        show(run);
        FormModel now = form.get();
        if (now == null) {
            return Optional.empty();
        }
        Optional<Runnable> back =
                !now.pristine().get()
                                && now.read() instanceof FormModel.Reading.Good(ObjectNode before)
                                && !before.equals(run.arguments())
                        ? Optional.of(() -> now.fill(before))
                        : Optional.empty();
        now.fill(run.arguments());
        return back;
    }

    /// Has agents follow this rule for the tool that is looked at; empty for none of its own.
    void rule(Optional<Ruling> ruling) {
        ToolEntry tool = selected.get();
        if (tool != null) {
            ToolName name = tool.name();
            change(
                    name,
                    ruling,
                    () ->
                            ruling.map(one -> rules.set(name, one))
                                    .orElseGet(() -> rules.clear(name)));
        }
    }

    private void change(ToolName tool, Optional<Ruling> ruling, Supplier<Runnable> change) {
        Thread.ofVirtual()
                .name("window-rule")
                .start(() -> {
                    Ruled said;
                    try {
                        Runnable undo = change.get();
                        said = new Ruled.Done(tool, ruling, () -> undo(tool, undo));
                    } catch (RuntimeException e) { // the edge: shown to the person
                        said = new Ruled.Failed(tool, String.valueOf(e.getMessage()));
                    }
                    Ruled told = said;
                    dispatcher.post(() -> {
                        ruled.accept(told);
                        reload.request();
                    });
                });
    }

    private void undo(ToolName tool, Runnable undo) {
        Thread.ofVirtual()
                .name("window-undo")
                .start(() -> {
                    try {
                        undo.run();
                    } catch (RuntimeException e) { // the edge: shown to the person
                        String message = String.valueOf(e.getMessage());
                        dispatcher.post(() -> ruled.accept(new Ruled.Failed(tool, message)));
                    }
                    reload.request();
                });
    }

    @Override
    public void close() {
        registrations.forEach(Registration::close);
        runs.close();
    }
}
