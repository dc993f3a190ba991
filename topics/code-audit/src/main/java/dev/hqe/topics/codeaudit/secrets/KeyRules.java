package dev.hqe.topics.codeaudit.secrets;

import static dev.hqe.topics.codeaudit.secrets.CharClass.UPPER_DIGIT;
import static dev.hqe.topics.codeaudit.secrets.Rule.Specificity.CONTEXT;
import static dev.hqe.topics.codeaudit.secrets.Rule.Specificity.FORMAT;
import static dev.hqe.topics.codeaudit.secrets.Rule.Specificity.FORMAT_IN_CONTEXT;
import static dev.hqe.topics.codeaudit.secrets.Severity.CRITICAL;
import static dev.hqe.topics.codeaudit.secrets.Severity.HIGH;
import static dev.hqe.topics.codeaudit.secrets.Severity.LOW;
import static dev.hqe.topics.codeaudit.secrets.Severity.MEDIUM;
import static dev.hqe.topics.codeaudit.secrets.Step.run;

import java.util.List;

/// Private keys, signed tokens, and passwords whose surroundings are a standard.
final class KeyRules {
    private KeyRules() {}

    static void addTo(List<Rule> rules) {
        addPrivateKeys(rules);
        addStandards(rules);
    }

    private static void addPrivateKeys(List<Rule> rules) {
        // RFC 7468, RFC 1421; OpenSSH PROTOCOL.key; RFC 9580 section 6.2 for OpenPGP.
        rules.add(pem("private-key-rsa", "RSA private key", "RSA PRIVATE KEY"));
        rules.add(pem("private-key-ec", "EC private key", "EC PRIVATE KEY"));
        rules.add(pem("private-key-dsa", "DSA private key", "DSA PRIVATE KEY"));
        rules.add(pem("private-key-openssh", "OpenSSH private key", "OPENSSH PRIVATE KEY"));
        rules.add(pem("private-key-pgp", "OpenPGP private key", "PGP PRIVATE KEY BLOCK"));
        rules.add(pem("private-key-pkcs8", "PKCS#8 private key", "PRIVATE KEY"));
        rules.add(
                new Rule(
                                "private-key-pkcs8-encrypted",
                                "Encrypted PKCS#8 private key",
                                MEDIUM,
                                FORMAT)
                        .found(PemForm.labelled("ENCRYPTED PRIVATE KEY")));
        rules.add(
                new Rule("private-key-short", "Private key, shortened or cut off", LOW, FORMAT)
                        .found(PemForm.shortened("RSA PRIVATE KEY"))
                        .found(PemForm.shortened("EC PRIVATE KEY"))
                        .found(PemForm.shortened("DSA PRIVATE KEY"))
                        .found(PemForm.shortened("OPENSSH PRIVATE KEY"))
                        .found(PemForm.shortened("PRIVATE KEY"))
                        .found(PemForm.shortened("ENCRYPTED PRIVATE KEY")));
        // cloud.google.com/iam/docs/keys-create-delete: the JSON file's "private_key".
        rules.add(
                new Rule(
                                "gcp-service-account-key",
                                "Google Cloud service account key",
                                CRITICAL,
                                FORMAT_IN_CONTEXT)
                        .found(PemForm.inServiceAccount()));
        rules.add(
                new Rule("putty-private-key", "PuTTY private key", CRITICAL, FORMAT)
                        .found(new PuttyForm()));
        // age-encryption.org/v1: Bech32 of 32 bytes, upper case.
        rules.add(
                new Rule("age-secret-key", "age secret key", CRITICAL, FORMAT)
                        .token("AGE-SECRET-KEY-1", run(UPPER_DIGIT, 58)));
    }

    /// A token has a dot behind its header, which is JSON in base64url.
    private static boolean isEncodedToken(Text text, int start, int end) {
        byte[] token = Base64Text.decode(text, start, end, 512);
        for (int i = 16; i < token.length; i++) {
            if (token[i] == '.') {
                return true;
            }
        }
        return false;
    }

    private static Rule pem(String id, String title, String label) {
        return new Rule(id, title, CRITICAL, FORMAT).found(PemForm.labelled(label));
    }

    private static void addStandards(List<Rule> rules) {
        // ZXlK is eyJ, which every token begins with, in base64 once more.
        rules.add(
                new Rule("jwt", "JSON Web Token", MEDIUM, FORMAT)
                        .found(new JwtForm())
                        .found(
                                new TokenForm(
                                                "ZXlK",
                                                run(CharClass.BASE64, 60, 4096),
                                                Step.maybe(run(CharClass.EQUALS, 1, 2)))
                                        .notBefore(CharClass.BASE64)
                                        .notAfter(CharClass.BASE64)
                                        .check(KeyRules::isEncodedToken)));
        rules.add(
                new Rule("database-url", "Password in a database URL", CRITICAL, CONTEXT)
                        .found(UrlForm.ofDatabases())
                        .withoutFingerprint());
        rules.add(
                new Rule("url-password", "Password in a URL", HIGH, CONTEXT)
                        .found(UrlForm.ofOthers())
                        .withoutFingerprint());
        rules.add(
                new Rule("netrc-password", "Password in a .netrc entry", HIGH, CONTEXT)
                        .found(new NetrcForm())
                        .withoutFingerprint());
        rules.add(
                new Rule("basic-auth-header", "HTTP Basic credentials", HIGH, CONTEXT)
                        .found(BasicAuthForm.inHeader())
                        .withoutFingerprint());
        rules.add(
                new Rule("docker-config-auth", "Docker registry credentials", HIGH, CONTEXT)
                        .found(BasicAuthForm.inDockerConfig())
                        .withoutFingerprint());
    }
}
