package dev.hqe.mcp;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.time.InstantSource;
import java.util.List;

/// A real process that serves the test tools over its standard streams, for peers that start one.
final class TestServerMain {

    private TestServerMain() {}

    public static void main(String[] args) throws InterruptedException {
        try (ToolRoad road =
                new ToolRoad(
                        List.of(ToolProvider.of(TestTools.all())),
                        ToolPolicy.ALLOW_ALL,
                        called -> {},
                        RoadLimits.DEFAULT,
                        InstantSource.system())) {
            try (McpServer server =
                    new McpServer(
                            new ServerInfo("test-server", "Test server", "1.0.0"),
                            "Call test.echo.",
                            road)) {
                new StdioConnection(
                                server,
                                new FileInputStream(FileDescriptor.in),
                                new FileOutputStream(FileDescriptor.out),
                                ConnectionLimits.DEFAULT)
                        .serve();
            }
        }
    }
}
