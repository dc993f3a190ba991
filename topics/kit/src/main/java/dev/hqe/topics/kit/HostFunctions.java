package dev.hqe.topics.kit;

/// What a tool can ask the workbench for, below [Host]: each function takes the UTF-8 of a JSON
/// object and gives the UTF-8 of a JSON value.
///
/// In Wasm these are the imports of [ImportedFunctions]; a test brings its own. Each is a method of
/// its own, so that a module imports only what its tools call.
public interface HostFunctions {

    /// `kind`, `id` -> the entity, or `null`.
    byte[] getEntity(byte[] request);

    /// `kind`, `where`: `[{field, op, value}]`, `limit`, `after` -> `entities`, `next`.
    byte[] queryEntities(byte[] request);

    /// `kind`, `id`, `data` -> `version`, or `error` and `violations`.
    byte[] putEntity(byte[] request);
}
