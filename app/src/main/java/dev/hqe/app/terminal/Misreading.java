package dev.hqe.app.terminal;

import dev.hqe.kernel.json.Suggestion;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a command line that cannot be read, and what was probably meant.
public final class Misreading {

    private Misreading() {}

    /// In one sentence.
    public static String of(ParameterException failure) {
        return failure.getMessage() + nearest(failure);
    }

    private static String nearest(ParameterException failure) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        CommandSpec spec = failure.getCommandLine().getCommandSpec();
        String word = unmatched.getUnmatched().getFirst();
        return Suggestion.among(
                word,
                word.startsWith("-") ? spec.optionsMap().keySet() : spec.subcommands().keySet());
    }
}
