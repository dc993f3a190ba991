package dev.hqe.ui.internal.tools;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.ToolName;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// A call as it can be made elsewhere.
final class CallLine {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+-]+");

    private CallLine() {}

    /// The request of MCP: `{"jsonrpc": "2.0", "id": 1, "method": "tools/call", ...}`.
    static String mcp(ToolName tool, ObjectNode arguments) {
        ObjectNode request = Json.object();
        request.put("jsonrpc", "2.0");
        request.put("id", 1);
        request.put("method", "tools/call");
        request.putObject("params")
                .put("name", tool.value())
                .set("arguments", arguments.deepCopy());
        return JsonText.pretty(request);
    }

    /// A line for a POSIX shell: `hqe call finance.returns '{"symbol":"NRVL"}'`.
    static String shell(ToolName tool, ObjectNode arguments) {
        String line = "hqe call " + tool;
        return arguments.isEmpty() ? line : line + " " + quoted(arguments.toString());
    }

    static String quoted(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
