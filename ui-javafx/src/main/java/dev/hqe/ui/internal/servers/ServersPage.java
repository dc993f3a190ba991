package dev.hqe.ui.internal.servers;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.host.ServerCatalogChanged;
import dev.hqe.mcp.host.ServerStateChanged;
import dev.hqe.mcp.process.ServerExited;
import dev.hqe.mcp.process.ServerGaveUp;
import dev.hqe.mcp.process.ServerStarted;
import dev.hqe.ui.ServerHosting;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.ShellModel;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.action.Action;
import dev.hqe.ui.internal.page.Frame;
import dev.hqe.ui.internal.page.Page;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.page.Sheets;
import dev.hqe.ui.internal.page.Target;
import dev.hqe.ui.internal.palette.PaletteEntry;
import dev.hqe.ui.internal.palette.PaletteSource;
import dev.hqe.ui.internal.palette.Section;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Columns;
import dev.hqe.ui.internal.part.EmptyState;
import dev.hqe.ui.internal.part.KeptSplit;
import dev.hqe.ui.internal.part.Loading;
import dev.hqe.ui.internal.part.Look;
import dev.hqe.ui.internal.part.PageHeader;
import dev.hqe.ui.internal.part.Strip;
import dev.hqe.ui.internal.toast.Toast;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableIntegerValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// Other people's MCP servers: how each stands, what it offers and says, and how one is added.
public final class ServersPage implements Page {

    private static final Duration TICK = Duration.seconds(10);

    private final ServerHosting hosting;
    private final ServersModel model;
    private final LogModel log;
    private final SignInModel signIn;
    private final ShellModel shell;
    private final FxDispatcher dispatcher;
    private final Sheets sheets;
    private final Desk desk;
    private final VBox root = new VBox();
    private final StackPane middle = new StackPane();
    private final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper failing = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper waiting = new ReadOnlyIntegerWrapper();
    private final ServerListPane list;
    private final ServerPane pane;
    private final ServerDetail detail;
    private final LogPane logPane;
    private final Columns columns;
    private final Loading outline = new Loading(Texts.of("servers.loading"));
    private final Timeline ticking;
    private final Action add;
    private final Action bringIn;
    private final Action refresh;

    /// Where the workbench hosts servers.
    public static Optional<Page> make(Frame frame) {
        return frame.ports().find(ServerHosting.class).map(port -> new ServersPage(frame, port));
    }

    private ServersPage(Frame frame, ServerHosting hosting) {
        this.hosting = hosting;
        this.shell = frame.model();
        this.dispatcher = frame.dispatcher();
        this.sheets = frame.sheets();
        this.desk = frame.desk();
        this.model = new ServersModel(hosting, dispatcher, this::tell);
        this.log = new LogModel(hosting, dispatcher);
        this.signIn = new SignInModel(hosting, dispatcher, desk, this::signedIn);
        add = Action.of("servers.add", Texts.of("servers.add.action"), Feather.PLUS, this::add);
        bringIn =
                Action.of(
                        "servers.import",
                        Texts.of("servers.import.action"),
                        Feather.DOWNLOAD,
                        this::bringIn);
        refresh =
                Action.of(
                        "servers.refresh",
                        Texts.of("servers.refresh"),
                        Feather.REFRESH_CW,
                        model::refreshAll);
        detail = new ServerDetail(model, frame.parts().clock());
        pane =
                new ServerPane(
                        model,
                        new SignInPanel(signIn, desk, shell::say),
                        new ServerPane.Wishes(
                                name -> shell.open(new Target.OfTool(name)),
                                this::edit,
                                row -> row.config().ifPresent(signIn::begin),
                                row -> new AcceptSheet(model, sheets).show(row),
                                this::details));
        logPane = new LogPane(log, desk, shell::say);
        list = new ServerListPane(model, () -> pane.tools().requestFocus());
        logPane.setMinHeight(96);
        KeptSplit content =
                new KeptSplit(
                        frame.kept(),
                        "servers.log",
                        Orientation.VERTICAL,
                        pane,
                        logPane,
                        logPane,
                        0.68);
        columns = new Columns(frame.kept(), "servers", list, content, detail, 0.22, 0.74);
        columns.isNarrow().addListener((property, before, now) -> pane.narrow(now));
        pane.narrow(columns.isNarrow().get());
        VBox.setVgrow(middle, Priority.ALWAYS);
        root.getStyleClass().addAll("page", "servers");
        root.getChildren().addAll(header(), strip(), locked(), allFailing(), middle);
        ticking = new Timeline(new KeyFrame(TICK, event -> detail.tick()));
        ticking.setCycleCount(Timeline.INDEFINITE);
        model.listing().addListener((property, before, now) -> show(now));
        model.selected()
                .addListener((property, before, now) ->
                        log.show(
                                Optional.ofNullable(now)
                                        .flatMap(ServerRow::config)
                                        .map(HostedServerConfig::name)));
        model.rows().addListener((InvalidationListener) any -> count());
        hear(frame);
        show(model.listing().get());
    }

