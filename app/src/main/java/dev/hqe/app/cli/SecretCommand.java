package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.kernel.secret.Secret;
import dev.hqe.kernel.secret.SecretName;
import dev.hqe.kernel.secret.SecretReferences;
import dev.hqe.kernel.secret.SecretStore;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "secret",
        description = {
            "Keeps tokens and passwords for configs, which name them as $${secret:NAME}.",
            "They are in an encrypted file, whose key is in the keychain of this system or is your"
                    + " passphrase."
        },
        footer = {
            "",
            "Without a keychain, set HQE_PASSPHRASE_FILE to a file with a passphrase that only you can"
                    + " read."
        },
        subcommands = {
            SecretCommand.Set.class,
            SecretCommand.ListNames.class,
            SecretCommand.Remove.class,
            CommandLine.HelpCommand.class
        })
final class SecretCommand extends Subcommand {

    private static final int MAX_INPUT_BYTES = 64 << 10;

    SecretCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        printUsage();
        return Failures.BAD_INPUT;
    }

    @Command(
            name = "set",
            description = {
                "Stores a secret, in place of one of that name. Asks for the value; if standard"
                        + " input is a pipe or a file, reads it from there.",
                "One line end at its end is no part of it. It is never an argument, because others"
                        + " can see those."
            },
            footer = {"", "Example: gh auth token | hqe secret set github/token"})
    static final class Set extends SecretsCommand {

        @Parameters(
                paramLabel = "NAME",
                description =
                        "Letters, digits or any of . _ / : - and no value: that is never an"
                                + " argument, because others can see those.")
        private String name = "";

        /// Caught here, because the parser's own message would repeat it.
        @Parameters(index = "1..*", hidden = true)
        private List<String> surplus = List.of();

        Set(Installation installation) {
            super(installation);
        }

        @Override
        int run(SecretStore secrets) throws IOException {
            SecretName valid = new SecretName(name);
            OwnSecrets.refuse(valid, "stored", "");
            if (!surplus.isEmpty()) {
                throw new Failures.BadInput(
                        "the value of a secret is never an argument, because others can see those."
                                + " Pipe it in, or run this in a terminal to be asked for it.");
            }
            try (Secret secret = ConsolePrompt.isThere() ? asked(valid) : piped()) {
                secrets.put(valid, secret);
            }
            out().println("stored " + valid + ": " + secrets.state().detail());
            err().println("A config names it as " + SecretReferences.to(valid));
            return Failures.DONE;
        }

        private static Secret asked(SecretName name) {
            char[] value =
                    ConsolePrompt.twice("Value of " + name + ": ")
                            .orElseThrow(() -> new Failures.BadInput("nothing was stored"));
            try {
                return checked(value.length, Secret.of(CharBuffer.wrap(value)));
            } finally {
                Arrays.fill(value, '\0');
            }
        }

        private static Secret checked(int length, Secret secret) {
            if (length > MAX_INPUT_BYTES) {
                throw tooLarge();
            }
            return secret;
        }

        private static Secret piped() throws IOException {
            byte[] input = System.in.readNBytes(MAX_INPUT_BYTES + 3);
            try {
                int length = withoutLineEnd(input);
                if (length == 0) {
                    throw new Failures.BadInput(
                            "standard input is empty, so nothing was stored. Pipe the value in, or"
                                    + " run this in a terminal to be asked for it.");
                }
                if (length > MAX_INPUT_BYTES) {
                    throw tooLarge();
                }
                return Secret.of(Arrays.copyOf(input, length));
            } finally {
                Arrays.fill(input, (byte) 0);
            }
        }

        private static int withoutLineEnd(byte[] input) {
            int length = input.length;
            if (length > 0 && input[length - 1] == '\n') {
                length--;
                if (length > 0 && input[length - 1] == '\r') {
                    length--;
                }
            }
            return length;
        }

        private static Failures.BadInput tooLarge() {
            return new Failures.BadInput("the value is larger than 64 KiB");
        }
    }

    @Command(name = "list", description = "Lists the names of the secrets, never their values.")
    static final class ListNames extends SecretsCommand {

        @Option(names = "--json", description = "Print the list as JSON.")
        private boolean json;

        ListNames(Installation installation) {
            super(installation);
        }

        @Override
        int run(SecretStore secrets) {
            List<SecretName> names = secrets.names();
            if (json) {
                ObjectNode answer = Json.object();
                ArrayNode list = answer.putArray("secrets");
                names.forEach(name -> list.add(name.value()));
                printJson(answer);
                return Failures.DONE;
            }
            if (names.isEmpty()) {
                out().println("No secrets. Store one with: hqe secret set NAME");
            }
            names.forEach(out()::println);
            return Failures.DONE;
        }
    }

    @Command(
            name = "remove",
            description = {
                "Removes a secret. There is no way back, so it asks first; where nobody can be asked,"
                        + " it needs --yes.",
                "What the workbench keeps for itself (hqe/...) it leaves, unless --own is said."
            })
    static final class Remove extends SecretsCommand {

        @Parameters(paramLabel = "NAME", description = "As 'hqe secret list' shows it.")
        private String name = "";

        @Option(
                names = {"-y", "--yes"},
                description = "Do not ask.")
        private boolean yes;

        @Option(names = "--own", description = "Also what the workbench keeps for itself.")
        private boolean own;

        Remove(Installation installation) {
            super(installation);
        }

        @Override
        int run(SecretStore secrets) {
            SecretName valid = new SecretName(name);
            List<String> names = secrets.names().stream().map(SecretName::value).toList();
            if (!names.contains(valid.value())) {
                throw new Failures.BadInput(
                        "there is no secret '"
                                + valid
                                + "'"
                                + Suggestion.among(valid.value(), names)
                                + ". See: hqe secret list");
            }
            if (!own) {
                OwnSecrets.refuse(valid, "removed", ". To remove it all the same, say --own");
            }
            if (!yes && !Consent.given("Remove the secret " + valid + "?")) {
                err().println("hqe: nothing was removed");
                return Failures.FAILED;
            }
            secrets.remove(valid);
            out().println("removed " + valid);
            return Failures.DONE;
        }
    }
}
