package dev.hqe.ui.internal.tools;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOrigin;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.mcp.policy.PolicyFile;
import dev.hqe.ui.WindowParts;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.ShellModel;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.action.Action;
import dev.hqe.ui.internal.action.Keys;
import dev.hqe.ui.internal.page.Frame;
import dev.hqe.ui.internal.page.Page;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.page.Target;
import dev.hqe.ui.internal.palette.PaletteEntry;
import dev.hqe.ui.internal.palette.PaletteSource;
import dev.hqe.ui.internal.palette.Section;
import dev.hqe.ui.internal.part.Columns;
import dev.hqe.ui.internal.part.KeptSplit;
import dev.hqe.ui.internal.part.Look;
import dev.hqe.ui.internal.part.PageHeader;
import dev.hqe.ui.internal.part.Strip;
import dev.hqe.ui.internal.toast.Toast;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Every tool with a form, its runs and their results.
public final class ToolsPage implements Page {

    private final ToolsModel model;
    private final ShellModel shell;
    private final Desk desk;
    private final FxDispatcher dispatcher;
    private final VBox root = new VBox();
    private final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");
    private final ToolListPane list;
    private final ToolPane tool;
    private final ResultPane result;
    private final HistoryPane history;
    private final Columns columns;
    private final Action run;
    private final Action again;
    private final Action view;
    private final Action refresh;

    /// Where a workbench lets its tools be called.
    public static Optional<Page> make(Frame frame) {
        return frame.ports()
                .find(ToolRoad.class)
                .flatMap(road ->
                        frame.ports()
                                .find(PolicyFile.class)
                                .map(file -> new ToolsPage(frame, road, file)));
    }

    private ToolsPage(Frame frame, ToolRoad road, PolicyFile file) {
        this.shell = frame.model();
        this.desk = frame.desk();
        this.dispatcher = frame.dispatcher();
        WindowParts parts = frame.parts();
        RunsModel runs = new RunsModel(road, dispatcher, parts.clock());
        this.model =
                new ToolsModel(
                        road,
                        new ToolRules(file, parts.approvals(), parts.clock()),
                        runs,
                        dispatcher,
                        frame.delays(),
                        this::nameOf,
                        this::ruled);
        run =
                Action.of("tools.run", Texts.of("tools.run.action"), Feather.PLAY, this::run)
                        .on(Keys.shortcut(KeyCode.ENTER))
                        .when(() -> model.selected().get() != null);
        again =
                Action.of(
                                "tools.again",
                                Texts.of("tools.again.action"),
                                Feather.REPEAT,
                                model::runAgain)
                        .on(Keys.shortcut(KeyCode.R))
                        .when(() -> !runs.history().isEmpty());
        refresh =
                Action.of(
                        "tools.refresh",
                        Texts.of("tools.refresh"),
                        Feather.REFRESH_CW,
                        model::refresh);
        tool = new ToolPane(model, run, desk, shell::say);
        list = new ToolListPane(model, tool::focusForm);
        result = new ResultPane(runs, new ResultViews(dispatcher), this::save);
        view =
                Action.of("tools.view", Texts.of("tools.view.next"), Feather.EYE, result::nextView)
                        .on(Keys.typed("t"));
        history = new HistoryPane(model, this::use);
        columns = Columns.two(frame.kept(), "tools", tool, result, 0.42);
        SplitPane.setResizableWithParent(tool, false); // a larger window is for the result
        SplitPane.setResizableWithParent(result, true);
        KeptSplit right =
                new KeptSplit(
                        frame.kept(),
                        "tools.history",
                        Orientation.VERTICAL,
                        columns,
                        history,
                        history,
                        0.73);
        KeptSplit all =
                new KeptSplit(
                        frame.kept(), "tools.list", Orientation.HORIZONTAL, list, right, list, 0.2);
        list.setMinWidth(180);
        history.setMinHeight(96);
        VBox.setVgrow(all, Priority.ALWAYS);
        root.getStyleClass().add("page");
        Strip rules =
                new Strip(
                                Look.DANGER,
                                model.ruleProblem()
                                        .map(line -> Texts.of("tools.rules.broken", line)),
                                Texts.of("tools.refresh"),
                                model::refresh)
                        .when(model.ruleProblem().isNotEmpty());
        Strip failed =
                new Strip(
                                Look.DANGER,
                                model.problem().map(line -> Texts.of("tools.failed", line)),
                                Texts.of("tools.refresh"),
                                model::refresh)
                        .when(model.problem().isNotEmpty());
        root.getChildren().addAll(new PageHeader(Place.TOOLS, fact), rules, failed, all);
        model.known().addListener((property, before, now) -> count());
        model.rows().addListener((ListChangeListener<ToolRow>) change -> count());
        shell.inventory()
                .topics()
                .addListener((ListChangeListener<Object>) change -> model.refresh());
        count();
    }

