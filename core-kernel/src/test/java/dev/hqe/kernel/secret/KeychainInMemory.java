package dev.hqe.kernel.secret;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.login.CredentialNotFoundException;

/// A keychain that behaves: what was written can be read, what was not is an exception.
final class KeychainInMemory implements Keychain {

    final Map<String, String> entries = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "a test's keychain";
    }

    @Override
    public String read(String account) throws CredentialNotFoundException {
        String value = entries.get(account);
        if (value == null) {
            throw new CredentialNotFoundException("no entry " + account);
        }
        return value;
    }

    @Override
    public void write(String account, String value) {
        entries.put(account, value);
    }

    @Override
    public void remove(String account) {
        entries.remove(account);
    }
}
