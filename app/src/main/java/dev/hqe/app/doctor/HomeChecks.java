package dev.hqe.app.doctor;

import dev.hqe.app.doctor.Outcome.Fine;
import dev.hqe.app.doctor.Outcome.Wrong;
import dev.hqe.kernel.secret.PassphrasePrompt;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.kernel.secret.SecretStoreState;
import dev.hqe.mcp.policy.PolicyFile;
import dev.hqe.mcp.profile.ProfileFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// What the data directory is like, as far as every process can see it.
final class HomeChecks {

    private static final long MIB = 1 << 20;
    private static final long ENOUGH_MIB = 512;

    private final Path home;

    HomeChecks(Path home) {
        this.home = home;
    }

    List<Check> all() {
        return List.of(
                new Check("home", this::place),
                new Check("privacy", this::privacy),
                new Check("disk", this::disk),
                new Check("secrets", this::secrets),
                new Check("policy", this::policy),
                new Check("profiles", this::profiles));
    }

    private Outcome place() {
        if (!Files.exists(home)) {
            return new Fine(home + ", which is made when it is first needed");
        }
        if (!Files.isDirectory(home)) {
            return new Wrong(
                    home + " is a file, and should be a directory",
                    "mv " + quoted(home) + " " + quoted(home) + ".old");
        }
        if (!Files.isWritable(home)) {
            return notWritable();
        }
        return new Fine(home + ", of " + owner());
    }

    private Outcome notWritable() {
        if (isMountedReadOnly()) {
            return new Wrong(
                    home
                            + " lies on a disk that is mounted read-only. Mount it for writing, or set"
                            + " HQE_HOME to a directory elsewhere",
                    "findmnt --target " + quoted(home));
        }
        return owner().equals(System.getProperty("user.name"))
                ? new Wrong(home + " is yours and cannot be written", "chmod u+rwx " + quoted(home))
                : new Wrong(
                        home + " belongs to " + owner() + " and cannot be written",
                        "sudo chown -R \"$(id -un)\" " + quoted(home));
    }

    private boolean isMountedReadOnly() {
        try {
            return Files.getFileStore(home).isReadOnly();
        } catch (IOException e) {
            return false; // then it is for another reason that it cannot be written
        }
    }

    private String owner() {
        try {
            return String.valueOf(Files.getOwner(home));
        } catch (UnsupportedOperationException | IOException e) {
            return "an owner that this system does not tell";
        }
    }

    /// It holds what was ingested, so only its owner should read it.
    private Outcome privacy() {
        if (!Files.isDirectory(home)) {
            return new Fine("only you will be able to look into the home");
        }
        Set<PosixFilePermission> permissions;
        try {
            permissions = Files.getPosixFilePermissions(home);
        } catch (UnsupportedOperationException | IOException notPosix) {
            return new Fine("access to the home is up to this system");
        }
        String shown = " (" + PosixFilePermissions.toString(permissions) + ")";
        return permissions.stream().allMatch(p -> p.name().startsWith("OWNER_"))
                ? new Fine("only you can look into the home" + shown)
                : new Wrong("others can look into the home" + shown, "chmod 700 " + quoted(home));
    }

    private Outcome disk() {
        Path there = home;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace() / MIB;
            return free >= ENOUGH_MIB
                    ? new Fine(free + " MiB free for the home")
                    : new Wrong(
                            "only "
                                    + free
                                    + " MiB are free for the home. Make room there, or set"
                                    + " HQE_HOME to a directory on another disk",
                            "df -h " + quoted(there));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the free space of " + there + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// Without a prompt, because the workbench that agents start has nobody to ask either. While
    /// nothing is stored it is no illness that nothing could be.
    private Outcome secrets() {
        try (SecretStore secrets =
                SecretStore.inHome(home, System.getenv(), PassphrasePrompt.NOBODY)) {
            SecretStoreState state = secrets.state();
            if (state.usable()) {
                return new Fine(state.detail());
            }
            return state.empty()
                    ? new Fine("none are stored; " + state.detail())
                    : new Wrong(state.detail(), "");
        }
    }

    private Outcome policy() {
        if (!Files.isDirectory(home)) {
            return new Fine("no rules; see hqe policy --help");
        }
        PolicyFile policy = new PolicyFile(home.resolve(PolicyFile.NAME), InstantSource.system());
        return policy.problems().isEmpty()
                ? new Fine(policy.rules().rules().size() + " rules; see hqe policy list")
                : new Wrong(
                        policy.problems().getFirst()
                                + ". Until it is mended agents may call nothing. Mend that line,"
                                + " then look",
                        "hqe policy list");
    }

    private Outcome profiles() {
        ProfileFile profiles = new ProfileFile(home.resolve(ProfileFile.NAME));
        return profiles.problems().isEmpty()
                ? new Fine(profiles.profiles().list().size() + " profiles; see hqe profile list")
                : new Wrong(
                        profiles.problems().getFirst()
                                + ". Until it is mended agents with a profile see nothing. Mend"
                                + " that line, then look",
                        "hqe profile list");
    }

    static String quoted(Path path) {
        return "'" + path + "'";
    }
}
