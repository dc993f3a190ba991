package dev.hqe.ui.internal.servers;

import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import java.net.URI;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Says how far a sign-in is, with the address of the page where no browser opens, and the way out.
final class SignInPanel extends VBox {

    private final SignInModel model;
    private final Desk desk;
    private final Consumer<String> say;

    SignInPanel(SignInModel model, Desk desk, Consumer<String> say) {
        this.model = model;
        this.desk = desk;
        this.say = say;
        setId("sign-in");
        getStyleClass().addAll("server-trouble", "accent", "sign-in");
        model.phase().addListener((property, before, now) -> show(now));
        show(model.phase().get());
    }

    private void show(SignInModel.Phase phase) {
        boolean none = phase instanceof SignInModel.Phase.None;
        setVisible(!none);
        setManaged(!none);
        getStyleClass().removeAll("accent", "danger");
        getStyleClass().add(phase instanceof SignInModel.Phase.Failed ? "danger" : "accent");
        switch (phase) {
            case SignInModel.Phase.None _ -> getChildren().clear();
            case SignInModel.Phase.Asking(String server) -> {
                head(Feather.LOADER, "accent", Texts.of("servers.signIn.asking", server));
                actions(cancel("servers.cancel"));
            }
            case SignInModel.Phase.Waiting(String server, URI page, boolean opened) -> {
                head(
                        Feather.LOG_IN,
                        "accent",
                        Texts.of(
                                opened ? "servers.signIn.waiting" : "servers.signIn.noBrowser",
                                server));
                getChildren()
                        .add(
                                Labels.wrapped(
                                        Texts.of(
                                                opened
                                                        ? "servers.signIn.waiting.how"
                                                        : "servers.signIn.noBrowser.how"),
                                        "t-body",
                                        "muted"));
                TextField address = new TextField(page.toString());
                address.setId("sign-in-address");
                address.setEditable(false);
                address.getStyleClass().add("t-mono");
                address.setAccessibleText(Texts.of("servers.signIn.address"));
                HBox.setHgrow(address, Priority.ALWAYS);
                Button copy =
                        Buttons.plain(
                                Texts.of("servers.signIn.copy"),
                                Feather.COPY,
                                () -> {
                                    desk.copy(page.toString());
                                    say.accept(Texts.of("servers.signIn.copied"));
                                });
                copy.setId("sign-in-copy");
                HBox row = new HBox(address, copy);
                row.getStyleClass().add("row-8");
                getChildren().add(row);
                actions(
                        Buttons.plain(
                                Texts.of("servers.signIn.again"),
                                Feather.EXTERNAL_LINK,
                                model::openAgain),
                        cancel("servers.cancel"));
            }
            case SignInModel.Phase.Failed(String server, String message) -> {
                head(Feather.ALERT_CIRCLE, "danger", Texts.of("servers.signIn.failed", server));
                getChildren().add(Labels.wrapped(message, "t-body"));
                actions(cancel("servers.close"));
            }
        }
    }

    private void head(Feather icon, String look, String text) {
        HBox head = new HBox(Icons.line(icon, look), Labels.wrapped(text, "t-strong"));
        head.getStyleClass().add("row-8");
        getChildren().setAll(head);
    }

    private Button cancel(String key) {
        Button button = Buttons.plain(Texts.of(key), model::cancel);
        button.setId("sign-in-cancel");
        return button;
    }

    private void actions(Button... buttons) {
        HBox row = new HBox(buttons);
        row.getStyleClass().add("row-8");
        getChildren().add(row);
    }
}
