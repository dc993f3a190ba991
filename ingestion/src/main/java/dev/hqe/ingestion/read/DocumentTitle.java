package dev.hqe.ingestion.read;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// What a document is called: what it says of itself, unless that is what a program writes where
/// nobody has said anything; else its file's name.
final class DocumentTitle {

    /// Whole titles as programs fill them in: ReportLab's `untitled`, the `Untitled Document` of
    /// HTML editors, the `PowerPoint Presentation` and `Document1` of office programs.
    private static final Pattern FILLED_IN =
            Pattern.compile(
                    "\\W*(untitled|unnamed|no title|none|null|unknown|anonymous"
                            + "|(microsoft )?(word|excel|powerpoint)? ?(document|workbook|presentation))"
                            + "([ _-]?(document|page|presentation|spreadsheet))?[ _-]?\\d*\\W*");

    /// What printing to a PDF writes before the name of the file: `Microsoft Word - plan.docx`.
    private static final Pattern PRINTED_BY =
            Pattern.compile("^Microsoft (Office )?(Word|Excel|PowerPoint) - ");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]");

    private DocumentTitle() {}

    /// Lets a document have a title that says something.
    ///
    /// @param name of the source, with its path
    static void give(ObjectNode document, String name) {
        String title = said(document.path("title").asString("")).orElseGet(() -> fileName(name));
        document.put("title", title);
    }

    private static Optional<String> said(String title) {
        String own = PRINTED_BY.matcher(title.strip()).replaceFirst("").strip();
        boolean says =
                WORD.matcher(own).find()
                        && !FILLED_IN.matcher(own.toLowerCase(Locale.ROOT)).matches();
        return says ? Optional.of(own) : Optional.empty();
    }

    /// What a file is called.
    static String fileName(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }
}
