package dev.hqe.kernel.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.topic.Permissions.Item;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.yaml.YAMLMapper;

class PermissionsTest {

    private static Permissions permissions(String yaml) {
        return PermissionParts.permissions(new TopicId("weather"), new YAMLMapper().readTree(yaml));
    }

    @Test
    void nothingSaidIsNothingPermitted() {
        Permissions none = permissions("{}");

        assertThat(none).isEqualTo(Permissions.NONE);
        assertThat(none.items()).isEmpty();
    }

    @Test
    void theOrderInTheFileDoesNotCount() {
        Permissions one =
                permissions("{http: [{host: b.org}, {host: a.org, methods: [PUT, GET]}]}");
        Permissions other =
                permissions("{http: [{host: a.org, methods: [GET, PUT]}, {host: b.org}]}");

        assertThat(one).isEqualTo(other);
    }

    @Test
    void moreIsNotWithinLess() {
        Permissions less = permissions("{http: [{host: a.org}], limits: {cpu_ms: 100}}");

        assertThat(Permissions.NONE.isWithin(less)).isFalse(); // its usual time is longer
        assertThat(permissions("{limits: {cpu_ms: 100}}").isWithin(less)).isTrue();
        assertThat(less.isWithin(less)).isTrue();
        assertThat(permissions("{http: [{host: a.org, methods: [GET, POST]}]}").isWithin(less))
                .isFalse();
        assertThat(permissions("{http: [{host: a.org, private: true}]}").isWithin(less)).isFalse();
        assertThat(permissions("{clock: true, limits: {cpu_ms: 100}}").isWithin(less)).isFalse();
    }

    @Test
    void eachPermissionIsSaidInPlainWords() {
        Permissions some =
                permissions(
                        "{entities: {read: [Station]}, http: [{host: a.org}],"
                                + " secrets: [{name: key, hosts: [a.org]}]}");

        assertThat(some.items())
                .extracting(Item::words)
                .containsExactly(
                        "read entities weather.Station",
                        "send GET requests to a.org",
                        "have the secret key sent to a.org (it never sees it)");
    }
}
