# Sourced by mvnw and hqe. Finds the home of a JDK 25, or says what to install and fails:
# `find_jdk25` prints it, `look_for_jdk25` leaves it in $jdk25 and starts no process on the way.
# It reads the JDKs' own `release` files, so no Java process is started either.

is_jdk25() {
    [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 1
    while read -r line; do
        case $line in
            'JAVA_VERSION="25"'* | 'JAVA_VERSION="25.'*) return 0 ;;
        esac
    done <"$1/release"
    return 1
}

find_jdk25() {
    look_for_jdk25 && printf '%s\n' "$jdk25"
}

look_for_jdk25() {
    if [ -n "${JAVA_HOME:-}" ] && is_jdk25 "$JAVA_HOME"; then
        jdk25=$JAVA_HOME
        return 0
    fi
    if on_path=$(command -v javac 2>/dev/null); then
        while [ -L "$on_path" ]; do
            link=$(readlink "$on_path")
            case $link in
                /*) on_path=$link ;;
                *) on_path=$(dirname "$on_path")/$link ;;
            esac
        done
        candidate=$(CDPATH='' cd "$(dirname "$on_path")/.." && pwd)
        if is_jdk25 "$candidate"; then
            jdk25=$candidate
            return 0
        fi
    fi
    for candidate in \
        /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*/jdk* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.gradle/jdks/* \
        "$HOME"/.local/share/mise/installs/java/* "$HOME"/.asdf/installs/java/*; do
        if is_jdk25 "$candidate"; then
            jdk25=$candidate
            return 0
        fi
    done
    {
        echo "HQE Workbench needs a JDK 25 and found none."
        echo "Install one (for example Eclipse Temurin 25), or set JAVA_HOME to it, and run this again."
        [ -z "${JAVA_HOME:-}" ] || echo "JAVA_HOME is $JAVA_HOME, which is not a JDK 25."
    } >&2
    return 1
}
