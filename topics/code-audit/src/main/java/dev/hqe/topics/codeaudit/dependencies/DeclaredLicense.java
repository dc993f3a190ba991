package dev.hqe.topics.codeaudit.dependencies;

import java.util.ArrayList;
import java.util.List;

/// A licence that a manifest names for the project itself.
///
/// @param text as written: an SPDX expression, or whatever the author put there
/// @param line from 1
public record DeclaredLicense(String text, int line) {
    private static final int TEXT_MAX = 300;

    /// The licences in a manifest of that path, in its order; none if it is no manifest, names
    /// none, or cannot be read.
    public static List<DeclaredLicense> in(String path, String text) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        List<DeclaredLicense> found = new ArrayList<>();
        if (text.length() > DependencyFile.TEXT_MAX) {
            return found;
        }
        try {
            switch (name) {
                case "package.json", "composer.json" -> json(LinedJson.parse(text), found);
                case "Cargo.toml" -> toml("package", text, found);
                case "pyproject.toml" -> toml("project", text, found);
                case "pom.xml" -> xml("project/licenses/license/name", text, found);
                default -> {
                    if (name.endsWith(".csproj")) {
                        xml("Project/PropertyGroup/PackageLicenseExpression", text, found);
                    } else if (name.endsWith(".gemspec")) {
                        gemspec(text, found);
                    }
                }
            }
        } catch (Unreadable e) {
            // The inventory of dependencies says what is wrong with the file.
            return found;
        }
        return found;
    }

    /// Whether a file of that path can name a licence.
    public static boolean mayBeIn(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return switch (name) {
            case "package.json", "composer.json", "Cargo.toml", "pyproject.toml", "pom.xml" -> true;
            default -> name.endsWith(".csproj") || name.endsWith(".gemspec");
        };
    }

    private static void add(String text, int line, List<DeclaredLicense> found) {
        if (!text.isEmpty() && text.length() <= TEXT_MAX) {
            found.add(new DeclaredLicense(text, line));
        }
    }

    /// npm documentation, "license"; Composer, "license": a list is a choice.
    private static void json(LinedJson json, List<DeclaredLicense> found) {
        LinedJson license = json.get("license");
        if (license.isString()) {
            add(license.text(), license.line(), found);
        } else if (license.get("type").isString()) {
            add(license.get("type").text(), license.line(), found);
        }
        for (LinedJson item : license.items()) {
            add(item.text(), item.line(), found);
        }
        for (LinedJson item : json.get("licenses").items()) {
            add(item.get("type").text(), item.line(), found);
        }
    }

    private static void toml(String table, String text, List<DeclaredLicense> found) {
        TomlLines toml = new TomlLines(text);
        while (toml.next()) {
            boolean here = toml.table().equals(table) || toml.table().equals("tool.poetry");
            if (here && toml.key().equals("license")) {
                String value =
                        toml.isTable() ? TomlLines.member(toml.value(), "text") : toml.text();
                add(value, toml.line(), found);
            }
        }
    }

    private static void xml(String path, String text, List<DeclaredLicense> found) {
        XmlTags xml = new XmlTags(text);
        while (xml.next()) {
            if (xml.isEnd() && xml.path().equals(path)) {
                add(xml.text(), xml.line(), found);
            }
        }
    }

    private static void gemspec(String text, List<DeclaredLicense> found) {
        Lines lines = new Lines(text);
        while (lines.next()) {
            int at = lines.line().indexOf(".license");
            int equals = at < 0 ? -1 : lines.line().indexOf('=', at);
            if (equals > 0) {
                add(Lines.quoted(lines.line(), equals).orElse(""), lines.number(), found);
            }
        }
    }
}
