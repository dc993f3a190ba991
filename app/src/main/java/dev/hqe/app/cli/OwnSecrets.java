package dev.hqe.app.cli;

import dev.hqe.kernel.secret.SecretName;

/// What the workbench keeps among a person's secrets for itself, under names that begin with
/// `hqe/`: other commands are there to change it.
final class OwnSecrets {

    private static final String PREFIX = "hqe/";
    private static final String KEYS = "hqe/api-keys";
    private static final String SIGN_INS = "hqe/oauth/";

    private OwnSecrets() {}

    /// Ends a command that would change one of them by hand.
    ///
    /// @param done what was not done to it
    /// @param otherwise the rest of the message, if there is another way
    /// @throws Failures.BadInput when it is one of them
    static void refuse(SecretName name, String done, String otherwise) {
        if (name.value().startsWith(PREFIX)) {
            throw new Failures.BadInput(
                    "'" + name + "' was not " + done + ": " + what(name.value()) + otherwise);
        }
    }

    private static String what(String name) {
        if (name.equals(KEYS)) {
            return "it holds the API keys of this workbench. See them: hqe key list. End one: hqe key"
                    + " revoke ID";
        }
        if (name.startsWith(SIGN_INS)) {
            return "it holds your sign-in to a hosted server. Sign in anew: hqe server login NAME";
        }
        return "names that begin with " + PREFIX + " are the workbench's own";
    }
}
