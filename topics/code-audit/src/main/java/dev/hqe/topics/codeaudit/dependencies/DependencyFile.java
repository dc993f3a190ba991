package dev.hqe.topics.codeaudit.dependencies;

import java.util.Optional;

/// A manifest or lock file that can be read, known by its name.
///
/// The documentation that each reader follows is named in it.
public enum DependencyFile {
    PACKAGE_JSON(Ecosystem.NPM, "package.json", false, NpmReader::manifest),
    PACKAGE_LOCK(Ecosystem.NPM, "package-lock.json", true, NpmReader::packageLock),
    SHRINKWRAP(Ecosystem.NPM, "npm-shrinkwrap.json", true, NpmReader::packageLock),
    YARN_LOCK(Ecosystem.NPM, "yarn.lock", true, YarnReader::read),
    PNPM_LOCK(Ecosystem.NPM, "pnpm-lock.yaml", true, PnpmReader::read),
    REQUIREMENTS(Ecosystem.PYPI, "requirements*.txt", false, RequirementsReader::read),
    PYPROJECT(Ecosystem.PYPI, "pyproject.toml", false, PyprojectReader::read),
    POETRY_LOCK(Ecosystem.PYPI, "poetry.lock", true, PythonLockReader::poetry),
    UV_LOCK(Ecosystem.PYPI, "uv.lock", true, PythonLockReader::uv),
    PIPFILE_LOCK(Ecosystem.PYPI, "Pipfile.lock", true, PythonLockReader::pipfile),
    POM(Ecosystem.MAVEN, "pom.xml", false, PomReader::read),
    GRADLE(Ecosystem.MAVEN, "build.gradle", false, GradleReader::build),
    GRADLE_KTS(Ecosystem.MAVEN, "build.gradle.kts", false, GradleReader::build),
    GRADLE_LOCK(Ecosystem.MAVEN, "gradle.lockfile", true, GradleReader::lock),
    CARGO_TOML(Ecosystem.CARGO, "Cargo.toml", false, CargoReader::manifest),
    CARGO_LOCK(Ecosystem.CARGO, "Cargo.lock", true, CargoReader::lock),
    GO_MOD(Ecosystem.GOLANG, "go.mod", false, GoReader::mod),
    GO_SUM(Ecosystem.GOLANG, "go.sum", true, GoReader::sum),
    GEMFILE(Ecosystem.GEM, "Gemfile", false, GemReader::manifest),
    GEMFILE_LOCK(Ecosystem.GEM, "Gemfile.lock", true, GemReader::lock),
    COMPOSER_JSON(Ecosystem.COMPOSER, "composer.json", false, ComposerReader::manifest),
    COMPOSER_LOCK(Ecosystem.COMPOSER, "composer.lock", true, ComposerReader::lock),
    PROJECT_FILE(Ecosystem.NUGET, "*.csproj", false, NugetReader::project),
    FSHARP_FILE(Ecosystem.NUGET, "*.fsproj", false, NugetReader::project),
    BASIC_FILE(Ecosystem.NUGET, "*.vbproj", false, NugetReader::project),
    PACKAGES_PROPS(Ecosystem.NUGET, "Directory.Packages.props", false, NugetReader::project),
    PACKAGES_CONFIG(Ecosystem.NUGET, "packages.config", true, NugetReader::config),
    PACKAGES_LOCK(Ecosystem.NUGET, "packages.lock.json", true, NugetReader::lock);

    /// Longest file that is read, in characters: readers hold a few times that.
    public static final int TEXT_MAX = 4 << 20;

    private final Ecosystem ecosystem;
    private final String pattern;
    private final boolean lock;

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method
    private final Reader reader;

    @FunctionalInterface
    private interface Reader {
        void read(String text, Inventory inventory);
    }

    DependencyFile(Ecosystem ecosystem, String pattern, boolean lock, Reader reader) {
        this.ecosystem = ecosystem;
        this.pattern = pattern;
        this.lock = lock;
        this.reader = reader;
    }

    /// What the file of that path is, if it is one of these.
    public static Optional<DependencyFile> at(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        for (DependencyFile file : values()) {
            if (file.isCalled(name)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private boolean isCalled(String name) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return name.equals(pattern);
        }
        return name.length() >= pattern.length() - 1
                && name.startsWith(pattern.substring(0, star))
                && name.endsWith(pattern.substring(star + 1));
    }

    public Ecosystem ecosystem() {
        return ecosystem;
    }

    /// The name in results: `package.json`, `*.csproj`.
    public String label() {
        return pattern;
    }

    /// Whether it says the one version that is taken of each dependency.
    public boolean isLock() {
        return lock;
    }

    /// Reads a whole file. What is no such file at all is an [Unread] too.
    public Inventory read(String text) {
        Inventory inventory = new Inventory(ecosystem);
        if (text.length() > TEXT_MAX) {
            inventory.unread(1, "a file of more than " + (TEXT_MAX >> 20) + " MiB is not read");
            return inventory;
        }
        try {
            reader.read(text, inventory);
        } catch (Unreadable e) {
            inventory.unread(e);
        }
        return inventory;
    }
}
