package dev.hqe.mcp.tools;

import dev.hqe.mcp.sandbox.WasmRun;
import java.nio.charset.StandardCharsets;

/// What a program has said, as it is told to others.
final class ProgramText {

    private static final int MAX_MESSAGE = 1000;
    private static final int BEGINNING = 80;

    private ProgramText() {}

    /// Why a program did not want to do what it was asked for.
    ///
    /// @param name what was called
    static String complaint(WasmRun ended, String name) {
        String said = ended.stderr().strip();
        return said.isEmpty() ? name + " ended with exit code " + ended.exitCode() : cut(said);
    }

    static String cut(String said) {
        return said.substring(0, Math.min(said.length(), MAX_MESSAGE));
    }

    /// How an answer begins.
    static String beginning(byte[] output) {
        String text =
                new String(output, 0, Math.min(output.length, BEGINNING), StandardCharsets.UTF_8);
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
