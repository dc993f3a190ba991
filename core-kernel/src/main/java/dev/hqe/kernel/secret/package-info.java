/// Secrets: tokens, passwords and keys that the workbench keeps for a person.
///
/// Enter at [dev.hqe.kernel.secret.SecretStore#inHome]. A [dev.hqe.kernel.secret.Secret] never
/// prints itself; [dev.hqe.kernel.secret.SecretReferences] puts values where a config says
/// `${secret:name}`.
///
/// At rest they are one PKCS#12 file, `secrets.p12`. Its key is in the keychain of the operating
/// system, or is made of a passphrase; without either nothing is stored (decision 0008). Publishes
/// no facts. Needs the data directory, but not the lock on it.
@NullMarked
package dev.hqe.kernel.secret;

import org.jspecify.annotations.NullMarked;
