package dev.hqe.ui.internal.activity;

import dev.hqe.kernel.activity.Activity;
import dev.hqe.kernel.activity.Activity.Kind;
import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.kernel.activity.RecordedActivity;
import dev.hqe.kernel.json.Json;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.ShellModel;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.page.Target;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Chips;
import dev.hqe.ui.internal.part.DetailPane;
import dev.hqe.ui.internal.part.EmptyState;
import dev.hqe.ui.internal.part.ErrorState;
import dev.hqe.ui.internal.part.FactGrid;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Look;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The selected activity in full: who, what, when, how long, with what and what came of it.
final class ActivityDetail extends StackPane {

    private static final int LONG_VALUE = 60;

    /// `"name": value`, as people write it.
    private static final DefaultPrettyPrinter PRINTER =
            new DefaultPrettyPrinter(
                    Separators.createDefaultInstance()
                            .withObjectNameValueSpacing(Separators.Spacing.AFTER));

    /// Members of a call's detail that stand elsewhere than in the grid.
    private static final Set<String> APART =
            Set.of("arguments", "answer", "ending", "answer_bytes");

    private final ActivityModel model;
    private final ShellModel shell;
    private final Desk desk;
    private final Runnable close;

    /// @param close lets go of the selected row
    ActivityDetail(ActivityModel model, ShellModel shell, Desk desk, Runnable close) {
        this.model = model;
        this.shell = shell;
        this.desk = desk;
        this.close = close;
        setMinWidth(256);
        getStyleClass().add("detail-pane");
        model.detail().addListener((property, before, now) -> show(now));
        show(model.detail().get());
    }

    private void show(Detail detail) {
        getChildren()
                .setAll(
                        switch (detail) {
                            case Detail.Nothing _ ->
                                    new EmptyState(
                                            Feather.ACTIVITY,
                                            Texts.of("activity.detail.none"),
                                            Texts.of("activity.detail.how"));
                            case Detail.Shown(RecordedActivity item) -> pane(item);
                            case Detail.Gone _ ->
                                    new EmptyState(
                                            Feather.SLASH,
                                            Texts.of("activity.detail.gone"),
                                            Texts.of("activity.detail.gone.how"));
                            case Detail.Failed failed ->
                                    new ErrorState(
                                            Texts.of("activity.detail.failed"), failed.message());
                        });
    }

    private Node pane(RecordedActivity item) {
        Activity activity = item.activity();
        ObjectNode detail = activity.detail();
        Look look = activity.result() == Result.OK ? Look.SUCCESS : Words.look(activity.result());
        Feather icon =
                activity.result() == Result.OK
                        ? Feather.CHECK
                        : Words.icon(activity.kind(), activity.result());
        String outcome =
                Words.outcome(
                        activity.kind(), activity.result(), detail.path("ending").asString(""));
        Button copy = Buttons.icon(Feather.COPY, Texts.of("activity.copy"), () -> copy(item));
        copy.setId("copy-activity");
        DetailPane pane =
                new DetailPane(activity.subject(), true)
                        .state(
                                Chips.state(look, icon, outcome),
                                copy,
                                Buttons.icon(Feather.X, Texts.of("part.closeDetail"), close))
                        .lead(facts(activity));
        if (!activity.text().isEmpty()) {
            pane.section(
                    Texts.of("activity.detail.said"),
                    Labels.wrapped(
                            activity.text(),
                            "t-body",
                            activity.result() == Result.OK ? "default" : look.style()));
        }
        code(pane, "arguments", detail.path("arguments").asString(""), "");
        String size =
                detail.has("answer_bytes")
                        ? Texts.of("activity.bytes", detail.path("answer_bytes").asLong())
                        : "";
        if (!detail.path("answer").asString("").equals(activity.text())) {
            code(pane, "answer", detail.path("answer").asString(""), size);
        }
        for (Map.Entry<String, JsonNode> member : detail.properties()) {
            String value = valueOf(member.getValue());
            if (!APART.contains(member.getKey()) && isLong(value)) {
                pane.section(nameOf(member.getKey()), new CodeText(value));
            }
        }
        return pane.actions(actions(item));
    }

    private FactGrid facts(Activity activity) {
        FactGrid facts = new FactGrid();
        facts.add(
                Texts.of("activity.column.who"),
                link(Words.who(activity.actor()), agent(activity)));
        facts.add(Texts.of("activity.column.kind"), Labels.of(Words.of(activity.kind())));
        facts.add(
                Texts.of("activity.column.time"),
                Labels.cut(Words.whole(activity.at(), ZoneId.systemDefault()), "t-mono"));
        if (activity.millis() > 0) {
            facts.add(
                    Texts.of("activity.column.took"),
                    Labels.of(Took.text(activity.millis()), "t-mono"));
        }
        for (Map.Entry<String, JsonNode> member : activity.detail().properties()) {
            String value = valueOf(member.getValue());
            if (!APART.contains(member.getKey()) && !isLong(value)) {
                facts.add(nameOf(member.getKey()), Labels.cut(value, "t-mono"));
            }
        }
        return facts;
    }

