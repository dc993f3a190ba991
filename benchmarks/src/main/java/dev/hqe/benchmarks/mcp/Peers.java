package dev.hqe.benchmarks.mcp;

import dev.hqe.benchmarks.mcp.Peer.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/// The servers that `benchmarks/mcp` and `benchmarks/soak` know, in the folders where those scripts
/// have put them.
///
/// @param root the repository
/// @param target where peers are installed and data directories are made
record Peers(Path root, Path target) {

    static final String OURS = "HQE Workbench";
    static final String TYPESCRIPT_V1 = "TypeScript SDK 1.32.2";
    static final String TYPESCRIPT_V2 = "TypeScript SDK 2.4.0";

    /// As the scripts say it.
    static Peers fromProperties() {
        Path root = Path.of(System.getProperty("hqe.root", "")).toAbsolutePath();
        return new Peers(root, root.resolve("benchmarks/target/mcp"));
    }

    /// Those that are installed; the product comes first.
    List<Peer> installed() {
        List<Peer> peers = new ArrayList<>();
        peers.add(ours());
        if (Files.exists(node())) {
            peers.add(typescript(TYPESCRIPT_V1, "typescript-v1.mjs", EnumSet.of(Era.LEGACY)));
            peers.add(typescript(TYPESCRIPT_V2, "typescript-v2.mjs", EnumSet.allOf(Era.class)));
        }
        Path sdk = target.resolve("java-sdk/target");
        if (Files.exists(sdk.resolve("echo.jar"))) {
            String path = sdk.resolve("echo.jar") + ":" + sdk.resolve("lib") + "/*";
            List<String> command = List.of(java(), "-cp", path, "echo.EchoServer");
            peers.add(
                    new Peer(
                            "Java SDK 2.1.0",
                            EnumSet.of(Era.LEGACY),
                            both(command, "stdio", "http"),
                            both(command, "stdio", "http"),
                            Map.of(),
                            "/mcp"));
        }
        quarkus(peers);
        return peers;
    }

    private void quarkus(List<Peer> peers) {
        Path stdio = target.resolve("quarkus-stdio/target/quarkus-app/quarkus-run.jar");
        Path http = target.resolve("quarkus-http/target/quarkus-app/quarkus-run.jar");
        if (Files.exists(stdio) && Files.exists(http)) {
            Map<Transport, List<String>> commands =
                    Map.of(
                            Transport.STDIO,
                            List.of(java(), "-jar", stdio.toString()),
                            Transport.HTTP,
                            List.of(
                                    java(),
                                    "-Dquarkus.http.port=0",
                                    "-Dquarkus.http.host=127.0.0.1",
                                    "-jar",
                                    http.toString()));
            // Asked for both eras; what it does not speak is found out before anything is measured.
            peers.add(
                    new Peer(
                            "quarkus-mcp-server",
                            EnumSet.allOf(Era.class),
                            commands,
                            commands,
                            Map.of(),
                            "/mcp"));
        }
    }

    /// The product: its own command for the start, the same with an echo tool for the calls. All in
    /// one process, as the peers are; what starting a workbench and joining one costs is measured
    /// by `benchmarks/start`.
    Peer ours() {
        return ours(target.resolve("home"));
    }

    /// The same with another data directory.
    Peer ours(Path home) {
        String hqe = root.resolve("hqe").toString();
        return new Peer(
                OURS,
                EnumSet.allOf(Era.class),
                both(
                        echoWorkbench(),
                        List.of("mcp", home.toString()),
                        List.of("serve", home.toString())),
                both(
                        List.of(hqe),
                        List.of("mcp", "--standalone"),
                        List.of("serve", "--no-auth", "--port", "0")),
                Map.of("HQE_HOME", home.toString()),
                "/mcp");
    }

    /// The product, hosting the first TypeScript peer's echo server as `echo`.
    Peer gateway() throws IOException {
        Path home = target.resolve("home-gateway");
        Files.createDirectories(home);
        Files.writeString(
                home.resolve("mcp.json"),
                """
                {"mcpServers": {"echo": {"command": "%s", "args": ["%s", "stdio"]}}}
                """
                        .formatted(node(), target.resolve("npm/typescript-v1.mjs")));
        Files.writeString(
                home.resolve("policy.yaml"), "rules:\n  - {tool: \"echo.*\", ruling: allow}\n");
        Peer ours = ours(home);
        return new Peer(
                OURS,
                ours.eras(),
                ours.coldCommands(),
                ours.coldCommands(),
                ours.environment(),
                ours.path());
    }

    /// The JVM's flags are those of the `hqe` script; the start-up cache is valid because the class
    /// path begins with the one that it was made with.
    private List<String> echoWorkbench() {
        Path dist = root.resolve("app/target/hqe");
        Path jar = dist.resolve("lib/hqe-app.jar");
        Path cache = dist.resolve("hqe.aot");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                java(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-Xlog:disable",
                                "-Xlog:all=error:stderr"));
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(
                List.of(
                        "-Dhqe.dist=" + dist,
                        "-cp",
                        jar + ":" + System.getProperty("hqe.benchmarks.jar", ""),
                        EchoWorkbench.class.getName()));
        return command;
    }

    private Peer typescript(String name, String script, EnumSet<Era> eras) {
        Map<Transport, List<String>> commands =
                both(
                        List.of(
                                node().toString(),
                                target.resolve("npm").resolve(script).toString()),
                        "stdio",
                        "http");
        return new Peer(name, eras, commands, commands, Map.of(), "/mcp");
    }

    private Path node() {
        return target.resolve("npm/node_modules/.bin/node");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Map<Transport, List<String>> both(
            List<String> command, String stdio, String http) {
        return both(command, List.of(stdio), List.of(http));
    }

    private static Map<Transport, List<String>> both(
            List<String> command, List<String> stdio, List<String> http) {
        return Map.of(
                Transport.STDIO, concat(command, stdio), Transport.HTTP, concat(command, http));
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
