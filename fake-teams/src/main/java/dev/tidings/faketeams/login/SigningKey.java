package dev.tidings.faketeams.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tidings.faketeams.wire.Json;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.node.ObjectNode;

/// An RSA key with an id of its own. Making a key takes a tenth of a second, so the pairs are shared by all
/// instances in the process; the ids are not, and what one instance signed another does not accept.
final class SigningKey {
    private static final List<KeyPair> PAIRS = new CopyOnWriteArrayList<>();

    private final String id;
    private final RSAPublicKey publicKey;
    private final JWSSigner signer;
    private final RSASSAVerifier verifier;

    private SigningKey(String id, KeyPair pair) {
        this.id = id;
        this.publicKey = (RSAPublicKey) pair.getPublic();
        this.signer = new RSASSASigner(pair.getPrivate());
        this.verifier = new RSASSAVerifier(publicKey);
    }

    /// The key at a place in the process-wide row, under the given id.
    static SigningKey number(int index, String id) {
        synchronized (PAIRS) {
            while (PAIRS.size() <= index) {
                PAIRS.add(fresh());
            }
        }
        return new SigningKey(id, PAIRS.get(index));
    }

    String id() {
        return id;
    }

    String sign(JWTClaimsSet claims) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(id)
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(signer);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }

    boolean signed(SignedJWT token) {
        try {
            return id.equals(token.getHeader().getKeyID()) && token.verify(verifier);
        } catch (JOSEException unverifiable) {
            return false;
        }
    }

    /// The public half as a JSON Web Key.
    ObjectNode jwk() {
        return Json.object()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", id)
                .put("x5t", id)
                .put("n", Base64URL.encode(publicKey.getModulus()).toString())
                .put("e", Base64URL.encode(publicKey.getPublicExponent()).toString());
    }

    private static KeyPair fresh() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no RSA", missing);
        }
    }
}
