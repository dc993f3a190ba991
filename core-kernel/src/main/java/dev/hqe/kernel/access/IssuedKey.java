package dev.hqe.kernel.access;

import dev.hqe.kernel.secret.Secret;

/// A key that was just made: the only time that it can be had.
///
/// @param plain the key itself, to be handed over and then closed
public record IssuedKey(ApiKey key, Secret plain) {}
