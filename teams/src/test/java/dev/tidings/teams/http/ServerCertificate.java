package dev.tidings.teams.http;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/// A server's self-signed certificate, and the files from which a client may trust it.
record ServerCertificate(X509Bundle bundle) {

    static ServerCertificate forAddress(String address) {
        try {
            return new ServerCertificate(new CertificateBuilder()
                    .subject("CN=server")
                    .setIsCertificateAuthority(true)
                    .addSanIpAddress(address)
                    .buildSelfSigned());
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Sockets that show this certificate.
    ServerSocketFactory sockets() {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(bundle.toKeyManagerFactory().getKeyManagers(), null, null);
            return tls.getServerSocketFactory();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Path pem(Path folder) throws IOException {
        return Files.writeString(folder.resolve("trusted.pem"), bundle.getCertificatePathPEM());
    }

    Path pkcs12(Path folder, String password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("server", bundle.getCertificate());
        Path file = folder.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }
}
