package dev.hqe.kernel.json;

import dev.hqe.kernel.KernelException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A document cannot be used; carries everything that is wrong with it, sorted by place.
public final class InvalidDocumentException extends KernelException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidDocumentException(List<Problem> problems, @Nullable Throwable cause) {
        super(
                problems.stream().sorted().map(Problem::toString).collect(Collectors.joining("\n")),
                cause);
        this.problems = problems.stream().sorted().toList();
    }

    public List<Problem> problems() {
        return problems;
    }
}
