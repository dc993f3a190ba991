package dev.hqe.ui.internal;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;
import org.kordamp.ikonli.feather.Feather;

/// Light or dark: AtlantaFX's Primer below, our colours and rules above it.
public enum Theme {
    LIGHT("hqe-light.css", Feather.MOON),
    DARK("hqe-dark.css", Feather.SUN);

    private final String colours;
    private final Feather iconOfOther;

    Theme(String colours, Feather iconOfOther) {
        this.colours = colours;
        this.iconOfOther = iconOfOther;
    }

    public Theme other() {
        return this == LIGHT ? DARK : LIGHT;
    }

    /// What the button that switches to the other theme shows.
    public Feather iconOfOther() {
        return iconOfOther;
    }

    /// Dresses the scene.
    ///
    /// @param more style sheets of pages, as URLs
    public void applyTo(Scene scene, List<String> more) {
        Application.setUserAgentStylesheet(
                switch (this) {
                    case LIGHT -> new PrimerLight().getUserAgentStylesheet();
                    case DARK -> new PrimerDark().getUserAgentStylesheet();
                });
        List<String> sheets = new ArrayList<>(List.of(resource(colours), resource("hqe.css")));
        sheets.addAll(more);
        scene.getStylesheets().setAll(sheets);
    }

    private static String resource(String name) {
        URL url = Theme.class.getResource(name);
        return Objects.requireNonNull(url, name).toExternalForm();
    }
}
