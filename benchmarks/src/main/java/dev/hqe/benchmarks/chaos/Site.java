package dev.hqe.benchmarks.chaos;

import dev.hqe.kernel.HomeOwner;
import dev.hqe.kernel.WorkbenchHome;
import dev.hqe.kernel.json.Json;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A fresh data directory with one hosted server, a folder to ingest, and the command `hqe` on it.
///
/// @param root the repository
/// @param work everything of this run, removed by the next
record Site(Path root, Path work) {

    private static final int COMMAND_SECONDS = 180;

    /// Answers `echo` with what it was told; its processes are looked for at the end.
    private static final String SERVER =
            """
            answer() { printf '{"jsonrpc":"2.0","id":%s,"result":%s}\\n' "$id" "$1"; }
            while IFS= read -r line; do
              id=${line#*'"id":'}
              id=${id%%[,\\}]*}
              case $line in
                *'"server/discover"'*)
                  printf '{"jsonrpc":"2.0","id":%s,"error":{"code":-32601,"message":"no"}}\\n' "$id" ;;
                *'"initialize"'*)
                  answer '{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"shell","version":"1"}}' ;;
                *'"tools/list"'*)
                  answer '{"tools":[{"name":"echo","description":"Says it again.","inputSchema":{"type":"object","properties":{"message":{"type":"string"},"times":{"type":"integer"}}}}]}' ;;
                *'"tools/call"'*)
                  message=${line#*'"message":"'}
                  message=${message%%'"'*}
                  case $line in
                    *'"times":'*) text=$(head -c 200000 /dev/zero | tr '\\0' x) ;;
                    *) text= ;;
                  esac
                  answer "{\\"content\\":[{\\"type\\":\\"text\\",\\"text\\":\\"$message.$text\\"}]}" ;;
              esac
            done
            """;

    /// What a finished command left behind.
    record Result(int exitCode, String out, String err) {}

    /// Lays it out anew.
    static Site fresh(Path root, Path work) throws IOException, InterruptedException {
        if (Files.exists(work)) {
            new ProcessBuilder("rm", "-rf", work.toString()).inheritIO().start().waitFor();
        }
        Site site = new Site(root, work);
        Files.createDirectories(site.home());
        Files.createDirectories(site.files());
        Files.createDirectories(site.temp());
        Files.writeString(work.resolve("server.sh"), SERVER);
        ObjectNode servers = Json.object();
        ObjectNode notes = servers.putObject("mcpServers").putObject("notes");
        notes.put("command", "sh").put("cwd", work.toString());
        notes.putArray("args").add(work.resolve("server.sh").toString());
        Files.writeString(site.home().resolve("mcp.json"), servers.toString());
        Files.writeString(
                site.home().resolve("policy.yaml"), "rules:\n  - {tool: \"*\", ruling: allow}\n");
        StringBuilder wrapper = new StringBuilder("#!/bin/sh\n");
        site.environment()
                .forEach(
                        (name, value) -> wrapper.append("export %s='%s'\n".formatted(name, value)));
        wrapper.append("exec '%s' mcp\n".formatted(site.hqe()));
        Files.writeString(site.agentCommand(), wrapper);
        if (!site.agentCommand().toFile().setExecutable(true)) {
            throw new IOException(site.agentCommand() + " cannot be made executable");
        }
        return site;
    }

    Path home() {
        return work.resolve("the home");
    }

    /// What the writer writes and `hqe ingest` stores.
    Path files() {
        return work.resolve("files");
    }

    /// What the workbench takes for the system's folder of temporary files.
    Path temp() {
        return work.resolve("tmp");
    }

    /// What agents start.
    Path agentCommand() {
        return work.resolve("agent-command");
    }

    Path log() {
        return work.resolve("stderr.log");
    }

    private String hqe() {
        return root.resolve("hqe").toString();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("HQE_HOME", home().toString());
        environment.put("HQE_IDLE", "5m");
        environment.put("HQE_KEYCHAIN", "off");
        environment.put("HQE_JAVA_OPTS", "-Djava.io.tmpdir=" + temp());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        return environment;
    }

    /// Starts what an agent starts.
    Process agent() throws IOException {
        return new ProcessBuilder(agentCommand().toString())
                .redirectError(Redirect.appendTo(log().toFile()))
                .start();
    }

    /// Starts another program that starts [#agentCommand].
    Process client(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HQE_AGENT_SERVER", agentCommand().toString());
        return builder.redirectError(Redirect.appendTo(log().toFile())).start();
    }

    /// Runs `hqe` to its end.
    Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(hqe()));
        command.addAll(List.of(arguments));
        File out = Files.createTempFile(work, "out", ".txt").toFile();
        File err = Files.createTempFile(work, "err", ".txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment());
        builder.redirectInput(Redirect.from(new File("/dev/null")));
        Process process = builder.redirectOutput(out).redirectError(err).start();
        boolean ended = process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        Result result =
                new Result(
                        ended ? process.exitValue() : -1,
                        Files.readString(out.toPath(), StandardCharsets.UTF_8),
                        Files.readString(err.toPath(), StandardCharsets.UTF_8));
        Files.delete(out.toPath());
        Files.delete(err.toPath());
        return result;
    }

    JsonNode status() throws IOException, InterruptedException {
        Result result = run("status", "--json");
        return result.out().isBlank() ? Json.object() : Json.MAPPER.readTree(result.out());
    }

    /// The process that the lock file names, if it is a workbench that runs.
    Optional<ProcessHandle> workbench() {
        try {
            String lock = Files.readString(home().resolve("workbench.lock"));
            OptionalLong owner = new HomeOwner(lock.strip()).pid();
            if (owner.isEmpty()) {
                return Optional.empty();
            }
            return ProcessHandle.of(owner.getAsLong())
                    .filter(process -> commandLine(process.pid()).contains(" headless"));
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    /// Whether nobody holds the data directory.
    boolean isFree() {
        return WorkbenchHome.holder(home()).isEmpty();
    }

    static String commandLine(long pid) {
        try {
            return Files.readString(
                            Path.of("/proc", Long.toString(pid), "cmdline"),
                            StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }
}
