package dev.hqe.kernel.secret;

import dev.hqe.kernel.file.FileStamp;
import dev.hqe.kernel.file.PrivateFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// `secrets.p12`: all secrets in one entry of a PKCS#12 file.
///
/// One entry, because PKCS#12 keeps the names of entries readable and in lower case, and because
/// each further entry would cost another derivation of a key. The entry is encrypted with
/// PBEWithHmacSHA256AndAES_256; the file's own HMAC tells a wrong password and a change by anybody
/// who does not have it.
///
/// In the entry: an int version, an int count, then for each secret its name (as `DataOutput`
/// writes it), an int length and the bytes.
///
/// Stateless. Readers need no lock, because the file is only ever replaced whole.
final class VaultFile {

    static final int MAX_SECRETS = 10_000;
    static final int MAX_CONTENT_BYTES = 16 << 20;

    private static final int MAX_FILE_BYTES = MAX_CONTENT_BYTES + (1 << 20);
    private static final int FORMAT = 1;
    private static final String ENTRY = "hqe-secrets";
    private static final String PROTECTION = "PBEWithHmacSHA256AndAES_256";
    private static final String MAC_ITERATIONS = "keystore.pkcs12.macIterationCount";
    private static final int SALT_BYTES = 32;
    private static final int IV_BYTES = 16;

    private final Path path;
    private final SecureRandom random = new SecureRandom();

    VaultFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    FileStamp stamp() {
        try {
            return FileStamp.read(path);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// All secrets.
    ///
    /// @throws SecretException.Unavailable if the key is not the right one
    /// @throws SecretException.Damaged if it is not what was written
    SortedMap<SecretName, byte[]> read(VaultKey key) {
        byte[] file = bytes();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(file), key.password());
            if (!(store.getKey(ENTRY, key.password()) instanceof SecretKey content)) {
                throw damaged("it has no entry '" + ENTRY + "'", null);
            }
            return decode(content.getEncoded());
        } catch (IOException e) {
            throw e.getCause() instanceof UnrecoverableKeyException
                    ? wrongKey(key, e)
                    : damaged(why(e), e);
        } catch (UnrecoverableKeyException e) {
            throw wrongKey(key, e);
        } catch (GeneralSecurityException | RuntimeException e) {
            // A runtime exception, because the JDK's parser throws some on what is no PKCS#12.
            throw e instanceof SecretException known ? known : damaged(why(e), e);
        }
    }

    private static String why(Exception failure) {
        if (failure instanceof EOFException) {
            return "its end is missing";
        }
        return failure.getMessage() == null ? "it is no PKCS#12 file" : failure.getMessage();
    }

    private byte[] bytes() {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] file = in.readNBytes(MAX_FILE_BYTES + 1);
            if (file.length > MAX_FILE_BYTES) {
                throw damaged("it is larger than any that was written", null);
            }
            return file;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private SortedMap<SecretName, byte[]> decode(byte[] content) throws IOException {
        SortedMap<SecretName, byte[]> secrets = new TreeMap<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            int format = in.readInt();
            if (format != FORMAT) {
                throw new SecretException.Unavailable(
                        path
                                + ": is of version "
                                + format
                                + ", which a newer HQE Workbench has written. Use that one.",
                        null);
            }
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                SecretName name = new SecretName(in.readUTF());
                int length = in.readInt();
                if (length < 1 || length > Secret.MAX_BYTES) {
                    throw damaged("it has a secret of " + length + " bytes", null);
                }
                byte[] value = new byte[length];
                in.readFully(value);
                secrets.put(name, value);
            }
        } finally {
            Arrays.fill(content, (byte) 0);
        }
        return secrets;
    }

    /// Replaces all secrets. The caller holds the [VaultLock].
    ///
    /// @throws SecretException.Invalid if they are too many or too large together
    void write(Map<SecretName, byte[]> secrets, VaultKey key) {
        byte[] content = encode(secrets);
        byte[] salt = new byte[SALT_BYTES];
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(salt);
        random.nextBytes(iv);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            KeyStore.PasswordProtection protection =
                    new KeyStore.PasswordProtection(
                            key.password(),
                            PROTECTION,
                            new PBEParameterSpec(salt, key.iterations(), new IvParameterSpec(iv)));
            store.setEntry(
                    ENTRY,
                    new KeyStore.SecretKeyEntry(new SecretKeySpec(content, "AES")),
                    protection);
            ByteArrayOutputStream file = new ByteArrayOutputStream(content.length + 1024);
            store(store, key, file);
            replace(path, file.toByteArray());
        } catch (GeneralSecurityException | IOException e) {
            throw new SecretException.Unavailable(
                    path + ": this Java cannot encrypt it: " + e.getMessage(), e);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /// Replaces a file of secrets, whole or not at all.
    static void replace(Path file, byte[] content) {
        try {
            PrivateFile.replace(file, content);
        } catch (IOException e) {
            throw new SecretException.Unavailable(
                    file + ": cannot be written (" + e.getMessage() + "). Nothing was changed.", e);
        }
    }

    /// The file's HMAC is a second way to try passphrases, so it must be as slow as the encryption.
    /// The JDK takes that number from a property of the whole process only.
    private static void store(KeyStore store, VaultKey key, ByteArrayOutputStream file)
            throws GeneralSecurityException, IOException {
        synchronized (VaultFile.class) {
            String before = Security.getProperty(MAC_ITERATIONS);
            Security.setProperty(MAC_ITERATIONS, String.valueOf(key.iterations()));
            try {
                store.store(file, key.password());
            } finally {
                Security.setProperty(MAC_ITERATIONS, before == null ? "10000" : before);
            }
        }
    }

    private static byte[] encode(Map<SecretName, byte[]> secrets) {
        if (secrets.size() > MAX_SECRETS) {
            throw new SecretException.Invalid(
                    "more than "
                            + MAX_SECRETS
                            + " secrets. Remove some that are not needed: hqe secret remove NAME");
        }
        long size =
                secrets.values().stream().mapToLong(value -> value.length).sum()
                        + (long) secrets.size() * (SecretName.MAX_CHARS + 6)
                        + 8;
        if (size > MAX_CONTENT_BYTES) {
            throw new SecretException.Invalid(
                    "all secrets together are larger than "
                            + (MAX_CONTENT_BYTES >> 20)
                            + " MiB. Remove some that are not needed: hqe secret remove NAME");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) size);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeInt(secrets.size());
            for (Map.Entry<SecretName, byte[]> secret : secrets.entrySet()) {
                out.writeUTF(secret.getKey().value());
                out.writeInt(secret.getValue().length);
                out.write(secret.getValue());
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private SecretException wrongKey(VaultKey key, Exception cause) {
        return new SecretException.Unavailable(
                path
                        + ": its key, "
                        + key.description()
                        + ", does not open it: it is not the one that the file was made with, or the"
                        + " file was changed. Give the right one ("
                        + PassphraseSource.FILE
                        + " or "
                        + PassphraseSource.VARIABLE
                        + " for a passphrase), or restore the file from a backup.",
                cause);
    }

    private SecretException damaged(String why, @Nullable Exception cause) {
        return new SecretException.Damaged(
                path
                        + ": is damaged ("
                        + why
                        + "), and was left as it is. Restore it from a backup, or move it away to"
                        + " start without secrets.",
                cause);
    }

    private SecretException unreadable(IOException cause) {
        return new SecretException.Unavailable(
                path + ": cannot be read (" + cause.getMessage() + ")", cause);
    }
}
