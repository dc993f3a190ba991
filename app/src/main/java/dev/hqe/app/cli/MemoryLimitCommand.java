package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.json.Json;
import dev.hqe.memory.MemoryException;
import dev.hqe.memory.index.ScanLimit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "limit",
        description = {
            "Shows or sets how much memory the search by meaning may take.",
            "With more vectors than fit, they are searched on the disk: slower, with the same"
                    + " results. 1 MiB holds some 12,000 vectors of 384 dimensions."
        })
final class MemoryLimitCommand extends WorkbenchCommand {

    @Parameters(
            paramLabel = "MIB",
            arity = "0..1",
            description = "In MiB, 0 to 65536; holds from the next start of the workbench on.")
    private @Nullable Integer mebibytes;

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    MemoryLimitCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench) {
        ScanLimit limit = new ScanLimit(workbench.database());
        if (mebibytes != null) {
            try {
                limit.set(mebibytes);
            } catch (MemoryException e) {
                throw new Failures.BadInput(String.valueOf(e.getMessage()));
            }
        }
        if (json) {
            printJson(Json.object().put("mebibytes", limit.mebibytes()));
        } else {
            out().println(limit.mebibytes() + " MiB");
        }
        return Failures.DONE;
    }
}
