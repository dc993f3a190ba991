package dev.hqe.kernel.access;

import dev.hqe.kernel.KernelException;
import dev.hqe.kernel.file.Sha256;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.kernel.secret.Secret;
import dev.hqe.kernel.secret.SecretName;
import dev.hqe.kernel.secret.SecretStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The API keys of a workbench: issued once, checked on every request, revoked.
///
/// A key is `hqe_`, its id, `_` and 256 random bits in base64url without padding. Only the SHA-256
/// of the random part is kept. A check takes microseconds: it looks the id up in what was read last
/// and compares hashes in constant time. Each check looks whether the secrets are still those, so a
/// key that another process has revoked opens nothing from then on.
///
/// Thread-safe. Besides what they say, all methods throw [dev.hqe.kernel.secret.SecretException] if
/// the secrets cannot be had, and [#verify] then lets nobody in.
public final class ApiKeys {

    /// Most keys at a time.
    public static final int MAX_KEYS = 1000;

    /// When keys that could not be read are tried again, and others are read again in any case.
    public static final Duration FRESH = Duration.ofSeconds(1);

    static final String SECRET = "hqe/api-keys";

    private static final SecretName SECRET_NAME = new SecretName(SECRET);
    private static final String PREFIX = "hqe_";
    private static final int RANDOM_BYTES = 32;
    private static final int RANDOM_CHARS = 43;
    private static final int ID_BYTES = KeyId.CHARS / 2;
    private static final int ID_END = PREFIX.length() + KeyId.CHARS;
    private static final int LENGTH = ID_END + 1 + RANDOM_CHARS;

    private final SecretStore store;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /// Held by the one thread that reads the keys again; the others go on with the last ones where
    /// those have not changed.
    private final ReentrantLock reading = new ReentrantLock();

    private volatile @Nullable Known known;

    /// What was read last and when, or why it could not be read: trying that again on each request
    /// would let strangers keep the machine busy.
    ///
    /// @param stamp of the secrets before they were read
    private record Known(
            Map<KeyId, KeyRecord> all,
            @Nullable RuntimeException failure,
            Object stamp,
            Instant at) {

        Map<KeyId, KeyRecord> records() {
            if (failure != null) {
                throw failure;
            }
            return all;
        }

        boolean isOf(Object current) {
            return stamp.equals(current);
        }

        boolean isFresh(Object current, Instant now) {
            return isOf(current) && !now.isBefore(at) && now.isBefore(at.plus(FRESH));
        }
    }

    public ApiKeys(SecretStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Makes a key.
    ///
    /// @param name unique among the keys; 1 to 64 characters
    /// @param validity how long it is valid, at least a second; empty for ever
    /// @throws AccessException.Invalid if the name is taken or none, or there are too many keys
    public IssuedKey issue(String name, AccessScope scope, Optional<Duration> validity) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        KeyId id = new KeyId(HexFormat.of().formatHex(bytes(ID_BYTES)));
        ApiKey key = new ApiKey(id, name, scope, now, validity.map(v -> end(now, v)).orElse(null));
        byte[] random = bytes(RANDOM_BYTES);
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Arrays.fill(random, (byte) 0);
        KeyRecord record = new KeyRecord(key, sha256(encoded));
        store.update(SECRET_NAME, old -> Optional.of(with(record, old)));
        forgetKnown();
        return new IssuedKey(key, Secret.of(PREFIX + id + "_" + encoded));
    }

