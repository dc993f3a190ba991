package dev.hqe.topics.codeaudit.audit;

import dev.hqe.topics.codeaudit.dependencies.Dependency;
import dev.hqe.topics.codeaudit.dependencies.DependencyFile;
import dev.hqe.topics.codeaudit.dependencies.Inventory;
import dev.hqe.topics.codeaudit.dependencies.Relation;
import dev.hqe.topics.codeaudit.dependencies.Scope;
import dev.hqe.topics.codeaudit.licenses.Category;
import dev.hqe.topics.codeaudit.licenses.LicenseMention;
import dev.hqe.topics.codeaudit.patterns.Language;
import dev.hqe.topics.codeaudit.patterns.PatternMatch;
import dev.hqe.topics.codeaudit.patterns.PatternRule;
import dev.hqe.topics.codeaudit.patterns.PatternScanner;
import dev.hqe.topics.codeaudit.secrets.AsciiCase;
import dev.hqe.topics.codeaudit.secrets.Match;
import dev.hqe.topics.codeaudit.secrets.Positions;
import dev.hqe.topics.codeaudit.secrets.RuleBook;
import dev.hqe.topics.codeaudit.secrets.SecretScanner;
import dev.hqe.topics.codeaudit.secrets.Severity;
import dev.hqe.topics.codeaudit.secrets.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Runs every scanner over the files of a project, one after the other, and keeps what is needed
/// for scores and reports: findings up to a limit, and numbers. Not thread-safe.
public final class Audit {
    private static final int FOLDERS_MAX = 200;
    private static final int FILE_FINDINGS_MAX = 2_000;
    private static final String WHOLE = "";

    private final int maxFindings;
    private final int depth;
    private final SecretScanner secrets;
    private final PatternScanner patterns = new PatternScanner();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Folder> folders = new TreeMap<>();
    private final List<Manifest> manifests = new ArrayList<>();
    private final Set<String> locks = new HashSet<>();
    private final Map<String, Category> licenses = new TreeMap<>();
    private int dependencies;
    private int unread;
    private int left;
    private boolean licensed;
    private boolean finished;

    private record Manifest(String path, String root, DependencyFile file, int direct, int loose) {}

    /// @param maxFindings that are kept; others are counted in the scores alone
    /// @param depth how many folders deep numbers are kept apart, 0 for the whole alone
    /// @param minEntropy of secrets that only their key gives away, in bits per byte
    public Audit(int maxFindings, int depth, double minEntropy) {
        this.maxFindings = maxFindings;
        this.depth = depth;
        this.secrets = new SecretScanner(RuleBook.standard(), minEntropy);
        folders.put(WHOLE, new Folder());
    }

    /// Looks at one file.
    ///
    /// @param bytes its UTF-8 from `from` to `to`; read during the call only
    /// @param text the same as a string, asked for only if the file is a manifest
    public void add(
            String path,
            String root,
            Optional<Language> language,
            byte[] bytes,
            int from,
            int to,
            Supplier<String> text) {
        List<Folder> places = places(path);
        int lines = language.isPresent() ? lines(bytes, from, to) : 0;
        places.forEach(place -> place.file(language.isPresent(), lines, isTest(path)));
        Text whole = new Text(bytes, from, to);
        scanSecrets(path, root, whole, places);
        language.ifPresent(known -> scanPatterns(path, root, known, whole, places));
        mentions(path, root, LicenseMention.in(path, bytes, from, to, text));
        DependencyFile.at(path).ifPresent(file -> inventory(path, root, file, text));
    }

    private List<Folder> places(String path) {
        List<Folder> places = new ArrayList<>();
        places.add(folder(WHOLE));
        int slash = -1;
        for (int i = 0; i < depth; i++) {
            slash = path.indexOf('/', slash + 1);
            if (slash < 0) {
                break;
            }
            String name = path.substring(0, slash);
            if (folders.containsKey(name) || folders.size() < FOLDERS_MAX) {
                places.add(folder(name));
            }
        }
        return places;
    }

    private Folder folder(String name) {
        return folders.computeIfAbsent(name, key -> new Folder());
    }

