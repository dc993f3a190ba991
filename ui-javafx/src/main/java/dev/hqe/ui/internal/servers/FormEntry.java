package dev.hqe.ui.internal.servers;

import dev.hqe.kernel.secret.SecretName;
import dev.hqe.mcp.config.ConfigException;
import dev.hqe.mcp.config.ConfigReference;
import dev.hqe.mcp.config.SecretSniffer;
import dev.hqe.ui.internal.Texts;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A variable or a header in the form: its value in clear, or the name of the secret that it is
/// kept as, with the value where a new one was typed. For the JavaFX thread.
final class FormEntry {

    private static final Pattern WHOLE =
            Pattern.compile("((?:[A-Za-z]{1,20} )?)\\$\\{secret:([^}]{1,128})}");
    private static final Pattern NAME = Pattern.compile("[^=\\p{Cntrl}]{1,256}");

    /// What stands before a secret in this header.
    private static final String BEARER = "Bearer ";

    final StringProperty name = new SimpleStringProperty("");
    final StringProperty value = new SimpleStringProperty("");
    final BooleanProperty secret = new SimpleBooleanProperty();

    /// What the secret is called.
    final StringProperty secretName = new SimpleStringProperty("");

    /// A new value of the secret; empty to keep what is stored.
    final StringProperty typed = new SimpleStringProperty("");

    private final String before;

    private FormEntry(String before) {
        this.before = before;
    }

    /// An empty one.
    static FormEntry empty() {
        return new FormEntry("");
    }

    /// One of a server that is there.
    static FormEntry of(String name, String value) {
        Matcher whole = WHOLE.matcher(value);
        boolean isSecret = whole.matches();
        FormEntry entry = new FormEntry(isSecret ? whole.group(1) : "");
        entry.name.set(name);
        if (isSecret) {
            entry.secret.set(true);
            entry.secretName.set(whole.group(2));
        } else {
            entry.value.set(value);
        }
        return entry;
    }

    /// Proposes what the secret is called, where nobody has said.
    void propose(String server) {
        if (secret.get() && secretName.get().isBlank() && !name.get().isBlank()) {
            secretName.set(SecretSniffer.secretName(server, name.get().strip()));
        }
    }

    /// Whether nothing was typed in it.
    boolean isEmpty() {
        return name.get().isBlank() && value.get().isEmpty() && typed.get().isEmpty();
    }

    /// As it stands in the file.
    String written() {
        if (!secret.get()) {
            return value.get();
        }
        boolean bearer =
                before.isEmpty()
                        && name.get().strip().equalsIgnoreCase("authorization")
                        && !typed.get().contains(" ");
        return (bearer ? BEARER : before) + ConfigReference.secret(secretName.get().strip());
    }

    /// What is wrong with it; empty for nothing.
    ///
    /// @param missing whether what is not there yet is wrong, too
    Optional<String> problem(boolean missing) {
        if (isEmpty()) {
            return Optional.empty();
        }
        String called = name.get().strip();
        if (called.isEmpty()) {
            return missing ? Optional.of(Texts.of("servers.form.entry.name")) : Optional.empty();
        }
        if (!NAME.matcher(called).matches()) {
            return Optional.of(Texts.of("servers.form.entry.badName", called));
        }
        if (secret.get()) {
            String kept = secretName.get().strip();
            if (kept.isEmpty()) {
                return missing
                        ? Optional.of(Texts.of("servers.form.entry.secret"))
                        : Optional.empty();
            }
            return SecretName.isValid(kept)
                    ? Optional.empty()
                    : Optional.of(Texts.of("servers.form.entry.badSecret", kept));
        }
        return inClear(called, value.get());
    }

    /// What is wrong with a value that will stand in the file as it is.
    static Optional<String> inClear(String name, String value) {
        try {
            ConfigReference.in(value);
        } catch (ConfigException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        return SecretSniffer.reason(name, value)
                .map(why -> Texts.of("servers.form.entry.inClear", why));
    }
}
