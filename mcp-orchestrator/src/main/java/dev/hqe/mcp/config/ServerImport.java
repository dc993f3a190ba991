package dev.hqe.mcp.config;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.SourceDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the servers that another program has configured. The format is told by what is in the file
/// and by its name; see [ImportFormat].
///
/// The file is a stranger's: a reference to a secret of this workbench in it is refused,
/// permissions in it are not taken over, and what looks like a secret does not stay in clear.
/// Immutable.
///
/// @param into where the servers go
/// @param places where programs keep their files
/// @param bundles the folder that bundles are unpacked to
/// @param onClash what happens when a name is in use
public record ServerImport(HostedServers into, Places places, Path bundles, OnClash onClash) {

    /// What happens to a server whose name is in use.
    public enum OnClash {
        /// It is not imported.
        SKIP,
        /// It gets another name.
        RENAME
    }

    /// Reads a file and says what importing it would do. Nothing is written.
    ///
    /// @throws InvalidDocumentException if it is not well-formed, with the line
    /// @throws ConfigException if it is none of the formats, or a bundle that must not be unpacked
    public ImportPlan read(Path file) {
        return read(file, BundleArchive.Limits.DEFAULT);
    }

    ImportPlan read(Path file, BundleArchive.Limits limits) {
        if (!Files.exists(file)) {
            throw new InvalidDocumentException(
                    List.of(new Problem(file.toString(), 0, "there is no such file")), null);
        }
        Planning planning = new Planning(into, onClash);
        if (Files.isRegularFile(file) && BundleArchive.isZip(file)) {
            BundleArchive archive = BundleArchive.open(file, limits);
            String name = String.valueOf(file.getFileName());
            Draft.Findings findings = new BundleSource(archive, name, places).findings();
            return planning.plan(ImportFormat.BUNDLE, findings, archive, bundles.toAbsolutePath());
        }
        String text = ConfigFile.read(file, file.toString()).text();
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            SourceDocument document = SourceDocument.parse(text, file.toString());
            if (!document.root().path("extensions").isContainer()) {
                throw new ConfigException(file + ": has no MCP servers: no 'extensions' of goose");
            }
            return planning.plan(
                    ImportFormat.GOOSE, new GooseSource(document).findings(), null, bundles);
        }
        SourceDocument document = Jsonc.parse(text, file.toString());
        ImportFormat format =
                ImportFormat.of(document.root().isObject() ? document.root() : Json.object(), file);
        Draft.Findings findings =
                new JsonSource(format, document, places, project(format, file)).findings();
        return planning.plan(format, findings, null, bundles);
    }

    /// The project that a file belongs to, by where editors and Claude Code look for it.
    private @Nullable Path project(ImportFormat format, Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null || folder.equals(places.home())) {
            return null;
        }
        String name = String.valueOf(file.getFileName());
        String parent = String.valueOf(folder.getFileName());
        boolean editor = parent.equals(".vscode") || parent.equals(".cursor");
        if (editor) {
            Path project = folder.getParent();
            return project == null || project.equals(places.home()) ? null : project;
        }
        return format == ImportFormat.CLAUDE_CODE && name.equals(".mcp.json") ? folder : null;
    }
}
