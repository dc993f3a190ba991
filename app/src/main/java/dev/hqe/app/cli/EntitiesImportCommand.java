package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.entity.EntityImport;
import dev.hqe.kernel.entity.EntityImport.BrokenLine;
import dev.hqe.kernel.entity.EntityImport.Progress;
import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "import",
        description = {
            "Stores entities from a file of JSON Lines, as 'hqe entities --export' writes it.",
            "Each line has to follow the schema of its kind; broken lines are listed and passed"
                    + " over. The same file again changes nothing."
        })
final class EntitiesImportCommand extends WorkbenchCommand {

    private static final String STANDARD_INPUT = "-";
    private static final int SHOWN = 100;
    private static final long TELL_EVERY = 10_000;

    @Parameters(paramLabel = "FILE", description = "The file, or - for standard input.")
    private String file = STANDARD_INPUT;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    private final List<BrokenLine> broken = new ArrayList<>();
    private long told;

    EntitiesImportCommand(Installation installation) {
        super(installation);
    }

    @Override
    boolean takesLong() {
        return true;
    }

    @Override
    int run(Workbench workbench) {
        EntityImport lines =
                new EntityImport(workbench.entities(), workbench::schema, InstantSource.system());
        Progress done;
        try (InputStream in = open()) {
            done = lines.read(in, this::note, this::tell, () -> station().isInterrupted());
        } catch (IOException | UncheckedIOException e) {
            throw new Failures.BadInput(file + ": cannot be read: " + e.getMessage());
        }
        boolean stopped = station().isInterrupted();
        if (json) {
            printJson(toJson(done));
        } else {
            out().println(
                            done.stored().created()
                                    + " created, "
                                    + done.stored().updated()
                                    + " updated, "
                                    + done.stored().unchanged()
                                    + " unchanged, "
                                    + done.broken()
                                    + " broken"
                                    + (stopped ? "; stopped before the end" : ""));
        }
        if (stopped) {
            return Failures.INTERRUPTED;
        }
        return done.broken() == 0 ? Failures.DONE : Failures.FAILED;
    }

    private InputStream open() throws IOException {
        return file.equals(STANDARD_INPUT)
                ? station().in()
                : Files.newInputStream(station().resolve(Path.of(file)));
    }

    private void note(BrokenLine line) {
        if (broken.size() < SHOWN) {
            broken.add(line);
            err().println(file + ": " + line);
        } else if (broken.size() == SHOWN) {
            broken.add(line);
            err().println(file + ": and more broken lines; they are counted");
        }
        err().flush();
    }

    private void tell(Progress progress) {
        if (progress.lines() >= told + TELL_EVERY) {
            told = progress.lines();
            err().println("read " + progress.lines() + " lines, " + progress.bytes() + " bytes");
            err().flush();
        }
    }

    private ObjectNode toJson(Progress done) {
        ObjectNode report = Json.object();
        report.put("lines", done.lines());
        report.put("created", done.stored().created());
        report.put("updated", done.stored().updated());
        report.put("unchanged", done.stored().unchanged());
        report.put("broken", done.broken());
        ArrayNode list = report.putArray("broken_lines");
        broken.stream()
                .limit(SHOWN)
                .forEach(line ->
                        list.addObject().put("line", line.number()).put("reason", line.reason()));
        return report;
    }
}
