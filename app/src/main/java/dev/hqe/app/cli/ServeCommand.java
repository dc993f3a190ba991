package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.app.agent.ToolsOptions;
import dev.hqe.app.door.FrontDoor;
import dev.hqe.app.door.Listening;
import dev.hqe.app.door.LongVisit;
import dev.hqe.app.door.RunningWorkbench;
import dev.hqe.app.door.ServeWish;
import dev.hqe.kernel.secret.PassphrasePrompt;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.broker.BrokerSettings;
import dev.hqe.mcp.http.HttpLimits;
import dev.hqe.mcp.http.HttpSettings;
import dev.hqe.shim.Visit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "serve",
        description = {
            "Serves MCP over HTTP until it is stopped, in the workbench that is running if there is"
                    + " one, else as one without a window.",
            "Agents show a key of this workbench (hqe key new); without --no-auth nobody gets in"
                    + " without one."
        })
final class ServeCommand extends Subcommand {

    @Mixin private ToolsOptions tools = new ToolsOptions();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8787",
            description = "where to listen, ${DEFAULT-VALUE} unless given; 0 for any free port")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "H",
            defaultValue = "127.0.0.1",
            description = "the address to listen on, ${DEFAULT-VALUE} unless given")
    private String host = "127.0.0.1";

    @Option(
            names = "--public-host",
            paramLabel = "NAME",
            description = "a further name that clients reach this server under; may be repeated")
    private List<String> publicHosts = new ArrayList<>();

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description =
                    "web pages that may use this server (https://app.example); may be repeated")
    private List<String> origins = new ArrayList<>();

    @Option(
            names = "--no-auth",
            description = "lets everybody on this machine in; only on a loopback address")
    private boolean noAuth;

    @Option(names = "--json", description = "says where it listens as one JSON object")
    private boolean json;

    ServeCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws Exception {
        if (noAuth && !isLoopback()) {
            throw new Failures.BadInput(
                    "--no-auth would let everybody who can reach "
                            + host
                            + " use this workbench. Leave it out and give agents keys (hqe key"
                            + " new), or serve on 127.0.0.1.");
        }
        Listening.Wanted wanted = new Listening.Wanted(settings(), !noAuth, tools.display());
        try {
            return switch (Arrival.at(
                    new RunningWorkbench(homeDirectory(), installation().build()),
                    ServeWish.NAME,
                    wanted.toArguments(),
                    () ->
                            Workbench.open(
                                    homeDirectory(),
                                    installation(),
                                    BrokerSettings.DEFAULT,
                                    prompt()),
                    err())) {
                case Arrival.Joined(Visit visit) -> await(visit);
                case Arrival.Alone(Workbench workbench) -> serve(workbench, wanted);
            };
        } finally {
            out().flush();
        }
    }

    private HttpSettings settings() {
        try {
            return new HttpSettings(host, port, publicHosts, origins, HttpLimits.DEFAULT);
        } catch (McpException e) {
            throw new Failures.BadInput(String.valueOf(e.getMessage()));
        }
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new Failures.BadInput("--host " + host + ": there is no such host");
        }
    }

    /// The keys are secrets, so without the passphrase nobody could be let in. Where no key is
    /// wanted, hosted servers go without rather than ask in the middle of serving.
    private PassphrasePrompt prompt() {
        return noAuth ? PassphrasePrompt.NOBODY : ConsolePrompt.toOpen();
    }

    /// In the workbench that runs: as long as this process, which only waits.
    private int await(Visit entered) throws IOException {
        try (LongVisit visit = new LongVisit(entered)) {
            say(visit.begin());
            if (visit.awaitEnd()) {
                return Failures.DONE;
            }
        }
        err().println("hqe: the workbench has ended, and its HTTP with it");
        err().flush();
        return Failures.FAILED;
    }

    /// In this process, which is a workbench for everybody else as well.
    private int serve(Workbench own, Listening.Wanted wanted) throws Exception {
        Signals signals = new Signals();
        try (Workbench workbench = own;
                FrontDoor door = HqeCommand.openDoor(workbench, installation());
                Listening listening = door.listen(wanted)) {
            signals.onEnd(door::stop);
            workbench.watches().start();
            say(listening.toJson());
            door.awaitStop();
            WorkbenchCommand.requireData(workbench);
        } finally {
            signals.ended();
        }
        return Failures.DONE;
    }

    private void say(JsonNode listening) {
        if (!listening.path("hasKeys").asBoolean()) {
            err().println("hqe: there is no key yet, so nobody gets in: hqe key new NAME");
        }
        out().println(
                        json
                                ? listening.toString()
                                : "listening on " + listening.path("address").asString());
        out().flush();
        if (!json) {
            err().println("hqe: agents connect to " + listening.path("endpoint").asString());
        }
        err().flush();
    }
}
