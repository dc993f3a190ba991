package dev.hqe.mcp.process;

/// A server's command or working directory is not there or cannot be run. Trying again does not
/// help; a person has to change something.
public final class CommandUnusable extends ServerProcessException {

    private final String reason;
    private final String fix;

    /// @param reason what is wrong, without the fix
    /// @param fix what to do about it
    CommandUnusable(String reason, String fix) {
        super(reason + ": " + fix);
        this.reason = reason;
        this.fix = fix;
    }

    /// What is wrong.
    public String reason() {
        return reason;
    }

    /// What to do about it.
    public String fix() {
        return fix;
    }
}
