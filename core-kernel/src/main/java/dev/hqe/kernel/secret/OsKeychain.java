package dev.hqe.kernel.secret;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.KeyringStorageType;
import com.github.javakeyring.PasswordAccessException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keychain of macOS, the Windows Credential Manager, the Secret Service (GNOME and others) or
/// KWallet. Connects for each call, so that no bus connection stays open between the few there are.
final class OsKeychain implements Keychain {

    private static final System.Logger LOG = System.getLogger(OsKeychain.class.getName());
    private static final String SERVICE = "HQE Workbench";

    /// Only what this system can have: trying the others would load their native libraries.
    private final List<KeyringStorageType> types;

    private final String name;

    OsKeychain() {
        this(System.getProperty("os.name"));
    }

    private OsKeychain(String system) {
        if (system.startsWith("Mac")) {
            name = "the macOS keychain";
            types =
                    List.of(
                            KeyringStorageType.OSX_KEYCHAIN,
                            KeyringStorageType.LEGACY_OSX_KEYCHAIN);
        } else if (system.startsWith("Windows")) {
            name = "the Windows Credential Manager";
            types = List.of(KeyringStorageType.WINDOWS_CREDENTIAL_STORE);
        } else {
            name = "the Secret Service (GNOME Keyring, KWallet)";
            types = List.of(KeyringStorageType.GNOME_KEYRING, KeyringStorageType.KWALLET);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String read(String account) throws Exception {
        return ask(keyring -> keyring.getPassword(SERVICE, account));
    }

    @Override
    public void write(String account, String value) throws Exception {
        ask(keyring -> {
            keyring.setPassword(SERVICE, account, value);
            return true;
        });
    }

    @Override
    public void remove(String account) throws Exception {
        ask(keyring -> {
            keyring.deletePassword(SERVICE, account);
            return true;
        });
    }

    private interface Question<T> {
        T ask(Keyring keyring) throws PasswordAccessException;
    }

    private <T> T ask(Question<T> question) throws PasswordAccessException {
        Keyring keyring = open();
        try {
            return question.ask(keyring);
        } finally {
            close(keyring);
        }
    }

    /// What was asked is answered by now, so a connection that does not end well fails nothing.
    private static void close(Keyring keyring) {
        try {
            keyring.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.DEBUG, "the keychain's connection was not closed", e);
        }
    }

    private Keyring open() {
        @Nullable Exception last = null;
        for (KeyringStorageType type : types) {
            try {
                return Keyring.create(type);
            } catch (BackendNotSupportedException e) {
                last = e;
            }
        }
        throw new SecretException.Unavailable(name + " is not there or not running", last);
    }
}