    private static int lines(byte[] bytes, int from, int to) {
        int lines = to > from && bytes[to - 1] != '\n' ? 1 : 0;
        for (int i = from; i < to; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static boolean isTest(String path) {
        String lower = AsciiCase.lower(path);
        return lower.startsWith("test")
                || lower.contains("/test")
                || lower.contains("_test.")
                || lower.contains("test.java")
                || lower.contains(".test.")
                || lower.contains(".spec.")
                || lower.contains("/spec/");
    }

    private void keep(Finding finding, List<Folder> places) {
        places.forEach(place -> place.finding(finding.kind(), finding.severity()));
        if (findings.size() < maxFindings) {
            findings.add(finding);
        } else {
            left++;
        }
    }

    private void scanSecrets(String path, String root, Text text, List<Folder> places) {
        Positions position = new Positions(text);
        Map<String, Integer> ordinals = new HashMap<>();
        for (Match match : secrets.scan(text, FILE_FINDINGS_MAX).matches()) {
            position.moveTo(match.start());
            String rule = match.rule().id();
            keep(
                    new Finding(
                            Finding.Kind.SECRET,
                            rule,
                            match.rule().title() + " lies open",
                            "Revoke it at its issuer, take it out of the code and of its history,"
                                    + " and load it from the environment or a secret store.",
                            match.severity(),
                            rule.startsWith("private-key") ? 321 : 798,
                            path,
                            root,
                            position.line(),
                            position.column(),
                            ordinals.merge(rule, 1, (a, b) -> a + b),
                            match.preview(text)),
                    places);
        }
    }

    private void scanPatterns(
            String path, String root, Language language, Text text, List<Folder> places) {
        Positions position = new Positions(text);
        Map<String, Integer> ordinals = new HashMap<>();
        for (PatternMatch match :
                patterns.scan(text.bytes(), text.from(), text.to(), language, FILE_FINDINGS_MAX)) {
            position.moveTo(match.start());
            PatternRule rule = match.rule();
            keep(
                    new Finding(
                            Finding.Kind.PATTERN,
                            rule.id(),
                            rule.title(),
                            rule.fix(),
                            rule.severity(),
                            rule.cwe(),
                            path,
                            root,
                            position.line(),
                            position.column(),
                            ordinals.merge(rule.id(), 1, (a, b) -> a + b),
                            ""),
                    places);
        }
    }

    private void mentions(String path, String root, List<LicenseMention> mentions) {
        for (LicenseMention mention : mentions) {
            if (!mention.expression().isEmpty()) {
                licensed = true;
                licenses.merge(mention.expression(), mention.category(), (a, b) -> a);
                continue;
            }
            licensed |= mention.source() == LicenseMention.Source.TEXT;
            keep(
                    new Finding(
                            Finding.Kind.LICENSE,
                            "license-unknown",
                            "A licence is named that is not known",
                            "Read it; name it by its SPDX identifier if it has one.",
                            Severity.LOW,
                            0,
                            path,
                            root,
                            mention.line(),
                            1,
                            1,
                            ""),
                    List.of());
        }
    }

    private void inventory(String path, String root, DependencyFile file, Supplier<String> text) {
        Inventory inventory = file.read(text.get());
        dependencies += inventory.dependencies().size();
        unread += inventory.unread().size() + inventory.unreadLeftOut();
        if (file.isLock()) {
            locks.add(file.ecosystem().label() + " " + root + "/" + parent(path));
            return;
        }
        int direct = 0;
        int loose = 0;
        for (Dependency dependency : inventory.dependencies()) {
            boolean counts =
                    dependency.relation() == Relation.DIRECT
                            && dependency.scope() != Scope.PEER
                            && dependency.scope() != Scope.MANAGED
                            && !dependency.local()
                            && !isManagedElsewhere(dependency);
            direct += counts ? 1 : 0;
            loose += counts && !dependency.pinned() ? 1 : 0;
        }
        manifests.add(new Manifest(path, root, file, direct, loose));
    }

    /// Without a version of its own its version stands in a parent, a platform or a workspace.
    private static boolean isManagedElsewhere(Dependency dependency) {
        return switch (dependency.ecosystem()) {
            case MAVEN, NUGET -> dependency.requirement().isEmpty();
            case CARGO -> dependency.requirement().equals("workspace");
            case NPM, PYPI, GOLANG, GEM, COMPOSER -> false;
        };
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /// Ends the reading: what only all files together can tell is added. Call it once.
    public void finish() {
        if (finished) {
            throw new IllegalStateException("this audit has ended");
        }
        finished = true;
        for (Manifest manifest : manifests) {
            int loose = isLocked(manifest) ? 0 : manifest.loose();
            places(manifest.path()).forEach(place -> place.dependencies(manifest.direct(), loose));
            if (loose > 0) {
                keep(
                        new Finding(
                                Finding.Kind.DEPENDENCY,
                                "dependencies-unpinned",
                                "Direct dependencies have neither one version nor a lock file",
                                loose
                                        + " of "
                                        + manifest.direct()
                                        + " are so. Commit the lock file of the tool that reads "
                                        + manifest.file().label()
                                        + ".",
                                Severity.LOW,
                                1357,
                                manifest.path(),
                                manifest.root(),
                                1,
                                1,
                                1,
                                ""),
                        List.of());
            }
        }
        if (!licensed && folder(WHOLE).files() > 0) {
            keep(
                    new Finding(
                            Finding.Kind.LICENSE,
                            "license-missing",
                            "The project names no licence",
                            "Put a file LICENSE at its top, or the field into its manifest.",
                            Severity.LOW,
                            0,
                            "LICENSE",
                            "",
                            1,
                            1,
                            1,
                            ""),
                    List.of());
        }
    }

    private boolean isLocked(Manifest manifest) {
        String folder = parent(manifest.path());
        while (true) {
            String lock = manifest.file().ecosystem().label() + " " + manifest.root() + "/";
            if (locks.contains(lock + folder)) {
                return true;
            }
            if (folder.isEmpty()) {
                return false;
            }
            folder = parent(folder);
        }
    }

    /// The worst first, then by path and line.
    public List<Finding> findings() {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(
                Comparator.comparing(Finding::severity)
                        .thenComparing(Finding::path)
                        .thenComparingInt(Finding::line)
                        .thenComparingInt(Finding::column)
                        .thenComparing(Finding::rule));
        return sorted;
    }

    /// Findings beyond the limit.
    public int leftOut() {
        return left;
    }

    /// Folder names in their order, `""` the whole.
    public Set<String> folderNames() {
        return folders.keySet();
    }

    public Health health(String folder) {
        return Health.of(folder(folder), licensed);
    }

    public int files(String folder) {
        return folder(folder).files();
    }

    /// Of code in a language that there are rules for.
    public int lines(String folder) {
        return folder(folder).lines();
    }

    /// Licences that files and manifests name, by identifier or expression.
    public Map<String, Category> licenses() {
        return licenses;
    }

    /// Entries of manifests and lock files.
    public int dependencyCount() {
        return dependencies;
    }

    /// Places in manifests and lock files that were not understood.
    public int unreadCount() {
        return unread;
    }
}
