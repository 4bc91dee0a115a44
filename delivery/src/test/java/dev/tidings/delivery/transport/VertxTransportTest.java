package dev.tidings.delivery.transport;

import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.HttpTransportContract;
import dev.tidings.teams.http.TransportSettings;

class VertxTransportTest extends HttpTransportContract {
    @Override
    protected HttpTransport open(TransportSettings settings) {
        return new VertxTransport(settings);
    }
}
