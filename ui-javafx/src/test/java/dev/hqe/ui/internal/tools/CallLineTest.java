package dev.hqe.ui.internal.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.ToolName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class CallLineTest {

    private static final ToolName TOOL = new ToolName("code_audit.find_secrets");

    @Test
    void quotesArgumentsForAShell() {
        ObjectNode arguments = Json.object().put("path", "Ana's notes");

        String line = CallLine.shell(TOOL, arguments);

        assertThat(line)
                .isEqualTo("hqe call code_audit.find_secrets '{\"path\":\"Ana'\\''s notes\"}'");
    }

    @Test
    void leavesOutWhatIsEmpty() {
        assertThat(CallLine.shell(TOOL, Json.object()))
                .isEqualTo("hqe call code_audit.find_secrets");
    }

    @Test
    void writesTheRequestOfMcp() {
        String request = CallLine.mcp(TOOL, Json.object().put("path", "src"));

        assertThat(Json.MAPPER.readTree(request))
                .isEqualTo(
                        Json.MAPPER.readTree(
                                """
                                {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {
                                  "name": "code_audit.find_secrets",
                                  "arguments": {"path": "src"}}}
                                """));
    }
}
