package dev.hqe.mcp.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a module can ask the workbench for, beyond what WASI and Extism define: the functions of
/// the import module `extism:host/user`.
///
/// Each takes and gives the offset of one Extism memory block that holds a UTF-8 JSON value, so all
/// are of type `(i64) -> i64`. The shapes of the JSON are those of the [GuestHost] that answers.
/// This list is the one table of them: a new function is a constant here and a case there.
public enum HostCall {
    /// One entity by kind and id.
    ENTITY_GET(Permission.ENTITIES_READ),
    /// Entities of one kind that meet conditions.
    ENTITY_QUERY(Permission.ENTITIES_READ),
    /// Stores one entity after validation against its schema.
    ENTITY_PUT(Permission.ENTITIES_WRITE),
    /// Searches the chunks in the granted scope.
    MEMORY_SEARCH(Permission.MEMORY),
    /// Publishes one event.
    PUBLISH(Permission.EVENTS),
    /// One value of the Topic's own store.
    KV_GET(Permission.STORE),
    /// Sets or removes one value of the Topic's own store.
    KV_SET(Permission.STORE),
    /// A handle for a secret, which works in a header to a granted host; never the value.
    SECRET(Permission.SECRETS);

    private final Permission permission;

    HostCall(Permission permission) {
        this.permission = permission;
    }

    /// The name in a module's import section, for example `hqe_entity_get`.
    public String function() {
        return "hqe_" + name().toLowerCase(Locale.ROOT);
    }

    /// What a module that calls it must have been granted.
    public Permission permission() {
        return permission;
    }

    /// The names of all, in the order of this table.
    public static List<String> functions() {
        return Arrays.stream(values()).map(HostCall::function).toList();
    }
}
