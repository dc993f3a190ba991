package dev.hqe.kernel.topic;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells whether the names in a zip are such that they mean the same on every system: none leads
/// out, none is another's twin where case or Unicode form does not count, none is one that Windows
/// keeps for devices or cannot have.
///
/// The names of devices are those of "Naming Files, Paths, and Namespaces" of the Windows
/// documentation.
final class PackNames {

    /// Most files in one zip.
    static final int MAX_FILES = FolderListing.MAX_FILES;

    private static final int MAX_CHARS = 240;
    private static final Pattern DEVICE =
            Pattern.compile(
                    "(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])(\\..*)?");
    private static final Pattern NOT_ON_WINDOWS = Pattern.compile("[<>:\"|?*\\\\]");

    private final Set<String> files = new HashSet<>();

    /// Each folder as it was first written, by what it is where case does not count.
    private final Map<String, String> folders = new HashMap<>();

    /// Takes one more name of a file.
    ///
    /// @throws TopicFileException if it is not acceptable
    void require(String name) throws TopicFileException {
        if (name.length() > MAX_CHARS) {
            throw new TopicFileException(
                    name.substring(0, 40) + "...", "is longer than " + MAX_CHARS + " characters");
        }
        if (name.startsWith("/") || name.indexOf('\\') >= 0 || name.matches("[A-Za-z]:.*")) {
            throw new TopicFileException(name, "is not a name inside the zip's own folder");
        }
        int from = 0;
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', from)) {
            requirePart(name, name.substring(from, slash));
            requireFolder(name.substring(0, slash));
            from = slash + 1;
        }
        requirePart(name, name.substring(from));
        String folded = folded(name);
        if (folders.containsKey(folded) || !files.add(folded)) {
            throw new TopicFileException(
                    name, "is there twice, where upper and lower case do not count");
        }
        if (files.size() > MAX_FILES) {
            throw new TopicFileException("", "has more than " + MAX_FILES + " files, the limit");
        }
    }

    private void requireFolder(String folder) throws TopicFileException {
        String folded = folded(folder);
        String before = folders.putIfAbsent(folded, folder);
        if (files.contains(folded) || (before != null && !before.equals(folder))) {
            throw new TopicFileException(
                    folder, "is there twice, where upper and lower case do not count");
        }
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static void requirePart(String name, String part) throws TopicFileException {
        if (part.isEmpty() || part.equals(".") || part.equals("..")) {
            throw new TopicFileException(name, "is not a name inside the zip's own folder");
        }
        if (part.endsWith(".") || part.endsWith(" ") || HiddenText.isIn(part)) {
            throw new TopicFileException(
                    name, "ends in a dot or a blank, or has characters that one does not see");
        }
        if (part.indexOf('\n') >= 0 || part.indexOf('\t') >= 0 || part.indexOf('\r') >= 0) {
            throw new TopicFileException(name, "has a control character in its name");
        }
        if (DEVICE.matcher(part.toLowerCase(Locale.ROOT)).matches()
                || NOT_ON_WINDOWS.matcher(part).find()) {
            throw new TopicFileException(name, "cannot have this name on Windows");
        }
    }

    /// The folder with its `/` that everything lies in; empty if there is more than one or a Topic
    /// lies outside.
    static String onlyFolder(List<String> names) {
        String first = names.isEmpty() ? "" : names.getFirst();
        String folder = first.substring(0, first.indexOf('/') + 1);
        return names.stream().allMatch(name -> name.startsWith(folder))
                        && names.contains(folder + TopicReader.MANIFEST)
                ? folder
                : "";
    }
}
