package dev.hqe.mcp;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.time.InstantSource;
import java.util.List;

/// A real process that serves the test tools over its standard streams, for peers that start one;
/// with any argument it serves everything else there is.
final class TestServerMain {

    private TestServerMain() {}

    public static void main(String[] args) throws InterruptedException {
        boolean everything = args.length > 0;
        TestResources resources = new TestResources(3);
        Tool[] tools =
                everything
                        ? new Tool[] {
                            TestTools.asking("test.ask", TaskSupport.NEVER),
                            TestTools.sampling(),
                            TestTools.roots(),
                            TestTools.logging(),
                            touching(resources)
                        }
                        : TestTools.all();
        try (ToolRoad road =
                        new ToolRoad(
                                List.of(ToolProvider.of(tools)),
                                ToolPolicy.ALLOW_ALL,
                                called -> {},
                                RoadLimits.DEFAULT,
                                InstantSource.system());
                McpServer server =
                        new McpServer(
                                new ServerInfo("test-server", "Test server", "1.0.0"),
                                "Call test.echo.",
                                road,
                                everything ? List.of(resources) : List.of(),
                                everything
                                        ? List.of(
                                                PromptProvider.of(new TestPrompt("test.greeting")))
                                        : List.of(),
                                ServerLimits.DEFAULT)) {
            new StdioConnection(
                            server,
                            new FileInputStream(FileDescriptor.in),
                            new FileOutputStream(FileDescriptor.out),
                            ConnectionLimits.DEFAULT)
                    .serve();
        }
    }

    private static Tool touching(TestResources resources) {
        return TestTools.tool(
                "test.touch",
                "{\"type\":\"object\"}",
                call -> {
                    resources.put("mem:/b", "touched");
                    return ToolOutcome.Ok.text("touched");
                });
    }
}
