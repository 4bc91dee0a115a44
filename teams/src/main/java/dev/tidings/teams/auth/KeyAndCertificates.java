package dev.tidings.teams.auth;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An RSA key and the certificate that vouches for it, followed by those that vouch for the certificate.
///
/// @param key the private key of the first certificate
/// @param certificates at least one
public record KeyAndCertificates(PrivateKey key, List<X509Certificate> certificates) {

    /// @throws TokenException if key and first certificate do not belong together
    public KeyAndCertificates {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw unusable("there is no certificate", null);
        }
        if (!(key instanceof RSAPrivateKey secret)
                || !(certificates.get(0).getPublicKey() instanceof RSAPublicKey open)
                || !secret.getModulus().equals(open.getModulus())) {
            throw unusable("the private key is not the RSA key of the first certificate", null);
        }
    }

    /// Reads PEM text with one unencrypted private key (PKCS#8 or PKCS#1) and its certificates, the key's
    /// own first.
    ///
    /// @throws TokenException if it holds anything else
    public static KeyAndCertificates ofPem(String pem) {
        return new KeyAndCertificates(Pem.privateKey(pem), Pem.certificates(pem));
    }

    /// Reads a PKCS12 key store with one private key.
    ///
    /// @throws TokenException if it cannot be opened with the password, or holds no private key
    public static KeyAndCertificates ofPkcs12(byte[] keyStore, String password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(keyStore), password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
                    return new KeyAndCertificates(key, x509(store.getCertificateChain(alias)));
                }
            }
        } catch (IOException | GeneralSecurityException unreadable) {
            throw unusable("the PKCS12 key store cannot be opened; is its password right?", unreadable);
        }
        throw unusable("the PKCS12 key store has no private key", null);
    }

    /// Names the certificate and leaves the key out.
    @Override
    public String toString() {
        return "KeyAndCertificates[" + certificates.get(0).getSubjectX500Principal() + "]";
    }

    private static List<X509Certificate> x509(Certificate[] chain) {
        return Arrays.stream(chain)
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
    }

    static TokenException unusable(String what, @Nullable Throwable cause) {
        return new TokenException(TokenException.Reason.UNUSABLE_CREDENTIAL, what, cause);
    }
}
