package dev.hqe.topics.kit.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.topics.kit.HostFunctions;
import dev.hqe.topics.kit.NoWorkbench;
import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.Tools;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A call of a tool on the JVM, without Wasm.
public final class JvmTool {
    private JvmTool() {}

    /// The result of a call of a tool that asks nothing of the workbench.
    ///
    /// @param input JSON Lines: the arguments, then entities
    /// @throws ToolError as the tool does
    public static String call(Tools tools, String tool, String input) {
        return call(tools, tool, input, new NoWorkbench());
    }

    /// The result of a call.
    ///
    /// @param input JSON Lines: the arguments, then entities
    /// @throws ToolError as the tool does
    public static String call(Tools tools, String tool, String input, HostFunctions workbench) {
        ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tools.call(tool, in::read, out::write, workbench);
        return out.toString(StandardCharsets.UTF_8);
    }

    /// Fails unless a tool refuses these arguments with just this message.
    public static void assertRefuses(Tools tools, String tool, String input, String message) {
        assertThatThrownBy(() -> call(tools, tool, input))
                .isInstanceOf(ToolError.class)
                .hasMessage(message);
    }
}
