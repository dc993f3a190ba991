package dev.hqe.app;

import dev.hqe.kernel.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A hosted server that is a shell program in a folder. It says `started` on standard error and
/// lists the tools that `tools.json` beside it says. Its tool `wait` never answers; any other says
/// `said again`. What happens to it stands in the files `called` and `cancelled`.
final class ShellServer {

    private static final String PROGRAM =
            """
            echo "started" >&2
            answer() { printf '{"jsonrpc":"2.0","id":%s,"result":%s}\\n' "$id" "$1"; }
            while IFS= read -r line; do
              id=${line#*'"id":'}
              id=${id%%[,\\}]*}
              case $line in
                *'"server/discover"'*)
                  printf '{"jsonrpc":"2.0","id":%s,"error":{"code":-32601,"message":"no"}}\\n' "$id" ;;
                *'"initialize"'*)
                  answer '{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"shell","version":"1"}}' ;;
                *'"tools/list"'*) answer "{\\"tools\\":[$(cat tools.json)]}" ;;
                *'notifications/cancelled'*) echo yes >cancelled ;;
                *'"tools/call"'*'"wait"'*) echo yes >called ;;
                *'"tools/call"'*) answer '{"content":[{"type":"text","text":"said again"}]}' ;;
              esac
            done
            """;

    private ShellServer() {}

    /// Has a data directory host it under the name `notes`.
    ///
    /// @param home the data directory, which is there
    /// @param folder where it runs
    static void install(Path home, Path folder, List<String> tools) throws Exception {
        write(folder, "", tools);
        ObjectNode file = Json.object();
        ObjectNode notes = file.putObject("mcpServers").putObject("notes");
        notes.put("command", "sh").put("cwd", folder.toString());
        notes.putArray("args").add("server.sh");
        Files.writeString(home.resolve("mcp.json"), file.toString());
    }

    /// Writes its program, `server.sh`, which runs in the folder that it lies in.
    ///
    /// @param first lines that run when it starts
    static void write(Path folder, String first, List<String> tools) throws Exception {
        Files.writeString(folder.resolve("server.sh"), first + PROGRAM);
        offer(folder, tools);
    }

    /// Has it list these from now on.
    static void offer(Path folder, List<String> tools) throws Exception {
        Files.writeString(folder.resolve("tools.json"), String.join(",", tools));
    }

    /// Has it come up only when a file is there.
    static void waitFor(Path folder, Path gate) throws Exception {
        String wait = "until [ -e '" + gate + "' ]; do sleep 0.1; done\n";
        Files.writeString(folder.resolve("server.sh"), wait + PROGRAM);
    }

    /// A tool without arguments.
    static String tool(String name, String description) {
        ObjectNode tool = Json.object().put("name", name).put("description", description);
        tool.putObject("inputSchema").put("type", "object");
        return tool.toString();
    }
}
