package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.topic.FolderCheck;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicPack;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "pack",
        description = {
            "Packs a Topic folder into one zip that 'hqe topic install' takes: the same bytes for"
                    + " the same files, with the SHA-256 of each. Checks it first."
        })
final class TopicPackCommand extends Subcommand {

    @Parameters(paramLabel = "DIR", description = "The Topic's folder.")
    private Path folder = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The zip to write; ID-VERSION.zip, here, unless given.")
    private @Nullable Path output;

    @Option(names = "--json", description = "Print what was written as JSON.")
    private boolean json;

    TopicPackCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        Path absolute = TopicFolders.require(folder);
        FolderCheck check = FolderCheck.of(absolute, folder.toString());
        if (!check.problems().isEmpty()) {
            throw new InvalidDocumentException(check.problems(), null);
        }
        Topic topic = check.topic().orElseThrow();
        Path zip =
                output == null
                        ? Path.of(topic.id() + "-" + topic.manifest().version() + ".zip")
                        : output;
        if (zip.toAbsolutePath().normalize().startsWith(absolute)) {
            throw new Failures.BadInput(
                    zip + ": lies in the Topic's own folder and would be packed the next time");
        }
        if (Files.isDirectory(zip)) {
            throw new Failures.BadInput(zip + ": is a folder; name the file to write");
        }
        String sha256 = TopicPack.write(absolute, zip.toAbsolutePath());
        String digest = check.card().orElseThrow().digest();
        if (json) {
            ObjectNode answer = Json.object();
            answer.put("file", zip.toAbsolutePath().toString());
            answer.put("id", topic.id().value());
            answer.put("version", topic.manifest().version());
            answer.put("sha256", sha256);
            answer.put("digest", digest);
            printJson(answer);
        } else {
            out().println("wrote " + zip);
            out().println("SHA-256 of the zip: " + sha256);
            out().println("Digest, as on its card: " + digest);
        }
        return Failures.DONE;
    }
}
