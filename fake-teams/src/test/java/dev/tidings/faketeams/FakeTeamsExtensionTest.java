package dev.tidings.faketeams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FakeTeamsExtensionTest {
    private static final Set<Integer> PORTS = new HashSet<>();

    @RegisterExtension
    static final FakeTeamsExtension TEAMS =
            new FakeTeamsExtension(builder -> builder.shape(shape -> shape.withPeople(3)));

    @Test
    @Order(1)
    void a_test_gets_its_own_instance_set_up_as_wanted(FakeTeams teams, FakeTeams other) {
        assertThat(teams.port()).isNotEqualTo(other.port());
        assertThat(teams.config().shape().people()).isEqualTo(3);
        PORTS.add(teams.port());
        PORTS.add(other.port());
    }

    @Test
    @Order(2)
    void an_instance_is_closed_after_its_test() {
        assertThat(PORTS).hasSize(2);
        PORTS.forEach(port -> assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class));
    }
}
