package dev.hqe.kernel.secret;

import java.nio.file.Path;

/// Stores secrets in a process of its own: `home prefix count`. Says so after each one, and starts
/// when its first line of input comes.
final class SecretWriter {

    private SecretWriter() {}

    public static void main(String[] args) throws Exception {
        try (SecretStore store = QuickVault.open(Path.of(args[0]), "correct horse")) {
            System.out.println("ready");
            if (System.in.read() < 0) {
                return;
            }
            for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                store.put(new SecretName(args[1] + i), Secret.of("value " + i));
                System.out.println("stored " + args[1] + i);
            }
        }
    }
}
