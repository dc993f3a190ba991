package dev.hqe.ui.internal.tools;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Labels;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/// Markdown for reading. The text is a stranger's: HTML stands as it is written, pictures are not
/// fetched, and a link shows where it leads and does not open.
///
/// Source: [CommonMark 0.31](https://spec.commonmark.org/0.31.2/).
final class MarkdownView extends VBox {

    /// Most paragraphs, items and so on that are drawn.
    static final int MOST = 1_500;

    private static final int MAX_DEPTH = 12;
    private static final Parser PARSER = Parser.builder().maxOpenBlockParsers(50).build();

    private int left = MOST;

    MarkdownView(String text) {
        getStyleClass().add("markdown");
        setId("result-markdown");
        getChildren().addAll(blocks(PARSER.parse(text), 0));
        if (left < 0) {
            getChildren()
                    .add(Labels.wrapped(Texts.of("tools.markdown.more", MOST), "t-small", "muted"));
        }
    }

    private List<Node> blocks(org.commonmark.node.Node parent, int depth) {
        List<Node> nodes = new ArrayList<>();
        for (var child = parent.getFirstChild(); child != null; child = child.getNext()) {
            if (child instanceof Block block) {
                if (--left < 0 || depth > MAX_DEPTH) {
                    return nodes;
                }
                nodes.add(block(block, depth));
            }
        }
        return nodes;
    }

    private Node block(Block block, int depth) {
        return switch (block) {
            case Heading heading ->
                    flow(
                            heading,
                            heading.getLevel() <= 1
                                    ? "md-1"
                                    : heading.getLevel() == 2 ? "md-2" : "md-3");
            case Paragraph paragraph -> flow(paragraph, "t-body");
            case FencedCodeBlock code -> code(code.getLiteral());
            case IndentedCodeBlock code -> code(code.getLiteral());
            case HtmlBlock html -> code(html.getLiteral());
            case ThematicBreak _ -> line();
            case BlockQuote quote -> box("md-quote", blocks(quote, depth + 1));
            case BulletList list -> list(list, depth, 0);
            case OrderedList list -> {
                Integer first = list.getMarkerStartNumber();
                yield list(list, depth, first == null ? 1 : first);
            }
            default -> box("md-block", blocks(block, depth + 1));
        };
    }

    private static VBox box(String style, List<Node> nodes) {
        VBox box = new VBox();
        box.getChildren().addAll(nodes);
        box.getStyleClass().add(style);
        return box;
    }

    private static Region line() {
        Region line = new Region();
        line.getStyleClass().add("md-line");
        return line;
    }

    private Node list(ListBlock list, int depth, int first) {
        VBox items = new VBox();
        items.getStyleClass().add("md-list");
        int number = first;
        for (var item = list.getFirstChild(); item != null; item = item.getNext()) {
            if (--left < 0) {
                break;
            }
            Label mark = Labels.of(first == 0 ? "\u2022" : number++ + ".", "t-body", "muted");
            mark.getStyleClass().add("md-mark");
            VBox content = box("md-item", blocks(item, depth + 1));
            HBox.setHgrow(content, Priority.ALWAYS);
            HBox line = new HBox(mark, content);
            items.getChildren().add(line);
        }
        return items;
    }

    private static Node code(String literal) {
        Label code = Labels.wrapped(literal.stripTrailing(), "t-mono", "code");
        code.setMaxWidth(Double.MAX_VALUE);
        return code;
    }

    private static TextFlow flow(org.commonmark.node.Node parent, String style) {
        TextFlow flow = new TextFlow();
        flow.getStyleClass().addAll("md-flow", style);
        inline(parent, flow, new ArrayList<>(), 0);
        return flow;
    }

    private static void inline(
            org.commonmark.node.Node parent, TextFlow flow, List<String> styles, int depth) {
        for (var child = parent.getFirstChild(); child != null; child = child.getNext()) {
            switch (child) {
                case org.commonmark.node.Text text -> add(flow, text.getLiteral(), styles);
                case SoftLineBreak _ -> add(flow, " ", styles);
                case HardLineBreak _ -> add(flow, "\n", styles);
                case Code code -> add(flow, code.getLiteral(), with(styles, "md-code"));
                case HtmlInline html -> add(flow, html.getLiteral(), with(styles, "md-code"));
                case Emphasis _ -> inner(child, flow, with(styles, "md-em"), depth);
                case StrongEmphasis _ -> inner(child, flow, with(styles, "md-strong"), depth);
                case Link link -> {
                    int from = flow.getChildren().size();
                    inner(child, flow, with(styles, "md-link"), depth);
                    Tooltip tip = new Tooltip(link.getDestination());
                    flow.getChildren()
                            .subList(from, flow.getChildren().size())
                            .forEach(node -> Tooltip.install(node, tip));
                }
                case Image image -> {
                    add(flow, Texts.of("tools.markdown.picture"), with(styles, "md-em"));
                    inner(image, flow, with(styles, "md-em"), depth);
                }
                default -> inner(child, flow, styles, depth);
            }
        }
    }

    private static void inner(
            org.commonmark.node.Node node, TextFlow flow, List<String> styles, int depth) {
        if (depth < MAX_DEPTH) {
            inline(node, flow, styles, depth + 1);
        }
    }

    private static List<String> with(List<String> styles, String more) {
        List<String> all = new ArrayList<>(styles);
        all.add(more);
        return all;
    }

    private static void add(TextFlow flow, String literal, List<String> styles) {
        Text text = new Text(literal);
        text.getStyleClass().add("text");
        text.getStyleClass().addAll(styles);
        flow.getChildren().add(text);
    }
}
