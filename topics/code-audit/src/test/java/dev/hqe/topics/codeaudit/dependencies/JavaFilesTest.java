package dev.hqe.topics.codeaudit.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavaFilesTest {
    @Test
    void readsPomXml() {
        String text =
                """
                <?xml version="1.0"?>
                <project>
                  <!-- c -->
                  <parent><groupId>org.p</groupId><artifactId>par</artifactId><version>1</version></parent>
                  <properties><v.x>1.2.3</v.x></properties>
                  <dependencyManagement><dependencies><dependency><groupId>g</groupId><artifactId>m</artifactId><version>9</version></dependency></dependencies></dependencyManagement>
                  <dependencies>
                    <dependency>
                      <groupId>com.x</groupId>
                      <artifactId>lib</artifactId>
                      <version>${v.x}</version>
                      <exclusions><exclusion><groupId>no</groupId><artifactId>no</artifactId></exclusion></exclusions>
                    </dependency>
                    <dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>[4.0,5.0)</version><scope>test</scope></dependency>
                    <dependency><groupId>un</groupId><artifactId>known</artifactId><version>${parent.prop}</version></dependency>
                    <dependency><artifactId>none</artifactId></dependency>
                  </dependencies>
                  <build><plugins><plugin><artifactId>maven-x</artifactId><version>3.1</version><dependencies><dependency><groupId>pd</groupId><artifactId>pd</artifactId><version>1</version></dependency></dependencies></plugin></plugins></build>
                </project>\
                """;

        String listing = Listing.of("pom.xml", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        4 pkg:maven/org.p/par@1 [1] build direct
                        6 pkg:maven/g/m@9 [9] managed direct
                        8 pkg:maven/com.x/lib@1.2.3 [1.2.3] runtime direct
                        14 pkg:maven/junit/junit [[4.0,5.0)] test direct
                        15 pkg:maven/un/known [${parent.prop}] runtime direct
                        18 pkg:maven/pd/pd@1 [1] build direct
                        18 pkg:maven/org.apache.maven.plugins/maven-x@3.1 [3.1] build direct
                        ? 16 an entry without groupId and artifactId
                        """);
    }

    @Test
    void readsBuildGradle() {
        String text =
                """
                plugins { id 'java' }
                dependencies {
                    // implementation 'no:no:1'
                    implementation 'com.google.guava:guava:33.0.0-jre'
                    testImplementation("org.junit.jupiter:junit-jupiter:5.+")
                    api group: 'org.x', name: 'y', version: '1.0'
                    implementation libs.okio
                    implementation project(':core')
                    implementation platform("org.bom:bom:1.0")
                    implementation "org.z:z:${zVersion}"
                }
                """;

        String listing = Listing.of("build.gradle", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        4 pkg:maven/com.google.guava/guava@33.0.0-jre [33.0.0-jre] runtime direct
                        5 pkg:maven/org.junit.jupiter/junit-jupiter [5.+] test direct
                        6 pkg:maven/org.x/y@1.0 [1.0] runtime direct
                        9 pkg:maven/org.bom/bom@1.0 [1.0] managed direct
                        ? 7 a dependency that the build computes
                        ? 10 a dependency that the build computes
                        """);
    }

    @Test
    void readsGradleLockfile() {
        String text =
                """
                # This is a Gradle generated file
                com.google.guava:guava:33.0.0-jre=compileClasspath,runtimeClasspath
                junit:junit:4.13=testCompileClasspath,testRuntimeClasspath
                empty=annotationProcessor
                """;

        String listing = Listing.of("gradle.lockfile", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        2 pkg:maven/com.google.guava/guava@33.0.0-jre [33.0.0-jre] unknown unknown
                        3 pkg:maven/junit/junit@4.13 [4.13] test unknown
                        """);
    }
}
