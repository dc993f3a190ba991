package dev.hqe.mcp.host;

import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.ServerName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A server that is a shell program: it lists one tool, `echo`, which answers with the process id.
/// A call with the argument `{"message":"die"}` makes it say something and end, `{"say":"empty"}`
/// and `{"say":"string"}` make it answer with no result, `{"say":"other"}` makes it answer somebody
/// else and go on with what is no answer.
final class ShellServer {

    private static final String PROGRAM =
            """
            echo "token is $TOKEN" >&2
            answer() { printf '{"jsonrpc":"2.0","id":%s,"result":%s}\\n' "$id" "$1"; }
            while IFS= read -r line; do
              id=${line#*'"id":'}
              id=${id%%[,\\}]*}
              case $line in
                *'"server/discover"'*)
                  PROBED ;;
                *'"initialize"'*)
                  answer '{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"shell","version":"1"}}' ;;
                *'"tools/list"'*)
                  answer '{"tools":[{"name":"echo","description":"Says its id.","inputSchema":{"type":"object"}}]}' ;;
                *'"die"'*)
                  echo "out of paper" >&2
                  exit 3 ;;
                *'"say":"empty"'*)
                  printf '{"jsonrpc":"2.0","id":%s}\\n' "$id" ;;
                *'"say":"string"'*)
                  answer '"a string"' ;;
                *'"say":"other"'*)
                  id=4711
                  answer '{"content":[]}'
                  while sleep 0.05; do
                    printf '{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":1}}\\n'
                    printf '{"jsonrpc":"2.0","id":"p","method":"ping"}\\n'
                    echo "no message"
                  done ;;
                *'"tools/call"'*)
                  answer '{"content":[{"type":"text","text":"'"$$"'"}]}' ;;
              esac
            done
            """;

    private static final String REFUSED =
            "printf '{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":-32601,\"message\":\"no\"}}\\n'"
                    + " \"$id\"";

    private ShellServer() {}

    static HostedServerConfig named(String name) {
        return probed(name, REFUSED);
    }

    /// One that does something else than refuse when it is asked `server/discover`.
    static HostedServerConfig probed(String name, String command) {
        return program(name, PROGRAM.replace("PROBED", command));
    }

    /// One that says something and ends as soon as it is started, once there is a certain file.
    static HostedServerConfig endingOnce(String name, Path there) {
        String end = "if [ -e '" + there + "' ]; then echo out of ink >&2; exit 3; fi\n";
        return program(name, end + PROGRAM.replace("PROBED", REFUSED));
    }

    /// One that does nothing before there is a certain file.
    static HostedServerConfig waitingFor(String name, Path gate) {
        String wait = "until [ -e '" + gate + "' ]; do sleep 0.1; done\n";
        return program(name, wait + PROGRAM.replace("PROBED", REFUSED));
    }

    static HostedServerConfig program(String name, String program) {
        return new HostedServerConfig.Stdio(
                new ServerName(name),
                "sh",
                List.of("-c", program),
                Map.of("TOKEN", "${secret:notes/token}"),
                "/",
                false,
                List.of());
    }
}
