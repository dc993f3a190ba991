package dev.hqe.kernel.secret;

/// How a store is, in words for a person.
///
/// @param usable whether secrets can be read, and stored
/// @param empty whether nothing is stored, so that it does no harm if it is not usable
/// @param detail where secrets are and what their key is; where it is not usable, what to do
public record SecretStoreState(boolean usable, boolean empty, String detail) {}