    private void hear(Frame frame) {
        var bus = frame.parts().bus();
        dispatcher.hear(bus, "servers", ServerStateChanged.class, any -> model.refresh());
        dispatcher.hear(bus, "servers-offer", ServerCatalogChanged.class, any -> model.refresh());
        dispatcher.hear(bus, "servers-start", ServerStarted.class, any -> model.refresh());
        dispatcher.hear(bus, "servers-exit", ServerExited.class, any -> model.refresh());
        dispatcher.hear(bus, "servers-end", ServerGaveUp.class, any -> model.refresh());
    }

    private HBox header() {
        Button bring = Buttons.plain(Texts.of("servers.import"), Feather.DOWNLOAD, bringIn.run());
        bring.setId("servers-import");
        Button more = Buttons.filled(Texts.of("servers.add"), Feather.PLUS, add.run());
        more.setId("servers-add");
        for (Button button :
                List.of(bring, more)) { // where there is none, both stand in the middle
            button.visibleProperty()
                    .bind(
                            Bindings.createBooleanBinding(
                                    () -> !(model.listing().get() instanceof Listing.Nothing),
                                    model.listing()));
            button.managedProperty().bind(button.visibleProperty());
        }
        return new PageHeader(Place.SERVERS, fact, bring, more);
    }

    private Strip strip() {
        return new Strip(
                        Look.DANGER,
                        model.problem().map(text -> Texts.of("servers.file.broken", text)),
                        Texts.of("servers.refresh"),
                        model::refreshAll)
                .when(model.problem().isNotEmpty());
    }

    private Strip locked() {
        return new Strip(
                        Look.WARNING,
                        model.locked().map(text -> Texts.of("servers.locked", text)),
                        Texts.of("servers.locked.again"),
                        model::refreshAll)
                .when(model.locked().isNotEmpty());
    }

    private Strip allFailing() {
        return new Strip(
                        Look.DANGER,
                        failing.getReadOnlyProperty(),
                        Texts.of("servers.allFailing.again"),
                        model::restartFailed)
                .when(failing.isNotEmpty());
    }

    private void count() {
        List<ServerRow> all = model.all();
        long running = all.stream().filter(row -> row.stand() == Stand.RUNNING).count();
        long wrong = all.stream().filter(row -> row.stand().needsAPerson()).count();
        List<ServerRow> on = all.stream().filter(row -> row.stand() != Stand.OFF).toList();
        fact.set(
                all.isEmpty()
                        ? ""
                        : Texts.count("servers.count", all.size())
                                + Texts.of("servers.count.running", running)
                                + (wrong == 0 ? "" : Texts.count("servers.count.wrong", wrong)));
        boolean none = on.size() > 1 && on.stream().allMatch(row -> row.stand() == Stand.FAILED);
        failing.set(none ? Texts.of("servers.allFailing", on.size()) : "");
        waiting.set(
                (int)
                        all.stream()
                                .filter(row ->
                                        row.stand() == Stand.SIGN_IN || !row.waiting().isEmpty())
                                .count());
    }

    private void show(Listing listing) {
        count();
        Node node =
                switch (listing) {
                    case Listing.Loading _ -> outline.starting();
                    case Listing.Nothing _ -> nothing();
                    case Listing.NoMatch _, Listing.Rows _ -> columns;
                };
        if (!middle.getChildren().contains(node) || listing instanceof Listing.Nothing) {
            middle.getChildren().setAll(node);
        }
    }

    private Node nothing() {
        Button first = Buttons.filled(Texts.of("servers.import"), Feather.DOWNLOAD, bringIn.run());
        first.setId("servers-first-import");
        return new EmptyState(
                Feather.SERVER,
                Texts.of("servers.none"),
                Texts.of("servers.none.how"),
                first,
                Buttons.plain(Texts.of("servers.add"), Feather.PLUS, add.run()));
    }

    private void details() {
        if (!columns.closeDetail()) {
            columns.showDetail();
        }
    }

    private void add() {
        shell.place().set(Place.SERVERS);
        List<String> taken = new ArrayList<>(TopicId.RESERVED);
        model.all().forEach(row -> taken.add(row.name()));
        shell.inventory().topics().forEach(topic -> taken.add(topic.id().value()));
        open(new ServerForm(taken));
    }

    private void edit(ServerRow row) {
        row.config()
                .filter(server -> server.topic().isEmpty())
                .ifPresent(server -> open(new ServerForm(server)));
    }

    private void open(ServerForm form) {
        new FormSheet(model, form, hosting, dispatcher, sheets, desk).show();
    }

    private void bringIn() {
        shell.place().set(Place.SERVERS);
        new ImportSheet(new ImportModel(hosting, dispatcher), sheets, desk, this::tell).show();
    }

