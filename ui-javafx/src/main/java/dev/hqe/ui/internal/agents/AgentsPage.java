package dev.hqe.ui.internal.agents;

import dev.hqe.kernel.access.ApiKeys;
import dev.hqe.kernel.activity.ActivityLog;
import dev.hqe.kernel.activity.ActivityRecorded;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.mcp.config.AgentClient;
import dev.hqe.mcp.policy.Approval;
import dev.hqe.mcp.policy.ApprovalGiven;
import dev.hqe.mcp.policy.PolicyFile;
import dev.hqe.mcp.policy.PolicyToolPolicy;
import dev.hqe.mcp.profile.Profile;
import dev.hqe.mcp.profile.ProfileFile;
import dev.hqe.ui.AgentSessions;
import dev.hqe.ui.AgentSetup;
import dev.hqe.ui.WindowParts;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.ShellModel;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.action.Action;
import dev.hqe.ui.internal.approvals.ApprovalsModel;
import dev.hqe.ui.internal.page.Frame;
import dev.hqe.ui.internal.page.Page;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.page.Target;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Columns;
import dev.hqe.ui.internal.part.EmptyState;
import dev.hqe.ui.internal.part.Look;
import dev.hqe.ui.internal.part.PageHeader;
import dev.hqe.ui.internal.part.Sheet;
import dev.hqe.ui.internal.part.Strip;
import dev.hqe.ui.internal.toast.Toast;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableIntegerValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// Agents: who is connected and calls what, what waits for the person, and what was said for
/// longer.
public final class AgentsPage implements Page {

    private static final Duration LOOK = Duration.seconds(1);

    private final ShellModel shell;
    private final Frame frame;
    private final ApprovalsModel approvals;
    private final AgentsModel model;
    private final KeysModel keys;
    private final ProfilesModel profiles;
    private final AgentSetup setup;
    private final AgentSheets sheets;
    private final Timeline clock;
    private final Action connect;
    private final Action deny;
    private final Action allow;
    private final VBox root = new VBox();
    private final QuestionDock dock = new QuestionDock();
    private final StackPane middle = new StackPane();
    private final ClientList list;
    private final ClientPane client;
    private final ProfilesPane profilesPane;
    private final AnswersPane answersPane;
    private final KeysPane keysPane;
    private final EmptyState nobody;
    private final Columns columns;

    /// Where agents can connect, and be answered for.
    public static Optional<Page> make(Frame frame) {
        var ports = frame.ports();
        Optional<AgentSessions> sessions = ports.find(AgentSessions.class);
        Optional<AgentSetup> setup = ports.find(AgentSetup.class);
        Optional<ToolRoad> road = ports.find(ToolRoad.class);
        Optional<PolicyFile> policy = ports.find(PolicyFile.class);
        Optional<ProfileFile> profiles = ports.find(ProfileFile.class);
        Optional<ApiKeys> keys = ports.find(ApiKeys.class);
        Optional<ActivityLog> log = ports.find(ActivityLog.class);
        boolean all =
                sessions.isPresent()
                        && setup.isPresent()
                        && road.isPresent()
                        && policy.isPresent()
                        && profiles.isPresent()
                        && keys.isPresent()
                        && log.isPresent();
        return all
                ? Optional.of(
                        new AgentsPage(
                                frame,
                                new Parts(
                                        sessions.get(),
                                        setup.get(),
                                        road.get(),
                                        policy.get(),
                                        profiles.get(),
                                        keys.get(),
                                        log.get())))
                : Optional.empty();
    }

    /// Of the workbench, what the page asks.
    private record Parts(
            AgentSessions sessions,
            AgentSetup setup,
            ToolRoad road,
            PolicyFile policy,
            ProfileFile profiles,
            ApiKeys keys,
            ActivityLog log) {}

