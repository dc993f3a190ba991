package dev.hqe.ui.internal.tools;

import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.policy.PolicyRule;
import dev.hqe.mcp.policy.Ruling;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.action.Action;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Chips;
import dev.hqe.ui.internal.part.EmptyState;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Look;
import dev.hqe.ui.internal.part.Segments;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import tools.jackson.databind.node.ObjectNode;

/// One tool: what it says of itself, what agents may do with it, its form, and the bar that runs
/// it.
final class ToolPane extends VBox {

    private static final int MAX_DESCRIPTION = 700;

    private final ToolsModel model;
    private final Desk desk;
    private final Consumer<String> say;
    private final VBox head = new VBox();
    private final VBox about = new VBox();
    private final HBox whence = new HBox();
    private final Segments<Ruling> policy =
            new Segments<>(
                    Texts.of("tools.policy"),
                    List.of(Ruling.ALLOW, Ruling.ASK, Ruling.DENY),
                    ToolListPane::word);
    private final StackPane middle = new StackPane();
    private final RunBar bar;
    private @Nullable FormView form;
    private boolean showing;

    /// @param run runs the tool, with its keys
    /// @param say tells what was done in few words
    ToolPane(ToolsModel model, Action run, Desk desk, Consumer<String> say) {
        this.model = model;
        this.desk = desk;
        this.say = say;
        this.bar = new RunBar(model, run, this::toggleJson, this::copyMenu);
        getStyleClass().add("tool-pane");
        head.getStyleClass().add("tool-head");
        about.getStyleClass().add("tool-about");
        whence.getStyleClass().add("row-8");
        HBox policyRow =
                new HBox(Labels.of(Texts.of("tools.policy"), "t-body", "muted"), policy, whence);
        policyRow.getStyleClass().add("row-8");
        head.getChildren().addAll(about, policyRow);
        policy.setId("tool-policy");
        policy.value()
                .addListener((property, before, now) -> {
                    if (!showing) {
                        model.rule(Optional.of(now));
                    }
                });
        VBox.setVgrow(middle, Priority.ALWAYS);
        model.selected().addListener((property, before, now) -> showHead(now));
        model.form().addListener((property, before, now) -> showForm(now));
        model.ruleProblem()
                .addListener((property, before, now) -> showHead(model.selected().get()));
        showHead(model.selected().get());
        showForm(model.form().get());
    }

    private void showHead(@Nullable ToolEntry tool) {
        if (tool == null) {
            getChildren()
                    .setAll(
                            new EmptyState(
                                    Feather.TOOL,
                                    Texts.of("tools.none"),
                                    Texts.of("tools.none.how")));
            VBox.setVgrow(getChildren().getFirst(), Priority.ALWAYS);
            return;
        }
        ToolDefinition definition = tool.definition();
        Label name = Labels.cut(tool.name().value(), "t-mono", "tool-title");
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox title = new HBox(name, effect(definition));
        title.getStyleClass().add("row-8");
        about.getChildren().setAll(title);
        String said = definition.description().strip();
        if (!said.isEmpty()) {
            about.getChildren().add(LongText.of(said, MAX_DESCRIPTION, "t-body", "muted"));
        }
        showing = true;
        policy.value().set(tool.standing().ruling());
        showing = false;
        policy.setDisable(!model.ruleProblem().get().isEmpty());
        whence.getChildren().setAll(whence(tool.standing()));
        if (!getChildren().contains(bar)) {
            getChildren().setAll(head, middle, bar);
        }
    }

    private static Label effect(ToolDefinition tool) {
        if (tool.hint("readOnlyHint", false)) {
            return Chips.plain(Look.NEUTRAL, Texts.of("tools.effect.reads"));
        }
        if (!tool.hint("destructiveHint", true)) {
            return Chips.plain(Look.NEUTRAL, Texts.of("tools.effect.adds"));
        }
        return tool.hint("destructiveHint", false)
                ? Chips.state(
                        Look.WARNING, Feather.ALERT_TRIANGLE, Texts.of("tools.effect.destroys"))
                : Chips.plain(Look.NEUTRAL, Texts.of("tools.effect.unsaid"));
    }

