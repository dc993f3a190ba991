package dev.hqe.topics.codeaudit.dependencies;

import dev.hqe.topics.codeaudit.secrets.AsciiCase;

/// Reads the simple forms of `build.gradle` and `build.gradle.kts`, and `gradle.lockfile`.
///
/// Source: Gradle User Manual, "Declaring dependencies" and "Locking versions". A build file is a
/// program: only a configuration followed by a literal `group:name:version`, by `group:`, `name:`
/// and `version:` literals, or by `platform(...)` of one is understood.
final class GradleReader {
    private static final String[] CONFIGURATIONS = {
        "implementation", "api", "compileOnly", "runtimeOnly", "annotationProcessor", "kapt",
        "ksp", "compile", "runtime", "classpath", "developmentOnly", "compileOnlyApi"
    };

    private GradleReader() {}

    static void build(String text, Inventory inventory) {
        Lines lines = new Lines(text);
        boolean comment = false;
        while (lines.next()) {
            String line = Lines.before(lines.line(), "//").trim();
            comment |= line.startsWith("/*");
            if (!comment) {
                line(line, lines.number(), inventory);
            }
            comment &= !line.contains("*/");
        }
    }

    private static void line(String line, int number, Inventory inventory) {
        int end = 0;
        while (end < line.length() && AsciiCase.isLetter(line.charAt(end))) {
            end++;
        }
        String configuration = line.substring(0, end);
        boolean spaced = end < line.length() && " (".indexOf(line.charAt(end)) >= 0;
        if (!spaced || !isConfiguration(configuration)) {
            return;
        }
        String rest = line.substring(end);
        if (rest.trim().startsWith("=")
                || rest.contains("project(")
                || rest.contains("files(")
                || rest.contains("fileTree(")) {
            return;
        }
        String notation =
                rest.contains("group:") || rest.contains("group =")
                        ? named(rest, "group")
                                + ":"
                                + named(rest, "name")
                                + ":"
                                + named(rest, "version")
                        : Lines.quoted(rest, 0).orElse("");
        int first = notation.indexOf(':');
        int second = notation.indexOf(':', first + 1);
        if (first <= 0 || notation.indexOf('$') >= 0 || first + 1 >= notation.length()) {
            inventory.unread(number, "a dependency that the build computes");
            return;
        }
        String name = second < 0 ? notation : notation.substring(0, second);
        String version = second < 0 ? "" : notation.substring(second + 1);
        int classifier = version.indexOf(':');
        version = classifier < 0 ? version : version.substring(0, classifier);
        boolean exact = Versions.isNumber(version, 0) && !version.endsWith("SNAPSHOT");
        boolean platform = rest.contains("latform(") && !configuration.isEmpty();
        inventory
                .entry(name, number)
                .asks(version, exact)
                .scope(platform ? Scope.MANAGED : scope(configuration))
                .add();
    }

    private static boolean isConfiguration(String word) {
        String lower = AsciiCase.lower(word);
        for (String configuration : CONFIGURATIONS) {
            if (word.equals(configuration)) {
                return true;
            }
            boolean named = lower.endsWith(AsciiCase.lower(configuration));
            if (named && AsciiCase.isUpper(word.charAt(word.length() - configuration.length()))) {
                return true;
            }
        }
        return false;
    }

    private static String named(String rest, String key) {
        int at = rest.indexOf(key);
        return at < 0 ? "" : Lines.quoted(rest, at).orElse("");
    }

    private static Scope scope(String configuration) {
        String lower = AsciiCase.lower(configuration);
        if (lower.contains("test")) {
            return Scope.TEST;
        }
        if (lower.contains("development") || lower.contains("debug")) {
            return Scope.DEV;
        }
        if (lower.contains("compileonly")) {
            return Scope.PROVIDED;
        }
        boolean build =
                lower.contains("processor") || lower.contains("kapt") || lower.contains("ksp");
        return build || lower.equals("classpath") ? Scope.BUILD : Scope.RUNTIME;
    }

    /// `group:name:version=configuration,configuration`.
    static void lock(String text, Inventory inventory) {
        Lines lines = new Lines(text);
        while (lines.next()) {
            String line = lines.line().trim();
            int equals = line.indexOf('=');
            if (line.isEmpty() || line.startsWith("#") || line.startsWith("empty=")) {
                continue;
            }
            int colon = equals < 0 ? -1 : line.lastIndexOf(':', equals);
            if (colon <= 0) {
                inventory.unread(lines.number(), "not group:name:version=configurations");
                continue;
            }
            boolean test = true;
            String configurations = line.substring(equals + 1);
            int from = 0;
            while (from <= configurations.length()) {
                int comma = configurations.indexOf(',', from);
                int end = comma < 0 ? configurations.length() : comma;
                test &= configurations.startsWith("test", from);
                from = end + 1;
            }
            inventory
                    .entry(line.substring(0, colon), lines.number())
                    .locked(line.substring(colon + 1, equals))
                    .scope(test ? Scope.TEST : Scope.UNKNOWN)
                    .relation(Relation.UNKNOWN)
                    .add();
        }
    }
}