    private void signedIn() {
        model.refresh();
        shell.toasts()
                .show(Toast.done(Texts.of("servers.signedIn"), Texts.of("servers.signedIn.text")));
    }

    private void tell(Told told) {
        switch (told) {
            case Told.Failed(String name, String message) ->
                    shell.toasts()
                            .show(
                                    Toast.failed(
                                            name.isEmpty()
                                                    ? Texts.of("servers.failed.any")
                                                    : Texts.of("servers.failed", name),
                                            message));
            case Told.Done(Told.Deed deed, String name, Optional<Runnable> undo) -> {
                String key = "servers.done." + deed.name().toLowerCase(Locale.ROOT);
                Toast done = Toast.done(Texts.of(key, name), Texts.of(key + ".text"));
                shell.toasts()
                        .show(
                                undo.map(back ->
                                                done.undoing(
                                                        Texts.of("servers.undo"),
                                                        () -> model.undo(name, back)))
                                        .orElse(done));
                if (deed == Told.Deed.IMPORTED) {
                    model.select(name.split(", ", 2)[0]);
                }
                model.refreshAll();
            }
        }
    }

    @Override
    public Place place() {
        return Place.SERVERS;
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void shown() {
        model.watch(true);
        ticking.play();
        if (model.listing().get() instanceof Listing.Nothing) {
            Optional.ofNullable(root.lookup("#servers-first-import")).ifPresent(Node::requestFocus);
        } else {
            list.list().requestFocus();
        }
    }

    @Override
    public void hidden() {
        model.watch(false);
        ticking.stop();
    }

    @Override
    public void open(Target target) {
        if (target instanceof Target.OfServer(String name)) {
            list.words().clear();
            model.select(name);
        }
    }

    @Override
    public List<Action> actions() {
        return List.of(add, bringIn, refresh);
    }

    @Override
    public List<PaletteSource> palette() {
        return List.of(
                new PaletteSource.Listed(
                        Section.SERVERS, () -> model.all().stream().map(this::entry).toList()),
                new PaletteSource.Listed(
                        Section.COMMANDS,
                        () -> model.all().stream().flatMap(row -> wish(row).stream()).toList()));
    }

    private PaletteEntry entry(ServerRow row) {
        return PaletteEntry.of(
                "server:" + row.name(),
                Feather.SERVER,
                row.name(),
                Marks.line(row),
                Texts.of("servers.palette"),
                () -> shell.open(new Target.OfServer(row.name())));
    }

    /// What would start or stop it.
    private Optional<PaletteEntry> wish(ServerRow row) {
        return switch (row.stand()) {
            case RUNNING, STARTING ->
                    Optional.of(command(row, "stop", Feather.SQUARE, () -> model.stop(row)));
            case IDLE -> Optional.of(command(row, "start", Feather.PLAY, () -> model.start(row)));
            case FAILED ->
                    Optional.of(command(row, "start", Feather.PLAY, () -> model.restart(row)));
            case OFF ->
                    row.topic().isPresent()
                            ? Optional.empty()
                            : Optional.of(
                                    command(
                                            row,
                                            "start",
                                            Feather.PLAY,
                                            () -> model.turn(row, true)));
            case SIGN_IN ->
                    row.config()
                            .map(server ->
                                    command(
                                            row,
                                            "signIn",
                                            Feather.LOG_IN,
                                            () -> {
                                                shell.open(new Target.OfServer(row.name()));
                                                signIn.begin(server);
                                            }));
            case BROKEN -> Optional.empty();
        };
    }

    private static PaletteEntry command(ServerRow row, String what, Feather icon, Runnable run) {
        return PaletteEntry.of(
                "servers." + what + ":" + row.name(),
                icon,
                Texts.of("servers.palette." + what, row.name()),
                "",
                Texts.of("servers.palette.do"),
                run);
    }

    @Override
    public Node filter() {
        return list.words();
    }

    @Override
    public List<Node> panes() {
        if (!middle.getChildren().contains(columns)) {
            return List.of(root);
        }
        List<Node> panes = new ArrayList<>(columns.panes());
        panes.set(1, pane);
        panes.add(2, logPane);
        return panes;
    }

    @Override
    public boolean back() {
        if (columns.closeDetail()) {
            return true;
        }
        boolean any = !list.words().getText().isEmpty();
        list.words().clear();
        return any;
    }

    @Override
    public ObservableIntegerValue waiting() {
        return waiting.getReadOnlyProperty();
    }

    @Override
    public void closed() {
        ticking.stop();
        signIn.close();
        log.close();
        model.close();
    }

    @Override
    public List<String> styleSheets() {
        return List.of(
                Objects.requireNonNull(ServersPage.class.getResource("servers.css"), "servers.css")
                        .toExternalForm());
    }
}