    private String nameOf(ToolOrigin origin) {
        return switch (origin.kind()) {
            case TOPIC -> shell.inventory().nameOf(new TopicId(origin.name()));
            case SERVER -> origin.name();
            case WORKBENCH -> Texts.of("tools.origin.workbench");
            case UNKNOWN -> Texts.of("tools.origin.unknown");
        };
    }

    private void count() {
        long topics = places(ToolOrigin.Kind.TOPIC);
        long servers = places(ToolOrigin.Kind.SERVER);
        fact.set(
                !model.known().get()
                        ? ""
                        : Texts.count("tools.count", model.tools().size())
                                + (topics == 0 ? "" : Texts.count("tools.count.topics", topics))
                                + (servers == 0
                                        ? ""
                                        : Texts.count("tools.count.servers", servers)));
    }

    private long places(ToolOrigin.Kind kind) {
        return model.tools().stream()
                .map(ToolEntry::origin)
                .filter(origin -> origin.kind() == kind)
                .distinct()
                .count();
    }

    private void run() {
        model.run(tool::focusProblem);
    }

    private void use(ToolRun run) {
        Optional<Runnable> back = model.use(run);
        back.ifPresent(undo ->
                shell.toasts()
                        .show(
                                Toast.done(
                                                Texts.of("tools.used"),
                                                Texts.of("tools.used.text", run.tool()))
                                        .undoing(Texts.of("tools.undo"), undo)));
        tool.focusForm();
    }

    private void ruled(ToolsModel.Ruled said) {
        shell.toasts()
                .show(
                        switch (said) {
                            case ToolsModel.Ruled.Done done ->
                                    Toast.done(
                                                    Texts.of(
                                                            "tools.ruled."
                                                                    + done.ruling()
                                                                            .map(one -> one.word())
                                                                            .orElse("none"),
                                                            done.tool()),
                                                    Texts.of("tools.ruled.text"))
                                            .undoing(Texts.of("tools.undo"), done.undo());
                            case ToolsModel.Ruled.Failed failed ->
                                    Toast.failed(
                                            Texts.of("tools.ruled.failed", failed.tool()),
                                            failed.message());
                        });
    }

    private void save(ToolRun saved) {
        if (!(saved.state().get() instanceof RunState.Ended ended)) {
            return;
        }
        Saving.of(ended.sheet())
                .ifPresent(saving -> {
                    String name =
                            saving.name(saved.tool(), saved.started(), ZoneId.systemDefault());
                    desk.saveAs(name).ifPresent(file -> write(saving, file));
                });
    }

    private void write(Saving saving, Path file) {
        Thread.ofVirtual()
                .name("window-save")
                .start(() -> {
                    Toast told;
                    try {
                        saving.write(file);
                        told =
                                Toast.done(
                                        Texts.of("tools.saved"),
                                        Objects.toString(file.getFileName()));
                    } catch (IOException | RuntimeException e) { // the edge: shown to the person
                        told =
                                Toast.failed(
                                        Texts.of("tools.save.failed", file),
                                        String.valueOf(e.getMessage()));
                    }
                    Toast toast = told;
                    dispatcher.post(() -> shell.toasts().show(toast));
                });
    }

    @Override
    public Place place() {
        return Place.TOOLS;
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void shown() {
        model.refresh();
        list.list().requestFocus();
        list.reveal();
    }

    @Override
    public void open(Target target) {
        if (target instanceof Target.OfTool(String name) && ToolName.isValid(name)) {
            list.words().clear();
            model.select(new ToolName(name));
            list.reveal();
            tool.focusForm();
        }
    }

    @Override
    public List<Action> actions() {
        return List.of(run, again, view, refresh);
    }

    @Override
    public List<PaletteSource> palette() {
        return List.of(
                new PaletteSource.Listed(
                        Section.TOOLS, () -> model.tools().stream().map(this::entry).toList()));
    }

    private PaletteEntry entry(ToolEntry entry) {
        String title = entry.definition().title();
        return PaletteEntry.of(
                        "tool:" + entry.name(),
                        Feather.TOOL,
                        entry.name().value(),
                        title.isBlank() ? entry.definition().description() : title,
                        Texts.of("tools.palette"),
                        () -> shell.open(new Target.OfTool(entry.name().value())))
                .asCode();
    }

    @Override
    public Node filter() {
        return list.words();
    }

    @Override
    public List<Node> panes() {
        return List.of(list, tool, result, history);
    }

    @Override
    public boolean back() {
        boolean any = !list.words().getText().isEmpty();
        list.words().clear();
        return any;
    }

    @Override
    public void closed() {
        model.close();
    }

    @Override
    public List<String> styleSheets() {
        return List.of(
                Objects.requireNonNull(ToolsPage.class.getResource("tools.css"), "tools.css")
                        .toExternalForm());
    }
}