    /// Why that holds, and the way back to what held before.
    private List<Node> whence(Standing standing) {
        PolicyRule rule = standing.ruleOrNull();
        if (rule == null) {
            return List.of(small(Texts.of("tools.policy.usual")));
        }
        if (!standing.own()) {
            return List.of(
                    small(
                            Texts.of(
                                    "tools.policy.other",
                                    rule.principal().text(),
                                    rule.tool().text())));
        }
        Button clear =
                Buttons.link(Texts.of("tools.policy.clear"), () -> model.rule(Optional.empty()));
        clear.setId("tool-policy-clear");
        clear.getStyleClass().add("small");
        return List.of(small(Texts.of("tools.policy.own")), clear);
    }

    private static Label small(String text) {
        return Labels.cut(text, "t-small", "muted");
    }

    private void showForm(@Nullable FormModel now) {
        if (now == null) {
            form = null;
            return;
        }
        FormView view = new FormView(now);
        form = view;
        bar.show(now);
        ScrollPane scroll = new ScrollPane(view);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("page-scroll");
        VBox editor = editor(now);
        scroll.visibleProperty().bind(now.asJson().not());
        editor.visibleProperty().bind(now.asJson());
        middle.getChildren().setAll(scroll, editor);
    }

    private static VBox editor(FormModel form) {
        TextArea text = new TextArea();
        text.setId("tool-json");
        text.getStyleClass().addAll("code-area", "flush", "t-mono");
        text.setAccessibleText(Texts.of("tools.json.name"));
        text.textProperty().bindBidirectional(form.json());
        VBox.setVgrow(text, Priority.ALWAYS);
        return new VBox(text, problem(form));
    }

    /// What is wrong with the whole, in words.
    static Label problem(FormModel form) {
        Label problem = Labels.wrapped("", "t-body", "danger", "form-problem");
        problem.textProperty().bind(form.problem());
        problem.setGraphic(Icons.button(Feather.ALERT_CIRCLE, "danger"));
        problem.visibleProperty().bind(form.problem().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        return problem;
    }

    private void toggleJson() {
        FormModel now = model.form().get();
        if (now != null) {
            now.showJson(!now.asJson().get());
            if (now.asJson().get()) {
                middle.lookup("#tool-json").requestFocus();
            }
        }
    }

    private void copyMenu(Button from) {
        ContextMenu menu =
                new ContextMenu(
                        item("tools.copy.shell", CallLine::shell),
                        item("tools.copy.mcp", CallLine::mcp));
        menu.show(from, Side.TOP, 0, 0);
    }

    private interface Form {
        String of(ToolName tool, ObjectNode arguments);
    }

    private MenuItem item(String key, Form written) {
        MenuItem item = new MenuItem(Texts.of(key));
        item.setOnAction(event -> {
            ToolEntry tool = model.selected().get();
            FormModel now = model.form().get();
            if (tool != null
                    && now != null
                    && now.read() instanceof FormModel.Reading.Good(var arguments)) {
                desk.copy(written.of(tool.name(), arguments));
                say.accept(Texts.of("tools.copied"));
            } else {
                say.accept(Texts.of("tools.copy.mend"));
            }
        });
        return item;
    }

    /// Puts the keyboard where the person begins to write.
    void focusForm() {
        FormModel now = model.form().get();
        middle.applyCss(); // a scroll pane has its content in the scene only once it has its skin
        middle.layout();
        if (now != null && now.asJson().get()) {
            middle.lookup("#tool-json").requestFocus();
        } else if (form != null) {
            form.focusFirst();
        }
    }

    /// Puts the keyboard where the first problem is.
    void focusProblem() {
        FormModel now = model.form().get();
        if (now != null && form != null) {
            now.firstProblem().ifPresent(form::focus);
        }
    }
}
