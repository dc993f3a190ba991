package dev.hqe.ui.internal.servers;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// What came of a trial, in words.
final class TrialView {

    private static final int MOST_TOOLS = 12;
    private static final int MOST_LINES = 12;

    private TrialView() {}

    static List<Node> of(TrialModel.Trial trial) {
        return switch (trial) {
            case TrialModel.Trial.None _ -> List.of();
            case TrialModel.Trial.Running _ ->
                    List.of(head(Feather.LOADER, "accent", Texts.of("servers.trial.running")));
            case TrialModel.Trial.Worked worked -> worked(worked);
            case TrialModel.Trial.WantsSignIn(String words) ->
                    List.of(
                            head(Feather.LOG_IN, "warning", Texts.of("servers.trial.signIn")),
                            Labels.wrapped(words, "t-body", "muted"));
            case TrialModel.Trial.Failed failed -> failed(failed);
        };
    }

    private static List<Node> worked(TrialModel.Trial.Worked worked) {
        List<String> tools = worked.tools();
        String names =
                String.join(", ", tools.subList(0, Math.min(MOST_TOOLS, tools.size())))
                        + (tools.size() > MOST_TOOLS
                                ? Texts.of("servers.trial.more", tools.size() - MOST_TOOLS)
                                : "");
        List<Node> nodes = new ArrayList<>();
        nodes.add(
                head(
                        Feather.CHECK_CIRCLE,
                        "success",
                        Texts.of(
                                "servers.trial.worked",
                                worked.speaks(),
                                Texts.duration(worked.took()))));
        nodes.add(
                Labels.wrapped(
                        Texts.count("servers.tools", tools.size())
                                + (worked.prompts() == 0
                                        ? ""
                                        : Texts.count("servers.trial.prompts", worked.prompts()))
                                + (worked.resources() == 0
                                        ? ""
                                        : Texts.count(
                                                "servers.trial.resources", worked.resources())),
                        "t-body"));
        if (!names.isEmpty()) {
            nodes.add(Labels.wrapped(names, "t-mono", "muted"));
        }
        return nodes;
    }

    private static List<Node> failed(TrialModel.Trial.Failed failed) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(head(Feather.ALERT_CIRCLE, "danger", Texts.of("servers.trial.failed")));
        nodes.add(Labels.wrapped(failed.failing().what(), "t-body"));
        List<String> said =
                failed.failing().said().isEmpty() ? failed.stderr() : failed.failing().said();
        if (!said.isEmpty()) {
            Label raw =
                    Labels.wrapped(
                            String.join(
                                    "\n",
                                    said.subList(
                                            Math.max(0, said.size() - MOST_LINES), said.size())),
                            "t-mono-s",
                            "code");
            raw.setMaxWidth(Double.MAX_VALUE);
            nodes.add(raw);
        }
        return nodes;
    }

    private static HBox head(Feather icon, String look, String text) {
        HBox head = new HBox(Icons.line(icon, look), Labels.wrapped(text, "t-strong"));
        head.getStyleClass().add("row-8");
        return head;
    }
}
