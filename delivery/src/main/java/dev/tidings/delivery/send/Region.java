package dev.tidings.delivery.send;

/// The part of a service URL that fails as a whole: its origin.
final class Region {
    private Region() {}

    static String of(String serviceUrl) {
        int path = serviceUrl.indexOf('/', serviceUrl.indexOf("//") + 2);
        return path < 0 ? serviceUrl : serviceUrl.substring(0, path);
    }
}
