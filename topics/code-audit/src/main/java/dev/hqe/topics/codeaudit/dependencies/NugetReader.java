package dev.hqe.topics.codeaudit.dependencies;

import dev.hqe.topics.codeaudit.secrets.AsciiCase;
import java.util.Map;

/// Reads SDK-style project files, `Directory.Packages.props`, `packages.config` and
/// `packages.lock.json`.
///
/// Source: NuGet documentation, "PackageReference in project files", "Central Package Management",
/// "packages.config reference" and "Package versioning". A bare version in a project is the least
/// one that is taken; `[1.2.3]` is one version.
final class NugetReader {
    private NugetReader() {}

    static void project(String text, Inventory inventory) {
        XmlTags xml = new XmlTags(text);
        String name = "";
        String version = "";
        Scope scope = Scope.RUNTIME;
        int line = 0;
        while (xml.next()) {
            String element = xml.name();
            boolean central = element.equals("PackageVersion");
            if (central || element.equals("PackageReference")) {
                if (!xml.isEnd()) {
                    name = xml.attribute("Include");
                    version = xml.attribute("Version");
                    version = version.isEmpty() ? xml.attribute("VersionOverride") : version;
                    line = xml.line();
                    boolean dev = AsciiCase.same(xml.attribute("PrivateAssets"), "all");
                    scope = central ? Scope.MANAGED : dev ? Scope.DEV : Scope.RUNTIME;
                    continue;
                }
                if (name.isEmpty()) {
                    inventory.unread(line, "a " + element + " without Include");
                    continue;
                }
                boolean one = version.startsWith("[") && version.indexOf(',') < 0;
                inventory.entry(name, line).asks(version, one).scope(scope).add();
            } else if (xml.isEnd() && xml.path().endsWith("PackageReference/Version")) {
                version = xml.text();
            } else if (xml.isEnd() && xml.path().endsWith("PackageReference/PrivateAssets")) {
                scope = AsciiCase.same(xml.text(), "all") ? Scope.DEV : scope;
            }
        }
    }

    static void config(String text, Inventory inventory) {
        XmlTags xml = new XmlTags(text);
        while (xml.next()) {
            if (xml.name().equals("package") && !xml.isEnd()) {
                boolean dev = xml.attribute("developmentDependency").equals("true");
                inventory
                        .entry(xml.attribute("id"), xml.line())
                        .locked(xml.attribute("version"))
                        .scope(dev ? Scope.DEV : Scope.RUNTIME)
                        .relation(Relation.UNKNOWN)
                        .add();
            }
        }
    }

    static void lock(String text, Inventory inventory) {
        LinedJson frameworks = LinedJson.parse(text).get("dependencies");
        for (LinedJson framework : frameworks.members().values()) {
            for (Map.Entry<String, LinedJson> entry : framework.members().entrySet()) {
                LinedJson value = entry.getValue();
                String type = value.get("type").text();
                if (type.equals("Project")) {
                    continue;
                }
                inventory
                        .entry(entry.getKey(), value.line())
                        .locked(value.get("resolved").text())
                        .scope(Scope.UNKNOWN)
                        .relation(type.equals("Direct") ? Relation.DIRECT : Relation.TRANSITIVE)
                        .add();
            }
        }
    }
}
