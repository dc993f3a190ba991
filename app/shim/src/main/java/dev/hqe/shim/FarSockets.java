package dev.hqe.shim;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/// The sockets of data directories with long names, which lie among the temporary files. One of a
/// workbench that was killed stays there; its own next start removes it, and if there is none, the
/// start of any other workbench of the same user. For the workbench's side; the shim needs none of
/// it.
public final class FarSockets {

    private FarSockets() {}

    /// Removes folders that killed workbenches have left which listened elsewhere.
    ///
    /// @param temp where such folders are
    /// @param owner whose they are
    public static void sweep(Path temp, UserPrincipal owner) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temp, DoorPaths.FAR + "*")) {
            for (Path folder : folders) {
                sweepOne(folder, owner);
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // it stays until somebody can
        }
    }

    private static void sweepOne(Path folder, UserPrincipal owner) throws IOException {
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    || !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
                return;
            }
            Path socket = folder.resolve(DoorPaths.SOCKET);
            if (Files.exists(socket) ? isDeaf(socket) : isOfDead(folder)) {
                Files.deleteIfExists(socket);
                Files.delete(folder);
            }
        } catch (NoSuchFileException | DirectoryNotEmptyException e) {
            return; // somebody else has it, or was faster
        }
    }

    /// Whether nobody listens there: the system says so at once, also of a process that hangs.
    private static boolean isDeaf(Path socket) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false); // where many wait to come in, this one does not
            channel.connect(UnixDomainSocketAddress.of(socket));
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    /// Whether its process is gone that had not yet listened.
    private static boolean isOfDead(Path folder) {
        String rest = String.valueOf(folder.getFileName()).substring(DoorPaths.FAR.length());
        int end = rest.indexOf('-');
        try {
            return end > 0 && ProcessHandle.of(Long.parseLong(rest.substring(0, end))).isEmpty();
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
