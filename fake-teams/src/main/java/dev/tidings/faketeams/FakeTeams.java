package dev.tidings.faketeams;

import dev.tidings.faketeams.control.Acts;
import dev.tidings.faketeams.control.Rig;
import dev.tidings.faketeams.fault.Fault;
import dev.tidings.faketeams.inbound.BotAnswer;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.faketeams.referee.Report;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A local Microsoft Teams on loopback: connector, login and OpenID endpoints, with limits, faults and a
/// directory.
///
/// Methods may be called from any thread and wait for the one event loop that owns all state. Closing frees
/// the ports.
public final class FakeTeams implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final FakeTeamsConfig config;
    private final Vertx vertx;
    private final Context loop;
    private final Engine engine;
    private final HttpServer http;
    private final @Nullable HttpServer https;
    private final @Nullable Certificate certificate;
    private final String identityHeader = UUID.randomUUID().toString();

    private FakeTeams(FakeTeamsConfig config) {
        this.config = config;
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        this.loop = vertx.getOrCreateContext();
        this.engine =
                new Engine(vertx, config, identityHeader, () -> serviceUrl().toString());
        this.certificate = config.tls() ? Certificate.forLoopback() : null;
        try {
            this.http = listen(new HttpServerOptions(), config.port());
            this.https = certificate == null ? null : listen(tls(certificate), config.tlsPort());
        } catch (RuntimeException cannotListen) {
            vertx.close();
            throw cannotListen;
        }
    }

    /// Begins a setup; [FakeTeamsBuilder#start()] ends it.
    public static FakeTeamsBuilder builder() {
        return new FakeTeamsBuilder();
    }

    /// Starts it; answers when it accepts requests. Fails with [IllegalStateException] when the port is taken.
    public static FakeTeams start(FakeTeamsConfig config) {
        return new FakeTeams(config);
    }

    /// How it was set up.
    public FakeTeamsConfig config() {
        return config;
    }

    /// The port of plain HTTP.
    public int port() {
        return http.actualPort();
    }

    /// The port of https, if it was asked for.
    public Optional<Integer> tlsPort() {
        return Optional.ofNullable(https).map(HttpServer::actualPort);
    }

    /// The generated certificate as a PEM file, for `NODE_EXTRA_CA_CERTS` and the like.
    public Optional<Path> certificateFile() {
        return Optional.ofNullable(certificate).map(Certificate::file);
    }

    /// Where all paths start: https if there is https.
    public URI base() {
        return https == null
                ? URI.create("http://127.0.0.1:" + port())
                : URI.create("https://localhost:" + https.actualPort());
    }

    /// The service URL that a bot uses while it knows no other.
    public URI serviceUrl() {
        return base().resolve("/teams/");
    }

    /// The service URL that activities from this tenant carry.
    public URI serviceUrl(String tenant) {
        return base().resolve("/teams/" + tenant + "/");
    }

    /// The base of `/{tenant}/oauth2/v2.0/token`.
    public URI loginUrl() {
        return base();
    }

    /// The OpenID metadata for checking the tokens of activities.
    public URI openIdMetadata() {
        return base().resolve("/v1/.well-known/openidconfiguration");
    }

    /// The base of Microsoft Graph, without `/v1.0`.
    public URI graphUrl() {
        return base().resolve("/graph");
    }

    /// What `IDENTITY_ENDPOINT` has to be for an App Service identity.
    public URI identityEndpoint() {
        return base().resolve("/msi/token");
    }

    /// What `IDENTITY_HEADER` has to be for an App Service identity.
    public String identityHeader() {
        return identityHeader;
    }

    /// The first bot, to which everything refers that names no bot.
    public BotApp bot() {
        return config.bots().get(0);
    }

    /// The directory, places, messages and installations.
    public Scenery scenery() {
        return new Scenery(this);
    }

    /// Acting as the organisation's administrator.
    public Administrator administrator() {
        return new Administrator(this);
    }

    /// Acting as a person.
    public People people() {
        return new People(this);
    }

    /// Where the first bot listens from now on.
    public void connect(URI botEndpoint) {
        connect(bot().appId(), botEndpoint);
    }

    /// Where that bot listens from now on.
    public void connect(String appId, URI botEndpoint) {
        run(rig -> rig.door().connect(appId, botEndpoint));
    }

    /// Injects a fault and answers its number, for [#clear].
    public int inject(Fault fault) {
        return call(rig -> rig.faults().inject(fault).id());
    }

    /// Takes one fault away.
    public void clear(int faultNumber) {
        run(rig -> rig.faults().clear(faultNumber));
    }

    /// Takes all faults away.
    public void clearFaults() {
        run(rig -> rig.faults().clear());
    }

    /// What the referee counted so far.
    public Report report() {
        return call(rig -> rig.referee().report());
    }

    /// Forgets what the referee counted.
    public void resetReport() {
        run(rig -> rig.referee().reset());
    }

    /// Whether calls over a limit are answered 429 from now on, or only counted.
    public void enforceLimits(boolean on) {
        run(rig -> rig.referee().enforce(on));
    }

    /// How late every answer is from now on, give or take the jitter.
    public void latency(Duration base, Duration jitter) {
        run(rig -> rig.latency().change(base, jitter));
    }

    /// How long access tokens issued from now on are valid.
    public void tokenLifetime(Duration lifetime) {
        run(rig -> rig.tokens().lifetime(lifetime));
    }

    /// Makes every access token issued so far invalid.
    public void revokeTokens() {
        run(rig -> rig.tokens().revokeAll());
    }

    /// Signs activities with a new key from now on.
    public void rotateKeys(boolean keepOld) {
        run(rig -> rig.keys().rotate(keepOld));
    }

    /// Which channels the keys are endorsed for.
    public void endorse(List<String> channels) {
        run(rig -> rig.keys().endorse(channels));
    }

    @Override
    public void close() {
        await(vertx.close().toCompletionStage().toCompletableFuture());
    }

    /// Runs on the event loop and waits.
    <T> T call(Function<Rig, T> work) {
        return await(onLoop(() -> Future.succeededFuture(work.apply(engine.rig()))));
    }

    private void run(Consumer<Rig> work) {
        call(rig -> {
            work.accept(rig);
            return true;
        });
    }

    /// Acts and waits for what the bot answers.
    Acted act(String name, ObjectNode request) {
        return await(onLoop(() -> {
            Acts.Deeds deeds = engine.rig().acts().act(name, request);
            return deeds.answers().map(answers -> new Acted(deeds.message(), deeds.conversation(), answers));
        }));
    }

    record Acted(String message, String conversation, List<BotAnswer> answers) {}

    private <T> CompletableFuture<T> onLoop(Supplier<Future<T>> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        loop.runOnContext(now -> {
            try {
                work.get().onSuccess(done::complete).onFailure(done::completeExceptionally);
            } catch (RuntimeException refused) {
                done.completeExceptionally(refused);
            }
        });
        return done;
    }

    private HttpServer listen(HttpServerOptions options, int port) {
        options.setHost("127.0.0.1")
                .setPort(port)
                .setMaxFormAttributeSize(1 << 20)
                .setMaxFormBufferedBytes(1 << 16);
        return await(onLoop(() ->
                vertx.createHttpServer(options).requestHandler(engine.router()).listen()));
    }

    private static HttpServerOptions tls(Certificate certificate) {
        PemKeyCertOptions pem = new PemKeyCertOptions()
                .setCertValue(Buffer.buffer(certificate.certificatePem()))
                .setKeyValue(Buffer.buffer(certificate.keyPem()));
        return new HttpServerOptions().setSsl(true).setKeyCertOptions(pem);
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw Failure.of(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the local Teams", interrupted);
        } catch (TimeoutException late) {
            throw new IllegalStateException("the local Teams did not answer within " + PATIENCE, late);
        }
    }
}
