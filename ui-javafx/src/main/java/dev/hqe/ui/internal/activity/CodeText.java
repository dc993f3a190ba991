package dev.hqe.ui.internal.activity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// JSON, or arguments as lines of `name: value`, with names, texts and numbers told apart.
final class CodeText extends StackPane {

    /// Most parts that are told apart: each is a node of its own.
    private static final int MOST_PARTS = 600;

    private static final Pattern PART =
            Pattern.compile(
                    "(?<name>\"(?:\\\\.|[^\"\\\\\\n]){0,200}\"(?=\\s*:)"
                            + "|^[ \\t]*[\\p{L}\\p{N}_.$@/-]{1,80}(?=:))"
                            + "|(?<text>\"(?:\\\\.|[^\"\\\\]){0,4000}\")"
                            + "|(?<number>(?<![\\w.-])-?\\d[\\d.]{0,30}(?![\\w.-]))",
                    Pattern.MULTILINE);

    private final TextFlow flow = new TextFlow();

    CodeText(String code) {
        getStyleClass().addAll("code", "code-text");
        flow.getStyleClass().add("t-mono");
        getChildren().add(flow);
        setAccessibleText(code);
        setMinWidth(0);
        Matcher part = PART.matcher(code);
        int done = 0;
        for (int parts = 0; parts < MOST_PARTS && part.find(); parts++) {
            add(code.substring(done, part.start()), "code-rest");
            add(part.group(), styleOf(part));
            done = part.end();
        }
        add(code.substring(done), "code-rest");
    }

    private static String styleOf(Matcher part) {
        if (part.group("name") != null) {
            return "code-name";
        }
        return part.group("text") == null ? "code-number" : "code-string";
    }

    private void add(String text, String style) {
        if (!text.isEmpty()) {
            Text node = new Text(text);
            node.getStyleClass().add(style);
            flow.getChildren().add(node);
        }
    }
}
