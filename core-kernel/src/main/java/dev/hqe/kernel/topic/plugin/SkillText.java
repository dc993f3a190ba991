package dev.hqe.kernel.topic.plugin;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.SourceDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a `SKILL.md` says: YAML between two lines of `---`, then Markdown.
///
/// Where the Agent Skills specification leaves room, its own reference validator decides: values of
/// `metadata` that are no strings do not make a skill unusable. Fields that the specification does
/// not know are reported and kept.
///
/// @param frontmatter what stands between the lines, known to be valid
/// @param body what stands below them
record SkillText(ObjectNode frontmatter, String body) {

    private static final String FENCE = "---";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final int MAX_NAME = 64;
    private static final int MAX_DESCRIPTION = 1024;
    private static final int MAX_COMPATIBILITY = 500;
    private static final String METADATA = "metadata";
    private static final String ALLOWED_TOOLS = "allowed-tools";
    private static final Set<String> FIELDS =
            Set.of("name", "description", "license", "compatibility", METADATA, ALLOWED_TOOLS);

    /// @param source the file as problems shall call it
    /// @param folder the name of the skill's folder
    /// @param warnings takes what is odd
    /// @throws InvalidDocumentException with everything for which the skill must be left out
    static SkillText parse(String file, String source, String folder, Warnings warnings) {
        String text = file.startsWith("\uFEFF") ? file.substring(1) : file;
        int first = lineEnd(text, 0);
        if (!isFence(text, 0, first)) {
            throw invalid(
                    source, 1, "must begin with a line --- and the skill's name and description");
        }
        int start = first;
        while (start < text.length()) {
            int end = lineEnd(text, start);
            if (isFence(text, start, end)) {
                // An empty line for the fence keeps the line numbers those of the file.
                String yaml = "\n" + text.substring(first, start);
                SourceDocument document = SourceDocument.parseYaml(yaml, source);
                check(document, folder, warnings);
                return new SkillText(
                        PluginManifest.plain(document.root()), text.substring(end).strip());
            }
            start = end;
        }
        throw invalid(source, 1, "has no second line --- that ends its front matter");
    }

    /// Where the next line begins.
    private static int lineEnd(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end + 1;
    }

    private static boolean isFence(String text, int start, int end) {
        return end - start < 100 && text.substring(start, end).stripTrailing().equals(FENCE);
    }

    private static InvalidDocumentException invalid(String source, int line, String message) {
        return new InvalidDocumentException(List.of(new Problem(source, line, message)), null);
    }

    private static void check(SourceDocument document, String folder, Warnings warnings) {
        JsonNode root = document.root();
        if (!root.isObject()) {
            throw new InvalidDocumentException(
                    List.of(document.problem(root, "the front matter must be 'name: value' lines")),
                    null);
        }
        List<Problem> problems = new ArrayList<>();
        checkName(document, folder, problems);
        checkText(document, "description", MAX_DESCRIPTION, true, problems);
        checkText(document, "compatibility", MAX_COMPATIBILITY, false, problems);
        checkText(document, "license", Integer.MAX_VALUE, false, problems);
        JsonNode metadata = root.path(METADATA);
        if (isGiven(metadata) && !metadata.isObject()) {
            problems.add(document.problem(metadata, "'metadata' must be 'name: value' lines"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems, null);
        }
        report(document, warnings);
    }

    private static boolean isGiven(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    private static void checkName(SourceDocument document, String folder, List<Problem> problems) {
        JsonNode node = document.root().path("name");
        if (!checkText(document, "name", MAX_NAME, true, problems)) {
            return;
        }
        String name = node.stringValue();
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    document.problem(
                            node,
                            "'name' must be of a-z 0-9 - with a letter or digit at both ends and no"
                                    + " -- in it"));
        } else if (!name.equals(folder)) {
            problems.add(
                    document.problem(
                            node,
                            "'name' is '"
                                    + name
                                    + "' but the folder is '"
                                    + PluginManifest.brief(folder)
                                    + "': give them one name"));
        }
    }

    /// Checks a text and says whether it is one.
    private static boolean checkText(
            SourceDocument document,
            String field,
            int max,
            boolean isRequired,
            List<Problem> problems) {
        JsonNode value = document.root().path(field);
        if (!isGiven(value)) {
            if (isRequired) {
                problems.add(document.problem(document.root(), "'" + field + "' is missing"));
            }
            return false;
        }
        if (!value.isString()) {
            problems.add(document.problem(value, "'" + field + "' must be text: put it in quotes"));
            return false;
        }
        String text = value.stringValue().strip(); // a folded text ends with a line break
        int length = text.codePointCount(0, text.length());
        if (text.isEmpty() || length > max) {
            String found = text.isEmpty() ? "is empty" : "has " + length + " characters";
            String wanted = max == Integer.MAX_VALUE ? "write it or leave it out" : "1 to " + max;
            problems.add(document.problem(value, "'" + field + "' " + found + ": " + wanted));
            return false;
        }
        return true;
    }

    private static void report(SourceDocument document, Warnings warnings) {
        warnings.addUnknownFields(document, FIELDS);
        JsonNode tools = document.root().path(ALLOWED_TOOLS);
        if (tools.isContainer()) {
            warnings.add(document, tools, "'allowed-tools' should be one text with spaces");
        }
        for (Map.Entry<String, JsonNode> entry : document.root().path(METADATA).properties()) {
            if (entry.getValue().isContainer()) {
                warnings.add(
                        document,
                        entry.getValue(),
                        "'metadata': '"
                                + PluginManifest.brief(entry.getKey())
                                + "' should be one text");
            }
        }
    }

    /// A text of the front matter, empty when it has none of this name.
    String field(String name) {
        return text(frontmatter.path(name));
    }

    Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        frontmatter
                .path(METADATA)
                .properties()
                .forEach(e -> metadata.put(e.getKey(), text(e.getValue())));
        return metadata;
    }

    private static String text(JsonNode value) {
        return value.isContainer() ? value.toString() : value.asString("");
    }
}
