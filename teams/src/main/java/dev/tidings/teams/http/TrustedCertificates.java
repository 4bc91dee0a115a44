package dev.tidings.teams.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// The certificates a transport trusts: the JDK's own and those of a file.
public final class TrustedCertificates {
    private TrustedCertificates() {}

    /// Trusts the JDK's own certificates and those of a PEM or PKCS12 file, told apart by what is in it.
    ///
    /// @param password the password of a PKCS12 file, or null if it has none
    /// @throws IllegalArgumentException if the file cannot be read or holds no certificate
    public static X509TrustManager with(Path file, @Nullable String password) {
        try {
            List<Certificate> certificates = read(file, password);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("no certificate in trust store " + file);
            }
            Collections.addAll(certificates, managerOf(null).getAcceptedIssuers());
            KeyStore all = KeyStore.getInstance("PKCS12");
            all.load(null, null);
            for (int i = 0; i < certificates.size(); i++) {
                all.setCertificateEntry("trusted-" + i, certificates.get(i));
            }
            return managerOf(all);
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalArgumentException("cannot read trust store " + file + ": " + unreadable.getMessage());
        }
    }

    private static List<Certificate> read(Path file, @Nullable String password)
            throws IOException, GeneralSecurityException {
        byte[] bytes = Files.readAllBytes(file);
        return new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE-----")
                ? pem(bytes)
                : pkcs12(bytes, password);
    }

    private static List<Certificate> pem(byte[] bytes) throws GeneralSecurityException {
        Collection<? extends Certificate> certificates =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
        return new ArrayList<>(certificates);
    }

    private static List<Certificate> pkcs12(byte[] bytes, @Nullable String password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = new ByteArrayInputStream(bytes)) {
            store.load(in, password == null ? null : password.toCharArray());
        }
        List<Certificate> certificates = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            Certificate certificate = store.getCertificate(alias);
            if (certificate != null) {
                certificates.add(certificate);
            }
        }
        return certificates;
    }

    private static X509TrustManager managerOf(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (var manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new IllegalStateException("this JDK has no X.509 trust manager");
    }
}