    private static boolean isLong(String value) {
        return value.length() > LONG_VALUE || value.contains("\n");
    }

    private static String valueOf(JsonNode value) {
        return value.isValueNode() ? value.asString() : pretty(value);
    }

    /// `asked_at` reads as Asked at.
    private static String nameOf(String member) {
        String words = member.replace('_', ' ');
        return words.isEmpty()
                ? words
                : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static void code(DetailPane pane, String name, String text, String fact) {
        if (!text.isEmpty()) {
            pane.section(
                    Texts.of("activity.detail." + name), fact, new CodeText(prettyIfJson(text)));
        }
    }

    private static String prettyIfJson(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return text;
        }
        try {
            return pretty(Json.MAPPER.readTree(text));
        } catch (JacksonException e) { // it was cut, or only looks like JSON
            return text;
        }
    }

    private static String pretty(JsonNode json) {
        return Json.MAPPER.writer().with(PRINTER).writeValueAsString(json);
    }

    private Node[] actions(RecordedActivity item) {
        Activity activity = item.activity();
        List<Node> actions = new ArrayList<>();
        subject(activity)
                .filter(target -> shell.has(target.place()))
                .ifPresent(target -> {
                    boolean again = activity.kind() == Kind.CALL;
                    Button lead =
                            Buttons.plain(
                                    again ? Texts.of("activity.again") : Texts.of("activity.show"),
                                    again ? Feather.REFRESH_CW : Feather.ARROW_RIGHT,
                                    () -> shell.open(target));
                    lead.setId("lead-to");
                    actions.add(lead);
                });
        Button only =
                Buttons.plain(
                        Texts.of("activity.only." + activity.kind().name()),
                        Feather.FILTER,
                        () -> only(activity.subject(), ""));
        only.setId("only-subject");
        actions.add(only);
        if (!activity.actor().isEmpty()) {
            Button actor =
                    Buttons.plain(
                            Texts.of("activity.only.actor"), () -> only("", activity.actor()));
            actor.setId("only-actor");
            actions.add(actor);
        }
        HBox row = new HBox(actions.toArray(Node[]::new));
        row.getStyleClass().add("row-8");
        return new Node[] {row};
    }

    /// Shows what concerns this subject, or this actor, whatever its sort.
    private void only(String subject, String actor) {
        Filter now = model.filter().get();
        model.filter().set(subject.isEmpty() ? now.actor(actor) : now.subject(subject));
    }

    private Node link(String text, Optional<Target> target) {
        return target.filter(to -> shell.has(to.place()))
                .<Node>map(to -> Buttons.link(text, () -> shell.open(to)))
                .orElseGet(() -> Labels.cut(text));
    }

    private static Optional<Target> agent(Activity activity) {
        return activity.actor().isEmpty()
                        || !activity.detail().path("by").asString("").equals("agent")
                ? Optional.empty()
                : Optional.of(new Target.OfAgent(activity.actor()));
    }

    /// What another page shows of it.
    private Optional<Target> subject(Activity activity) {
        String subject = activity.subject();
        return switch (activity.kind()) {
            case CALL, APPROVAL -> Optional.of(new Target.OfTool(subject));
            case SERVER -> Optional.of(new Target.OfServer(subject));
            case TOPIC ->
                    shell.inventory().topics().stream()
                            .filter(topic -> topic.id().value().equals(subject))
                            .map(topic -> (Target) new Target.OfTopic(topic.id()))
                            .findFirst();
            case DATA ->
                    shell.inventory().counts().stream()
                            .filter(one -> (one.topicId() + "/" + one.kind()).equals(subject))
                            .map(one -> (Target) new Target.OfKind(one.topicId(), one.kind()))
                            .findFirst();
            case SOURCE, WORKBENCH -> Optional.empty();
        };
    }

    /// Copies the activity that is shown; nothing where none is.
    void copy() {
        if (model.detail().get() instanceof Detail.Shown(RecordedActivity item)) {
            copy(item);
        }
    }

    /// What leads on from the activity that is shown to the tool that was called.
    Optional<Target> tool() {
        return model.detail().get() instanceof Detail.Shown(RecordedActivity item)
                        && item.activity().kind() == Kind.CALL
                ? subject(item.activity()).filter(target -> shell.has(target.place()))
                : Optional.empty();
    }

    private void copy(RecordedActivity item) {
        desk.copy(textOf(item));
        shell.say(Texts.of("activity.copied", item.activity().subject()));
    }

    /// The activity as `hqe activity --json` prints it.
    static String textOf(RecordedActivity item) {
        return pretty(item.toJson());
    }
}