    private static Instant end(Instant now, Duration validity) {
        if (validity.toSeconds() < 1 || validity.toDays() > 36_500) {
            throw new AccessException.Invalid("an API key is valid for 1 second to 36500 days");
        }
        return now.plus(validity);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Secret with(KeyRecord added, Optional<Secret> old) {
        List<KeyRecord> records = new ArrayList<>(read(old).values());
        for (KeyRecord record : records) {
            if (record.key().name().equals(added.key().name())) {
                throw new AccessException.Invalid(
                        "there is an API key '"
                                + record.key().name()
                                + "' already (id "
                                + record.key().id()
                                + "). Choose another name, or revoke it: hqe key revoke "
                                + record.key().id());
            }
        }
        if (records.size() >= MAX_KEYS) {
            throw new AccessException.Invalid(
                    "there are "
                            + MAX_KEYS
                            + " API keys, and no more can be issued. Revoke some: hqe key revoke"
                            + " ID");
        }
        records.add(added);
        return KeyRecord.write(records);
    }

    private static Map<KeyId, KeyRecord> read(Optional<Secret> secret) {
        return secret.map(KeyRecord::read).orElse(Map.of());
    }

    /// The key that this is, if it was issued, not revoked, and is valid now. Everything else, of
    /// any form and length, is empty.
    public Optional<ApiKey> verify(String presented) {
        if (presented.length() != LENGTH
                || !presented.startsWith(PREFIX)
                || presented.charAt(ID_END) != '_') {
            return Optional.empty();
        }
        String id = presented.substring(PREFIX.length(), ID_END);
        if (!KeyId.isValid(id)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        KeyRecord record = current(now).get(new KeyId(id));
        if (record == null
                || !MessageDigest.isEqual(record.hash(), sha256(presented.substring(ID_END + 1)))
                || record.key().isExpired(now)) {
            return Optional.empty();
        }
        return Optional.of(record.key());
    }

    private Map<KeyId, KeyRecord> current(Instant now) {
        Object stamp = stamp();
        Known last = known;
        boolean usable = last != null && last.isOf(stamp);
        if (last != null && usable && (last.isFresh(stamp, now) || !reading.tryLock())) {
            return last.records();
        }
        if (!usable) {
            reading.lock();
        }
        try {
            Object latest = stamp();
            Known newest = known; // another thread may have read while this one waited
            if (newest != null && newest.isFresh(latest, now)) {
                return newest.records();
            }
            Known read = read(latest, now);
            known = read;
            return read.records();
        } finally {
            reading.unlock();
        }
    }

    private Object stamp() {
        try {
            return store.stamp();
        } catch (KernelException e) {
            return "unreadable"; // reading will say why
        }
    }

    private Known read(Object stamp, Instant now) {
        try {
            return new Known(stored(), null, stamp, now);
        } catch (KernelException e) {
            return new Known(Map.of(), e, stamp, now);
        }
    }

    /// Waits for a thread that may be reading what was true before.
    private void forgetKnown() {
        reading.lock();
        try {
            known = null;
        } finally {
            reading.unlock();
        }
    }

    private Map<KeyId, KeyRecord> stored() {
        Optional<Secret> secret = store.find(SECRET_NAME);
        try {
            return read(secret);
        } finally {
            secret.ifPresent(Secret::close);
        }
    }

    /// All keys that are not revoked, expired ones too, in order of issue.
    public List<ApiKey> list() {
        return stored().values().stream().map(KeyRecord::key).toList();
    }

    /// Ends a key, at once in this process.
    ///
    /// @param idOrName what tells it from the others
    /// @return the key that it was
    /// @throws AccessException.Invalid if there is none
    public ApiKey revoke(String idOrName) {
        List<ApiKey> revoked = new ArrayList<>();
        store.update(
                SECRET_NAME,
                old -> {
                    List<KeyRecord> records = new ArrayList<>(read(old).values());
                    KeyRecord found = find(records, idOrName);
                    revoked.add(found.key());
                    records.remove(found);
                    return records.isEmpty()
                            ? Optional.empty()
                            : Optional.of(KeyRecord.write(records));
                });
        forgetKnown();
        return revoked.getFirst();
    }

    private static KeyRecord find(List<KeyRecord> records, String idOrName) {
        return records.stream()
                .filter(record ->
                        record.key().id().value().equals(idOrName)
                                || record.key().name().equals(idOrName))
                .findFirst()
                .orElseThrow(() ->
                        new AccessException.Invalid(
                                "there is no API key '"
                                        + idOrName
                                        + "'"
                                        + Suggestion.among(
                                                idOrName,
                                                records.stream()
                                                        .map(record -> record.key().name())
                                                        .toList())
                                        + ". See: hqe key list"));
    }

    private static byte[] sha256(String text) {
        return Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
    }
}