    private AgentsPage(Frame frame, Parts of) {
        this.frame = frame;
        this.shell = frame.model();
        this.approvals = shell.approvals();
        this.setup = of.setup();
        WindowParts parts = frame.parts();
        FxDispatcher dispatcher = frame.dispatcher();
        keys = new KeysModel(of.keys(), dispatcher);
        profiles = new ProfilesModel(of.profiles(), dispatcher);
        model = model(of, parts, dispatcher);
        sheets = new AgentSheets(frame.sheets(), frame.desk(), shell.toasts(), keys, profiles);
        connect =
                Action.of(
                        "agents.connect",
                        Texts.of("agents.connect"),
                        Feather.PLUS,
                        () -> connect(Optional.empty(), Optional.empty()));
        allow =
                Action.of(
                                "agents.allow",
                                Texts.of("agents.allow.action"),
                                Feather.CHECK,
                                this::enterAllow)
                        .when(() -> !approvals.waiting().isEmpty());
        deny =
                Action.of(
                                "agents.deny",
                                Texts.of("agents.deny.action"),
                                Feather.SLASH,
                                this::denyFirst)
                        .when(() -> !approvals.waiting().isEmpty());
        list = new ClientList(model, parts.clock());
        client = new ClientPane(model, parts.clock(), this::inActivity);
        answersPane = new AnswersPane(model, parts.clock());
        profilesPane =
                new ProfilesPane(
                        profiles,
                        model,
                        new ProfilesPane.Deeds(
                                () -> sheets.makeProfile(openings(false)),
                                one -> connect(Optional.empty(), Optional.of(one.name())),
                                this::remove,
                                this::copy));
        keysPane =
                new KeysPane(
                        keys,
                        model,
                        parts.clock(),
                        () -> sheets.issue(openings(true)),
                        sheets::revoke);
        Button begin = Buttons.filled(connect.title(), Feather.PLUS, connect.run());
        begin.setId("agents-connect-first");
        nobody =
                new EmptyState(
                        Feather.CPU, Texts.of("agents.none"), Texts.of("agents.none.how"), begin);
        dock.managedProperty().bind(Bindings.isNotEmpty(dock.getChildren()));
        columns =
                new Columns(
                        frame.kept(),
                        "agents",
                        list,
                        content(),
                        new ClientDetail(model, parts.clock(), parts.agents(), this::copy),
                        0.22,
                        0.78);
        VBox.setVgrow(columns, Priority.ALWAYS);
        Strip problem =
                new Strip(
                                Look.DANGER,
                                model.problem().map(why -> Texts.of("agents.problem", why)),
                                Texts.of("agents.again"),
                                model::look)
                        .when(model.problem().isNotEmpty());
        root.getStyleClass().addAll("page", "agents");
        root.getChildren()
                .addAll(
                        new PageHeader(Place.AGENTS, model.fact(), details(), Buttons.of(connect)),
                        problem,
                        columns);
        clock = new Timeline(new KeyFrame(LOOK, event -> tick()));
        clock.setCycleCount(Animation.INDEFINITE);
        frame.kept()
                .property()
                .addListener(
                        (property, before, now) -> client.table().scale(now.textPercent() / 100.0));
        client.table().scale(frame.kept().state().textPercent() / 100.0);
        InvalidationListener choose = observable -> choose();
        model.chosen().addListener(choose);
        model.known().addListener(choose);
        model.client().addListener(choose);
        choose();
    }

    private AgentsModel model(Parts of, WindowParts parts, FxDispatcher dispatcher) {
        ClientReader reader =
                new ClientReader(of.sessions(), of.road().running(), of.log(), parts.clock());
        Grants grants =
                new Grants(
                        of.road(),
                        new PolicyToolPolicy(of.policy(), parts.approvals(), parts.clock()),
                        of.profiles(),
                        of.keys());
        AgentsModel made =
                new AgentsModel(
                        new AgentsModel.Sources(
                                reader,
                                of.road().running(),
                                new Answers(parts.approvals(), of.policy(), parts.clock()),
                                grants,
                                of.profiles()),
                        approvals,
                        dispatcher,
                        parts.clock(),
                        this::told);
        made.ownedBy(of.policy().onChange(made::changed));
        made.ownedBy(of.road().onChange(made::changed));
        made.ownedBy(of.profiles().onChange(profiles::look));
        dispatcher.hear(
                parts.bus(), "agents-calls", ActivityRecorded.class, fact -> made.recorded());
        dispatcher.hear(parts.bus(), "agents-answers", ApprovalGiven.class, fact -> made.changed());
        return made;
    }

    private ScrollPane content() {
        VBox content = new VBox(dock, new WaitingList(approvals), middle);
        content.getStyleClass().add("agent-content");
        VBox.setVgrow(middle, Priority.ALWAYS);
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("page-scroll");
        dock.within(scroll);
        return scroll;
    }

    /// Opens the third column where there is no room for it.
    private Button details() {
        Button button =
                Buttons.plain(Texts.of("agents.details"), Feather.SIDEBAR, columns::showDetail);
        button.setId("agent-details");
        button.visibleProperty().bind(columns.isNarrow());
        button.managedProperty().bind(button.visibleProperty());
        return button;
    }

    private void tick() {
        model.look();
        client.tick();
    }

    private void choose() {
        Node shown =
                switch (model.chosen().get()) {
                    case Chosen.OfPart(var part) ->
                            switch (part) {
                                case ANSWERS -> answersPane;
                                case PROFILES -> profilesPane;
                                case KEYS -> keysPane;
                            };
                    case Chosen.OfClient _, Chosen.Nobody _ ->
                            model.known().get() && model.client().get().isEmpty() ? nobody : client;
                };
        if (!middle.getChildren().equals(List.of(shown))) {
            middle.getChildren().setAll(shown);
            if (shown.equals(keysPane)) {
                keys.look();
            } else if (shown.equals(profilesPane)) {
                profiles.look();
            }
        }
    }

