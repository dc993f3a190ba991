package dev.hqe.kernel.topic.plugin;

import dev.hqe.kernel.json.InvalidDocumentException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/// Reads a folder that follows Agent Plugins 1.0.0, with the failure boundaries of that
/// specification (§4.1, §6.2, §7.1, §7.2.2, §11.3): a broken manifest refuses the folder, a broken
/// skill or server is left out and the rest stays. Nothing is ever fetched. Stateless.
public final class AgentPluginReader {

    /// The file that makes a folder a plugin.
    public static final String MANIFEST = "plugin.json";

    private AgentPluginReader() {}

    /// Whether a folder says that it is a plugin, readable or not.
    public static boolean isPlugin(Path folder) {
        return Files.exists(folder.resolve(MANIFEST), LinkOption.NOFOLLOW_LINKS);
    }

    /// Reads the plugin in a folder.
    ///
    /// @param name the folder as problems shall call it
    /// @throws InvalidDocumentException with everything that is wrong with the manifest, when the
    ///   plugin as a whole cannot be used
    public static AgentPlugin read(Path folder, String name) {
        PluginFolder home = PluginFolder.open(folder, name);
        Warnings warnings = new Warnings(name);
        PluginManifest manifest = PluginManifest.read(home, warnings);
        List<Skill> skills = new SkillReader(home, warnings).skills();
        List<PluginServer> servers = new ServerReader(home, warnings).servers();
        return manifest.with(home.root(), skills, servers, warnings.list());
    }
}
