package dev.tidings.teams.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidings.teams.auth.TokenException.Reason;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyAndCertificatesTest {
    private static final TestCertificate ONE = TestCertificate.valid();
    private static final TestCertificate OTHER = TestCertificate.valid();

    @Test
    void a_key_is_read_in_both_of_its_pem_forms() {
        KeyAndCertificates modern = KeyAndCertificates.ofPem(ONE.pem());
        KeyAndCertificates old = KeyAndCertificates.ofPem(ONE.bundle().getCertificatePathPEM() + ONE.pkcs1());

        assertThat(old.key()).isEqualTo(modern.key());
        assertThat(modern.certificates()).containsExactly(ONE.certificate());
    }

    @Test
    void its_text_names_the_certificate_only() {
        assertThat(KeyAndCertificates.ofPem(ONE.pem())).hasToString("KeyAndCertificates[CN=bot]");
    }

    @ParameterizedTest
    @MethodSource
    void what_cannot_be_used_is_refused_with_a_reason(String pem, String reason) {
        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(() -> KeyAndCertificates.ofPem(pem))
                .withMessageContaining(reason)
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.UNUSABLE_CREDENTIAL));
    }

    static Stream<Object[]> what_cannot_be_used_is_refused_with_a_reason() {
        String key = ONE.bundle().getPrivateKeyPEM();
        String certificate = ONE.bundle().getCertificatePathPEM();
        return Stream.of(
                new Object[] {"", "no private key"},
                new Object[] {"garbage", "no private key"},
                new Object[] {certificate, "no private key"},
                new Object[] {key, "no certificate"},
                new Object[] {key + OTHER.bundle().getCertificatePathPEM(), "not the RSA key of the first certificate"},
                new Object[] {key.replace("PRIVATE", "ENCRYPTED PRIVATE") + certificate, "encrypted"},
                new Object[] {
                    "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n" + certificate, "not an RSA key"
                },
                new Object[] {
                    "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----\n"
                            + certificate,
                    "encrypted"
                },
                new Object[] {key + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "cannot be read"
                });
    }

    @Test
    void a_key_store_that_is_none_is_refused() {
        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(() -> KeyAndCertificates.ofPkcs12(new byte[] {1, 2, 3}, "x"))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.UNUSABLE_CREDENTIAL));
    }
}
