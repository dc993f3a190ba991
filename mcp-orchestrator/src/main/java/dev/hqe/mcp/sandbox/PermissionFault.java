package dev.hqe.mcp.sandbox;

/// The guest called for something it has no permission for. Importing such a function is allowed (C
/// and Java runtimes import more than they use); calling it ends the run with this.
public final class PermissionFault extends SandboxException {
    private static final long serialVersionUID = 1L;

    private final Permission permission;
    private final String function;

    /// @param reason what is not granted and how to grant it
    PermissionFault(String program, Permission permission, String reason, String function) {
        super(
                (permission.grantable()
                                ? "%s: permission '%s' is not granted: %s (the module called %s)"
                                : "%s: access to '%s' is not granted to any Topic: %s (the module called %s)")
                        .formatted(program, permission.id(), reason, function));
        this.permission = permission;
        this.function = function;
    }

    /// What was missing.
    public Permission permission() {
        return permission;
    }

    /// The imported function that was called, for example `path_open`.
    public String function() {
        return function;
    }
}
