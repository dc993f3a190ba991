/// Files that several processes write and that a crash may not leave half written.
///
/// Enter at [dev.hqe.kernel.file.FileTurn], the right to change a file in one step;
/// [dev.hqe.kernel.file.PrivateFile] writes one that only its owner may read, whole or not at all;
/// [dev.hqe.kernel.file.PrivateFolder] makes folders that only their owner may look into;
/// [dev.hqe.kernel.file.FileStamp] tells one writing of it from the next. Beside them
/// [dev.hqe.kernel.file.Sha256] and [dev.hqe.kernel.file.FolderTree], which ends a folder with all
/// that is in it. Publishes no facts. Needs a file system with locks.
@NullMarked
package dev.hqe.kernel.file;

import org.jspecify.annotations.NullMarked;
