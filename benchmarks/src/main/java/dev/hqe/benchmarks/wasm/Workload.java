package dev.hqe.benchmarks.wasm;

import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/// One call, the same for all who make it.
///
/// @param name as the tables have it
/// @param wasm the module
/// @param export an Extism plugin's function; empty for a WASI command
/// @param arguments of a command, after its name
/// @param input a file with what it reads
record Workload(String name, Path wasm, String export, List<String> arguments, Path input) {

    /// Begins the names of those that are also made by the same Java code, without Wasm.
    static final String SECRETS = "find_secrets, ";

    private static final int BARS = 500;
    private static final int KEY_CHARS = 24;
    private static final int LINES_PER_KEY = 50;
    private static final String LINE = "String greeting = \"hello\"; // line of a program\n";

    Workload {
        arguments = List.copyOf(arguments);
    }

    boolean isCommand() {
        return export.isEmpty();
    }

    byte[] readInput() throws IOException {
        return Files.readAllBytes(input);
    }

    /// Writes the inputs and the generated modules.
    ///
    /// @param root the repository, built
    /// @param folder where to
    static List<Workload> all(Path root, Path folder) throws IOException {
        Path codeAudit = root.resolve("topics/code-audit/target/topic/tools/code-audit.wasm");
        Path finance = root.resolve("topics/finance/target/topic/tools/finance.wasm");
        Path command = Files.write(folder.resolve("echo.wasm"), TinyModules.command(""));
        Path plugin = Files.write(folder.resolve("plugin.wasm"), TinyModules.plugin());
        List<Workload> all = new ArrayList<>();
        all.add(
                new Workload(
                        "a command that answers 100 bytes",
                        command,
                        "",
                        List.of(),
                        write(folder, "echo", "0123456789".repeat(10))));
        all.add(secrets(folder, codeAudit, "100 B", 100));
        all.add(secrets(folder, codeAudit, "10 KB", 10_000));
        all.add(secrets(folder, codeAudit, "1 MB", 1_000_000));
        all.add(
                new Workload(
                        "finance.indicators, " + BARS + " bars",
                        finance,
                        "",
                        List.of("indicators"),
                        write(folder, "bars", bars())));
        all.add(
                new Workload(
                        "a plugin that answers 1,000 bytes, 253 host calls",
                        plugin,
                        TinyModules.PLUGIN_EXPORT,
                        List.of(),
                        write(folder, "plugin", "0123456789".repeat(100))));
        return all;
    }

    private static Workload secrets(Path folder, Path wasm, String size, int chars)
            throws IOException {
        // Made up here and now, so that nothing that looks like a credential lies in the sources.
        Random random = new Random(chars);
        StringBuilder text = new StringBuilder();
        for (int line = 0; text.length() < chars; line++) {
            if (line % LINES_PER_KEY == 0) {
                text.append("api_key = \"");
                random.ints(KEY_CHARS, 0, 36)
                        .forEach(digit -> text.append(Character.forDigit(digit, 36)));
                text.append("\"\n");
            } else {
                text.append(LINE);
            }
        }
        text.setLength(chars);
        ObjectNode arguments = Json.object().put("text", text.toString());
        return new Workload(
                SECRETS + size,
                wasm,
                "",
                List.of("find_secrets"),
                write(folder, "text-" + chars, arguments + "\n"));
    }

    /// The arguments and the entities, as the product hands them to a tool that reads.
    private static String bars() {
        Random random = new Random(BARS);
        StringBuilder lines = new StringBuilder("{\"symbol\":\"SYNTHETIC\",\"last\":100}\n");
        LocalDate day = LocalDate.of(2025, 1, 1);
        double price = 100;
        for (int bar = 0; bar < BARS; bar++) {
            price = Math.max(1, price + random.nextInt(-100, 105) / 100.0);
            ObjectNode entity = Json.object().put("id", "bar-" + bar).put("kind", "PriceBar");
            entity.putObject("data")
                    .put("symbol", "SYNTHETIC")
                    .put("day", day.plusDays(bar).toString())
                    .put("open", Math.round(price * 100) / 100.0)
                    .put("close", Math.round((price + 0.25) * 100) / 100.0)
                    .put("volume", 1000 + bar)
                    .put("currency", "EUR");
            lines.append(entity).append('\n');
        }
        return lines.toString();
    }

    private static Path write(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve("input-" + name), text, StandardCharsets.UTF_8);
    }
}
