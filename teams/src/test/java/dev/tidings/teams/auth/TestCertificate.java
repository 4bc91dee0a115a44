package dev.tidings.teams.auth;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/// A self-signed certificate with its key, in the forms that people keep them in.
record TestCertificate(X509Bundle bundle) {
    static TestCertificate valid() {
        return until(Instant.parse("2036-01-01T00:00:00Z"));
    }

    static TestCertificate until(Instant end) {
        try {
            return new TestCertificate(new CertificateBuilder()
                    .subject("CN=bot")
                    .setIsCertificateAuthority(true)
                    .algorithm(CertificateBuilder.Algorithm.rsa2048)
                    .notBefore(Instant.parse("2020-01-01T00:00:00Z"))
                    .notAfter(end)
                    .buildSelfSigned());
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    X509Certificate certificate() {
        return bundle.getCertificate();
    }

    String pem() {
        return bundle.getPrivateKeyPEM() + "\n" + bundle.getCertificatePathPEM();
    }

    /// The key alone, as OpenSSL wrote it for decades.
    String pkcs1() {
        byte[] pkcs8 = bundle.getKeyPair().getPrivate().getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        return "-----BEGIN RSA PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(pkcs1)
                + "\n-----END RSA PRIVATE KEY-----\n";
    }

    Path pkcs12(Path folder, String password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "bot", bundle.getKeyPair().getPrivate(), password.toCharArray(), new Certificate[] {certificate()});
        Path file = folder.resolve("bot.pfx");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }
}
