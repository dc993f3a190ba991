package dev.hqe.topics.codeaudit.dependencies;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads `pom.xml`: dependencies, managed ones, plugins and the parent, with the properties that
/// the file itself sets. What a parent brings along is not known.
///
/// Source: Maven documentation, "POM Reference" and "Introduction to the Dependency Mechanism".
final class PomReader {
    private final Map<String, String> properties = new HashMap<>();
    private final List<Map<String, String>> found = new ArrayList<>();

    private PomReader() {}

    static void read(String text, Inventory inventory) {
        PomReader reader = new PomReader();
        reader.collect(text);
        for (Map<String, String> entry : reader.found) {
            reader.add(entry, inventory);
        }
    }

    private void collect(String text) {
        XmlTags xml = new XmlTags(text);
        List<Map<String, String>> open = new ArrayList<>();
        while (xml.next()) {
            String path = xml.path();
            int level = level(path);
            int last = open.size() - 1;
            boolean entry =
                    path.endsWith("dependencies/dependency")
                            || path.endsWith("plugins/plugin")
                            || path.equals("project/parent");
            if (entry && !xml.isEnd()) {
                Map<String, String> fields = new HashMap<>();
                fields.put("path", path);
                fields.put("line", String.valueOf(xml.line()));
                open.add(fields);
                fields.put("level", String.valueOf(level));
            } else if (entry) {
                found.add(open.remove(last));
            } else if (xml.isEnd() && last >= 0 && isChild(level, open.get(last))) {
                open.get(last).put(xml.name(), xml.text());
            } else if (xml.isEnd() && path.startsWith("project/properties/")) {
                properties.put(xml.name(), xml.text());
            } else if (xml.isEnd() && level == 2) {
                properties.put("project." + xml.name(), xml.text());
            }
        }
    }

    private static boolean isChild(int level, Map<String, String> entry) {
        return value(entry, "level").equals(String.valueOf(level - 1));
    }

    private static int level(String path) {
        int level = 1;
        for (int i = 0; i < path.length(); i++) {
            level += path.charAt(i) == '/' ? 1 : 0;
        }
        return level;
    }

    private void add(Map<String, String> entry, Inventory inventory) {
        String path = value(entry, "path");
        boolean plugin = path.endsWith("plugin");
        String group = resolved(value(entry, "groupId"));
        if (group.isEmpty() && plugin) {
            group = "org.apache.maven.plugins";
        }
        String artifact = resolved(value(entry, "artifactId"));
        int line = Integer.parseInt(value(entry, "line"));
        if (group.isEmpty() || artifact.isEmpty()) {
            inventory.unread(line, "an entry without groupId and artifactId");
            return;
        }
        String version = resolved(value(entry, "version"));
        boolean exact =
                !version.isEmpty()
                        && version.indexOf("${") < 0
                        && "[(".indexOf(version.charAt(0)) < 0
                        && !version.endsWith("SNAPSHOT")
                        && !version.equals("LATEST")
                        && !version.equals("RELEASE");
        inventory
                .entry(group + ":" + artifact, line)
                .asks(version, exact)
                .scope(scope(path, value(entry, "scope"), value(entry, "optional"), plugin))
                .add();
    }

    private static Scope scope(String path, String scope, String optional, boolean plugin) {
        if (path.contains("Management/")) {
            return Scope.MANAGED;
        }
        if (plugin || path.contains("/plugin/") || path.equals("project/parent")) {
            return Scope.BUILD;
        }
        if (scope.equals("test")) {
            return Scope.TEST;
        }
        if (scope.equals("provided") || scope.equals("system")) {
            return Scope.PROVIDED;
        }
        return optional.equals("true") ? Scope.OPTIONAL : Scope.RUNTIME;
    }

    private static String value(Map<String, String> entry, String key) {
        String value = entry.get(key);
        return value == null ? "" : value;
    }

    /// Three rounds, for a property may name another one.
    private String resolved(String text) {
        String value = text;
        for (int round = 0; round < 3 && value.indexOf("${") >= 0; round++) {
            int start = value.indexOf("${");
            int end = value.indexOf('}', start);
            String property = end < 0 ? null : properties.get(value.substring(start + 2, end));
            if (property == null || property.length() > 256) {
                return value;
            }
            value = value.substring(0, start) + property + value.substring(end + 1);
        }
        return value;
    }
}
