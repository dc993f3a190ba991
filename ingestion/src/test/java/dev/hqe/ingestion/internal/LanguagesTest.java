package dev.hqe.ingestion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {

    private static final Languages LANGUAGES = Languages.load();

    @ParameterizedTest
    @CsvSource({
        "a/b/Main.java, Java",
        "Main.JAVA, Java",
        "x.c++, C++",
        "x.cs, C#",
        "types.d.ts, TypeScript",
        "Dockerfile, Dockerfile",
        "docker/Dockerfile.dev, Dockerfile",
        "app.dockerfile, Dockerfile",
        "makefile, Makefile",
        "CMakeLists.txt, CMake",
        "LICENSE, Text",
        "LICENSE.txt, Text",
        ".gitignore, Ignore List",
        "pom.xml, XML",
        "go.mod, Go Module",
        "noextension, Other",
        "dir.java/x, Other",
        "trailing., Other",
        "x.unknown, Other",
    })
    void knowsLanguagesByName(String path, String language) {
        assertThat(LANGUAGES.of(path, "")).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource({
        "#!/bin/sh, Shell",
        "#!/usr/bin/env python3, Python",
        "#! /usr/bin/env -S A=1 node --x, JavaScript",
        "#!/usr/bin/python3.12 -u, Python",
        "#!/usr/bin/perl, Perl",
        "#!, Other",
        "#!/bin/unheard-of, Other",
        "# no shebang, Other",
    })
    void knowsScriptsByTheirFirstLine(String line, String language) {
        assertThat(LANGUAGES.of("bin/tool", line + "\nmore\n")).isEqualTo(language);
    }
}
