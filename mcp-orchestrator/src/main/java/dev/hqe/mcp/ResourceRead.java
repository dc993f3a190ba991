package dev.hqe.mcp;

/// One request to read a resource.
///
/// @param principal who asks
/// @param uri which one
/// @param caller the one who waits
public record ResourceRead(Principal principal, String uri, Caller caller) {}
