package dev.hqe.ui.internal.approvals;

import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ToolOrigin;
import dev.hqe.mcp.policy.ApprovalQuestion;
import dev.hqe.mcp.policy.ToolWords;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.FactGrid;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Who asks for what with what, and why a person decides. What others say of themselves stands in
/// quotation marks or under "It says", never as our word.
final class QuestionFacts {

    private QuestionFacts() {}

    static FactGrid of(ApprovalQuestion question) {
        FactGrid facts = new FactGrid();
        facts.getStyleClass().add("approval-facts");
        facts.add(Texts.of("approval.who"), who(question));
        facts.add(Texts.of("approval.what"), what(question));
        if (!question.says().description().isEmpty()) {
            facts.add(
                    Texts.of("approval.says"),
                    Labels.wrapped(question.says().description(), "t-body", "muted"));
        }
        facts.add(Texts.of("approval.arguments"), new ArgumentRows(question.arguments()));
        facts.add(Texts.of("approval.why"), Labels.wrapped(question.why(), "t-body"));
        facts.getChildren().forEach(node -> GridPane.setValignment(node, VPos.TOP));
        return facts;
    }

    /// The question in one sentence.
    static String title(ApprovalQuestion question) {
        return Texts.of("approval.title." + question.principal().kind(), question.tool());
    }

    private static Node who(ApprovalQuestion question) {
        Principal principal = question.principal();
        String key = principal.access().identity();
        String profile = principal.access().profile();
        String how =
                !key.isEmpty()
                        ? Texts.of("approval.who.key", key)
                        : !profile.isEmpty()
                                ? Texts.of("approval.who.profile", profile)
                                : Texts.of("approval.who." + principal.kind());
        return new VBox(
                Labels.wrapped(Texts.of("approval.who.name", question.caller()), "t-strong"),
                Labels.wrapped(how, "t-small", "muted"));
    }

    private static Node what(ApprovalQuestion question) {
        ToolWords says = question.says();
        Label tool = Labels.wrapped(question.tool().value(), "t-mono");
        String title = says.title().isEmpty() ? "" : Texts.of("approval.what.title", says.title());
        Label origin = Labels.wrapped(origin(question.origin()) + title, "t-small", "muted");
        FlowPane chips = new FlowPane();
        chips.getStyleClass().add("approval-chips");
        chips.getChildren().add(effect(says.effect()));
        if (says.reach() != ToolWords.Reach.UNSAID) {
            chips.getChildren().add(reach(says.reach()));
        }
        return new VBox(tool, origin, chips);
    }

    private static String origin(ToolOrigin origin) {
        return Texts.of("approval.origin." + origin.kind(), origin.name());
    }

    private static Label effect(ToolWords.Effect effect) {
        String text = Texts.of("approval.effect." + effect);
        return switch (effect) {
            case READS -> chip(Feather.EYE, text, "neutral");
            case ADDS -> chip(Feather.EDIT_2, text, "neutral");
            case DESTROYS, UNSAID -> chip(Feather.ALERT_TRIANGLE, text, "warning");
        };
    }

    private static Label reach(ToolWords.Reach reach) {
        String text = Texts.of("approval.reach." + reach);
        return switch (reach) {
            case OUTSIDE, UNSAID -> chip(Feather.GLOBE, text, "warning");
            case INSIDE -> chip(Feather.BOX, text, "neutral");
        };
    }

    private static Label chip(Feather icon, String text, String kind) {
        Label chip = Labels.of(text, "chip", kind);
        chip.setGraphic(Icons.chip(icon, kind));
        return chip;
    }
}
