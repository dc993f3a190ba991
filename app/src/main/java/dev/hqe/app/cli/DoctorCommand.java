package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.doctor.Check.Finding;
import dev.hqe.app.doctor.Doctor;
import dev.hqe.app.doctor.Outcome;
import dev.hqe.app.server.ServerFiles;
import dev.hqe.kernel.json.Json;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "doctor",
        description = {
            "Checks this installation and its data, and says what to do where it is ill.",
            "Exit code 1 if something is wrong."
        })
final class DoctorCommand extends Subcommand {

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    DoctorCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        OwnWords.instead(
                OwnWords.SERVERS, OwnWords.POLICY, OwnWords.PROFILES, OwnWords.HOSTED_SERVER);
        Path home = homeDirectory();
        List<Finding> findings =
                new Doctor(home, installation(), () -> ServerFiles.read(home, installation()))
                        .examine();
        if (json) {
            printJson(toJson(findings));
        } else {
            findings.forEach(f ->
                    out().printf(
                                    "%-4s %-15s %s%n",
                                    f.isFine() ? "ok" : "ILL",
                                    f.what(),
                                    Foreign.text(f.outcome().text())));
        }
        out().flush();
        return findings.stream().allMatch(Finding::isFine) ? Failures.DONE : Failures.FAILED;
    }

    private static ObjectNode toJson(List<Finding> findings) {
        ObjectNode answer = Json.object();
        answer.put("ok", findings.stream().allMatch(Finding::isFine));
        ArrayNode list = answer.putArray("findings");
        for (Finding finding : findings) {
            ObjectNode item = list.addObject().put("what", finding.what());
            switch (finding.outcome()) {
                case Outcome.Fine(String detail) -> item.put("ok", true).put("detail", detail);
                case Outcome.Wrong(String detail, String fix) ->
                        item.put("ok", false).put("detail", detail).put("fix", fix);
            }
        }
        return answer;
    }
}
