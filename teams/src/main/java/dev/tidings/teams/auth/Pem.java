package dev.tidings.teams.auth;

import static dev.tidings.teams.auth.KeyAndCertificates.unusable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keys and certificates between `-----BEGIN ...-----` and `-----END ...-----`.
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (?<label>[A-Z0-9 ]+)-----(?<body>.*?)-----END \\k<label>-----", Pattern.DOTALL);
    /// Version 0 and the algorithm `rsaEncryption`: what PKCS#8 puts before a PKCS#1 key.
    private static final byte[] PKCS8_HEAD = {
        2, 1, 0, 0x30, 0x0d, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
    };

    private Pem() {}

    private record Block(String label, String body) {
        byte[] bytes() {
            try {
                return Base64.getMimeDecoder().decode(body);
            } catch (IllegalArgumentException notBase64) {
                throw unusable("the PEM block '" + label + "' is damaged", notBase64);
            }
        }
    }

    static PrivateKey privateKey(String pem) {
        for (Block block : blocks(pem)) {
            switch (block.label) {
                case "PRIVATE KEY" -> {
                    return rsa(block.bytes());
                }
                case "RSA PRIVATE KEY" -> {
                    return rsa(pkcs8(plain(block).bytes()));
                }
                case "ENCRYPTED PRIVATE KEY" ->
                    throw unusable("the private key is encrypted: store it in plain PEM or in a PKCS12 file", null);
                default -> {}
            }
        }
        throw unusable("there is no private key in the PEM text", null);
    }

    static List<X509Certificate> certificates(String pem) {
        return blocks(pem).stream()
                .filter(block -> block.label.equals("CERTIFICATE"))
                .map(block -> certificate(block.bytes()))
                .toList();
    }

    private static List<Block> blocks(String pem) {
        Matcher block = BLOCK.matcher(pem);
        return block.results()
                .map(found -> new Block(found.group(1), found.group(2)))
                .toList();
    }

    private static Block plain(Block block) {
        if (block.body.contains("Proc-Type")) {
            throw unusable("the private key is encrypted: store it in plain PEM or in a PKCS12 file", null);
        }
        return block;
    }

    private static PrivateKey rsa(byte[] pkcs8) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException notAKey) {
            throw unusable("the private key is not an RSA key", notAKey);
        }
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException notACertificate) {
            throw unusable("the certificate cannot be read", notACertificate);
        }
    }

    private static byte[] pkcs8(byte[] pkcs1) {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        inner.writeBytes(PKCS8_HEAD);
        inner.writeBytes(der(0x04, pkcs1));
        return der(0x30, inner.toByteArray());
    }

    private static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
