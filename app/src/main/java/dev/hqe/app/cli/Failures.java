package dev.hqe.app.cli;

import dev.hqe.app.demo.DemoException;
import dev.hqe.app.terminal.Misreading;
import dev.hqe.app.topic.AuthoringException;
import dev.hqe.ingestion.IngestException;
import dev.hqe.kernel.KernelException;
import dev.hqe.kernel.LifecycleException;
import dev.hqe.kernel.access.AccessException;
import dev.hqe.kernel.entity.EntityException;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.secret.SecretException;
import dev.hqe.kernel.topic.TopicException;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.config.ConfigException;
import dev.hqe.mcp.profile.ProfileException;
import dev.hqe.memory.MemoryException;
import dev.hqe.shim.DoorException;
import dev.hqe.ui.WindowException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Turns what a command throws into a message for a person and an exit code.
final class Failures {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int BAD_INPUT = 2;

    /// A workbench is there that does not answer.
    static final int UNRESPONSIVE = 3;

    /// What a shell says of a command that Ctrl-C has ended.
    static final int INTERRUPTED = 130;

    private Failures() {}

    /// Input that cannot be used as it was given; exit code 2.
    static final class BadInput extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BadInput(String message) {
            super(message);
        }
    }

    /// The data went away under the command; exit code 1.
    static final class LostData extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LostData(String message) {
            super(message);
        }
    }

    static int handle(Exception failure, CommandLine line, ParseResult parsed) {
        return tell(failure, line.getErr());
    }

    /// Tells a person and says the exit code.
    static int tell(Exception failure, PrintWriter err) {
        Throwable shown =
                failure instanceof LifecycleException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (isExpected(shown)) {
            err.println("hqe: " + shown.getMessage());
        } else {
            err.println("hqe: this should not have happened, please report it:");
            failure.printStackTrace(err);
        }
        err.flush();
        return isBadInput(shown) ? BAD_INPUT : FAILED;
    }

    /// A command line that cannot be read: what is wrong with it, what was probably meant, and
    /// where to look. The whole usage would push that out of sight.
    static int misread(ParameterException failure, String[] args) {
        CommandLine line = failure.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("hqe: " + Misreading.of(failure));
        err.println("See: " + line.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return BAD_INPUT;
    }

    private static boolean isExpected(Throwable failure) {
        return failure instanceof KernelException
                || failure instanceof IngestException
                || failure instanceof MemoryException
                || failure instanceof McpException
                || failure instanceof WindowException
                || failure instanceof DoorException
                || failure instanceof DemoException
                || failure instanceof AuthoringException
                || failure instanceof LostData
                || failure instanceof BadInput;
    }

    private static boolean isBadInput(Throwable failure) {
        return failure instanceof BadInput
                || failure instanceof InvalidDocumentException
                || failure instanceof TopicException
                || failure instanceof ConfigException
                || failure instanceof ProfileException
                || failure instanceof EntityException.InvalidQuery
                || failure instanceof SecretException.Invalid
                || failure instanceof AccessException.Invalid
                || failure instanceof IngestException.Refused
                || (failure instanceof AuthoringException authoring && authoring.isBadInput());
    }
}
