package dev.hqe.ui.internal.servers;

import dev.hqe.mcp.config.TextDiff;
import dev.hqe.mcp.host.Difference;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.page.Sheets;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Sheet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The tools of a server that are new, or others than before, each with what has changed: a
/// description is text that an agent's model reads.
final class AcceptSheet {

    private final ServersModel model;
    private final Sheets sheets;

    AcceptSheet(ServersModel model, Sheets sheets) {
        this.model = model;
        this.sheets = sheets;
    }

    void show(ServerRow row) {
        Map<CheckBox, Difference> boxes = new LinkedHashMap<>();
        VBox body = new VBox(Labels.wrapped(Texts.of("servers.accept.why"), "t-body", "muted"));
        body.getStyleClass().add("lines");
        for (Difference one : row.waiting()) {
            CheckBox box =
                    new CheckBox(
                            Texts.of(
                                    one.before().isPresent()
                                            ? "servers.accept.changed"
                                            : "servers.accept.new",
                                    one.tool()));
            box.setMnemonicParsing(false); // a tool may have a _ in its name
            box.setSelected(true);
            boxes.put(box, one);
            body.getChildren()
                    .addAll(box, new DiffView(TextDiff.lines(one.before().orElse(""), one.now())));
        }
        Button accept =
                Buttons.filled(
                        Texts.of("servers.accept"),
                        Feather.CHECK,
                        () -> {
                            List<Difference> chosen =
                                    boxes.entrySet().stream()
                                            .filter(entry -> entry.getKey().isSelected())
                                            .map(Map.Entry::getValue)
                                            .toList();
                            sheets.close();
                            model.accept(row, chosen);
                        });
        accept.setId("accept-tools");
        InvalidationListener count =
                any -> accept.setDisable(boxes.keySet().stream().noneMatch(CheckBox::isSelected));
        boxes.keySet().forEach(box -> box.selectedProperty().addListener(count));
        Button later = Buttons.plain(Texts.of("servers.accept.later"), sheets::close);
        Sheet sheet = new Sheet(Texts.of("servers.accept.title", row.name()), body, accept, later);
        sheets.show(sheet, later, () -> {});
    }
}
