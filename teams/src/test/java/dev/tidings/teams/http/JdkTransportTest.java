package dev.tidings.teams.http;

final class JdkTransportTest extends HttpTransportContract {
    @Override
    protected HttpTransport open(TransportSettings settings) {
        return new JdkTransport(settings);
    }
}
