package dev.hqe.kernel.secret;

import java.time.Duration;
import java.util.Map;

/// What we want of an operating system's keychain: keep one short line of text for an account. An
/// adapter may block for ever and throw anything; [BoundedKeychain] makes that bearable.
interface Keychain {

    /// Setting it to `off` keeps this program away from the keychain.
    String VARIABLE = "HQE_KEYCHAIN";

    /// A person may be asked to unlock it, and needs the time to type.
    Duration PATIENCE = Duration.ofSeconds(60);

    /// The keychain of this system, unless the environment says not to use it.
    static Keychain of(Map<String, String> environment) {
        String choice = environment.getOrDefault(VARIABLE, "").strip();
        return switch (choice) {
            case "", "on" -> new BoundedKeychain(new OsKeychain(), PATIENCE);
            case "off" -> new NoKeychain(VARIABLE + " is off");
            default -> new NoKeychain(VARIABLE + " is '" + choice + "'; it can be 'on' or 'off'");
        };
    }

    /// What people call it.
    String name();

    String read(String account) throws Exception;

    void write(String account, String value) throws Exception;

    void remove(String account) throws Exception;
}
