/// Who may come in over the network, and to what: API keys.
///
/// Enter at [dev.hqe.kernel.access.ApiKeys]. An [dev.hqe.kernel.access.ApiKey] has an
/// [dev.hqe.kernel.access.AccessScope]: the Topics and tools that it opens. Only a hash of a key is
/// kept, in the secret `hqe/api-keys`. Publishes no facts. Needs a
/// [dev.hqe.kernel.secret.SecretStore].
@NullMarked
package dev.hqe.kernel.access;

import org.jspecify.annotations.NullMarked;
