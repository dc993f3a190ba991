package dev.hqe.mcp.guest;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.sandbox.HostAnswer;
import dev.hqe.mcp.sandbox.Permission;

/// A program asked for something that its Topic is not granted.
final class Denied extends McpException {

    private static final long serialVersionUID = 1L;

    private final Permission permission;

    private Denied(Permission permission, String reason) {
        super(reason);
        this.permission = permission;
    }

    /// Says what is missing and how to get it.
    ///
    /// @param what is not granted, such as `GET requests to api.example.com are not granted`
    /// @param line what stands in `topic.yaml` below `permissions` once it is
    static Denied because(Permission permission, String what, TopicId topic, String line) {
        return new Denied(
                permission,
                what
                        + ". Below permissions in its topic.yaml add: "
                        + line
                        + " - and grant it again: hqe topic grant "
                        + topic);
    }

    /// Says what no grant gives.
    static Denied forGood(Permission permission, String what) {
        return new Denied(permission, what);
    }

    <T> HostAnswer<T> answer() {
        return new HostAnswer.Refused<>(permission, String.valueOf(getMessage()));
    }
}