    private List<Opening> openings(boolean withProfiles) {
        return Opening.choices(
                shell.inventory().topics(), withProfiles ? profiles.profiles() : List.of());
    }

    private void connect(Optional<AgentClient> which, Optional<String> profile) {
        ConnectModel connecting =
                new ConnectModel(setup, frame.dispatcher(), frame.parts().clock(), this::connected);
        which.ifPresent(connecting.client()::set);
        connecting.profile().set(profile);
        connecting.look();
        profiles.look();
        ConnectSheet sheet = new ConnectSheet(connecting, profiles.profiles());
        List<Node> actions = new ArrayList<>(sheet.actions());
        Button close = Buttons.plain(Texts.of("agents.close"), frame.sheets()::close);
        close.setId("connect-close");
        actions.add(close);
        frame.sheets()
                .show(
                        new Sheet(Texts.of("agents.connect"), sheet, actions.toArray(Node[]::new)),
                        sheet.first(),
                        sheet::closed);
    }

    private void connected(AgentClient which, Runnable undo) {
        shell.toasts()
                .show(
                        Toast.done(
                                        Texts.of("agents.connect.done", which.title()),
                                        Texts.of("agents.connect.done.text"))
                                .undoing(Texts.of("agents.undo"), () -> restore(which, undo)));
    }

    private void restore(AgentClient which, Runnable undo) {
        Thread.ofVirtual()
                .name("window-connect")
                .start(() -> {
                    Toast told;
                    try {
                        undo.run();
                        told = Toast.done(Texts.of("agents.connect.undone", which.title()), "");
                    } catch (RuntimeException e) { // the edge: told to the person
                        told =
                                Toast.failed(
                                        Texts.of("agents.failed"), String.valueOf(e.getMessage()));
                    }
                    Toast toast = told;
                    frame.dispatcher().post(() -> shell.toasts().show(toast));
                });
    }

    private void told(AgentsModel.Done done) {
        switch (done) {
            case AgentsModel.Done.Taken(Answer answer, Runnable undo) ->
                    sheets.done(Texts.of("agents.taken", answer.tool()), undo);
            case AgentsModel.Done.Failed(String message) ->
                    shell.toasts().show(Toast.failed(Texts.of("agents.failed"), message));
        }
    }

    private void remove(Profile profile) {
        profiles.remove(
                profile,
                undo -> sheets.done(Texts.of("agents.profile.removed", profile.name()), undo),
                why -> shell.toasts().show(Toast.failed(Texts.of("agents.failed"), why)));
    }

    private void copy(String text) {
        frame.desk().copy(text);
        shell.toasts().show(Toast.done(Texts.of("agents.copied"), text));
    }

    private void inActivity(ClientId id) {
        shell.open(new Target.OfTrace(id.name()));
    }

    /// To the answer, but a person presses it: whoever picks from a list has not read the question.
    private void enterAllow() {
        Node button = dock.lookup("#approval-allow");
        if (button != null) {
            button.requestFocus();
        }
    }

    private void denyFirst() {
        if (!approvals.waiting().isEmpty()) {
            approvals.answer(approvals.waiting().getFirst(), Approval.DENIED);
        }
    }

    @Override
    public Place place() {
        return Place.AGENTS;
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void shown() {
        model.look();
        clock.play();
        list.list().requestFocus();
    }

    @Override
    public void hidden() {
        clock.stop();
    }

    @Override
    public void closed() {
        clock.stop();
        model.close();
    }

    @Override
    public void open(Target target) {
        if (target instanceof Target.OfAgent(String name)) {
            model.rows().stream()
                    .flatMap(row ->
                            row instanceof AgentRow.OfClient of
                                            && of.client().id().name().equals(name)
                                    ? Optional.of(of.client().id()).stream()
                                    : Optional.<ClientId>empty().stream())
                    .findFirst()
                    .ifPresent(id -> model.chosen().set(new Chosen.OfClient(id)));
        }
    }

    @Override
    public List<Action> actions() {
        return List.of(connect, allow, deny);
    }

    @Override
    public List<Node> panes() {
        List<Node> panes = new ArrayList<>();
        panes.add(root.getChildren().getFirst());
        panes.addAll(columns.panes());
        return panes;
    }

    @Override
    public boolean back() {
        return columns.closeDetail();
    }

    @Override
    public ObservableIntegerValue waiting() {
        return Bindings.size(approvals.waiting());
    }

    @Override
    public StackPane questions() {
        return dock;
    }

    @Override
    public List<String> styleSheets() {
        return List.of(
                Objects.requireNonNull(AgentsPage.class.getResource("agents.css"))
                        .toExternalForm());
    }
}
