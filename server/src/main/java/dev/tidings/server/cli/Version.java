package dev.tidings.server.cli;

import picocli.CommandLine.IVersionProvider;

/// The version that the jar's manifest names.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Tidings.class.getPackage().getImplementationVersion();
        return new String[] {"Tidings " + (version == null ? "(not from a release)" : version)};
    }
}
