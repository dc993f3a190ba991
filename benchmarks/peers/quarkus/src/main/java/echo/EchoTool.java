package echo;

import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;

/** The echo tool, as the extension's guide writes a tool. */
public class EchoTool {

    @Tool(description = "Answers what it is told.")
    String echo(@ToolArg(description = "What to answer.") String message) {
        return message;
    }
}
