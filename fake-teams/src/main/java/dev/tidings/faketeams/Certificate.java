package dev.tidings.faketeams;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A self-signed certificate for this machine's loopback names, and the file that other programs may trust
/// it from.
final class Certificate {
    private final X509Bundle bundle;
    private final Path file;

    private Certificate(X509Bundle bundle, Path file) {
        this.bundle = bundle;
        this.file = file;
    }

    static Certificate forLoopback() {
        try {
            X509Bundle bundle = new CertificateBuilder()
                    .subject("CN=localhost")
                    .setIsCertificateAuthority(true)
                    .addSanDnsName("localhost")
                    .addSanIpAddress("127.0.0.1")
                    .addSanIpAddress("::1")
                    .buildSelfSigned();
            Path file = Files.createTempFile("fake-teams-", ".pem");
            file.toFile().deleteOnExit();
            Files.writeString(file, bundle.getCertificatePathPEM());
            return new Certificate(bundle, file);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (Exception impossible) {
            throw new IllegalStateException("cannot make a certificate", impossible);
        }
    }

    String certificatePem() {
        return bundle.getCertificatePathPEM();
    }

    String keyPem() {
        return bundle.getPrivateKeyPEM();
    }

    Path file() {
        return file;
    }
}
